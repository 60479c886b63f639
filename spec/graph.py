"""Scenario → networkx graph; its paths; its soundness.

Soundness in the sense of workflow nets: one start; every step lies on a way from the start to an end; every condition can be
answered both ways; nothing goes on after an end and nothing stops before one.
"""

from collections.abc import Iterator
from functools import lru_cache
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


def start(scenario: Scenario) -> str | None:
    """The id of the first step: the first in the act's order that no edge leads to, else the first; None without steps."""
    targets = {edge.to for edge in scenario.edges}
    free = next((step.id for step in scenario.steps if step.id not in targets), None)
    return free or (scenario.steps[0].id if scenario.steps else None)


def soundness(scenario: Scenario) -> Soundness:
    """What is wrong with the graph of a scenario."""
    return _soundness(
        tuple((step.id, step.kind == "condition") for step in scenario.steps),
        tuple((edge.from_, edge.to, edge.when) for edge in scenario.edges),
        tuple(scenario.ends),
        tuple(
            (step, tuple(end.given.get(step, "") for end in found))
            for step, found in scenario.ends.items()
            if all(end.given for end in found)
        ),
        start(scenario),
    )


@lru_cache(maxsize=256)
def _soundness(
    nodes: tuple[tuple[str, bool], ...],
    edges: tuple[tuple[str, str, str | None], ...],
    ends: tuple[str, ...],
    partial: tuple[tuple[str, tuple[str, ...]], ...],
    first: str | None,
) -> Soundness:
    """Soundness of a shape: step ids and whether each is a condition, edges, ends, start. Acts repeat their shapes.

    A condition of which one answer leads nowhere may end the case with that answer and go on with the other; so may a
    step all of whose ends hang on an answer (`partial`: those steps, and which answers of their own).
    """
    import networkx

    graph: Graph = networkx.MultiDiGraph()
    graph.add_nodes_from(node for node, _ in nodes)
    graph.add_edges_from((a, b, {"when": when}) for a, b, when in edges)
    order = {node: number for number, (node, _) in enumerate(nodes)}
    stopping = dict(partial)
    conditions = {node for node, condition in nodes if condition}
    free = tuple(node for node in order if graph.in_degree(node) == 0)
    reached = networkx.descendants(graph, first) | {first} if first else set()
    ending: set[str] = set(ends).union(*(networkx.ancestors(graph, node) for node in ends))
    answers = {node: [data["when"] for _, _, data in graph.out_edges(node, data=True)] for node in order}
    loops = [tuple(sorted(part, key=order.__getitem__)) for part in networkx.strongly_connected_components(graph)]
    return Soundness(
        starts=() if len(free) == 1 else free,
        unreachable=tuple(node for node in order if node not in reached),
        endless=tuple(node for node in order if node in reached and node not in ending),
        half_answered=tuple(
            n for n in order if n in conditions and not {"failed", "passed"} <= {*answers[n], *stopping.get(n, ())}
        ),
        ambiguous=tuple(node for node in order if len(answers[node]) != len(set(answers[node]))),
        after_end=tuple(n for n in order if n in ends and answers[n] and n not in conditions and n not in stopping),
        loops=tuple(sorted(part for part in loops if len(part) > 1 or graph.has_edge(part[0], part[0]))),
    )


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
        visited = (*(edge.from_ for edge in taken), here)
        seen = set(visited)
        answers = {edge.from_: edge.when for edge in taken if edge.when is not None}
        over = [end.given.items() for node in visited[:-1] for end in scenario.ends.get(node, ()) if end.given]
        for end in scenario.ends.get(here, ()):
            if any(given <= end.given.items() for given in over):
                continue  # the case has ended so at an earlier step
            if any(answers.get(step, said) != said for step, said in end.given.items()):
                continue
            outcomes = dict(end.given)
            for node in visited:
                choices = [outcome.id for outcome in steps[node].outcomes]
                if choices and node not in outcomes:
                    outcomes[node] = next((choice for choice in choices if choice != "refusal"), choices[0])
            yield Path(visited, taken, {node: str(when) for node, when in answers.items()}, outcomes, end.outcome)
        stack += [(edge.to, (*taken, edge)) for edge in reversed(ways[here]) if edge.to not in seen]
