"""Stretches of time that a text states: «15 минут», «үш жұмыс күні ішінде», «от 3 до 5 раб. дн.», «в тот же день».

A number (digits, words in any case, a range) with a unit of time; «в тот же день», «не позднее следующего рабочего
дня» and «в течение дня» are one day. A week is written as seven days, half an hour as thirty minutes. A number after
«в течение» whose unit the act forgot keeps `unit` None.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from parser.languages import kazakh
from parser.languages.lexicon import lexicon
from parser.languages.timewords import Measure, is_ordinary, meaning_of, measure
from spec.model import Calendar, Language, Unit


class Span(Struct, frozen=True, gc=False):
    """A stretch of time stated at start..end of the text; `within` tells that only the upper bound is stated,
    `mended` where a misspelt word stands that was taken for a word of time."""

    start: int
    end: int
    min: float | None
    max: float
    unit: Unit | None
    calendar: Calendar | None
    within: bool
    mended: tuple[int, int] | None = None


@lru_cache(maxsize=16384)
def time_spans(text: str, language: Language) -> tuple[Span, ...]:
    """Where `text` states a length of time."""
    misread = _misread_words(text, language)
    if not misread and not _may_state(text.lower(), language):
        return ()
    found = [_span(match, text, language) for match in _pattern(language, misread).finditer(text)]
    spans = [span for span in found if span]
    for more in (_days(text, language), _one_unit(text, language)):
        spans += [span for span in more if not any(_overlap(span, other) for other in spans)]
    spans.sort(key=lambda span: span.start)
    return _joined(_share_units(spans, text), text, language)


def _joined(spans: tuple[Span, ...], text: str, language: Language) -> tuple[Span, ...]:
    """The spans with those made one that state one length of time together."""
    whole: list[Span] = []
    for span in spans:
        one = _together(whole[-1], span, text, language) if whole else None
        if one:
            whole[-1] = one
        else:
            whole.append(span)
    return tuple(whole)


def _together(before: Span, span: Span, text: str, language: Language) -> Span | None:
    """«1 минута 30 секунд» is 1.5 minutes, «от 3 дней до 5 дней» a range, «10 минут (десять минут)» said twice."""
    between = text[before.end : span.start].strip()
    if before.min is not None or span.min is not None or not before.unit:
        return None
    share = PARTS.get((before.unit, span.unit))
    if share and between in ("", "и", "және"):
        return replace(before, end=span.end, max=before.max + span.max / share)
    if span.unit != before.unit:
        return None
    if between == "(" and span.max == before.max:
        closed = text[span.end : span.end + 1] == ")"
        return replace(before, end=span.end + closed, calendar=before.calendar or span.calendar)
    if before.max < span.max and (between in ("-", "–", "—") or _from_to(before, span, text, between, language)):
        return replace(span, start=before.start, min=before.max)
    return None


def _from_to(before: Span, span: Span, text: str, between: str, language: Language) -> bool:
    """Whether the two are the ends of a range: «от 3 дней до 5 дней», «3 күннен 5 күнге дейін»."""
    words = lexicon(language)["deadlines"]
    if language == "ru":
        return between in words["until"] and text[: before.start].lower().rstrip().endswith(tuple(words["from"]))
    ablative = kazakh.case(text[before.start : before.end]) == "Abl"
    return ablative and not between and text[span.end :].lower().lstrip().startswith(tuple(words["until"]))


def _share_units(spans: list[Span], text: str) -> tuple[Span, ...]:
    """«15, 10 рабочих дней»: a number without a unit right before one that has it shares it; alone it needs «within»."""
    shared: list[Span] = []
    for span in reversed(spans):
        after = shared[-1] if shared else None
        if span.unit is None and after and after.unit and re.fullmatch(r"[\s,;/]*", text[span.end : after.start]):
            shared.append(replace(span, unit=after.unit, calendar=after.calendar))
        elif span.unit or span.within:
            shared.append(span)
    return tuple(reversed(shared))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _span(match: "re.Match[str]", text: str, language: Language) -> Span | None:
    if match["half"]:
        return Span(
            match.start("half"),
            match.end("half"),
            None,
            30,
            "minute",
            None,
            _within(match, match.end(), text, language),
        )
    high = number_of(match["number"], language)
    low = number_of(match["low"], language) if match["low"] else None
    if high is None or (low is not None and low > high):
        return None
    measured = measure(text, match.end(), language) or Measure(None, None, match.end())
    within = _within(match, measured.end, text, language)
    within = within and (measured.unit is not None or _unit_forgotten(match, measured.end, text, language))
    factor = 7 if measured.unit == "week" else 1
    start = match.start("low") if match["low"] else match.start("number")
    return Span(
        start,
        measured.end,
        low * factor if low is not None else None,
        high * factor,
        "day" if measured.unit == "week" else measured.unit,
        measured.calendar or ("calendar" if match["calendar_first"] else None),
        within,
        measured.mended,
    )


def _within(match: "re.Match[str]", end: int, text: str, language: Language) -> bool:
    """Whether a word such as «в течение», «ішінде» makes the number an upper bound."""
    if language == "ru":
        return bool(match["within"])
    after = re.split(r"[,;]", text[end : end + 24].lower())[0]
    return any(word in after for word in lexicon(language)["deadlines"]["within"])


def _unit_forgotten(match: "re.Match[str]", end: int, text: str, language: Language) -> bool:
    """«в течение двух;»: nothing follows the number that could be its unit; not «до 5 МБ»."""
    during = tuple(lexicon(language)["deadlines"]["during"])
    if language == "kk":
        return text[end:].lstrip().lower().startswith(during)
    opens = match["within"].lower().startswith((*during, "не позднее"))
    return opens and re.match(r"\s*(?:[;,.)]|$)", text[end:]) is not None


def number_of(written: str, language: Language) -> float | None:
    """The number that digits or number words mean, None for other words."""
    digits = re.match(r"\d+[ОоO]?(?:[.,]\d+)?", written)
    if digits:
        return float(digits[0].replace(",", ".").translate(LETTER_O))
    numbers = number_forms(language)
    whole = " ".join(written.lower().split())
    if whole in numbers:
        return numbers[whole]
    parts = [numbers.get(part) or misread_number(part, language) for part in whole.split()]
    return sum(part for part in parts if part) if parts and None not in parts else None


@cache
def number_forms(language: Language) -> dict[str, float]:
    table = lexicon(language)["deadlines"]["numbers"]
    return {form: float(value) for value, forms in table.items() for form in forms}


@lru_cache(maxsize=16384)
def misread_number(word: str, language: Language) -> float | None:
    """The number whose word has all letters of `word` but one: «тридцатн», «жирма»; None for a word of the language."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    numbers = number_forms(language)
    if len(word) < SHORTEST_MISREAD or word in numbers:
        return None
    near = process.extract(word, numbers.keys(), scorer=OSA.distance, score_cutoff=1, limit=6)
    values = {numbers[form] for form, _, _ in near if len(form) >= SHORTEST_MISREAD and form[0] == word[0]}
    return values.pop() if len(values) == 1 and not is_ordinary(word, language) else None


