"""The structure of a spec as lines that a person can check against the act: no sentences, only facts."""

from collections.abc import Iterator

from spec.model import Column, Deadline, Scenario, Spec, Step


def structure(spec: Spec) -> str:
    """Act, services, scenarios, steps, edges, ends, tables; one fact a line."""
    return "\n".join(_act(spec)) + "\n"


def _act(spec: Spec) -> Iterator[str]:
    act = spec.act
    yield f"act {act.id} {act.kind} {act.date} № {act.number}"
    if act.registration:
        yield f"registered {act.registration.date} № {act.registration.number}"
    if act.repeal:
        yield f"repealed {act.repeal.date} № {act.repeal.number}"
    for service in spec.services:
        terms = {lang: sum(1 for t in service.terms if t.definition.get(lang)) for lang in ("kk", "ru")}
        units = {lang: sum(1 for u in service.units if u.names.get(lang)) for lang in ("kk", "ru")}
        yield f"{service.id} {service.automation} terms {terms} units {units} variants {' '.join(service.variants)}"
        for scenario in service.scenarios:
            yield from _scenario(scenario)


def _scenario(scenario: Scenario) -> Iterator[str]:
    clauses = "/".join(scenario.clause.get(lang) or "-" for lang in scenario.clause.languages())
    yield f"  {scenario.id} clause {clauses}"
    yield from (f"    {_step(step)}" for step in scenario.steps)
    for edge in scenario.edges:
        yield f"    {edge.from_} -> {edge.to}{f' {edge.when}' if edge.when else ''}"
    for step, ends in scenario.ends.items():
        yield f"    end {step} {' '.join(end.outcome for end in ends)}"
    for language, table in (scenario.table or {}).items():
        yield f"    table {language} {table.annex or '-'}.{table.number or '-'}"
        yield from (f"      {_column(column)}" for column in table.columns)


def _step(step: Step) -> str:
    item = step.item if isinstance(step.item, str) or step.item is None else f"{step.item.kk}/{step.item.ru}"
    parts = [step.id, item or "-", step.kind, step.performer or "-", step.action]
    parts += [f"also {' '.join(step.also)}"] if step.also else []
    parts += [f"in {' '.join(step.systems)}"] if step.systems else []
    parts += [f"checks {' '.join(step.checks)}"] if step.checks else []
    parts += [f"ends {' '.join(outcome.id for outcome in step.outcomes)}"] if step.outcomes else []
    return " ".join(parts + [_deadline(deadline) for deadline in step.deadlines])


def _deadline(deadline: Deadline) -> str:
    low = "" if deadline.min is None else f"{deadline.min:g}-"
    unit = f"{deadline.calendar or ''} {deadline.unit}".strip()
    return f"[{low}{deadline.max:g} {unit}{f' for {deadline.for_}' if deadline.for_ else ''} by {deadline.evidence}]"


def _column(column: Column) -> str:
    ways = " ".join(str(action.to or "text") for action in column.next)
    cells = " ".join(f"{name} {printed}" for name, printed in column.cells.items() if printed != "printed")
    return " ".join(
        [str(column.number), *map(_deadline, column.deadlines), f"-> {ways}" if ways else "", cells]
    ).strip()
