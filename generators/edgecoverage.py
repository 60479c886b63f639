"""Which edges of a scenario the paths of its fixtures take, for people: `tests/coverage.md`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from generators.mermaid import escaped
from generators.source import visible
from spec.words import say

if TYPE_CHECKING:
    from generators.fixtures import Fixture, Turn


def coverage(found: "Sequence[Fixture]", language: str) -> bytes:
    """Which edges the paths take: for each scenario a picture in Mermaid and a table, in Markdown."""
    lines = [f"# {say('code', 'coverage.title', language)}", ""]
    for fixture_ in found:
        taken = [[path.id for path in fixture_.paths if number in path.edges] for number in range(len(fixture_.edges))]
        count = sum(bool(paths) for paths in taken)
        lines += [f"## {fixture_.scenario}", ""]
        lines += [say("code", "coverage.total", language, taken=count, edges=len(taken), paths=len(fixture_.paths)), ""]
        lines += _picture(fixture_.edges, [len(paths_) for paths_ in taken])
        lines += [say("code", "coverage.head", language), "| --- | --- | --- | ---: | --- |"]
        for edge, paths_ in zip(fixture_.edges, taken, strict=True):
            cells = [edge.from_, _spoken(edge), edge.to or "●", str(len(paths_)), paths_[0] if paths_ else "**—**"]
            lines.append("| " + " | ".join(_cell(cell) for cell in cells) + " |")
        lines.append("")
    return "\n".join(lines).encode()


def _picture(edges: "Sequence[Turn]", counts: Sequence[int]) -> list[str]:
    """The edges as a Mermaid flowchart: thick with the number of paths that take them, dotted where none does."""
    steps = dict.fromkeys(key for edge in edges for key in (edge.from_, edge.to) if key)
    nodes = {key: f"n{number}" for number, key in enumerate(steps, 1)}
    asked = {edge.from_ for edge in edges if edge.answer is not None}
    lines = ["```mermaid", "flowchart TD"]
    for key, node in nodes.items():
        opens, closes = ("{", "}") if key in asked else ("[", "]")
        lines.append(f'  {node}{opens}"{escaped(key)}"{closes}')
    for number, (edge, count) in enumerate(zip(edges, counts, strict=True), 1):
        arrow, there = "==>" if count else "-.->", nodes[edge.to] if edge.to else f'end{number}(("●"))'
        words = escaped(" ".join(filter(None, (_spoken(edge), str(count)))))
        lines.append(f'  {nodes[edge.from_]} {arrow}|"{words}"| {there}')
    return [*lines, "```", ""]


def _spoken(edge: "Turn") -> str:
    if edge.skipped:
        return "–"
    return edge.answer if isinstance(edge.answer, str) else {True: "✓", False: "✗", None: ""}[edge.answer]


def _cell(text: str) -> str:
    """A text in a cell of a Markdown table: keys and ids, which an act cannot make into markup."""
    return visible(text).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("`", "'")
