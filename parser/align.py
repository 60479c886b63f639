"""The Kazakh and the Russian text of one act → one spec, step by step, aligned by meaning.

Where the languages differ, the finding says how; the flow is that of the text that states more steps.
"""

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from parser.flow import Flow, Talk, link_flow
from parser.keys import name_keys, unique_ids
from parser.languagepairs import compare_definitions, compare_references, unsaid
from parser.tablepairs import compare_tables
from spec.model import (
    Act,
    Annex,
    Deadline,
    Edge,
    Finding,
    Language,
    Scenario,
    Service,
    ServiceUnit,
    Spec,
    Step,
    Table,
    Term,
    Texts,
    Where,
)
from spec.pairs import align
from spec.rules import finding


class Reading(Struct, frozen=True, gc=False):
    """How a text is understood: what a step speaks of (for the flow of steps that come from both languages), and which
    roles the unit of a table denotes in a language."""

    talk: Callable[[Step], Talk]
    role_of: Callable[[str, Language], tuple[str, ...]]


def align_languages(kk: Spec, ru: Spec, reading: Reading) -> Spec:
    """One spec of both texts."""
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
    act = _merge_act(kk.act, ru.act)
    findings += compare_references(act.references, (*kk.findings, *ru.findings))
    return Spec(kk.format, merged, act, tuple(services), (*kk.findings, *unsaid(kk.findings, ru.findings), *findings))


def _both(groups: list[tuple[Language, ...]]) -> tuple[Language, ...]:
    order: tuple[Language, ...] = ("kk", "ru")
    return tuple(language for language in order if any(language in group for group in groups))


def merge_texts(kk: Texts, ru: Texts) -> Texts:
    """Both texts in one value."""
    return Texts(kk=kk.kk, ru=ru.ru)


def _optional(kk: Texts | None, ru: Texts | None) -> Texts | None:
    return None if kk is None and ru is None else merge_texts(kk or Texts(), ru or Texts())


def _merge_act(kk: Act, ru: Act) -> Act:
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
    terms = _merge_terms(kk.terms, ru.terms)
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
        standard=_optional(kk.standard, ru.standard),
        terms=terms,
        units=units,
        scenarios=tuple(scenarios),
        survey=ru.survey or kk.survey,
    ), findings


def _merge_terms(kk: tuple[Term, ...], ru: tuple[Term, ...]) -> tuple[Term, ...]:
    """Entries of the list of terms that stand at the same place in both languages are one entry if both lists are as
    long; short forms from elsewhere stay apart."""
    lists = [[t for t in side if t.definition.languages()] for side in (kk, ru)]
    if len(lists[0]) != len(lists[1]):
        return (*kk, *ru)
    left = {(term.clause, term.item): term for term in lists[0]}
    merged: list[Term] = []
    taken: set[int] = set()
    for term in ru:
        twin = left.get((term.clause, term.item)) if term.definition.languages() else None
        merged.append(_merge_term(twin, term) if twin else term)
        taken.add(id(twin))
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


def _merge_units(
    kk: tuple[ServiceUnit, ...], ru: tuple[ServiceUnit, ...], service: str
) -> tuple[tuple[ServiceUnit, ...], list[Finding]]:
    pairs = align(
        kk, ru, lambda a, b: 3.0 if set(a.roles) & set(b.roles) else (0.5 if not (a.roles and b.roles) else -3.0)
    )
    units: list[ServiceUnit] = []
    findings: list[Finding] = []
    for left, right in pairs:
        if left and right:
            units.append(replace(right, names=merge_texts(left.names, right.names), source=left.source | right.source))
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
            steps.append(_merge_step(left, right))
            findings += _step_differences(left, right, service, ru.id)
            twins[left.id] = right.id
            continue
        alone = left or right
        assert alone is not None
        findings.append(finding("RG280", step_where(alone, service, ru.id, "kk" if left else "ru"), step=alone.id))
        steps.append(alone)
    merged = name_keys(unique_ids(steps))
    if len(twins) == len(kk.steps) == len(ru.steps):
        flow = Flow(merged, _merge_edges(kk, ru, twins), ru.ends)
        findings += _flow_differences(kk, ru, twins, service)
    else:
        flow = link_flow(merged, [reading.talk(step) for step in merged])
    table: dict[Language, Table] = {**(kk.table or {}), **(ru.table or {})}
    if len(table) == 2:
        findings += compare_tables(table["kk"], table["ru"], reading.role_of, Where(service, ru.id))
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


