"""The BPMN files: valid by the OMG's schema, and an engine that is not ours walks every path to the same end."""

import os
import re
from itertools import combinations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from lxml import etree
from msgspec.structs import replace
from SpiffWorkflow.bpmn.parser import BpmnParser, BpmnValidator
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from generators.bpmn import generate
from generators.interchange import layout, pool_width
from generators.lettering import wrap
from generators.paperwork import papers
from generators.process import duration, process
from generators.xmlparts import DC, DD, DI, MODEL, OURS
from spec import graph
from spec.model import Deadline, End, Scenario, Service, Spec, Texts
from tests.acts import ACTS
from tests.acts import scenarios as of_act
from tests.building import a_deadline, a_scenario, a_service, a_spec, a_step
from tests.generators.drawn import edge, scenarios, small, step, wrapped
from tests.generators.test_layout import Box, meet
from tests.generators.test_python import turned_away

HOSTILE = '"/><script>alert(1)</script>]]>&amp;<!-- {x} \x00\x1b[31m\u202e %%'


class Engine(PythonScriptEngine):
    """Takes a standard duration (PT15S) as it stands; SpiffWorkflow would have it quoted, as Python."""

    def evaluate(self, task: object, expression: str, external_context: object = None) -> object:
        if re.fullmatch(r"P[\dTDHMS]+", expression):
            return expression
        return super().evaluate(task, expression, external_context)


def run(document: bytes, name: str, answers: dict[str, str], longest: int) -> tuple[list[str], str]:
    """The tasks done, in order, and the end event reached, when each task `key` answers `answers[key]`."""
    return walk(read(document, name), answers, longest)


def read(document: bytes, name: str) -> BpmnProcessSpec:
    """The process called `name`, after the check by the OMG's schema."""
    parser = BpmnParser(validator=BpmnValidator())
    parser.add_bpmn_str(document)
    return parser.get_spec(name)


def walk(process: BpmnProcessSpec, answers: dict[str, str], longest: int) -> tuple[list[str], str]:
    """One case: the tasks done, in order, and the end event reached."""
    workflow = BpmnWorkflow(process, script_engine=Engine())
    done: list[str] = []
    while not workflow.is_completed():
        ready = [
            task
            for task in workflow.get_tasks(state=TaskState.READY)
            if not task.task_spec.bpmn_id or not task.task_spec.bpmn_id.startswith(("timer_", "overdue_"))
        ]
        if not ready:
            break
        task = ready[0]
        key = task.task_spec.bpmn_id
        if key in answers:
            task.data[key] = answers[key]
        task.run()
        if task.state == TaskState.STARTED:  # what a system does outside the engine
            task.complete()
        if key:
            done.append(key)
        assert len(done) < longest, "a loop"
    ends = [
        task.task_spec.bpmn_id
        for task in workflow.get_tasks(state=TaskState.COMPLETED)
        if (task.task_spec.bpmn_id or "").startswith("end_")
    ]
    assert len(ends) == 1
    return done, ends[0]


def agree(spec: Spec, service: Service, scenario: Scenario) -> int:
    """SpiffWorkflow takes every path of the step graph to the same end event; how many paths there are."""
    found = process(scenario, "ru")
    task = {node.of: node.id for node in found.nodes if node.kind.endswith("Task")}
    ends = {node.id: node for node in found.nodes if node.kind == "endEvent"}
    diagram = read(generate(spec, service, "ru")[f"bpmn/{scenario.id}.bpmn"], found.id)
    paths = graph.paths(scenario)
    for path in paths:
        answers = {task[one]: answer for one, answer in (path.outcomes | path.answers).items()}
        for one in path.edges:
            answers.setdefault(task[one.from_], f"to_{task[one.to]}")
        answers.setdefault(task[path.steps[-1]], path.outcome)
        done, end = walk(diagram, answers, 6 * len(scenario.steps) + 10)
        assert [key for key in done if key in set(task.values())] == [task[one] for one in path.steps]
        assert (ends[end].of, ends[end].outcome) == (path.steps[-1], path.outcome)
    return len(paths)


