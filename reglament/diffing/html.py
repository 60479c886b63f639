"""A comparison as one HTML page that stands alone: the changes, and both diagrams side by side with the changes marked."""

import re
from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from reglament.diffing.comparison import ActDiff, Comparison
from reglament.diffing.rows import flips, heading, notices, row, summary
from reglament.terminal import printable
from spec.changes import Change
from spec.model import Scenario, Service, Spec
from spec.words import say
from spec.words.vocabulary import name

COLOURS = {"added": "#1a7f37", "removed": "#cf222e", "changed": "#bf8700"}
QUIET = ("RD179",)  # classes that mark no step: words alone
REFERENCE = re.compile(r"url\(#([^)]+)\)")


def render(comparison: Comparison, language: str) -> bytes:
    """The page."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("templates", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["shown"] = printable
    page = environment.get_template("diff/page.html.j2").render(
        language=language,
        title=say("changes", "page.title", language, **dict(zip(("old", "new"), comparison.arguments, strict=True))),
        summary=summary(comparison, language) if comparison.changes else say("changes", "page.none", language),
        notices=list(notices(comparison, language)),
        acts=[_act(act, language) for act in comparison.acts],
        words=lambda key: say("changes", key, language),
    )
    return (page.rstrip() + "\n").encode(errors="xmlcharrefreplace")


def _act(act: ActDiff, language: str) -> dict[str, Any]:
    walked = act.behaviour is not None
    return {
        "heading": heading(act, language),
        "title": act.either.act.titles.first(language) or "",
        "rows": [row(one, act, language) for one in act.changes],
        "flips": (list(flips(act, language)) or [say("changes", "behaviour.none", language)]) if walked else [],
        "diagrams": list(_diagrams(act, language)),
    }


def _diagrams(act: ActDiff, language: str) -> Iterator[dict[str, Any]]:
    """For each scenario with a step that changed, both diagrams with those steps outlined."""
    from markupsafe import Markup

    places: dict[tuple[str | None, str | None, str | None, str | None], list[Change]] = {}
    for one in (judged.change for judged in act.changes):
        sides = (one.old, one.new)
        ids = [side and (side.service, side.scenario) for side in sides]
        if one.code in QUIET or not any(side and side.step for side in sides):
            continue
        known = next((key for key in places if key[:2] == ids[0] or key[2:] == ids[1]), None)
        key = (*(ids[0] or (None, None)), *(ids[1] or (None, None)))
        if known is None:
            places[key] = [one]
        else:
            merged = tuple(a or b for a, b in zip(known, key, strict=True))
            places[merged] = [*places.pop(known), one]  # type: ignore[index]
    for (old_service, old_scenario, new_service, new_scenario), changes in places.items():
        old = _find(act.old, old_service or new_service, old_scenario or new_scenario)
        new = _find(act.new, new_service or old_service, new_scenario or old_scenario)
        pictures = []
        for which, found in enumerate((old, new)):
            marks = _marks(changes, which)
            spec = act.old if which == 0 else act.new
            drawn = picture(spec, *found, marks, ("old", "new")[which], language) if spec and found else ""
            pictures.append(Markup(drawn))  # noqa: S704  (an SVG that our own generator escaped)
        channel = (new or old or (None, None))[1]
        caption = name("channel", channel.channel, language) if channel else ""
        yield {"caption": f"{new_service or old_service}: {caption}", "old": pictures[0], "new": pictures[1]}


def _find(spec: Spec | None, service: str | None, scenario: str | None) -> tuple[Service, Scenario] | None:
    for one in spec.services if spec else ():
        for each in one.scenarios:
            if (one.id, each.id) == (service, scenario):
                return one, each
    return None


def _marks(changes: list[Change], which: int) -> dict[str, str]:
    """How the steps of OLD (0) or NEW (1) changed, by their keys."""
    marks: dict[str, str] = {}
    for one in changes:
        side = (one.old, one.new)[which]
        if side is None or side.step is None:
            continue
        how = "changed" if one.old and one.new else ("removed", "added")[which]
        if marks.get(side.step.key) in (None, "changed"):
            marks[side.step.key] = how
    return marks


def picture(spec: Spec, service: Service, scenario: Scenario, marks: dict[str, str], prefix: str, language: str) -> str:
    """The SVG of a scenario, the steps in `marks` outlined; its ids begin with `prefix`, for a page holds many."""
    from lxml import etree

    from generators.diagram import generate
    from generators.drawing import node_id

    files = generate(spec, replace(service, scenarios=(scenario,)), language, png=False)
    data = next(content for path, content in files.items() if path.endswith(".svg"))
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(data, parser)
    nodes = {node_id(key): how for key, how in marks.items()}
    for group in root.iter("{http://www.w3.org/2000/svg}g"):
        how = nodes.get(group.get("id", ""))
        shape = next((each for each in group.iter("{http://www.w3.org/2000/svg}polygon")), None)
        if how is None or shape is None:
            continue
        outline = etree.Element("{http://www.w3.org/2000/svg}polygon", points=shape.get("points") or "")
        outline.set("class", f"mark {how}")
        outline.set("fill", "none")
        outline.set("stroke", COLOURS[how])
        outline.set("stroke-width", "3")
        group.append(outline)
    _rename(root, f"{prefix}-{service.id}-{scenario.id}-")
    return str(etree.tostring(root, encoding="unicode"))


def _rename(root: Any, prefix: str) -> None:
    for element in root.iter():
        for key, value in element.attrib.items():
            if key == "id":
                element.set(key, prefix + value)
            elif key.endswith("href") and value.startswith("#"):
                element.set(key, f"#{prefix}{value[1:]}")
            elif "url(#" in value:
                element.set(key, REFERENCE.sub(rf"url(#{prefix}\1)", value))
