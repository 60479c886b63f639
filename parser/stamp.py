"""The head of an act, put together from its lines and cut: the act itself, its registration, its repeal, its notes."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from msgspec import Struct

from parser.citations import read_citation
from parser.dates import find_dates
from parser.headings import alternation, headings
from parser.languages.lexicon import lexicon
from parser.values import Outline, Passage
from spec.model import Language

EDGES = " \t\n.,;:–—-"
LONG_LINE = 50
"""Characters of a line that may have been broken where the file's lines end."""


class Stamp(Struct, frozen=True, gc=False):
    """What the head of an act says of it: the pieces of text, None where there is none."""

    act: Passage | None
    registered: Passage | None
    repealed: Passage | None
    notes: tuple[Passage, ...]


class Words(Struct, frozen=True, gc=False):
    registered: re.Pattern[str]
    registered_last: re.Pattern[str]
    repealed: re.Pattern[str]
    amended: re.Pattern[str]
    title_first: re.Pattern[str]
    title_last: re.Pattern[str]
    sentence_end: re.Pattern[str]
    opens: re.Pattern[str]


@cache
def words_of(language: Language) -> Words:
    table = lexicon(language)["act"]

    def any_of(key: str, template: str = "WORDS") -> re.Pattern[str]:
        return re.compile(template.replace("WORDS", alternation(table[key])), re.IGNORECASE)

    kinds = alternation([*table["resolution"], *table["order"], *table["decision"]])
    return Words(
        registered=any_of("registered", r"\bWORDS\w*"),
        registered_last=any_of("registered_last", r"\bWORDS\w*"),
        repealed=any_of("repealed", r"\bWORDS\w*(?:\s+силу)?"),
        amended=any_of("amended", r"\bWORDS\w*"),
        title_first=any_of("title_first", r"[\s«\"“]*WORDS\b"),
        title_last=any_of("title_last", r"\bWORDS[\s.»\"”]*$"),
        sentence_end=re.compile(rf"\b{kinds}\w*\.\s*", re.IGNORECASE),
        opens=re.compile(rf"{kinds}|{alternation(lexicon(language)['outline']['note'])}", re.IGNORECASE),
    )


def head_of(outline: Outline) -> Iterator[Passage]:
    """The paragraphs of the head before the act's first clause; lines that were broken are put together again."""
    source, first = outline.source, outline.clauses[0].whole.start if outline.clauses else None
    pending: Passage | None = None
    last = 0
    for index, line in enumerate(outline.head):
        if first is not None and line.end >= first:
            break
        piece = source.text[line.start : line.end]
        bare = piece.strip()
        if not bare:
            continue
        start = line.start + piece.index(bare[0])
        here = Passage(source, start, start + len(bare), line.number)
        if pending and _goes_on(pending, here, index - last, outline.language):
            pending = Passage(source, pending.start, here.end, pending.line)
        else:
            if pending:
                yield pending
            pending = here
        last = index
    if pending:
        yield pending


def _goes_on(before: Passage, here: Passage, distance: int, language: Language) -> bool:
    """Whether a line of the head goes on with the line before it."""
    words, text = words_of(language), before.text
    if text[-1] in ".:;!" or distance > 2 or words.title_last.search(text):
        return False
    if here.text[0].islower() or here.text[0] in "№0123456789" or text[-1] in ",-–—":
        return True
    if any(pattern.match(here.text) for pattern in (words.opens, words.registered, words.repealed, words.title_first)):
        return False
    return distance == 1 and len(text) - text.rfind("\n") > LONG_LINE


def read_stamp(paragraphs: tuple[Passage, ...], language: Language) -> Stamp:
    """The stamp in the head, cut into what the act is, its registration and its repeal."""
    words, notes = words_of(language), headings(language)
    act = registered = repealed = None
    found: list[Passage] = []
    for paragraph in paragraphs:
        text = paragraph.text
        if notes.note.match(text):
            found.append(paragraph)
            continue
        end = words.repealed.search(text)
        if end and repealed is None and (find_dates(text[end.end() :], language) or "№" in text[end.end() :]):
            repealed = paragraph.part(end.start(), len(text))
        rest = text[: end.start()] if end else text
        place = _registered(rest, language)
        if place and registered is None:
            registered = paragraph.part(*place)
            rest = rest[: place[0]]
        if act is None and rest.strip() and _names_act(rest, language):
            act = paragraph.part(0, len(rest.rstrip()))
    return Stamp(act, registered, repealed, tuple(found))


@lru_cache(maxsize=1024)
def _registered(text: str, language: Language) -> tuple[int, int] | None:
    """Where the sentence on registration stands: it begins with its word in Russian and ends with it in Kazakh."""
    words = words_of(language)
    first = words.registered.search(text)
    if first:
        return first.start(), len(text.rstrip(EDGES))
    last = words.registered_last.search(text)
    if not last:
        return None
    before = words.sentence_end.search(text, 0, last.start())
    return before.end() if before else 0, last.end()


def _names_act(text: str, language: Language) -> bool:
    """Whether a paragraph names the act itself: its kind stands first («Постановление …») or last («… № 62 қаулысы.»)."""
    cited = read_citation(text, language)
    if cited is None or not (cited.date and cited.number):
        return False
    if language == "ru":
        return not text[: cited.start].strip(EDGES + '«"') or cited.start < 15
    return not text[cited.end :].strip(EDGES + '»"')
