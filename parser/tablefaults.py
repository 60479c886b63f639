"""What is uncertain or wrong within one annex table, whatever the clauses say."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import UNSET
from msgspec.structs import replace

from parser.blocks import Block
from parser.cells import Cell
from parser.languages.lexicon import lexicon
from parser.nextaction import is_dash, read_next
from parser.rowlabels import ROWS, RowKind, columns_text
from parser.rows import Row
from parser.tabletext import TableText, text_of
from spec.model import Finding, Where
from spec.rules import finding


def faults(table: TableText, copies: Mapping[int, int], tables: Sequence[TableText]) -> Iterator[Finding]:
    """The findings of one table of `tables`; `copies` maps its copied blocks to the tables that they belong to."""
    name = _name(table, tables)
    for each in _faults(table, name, copies, tables):
        column = each.arguments.get("column")
        where = replace(each.where, table=name, column=column if isinstance(column, int) else UNSET)
        yield replace(each, where=where)


def _faults(table: TableText, name: str, copies: Mapping[int, int], tables: Sequence[TableText]) -> Iterator[Finding]:
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
    if block.part.turned:
        yield from _doubtful_lines(table, block, name)
    for row in block.rows:
        if row.doubtful and not block.part.turned:
            where = _where(table, block, row.printed, row.kind)
            unsure = columns_text([block.numbers[at] for at in sorted(row.doubtful)])
            yield finding("RG061", where, table=name, row=_label(table, row.kind), columns=unsure)
    if position and not any(row.label for row in block.rows):
        yield finding("RG262", _where(table, block), table=name, columns=columns_text(block.numbers))
    for cells in (*block.unread, *(row.left for row in block.rows)):
        said = [cell for cell in cells if cell.text and not is_dash(cell.text)]
        if said:
            yield finding("RG062", _where(table, block, said), table=name, text=" | ".join(cell.text for cell in said))
    for again in block.repeated:
        where = _where(table, block, again.cells)
        label = again.label.text.split("(")[0].strip() if again.label else again.cells[0].text
        yield finding("RG301", where, table=name, row=label, columns=columns_text(block.numbers))
    deadlines = block.row("deadline")
    columns = {column.number: column for column in table.table.columns}
    for number, cells in zip(block.numbers, deadlines.columns if deadlines else (), strict=False):
        read = columns[number].deadlines
        if len(read) == 1:
            continue
        text = text_of(cells)
        if text and not is_dash(text) and not read:
            yield finding("RG063", _where(table, block, cells, "deadline"), table=name, column=number, text=text)
        elif len(read) > len({deadline.for_ for deadline in read}):
            yield finding("RG302", _where(table, block, cells, "deadline"), table=name, column=number, text=text)


def _doubtful_lines(table: TableText, block: Block, name: str) -> Iterator[Finding]:
    """Processes whose cells are in doubt, where each is a line: one finding a line, for all of its rows."""
    for at, number in enumerate(block.numbers):
        rows = [row for row in block.rows if at in row.doubtful]
        if rows:
            where = _where(table, block, [cell for row in block.rows for cell in row.columns[at]], rows[0].kind)
            label = " / ".join(_label(table, row.kind) for row in rows)
            yield finding("RG061", where, table=name, row=label, columns=str(number))


def _missing_cells(table: TableText, name: str) -> Iterator[Finding]:
    """Cells that were not printed, by row; a row that a part lacks altogether counts too. Where one of several open
    cells is lost, whichever it is, their columns are given together: «10/11»."""
    for kind in ROWS:
        gone: list[int | str] = []
        where: Where | None = None
        if not any(block.row(kind) for block in table.blocks):
            continue
        for block in table.blocks:
            row = block.row(kind)
            columns = row.columns if row else ((),) * len(block.numbers)
            lost = [
                at
                for at, cells in enumerate(columns)
                if not (cells and cells[0].text) and not text_of(cells) and not (row and at in row.doubtful)
            ]
            if lost and where is None:
                where = _where(table, block, row.printed if row else (), kind)
            gone += [_one_of(at, row, block.numbers) for at in lost]
        if gone and where:
            yield finding("RG261", where, table=name, row=_label(table, kind), columns=columns_text(gone))


def _one_of(at: int, row: Row | None, numbers: Sequence[int]) -> int | str:
    group = next((group for group in row.open if at in group), None) if row else None
    return "/".join(str(numbers[other]) for other in sorted(group)) if group else numbers[at]


def _number_findings(table: TableText, name: str) -> Iterator[Finding]:
    """Columns that are missing between two others, numbers that are not printed, and numbers that stand twice."""
    last, seen = 0, set[int]()
    for block in table.blocks:
        lost = [number for number, cell in zip(block.numbers, block.number_cells, strict=True) if not cell.text]
        if lost:
            where = _where(table, block)
            yield finding("RG261", where, table=name, row=_number_label(table), columns=columns_text(lost))
    for block in table.blocks:
        for number, cell in zip(block.numbers, block.number_cells, strict=True):
            if number in seen:
                yield finding("RG279", _where(table, block, (cell,)), table=name, column=number)
            for missing in range(last + 1, number):
                yield finding("RG260", _where(table, block, (cell,)), table=name, column=missing)
            seen.add(number)
            last = max(last, number)


def _next_findings(table: TableText, name: str) -> Iterator[Finding]:
    """Next actions that name their own column, a column that is not there, or none."""
    numbers = {column.number for column in table.table.columns}
    for block in table.blocks:
        row = block.row("next")
        for number, cells in zip(block.numbers, row.columns if row else (), strict=False):
            for action in read_next(text_of(cells), table.language):
                where = _where(table, block, cells, "next")
                if action.to is None:
                    yield finding("RG267", where, table=name, column=number, text=action.text or "")
                elif action.to == number:
                    yield finding("RG265", where, table=name, column=number)
                elif action.to not in numbers:
                    yield finding("RG266", where, table=name, column=number, target=action.to)


def _number_label(table: TableText) -> str:
    """The label of the numbers as the table prints it, else as the lexicon has it; brackets left out."""
    words: list[str] = lexicon(table.language)["table"]["rows"]["number"]
    return next((block.label.text.split("(")[0].strip() for block in table.blocks if block.label), words[0])


def _label(table: TableText, kind: RowKind) -> str:
    """A row's label as the table prints it, else as the lexicon has it; brackets left out."""
    for block in table.blocks:
        row = block.row(kind)
        if row and row.label:
            return row.label.text.split("(")[0].strip()
    words: list[str] = lexicon(table.language)["table"]["rows"][kind]
    return words[0]


def _where(table: TableText, block: Block, cells: Sequence[Cell] = (), row: RowKind | None = None) -> Where:
    """Where a finding of a table points: at the cells, else at the numbers of the block."""
    shown = [cell for cell in cells if cell.text] or list(block.number_cells)
    first, last = shown[0], shown[-1]
    return Where(
        language=table.language,
        source=table.table.source.source,
        start=first.start,
        end=last.end,
        line=first.line,
        row=row or UNSET,
    )
