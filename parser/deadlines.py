"""How long a step may take, as a passage states it (орындалу мерзімі / срок исполнения).

A number (digits, words in any case, a range) with a unit of time; «в тот же день» and «не позднее следующего рабочего
дня» are one day. A week is written as seven days, half an hour as thirty minutes. A number after «в течение» whose unit
the act forgot keeps `unit` None.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal, cast

from msgspec import Struct
from msgspec.structs import replace

from parser.languages.lexicon import lexicon
from parser.values import Passage
from spec.model import Calendar, Deadline, Language, Statement, Unit, Variant

UNITS = ("second", "minute", "hour", "day", "month", "week")
VARIANTS: tuple[Variant, ...] = ("refusal", "duplicate", "reissue", "issue")


class Span(Struct, frozen=True, gc=False):
    """A stretch of time stated at start..end of the text; `within` tells that only the upper bound is stated."""

    start: int
    end: int
    min: float | None
    max: float
    unit: Unit | None
    calendar: Calendar | None
    within: bool


def read_deadlines(passage: Passage, language: Language, by: Literal["text", "table"]) -> tuple[Deadline, ...]:
    """The deadlines of `passage`, in order. In a table a single value is both bounds; in a sentence it is the upper one."""
    deadlines = []
    for span in time_spans(passage.text, language):
        low = span.min
        if low is None and by == "table" and not span.within:
            low = span.max
        stated = Statement(language, by, passage.part(span.start, span.end).span)
        deadlines.append(Deadline(low, span.max, span.unit, span.calendar, None, by, (stated,)))
    return tuple(deadlines)


def assign_variants(deadlines: tuple[Deadline, ...], result: str, language: Language) -> tuple[Deadline, ...]:
    """The deadlines with the variant that each belongs to, by the order in which `result` names as many variants; as
    they are where the numbers differ."""
    words = lexicon(language)["table"]["variants"]
    named = [
        _variant(part, words) for part in re.split(r"[,;/]|\s(?:или|либо|и|немесе|және)\s", result) if part.strip()
    ]
    if len(deadlines) < 2 or len(named) != len(deadlines) or len(set(named)) != len(named):
        return deadlines
    return tuple(replace(deadline, for_=variant) for deadline, variant in zip(deadlines, named, strict=True))


def _variant(text: str, words: dict[str, list[str]]) -> Variant:
    lowered = text.lower()
    return next((v for v in VARIANTS[:3] if any(word in lowered for word in words[v])), "issue")


@lru_cache(maxsize=16384)
def time_spans(text: str, language: Language) -> tuple[Span, ...]:
    """Where `text` states a length of time."""
    if not _may_state(text.lower(), language):
        return ()
    found = [_span(match, text, language) for match in _pattern(language).finditer(text)]
    spans = [span for span in found if span]
    spans += [span for span in _days(text, language) if not any(_overlap(span, other) for other in spans)]
    spans.sort(key=lambda span: span.start)
    return _add_up(_share_units(spans, text), text)


def _add_up(spans: tuple[Span, ...], text: str) -> tuple[Span, ...]:
    """«1 минута 30 секунд» is one length of time: 1.5 minutes."""
    whole: list[Span] = []
    for span in spans:
        before = whole[-1] if whole else None
        share = PARTS.get((before.unit, span.unit)) if before else None
        if (
            before
            and share
            and before.min is span.min is None
            and text[before.end : span.start].strip() in ("", "и", "және")
        ):
            whole[-1] = replace(before, end=span.end, max=before.max + span.max / share)
        else:
            whole.append(span)
    return tuple(whole)


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
    table = lexicon(language)["deadlines"]
    if match["half"]:
        return Span(match.start("half"), match.end("half"), None, 30, "minute", None, _within(match, text, language))
    high = _number(match["number"], language)
    low = _number(match["low"], language) if match["low"] else None
    kind = next(
        (unit for unit in UNITS if match["unit"] and match["unit"].lower().startswith(tuple(table[unit]))), None
    )
    within = _within(match, text, language) and (kind is not None or _unit_forgotten(match, text, language))
    if high is None or (low is not None and low > high):
        return None
    factor = 7 if kind == "week" else 1
    calendar = "working" if match["working"] else "calendar" if match["calendar"] or match["calendar_first"] else None
    unit = cast(Unit | None, "day" if kind == "week" else kind)
    start = match.start("low") if match["low"] else match.start("number")
    low = low * factor if low is not None else None
    return Span(start, match.end(), low, high * factor, unit, cast(Calendar | None, calendar), within)


def _within(match: "re.Match[str]", text: str, language: Language) -> bool:
    """Whether a word such as «в течение», «ішінде» makes the number an upper bound."""
    if language == "ru":
        return bool(match["within"])
    after = re.split(r"[,;]", text[match.end() : match.end() + 24].lower())[0]
    return any(word in after for word in lexicon(language)["deadlines"]["within"])


def _unit_forgotten(match: "re.Match[str]", text: str, language: Language) -> bool:
    """«в течение двух;»: nothing follows the number that could be its unit; not «до 5 МБ»."""
    if language == "kk":
        return text[match.end() :].lstrip().lower().startswith("ішінде")
    opens = match["within"].lower().startswith(("в течени", "не позднее"))
    return opens and re.match(r"\s*(?:[;,.)]|$)", text[match.end() :]) is not None


def _number(written: str, language: Language) -> float | None:
    """The number that digits or number words mean, None for other words."""
    digits = re.match(r"\d+(?:[.,]\d+)?", written)
    if digits:
        return float(digits[0].replace(",", "."))
    numbers = _numbers(language)
    whole = " ".join(written.lower().split())
    if whole in numbers:
        return numbers[whole]
    parts = [numbers.get(part) for part in whole.split()]
    return sum(part for part in parts if part) if parts and None not in parts else None


@cache
def _numbers(language: Language) -> dict[str, float]:
    table = lexicon(language)["deadlines"]["numbers"]
    return {form: float(value) for value, forms in table.items() for form in forms}


def _may_state(text: str, language: Language) -> bool:
    """A cheap test whether a text in small letters can state a length of time: a number, or one of the phrases."""
    phrases, numbers = _cues(language)
    words = WORD.findall(text)
    return any(word in numbers or word[0].isdigit() for word in words) or any(phrase in text for phrase in phrases)


PARTS: dict[tuple[Unit | None, Unit | None], int] = {("minute", "second"): 60, ("hour", "minute"): 60}
"""How many of the second unit make one of the first."""
WORD = re.compile(r"\w+")


@cache
def _cues(language: Language) -> tuple[tuple[str, ...], frozenset[str]]:
    table = lexicon(language)["deadlines"]
    numbers = {word for form in _numbers(language) for word in form.split()}
    return tuple(table["same_day"] + table["next_day"] + table["half_hour"]), frozenset(numbers)


@cache
def _pattern(language: Language) -> "re.Pattern[str]":
    """Examples: «10 – 15 сек», «20 (жиырма) минут», «пятнадцати рабочих дней», «в течение двух»; not «пункт 15»."""
    table = lexicon(language)["deadlines"]
    words = "|".join(sorted((re.escape(w) for w in _numbers(language)), key=len, reverse=True))
    number = rf"(?:\d+(?:[.,]\d+)?|(?<!\w)(?:{words})(?:\s+(?:{words}))?(?!\w))"
    units = "|".join(sorted({re.escape(w) for u in UNITS for w in table[u]}, key=len, reverse=True))
    within = "|".join(map(re.escape, table["within"]))
    half = "|".join(map(re.escape, table["half_hour"]))
    ending = r"(?:\s?-?(?:нан|нен|дан|ден|тан|тен|ке|ға|ге|қа|х|ти|ми|и)(?!\w))?"
    before = rf"(?:(?P<within>(?<!\w)(?:{within})(?:\s+чем)?)\s+)?" if language == "ru" else ""
    return re.compile(
        rf"""{before}(?<![\w.])
             (?: (?P<half>(?:{half})(?!\w)) |
                 (?:(?P<low>{number})(?:{ending}\s*(?:[-–—]{{1,2}}|…|\.{{2,3}}|до|-дан|ден)\s*|-?(?:[нтд][ае]н)\s+))?
                 (?:(?P<calendar_first>(?:{"|".join(table["calendar"])})\w*)\s+)?
                 (?P<number>{number}){ending}
                 (?:\s*\([^)]{{1,40}}\))?
                 (?:\s*(?:(?P<working>(?:{"|".join(table["working"])})\w*)|(?P<calendar>(?:{"|".join(table["calendar"])})\w*)))?
                 (?:\s*[-–]?(?P<unit>(?<!\w)(?:{units})\w*|(?<=\d)(?:{units})\w*))?
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
