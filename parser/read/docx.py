"""Word documents (.docx): paragraphs with the numbers that Word prints before them, tables as rows.

Deleted and hidden text, headers and footers are left out; `Line.number` counts the paragraphs of the body.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from parser.read.folder import guard
from parser.read.numbers import printed
from parser.read.tables import Cell, Numbered, flatten
from parser.read.values import ReadError, Reading

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
VML = "{urn:schemas-microsoft-com:vml}"
SKIPPED = frozenset((f"{W}del", f"{W}moveFrom", f"{MC}Fallback", f"{W}rPr", f"{W}pPr", f"{W}txbxContent"))
TEXTS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": ""}
BREAKS = str.maketrans("\t\n\r\x0b\x0c\x85\u2028\u2029", "        ")  # in a text they are spaces, not breaks


def read(data: bytes, path: str) -> Reading:
    """The text of a document. Raises ReadError: damaged (RG006), too large unpacked (RG005)."""
    from docx import Document
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        with ZipFile(BytesIO(data)) as archive:
            guard(archive.infolist(), path)
        document = Document(BytesIO(data))
        body = document.element.body
        lines = Body(Numbering(document)).blocks(body)
    except (
        OpcError,
        LxmlError,
        BadZipFile,
        KeyError,
        ValueError,
        AttributeError,
        OSError,
        EOFError,
        IndexError,
    ) as error:
        if isinstance(error, ReadError):
            raise
        raise ReadError("RG006", path=path, format="docx") from None
    return Reading("\n".join(line for _, line in lines), tuple(number for number, _ in lines))


class Body:
    """A walk over the blocks of a document that counts its paragraphs."""

    def __init__(self, numbering: "Numbering") -> None:
        self.numbering = numbering
        self.paragraph = 0

    def blocks(self, parent: Any) -> list[Numbered]:
        """The lines of the paragraphs and tables under `parent`, in order, parted by empty lines."""
        lines: list[Numbered] = []
        for element in parent:
            if lines and lines[-1][1] and element.tag in (f"{W}p", f"{W}tbl"):
                lines.append((self.paragraph + 1, ""))
            if element.tag == f"{W}p":
                lines += self.lines(element)
            elif element.tag == f"{W}tbl":
                lines += flatten(self.rows(element))
            elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"):
                lines += self.blocks(element)
        return lines

    def lines(self, paragraph: Any) -> list[Numbered]:
        """The lines of a paragraph: more than one where it breaks them itself, and those of its text boxes."""
        self.paragraph += 1
        number = self.paragraph
        text = self.numbering.printed(paragraph) + "".join(_pieces(paragraph))
        lines = [(number, _clean(line)) for line in text.split("\n")]
        for box in paragraph.iter(f"{W}txbxContent"):
            if not any(above.tag == f"{MC}Fallback" for above in box.iterancestors()):
                lines += self.blocks(box)
        return lines

    def rows(self, table: Any) -> list[list[Cell]]:
        """The cells of a table."""
        rows = []
        for row in table.iter(f"{W}tr"):
            if next(row.iterancestors(f"{W}tbl")) is table and row.find(f"{W}trPr/{W}del") is None:
                cells = [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]
                rows.append([self.cell(cell) for cell in cells])
        return rows

    def cell(self, element: Any) -> Cell:
        """One cell; one that continues the cell above it (vMerge) is empty."""
        number = self.paragraph + 1
        paragraphs = [(place, line) for place, line in self.blocks(element) if line]
        properties = element.find(f"{W}tcPr")
        span = merge = None
        if properties is not None:
            span, merge = properties.find(f"{W}gridSpan"), properties.find(f"{W}vMerge")
        columns = int(span.get(f"{W}val", "1")) if span is not None else 1
        if merge is not None and merge.get(f"{W}val", "continue") == "continue":
            paragraphs = []
        return Cell(number, paragraphs, min(columns, 100), nested=element.find(f".//{W}tbl") is not None)


def _pieces(element: Any) -> Iterator[str]:
    """The text under an element in order; a picture as the saved texts write it."""
    for child in element:
        tag = child.tag
        if tag == f"{W}t":
            yield (child.text or "").translate(BREAKS)
        elif tag in TEXTS:
            yield TEXTS[tag]
        elif tag in (f"{PIC}pic", f"{VML}imagedata"):
            yield "\n[image: ]\n"
        elif tag == f"{W}r" and _is_hidden(child):
            continue
        elif tag not in SKIPPED:
            yield from _pieces(child)


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val", "true") not in ("0", "false")


def _clean(line: str) -> str:
    """A line without spaces at its ends and with one between words; tabs stay, one for each run of them."""
    return "\t".join(" ".join(part.split()) for part in line.strip().split("\t") if part.strip())


class Level:
    """A level of a list: the first number, the form of its numbers, and its text («%1)»)."""

    def __init__(self, element: Any) -> None:
        def value(name: str, default: str) -> str:
            found = element.find(f"{W}{name}")
            return default if found is None else str(found.get(f"{W}val", default))

        self.index = int(element.get(f"{W}ilvl", "0"))
        self.start = int(value("start", "1"))
        self.form = value("numFmt", "decimal")
        self.text = value("lvlText", "")
        self.style = value("pStyle", "")


class Numbering:
    """The numbers that Word prints before paragraphs: counters by list and level (ECMA-376, 17.9)."""

    def __init__(self, document: Any) -> None:
        self.levels: dict[str, dict[int, Level]] = {}  # abstract list → level → its look
        self.lists: dict[str, str] = {}  # list → abstract list
        self.restarts: dict[str, dict[int, int]] = {}  # list → level → the number it restarts at
        self.styles: dict[str, tuple[str | None, str | None, str | None]] = {}  # style → list, level, parent style
        self.counters: dict[str, dict[int, int]] = {}
        self._read(document)

    def _read(self, document: Any) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE

        for style in document.styles.element.iter(f"{W}style"):
            above = style.find(f"{W}basedOn")
            listed, level = _list(style)
            parent = None if above is None else above.get(f"{W}val")
            self.styles[style.get(f"{W}styleId", "")] = listed, level, parent
        try:
            element = document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
        except KeyError:
            return
        for abstract in element.iter(f"{W}abstractNum"):
            levels = [Level(level) for level in abstract.iter(f"{W}lvl")]
            self.levels[abstract.get(f"{W}abstractNumId", "")] = {level.index: level for level in levels}
        for entry in element.iter(f"{W}num"):
            listed = entry.get(f"{W}numId", "")
            self.lists[listed] = entry.find(f"{W}abstractNumId").get(f"{W}val")
            self.restarts[listed] = {
                int(override.get(f"{W}ilvl", "0")): int(override.find(f"{W}startOverride").get(f"{W}val", "1"))
                for override in entry.iter(f"{W}lvlOverride")
                if override.find(f"{W}startOverride") is not None
            }

    def printed(self, paragraph: Any) -> str:
        """What Word prints before a paragraph, with a space; "" before most. Counts it."""
        listed, level_text = self._listed(paragraph)
        abstract = self.lists.get(listed or "")
        levels = self.levels.get(abstract or "", {})
        index = int(level_text or "0")
        if abstract is None or index not in levels:
            return ""
        counters = self.counters.setdefault(abstract, {})
        for level, start in self.restarts.get(listed or "", {}).items():
            counters[level] = start - 1
        self.restarts.pop(listed or "", None)
        counters[index] = counters.get(index, levels[index].start - 1) + 1
        for deeper in [level for level in counters if level > index]:
            del counters[deeper]
        text = levels[index].text
        if levels[index].form in ("bullet", "none"):
            return ""
        for place, look in levels.items():
            text = text.replace(f"%{place + 1}", printed(counters.get(place, look.start), look.form))
        return f"{text} " if text else ""

    def _listed(self, paragraph: Any) -> tuple[str | None, str | None]:
        """The list and the level of a paragraph: its own, or those of its style and the styles above that."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return None, None
        listed, level = _list(paragraph)
        style = properties.find(f"{W}pStyle")
        name = None if style is None else style.get(f"{W}val")
        seen: set[str] = set()
        while listed is None and name in self.styles and name not in seen:
            seen.add(name)
            listed, inherited, above = self.styles[name]
            level = level or inherited
            name = above
        return listed, level


def _list(element: Any) -> tuple[str | None, str | None]:
    """The list and the level that the properties of a paragraph or style name."""
    found = []
    for name in ("numId", "ilvl"):
        place = element.find(f"{W}pPr/{W}numPr/{W}{name}")
        found.append(None if place is None else place.get(f"{W}val"))
    return found[0], found[1]
