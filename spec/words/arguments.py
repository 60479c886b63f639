"""Arguments of findings → words: a finding carries names of the vocabulary, a reader sees them in their language."""

import re
from collections.abc import Mapping

from spec.words import words
from spec.words.vocabulary import name, number, plural

_KINDS = {"performer": "performer", "condition": "action", "systems": "system"}
_DEADLINE = re.compile(r"(?:([\d.]+)–)?([\d.]+)(?: (working|calendar))?(?: (second|minute|hour|day|month))?")


def spoken(arguments: Mapping[str, str | int | float], language: str) -> dict[str, str | int | float]:
    """`arguments` with the vocabulary's names and deadlines («10–15 minute», «15 working day») in words."""
    return {key: _spoken(key, value, language) for key, value in arguments.items()}


def _spoken(key: str, value: str | int | float, language: str) -> str | int | float:
    if not isinstance(value, str):
        return value
    if key in _KINDS:
        return ", ".join(name(_KINDS[key], part, language) for part in value.split(", "))
    if key in ("deadline", "stated", "kk", "ru") and (found := _DEADLINE.fullmatch(value)):
        return _deadline(found, language) if found[4] else value
    return value


def _deadline(found: "re.Match[str]", language: str) -> str:
    low, high, calendar, unit = found.groups()
    counted = f"{calendar}_day" if unit == "day" and calendar else unit
    count = number(float(high), language)
    if low:
        count = f"{number(float(low), language)}–{count}"
    return f"{count} {words('vocabulary', language)['unit'][counted][plural(float(high), language)]}"
