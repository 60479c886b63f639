"""What is odd about the short forms of a regulation: used and never given (RG221), given twice (RG222), given to several
systems at once (RG320)."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from msgspec.structs import replace

from parser.headings import alternation
from parser.languages.lexicon import lexicon
from parser.languages.matching import mentions
from parser.values import Passage, Regulation, line_at
from spec.model import Finding, Language, Term, Where
from spec.places import spanned
from spec.rules import finding

ABBREVIATION = re.compile(r"(?<![\w-])[А-ЯЁӘІҢҒҮҰҚӨҺ]{2,}(?=[а-яёәіңғүұқөһ]{0,3}(?![\w]))")
"""Capitals, an ending of three letters at most after them: «ЦОН», «ПЭПом»."""
SHORTEST_SENTENCE = 12


def short_form_findings(regulation: Regulation, terms: tuple[Term, ...]) -> tuple[Finding, ...]:
    """RG221 once for each abbreviation that no clause explains, RG222 once for each short form given in two places, RG320
    once for each that stands for one system or another."""
    return (*_undefined(regulation, terms), *_twice(regulation, terms), *_for_several(regulation, terms))


def _undefined(regulation: Regulation, terms: tuple[Term, ...]) -> Iterator[Finding]:
    language = regulation.language
    known = set(lexicon(language)["terms"]["common"])
    for term in terms:
        for text in (term.abbreviation.get(language), term.term.get(language)):
            known.update(ABBREVIATION.findall(text or ""))
    text = regulation.source.text
    seen: set[str] = set()
    for start, end in _pieces(regulation):
        found = _abbreviations(text[start:end])
        if not found:
            continue
        fresh = [(word, start + place) for word, place in found if word not in known and word not in seen]
        for first, last in _names(fresh, text):
            if text[first:last] not in seen:
                here = Passage(regulation.source, first, last, line_at(regulation.source, first))
                yield finding("RG221", _where(here, language), short=" ".join(text[first:last].split()))
            seen.update(ABBREVIATION.findall(text[first:last]), [text[first:last]])


def _names(words: list[tuple[str, int]], text: str) -> Iterator[tuple[int, int]]:
    """Where short forms stand: capitals that only a blank parts are one («МТ АЖ», «ГБД РН»)."""
    first = last = -1
    for word, place in words:
        if first >= 0 and (place - last != 1 or not text[last].isspace()):
            yield first, last
            first = -1
        first, last = place if first < 0 else first, place + len(word)
    if first >= 0:
        yield first, last


def _pieces(regulation: Regulation) -> Iterator[tuple[int, int]]:
    """Where the parts of the clauses stand, then the lines of the annexes."""
    for clause in regulation.clauses:
        for part in (clause.opening, *[item.body for item in clause.items], *clause.tail):
            yield part.start, part.end
    for annex in regulation.annexes:
        for line in annex.lines:
            yield line.start, line.end


@lru_cache(maxsize=16384)
def _abbreviations(text: str) -> tuple[tuple[str, int], ...]:
    """The abbreviations in a sentence and where they stand; a line all in capitals and a picture have none."""
    if text.startswith("[image") or (len(text) > SHORTEST_SENTENCE and text.isupper()):
        return ()
    return tuple((match[0], match.start()) for match in ABBREVIATION.finditer(text))


def _twice(regulation: Regulation, terms: tuple[Term, ...]) -> Iterator[Finding]:
    language = regulation.language
    first: dict[str, Term] = {}
    for term in terms:
        short = term.abbreviation.get(language)
        if not short:
            continue
        known = first.setdefault(short.lower(), term)
        if known is not term:
            here, first_place = (spanned(Where(language=language), each.source[language]) for each in (term, known))
            before = replace(first_place, clause=known.clause, item=known.item)
            yield finding("RG222", here, before, short=short, first=known.clause, second=term.clause)


def _for_several(regulation: Regulation, terms: tuple[Term, ...]) -> Iterator[Finding]:
    """«портал А или портал Б (далее – Портал)»; not «база А или база Б (далее – ББ)», whose short form is the last's. One
    that is never used (RG228) leaves nothing open."""
    language = regulation.language
    for term in terms:
        short, long = term.abbreviation.get(language) if term.uses else None, term.term.get(language) or ""
        parts = [_systems(part, language) for part in _or(language).split(long)] if short else []
        if (
            short
            and len(parts) > 1
            and all(parts)
            and parts[-1] - parts[0]
            and not _systems(short, language) - parts[0]
        ):
            systems = ", ".join(sorted(set().union(*parts)))
            here = spanned(Where(language=language), term.source[language])
            yield finding("RG320", replace(here, clause=term.clause, item=term.item), short=short, systems=systems)


def _systems(text: str, language: Language) -> set[str]:
    found = (mention.concept.partition(":") for mention in mentions(text, language))
    return {name for kind, _, name in found if kind == "system" and name != "registries"}


@cache
def _or(language: Language) -> re.Pattern[str]:
    """«или», outside quotation marks."""
    return re.compile(rf"\s{alternation(lexicon(language)['service']['or'])}\s(?![^«]*»)", re.IGNORECASE)


def _where(place: Passage, language: Language) -> Where:
    return Where(language=language, source=place.source.id, start=place.start, end=place.end, line=place.line)
