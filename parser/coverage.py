"""The ledger of an act: every character of its texts is used by a part of the spec, set aside for a reason, or neither.

The spec says what is used; the outline of the text, read anew, says what is left: headings, signatures and stamps are set
aside by their place, clauses by their topic ([ledger] of the lexicons). Letters and digits are counted.
"""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from parser.languages.lexicon import lexicon
from parser.outline import read_outline
from parser.read.language import sections
from parser.read.normalise import lines_of
from parser.sentences import role_of
from parser.services import read_service_facts
from parser.sheet import PARTS, Count, Entry, Sheet, letters
from parser.tables import read_tables
from parser.values import AnnexText, Clause, Outline, Passage, Regulation, Source, passage
from spec.model import Language, Result, Service, Spec, Texts

FACTS = ("providers", "automation", "accepts_through", "results", "standard")
ANNEX_REASONS = {"diagram": "diagram", "form": "form", "other": "directory", "table": None, "survey": None}
LEAST = 12  # characters: a shorter line is no part of a title
TOPICAL = 500  # characters of a passage that a topic alone explains
SHORT = 90  # characters: a longer line after the act's own clauses is no signature


class SourceLedger(Struct, frozen=True, gc=False):
    """The ledger of one text: its entries in order, and the counts of clauses and tables and of the whole."""

    source: str
    entries: tuple[Entry, ...]
    operative: Count
    whole: Count


class Ledger(Struct, frozen=True, gc=False):
    """The ledgers of the texts of an act, and their sums."""

    sources: tuple[SourceLedger, ...]
    operative: Count
    whole: Count


def ledger(spec: Spec, sources: dict[str, str]) -> Ledger:
    """The ledger of an act: its spec, and the normalised text of each of its sources by id."""
    found = tuple(_source(spec, name, text) for name, text in sources.items())
    return Ledger(found, sum((s.operative for s in found), Count()), sum((s.whole for s in found), Count()))


def _source(spec: Spec, name: str, text: str) -> SourceLedger:
    source = Source(name, "", "", "", text, lines_of(text, None))
    sheet = Sheet(text)
    for place in _quoted(spec, name):
        sheet.quote(*place)
    for language, lines in sections(source):
        _act(sheet, spec, read_outline(source, lines, language))
    entries = tuple(sheet.entries(name))
    counts = {operative: {"used": 0, "set_aside": 0, "unknown": 0} for operative in (True, False)}
    for entry in entries:
        counts[entry.operative][entry.status] += letters(text, entry.start, entry.end)
    return SourceLedger(name, entries, Count(**counts[True]), Count(**counts[True]) + Count(**counts[False]))


def _quoted(spec: Spec, name: str) -> Iterator[tuple[str, int, int]]:
    """Every place of the source that the spec gives for one of its parts: part, start, end."""
    for service in spec.services:
        for step in (step for scenario in service.scenarios for step in scenario.steps):
            for places in step.source.values():
                yield from (("step", place.start, place.end) for place in places if place.source == name)
        spans = [("unit", span) for unit in service.units for span in unit.source.values()]
        spans += [("term", span) for term in service.terms for span in term.source.values()]
        yield from ((part, span.start, span.end) for part, span in spans if span.source == name)
    for annex in spec.act.annexes:
        if annex.source and annex.source.source == name:
            yield "annex", annex.source.start, annex.source.end
    for reference in spec.act.references:
        if reference.from_.source == name:
            yield "reference", reference.from_.start, reference.from_.end


def _act(sheet: Sheet, spec: Spec, outline: Outline) -> None:
    """The act's own lines, then its regulations."""
    for clause in outline.clauses:
        _clause(sheet, clause, outline.language, None, own=True)
    _head(sheet, spec, outline)
    services = list(spec.services)
    for number, regulation in enumerate(outline.regulations):
        _regulation(sheet, regulation, services[number] if number < len(services) else None)


