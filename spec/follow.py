"""What follows from what: a finding that only repeats what a more telling one says is left out.

Which rule is silenced by which, and what the two must have in common, is said in `spec/rules.toml` (`silences`).
"""

import re
from collections.abc import Callable, Iterable, Sequence

from msgspec import UNSET

from spec.model import Finding, Reference, Scenario, Service, Step
from spec.rules import rules

RANGE = re.compile(r"(\d+)(?:–(\d+))?")
NUMBERS = ("target", "number", "columns", "column")
"""Arguments that name processes, or columns, which are processes; the first that a finding has is what it is about."""


class Flow:
    """The steps of the scenarios, for telling which of two stands where, and what each clause cites."""

    def __init__(self, services: Iterable[Service], references: Iterable[Reference]) -> None:
        self.scenarios = {(service.id, one.id): one for service in services for one in service.scenarios}
        self.cited = {(each.service, each.clause, each.kind, each.number) for each in references if each.clause}

    def scenario(self, found: Finding) -> Scenario | None:
        """The scenario of a finding."""
        return self.scenarios.get((found.where.service or "", found.where.scenario or ""))

    def steps(self, found: Finding) -> Sequence[Step]:
        """The steps of its scenario."""
        scenario = self.scenario(found)
        return scenario.steps if scenario else ()

    def at(self, found: Finding, name: str | None = None) -> int | None:
        """The place of the step of a finding (or of step `name`) among the steps of its scenario."""
        wanted = name or found.where.step
        return next((n for n, step in enumerate(self.steps(found)) if wanted in (step.id, step.key)), None)


Relation = Callable[[Flow, Finding, Finding], bool]
"""Whether the first finding says what the second one does; both are of rules that a `silences` names."""


def telling(
    findings: Iterable[Finding], services: Iterable[Service], references: Iterable[Reference] = ()
) -> tuple[Finding, ...]:
    """The findings without those that follow from another."""
    found = tuple(findings)
    flow = Flow(services, references)
    over: dict[str, list[tuple[Finding, str]]] = {}
    for each in found:
        for code, relation in rules()[each.code].silences.items():
            over.setdefault(code, []).append((each, relation))
    return tuple(each for each in found if not any(_says(flow, one, each, how) for one, how in over.get(each.code, ())))


def _says(flow: Flow, one: Finding, other: Finding, relation: str) -> bool:
    if one is other or one.where.service != other.where.service:
        return False
    near = relation in WIDE or one.where.scenario == other.where.scenario
    return near and RELATIONS[relation](flow, one, other)


def same_step(flow: Flow, one: Finding, other: Finding) -> bool:
    """Both are about one step."""
    return flow.at(one) is not None and flow.at(one) == flow.at(other)


def beside(flow: Flow, one: Finding, other: Finding) -> bool:
    """Their steps are one, or stand side by side."""
    here, there = flow.at(one), flow.at(other)
    return here is not None and there is not None and abs(here - there) <= 1


def at_check(flow: Flow, one: Finding, other: Finding) -> bool:
    """The second is about the step of the first, the check which that names, or the step that leads to the check."""
    check, there = flow.at(one, str(one.arguments.get("check"))), flow.at(other)
    return check is not None and there is not None and there in (check - 1, check, flow.at(one))


def same_arrow(flow: Flow, one: Finding, other: Finding) -> bool:
    """The second is about a way from or to the step of the first."""
    here = flow.at(one)
    return here is not None and here in (flow.at(other), flow.at(other, str(other.arguments.get("to"))))


def next_of_kind(flow: Flow, one: Finding, other: Finding) -> bool:
    """The second is about the step that follows the first's among those of its kind."""
    steps, here, there = flow.steps(one), flow.at(one), flow.at(other)
    if here is None or there is None:
        return False
    return next((n for n in range(here + 1, len(steps)) if steps[n].kind == steps[here].kind), None) == there


def same_gap(flow: Flow, one: Finding, other: Finding) -> bool:
    """The second misses a condition just where the first misses something."""
    steps, here, there = flow.steps(one), flow.at(one), flow.at(other)
    if here is None or there is None or steps[there].kind != "condition" or steps[here].kind == "condition":
        return False
    before = max((n for n in range(there) if steps[n].kind == "condition"), default=-1)
    return before < here <= there


def same_numbers(flow: Flow, one: Finding, other: Finding) -> bool:
    """The second speaks of processes or columns of which the first does."""
    if one.arguments.get("kind", "process") == "condition" or not _one_table(one, other):
        return False
    missing = numbers(other)
    return bool(missing) and missing <= numbers(one)


def same_targets(flow: Flow, one: Finding, other: Finding) -> bool:
    """The second lets the text go on to steps which the first says have no column."""
    targets = _numbers(other.arguments.get("targets", ""))
    return bool(targets) and targets <= _numbers(one.arguments["steps"])


def same_name(flow: Flow, one: Finding, other: Finding) -> bool:
    """The short form of the first stands in the name that the second does not know."""
    shorts, names = (
        {str(said[key]).casefold() for said in _wordings(each)} for each, key in ((one, "short"), (other, "name"))
    )
    return any(re.search(rf"(?<!\w){re.escape(short)}(?!\w)", name) for short in shorts for name in names)


def _wordings(found: Finding) -> list[dict[str, str | int | float]]:
    """The arguments as each text has them."""
    others = [place.arguments for place in found.also if place.arguments is not UNSET]
    return [found.arguments, *(found.arguments | other for other in others)]


def same_annex(flow: Flow, one: Finding, other: Finding) -> bool:
    """The first misses an annex with diagrams or tables, which the clause of the second cites for one of them."""
    spot = (other.where.service, other.where.clause, "annex", one.arguments["number"])
    return one.arguments["kind"] == HELD[other.code] and spot in flow.cited


def same_service(flow: Flow, one: Finding, other: Finding) -> bool:
    """Both are about one service."""
    return one.where.service == other.where.service


def same_table(flow: Flow, one: Finding, other: Finding) -> bool:
    """Both are about one table."""
    return _one_table(one, other)


def _one_table(one: Finding, other: Finding) -> bool:
    tables = {str(each.where.table) for each in (one, other) if each.where.table is not UNSET}
    return len(tables) < 2


def numbers(found: Finding) -> set[int]:
    """The processes or columns that a finding names; of next actions those that the table names and the text does not."""
    if "stated" in found.arguments:
        return _numbers(found.arguments["stated"]) - _numbers(found.arguments.get("targets", ""))
    named = next((name for name in NUMBERS if name in found.arguments), None)
    return _numbers(found.arguments[named]) if named else set()


def _numbers(value: object) -> set[int]:
    found: set[int] = set()
    for first, last in RANGE.findall(str(value)):
        found.update(range(int(first), int(last or first) + 1))
    return found


HELD = {"RG203": "diagram", "RG204": "table"}
"""What the rules on wrong references look for in an annex."""
WIDE = ("service", "name")
"""Relations that do not ask for one scenario."""
RELATIONS: dict[str, Relation] = {
    "service": same_service,
    "step": same_step,
    "beside": beside,
    "check": at_check,
    "arrow": same_arrow,
    "kind": next_of_kind,
    "gap": same_gap,
    "numbers": same_numbers,
    "targets": same_targets,
    "name": same_name,
    "annex": same_annex,
    "table": same_table,
}
