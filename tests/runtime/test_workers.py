"""Every act's code on SQLite and on PostgreSQL with several workers; a new edition beside the old one.

By default two models; REGLAMENT_WHOLE=1: every act.
"""

import importlib.util
import json
import os
import signal
import time

import pytest
import sqlalchemy as sa

from tests.acts import ACTS
from tests.generators.invented import PACKAGE, imported, write
from tests.runtime import crew, postgres
from tests.runtime.samples import files

pytestmark = [
    pytest.mark.skipif(importlib.util.find_spec("dbos") is None, reason="the extra «durable» is not installed"),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system"),
    pytest.mark.filterwarnings("ignore"),
]
KINDS = ["sqlite", "postgresql"]


@pytest.fixture(scope="module", autouse=True)
def _server():
    yield
    postgres.stop()


@pytest.fixture
def url(request, tmp_path):
    return postgres.database() if request.param == "postgresql" else f"sqlite:///{tmp_path / 'cases.sqlite'}"


@pytest.mark.parametrize("url", KINDS, indirect=True)
@pytest.mark.parametrize("workers", [1, 2])
def test_every_path_of_every_act(tmp_path, tmp_path_factory, url, workers):
    shop = crew.Shop(ACTS if crew.WHOLE else ("tour-operator-licence",), tmp_path_factory.mktemp("shop"))
    shares = {f"w{number}": shop.jobs[number::workers] for number in range(workers)}
    children = [
        crew.fork(crew.work, shop, shop.jobs, url, tmp_path, share=share, executor=executor, workers=4)
        for executor, share in shares.items()
    ]
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * workers
    ledger = crew.Ledger(tmp_path)
    crew.proved(shop.jobs, ledger, crew.endings_in(tmp_path))
    crew.in_order(shop.jobs, ledger)
    assert len(set(ledger.column("SELECT pid FROM call"))) == workers
    peaks = [json.loads(file.read_text()) for file in tmp_path.glob("peak-*.json")]
    assert len(peaks) == workers
    assert 1 <= max(peaks) <= 4


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_living_worker_takes_over_from_a_dead_one(tmp_path, tmp_path_factory, url):
    """Killed in the midst of a step, and never begun again: every case ends, no effect is lost, and none doubled."""
    shop = crew.Shop(("tour-operator-licence",), tmp_path_factory.mktemp("shop"))
    dead = crew.fork(crew.work, shop, shop.jobs, url, tmp_path, executor="dead", fatal="step")
    _, status = os.waitpid(dead, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    assert pending(url) == {"dead"}
    living = crew.fork(crew.work, shop, shop.jobs, url, tmp_path, executor="living")
    assert os.waitpid(living, 0)[1] == 0
    ledger = crew.Ledger(tmp_path)
    crew.proved(shop.jobs, ledger, crew.endings_in(tmp_path))
    calls = ledger.column("SELECT count(*) FROM call GROUP BY key")
    assert max(calls) <= 2
    assert pending(url) == set()


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_worker_dies_while_another_works(tmp_path, tmp_path_factory, url):
    """The other one takes over while it has work of its own, and is robbed of nothing itself."""
    shop = crew.Shop(("tour-operator-licence",), tmp_path_factory.mktemp("shop"))
    dead = crew.fork(crew.work, shop, shop.jobs, url, tmp_path, executor="dead", fatal="step")
    living = [
        crew.fork(crew.work, shop, shop.jobs, url, tmp_path, executor=executor) for executor in ("living-1", "living-2")
    ]
    ends = [os.waitpid(child, 0)[1] for child in (dead, *living)]
    assert (os.WTERMSIG(ends[0]), ends[1:]) == (signal.SIGKILL, [0, 0])
    ledger = crew.Ledger(tmp_path)
    crew.proved(shop.jobs, ledger, crew.endings_in(tmp_path))
    killed = [at for at in ledger.column("SELECT at FROM death") if "wait" not in at]
    twice = ledger.column("SELECT key FROM call GROUP BY key HAVING count(*) > 1")
    assert len(twice) <= 16, (killed, twice)  # no more than the steps that were under way where it died


@pytest.mark.parametrize("url", KINDS, indirect=True)
def test_a_dead_worker_is_named(tmp_path, tmp_path_factory, url):
    """SQLite cannot tell who lives: there somebody says who is dead."""
    shop = crew.Shop(("tour-operator-licence",), tmp_path_factory.mktemp("shop"))
    dead = crew.fork(crew.work, shop, shop.jobs, url, tmp_path, executor="dead", fatal="step")
    assert os.WTERMSIG(os.waitpid(dead, 0)[1]) == signal.SIGKILL
    living = crew.fork(crew.work, shop, shop.jobs, url, tmp_path, executor="living", watch=3600, recover="dead")
    assert os.waitpid(living, 0)[1] == 0
    crew.proved(shop.jobs, crew.Ledger(tmp_path), crew.endings_in(tmp_path))


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_name_is_held_by_one_living_worker(url, monkeypatch):
    from runtime import watch
    from runtime.durable import connect

    monkeypatch.setattr(watch, "PATIENCE", 0.3)
    engine = connect(url)
    one, same, other = (watch.Watch(engine, "reglament", name, "spec-1", 1.0) for name in ("a", "a", "b"))
    one.hold()
    other.hold()
    with pytest.raises(watch.NameTakenError):
        same.hold()
    with pytest.raises(watch.NameTakenError):
        other.recover("a")
    with pytest.raises(watch.NameTakenError):
        other.recover("b")
    one.release()
    same.hold()
    for each in (same, other):
        each.release()
    engine.dispose()


def pending(url):
    """The names of the workers that have work under way, or had when they died."""
    from runtime.durable import connect

    engine = connect(url)
    with engine.connect() as connection:
        query = "SELECT DISTINCT executor_id FROM dbos.workflow_status WHERE status = 'PENDING'"
        found = {row[0] for row in connection.execute(sa.text(query))}
    engine.dispose()
    return found


@pytest.mark.parametrize("url", KINDS, indirect=True)
def test_running_cases_stay_with_the_edition_they_began_under(tmp_path, url):
    from dbos import DBOS

    from runtime.durable import Host

    write(files(), tmp_path)
    with imported(tmp_path, PACKAGE) as take:
        simulation, not_yet = take("simulation"), take("engine").NotYetError

        class Slow(simulation.Script):
            def answer(self, case, once, performer, operation, usual):
                if performer == "specialist":
                    raise not_yet
                return super().answer(case, once, performer, operation, usual)

        def host(edition, run):
            made = Host(url, edition, executor=edition, poll=0.05)
            made.add("portal", run, take("case").Case, simulation.actors(Slow()), (not_yet,))
            made.launch()
            return made

        def amended(case, engine, actors):
            steps = take("portal_steps")
            engine.wait_for_person(steps.EXAMINE, actors.specialist.examine, case)
            return take("case").Ending("other", steps.EXAMINE, "as amended")

        old = host("edition-1", take("portal").run)
        old.start("portal", "before")
        while old.task("before") is None:
            time.sleep(0.05)
        old.close()
        new = host("edition-2", amended)
        new.start("portal", "after")
        for case in ("before", "after"):
            new.answer(case, "examine", "issue")
        assert new.ending("after")["reason"] == "as amended"
        assert DBOS.retrieve_workflow("before/examine").get_status().status == "ENQUEUED"
        new.close()
        old = host("edition-1", take("portal").run)
        assert (old.ending("before")["outcome"], old.ending("before")["step"]) == ("issued", "hand_over")
        old.close()
