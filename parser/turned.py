"""Tables whose rows are the processes and whose columns are what the table says of them → their rows by kind.

The heads of such tables are freer than the labels of rows («Кто выполняет», «Ұзақтығы»): in a head they tell the kind of
a column; where they do not, its cells do.
"""

import re
from collections.abc import Mapping, Sequence, Set

from msgspec import Struct

from parser.alignment import Slot, is_time, place, unfit
from parser.cells import Cell
from parser.nextaction import is_dash, read_next
from parser.rowlabels import ROWS, RowKind, head_kind
from parser.rows import Reading, Row
from parser.tablecase import is_refusal, named
from spec.model import Language

_NUMBER = re.compile(r"\D{0,14}(\d{1,2})\D{0,14}")
_DOUBTFUL = 1.5  # how badly the cells of a short line may fit their places before others are tried
_MOST = 0.6  # the share of a column's cells that must look like its kind where the head does not tell it

Line = Sequence[Cell]


class Turned(Struct, frozen=True, gc=False):
    """What a turned table holds: the head of the numbers, the numbers with their cells, the rows by kind, and runs of
    cells that found no place."""

    label: Cell | None
    numbers: tuple[int, ...]
    number_cells: tuple[Cell, ...]
    rows: tuple[Row, ...]
    unread: tuple[tuple[Cell, ...], ...]


def read_turned(lines: Sequence[Line], known: Reading) -> Turned | None:
    """The processes of a table given by its head and its rows; None where the head tells too little."""
    if not lines:
        return None
    head, *body = lines
    kinds = _kinds(head, body, known.language)
    places = {kind: at for at, kind in reversed([*enumerate(kinds)]) if kind}
    if len(places.keys() & set(ROWS)) < 2:
        return None
    number_at = places.get("number", 0 if kinds[0] is None else None)
    taken, unread = _numbered(body, number_at)
    if not taken:
        return None
    whole = [line for _, line in taken if len(line) == len(head)]
    seen = {kind: {line[at].text for line in whole if line[at].text} for kind, at in places.items() if kind in ROWS}
    placed = [
        _placed(line, number, head, places, number_at, known, line is taken[-1][1], seen) for number, line in taken
    ]
    rows = []
    for kind in ROWS:
        if kind in places:
            columns = tuple(cells.get(kind, ()) for cells, _, _ in placed)
            doubtful = frozenset(at for at, (_, unsure, _) in enumerate(placed) if kind in unsure)
            printed = tuple(cell for cells in columns for cell in cells)
            rows.append(Row(kind, head[places[kind]], columns, printed, doubtful))
    unread += [left for _, _, left in placed if left]
    unread += _columns_unread(head, [line for _, line in taken], {*places.values(), number_at})
    numbers = tuple(number for number, _ in taken)
    own = head[number_at] if number_at is not None and kinds[number_at] == "number" else None
    shown = tuple(line[number_at] if number_at is not None else line[0] for _, line in taken)
    return Turned(own, numbers, shown, tuple(rows), tuple(unread))


def _kinds(head: Line, body: Sequence[Line], language: Language) -> list[RowKind | None]:
    """What each column holds: by its head, else by its cells among the kinds that no head names."""
    kinds: list[RowKind | None] = []
    for cell in head:
        kind = head_kind(cell.text, language)
        kinds.append(kind if kind not in kinds else None)
    for at, kind in enumerate(kinds):
        if kind is None and at:
            cells = [line[at].text for line in body if at < len(line) and line[at].text]
            kinds[at] = next(
                (k for k in ("deadline", "next", "unit") if k not in kinds and _looks(cells, k, language)), None
            )
    return kinds


def _looks(cells: Sequence[str], kind: RowKind, language: Language) -> bool:
    """Whether the cells of a column are of a kind."""
    said = [cell for cell in cells if not is_dash(cell)]
    if kind == "deadline":
        fitting = [cell for cell in said if is_time(cell) and len(cell) < 60]
    elif kind == "next":
        fitting = [cell for cell in said if any(action.to is not None for action in read_next(cell, language))]
    else:
        fitting = [cell for cell in said if len(cell) < 90 and named(cell, language)]
    return len(said) > 1 and len(fitting) >= _MOST * len(said)


