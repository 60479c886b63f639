"""How the tables of an act describe like actions: what a damaged row of one table should hold, others show.

«Оплата услуги» is done by the same unit within the same time in each table of an act; a text of five services says it
ten times.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from parser.tablecase import same_action
from parser.tabledoubts import doubts, sure
from spec.model import Column, Language, Scenario, Spec, Step

_TELLS_NOTHING = {"other", "check"}


class Example(Struct, frozen=True, gc=False):
    """A column of a table, and the scenario in which it stands."""

    service: str
    scenario: str
    performer: str | None
    column: Column


Examples = Mapping[str, Sequence[Example]]
"""Columns in one language by the action of their step."""
NO_EXAMPLES: Examples = {}


def examples_of(spec: Spec, language: Language) -> Examples:
    """The columns of all tables of a text, without the cells whose place is a guess."""
    unsure = doubts(spec.findings)
    found: dict[str, list[Example]] = {}
    for service in spec.services:
        for scenario in service.scenarios:
            table = (scenario.table or {}).get(language)
            steps = _steps(scenario)
            for column in sure(table, unsure, service.id, scenario.id, language).columns if table else ():
                step = steps.get(column.number)
                if step and step.action not in _TELLS_NOTHING and same_action(column, step, language):
                    found.setdefault(step.action, []).append(Example(service.id, scenario.id, step.performer, column))
    return found


def _steps(scenario: Scenario) -> dict[int, Step]:
    return {s.number: s for s in reversed(scenario.steps) if s.number is not None and s.kind != "condition"}


def alike(examples: Examples, step: Step, service: str, scenario: str) -> tuple[Column, ...]:
    """The columns of the step's action, but for its own; of another performer's step the unit tells nothing."""
    itself = (service, scenario, step.number)
    return tuple(
        each.column if each.performer == step.performer else _without_unit(each.column)
        for each in examples.get(step.action, ())
        if (each.service, each.scenario, each.column.number) != itself
    )


def _without_unit(column: Column) -> Column:
    return replace(column, unit=None, cells={**column.cells, "unit": "missing"})
