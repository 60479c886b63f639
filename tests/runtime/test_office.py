"""Hypothesis interleaves cases, people and the clock: several cases at once, answers early, late, twice and out of order.

A machine of rules over the office in memory, checked against the paths of the fixtures after each of its steps.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from runtime.office import Office
from tests.runtime import crew

START = datetime(2013, 2, 14, 11, tzinfo=ZoneInfo("Asia/Almaty"))
LAST = datetime(2040, 1, 1, tzinfo=ZoneInfo("Asia/Almaty"))
MODELS = ("tour-operator-licence", "cultural-export-certificate")
SECOND = timedelta(seconds=1)


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    return crew.Shop(MODELS, tmp_path_factory.mktemp("shop"))


class Interleaved(RuleBasedStateMachine):
    """The office, and what is known of each case: its path, what it was asked, and which waits were missed."""

    shop = None

    def __init__(self):
        super().__init__()
        self.late, self.missed, self.asked = [], set(), []
        self.jobs, self.said = {}, {}
        self.numbers = count()
        self.actors, self.not_yet = {}, ()
        for procedure in self.shop.modules:
            not_yet = self.shop.of(procedure, "engine").NotYetError
            self.actors[procedure] = self.shop.of(procedure, "simulation").actors(People(self, not_yet))
            self.not_yet += (not_yet,)
        self.office = Office(START, late=lambda task: self.late.append(task.key), not_yet=self.not_yet)

    def begin(self, name, job):
        needs = frozenset(job.path["needs"])
        case = self.shop.of(job.procedure, "case").Case(name, needs=needs)
        self.office.start(self.shop.modules[job.procedure].run, case, self.actors[job.procedure])

    def tell(self, key):
        case, _, step = key.partition("/")
        self.said[key] = truth = answers(self.jobs[case]).get(step)
        self.office.answer(case, step, truth)

    def expected(self, name):
        """The keys of all steps of a case, in their order."""
        return list(crew.keys(replace(self.jobs[name], case=name)))

    def pass_to(self, moment):
        """The clock moves; by the deadlines alone it is known who is late then."""
        moment = max(moment, self.office.moment)
        self.missed |= {task.key for task in self.office.tasks() if task.due and moment > task.due}
        self.office.pass_to(moment)

    @rule(data=st.data())
    def a_case_begins(self, data):
        job = data.draw(st.sampled_from(self.shop.jobs))
        name = f"c{next(self.numbers)}"
        self.jobs[name] = job
        if data.draw(st.booleans()):  # somebody knows the answer before the case is there
            self.tell(f"{name}/{data.draw(st.sampled_from(sorted(answers(job))))}")
        self.begin(name, job)

    @precondition(lambda self: self.jobs)
    @rule(data=st.data())
    def a_case_begins_twice(self, data):
        name = data.draw(st.sampled_from(sorted(self.jobs)))
        self.begin(name, self.jobs[name])

    @precondition(lambda self: self.office.tasks())
    @rule(data=st.data())
    def someone_answers(self, data):
        self.tell(data.draw(st.sampled_from([task.key for task in self.office.tasks()])))

    @precondition(lambda self: self.jobs)
    @rule(data=st.data())
    def someone_answers_out_of_order(self, data):
        name = data.draw(st.sampled_from(sorted(self.jobs)))
        self.tell(f"{name}/{data.draw(st.sampled_from(sorted(answers(self.jobs[name]))))}")

    @precondition(lambda self: self.said)
    @rule(data=st.data(), other=st.sampled_from(["issue", "refusal", None]))
    def someone_changes_the_answer_too_late(self, data, other):
        case, _, step = data.draw(st.sampled_from(sorted(self.said))).partition("/")
        self.office.answer(case, step, other)

    @rule(minutes=st.integers(1, 60 * 24 * 40))
    def time_passes(self, minutes):
        self.pass_to(self.office.moment + timedelta(minutes=minutes))

    @precondition(lambda self: self.office.tasks(overdue=False))
    @rule(data=st.data(), late=st.sampled_from([timedelta(), SECOND, timedelta(minutes=1)]))
    def a_deadline_is_met_at_its_last_moment_or_missed_by_little(self, data, late):
        waiting = [task for task in self.office.tasks(overdue=False) if task.due]
        if not waiting:
            return
        task = data.draw(st.sampled_from(waiting))
        self.pass_to(task.due + late)
        assert (task.key in self.late) == bool(late)
        assert task.case.id not in self.office.endings
        self.tell(task.key)

    @invariant()
    def whoever_is_late_is_shown_and_told_once(self):
        assert sorted(self.late) == sorted(self.missed)
        shown = {task.key for task in self.office.tasks(overdue=True)}
        assert shown == {task.key for task in self.office.tasks()} & self.missed

    @invariant()
    def each_case_is_somewhere_on_its_path(self):
        for name, job in self.jobs.items():
            steps = self.expected(name)
            asked = [key for key in self.asked if key.startswith(f"{name}/")]
            assert asked == steps[: len(asked)]
            ended = self.office.endings.get(name)
            assert (ended is not None) == (name not in {task.case.id for task in self.office.tasks()})
            if ended:
                assert (ended.outcome, ended.step.key) == (job.path["ending"]["outcome"], job.path["ending"]["step"])
                assert asked == steps

    def teardown(self):
        self.pass_to(LAST)  # nobody came for years: nothing is refused by it
        self.each_case_is_somewhere_on_its_path()
        for task in iter(lambda: next(iter(self.office.tasks()), None), None):
            assert task.key in self.expected(task.case.id)
            self.tell(task.key)
        self.each_case_is_somewhere_on_its_path()
        self.whoever_is_late_is_shown_and_told_once()
        assert self.office.endings.keys() == self.jobs.keys()


class People:
    """Systems answer by the case's path at once, people later."""

    def __init__(self, machine, not_yet):
        self.machine, self.not_yet = machine, not_yet

    def answer(self, case, once, performer, operation, usual):
        self.machine.asked.append(once)
        if crew.waits(performer, operation):
            raise self.not_yet
        return self.machine.jobs[case.id].path["answers"].get(once.partition("/")[2], usual)


def answers(job):
    """What people answer on the way of a case, by step."""
    return {step: answer for _, step, answer in crew.answers_of_people([job])}


def test_cases_people_and_the_clock_in_any_order(shop):
    class Machine(Interleaved):
        pass

    Machine.shop = shop
    few = settings(
        max_examples=300 if crew.WHOLE else 40,
        stateful_step_count=40,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Machine, settings=few)


@pytest.mark.parametrize(
    "broken", ["refuses the late", "forgets to tell", "takes the last answer", "late at the last moment"]
)
def test_the_machine_notices(shop, broken):
    class Machine(Interleaved):
        def __init__(self):
            super().__init__()
            spoil(self.office, broken)

    Machine.shop = shop
    few = settings(max_examples=200, deadline=None, database=None, derandomize=True, phases=[Phase.generate])
    with pytest.raises(AssertionError):
        run_state_machine_as_test(Machine, settings=few)


def spoil(office, how):
    """Makes an office that does what ours must not."""
    if how == "refuses the late":

        def refuse(task):
            office.endings[task.case.id] = Refused(task.step)

        office.late = refuse
    elif how == "forgets to tell":
        office.late = lambda _: None
    elif how == "takes the last answer":
        real = office.answer

        def answer(case, step, said):
            office.answers.pop(f"{case}/{step}", None)
            real(case, step, said)

        office.answer = answer
    else:
        office.overdue = lambda task: task.due is not None and office.moment >= task.due


@dataclass
class Refused:
    step: object
    outcome: str = "refused"
