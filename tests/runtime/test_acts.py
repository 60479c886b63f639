"""The generated code of every act: clean, tested by its own tests, and the same on each engine."""

import importlib.util
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from generators import fixtures, python
from runtime.memory import MemoryEngine
from tests.acts import ACTS, act
from tests.generators.invented import imported, write

START = datetime(2013, 2, 14, 6, tzinfo=UTC)


@pytest.fixture(scope="module", params=ACTS)
def built(request, tmp_path_factory):
    """The folder in which the code of an act lies, a folder a service, and the packages by service."""
    spec, folder = act(request.param).spec, tmp_path_factory.mktemp(request.param)
    language = spec.sources[0].languages[0]
    for service in spec.services:
        files = python.generate(spec, service, language) | fixtures.generate(spec, service, language)
        write(files, folder / service.id)
    return folder, {service.id: python.package_name(spec, service) for service in spec.services}


def paths(built):
    """Each path of each scenario: the modules of its package, its fixture, and the path."""
    folder, packages = built
    for service, package in packages.items():
        with imported(folder / service, package) as take:
            for file in sorted((folder / service / "tests" / "fixtures").glob("*.json")):
                fixture = json.loads(file.read_text("utf-8"))
                for path in fixture.get("paths", ()):
                    yield take, fixture, path


def facts(path):
    """What a path says, without what an engine does not record."""
    return [(step["step"], step["answer"]) for step in path["steps"]], path["ending"]["outcome"], path["ending"]["step"]


def on(engine, take, fixture, path):
    """What came of a path on an engine."""
    simulation = take("simulation")
    actors = simulation.actors(simulation.Script(path["answers"]))
    case = take("case").Case(f"case-{path['id']}", needs=frozenset(path["needs"]))
    ending = take(fixture["module"]).run(case, engine, actors)
    return [(entry.step.key, entry.answer) for entry in engine.trace], ending.outcome, ending.step.key


def test_its_own_tests_pass_and_it_is_clean(built):
    folder, packages = built
    command = [sys.executable, "-P", "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(folder), "."]
    done = subprocess.run(command, cwd=folder, capture_output=True)
    assert done.returncode == 0, done.stdout.decode()
    for check in (["format", "--check"], ["check", "--isolated"], ["check", "--select", "E,F,W,I,B,UP,SIM,C4,RET,N,A"]):
        subprocess.run([sys.executable, "-m", "ruff", *check, "."], cwd=folder, check=True)


def test_every_path_on_the_memory_engine(built):
    count = 0
    for take, fixture, path in paths(built):
        assert on(MemoryEngine(START), take, fixture, path) == facts(path)
        count += 1
    assert count >= 2


def test_each_deadline_on_the_last_second_and_one_second_late(built):
    for take, fixture, path in paths(built):
        if not path["covers"]:
            continue
        began = MemoryEngine(START)
        on(began, take, fixture, path)
        for entry in began.trace:
            if entry.due is None:
                continue
            for late in (False, True):
                length = entry.due - entry.began + timedelta(seconds=late)
                engine = MemoryEngine(
                    START,
                    takes=lambda step, key=entry.step.key, length=length: length if step.key == key else timedelta(),
                )
                assert on(engine, take, fixture, path) == facts(path)
                assert [found.step.key for found in engine.trace if found.overdue] == [entry.step.key] * late


@pytest.mark.skipif(importlib.util.find_spec("dbos") is None, reason="the extra «durable» is not installed")
@pytest.mark.filterwarnings("ignore")
def test_every_path_on_sqlite(built, tmp_path: Path):
    from runtime.durable import Host

    host, expected = Host(f"sqlite:///{tmp_path / 'cases.sqlite'}", "spec-1"), {}
    for number, (take, fixture, path) in enumerate(paths(built)):
        if path["covers"]:
            script = take("simulation").Script(path["answers"])
            run, actors = take(fixture["module"]).run, take("simulation").actors(script)
            host.add(f"procedure-{number}", run, take("case").Case, actors)
            expected[number] = (path, script)
    host.launch()
    for number, (path, _) in expected.items():
        host.start(f"procedure-{number}", f"case-{number}", needs=path["needs"])
    for number, (path, script) in expected.items():
        ending = host.ending(f"case-{number}")
        done = [(call.step, call.answer) for call in script.calls]
        assert (done, ending["outcome"], ending["step"]) == facts(path)
    host.close()
