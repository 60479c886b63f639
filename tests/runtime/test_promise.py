"""The promise to the applicant: the sum of the deadlines along a path, by the calendar, and who consumes it."""

import subprocess
import sys
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from runtime.memory import MemoryEngine
from runtime.promise import promise
from runtime.worktime import Schedule, read_schedule
from tests.generators.invented import PACKAGE, imported, write
from tests.runtime.samples import files

START = datetime(2013, 2, 14, 11, tzinfo=ZoneInfo("Asia/Almaty"))


@pytest.fixture
def path(tmp_path):
    """The path of a case that is granted, or refused."""
    write(files(), tmp_path)
    with imported(tmp_path, PACKAGE) as take:
        case = take("case").Case("case-1")

        def path(answer):
            engine, simulation = MemoryEngine(START), take("simulation")
            actors = simulation.actors(simulation.Script({"examine": answer}))
            take("portal").run(case, engine, actors)
            return [(entry.step, entry.answer) for entry in engine.trace], case

        yield path


def test_the_sum_along_the_path_and_who_consumes_it(path):
    found = promise(START, *path("issue"))
    assert [share.step.key for share in found.shares] == ["verify_payment", "examine", "hand_over"]
    # 15 seconds by the clock; ten working days, of which none is a holiday; half an hour of the next working day
    assert found.due.strftime("%m-%d %H:%M") == "03-01 09:30"
    consumed = found.consumers()
    assert list(consumed) == ["specialist", "chancellery", "e_licensing"]
    assert consumed["e_licensing"] == timedelta(seconds=15)
    assert sum(consumed.values(), timedelta()) == found.due - START
    assert found.unstated == ()


def test_a_refusal_is_promised_sooner_and_an_unstated_deadline_is_told(path):
    steps, case = path("refusal")
    assert promise(START, steps, case).due.strftime("%m-%d %H:%M") == "02-22 09:30"
    silent = [(step, answer) for step, answer in steps if step.key == "examine"]
    assert promise(START, silent, case).unstated == ()
    assert promise(START, [], case).due == START


def test_days_that_a_decree_moves_move_the_promise(path):
    decree = read_schedule("working = [2013-02-16]\nfree = [2013-02-18, 2013-02-19]\n")
    assert promise(START, *path("issue"), decree).due.strftime("%m-%d") == "03-04"
    assert promise(START, *path("issue"), Schedule(weekdays=frozenset(range(6)))).due.strftime("%m-%d") == "02-27"


def test_a_step_without_a_deadline_takes_nothing_of_the_promise(path):
    steps, case = path("issue")

    class Bare:
        key, label, title, performer, deadlines = "bare", "P9", "bare", None, ()
        within, spent_by = (), None

    found = promise(START, [*steps, (Bare, None)], case)
    assert found.unstated == (Bare,)
    assert found.due == promise(START, steps, case).due


@pytest.mark.parametrize(("choose", "days"), [("issue", "10"), ("refusal", "5")])
def test_the_package_shows_it_by_itself(tmp_path, choose, days):
    write(files(), tmp_path)
    command = [sys.executable, "-m", PACKAGE, "portal", "--skip", "register_on_portal", "--choose", f"examine={choose}"]
    environment = {"PYTHONPATH": str(tmp_path / "workflow"), "PYTHONIOENCODING": "utf-8"}
    shown = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True).stdout.decode()
    assert f"Обещано заявителю: {days} раб. дн, 30 мин, 15 сек" in shown
    assert f"  Специалист: {days} раб. дн" in shown
    assert "  Канцелярия: 30 мин" in shown
