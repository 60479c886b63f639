"""A citation of an act → its parts: «постановлением акимата Улытауской области от 9 марта 2031 года № 58»."""

import re
from functools import cache, lru_cache
from typing import Literal, cast

from msgspec import Struct

from parser.dates import find_dates
from parser.headings import alternation
from parser.languages.lexicon import lexicon
from spec.model import Language

Kind = Literal["resolution", "order", "decision"]
NUMBER = re.compile(r"№\s*((?:[ҚК]Р\s+)?\w+(?:(?:(?<=[^\W\d])[^\S\n]?[-–](?=\d)|[-–/.])\w+)*)")
"""«№ 62», «№ А-11/464», «№ А -4/156», «№ ҚР ДСМ-12»; a full stop ends it unless more of the number follows."""
EDGES = ' \t\n\r,;.:–—-«»"“”()'


class Citation(Struct, frozen=True, gc=False):
    """What names an act: `issuer` as printed, `date` ISO, `number` as printed; start..end in the text that was read."""

    kind: Kind | None
    issuer: str | None
    date: str | None
    number: str | None
    start: int
    end: int


@lru_cache(maxsize=4096)
def read_citation(text: str, language: Language) -> Citation | None:
    """The first citation in `text`: a date and a number near the word for the kind of act. None where there is none."""
    number, dates = NUMBER.search(text), find_dates(text, language)
    if number is None and not dates:
        return None
    kinds = _kinds(language)
    first = min([number.start()] if number else [] + [d.start for d in dates[:1]])
    first = min(first, dates[0].start) if dates else first
    last = max([number.end()] if number else [0])
    last = max(last, dates[0].end) if dates and dates[0].start - first < 60 else last
    word = _nearest(kinds, text, first, last, language)
    if word is None:
        return None
    kind = cast(Kind, next(name for name, group in word.groupdict().items() if group))
    issuer = text[word.end() : first] if language == "ru" else text[: min(first, word.start())]
    issuer = re.sub(r"\s+(?:от|за)\s*$", "", " ".join(issuer.split())).strip(EDGES)
    near = next((d for d in dates if abs(d.start - first) < 60), None)
    start, end = (word.start(), last) if language == "ru" else (0, word.end())
    printed = re.sub(r"\s+(?=[-–])", "", " ".join(number[1].split())) if number else None
    return Citation(kind, issuer or None, near.iso if near else None, printed, start, end)


@cache
def _kinds(language: Language) -> re.Pattern[str]:
    table = lexicon(language)["act"]
    names = ("resolution", "order", "decision")
    return re.compile("|".join(rf"(?P<{name}>\b{alternation(table[name])}\w*)" for name in names), re.IGNORECASE)


def _nearest(kinds: re.Pattern[str], text: str, first: int, last: int, language: Language) -> re.Match[str] | None:
    """The word for the kind of act: before date and number in Russian, after them in Kazakh."""
    found = list(kinds.finditer(text))
    if language == "ru":
        return next((match for match in reversed(found) if match.end() <= first), None)
    return next((match for match in found if match.start() >= last), None)
