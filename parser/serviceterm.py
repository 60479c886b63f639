"""The term of the whole service, where the regulation states it, against the deadlines of its steps."""

from collections.abc import Iterator

from parser.deadlines import read_deadlines
from parser.languages.lexicon import lexicon
from parser.lints import where
from parser.values import Passage, Regulation
from spec.model import Deadline, Finding, Scenario, Service
from spec.model import Where as Place
from spec.rules import finding
from spec.worst import Duration, longest, through

REACH = 300
"""Characters after the words for the term in which its length must stand."""


def term_lints(regulation: Regulation, service: Service) -> Iterator[Finding]:
    """RG233: a step that may take longer than the whole service; RG234: steps that together may take longer.

    Only days of one kind are compared: no calendar is at hand to turn working days into others.
    """
    total = service_term(regulation, service)
    if total is None:
        return
    for scenario in service.scenarios:
        found = list(_longer_steps(scenario, service, total, regulation))
        yield from found
        worst = max((_days(duration, total) for duration in through(scenario).values()), default=0.0)
        if not found and worst > total.max:
            place = where(_passage(total, regulation), regulation.language)
            yield finding("RG234", place, scenario=scenario.id, sum=_said(worst, total), total=_said(total.max, total))


def _longer_steps(scenario: Scenario, service: Service, total: Deadline, regulation: Regulation) -> Iterator[Finding]:
    language = regulation.language
    for step in scenario.steps:
        days = _days(longest(step), total)
        if days > total.max and step.source.get(language):
            span = step.source[language][0]
            place = Place(service.id, scenario.id, step.id, language, span.source, span.start, span.end, span.line)
            yield finding("RG233", place, step=step.id, deadline=_said(days, total), total=_said(total.max, total))


def service_term(regulation: Regulation, service: Service) -> Deadline | None:
    """The longest term of days that a clause without steps gives for the service."""
    words = lexicon(regulation.language)["deadlines"]["total"]
    steps = {s.clause.get(regulation.language) for scenario in service.scenarios for s in scenario.steps}
    found: list[Deadline] = []
    for clause in regulation.clauses:
        text = clause.whole.text.lower()
        at = min((place for word in words if (place := text.find(word)) >= 0), default=-1)
        if at >= 0 and clause.number not in steps:
            part = clause.whole.part(at, min(len(text), at + REACH))
            found += read_deadlines(part, regulation.language, "text")
    days = [deadline for deadline in found if deadline.unit == "day"]
    return max(days, key=lambda deadline: deadline.max, default=None)


def _days(duration: Duration, total: Deadline) -> float:
    return duration.working_days if total.calendar == "working" else duration.calendar_days


def _said(days: float, total: Deadline) -> str:
    return f"{days:g} {total.calendar} day" if total.calendar else f"{days:g} day"


def _passage(total: Deadline, regulation: Regulation) -> Passage:
    span = total.stated[0].source
    return Passage(regulation.source, span.start, span.end, span.line)