def step_where(step: Step, service: str, scenario: str, language: Language) -> Where:
    """The place of a step in one language."""
    item = step.item if isinstance(step.item, str) or step.item is None else step.item.get(language)
    spans = step.source.get(language, ())
    where = Where(service, scenario, step.id, language, clause=step.clause.get(language), item=item)
    if not spans:
        return where
    span = spans[0]
    return replace(where, source=span.source, start=span.start, end=span.end, line=span.line)


def _merge_step(kk: Step, ru: Step) -> Step:
    """One step of both texts. What one text leaves open the other decides; where both decide, the Russian one stands."""
    better = kk if ru.action == "other" and kk.action != "other" else ru
    named = ru if ru.performer_by == "sentence" or kk.performer_by != "sentence" else kk
    systems = (*ru.systems, *(system for system in kk.systems if system not in ru.systems))
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
        only_if=_optional(kk.only_if, ru.only_if),
        texts=merge_texts(kk.texts, ru.texts),
        outcomes=ru.outcomes or kk.outcomes,
        deadlines=merge_deadlines(kk.deadlines, ru.deadlines),
        result=_optional(kk.result, ru.result),
        source=kk.source | ru.source,
    )


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


def _step_differences(kk: Step, ru: Step, service: str, scenario: str) -> list[Finding]:
    """How the two texts of one step differ, at the Russian step: «жеке немесе заңды тұлға» against «юридическое лицо»."""
    where = step_where(ru, service, scenario, "ru")
    found: list[Finding] = []
    for evidence, code in (("text", "RG281"), ("table", "RG290")):
        left = sorted({deadline_value(d) for d in kk.deadlines if d.evidence == evidence}, key=str)
        right = sorted({deadline_value(d) for d in ru.deadlines if d.evidence == evidence}, key=str)
        if left != right and left and right:
            found.append(finding(code, where, step=ru.id, kk=_deadlines(kk, evidence), ru=_deadlines(ru, evidence)))
    if set(kk.systems) != set(ru.systems):
        found.append(
            finding("RG282", where, step=ru.id, kk=", ".join(sorted(kk.systems)), ru=", ".join(sorted(ru.systems)))
        )
    if (
        kk.performer != ru.performer
        and None not in (kk.performer, ru.performer)
        and kk.performer_by == ru.performer_by == "sentence"
    ):
        found.append(finding("RG283", where, step=ru.id, kk=str(kk.performer), ru=str(ru.performer)))
    if kk.action != ru.action and "other" not in (kk.action, ru.action):
        found.append(finding("RG284", where, step=ru.id, kk=kk.action, ru=ru.action))
    if kk.id != ru.id:
        found.append(finding("RG285", where, kk=kk.id, ru=ru.id))
    return found


def _deadlines(step: Step, evidence: str) -> str:
    parts = [
        f"{d.max:g} {d.calendar or ''} {d.unit or '?'}".replace("  ", " ")
        for d in step.deadlines
        if d.evidence == evidence
    ]
    return "; ".join(parts)


def _merge_edges(kk: Scenario, ru: Scenario, twins: dict[str, str]) -> tuple[Edge, ...]:
    guards = {(twins[e.from_], twins[e.to]): e for e in kk.edges}
    merged: list[Edge] = []
    for edge in ru.edges:
        twin = guards.get((edge.from_, edge.to))
        if twin is None:
            merged.append(edge)
            continue
        evidence = (*edge.evidence, *(e for e in twin.evidence if e not in edge.evidence))
        guard = _optional(twin.guard, edge.guard)
        merged.append(replace(edge, guard=guard, evidence=evidence, against=(*twin.against, *edge.against)))
    return tuple(merged)


def _flow_differences(kk: Scenario, ru: Scenario, twins: dict[str, str], service: str) -> list[Finding]:
    left = {(twins[edge.from_], twins[edge.to], edge.when) for edge in kk.edges}
    right = {(edge.from_, edge.to, edge.when) for edge in ru.edges}
    steps = {step.id: step for step in ru.steps}
    return [
        finding(
            "RG291",
            step_where(steps[a], service, ru.id, "ru"),
            step=a,
            to=b,
            language="kk" if (a, b, w) in left else "ru",
        )
        for a, b, w in sorted(left ^ right, key=str)
    ]
