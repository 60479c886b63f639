"""PDF files with a text layer: lines of print joined to paragraphs, ruled tables as rows, page furniture left out.

`Line.number` is the page. A page without letters is reported; a file without them is refused.
"""

import logging
import re
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from parser.read.columns import Words, crosses, gutters, in_order, two_languages
from parser.read.layout import HYPHEN, PrintLine, body, measure, paragraphs
from parser.read.tables import Cell, Numbered, flatten
from parser.read.values import ReadError, Reading
from spec.model import Where
from spec.rules import finding

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.table import Table

UNMAPPED = re.compile(r"\(cid:\d+\)")
PUNCTUATION = '.,;:!?()«»"“”'
CLOSE = 0.12  # sizes of a letter: a wider gap parts words that no blank parts
WIDE = 2.5  # heights of a letter: a wider gap in a line parts columns
PICTURE = 0.05  # of the page: a smaller picture is no diagram

Rows = list[list[Cell]]
Box = tuple[float, float, float, float]


class PrintedCell(Struct, frozen=True, gc=False):
    """A cell: its lines of print, the right edge of its text area, and the width of that."""

    number: int
    lines: list[PrintLine]
    edge: float
    width: float


class PrintedBlock(Struct, frozen=True, gc=False):
    """A table (`rows`) or a picture (None) at its distance from the top of a page."""

    page: int
    top: float
    rows: list[list[PrintedCell]] | None


class Block(Struct):
    """A table (`rows`) or a picture (None) with its cells read."""

    page: int
    top: float
    rows: Rows | None


class PageContent(Struct, frozen=True, gc=False):
    """A page: its lines of print outside tables, and its tables and pictures."""

    number: int
    lines: list[PrintLine]
    blocks: list[PrintedBlock]
    empty: bool


def read(data: bytes, path: str) -> Reading:
    """The text of a PDF. Raises ReadError: password (RG003), damaged (RG006), no text layer (RG002) or one that maps to
    no letters (RG010)."""
    pages = _pages(data, path)
    if all(page.empty for page in pages):
        raise ReadError("RG002", path=path)
    lines = list(_flow(pages))
    letters = sum(len(text) for _, text in lines)
    if 20 * sum(len(UNMAPPED.findall(text)) for _, text in lines) > letters:
        raise ReadError("RG010", path=path)
    findings = tuple(finding("RG008", Where(line=page.number), page=page.number) for page in pages if page.empty)
    return Reading("\n".join(text for _, text in lines), tuple(number for number, _ in lines), findings)


