"""A scenario as a BPMN process: events, tasks, gateways and the flows between them, before it is XML.

A condition becomes the task that checks and a gateway that decides; where edges join, a gateway joins them; an end becomes
an end event of its own. Ids are ASCII and made of step keys, so that they stay when numbers change. What a gateway asks
is a variable named after the step whose answer it is: `verify_login == "passed"`.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct, field

from generators.flow import flow as flow_of
from generators.layout import unanswered
from generators.lettering import printable
from generators.waiting import within
from spec.model import Deadline, Edge, Scenario, Step
from spec.words import say
from spec.words.vocabulary import deadline, ending, label, name, place

Kind = Literal[
    "startEvent", "endEvent", "exclusiveGateway", "userTask", "serviceTask", "sendTask", "manualTask", "boundaryEvent"
]  # fmt: skip

SYSTEMS = {"portal", "payment_gateway", "gateway", "e_licensing", "registry", "notary"}
RESERVED = (
    "join_", "decide_", "end_", "timer_", "overdue_", "flow_", "process_", "lane_", "data_", "carry_",
)  # fmt: skip
BY_HAND = {"register_incoming", "endorse", "hand_over", "record"}
PERIODS = {"second": "PT{}S", "minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "month": "P{}M"}
SMALLER = {"PT{}M": ("PT{}S", 60), "PT{}H": ("PT{}M", 60), "P{}D": ("PT{}H", 24)}


class Node(Struct, frozen=True):
    """A flow node. `of` is the id of its step, `notes` what its documentation says; a timer has the task it is
    attached to and a `duration` (ISO 8601); an end event has its `outcome`."""

    id: str
    kind: Kind
    performer: str | None
    name: str
    of: str | None = None
    notes: tuple[str, ...] = ()
    outcome: str | None = None
    attached: str | None = None
    duration: str | None = None


class Flow(Struct, frozen=True):
    """A sequence flow; `condition` is an expression, `otherwise` marks the default flow of a gateway."""

    id: str
    source: str
    target: str
    name: str = ""
    condition: str | None = None
    otherwise: bool = False


class Process(Struct):
    """Nodes in the order of the act, and flows."""

    id: str
    nodes: list[Node] = field(default_factory=list)
    flows: list[Flow] = field(default_factory=list)


def process(scenario: Scenario, language: str) -> Process:
    """The process of a scenario, with names in `language` and the sentences of every language as documentation."""
    made = Process(f"process_{ascii_id(scenario.id)}")
    ids = {step.id: key for step, key in zip(scenario.steps, _keys(scenario.steps), strict=True)}
    edges = [edge for edge in scenario.edges if edge.from_ in ids and edge.to in ids]
    arrivals = Counter(edge.to for edge in edges)
    followed = flow_of(scenario)
    if scenario.steps:
        first = scenario.steps[0]
        arrivals[first.id] += 1
        made.nodes.append(Node("start", "startEvent", first.performer, say("diagram", "start", language)))
        _flow(made, "start", _entry(ids[first.id], arrivals[first.id]))
    for step in scenario.steps:
        key = ids[step.id]
        if arrivals[step.id] > 1:
            made.nodes.append(Node(f"join_{key}", "exclusiveGateway", step.performer, "", step.id))
            _flow(made, f"join_{key}", key)
        made.nodes.append(
            Node(key, _kind(step), step.performer, _name(step, language), step.id, _notes(step, language))
        )
        timers = _timers(step, (*step.deadlines, *within(followed, step.id)), key, language)
        made.nodes += timers
        if timers:
            _flow(made, *(node.id for node in timers))
        _leave(made, scenario, step, ids, [edge for edge in edges if edge.from_ == step.id], arrivals, language)
    return made


def ascii_id(text: str) -> str:
    """`text` as an XML id that every tool accepts."""
    clean = "".join(c if c.isascii() and (c.isalnum() or c == "_") else "_" for c in text)
    return clean if clean[:1].isalpha() else f"n_{clean}"


def lane_id(performer: str | None) -> str:
    """The id of a performer's lane."""
    return f"lane_{ascii_id(performer or 'none')}"


def _keys(steps: Sequence[Step]) -> list[str]:
    """An id for each step, from its key; a repeated one gets a number."""
    seen: set[str] = {"start"}
    keys = []
    for step in steps:
        key = plain = ascii_id(step.key)
        if plain.startswith(RESERVED):
            key = plain = f"step_{plain}"
        count = 1
        while key in seen:
            count += 1
            key = f"{plain}_{count}"
        seen.add(key)
        keys.append(key)
    return keys


def _entry(key: str, arrivals: int) -> str:
    """Where flows to a step go: to the gateway that joins them, if there is one."""
    return f"join_{key}" if arrivals > 1 else key


def _flow(made: Process, source: str, target: str, text: str = "", condition: str | None = None) -> None:
    flow_id = f"flow_{source}_{target}"
    count = sum(flow.source == source and flow.target == target for flow in made.flows)
    made.flows.append(Flow(f"{flow_id}_{count + 1}" if count else flow_id, source, target, text, condition))


def _kind(step: Step) -> Kind:
    """Which task a step is: a message is sent, a system serves, a person works with a form or by hand."""
    if step.action == "report_missing_data" or step.action.startswith("refuse"):
        return "sendTask"
    if step.performer in SYSTEMS:
        return "serviceTask"
    return "manualTask" if step.action in BY_HAND else "userTask"


