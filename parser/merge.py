"""A value of the Kazakh text and its twin of the Russian text → one value with both languages."""

from msgspec.structs import replace

from parser.termpairs import pair_terms
from spec.model import Act, Annex, Deadline, Edge, End, Scenario, Step, StepOutcome, Term, Texts


def merge_texts(kk: Texts, ru: Texts) -> Texts:
    """Both texts in one value."""
    return Texts(kk=kk.kk, ru=ru.ru)


def merge_optional(kk: Texts | None, ru: Texts | None) -> Texts | None:
    """Both texts in one value; None where neither text has it."""
    return None if kk is None and ru is None else merge_texts(kk or Texts(), ru or Texts())


def merge_act(kk: Act, ru: Act) -> Act:
    """One act of both texts; where both state a fact, the Russian one stands."""
    registration, repeal = ru.registration or kk.registration, ru.repeal or kk.repeal
    if kk.registration and ru.registration:
        registration = replace(ru.registration, bodies=merge_texts(kk.registration.bodies, ru.registration.bodies))
    if kk.repeal and ru.repeal:
        repeal = replace(ru.repeal, acts=merge_texts(kk.repeal.acts, ru.repeal.acts))
    return replace(
        ru,
        edition=ru.edition or kk.edition,
        kind=ru.kind or kk.kind,
        titles=merge_texts(kk.titles, ru.titles),
        issuers=merge_texts(kk.issuers, ru.issuers),
        date=ru.date or kk.date,
        number=ru.number or kk.number,
        registration=registration,
        repeal=repeal,
        annexes=_merge_annexes(kk.annexes, ru.annexes),
        references=(*kk.references, *ru.references),
    )


def _merge_annexes(kk: tuple[Annex, ...], ru: tuple[Annex, ...]) -> tuple[Annex, ...]:
    """The annexes of the Russian text, then those that only the Kazakh text has."""
    known = {(annex.service, annex.number, annex.kind) for annex in ru}
    return (*ru, *(annex for annex in kk if (annex.service, annex.number, annex.kind) not in known))


def merge_terms(kk: tuple[Term, ...], ru: tuple[Term, ...]) -> tuple[Term, ...]:
    """The entries of the two lists of terms are one entry each if both lists are as long; short forms from elsewhere
    stay apart."""
    lists = [[t for t in side if t.definition.languages()] for side in (kk, ru)]
    if len(lists[0]) != len(lists[1]):
        return (*kk, *ru)
    pairs = pair_terms(*lists)
    twins = {id(there): here for here, there in pairs}
    taken = {id(here) for here, _ in pairs}
    merged = [_merge_term(twins[id(term)], term) if id(term) in twins else term for term in ru]
    return (*merged, *(term for term in kk if id(term) not in taken))


def _merge_term(kk: Term, ru: Term) -> Term:
    return replace(
        ru,
        term=merge_texts(kk.term, ru.term),
        abbreviation=merge_texts(kk.abbreviation, ru.abbreviation),
        definition=merge_texts(kk.definition, ru.definition),
        uses=kk.uses + ru.uses,
        source=kk.source | ru.source,
    )


def merge_step(kk: Step, ru: Step) -> Step:
    """One step of both texts. What one text leaves open the other decides; where both decide, the Russian one stands."""
    better = kk if ru.action == "other" and kk.action != "other" else ru
    named = ru if ru.performer_by == "sentence" or kk.performer_by != "sentence" else kk
    systems = (*ru.systems, *(system for system in kk.systems if system not in ru.systems))
    deadlines = merge_deadlines(kk.deadlines, ru.deadlines)
    return replace(
        ru,
        clause=merge_texts(kk.clause, ru.clause),
        item=_merge_item(kk.item, ru.item),
        performer=named.performer,
        performer_by=named.performer_by,
        action=better.action,
        also=better.also,
        head=merge_texts(kk.head, ru.head),
        systems=systems,
        needs=ru.needs or kk.needs,
        decided_by=ru.decided_by or kk.decided_by,
        checks=(*ru.checks, *(check for check in kk.checks if check not in ru.checks)),
        only_if=merge_optional(kk.only_if, ru.only_if),
        texts=merge_texts(kk.texts, ru.texts),
        outcomes=_merge_outcomes(kk, ru, deadlines),
        deadlines=deadlines,
        result=merge_optional(kk.result, ru.result),
        source=kk.source | ru.source,
    )


