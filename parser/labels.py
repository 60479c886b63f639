"""The act's own label of a step: «процесс 4 – …», «2-шарт – …», «№ 1 шарт», «Процесс 1.», «1-ші үдеріс».

A label is a word for process (үдеріс / процесс) or condition (шарт / условие) with a number on either side.
"""

from functools import cache, lru_cache
from typing import Literal

import regex
from msgspec import Struct

from parser.languages.lexicon import lexicon
from spec.model import Language


class Label(Struct, frozen=True, gc=False):
    """A label read off the start of a sentence: its kind, its number (None where the act left it out), the offset at
    which the sentence goes on, and the word as printed where it had to be mended."""

    kind: Literal["process", "condition"]
    number: int | None
    end: int
    mended: str | None = None


@cache
def _pattern(language: Language) -> "regex.Pattern[str]":
    """Examples: «процесс 4 – оплата», «Условие № 2. Проверка», «3 үдеріс - …», «1-ші шарт: …»; not «процесс ввода …»."""
    ordinals = "|".join(lexicon(language)["labels"]["ordinal"])
    number = rf"(?:№\s*)?(?P<{{}}>\d{{{{1,3}}}})(?:\s*[-–]?\s*(?:{ordinals})\b)?"
    return regex.compile(
        rf"""[\s«"(|]* (?:{number.format("before")} \s* [-–—.]? \s*)?
             (?P<word>[^\W\d_]{{4,12}}) \b
             (?: \s* [-–]? \s* {number.format("after")} (?![\d/]) )?
             (?P<close> (?: \s* (?: [-–—:»")]+ | \.(?!\d) ) )+ )?""",
        regex.VERBOSE | regex.IGNORECASE,
    )


@lru_cache(maxsize=4096)
def read_label(text: str, language: Language) -> Label | None:
    """The label at the start of `text`, or None. A number is required unless the word is followed by a dash."""
    found = _pattern(language).match(text)
    if not found:
        return None
    kind, mended = _kind(found["word"], language)
    number = found["before"] or found["after"]
    if kind is None or not (number or (found["close"] and not mended)):
        return None
    if not (found["close"] or found["before"] or text[found.end() : found.end() + 1].isspace()):
        return None
    return Label(kind, int(number) if number else None, found.end() + _blank(text, found.end()), mended)


def _blank(text: str, start: int) -> int:
    return len(text) - start - len(text[start:].lstrip())


@lru_cache(maxsize=1024)
def _kind(word: str, language: Language) -> tuple[Literal["process", "condition"] | None, str | None]:
    """The kind that `word` names, with at most one letter in five wrong; and the word itself where it is misspelt."""
    from rapidfuzz.distance import Levenshtein

    folded = word.lower()
    best: tuple[int, Literal["process", "condition"] | None] = (99, None)
    kinds: tuple[Literal["process", "condition"], ...] = ("process", "condition")
    for kind in kinds:
        for known in lexicon(language)["labels"][kind]:
            distance = Levenshtein.distance(folded, known)
            if distance <= max(1, len(known) // 5) and distance < best[0]:
                best = (distance, kind)
    return best[1], word if best[0] else None
