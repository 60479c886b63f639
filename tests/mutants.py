"""Edits of a regulation's text, with the flow that must follow from each: the truth is computed from the edit."""

from collections import Counter
from collections.abc import Iterable

from parser.parse import parse
from spec.model import Finding, Scenario, Spec, Step

Edge = tuple[str, str, str | None]
Piece = tuple[int, int, str]


def edited(text: str, pieces: Iterable[Piece]) -> str:
    """The text with each piece start..end replaced; pieces do not overlap."""
    for start, end, new in sorted(pieces, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def whole_line(text: str, start: int, end: int) -> tuple[int, int]:
    """The lines that hold start..end, with the line break after them."""
    return text.rfind("\n", 0, start) + 1, text.find("\n", end) + 1


def read(text: str) -> Spec:
    """The spec of a text."""
    (act,) = parse([("mutant.txt", text.encode())]).acts
    return act.spec


def scenario_of(spec: Spec, service: str, scenario: str) -> Scenario:
    """One scenario by the ids of its service and of itself."""
    (found,) = (s for s in spec.services if s.id == service)
    return next(s for s in found.scenarios if s.id == scenario)


def edges_of(scenario: Scenario) -> set[Edge]:
    """The edges as (from, to, when)."""
    return {(edge.from_, edge.to, edge.when) for edge in scenario.edges}


def ends_of(scenario: Scenario) -> dict[str, set[str]]:
    """The outcomes at each end."""
    return {step: {end.outcome for end in ends} for step, ends in scenario.ends.items()}


def place(step: Step, language: str) -> tuple[int, int]:
    """Where the text states the step: its body, without list number and label."""
    span = step.source[language][0]  # type: ignore[index]
    return span.start, span.end


def without(edges: set[Edge], gone: set[str]) -> set[Edge]:
    """The edges when steps are gone: who led into them leads to where they went on."""
    into = {b: (a, when) for a, b, when in edges if b in gone and a not in gone}
    kept = {edge for edge in edges if gone.isdisjoint(edge[:2])}
    for first, (before, when) in into.items():
        after = first
        while after in gone:
            after = next((b for a, b, w in sorted(edges, key=str) if a == after and w != "failed"), "")
        if after:
            kept.add((before, after, when))
    return kept


def codes(findings: Iterable[Finding]) -> Counter[str]:
    """How often each rule fires."""
    return Counter(finding.code for finding in findings)


def fresh(before: Spec, after: Spec) -> Counter[str]:
    """The rules that fire after an edit and did not before."""
    return codes(after.findings) - codes(before.findings)
