"""Scenario → networkx graph; its paths; its soundness.

Soundness in the sense of workflow nets: one start; every step lies on a way from the start to an end; every condition can be
answered both ways; nothing goes on after an end and nothing stops before one.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from spec.model import Edge, Outcome, Scenario

if TYPE_CHECKING:
    import networkx

    Graph = networkx.MultiDiGraph[str]
else:
    Graph = Any


class Path(Struct, frozen=True):
    """One way through a scenario: the edges taken, the answers given, and how it ends.

    `answers` maps a condition to "failed" or "passed"; `outcomes` maps a step that ends in more than one way to the
    `StepOutcome.id` it takes.
    """

    steps: tuple[str, ...]
    edges: tuple[Edge, ...]
    answers: dict[str, str]
    outcomes: dict[str, str]
    outcome: Outcome


class Soundness(Struct, frozen=True):
    """What keeps a scenario from being sound; all empty in a sound one. Values are step ids.

    `starts` lists the steps without a way in where there is not exactly one; `half_answered` the conditions of which one
    answer leads nowhere; `ambiguous` the steps with two edges for one answer.
    """

    starts: tuple[str, ...]
    unreachable: tuple[str, ...]
    endless: tuple[str, ...]
    half_answered: tuple[str, ...]
    ambiguous: tuple[str, ...]
    after_end: tuple[str, ...]
    loops: tuple[tuple[str, ...], ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not any(
            (self.starts, self.unreachable, self.endless, self.half_answered, self.ambiguous, self.after_end)
        )


def to_graph(scenario: Scenario) -> Graph:
    """The scenario as a directed multigraph: nodes are step ids with `step` and `ends`, edges carry `edge`."""
    import networkx

    graph: Graph = networkx.MultiDiGraph()
    for step in scenario.steps:
        graph.add_node(step.id, step=step, ends=scenario.ends.get(step.id, ()))
    for edge in scenario.edges:
        graph.add_edge(edge.from_, edge.to, edge=edge)
    return graph


def start(scenario: Scenario) -> str | None:
    """The id of the first step: the first in the act's order that no edge leads to, else the first; None without steps."""
    targets = {edge.to for edge in scenario.edges}
    free = next((step.id for step in scenario.steps if step.id not in targets), None)
    return free or (scenario.steps[0].id if scenario.steps else None)


def soundness(scenario: Scenario) -> Soundness:
    """What is wrong with the graph of a scenario."""
    import networkx

    graph = to_graph(scenario)
    order = {step.id: number for number, step in enumerate(scenario.steps)}
    first = start(scenario)
    free = tuple(node for node in order if graph.in_degree(node) == 0)
    reached = networkx.descendants(graph, first) | {first} if first else set()
    ending: set[str] = set(scenario.ends)
    for node in scenario.ends:
        ending |= networkx.ancestors(graph, node)
    half, twice = [], []
    for step in scenario.steps:
        answers = [data["edge"].when for _, _, data in graph.out_edges(step.id, data=True)]
        if step.kind == "condition" and not {"failed", "passed"} <= set(answers):
            half.append(step.id)
        if len(answers) != len(set(answers)):
            twice.append(step.id)
    loops = [tuple(sorted(part, key=order.__getitem__)) for part in networkx.strongly_connected_components(graph)]
    return Soundness(
        starts=() if len(free) == 1 else free,
        unreachable=tuple(node for node in order if node not in reached),
        endless=tuple(node for node in order if node in reached and node not in ending),
        half_answered=tuple(half),
        ambiguous=tuple(twice),
        after_end=tuple(n for n in order if n in scenario.ends and graph.out_degree(n) and not _may_end(scenario, n)),
        loops=tuple(sorted(part for part in loops if len(part) > 1 or graph.has_edge(part[0], part[0]))),
    )


def _may_end(scenario: Scenario, node: str) -> bool:
    """A condition of which one answer leads nowhere ends the case with that answer, and goes on with the other."""
    step = next(step for step in scenario.steps if step.id == node)
    return step.kind == "condition"


def paths(scenario: Scenario, limit: int = 10_000) -> tuple[Path, ...]:
    """All simple paths from the start to an end, in the order of the edges. Raises OverflowError beyond `limit`."""
    found: list[Path] = []
    for path in _walk(scenario):
        found.append(path)
        if len(found) > limit:
            raise OverflowError(f"scenario {scenario.id}: more than {limit} paths")
    return tuple(found)


def _walk(scenario: Scenario) -> Iterator[Path]:
    steps = {step.id: step for step in scenario.steps}
    ways: dict[str, list[Edge]] = {step.id: [] for step in scenario.steps}
    for edge in scenario.edges:
        ways[edge.from_].append(edge)
    first = start(scenario)
    stack: list[tuple[str, tuple[Edge, ...]]] = [(first, ())] if first else []
    while stack:
        here, taken = stack.pop()
        seen = {edge.from_ for edge in taken} | {here}
        visited = (*(edge.from_ for edge in taken), here)
        answers = {edge.from_: edge.when for edge in taken if edge.when is not None}
        for end in scenario.ends.get(here, ()):
            outcomes = dict(end.given)
            for node in visited:
                choices = [outcome.id for outcome in steps[node].outcomes]
                if choices and node not in outcomes:
                    outcomes[node] = next((choice for choice in choices if choice != "refusal"), choices[0])
            yield Path(visited, taken, {node: str(when) for node, when in answers.items()}, outcomes, end.outcome)
        stack += [(edge.to, (*taken, edge)) for edge in reversed(ways[here]) if edge.to not in seen]