def test_small_scenario_takes_both_paths() -> None:
    spec, service = small()
    assert agree(spec, service, service.scenarios[0]) == 2


def test_an_end_that_depends_on_an_earlier_step() -> None:
    steps = (step("examine", 1, kind="action"), step("hand_over", 2, kind="action", action="hand_over"))
    ends = {"A2": (End("issued", {}), End("refused", {"A1": "refusal"}))}
    scenario = Scenario("internal", "internal", Texts(ru="7"), steps, (edge("A1", "A2"),), ends, None)
    spec, service = wrapped(scenario)
    assert agree(spec, service, scenario) == 2


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_refusal_at_a_step_from_which_other_cases_go_on(language: str) -> None:
    """Its own answer ends the case at the first step, an earlier one at the third."""
    scenario = turned_away(language)
    spec, service = wrapped(scenario)
    assert agree(spec, service, scenario) == 3
    found = process(scenario, language)
    assert {
        (flow.source, flow.target): (flow.condition, flow.otherwise)
        for flow in found.flows
        if flow.name or flow.condition or flow.otherwise
    } == {
        ("decide_check", "examine"): (None, True),
        ("decide_check", "end_check_refused"): ('check == "refusal"', False),
        ("decide_sign_result", "hand_over"): (None, True),
        ("decide_sign_result", "end_sign_result_refused"): ('examine == "refusal"', False),
    }
    (end,) = (node for node in found.nodes if node.id == "end_check_refused")
    assert {"kk": "құжаттар толық болмаған жағдайда", "ru": "при неполноте документов"}[language] in end.notes[0]


def test_a_check_that_closes_the_case_itself() -> None:
    steps = (step("check", 1, kind="condition"), step("hand_over", 2))
    ends = {"C1": (End("refused", {"C1": "failed"}),), "P2": (End("issued", {}),)}
    scenario = Scenario("portal", "portal", Texts(ru="7"), steps, (edge("C1", "P2", "passed"),), ends, None)
    spec, service = wrapped(scenario)
    assert agree(spec, service, scenario) == 2


def test_an_answer_that_the_act_leaves_out_ends_apart() -> None:
    steps = (step("check", 1, kind="condition"), step("hand_over", 2))
    ends = {"P2": (End("issued", {}),)}
    scenario = Scenario("portal", "portal", Texts(ru="7"), steps, (edge("C1", "P2", "passed"),), ends, None)
    spec, service = wrapped(scenario)
    document = generate(spec, service, "ru")["bpmn/portal.bpmn"]
    assert run(document, "process_portal", {"check": "failed"}, 20)[1] == "end_check"
    assert run(document, "process_portal", {"check": "passed"}, 20)[1] == "end_hand_over_issued"


def test_joins_and_choices_without_a_condition() -> None:
    steps = (step("a", 1), step("b", 2, performer="head"), step("c", 3))
    edges = (edge("P1", "P2", None, "бар болса"), edge("P1", "P3"), edge("P2", "P3"))
    scenario = Scenario("portal", "portal", Texts(kk="6"), steps, edges, {"P3": (End("issued", {}),)}, None)
    spec, service = wrapped(scenario)
    assert agree(spec, service, scenario) == 2
    assert [node.id for node in process(scenario, "kk").nodes if node.kind == "exclusiveGateway"] == [
        "decide_a",
        "join_c",
    ]


@pytest.mark.parametrize("name", ACTS)
def test_every_path_of_every_scenario(name: str) -> None:
    for spec, service, scenario in of_act(name):
        assert agree(spec, service, scenario) >= 2