def _name(step: Step, language: str) -> str:
    """The label of the act and the action: «процесс 4: Оплата услуги»."""
    action = name("action", step.action, language)
    if step.action == "other":
        action = step.head.first(language) or action
    return printable(f"{label(step, language)}: {action}", 120)


def _notes(step: Step, language: str) -> tuple[str, ...]:
    """The clause, the sentence in each language of the act, on what the step depends, the systems, the deadlines."""
    texts = [f"{one}: {step.texts.get(one)}" for one in step.texts.languages()]
    only = step.only_if.first(language) if step.only_if else None
    systems = ", ".join(name("system", system, language) for system in step.systems)
    terms = [deadline(value, language) for value in step.deadlines]
    return tuple(printable(text, 4000) for text in (place(step, language), *texts, only, systems, *terms) if text)


def _timers(step: Step, deadlines: Sequence[Deadline], key: str, language: str) -> list[Node]:
    """A timer for the longest deadline: when it fires, the case is overdue, but the task goes on.

    The shorter ones are for some kinds of case or outcomes, and a process cannot know of which kind a case is: these stand in
    the timer's documentation.
    """
    stated = [(value, duration(value)) for value in deadlines]
    lasting = [(value, text) for value, text in stated if text]
    if not lasting:
        return []
    value, text = max(lasting, key=lambda pair: _seconds(pair[0]))
    words = printable(deadline(value, language), 80)
    notes = tuple(dict.fromkeys(printable(deadline(one, language), 4000) for one in (value, *(v for v, _ in lasting))))
    timer = Node(f"timer_{key}", "boundaryEvent", step.performer, words, step.id, notes, None, key, text)
    late = say("diagram", "overdue", language)
    return [timer, Node(f"overdue_{key}", "endEvent", step.performer, late, step.id, (), "overdue")]


def duration(value: Deadline) -> str | None:
    """The upper limit in ISO 8601 (PT15S, P15D); None without a unit. Working days count as days here: the calendar that
    counts them is the engine's, and the documentation of the timer says which days are meant."""
    if value.unit is None:
        return None
    pattern, amount = PERIODS[value.unit], float(value.max)
    while not amount.is_integer() and pattern in SMALLER:
        pattern, factor = SMALLER[pattern]
        amount *= factor
    return pattern.format(f"{amount:g}")


def _seconds(value: Deadline) -> float:
    return value.max * {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "month": 2592000}.get(
        value.unit or "", 0
    )


def _leave(
    made: Process,
    scenario: Scenario,
    step: Step,
    ids: dict[str, str],
    edges: Sequence[Edge],
    arrivals: Counter[str],
    language: str,
) -> None:
    """What follows a step: a gateway where there is a choice, the flows, the end events."""
    key = ids[step.id]
    ends = scenario.ends.get(step.id, ())
    if not edges and not ends:
        made.nodes.append(
            Node(f"end_{key}", "endEvent", step.performer, name("outcome", "other", language), step.id, (), "other")
        )
        _flow(made, key, f"end_{key}")
        return
    lost = unanswered(scenario).get(step.id)
    source, choice = key, len(edges) + len(ends) > 1 or lost is not None
    if choice:
        source = f"decide_{key}"
        question = say("diagram", "passed" if step.kind == "condition" else "which", language)
        made.nodes.append(Node(source, "exclusiveGateway", step.performer, question, step.id))
        _flow(made, key, source)
    for edge in edges:
        answer = edge.when or f"to_{ids[edge.to]}"
        guard = edge.guard.first(language) if edge.guard else None
        text = printable(guard or (name("when", edge.when, language) if edge.when else ""), 120)
        _flow(made, source, _entry(ids[edge.to], arrivals[edge.to]), text, f'{key} == "{answer}"' if choice else None)
    for end in ends:
        end_id = f"end_{key}_{end.outcome}"
        if any(node.id == end_id for node in made.nodes):
            end_id = f"{end_id}_{sum(node.id.startswith(end_id) for node in made.nodes) + 1}"
        words = name("outcome", end.outcome, language)
        notes = (printable(ending(end, step, scenario, language), 4000),) if end.given else ()
        made.nodes.append(Node(end_id, "endEvent", step.performer, words, step.id, notes, end.outcome))
        causes = [f'{ids[one]} == "{ascii_id(value)}"' for one, value in end.given.items() if one in ids]
        asked = " and ".join(causes) or f'{key} == "{end.outcome}"'
        _flow(made, source, end_id, words if choice else "", asked if choice else None)
    if lost:
        words = say("diagram", "unstated", language)
        made.nodes.append(Node(f"end_{key}", "endEvent", step.performer, words, step.id, (), "other"))
        _flow(made, source, f"end_{key}", name("when", lost, language), f'{key} == "{lost}"')
    if choice and edges:
        if len(edges) == 1 and edges[0].when is None and all(end.given for end in ends):
            _otherwise(made, source, f'{key} == "to_{ids[edges[0].to]}"')
    elif choice:
        plain = {end.outcome for end in ends if not end.given}
        if len(plain) == 1:
            _otherwise(made, source, f'{key} == "{plain.pop()}"')


def _otherwise(made: Process, gateway: str, condition: str) -> None:
    """The flow with this condition is what the gateway takes by default: the end that depends on nothing, or the way on
    where every end at the step hangs on an answer."""
    for n, flow in enumerate(made.flows):
        if flow.source == gateway and flow.condition == condition:
            made.flows[n] = Flow(flow.id, flow.source, flow.target, flow.name, None, True)
