"""Graph, paths and soundness."""

import pytest

from spec.graph import paths, soundness, start
from spec.model import End, StepOutcome, Texts
from tests.building import a_scenario, a_step


def branching(**facts):
    steps = [
        a_step("P1", "pay"),
        a_step("C1", "verify_payment"),
        a_step("P2", "refuse_unpaid"),
        a_step("P3", "deliver_result"),
    ]
    edges = [("P1", "C1", None), ("C1", "P2", "failed"), ("C1", "P3", "passed")]
    return a_scenario(steps, edges, {"P2": "refused", "P3": "issued"}, **facts)


def test_a_sound_scenario():
    assert soundness(branching()).sound
    assert start(branching()) == "P1"


def test_paths_carry_answers_and_outcome():
    found = [(path.steps, path.answers, path.outcome) for path in paths(branching())]
    assert found == [
        (("P1", "C1", "P2"), {"C1": "failed"}, "refused"),
        (("P1", "C1", "P3"), {"C1": "passed"}, "issued"),
    ]


def test_a_path_for_each_outcome_of_a_deciding_step():
    outcomes = (StepOutcome("issue", Texts(), ()), StepOutcome("refusal", Texts(), ()))
    steps = [a_step("A1", "examine", outcomes=outcomes), a_step("A2", "hand_over")]
    ends = {"A2": (End("issued", {}), End("refused", {"A1": "refusal"}))}
    found = paths(a_scenario(steps, [("A1", "A2", None)], {}, ends=ends))
    assert [(path.outcomes, path.outcome) for path in found] == [
        ({"A1": "issue"}, "issued"),
        ({"A1": "refusal"}, "refused"),
    ]


def turning():
    """A1 refuses to accept or goes on; A3 ends what A2 refused; A4 grants the rest."""
    accepted = (StepOutcome("acceptance", Texts(), ()), StepOutcome("refusal", Texts(), ()))
    granted = (StepOutcome("issue", Texts(), ()), StepOutcome("refusal", Texts(), ()))
    steps = [a_step("A1", "check", outcomes=accepted), a_step("A2", "examine", outcomes=granted)]
    steps += [a_step("A3", "sign_result"), a_step("A4", "hand_over")]
    ends = {
        "A1": (End("refused", {"A1": "refusal"}),),
        "A3": (End("refused", {"A2": "refusal"}),),
        "A4": (End("issued", {}), End("refused", {"A2": "refusal"})),
    }
    return a_scenario(steps, [("A1", "A2", None), ("A2", "A3", None), ("A3", "A4", None)], {}, ends=ends)


def test_an_end_that_hangs_on_an_answer_leaves_the_others_to_go_on():
    assert soundness(turning()).sound
    assert [(path.steps[-1], path.outcomes, path.outcome) for path in paths(turning())] == [
        ("A1", {"A1": "refusal"}, "refused"),
        ("A3", {"A1": "acceptance", "A2": "refusal"}, "refused"),
        ("A4", {"A1": "acceptance", "A2": "issue"}, "issued"),
    ]


def test_an_end_that_hangs_on_nothing_ends_every_case():
    scenario = a_scenario([a_step("P1"), a_step("P2")], [("P1", "P2", None)], {"P1": "refused", "P2": "issued"})
    assert soundness(scenario).after_end == ("P1",)


def test_a_check_that_closes_the_case_itself_is_answered():
    steps = [a_step("C1", "verify_login"), a_step("P1", "deliver_result")]
    ends = {"C1": (End("refused", {"C1": "failed"}),), "P1": (End("issued", {}),)}
    scenario = a_scenario(steps, [("C1", "P1", "passed")], {}, ends=ends)
    assert soundness(scenario).sound
    assert [(path.steps, path.outcome) for path in paths(scenario)] == [
        (("C1",), "refused"),
        (("C1", "P1"), "issued"),
    ]


def test_what_is_unsound():
    steps = [a_step("P1"), a_step("C1"), a_step("P2"), a_step("P3"), a_step("P4")]
    edges = [("P1", "C1", None), ("C1", "P2", "passed"), ("P3", "P4", None), ("P4", "P3", None)]
    found = soundness(a_scenario(steps, edges, {}))
    assert found.endless == ("P1", "C1", "P2")
    assert found.unreachable == ("P3", "P4")
    assert found.half_answered == ("C1",)
    assert found.loops == (("P3", "P4"),)
    assert not found.sound


def test_two_ways_for_one_answer_are_ambiguous():
    steps = [a_step("P1"), a_step("P2"), a_step("P3")]
    found = soundness(a_scenario(steps, [("P1", "P2", None), ("P1", "P3", None)], {"P2": "issued", "P3": "issued"}))
    assert found.ambiguous == ("P1",)


def test_too_many_paths_are_refused():
    steps = [a_step(f"P{n}") for n in range(1, 12)]
    edges = [(a.id, b.id, w) for a, b in zip(steps, steps[1:], strict=False) for w in ("failed", "passed")]
    with pytest.raises(OverflowError, match="more than 100 paths"):
        paths(a_scenario(steps, edges, {"P11": "issued"}), limit=100)
