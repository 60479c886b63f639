"""The name of a service, where the act gives it: the order's list, the regulation's heading, clauses and annexes."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache, lru_cache

from rapidfuzz import fuzz

from parser.headings import alternation
from parser.languages.kazakh import fold
from parser.languages.lexicon import lexicon
from parser.values import Outline, Passage, Regulation
from spec.model import Finding, Language, Where
from spec.rules import finding

NAMED_CLAUSES = 3
SAME_NAME = 75
"""So alike (of 100) must a quoted name be to the heading's to count as a name of the same service."""
QUOTED = re.compile(r"«(?:[^«»]|«[^«»]*»)*»|“[^“”]*”|\"[^\"]*\"|[«\"“][^«»\"“”]*$")
MARKS = re.compile(r"[^\w\s]+")


def service_title(regulation: Regulation) -> str | None:
    """The name of the service as the heading has it, without quotation marks and the words around it."""
    if regulation.title is None:
        return None
    return name_in(" ".join(regulation.title.text.split()), regulation.language)


def name_in(heading: str, language: Language) -> str | None:
    """The name of the service in a heading: what is quoted, else what is left without «Регламент государственной услуги»."""
    first = min((place for mark in '«"“' if (place := heading.find(mark)) >= 0), default=-1)
    if first >= 0:
        last = max(heading.rfind(mark) for mark in '»"”')
        return _bare(heading[first + 1 : last if last > first else len(heading)])
    words = heading.split()
    known = _title_words(language)
    while words and language == "ru" and words[0].strip(".,:").lower() in known:
        words = words[1:]
    while words and language == "kk" and words[-1].strip(".,:").lower() in known:
        words = words[:-1]
    return _bare(" ".join(words)) or None


def listed_titles(outline: Outline) -> tuple[Passage, ...]:
    """The names of the services in the act's own list («Утвердить прилагаемые …», «… бекітілсін»), in order."""
    words = _enacting(outline.language)
    for clause in outline.clauses:
        if words.search(clause.opening.text):
            parts = [item.body for item in clause.items] or [clause.opening]
            quoted = [part.part(m.start(), m.end()) for part in parts if (m := QUOTED.search(part.text))]
            if quoted:
                return tuple(quoted)
    return ()


def title_findings(outline: Outline) -> list[Finding]:
    """RG295 for each service and each wording of its name that differs from the heading of its regulation."""
    findings = []
    listed = listed_titles(outline)
    for index, regulation in enumerate(outline.regulations):
        title = service_title(regulation)
        if not title:
            continue
        orders = [listed[index]] if len(listed) == len(outline.regulations) else []
        if len(outline.regulations) == 1:
            orders = [*_headed(outline, title), *orders]
        variants: dict[str, list[Passage]] = {}
        for place in _named(regulation, title, orders):
            name = _bare(" ".join(place.text.split()))
            if _key(name) != _key(title):
                variants.setdefault(_key(name), []).append(place)
        told: dict[tuple[str, str], list[Passage]] = {}
        for places in variants.values():
            told.setdefault(_difference(title, _bare(" ".join(places[0].text.split()))), []).extend(places)
        for (ours, theirs), places in told.items():
            place = places[0]
            where = Where(
                language=outline.language, source=place.source.id, start=place.start, end=place.end, line=place.line
            )
            lines = ", ".join(str(p.line) for p in places)
            findings.append(finding("RG295", where, title=ours, other=theirs, places=lines))
    return findings


def _headed(outline: Outline, title: str) -> Iterator[Passage]:
    """The name of the service in the heading of the act itself, where that names it."""
    end = outline.clauses[0].whole.start if outline.clauses else 0
    for line in outline.head:
        text = outline.source.text[line.start : line.end]
        named = QUOTED.search(text) if line.end <= end else None
        if named and fuzz.ratio(" ".join(named[0].split()), title) >= SAME_NAME:
            yield Passage(outline.source, line.start + named.start(), line.start + named.end(), line.number)
            return


def _named(regulation: Regulation, title: str, orders: list[Passage]) -> Iterator[Passage]:
    """Every place that names the service: heading and order of the act, the first clauses, headings of the annexes."""
    yield from orders
    for clause in regulation.clauses[:NAMED_CLAUSES]:
        text = clause.opening.text
        for match in QUOTED.finditer(text):
            if match.end() - match.start() > len(title) / 2 and fuzz.ratio(match[0], title) >= SAME_NAME:
                yield clause.opening.part(match.start(), match.end())
    for annex in regulation.annexes:
        named = QUOTED.search(annex.heading.text) if annex.heading else None
        if named and annex.heading and fuzz.ratio(" ".join(named[0].split()), title) >= SAME_NAME:
            yield annex.heading.part(named.start(), named.end())


@lru_cache(maxsize=1024)
def _difference(title: str, other: str) -> tuple[str, str]:
    """The first words in which two names differ, with one word that they share on either side."""
    left, right = title.split(), other.split()
    blocks = SequenceMatcher(
        None, [_key(word) for word in left], [_key(word) for word in right], autojunk=False
    ).get_opcodes()
    changed = [block for block in blocks if block[0] != "equal"]
    if not changed:
        return title, other
    _, a, b, c, d = changed[0]
    return " ".join(left[max(0, a - 1) : b + 1]), " ".join(right[max(0, c - 1) : d + 1])


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    """A name without what spelling may vary: case, marks, blanks, letters that scans confuse."""
    return " ".join(fold(MARKS.sub(" ", name)).split())


def _bare(name: str) -> str:
    return name.strip(' \t\n«»"“”.,;:–-')


@cache
def _title_words(language: Language) -> frozenset[str]:
    return frozenset(lexicon(language)["service"]["title_words"])


@cache
def _enacting(language: Language) -> re.Pattern[str]:
    return re.compile(r"\b" + alternation(lexicon(language)["act"]["service_list"]), re.IGNORECASE)
