"""Order and meaning → edges and ends."""

from parser.flow import Talk, link_flow
from tests.building import a_step

REFUSING = ("refuse_login", "refuse_unpaid", "refuse_signature", "refuse_request", "report_missing_data")


def linked(*steps, speaks=()):
    """Edges and ends of steps written «P4 pay»; `speaks` names those whose sentence speaks of a refusal only."""
    made = [a_step(*step.split()) for step in steps]
    talk = [Talk(s.id in speaks or s.action in REFUSING, s.action in ("deliver_result", "hand_over")) for s in made]
    flow = link_flow(made, talk)
    edges = [(edge.from_, edge.to, edge.when) for edge in flow.edges]
    return edges, {step: [end.outcome for end in ends] for step, ends in flow.ends.items()}


def test_the_process_after_a_condition_is_its_refusal():
    edges, ends = linked("P1 log_in", "C1 verify_login", "P2 refuse_login", "P3 select_service", "P4 deliver_result")
    assert edges == [("P1", "C1", None), ("C1", "P2", "failed"), ("C1", "P3", "passed"), ("P3", "P4", None)]
    assert ends == {"P2": ["refused"], "P4": ["issued"]}


def test_a_refusal_may_take_two_steps():
    edges, ends = linked(
        "P1 pay", "C1 verify_payment", "P2 refuse_unpaid", "P3 forward_request", "P4 deliver_result", speaks=("P3",)
    )
    assert ("P2", "P3", None) in edges
    assert ("C1", "P4", "passed") in edges
    assert ends == {"P3": ["refused"], "P4": ["issued"]}


def test_a_check_whose_refusal_is_lost_goes_on_when_passed_only():
    edges, _ = linked("P1 pay", "C1 verify_payment", "P2 sign_request", "P3 deliver_result")
    assert edges == [("P1", "C1", None), ("C1", "P2", "passed"), ("P2", "P3", None)]


def test_two_checks_in_a_row_share_nothing():
    edges, _ = linked("C1 verify_login", "C2 verify_certificate", "P1 refuse_signature", "P2 deliver_result")
    assert edges == [("C1", "C2", "passed"), ("C2", "P1", "failed"), ("C2", "P2", "passed")]


def test_a_refusal_belongs_to_the_check_whose_failure_it_reports():
    edges, _ = linked("C1 verify_login", "C2 verify_certificate", "P1 refuse_login", "P2 deliver_result")
    assert edges == [("C1", "P1", "failed"), ("C1", "C2", "passed"), ("C2", "P2", "passed")]


def test_two_checks_then_their_two_refusals():
    steps = ("C1 verify_login", "C2 verify_payment", "P1 refuse_unpaid", "P2 refuse_login", "P3 deliver_result")
    edges, ends = linked(*steps)
    assert set(edges) == {
        ("C1", "C2", "passed"),
        ("C1", "P2", "failed"),
        ("C2", "P1", "failed"),
        ("C2", "P3", "passed"),
    }
    assert ends == {"P1": ["refused"], "P2": ["refused"], "P3": ["issued"]}


def test_a_refusal_at_the_end_belongs_to_the_check_before_the_result():
    edges, ends = linked("C1 verify_eligibility", "P1 deliver_result", "P2 refuse_request")
    assert edges == [("C1", "P2", "failed"), ("C1", "P1", "passed")]
    assert ends == {"P1": ["issued"], "P2": ["refused"]}


def test_missing_data_is_an_outcome_of_its_own():
    _, ends = linked("C1 verify_registry_data", "P1 report_missing_data", "P2 deliver_result")
    assert ends == {"P1": ["no_data"], "P2": ["issued"]}


def test_a_refusal_without_a_check_follows_the_step_before_it():
    edges, _ = linked("P1 log_in", "P2 refuse_login", "P3 deliver_result")
    assert edges == [("P1", "P2", "failed"), ("P1", "P3", "passed")]


def test_the_outcome_of_an_internal_procedure_hangs_on_the_step_that_decides():
    steps = [a_step("A1", "examine"), a_step("A2", "sign_result"), a_step("A3", "hand_over")]
    flow = link_flow(steps, [Talk(True, True), Talk(True, True), Talk(True, True)])
    assert [outcome.id for outcome in flow.steps[0].outcomes] == ["issue", "refusal"]
    assert [(end.outcome, end.given) for end in flow.ends["A3"]] == [("issued", {}), ("refused", {"A1": "refusal"})]


def test_nothing_gives_the_result():
    _, ends = linked("P1 log_in", "P2 register_request")
    assert ends == {"P2": ["other"]}
