"""The flow of two editions: branches, guards and ends that changed beside the steps that came, went or moved."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from spec.model import Edge, End, Scenario
from spec.substance import Languages, said

Link = tuple[str, str, str | None]
Stop = tuple[str, str, tuple[tuple[str, str], ...]]
Value = TypeVar("Value")
NOWHERE = "?"  # before the id of a step that an edge names and that is not there


class Flow(Struct, frozen=True):
    """A scenario's edges and ends with the steps under their shared names."""

    edges: dict[Link, Edge]
    stops: dict[Stop, End]

    def ways(self) -> dict[str, list[tuple[str, str | None]]]:
        """Where each step leads, ends as «end:issued»."""
        found: dict[str, list[tuple[str, str | None]]] = {}
        for tail, head, when in self.edges:
            found.setdefault(tail, []).append((head, when))
        for step, outcome, _ in self.stops:
            found.setdefault(step, []).append((f"end:{outcome}", None))
        return found


class FlowChanges(Struct, frozen=True):
    """What differs. `old`/`new` links and stops that steps explain are `explained`; the rest is a change of its own."""

    explained_old: tuple[Link | Stop, ...]
    explained_new: tuple[Link | Stop, ...]
    swapped: tuple[str, ...]
    redirected: tuple[tuple[Link, Link], ...]
    added: tuple[Link, ...]
    removed: tuple[Link, ...]
    guards: tuple[Link, ...]
    turned: tuple[tuple[Stop, Stop], ...]
    stops_added: tuple[Stop, ...]
    stops_removed: tuple[Stop, ...]


def flow(scenario: Scenario, names: dict[str, str]) -> Flow:
    """The flow of a scenario, its steps renamed by `names`; a step that is not there gets a mark before its id."""

    def known(step: str) -> str:
        return names.get(step, f"{NOWHERE}{step}")

    edges: dict[Link, Edge] = {}
    for edge in scenario.edges:
        tail, head = known(edge.from_), known(edge.to)
        edges[(tail, head, edge.when)] = replace(edge, from_=tail, to=head)
    stops: dict[Stop, End] = {}
    for step, ends in scenario.ends.items():
        for end in ends:
            given = {known(key): value for key, value in end.given.items()}
            stops[(known(step), end.outcome, tuple(sorted(given.items())))] = End(end.outcome, given)
    return Flow(edges, stops)


def compare(old: Flow, new: Flow, touched: set[str], recast: set[str], languages: Languages) -> FlowChanges:
    """What differs between two flows; `touched` steps came, went or moved, `recast` ones answer in another way."""
    gone = [link for link in old.edges if link not in new.edges]
    come = [link for link in new.edges if link not in old.edges]
    ended = [stop for stop in old.stops if stop not in new.stops]
    ends = [stop for stop in new.stops if stop not in old.stops]
    explained_old: list[Link | Stop] = []
    explained_new: list[Link | Stop] = []
    if touched:
        onward, backward = new.ways(), old.ways()
        explained_old += [link for link in gone if _explained(link, onward, touched)]
        explained_old += [stop for stop in ended if _explained(stop, onward, touched)]
        explained_new += [link for link in come if _explained(link, backward, touched)]
        explained_new += [stop for stop in ends if _explained(stop, backward, touched)]
    same = {link[:2] for link in gone} & {link[:2] for link in come}
    explained_old += [link for link in gone if link[0] in recast and link[:2] in same and link not in explained_old]
    explained_new += [link for link in come if link[0] in recast and link[:2] in same and link not in explained_new]
    known = {*explained_old, *explained_new}
    gone, come = [link for link in gone if link not in known], [link for link in come if link not in known]
    swapped = _swapped(gone, come)
    gone, come = [link for link in gone if link[0] not in swapped], [link for link in come if link[0] not in swapped]
    redirected = _pairs(gone, come, lambda link: (link[0], link[2]))
    turned = _pairs(
        sorted(stop for stop in ended if stop not in known),
        sorted(stop for stop in ends if stop not in known),
        lambda stop: stop[0],
    )
    paired = {link for pair in redirected for link in pair} | {stop for pair in turned for stop in pair}
    return FlowChanges(
        tuple(explained_old),
        tuple(explained_new),
        tuple(swapped),
        tuple(redirected),
        tuple(link for link in come if link not in paired),
        tuple(link for link in gone if link not in paired),
        tuple(
            link
            for link, edge in old.edges.items()
            if link in new.edges and said(edge.guard, languages) != said(new.edges[link].guard, languages)
        ),
        tuple(turned),
        tuple(stop for stop in ends if stop not in known and stop not in paired),
        tuple(stop for stop in ended if stop not in known and stop not in paired),
    )


def _explained(link: Link | Stop, ways: dict[str, list[tuple[str, str | None]]], touched: set[str]) -> bool:
    """Whether a link that the other flow lacks begins or ends at a touched step, or goes there by touched steps alone."""
    tail, rest = link[0], link[2]
    goal = f"end:{link[1]}" if isinstance(rest, tuple) else link[1]
    if tail in touched or goal in touched:
        return True
    if isinstance(rest, tuple) and any(step in touched for step, _ in rest):
        return True
    ahead = ways.get(tail, ())
    fresh = [head for head, when in ahead if head in touched and (isinstance(rest, tuple) or when == rest)]
    seen: set[str] = set()
    while fresh:
        step = fresh.pop()
        if step in seen:
            continue
        seen.add(step)
        for head, _ in ways.get(step, ()):
            if head == goal:
                return True
            if head in touched:
                fresh.append(head)
    return False


def _swapped(gone: list[Link], come: list[Link]) -> list[str]:
    """The steps whose two answers changed places."""
    found = []
    for step in dict.fromkeys(link[0] for link in gone):
        before = {(link[1], link[2]) for link in gone if link[0] == step}
        after = {(link[1], link[2]) for link in come if link[0] == step}
        turn = {"failed": "passed", "passed": "failed"}
        if len(before) == 2 and after == {(head, turn.get(when or "", when)) for head, when in before}:
            found.append(step)
    return found


def _pairs(old: list[Value], new: list[Value], key: Callable[[Value], Any]) -> list[tuple[Value, Value]]:
    """What stands under the same key on both sides, one to one in the order of the targets."""
    found, rest = [], sorted(new, key=repr)
    for link in sorted(old, key=repr):
        twin = next((other for other in rest if key(other) == key(link)), None)
        if twin is not None:
            rest.remove(twin)
            found.append((link, twin))
    return found


def touching(links: Iterable[Link | Stop], step: str) -> list[Link | Stop]:
    """Those of `links` that begin or end at `step`."""
    return [link for link in links if step in link[:2]]
