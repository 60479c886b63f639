"""What is measured on a database: raw commits, DBOS alone, and cases of ours, open by the thousand."""

import gc
import os
import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import sqlalchemy as sa

from tests.runtime import crew, postgres

CLIENTS = 32
"""How many people answer at once."""

BATCH = 500
"""How many cases are begun before most of them wait."""


def job(shop, scenario):
    """The path of the procedure with most steps."""
    jobs = [job for job in shop.jobs if job.procedure.endswith(f".{scenario}")]
    return max(jobs, key=lambda job: len(job.path["steps"]))


def rate(seconds, do):
    """How often something can be done in a second."""
    count, began = 0, time.perf_counter()
    while time.perf_counter() - began < seconds:
        do()
        count += 1
    return count / (time.perf_counter() - began)


def commits(url, seconds):
    """Rows a second, a commit a row, by the driver alone."""
    from runtime.durable import connect

    engine = connect(url)
    with engine.connect() as held:
        held.execute(sa.text("CREATE TABLE t (a TEXT)"))
        held.commit()
        raw = held.connection.dbapi_connection
        mark = "?" if engine.dialect.name == "sqlite" else "%s"

        def one():
            raw.execute(f"INSERT INTO t VALUES ({mark})", ("x" * 200,))
            raw.commit()

        found = rate(seconds, one)
    engine.dispose()
    return {"commits": found}


def alone(url, steps, count=300):
    """Workflows of DBOS with so many steps, none of which does anything."""
    from dbos import DBOS

    from runtime.durable import QUEUE, Host

    host = Host(url, "load", poll=0.05)

    def work(number):
        for step in range(steps):
            DBOS.run_step({"name": f"step-{step}"}, lambda: None)
        return number

    DBOS.workflow(name="work")(work)
    host.launch()
    time.sleep(2)
    began = time.perf_counter()
    options = {"workflow_name": "work", "queue_name": QUEUE, "app_version": "load"}
    handles = [DBOS.enqueue_workflow_with_options(options, number) for number in range(count)]
    for handle in handles:
        handle.get_result(polling_interval_sec=0.05)
    speed = count / (time.perf_counter() - began)
    host.close()
    return {"alone": speed}


