"""The Kazakh and the Russian text of one act → one spec, step by step, aligned by meaning.

Where the languages differ, the finding says how; the flow is that of the text that states more steps.
"""

from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from parser.detours import with_detours
from parser.flow import Flow, Talk, link_flow, turns_away
from parser.keys import name_keys, unique_ids
from parser.languagepairs import compare_definitions, compare_references
from parser.merge import (
    deadline_value,
    merge_act,
    merge_edges,
    merge_ends,
    merge_optional,
    merge_step,
    merge_terms,
    merge_texts,
)
from parser.tabledoubts import Doubt, doubts
from parser.tablepairs import compare_tables
from spec.model import Act, Finding, Language, Scenario, Service, ServiceUnit, Spec, Step, Table, Where
from spec.pairs import align
from spec.places import begin, step_place
from spec.rules import finding


class Reading(Struct, frozen=True, gc=False):
    """How a text is understood: what a step speaks of (for the flow of steps that come from both languages), which roles
    the unit of a table denotes in a language, and which cells of the tables are guessed."""

    talk: Callable[[Step], Talk]
    role_of: Callable[[str, Language], tuple[str, ...]]
    doubts: frozenset[Doubt] = frozenset()


def align_languages(kk: Spec, ru: Spec, reading: Reading) -> Spec:
    """One spec of both texts."""
    reading = replace(reading, doubts=doubts((*kk.findings, *ru.findings)))
    findings: list[Finding] = list(_act_differences(kk.act, ru.act))
    services: list[Service] = []
    for index in range(max(len(kk.services), len(ru.services))):
        left = kk.services[index] if index < len(kk.services) else None
        right = ru.services[index] if index < len(ru.services) else None
        if left is None or right is None:
            alone = left or right
            assert alone is not None
            language: Language = "kk" if left else "ru"
            findings.append(finding("RG286", Where(service=alone.id, language=language), what=alone.id))
            services.append(alone)
        else:
            service, found = _merge_service(left, right, reading)
            services.append(service)
            findings += found
    sources = {source.id: source for source in (*kk.sources, *ru.sources)}
    merged = tuple(
        replace(source, languages=_both([s.languages for s in (*kk.sources, *ru.sources) if s.id == source.id]))
        for source in sources.values()
    )
    act = merge_act(kk.act, ru.act)
    told = (*_renamed(kk, services, "kk"), *_renamed(ru, services, "ru"))
    findings += compare_references(act.references, told)
    return Spec(kk.format, merged, act, tuple(services), (*told, *findings))


def _renamed(text: Spec, merged: list[Service], language: Language) -> Iterator[Finding]:
    """The findings of one text, which name its steps by what they are called in the spec of both."""
    places = {
        (service.id, scenario.id, step.source[language][0]): step
        for service in merged
        for scenario in service.scenarios
        for step in scenario.steps
        if step.source.get(language)
    }
    names: dict[tuple[str, str, str], str] = {}
    for service in text.services:
        for scenario in service.scenarios:
            for step in scenario.steps:
                twin = places.get((service.id, scenario.id, step.source[language][0]))
                if twin is not None:
                    names[service.id, scenario.id, step.id] = twin.id
                    names[service.id, scenario.id, step.key] = twin.key
    for each in text.findings:
        where = each.where
        name = names.get((where.service or "", where.scenario or "", where.step or ""))
        yield each if name in (None, where.step) else replace(each, where=replace(where, step=name))


def _both(groups: list[tuple[Language, ...]]) -> tuple[Language, ...]:
    order: tuple[Language, ...] = ("kk", "ru")
    return tuple(language for language in order if any(language in group for group in groups))


def _act_differences(kk: Act, ru: Act) -> list[Finding]:
    facts = {
        "kind": (kk.kind, ru.kind),
        "date": (kk.date, ru.date),
        "number": (kk.number, ru.number),
        "registration.date": (kk.registration and kk.registration.date, ru.registration and ru.registration.date),
        "registration.number": (kk.registration and kk.registration.number, ru.registration and ru.registration.number),
        "repeal.date": (kk.repeal and kk.repeal.date, ru.repeal and ru.repeal.date),
        "repeal.number": (kk.repeal and kk.repeal.number, ru.repeal and ru.repeal.number),
    }
    return [
        finding("RG289", Where(), fact=fact, kk=str(left), ru=str(right))
        for fact, (left, right) in facts.items()
        if left and right and left != right
    ]


