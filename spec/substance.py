"""What a spec says, apart from how it is numbered and where it stands: the facts that two editions are compared by.

Left out: places in the text, ids, keys, numbers of clauses, items, steps and annexes, and how a fact is known (evidence of
edges, who named the performer). Texts are compared without the punctuation of lists, in the languages that both specs have.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from spec.model import (
    Act,
    Annex,
    Deadline,
    Edge,
    End,
    Language,
    Reference,
    Result,
    Scenario,
    Service,
    ServiceUnit,
    Spec,
    Step,
    Table,
    Term,
    Texts,
)

Languages = tuple[Language, ...]
Said = tuple[str, ...]
Entry = TypeVar("Entry", Term, ServiceUnit, Result)

STEP_FIELDS = (
    "kind", "action", "performer", "systems", "needs", "decided_by", "checks", "also", "only_if", "outcomes",
    "deadlines", "result", "texts",
)  # fmt: skip
LISTS = ("forms", "accepts_through", "variants", "results", "terms", "units")


def languages_of(spec: Spec) -> Languages:
    """The languages in which the spec's act or steps have texts."""
    found = {language for source in spec.sources for language in source.languages}
    found.update(spec.act.titles.languages())
    for service in spec.services:
        found.update(service.titles.languages())
        for scenario in service.scenarios:
            for step in scenario.steps:
                found.update(step.texts.languages())
    order: Languages = ("kk", "ru")
    return tuple(language for language in order if language in found)


def shared_languages(old: Spec, new: Spec) -> Languages:
    """The languages that both specs have."""
    others = languages_of(new)
    return tuple(language for language in languages_of(old) if language in others)


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """`text` with single spaces and without the punctuation that ends an item of a list."""
    return " ".join(text.split()).rstrip(" ;.,:")


def said(texts: Texts | None, languages: Languages) -> Said | None:
    """The text in each of `languages`, empty where it lacks; None where there is no text at all."""
    if texts is None:
        return None
    found = tuple(plain(texts.get(language) or "") for language in languages)
    return found if any(found) else None


def ordered(values: Iterable[Any]) -> tuple[Any, ...]:
    """`values` in an order of their own: the order of a list that means nothing."""
    found = tuple(values)
    return tuple(sorted(found, key=repr)) if len(found) > 1 else found


def alike(values: Iterable[Any]) -> tuple[Any, ...]:
    """`values` in an order that two lists of the same long values share in one run; never for showing."""
    return tuple(sorted(values, key=hash))


def deadline_fact(deadline: Deadline) -> tuple[Any, ...]:
    """What a deadline says: (min, max, unit, calendar, for, evidence). A single value and «within» it are one fact."""
    least = None if deadline.min is None or deadline.min == deadline.max else float(deadline.min)
    return (least, float(deadline.max), deadline.unit, deadline.calendar, deadline.for_, deadline.evidence)


def outcome_facts(step: Step, languages: Languages) -> tuple[Any, ...]:
    """The ways in which a step ends: (id, guard, its deadlines)."""
    return ordered(
        (one.id, said(one.guard, languages), ordered(deadline_fact(step.deadlines[at]) for at in one.deadlines))
        for one in step.outcomes
    )


def step_facts(step: Step, languages: Languages) -> tuple[Any, ...]:
    """What a step says, in the order of STEP_FIELDS."""
    return (
        step.kind,
        step.action,
        step.performer,
        ordered(set(step.systems)) if step.systems else (),
        ordered(map(ordered, step.needs)) if step.needs else None,
        step.decided_by,
        ordered(set(step.checks)) if step.checks else (),
        ordered(set(step.also)) if step.also else (),
        said(step.only_if, languages),
        outcome_facts(step, languages) if step.outcomes else (),
        ordered(map(deadline_fact, step.deadlines)) if step.deadlines else (),
        said(step.result, languages),
        said(step.texts, languages),
    )


def edge_fact(edge: Edge, languages: Languages) -> tuple[Any, ...]:
    """(from, to, when, guard)."""
    return (edge.from_, edge.to, edge.when, said(edge.guard, languages))


def end_fact(step: str, end: End) -> tuple[Any, ...]:
    """(step, outcome, given)."""
    return (step, end.outcome, tuple(sorted(end.given.items())))


def term_fact(term: Term, languages: Languages) -> tuple[Any, ...]:
    """(term, abbreviation, definition)."""
    return tuple(said(each, languages) for each in (term.term, term.abbreviation, term.definition))