def _head(sheet: Sheet, spec: Spec, outline: Outline) -> None:
    """Title, stamp and repeal are facts of the act; the basis before the clauses and the signatures after them are not."""
    facts = _act_facts(spec, outline.language)
    notes = tuple(lexicon(outline.language)["outline"]["note"])
    first = outline.clauses[0].whole.start if outline.clauses else len(sheet.text)
    last = outline.clauses[-1].whole.end if outline.clauses else len(sheet.text)
    noted = False
    for line in outline.head:
        text = " ".join(sheet.text[line.start : line.end].split())
        lowered = text.lower()
        if not text or (first <= line.end and line.start <= last):
            continue
        repealed = spec.act.repeal and len(text) < SHORT and _topic(text, outline.language) == "repeals"
        if repealed or any(fact in text or (len(text) > LEAST and text in fact) for fact in facts):
            by = "act"
        elif lowered.startswith(notes) or noted:
            by = "note"
        elif line.start > last and len(text) < SHORT:
            by = "signature"
        else:
            by = "basis" if line.end < first and text.endswith(":") else ""
        noted = lowered.startswith(notes) and text[-1] in ":."
        if by:
            sheet.claim(by, line.start, line.end)


def _act_facts(spec: Spec, language: Language) -> list[str]:
    """What the head of an act must hold to be used: its title, and the numbers of what registered and repealed it."""
    act = spec.act
    facts = [act.titles.get(language)]
    for number in (act.number, act.registration and act.registration.number, act.repeal and act.repeal.number):
        facts.append(f"№ {number}" if number else None)
    return [fact for fact in facts if fact]


def _regulation(sheet: Sheet, regulation: Regulation, service: Service | None) -> None:
    if regulation.title:
        sheet.claim("service" if service else "", regulation.title.start, regulation.title.end)
    for chapter in regulation.chapters:
        sheet.claim("heading", chapter.start, chapter.end)
    for clause in regulation.clauses:
        _clause(sheet, clause, regulation.language, service, own=False, regulation=regulation)
    _tables(sheet, regulation, service)
    for annex in regulation.annexes:
        _annex(sheet, annex, regulation, service)
    start = regulation.title.start if regulation.title else regulation.lines[0].start
    for line in regulation.lines:
        if line.end <= start:
            sheet.claim("stamp", line.start, line.end)


def _clause(
    sheet: Sheet,
    clause: Clause,
    language: Language,
    service: Service | None,
    own: bool,
    regulation: Regulation | None = None,
) -> None:
    """A clause: its items by what the spec has of them, its opening by what it announces, states, cites or speaks of."""
    line = sheet.text.rfind("\n", 0, clause.whole.start) + 1
    sheet.operate(line, clause.whole.end)
    sheet.claim("numbering", line, clause.whole.start)
    holders = [_holder(sheet, item.body) for item in clause.items]
    announced = next((holder for holder in holders if holder), None)
    by = "scenario" if announced == "step" else announced
    by = by or _holder(sheet, clause.opening) or ("act" if own and service is None and _approves(clause) else None)
    if by in (None, "term") and service is not None and regulation is not None and _states(regulation, clause, service):
        by = "service"
    if by is None and "reference" in sheet.within(clause.whole.start, clause.whole.end):
        by = "reference"
    longest = len(sheet.text) if own else TOPICAL
    parts = (clause.opening, *(item.body for item in clause.items))
    topics = (_topic(part.text, language, longest) for part in parts)
    topic = by or next((topic for topic in topics if topic), None)
    if topic:
        sheet.claim(topic, clause.opening.start, clause.opening.end)
    actors = _actors(service, language) if announced == "step" and service else frozenset()
    rest = topic if topic not in PARTS or topic in ("act", "service") else None
    listed = clause.opening.text.rstrip().endswith(":")
    for item, holder in zip(clause.items, holders, strict=True):
        begin = sheet.text.rfind("\n", 0, item.body.start) + 1
        named = "unit" if actors.intersection(role_of(item.body.text, language, {}) if actors else ()) else None
        if found := holder or named or _topic(item.body.text, language) or rest:
            sheet.claim(found, begin, item.body.end)
    for tail in clause.tail:
        cites = "reference" if "reference" in sheet.within(tail.start, tail.end) else None
        if found := _holder(sheet, tail) or cites or _topic(tail.text, language) or (rest if listed else None):
            sheet.claim(found, tail.start, tail.end)


