"""Rules on terms and short forms, and on how long a person and a system take."""

from collections.abc import Iterator
from functools import lru_cache

from spec.model import Deadline, Finding, Language, Scenario, Service, Step, Term, Where
from spec.places import stated_places, step_places
from spec.rules import finding

SECONDS = {"second": 1.0, "minute": 60.0, "hour": 3600.0}
AUTOMATIC = ("refuse_login", "refuse_unpaid", "refuse_signature", "report_missing_data")
"""What a system does at once."""
MOSTLY = 3
"""One step of so many may lack its deadline by mistake; more lack it by intent."""
BY_HAND = ("fill_form", "log_in", "select_service", "pay", "sign_request")
"""What a person does."""
MUCH = 3
"""So many times longer than the work of a person must a message be to look wrong."""


def unused_short_forms(service: Service) -> Iterator[Finding]:
    """RG228: a short form given in a clause («далее – …») that the regulation never uses."""
    for term in service.terms:
        named = term.abbreviation.languages() if not term.definition.languages() and not term.uses else ()
        for language in named:
            yield finding("RG228", _place(service, term, language), short=term.abbreviation.get(language) or "")


def short_forms_no_shorter(service: Service) -> Iterator[Finding]:
    """RG229 once a language: short forms that repeat the whole term."""
    for language in ("kk", "ru"):
        same = [
            term
            for term in service.terms
            if term.definition.get(language)
            and (short := term.abbreviation.get(language))
            and _same(short, term.term.get(language) or "")
        ]
        if same:
            items = ", ".join(term.item or "" for term in same)
            where = _place(service, same[0], language)
            yield finding("RG229", where, clause=same[0].clause, items=items)


def _same(short: str, term: str) -> bool:
    return _letters(short) == _letters(term)


@lru_cache(maxsize=4096)
def _letters(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


def _place(service: Service, term: Term, language: Language) -> Where:
    span = term.source[language]
    return Where(service.id, None, None, language, span.source, span.start, span.end, span.line, term.clause, term.item)


def interchanged_deadlines(service: Service, scenario: Scenario) -> Iterator[Finding]:
    """RG236: the table gives a message of the system longer than the work of a person that is its alternative."""
    steps = {step.id: step for step in scenario.steps}
    after: dict[str, list[Step]] = {}
    for edge in scenario.edges:
        after.setdefault(edge.from_, []).append(steps[edge.to])
    for alternatives in after.values():
        messages = [step for step in alternatives if step.action in AUTOMATIC]
        works = [step for step in alternatives if step.action in BY_HAND]
        for message in messages:
            for work in works:
                long, short = _printed(message), _printed(work)
                if long and short and MUCH * _seconds(short) <= _seconds(long) and long.stated:
                    places = stated_places(long, message, service.id, scenario.id)
                    others = stated_places(short, work, service.id, scenario.id) if short.stated else ()
                    yield finding(
                        "RG236",
                        *places,
                        *others,
                        message=message.id,
                        long=_said(long),
                        work=work.id,
                        short=_said(short),
                    )


def _printed(step: Step) -> Deadline | None:
    """The deadline of a step by the table, where it has one that is shorter than a day."""
    found = [deadline for deadline in step.deadlines if deadline.evidence == "table" and deadline.unit in SECONDS]
    return found[0] if len(found) == 1 else None


def _seconds(deadline: Deadline) -> float:
    return deadline.max * SECONDS[deadline.unit or "second"]


def _said(deadline: Deadline) -> str:
    """As spec.words.arguments reads it: "10–15 second"."""
    low = f"{deadline.min:g}–" if deadline.min is not None and deadline.min != deadline.max else ""
    return f"{low}{deadline.max:g} {deadline.unit}"


def steps_without_deadline(service: Service, scenario: Scenario) -> Iterator[Finding]:
    """RG235 once a scenario of the provider's units: steps without a deadline among steps that mostly have one."""
    lacking = [step for step in scenario.steps if not step.deadlines]
    if scenario.channel != "internal" or not lacking or MOSTLY * len(lacking) > len(scenario.steps):
        return
    places = step_places(lacking[0], service.id, scenario.id)
    yield finding("RG235", *places, steps=", ".join(step.id for step in lacking))
