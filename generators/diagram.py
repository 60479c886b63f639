"""Target "diagram": a swimlane picture of each scenario, as SVG, PNG and DOT (жолақты диаграмма / диаграмма дорожек)."""

from generators.drawing import dot, draw
from generators.sheet import diagram
from spec.model import Service, Spec


def generate(
    spec: Spec, service: Service, language: str, *, png: bool = True, program: str | None = None
) -> dict[str, bytes]:
    """`diagrams/<scenario>.svg`, `.dot` and, where `png`, `.png`; drawn by `program` where a real dot is wanted."""
    made: dict[str, bytes] = {}
    for scenario in service.scenarios:
        found = diagram(spec.act, service, scenario, language)
        source = dot(found, scenario, f"{service.id}/{scenario.id}", language)
        made[f"diagrams/{scenario.id}.dot"] = source.encode()
        made[f"diagrams/{scenario.id}.svg"] = draw(source, "svg", program)
        if png:
            made[f"diagrams/{scenario.id}.png"] = draw(source, "png", program)
    return made
