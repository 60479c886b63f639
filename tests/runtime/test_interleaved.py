"""Hypothesis interleaves cases and people on the durable engine: begun and answered in any order, by some too late.

Time is real here, so that the late are late by parts of a second; `test_office.py` does the same by a clock of its own.
"""

import importlib.util
import os
from collections import Counter
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.generators.invented import PACKAGE, imported, write
from tests.runtime import crew, postgres
from tests.runtime.samples import files
from tests.runtime.test_durable import until

pytestmark = [
    pytest.mark.skipif(importlib.util.find_spec("dbos") is None, reason="the extra «durable» is not installed"),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system"),
    pytest.mark.filterwarnings("ignore"),
]
ANSWERS = {"a": "issue", "b": "refusal", "c": "issue", "d": "refusal"}
OUTCOMES = {"issue": "issued", "refusal": "refused"}
DEEDS = [(name, deed) for deed in ("start", "examine", "hand_over") for name in ANSWERS]


@pytest.fixture(scope="module", autouse=True)
def _server():
    yield
    postgres.stop()


@pytest.fixture
def take(tmp_path):
    write(files(), tmp_path)
    with imported(tmp_path, PACKAGE) as take:
        steps = take("portal_steps")
        usual = replace(steps.EXAMINE.deadlines[0], applies_to="issue")
        soon = replace(usual, maximum=0.3, unit="second", calendar=None, applies_to="reissue")
        # the applicant's seconds run by the clock, at night too
        steps.EXAMINE = replace(steps.EXAMINE, deadlines=(usual, soon), performer="consumer")
        yield take


@pytest.fixture
def hosted(take, tmp_path, request):
    """A host whose people answer later, how often each operation was asked for, and who was told to be late."""
    from runtime.durable import Host

    asked, late = Counter(), []
    simulation, not_yet = take("simulation"), take("engine").NotYetError

    class Absent(simulation.Script):
        def answer(self, case, once, performer, operation, usual):
            asked[once] += 1
            if performer in ("specialist", "chancellery"):
                raise not_yet
            return usual

    url = postgres.database() if request.param == "postgresql" else f"sqlite:///{tmp_path / 'cases.sqlite'}"
    host = Host(url, "spec-1", poll=0.02, late=lambda case, task: late.append((case, task.step)))
    host.add("portal", take("portal").run, take("case").Case, simulation.actors(Absent()), (not_yet,))
    host.launch()
    yield host, asked, late
    host.close()


@pytest.mark.parametrize("hosted", ["sqlite", "postgresql"], indirect=True)
def test_cases_and_people_in_any_order(hosted):
    (host, asked, late), rounds, all_missed = hosted, count(), []

    @settings(max_examples=40 if crew.WHOLE else 5, deadline=None, database=None, derandomize=True)
    @given(
        st.permutations(DEEDS), st.sets(st.sampled_from(sorted(ANSWERS))), st.lists(st.sampled_from(sorted(ANSWERS)))
    )
    @example(DEEDS, {"a", "b"}, ["a", "b", "c"])
    @example(DEEDS[::-1], {"a", "b"}, [])
    def any_order(order, hurried, again):
        round_, begun = next(rounds), set()
        for name, deed in order:
            case = f"{name}{round_}"
            if deed == "start":
                begun.add(name)
                host.start("portal", case, "reissue" if name in hurried else "issue")
                continue
            if deed == "examine" and name in begun & hurried:
                assert until(lambda case=case: (task := host.task(case)) and task.overdue)
                all_missed.append((case, "examine"))
            host.answer(case, deed, ANSWERS[name] if deed == "examine" else None)
        for name in again:  # changed one's mind, too late
            host.answer(f"{name}{round_}", "examine", "issue")
        found = {name: host.ending(f"{name}{round_}")["outcome"] for name in ANSWERS}
        assert found == {name: OUTCOMES[answer] for name, answer in ANSWERS.items()}

    any_order()
    assert host.tasks() == []
    assert until(lambda: len(late) == len(all_missed))
    assert sorted(late) == sorted(all_missed)
    assert len(all_missed) >= 2
    assert asked == dict.fromkeys(asked, 1)
    assert len(asked) == 3 * len(ANSWERS) * next(rounds)
