"""Spec → findings: what is wrong with the act, told from the spec alone. One rule a function, one finding a fact."""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from spec.graph import soundness
from spec.model import Annex, Finding, Language, Reference, Scenario, Service, Spec, Step, Term, Where
from spec.places import begin, entry_places, spanned, stated_places, step_place, step_places
from spec.rules import finding, named
from spec.termrules import (
    interchanged_deadlines,
    short_forms_no_shorter,
    steps_without_deadline,
    unused_short_forms,
)

REFUSALS = {
    "refuse_login": ("verify_login",),
    "refuse_unpaid": ("verify_payment",),
    "refuse_signature": ("verify_certificate",),
    "refuse_request": ("verify_eligibility", "check", "examine"),
    "report_missing_data": ("verify_registry_data",),
}
"""The check whose failure each refusal reports."""
SYSTEMS = {"portal", "payment_gateway", "gateway", "e_licensing", "registry"}
"""Performers that are information systems."""
WITHIN = {"provider", "employee", "chancellery", "head", "deputy_head", "department_head", "specialist"}
"""Who acts within the provider."""


def validate(spec: Spec) -> tuple[Finding, ...]:
    """The findings of every rule, in the order of the spec."""
    found: list[Finding] = []
    for act_rule in ACT_RULES:
        found += act_rule(spec)
    for service in spec.services:
        for service_rule in SERVICE_RULES:
            found += service_rule(service)
        for scenario in service.scenarios:
            for scenario_rule in SCENARIO_RULES:
                found += scenario_rule(service, scenario)
    return tuple(found)


def at(code: str, step: Step, service: Service, scenario: Scenario, /, **arguments: str | int | float) -> Finding:
    """A finding about a step, at its place in each text that has it."""
    first, *others = step_places(step, service.id, scenario.id)
    return finding(code, first, *others, **arguments)


def wrong_references(spec: Spec) -> Iterator[Finding]:
    """RG201 clause, RG202 annex, RG203 diagram, RG204 table that a clause cites and that does not exist."""
    codes = {"clause": "RG201", "annex": "RG202", "diagram": "RG203", "table": "RG204"}
    cited: set[tuple[object, ...]] = set()
    for reference in spec.act.references:
        spot = (reference.kind, reference.number, reference.service, reference.language)
        if reference.found or reference.kind not in codes or spot in cited:
            continue
        if reference.kind == "annex" and _promised(spec.act.annexes, reference.service, reference.number):
            continue
        cited.add(spot)
        yield finding(codes[reference.kind], _citing(reference), number=reference.number)


def _citing(reference: Reference) -> Where:
    return spanned(Where(reference.service, language=reference.language, clause=reference.clause), reference.from_)


def _promised(annexes: tuple[Annex, ...], service: str | None, number: str) -> bool:
    return any(annex.service == service and annex.number == number and not annex.present for annex in annexes)


def missing_annexes(spec: Spec) -> Iterator[Finding]:
    """RG205: an annex that a clause promises and that the text does not hold."""
    for annex in spec.act.annexes:
        if not annex.present:
            places = {
                reference.language: _citing(reference)
                for reference in reversed(spec.act.references)
                if (reference.kind, reference.service, reference.number) == ("annex", annex.service, annex.number)
                and not reference.found
            }
            alone = spanned(Where(annex.service), annex.source) if annex.source else Where(annex.service)
            first, *others = sorted(places.values(), key=begin) or [alone]
            yield finding("RG205", first, *others, number=annex.number or "?", kind=annex.kind)


def repealed(spec: Spec) -> Iterator[Finding]:
    """RG200: the act has lost its force."""
    if spec.act.repeal:
        yield finding("RG200", Where(), date=spec.act.repeal.date or "?", number=spec.act.repeal.number or "?")


def unused_terms(service: Service) -> Iterator[Finding]:
    """RG220: an entry of the list of terms (with a definition) that the regulation never uses."""
    for term in service.terms:
        if term.definition.languages() and not term.uses and not _within_another(term, service):
            places = entry_places(service.id, term.clause, term.item, term.source)
            yield named("RG220", places, "term", term.term)


def _within_another(term: Term, service: Service) -> bool:
    """Whether the term's short form is a word of the short form of a term in use: «ИС» in «ИС ГБД»."""
    return any(
        f" {short} " in f" {one.abbreviation.get(language)} "
        for language in term.abbreviation.languages()
        if (short := term.abbreviation.get(language))
        for one in service.terms
        if one is not term and one.uses
    )


