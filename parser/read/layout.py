"""Lines of print → paragraphs: what a page broke to fit its width is put together again.

A line was broken by the page, and not by its author, where the first word of the next line had no room on it.
"""

import re
from collections import Counter

from msgspec import Struct

from parser.read.tables import Numbered

MARKER = re.compile(r"(?:\d+(?:-\d+)?[.)]|[^\W\d_]\)|[-–—•]\s)")
SENTENCE_END = re.compile(r"[.;:!?»\")]$")
PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:(?:стр|с|бет|page)\.?\s*)?\d{1,4}(?:\s*(?:/|из|of)\s*\d{1,4})?(?:-?\s*бет)?[-–—\s]*", re.I
)
HYPHEN = re.compile(r"(?<=[^\W\d])[-\xad]$")
DIGITS = re.compile(r"\d+")
Vocabulary = frozenset[str]
EDGES = '.,;:!?()«»"“”'
EDGE = 2  # lines at the top and bottom of a page that may be its furniture
INDENT = 6.0  # points: less is no indent
SLACK = 3.0  # points by which a word may seem to fit and yet not have done so


class PrintLine(Struct, frozen=True, gc=False):
    """A line as printed: its box in points from the left top of the page, and the widths of its first and last words;
    `column` is 1 or 2 on a page of two columns, for a line that stands in one."""

    page: int
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    first: float
    last: float
    space: float
    column: int = 0

    @property
    def height(self) -> float:
        """Of the letters, in points."""
        return self.bottom - self.top


class Measure(Struct, frozen=True, gc=False):
    """The text area of a document: its edges, and the usual distance from one line to the next."""

    left: float
    right: float
    gap: float


def body(pages: list[list[PrintLine]]) -> list[list[PrintLine]]:
    """The pages without numbers and running heads: lines at an edge that stand at the same place of most pages."""
    repeated = Counter(key for page in pages for key in {_key(page[place]) for place in _edges(page)})
    many = max(2, len(pages) // 2)
    result = []
    for page in pages:
        first, last = 0, len(page)
        while first < min(EDGE, last) and repeated[_key(page[first])] >= many:
            first += 1
        while last > max(first, len(page) - EDGE) and repeated[_key(page[last - 1])] >= many:
            last -= 1
        if len(pages) == 1 and last - first > 1 and _is_lone_number(page[-2], page[-1]):
            last -= 1
        result.append(page[first:last])
    return result


def _is_lone_number(above: PrintLine, line: PrintLine) -> bool:
    """A page number far below the text of the only page."""
    return bool(PAGE_NUMBER.fullmatch(line.text)) and line.top - above.bottom > 3 * line.height


def _edges(page: list[PrintLine]) -> set[int]:
    return {*range(min(EDGE, len(page))), *range(max(0, len(page) - EDGE), len(page))}


def _key(line: PrintLine) -> tuple[str, int]:
    """What a running head has in common on all pages: its words, numbers left out, and its height on the page."""
    return DIGITS.sub("#", line.text), round(line.top / 4)


def measure(lines: list[PrintLine]) -> Measure:
    """The text area that most lines keep to."""
    if not lines:
        return Measure(0.0, 0.0, 0.0)
    starts = Counter(round(line.x0) for line in lines)
    left = min((start for start, count in starts.items() if count * 10 >= len(lines)), default=min(starts))
    right = max(line.x1 for line in lines)
    gaps = Counter(
        round(below.top - line.bottom)
        for line, below in zip(lines, lines[1:], strict=False)
        if line.page == below.page and below.top > line.top
    )
    total = sum(gaps.values())
    return Measure(left, right, min((gap for gap, count in gaps.items() if count * 10 >= total), default=0))


def paragraphs(lines: list[PrintLine], area: Measure, words: Vocabulary = frozenset()) -> list[Numbered]:
    """The paragraphs that `lines` make, as (page, text); parted by an empty line, unless two short lines stand close.
    `words` are whole words of the document."""
    found: list[list[PrintLine]] = []
    for line in lines:
        if found and _continues(found[-1], line, area):
            found[-1].append(line)
        else:
            found.append([line])
    result: list[Numbered] = []
    for place, paragraph in enumerate(found):
        if place and not _is_close(found[place - 1], paragraph, area):
            result.append((paragraph[0].page, ""))
        result.append((paragraph[0].page, _joined(paragraph, words)))
    return result


def _is_close(above: list[PrintLine], below: list[PrintLine], area: Measure) -> bool:
    """Whether two paragraphs of one line each have no more room between them than lines have."""
    last, line = above[-1], below[0]
    single = len(above) == len(below) == 1 and last.page == line.page
    return single and line.top - last.bottom <= area.gap + 0.4 * last.height


def _continues(paragraph: list[PrintLine], line: PrintLine, area: Measure) -> bool:
    """Whether `line` belongs to the paragraph before it."""
    last = paragraph[-1]
    if last.page == line.page and line.top - last.bottom > area.gap + 0.4 * last.height:
        return False
    if abs(line.height - last.height) > 0.15 * last.height:
        return False
    if _are_centred(last, line, area):
        room = area.right - area.left - (last.x1 - last.x0)
    else:
        room = area.right - last.x1
        if len(paragraph) > 1 and abs(line.x0 - last.x0) > INDENT:
            return False
        if len(paragraph) == 1 and line.x0 - last.x0 > INDENT and not MARKER.match(last.text):
            return False
    if room > line.first + last.space + SLACK:
        return False
    return not (MARKER.match(line.text) and SENTENCE_END.search(last.text))


def _are_centred(last: PrintLine, line: PrintLine, area: Measure) -> bool:
    """Whether two lines are centred on the text area, and not by their equal length."""
    middles = [(printed.x0 + printed.x1) / 2 for printed in (last, line)]
    middle = (area.left + area.right) / 2
    if line.x0 - area.left < INDENT or abs(last.x0 - line.x0) < SLACK:
        return False
    return all(abs(place - middle) < INDENT for place in middles)


def _joined(lines: list[PrintLine], words: Vocabulary) -> str:
    """The lines as one; a word that a hyphen broke is whole again, a compound keeps its own."""
    text = lines[0].text
    for line in lines[1:]:
        if not HYPHEN.search(text) or not line.text[:1].islower():
            text += f" {line.text}"
        elif _is_compound(text.split()[-1], line.text.split()[0], words):
            text += line.text
        else:
            text = text[:-1] + line.text
    return text


def _is_compound(begin: str, rest: str, words: Vocabulary) -> bool:
    """Whether the hyphen between two parts of a word is its own: «веб-портал»; the document shows the word, or a part."""
    begin, rest = (part.strip(EDGES).lower() for part in (begin, rest))
    for word, own in ((begin[:-1] + rest, False), (begin + rest, True)):
        if word in words:
            return own
    return begin[:-1] in words and rest in words
