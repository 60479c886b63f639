"""A generated package to run on the engines: an application is registered, examined by a person, and handed over."""

from generators import fixtures, python
from spec.model import End, StepOutcome, Texts, texts
from tests.building import a_deadline, a_scenario, a_service, a_spec, a_step


def spec():
    outcomes = (StepOutcome("issue", Texts(), (0,)), StepOutcome("refusal", Texts(), (1,)))
    due = (a_deadline(10, "day", "working", for_="issue"), a_deadline(5, "day", "working", for_="refusal"))
    steps = [
        a_step("R", "register_on_portal", only_if=texts("ru", "для незарегистрированных")),
        a_step("C1", "verify_payment", performer="e_licensing", deadlines=(a_deadline(15, "second"),)),
        a_step("P1", "refuse_unpaid", performer="e_licensing"),
        a_step("A1", "examine", performer="specialist", outcomes=outcomes, deadlines=due),
        a_step("A2", "hand_over", performer="chancellery", deadlines=(a_deadline(30, "minute"),)),
    ]
    edges = [("R", "C1", None), ("C1", "P1", "failed"), ("C1", "A1", "passed"), ("A1", "A2", None)]
    ends = {"P1": (End("refused", {}),), "A2": (End("issued", {}), End("refused", {"A1": "refusal"}))}
    return a_spec(a_service(a_scenario(steps, edges, {}, ends=ends)))


def files():
    made = spec()
    return python.generate(made, made.services[0], "ru") | fixtures.generate(made, made.services[0], "ru")
