"""Cells between row labels → rows, every cell in its column.

Where labels are lost, the order of the rows, blank lines and the cells' content tell the rows apart.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from msgspec import Struct
from msgspec.structs import replace

from parser.alignment import StepHint, misfit, place, slots_of, unfit
from parser.cells import Cell
from parser.placing import Placing
from parser.rowlabels import ROWS, RowKind
from parser.tablecase import is_refusal
from spec.model import Language

_DOUBTFUL = 2.5  # how badly the cells of a row that are as many as its columns may fit before other places are tried


class Row(Struct, frozen=True, gc=False):
    """One row of a part: `columns` holds for each column its cells (none: not printed; several: one cell that ran over
    lines). `printed` are all its cells in order. `doubtful` are the positions of columns whose cell is a guess among
    equals; `open` groups of positions of which one is empty and the others hold a dash, whichever it is; `left` are
    cells that belong to no column."""

    kind: RowKind
    label: Cell | None
    columns: tuple[tuple[Cell, ...], ...]
    printed: tuple[Cell, ...]
    doubtful: frozenset[int] = frozenset()
    open: tuple[frozenset[int], ...] = ()
    left: tuple[Cell, ...] = ()


class Reading(Struct, frozen=True, gc=False):
    """What is known before a part is read: its language, the rows of the table so far, the flow that the text states."""

    language: Language
    rows: tuple[RowKind, ...] = ROWS
    hints: Mapping[int, StepHint] = {}


class Segment(Struct):
    """Cells between two labels; `kind` and `label` are None where the label is lost. `again` marks a row that stands
    twice."""

    kind: RowKind | None
    label: Cell | None
    cells: list[Cell]
    gap_after: bool = False
    again: bool = False


def place_segments(
    segments: Sequence[Segment], numbers: tuple[int, ...], known: Reading, broken: bool
) -> tuple[list[Row], list[tuple[Cell, ...]]]:
    """The rows of the segments, and cells that belong to none; a segment with too many cells holds rows whose labels are
    lost."""
    rows: list[Row] = []
    unread: list[tuple[Cell, ...]] = []
    left = [kind for kind in known.rows if kind not in {segment.kind for segment in segments}]
    order = list(known.rows)
    for position, segment in enumerate(segments):
        following = next((s.kind for s in segments[position + 1 :] if s.kind), None)
        lost = [
            kind
            for kind in left
            if (segment.kind is None or order.index(kind) > _place_of(segment.kind, order))
            and (following is None or order.index(kind) < _place_of(following, order))
        ]
        kinds: list[RowKind] = [*([segment.kind] if segment.kind else []), *lost]
        if segment.kind and (not lost or len(segment.cells) <= len(numbers) + max(1, len(numbers) // 2)):
            kinds = [segment.kind]
        if kinds:
            rows.extend(_place_rows(segment, kinds, numbers, known, broken, rows))
        else:  # cells after a part whose rows are all there
            unread.append(tuple(segment.cells))
        left = [kind for kind in left if kind not in kinds]
    return rows, unread


def _place_of(kind: RowKind, order: Sequence[RowKind]) -> int:
    return order.index(kind) if kind in order else -1


def _place_rows(
    segment: Segment, kinds: list[RowKind], numbers: tuple[int, ...], known: Reading, broken: bool, before: list[Row]
) -> list[Row]:
    """The rows `kinds` from the cells of one segment."""
    if len(kinds) == 1:
        return [place_row(kinds[0], segment.label, segment.cells, numbers, known, before, segment.gap_after)]
    groups, size = _groups(segment.cells) if broken else [], len(numbers)
    if groups and len(groups[-1]) >= 2 * size > 2:  # no blank line parts its rows
        groups = []
    if not (groups and all(len(group) == size for group in groups[:-1]) and len(groups) <= len(kinds)):
        even = len(segment.cells) == size * len(kinds)
        groups = [segment.cells[at : at + size] for at in range(0, len(segment.cells), size)] if even else groups
    chosen = _kinds_of(groups, kinds, numbers, known.language) if groups and len(groups) <= len(kinds) else None
    if chosen is None:
        return _place_all(segment, kinds, numbers, known)
    rows: list[Row] = []
    apart = min(group[0].gap for group in groups)  # what parts the rows says nothing of a lost first cell
    for group, kind in zip(groups, chosen, strict=True):
        group[0] = replace(group[0], gap=group[0].gap - apart)
        label = segment.label if kind == segment.kind else None
        rows.append(place_row(kind, label, group, numbers, known, [*before, *rows]))
    return rows


def _groups(cells: Sequence[Cell]) -> list[list[Cell]]:
    """Cells by the blank lines between them."""
    groups: list[list[Cell]] = []
    for cell in cells:
        if cell.gap or not groups:
            groups.append([])
        groups[-1].append(cell)
    return groups


def _kinds_of(
    groups: Sequence[Sequence[Cell]], kinds: Sequence[RowKind], numbers: tuple[int, ...], language: Language
) -> tuple[RowKind, ...] | None:
    """Which of `kinds`, in order, the groups are by their content; None where no choice fits."""
    return _kinds_by(tuple([tuple([cell.text for cell in group]) for group in groups]), tuple(kinds), numbers, language)


@lru_cache(maxsize=1024)
def _kinds_by(
    groups: tuple[tuple[str, ...], ...], kinds: tuple[RowKind, ...], numbers: tuple[int, ...], language: Language
) -> tuple[RowKind, ...] | None:
    def cost(chosen: tuple[RowKind, ...]) -> float:
        total = 0.0
        for group, kind in zip(groups, chosen, strict=True):
            slots = slots_of(kind, numbers, (), {})
            total += sum(misfit(text, slot, language) for text, slot in zip(group, slots, strict=False)) / max(
                1, len(group)
            )
        return total

    choices = sorted(combinations(kinds, len(groups)), key=lambda chosen: (cost(chosen), kinds.index(chosen[0])))
    if not choices or cost(choices[0]) >= 1.0 + 0.3 * len(groups):
        return None
    return choices[0]


def place_row(
    kind: RowKind,
    label: Cell | None,
    cells: Sequence[Cell],
    numbers: tuple[int, ...],
    known: Reading,
    before: Sequence[Row],
    gap_after: bool = False,
) -> Row:
    """One row; cells that are as many as the columns stay where they are unless their content speaks against it."""
    slots = slots_of(kind, numbers, _refusals(numbers, known, before), known.hints) if kind == "next" else []
    if len(cells) == len(numbers):
        if slots:
            straight = sum(misfit(cell.text, slot, known.language) for cell, slot in zip(cells, slots, strict=True))
        else:
            straight = sum([unfit(cell.text, kind, known.language) for cell in cells])
        if straight < _DOUBTFUL + 0.1 * len(slots):
            return Row(kind, label, tuple([(cell,) for cell in cells]), tuple(cells))
    slots = slots or slots_of(kind, numbers, _refusals(numbers, known, before), known.hints)
    return _placed(kind, label, cells, place(cells, slots, known.language, gap_after), len(numbers))


def _placed(
    kind: RowKind, label: Cell | None, cells: Sequence[Cell], placing: Placing, size: int, first: int = 0
) -> Row:
    """The row whose slots begin at slot `first` of a placing."""
    columns: list[tuple[Cell, ...]] = [()] * size
    printed: list[Cell] = []
    left: list[Cell] = []
    last = 0
    for cell, slot in zip(cells, placing.slots, strict=True):
        last = last if slot is None else slot
        if not first <= last < first + size:
            continue
        if slot is None:
            left.append(cell)
        else:
            columns[slot - first] = (*columns[slot - first], cell)
            printed.append(cell)
    doubtful = frozenset(slot - first for slot in placing.doubtful if first <= slot < first + size)
    groups = (frozenset(slot - first for slot in group if first <= slot < first + size) for group in placing.open)
    spaces = tuple(group for group in groups if len(group) > 1)
    return Row(kind, label, tuple(columns), tuple(printed), doubtful, spaces, tuple(left))


def _refusals(numbers: tuple[int, ...], known: Reading, before: Sequence[Row]) -> list[bool | None]:
    """For each column whether its process is a refusal: as the text says, else by the words of the action."""
    action = next((row for row in before if row.kind == "action"), None)
    found: list[bool | None] = []
    for column, number in enumerate(numbers):
        if number in known.hints:
            found.append(known.hints[number].is_refusal)
        elif action and action.columns[column]:
            found.append(any(is_refusal(cell.text, known.language) for cell in action.columns[column]))
        else:
            found.append(None)
    return found


def _place_all(segment: Segment, kinds: Sequence[RowKind], numbers: tuple[int, ...], known: Reading) -> list[Row]:
    """Rows of which neither labels nor line breaks are left: all cells at once into all places."""
    size = len(numbers)
    slots = [slot for kind in kinds for slot in slots_of(kind, numbers, _refusals(numbers, known, ()), known.hints)]
    placing = place(segment.cells, slots, known.language, segment.gap_after)
    rows = []
    for position, kind in enumerate(kinds):
        label = segment.label if kind == segment.kind else None
        row = _placed(kind, label, segment.cells, placing, size, position * size)
        if row.printed or row.left or label:
            rows.append(row)
    return rows


def fill_kinds(segments: Sequence[Segment], numbers: tuple[int, ...], known: Reading) -> list[RowKind | None]:
    """The kind of each row: by its label, else by order and content among the kinds that are left there."""
    kinds: list[RowKind | None] = [segment.kind for segment in segments]
    at = 0
    while at < len(segments):
        if kinds[at]:
            at += 1
            continue
        stop = at
        while stop < len(segments) and not segments[stop].kind:
            stop += 1
        low = _place_of(kinds[at - 1] or "unit", known.rows) if at and kinds[at - 1] else -1
        high = _place_of(segments[stop].kind or "next", known.rows) if stop < len(segments) else len(known.rows)
        free = [kind for kind in known.rows[low + 1 : high] if kind not in kinds]
        groups = [segment.cells for segment in segments[at:stop]][: len(free)]
        chosen = _kinds_of(groups, free, numbers, known.language) if groups else None
        for offset, kind in enumerate(chosen or ()):
            kinds[at + offset] = kind
        at = stop
    return kinds
