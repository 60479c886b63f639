"""Worker processes for tests that end them: every act's code on one database, with a ledger of what was really done.

A worker is a fork of the test, so that it starts in no time; it begins all cases, answers for the people, waits until all
cases have ended, and writes how. Begun again after it was killed, it does the same.
"""

import gc
import importlib
import json
import os
import random
import signal
import sqlite3
import sys
import threading
import traceback
from dataclasses import dataclass
from pathlib import Path

from generators import fixtures, python
from runtime.worktime import SYSTEMS
from tests.acts import act
from tests.generators.invented import write

WHOLE = bool(os.environ.get("REGLAMENT_WHOLE"))
"""Whether to run everything, for as long as it takes."""


BY_ITSELF = ("verify_login", "refuse_login", "report_missing_data")
"""What a workstation does by itself, where the act names nobody."""


def waits(performer, operation):
    """Whether a case waits for this operation, because a person does it."""
    return performer not in SYSTEMS and not (performer == "unnamed" and operation in BY_ITSELF)


@dataclass(frozen=True)
class Job:
    """A case and the path that it must take."""

    case: str
    procedure: str
    path: dict


class Shop:
    """The generated packages of some acts, imported; `jobs` are cases for their paths."""

    def __init__(self, acts, folder, covering=True):
        importlib.import_module("runtime.durable")  # once, before any worker is forked
        self.modules, self.packages, self.fixtures = {}, {}, {}
        for name in acts:
            spec = act(name).spec
            for service in spec.services:
                self._add(spec, service, folder / name / service.id)
        self.jobs = [
            Job(f"{procedure}.{path['id']}", procedure, path)
            for procedure, fixture in self.fixtures.items()
            for path in fixture["paths"]
            if path["covers"] or not covering
        ]

    def _add(self, spec, service, folder):
        language = spec.sources[0].languages[0]
        write(python.generate(spec, service, language) | fixtures.generate(spec, service, language), folder)
        package = python.package_name(spec, service)
        sys.path.insert(0, str(folder / "workflow"))
        importlib.invalidate_caches()
        for file in sorted((folder / "tests" / "fixtures").glob("*.json")):
            fixture = json.loads(file.read_text("utf-8"))
            if "paths" in fixture:
                name = f"{package}.{fixture['module']}"
                self.fixtures[name], self.packages[name] = fixture, package
                self.modules[name] = importlib.import_module(name)
        sys.path.remove(str(folder / "workflow"))

    def of(self, procedure, module):
        """A module of the package of a procedure."""
        return importlib.import_module(f"{self.packages[procedure]}.{module}")


class Ledger:
    """What was really done, in a file that outlives the processes: calls, of which each key has one effect; and deaths."""

    def __init__(self, folder):
        self.path = folder / "ledger.sqlite"
        self.lock = threading.Lock()
        self.book = sqlite3.connect(self.path, timeout=60, isolation_level=None, check_same_thread=False)
        self.book.execute("PRAGMA journal_mode=WAL")
        self.book.execute("PRAGMA synchronous=OFF")
        for table in ("call (key TEXT, pid INTEGER)", "effect (key TEXT PRIMARY KEY)", "death (at TEXT PRIMARY KEY)"):
            self.book.execute(f"CREATE TABLE IF NOT EXISTS {table}")

    def effect(self, key):
        """An effect that is made once however often it is asked for, as the generated code's operations must."""
        with self.lock:
            self.book.execute("INSERT INTO call VALUES (?, ?)", (key, os.getpid()))
            self.book.execute("INSERT OR IGNORE INTO effect VALUES (?)", (key,))

    def die_once(self, at):
        """Kills this process, unless one was killed at this point before."""
        with self.lock:
            if self.book.execute("INSERT OR IGNORE INTO death VALUES (?)", (at,)).rowcount:
                os.kill(os.getpid(), signal.SIGKILL)

    def column(self, query):
        with self.lock:
            return [row[0] for row in self.book.execute(query)]


class Hands:
    """Everybody who acts: `Script` of the generated packages, by the case's path. People in `away` answer later."""

    def __init__(self, jobs, ledger, fatal, away):
        self.answers = {job.case: job.path["answers"] for job in jobs}
        self.ledger, self.fatal, self.away = ledger, fatal, away
        self.busy = self.peak = 0

    def __call__(self, *facts):
        """An answer, counting how many cases are served at once."""
        self.busy += 1
        self.peak = max(self.peak, self.busy)
        try:
            return self.answer(*facts)
        finally:
            self.busy -= 1

    def answer(self, case, once, performer, operation, usual, not_yet):
        scenario, step = case.id.rpartition(".")[0], once.partition("/")[2]
        if self.fatal:
            self.ledger.die_once(f"{scenario}/{step} before")
        self.ledger.effect(once)
        if self.fatal:
            self.ledger.die_once(f"{scenario}/{step} after")
        if self.away and waits(performer, operation):
            raise not_yet
        return self.answers[case.id].get(step, usual)


