"""The act's own label of a step: «процесс 4 – …», «2-шарт – …», «№ 1 шарт», «Процесс 1.», «1-ші үдеріс», «екінші шарт».

A label is a word for process (үдеріс / процесс) or condition (шарт / условие) with a number on either side, in digits,
written out or Roman.
"""

from functools import cache, lru_cache
from typing import Literal

import regex
from msgspec import Struct, structs

from parser.languages.lexicon import lexicon
from spec.model import Language

Kind = Literal["process", "condition"]
KINDS: tuple[Kind, ...] = ("process", "condition")


class Label(Struct, frozen=True, gc=False):
    """A label read off the start of a sentence: its kind, its number (None where the act left it out), the offset at
    which the sentence goes on, and the word as printed where it had to be mended."""

    kind: Kind
    number: int | None
    end: int
    mended: str | None = None


OPEN = r'[\s«"(|]*'
CLOSE = r'(?P<close> (?: \s* (?: [-–—:»")]+ | \.(?!\d) ) )+ )?'
CLOSING = regex.compile(r"\s*\((?P<label>[^()]{5,25})\)[\s.;]*$")
WRITTEN_OUT = [
    regex.compile(rf"{OPEN} (?P<words> [^\W\d_]+ (?: [^\S\n]+ [^\W\d_]+ ){{{count}}} ) (?!\w) {CLOSE}", regex.VERBOSE)
    for count in (1, 2)
]
ROMAN = regex.compile(r"(?=.)X{0,3}(?:IX|IV|V?I{0,3})")
ROMAN_LETTERS = str.maketrans({"І": "I", "Х": "X"})
ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
SHORTEST_MENDED = 6
"""Letters that an ordinal must have before one of them may be wrong."""


@cache
def _pattern(language: Language) -> "regex.Pattern[str]":
    """Examples: «процесс 4 – оплата», «Условие № 2. Проверка», «3 үдеріс - …», «1-ші шарт: …», «условие (1) – …»; not
    «процесс ввода …»."""
    ordinals = "|".join(lexicon(language)["labels"]["ordinal"])
    number = rf"(?:№\s*)?(?P<{{}}>\d{{{{1,3}}}})(?:\s*[-–]?\s*(?:{ordinals})\b)?"
    return regex.compile(
        rf"""{OPEN} (?:{number.format("before")} \s* [-–—.]? \s*)?
             (?P<word>[^\W\d_]{{3,12}}) \b
             (?: \s* [-–]? \s* (?P<paren>\()? {number.format("after")} (?![\d/]) (?(paren) \s* \) ) )?
             {CLOSE}""",
        regex.VERBOSE | regex.IGNORECASE,
    )


@lru_cache(maxsize=4096)
def read_label(text: str, language: Language) -> Label | None:
    """The label at the start of `text`, or None. A number is required unless the word is followed by a dash."""
    found = _pattern(language).match(text)
    kind, mended = _kind(found["word"], language) if found else (None, None)
    number = (found["before"] or found["after"]) if found else None
    if not found or kind is None or not (number or (found["close"] and not mended)):
        return _written_out(text, language)
    if not (found["close"] or found["before"] or text[found.end() : found.end() + 1].isspace()):
        return None
    return Label(kind, int(number) if number else None, found.end() + _blank(text, found.end()), mended)


def read_closing_label(text: str, language: Language) -> tuple[Label, int] | None:
    """The label in brackets that closes `text` («ввод пароля (процесс 1)», «тексеру (1-шарт)»), and where the sentence
    before it ends; None without a number."""
    found = CLOSING.search(text)
    label = read_label(f"{found['label']} –", language) if found else None
    if not found or label is None or label.number is None or label.mended or label.end < len(found["label"]):
        return None
    return structs.replace(label, end=0), found.start()


@cache
def _action_label(language: Language) -> "regex.Pattern[str]":
    words = "|".join(map(regex.escape, lexicon(language)["labels"]["action"]))
    number = r"(?:№\s*)?\d{1,3}"
    return regex.compile(
        rf"{OPEN} (?: {number} \s* [-–]? \s* (?:{words}) | (?:{words}) \s* {number} ) \s* [-–—:.)]+ (?!\d) \s*",
        regex.VERBOSE | regex.IGNORECASE,
    )


def after_action_label(text: str, language: Language) -> int:
    """Where a sentence goes on after «действие 3 – », «3-іс-қимыл – »: an action that the act numbers; else 0."""
    found = _action_label(language).match(text)
    return found.end() if found else 0


def _written_out(text: str, language: Language) -> Label | None:
    """The label whose number is a word: «первый процесс – …», «Шаг второй.», «он бірінші үдеріс: …», «II условие – …»;
    not «екінші дана …», «процесс первой проверки»."""
    for pattern in WRITTEN_OUT:
        found = pattern.match(text)
        if not found:
            return None
        *before, last = first, *after = found["words"].split()
        for number_words, kind_word in ((before, last), (after, first)):
            number = _ordinal(tuple(number_words), language)
            kind, mended = _kind(kind_word, language) if number else (None, None)
            if kind and (found["close"] or (kind_word is last and not mended)):
                return Label(kind, number, found.end() + _blank(text, found.end()), mended)
    return None


@lru_cache(maxsize=1024)
def _ordinal(words: tuple[str, ...], language: Language) -> int | None:
    """The number that one or two words mean: «первое», «жиырма бірінші», «II»."""
    *tens, last = words
    roman = last.translate(ROMAN_LETTERS)
    if not tens and ROMAN.fullmatch(roman):
        return _roman(roman)
    whole = _closest(" ".join(words).lower(), language)
    number = whole or _closest(last.lower(), language)
    if whole or not tens or not number:
        return number
    table = lexicon(language)["deadlines"]["numbers"]
    ten = next((int(value) for value, forms in table.items() if tens[0].lower() in forms), 0)
    return ten + number if ten and ten % 10 == 0 and number < 10 else None


def _closest(word: str, language: Language) -> int | None:
    """The number of the ordinal that `word` is, or of the only one from which a letter parts it."""
    from rapidfuzz.distance import Levenshtein

    table = {form: int(value) for value, forms in lexicon(language)["labels"]["ordinals"].items() for form in forms}
    if word in table or len(word) < SHORTEST_MENDED:
        return table.get(word)
    near = {number for form, number in table.items() if Levenshtein.distance(word, form, score_cutoff=1) <= 1}
    return near.pop() if len(near) == 1 else None


def _roman(letters: str) -> int:
    values = [ROMAN_VALUES[letter] for letter in letters]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def _blank(text: str, start: int) -> int:
    return len(text) - start - len(text[start:].lstrip())


@lru_cache(maxsize=1024)
def _kind(word: str, language: Language) -> tuple[Kind | None, str | None]:
    """The kind that `word` names, with at most one letter in five wrong; and the word itself where it is misspelt."""
    from rapidfuzz.distance import Levenshtein

    folded = word.lower()
    best: tuple[int, Kind | None] = (99, None)
    for kind in KINDS:
        for known in lexicon(language)["labels"][kind]:
            distance = Levenshtein.distance(folded, known)
            if distance <= (len(known) > 3 and max(1, len(known) // 5)) and distance < best[0]:
                best = (distance, kind)
    return best[1], word if best[0] else None
