"""Tables of rich formats → lines: one row a line, cells parted by a tab.

Not all that is marked up as a table is one: a table may only place a stamp at the right, or hold the Kazakh text
beside the Russian. Those give the paragraphs of their cells, the second column by column.
"""

from itertools import groupby

from msgspec import Struct, field

from parser.read.language import language_of

Numbered = tuple[int, str]  # the place in the file (line, paragraph, page), and the text
PARALLEL = 400  # characters: a shorter column is no parallel text of an act


class Cell(Struct):
    """A cell: its paragraphs; `columns` and `rows` tell how many it covers; `nested` that it holds a table."""

    number: int
    paragraphs: list[Numbered] = field(default_factory=list)
    columns: int = 1
    rows: int = 1
    nested: bool = False

    @property
    def text(self) -> str:
        """The cell in one line."""
        return " ".join(text.replace("\t", " ") for _, text in self.paragraphs if text)


def flatten(rows: list[list[Cell]]) -> list[Numbered]:
    """The lines of a table, in order."""
    rows = [row for row in rows if row]
    if not rows:
        return []
    if any(cell.nested for row in rows for cell in row) or _is_layout(rows):
        return [paragraph for row in rows for cell in row for paragraph in cell.paragraphs]
    grid = _grid(rows)
    if _is_parallel(grid):
        return [paragraph for column in range(2) for row in grid for paragraph in row[column].paragraphs]
    return [(row[0].number, "\t".join(cell.text for cell in row)) for row in grid]


def _is_layout(rows: list[list[Cell]]) -> bool:
    """No row has more than one cell with a text, so that the table only places it on the page."""
    return all(sum(1 for cell in row if cell.text) <= 1 for row in rows)


def _grid(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Rows of equal columns: what a merged cell covers beside and below its first place is an empty cell."""
    below: dict[int, int] = {}  # column → rows still covered from above
    grid = []
    for row in rows:
        number = row[0].number
        cells: list[Cell] = []
        pending = list(row)
        while pending or below.get(len(cells), 0):
            column = len(cells)
            if below.get(column, 0):
                below[column] -= 1
                cells.append(Cell(number))
                continue
            cell = pending.pop(0)
            for place in range(column, column + cell.columns):
                below[place] = cell.rows - 1
            cells += [cell, *(Cell(number) for _ in range(cell.columns - 1))]
        grid.append(cells)
    return grid


def _is_parallel(grid: list[list[Cell]]) -> bool:
    """Two columns of running text, one Kazakh and one Russian."""
    if any(len(row) != 2 for row in grid):
        return False
    columns = ["\n".join(row[column].text for row in grid) for column in range(2)]
    if min(map(len, columns)) < PARALLEL:
        return False
    found = [_language(column) for column in columns]
    return None not in found and found[0] != found[1]


def _language(column: str) -> str | None:
    """The language of nine tenths of a column's letters."""
    weights = {"kk": 0, "ru": 0}
    for language, lines in groupby(column.split("\n"), language_of):
        if language:
            weights[language] += sum(map(len, lines))
    total = sum(weights.values())
    return next((language for language, weight in weights.items() if total and weight > 0.9 * total), None)
