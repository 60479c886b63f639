"""A part of a table → its columns by number and its rows by kind, whatever its form."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from parser.cells import Cell
from parser.rowlabels import ROWS, RowKind, row_kind
from parser.rows import Reading, Row, Segment, fill_kinds, place_row, place_segments
from parser.tableparts import Part, column_numbers
from parser.turned import read_turned
from spec.model import Language

_MOST_CELLS = 15  # cells a column, in rows and broken lines; what comes after is no table


class Block(Struct, frozen=True, gc=False):
    """A part, read: the numbers of its columns, the cells that give them, and its rows. `label` is the label of the
    numbers; `unread` are runs of cells that found no place, `repeated` rows that stand there once more."""

    part: Part
    label: Cell | None
    numbers: tuple[int, ...]
    number_cells: tuple[Cell, ...]
    rows: tuple[Row, ...]
    unread: tuple[tuple[Cell, ...], ...] = ()
    repeated: tuple[Segment, ...] = ()

    def row(self, kind: RowKind) -> Row | None:
        """The row of that kind, where the part has it."""
        return next((row for row in self.rows if row.kind == kind), None)


def read_block(part: Part, known: Reading) -> Block | None:
    """The block of `part`, or None where it is no table of processes."""
    if part.turned:
        return _turned(part, known)
    return _from_rows(part, known) if part.form == "rows" else _from_cells(part, known)


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
    body = cells[stop : stop + _MOST_CELLS * (len(numbers) + 1)]
    segments = _segments(body, known.language, indexed, len(numbers))
    if lost := _lost_numbers(numbers, [_filled(segment.cells) for segment in segments if segment.label]):
        numbers, number_cells = _restored(numbers, number_cells, lost)
        segments = _segments(body, known.language, indexed, len(numbers))
    segments = [*_without_repeats(segments, len(numbers), known)]
    once = [segment for segment in segments if not segment.again]
    rows, unread = place_segments(once, numbers, known, part.form == "tabs")
    stray = tuple(
        cell
        for cell in cells[:first]
        if cell is not label and not row_kind(cell.text, known.language) and not cell.text.strip(".)").isdigit()
    )
    return Block(
        part,
        label,
        numbers,
        number_cells,
        tuple(rows),
        (stray, *unread) if stray else tuple(unread),
        tuple(segment for segment in segments if segment.again),
    )


def _filled(cells: Sequence[Cell]) -> int:
    """How many cells there are up to the last that is printed: an empty one at the end may be the space between rows."""
    return next((place for place in range(len(cells), 0, -1) if cells[place - 1].text), 0)


def _lost_numbers(numbers: tuple[int, ...], lengths: Sequence[int]) -> list[int]:
    """The numbers of columns that lost their number: where most rows have just as many cells more than there are numbers.

    They are those that the numbering passes over, else the first, else the one after the last.
    """
    over = [number for number in range(numbers[0], numbers[-1]) if number not in numbers]
    lost = over or ([1] if numbers[0] == 2 else [numbers[-1] + 1])
    fitting = sum(length == len(numbers) + len(lost) for length in lengths)
    return lost if fitting > 1 and 2 * fitting > len(lengths) and fitting > lengths.count(len(numbers)) else []


def _restored(
    numbers: tuple[int, ...], cells: tuple[Cell, ...], lost: Sequence[int]
) -> tuple[tuple[int, ...], tuple[Cell, ...]]:
    """The numbers with those that were lost; their cells are empty."""
    found = dict(zip(numbers, cells, strict=True))
    for number in lost:
        beside = next((cell for other, cell in found.items() if other > number), cells[-1])
        found[number] = Cell(beside.start, beside.start, beside.line, "")
    return tuple(sorted(found)), tuple(found[number] for number in sorted(found))


def _without_repeats(segments: Sequence[Segment], size: int, known: Reading) -> Iterator[Segment]:
    """The segments; cells without a label that say the row before once more are marked as a row that stands twice."""
    for segment in segments:
        cells = segment.cells
        rows = max(1, len(known.rows) - sum(1 for other in segments if other.label and other is not segment))
        at = next(
            (
                at
                for at in range(size, len(cells) - size + 1, size)
                if _same(cells[at - size : at], cells[at : at + size])
            ),
            None,
        )
        if size > 1 and at is not None and len(cells) > size * rows:
            segment.cells = [*cells[:at], *cells[at + size :]]
            yield Segment(None, segment.label, cells[at : at + size], again=True)
        yield segment


def _same(one: Sequence[Cell], two: Sequence[Cell]) -> bool:
    texts = [cell.text for cell in one]
    return texts == [cell.text for cell in two] and any(text.strip(" -–—") for text in texts)


def _is_number(cells: Sequence[Cell], index: int, language: Language) -> bool:
    """Whether the cell is a column number: digits, and not the number of the row that a label follows."""
    if not cells[index].text.strip(".)").isdigit() or len(cells[index].text) > 3:
        return False
    return not (index + 1 < len(cells) and row_kind(cells[index + 1].text, language) == "number")


def _segments(cells: Sequence[Cell], language: Language, indexed: bool, size: int) -> list[Segment]:
    """Cells by the labels before them. A label of one word may as well be a cell («Исполнитель»): it is one only where a
    row may begin, and where other labels stand."""
    kinds = [row_kind(cell.text, language) if cell.text and not cell.text.isdigit() else None for cell in cells]
    labelled = any(kind in ROWS and _is_plain(cell) for kind, cell in zip(kinds, cells, strict=True))
    segments = [Segment(None, None, [])]
    seen: set[RowKind] = set()
    for kind, cell in zip(kinds, cells, strict=True):
        begins = _is_plain(cell) or (labelled and len(segments[-1].cells) % size == 0)
        again = kind in seen and _is_plain(cell) and len(segments[-1].cells) + 1 >= size
        if kind in ROWS and begins and (again or kind not in seen):
            seen.add(kind)
            if indexed and segments[-1].cells and segments[-1].cells[-1].text.strip(".").isdigit():
                segments[-1].cells.pop()
            segments.append(Segment(kind, cell, [], again=again))
        else:
            segments[-1].cells.append(cell)
    gaps = sorted(segment.label.gap for segment in segments if segment.label)
    for segment, following in zip(segments, segments[1:], strict=False):
        segment.gap_after = following.label is not None and following.label.gap > gaps[len(gaps) // 2] + 1
    return [segment for segment in segments if segment.label or segment.cells]


def _is_plain(cell: Cell) -> bool:
    """Whether a label can be nothing else: it has several words."""
    return " " in cell.text


def _from_rows(part: Part, known: Reading) -> Block | None:
    head = part.rows[0] if part.rows else ()
    found = column_numbers([cell.text for cell in head])
    if not found:
        return None
    positions, numbers = _with_lost(found, part.rows)
    label = next((cell for cell in head[: positions[0]] if row_kind(cell.text, known.language) == "number"), None)
    segments = [*_row_segments(part, positions, known.language)]
    once = [segment for segment in segments if not segment.again]
    chosen = fill_kinds(once, numbers, known)
    rows: list[Row] = []
    for segment, chosen_kind in zip(once, chosen, strict=True):
        if chosen_kind:
            rows.append(place_row(chosen_kind, segment.label, segment.cells, numbers, known, rows))
    unread = tuple(tuple(segment.cells) for segment, kind in zip(once, chosen, strict=True) if not kind)
    repeated = tuple(segment for segment in segments if segment.again)
    return Block(part, label, numbers, tuple(head[at] for at in positions), tuple(rows), unread, repeated)


def _with_lost(found: Mapping[int, int], rows: Sequence[Sequence[Cell]]) -> tuple[list[int], tuple[int, ...]]:
    """The places and numbers of the columns; an empty place between two numbers is the column that they pass over, and
    one after the last is a column too where the rows go on."""
    places = dict(found)
    for (at, number), (after, following) in zip(found.items(), [*found.items()][1:], strict=False):
        if after - at == following - number:
            places |= {at + step: number + step for step in range(1, after - at)}
    last = max(places)
    for at in range(last + 1, len(rows[0])):
        if sum(at < len(row) and bool(row[at].text) for row in rows[1:]) > 1:
            places[at] = places[last] + at - last
    return sorted(places), tuple(places[at] for at in sorted(places))


def _row_segments(part: Part, positions: Sequence[int], language: Language) -> Iterator[Segment]:
    """The rows of a part under its numbers, each with its label."""
    head = part.rows[0]
    seen: set[RowKind | None] = set()
    before: Segment | None = None
    for cells in part.rows[1:]:
        if not any(cell.text for cell in cells):
            continue
        place = positions[0] if positions[0] or len(cells) <= len(head) else 1
        at, kind = _label_of(cells, place, language, set())
        more = any(cell.text for cell in cells[len(head) :])
        if not more and len(cells) >= len(head) and at in (None, positions[0] - 1):
            body = [cells[position] for position in positions]
        elif len(cells) == len(head) - 1 and at is None and positions[0] == 1:
            body = list(cells)
        else:
            body = list(cells[at + 1 :] if at is not None else cells[min(positions[0], max(0, len(cells) - 1)) :])
        while len(body) > len(positions) and not body[-1].text:
            body.pop()
        again = kind in seen if kind else before is not None and not before.label and _same(before.cells, body)
        before = Segment(kind, cells[at] if at is not None else None, body, again=again)
        seen.add(kind)
        yield before


def _label_of(
    cells: Sequence[Cell], first: int, language: Language, seen: set[RowKind | None]
) -> tuple[int | None, RowKind | None]:
    for at, cell in enumerate(cells[:first]):
        kind = row_kind(cell.text, language) if cell.text else None
        if kind in ROWS and kind not in seen:
            return at, kind
    return None, None


def _turned(part: Part, known: Reading) -> Block | None:
    """A table whose rows are the processes and whose columns are what it says of them."""
    lines = [list(row) for row in part.rows] if part.form == "rows" else _turned_lines(part, known.language)
    found = read_turned(lines, known)
    if found is None:
        return None
    return Block(part, found.label, found.numbers, found.number_cells, found.rows, found.unread)


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