class Office:
    """A host with the procedure, and who waits in it: `waits` is called with each key that the desk has put down."""

    def __init__(self, url, shop, its, executor="one"):
        from runtime.durable import Host

        not_yet = shop.of(its.procedure, "engine").NotYetError

        class Script:
            def answer(self, case, once, performer, operation, usual):
                if crew.waits(performer, operation):
                    raise not_yet
                return its.path["answers"].get(once.partition("/")[2], usual)

        self.its, self.host = its, Host(url, "load", executor=executor, poll=0.05)
        run, case = shop.modules[its.procedure].run, shop.of(its.procedure, "case").Case
        self.host.add("load", run, case, shop.of(its.procedure, "simulation").actors(Script()), (not_yet,))
        self.people = [step for _, step, _ in crew.answers_of_people([its])]
        self.waited = {}
        self.host.desk.wait = self._noted(self.host.desk.wait)
        self.host.launch()

    def _noted(self, wait):
        def noted(task, rest):
            answered = wait(task, rest)
            event = self.waited.get(task.key)
            if event:
                event.set()
            return answered

        return noted

    def open(self, begun, cases, seconds):
        """Begins cases until so many wait, or the time is over; how many wait, and how many came to it in a second."""
        before, began = begun, time.perf_counter()
        while begun < cases and time.perf_counter() - began < seconds:
            few = min(BATCH, cases - begun)
            for number in range(begun, begun + few):
                self.host.start("load", f"c{number}", needs=self.its.path["needs"])
            begun += few
            self.until(begun - BATCH // 2)
        self.until(begun)
        return begun, (begun - before) / (time.perf_counter() - began)

    def until(self, cases):
        while self.waiting() < cases:
            time.sleep(0.2)

    def waiting(self):
        with self.host.engine.connect() as connection:
            query = "SELECT count(*) FROM reglament_task WHERE rest IS NOT NULL AND answer IS NULL"
            return connection.scalar(sa.text(query))

    def until_next(self, number):
        """Answers what the case waits for first; the seconds until it waits for the next person."""
        case, (first, then) = f"c{number}", self.people[:2]
        event = self.waited[f"{case}/{then}"] = threading.Event()
        began = time.perf_counter()
        self.host.answer(case, first, self.its.path["answers"].get(first))
        assert event.wait(60)
        return time.perf_counter() - began

    def finish(self, cases):
        """Answers all that is left of these cases; how many end in a second."""
        began = time.perf_counter()
        for number in cases:
            for step in self.people[1:]:
                self.host.answer(f"c{number}", step, self.its.path["answers"].get(step))
        for number in cases:
            assert self.host.ending(f"c{number}")["outcome"] == self.its.path["ending"]["outcome"]
        return len(cases) / (time.perf_counter() - began)


def ours(url, shop, its, cases, answers, seconds):
    """Throughput, latency and memory with so many cases open, or as many as can be opened in that time.

    A first part is opened by one worker, the rest by two, each a process; then the second stops.
    """
    go, stop = (Path(shop.modules[its.procedure].__file__).parent / f"{name}-{os.getpid()}" for name in ("go", "stop"))
    helper = crew.fork(second, url, shop, its, go, stop)
    office = Office(url, shop, its)
    gc.collect()
    found = {"before": memory()}
    began, used, served = time.perf_counter(), time.process_time(), postgres.used()
    count, found["opened"] = office.open(0, min(cases // 2, 2 * BATCH), seconds)
    spent = time.perf_counter() - began
    found["opened_cpu"] = (time.process_time() - used) / spent
    if url.startswith("postgresql"):
        found["server_cpu"] = (postgres.used() - served) / spent
    go.touch()
    found["open"], found["opened_two"] = office.open(count, cases, seconds)
    found |= {"memory": memory(), "threads": threading.active_count()}
    if url.startswith("postgresql"):
        found["server"] = postgres.memory()
    found["disk"] = size(office.host.engine) / found["open"] / 1024
    stop.touch()
    assert os.waitpid(helper, 0)[1] == 0
    found |= answered(office, min(answers, found["open"] // 2))
    office.host.close()
    return found


def second(url, shop, its, go, stop):
    """Another worker, from when it is told to until it is told not to."""
    parent = os.getppid()
    while not go.exists() and os.getppid() == parent:
        time.sleep(0.2)
    office = Office(url, shop, its, "two")
    while not stop.exists() and os.getppid() == parent:
        time.sleep(0.2)
    office.host.close()


def answered(office, answers):
    """Latency: one person after another, and many at once; then those cases are taken to their end."""
    found = {"list": timed(lambda: office.host.tasks(performer="chancellery")) * 1000}
    few, more = range(answers), range(answers, 2 * answers)
    found |= quantiles("one", [office.until_next(number) for number in few])
    with ThreadPoolExecutor(CLIENTS) as people:
        began = time.perf_counter()
        found |= quantiles("many", list(people.map(office.until_next, more)))
        found["many_rate"] = len(more) / (time.perf_counter() - began)
    found["ended"] = office.finish(few)
    return found


def quantiles(name, seconds):
    """The median, and within what 95 and 99 of 100 stay, in milliseconds."""
    cuts = statistics.quantiles(seconds, n=100, method="inclusive")
    return {f"{name}_p{part}": cuts[part - 1] * 1000 for part in (50, 95, 99)}


def timed(do):
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def size(engine):
    """The bytes of the database on disk, its log included."""
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            return connection.scalar(sa.text("SELECT pg_database_size(current_database())"))
    return sum(file.stat().st_size for file in Path(engine.url.database).parent.glob("cases.sqlite*"))


def memory():
    """The memory of this process now, in MiB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