def idle_units(service: Service) -> Iterator[Finding]:
    """RG225: a unit of the list that no step and no table column names."""
    acting = _acting(service)
    for unit in service.units:
        if unit.roles and acting.isdisjoint(unit.roles):
            places = entry_places(service.id, unit.clause, unit.item, unit.source)
            yield named("RG225", places, "unit", unit.names)


def unlisted_units(service: Service) -> Iterator[Finding]:
    """RG226: a unit that acts and that the list of units lacks.

    A list of the provider's own units alone (құрылымдық бөлімшелер / структурные подразделения) speaks of the procedure
    within the provider alone.
    """
    if not service.units:
        return
    listed = {role for unit in service.units for role in unit.roles} | {"other"}
    own = listed <= WITHIN | {"other"} and listed != {"provider", "other"}
    if "provider" in listed:
        listed |= WITHIN
    elif listed & {"employee", "specialist"} and not own:
        listed.add("provider")  # «сотрудник МИО» stands for it
    if "psc_workstation" in listed:
        listed |= {"psc_worker"} & {role for unit in service.units for role in unit.roles}
    found: dict[str, Finding] = {}
    for scenario in service.scenarios:
        for step in scenario.steps:
            role = step.performer
            if role is None or role in listed or role in found or (role == "registry" and _registries(listed)):
                continue
            if not said_to_act(step, scenario) or (own and (scenario.channel != "internal" or role == "provider")):
                continue
            found[role] = at("RG226", step, service, scenario, unit=role)
    yield from (each for role, each in found.items() if role != "employee" or "provider" not in found)


def said_to_act(step: Step, scenario: Scenario) -> bool:
    """Whether the act lets the performer act: a system that only custom puts there, and that no step names, is none of
    the act's."""
    if step.performer_by != "convention" or step.performer not in SYSTEMS:
        return True
    named = {
        system
        for each in scenario.steps
        for system in (*each.systems, each.performer if each.performer_by != "convention" else None)
    }
    return step.performer in named or (step.performer == "registry" and _registries(named))


def _registries(roles: AbstractSet[str | None]) -> bool:
    return not roles.isdisjoint({"individuals_registry", "entities_registry", "notary"})


def _acting(service: Service) -> set[str]:
    """Every performer and system that a step names, and every role that stands for one of them."""
    acting: set[str] = set()
    for scenario in service.scenarios:
        for step in scenario.steps:
            acting |= {*step.systems, step.performer or "", step.decided_by or ""}
    staff = {"employee", "chancellery", "head", "deputy_head", "department_head", "specialist"}
    if acting & staff:
        acting.add("provider")
    if acting & {"individuals_registry", "entities_registry", "notary"}:
        acting.add("registry")
    if "psc_worker" in acting:
        acting.add("psc_workstation")
    return acting


def numbering(service: Service, scenario: Scenario) -> Iterator[Finding]:
    """RG210: a number that two steps bear; RG211: a number that the steps skip."""
    for kind in ("process", "condition", "action"):
        steps = [step for step in scenario.steps if step.kind == kind and step.number is not None]
        last = 0
        seen: set[int] = set()
        for step in steps:
            number = step.number or 0
            if number in seen:
                yield at("RG210", step, service, scenario, number=number, kind=kind)
            elif number > last + 1:
                missing = f"{last + 1}" if number == last + 2 else f"{last + 1}–{number - 1}"
                yield at("RG211", step, service, scenario, number=missing, kind=kind)
            seen.add(number)
            last = max(last, number)


def item_numbering(service: Service, scenario: Scenario) -> Iterator[Finding]:
    """RG212: an item number that the list of steps bears twice; RG213: one that it skips. Each text has its own list, and
    where the steps stand in two clauses, each clause."""
    languages: tuple[Language, ...] = ("kk", "ru")
    for language in languages:
        last, clause = 0, None
        seen: set[int] = set()
        for step in scenario.steps:
            if step.source.get(language) and step.clause.get(language) != clause:
                last, clause, seen = 0, step.clause.get(language), set()
            item = step.item if isinstance(step.item, str) or step.item is None else step.item.get(language)
            if not (step.source.get(language) and item and item.isdigit()):
                continue
            number = int(item)
            if number in seen:
                yield finding("RG212", step_place(step, service.id, scenario.id, language), number=number)
            elif number > last + 1:
                yield finding("RG213", step_place(step, service.id, scenario.id, language), number=last + 1)
            seen.add(number)
            last = max(last, number)