def _merge_service(kk: Service, ru: Service, reading: Reading) -> tuple[Service, list[Finding]]:
    findings: list[Finding] = []
    scenarios: list[Scenario] = []
    right = {scenario.id: scenario for scenario in ru.scenarios}
    left = {scenario.id: scenario for scenario in kk.scenarios}
    for name in [*right, *(name for name in left if name not in right)]:
        if name in left and name in right:
            scenario, found = _merge_scenario(left[name], right[name], ru.id, reading)
            findings += found
        else:
            scenario = left.get(name) or right[name]
            language: Language = "kk" if name in left else "ru"
            findings.append(finding("RG286", Where(service=ru.id, scenario=name, language=language), what=name))
        scenarios.append(scenario)
    terms = merge_terms(kk.terms, ru.terms)
    findings += compare_definitions(terms, ru.id)
    units, found = _merge_units(kk.units, ru.units, ru.id)
    findings += found
    counts = [sum(1 for term in side if term.definition.languages()) for side in (kk.terms, ru.terms)]
    if counts[0] != counts[1]:
        findings.append(finding("RG288", Where(service=ru.id), kk=counts[0], ru=counts[1]))
    results = ru.results
    if len(kk.results) == len(ru.results):
        pairs = zip(kk.results, ru.results, strict=True)
        results = tuple(replace(r, names=merge_texts(k.names, r.names), form=r.form or k.form) for k, r in pairs)
    return replace(
        ru,
        titles=merge_texts(kk.titles, ru.titles),
        providers=merge_texts(kk.providers, ru.providers),
        automation=ru.automation or kk.automation,
        forms=ru.forms or kk.forms,
        accepts_through=ru.accepts_through or kk.accepts_through,
        variants=ru.variants or kk.variants,
        results=results or kk.results,
        standard=merge_optional(kk.standard, ru.standard),
        terms=terms,
        units=units,
        scenarios=tuple(scenarios),
        survey=ru.survey or kk.survey,
    ), findings


def _merge_units(
    kk: tuple[ServiceUnit, ...], ru: tuple[ServiceUnit, ...], service: str
) -> tuple[tuple[ServiceUnit, ...], list[Finding]]:
    pairs = align(kk, ru, _same_unit)
    units: list[ServiceUnit] = []
    findings: list[Finding] = []
    for left, right in pairs:
        if left and right:
            roles = right.roles if _roles(right) else left.roles
            names = merge_texts(left.names, right.names)
            units.append(replace(right, roles=roles, names=names, source=left.source | right.source))
            continue
        alone = left or right
        assert alone is not None
        language: Language = "kk" if left else "ru"
        span = alone.source[language]
        where = Where(
            service, None, None, language, span.source, span.start, span.end, span.line, alone.clause, alone.item
        )
        findings.append(finding("RG287", where, unit=alone.names.first() or ""))
        units.append(alone)
    return tuple(units), findings


def _same_unit(kk: ServiceUnit, ru: ServiceUnit) -> float:
    """How much two units are one: by what they denote; a unit that the words do not place may be any."""
    if _roles(kk) and _roles(ru):
        return 3.0 if _roles(kk) & _roles(ru) else -3.0
    return 0.75 if kk.item == ru.item else 0.5


def _roles(unit: ServiceUnit) -> set[str]:
    return set(unit.roles) - {"other"}


def _likeness(kk: Step, ru: Step) -> float:
    """How much two steps are the same step: action, kind, number, performer, systems."""
    score = 3.0 if kk.action == ru.action and kk.action != "other" else -1.0 if kk.action != ru.action else 0.5
    score += 1.0 if kk.kind == ru.kind else -2.0
    score += 1.0 if kk.number == ru.number else 0.0
    score += 0.5 if kk.performer == ru.performer else 0.0
    both = set(kk.systems) | set(ru.systems)
    return score + (len(set(kk.systems) & set(ru.systems)) / len(both) if both else 0.5)


