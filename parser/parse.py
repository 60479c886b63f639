"""Files → acts: reads every text in its own language, then makes one spec of the texts of one act.

read → sections by language → outline → act, terms, units, scenarios, tables → align → validate
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from parser.act import read_act
from parser.actlints import act_lints
from parser.align import Reading, align_languages
from parser.annexes import number_tables
from parser.diagrams import name_diagrams
from parser.figures import figures_in_words
from parser.lints import regulation_lints
from parser.names import short_forms
from parser.outline import genre_of, read_outline
from parser.places import placed
from parser.procedure import talk_of
from parser.read import ReadError, read_bytes
from parser.read.language import sections
from parser.reconcile import reconcile_service
from parser.scenarios import read_scenarios
from parser.sentences import role_of
from parser.servicelints import service_lints
from parser.services import read_service_facts
from parser.shortforms import short_form_findings
from parser.signatures import Signature, compare_signatures, signatures
from parser.survey import read_survey
from parser.systemnames import systems_once
from parser.tabledoubts import doubts, sure
from parser.tableexamples import NO_EXAMPLES, Examples, examples_of
from parser.terms import read_terms
from parser.units import read_units
from parser.values import Outline, Regulation, Source
from spec.facts import one_a_fact
from spec.model import FORMAT, Channel, Finding, Language, Service, SourceFile, Spec, Table, Where
from spec.rules import finding
from spec.validate import validate

Tables = Mapping[Channel, Table]
TITLE_SHOWN = 120
"""Characters of a title that a finding quotes."""
NOTHING: Mapping[str, Tables] = {}
READING = Reading(talk_of, lambda text, language: role_of(text, language, {}))


class ParsedAct(Struct, frozen=True, gc=False):
    """One act: its spec, and the normalised text of each source by id."""

    spec: Spec
    texts: dict[str, str]


class Unreadable(Struct, frozen=True, gc=False):
    """A file that could not be read: its path, and why."""

    path: str
    finding: Finding


class Parsed(Struct, frozen=True, gc=False):
    """What some files hold: acts in the order of the files, and the files that could not be read."""

    acts: tuple[ParsedAct, ...]
    unreadable: tuple[Unreadable, ...]


class Text(Struct, frozen=True, gc=False):
    """One text of an act: one source in one language."""

    spec: Spec
    source: Source
    language: Language
    signed: tuple[Signature, ...] = ()


def parse(files: Sequence[tuple[str, bytes]]) -> Parsed:
    """The acts in `files` (path, content). Files that hold texts of one act become one spec."""
    texts: list[Text] = []
    unreadable: list[Unreadable] = []
    for path, data in files:
        try:
            source, found = read_bytes(data, path)
        except ReadError as error:
            unreadable.append(Unreadable(path, finding(error.code, Where(), **error.arguments)))
            continue
        texts += _read_texts(source, found)
    return Parsed(tuple(_join(group) for group in _groups(texts)), tuple(unreadable))


def _read_texts(source: Source, found: tuple[Finding, ...]) -> list[Text]:
    """Every text in a source, each a spec in one language. Findings of the reader go with the first."""
    texts: list[Text] = []
    for language, lines in sections(source):
        outline = read_outline(source, lines, language)
        spec = read_text(outline)
        if not texts:
            spec = replace(spec, findings=(*found, *spec.findings))
        texts.append(Text(spec, source, language, signatures(outline)))
    return texts


def read_text(outline: Outline, others: Mapping[str, Tables] = NOTHING, examples: Examples = NO_EXAMPLES) -> Spec:
    """The spec of one act in one language. `others` are the tables of its text in the other language, by service and
    channel, `examples` its own columns of an earlier reading: they help to place cells that have lost their columns."""
    names = tuple(f"service-{number}" for number in range(1, len(outline.regulations) + 1))
    act, findings = read_act(outline)
    services: list[Service] = []
    found: list[Finding] = [*outline.findings, *findings, *act_lints(outline, act)]
    for name, regulation in zip(names, outline.regulations, strict=True):
        service, more = read_service(regulation, name, others.get(name), examples)
        services.append(number_tables(service, act.annexes))
        found += more
    source = outline.source
    file = SourceFile(source.id, source.path, source.sha256, source.media_type, (outline.language,))
    return Spec(FORMAT, (file,), act, tuple(services), placed(found, outline, names))


def read_service(
    regulation: Regulation, name: str, others: Tables | None = None, examples: Examples = NO_EXAMPLES
) -> tuple[Service, list[Finding]]:
    """One regulation as a service called `name`."""
    language = regulation.language
    terms = read_terms(regulation)
    names = short_forms(terms)
    facts = read_service_facts(regulation)
    reading = read_scenarios(regulation, names, name)
    service = Service(
        id=name,
        titles=facts.titles,
        providers=facts.providers,
        automation=facts.automation,
        forms=facts.forms,
        accepts_through=facts.accepts_through,
        variants=facts.variants,
        results=facts.results,
        standard=facts.standard,
        terms=terms,
        units=read_units(regulation, names, lambda text: role_of(text, language, names)),
        scenarios=reading.scenarios,
        survey=read_survey(regulation),
    )
    service, misnamed = name_diagrams(service, regulation)
    service, found = reconcile_service(service, regulation, names, others, examples)
    if not service.scenarios and regulation.clauses:
        place = regulation.clauses[0].whole
        where = Where(name, None, None, language, place.source.id, place.start, place.end, place.line)
        found.append(finding("RG025", where, clauses=len(regulation.clauses)))
    lints = (
        *misnamed,
        *regulation_lints(regulation, terms),
        *figures_in_words(regulation),
        *service_lints(regulation, service),
    )
    read = systems_once(reading.findings, regulation)
    return service, [*other_genre(regulation, service), *read, *short_form_findings(regulation, terms), *found, *lints]


def other_genre(regulation: Regulation, service: Service) -> Iterator[Finding]:
    """RG023: a text that calls itself rules or a standard, and how many lists of steps it holds."""
    title = regulation.title
    if title and (genre := genre_of(title, regulation.language)):
        place = Where(service.id, None, None, regulation.language, title.source.id, title.start, title.end, title.line)
        shown = " ".join(title.text.split())
        shown = shown if len(shown) <= TITLE_SHOWN else f"{shown[:TITLE_SHOWN].rsplit(' ', 1)[0]} …"
        yield finding("RG023", place, title=shown, genre=genre, lists=len(service.scenarios))


def _groups(texts: list[Text]) -> list[list[Text]]:
    """Texts of one act together: the same id and edition. Of equal texts in one language the first is kept."""
    groups: dict[tuple[str, str | None], list[Text]] = {}
    for text in texts:
        act = text.spec.act
        groups.setdefault((act.id, act.edition.date if act.edition else None), []).append(text)
    result: list[list[Text]] = []
    for group in groups.values():
        result += _by_content(group)
    return result


def _by_content(group: list[Text]) -> list[list[Text]]:
    """One text a language; another text in the same language that differs is an act of its own, with a finding (RG081)."""
    first: dict[Language, Text] = {}
    others: list[list[Text]] = []
    for text in group:
        twin = first.setdefault(text.language, text)
        if twin is text or _content(twin) == _content(text):
            continue
        act = replace(text.spec.act, id=f"{text.spec.act.id}-{_content(text)[:8]}")
        note = finding("RG081", Where(), id=text.spec.act.id, path=text.source.path)
        others.append([replace(text, spec=replace(text.spec, act=act, findings=(*text.spec.findings, note)))])
    return [list(first.values()), *others]


def _content(text: Text) -> str:
    """A digest of the words of a text, whatever its line breaks and spaces."""
    return hashlib.sha256(" ".join(text.source.text.split()).encode()).hexdigest()


def _join(group: list[Text]) -> ParsedAct:
    """One spec of one act's texts. Every source was read as s1; the second file of an act is read again as s2."""
    sources: dict[int, Source] = {}
    specs: dict[Language, Spec] = {}
    for text in group:
        known = sources.setdefault(id(text.source), replace(text.source, id=f"s{len(sources) + 1}"))
        again = text if known.id == text.source.id else _reread(text, known)
        specs[text.language] = again.spec
    for text in group:
        specs[text.language] = _with_all_tables(specs, text, sources[id(text.source)])
    spec = align_languages(specs["kk"], specs["ru"], READING) if len(specs) == 2 else specs[group[0].language]
    signed = {text.language: (text.signed, sources[id(text.source)].id) for text in group}
    found = (*spec.findings, *compare_signatures(signed), *validate(spec))
    spec = replace(spec, findings=one_a_fact(found, spec.services, spec.act.references))
    return ParsedAct(spec, {source.id: source.text for source in sources.values()})


def _with_all_tables(specs: Mapping[Language, Spec], text: Text, source: Source) -> Spec:
    """The spec of a text, read again with what its own tables and those of the other language show, where cells could
    not be placed."""
    spec = specs[text.language]
    if not any(found.code == "RG061" for found in spec.findings):
        return spec
    tables = {
        service.id: {
            s.channel: sure(table, doubts(other.findings), service.id, s.id, language)
            for s in service.scenarios
            for table in (s.table or {}).values()
        }
        for language, other in specs.items()
        if language != text.language
        for service in other.services
    }
    lines = next(lines for language, lines in sections(source) if language == text.language)
    again = read_text(read_outline(source, lines, text.language), tables, examples_of(spec, text.language))
    return replace(again, act=replace(again.act, id=spec.act.id))


def _reread(text: Text, source: Source) -> Text:
    again = next(each for each in _read_texts(source, ()) if each.language == text.language)
    return replace(again, spec=replace(again.spec, act=replace(again.spec.act, id=text.spec.act.id)))
