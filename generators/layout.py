"""A scenario laid out: every lane, step, line of text and edge with its place on the page.

Points, x to the right, y down, from the upper left corner of the first page. A page is A4 portrait; a long scenario goes
on in a second band of lanes on the next page, and edges between bands become connectors that name the step they lead to.
"""

from collections.abc import Mapping

from generators.canvas import (
    DOT,
    IN_PORT,
    INTO,
    LABEL,
    OUT,
    OUT_PORT,
    SIDE,
    Connector,
    Lane,
    Plan,
    Shape,
    Sheet,
)  # fmt: skip
from generators.faces import face, words_of
from generators.grid import Band, Cell, Link, bands
from generators.placing import across, label_width, lane_title, measured, pill_width, place_spots, starts, wire
from generators.routing import Gutter, Middle, Route, Slot, route
from generators.tracks import Port, Tracks, assign
from spec.model import Scenario
from spec.words import say
from spec.words.vocabulary import name


def plan(
    scenario: Scenario, language: str, notes: Mapping[int, str] | None = None, noted: Mapping[str, int] | None = None
) -> Plan:
    """What is to be laid out. `notes` are marks to write at edges, by the index of the edge; `noted` are the numbers of
    notes about steps, by step id."""
    index = {step.id: n for n, step in enumerate(scenario.steps)}
    links = []
    for n, edge in enumerate(scenario.edges):
        if edge.from_ in index and edge.to in index:
            label = " ".join(
                filter(None, (name("when", edge.when, language) if edge.when else "", (notes or {}).get(n)))
            )
            links.append(Link(index[edge.from_], index[edge.to], label))
    performers = tuple(step.performer for step in scenario.steps)
    diamonds = tuple(step.kind == "condition" for step in scenario.steps)
    words = tuple(words_of(step, scenario, language, (noted or {}).get(step.id)) for step in scenario.steps)
    return Plan(
        performers,
        diamonds,
        lambda n, room, gap: face(words[n], diamonds[n], room, gap),
        tuple(one.label for one in words),
        tuple(links),
        {performer: name("performer", performer, language) for performer in performers},
        {index[step]: (_unstated(when, language),) for step, when in unanswered(scenario).items()},
    )


def unanswered(scenario: Scenario) -> dict[str, str]:
    """Conditions of which the act gives one answer only, by step id: the answer that leads nowhere."""
    given: dict[str, set[str]] = {}
    for edge in scenario.edges:
        if edge.when:
            given.setdefault(edge.from_, set()).add(edge.when)
    return {
        step.id: "failed" if "passed" in given[step.id] else "passed"
        for step in scenario.steps
        if step.kind == "condition" and len(given.get(step.id, ())) == 1 and not scenario.ends.get(step.id)
    }


def _unstated(when: str, language: str) -> str:
    return f"{name('when', when, language)} → {say('diagram', 'unstated', language)}"


def lay_out(plan: Plan, room: float, foot: float = 0.0) -> tuple[Sheet, ...]:
    """The sheets of a scenario, none taller than `room` points if it can be helped, nor the last than leaves `foot`."""
    if not plan.names:
        return ()
    sheets: tuple[Sheet, ...] = ()
    # Heights are guessed as if all lanes stood beside each other; a page with fewer holds more than that.
    for share in (1.25, 1.12, 1.0, 0.93, 0.86, 0.78, 0.7, 0.6, 0.5, 0.4, 0.25):
        for made in sorted((_folded(plan, room * share, dense) for dense in (False, True)), key=len):
            sheets = tuple(_sheet(plan, band) for band in made)
            if all(sheet.height <= room - (foot if sheet is sheets[-1] else 0) for sheet in sheets):
                return sheets
    return sheets


def _folded(plan: Plan, room: float, dense: bool) -> tuple[Band, ...]:
    """The bands of a plan, folded by the heights that its faces will have at about the right width."""
    lanes = min(plan.most_lanes, len(set(plan.performers)))
    column = min(plan.widest, (plan.width - 2 * SIDE - 26 * (lanes - 1)) / lanes)
    heights = {}
    for n, diamond in enumerate(plan.diamonds):
        drawn = plan.face(n, column, 3.0)
        heights[n] = drawn.above + drawn.below + INTO + OUT + (LABEL if diamond else 0)
    return bands(plan.performers, plan.diamonds, plan.links, heights, room - 40, dense, plan.most_lanes)


def _connectors(plan: Plan, band: Band, routes: Mapping[int, Route | None]) -> Connector:
    """The connectors of a band: for the edges that leave it, come into it, or find no way in it."""
    here = {cell.step for cell in band.cells}
    out: dict[int, list[str]] = {}
    into: dict[int, list[str]] = {}
    for n, link in enumerate(plan.links):
        if routes.get(n) is not None:
            continue
        if link.source in here:
            text = f"{link.label} → {plan.names[link.target]}" if link.label else f"→ {plan.names[link.target]}"
            out.setdefault(link.source, []).append(text)
        if link.target in here:
            into.setdefault(link.target, []).append(f"{plan.names[link.source]} →")
    loose = {step: texts for step, texts in plan.loose.items() if step in here}
    bare = frozenset(step for step in loose if step not in out)
    for step, texts in loose.items():
        out.setdefault(step, []).extend(texts)
    return Connector(out, into, bare)


