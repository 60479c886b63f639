"""Target "bpmn": each scenario as a BPMN 2.0 process (OMG formal/2011-01-03) with its diagram, by the swimlane layout.

Executable by any engine that evaluates `x == "y"`: the variable is named after the step that gives the answer.
"""

from lxml import etree

from generators.interchange import draw, heading
from generators.lettering import printable
from generators.paperwork import Paper, paper_name, papers
from generators.process import Flow, Node, Process, ascii_id, lane_id, process
from generators.xmlparts import MODEL, NAMESPACES, OURS, XSI, add
from spec.model import Act, Scenario, Service, Spec
from spec.words.vocabulary import name

PYTHON = "https://docs.python.org/3/reference/expressions.html"
SPOKEN = ("kk", "ru")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def generate(spec: Spec, service: Service, language: str) -> dict[str, bytes]:
    """`bpmn/<scenario>.bpmn` for every scenario."""
    return {
        f"bpmn/{scenario.id}.bpmn": _document(scenario, spec.act, service, language) for scenario in service.scenarios
    }


def _document(scenario: Scenario, act: Act, service: Service, language: str) -> bytes:
    found, carried = process(scenario, language), papers(scenario, language)
    root = etree.Element(f"{{{MODEL}}}definitions", nsmap=NAMESPACES)  # type: ignore[arg-type]
    root.set("id", f"definitions_{found.id}")
    root.set("targetNamespace", f"urn:reglament:{ascii_id(act.id)}:{ascii_id(service.id)}")
    root.set("expressionLanguage", PYTHON)
    if any(node.outcome == "overdue" for node in found.nodes):
        add(root, "escalation", id="escalation_overdue", name="overdue", escalationCode="overdue")
    title = printable(service.titles.first(language) or service.id, 1000)
    collaboration = add(root, "collaboration", id=f"collaboration_{found.id}")
    shown = heading(title, name("channel", scenario.channel, language), found)
    pool = add(collaboration, "participant", id=f"pool_{found.id}", name=shown, processRef=found.id)
    _names(pool, {spoken: printable(service.titles.get(spoken) or "", 1000) for spoken in SPOKEN})
    body = add(root, "process", id=found.id, name=title, isExecutable="true")
    _lanes(body, found, language)
    names = {spoken: {node.id: node.name for node in process(scenario, spoken).nodes} for spoken in SPOKEN}
    for node in found.nodes:
        _node(body, node, found, {spoken: names[spoken].get(node.id, "") for spoken in SPOKEN})
    for flow in found.flows:
        _flow(body, flow)
    _papers(body, carried)
    draw(root, found, language, carried)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _names(element: etree._Element, names: dict[str, str]) -> None:
    """The name of an element in each language, for those who show the file in another than its own."""
    if any(names.values()):
        extension = add(element, "extensionElements")
        for spoken, text in names.items():
            if text:
                add(extension, "name", OURS, text).set(XML_LANG, spoken)


def _performers(found: Process) -> list[str | None]:
    return list(dict.fromkeys(node.performer for node in found.nodes))


def _lanes(body: etree._Element, found: Process, language: str) -> None:
    lanes = add(body, "laneSet", id=f"lanes_{found.id}")
    for performer in _performers(found):
        lane = add(lanes, "lane", id=lane_id(performer), name=printable(name("performer", performer, language), 80))
        _names(lane, {spoken: printable(name("performer", performer, spoken), 80) for spoken in SPOKEN})
        for node in found.nodes:
            if node.performer == performer:
                add(lane, "flowNodeRef", text=node.id)


def _papers(body: etree._Element, carried: tuple[Paper, ...]) -> None:
    """The data objects, a reference at each task that has to do with one, and the associations between them.

    Associations, not data associations: of these some engines (SpiffWorkflow) demand values at every task.
    """
    for kind in dict.fromkeys(paper.kind for paper in carried):
        add(body, "dataObject", id=f"data_{kind}")
    for paper in carried:
        one = add(body, "dataObjectReference", id=paper.id, name=paper.name, dataObjectRef=paper.of)
        _names(one, {spoken: paper_name(paper.kind, spoken) for spoken in SPOKEN})
    for paper in carried:
        ends = (paper.id, paper.task) if paper.read else (paper.task, paper.id)
        add(
            body,
            "association",
            id=paper.line,
            associationDirection="One",
            sourceRef=ends[0],
            targetRef=ends[1],
        )


def _node(body: etree._Element, node: Node, found: Process, names: dict[str, str]) -> None:
    element = add(body, node.kind, id=node.id, name=node.name)
    for note in node.notes:
        add(element, "documentation", text=note)
    _names(element, names)
    for flow in found.flows:
        if flow.target == node.id:
            add(element, "incoming", text=flow.id)
    for flow in found.flows:
        if flow.source == node.id:
            add(element, "outgoing", text=flow.id)
            if flow.otherwise:
                element.set("default", flow.id)
    if node.kind == "boundaryEvent" and node.attached and node.duration:
        element.set("attachedToRef", node.attached)
        element.set("cancelActivity", "false")
        timer = add(element, "timerEventDefinition", id=f"when_{node.id}")
        period = add(timer, "timeDuration", text=node.duration)
        period.set(f"{{{XSI}}}type", "tFormalExpression")
    if node.outcome == "overdue":
        add(element, "escalationEventDefinition", id=f"escalate_{node.id}", escalationRef="escalation_overdue")


def _flow(body: etree._Element, flow: Flow) -> None:
    element = add(body, "sequenceFlow", id=flow.id, name=flow.name, sourceRef=flow.source, targetRef=flow.target)
    if flow.condition:
        condition = add(element, "conditionExpression", text=flow.condition)
        condition.set(f"{{{XSI}}}type", "tFormalExpression")
