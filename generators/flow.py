"""Scenario → the flow that code follows: what each step may answer, where each answer leads, how the case ends.

Unlike a graph it has no holes: an answer for which the act names no next step ends the case, and a step is asked a question
wherever the act knows more than one way out of it.
"""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from generators.source import name
from spec.graph import start
from spec.model import Edge, End, Outcome, Scenario, Step

Answer = bool | str | None


class Exit(Struct, frozen=True):
    """A way out of a step: the answer that takes it (None where nothing is asked) and the id of the next step, or None."""

    answer: Answer
    to: str | None


class Node(Struct, frozen=True):
    """A step as code sees it.

    A check answers True (passed) or False (failed); a choice answers one of its exits' strings. An `optional` step
    («only for those not yet registered») is left out of a case that does not need it, which then goes on at `skip`.
    """

    step: Step
    asks: Literal["nothing", "check", "choice"]
    exits: tuple[Exit, ...]
    ends: tuple[End, ...]
    optional: bool

    @property
    def targets(self) -> tuple[str | None, ...]:
        """The different places to which the exits lead, in their order."""
        return tuple(dict.fromkeys(exit_.to for exit_ in self.exits))

    @property
    def leaves(self) -> tuple[End, ...]:
        """The ends that earlier answers alone bring about at this step, from which other cases go on."""
        return tuple(e for e in self.ends if e.given and self.step.id not in e.given) if any(self.targets) else ()

    @property
    def skip(self) -> Exit:
        """The exit that a case takes which leaves this optional step out: the one that a passed check would take."""
        return self.exits[-1] if self.asks == "check" else self.exits[0]


class Flow(Struct, frozen=True):
    """The steps of a scenario by id, in the act's order; `unreached` are those to which no way leads from `first`."""

    first: str | None
    nodes: dict[str, Node]
    unreached: tuple[str, ...]

    @property
    def reached(self) -> dict[str, Node]:
        """The steps that a case can come to."""
        return {id_: node for id_, node in self.nodes.items() if id_ not in self.unreached}


class Visit(Struct, frozen=True):
    """A step on a path, and what it answered; `done` is False where an optional step was left out."""

    id: str
    answer: Answer
    done: bool


class Way(Struct, frozen=True):
    """One path from the first step to an end; `outcome` is None where the act does not say how the case ends there.
    `left` tells that earlier answers end it at a step from which other cases go on: it takes none of that step's exits."""

    visits: tuple[Visit, ...]
    outcome: Outcome | None
    left: bool = False

    def turns(self) -> frozenset[tuple[str, Answer, bool]]:
        """What this path takes of the flow: every exit of every step on it."""
        taken = [(visit.id, visit.answer, visit.done) for visit in self.visits]
        if self.left:
            taken[-1] = (taken[-1][0], f"end {self.outcome}", True)
        return frozenset(taken)


def flow(scenario: Scenario) -> Flow:
    """The flow of a scenario."""
    known = {step.id for step in scenario.steps}
    ways: dict[str, list[Edge]] = {step.id: [] for step in scenario.steps}
    for edge in scenario.edges:
        if edge.from_ in known and edge.to in known:
            ways[edge.from_].append(edge)
    keys = {step.id: step.key for step in scenario.steps}
    nodes = {step.id: _node(step, ways[step.id], scenario.ends.get(step.id, ()), keys) for step in scenario.steps}
    first = start(scenario)
    reached = reach(nodes, first)
    return Flow(first, nodes, tuple(id_ for id_ in nodes if id_ not in reached))


def reach(nodes: dict[str, Node], here: str | None) -> set[str]:
    """The ids of the steps that can be reached from `here`, which is one of them."""
    seen: set[str] = set()
    todo = [here] if here else []
    while todo:
        id_ = todo.pop()
        if id_ not in seen:
            seen.add(id_)
            todo += [to for to in nodes[id_].targets if to is not None]
    return seen


def _node(step: Step, ways: list[Edge], ends: tuple[End, ...], keys: dict[str, str]) -> Node:
    asks: Literal["nothing", "check", "choice"] = "choice"
    answered = any(edge.when is not None for edge in ways)
    if step.outcomes:
        exits = _outcome_exits(step, ways, keys, {e.given[step.id] for e in ends if set(e.given) == {step.id}})
    elif step.kind == "condition" or answered:
        exits = _check_exits(ways, keys)
        asks = "check" if all(isinstance(exit_.answer, bool) for exit_ in exits) else "choice"
    elif len({edge.to for edge in ways}) > 1:
        exits = tuple(Exit(answer, edge.to) for answer, edge in _named(ways, keys))
    else:
        exits, asks = (Exit(None, ways[0].to if ways else None),), "nothing"
    return Node(step, asks, exits, ends, step.only_if is not None)


