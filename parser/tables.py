"""The annex tables (кесте / таблица) of a regulation: each states the flow of a scenario a second time.

Parts of one table are put together; every process becomes a column as printed, with what of it was printed. What is
wrong within a table (a cell or column that is missing, a continuation that belongs elsewhere) becomes a finding.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from parser.alignment import StepHint
from parser.blocks import Block, Reading, Row, read_block
from parser.cells import Cell
from parser.deadlines import read_deadlines
from parser.languages.lexicon import lexicon
from parser.nextaction import is_dash, read_next
from parser.rowlabels import ROWS, RowKind, caption_number, channel_of, columns_text, same_word, words_of
from parser.tableparts import Part, find_parts
from parser.values import Passage, Regulation
from spec.model import Channel, Column, Deadline, Finding, Language, NextAction, Table, Variant, Where
from spec.rules import finding

Printed = Literal["printed", "dash", "missing"]


class TableText(Struct, frozen=True):
    """A table as it stands in the text: its values, its caption and the channel that the caption names, the labels of
    its rows, all its cells, and the parts in which it is printed. `copied` are the indexes of columns that stand in a
    continuation of another table."""

    table: Table
    language: Language
    caption: Passage | None
    channel: Channel | None
    labels: tuple[Passage, ...]
    cells: tuple[Passage, ...]
    blocks: tuple[Block, ...]
    copied: frozenset[int] = frozenset()


def read_tables(
    regulation: Regulation,
    names: Mapping[str, str],
    hints_by_channel: Mapping[Channel, Sequence[StepHint]] | None = None,
) -> tuple[tuple[TableText, ...], tuple[Finding, ...]]:
    """The annex tables of `regulation`, and what is uncertain or wrong in them.

    `names` maps short forms to what they stand for; `hints_by_channel` tells the flow that the clauses state.
    """
    parts, captions = find_parts(regulation)
    groups = list(_groups(regulation, parts, names, hints_by_channel or {}))
    copies = _copies(groups)
    tables = tuple(
        _table(regulation, channel, blocks, copies.get(index, {})) for index, (channel, blocks) in enumerate(groups)
    )
    findings = [
        found for index, table in enumerate(tables) for found in _findings(table, copies.get(index, {}), tables)
    ]
    read = {table.caption.start for table in tables if table.caption}
    unread = [caption for caption in captions if caption.start not in read]
    return tables, (*findings, *_unread(regulation, unread))


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
    first: dict[tuple[tuple[int, ...], tuple[str, ...]], tuple[int, int]] = {}
    for index, (_, blocks) in enumerate(groups):
        for position, block in enumerate(blocks):
            if not position or len(block.numbers) < 2:
                continue
            content = _content(block)
            if content not in first:
                first[content] = (index, position)
                continue
            other, there = first[content]
            if _content(groups[other][1][0]) == _content(blocks[0]):
                continue
            if _jumps(groups[other][1], there) and not _jumps(blocks, position):
                copies.setdefault(other, {})[there] = index
            else:
                copies.setdefault(index, {})[position] = other
    return copies


def _content(block: Block) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """What a block says of units and actions, to be told again by it."""
    return block.numbers, tuple(_text(cells) for row in block.rows[:2] for cells in row.columns)


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
        columns.extend(_columns(regulation, block))
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


def _text(cells: Sequence[Cell]) -> str:
    if len(cells) == 1:
        return cells[0].text
    return " ".join(cell.text for cell in cells if cell.text)


def _columns(regulation: Regulation, block: Block) -> Iterator[Column]:
    language = regulation.language
    rows: dict[RowKind, Row] = {row.kind: row for row in block.rows}
    for position, number in enumerate(block.numbers):
        cells = {kind: rows[kind].columns[position] if kind in rows else () for kind in ROWS}
        texts = {kind: _text(cells[kind]) for kind in ROWS}
        said = {kind: None if not text or is_dash(text) else text for kind, text in texts.items()}
        shown = cells["action"] or (block.number_cells[position],)
        where = Passage(regulation.source, shown[0].start, shown[-1].end, shown[0].line)
        yield Column(
            number,
            said["unit"],
            said["action"],
            said["result"],
            _deadlines(regulation, cells["deadline"], texts["deadline"], said["result"]),
            _next(texts["next"], language),
            {kind: _printed(text) for kind, text in texts.items()},
            where.span,
        )


def _printed(text: str) -> Printed:
    return "missing" if not text else "dash" if is_dash(text) else "printed"


def _next(text: str, language: Language) -> tuple[NextAction, ...]:
    return read_next(text, language)


def _deadlines(regulation: Regulation, cells: Sequence[Cell], text: str, result: str | None) -> tuple[Deadline, ...]:
    """The deadlines of a cell; several belong to the results in their order (licence, reissue, duplicate)."""
    if not text or is_dash(text):
        return ()
    where = Passage(regulation.source, cells[0].start, cells[-1].end, cells[0].line)
    read = tuple(read_deadlines(where, regulation.language, by="table"))
    variants = _variants(result, regulation.language) if len(read) > 1 else ()
    if len(read) < 2 or len(read) != len(variants) or any(deadline.for_ for deadline in read):
        return read
    return tuple(
        Deadline(d.min, d.max, d.unit, d.calendar, variant, d.evidence, d.stated)
        for d, variant in zip(read, variants, strict=True)
    )


def _variants(result: str | None, language: Language) -> tuple[Variant, ...]:
    """The kinds of case that a form of completion lists: «лицензия, переоформленная лицензия, дубликат»."""
    if not result:
        return ()
    words = lexicon(language)["table"]["variants"]
    found: list[Variant] = []
    for item in result.replace(";", ",").split(","):
        lowered = item.lower()
        kind = next(
            (kind for kind in ("refusal", "duplicate", "reissue") if any(w in lowered for w in words[kind])), "issue"
        )
        found.append(kind)  # type: ignore[arg-type]
    return tuple(found) if len(set(found)) == len(found) else ()


def _findings(table: TableText, copies: Mapping[int, int], tables: Sequence[TableText]) -> Iterator[Finding]:
    name = _name(table, tables)
    for position, block in enumerate(table.blocks):
        yield from _block_findings(table, block, position, name)
        if position in copies:
            other = _name(tables[copies[position]], tables)
            yield finding("RG264", _where(table, block), table=name, columns=columns_text(block.numbers), other=other)
        elif position and not block.part.heading and not block.part.caption:
            yield finding("RG263", _where(table, block), table=name, columns=columns_text(block.numbers))
    yield from _missing_cells(table, name)
    yield from _number_findings(table, name)
    yield from _next_findings(table, name)


def _name(table: TableText, tables: Sequence[TableText]) -> str:
    """The number that the caption gives, else the table's place in the regulation."""
    return table.table.number or str(tables.index(table) + 1)


