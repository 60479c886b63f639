"""Whose time a deadline is. The acts often give no deadline to the check that decides, but days to the message and to the
result that follow from it: a system that writes a message, or an applicant who receives a result, does not need days.
The days are those of the person who decides: until then the answer must be there, or the case is overdue.
"""

from generators.flow import Flow, Node
from generators.operations import is_person
from spec.model import Deadline

DAYS = ("day", "month")


def within(flow: Flow, id_: str) -> tuple[Deadline, ...]:
    """The deadlines, stated for the steps that its answer leads to, within which a person must decide; empty for others."""
    return tuple(deadline for node in _led_to(flow, flow.nodes[id_]) for deadline in node.step.deadlines)


def spent_by(flow: Flow, id_: str) -> str | None:
    """Who decides in the time that the act states for this step; None where the step's time is its performer's own."""
    before = (node.step for node in flow.reached.values() if id_ in node.targets)
    return next((step.performer for step in before if flow.nodes[id_] in _led_to(flow, flow.nodes[step.id])), None)


def _led_to(flow: Flow, node: Node) -> list[Node]:
    stated = any(deadline.unit for deadline in node.step.deadlines)
    if node.asks == "nothing" or stated or not is_person(node.step):
        return []
    return [flow.nodes[to] for to in node.targets if to is not None and _needs_no_days(flow.nodes[to])]


def _needs_no_days(node: Node) -> bool:
    """Whether the step has days that its performer cannot need."""
    step = node.step
    received = step.action == "deliver_result" and step.performer == "consumer"
    return (received or not is_person(step)) and any(deadline.unit in DAYS for deadline in step.deadlines)
