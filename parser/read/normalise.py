"""Text → normalised text: line ends, spaces, invisible characters, NFC, mixed-script words.

Offsets of everything downstream are into the normalised text; a step that changes its length comes before them.
"""

import re
import unicodedata
from functools import lru_cache

from parser.read.mixed import mend
from parser.values import Line, Mend

# Line ends, exotic spaces, invisible and control characters: whatever the steps below change.
IRREGULAR = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\xa0\\xad\u034f\u061c\u115f\u1680\u17b4\u17b5\u180e\u2000-\u200f"
    "\u2028-\u202f\u205f-\u206f\u3000\u3164\ufeff\ufff9-\ufffb]"
)
LINE_END = re.compile("[\r\u2028\u2029\x85\x0b]")
SPACES = " \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\x0c"
SPACE = re.compile(f"[{SPACES}]")
# The hyphens and dashes of other alphabets, and the minus sign: typists use them all alike.
DASHES = str.maketrans(
    {"\u2010": "-", "\u2011": "-", "\u2212": "–", "\u2012": "–", "\u2015": "—", "\u2043": "-", "\ufe58": "–"}
)
WIDE = re.compile(r"(?<=\S) {2,}(?=\S)")
DASH = re.compile("[\u2010-\u2012\u2015\u2043\u2212\ufe58]")


def normalised(text: str) -> tuple[str, tuple[Mend, ...]]:
    """The normalised text, and which characters of mixed-script words were changed.

    Line ends become `\\n`, spaces of every width and number within a line one space (tabs stay: they part cells), dashes
    of every kind one of three; what is invisible goes. NFC.
    """
    lines: list[str] = []
    mends: list[Mend] = []
    start = 0
    for line in text.replace("\r\n", "\n").split("\n"):
        clean, changed = _line(line)
        if changed:
            mends += (Mend(start + mended.start, mended.was) for mended in changed)
        lines.append(clean)
        start += len(clean) + 1
    return "\n".join(lines), tuple(mends)


@lru_cache(maxsize=16384)
def _line(line: str) -> tuple[str, tuple[Mend, ...]]:
    """A line, normalised: several where it holds line ends of another kind."""
    line = line.replace("\xa0", " ")
    if IRREGULAR.search(line):
        line = IRREGULAR.sub("", SPACE.sub(" ", LINE_END.sub("\n", line)))
    if DASH.search(line):
        line = line.translate(DASHES)
    if "  " in line:
        line = WIDE.sub(" ", line)
    return mend(unicodedata.normalize("NFC", line))


def lines_of(text: str, numbers: tuple[int, ...] | None) -> tuple[Line, ...]:
    """The lines of a normalised text, `numbers` giving their places in the file (None: 1, 2, 3, …)."""
    lines = []
    start = 0
    pieces = text.split("\n")
    for number, piece in zip(numbers or range(1, len(pieces) + 1), pieces, strict=True):
        end = start + len(piece)
        lines.append(Line(number, start, end))
        start = end + 1
    return tuple(lines)
