"""What a case carries from step to step, as data objects of BPMN: the request, the documents, the payment, the result.

Which step makes or reads what, its actions say (`PAPERS`).
"""

from typing import Literal

from msgspec import Struct

from generators.lettering import printable
from generators.process import process
from spec.model import Scenario
from spec.words import say

Kind = Literal["request", "documents", "payment", "result"]

PAPERS: dict[str, tuple[Kind, bool]] = {
    "pay": ("payment", False), "verify_payment": ("payment", True),
    "fill_form": ("request", False), "sign_request": ("request", False), "forward_request": ("request", True),
    "register_request": ("request", True), "verify_eligibility": ("request", True),
    "register_incoming": ("documents", True), "endorse": ("documents", True), "examine": ("documents", True),
    "check": ("documents", True), "approve": ("documents", True),
    "sign_result": ("result", False), "register_result": ("result", True), "hand_over": ("result", False),
    "deliver_result": ("result", False),
}  # fmt: skip
"""By action: what it has to do with, and whether it reads that (else it makes, changes or gives it)."""


class Paper(Struct, frozen=True):
    """A data object at one task: `id` of its reference, `of` the object, `line` the association, `read` by the task."""

    id: str
    of: str
    line: str
    task: str
    name: str
    kind: Kind
    read: bool


def papers(scenario: Scenario, language: str) -> tuple[Paper, ...]:
    """The data objects of a scenario, one a task at most: what the first of its actions that has one has to do with."""
    tasks = {node.of: node.id for node in process(scenario, language).nodes if node.kind.endswith("Task")}
    found = []
    for step in scenario.steps:
        action = next((action for action in (step.action, *step.also) if action in PAPERS), None)
        if action:
            (kind, read), task = PAPERS[action], tasks[step.id]
            line, words = f"carry_{kind}_{task}", paper_name(kind, language)
            found.append(Paper(f"data_{kind}_{task}", f"data_{kind}", line, task, words, kind, read))
    return tuple(found)


def paper_name(kind: Kind, language: str) -> str:
    """The name of what is carried."""
    return printable(say("diagram", f"paper.{kind}", language), 60)