def _outcome_exits(step: Step, ways: list[Edge], keys: dict[str, str], ended: set[str]) -> tuple[Exit, ...]:
    """A step that ends in more than one way: by the edge with the outcome's guard, else by «failed» for a refusal; the
    outcomes in `ended` end the case."""
    left = list(ways)
    found: dict[str, str | None] = {}
    for outcome in step.outcomes:
        guarded = [edge for edge in left if edge.guard is not None and edge.guard == outcome.guard]
        when = "failed" if outcome.id == "refusal" else "passed"
        edge = next(iter(guarded or [edge for edge in left if edge.when == when]), None)
        found[outcome.id] = edge.to if edge else None
        left = [other for other in left if other is not edge]
    plain = next((edge for edge in left if edge.when is None), None) or (ways[0] if ways and len(ways) == 1 else None)
    exits = [Exit(id_, to or (plain.to if plain and id_ not in ended else None)) for id_, to in found.items()]
    taken = {exit_.to for exit_ in exits}
    return (*exits, *(Exit(answer, edge.to) for answer, edge in _named(left, keys) if edge.to not in taken))


def _check_exits(ways: list[Edge], keys: dict[str, str]) -> tuple[Exit, ...]:
    """A check: failed first, then passed. An edge for both answers is taken when the check passes."""
    failed = [edge for edge in ways if edge.when == "failed"]
    passed = [edge for edge in ways if edge.when == "passed"]
    for edge in (edge for edge in ways if edge.when is None):
        (failed if passed and not failed else passed).append(edge)
    if len({edge.to for edge in failed}) < 2 and len({edge.to for edge in passed}) < 2:
        return (Exit(False, failed[0].to if failed else None), Exit(True, passed[0].to if passed else None))
    named = [*_named(failed, keys, "failed"), *_named(passed, keys, "passed")]
    return tuple(Exit(answer, edge.to) for answer, edge in named)


def _named(ways: list[Edge], keys: dict[str, str], prefix: str = "") -> list[tuple[str, Edge]]:
    """Edges that only their targets tell apart, by an answer made of the target's key."""
    taken: set[str] = set()
    found = []
    for to, edge in {edge.to: edge for edge in ways}.items():
        answer = name(f"{prefix} {keys[to]}", taken, "answer", 24)
        taken.add(answer)
        found.append((answer, edge))
    return found


def given(end: End, answers: dict[str, Answer]) -> bool:
    """Whether the answers lead to this end."""
    spoken: dict[Answer, Answer] = {True: "passed", False: "failed"}
    return all(spoken.get(answers.get(id_), answers.get(id_)) == value for id_, value in end.given.items())


def ending(node: Node, answers: dict[str, Answer]) -> Outcome | None:
    """How a case ends at `node` after these answers (by step id); None where the act does not say."""
    special = [end for end in node.ends if end.given and given(end, answers)]
    plain = [end for end in node.ends if not end.given]
    return next((end.outcome for end in [*special, *plain]), None)


def paths(of: Flow, limit: int) -> tuple[tuple[Way, ...], bool]:
    """The paths from the first step to an end, none of which takes the same exit twice, and whether these are all.

    Only the first `limit` are given, in the order of the exits.
    """
    found: list[Way] = []
    for way in _walk(of):
        if len(found) == limit:
            return tuple(found), False
        found.append(way)
    return tuple(found), True


def _walk(of: Flow) -> Iterator[Way]:
    stack: list[tuple[str, tuple[Visit, ...]]] = [(of.first, ())] if of.first else []
    while stack:
        here, before = stack.pop()
        node = of.nodes[here]
        turns = [(Visit(here, exit_.answer, True), exit_) for exit_ in node.exits]
        if node.optional:
            turns.append((Visit(here, None, False), node.skip))
            # a case needs a step, or it does not: it cannot do both when it comes back
            decided = {visit.done for visit in before if visit.id == here}
            turns = [turn for turn in turns if not decided or turn[0].done in decided]
        fresh = [(visit, exit_, _left(node, (*before, visit))) for visit, exit_ in turns if visit not in before]
        for visit, exit_, left in reversed(fresh):
            if exit_.to is not None and left is None:
                stack.append((exit_.to, (*before, visit)))
        for visit, exit_, left in fresh:
            if left is not None:
                yield Way((*before, visit), left.outcome, True)
            elif exit_.to is None:
                yield Way((*before, visit), ending(node, answers_of((*before, visit))))


def answers_of(visits: tuple[Visit, ...]) -> dict[str, Answer]:
    """What the steps of a path answered, by id; the last time counts."""
    return {seen.id: seen.answer for seen in visits if seen.done}


def _left(node: Node, visits: tuple[Visit, ...]) -> End | None:
    """The end to which the answers of a path lead at a step from which other cases go on, or None."""
    return next((end for end in node.leaves if visits[-1].done and given(end, answers_of(visits))), None)


def covering(found: tuple[Way, ...]) -> tuple[int, ...]:
    """Indexes of few paths that together take every exit that any of them takes: the path with most new exits first,
    the shorter of equals, then those left out that the others make needless."""
    wanted = frozenset[tuple[str, Answer, bool]]().union(*(way.turns() for way in found))
    chosen: list[int] = []
    left = set(wanted)
    while left:
        best = max(range(len(found)), key=lambda i: (len(found[i].turns() & left), -len(found[i].visits), -i))
        chosen.append(best)
        left -= found[best].turns()
    for index in tuple(chosen):
        others = frozenset[tuple[str, Answer, bool]]().union(*(found[i].turns() for i in chosen if i != index))
        if wanted <= others:
            chosen.remove(index)
    return tuple(sorted(chosen))
