"""Numbers that a text writes in figures and in words: «5 (пять) дней», «үш (3) жұмыс күні»."""

import re
from collections.abc import Iterator
from functools import lru_cache

from parser.lints import operative, where
from parser.timespans import number_of
from parser.values import Regulation
from spec.model import Finding, Language
from spec.rules import finding

FIGURE_FIRST = re.compile(r"(?<![\w.,/№-])(?<!№\s)(\d{1,3})\s?\(\s?([^\W\d_]+(?:\s[^\W\d_]+)?)\s?\)")
WORD_FIRST = re.compile(r"\(\s?(\d{1,3})\s?\)")
WORDS_BEFORE = re.compile(r"[^\W\d_]+(?:\s[^\W\d_]+)?\s?$")
EITHER: tuple[Language, ...] = ("kk", "ru")
REACH = 40
"""Characters before a figure in brackets that may be its words."""


def figures_in_words(regulation: Regulation) -> Iterator[Finding]:
    """RG238 for each number whose figure and word differ: «5 (три) дня», «он (15) минут»; not «пункт 5 (далее)»."""
    for place in operative(regulation):
        for start, end, figure, word in _unequal(place.text):
            yield finding("RG238", where(place.part(start, end), regulation.language), figure=figure, word=word)


@lru_cache(maxsize=4096)
def _unequal(text: str) -> tuple[tuple[int, int, str, str], ...]:
    """Where a figure stands beside another number in words: start, end, figure, words."""
    found = []
    for match in FIGURE_FIRST.finditer(text):
        value = _value(match[2])
        if value is not None and value != int(match[1]):
            found.append((*match.span(), match[1], " ".join(match[2].split())))
    for match in WORD_FIRST.finditer(text):
        before = WORDS_BEFORE.search(text, max(0, match.start() - REACH), match.start())
        if before is None:
            continue
        both = before[0].split()
        words = next((w for w in (both, both[-1:]) if _value(" ".join(w)) is not None), None)
        if words and _value(" ".join(words)) != int(match[1]):
            start = match.start() - len(before[0]) + before[0].rindex(words[0])
            found.append((start, match.end(), match[1], " ".join(words)))
    return tuple(sorted(found))


def _value(words: str) -> float | None:
    """The number that words mean in either language: typists leave the Russian word in a Kazakh text."""
    values = (number_of(words, language) for language in EITHER)
    return next((value for value in values if value is not None), None)
