"""Deadlines in the arguments of findings: written «10–15 second; 15 working day», read in the reader's language."""

import re

from spec.words import words
from spec.words.vocabulary import number, plural

_DEADLINE = re.compile(r"(?:([\d.]+)–)?([\d.]+)(?: (working|calendar))? (second|minute|hour|day|month)")


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