def _pages(data: bytes, path: str) -> list[PageContent]:
    """What is on each page. Raises ReadError: password (RG003), damaged (RG006)."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import PdfminerException

    damage = (PSException, PdfminerException, ValueError, KeyError, TypeError, IndexError, AttributeError,
              RecursionError, AssertionError, struct.error, zlib.error, OSError)  # fmt: skip
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    contents: list[tuple[PageContent, list[Words], float]] = []
    try:
        with pdfplumber.open(BytesIO(data)) as document:
            for number, page in enumerate(document.pages, start=1):
                contents.append(_content(page, number))
                page.close()
    except damage as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in (error, error.__context__, *error.args)):
            raise ReadError("RG003", path=path) from None
        raise ReadError("RG006", path=path, format="pdf") from None
    if not contents:
        raise ReadError("RG006", path=path, format="pdf")
    spaces = gutters([(lines, width) for _, lines, width in contents])
    return [
        replace(page, lines=_print_page(lines, page.number, between))
        for (page, lines, _), between in zip(contents, spaces, strict=True)
    ]


def _content(page: "Page", number: int) -> tuple[PageContent, list[Words], float]:
    """A page without its lines of print, the words that these are made of, and its width."""
    tables = [table for table in page.find_tables() if len(table.rows[0].cells) > 1]
    boxes = [table.bbox for table in tables]
    words = page.extract_words(x_tolerance_ratio=CLOSE, y_tolerance=3)
    blocks = [PrintedBlock(number, table.bbox[1], _rows(table, words, number)) for table in tables]
    area = float(page.width * page.height)
    for image in page.images:
        if (image["x1"] - image["x0"]) * (image["bottom"] - image["top"]) > PICTURE * area:
            blocks.append(PrintedBlock(number, float(image["top"]), None))
    outside = [word for word in words if not _within(word, boxes)]
    return PageContent(number, [], blocks, not page.chars), _word_lines(outside), float(page.width)


def _print_page(lines: list[Words], number: int, between: float | None) -> list[PrintLine]:
    """The lines of a page in the order in which they are read; `between` is the space between its columns."""
    if between is None:
        return [_print_line(line, number) for line in lines]
    printed = []
    for line in lines:
        if crosses(line, between):
            printed.append(_print_line(line, number))
            continue
        sides = [[word for word in line if (word["x0"] > between) == (column == 2)] for column in (1, 2)]
        printed += (_print_line(side, number, column) for column, side in enumerate(sides, 1) if side)
    return in_order(printed)


def _within(word: dict[str, Any], boxes: list[Box]) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in boxes)


def _word_lines(words: Words) -> list[Words]:
    """The words of a page in lines, from left to right."""
    lines: list[Words] = []
    for word in sorted(words, key=lambda word: (word["top"], word["x0"])):
        if lines and abs(lines[-1][0]["bottom"] - word["bottom"]) < 0.4 * (word["bottom"] - word["top"]):
            lines[-1].append(word)
        else:
            lines.append([word])
    for line in lines:
        line.sort(key=lambda word: word["x0"])
    return lines


def _print_line(line: Words, number: int, column: int = 0) -> PrintLine:
    """The words of a line as one; a wide gap becomes a tab."""
    height = max(word["bottom"] - word["top"] for word in line)
    text = line[0]["text"]
    for word, following in zip(line, line[1:], strict=False):
        text += ("\t" if following["x0"] - word["x1"] > WIDE * height else " ") + following["text"]
    return PrintLine(
        number, text, line[0]["x0"], line[-1]["x1"], min(word["top"] for word in line),
        max(word["bottom"] for word in line), line[0]["x1"] - line[0]["x0"], line[-1]["x1"] - line[-1]["x0"],
        0.25 * height, column,
    )  # fmt: skip


def _rows(table: "Table", words: Words, number: int) -> list[list[PrintedCell]]:
    """The cells of a ruled table; those that a merged one covers are empty."""
    rows = []
    for row in table.rows:
        middle = [word for word in words if row.bbox[1] <= (word["top"] + word["bottom"]) / 2 <= row.bbox[3]]
        rows.append([_cell(box, middle, number) for box in row.cells])
    return rows


def _cell(box: Box | None, words: Words, number: int) -> PrintedCell:
    if box is None:
        return PrintedCell(number, [], 0.0, 0.0)
    lines = [_print_line(line, number) for line in _word_lines([word for word in words if _within(word, [box])])]
    margin = min((line.x0 for line in lines), default=box[0]) - box[0]
    return PrintedCell(number, lines, box[2] - margin, box[2] - box[0] - 2 * margin)


def _vocabulary(pages: list[PageContent]) -> frozenset[str]:
    """The words of the document that no cell can have broken: those that do not begin or end a line of a cell."""
    cells = [cell for page in pages for block in page.blocks for row in block.rows or () for cell in row]
    inner = [line.text.split()[1:-1] for cell in cells for line in cell.lines]
    whole = [line.text.split() for page in pages for line in page.lines]
    return frozenset(word.strip(PUNCTUATION).lower() for words in (*inner, *whole) for word in words)


def _joined(cell: PrintedCell, vocabulary: frozenset[str]) -> Cell:
    """A cell with the words put together that its edge broke."""
    joined: list[str] = []
    for line, above in zip(cell.lines, [None, *cell.lines], strict=False):
        if above and _is_broken(cell, above, line, vocabulary):
            joined[-1] += line.text
        else:
            joined.append(line.text)
    return Cell(cell.number, [(cell.number, text.replace("\t", " ")) for text in joined])


def _read(block: PrintedBlock, vocabulary: frozenset[str]) -> Block:
    rows = None if block.rows is None else [[_joined(cell, vocabulary) for cell in row] for row in block.rows]
    return Block(block.page, block.top, rows)


def _is_broken(cell: PrintedCell, above: PrintLine, line: PrintLine, vocabulary: frozenset[str]) -> bool:
    """Whether a word runs on from one line of a cell to the next: after a hyphen, or because it is too long for a line,
    fills the one above to the last letter, and its end is no word by itself."""
    if not line.text[:1].islower() or not above.text[-1:].isalpha() and not HYPHEN.search(above.text):
        return False
    if HYPHEN.search(above.text):
        return True
    begin, rest = above.text.split()[-1], line.text.split()[0]
    if cell.edge - above.x1 >= line.first / len(rest) or above.last + line.first <= cell.width:
        return False
    return (begin + rest).strip(PUNCTUATION).lower() in vocabulary or rest.strip(PUNCTUATION).lower() not in vocabulary


def _flow(pages: list[PageContent]) -> Iterator[Numbered]:
    """Paragraphs, tables and pictures in the order of the pages; paragraphs and tables go on over page breaks."""
    bodies = body([page.lines for page in pages])
    areas = [
        measure([line for lines in bodies for line in lines if bool(line.column) == in_column])
        for in_column in (False, True)
    ]
    vocabulary = _vocabulary(pages)
    items: list[PrintLine | Block] = []
    for page, lines in _passes(pages, bodies):
        found: list[PrintLine | Block] = [*lines, *(_read(block, vocabulary) for block in page.blocks)]
        if not any(line.column for line in lines):
            found.sort(key=lambda item: item.top)
        for item in found:
            last = items[-1] if items else None
            if not (isinstance(item, Block) and isinstance(last, Block) and goes_on(last, item)):
                items.append(item)
    pieces: list[list[Numbered]] = []
    for area, group in groupby(items, key=lambda item: areas[item.column > 0] if isinstance(item, PrintLine) else None):
        if area:
            pieces.append(paragraphs([item for item in group if isinstance(item, PrintLine)], area, vocabulary))
            continue
        for item in group:
            if isinstance(item, Block):
                pieces.append([(item.page, "[image: ]")] if item.rows is None else flatten(item.rows))
    for piece in pieces:
        if piece is not pieces[0] and piece:
            yield piece[0][0], ""
        yield from piece


def _passes(pages: list[PageContent], bodies: list[list[PrintLine]]) -> Iterator[tuple[PageContent, list[PrintLine]]]:
    """Each page with its lines; where the columns are two languages side by side, all left ones before the right ones."""
    if not two_languages(bodies):
        yield from zip(pages, bodies, strict=True)
        return
    for page, lines in zip(pages, bodies, strict=True):
        yield page, [line for line in lines if line.column < 2]
    for page, lines in zip(pages, bodies, strict=True):
        yield replace(page, blocks=[]), [line for line in lines if line.column == 2]


def goes_on(table: Block, block: Block) -> bool:
    """Takes `block` into the table above it, if a page break cut them: its head may be repeated, its last row cut."""
    if not (table.rows and block.rows) or table.page == block.page or len(table.rows[0]) != len(block.rows[0]):
        return False
    rows = block.rows
    if [cell.text for cell in rows[0]] == [cell.text for cell in table.rows[0]]:
        rows = rows[1:]
    if rows and not rows[0][0].text and any(cell.text for cell in rows[0]):
        for cell, rest in zip(table.rows[-1], rows[0], strict=True):
            cell.paragraphs += rest.paragraphs
        rows = rows[1:]
    table.rows += rows
    table.page = block.page
    return True