def _misread_words(text: str, language: Language) -> tuple[str, ...]:
    """The misspelt number words of `text` after which a unit stands."""
    found = {
        word[0].lower()
        for word in WORD.finditer(text)
        if misread_number(word[0].lower(), language) and _counted(text, word.end(), language)
    }
    return tuple(sorted(found))


def _counted(text: str, end: int, language: Language) -> bool:
    """Whether a unit of time stands after the number that ends at `end`, another number word perhaps between."""
    measured = measure(text, end, language)
    if measured is None or measured.unit is None:
        following = WORD.search(text, end)
        measured = (
            measure(text, following.end(), language) if following and following[0] in number_forms(language) else None
        )
    return measured is not None and measured.unit is not None


def _may_state(text: str, language: Language) -> bool:
    """A cheap test whether a text in small letters can state a length of time: a number, or one of the phrases."""
    phrases, numbers = _cues(language)
    words = WORD.findall(text)
    return any(word in numbers or word[0].isdigit() for word in words) or any(phrase in text for phrase in phrases)


PARTS: dict[tuple[Unit | None, Unit | None], int] = {("minute", "second"): 60, ("hour", "minute"): 60}
"""How many of the second unit make one of the first."""
WORD = re.compile(r"\w+")
LETTER_O = str.maketrans("ОоO", "000")
SHORTEST_MISREAD = 4
"""Letters that a number word must have before one of them may be wrong."""


