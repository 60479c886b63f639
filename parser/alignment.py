"""Which column a cell belongs to, where a row has fewer or more cells than columns: the cheapest placing by content.

Numbers that branch point forward, refusals end, deadlines look like deadlines, blank lines tell where a cell was lost.
A placing is certain when no other is nearly as cheap for any cell that says something.
"""

import re
from collections.abc import Mapping, Sequence, Set
from functools import lru_cache
from itertools import compress

from msgspec import Struct

from parser.cells import Cell
from parser.languages.lexicon import lexicon
from parser.nextaction import is_dash, read_next
from parser.rowlabels import RowKind
from parser.tablecase import concepts, named
from spec.model import Column, Language

_TIME = re.compile(
    r"\d[\d\s,.–—-]*(?:\([^)]*\)\s*)?(?:(?:рабоч|календ|жұмыс|күнтізб)\w*\s+)?"
    r"(?:сек|мин|час|сағ|күн|дн|ден|день|сут|тәул|ай\b|мес|нед|апта)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
Rows = tuple[tuple[float, ...], ...]
_MARGIN = 0.3
_FAR = 1e9
_TOO_MANY = 4000  # cells times slots: more are not looked at a second time
_LOST_OPEN, _LOST_PRINTED, _LOST_LAST, _LOST_AT_GAP = 1.0, 1.8, 0.85, 0.3


class StepHint(Struct, frozen=True, gc=False):
    """What is known of a process before its column is read: what the text says of it (its number, its action, whether it
    refuses, the processes that may follow it, what its sentence speaks of, names of who performs it), and its column in
    the other language."""

    number: int
    action: str
    is_refusal: bool
    next: tuple[int, ...] = ()
    concepts: frozenset[str] = frozenset()
    column: Column | None = None
    performers: frozenset[str] = frozenset()


class Slot(Struct, frozen=True, gc=False):
    """A place for a cell: a row, the number of its column, and what is known of the process there."""

    kind: RowKind
    number: int
    last: bool = False
    refusal: bool | None = None
    hint: StepHint | None = None


class Placing(Struct, frozen=True, gc=False):
    """Where cells went: for each cell its slot (a slot may take several cells), the cost, and whether it is certain."""

    slots: tuple[int, ...]
    cost: float
    certain: bool


@lru_cache(maxsize=4096)
def is_time(text: str) -> bool:
    """Whether a cell reads like a deadline: «10–15 мин», «15 жұмыс күні»."""
    return len(text) < 120 and _TIME.search(text) is not None


@lru_cache(maxsize=4096)
def is_refusal(text: str, language: Language) -> bool:
    """Whether an action is a refusal, by its words."""
    lowered = text.lower()
    return any(word in lowered for word in lexicon(language)["table"]["refusal"])


def misfit(text: str, slot: Slot, language: Language) -> float:
    """How badly a cell's text fits a slot: 0 fits, above 1 hardly."""
    cost = _next_misfit(text, slot, language) if slot.kind == "next" else unfit(text, slot.kind, language)
    if slot.kind == "result" and slot.refusal is not None:
        refuses = is_refusal(text, language)
        cost += 0.9 if refuses > slot.refusal else 0.2 if refuses < slot.refusal else 0.0
    if slot.hint and slot.kind == "action":
        refuses = is_refusal(text, language)
        other = not _may_be_one(concepts(text, language), slot.hint.concepts)
        cost += 0.7 if refuses != slot.hint.is_refusal else 1.0 if other and not refuses else 0.0
    if slot.hint and slot.kind == "unit" and not _may_be_one(named(text, language), slot.hint.performers):
        cost += 0.1  # the tables often name another unit than the text: this tips the scales and proves nothing
    if slot.hint and slot.hint.column and not _is_twin(text, slot.kind, slot.hint.column, language):
        cost += 1.0
    return cost


def _may_be_one(here: Set[str], there: Set[str]) -> bool:
    return not here or not there or not here.isdisjoint(there)


def _is_twin(text: str, kind: RowKind, column: Column, language: Language) -> bool:
    """Whether a cell may say what the column of the other language says in that row."""
    if not text or is_dash(text):
        return column.cells.get(kind) != "printed"
    if column.cells.get(kind) != "printed":
        return False
    if kind == "deadline":
        numbers = {float(number.replace(",", ".")) for number in _NUMBER.findall(text)}
        return numbers == {bound for d in column.deadlines for bound in (d.min, d.max) if bound is not None}
    if kind == "next":
        targets = {action.to for action in read_next(text, language)}
        return targets == {action.to for action in column.next}
    said = {"unit": column.unit, "action": column.action, "result": column.result}.get(kind)
    foreign: Language = "ru" if language == "kk" else "kk"
    if kind == "unit":
        return _may_be_one(named(text, language), named(said or "", foreign))
    return _may_be_one(concepts(text, language), concepts(said, foreign))


@lru_cache(maxsize=8192)
def unfit(text: str, kind: RowKind, language: Language) -> float:
    """How badly a cell's text fits a row other than the last, whatever the column."""
    open_cell = not text or is_dash(text)
    if kind == "deadline":
        return 0.0 if open_cell or is_time(text) else 2.0
    if open_cell:
        return 1.0
    if is_time(text) and len(text) < 30:
        return 3.0
    if text.isdigit() or any(action.to is not None for action in read_next(text, language)):
        return 2.5
    if kind == "unit":
        return 0.6 if len(text) > 90 else 0.0
    return 0.2 if len(text) < 6 else 0.0


def _next_misfit(text: str, slot: Slot, language: Language) -> float:
    if not text:
        return 0.1
    if is_dash(text):
        return 0.0 if slot.refusal or slot.last else 0.3
    if is_time(text) and len(text) < 30:
        return 3.0
    targets = [action.to for action in read_next(text, language) if action.to is not None]
    ends = (1.5 if slot.refusal else 0.0) + (0.7 if slot.last else 0.0)
    if not targets:
        return 1.0 + ends
    if slot.hint and slot.hint.next and set(targets) <= set(slot.hint.next):
        return ends / 2
    if min(targets) == slot.number + 1:
        return ends
    return ends + (0.4 if min(targets) > slot.number else 1.0)


def place(cells: Sequence[Cell], slots: Sequence[Slot], language: Language, gap_after: bool = False) -> Placing:
    """The cheapest placing of `cells`, in order, into `slots`; `gap_after` tells of a gap behind the last cell."""
    costs = tuple([tuple([misfit(cell.text, slot, language) for slot in slots]) for cell in cells])
    gaps = [cell.gap for cell in cells[1:]] or [0]
    usual = sorted(gaps)[len(gaps) // 2]
    lost = [_lost(slots, cell.gap > usual + (1 if i == 0 else 0)) for i, cell in enumerate(cells)]
    lost.append(_lost(slots, gap_after, last=True))
    merges = tuple([_merge(cells[i - 1].text, cell.text) if i else _FAR for i, cell in enumerate(cells)])
    says = tuple([bool(cell.text) and not is_dash(cell.text) for cell in cells])
    return _placing(costs, tuple(lost), merges, says)


@lru_cache(maxsize=4096)
def _placing(costs: Rows, lost: Rows, merges: tuple[float, ...], says: tuple[bool, ...]) -> Placing:
    """The placing by what it costs to put each cell into each slot, to leave slots empty before each cell, and to take
    a cell for the rest of the one before it; `says` marks the cells that say something."""
    best, cost = _cheapest(costs, lost, merges)
    return Placing(tuple(best), cost, _certain(costs, lost, merges, says, best, cost))


def _lost(slots: Sequence[Slot], at_gap: bool, last: bool = False) -> tuple[float, ...]:
    """What it costs to leave each slot empty, at a certain cell."""
    open_cell = _LOST_AT_GAP if at_gap else _LOST_LAST if last else _LOST_OPEN
    return tuple(
        [
            open_cell - (0.05 if slot.refusal else 0.0) if slot.kind in ("deadline", "next") else _LOST_PRINTED
            for slot in slots
        ]
    )


def _merge(one: str, two: str) -> float:
    """What it costs to take two cells for one that runs over two lines."""
    if not one or is_dash(one) or is_dash(two) or not two:
        return _FAR
    return 0.6 if one[-1] in ",;:-–" or two[0].islower() else 2.0


def _cheapest(costs: Rows, lost: Rows, merges: tuple[float, ...]) -> tuple[list[int], float]:
    """The cheapest monotonic placing: dynamic programming, then the way back from the last cell to the first."""
    if not costs:
        return [], sum(lost[0])
    table, merged = _table(costs, lost, merges)
    last = len(costs) - 1
    at, total = _best_before(table[last], lost[last + 1], len(lost[0]))
    slots = [at]
    for i in range(last, 0, -1):
        if not merged[i][at]:
            at, _ = _best_before(table[i - 1], lost[i], at)
        slots.append(at)
    return slots[::-1], total


def _best_before(placed: list[float], lost: tuple[float, ...], end: int) -> tuple[int, float]:
    """The cheapest slot before `end` for a cell after which only empty slots follow up to `end`, and the cost."""
    best, cost, tail = max(end - 1, 0), _FAR, 0.0
    for j in range(end - 1, -1, -1):
        if placed[j] + tail < cost - 1e-9:
            best, cost = j, placed[j] + tail
        tail += lost[j]
    return best, cost


def _table(costs: Rows, lost: Rows, merges: tuple[float, ...]) -> tuple[list[list[float]], list[list[bool]]]:
    """For each cell and slot: the cost of the cheapest placing that ends there, and whether the cell is merged."""
    n = len(lost[0])
    reach = [0.0]
    for j in range(n):
        reach.append(reach[-1] + lost[0][j])
    placed = [_FAR] * n
    table, merged = [], []
    for i, row in enumerate(costs):
        fresh = [reach[j] + row[j] for j in range(n)]
        joined = [placed[j] + merges[i] for j in range(n)]
        merged.append([joined[j] < fresh[j] for j in range(n)])
        placed = [min(pair) for pair in zip(fresh, joined, strict=True)]
        table.append(placed)
        reach = [_FAR]
        for j in range(n):
            reach.append(min(placed[j], reach[-1] + lost[i + 1][j]))
    return table, merged


def _certain(
    costs: Rows, lost: Rows, merges: tuple[float, ...], says: tuple[bool, ...], best: list[int], cost: float
) -> bool:
    """Whether every cell that says something would cost more in any other slot."""
    if cost >= _FAR or len(costs) * len(lost[0]) > _TOO_MANY:
        return False
    for i in compress(range(len(says)), says):
        barred = list(costs)
        barred[i] = tuple([_FAR if j == best[i] else value for j, value in enumerate(costs[i])])
        if _cheapest(tuple(barred), lost, merges)[1] < cost + _MARGIN:
            return False
    return True


def slots_of(
    kind: RowKind, numbers: Sequence[int], refusals: Sequence[bool | None], hints: Mapping[int, StepHint]
) -> list[Slot]:
    """The slots of one row."""
    final = len(numbers) - 1
    return [
        Slot(kind, number, column == final, refusals[column] if refusals else None, hints.get(number))
        for column, number in enumerate(numbers)
    ]