def _block_findings(table: TableText, block: Block, position: int, name: str) -> Iterator[Finding]:
    for row in block.rows:
        if not row.certain:
            where = _where(table, block, row.printed)
            yield finding("RG061", where, table=name, row=_label(table, row.kind), columns=columns_text(block.numbers))
    if position and not any(row.label for row in block.rows):
        yield finding("RG262", _where(table, block), table=name, columns=columns_text(block.numbers))
    for cell in block.unread:
        yield finding("RG062", _where(table, block, (cell,)), table=name, text=cell.text)
    deadlines = block.row("deadline")
    columns = {column.number: column for column in table.table.columns}
    for number, cells in zip(block.numbers, deadlines.columns if deadlines else (), strict=False):
        text = _text(cells)
        if text and not is_dash(text) and not columns[number].deadlines:
            yield finding("RG063", _where(table, block, cells), table=name, column=number, text=text)


def _missing_cells(table: TableText, name: str) -> Iterator[Finding]:
    """Cells that were not printed, by row; a row that a part lacks altogether counts too."""
    for kind in ROWS:
        gone: list[int] = []
        where: Where | None = None
        if not any(block.row(kind) for block in table.blocks):
            continue
        for block in table.blocks:
            row = block.row(kind)
            columns = row.columns if row else ((),) * len(block.numbers)
            if row and not row.certain:
                continue
            lost = [number for number, cells in zip(block.numbers, columns, strict=True) if not _text(cells)]
            if lost and where is None:
                where = _where(table, block, row.printed if row else ())
            gone += lost
        if gone and where:
            yield finding("RG261", where, table=name, row=_label(table, kind), columns=columns_text(gone))


def _number_findings(table: TableText, name: str) -> Iterator[Finding]:
    """Columns that are missing between two others, and numbers that stand twice."""
    last, seen = 0, set[int]()
    for block in table.blocks:
        for number, cell in zip(block.numbers, block.number_cells, strict=True):
            where = _where(table, block, (cell,))
            if number in seen:
                yield finding("RG279", where, table=name, column=number)
            for missing in range(last + 1, number):
                yield finding("RG260", where, table=name, column=missing)
            seen.add(number)
            last = max(last, number)


def _next_findings(table: TableText, name: str) -> Iterator[Finding]:
    """Next actions that name their own column, a column that is not there, or none."""
    numbers = {column.number for column in table.table.columns}
    for block in table.blocks:
        row = block.row("next")
        for number, cells in zip(block.numbers, row.columns if row else (), strict=False):
            for action in read_next(_text(cells), table.language):
                where = _where(table, block, cells)
                if action.to is None:
                    yield finding("RG267", where, table=name, column=number, text=action.text or "")
                elif action.to == number:
                    yield finding("RG265", where, table=name, column=number)
                elif action.to not in numbers:
                    yield finding("RG266", where, table=name, column=number, target=action.to)


def _label(table: TableText, kind: RowKind) -> str:
    """A row's label as the table prints it, else as the lexicon has it; brackets left out."""
    for block in table.blocks:
        row = block.row(kind)
        if row and row.label:
            return row.label.text.split("(")[0].strip()
    words: list[str] = lexicon(table.language)["table"]["rows"][kind]
    return words[0]


def _where(table: TableText, block: Block, cells: Sequence[Cell] = ()) -> Where:
    """Where a finding of a table points: at the cells, else at the numbers of the block."""
    shown = [cell for cell in cells if cell.text] or list(block.number_cells)
    first, last = shown[0], shown[-1]
    return Where(
        language=table.language, source=table.table.source.source, start=first.start, end=last.end, line=first.line
    )
