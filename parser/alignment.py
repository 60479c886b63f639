"""Which column a cell belongs to, where a row has fewer or more cells than columns: the cheapest placing by content.

Numbers that branch point forward, refusals end, deadlines look like deadlines, blank lines tell where a cell was lost.
"""

import re
from collections.abc import Mapping, Sequence, Set
from functools import lru_cache

from msgspec import Struct

from parser.cells import Cell
from parser.nextaction import is_dash, read_next
from parser.placing import FAR, Placing, Problem, place_cells
from parser.rowlabels import RowKind, folded
from parser.tablecase import concepts, is_refusal, named
from parser.timespans import time_spans
from spec.model import Column, Deadline, Language

_TIME = re.compile(
    r"\d[\d\s,.–—-]*(?:\([^)]*\)\s*)?(?:(?:рабоч|календ|жұмыс|күнтізб)\w*\s+)?"
    r"(?:сек|мин|час|сағ|күн|дн|ден|день|сут|тәул|ай\b|мес|нед|апта)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_BARE = re.compile(r"\d+(?:[.,]\d+)?(?:\s*[-–—/]\s*\d+)?\.?")
_LEFT, _LEFT_OPEN = 2.2, 0.6
_UNLIKE, _UNLIKE_ONE, _ALIKE, _ALIKE_ONE, _SPEAKS_OF_IT = 0.45, 0.15, -0.35, -0.25, -0.25
AT_ONCE = {
    "log_in", "refuse_login", "select_service", "pay", "refuse_unpaid", "choose_certificate", "refuse_signature",
    "sign_request", "query_registry", "report_missing_data", "fill_form",
}  # fmt: skip
"""Actions of a consumer or a system at a screen: none of them takes days."""
_LOST_OPEN, _LOST_PRINTED, _LOST_LAST, _LOST_AT_GAP = 1.0, 1.8, 0.85, 0.3


class StepHint(Struct, frozen=True, gc=False):
    """What is known of a process before its column is read: what the text says of it (its number, its action, whether it
    refuses, the processes that may follow it, what its sentence speaks of, names of who performs it, its deadlines), its
    column in the other language, and columns of like processes elsewhere in the act (`alike`)."""

    number: int
    action: str
    is_refusal: bool
    next: tuple[int, ...] = ()
    concepts: frozenset[str] = frozenset()
    column: Column | None = None
    performers: frozenset[str] = frozenset()
    deadlines: tuple[Deadline, ...] = ()
    alike: tuple[Column, ...] = ()


class Slot(Struct, frozen=True, gc=False):
    """A place for a cell: a row, the number of its column, and what is known of the process there."""

    kind: RowKind
    number: int
    last: bool = False
    refusal: bool | None = None
    hint: StepHint | None = None


@lru_cache(maxsize=4096)
def is_time(text: str) -> bool:
    """Whether a cell reads like a deadline: «10–15 мин», «15 жұмыс күні»."""
    return len(text) < 120 and _TIME.search(text) is not None


def misfit(text: str, slot: Slot, language: Language) -> float:
    """How badly a cell's text fits a slot: 0 fits, above 1 hardly."""
    cost = _next_misfit(text, slot, language) if slot.kind == "next" else unfit(text, slot.kind, language)
    if slot.kind == "result" and slot.refusal is not None:
        refuses = is_refusal(text, language)
        cost += 0.9 if refuses > slot.refusal else 0.2 if refuses < slot.refusal else 0.0
    if slot.hint and slot.kind == "action":
        cost += _action_misfit(text, slot.hint, language)
    if slot.hint and slot.kind == "unit" and not _may_be_one(named(text, language), slot.hint.performers):
        cost += 0.1  # the tables often name another unit than the text: this tips the scales and proves nothing
    if slot.hint and slot.hint.column and not _is_twin(text, slot.kind, slot.hint.column, language):
        cost += 1.0
    return cost + _unlike(text, slot.kind, slot.hint, language) if slot.hint and slot.kind != "next" else cost


def _action_misfit(text: str, hint: StepHint, language: Language) -> float:
    """How badly an action fits the step of the text: another subject, or a refusal where there is none. A refusal may be
    told without the word («сообщение о неподтверждённой подписи»)."""
    refuses = is_refusal(text, language)
    here = concepts(text, language)
    if refuses != hint.is_refusal:
        return 0.7 if refuses or here.isdisjoint(hint.concepts) else 0.2
    return 0.0 if refuses or _may_be_one(here, hint.concepts) else 1.0


def _unlike(text: str, kind: RowKind, hint: StepHint, language: Language) -> float:
    """What speaks against a cell of a row other than the last by what the text says of the time, and like columns say
    in that row."""
    cost = 0.0
    if kind == "deadline" and text and not is_dash(text):
        times = _values(text, language)
        stated = {(d.max, d.unit) for d in hint.deadlines}
        if stated and times:
            cost += 0.0 if stated & times else 0.6
        if hint.action in AT_ONCE and any(unit in ("day", "month") for _, unit in times):
            cost += 0.6
        elif hint.action in AT_ONCE and hint.is_refusal and any(most >= 5 and unit != "second" for most, unit in times):
            cost += 0.4  # a message of a system takes seconds
    said = [_said(column, kind) for column in hint.alike if column.cells.get(kind) != "missing"]
    if said:
        alike = any(_same_cell(text, kind, other, language) for other in said)
        if len(said) > 1 and len(set(said)) == 1:
            cost += _ALIKE if alike else _UNLIKE
        else:
            cost += _ALIKE_ONE if alike else _UNLIKE_ONE
    if kind == "result" and not hint.concepts.isdisjoint(concepts(text, language)):
        cost += _SPEAKS_OF_IT
    return cost


def _values(text: str, language: Language) -> set[tuple[float, str | None]]:
    return {(span.max, span.unit) for span in time_spans(text, language)}


def _said(column: Column, kind: RowKind) -> str | tuple[Deadline, ...] | None:
    if kind == "deadline":
        return column.deadlines
    return {"unit": column.unit, "action": column.action, "result": column.result}.get(kind)


def _same_cell(text: str, kind: RowKind, other: str | tuple[Deadline, ...] | None, language: Language) -> bool:
    """Whether a cell says what a like column says: the same words, or the same length of time."""
    if not text or is_dash(text):
        return not other
    if isinstance(other, tuple):
        return _values(text, language) == {(d.max, d.unit) for d in other}
    return other is not None and folded(text) == folded(other)


def _may_be_one(here: Set[str], there: Set[str]) -> bool:
    return not here or not there or not here.isdisjoint(there)


def _is_twin(text: str, kind: RowKind, column: Column, language: Language) -> bool:
    """Whether a cell may say what the column of the other language says in that row."""
    printed = column.cells.get(kind, "missing")
    if printed == "missing" or not text or is_dash(text):
        return printed != "printed"
    if printed == "dash":
        return False
    if kind == "deadline":
        numbers = {float(number.replace(",", ".")) for number in _NUMBER.findall(text)}
        return numbers == {bound for d in column.deadlines for bound in (d.min, d.max) if bound is not None}
    if kind == "next":
        targets = {action.to for action in read_next(text, language)}
        return None in targets or targets == {action.to for action in column.next}
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
        if open_cell or is_time(text) or (len(text) < 40 and time_spans(text, language)):
            return 0.0
        return 1.0 if _BARE.fullmatch(text) else 2.0  # the unit of time may be forgotten
    if open_cell:
        return 1.0
    if is_time(text) and len(text) < 30:
        return 3.0
    if text.isdigit() or any(action.to is not None for action in read_next(text, language)):
        return 2.5
    if kind == "unit":  # who, not what
        return 0.6 if len(text) > 90 or (concepts(text, language) and not named(text, language)) else 0.0
    if kind == "action" and len(text) < 40 and named(text, language) and not concepts(text, language):
        return 0.5
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


def place(
    cells: Sequence[Cell],
    slots: Sequence[Slot],
    language: Language,
    gap_after: bool = False,
    seen: Mapping[RowKind, Set[str]] | None = None,
) -> Placing:
    """The cheapest placing of `cells`, in order, into `slots`; `gap_after` tells of a gap behind the last cell, `seen`
    what stands in each row where nothing is lost."""
    gaps = [cell.gap for cell in cells[1:]] or [0]
    usual = sorted(gaps)[len(gaps) // 2]
    lost = [_lost(slots, cell.gap > usual + (1 if i == 0 else 0)) for i, cell in enumerate(cells)]
    texts = [cell.text for cell in cells]
    return place_cells(
        Problem(
            tuple(
                [
                    tuple(
                        [misfit(t, slot, language) + (_unseen(t, slot.kind, seen) if seen else 0.0) for slot in slots]
                    )
                    for t in texts
                ]
            ),
            (*lost, _lost(slots, gap_after, last=True)),
            tuple([_join(texts[i - 1], text) if i else FAR for i, text in enumerate(texts)]),
            tuple([_LEFT_OPEN if not text or is_dash(text) else _LEFT for text in texts]),
            tuple([bool(text) and not is_dash(text) for text in texts]),
        )
    )


def _unseen(text: str, kind: RowKind, seen: Mapping[RowKind, Set[str]]) -> float:
    """A cell that stands in one row where nothing is lost hardly belongs to another."""
    return -0.4 if text in seen.get(kind, ()) else 0.4 if any(text in cells for cells in seen.values()) else 0.0


def _lost(slots: Sequence[Slot], at_gap: bool, last: bool = False) -> tuple[float, ...]:
    """What it costs to leave each slot empty, at a certain cell."""
    open_cell = _LOST_AT_GAP if at_gap else _LOST_LAST if last else _LOST_OPEN
    return tuple(
        [
            open_cell - (0.05 if slot.refusal else 0.0) if slot.kind in ("deadline", "next") else _LOST_PRINTED
            for slot in slots
        ]
    )


def _join(one: str, two: str) -> float:
    """What it costs to take two cells for one that runs over two lines."""
    if not one or is_dash(one) or is_dash(two) or not two:
        return FAR
    if one[-1] in ",;:-–" or two[0].islower():
        return 0.6
    return 3.0 if one == two or one.isdigit() or is_time(one) else 2.0


def slots_of(
    kind: RowKind, numbers: Sequence[int], refusals: Sequence[bool | None], hints: Mapping[int, StepHint]
) -> list[Slot]:
    """The slots of one row."""
    final = len(numbers) - 1
    return [
        Slot(kind, number, column == final, refusals[column] if refusals else None, hints.get(number))
        for column, number in enumerate(numbers)
    ]
