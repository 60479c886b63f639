"""Markdown, also in files that call themselves text: the markup goes, every line stays on its line.

Read line by line and not as a CommonMark tree: acts indent paragraphs by six spaces (code, to CommonMark), number
clauses «1.» and items «1)» in one list, and hold tab-separated rows, all of which a tree would bend.
"""

import re
from functools import lru_cache
from html import unescape

from msgspec import structs

from parser.read.encoding import decoded
from parser.read.values import Reading

HINTS = ("**", "\n#", "](", "--|", "-- |")
EVIDENCE = re.compile(
    r"^#{1,6} +\S|\*\*(?=\S)[^*\n]{1,2000}\*\*|\[[^\]\n]{1,500}\]\([^)\s]{1,2000}\)|^\|? *:?-{3,}:? *\|", re.MULTILINE
)
HEADING = re.compile(r"#{1,6}(?: +(?P<title>.*?)(?: +#+)? *)?$")
RULE = re.compile(r"(?:(?:[-*_] *){3,}|=+ *|`{3,}.*|~{3,}.*)$")
DASHES = r" *(?:-{3,}:?|:-+:?|-+:) *"
TABLE_RULE = re.compile(rf"\|?(?:{DASHES}\|)+(?:{DASHES})?$")
LEAD = re.compile(r"(?:> ?)*(?:[-*+] +(?=\S))?")
IMAGE = re.compile(r"!\[([^\]\n]{0,500})\]\([^)\n]{0,2000}\)")
LINK = re.compile(r"\[([^\]\n]{0,500})\]\([^)\s]{0,2000}(?: \"[^\"\n]{0,500}\")?\)|<((?:https?|mailto):[^>\s]+)>")
# The look-behind comes after the mark, which a scan finds at once.
STAR = re.compile(r"\*(?<![*\w]\*)(?=[^\s*])([^*\n]+)(?<=[^\s*])\*(?![*\w])")
UNDERSCORE = re.compile(r"_(?<!\w_)(_?)(?=[^\W_])([^_\n]+)_\1(?!\w)")
CODE = re.compile(r"`([^`\n]+)`")
TAG = re.compile(r"</?(?:b|i|u|em|strong|sup|sub|span|div|p|center|font|a|small|del|ins)\b[^<>\n]*>", re.IGNORECASE)
BREAK = re.compile(r"<br\b[^<>\n]*>", re.IGNORECASE)
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
KEPT = re.compile("[\ue000-\ue07f]")
LINE_ENDS = "\r\x0b\x85\u2028\u2029"
"""What the normaliser takes for a line end: the numbers of lines count them."""
MARKS = frozenset("#>-*+|=`~:_")


def is_markdown(text: str) -> bool:
    """Whether a text is full of Markdown: three marks at least that acts do not bring themselves."""
    if not any(hint in text for hint in HINTS):
        return False
    marks = EVIDENCE.finditer(text)
    return next(marks, None) is not None and next(marks, None) is not None and next(marks, None) is not None


def read(data: bytes, path: str) -> Reading:
    """The text of a Markdown file without its markup. Raises ReadError for bytes that are no text (RG007)."""
    text, findings = decoded(data, path)
    return structs.replace(plain(text), findings=findings)


def plain(text: str) -> Reading:
    """`text` without Markdown, line by line."""
    text = text.replace("\r\n", "\n")
    for end in LINE_ENDS:
        text = text.replace(end, "\n")
    lines = [_plain(line) for line in text.split("\n")]
    numbers = None
    if None in lines:
        numbers = tuple(number for number, line in enumerate(lines, start=1) if line is not None)
    return Reading("\n".join([line for line in lines if line is not None]), numbers)


@lru_cache(maxsize=16384)
def _plain(line: str) -> str | None:
    """A line without its markup; None for what is no line of the text. Escaped characters wait in the private use area."""
    escaped = "\\" in line
    if escaped:
        line = ESCAPE.sub(lambda match: chr(0xE000 + ord(match[1])), line)
    bare = _line(line)
    if bare is None:
        return None
    if "](" in bare or "<" in bare:
        bare = IMAGE.sub(r"[image: \1]", bare)
        bare = LINK.sub(lambda match: match[1] or match[2] or "", bare)
        bare = TAG.sub("", BREAK.sub(" ", bare))
    if "`" in bare:
        bare = CODE.sub(r"\1", bare)
    bare = bare.replace("**", "")
    if "*" in bare:
        bare = STAR.sub(r"\1", bare)
    if "_" in bare:
        bare = UNDERSCORE.sub(r"\2", bare)
    if "&" in bare:
        bare = unescape(bare).replace("\n", " ")
    return KEPT.sub(lambda match: chr(ord(match[0]) - 0xE000), bare) if escaped else bare


def _line(line: str) -> str | None:
    """A line without what marks it as a heading, an item of a list, a quotation or a row; a mere rule is left empty, and
    one under the head of a table is none."""
    body = line.lstrip(" ")
    if not body or body[0] not in MARKS:
        return line
    indent = line[: len(line) - len(body)]
    if body[0] == "#" and len(indent) < 4 and (heading := HEADING.match(body)):
        return heading["title"] or ""
    if TABLE_RULE.match(body.rstrip()):
        return None
    if RULE.match(body) and body[0] != "_":
        return ""
    if body[0] == "|":
        return _row(body.rstrip())
    return indent + LEAD.sub("", body, count=1)


def _row(row: str) -> str:
    """A row of a pipe table as cells parted by tabs."""
    if not (row.endswith("|") and len(row) > 1):
        return row
    return "\t".join(cell.strip() for cell in row[1:-1].split("|"))
