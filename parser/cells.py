"""Lines of a flattened table → cells: one row a line with tabs, or one cell a line behind a tab, a paragraph, a line."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from parser.languages.lexicon import lexicon
from parser.rowlabels import ends_table, is_annex_heading, is_label_tail, row_kind
from parser.values import Line, Passage, Regulation, Source
from spec.model import Language

Form = Literal["rows", "tabs", "paragraphs", "lines"]

_BLANK = " \t\xa0"
_BRANCH = re.compile(r"[-–—\s]*\d{1,2}\s*[-–—]")
_HEADING_LINES = 14


class Cell(Struct, frozen=True, gc=False):
    """A cell as printed: characters start..end of the source; `text` has its white space made single blanks; `gap`
    counts the blank lines before it. An empty cell of a row has an empty text."""

    start: int
    end: int
    line: int
    text: str
    gap: int = 0

    def passage(self, source: Source) -> Passage:
        """The cell as a passage of `source`."""
        return Passage(source, self.start, self.end, self.line)


class Page:
    """The lines of a regulation, and the places where something other than a table is known to begin."""

    def __init__(self, regulation: Regulation) -> None:
        self.source = regulation.source
        self.text = regulation.source.text
        self.language: Language = regulation.language
        self.lines = regulation.lines
        self.starts = [line.start for line in self.lines]
        self.stops = {clause.whole.start for clause in regulation.clauses}
        self.stops.update(annex.heading.start for annex in regulation.annexes if annex.heading)

    def line(self, index: int) -> str:
        """The text of a line."""
        found = self.lines[index]
        return self.text[found.start : found.end]

    def index(self, offset: int) -> int:
        """The index of the line that holds the character at `offset`."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def ends(self, index: int, line: str) -> bool:
        """Whether a line begins something after a table."""
        return self.lines[index].start in self.stops or ends_table(line, self.language)

    def cell(self, index: int, gap: int) -> Cell:
        """A line as a cell."""
        line = self.lines[index]
        rest = self.text[line.start : line.end].lstrip(_BLANK)
        bare = rest.rstrip(_BLANK)
        start = line.end - len(rest)
        return Cell(start, start + len(bare), line.number, _single(bare), gap)


def read_rows(page: Page, index: int, limit: int) -> tuple[tuple[tuple[Cell, ...], ...], int]:
    """The rows from line `index` on, and the line after them. A line without a tab ends them, unless it goes on with a
    cell that is unfinished."""
    rows: list[tuple[Cell, ...]] = []
    end = index
    for at in range(index, limit):
        line = page.line(at)
        if not line.strip(" "):
            continue
        if "\t" not in line:
            if at > index and (page.ends(at, line) or not goes_on(rows[-1][-1].text if rows else "", line.strip())):
                break
            if rows:
                rows[-1] = (*rows[-1][:-1], joined(rows[-1][-1], page.cell(at, 0)))
                end = at + 1
            continue
        row = tuple(_pieces(page.text, page.lines[at]))
        broken = len(rows) > 1 and len(rows[-1]) + len(row) <= len(rows[0]) + 1
        if broken and goes_on(rows[-1][-1].text, row[0].text):
            before = rows.pop()
            row = (*before[:-1], joined(before[-1], row[0]), *row[1:])
        rows.append(row)
        end = at + 1
    return tuple(rows), end


def _pieces(text: str, line: Line) -> Iterator[Cell]:
    start = line.start
    for piece in text[line.start : line.end].split("\t"):
        bare = piece.strip()
        at = start + (len(piece) - len(piece.lstrip()) if bare else 0)
        yield Cell(at, at + len(bare), line.number, _single(bare))
        start += len(piece) + 1


def read_cells(page: Page, first: int, index: int, limit: int, form: Form) -> tuple[tuple[Cell, ...], int]:
    """The cells from line `first` on, one a line or a paragraph, and the line after them; `index` has the numbers."""
    cells: list[Cell] = []
    gap, end, at = 0, index, first
    while at < limit:
        line = page.line(at)
        bare = line.strip(_BLANK)
        own = form == "tabs" and line.lstrip(" \xa0").startswith("\t")
        if not bare:
            if own and cells and not gap and _cell_follows(page, at, limit):
                cells.append(page.cell(at, 0))
                end = at + 1
            else:
                gap += 1
            at += 1
            continue
        if not own and at > index and page.ends(at, line):
            break
        if own or form == "lines" or not cells or (form == "paragraphs" and gap):
            cells.append(page.cell(at, gap))
        elif form == "paragraphs" or goes_on(cells[-1].text, bare):
            cells[-1] = joined(cells[-1], page.cell(at, gap))
        elif at > index:
            break
        at += 1
        gap, end = 0, at
    if form != "tabs" and at < len(page.lines) and is_annex_heading(page.line(at), page.language):
        cells = _without_title(cells, page.language)
    return tuple(_mended(cells, page.language)), end


def _cell_follows(page: Page, index: int, limit: int) -> bool:
    following = page.line(index + 1) if index + 1 < limit else ""
    return following.lstrip(" \xa0").startswith("\t") and bool(following.strip())


def _without_title(cells: list[Cell], language: Language) -> list[Cell]:
    """`cells` without the title of the regulation that stands before the number of a Kazakh annex."""
    words = lexicon(language)["table"]["regulation"]
    tail = ""
    for count, cell in enumerate(reversed(cells[-_HEADING_LINES:]), 1):
        tail = f"{cell.text} {tail}"
        if count == 1 and not any(word in tail.lower() for word in words):
            return cells
        opened, closed = sum(map(tail.count, "«“")), sum(map(tail.count, "»”"))
        if opened >= closed and (tail[0] in '«“"' or not closed):
            return cells[:-count]
    return cells


def _mended(cells: list[Cell], language: Language) -> Iterator[Cell]:
    """`cells` with what was broken over two of them made one: row labels, and branches of a next action."""
    last = len(cells) - 1
    for index, cell in enumerate(cells):
        if index < last and _belong(cell.text, cells[index + 1].text, language):
            cells[index + 1] = joined(cell, cells[index + 1])
        else:
            yield cell


@lru_cache(maxsize=8192)
def _belong(one: str, two: str, language: Language) -> bool:
    """Whether two cells are one that was broken: «№ действия» «(хода, потока работ)», «2 – если …;» «3 – если …»."""
    if one.endswith((",", ";")) and _BRANCH.match(two) and _BRANCH.match(one):
        return True
    if len(one) > 40 or len(two) > 120 or one.isdigit():
        return False
    if kind := row_kind(one, language):
        return is_label_tail(two) and "(" not in one and row_kind(f"{one} {two}", language) == kind
    return (
        (two[:1].islower() or two.startswith("("))
        and len(one.split()) <= 2
        and row_kind(two, language) not in ("next", "deadline")
        and row_kind(f"{one} {two}", language) is not None
    )


def joined(one: Cell, two: Cell) -> Cell:
    """Two cells that are one."""
    return Cell(one.start, two.end, one.line, f"{one.text} {two.text}", one.gap) if one.text else two


def goes_on(one: str, two: str) -> bool:
    """Whether a line `two` may be the rest of a cell that began with `one`."""
    if not one or not two or not one.strip(" -–—"):
        return False
    return one[-1] in ",;:-–(" or two[0].islower() or two[0] in "(,;" or bool(_BRANCH.match(two))


def _single(text: str) -> str:
    """`text` with its white space made single blanks."""
    return " ".join(text.split()) if "  " in text or "\xa0" in text or "\t" in text else text