def checks(service: Service, scenario: Scenario) -> Iterator[Finding]:
    """RG240: a check without a refusal; RG241: a refusal without a check; RG242: a refusal that reports another failure."""
    steps = {step.id: step for step in scenario.steps}
    into = {edge.to: edge for edge in scenario.edges}
    failing = {edge.from_ for edge in scenario.edges if edge.when == "failed"}
    failing |= {edge.from_ for edge in scenario.edges if edge.when is None and edge.guard}  # it tells kinds apart
    failing |= {id_ for id_, found in scenario.ends.items() if any(end.given.get(id_) == "failed" for end in found)}
    for step in scenario.steps:
        if step.kind == "condition" and step.id not in failing:
            yield at("RG240", step, service, scenario, step=step.id)
        wanted = REFUSALS.get(step.action)
        edge = into.get(step.id)
        before = steps.get(edge.from_) if edge else None
        if wanted is None or (before is not None and before.action in REFUSALS):
            continue
        if before is None or before.kind != "condition":
            yield at("RG241", step, service, scenario, step=step.id)
        elif before.action not in wanted and before.action != "other":
            places = (*step_places(step, service.id, scenario.id), *step_places(before, service.id, scenario.id))
            yield finding("RG242", *places, step=step.id, check=before.id)


def ends(service: Service, scenario: Scenario) -> Iterator[Finding]:
    """RG243: nothing ends with the service's result; RG244: a step from which no end can be reached; RG245: unreachable."""
    if not scenario.steps:
        return
    outcomes = {end.outcome for group in scenario.ends.values() for end in group}
    if "issued" not in outcomes:
        yield at("RG243", scenario.steps[-1], service, scenario, scenario=scenario.id)
    found = soundness(scenario)
    steps = {step.id: step for step in scenario.steps}
    for node in found.endless:
        yield at("RG244", steps[node], service, scenario, step=node)
    for node in found.unreachable:
        yield at("RG245", steps[node], service, scenario, step=node)
    for loop in found.loops:
        if not _left(loop, scenario):
            yield at("RG246", steps[loop[0]], service, scenario, steps=", ".join(loop))


def _left(loop: Sequence[str], scenario: Scenario) -> bool:
    """Whether an answer of a check leads out of a loop («если форма неполна, возврат на процесс 3»)."""
    return any(edge.from_ in loop and edge.to not in loop and edge.when is not None for edge in scenario.edges)


def lost_steps(service: Service, scenario: Scenario) -> Iterator[Finding]:
    """RG247: a signature is checked but nothing is signed or sent on; RG248: payment is checked but nothing pays; RG249:
    no login check. Acts of 2015–2019 sign the request as they send it («направление запроса, удостоверенного ЭЦП»)."""
    actions = [step.action for step in scenario.steps] + [a for step in scenario.steps for a in step.also]
    pairs = (
        ("verify_certificate", ("sign_request", "forward_request"), "RG247"),
        ("verify_payment", ("pay",), "RG248"),
    )
    for step in scenario.steps:
        for check, deeds, code in pairs:
            if step.action == check and not any(deed in actions for deed in deeds):
                yield at(code, step, service, scenario, step=step.id)
        if step.action == "log_in" and "verify_login" not in actions:
            yield at("RG249", step, service, scenario, step=step.id)


def deadlines(service: Service, scenario: Scenario) -> Iterator[Finding]:
    """RG231: a deadline without a unit; RG232: days that may be working or calendar days."""
    for step in scenario.steps:
        for deadline in step.deadlines:
            if deadline.unit is None or (deadline.unit == "day" and deadline.calendar is None):
                code = "RG231" if deadline.unit is None else "RG232"
                places = stated_places(deadline, step, service.id, scenario.id)
                yield finding(code, *places, step=step.id, value=deadline.max)


ACT_RULES: tuple[Callable[[Spec], Iterator[Finding]], ...] = (repealed, wrong_references, missing_annexes)
SERVICE_RULES: tuple[Callable[[Service], Iterator[Finding]], ...] = (
    unused_terms,
    unused_short_forms,
    short_forms_no_shorter,
    idle_units,
    unlisted_units,
)
SCENARIO_RULES: tuple[Callable[[Service, Scenario], Iterator[Finding]], ...] = (
    numbering,
    item_numbering,
    checks,
    ends,
    lost_steps,
    deadlines,
    interchanged_deadlines,
    steps_without_deadline,
)
