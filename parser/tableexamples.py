"""How the tables of an act describe like actions: what a damaged row of one table should hold, others show.

«Оплата услуги» is done by the same unit within the same time in each table of an act; a text of five services says it
ten times.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from parser.tablecase import same_action
from parser.tabledoubts import doubts, sure
from spec.model import Column, Language, Scenario, Spec, Step

_TELLS_NOTHING = {"other", "check"}


class Example(Struct, frozen=True, gc=False):
    """A column of a table, and the scenario in which it stands."""

    service: str
    scenario: str
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
                    found.setdefault(step.action, []).append(Example(service.id, scenario.id, column))
    return found


def _steps(scenario: Scenario) -> dict[int, Step]:
    return {s.number: s for s in reversed(scenario.steps) if s.number is not None and s.kind != "condition"}


def alike(examples: Examples, action: str, service: str, scenario: str, number: int) -> tuple[Column, ...]:
    """The columns of this action, but for the column itself."""
    itself = (service, scenario, number)
    return tuple(
        each.column for each in examples.get(action, ()) if (each.service, each.scenario, each.column.number) != itself
    )
