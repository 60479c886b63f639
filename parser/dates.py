"""Dates as acts write them («от 4 марта 2013 года», «2013 жылғы 4 наурыздағы», «2014 жылғы 13.05», «01.09.2015») → ISO."""

import re
from datetime import date
from functools import cache, lru_cache

from msgspec import Struct

from parser.headings import alternation
from parser.languages.lexicon import lexicon
from spec.model import Language

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip


class Dated(Struct, frozen=True, gc=False):
    """A date at characters start..end of a text; `iso` is YYYY-MM-DD."""

    iso: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def find_dates(text: str, language: Language) -> tuple[Dated, ...]:
    """The dates in `text`, in order. What looks like a date and is none (31.02.2014) is left out."""
    found = []
    for match in _pattern(language).finditer(text):
        parts = {name[0]: value for name, value in match.groupdict().items() if value}
        try:
            day = date(int(parts["y"]), _month(parts["m"], language), int(parts["d"]))
        except ValueError:
            continue
        found.append(Dated(day.isoformat(), match.start(), match.end()))
    return tuple(found)


def first_date(text: str, language: Language) -> str | None:
    """The first date in `text`."""
    dates = find_dates(text, language)
    return dates[0].iso if dates else None


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    table = lexicon(language)
    month = alternation(word for name in MONTHS for word in table["months"][name])
    year = alternation(table["act"]["year"])
    quote = r"[«»\"“”„]?"
    return re.compile(
        rf"""{quote}(?P<d1>\b\d{{1,2}}){quote}\s*(?P<m1>{month})\w*\s+(?P<y1>\d{{4}})(?:\s*{year}\b\.?)?  # 4 марта 2013 года
        |(?P<y2>\b\d{{4}})\s*{year}\w*\.?\s+{quote}(?P<d2>\d{{1,2}}){quote}\s*(?P<m2>{month})\w*  # 2013 жылғы 4 наурыздағы
        |(?P<y3>\b\d{{4}})\s*{year}\w*\.?\s+(?P<d3>\d{{1,2}})\.(?P<m3>\d{{1,2}})\b  # 2014 жылғы 13.05
        |(?P<d4>\b\d{{1,2}})\.(?P<m4>\d{{1,2}})\.(?P<y4>\d{{4}})(?:\s*{year}\b\.?)?  # 14.04.2014
        |(?P<y5>\b\d{{4}})-(?P<m5>\d\d)-(?P<d5>\d\d)\b""",
        re.IGNORECASE | re.VERBOSE,
    )


@cache
def _month(written: str, language: Language) -> int:
    if written.isdigit():
        return int(written)
    table = lexicon(language)["months"]
    return next(n for n, name in enumerate(MONTHS, 1) if re.match(alternation(table[name]), written, re.IGNORECASE))
