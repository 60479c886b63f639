"""Words of time after a number: «рабочих дней», «раб. дн.», «р/д», «жұмыс күні», «мин.», and what scans make of them.

An entry of the lexicon is the beginning of a word, or an abbreviation where it ends with a dot. A beginning of less than
five letters (час, күн) needs an ending of the language after it; a longer one may have one letter wrong.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct

from parser.languages import kazakh, russian
from parser.languages.lexicon import lexicon
from spec.model import Calendar, Language

Measured = Literal["second", "minute", "hour", "day", "month", "week"]
UNITS: tuple[Measured, ...] = ("second", "minute", "hour", "day", "month", "week")
CALENDARS: tuple[Calendar, ...] = ("working", "calendar")
SURE = 5
"""Letters that a beginning must have before its ending does not matter and one letter of it may be wrong."""
LONGEST_ENDING = 3
"""Letters that a scan may part from the end of a word: «рабоч их»."""
REST = 7
"""Letters that may follow such a beginning."""

ALONE = ("", ".", ",", ";", ")", "\t", "\n")
"""What follows a unit of one letter: «5 с.», not «5 с половиной»."""
WORD = re.compile(r"[\s-]*[–-]?\s*([^\W\d_]+)")
RUSSIAN_ENDING = re.compile(
    r"(?:н?(?:ый|ого|ому|ым|ом|ых|ыми|ая|ой|ую|ое|ые)|а|у|е|и|ы|ю|я|ь|ов|ев|ей|ам|ям|ем|ах|ях|ами|ями|ёв|ий)?"
)
KAZAKH_ENDING = re.compile(
    r"(?:[лдт][ыи]к(?:т[ыи])?)?(?:[лдт][ае]р)?(?:с?[ыи])?(?:н?[ыи]н|[ндт][ыи]н?|[кн][ае]|н|н?[дт][ае](?:к[ыи])?|[ндт][ае]н"
    r"|[мб]ен)?"
)


class Measure(Struct, frozen=True, gc=False):
    """The words of time that end at `end`; `unit` is None where only «рабочих» is left. `mended` is the place of a
    misspelt word."""

    unit: Measured | None
    calendar: Calendar | None
    end: int
    mended: tuple[int, int] | None = None


class Meaning(Struct, frozen=True, gc=False):
    """What one word may mean: a unit, a calendar, or nothing; and whether a letter of it had to be mended."""

    unit: Measured | None = None
    calendar: Calendar | None = None
    mended: bool = False


NOTHING = Meaning()


def measure(text: str, start: int, language: Language) -> Measure | None:
    """The unit, with the calendar of its days, that stands in `text` right after a number that ends at `start`."""
    short = _short(language).match(text, start)
    if short:
        return Measure("day", "working" if short["working"] else "calendar", short.end())
    calendar: Calendar | None = None
    mended = None
    words = list(_words(text, start))
    for first, last, meaning in _read_words(words, language):
        place = (words[first][1], words[last][2])
        if calendar and not meaning.unit and _is_day(words[first][0], language):
            meaning = Meaning("day", None, True)
        mended = place if meaning.mended else mended
        if meaning.unit:
            end = _past_dot(text, place[1])
            after = _bracketed(language).match(text, end) if calendar is None else None
            if after:
                calendar, end = ("working" if after["working"] else "calendar"), after.end()
            return Measure(meaning.unit, calendar, end, mended)
        if meaning.calendar is None or calendar:
            break
        calendar = meaning.calendar
    return Measure(None, calendar, words[0][2]) if calendar and not mended else None


def _read_words(words: list[tuple[str, int, int]], language: Language) -> Iterator[tuple[int, int, Meaning]]:
    """The meanings of the words, each with the indexes of its first and last: a word may be broken in two («ми нут»)."""
    index = 0
    while index < len(words):
        meaning = meaning_of(words[index][0], language)
        rest = words[index + 1][0] if index + 1 < len(words) else ""
        whole = meaning_of(words[index][0] + rest, language) if rest else NOTHING
        broken = meaning is NOTHING or (meaning == whole and len(rest) <= LONGEST_ENDING)
        if broken and whole is not NOTHING and not whole.mended and meaning_of(rest, language) is NOTHING:
            yield index, index + 1, Meaning(whole.unit, whole.calendar, True)
            index += 2
        else:
            yield index, index, meaning
            index += 1


def _words(text: str, start: int) -> Iterator[tuple[str, int, int]]:
    """Up to four words from `start` on that only blanks, dashes, dots and slashes part, each with its place."""
    for _ in range(4):
        found = WORD.match(text, start)
        if not found or (len(found[1]) == 1 and text[found.end() : found.end() + 1] not in ALONE):
            return
        yield found[1], found.start(1), found.end(1)
        start = _past_dot(text, found.end(1))


def _past_dot(text: str, at: int) -> int:
    return at + 1 if text[at : at + 1] == "." and not text[at + 1 : at + 2].isdigit() else at


@lru_cache(maxsize=16384)
def meaning_of(word: str, language: Language) -> Meaning:
    """What a word of time means; the longest entry that it begins with decides."""
    folded = _fold(word, language)
    best, length = NOTHING, 0
    for entry, meaning in _entries(language):
        if len(entry.rstrip(".")) > length and _is(folded, entry, language):
            best, length = meaning, len(entry.rstrip("."))
    if best is not NOTHING or len(folded) < SURE or is_ordinary(word, language):
        return best
    near = {meaning for entry, meaning in _entries(language) if _nearly(folded, entry)}
    if len(near) != 1:
        return NOTHING
    (meaning,) = near
    return Meaning(meaning.unit, meaning.calendar, True)


def _is(folded: str, entry: str, language: Language) -> bool:
    if entry.endswith("."):
        return folded == entry[:-1]
    if not folded.startswith(entry):
        return False
    rest = folded[len(entry) :]
    if len(entry) >= SURE:
        return len(rest) <= REST
    return (KAZAKH_ENDING if language == "kk" else RUSSIAN_ENDING).fullmatch(rest) is not None


def _nearly(folded: str, entry: str) -> bool:
    """Whether a word begins with the entry but for one letter wrong, lost or added; its first letter is right."""
    from rapidfuzz.distance import OSA

    if entry.endswith(".") or len(entry) < SURE or folded[0] != entry[0]:
        return False
    lengths = range(len(entry) - 1, len(entry) + 2)
    return any(len(folded) - n <= REST and OSA.distance(folded[:n], entry, score_cutoff=1) <= 1 for n in lengths)


def _is_day(word: str, language: Language) -> bool:
    """Whether a word after «рабочих», «жұмыс» is a day with a letter wrong: «дпей», «күиі»."""
    from rapidfuzz.distance import OSA

    folded = _fold(word, language)
    forms = [entry for entry, meaning in _entries(language) if meaning.unit == "day" and not entry.endswith(".")]
    if language == "ru":
        return any(len(form) > 3 and OSA.distance(folded, form, score_cutoff=1) <= 1 for form in forms)
    return any(
        OSA.distance(folded[: len(form)], form, score_cutoff=1) <= 1
        and KAZAKH_ENDING.fullmatch(folded[len(form) :]) is not None
        for form in forms
        if len(form) == 3
    )


def is_ordinary(word: str, language: Language) -> bool:
    """Whether a word is one of the language, and so no misspelt word of time."""
    if language == "ru":
        return russian.word(word).known
    return kazakh.stem(word) in {kazakh.stem(each) for each in lexicon("kk")["ordinary"]["words"]}


def _fold(word: str, language: Language) -> str:
    return kazakh.fold(word) if language == "kk" else word.lower().replace("ё", "е")


@cache
def _entries(language: Language) -> tuple[tuple[str, Meaning], ...]:
    table = lexicon(language)["deadlines"]
    told = [(word, Meaning(unit)) for unit in UNITS for word in table[unit]]
    told += [(word, Meaning(None, calendar)) for calendar in CALENDARS for word in table[calendar]]
    return tuple((_fold(word, language), meaning) for word, meaning in told)


@cache
def _short(language: Language) -> "re.Pattern[str]":
    """Initials of both words: «5 р.д.», «3 к. д.», «5 р/д», «5 ж/к»; not «5 р.»."""
    table = lexicon(language)["deadlines"]
    kinds = {
        calendar: "|".join(r"\s?[./]\s?".join(map(re.escape, initials)) for initials in table[f"{calendar}_day"])
        for calendar in CALENDARS
    }
    return re.compile(
        rf"\s*(?:(?P<working>{kinds['working']})|(?P<calendar>{kinds['calendar']}))(?!\w)\.?", re.IGNORECASE
    )


@cache
def _bracketed(language: Language) -> "re.Pattern[str]":
    """The calendar in brackets after the unit: «5 дней (рабочих)»."""
    kinds = {
        calendar: "|".join(
            re.escape(word) for word in lexicon(language)["deadlines"][calendar] if not word.endswith(".")
        )
        for calendar in CALENDARS
    }
    return re.compile(
        rf"\s*\((?:(?P<working>(?:{kinds['working']})\w*)|(?P<calendar>(?:{kinds['calendar']})\w*))\)", re.IGNORECASE
    )