def work(
    shop,
    jobs,
    url,
    folder,
    *,
    share=None,
    executor="one",
    fatal=False,
    away=True,
    version="spec-1",
    workers=16,
    watch=0.2,
    recover=None,
):
    """What a worker does, in its process: works on all jobs, begins and answers those of its share, writes how all ended.

    `fatal`: it is killed once at every point of every step and of the desk; "step": of every step only.
    `recover`: the name of a dead worker, whose work is taken over at the beginning.
    """
    from runtime.durable import Host

    ledger = Ledger(folder)
    hands = Hands(jobs, ledger, fatal, away)
    host = Host(url, version, executor=executor, workers=workers, poll=0.05, watch=watch)
    if fatal is True:
        around(host.desk, "wait", ledger)
        around(host.desk, "answer", ledger)
    for procedure in sorted({job.procedure for job in jobs}):
        not_yet = shop.of(procedure, "engine").NotYetError

        class Script:
            def answer(self, *facts, not_yet=not_yet):
                return hands(*facts, not_yet)

        actors = shop.of(procedure, "simulation").actors(Script())
        host.add(procedure, shop.modules[procedure].run, shop.of(procedure, "case").Case, actors, (not_yet,))
    # what a dead worker left is taken up by DBOS's own queue, which looks once a second; here, kills wait for nothing
    host.dbos._registry.get_internal_queue()._polling_interval_sec = 0.05
    host.launch()
    if recover:
        host.recover(recover)
    (folder / f"up-{executor}").write_text(str(os.getpid()))
    share = jobs if share is None else share
    todo = [(host.start, (job.procedure, job.case, None, job.path["needs"])) for job in share]
    todo += [(host.answer, facts) for facts in answers_of_people(share) if away]
    # in another order each time, so that a worker that never lives long comes to all of it
    random.Random(os.getpid()).shuffle(todo)
    for do, facts in todo:
        do(*facts)
    # all: a worker that left early would leave what it had taken of the others' cases until it comes back
    endings = {job.case: host.ending(job.case) for job in jobs}
    (folder / f"endings-{executor}.json").write_text(json.dumps(endings))
    (folder / f"peak-{executor}.json").write_text(json.dumps(hands.peak))
    host.close()


def around(desk, name, ledger):
    """Kills the process once before and once after each use of the desk, a use a step."""
    real = getattr(desk, name)

    def fatal(*facts):
        case, key = (facts[0].case, facts[0].key) if name == "wait" else facts[:2]
        point = f"{case.rpartition('.')[0]}/{key.partition('/')[2]} {name}"
        ledger.die_once(f"{point} before")
        found = real(*facts)
        ledger.die_once(f"{point} after")
        return found

    setattr(desk, name, fatal)


def answers_of_people(jobs):
    """What people answer, by case and step."""
    for job in jobs:
        visits = {}
        for taken in job.path["steps"]:
            visits[taken["step"]] = count = visits.get(taken["step"], 0) + 1
            if waits(taken["performer"], taken["operation"]):
                yield job.case, taken["step"] + (f"/{count}" if count > 1 else ""), taken["answer"]


def fork(do, *facts, **more):
    """Does something in a process of its own, and gives its id."""
    gc.freeze()
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        do(*facts, **more)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def until_done(start):
    """Begins a worker again as often as it is killed; the number of times that it was."""
    killed = 0
    while True:
        _, status = os.waitpid(start(), 0)
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
            killed += 1
            continue
        assert os.waitstatus_to_exitcode(status) == 0
        return killed


def proved(jobs, ledger, endings):
    """Every case ended as its path says; no effect was lost, none was made twice, none was made that was not asked for."""
    for job in jobs:
        found = endings[job.case]
        assert (found["outcome"], found["step"]) == (job.path["ending"]["outcome"], job.path["ending"]["step"])
    expected = [key for job in jobs for key in keys(job)]
    assert ledger.column("SELECT key FROM effect ORDER BY key") == sorted(expected)


def keys(job):
    """The keys of the operations of a case, in their order."""
    visits = {}
    for taken in job.path["steps"]:
        visits[taken["step"]] = count = visits.get(taken["step"], 0) + 1
        yield f"{job.case}/{taken['step']}" + (f"/{count}" if count > 1 else "")


def in_order(jobs, ledger):
    """Every case took its steps in the order of its path, each once."""
    calls = ledger.column("SELECT key FROM call ORDER BY rowid")
    for job in jobs:
        assert [key for key in calls if key.startswith(f"{job.case}/")] == list(keys(job))


def endings_in(folder: Path):
    """All endings that the workers wrote."""
    found = {}
    for file in sorted(folder.glob("endings-*.json")):
        found |= json.loads(file.read_text())
    return found
