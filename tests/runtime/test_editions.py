"""A new edition of an act: two generated packages of one name on one database, each in a process of its own.

Cases that began under the old edition go on by its code, steps and deadlines, also where the new one's worker takes the
answer; new cases go by the new one.
"""

import importlib
import importlib.util
import os
import sys
from datetime import datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from generators import python
from spec.model import End
from tests.building import a_deadline, a_scenario, a_step
from tests.generators.invented import PACKAGE, write
from tests.runtime import crew, postgres, samples
from tests.runtime.test_durable import until

pytestmark = [
    pytest.mark.skipif(importlib.util.find_spec("dbos") is None, reason="the extra «durable» is not installed"),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system"),
    pytest.mark.filterwarnings("ignore"),
]


@pytest.fixture(scope="module", autouse=True)
def _server():
    yield
    postgres.stop()


def amended():
    """The act as amended: nothing is paid, examination is shorter, and the head approves what was examined."""
    old = samples.spec()
    steps = {step.id: step for step in old.services[0].scenarios[0].steps}
    shorter = replace(steps["A1"], deadlines=(a_deadline(3, "day", "working"),))
    approves = a_step("A3", "approve", performer="head", deadlines=(a_deadline(1, "day", "working"),))
    edges = [("R", "A1", None), ("A1", "A3", None), ("A3", "A2", None)]
    ends = {"A2": (End("issued", {}), End("refused", {"A1": "refusal"}))}
    scenario = a_scenario([steps["R"], shorter, approves, steps["A2"]], edges, {}, ends=ends)
    return replace(old, services=(replace(old.services[0], scenarios=(scenario,)),))


class Worker:
    """A process's host of one edition: the package in `folder`; everything that is asked of anybody is a line in `calls`."""

    def __init__(self, folder, url, calls):
        from runtime.durable import Host

        sys.path.insert(0, str(folder / "workflow"))
        self.spec = importlib.import_module(PACKAGE).SPEC
        take = {
            name: importlib.import_module(f"{PACKAGE}.{name}") for name in ("portal", "case", "engine", "simulation")
        }
        simulation, not_yet, edition = take["simulation"], take["engine"].NotYetError, folder.name

        class Absent(simulation.Script):
            def answer(self, case, once, performer, operation, usual):
                with calls.open("a") as file:
                    file.write(f"{edition} {once}\n")
                if performer in ("specialist", "head", "chancellery"):
                    raise not_yet
                return usual

        self.host = Host(url, self.spec, executor=folder.name, poll=0.05)
        self.host.add("portal", take["portal"].run, take["case"].Case, simulation.actors(Absent()), (not_yet,))
        self.host.launch()

    def begin(self, cases):
        """Begins cases and waits until each of them waits for its examination."""
        for case in cases:
            self.host.start("portal", case)
        until(lambda: set(cases) <= {task.case for task in self.host.tasks() if task.step == "examine"}, 60)

    def answer(self, cases):
        """All people answer in all cases, refusing those that end in 2; the head too, where the act does not name one."""
        for case in cases:
            self.host.answer(case, "examine", "refusal" if case.endswith("2") else "issue")
            self.host.answer(case, "approve", None)
            self.host.answer(case, "hand_over", None)


OLD, NEW = ("old-1", "old-2", "old-3"), ("new-1", "new-2")


def old_edition_at_first(folder, url, calls):
    worker = Worker(folder, url, calls)
    worker.begin(OLD)
    worker.host.close()


def new_edition(folder, url, calls):
    worker = Worker(folder, url, calls)
    worker.begin(NEW)
    days = {task.case: datetime.fromisoformat(task.due) for task in worker.host.tasks()}
    assert min(days[case] for case in OLD) > max(days[case] for case in NEW)
    worker.answer((*OLD, *NEW))
    ends = {case: worker.host.ending(case) for case in (*NEW, *OLD)}
    assert [ends[case]["outcome"] for case in OLD] == ["issued", "refused", "issued"]
    assert [ends[case]["outcome"] for case in NEW] == ["issued", "refused"]
    (folder / "done").touch()
    worker.host.close()


def old_edition_again(folder, url, calls, done):
    worker = Worker(folder, url, calls)
    until(done.exists, 60)
    worker.host.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_running_cases_keep_the_edition_they_began_with(tmp_path: Path, kind):
    url = postgres.database() if kind == "postgresql" else f"sqlite:///{tmp_path / 'cases.sqlite'}"
    calls, old, new = tmp_path / "calls", tmp_path / "old", tmp_path / "new"
    for folder, spec in ((old, samples.spec()), (new, amended())):
        write(python.generate(spec, spec.services[0], "ru"), folder)
    importlib.import_module("runtime.durable")
    assert os.waitpid(crew.fork(old_edition_at_first, old, url, calls), 0)[1] == 0
    second = crew.fork(new_edition, new, url, calls)
    first = crew.fork(old_edition_again, old, url, calls, new / "done")
    assert [os.waitpid(child, 0)[1] for child in (second, first)] == [0, 0]
    asked = calls.read_text().split("\n")[:-1]
    paths = {"old": ["verify_payment", "examine", "hand_over"], "new": ["examine", "approve", "hand_over"]}
    assert sorted(asked) == sorted(
        f"{edition} {case}/{step}"
        for edition, cases in (("old", OLD), ("new", NEW))
        for case in cases
        for step in paths[edition]
    )