@settings(
    max_examples=int(os.environ.get("REGLAMENT_EXAMPLES", "25")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(scenarios(10, back=False))
def test_any_scenario_is_valid_and_drawn(scenario: Scenario) -> None:
    spec, service = wrapped(scenario)
    document = generate(spec, service, "kk")["bpmn/portal.bpmn"]
    BpmnValidator().validate(etree.fromstring(document))
    root = etree.fromstring(document)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    drawn = {element.get("bpmnElement") for element in root.iter() if element.get("bpmnElement")}
    named = {e.get("id") for e in root.iter() if e.tag in NODES} | {
        e.get("id") for e in root.iter(f"{{{MODEL}}}sequenceFlow")
    }
    assert named <= drawn


NODES = {
    f"{{{MODEL}}}{tag}"
    for tag in (
        "startEvent", "endEvent", "exclusiveGateway", "userTask", "serviceTask", "sendTask", "manualTask", "boundaryEvent",
        "lane", "participant",
    )
}  # fmt: skip


def test_no_text_breaks_out() -> None:
    steps = (step("a", 1, action="other", text=HOSTILE), step("b", 2, action="other", text=HOSTILE))
    scenario = Scenario("portal", "portal", Texts(ru=HOSTILE), steps, (edge("P1", "P2", None, HOSTILE),), {}, None)
    spec, service = wrapped(scenario, HOSTILE)
    document = generate(spec, service, "ru")["bpmn/portal.bpmn"]
    BpmnValidator().validate(etree.fromstring(document))
    assert not [e for e in etree.fromstring(document).iter() if "script" in str(e.tag)]
    assert b"<!--" not in document
    assert all(c not in document.decode() for c in "\x00\x1b\u202e")


def test_ids_are_ascii_and_outlive_renumbering() -> None:
    spec, service = small()
    ids = [node.id for node in process(service.scenarios[0], "kk").nodes]
    assert ids == [
        "start", "log_in", "verify_login", "decide_verify_login", "refuse_login", "end_refuse_login_refused",
        "deliver_result", "timer_deliver_result", "overdue_deliver_result", "end_deliver_result_issued",
    ]  # fmt: skip


def test_names_in_kazakh_and_russian() -> None:
    spec, service = small()
    kazakh, russian = (generate(spec, service, language)["bpmn/portal.bpmn"].decode() for language in ("kk", "ru"))
    assert 'name="1-үдеріс: Жүйеге кіру"' in kazakh
    assert 'name="процесс 1: Вход в систему"' in russian
    assert "6-тармақ, 1)" in kazakh
    assert "п. 6, пп. 1)" in russian


@pytest.mark.parametrize(
    ("most", "unit", "period"),
    [
        (15, "second", "PT15S"),
        (1.5, "minute", "PT90S"),
        (2, "hour", "PT2H"),
        (15, "day", "P15D"),
        (1, "month", "P1M"),
        (2, None, None),
    ],
)
def test_durations(most: float, unit: str | None, period: str | None) -> None:
    assert duration(Deadline(None, most, unit, None, None, "text", ())) == period


def test_a_timer_does_not_end_its_task() -> None:
    spec, service = small()
    root = etree.fromstring(generate(spec, service, "ru")["bpmn/portal.bpmn"])
    (timer,) = root.iter(f"{{{MODEL}}}boundaryEvent")
    assert timer.get("cancelActivity") == "false"
    assert timer.findtext(f".//{{{MODEL}}}timeDuration") == "P2D"


def test_a_decision_without_a_deadline_has_the_timer_of_what_follows_and_all_deadlines_are_documented() -> None:
    days = (a_deadline(15, calendar="working", for_="issue"), a_deadline(2, calendar="working", for_="duplicate"))
    steps = (
        a_step("C1", "verify_eligibility", performer="provider"),
        a_step("P1", "refuse_request", performer="e_licensing", deadlines=(a_deadline(10, "second"),)),
        a_step("P2", "deliver_result", deadlines=days),
    )
    edges = [("C1", "P1", "failed"), ("C1", "P2", "passed")]
    service = a_service(a_scenario(steps, edges, {"P1": "refused", "P2": "issued"}))
    document = generate(a_spec(service), service, "kk")["bpmn/portal.bpmn"]
    BpmnValidator().validate(etree.fromstring(document))
    timers = {one.get("attachedToRef"): one for one in etree.fromstring(document).iter(f"{{{MODEL}}}boundaryEvent")}
    assert timers.keys() == {"verify_eligibility", "refuse_request", "deliver_result"}
    for key in ("verify_eligibility", "deliver_result"):
        assert timers[key].findtext(f".//{{{MODEL}}}timeDuration") == "P15D"
        notes = [note.text for note in timers[key].iter(f"{{{MODEL}}}documentation")]
        assert notes == ["беру: 15 жұмыс күні ішінде", "телнұсқа: 2 жұмыс күні ішінде"]


def test_places_are_those_of_the_layout() -> None:
    spec, service = small()
    scenario = service.scenarios[0]
    sheet, nodes, _ = layout(process(scenario, "ru"), "ru", papers(scenario, "ru"))
    root = etree.fromstring(generate(spec, service, "ru")["bpmn/portal.bpmn"])
    for shape in sheet.shapes:
        bounds = root.find(f".//{{{DI}}}BPMNShape[@bpmnElement='{nodes[shape.step].id}']/{{{DC}}}Bounds")
        assert float(bounds.get("x")) == pytest.approx(shape.x - shape.face.width / 2, abs=0.1)


def drawn(document: bytes) -> tuple[dict[str, Box], dict[str, Box]]:
    """The bounds of the shapes, pool and lanes left out, and of the names beside them or beside flows."""
    shapes, labels = {}, {}
    for element in etree.fromstring(document).iter(f"{{{DI}}}BPMNShape", f"{{{DI}}}BPMNEdge"):
        of = element.get("bpmnElement")
        for found, path in ((shapes, f"{{{DC}}}Bounds"), (labels, f"{{{DI}}}BPMNLabel/{{{DC}}}Bounds")):
            bounds = element.find(path)
            if bounds is not None and not of.startswith(("pool_", "lane_")):
                x, y, wide, tall = (float(bounds.get(key)) for key in ("x", "y", "width", "height"))
                found[of] = (x, y, x + wide, y + tall)
    return shapes, labels


@pytest.mark.parametrize("name", ACTS)
def test_no_name_lies_on_a_shape_or_a_name(name: str) -> None:
    for spec, service, scenario in of_act(name):
        for language in ("kk", "ru"):
            shapes, labels = drawn(generate(spec, service, language)[f"bpmn/{scenario.id}.bpmn"])
            for (one, box), (other, there) in combinations(labels.items(), 2):
                assert not meet(box, there), f"{one} on {other}"
            for of, box in labels.items():
                assert [other for other, there in shapes.items() if meet(box, there)] == [], f"the name of {of}"


def lanes(document: bytes) -> dict[str, tuple[float, float]]:
    """The left and right side of the lane of each node."""
    root = etree.fromstring(document)
    sides = {}
    for element in root.iter(f"{{{DI}}}BPMNShape"):
        bounds = element.find(f"{{{DC}}}Bounds")
        left, wide = float(bounds.get("x")), float(bounds.get("width"))
        sides[element.get("bpmnElement")] = (left, left + wide)
    return {
        ref.text: sides[lane.get("id")]
        for lane in root.iter(f"{{{MODEL}}}lane")
        for ref in lane.iterfind(f"{{{MODEL}}}flowNodeRef")
    }


@pytest.mark.parametrize("name", ACTS)
def test_what_belongs_to_a_lane_lies_in_it(name: str) -> None:
    for spec, service, scenario in of_act(name):
        document = generate(spec, service, "kk")[f"bpmn/{scenario.id}.bpmn"]
        root, lane = etree.fromstring(document), lanes(document)
        for found in drawn(document):
            for of, (left, _, right, _) in found.items():
                if of in lane:
                    assert lane[of][0] < left < right < lane[of][1], of
        for flow in root.iter(f"{{{MODEL}}}sequenceFlow"):
            own = {lane[flow.get("sourceRef")], lane[flow.get("targetRef")]}
            xs = [float(point.get("x")) for point in points(root, flow.get("id"))]
            assert min(left for left, _ in own) < min(xs) <= max(xs) < max(right for _, right in own), flow.get("id")


def points(root: etree._Element, flow: str) -> list[etree._Element]:
    """The points of a flow."""
    return root.findall(f".//{{{DI}}}BPMNEdge[@bpmnElement='{flow}']/{{{DD}}}waypoint")


@pytest.mark.parametrize("name", ACTS)
def test_every_arrowhead_has_room(name: str) -> None:
    """A viewer's arrowhead is 10 points long; no other line may cross it."""
    for spec, service, scenario in of_act(name):
        root = etree.fromstring(generate(spec, service, "ru")[f"bpmn/{scenario.id}.bpmn"])
        for flow in root.iter(f"{{{MODEL}}}sequenceFlow"):
            ways = [(float(point.get("x")), float(point.get("y"))) for point in points(root, flow.get("id"))]
            (x1, y1), (x2, y2) = ways[-2:]
            assert abs(x1 - x2) + abs(y1 - y2) >= 10, flow.get("id")


def test_the_pool_is_named_after_the_service_and_the_channel() -> None:
    spec, service = small()
    long = replace(service, titles=Texts(ru="Выдача разрешения на очень длинное дело, " * 12))
    (pool,) = etree.fromstring(generate(spec, service, "ru")["bpmn/portal.bpmn"]).iter(f"{{{MODEL}}}participant")
    assert pool.get("name") == "Қызмет / Услуга – через портал «электронного правительства»"
    (pool,) = etree.fromstring(generate(spec, long, "ru")["bpmn/portal.bpmn"]).iter(f"{{{MODEL}}}participant")
    assert pool.get("name").endswith(" … – через портал «электронного правительства»")
    assert len(wrap(pool.get("name"), pool_width(2), 12.0)) == 2


def test_data_objects() -> None:
    steps = (
        step("pay", 1, action="pay", also=("fill_form",)),
        step("verify_payment", 1, kind="condition", action="verify_payment"),
        step("log_in", 2),
        step("choose", 3, also=("sign_request",)),
    )
    edges = (edge("P1", "C1"), edge("C1", "P2", "failed"), edge("C1", "P3", "passed"))
    ends = {"P2": (End("refused", {}),), "P3": (End("issued", {}),)}
    spec, service = wrapped(Scenario("portal", "portal", Texts(kk="6"), steps, edges, ends, None))
    root = etree.fromstring(generate(spec, service, "kk")["bpmn/portal.bpmn"])
    BpmnValidator().validate(root)
    assert [one.get("id") for one in root.iter(f"{{{MODEL}}}dataObject")] == ["data_payment", "data_request"]
    assert [(one.get("sourceRef"), one.get("targetRef")) for one in root.iter(f"{{{MODEL}}}association")] == [
        ("pay", "data_payment_pay"),
        ("data_payment_verify_payment", "verify_payment"),
        ("choose", "data_request_choose"),
    ]
    assert [one.get("name") for one in root.iter(f"{{{MODEL}}}dataObjectReference")] == ["Төлем", "Төлем", "Сұрау салу"]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_task_is_named_in_both_languages_of_the_law(language: str) -> None:
    spec, service = small()
    root = etree.fromstring(generate(spec, service, language)["bpmn/portal.bpmn"])
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    names = {
        element.get("id"): {name.get(lang): name.text for name in element.iterfind(f"*/{{{OURS}}}name")}
        for element in root.iter()
        if element.get("id") in ("log_in", "lane_consumer", "pool_process_portal")
    }
    assert names == {
        "pool_process_portal": {"kk": "Қызмет / Услуга", "ru": "Қызмет / Услуга"},
        "lane_consumer": {"kk": "Көрсетілетін қызметті алушы", "ru": "Услугополучатель"},
        "log_in": {"kk": "1-үдеріс: Жүйеге кіру", "ru": "процесс 1: Вход в систему"},
    }
