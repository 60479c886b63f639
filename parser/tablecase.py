"""One scenario beside its annex table: what the text lets follow each process, and whether a column is that process."""

from collections.abc import Callable
from functools import lru_cache

from msgspec import Struct

from parser.languages.matching import mentions
from spec.model import Column, Deadline, Edge, Language, Scenario, Step, Table
from spec.validate import REFUSALS

RoleOf = Callable[[str], tuple[str, ...]]
"""What the name of a unit denotes: performers and systems, in its order."""

REGISTRIES = {"individuals_registry": "registry", "entities_registry": "registry", "psc_workstation": "psc_worker"}

_COMMON = {"data", "request", "service", "form", "message", "browser", "nothing", "presence", "document", "check",
           "process", "attach", "ask"}  # fmt: skip
SAME = {
    **dict.fromkeys(("licence", "permit", "conclusion", "certificate_document"), "result"),
    **dict.fromkeys(("login", "password"), "authorise"),
    **dict.fromkeys(("payment", "receipt"), "pay"),
    "sign": "signature",
}
"""Concepts by which table and text may call one thing by two names."""


class Case(Struct, frozen=True, gc=False):
    """One scenario beside its table: columns by number (without those that were copied from another table), steps by
    number, and for each numbered step the edges that lead to the numbered steps after it: {number: {next: edges}}."""

    scenario: Scenario
    table: Table
    name: str
    language: Language
    role_of: RoleOf
    columns: dict[int, Column]
    steps: dict[int, Step]
    ways: dict[int, dict[int, tuple[Edge, ...]]]
    foreign: frozenset[int]
    doubtful: frozenset[tuple[str, int]]

    def sure(self, kind: str, number: int) -> bool:
        """Whether what the column says in a row is certainly its own."""
        return (kind, number) not in self.doubtful


def case_of(
    scenario: Scenario,
    table: Table,
    language: Language,
    role_of: RoleOf,
    copied: frozenset[int],
    name: str,
    doubtful: frozenset[tuple[str, int]] = frozenset(),
) -> Case:
    """The case of a scenario and its table; `copied` are indexes of columns that belong to another table."""
    columns: dict[int, Column] = {}
    for index, column in enumerate(table.columns):
        if index not in copied:
            columns.setdefault(column.number, column)
    steps = {
        step.number: step for step in reversed(scenario.steps) if step.number is not None and step.kind != "condition"
    }
    foreign = frozenset(table.columns[index].number for index in copied)
    return Case(scenario, table, name, language, role_of, columns, steps, ways_of(scenario), foreign, doubtful)


def ways_of(scenario: Scenario) -> dict[int, dict[int, tuple[Edge, ...]]]:
    """For each numbered step the numbered steps that the text lets follow, and the edges on the way."""
    leaving: dict[str, list[Edge]] = {}
    for edge in scenario.edges:
        leaving.setdefault(edge.from_, []).append(edge)
    steps = {step.id: step for step in scenario.steps}
    ways: dict[int, dict[int, tuple[Edge, ...]]] = {}
    for step in scenario.steps:
        if step.kind == "condition" or step.number is None:
            continue
        found: dict[int, tuple[Edge, ...]] = {}
        paths: list[tuple[Edge, ...]] = [(edge,) for edge in leaving.get(step.id, ())]
        seen: set[str] = set()
        while paths:
            path = paths.pop(0)
            there = steps.get(path[-1].to)
            if there is None:
                continue
            if there.kind != "condition" and there.number is not None:
                found.setdefault(there.number, path)
            elif there.id not in seen:
                seen.add(there.id)
                paths += ((*path, edge) for edge in leaving.get(there.id, ()))
        ways.setdefault(step.number, found)
    return ways


@lru_cache(maxsize=8192)
def concepts(text: str | None, language: Language) -> frozenset[str]:
    """What a text speaks of, without the words that stand in every step; two names for one thing are one."""
    said = {m.concept for m in mentions(text or "", language) if ":" not in m.concept} - _COMMON
    return frozenset(SAME.get(concept, concept) for concept in said)


def named(text: str, language: Language) -> set[str]:
    """The roles and systems that a text names."""
    return {m.concept for m in mentions(text, language) if ":" in m.concept}


def same_action(column: Column, step: Step, language: Language) -> bool:
    """Whether a column may describe the step: their words share a concept, or one of them has none."""
    here, there = concepts(column.action, language), concepts(step.texts.get(language), language)
    return not here or not there or bool(here & there) or ("refusal" in here and step.action in REFUSALS)


def belongs(case: Case, column: Column) -> bool:
    """Whether a column is the step of its number."""
    step = case.steps.get(column.number)
    sure = case.sure("action", column.number)
    return step is not None and (not sure or same_action(column, step, case.language))


def same_deadline(one: Deadline, two: Deadline) -> bool:
    """Whether two deadlines say the same, wherever they are stated."""
    return (shortest(one), one.max, one.unit, one.calendar, one.for_) == (
        shortest(two), two.max, two.unit, two.calendar, two.for_,
    )  # fmt: skip


def shortest(deadline: Deadline) -> float | None:
    """The lower bound of a deadline that is a range."""
    return None if deadline.min == deadline.max else deadline.min


def roles_of(case: Case, unit: str) -> set[str]:
    """The performers that the name of a unit denotes."""
    return {REGISTRIES.get(role, role) for role in case.role_of(unit)}


def targets_of(column: Column) -> set[int]:
    """The processes that a column names as next."""
    return {action.to for action in column.next if action.to is not None}
