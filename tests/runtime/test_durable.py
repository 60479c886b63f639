"""The durable engine on SQLite: every path as in memory, late answers, overdue tasks, and a process that is killed."""

import importlib.util
import json
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from runtime.worktime import Schedule
from tests.generators.invented import PACKAGE, imported, write
from tests.runtime.samples import files

pytestmark = [
    pytest.mark.skipif(importlib.util.find_spec("dbos") is None, reason="the extra «durable» is not installed"),
    pytest.mark.filterwarnings("ignore"),
]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def take(tmp_path):
    write(files(), tmp_path)
    with imported(tmp_path, PACKAGE) as take:
        yield take


@pytest.fixture
def hosting(tmp_path):
    from runtime.durable import Host

    hosts = []

    def host(**facts):
        hosts.append(Host(f"sqlite:///{tmp_path / 'cases.sqlite'}", "spec-1", **facts))
        return hosts[-1]

    yield host
    for made in hosts:
        made.close()


def test_every_path_of_the_fixtures(take, hosting, tmp_path):
    host = hosting()
    found = json.loads((tmp_path / "tests/fixtures/portal.json").read_text("utf-8"))["paths"]
    scripts = []
    for path in found:
        scripts.append(take("simulation").Script(path["answers"]))
        host.add(path["id"], take("portal").run, take("case").Case, take("simulation").actors(scripts[-1]))
    host.launch()
    for path, script in zip(found, scripts, strict=True):
        host.start(path["id"], f"case-{path['id']}", needs=path["needs"])
        ending = host.ending(f"case-{path['id']}")
        assert (ending["outcome"], ending["step"]) == (path["ending"]["outcome"], path["ending"]["step"])
        assert [call.step for call in script.calls] == [step["step"] for step in path["steps"]]


def test_a_case_waits_shows_for_whom_and_tells_when_it_is_late(take, hosting):
    told = []
    simulation, not_yet = take("simulation"), take("engine").NotYetError

    class Absent:
        def examine(self, case, once):
            raise not_yet

    actors = replace(simulation.actors(simulation.Script()), specialist=Absent())
    steps = take("portal_steps")
    hurry = replace(steps.EXAMINE, deadlines=(replace(steps.EXAMINE.deadlines[0], maximum=1, unit="second"),))
    steps.EXAMINE = replace(hurry, performer="consumer")
    host = hosting(late=lambda case, task: told.append((case, task.step)), schedule=Schedule())
    host.add("portal", take("portal").run, take("case").Case, actors, (not_yet,))
    host.launch()
    host.start("portal", "case-1")
    waited = until(lambda: host.task("case-1"))
    assert (waited.step, waited.performer, waited.overdue) == ("examine", "consumer", False)
    assert until(lambda: (task := host.task("case-1")) and task.overdue)
    host.answer("case-1", "examine", "issue")
    host.answer("case-1", "examine", "refusal")
    assert host.ending("case-1")["outcome"] == "issued"
    assert host.task("case-1") is None
    assert told == [("case-1", "examine")]


@pytest.mark.parametrize("fatal", ["verify_payment", "examine", "answer", "hand_over"])
def test_a_killed_process_loses_nothing_and_doubles_nothing(take, tmp_path, fatal):
    effects = tmp_path / "effects.txt"
    database, workflow = tmp_path / "cases.sqlite", tmp_path / "workflow"
    command = [sys.executable, "-m", "tests.runtime.worker", str(database), str(workflow), str(effects), "case-1"]
    killed = subprocess.run([*command, fatal], cwd=ROOT, capture_output=True)
    assert killed.returncode == -9
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.decode().split()[-1] == "refused"
    # the step that was under way is asked again with the same key, so that its effect can be made once
    keys = effects.read_text().split()
    assert list(dict.fromkeys(keys)) == ["case-1/verify_payment", "case-1/examine", "case-1/hand_over"]
    assert len(keys) <= 4


def test_a_case_that_was_interrupted_a_thousand_times_still_ends(take, tmp_path):
    database, workflow = tmp_path / "cases.sqlite", tmp_path / "workflow"
    command = [
        sys.executable,
        "-m",
        "tests.runtime.worker",
        str(database),
        str(workflow),
        str(tmp_path / "e"),
        "case-1",
    ]
    assert subprocess.run([*command, "hand_over"], cwd=ROOT, capture_output=True).returncode == -9
    with sqlite3.connect(database) as book:
        book.execute("UPDATE workflow_status SET recovery_attempts = 1000 WHERE status = 'PENDING'")
    assert book.total_changes
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=True)
    assert done.stdout.decode().split()[-1] == "refused"


def until(found, seconds=20):
    """What `found` gives as soon as it gives something."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        value = found()
        if value:
            return value
        time.sleep(0.05)
    raise TimeoutError