def _merge_scenario(kk: Scenario, ru: Scenario, service: str, reading: Reading) -> tuple[Scenario, list[Finding]]:
    findings: list[Finding] = []
    steps: list[Step] = []
    twins: dict[str, str] = {}
    for left, right in align(kk.steps, ru.steps, _likeness):
        if left and right:
            steps.append(merge_step(left, right))
            findings += _step_differences(left, right, service, ru.id)
            twins[left.id] = right.id
            continue
        alone = left or right
        assert alone is not None
        findings.append(finding("RG280", step_place(alone, service, ru.id, "kk" if left else "ru"), step=alone.id))
        steps.append(alone)
    merged = name_keys(unique_ids(steps))
    if len(twins) == len(kk.steps) == len(ru.steps):
        flow = Flow(merged, merge_edges(kk, ru, twins), merge_ends(kk, ru, twins))
        findings += _flow_differences(kk, ru, twins, service)
    else:
        flow = with_detours(link_flow(merged, [reading.talk(step) for step in merged]))
    table: dict[Language, Table] = {**(kk.table or {}), **(ru.table or {})}
    if len(table) == 2:
        findings += compare_tables(table["kk"], table["ru"], reading.role_of, Where(service, ru.id), reading.doubts)
    scenario = replace(
        ru,
        clause=merge_texts(kk.clause, ru.clause),
        steps=flow.steps,
        edges=flow.edges,
        ends=flow.ends,
        table=table or None,
        diagram={**(kk.diagram or {}), **(ru.diagram or {})} or None,
    )
    return scenario, findings


def _step_differences(kk: Step, ru: Step, service: str, scenario: str) -> list[Finding]:
    """How the two texts of one step differ: «жеке немесе заңды тұлға» against «юридическое лицо»."""
    where = _both_places(kk, ru, service, scenario)
    found: list[Finding] = []
    for evidence, code in (("text", "RG281"), ("table", "RG290")):
        left = sorted({deadline_value(d) for d in kk.deadlines if d.evidence == evidence}, key=str)
        right = sorted({deadline_value(d) for d in ru.deadlines if d.evidence == evidence}, key=str)
        if left != right and left and right:
            found.append(finding(code, *where, step=ru.id, kk=_deadlines(kk, evidence), ru=_deadlines(ru, evidence)))
    if set(kk.systems) != set(ru.systems):
        found.append(
            finding("RG282", *where, step=ru.id, kk=", ".join(sorted(kk.systems)), ru=", ".join(sorted(ru.systems)))
        )
    if (
        kk.performer != ru.performer
        and None not in (kk.performer, ru.performer)
        and kk.performer_by == ru.performer_by == "sentence"
    ):
        found.append(finding("RG283", *where, step=ru.id, kk=str(kk.performer), ru=str(ru.performer)))
    if kk.action != ru.action and "other" not in (kk.action, ru.action):
        found.append(finding("RG284", *where, step=ru.id, kk=kk.action, ru=ru.action))
    if kk.id != ru.id:
        found.append(finding("RG285", *where, kk=kk.id, ru=ru.id))
    return found


def _both_places(kk: Step, ru: Step, service: str, scenario: str) -> list[Where]:
    """Where the step stands in both texts, under its name in the spec of both."""
    places = [step_place(replace(kk, id=ru.id), service, scenario, "kk"), step_place(ru, service, scenario, "ru")]
    return sorted(places, key=begin)


def _deadlines(step: Step, evidence: str) -> str:
    parts = [
        f"{d.max:g} {d.calendar or ''} {d.unit or '?'}".replace("  ", " ")
        for d in step.deadlines
        if d.evidence == evidence
    ]
    return "; ".join(parts)


def _flow_differences(kk: Scenario, ru: Scenario, twins: dict[str, str], service: str) -> list[Finding]:
    left = {(twins[edge.from_], twins[edge.to], edge.when) for edge in kk.edges}
    right = {(edge.from_, edge.to, edge.when) for edge in ru.edges}
    steps = {step.id: step for step in ru.steps}
    others = {twins[step.id]: step for step in kk.steps}
    mine = {twins[step.id] for step in kk.steps if turns_away(step)}
    first = {a: (b, w) for a, b, w in sorted(left ^ right, key=str, reverse=True)}
    return [
        finding(
            "RG291",
            *_both_places(others[a], steps[a], service, ru.id),
            step=a,
            to=b,
            language="kk" if (a, b, w) in left else "ru",
        )
        for a, (b, w) in sorted(first.items())
    ] + [
        finding(
            "RG299", *_both_places(others[a], steps[a], service, ru.id), step=a, language="kk" if a in mine else "ru"
        )
        for a in sorted(mine ^ {step.id for step in ru.steps if turns_away(step)})
    ]
