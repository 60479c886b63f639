"""The geometry of the diagrams: no edge through a box, no label on a line, no two edges on one track, all on A4."""

import os
from itertools import combinations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from msgspec.structs import replace

from generators.canvas import MARGIN, PAGE_HEIGHT, PAGE_WIDTH, Sheet
from generators.faces import Words, face
from generators.grid import MOST_LANES, Link, lane_order, rows
from generators.sheet import Diagram, diagram, texts
from spec.model import Scenario, Texts
from tests.acts import ACTS
from tests.acts import scenarios as of_act
from tests.generators.drawn import edge, scenarios, small, step, wrapped

Box = tuple[float, float, float, float]  # left, top, right, bottom
Leg = tuple[float, float, float, float]
NEAR = 0.01


def around(x: float, y: float, width: float, height: float) -> Box:
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def legs(points: tuple[tuple[float, float], ...]) -> list[Leg]:
    """The straight pieces of a route, each upright or level."""
    found = []
    for (x1, y1), (x2, y2) in zip(points, points[1:], strict=False):
        assert abs(x1 - x2) < NEAR or abs(y1 - y2) < NEAR, "a slanting line"
        if abs(x1 - x2) + abs(y1 - y2) > NEAR:
            found.append((min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)))
    return found


def meet(one: Box, other: Box) -> bool:
    """Whether the insides meet; a line has an inside too."""
    return (
        one[0] < other[2] - NEAR and other[0] < one[2] - NEAR and one[1] < other[3] - NEAR and other[1] < one[3] - NEAR
    )


def thick(leg: Leg) -> Box:
    return leg[0] - 0.4, leg[1] - 0.4, leg[2] + 0.4, leg[3] + 0.4


def same_track(one: Leg, other: Leg) -> bool:
    """Whether two parallel pieces run closer than 2 points beside each other."""
    upright = abs(one[0] - one[2]) < NEAR, abs(other[0] - other[2]) < NEAR
    if upright[0] != upright[1]:
        return False
    across, along = (0, 1) if upright[0] else (1, 0)
    shared = min(one[along + 2], other[along + 2]) - max(one[along], other[along])
    return abs(one[across] - other[across]) < 2 and shared > NEAR


def in_diamond(leg: Leg, shape: object) -> bool:
    """Whether a piece of a line has a point well inside a diamond."""
    half_width, half = shape.face.width / 2, shape.face.height / 2
    for n in range(21):
        x = leg[0] + (leg[2] - leg[0]) * n / 20 - shape.x
        y = leg[1] + (leg[3] - leg[1]) * n / 20 - shape.y
        if abs(x) / half_width + abs(y) / half < 0.98:
            return True
    return False


def check_sheet(sheet: Sheet) -> None:
    """The three properties that issue 2 asks for, and that nothing overlaps."""
    solid = [around(s.x, s.y, s.face.width, s.face.height) for s in sheet.shapes if s.face.shape == "box"]
    solid += [
        around(s.x, s.y + y, s.face.width, h)
        for s in sheet.shapes
        if s.face.shape == "diamond"
        for _, y, h in s.face.strips
    ]
    solid += [around(s.x, s.y, s.width, s.height) for s in sheet.spots]
    diamonds = [s for s in sheet.shapes if s.face.shape == "diamond"]
    marks = [around(s.x + m.x, s.y + m.y, m.width, m.height * 0.8) for s in sheet.shapes for m in s.face.marks]
    labels = [around(w.label.x, w.label.y, w.label.width, w.label.height * 0.8) for w in sheet.wires if w.label]
    lines = [legs(wire.points) for wire in sheet.wires]
    for route in lines:
        for leg in route:
            assert not any(meet(leg_box(leg), box) for box in solid), "an edge through a box"
            assert not any(in_diamond(leg, one) for one in diamonds), "an edge through a diamond"
            assert not any(meet(thick(leg), label) for label in labels), "a label on a line"
            assert not any(meet(thick(leg), mark) for mark in marks), "a heading on a line"
    for one, other in combinations(lines, 2):
        assert not any(same_track(a, b) for a in one for b in other), "two edges on one track"
    for one, other in combinations(labels, 2):
        assert not meet(one, other), "a label on a label"
    for label in labels:
        assert not any(meet(label, box) for box in [*solid, *marks]), "a label on a box"
    for lane in sheet.lanes[1:]:
        border = (lane.x, lane.heading, lane.x, lane.height)
        assert not any(meet(thick(border), label) for label in [*labels, *marks]), "a lane border through a text"
        assert not any(same_track(border, leg) for route in lines for leg in route), "an edge along a lane border"
    for shape in sheet.shapes:
        for mark in shape.face.marks:
            assert abs(mark.x) + mark.width / 2 <= shape.face.width / 2 + NEAR, "a text wider than its step"
    for one, other in combinations(solid, 2):
        assert not meet(one, other), "a box on a box"


def leg_box(leg: Leg) -> Box:
    """A line as a box of no thickness, drawn in at both ends, where it touches what it joins."""
    if abs(leg[0] - leg[2]) < NEAR:
        return leg[0] - 0.05, leg[1] + 0.1, leg[2] + 0.05, leg[3] - 0.1
    return leg[0] + 0.1, leg[1] - 0.05, leg[2] - 0.1, leg[3] + 0.05


def heading(found: Diagram, top: float) -> list[str]:
    """The lines over the sheet that begins at `top`, but the number of the page."""
    page = top // PAGE_HEIGHT * PAGE_HEIGHT
    return [mark.text for mark in found.marks if page <= mark.y <= top and mark.align == "middle"]


