"""Service → the roles that act in it and the operations that each must offer: exactly those that its steps use."""

from collections import defaultdict
from typing import get_args

from msgspec import Struct

from generators.flow import Flow, Node
from generators.source import camel, name
from spec.model import Performer, Scenario, Step

SYSTEMS = {"portal", "payment_gateway", "gateway", "e_licensing", "registry", "notary"}
"""Performers that answer at once; all others are people, for whom a case waits."""

RESERVED = frozenset({"case", "engine", "actors", "steps", "run", "self"})
"""Names that generated functions use themselves."""


class Operation(Struct, frozen=True):
    """What a role can be asked to do: `asks` and `answers` tell what it gives back; `uses` are (scenario id, step id)."""

    name: str
    asks: str
    answers: tuple[str, ...]
    uses: tuple[tuple[str, str], ...]

    @property
    def answer_name(self) -> str:
        """The end of the name of the type of a choice's answers; the role's class name stands before it."""
        return f"{camel(self.name)}Answer"


class Role(Struct, frozen=True):
    """A performer of the service; `name` is its identifier, `performer` its name in the spec (None: not named)."""

    name: str
    performer: str | None
    operations: tuple[Operation, ...]

    @property
    def class_name(self) -> str:
        """The name of its Protocol."""
        return camel(self.name)

    def returns(self, operation: Operation) -> str:
        """What an operation of this role gives back, as an annotation."""
        if operation.asks == "choice":
            return f"{self.class_name}{operation.answer_name}"
        return "bool" if operation.asks == "check" else "None"


class Parts(Struct, frozen=True):
    """Who does what: all roles, and for each step (scenario id, step id) its role and operation."""

    roles: tuple[Role, ...]
    by_step: dict[tuple[str, str], tuple[Role, Operation]]


def is_person(step: Step) -> bool:
    """Whether a person does the step, for whom the case waits, and not a system that answers at once.

    A step without a performer is a system's where the convention leaves it to the workstation itself (SPEC-FORMAT.md).
    """
    if step.performer is None:
        return step.action not in ("verify_login", "refuse_login", "report_missing_data")
    return step.performer not in SYSTEMS


def roles(scenarios: list[tuple[Scenario, Flow]]) -> Parts:
    """The roles of a service, in the order of the spec's vocabulary, then those that a project has taught."""
    order = {performer: index for index, performer in enumerate(get_args(Performer))}
    steps: dict[str | None, list[tuple[str, Node]]] = defaultdict(list)
    for scenario, flow in scenarios:
        for id_, node in flow.nodes.items():
            if id_ not in flow.unreached:
                steps[node.step.performer].append((scenario.id, node))
    found: list[Role] = []
    taken = set(RESERVED)
    for performer in sorted(steps, key=lambda value: order.get(value, len(order)) if value else len(order) + 1):
        title = name(performer or "unnamed", taken, "role")
        taken.add(title)
        found.append(Role(title, performer, _operations(steps[performer])))
    by_step = {use: (role, operation) for role in found for operation in role.operations for use in operation.uses}
    return Parts(tuple(found), by_step)


def _operations(steps: list[tuple[str, Node]]) -> tuple[Operation, ...]:
    """One operation for each action and kind of answer, named after the action (for an unknown one, after the step's key).

    Where one action is asked in several ways, those that ask are named for it: check_examine, choose_examine.
    """
    groups: dict[tuple[str, str, tuple[str, ...]], list[tuple[str, str]]] = defaultdict(list)
    for scenario, node in steps:
        stem = node.step.key if node.step.action == "other" else node.step.action
        answers = tuple(str(exit_.answer) for exit_ in node.exits) if node.asks == "choice" else ()
        groups[name(stem), node.asks, answers].append((scenario, node.step.id))
    stems = [stem for stem, _, _ in groups]
    taken: set[str] = set()
    found = []
    for (stem, asks, answers), uses in groups.items():
        prefix = {"check": "check_", "choice": "choose_"}.get(asks, "") if stems.count(stem) > 1 else ""
        title = name(prefix + stem, taken)
        taken.add(title)
        found.append(Operation(title, asks, answers, tuple(uses)))
    return tuple(found)
