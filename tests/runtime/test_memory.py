"""The memory engine runs generated code: the fixtures' steps, deadlines by the calendar, nothing refused by lateness."""

import json
import subprocess
import sys
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from runtime.memory import MemoryEngine
from tests.generators.invented import PACKAGE, imported, write
from tests.runtime.samples import files

START = datetime(2013, 2, 14, 11, tzinfo=ZoneInfo("Asia/Almaty"))


@pytest.fixture
def take(tmp_path):
    write(files(), tmp_path)
    with imported(tmp_path, PACKAGE) as take:
        yield take


def run(take, engine, answers=None, case="case-1", **facts):
    simulation = take("simulation")
    script = simulation.Script(answers or {})
    ending = take("portal").run(take("case").Case(case, **facts), engine, simulation.actors(script))
    return ending, script


def test_every_path_of_the_fixtures(take, tmp_path):
    found = json.loads((tmp_path / "tests/fixtures/portal.json").read_text("utf-8"))["paths"]
    assert len(found) == 6
    for path in found:
        engine = MemoryEngine(START)
        ending, _ = run(take, engine, path["answers"], needs=frozenset(path["needs"]))
        assert [entry.step.key for entry in engine.trace] == [step["step"] for step in path["steps"]]
        assert [entry.answer for entry in engine.trace] == [step["answer"] for step in path["steps"]]
        assert ending.outcome == path["ending"]["outcome"]


def test_deadlines_by_the_calendar_and_who_used_the_time(take):
    engine = MemoryEngine(
        START, takes=lambda step: timedelta(days=6) if step.key == "examine" else timedelta(minutes=20)
    )
    run(take, engine, {"examine": "refusal"})
    due = {entry.step.key: entry.due and entry.due.strftime("%m-%d %H:%M:%S") for entry in engine.trace}
    assert due == {"verify_payment": "02-14 11:00:15", "examine": "02-21 18:30:00", "hand_over": "02-20 11:50:00"}
    assert engine.used()["specialist"] == timedelta(days=6)


def test_overdue_is_told_once_and_refuses_nothing(take):
    told = []
    takes = {"examine": timedelta(days=30)}
    engine = MemoryEngine(
        START,
        takes=lambda step: takes.get(step.key, timedelta()),
        late=lambda case, step, moment: told.append((case.id, step.key, moment.date().isoformat())),
    )
    ending, _ = run(take, engine)
    assert told == [("case-1", "examine", "2013-02-28")]
    assert [entry.step.key for entry in engine.trace if entry.overdue] == ["examine"]
    assert ending.outcome == "issued"


def test_a_person_who_puts_off_is_asked_again(take):
    asked, told = [], []
    simulation = take("simulation")
    actors = simulation.actors(simulation.Script())

    class Slow:
        def examine(self, case, once):
            asked.append(once)
            if len(asked) < 3:
                raise take("engine").NotYetError
            return "issue"

    actors = take("operations").Actors(
        **{name: getattr(actors, name) for name in actors.__slots__} | {"specialist": Slow()}
    )
    late = lambda case, step, moment: told.append(step.key)  # noqa: E731
    engine = MemoryEngine(START, not_yet=take("engine").NotYetError, late=late)
    assert take("portal").run(take("case").Case("case-1"), engine, actors).outcome == "issued"
    assert asked == ["case-1/examine"] * 3
    assert told == ["examine"]


def test_two_cases_do_not_share_keys(take):
    engine = MemoryEngine(START)
    run(take, engine, case="one")
    run(take, engine, case="two")
    assert [entry.once for entry in engine.trace if entry.step.key == "examine"] == ["one/examine", "two/examine"]


def test_the_engine_fits_the_generated_protocol(take, tmp_path):
    code = """
from datetime import UTC, datetime
from model_akimat_2020_01_02_3.case import Case
from model_akimat_2020_01_02_3.engine import Engine
from model_akimat_2020_01_02_3.portal import run
from model_akimat_2020_01_02_3.simulation import Simulation
import sqlalchemy as sa
from runtime.desk import Desk, Rest
from runtime.durable import DurableEngine
from runtime.memory import MemoryEngine
from runtime.worktime import Schedule

memory: Engine = MemoryEngine(datetime.now(UTC))
durable: Engine = DurableEngine(Rest("portal", "1", {}, {}), Desk(sa.create_engine("sqlite://")), Schedule())
run(Case("1"), memory, Simulation().actors)
"""
    (tmp_path / "workflow" / "use.py").write_text(code)
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--cache-dir=.mypy_cache/generated"]
    environment = {"MYPYPATH": f"{tmp_path / 'workflow'}:.", "PATH": ""}
    done = subprocess.run([*command, str(tmp_path / "workflow" / "use.py")], env=environment, capture_output=True)
    assert done.returncode == 0, done.stdout.decode()
