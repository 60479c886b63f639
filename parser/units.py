"""The list of structural-functional units (ҚФБ / СФЕ) of a regulation."""

import re
from collections.abc import Callable, Mapping
from functools import cache

from parser.headings import alternation
from parser.languages.lexicon import lexicon
from parser.values import Clause, Passage, Regulation
from spec.model import Language, ServiceUnit, Span, texts

LONGEST_NAME = 160
"""Characters of the longest item that still names a unit and is no sentence of a step."""
SHORT_NAME = 60


def read_units(
    regulation: Regulation, names: Mapping[str, str], role_of: Callable[[str], tuple[str, ...]]
) -> tuple[ServiceUnit, ...]:
    """The units as the act lists them; `role_of` tells which performers or systems a name denotes."""
    found = _listing(regulation, names)
    if found is None:
        return ()
    clause, entries = found
    language = regulation.language
    units = []
    for item, place in entries:
        name = " ".join(place.text.split()).strip(" ;.,")
        roles = role_of(name) or (role_of(names[name]) if name in names else ())
        source: dict[Language, Span] = {language: place.span}
        units.append(ServiceUnit(roles, texts(language, name), clause.number, item, source))
    return tuple(units)


def _listing(
    regulation: Regulation, names: Mapping[str, str]
) -> tuple[Clause, list[tuple[str | None, Passage]]] | None:
    """The clause that lists the units, with its entries: the one that says so best, of equal ones the last."""
    best, chosen = 0, None
    words = _patterns(regulation.language)
    short = [name for name, long in names.items() if words["exact"].search(long)]
    for clause in regulation.clauses:
        entries = _entries(clause)
        if not entries:
            continue
        opening = clause.opening.text
        exact = words["exact"].search(opening) or any(re.search(rf"\b{re.escape(name)}\b", opening) for name in short)
        named = all(len(place.text) <= LONGEST_NAME for _, place in entries)
        brief = all(len(place.text) <= SHORT_NAME for _, place in entries)
        score = 0
        if exact and named:
            score = 5 if words["takes_part"].search(opening) else 4
        elif words["listed"].search(opening) and named:
            score = 3
        elif brief and (words["parts"].search(opening) or words["takes_part"].search(opening)):
            score = 2
        if score > best or (score and score == best):
            best, chosen = score, (clause, entries)
    return chosen


def _entries(clause: Clause) -> list[tuple[str | None, Passage]]:
    """The entries of the first list of a clause: items, else paragraphs, else what stands after the colon."""
    if clause.items:
        return [(item.label, item.body) for item in clause.items if item.series == 0]
    text = clause.opening.text
    if clause.tail and text.rstrip().endswith(":"):
        return [(None, paragraph) for paragraph in clause.tail]
    colon = text.rfind(":")
    if colon < 0 or colon + 3 > len(text):
        return []
    mark = ";" if ";" in text[colon:] else ","
    entries: list[tuple[str | None, Passage]] = []
    start = colon + 1
    for piece in text[colon + 1 :].split(mark):
        inner = piece.strip(" .\n\t")
        if inner:
            begin = start + piece.index(inner[0])
            entries.append((None, clause.opening.part(begin, begin + len(inner))))
        start += len(piece) + 1
    return entries if len(entries) > 1 else []


@cache
def _patterns(language: Language) -> dict[str, re.Pattern[str]]:
    table = lexicon(language)["units"]
    return {name: re.compile(r"(?<!\w)" + alternation(words), re.IGNORECASE) for name, words in table.items()}
