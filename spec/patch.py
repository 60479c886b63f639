"""OLD and the changes → NEW, as far as a spec says anything: numbers and places in the text stay those of OLD."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from msgspec.structs import replace

from spec.changes import Change, Edit
from spec.flowdiff import NOWHERE, flow
from spec.model import Edge, End, Scenario, Service, Spec, Step
from spec.substance import annex_fact, reference_fact

LETTERS = {"registration": "R", "process": "P", "condition": "C", "action": "A"}
LISTS: dict[str, Callable[[Any], Any]] = {"annexes": annex_fact, "references": reference_fact}


def apply(old: Spec, changes: Iterable[Change]) -> Spec:
    """`old` after the `changes` of a comparison; its substance in the shared languages is that of NEW."""
    edits = [edit for one in changes for edit in one.edits]
    act = old.act
    for edit in edits:
        if not edit.place:
            act = replace(act, **{edit.field: _changed(getattr(act, edit.field), edit)})
    services = {service.id: service for service in old.services}
    for edit in edits:
        if len(edit.place) == 1 and not edit.field:
            services.pop(edit.place[0], None)
            if edit.operation == "add":
                services[edit.place[0]] = edit.value
    for name in services:
        services[name] = _service(services[name], [edit for edit in edits if edit.place[:1] == (name,)])
    return replace(old, act=act, services=tuple(services.values()), findings=())


def _service(service: Service, edits: Sequence[Edit]) -> Service:
    for edit in edits:
        if len(edit.place) == 1 and edit.field:
            service = replace(service, **{edit.field: _changed(getattr(service, edit.field), edit)})
    scenarios = {scenario.id: scenario for scenario in service.scenarios}
    for edit in edits:
        if len(edit.place) == 2 and not edit.field:
            scenarios.pop(edit.place[1], None)
            if edit.operation == "add":
                scenarios[edit.place[1]] = edit.value
    for name in scenarios:
        scenarios[name] = _scenario(scenarios[name], [edit for edit in edits if edit.place[1:2] == (name,)])
    return replace(service, scenarios=tuple(scenarios.values()))


def _scenario(scenario: Scenario, edits: Sequence[Edit]) -> Scenario:
    if not any(edit.field or len(edit.place) == 3 for edit in edits):
        return scenario
    steps = {step.id: step for step in scenario.steps}
    for edit in edits:
        if len(edit.place) == 3 and edit.field:
            step = steps[edit.place[2]]
            steps[step.id] = replace(step, **{edit.field: _changed(getattr(step, edit.field), edit)})
    order = _order(list(steps), edits)
    steps |= {
        edit.place[2]: edit.value
        for edit in edits
        if edit.operation == "add" and len(edit.place) == 3 and not edit.field
    }
    before = flow(scenario, {step.id: step.id for step in scenario.steps})
    edges = dict(before.edges)
    ends = [(stop[0], end) for stop, end in before.stops.items()]
    for edit in edits:
        if len(edit.place) == 2 and edit.field == "edges":
            key = (edit.value.from_, edit.value.to, edit.value.when)
            edges.pop(key, None)
            if edit.operation == "add":
                edges[key] = edit.value
        elif len(edit.place) == 2 and edit.field == "ends":
            ends = [*ends, edit.value] if edit.operation == "add" else [end for end in ends if end != edit.value]
        elif len(edit.place) == 2 and edit.field:
            scenario = replace(scenario, **{edit.field: edit.value})
    return _renumbered(scenario, [(name, steps[name]) for name in order], list(edges.values()), ends)


def _order(names: list[str], edits: Sequence[Edit]) -> list[str]:
    """The steps in the order of NEW: what stays, and what came or moved at its index in NEW."""
    placed = [edit for edit in edits if len(edit.place) == 3 and not edit.field]
    touched = {edit.place[2] for edit in placed}
    order = [name for name in names if name not in touched]
    for edit in sorted((edit for edit in placed if edit.operation != "remove"), key=lambda edit: edit.at or 0):
        order.insert(edit.at or 0, edit.place[2])
    return order


def _renumbered(
    scenario: Scenario, steps: list[tuple[str, Step]], edges: list[Edge], ends: list[tuple[str, End]]
) -> Scenario:
    """The scenario with its steps numbered anew by kind, as the acts do, and their keys made unique."""
    counts: dict[str, int] = {}
    ids: dict[str, str] = {}
    numbered: list[Step] = []
    for name, step in steps:
        letter = LETTERS[step.kind]
        counts[letter] = counts.get(letter, 0) + 1
        ids[name] = f"{letter}{counts[letter]}"
        stem = step.action if step.action != "other" else step.key.split("-")[0]
        counts[stem] = counts.get(stem, 0) + 1
        key = stem if counts[stem] == 1 else f"{stem}-{counts[stem]}"
        numbered.append(replace(step, id=ids[name], number=counts[letter], key=key))
    lost = {name for edge in edges for name in (edge.from_, edge.to)} | {name for name, _ in ends}
    ids |= {name: name.removeprefix(NOWHERE) for name in lost if name.startswith(NOWHERE)}
    at = {name: n for n, (name, _) in enumerate(steps)}
    edges.sort(key=lambda edge: (at.get(edge.from_, 0), at.get(edge.to, 0), edge.when or ""))
    grouped: dict[str, tuple[End, ...]] = {}
    for name, end in ends:
        given = {ids.get(step, step): outcome for step, outcome in end.given.items()}
        grouped[ids.get(name, name)] = (*grouped.get(ids.get(name, name), ()), End(end.outcome, given))
    return replace(
        scenario,
        steps=tuple(numbered),
        edges=tuple(replace(e, from_=ids.get(e.from_, e.from_), to=ids.get(e.to, e.to)) for e in edges),
        ends=grouped,
    )


def _changed(value: Any, edit: Edit) -> Any:
    """The value of a field after an edit; what is taken out of a list is told by its facts where places do not count."""
    if edit.operation == "set":
        return edit.value
    values = list(value)
    if edit.operation == "add":
        return (*values, edit.value)
    fact: Callable[[Any], Any] = LISTS.get(edit.field, lambda each: each)
    gone = next((n for n, each in enumerate(values) if fact(each) == fact(edit.value)), None)
    if gone is not None and edit.field == "references":
        return tuple(each for each in values if fact(each) != fact(edit.value))
    return tuple(values) if gone is None else (*values[:gone], *values[gone + 1 :])
