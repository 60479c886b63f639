"""Who signed an act and who agreed to it (қол қойған, келіскен / подписал, согласовал), and whether both texts say the same.

The names stand after the act's own clauses: «Облыс әкімі Қ. Сабитов», «Аким области Сабитов К.», or in a line of their own.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from parser.headings import headings
from parser.issuers import fold
from parser.values import Outline, Passage
from spec.model import Finding, Language, Where
from spec.rules import finding

NAME = re.compile(
    r"""(?<![^\W_])(?:
        (?:[^\W\d_]\.\s?){1,2}(?P<after>[^\W\d_]{3,}(?:-[^\W\d_]+)?)
      | (?P<before>[^\W\d_]{3,}(?:-[^\W\d_]+)?)\s(?:[^\W\d_]\.\s?){1,2}
    )\s*$""",
    re.VERBOSE,
)
LIKE = 0.6
"""Share of letters from which on two surnames are one, spelt in two languages (Бозымбаев, Бозумбаев)."""

Role = Literal["signatory", "agreed_by"]
ROLES: tuple[Role, ...] = ("signatory", "agreed_by")


class Signature(Struct, frozen=True, gc=False):
    """A name under an act, as printed, and what who bears it did."""

    role: Role
    name: str
    surname: str
    place: Passage


def signatures(outline: Outline) -> tuple[Signature, ...]:
    """The names under the act's own clauses, in the order of the text."""
    agreed, end = headings(outline.language).agreed, outline.clauses[-1].whole.end if outline.clauses else None
    role: Role = "signatory"
    found = []
    for line in outline.head if end is not None else ():
        if line.start < (end or 0):
            continue
        text = outline.source.text[line.start : line.end]
        role = "agreed_by" if agreed.match(text) else role
        if match := NAME.search(text):
            place = Passage(outline.source, line.start + match.start(), line.start + match.end(), line.number)
            found.append(Signature(role, match[0].strip(), match["after"] or match["before"], place))
    return tuple(found)


def compare_signatures(signed: Mapping[Language, tuple[tuple[Signature, ...], str]]) -> Iterator[Finding]:
    """RG289 for each name that is another person's in the other language; `signed` are the names of each text of an act
    and the id of its source."""
    if len(signed) < 2:
        return
    (kazakh, s_kk), (russian, s_ru) = signed["kk"], signed["ru"]
    for role in ROLES:
        for kk, ru in zip(_of(kazakh, role), _of(russian, role), strict=False):
            if not _one_person(kk.surname, ru.surname):
                places = (_where(kk.place, "kk", s_kk), _where(ru.place, "ru", s_ru))
                yield finding("RG289", *places, fact=role, kk=kk.name, ru=ru.name)


def _of(names: tuple[Signature, ...], role: Role) -> list[Signature]:
    return [each for each in names if each.role == role]


def _one_person(kk: str, ru: str) -> bool:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.normalized_similarity(fold(kk), fold(ru)) >= LIKE


def _where(place: Passage, language: Language, source: str) -> Where:
    return Where(language=language, source=source, start=place.start, end=place.end, line=place.line)
