"""The flow by order → the flow with the ways that the sentences themselves name: back, onward, or one for each kind of
case («если представителем – к процессу 5»).

Where a sentence names the step that follows, its words stand and the order gives way. A check of kinds has one edge a
kind, told by their guards; the arms meet where the last of them goes on.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from parser.flow import Flow
from parser.ways import read_course
from spec.model import Edge, Step, Texts, When
from spec.model import texts as texts_in


class Detour(Struct, frozen=True, gc=False):
    """A way on that a step's sentences name, in any language: the id of the step, the answer of a check, the guard."""

    to: str
    answer: When | None
    guard: Texts


def detours_of(step: Step) -> tuple[Detour, ...]:
    """The ways on that the step's sentences name."""
    found: dict[str, Detour] = {}
    for language in step.texts.languages():
        for way in read_course(step.texts.get(language) or "", language, step.kind == "condition").ways:
            guard = texts_in(language, way.guard)
            known = found.get(way.to)
            if known is None:
                found[way.to] = Detour(way.to, way.answer, guard)
            else:
                both = Texts(kk=known.guard.kk, ru=guard.ru) if language == "ru" else known.guard
                found[way.to] = Detour(way.to, known.answer or way.answer, both)
    return tuple(found.values())


def closes(step: Step) -> bool:
    """Whether a sentence of the step says that its failed check ends the case."""
    condition = step.kind == "condition"
    return condition and any(read_course(step.texts.get(one) or "", one, True).closes for one in step.texts.languages())


def unknown_targets(steps: Sequence[Step]) -> Iterator[tuple[int, str]]:
    """The steps that a sentence sends the case to and that the list does not have: (index of the sentence, id)."""
    known = {step.id for step in steps}
    for index, step in enumerate(steps):
        yield from ((index, way.to) for way in detours_of(step) if way.to not in known)


def with_detours(flow: Flow) -> Flow:
    """The flow with what its sentences say of the way on."""
    known = {step.id for step in flow.steps}
    told = {step.id: [way for way in detours_of(step) if way.to in known and way.to != step.id] for step in flow.steps}
    if not any(told.values()):
        return flow
    order = {step.id: index for index, step in enumerate(flow.steps)}
    edges = list(flow.edges)
    ends = dict(flow.ends)
    for step in flow.steps:
        ways = told[step.id]
        if not ways:
            continue
        if step.kind == "condition":
            edges = _checked(step, ways, edges, order, told)
        else:
            edges = _led(step, ways, edges)
            if any(not way.guard.languages() for way in ways):
                ends.pop(step.id, None)
    rank: dict[When | None, int] = {"failed": 0, "passed": 1, None: 1}
    edges.sort(key=lambda edge: (order[edge.from_], rank[edge.when], order[edge.to]))
    return Flow(flow.steps, tuple(edges), ends)


def _edge(step: Step, way: Detour, when: When | None) -> Edge:
    return Edge(step.id, way.to, when, way.guard if way.guard.languages() else None, ("text",), ())


def _led(step: Step, ways: Sequence[Detour], edges: list[Edge]) -> list[Edge]:
    """A process: where it says without a condition where the case goes on, the order says nothing."""
    always = [way for way in ways if not way.guard.languages()]
    kept = [edge for edge in edges if edge.from_ != step.id or not (always or edge.to in {way.to for way in ways})]
    return [*kept, *(_edge(step, way, None) for way in always[:1] or ways)]


def _checked(
    step: Step, ways: Sequence[Detour], edges: list[Edge], order: dict[str, int], told: dict[str, list[Detour]]
) -> list[Edge]:
    """A check: its failed and its passed way; or one way for each kind of case."""
    by: dict[When | None, list[Detour]] = {"failed": [], "passed": [], None: []}
    for way in ways:
        by[way.answer].append(way)
    own = {edge.when: edge for edge in edges if edge.from_ == step.id}
    others = [edge for edge in edges if edge.from_ != step.id]
    if by[None] or len(by["failed"]) > 1 or len(by["passed"]) > 1:
        kinds = [_edge(step, way, None) for way in ways]
        named = {way.to for way in ways}
        stays = [edge for edge in own.values() if edge.to not in named and (edge.when == "failed" or len(ways) == 1)]
        stays = [edge if edge.when == "failed" else replace(edge, when=None) for edge in stays]
        return [*_parted(sorted(named, key=order.__getitem__), others, order, told), *stays, *kinds]
    onward = own.get("passed")
    failed = [_edge(step, way, "failed") for way in by["failed"]] or ([own["failed"]] if "failed" in own else [])
    passed = [_edge(step, way, "passed") for way in by["passed"]] or ([onward] if onward else [])
    if by["passed"] and not failed and onward and onward.to != passed[0].to and not closes(step):
        failed = [replace(onward, when="failed")]
    if not by["passed"] and onward and [edge.to for edge in failed] == [onward.to]:
        passed = [replace(onward, to=edge.to) for edge in others if edge.from_ == onward.to][:1]
    return [*others, *failed, *passed]


def _parted(
    named: Sequence[str], edges: list[Edge], order: dict[str, int], told: dict[str, list[Detour]]
) -> list[Edge]:
    """The arms of a check of kinds do not run into each other: each goes on where the last one does."""
    if len(named) < 2:
        return edges
    ids = list(order)
    last = min(order[named[-1]] + order[named[1]] - order[named[0]] - 1, len(ids) - 1)
    join = next((edge.to for edge in edges if edge.from_ == ids[last] and edge.when != "failed"), None)
    if join is None:
        return edges
    starts = set(named[1:])
    return [
        replace(edge, to=join)
        if edge.to in starts and order[named[0]] <= order[edge.from_] < order[edge.to] and not told[edge.from_]
        else edge
        for edge in edges
    ]
