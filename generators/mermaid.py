"""Target "mermaid": each scenario as a Mermaid flowchart, for pull requests; lanes are subgraphs."""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from msgspec import Struct

from generators.drawing import FILLS, LINES
from generators.faces import words_of
from generators.layout import unanswered
from generators.lettering import printable
from generators.process import ascii_id
from spec.model import Scenario, Service, Spec
from spec.words import say
from spec.words.vocabulary import name

if TYPE_CHECKING:
    from jinja2 import Template

PLAIN = set(" .,:!?()/+–—-«»№…→·_=*'")


class Node(Struct, frozen=True):
    """A node: its id, its words, and the brackets that make its shape."""

    id: str
    words: str
    opens: str
    closes: str


class Lane(Struct, frozen=True):
    """A subgraph: a performer and its nodes."""

    id: str
    title: str
    nodes: tuple[Node, ...]


class Edge(Struct, frozen=True):
    """An arrow and the words on it."""

    source: str
    target: str
    words: str


def generate(spec: Spec, service: Service, language: str) -> dict[str, bytes]:
    """`diagrams/<scenario>.mmd` for every scenario."""
    return {f"diagrams/{one.id}.mmd": flowchart(one, language).encode() for one in service.scenarios}


def flowchart(scenario: Scenario, language: str) -> str:
    """The Mermaid source of a scenario."""
    ids = {step.id: f"n{n}_{ascii_id(step.key)}" for n, step in enumerate(scenario.steps, 1)}
    lanes: dict[str | None, list[Node]] = {}
    edges = [
        Edge(
            ids[edge.from_],
            ids[edge.to],
            _edge_words(edge.when, edge.guard.first(language) if edge.guard else None, language),
        )
        for edge in scenario.edges
        if edge.from_ in ids and edge.to in ids
    ]
    classes: dict[str, list[str]] = {}
    unstated = unanswered(scenario)
    for step in scenario.steps:
        words = words_of(step, scenario, language)
        lines = [
            " · ".join(filter(None, (words.label, words.place))),
            words.action,
            *(f"+ {also}" for also in words.also),
            *words.deadlines,
            *([words.systems] if words.systems else []),
        ]
        shape = ("{", "}") if step.kind == "condition" else ("[", "]")
        nodes = lanes.setdefault(step.performer, [])
        nodes.append(Node(ids[step.id], "<br/>".join(map(escaped, lines)), *shape))
        for n, (outcome, text) in enumerate(words.endings, 1):
            end = f"{ids[step.id]}_end{n}"
            nodes.append(Node(end, escaped(text), "([", "])"))
            edges.append(Edge(ids[step.id], end, ""))
            classes.setdefault(outcome, []).append(end)
        if step.id in unstated:
            end = f"{ids[step.id]}_open"
            nodes.append(Node(end, escaped(say("diagram", "unstated", language)), "([", "])"))
            edges.append(Edge(ids[step.id], end, escaped(name("when", unstated[step.id], language))))
    return _template().render(
        lanes=[
            Lane(f"lane{n}", escaped(name("performer", performer, language)), tuple(nodes))
            for n, (performer, nodes) in enumerate(lanes.items(), 1)
        ],
        edges=edges,
        styles=[(outcome, f"fill:{FILLS[outcome]},stroke:{LINES[outcome]},color:#1a1a1a") for outcome in classes],
        classes=[(outcome, ",".join(found)) for outcome, found in classes.items()],
    )


def _edge_words(when: str | None, guard: str | None, language: str) -> str:
    parts = [name("when", when, language) if when else "", printable(guard or "", 120)]
    return escaped(": ".join(filter(None, parts)))


def escaped(text: str) -> str:
    """`text` for a quoted Mermaid label: what might mean something there becomes a character code («#60;»)."""
    clean = printable(text, 300)
    return "".join(c if c.isalnum() or c in PLAIN or c == "\u00a0" else f"#{ord(c)};" for c in clean).replace(
        "\u00a0", " "
    )


@cache
def _template() -> "Template":
    from jinja2 import Environment, StrictUndefined

    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)  # noqa: S701 - no HTML
    return environment.from_string(files("templates").joinpath("mermaid", "flowchart.mmd.j2").read_text("utf-8"))