def _actors(service: Service, language: Language) -> frozenset[str]:
    """Who acts in the steps of a service: a list of them before the steps names nobody else."""
    steps = (step for scenario in service.scenarios for step in scenario.steps)
    return frozenset(step.performer for step in steps if step.performer and step.source.get(language))


def _holder(sheet: Sheet, place: Passage) -> str | None:
    """The part of the spec that has most of a passage."""
    parts = [part for part in sheet.within(place.start, place.end) if part in ("step", "term", "unit")]
    held = sum(1 for at in range(place.start, place.end) if sheet.owner[at])
    return parts[0] if parts and 2 * held > place.end - place.start else None


def _approves(clause: Clause) -> bool:
    """The first clause of an act says what it approves: its regulations."""
    return clause.number == "1"


def _states(regulation: Regulation, clause: Clause, service: Service) -> bool:
    """Whether a clause of the first chapter states a fact of the service: read alone it gives one that the spec has, or
    without it the facts would be others."""
    clauses = regulation.clauses
    if clause.chapter != clauses[0].chapter:
        return False
    alone, others = (clause,), tuple(other for other in clauses if other is not clause)
    facts = read_service_facts(replace(regulation, title=None, clauses=alone))
    if any(_said(getattr(facts, name)) & _said(getattr(service, name)) for name in FACTS):
        return True
    return read_service_facts(replace(regulation, clauses=others)) != read_service_facts(regulation)


def _said(fact: object) -> frozenset[object]:
    """What a fact of a service holds: its texts, or its values."""
    if isinstance(fact, Texts):
        return frozenset((language, fact.get(language)) for language in fact.languages())
    if isinstance(fact, tuple):
        return frozenset(
            item for entry in fact for item in (_said(entry.names) if isinstance(entry, Result) else {entry})
        )
    return frozenset() if fact is None else frozenset({fact})


def _topic(text: str, language: Language, longest: int = TOPICAL) -> str | None:
    """Why a passage is set aside: the first topic of which it has a word. A long passage says more than a topic does."""
    if len(text) > longest:
        return None
    lowered = text.lower()
    topics = lexicon(language)["ledger"]
    return next((topic for topic, words in topics.items() if any(word in lowered for word in words)), None)


def _tables(sheet: Sheet, regulation: Regulation, service: Service | None) -> None:
    """The cells and labels of the tables that the spec has."""
    kept = {
        table.source.start
        for scenario in (service.scenarios if service else ())
        for language, table in (scenario.table or {}).items()
        if language == regulation.language
    }
    tables, _ = read_tables(regulation, {})
    for found in tables:
        span = found.table.source
        sheet.operate(span.start, span.end)
        if span.start not in kept:
            continue
        places = [*found.labels, *found.cells, *([found.caption] if found.caption else [])]
        places += [block.part.heading for block in found.blocks if block.part.heading]
        for place in places:
            sheet.claim("table", place.start, place.end)


def _annex(sheet: Sheet, annex: AnnexText, regulation: Regulation, service: Service | None) -> None:
    """The heading and caption of an annex are in the spec; so is a questionnaire; a diagram or a form is a picture of it."""
    for place in (annex.heading, annex.caption):
        if place:
            sheet.claim("annex", place.start, place.end)
    if not annex.lines:
        return
    whole = passage(regulation.source, annex.lines)
    reason = ANNEX_REASONS[annex.kind] or ("survey" if annex.kind == "survey" and service and service.survey else None)
    if reason:
        sheet.claim(reason, whole.start, whole.end)