def _merge_outcomes(kk: Step, ru: Step, deadlines: tuple[Deadline, ...]) -> tuple[StepOutcome, ...]:
    """The ways in which the Russian text ends the step, with the guards of both; those of the Kazakh text where the
    Russian one names none, their deadlines among the merged ones."""
    if not ru.outcomes:
        values = [deadline_value(deadline) for deadline in deadlines]
        return tuple(
            replace(one, deadlines=tuple(values.index(deadline_value(kk.deadlines[at])) for at in one.deadlines))
            for one in kk.outcomes
        )
    guards = {one.id: one.guard for one in kk.outcomes}
    return tuple(replace(one, guard=merge_texts(guards.get(one.id, Texts()), one.guard)) for one in ru.outcomes)


def _merge_item(kk: str | Texts | None, ru: str | Texts | None) -> str | Texts | None:
    if kk == ru or kk is None or not isinstance(kk, str):
        return ru
    return Texts(kk=kk, ru=ru) if isinstance(ru, str) else kk


def deadline_value(deadline: Deadline) -> tuple[object, ...]:
    """What two statements of one deadline have in common."""
    low = deadline.min if deadline.min != deadline.max else None
    return (low, deadline.max, deadline.unit, deadline.calendar, deadline.for_)


def merge_deadlines(kk: tuple[Deadline, ...], ru: tuple[Deadline, ...]) -> tuple[Deadline, ...]:
    """Each deadline once, with every place that states it."""
    merged = list(ru)
    for deadline in kk:
        twin = next(
            (
                i
                for i, d in enumerate(merged)
                if deadline_value(d) == deadline_value(deadline) and d.evidence == deadline.evidence
            ),
            None,
        )
        if twin is None:
            merged.append(deadline)
        else:
            merged[twin] = replace(merged[twin], stated=(*deadline.stated, *merged[twin].stated))
    return tuple(merged)


def merge_edges(kk: Scenario, ru: Scenario, twins: dict[str, str]) -> tuple[Edge, ...]:
    """The edges of the Russian text with the evidence and the guards of both; `twins`: Kazakh step id → Russian step id."""
    guards = {(twins[e.from_], twins[e.to]): e for e in kk.edges}
    merged: list[Edge] = []
    for edge in ru.edges:
        twin = guards.get((edge.from_, edge.to))
        if twin is None:
            merged.append(edge)
            continue
        evidence = (*edge.evidence, *(e for e in twin.evidence if e not in edge.evidence))
        guard = merge_optional(twin.guard, edge.guard)
        merged.append(replace(edge, guard=guard, evidence=evidence, against=(*twin.against, *edge.against)))
    return tuple(merged)


def merge_ends(kk: Scenario, ru: Scenario, twins: dict[str, str]) -> dict[str, tuple[End, ...]]:
    """The ends of the Russian text, and those that the Kazakh text alone has within a step that goes on (a refusal to
    accept the papers); `twins`: Kazakh step id → Russian step id."""
    known = dict(ru.ends)
    for step, ends in kk.ends.items():
        twin = twins.get(step, step)
        here = [End(end.outcome, {twin: end.given[step]}) for end in ends if set(end.given) == {step}]
        added = tuple(end for end in here if end not in known.get(twin, ()))
        if added:
            known[twin] = (*known.get(twin, ()), *added)
    return {step.id: known[step.id] for step in ru.steps if step.id in known}
