"""What the clauses promise in annexes, what is there, and which places the clauses cite.

A citation of this regulation's own annex, diagram, table or clause becomes a `Reference` that is found or not; annexes of
the standard, of laws and of other acts are none of ours.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz.distance import Levenshtein

from parser.headings import Caption, alternation, caption
from parser.languages.lexicon import lexicon
from parser.values import AnnexKind, AnnexText, Clause, Outline, Passage, Regulation
from spec.model import Annex, Finding, Language, Reference, Service, Span, Table, Where
from spec.rules import finding

Cited = Literal["clause", "annex", "diagram", "table"]
PROMISED: dict[str, AnnexKind] = {
    "table": "table", "survey": "survey", "directory": "other", "scheme": "diagram", "diagram": "diagram", "form": "form",
}  # fmt: skip
RANGE = re.compile(r"(\d+)\s*[-–]\s*(\d+)")
DIGITS = re.compile(r"\d+")
HINT = re.compile(r"\d")
BEFORE = re.compile(r"([а-яё]+)\s*$", re.IGNORECASE)
AFTER = re.compile(r"\s*[-–]?\s*([а-яёәіңғүұқөһ]+)", re.IGNORECASE)


class AnnexFacts(Struct, frozen=True, gc=False):
    """The annexes of one regulation as promised and present, what its clauses cite, and lost headings."""

    annexes: tuple[Annex, ...]
    references: tuple[Reference, ...]
    findings: tuple[Finding, ...]


class _Citation(Struct, frozen=True, gc=False):
    kind: Cited
    numbers: tuple[str, ...]
    place: Passage
    promise: str | None
    clause: str


def read_annexes(outline: Outline) -> tuple[tuple[Annex, ...], tuple[Reference, ...]]:
    """The annexes and references of all regulations of an act; the services are called service-1, service-2, …"""
    return annex_facts(outline)[:2]


def annex_facts(outline: Outline) -> tuple[tuple[Annex, ...], tuple[Reference, ...], tuple[Finding, ...]]:
    """The annexes, references and lost headings of all regulations of an act."""
    facts = [read_annex_facts(regulation, f"service-{n}") for n, regulation in enumerate(outline.regulations, 1)]
    return (
        tuple(annex for each in facts for annex in each.annexes),
        tuple(reference for each in facts for reference in each.references),
        tuple(found for each in facts for found in each.findings),
    )


def read_annex_facts(regulation: Regulation, service: str | None = None) -> AnnexFacts:
    """The annexes and references of a regulation; `service` is the id of its service."""
    cited = [citation for clause in regulation.clauses for citation in _citations(clause, regulation.language)]
    promises = list(dict.fromkeys((n, c.promise) for c in cited if c.kind == "annex" for n in c.numbers))
    taken = _matches(regulation, promises)
    annexes: dict[tuple[str | None, AnnexKind], Annex] = {}
    for (number, promise), text in zip(promises, taken, strict=True):
        kind = text.kind if text else PROMISED.get(promise or "", "other")
        known = annexes.get((number, kind))
        if known is None or (text and not known.present):
            place = _span(text) or next(c.place.span for c in cited if number in c.numbers and c.promise == promise)
            annexes[number, kind] = Annex(number or None, service, kind, text is not None, place)
    for text in regulation.annexes:
        if not any(text is other for other in taken):
            annexes.setdefault((text.number, text.kind), Annex(text.number, service, text.kind, True, _span(text)))
    references = tuple(_references(regulation, cited, promises, taken, service))
    return AnnexFacts(tuple(annexes.values()), references, tuple(_lost(regulation, promises, taken)))


def number_tables(service: Service, annexes: tuple[Annex, ...]) -> Service:
    """Tables in an annex without a heading, with the number under which the clauses promise that annex."""
    own = [annex for annex in annexes if annex.service == service.id and annex.kind == "table" and annex.present]
    places = [(annex.source.start, annex.number) for annex in own if annex.source and annex.number]

    def numbered(table: Table) -> Table:
        before = [place for place in places if place[0] <= table.source.start] or places
        return table if table.annex or not before else replace(table, annex=max(before)[1])

    scenarios = (
        replace(scenario, table={language: numbered(table) for language, table in scenario.table.items()})
        if scenario.table
        else scenario
        for scenario in service.scenarios
    )
    return replace(service, scenarios=tuple(scenarios))


def _span(text: AnnexText | None) -> Span | None:
    place = (text.heading or text.caption) if text else None
    return place.span if place else None


def _matches(regulation: Regulation, promises: list[tuple[str, str | None]]) -> list[AnnexText | None]:
    """For each promise the annex that keeps it: by number and kind, else one without a heading by what it holds."""
    language = regulation.language
    numbered = {text.number or "": text for text in regulation.annexes if text.heading}
    loose = [text for text in regulation.annexes if text.heading is None]
    matched: dict[tuple[str, str | None], AnnexText] = {}
    for number, promise in promises:
        if number in numbered and (promise is None or _fits(numbered[number], promise)):
            matched[number, promise] = numbered[number]
    for same in (lambda text, promise: _caption(text, language) == promise, _fits):
        for number, promise in promises:
            if promise is None or number in numbered or (number, promise) in matched:
                continue
            given = next((text for (n, _), text in matched.items() if n == number), None)
            fitting = [text for text in ([given] if given else loose) if same(text, promise)]
            if fitting:
                matched[number, promise] = fitting[0]
                loose = [text for text in loose if text is not fitting[0]]
    return [matched.get(promise) for promise in promises]


def _caption(text: AnnexText, language: Language) -> Caption | None:
    return caption(text.caption.text, language) if text.caption else None


def _fits(text: AnnexText, promise: str) -> bool:
    """Whether an annex holds what is promised. A directory of processes may be drawn as a diagram; «форма» is anything."""
    if promise == "form":
        return text.kind in ("form", "survey", "other")
    if promise == "survey":
        return text.kind in ("survey", "form")
    return text.kind == PROMISED[promise] or (text.kind == "other" and text.caption is None)


def _lost(
    regulation: Regulation, promises: list[tuple[str, str | None]], taken: list[AnnexText | None]
) -> Iterator[Finding]:
    """RG298 once a regulation: annexes that are there, but without the heading that would give their number."""
    lost = [
        (n, text) for (n, _), text in zip(promises, taken, strict=True) if text is not None and text.heading is None
    ]
    if not lost:
        return
    language = regulation.language
    captions = {text.caption.start: text.caption for _, text in lost if text.caption}
    places = [
        Where(language=language, source=each.source.id, start=each.start, end=each.end, line=each.line)
        for _, each in sorted(captions.items())
    ] or [Where(language=language, source=regulation.source.id)]
    yield finding("RG298", *places, numbers=", ".join(sorted({n for n, _ in lost if n}, key=int)))


def _references(
    regulation: Regulation,
    cited: list[_Citation],
    promises: list[tuple[str, str | None]],
    taken: list[AnnexText | None],
    service: str | None,
) -> Iterator[Reference]:
    kept = {promise for promise, text in zip(promises, taken, strict=True) if text is not None}
    known = {("clause", clause.number) for clause in regulation.clauses} | set(_captioned(regulation))
    for citation in cited:
        for number in filter(None, citation.numbers):
            annex = citation.kind == "annex"
            found = (number, citation.promise) in kept if annex else (citation.kind, number) in known
            yield Reference(
                citation.kind, number, citation.place.span, found, service, regulation.language, citation.clause
            )


def _captioned(regulation: Regulation) -> Iterator[tuple[Cited, str]]:
    """The numbers in the captions of the annexes, with their kind: «Диаграмма № 1 …», «2-кесте. …»."""
    text, language = regulation.source.text, regulation.language
    for annex in regulation.annexes:
        if annex.kind not in ("diagram", "table"):
            continue
        for line in annex.lines:
            yield from _caption_numbers(text[line.start : line.end], language)


@lru_cache(maxsize=16384)
def _caption_numbers(line: str, language: Language) -> tuple[tuple[Cited, str], ...]:
    """The numbers that a line gives the diagram or table that it announces."""
    line = line.strip()
    kind = caption(line, language) if len(line) > 6 and HINT.search(line) else None
    if kind not in ("diagram", "table"):
        return ()
    return tuple((found, number) for found, numbers, *_ in cites(line, language) if found == kind for number in numbers)


def _citations(clause: Clause, language: Language) -> Iterator[_Citation]:
    for part in (clause.opening, *(item.body for item in clause.items), *clause.tail):
        text = part.text
        for kind, numbers, start, end, ours in cites(text, language):
            if ours:
                promise = _promise(text, language) if kind == "annex" else None
                yield _Citation(kind, numbers, part.part(start, end), promise, clause.number)


@lru_cache(maxsize=4096)
def _promise(text: str, language: Language) -> str | None:
    """What kind of thing the sentence is about that cites an annex."""
    return next((kind for kind, pattern in _promises(language).items() if pattern.search(text)), None)


@lru_cache(maxsize=16384)
def cites(text: str, language: Language) -> tuple[tuple[Cited, tuple[str, ...], int, int, bool], ...]:
    """The citations in `text`: kind, numbers ("" where there is none), characters start..end, whether of our own."""
    found: list[tuple[Cited, tuple[str, ...], int, int, bool]] = []
    for match in _numbered(language).finditer(text):
        start, end = match.span()
        if language == "ru":
            word = BEFORE.search(text, max(0, start - 30), start)
            start = word.start() if word else start
        else:
            word = AFTER.match(text, end)
            end = word.end() if word else end
        kind = _kind(word[1], language) if word else None
        if kind:
            found.append((kind, _numbers(match[1]), start, end, _ours(kind, text, start, end, language)))
    found += [("annex", ("",), *match.span(), True) for match in _unnumbered(language).finditer(text)]
    return tuple(found)


def _numbers(written: str) -> tuple[str, ...]:
    """«1, 2 и 3» and «1–3» give 1, 2, 3; «12» gives 12."""
    span = RANGE.fullmatch(written.strip())
    if span and 0 < int(span[2]) - int(span[1]) < 10:
        return tuple(str(n) for n in range(int(span[1]), int(span[2]) + 1))
    return tuple(str(int(n)) for n in DIGITS.findall(written))


def _ours(kind: Cited, text: str, start: int, end: int, language: Language) -> bool:
    """Whether the place cited is in this regulation, told by what stands before it (Kazakh) or after it (Russian)."""
    own, foreign = _owners(language)
    beside = text[end : end + 60] if language == "ru" else text[max(0, start - 60) : start]
    ours, theirs = list(own.finditer(beside)), list(foreign.finditer(beside))
    if kind == "clause":
        return bool(ours) and (not theirs or _nearer(ours, theirs, language))
    return not theirs or (bool(ours) and _nearer(ours, theirs, language))


def _nearer(ours: list[re.Match[str]], theirs: list[re.Match[str]], language: Language) -> bool:
    return ours[0].start() < theirs[0].start() if language == "ru" else ours[-1].start() > theirs[-1].start()


@cache
def _unnumbered(language: Language) -> re.Pattern[str]:
    """The only annex, cited without a number: «согласно приложению к настоящему регламенту», «осы регламентке қосымшада»."""
    table = lexicon(language)["references"]
    annex, own = alternation(table["annex"]), alternation(table["own"])
    if language == "ru":
        return re.compile(rf"(?<!\w){annex}\w*\s+к\s+{own}", re.IGNORECASE)
    return re.compile(rf"(?<!\w){own}\w*\s+{annex}\w*", re.IGNORECASE)


@cache
def _numbered(language: Language) -> re.Pattern[str]:
    """One or more numbers, with or without «№»: «2», «№ 1, 2», «1 и 2»."""
    joint = alternation(lexicon(language)["references"]["and"])
    return re.compile(
        rf"(?<![\w./№-])(?:№\s*)?(\d{{1,3}}(?:\s*(?:,|{joint}\b|[-–])\s*(?:№\s*)?\d{{1,3}}\b)*)(?!\d|[./]\d)",
        re.IGNORECASE,
    )


@cache
def _kind(word: str, language: Language) -> Cited | None:
    """The kind of place that a word names; a letter may be missing or wrong («диграммасы»)."""
    table = lexicon(language)["references"]
    word = word.lower()
    kinds: tuple[Cited, ...] = ("annex", "diagram", "table", "clause")
    for kind in kinds:
        if any(re.match(alternation([name]), word) for name in table[kind]):
            return kind
    for kind in kinds[:3]:
        if any(len(name) > 6 and Levenshtein.distance(word[: len(name)], name) <= 2 for name in table[kind]):
            return kind
    return None


@cache
def _owners(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = lexicon(language)["references"]
    own, foreign = (re.compile(r"\b" + alternation(table[name]), re.IGNORECASE) for name in ("own", "foreign"))
    return own, foreign


@cache
def _promises(language: Language) -> dict[str, re.Pattern[str]]:
    table: dict[str, list[str]] = lexicon(language)["references"]["promises"]
    return {kind: re.compile(r"\b" + alternation(words), re.IGNORECASE) for kind, words in table.items()}
