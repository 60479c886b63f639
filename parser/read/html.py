"""Saved web pages: the text of the act in lines, real tables as rows, navigation and footers left out."""

import re
from typing import TYPE_CHECKING, Any

from parser.read.encoding import decoded
from parser.read.numbers import printed
from parser.read.tables import Cell, Numbered, flatten
from parser.read.values import ReadError, Reading
from spec.model import Finding

if TYPE_CHECKING:
    from lxml.html import HtmlElement

CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
SPACE = re.compile(r"\s+")
LINE = re.compile(r"\r\n|[\r\n\u2028\u2029\x85\x0b]")
NUMBERED = re.compile(r"\s*(?:\d+|\w)[.)]")

BLOCKS = frozenset(
    ("address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
     "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p",
     "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul")
)  # fmt: skip
DROPPED = (
    "script", "style", "noscript", "template", "head", "nav", "footer", "aside", "button", "select", "input", "textarea",
    "iframe", "svg", "menu", "dialog", "object",
)  # fmt: skip
FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|footer|sidebar|toolbar|cookies?|banner|share|social|comments?|"
    r"pagination|pager|search|login|popup|modal|advert\w*|skip)(?:$|[\s_-])",
    re.I,
)
ROLES = frozenset(("navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "toolbar"))
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
LITTLE = 0.25  # of the letters of the page: what holds more is no furniture, whatever its name
ICON = 64  # pixels: a smaller picture is no diagram
LIST_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
STYLE_FORMS = {"lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter",
               "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman"}  # fmt: skip
LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)")


def read(data: bytes, path: str) -> Reading:
    """The text of a web page. Raises ReadError: bytes that are no text (RG007), elements nested too deep (RG006)."""
    from lxml.html import HTMLParser, document_fromstring

    text, findings = _decoded(data, path)
    text = DECLARATION.sub("", text.replace("\x00", "")) or " "
    parser = HTMLParser(remove_comments=True, remove_pis=True)
    root = document_fromstring(text, parser=parser, ensure_head_body=True)
    if any("depth" in entry.message for entry in parser.error_log):  # what lies deeper is lost
        raise ReadError("RG006", path=path, format="html")
    lines = Page().read(_content(root))
    return Reading("\n".join(line for _, line in lines), tuple(number for number, _ in lines), findings)


def _decoded(data: bytes, path: str) -> tuple[str, tuple[Finding, ...]]:
    """The page as text: what it says of its encoding counts where it is neither UTF-8 nor UTF-16."""
    text, findings = decoded(data, path)
    named = CHARSET.search(data[:4096])
    if not any(finding.code == "RG011" for finding in findings) or not named:
        return text, findings
    name = named[1].decode("ascii").lower()
    if name in ("windows-1251", "cp1251", "utf-8", "utf8"):
        return text, () if name.endswith("1251") else findings
    try:
        return data.decode(name, "replace"), ()
    except LookupError:
        return text, findings


def _content(root: "HtmlElement") -> "HtmlElement":
    """The element that holds the act, with what surrounds an act on a web page taken out."""
    for element in root.xpath(f"//*[{' or '.join(f'self::{tag}' for tag in DROPPED)}]"):
        if element.getparent() is not None:
            element.drop_tree()
    everything = _letters(root)
    for element in list(root.iter()):
        if element is root or element.getparent() is None or not isinstance(element.tag, str):
            continue
        if _is_furniture(element) and _letters(element) < LITTLE * everything:
            element.drop_tree()
    _drop_before_title(root)
    held = root.xpath("//main|//article|//*[@role='main']")
    main = max(held, key=_letters, default=root)
    titles = root.xpath("//h1")
    inside = all(main in title.iterancestors() for title in titles)
    return main if inside and _letters(main) > 0.5 * _letters(root) else root


def _drop_before_title(root: "HtmlElement") -> None:
    """Takes out what stands before the only top heading of a page, where most of it are links: the site's, no act's."""
    titles = root.xpath("//h1")
    if len(titles) != 1:
        return
    before = [element for element in titles[0].xpath("preceding::*") if isinstance(element.tag, str)]
    outermost = [element for element in before if element.getparent() not in before]
    linked = sum(_letters(link) for element in outermost for link in element.iter("a", "label"))
    total = sum(map(_letters, outermost))
    if total < LITTLE * _letters(root) and linked > 0.5 * total:
        for element in outermost:
            element.drop_tree()


def _letters(element: "HtmlElement") -> int:
    """How many characters of text an element holds, white space left out."""
    return sum(len(SPACE.sub("", text)) for text in element.itertext())


def _is_furniture(element: "HtmlElement") -> bool:
    """Navigation, headers and footers of the page, hidden elements, lists of links."""
    if element.tag in ("html", "body", "main", "article"):
        return False
    if element.get("role") in ROLES or element.get("hidden") is not None or HIDDEN.search(element.get("style") or ""):
        return True
    if FURNITURE.search(element.get("class") or "") or FURNITURE.search(element.get("id") or ""):
        return True
    if element.tag == "header":
        return not any(above.tag in ("main", "article") for above in element.iterancestors())
    if element.tag in ("ul", "ol") or (element.tag in ("div", "section") and element.find(".//p") is None):
        links = element.findall(".//a")
        return len(links) > 2 and sum(map(_letters, links)) > 0.8 * len(SPACE.sub("", "".join(element.itertext())))
    return False


class Page:
    """A walk over the elements of a page that collects its lines; tables wait on a stack until they end."""

    def __init__(self) -> None:
        self.sinks: list[list[Numbered]] = [[]]
        self.tables: list[list[list[Cell]]] = []
        self.lists: list[list[Any]] = []  # of each open list: its form (None: prints nothing), its counter
        self.buffer = ""
        self.number = 1
        self.pre = 0
        self.parted = False  # whether a block ended since the last line

    def read(self, root: "HtmlElement") -> list[Numbered]:
        """The lines under `root` as (line of the file, text)."""
        from lxml.etree import iterwalk

        for event, element in iterwalk(root, events=("start", "end")):
            if event == "start":
                self.start(element)
                self.add(element.text, element)
            else:
                self.end(element)
                if element is not root:
                    self.add(element.tail, element)
        self.flush()
        return self.sinks[0]

    def add(self, text: str | None, element: "HtmlElement") -> None:
        """More text of the current line."""
        if not text:
            return
        if not self.buffer.strip() and not text.isspace():
            self.number = element.sourceline or self.number
        if self.pre:
            *whole, text = LINE.split(text)
            for line in whole:
                self.buffer += line
                self.flush()
        self.buffer += text

    def flush(self) -> None:
        """Ends the current line."""
        line = SPACE.sub(" ", self.buffer).strip()
        self.buffer = ""
        if line:
            self.put([(self.number, line)])

    def put(self, lines: list[Numbered]) -> None:
        """More lines; blocks are parted by an empty line."""
        sink = self.sinks[-1]
        if self.parted and sink and lines:
            sink.append((lines[0][0], ""))
        self.parted = False
        sink += lines

    def part(self) -> None:
        """A block begins or ends."""
        self.flush()
        self.parted = True

    def start(self, element: "HtmlElement") -> None:
        """An element begins."""
        tag = element.tag
        if tag in BLOCKS:
            self.part()
        elif tag == "br":
            self.flush()
        if tag == "pre":
            self.pre += 1
        elif tag in ("ol", "ul"):
            self.lists.append([_list_form(element), _integer(element.get("start"), 1) - 1])
        elif tag == "li" and self.lists:
            self.item(element)
        elif tag == "img":
            self.image(element)
        elif tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables:
            self.cell(element)

    def end(self, element: "HtmlElement") -> None:
        """An element ends."""
        tag = element.tag
        if tag in BLOCKS:
            self.part()
        if tag == "pre":
            self.pre -= 1
        elif tag in ("ol", "ul"):
            self.lists.pop()
        elif tag in ("td", "th") and self.tables:
            self.tables[-1][-1][-1].paragraphs = self.sinks.pop()
        elif tag == "table":
            lines = flatten(self.tables.pop())
            self.put(lines)
            self.parted = True
            if self.tables and self.tables[-1] and self.tables[-1][-1] and len(lines) > 1:
                self.tables[-1][-1][-1].nested = True

    def item(self, element: "HtmlElement") -> None:
        """An item of a list: its number, unless the text prints it."""
        form, counter = self.lists[-1]
        counter = _integer(element.get("value"), counter + 1)
        self.lists[-1][1] = counter
        if form and not NUMBERED.match("".join(element.itertext())):
            self.number = element.sourceline or self.number
            self.buffer = f"{printed(counter, form)}. "

    def cell(self, element: "HtmlElement") -> None:
        """A cell of the current row."""
        if not self.tables[-1]:
            self.tables[-1].append([])
        columns, rows = (min(100, max(1, _integer(element.get(name), 1))) for name in ("colspan", "rowspan"))
        self.tables[-1][-1].append(Cell(element.sourceline or self.number, columns=columns, rows=rows))
        self.sinks.append([])

    def image(self, element: "HtmlElement") -> None:
        """A picture, as the saved texts write it: a diagram that only a picture shows is there all the same."""
        if any(0 < _integer(element.get(name), 0) <= ICON for name in ("width", "height")):
            return
        self.part()
        self.number = element.sourceline or self.number
        self.buffer = f"[image: {(element.get('alt') or '').strip()}]"
        self.part()


def _list_form(element: "HtmlElement") -> str | None:
    style = LIST_STYLE.search(element.get("style") or "")
    if element.tag == "ul" or (style and style[1] == "none"):
        return None
    return STYLE_FORMS.get(style[1] if style else "", LIST_FORMS.get(element.get("type") or "", "decimal"))


def _integer(text: str | None, default: int) -> int:
    """A number that an attribute gives, or `default`."""
    digits = (text or "").strip().removesuffix("px")
    return int(digits) if digits.isdecimal() and len(digits) < 6 else default