def _sheet(plan: Plan, band: Band) -> Sheet:
    """A band laid out; edges that crowd a step become connectors until there is room."""
    found = route(band, plan.links)
    while True:
        sheet, crowded = _attempt(plan, band, found)
        if not crowded:
            return sheet
        found = found | dict.fromkeys(crowded)


def _attempt(plan: Plan, band: Band, found: Mapping[int, Route | None]) -> tuple[Sheet, frozenset[int]]:
    """A sheet with these routes, and the links that crowd a step in it."""
    routes = {n: way for n, way in found.items() if way is not None}
    joints = _connectors(plan, band, found)
    estimate = min(plan.widest, (plan.width - 26 * len(band.lanes)) / len(band.lanes))
    tracks = _tracks(plan, band, routes, joints, estimate)
    margins = _margins(plan, band, routes)
    column, _, _, _ = across(plan, band, tracks, margins)
    tracks = _tracks(plan, band, routes, joints, column)
    if tracks.crowded:
        return Sheet((), (), (), (), 0.0), tracks.crowded
    faces = {cell.step: plan.face(cell.step, column, _gap(cell, routes, plan, tracks)) for cell in band.cells}
    frame = measured(plan, band, tracks, margins, faces, routes, joints)
    at = {cell.step: cell for cell in band.cells}
    shapes = tuple(
        Shape(cell.step, frame.centres[cell.lane], frame.axes[cell.row], faces[cell.step]) for cell in band.cells
    )
    wires = [wire(plan, n, way, at, frame, tracks, faces) for n, way in routes.items()]
    marks, stubs = place_spots(plan, band, joints, frame, tracks, faces, routes)
    lanes = tuple(
        Lane(performer, left, 0.0, right - left, frame.height, frame.heading, lane_title(plan, performer, right - left))
        for performer, left, right in zip(band.lanes, frame.borders, frame.borders[1:], strict=False)
    )
    return Sheet(lanes, shapes, (*wires, *stubs), marks, frame.height), frozenset()


def _gap(cell: Cell, routes: Mapping[int, Route], plan: Plan, tracks: Tracks) -> float:
    """How far from its middle edges enter a diamond from above, points, and the room beside them; 0 where none does."""
    keys = [
        (n, len(way) - 1)
        for n, way in routes.items()
        if plan.links[n].target == cell.step and isinstance(way[-1], Slot)
    ]
    offsets = [abs(tracks.slots[key]) for key in [*keys, (-1 - cell.step, IN_PORT)] if key in tracks.slots]
    return round(max(offsets) + 3, 2) if offsets else 0.0


def _slots(band: Band, cell: Cell) -> tuple[Slot, Slot]:
    """The slots above and below a cell."""
    rows = sorted(other.row for other in band.cells if other.lane == cell.lane)
    at = rows.index(cell.row)
    above = rows[at - 1] if at else -1
    below = rows[at + 1] if at + 1 < len(rows) else band.rows
    return Slot(cell.lane, above, cell.row), Slot(cell.lane, cell.row, below)


def _tracks(plan: Plan, band: Band, routes: Mapping[int, Route], joints: Connector, column: float) -> Tracks:
    extra: dict[Slot, list[Port]] = {}
    pointed: dict[Slot, float] = {}
    for cell in band.cells:
        above, below = _slots(band, cell)
        if cell.step in joints.out:
            wide = pill_width(joints.out[cell.step]) / 2
            extra.setdefault(below, []).append(
                Port((-1 - cell.step, OUT_PORT), "below", 0.5, wide, wide, 0.0, None, True)
            )
        if cell.step in joints.into or cell.step in starts(plan):
            wide = pill_width(joints.into[cell.step]) / 2 if cell.step in joints.into else DOT / 2
            extra.setdefault(above, []).append(
                Port((-1 - cell.step, IN_PORT), "above", 0.5, wide, wide, 0.0, None, True)
            )
        if cell.diamond:
            reach = plan.face(cell.step, column, 3.0).width * 0.34
            pointed[above] = reach if cell.step in joints.into else min(reach, 14.0)
            pointed.setdefault(below, reach)

    def room(slot: Slot) -> tuple[float, float]:
        return min(pointed.get(slot, column), column / 2 - 6), column / 2 - 2

    return assign(band, plan.links, routes, extra, room, lambda n: label_width(plan.links[n]))


def _margins(plan: Plan, band: Band, routes: Mapping[int, Route]) -> tuple[list[float], list[float]]:
    """Room left and right of the tracks of each gutter; more where the label of an edge stands in it."""
    lanes = len(band.lanes)
    left, right = [4.0] + [SIDE] * lanes, [SIDE] * lanes + [4.0]
    at = {cell.step: cell for cell in band.cells}
    for n, way in routes.items():
        if not isinstance(way[0], Middle):
            continue
        source, target = at[plan.links[n].source], at[plan.links[n].target]
        toward = (
            way[1].index - source.lane - 0.5
            if len(way) > 1 and isinstance(way[1], Gutter)
            else target.lane - source.lane
        )
        room = label_width(plan.links[n]) + 3
        if toward > 0:
            left[source.lane + 1] = max(left[source.lane + 1], room)
        else:
            right[source.lane] = max(right[source.lane], room)
    return left, right
