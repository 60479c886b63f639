"""What a careful reader marks in the whole of a text: one act cited under two dates, words that mixed scripts."""

import re
from collections import Counter
from collections.abc import Iterator

from parser.citations import NUMBER
from parser.dates import find_dates
from parser.lints import unclosed, where
from parser.values import Outline, Passage, line_at
from spec.model import Act, Finding
from spec.rules import finding

YEAR = re.compile(r"\d{4}")
ADJACENT = 8
"""Characters between a date and the number that belongs to it: «2013 жылғы 4 наурыздағы № 62», «№ 702 от 26 июня»."""
MOST_WORDS = 10
LONGEST = 5000
"""Characters of a paragraph that may cite acts; a longer one is none."""


def act_lints(outline: Outline, act: Act) -> Iterator[Finding]:
    """The findings of every rule of this file."""
    yield from dates_of_cited_acts(outline, act)
    yield from mixed_scripts(outline)
    for clause in outline.clauses:
        yield from unclosed(clause, outline.language)


def _extent(outline: Outline) -> tuple[int, int]:
    """Where the text of the outline begins and ends in its source."""
    groups = [outline.head, *(regulation.lines for regulation in outline.regulations)]
    ends = [(lines[0].start, lines[-1].end) for lines in groups if lines]
    return min((start for start, _ in ends), default=0), max((end for _, end in ends), default=0)


def dates_of_cited_acts(outline: Outline, act: Act) -> Iterator[Finding]:
    """RG208 once an act: its number stands with one date here and there with another, of which one part differs.

    Beside the number, or, where a long title stands between, in the same paragraph.
    """
    own = {act.number, act.registration and act.registration.number, act.repeal and act.repeal.number}
    cited: dict[str, list[tuple[Passage, str | None, frozenset[str]]]] = {}
    for place in _paragraphs(outline):
        dates = find_dates(place.text, outline.language)
        everywhere = frozenset(date.iso for date in dates)
        for match in NUMBER.finditer(place.text) if dates else ():
            near = [
                date.iso
                for date in dates
                if 0 <= match.start() - date.end <= ADJACENT or 0 <= date.start - match.end() <= ADJACENT
            ]
            if match[1] not in own:
                mention = (place.part(match.start(), match.end()), near[0] if near else None, everywhere)
                cited.setdefault(match[1], []).append(mention)
    for number, mentions in cited.items():
        first, known = next(((place, date) for place, date, _ in mentions if date), (None, None))
        if first is None or known is None:
            continue
        for place, date, everywhere in mentions:
            other = date or next((each for each in sorted(everywhere) if _slip(each, known)), None)
            if other and other != known and _slip(other, known) and (date or known not in everywhere):
                before = where(first, outline.language)
                yield finding("RG208", where(place, outline.language), before, number=number, first=known, second=other)
                break


def _slip(one: str, two: str) -> bool:
    """Whether two ISO dates differ in one part only: the day, the month or the year."""
    return sum(a != b for a, b in zip(one.split("-"), two.split("-"), strict=True)) == 1


def _paragraphs(outline: Outline) -> Iterator[Passage]:
    """The paragraphs that hold «№» and a year."""
    start, end = _extent(outline)
    text = outline.source.text
    at = text.find("№", start, end)
    while at >= 0:
        first, last = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        last = last if 0 <= last < end else end
        if last - first < LONGEST and YEAR.search(text, first, last):
            yield Passage(outline.source, first, last, line_at(outline.source, first))
        at = text.find("№", last, end)


def mixed_scripts(outline: Outline) -> Iterator[Finding]:
    """RG258 once a text: words in which letters of another script stood, mended when the text was read."""
    start, end = _extent(outline)
    text = outline.source.text
    words: Counter[str] = Counter()
    places: list[Passage] = []
    last = -1
    for change in outline.source.mends:
        if not start <= change.start < end or change.start < last or change.was == "N":
            continue
        left, right = change.start, change.start + 1
        while left and text[left - 1].isalnum():
            left -= 1
        while right < end and text[right].isalnum():
            right += 1
        last = right
        if len(places) < MOST_WORDS:
            places.append(Passage(outline.source, left, right, line_at(outline.source, left)))
        words[text[left:right]] += 1
    if places:
        shown = [f"{word} ({count})" if count > 1 else word for word, count in words.most_common(MOST_WORDS)]
        said = "; ".join(shown) + ("; …" if len(words) > MOST_WORDS else "")
        spots = [where(place, outline.language) for place in places]
        yield finding("RG258", *spots, words=said, count=len(words))
