"""The annex tables (кесте / таблица) of a regulation: each states the flow of a scenario a second time.

Parts of one table are put together; every process becomes a column as printed, with what of it was printed. What is
wrong within a table (a cell or column that is missing, a continuation that belongs elsewhere) becomes a finding.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter

from rapidfuzz.distance import Indel

from parser.alignment import StepHint
from parser.blocks import Block, read_block
from parser.cells import Cell
from parser.languages.lexicon import lexicon
from parser.rowlabels import ROWS, caption_number, channel_of, ends_table, same_word, words_of
from parser.rows import Reading
from parser.tablefaults import faults
from parser.tableparts import Part, find_parts
from parser.tabletext import TableText, columns_of, text_of
from parser.values import Line, Passage, Regulation
from spec.model import Channel, Column, Finding, Language, Table, Where
from spec.rules import finding

_START = attrgetter("start")
_LEAST_OF_COPY, _LOST_OF_COPY = 6, 2  # cells that a copy must have, and that may be lost in it (one changed is two)


def read_tables(
    regulation: Regulation,
    names: Mapping[str, str],
    hints_by_channel: Mapping[Channel, Sequence[StepHint]] | None = None,
) -> tuple[tuple[TableText, ...], tuple[Finding, ...]]:
    """The annex tables of `regulation`, and what is uncertain or wrong in them.

    `names` maps short forms to what they stand for; `hints_by_channel` tells the flow that the clauses state.
    """
    parts, captions = find_parts(regulation)
    hints = hints_by_channel or {}
    groups = list(_groups(regulation, parts, names, hints))
    copies = _copies(groups)
    _read_copies(groups, copies, hints, regulation.language)
    tables = tuple(
        _table(regulation, channel, blocks, copies.get(index, {})) for index, (channel, blocks) in enumerate(groups)
    )
    findings = [found for index, table in enumerate(tables) for found in faults(table, copies.get(index, {}), tables)]
    read = {table.caption.start for table in tables if table.caption}
    unread = [caption for caption in captions if caption.start not in read]
    return tables, (*findings, *_unread(regulation, unread), *_strays(regulation, parts, tables))


def _unread(regulation: Regulation, captions: Sequence[Passage]) -> Iterator[Finding]:
    """Captions of tables that describe actions and of which nothing was read; other tables are none of ours."""
    words = lexicon(regulation.language)["table"]["step"]
    within = {at for annex in regulation.annexes for line in annex.lines for at in (line.start,)}
    for caption in captions:
        tokens = words_of(caption.text)
        describes = any(same_word(word, token) for phrase in words for word in words_of(phrase) for token in tokens)
        if describes and (not within or caption.start in within):
            number = caption_number(caption.text, regulation.language)[1] or ""
            span = caption.span
            where = Where(
                language=regulation.language, source=span.source, start=span.start, end=span.end, line=span.line
            )
            yield finding("RG060", where, table=number)


def _strays(regulation: Regulation, parts: Sequence[Part], tables: Sequence[TableText]) -> Iterator[Finding]:
    """Cells behind a tab that stand after a part of a table and are of none: before what ends the table."""
    starts = [part.source.start for part in parts]
    for part in parts:
        table = next((t for t in tables if t.table.source.start <= part.source.start <= t.table.source.end), None)
        if part.form != "tabs" or table is None:
            continue
        following = min((start for start in starts if start > part.source.start), default=len(regulation.source.text))
        first = bisect_right(regulation.lines, part.source.end, key=_START)
        cells: list[Line] = []
        for line in regulation.lines[first:]:
            text = regulation.source.text[line.start : line.end]
            if line.start >= following or ends_table(text, regulation.language):
                break
            if text.lstrip(" ").startswith("\t") and text.strip():
                cells.append(line)
        if cells:
            where = Where(
                language=regulation.language,
                source=regulation.source.id,
                start=cells[0].start,
                end=cells[-1].end,
                line=cells[0].number,
            )
            said = " | ".join(regulation.source.text[line.start : line.end].strip() for line in cells)
            yield finding("RG062", where, table=table.table.number or str(tables.index(table) + 1), text=said)


def _groups(
    regulation: Regulation, parts: Sequence[Part], names: Mapping[str, str], hints: Mapping[Channel, Sequence[StepHint]]
) -> Iterator[tuple[Channel | None, list[Block]]]:
    """The blocks of each table, and the channel that its caption names."""
    blocks: list[Block] = []
    channel: Channel | None = None
    known = Reading(regulation.language)
    for part in parts:
        first = part.caption is not None
        if first or not blocks:
            caption = " ".join(part.caption.text.split()) if part.caption else ""
            coming = channel_of(caption, names, regulation.language) if caption else None
            known = _known(regulation.language, hints.get(coming, ()) if coming else ())
        block = read_block(part, known)
        if block is None or not (blocks or block.label or any(row.label for row in block.rows)):
            continue
        again = blocks and not part.heading and block.label and block.numbers[0] == 1
        if blocks and (first or again):
            yield channel, blocks
            blocks = []
        if not blocks:
            channel = coming
        blocks.append(block)
        rows = tuple(row.kind for row in blocks[0].rows)
        known = Reading(regulation.language, rows if len(rows) > 2 else ROWS, known.hints)
    if blocks:
        yield channel, blocks


def _known(language: Language, hints: Sequence[StepHint]) -> Reading:
    return Reading(language, ROWS, {hint.number: hint for hint in hints})


def _copies(groups: Sequence[tuple[Channel | None, list[Block]]]) -> dict[int, dict[int, int]]:
    """For each table the blocks that are a copy of another table's, and that table's index: {table: {block: other}}.

    Of two tables that share a continuation, the one whose numbers jump has the copy, else the later one.
    """
    copies: dict[int, dict[int, int]] = {}
    seen: list[tuple[int, int]] = []
    for index, (_, blocks) in enumerate(groups):
        for position, block in enumerate(blocks):
            if not position or len(block.numbers) < 2:
                continue
            first = next((place for place in seen if _is_copy(groups[place[0]][1][place[1]], block)), None)
            if first is None:
                seen.append((index, position))
                continue
            other, there = first
            if _is_copy(groups[other][1][0], blocks[0]):
                continue
            if _jumps(groups[other][1], there) and not _jumps(blocks, position):
                copies.setdefault(other, {})[there] = index
            else:
                copies.setdefault(index, {})[position] = other
    return copies


def _read_copies(
    groups: Sequence[tuple[Channel | None, list[Block]]],
    copies: Mapping[int, Mapping[int, int]],
    hints: Mapping[Channel, Sequence[StepHint]],
    language: Language,
) -> None:
    """Reads what was copied from another table again by the flow of that table: its cells are damaged by that alone."""
    for index, blocks in copies.items():
        for position, other in blocks.items():
            channel = groups[other][0]
            block = groups[index][1][position]
            if any(row.doubtful or row.left or () in row.columns for row in block.rows) and channel:
                again = read_block(block.part, _known(language, hints.get(channel, ())))
                groups[index][1][position] = again or block


def _content(block: Block) -> tuple[str, ...]:
    """What a block says of units and actions, to be told again by it."""
    rows = (row for row in block.rows if row.kind in ("unit", "action"))
    return tuple(text for row in rows for cells in row.columns if (text := text_of(cells)))


def _is_copy(one: Block, two: Block) -> bool:
    """Whether two blocks say the same, but for a cell or two that one of them lost."""
    if one.numbers != two.numbers:
        return False
    here, there = _content(one), _content(two)
    return here == there or (len(here) >= _LEAST_OF_COPY and Indel.distance(here, there) <= _LOST_OF_COPY)


def _jumps(blocks: Sequence[Block], position: int) -> bool:
    return blocks[position].numbers[0] != blocks[position - 1].numbers[-1] + 1


def _table(
    regulation: Regulation, channel: Channel | None, blocks: list[Block], copies: Mapping[int, int]
) -> TableText:
    source, language = regulation.source, regulation.language
    columns: list[Column] = []
    copied: set[int] = set()
    for position, block in enumerate(blocks):
        if position in copies:
            copied.update(range(len(columns), len(columns) + len(block.numbers)))
        columns.extend(columns_of(regulation, block))
    first, last = blocks[0].part, blocks[-1].part
    whole = Passage(source, first.source.start, last.source.end, first.source.line)
    cells = [cell for block in blocks for cell in _cells(block)]
    labels = [row.label for block in blocks for row in block.rows if row.label]
    labels.extend(block.label for block in blocks if block.label)
    return TableText(
        Table(_annex(regulation, whole), first.number, tuple(columns), whole.span),
        language,
        first.caption,
        channel,
        tuple(label.passage(source) for label in sorted(labels, key=lambda label: label.start)),
        tuple(cell.passage(source) for cell in sorted(cells, key=lambda cell: cell.start)),
        tuple(blocks),
        frozenset(copied),
        frozenset((row.kind, b.numbers[at]) for b in blocks for row in b.rows for at in row.doubtful.union(*row.open)),
    )


def _cells(block: Block) -> Iterator[Cell]:
    yield from block.number_cells
    for row in block.rows:
        yield from (cell for cells in row.columns for cell in cells if cell.text)


def _annex(regulation: Regulation, table: Passage) -> str | None:
    """The number of the annex in which the table stands."""
    for annex in regulation.annexes:
        if annex.lines and annex.lines[0].start <= table.start <= annex.lines[-1].end:
            return annex.number
    return None
