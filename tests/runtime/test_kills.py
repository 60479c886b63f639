"""Workers are killed with SIGKILL: at every point of every step, and at any moment; every case ends as without.

By default a few acts and moments; REGLAMENT_WHOLE=1: every act, and 500 moments (REGLAMENT_KILLS says another number).
"""

import importlib.util
import os
import random
import signal
import time

import pytest

from tests.acts import ACTS
from tests.runtime import crew, postgres

pytestmark = [
    pytest.mark.skipif(importlib.util.find_spec("dbos") is None, reason="the extra «durable» is not installed"),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system"),
    pytest.mark.filterwarnings("ignore"),
]
KILLS = int(os.environ.get("REGLAMENT_KILLS") or (500 if crew.WHOLE else 6))
EACH = -(-KILLS // 3)
"""Kills for each of three kinds of crew."""
SHORT = ("address-reference", "tree-felling-permit")


@pytest.fixture(scope="module", autouse=True)
def _server():
    yield
    postgres.stop()


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    return crew.Shop(ACTS if crew.WHOLE else SHORT, tmp_path_factory.mktemp("shop"))


def points(jobs):
    """Every point at which a worker can die, of every step of every scenario of these jobs."""
    found = set()
    for job in jobs:
        visits = {}
        for taken in job.path["steps"]:
            visits[taken["step"]] = count = visits.get(taken["step"], 0) + 1
            step = f"{job.case.rpartition('.')[0]}/{taken['step']}" + (f"/{count}" if count > 1 else "")
            person = crew.waits(taken["performer"], taken["operation"])
            for use in ("", "wait ", "answer ") if person else ("",):
                found |= {f"{step} {use}before", f"{step} {use}after"}
    return found


@pytest.mark.parametrize("name", ACTS if crew.WHOLE else SHORT[:1])
def test_killed_at_every_point_of_every_step(tmp_path, name):
    shop = crew.Shop((name,), tmp_path / "shop")
    procedures = sorted({job.procedure for job in shop.jobs})
    deaths = 0
    for procedure in procedures if crew.WHOLE else procedures[:1]:
        folder = tmp_path / procedure
        folder.mkdir()
        jobs = [job for job in shop.jobs if job.procedure == procedure]
        if not crew.WHOLE:
            jobs = [min(jobs, key=lambda job: len(job.path["steps"]))]
        url = f"sqlite:///{folder / 'cases.sqlite'}"
        deaths += crew.until_done(lambda j=jobs, u=url, f=folder: crew.fork(crew.work, shop, j, u, f, fatal=True))
        ledger = crew.Ledger(folder)
        crew.proved(jobs, ledger, crew.endings_in(folder))
        assert set(ledger.column("SELECT at FROM death")) == points(jobs)
    print(f"{name}: {len(procedures)} scenarios, {deaths} kills")


@pytest.mark.parametrize(("kind", "count"), [("sqlite", 1), ("postgresql", 1), ("postgresql", 3)])
def test_killed_at_any_moment(shop, tmp_path, kind, count):
    if not crew.WHOLE and (kind, count) == ("postgresql", 1):
        pytest.skip("several workers say as much; with REGLAMENT_WHOLE=1 one runs too")
    url = postgres.database() if kind == "postgresql" else f"sqlite:///{tmp_path / 'cases.sqlite'}"
    fate, kills, rounds, cases, busy = random.Random(count), 0, 0, 0, 0
    while kills < EACH:
        folder = tmp_path / str(rounds)
        folder.mkdir()
        jobs = [crew.Job(f"{job.procedure}.{job.path['id']}+{rounds}", job.procedure, job.path) for job in shop.jobs]
        kills += killed_at_random(shop, jobs, url, folder, count, fate, EACH - kills)
        rounds, cases = rounds + 1, cases + len(jobs)
        busy += len(crew.Ledger(folder).column("SELECT DISTINCT pid FROM call")) - count
    print(f"{kind}, {count} workers: {cases} cases, {kills} kills, {busy} of workers that had done a step or more")
    assert busy * 3 >= kills or not crew.WHOLE


def killed_at_random(shop, jobs, url, folder, count, fate, most):
    """All jobs done by `count` workers, of which one after another is killed, at most so often; how often it was."""
    shares = {f"w{number}": jobs[number::count] for number in range(count)}

    def start(executor):
        return crew.fork(crew.work, shop, jobs, url, folder, share=shares[executor], executor=executor, workers=2)

    living = {executor: start(executor) for executor in shares}
    killed = 0
    while killed < most:
        executor = fate.choice(sorted(living))
        if fate.random() < 0.9:  # the others die while they start
            working(folder / f"up-{executor}", living[executor])
            if fate.random() < 0.7:  # and some of these before they have done a step
                at_work(folder, living[executor])
        time.sleep(fate.uniform(0.0, 1.0))
        os.kill(living[executor], signal.SIGKILL)
        _, status = os.waitpid(living[executor], 0)
        if not os.WIFSIGNALED(status):
            assert os.waitstatus_to_exitcode(status) == 0
            del living[executor]
            break
        killed += 1
        living[executor] = start(executor)
    for process in living.values():
        _, status = os.waitpid(process, 0)
        assert status == 0
    crew.proved(jobs, crew.Ledger(folder), crew.endings_in(folder))
    return killed


def working(sign, process):
    """Waits until a worker has launched, or is dead."""
    until(process, lambda: sign.exists() and sign.read_text() == str(process))


def at_work(folder, process):
    """Waits until a worker has done a step, or is dead."""
    ledger = crew.Ledger(folder)
    until(process, lambda: process in ledger.column(f"SELECT pid FROM call WHERE pid = {process} LIMIT 1"))
    ledger.book.close()


def until(process, sign):
    while not sign() and not os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT):
        time.sleep(0.02)
