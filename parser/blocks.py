"""A part of a table → its columns by number and its rows by kind, every cell in its column.

Labels say which row is which; where they are lost, the order of the rows, blank lines and the cells' content do.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from parser.alignment import Placing, StepHint, is_refusal, misfit, place, slots_of, unfit
from parser.cells import Cell
from parser.rowlabels import ROWS, RowKind, row_kind
from parser.tableparts import Part, column_numbers
from spec.model import Language

_MOST_CELLS = 15  # cells a column, in rows and broken lines; what comes after is no table
_DOUBTFUL = 2.5  # how badly the cells of a row that are as many as its columns may fit before other places are tried


class Row(Struct, frozen=True):
    """One row of a part: `columns` holds for each column its cells (none: not printed; several: one cell that ran over
    lines). `printed` are all its cells in order. `certain` is False where the placing is a guess among equals."""

    kind: RowKind
    label: Cell | None
    columns: tuple[tuple[Cell, ...], ...]
    printed: tuple[Cell, ...]
    certain: bool = True


class Block(Struct, frozen=True):
    """A part, read: the numbers of its columns, the cells that give them, and its rows. `label` is the label of the
    numbers; `unread` are cells that found no place."""

    part: Part
    label: Cell | None
    numbers: tuple[int, ...]
    number_cells: tuple[Cell, ...]
    rows: tuple[Row, ...]
    unread: tuple[Cell, ...] = ()

    def row(self, kind: RowKind) -> Row | None:
        """The row of that kind, where the part has it."""
        return next((row for row in self.rows if row.kind == kind), None)


class Reading(Struct, frozen=True):
    """What is known before a part is read: its language, the rows of the table so far, the flow that the text states."""

    language: Language
    rows: tuple[RowKind, ...] = ROWS
    hints: Mapping[int, StepHint] = {}


def read_block(part: Part, known: Reading) -> Block | None:
    """The block of `part`, or None where it is no table of processes."""
    if part.turned:
        return _turned(part, known)
    return _from_rows(part, known) if part.form == "rows" else _from_cells(part, known)


class _Segment(Struct):
    """Cells between two labels; `kind` and `label` are None where the label is lost."""

    kind: RowKind | None
    label: Cell | None
    cells: list[Cell]
    gap_after: bool = False


def _from_cells(part: Part, known: Reading) -> Block | None:
    cells = list(part.cells)
    first = next((i for i, cell in enumerate(cells) if _is_number(cells, i, known.language)), None)
    if first is None:
        return None
    label = next((c for c in cells[:first] if row_kind(c.text, known.language) == "number"), None)
    indexed = bool(label) and any(cell.text.strip(".") == "1" for cell in cells[: first - 1])
    stop = first + 1
    while stop < len(cells) and cells[stop].text.strip(".)").isdigit():
        if int(cells[stop].text.strip(".)")) <= int(cells[stop - 1].text.strip(".)")):
            break
        stop += 1
    followed = stop < len(cells) and row_kind(cells[stop].text, known.language) is not None
    if indexed and followed and [cell.text.strip(".)") for cell in cells[first:stop]] == ["1", "2"]:
        stop -= 1
    number_cells = tuple(cells[first:stop])
    numbers = tuple(int(cell.text.strip(".)")) for cell in number_cells)
    segments = _segments(cells[stop : stop + _MOST_CELLS * (len(numbers) + 1)], known.language, indexed)
    rows = _place_segments(segments, numbers, known, part.form == "tabs")
    return Block(part, label, numbers, number_cells, tuple(rows))


def _is_number(cells: Sequence[Cell], index: int, language: Language) -> bool:
    """Whether the cell is a column number: digits, and not the number of the row that a label follows."""
    if not cells[index].text.strip(".)").isdigit() or len(cells[index].text) > 3:
        return False
    return not (index + 1 < len(cells) and row_kind(cells[index + 1].text, language) == "number")


def _segments(cells: Sequence[Cell], language: Language, indexed: bool) -> list[_Segment]:
    segments = [_Segment(None, None, [])]
    seen: set[RowKind] = set()
    for cell in cells:
        kind = row_kind(cell.text, language) if cell.text and not cell.text.isdigit() else None
        if kind in ROWS and kind not in seen:
            seen.add(kind)
            if indexed and segments[-1].cells and segments[-1].cells[-1].text.strip(".").isdigit():
                segments[-1].cells.pop()
            segments.append(_Segment(kind, cell, []))
        else:
            segments[-1].cells.append(cell)
    gaps = sorted(segment.label.gap for segment in segments if segment.label)
    for segment, following in zip(segments, segments[1:], strict=False):
        segment.gap_after = following.label is not None and following.label.gap > gaps[len(gaps) // 2] + 1
    return [segment for segment in segments if segment.label or segment.cells]


def _place_segments(segments: Sequence[_Segment], numbers: tuple[int, ...], known: Reading, broken: bool) -> list[Row]:
    """The rows of the segments; a segment with too many cells holds rows whose labels are lost."""
    rows: list[Row] = []
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
        rows.extend(_place_rows(segment, kinds, numbers, known, broken, rows))
        left = [kind for kind in left if kind not in kinds]
    return rows


def _place_of(kind: RowKind, order: Sequence[RowKind]) -> int:
    return order.index(kind) if kind in order else -1


def _place_rows(
    segment: _Segment, kinds: list[RowKind], numbers: tuple[int, ...], known: Reading, broken: bool, before: list[Row]
) -> list[Row]:
    """The rows `kinds` from the cells of one segment."""
    if len(kinds) == 1:
        return [_place_row(kinds[0], segment.label, segment.cells, numbers, known, before, segment.gap_after)]
    groups = _groups(segment.cells) if broken else []
    if not (groups and all(len(group) == len(numbers) for group in groups[:-1]) and len(groups) <= len(kinds)):
        size = len(numbers)
        even = len(segment.cells) == size * len(kinds)
        groups = [segment.cells[at : at + size] for at in range(0, len(segment.cells), size)] if even else groups
    chosen = _kinds_of(groups, kinds, numbers, known.language) if groups and len(groups) <= len(kinds) else None
    if chosen is None:
        return _place_all(segment, kinds, numbers, known)
    rows: list[Row] = []
    for group, kind in zip(groups, chosen, strict=True):
        label = segment.label if kind == segment.kind else None
        rows.append(_place_row(kind, label, group, numbers, known, [*before, *rows]))
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

    def cost(chosen: tuple[RowKind, ...]) -> float:
        total = 0.0
        for group, kind in zip(groups, chosen, strict=True):
            slots = slots_of(kind, numbers, (), {})
            total += sum(misfit(cell.text, slot, language) for cell, slot in zip(group, slots, strict=False)) / max(
                1, len(group)
            )
        return total

    choices = sorted(combinations(kinds, len(groups)), key=lambda chosen: (cost(chosen), kinds.index(chosen[0])))
    if not choices or cost(choices[0]) >= 1.0 + 0.3 * len(groups):
        return None
    return choices[0]


def _place_row(
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


def _placed(kind: RowKind, label: Cell | None, cells: Sequence[Cell], placing: Placing, size: int) -> Row:
    columns: list[tuple[Cell, ...]] = [()] * size
    for cell, slot in zip(cells, placing.slots, strict=True):
        columns[slot] = (*columns[slot], cell)
    return Row(kind, label, tuple(columns), tuple(cells), placing.certain)


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


def _place_all(segment: _Segment, kinds: Sequence[RowKind], numbers: tuple[int, ...], known: Reading) -> list[Row]:
    """Rows of which neither labels nor line breaks are left: all cells at once into all places."""
    size = len(numbers)
    slots = [slot for kind in kinds for slot in slots_of(kind, numbers, (), known.hints)]
    placing = place(segment.cells, slots, known.language, segment.gap_after)
    rows = []
    for position, kind in enumerate(kinds):
        inside = [
            (cell, slot - position * size)
            for cell, slot in zip(segment.cells, placing.slots, strict=True)
            if position * size <= slot < (position + 1) * size
        ]
        columns = tuple(tuple(cell for cell, slot in inside if slot == column) for column in range(size))
        label = segment.label if kind == segment.kind else None
        if inside or label:
            rows.append(Row(kind, label, columns, tuple(cell for cell, _ in inside), placing.certain))
    return rows


def _from_rows(part: Part, known: Reading) -> Block | None:
    head = part.rows[0] if part.rows else ()
    found = column_numbers([cell.text for cell in head])
    if not found:
        return None
    positions, numbers = list(found), tuple(found.values())
    label = next((cell for cell in head[: positions[0]] if row_kind(cell.text, known.language) == "number"), None)
    segments: list[_Segment] = []
    for cells in part.rows[1:]:
        at, kind = _label_of(cells, positions[0], known.language, {s.kind for s in segments})
        if len(cells) >= len(head) and at in (None, positions[0] - 1):
            body = [cells[position] for position in positions]
        elif len(cells) == len(head) - 1 and at is None and positions[0] == 1:
            body = list(cells)
        else:
            body = list(cells[at + 1 :] if at is not None else cells[min(positions[0], max(0, len(cells) - 1)) :])
        while len(body) > len(numbers) and not body[-1].text:
            body.pop()
        if not any(cell.text for cell in cells):
            continue
        segments.append(_Segment(kind, cells[at] if at is not None else None, body))
    chosen = _fill_kinds(segments, numbers, known)
    rows: list[Row] = []
    for segment, chosen_kind in zip(segments, chosen, strict=True):
        if chosen_kind:
            rows.append(_place_row(chosen_kind, segment.label, segment.cells, numbers, known, rows))
    unread = tuple(
        cell for segment, kind in zip(segments, chosen, strict=True) if not kind for cell in segment.cells if cell.text
    )
    return Block(part, label, numbers, tuple(head[position] for position in positions), tuple(rows), unread)


def _label_of(
    cells: Sequence[Cell], first: int, language: Language, seen: set[RowKind | None]
) -> tuple[int | None, RowKind | None]:
    for at, cell in enumerate(cells[: max(first, 1)]):
        kind = row_kind(cell.text, language) if cell.text else None
        if kind in ROWS and kind not in seen:
            return at, kind
    return None, None


def _fill_kinds(segments: Sequence[_Segment], numbers: tuple[int, ...], known: Reading) -> list[RowKind | None]:
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


def _turned(part: Part, known: Reading) -> Block | None:
    """A table whose rows are the processes and whose columns are what it says of them."""
    lines = [list(row) for row in part.rows] if part.form == "rows" else _turned_lines(part, known.language)
    if not lines:
        return None
    head, *body = lines
    kinds = [row_kind(cell.text, known.language) for cell in head]
    number_at = kinds.index("number") if "number" in kinds else 0
    labels = {kind: (at, head[at]) for at, kind in enumerate(kinds) if kind in ROWS}
    taken = [line for line in body if len(line) > number_at and line[number_at].text.strip(".)").isdigit()]
    if not taken or len(labels) < 2:
        return None
    numbers = tuple(int(line[number_at].text.strip(".)")) for line in taken)
    rows = []
    for kind in ROWS:
        if kind in labels:
            at, label = labels[kind]
            columns = tuple((line[at],) if at < len(line) else () for line in taken)
            rows.append(Row(kind, label, columns, tuple(cell for cells in columns for cell in cells)))
    own = head[number_at] if kinds[number_at] == "number" else None
    return Block(part, own, numbers, tuple(line[number_at] for line in taken), tuple(rows))


def _turned_lines(part: Part, language: Language) -> list[list[Cell]]:
    """Head and rows of a turned table whose cells stand one after the other: a row begins at the next number."""
    cells = list(part.cells)
    stop = next((i for i, cell in enumerate(cells) if not row_kind(cell.text, language) and cell.text != "№"), 0)
    head, body = cells[:stop], cells[stop:]
    lines: list[list[Cell]] = []
    for cell, following in zip(body, [*body[1:], None], strict=True):
        expected = str(int(lines[-1][0].text.strip(".)")) + 1 if lines else 1)
        fresh = cell.text.strip(".)") == expected and (not lines or len(lines[-1]) >= len(head) - 1)
        # «4» may be the next action of row 3 and the number of row 4: where it stands twice, the first is the action.
        if fresh and not (lines and len(lines[-1]) < len(head) and following and following.text == cell.text):
            lines.append([cell])
        elif lines:
            lines[-1].append(cell)
    return [head, *lines]