@cache
def _cues(language: Language) -> tuple[tuple[str, ...], frozenset[str]]:
    table = lexicon(language)["deadlines"]
    numbers = {word for form in number_forms(language) for word in form.split()}
    return tuple(table["same_day"] + table["next_day"] + table["half_hour"] + table["during"]), frozenset(numbers)


@lru_cache(maxsize=256)
def _pattern(language: Language, misread: tuple[str, ...]) -> "re.Pattern[str]":
    """A number, a range of them or half an hour, before its unit; `misread` are further words that are numbers.

    Examples: «10 – 15 сек», «20 (жиырма) минут», «пятнадцати рабочих дней», «в течение двух», «1О минут»; not «№ 5».
    """
    table = lexicon(language)["deadlines"]
    words = "|".join(sorted((re.escape(w) for w in (*number_forms(language), *misread)), key=len, reverse=True))
    number = rf"(?:\d+(?:[ОоO](?=[\s(]))?(?:[.,]\d+)?|(?<!\w)(?:{words})(?:\s+(?:{words}))?(?!\w))"
    within = "|".join(map(re.escape, table["within"]))
    half = "|".join(map(re.escape, table["half_hour"]))
    calendar = "|".join(re.escape(word) for word in table["calendar"] if not word.endswith("."))
    ending = r"(?:(?:\s?-)?(?:нан|нен|дан|ден|тан|тен|ке|ға|ге|қа|х|ти|ми|и|го|ух)(?!\w))?"
    before = rf"(?:(?P<within>(?<!\w)(?:{within})(?:\s+чем)?)\s+)?" if language == "ru" else ""
    return re.compile(
        rf"""{before}(?<![\w.])(?<!№)(?<!№\s)
             (?: (?P<half>(?:{half})(?!\w)) |
                 (?:(?P<low>{number})(?:{ending}\s*(?:[-–—]{{1,2}}|…|\.{{2,3}}|до|-дан|ден)\s*|-?(?:[нтд][ае]н)\s+))?
                 (?:(?P<calendar_first>(?:{calendar})\w*)\s+)?
                 (?P<number>{number}){ending}
                 (?:\s*\((?:[^)]{{1,40}}\)|\s*{number}))?
             )""",
        re.VERBOSE | re.IGNORECASE,
    )


def _days(text: str, language: Language) -> Iterator[Span]:
    """«в тот же день», «не позднее следующего рабочего дня»: one day."""
    lowered = text.lower()
    table = lexicon(language)["deadlines"]
    for key, calendar in (("next_day", "working"), ("same_day", None)):
        for phrase in table[key]:
            start = lowered.find(phrase)
            if start >= 0:
                yield Span(start, start + len(phrase), None, 1, "day", cast(Calendar | None, calendar), True)
                break


def _one_unit(text: str, language: Language) -> Iterator[Span]:
    """«в течение рабочего дня», «сағат ішінде»: one unit of time."""
    for during in _during(language).finditer(text):
        if language == "ru":
            start = during.end() + 1
        else:
            words = list(re.finditer(r"[^\s,;()]+", text[: during.start()]))[-3:]
            names = [meaning_of(word[0], language) for word in words]
            first = len(words) - 1 - (len(words) > 1 and names[-2].calendar is not None) if words else 0
            if not words or names[-1].unit is None or (first and _is_number(words[first - 1][0], language)):
                continue
            start = words[first].start()
        measured = measure(text, start, language)
        if measured and measured.unit and not measured.mended:
            factor = 7 if measured.unit == "week" else 1
            unit = "day" if measured.unit == "week" else measured.unit
            yield Span(start, measured.end, None, factor, unit, measured.calendar, True)


def _is_number(word: str, language: Language) -> bool:
    """Whether a word is a number, or may be one that a scan has spoilt."""
    return (
        any(letter.isdigit() for letter in word)
        or word.lower() in number_forms(language)
        or len(word) < SHORTEST_MISREAD
    )


@cache
def _during(language: Language) -> "re.Pattern[str]":
    return re.compile(rf"(?<!\w)(?:{'|'.join(lexicon(language)['deadlines']['during'])})(?!\w)", re.IGNORECASE)
