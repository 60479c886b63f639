"""Deadlines and steps in the arguments of findings: written «10–15 second; 15 working day» and «portal/C3», read in the
reader's language."""

import re

from spec.words import say, words
from spec.words.vocabulary import number, plural

_DEADLINE = re.compile(r"(?:([\d.]+)–)?([\d.]+)(?: (working|calendar))? (second|minute|hour|day|month)")

_STEP = re.compile(r"(?:([\w-]+)/)?([RPCA])(\d*[a-z]?)")
_KINDS = {"R": "registration", "P": "process", "C": "condition", "A": "action"}


def steps_in_words(value: str, language: str) -> str | None:
    """«P7, C2» → «процесс 7, условие 2», «portal/C3; psc/P9» → «портал: условие 3; ЦОН: процесс 9»; None where `value` is
    no list of steps."""
    for separator in (", ", "; "):
        found = [_STEP.fullmatch(part) for part in value.split(separator)]
        if all(found):
            return separator.join(_step_in_words(match, language) for match in found if match)
    return None


def _step_in_words(found: "re.Match[str]", language: str) -> str:
    scenario, kind, number = found.groups()
    label = say("vocabulary", f"label.{_KINDS[kind]}", language, number=number).strip(" -")
    return f"{words('vocabulary', language)['scenario'].get(scenario, scenario)}: {label}" if scenario else label


def deadlines_in_words(value: str, language: str) -> str | None:
    """«15 working day» → «15 рабочих дней»; None where `value` is no list of deadlines."""
    found = [_DEADLINE.fullmatch(part) for part in value.split("; ")]
    if not all(found):
        return None
    return "; ".join(_in_words(match, language) for match in found if match)


def _in_words(found: "re.Match[str]", language: str) -> str:
    low, high, calendar, unit = found.groups()
    counted = f"{calendar}_day" if unit == "day" and calendar else unit
    count = number(float(high), language)
    if low:
        count = f"{number(float(low), language)}–{count}"
    return f"{count} {words('vocabulary', language)['unit'][counted][plural(float(high), language)]}"