def check(found: Diagram, scenario: Scenario) -> None:
    for top, sheet in found.sheets:
        check_sheet(sheet)
        assert len(sheet.lanes) <= MOST_LANES
        page = int(top // PAGE_HEIGHT)
        assert top + sheet.height <= (page + 1) * PAGE_HEIGHT - MARGIN + NEAR, "a sheet longer than its page"
        assert sheet.lanes[0].x >= MARGIN - NEAR
        assert sheet.lanes[-1].x + sheet.lanes[-1].width <= PAGE_WIDTH - MARGIN + NEAR
        for shape in sheet.shapes:
            lane = next(lane for lane in sheet.lanes if lane.performer == scenario.steps[shape.step].performer)
            assert lane.x <= shape.x - shape.face.width / 2
            assert shape.x + shape.face.width / 2 <= lane.x + lane.width
        assert heading(found, top) == heading(found, found.sheets[0][0]), "a page without its title and caption"
    assert all(mark.size >= 7 for mark in texts(found)), "type under 7 pt"
    steps = sorted(shape.step for _, sheet in found.sheets for shape in sheet.shapes)
    assert steps == list(range(len(scenario.steps))), "a step left out"
    shown = {wire.link for _, sheet in found.sheets for wire in sheet.wires if wire.link is not None}
    joined = sum(len(spot.marks) > 0 for _, sheet in found.sheets for spot in sheet.spots)
    assert len(shown) == len(scenario.edges) or joined >= 2, "an edge left out"


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_small_scenario(language: str) -> None:
    spec, service = small()
    found = diagram(spec.act, service, service.scenarios[0], language)
    check(found, service.scenarios[0])
    assert len(found.sheets) == 1


@settings(
    max_examples=int(os.environ.get("REGLAMENT_EXAMPLES", "60")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking forty steps takes minutes
)
@given(scenarios())
def test_any_scenario(scenario: Scenario) -> None:
    spec, service = wrapped(scenario)
    check(diagram(spec.act, service, scenario, "ru"), scenario)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("name", ACTS)
def test_scenarios_of_acts(name: str, language: str) -> None:
    for spec, service, scenario in of_act(name):
        drawn = diagram(spec.act, service, scenario, language)
        check(drawn, scenario)
        assert len(drawn.sheets) == 1 or len(scenario.steps) > 14


def test_first_lane_is_who_begins_and_edges_are_short() -> None:
    performers = ["employee", "provider", "registry", "provider"]
    links = [Link(0, 2), Link(2, 1), Link(2, 3)]
    assert lane_order(performers, links) == ("employee", "registry", "provider")


def test_rows_follow_the_flow_and_use_free_lanes() -> None:
    links = [Link(0, 1), Link(1, 2), Link(1, 3)]
    assert rows([0, 1, 1, 0], links, dense=False) == (0, 1, 2, 2)
    assert rows([0, 1, 1, 0], links, dense=True) == (0, 0, 1, 1)


def test_heading_of_a_narrow_condition() -> None:
    words = Words("условие 1", "п. 12, пп. 4)", "Проверка наличия данных", (), (), "", ())
    free = face(words, True, 69.0, 0.0)
    assert {mark.text for mark in free.marks} >= {words.label, words.place}  # each on a line, nothing comes from above
    assert all(mark.y < -free.height / 2 for mark in free.marks if mark.text in (words.label, words.place))
    entered = face(words, True, 60.0, 3.0)
    quiet = " ".join(mark.text for mark in entered.marks if mark.ink == "quiet")
    assert quiet == words.place
    assert all(abs(mark.x) - mark.width / 2 >= 3 for mark in entered.marks if mark.y < -entered.height / 2)


def test_an_edge_does_not_run_through_the_heading_of_the_condition_that_it_enters() -> None:
    words = Words("условие 1", "п. 12, пп. 4)", "Проверка наличия данных", (), (), "", ())
    for gap in (3.0, 12.0):
        drawn = face(words, True, 80.0, gap)
        assert all(abs(mark.x) - mark.width / 2 >= gap - NEAR for mark in drawn.marks if mark.y < -drawn.height / 2)


def test_a_step_says_that_there_is_a_note_about_it() -> None:
    spec, service = small()
    scenario = service.scenarios[0]
    first = replace(scenario.steps[0], only_if=Texts(ru="для новых пользователей"))
    found = diagram(spec.act, service, replace(scenario, steps=(first, *scenario.steps[1:])), "ru")
    (shape,) = [shape for _, sheet in found.sheets for shape in sheet.shapes if shape.step == 0]
    assert "прим. 1" in [mark.text for mark in shape.face.marks]
    assert "1) процесс 1: для новых пользователей" in [mark.text for mark in found.marks]


def test_the_legend_tells_a_connector_from_a_way_that_the_act_leaves_open() -> None:
    steps = (step("check", 1, kind="condition"), step("hand_over", 2))
    scenario = Scenario("portal", "portal", Texts(ru="7"), steps, (edge("C1", "P2", "passed"),), {}, None)
    spec, service = wrapped(scenario)
    found = diagram(spec.act, service, scenario, "kk")
    assert [spot.kind for _, sheet in found.sheets for spot in sheet.spots if spot.marks] == ["open"]
    assert {"open", "connector"} & {symbol.kind for symbol in found.legend} == {"open"}