def unit_fact(unit: ServiceUnit, languages: Languages) -> tuple[Any, ...]:
    """(roles, names)."""
    return (ordered(unit.roles), said(unit.names, languages))


def result_fact(result: Result, languages: Languages) -> tuple[Any, ...]:
    """(outcome, names, form)."""
    return (result.outcome, said(result.names, languages), result.form)


def worded(entries: Sequence[Entry], languages: Languages) -> tuple[Entry, ...]:
    """Those that say something in `languages`: what only the other language says came or went with its text."""
    return tuple(each for each in entries if not languages or any(said(texts, languages) for texts in _wordings(each)))


def _wordings(entry: Term | ServiceUnit | Result) -> tuple[Texts | None, ...]:
    return (entry.term, entry.abbreviation, entry.definition) if isinstance(entry, Term) else (entry.names,)


def annex_fact(annex: Annex) -> tuple[Any, ...] | None:
    """(kind,) of an annex that is there: its number is numbering, and of one that lacks tell the references to it."""
    return (annex.kind,) if annex.present else None


def reference_fact(reference: Reference) -> tuple[Any, ...] | None:
    """(kind, number, found) of a reference to an act, or of one that leads nowhere; the rest is numbering."""
    if reference.kind == "act" or not reference.found:
        return (reference.kind, reference.number, reference.found)
    return None


def table_fact(table: Table) -> tuple[Any, ...]:
    """The columns' unit, action and words of the next action; deadlines and results are the steps' own."""
    return tuple(
        (
            plain(column.unit or ""),
            plain(column.action or ""),
            tuple(plain(each.text or each.when or "") for each in column.next),
        )
        for column in table.columns
    )


def scenario_facts(scenario: Scenario, languages: Languages) -> tuple[Any, ...]:
    """What a scenario says; steps are named by their index."""
    at = {step.id: n for n, step in enumerate(scenario.steps)}
    edges = {edge_fact(edge, languages) for edge in scenario.edges}
    ends = {end_fact(step, end) for step, found in scenario.ends.items() for end in found}
    tables = {language: table_fact(table) for language, table in (scenario.table or {}).items()}
    return (
        scenario.channel,
        tuple(step_facts(step, languages) for step in scenario.steps),
        ordered((at.get(a, a), at.get(b, b), when, guard) for a, b, when, guard in edges),
        ordered((at.get(a, a), outcome, tuple((at.get(s, s), o) for s, o in given)) for a, outcome, given in ends),
        tuple(tables.get(language) for language in languages),
    )


def service_facts(service: Service, languages: Languages) -> tuple[Any, ...]:
    """What a service says of itself; then its scenarios."""
    survey = service.survey and (service.survey.questions, service.survey.options)
    return (
        said(service.titles, languages),
        said(service.providers, languages),
        service.automation,
        ordered(set(service.forms)),
        ordered(set(service.accepts_through)),
        ordered(set(service.variants)),
        ordered(result_fact(each, languages) for each in worded(service.results, languages)),
        said(service.standard, languages),
        ordered(term_fact(each, languages) for each in worded(service.terms, languages)),
        ordered(unit_fact(each, languages) for each in worded(service.units, languages)),
        survey,
        alike(scenario_facts(each, languages) for each in service.scenarios),
    )


def act_facts(act: Act, languages: Languages) -> dict[str, Any]:
    """What an act says of itself, by the name of the fact."""
    repeal, registration, edition = act.repeal, act.registration, act.edition
    return {
        "id": act.id,
        "edition": edition and (edition.date, edition.by),
        "kind": act.kind,
        "date": act.date,
        "number": act.number,
        "registration": registration and (registration.date, registration.number, said(registration.bodies, languages)),
        "repeal": repeal and (repeal.date, repeal.number, said(repeal.acts, languages)),
        "titles": said(act.titles, languages),
        "issuers": said(act.issuers, languages),
        "annexes": ordered(fact for fact in map(annex_fact, act.annexes) if fact is not None),
        "references": ordered({fact for fact in map(reference_fact, act.references) if fact is not None}),
    }


def substance(spec: Spec, languages: Languages | None = None) -> tuple[Any, ...]:
    """Everything that a comparison compares: two specs differ exactly where this differs."""
    chosen = languages_of(spec) if languages is None else languages
    act = act_facts(spec.act, chosen)
    return (tuple(act.items()), alike(service_facts(each, chosen) for each in spec.services))