def _numbered(body: Sequence[Line], number_at: int | None) -> tuple[list[tuple[int, Line]], list[tuple[Cell, ...]]]:
    """The rows that are processes, with their numbers, and rows that are none. Rows without a column of numbers count."""
    taken: list[tuple[int, Line]] = []
    unread: list[tuple[Cell, ...]] = []
    for line in body:
        said = tuple(cell for cell in line if cell.text)
        found = _NUMBER.fullmatch(line[number_at].text) if number_at is not None and number_at < len(line) else None
        if number_at is None and len(said) > 1:
            taken.append((len(taken) + 1, line))
        elif found:
            taken.append((int(found[1]), line))
        elif taken and number_at is not None and number_at < len(line) and not line[number_at].text and said:
            number, before = taken[-1]
            taken[-1] = (number, _joined(before, line))
        elif said:
            unread.append(said)
    return taken, unread


def _joined(one: Line, two: Line) -> Line:
    """A row and the rest of it that stands in a row of its own, without a number."""
    size = max(len(one), len(two))
    cells = [[line[at] for line in (one, two) if at < len(line) and line[at].text] for at in range(size)]
    return [_whole(group) if group else one[min(at, len(one) - 1)] for at, group in enumerate(cells)]


def _whole(group: Sequence[Cell]) -> Cell:
    first, last = group[0], group[-1]
    return Cell(first.start, last.end, first.line, " ".join(cell.text for cell in group), first.gap)


def _placed(
    line: Line,
    number: int,
    head: Line,
    places: Mapping[RowKind, int],
    number_at: int | None,
    known: Reading,
    last: bool,
    seen: Mapping[RowKind, Set[str]],
) -> tuple[dict[RowKind, tuple[Cell, ...]], set[RowKind], tuple[Cell, ...]]:
    """The cells of one process by kind, the kinds that are a guess, and cells left over."""
    said: dict[RowKind, tuple[Cell, ...]] = {}
    for kind, at in places.items():
        if kind != "number" and at < len(line) and line[at].text:
            said[kind] = (line[at],)
    fits = sum(unfit(cells[0].text, kind, known.language) for kind, cells in said.items()) < _DOUBTFUL
    if len(line) == len(head) or (len(line) < len(head) and fits):  # cells lost at the end of a line leave no trace
        return said, set(), ()
    order = sorted((at, kind) for kind, at in places.items() if kind != "number")
    hint = known.hints.get(number)
    cells = [cell for at, cell in enumerate(line) if at != number_at and cell.text]
    refusal = hint.is_refusal if hint else any(is_refusal(cell.text, known.language) for cell in cells) or None
    slots = [Slot(kind, number, last, refusal if kind != "unit" else None, hint) for _, kind in order]
    if not cells:
        return {}, set(), ()
    placing = place(cells, slots, known.language, seen=seen)
    found: dict[RowKind, tuple[Cell, ...]] = {}
    for cell, slot in zip(cells, placing.slots, strict=True):
        if slot is not None:
            found[slots[slot].kind] = (*found.get(slots[slot].kind, ()), cell)
    left = tuple(cell for cell, slot in zip(cells, placing.slots, strict=True) if slot is None)
    return found, {slots[slot].kind for slot in placing.doubtful}, left


def _columns_unread(head: Line, lines: Sequence[Line], read: set[int | None]) -> list[tuple[Cell, ...]]:
    """Columns that the spec has no place for: their heads with their cells."""
    runs = []
    for at, cell in enumerate(head):
        if at not in read and cell.text:
            said = tuple(line[at] for line in lines if len(line) == len(head) and line[at].text)
            runs.append((cell, *said))
    return runs
