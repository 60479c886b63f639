"""The act's own diagram of each scenario: which one the clause cites, and the caption that it has in the annexes.

«… (диаграмма № 1 функционального взаимодействия …) приведены в приложении 2», and there the caption «Диаграмма № 1 …»,
«… № 1 диаграммасы» (диаграмма). The picture itself the saved texts have lost.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from parser.annexes import cites
from parser.headings import begins_small, caption
from parser.values import AnnexText, Clause, Line, Passage, Regulation
from spec.model import Diagram, Finding, Language, Service, Where
from spec.rules import finding

SHORTEST = 7  # characters; a shorter line is a label inside a picture
PARTS = 3  # lines over which a caption may be broken


def name_diagrams(service: Service, regulation: Regulation) -> tuple[Service, list[Finding]]:
    """The service with the diagram that the clause of each scenario cites.

    RG237: two clauses cite one diagram, and another is cited by none; the second clause is then taken to be wrong.
    """
    language = regulation.language
    captions = dict(_captions(regulation))
    clauses = {clause.number: clause for clause in regulation.clauses}
    cited = {
        scenario.id: citation
        for scenario in service.scenarios
        if (clause := clauses.get((scenario.clause.get(language) or "").split("-")[0]))
        and (citation := _citation(clause, language))
    }
    spare = captions.keys() - {number for number, _ in cited.values()}
    named: dict[str, str] = {}
    first_places: dict[str, Where] = {}
    findings: list[Finding] = []
    scenarios = []
    for scenario in service.scenarios:
        if scenario.id in cited:
            number, place = cited[scenario.id]
            clause_number = (scenario.clause.get(language) or "").split("-")[0]
            first = named.setdefault(number, clause_number)
            where = _where(place, service.id, scenario.id, language, clause_number)
            before = first_places.setdefault(number, where)
            if first == clause_number or not spare:
                caption_there = captions.get(number)
                span, text = (caption_there or place).span, caption_there.text if caption_there else None
                scenario = replace(scenario, diagram={language: Diagram(number, text, span)})
            else:
                findings.append(finding("RG237", where, before, first=first, second=clause_number, number=number))
        scenarios.append(scenario)
    return replace(service, scenarios=tuple(scenarios)), findings


def _where(place: Passage, service: str, scenario: str, language: Language, clause: str) -> Where:
    span = place.span
    return Where(service, scenario, None, language, span.source, span.start, span.end, span.line, clause)


def _citation(clause: Clause, language: Language) -> tuple[str, Passage] | None:
    """The one diagram that the opening of a clause cites, by number, and where; None where it cites none or several."""
    cited = [
        (number, clause.opening.part(start, end))
        for kind, numbers, start, end, ours in cites(clause.opening.text, language)
        if kind == "diagram" and ours
        for number in numbers
    ]
    return cited[0] if len({number for number, _ in cited}) == 1 else None


def _captions(regulation: Regulation) -> Iterator[tuple[str, Passage]]:
    """The captions of diagrams by number; the last one first, so that the first of two wins in a dictionary."""
    found = []
    for annex in regulation.annexes:
        if annex.kind == "diagram":
            found += list(_in_annex(annex, regulation))
    yield from reversed(found)


def _in_annex(annex: AnnexText, regulation: Regulation) -> Iterator[tuple[str, Passage]]:
    source, language = regulation.source, regulation.language
    lines = [line for line in annex.lines if source.text[line.start : line.end].strip()]
    for at, line in enumerate(lines):
        text = source.text[line.start : line.end].strip()
        if len(text) < SHORTEST or caption(text, language) != "diagram":
            continue
        numbers = [numbers for kind, numbers, *_ in cites(text, language) if kind == "diagram"]
        if len(numbers) == 1 and len(numbers[0]) == 1:
            first, last = _first(source.text, lines, at, language), _last(source.text, lines, at, language)
            start = line_start(source.text, lines[first])
            end = lines[last].start + len(source.text[lines[last].start : lines[last].end].rstrip())
            yield numbers[0][0], Passage(source, start, end, lines[first].number)


def line_start(text: str, line: Line) -> int:
    """Where a line begins, blanks left out."""
    piece = text[line.start : line.end]
    return line.start + len(piece) - len(piece.lstrip())


def _first(text: str, lines: Sequence[Line], at: int, language: Language) -> int:
    """The first line of the caption that has its number in line `at`: lines before one that begins small belong to it."""
    first = at
    while first and at - first < PARTS - 1 and begins_small(text, line_start(text, lines[first]), lines[first].end):
        before = text[lines[first - 1].start : lines[first - 1].end].strip()
        if before.startswith("[") or before[-1] in ".;:" or caption(before, language):
            break
        first -= 1
    return first


def _last(text: str, lines: Sequence[Line], at: int, language: Language) -> int:
    """Its last line: lines after it that begin small, without a blank line between, go on with it."""
    last = at
    while last + 1 < len(lines) and last - at < PARTS - 1:
        after = lines[last + 1]
        start = line_start(text, after)
        if text.count("\n", lines[last].end, after.start) > 1 or not begins_small(text, start, after.end):
            break
        if caption(text[start : after.end].strip(), language):
            break
        last += 1
    return last
