"""Load on one machine: `python -m tests.load.load [--cases 10000] [--seconds 5] [--url postgresql://…]`; prints Markdown.

Open cases of one model procedure on the durable engine, beside raw commits of SQLite, DBOS alone, and SpiffWorkflow with
its state written after every step. Without --url on SQLite; with --url postgres on a server of its own from a wheel.
"""

import argparse
import gc
import os
import resource
import sqlite3
import statistics
import tempfile
import threading
import time
from pathlib import Path

from tests.runtime import crew, postgres

ACT, SCENARIO = "tour-operator-licence", "provider"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--answers", type=int, default=300)
    parser.add_argument("--url")
    asked = parser.parse_args()
    print(f"load before: {os.getloadavg()}, processors: {os.cpu_count()}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shop = crew.Shop((ACT,), folder / "shop")
        url = postgres.database() if asked.url == "postgres" else asked.url or f"sqlite:///{folder / 'cases.sqlite'}"
        row("SQLite alone, a commit a row", commits(folder, asked.seconds), "commits/s")
        row("SpiffWorkflow in memory", spiff(shop, asked.seconds, None), "cases/s")
        row("SpiffWorkflow, its state written to SQLite after each step", spiff(shop, asked.seconds, folder), "cases/s")
        alone = dbos(postgres.database() if asked.url == "postgres" else f"sqlite:///{folder / 'dbos.sqlite'}", shop)
        row("DBOS alone, a workflow of as many empty steps", alone, "workflows/s")
        ours(shop, url, asked.cases, asked.answers)
    postgres.stop()
    print(f"load after: {os.getloadavg()}")


def row(what, number, unit):
    print(f"| {what} | {number:,.1f} | {unit} |", flush=True)


def job(shop):
    """The path of the procedure with most steps."""
    jobs = [job for job in shop.jobs if job.procedure.endswith(f".{SCENARIO}")]
    return max(jobs, key=lambda job: len(job.path["steps"]))


def commits(folder, seconds):
    book = sqlite3.connect(folder / "raw.sqlite", isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        book.execute(f"PRAGMA {pragma}")
    book.execute("CREATE TABLE t (a TEXT)")
    return rate(seconds, lambda: book.execute("INSERT INTO t VALUES (?)", ("x" * 200,)))


def rate(seconds, do):
    """How often something can be done in a second."""
    count, began = 0, time.perf_counter()
    while time.perf_counter() - began < seconds:
        do()
        count += 1
    return count / (time.perf_counter() - began)


def spiff(shop, seconds, folder):
    """Whole cases by SpiffWorkflow on the generated BPMN, along the longest path."""
    from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
    from SpiffWorkflow.bpmn.serializer.config import DEFAULT_CONFIG
    from SpiffWorkflow.bpmn.serializer.default.task_spec import BpmnTaskSpecConverter
    from SpiffWorkflow.bpmn.specs.defaults import ServiceTask
    from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
    from SpiffWorkflow.util.task import TaskState

    from generators.bpmn import generate
    from generators.process import process
    from spec import graph
    from tests.acts import act
    from tests.generators.test_bpmn import Engine, read

    spec = act(ACT).spec
    service = spec.services[0]
    scenario = next(found for found in service.scenarios if found.id == SCENARIO)
    found = process(scenario, "ru")
    names = {node.of: node.id for node in found.nodes if node.kind.endswith("Task")}
    diagram = read(generate(spec, service, "ru")[f"bpmn/{scenario.id}.bpmn"], found.id)
    path = max(graph.paths(scenario), key=lambda path: len(path.steps))
    answers = {names[step]: answer for step, answer in (path.outcomes | path.answers).items()}
    for edge in path.edges:
        answers.setdefault(names[edge.from_], f"to_{names[edge.to]}")
    answers.setdefault(names[path.steps[-1]], path.outcome)
    # its usual configuration leaves service tasks out
    known = BpmnWorkflowSerializer.configure(DEFAULT_CONFIG | {ServiceTask: BpmnTaskSpecConverter})
    serializer = BpmnWorkflowSerializer(known)
    book = sqlite3.connect(folder / "spiff.sqlite", isolation_level=None) if folder else None
    if book:
        book.execute("PRAGMA journal_mode=WAL")
        book.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, state TEXT)")

    def case():
        workflow, row = BpmnWorkflow(diagram, script_engine=Engine()), None
        while not workflow.is_completed():
            ready = [
                task
                for task in workflow.get_tasks(state=TaskState.READY)
                if not (task.task_spec.bpmn_id or "").startswith(("timer_", "overdue_"))
            ]
            if not ready:
                break
            task = ready[0]
            key = task.task_spec.bpmn_id
            if key in answers:
                task.data[key] = answers[key]
            task.run()
            if task.state == TaskState.STARTED:
                task.complete()
            if book and key in names.values():
                state = serializer.serialize_json(workflow)
                row = book.execute("INSERT OR REPLACE INTO t VALUES (?, ?)", (row, state)).lastrowid

    return rate(seconds, case)


def dbos(url, shop, count=300):
    """Workflows of DBOS with as many steps as the procedure, none of which does anything."""
    from dbos import DBOS

    from runtime.durable import QUEUE, Host

    steps = len(job(shop).path["steps"])
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
    return speed


def ours(shop, url, cases, answers):
    """Opens cases until each waits for a person, then answers for some: throughput, latency, memory."""
    from runtime.durable import Host

    its = job(shop)
    waited = [key.partition("/")[2] for key in crew.keys(its)]
    people = [step for _, step, _ in crew.answers_of_people([its])]
    not_yet = shop.of(its.procedure, "engine").NotYetError

    class Script:
        def answer(self, case, once, performer, operation, usual):
            if crew.waits(performer, operation):
                raise not_yet
            return its.path["answers"].get(once.partition("/")[2], usual)

    host = Host(url, "load", poll=0.05)
    run, case = shop.modules[its.procedure].run, shop.of(its.procedure, "case").Case
    host.add("load", run, case, shop.of(its.procedure, "simulation").actors(Script()), (not_yet,))
    host.launch()
    gc.collect()
    before = memory()
    began = time.perf_counter()
    for number in range(cases):
        host.start("load", f"c{number}", needs=its.path["needs"])
    row(f"{host.engine.dialect.name}: cases taken in", cases / (time.perf_counter() - began), "cases/s")
    while len_tasks(host) < cases:
        time.sleep(0.5)
    spent = time.perf_counter() - began
    row(
        f"cases brought to their first wait (of {len(waited)} steps, {len(people)} by people)", cases / spent, "cases/s"
    )
    row("open cases", len_tasks(host), "cases")
    row("memory of the process with all of them open", memory(), "MiB")
    row("of which before the first", before, "MiB")
    row("threads", threading.active_count(), "threads")
    latencies = []
    for number in range(min(answers, cases)):
        began = time.perf_counter()
        host.answer(f"c{number}", people[0], answer_of(its, people[0]))
        until(host, f"c{number}", people[1])
        latencies.append(time.perf_counter() - began)
    row("from an answer to the next wait, median", statistics.median(latencies) * 1000, "ms")
    row("the same, 95 of 100", statistics.quantiles(latencies, n=20)[-1] * 1000, "ms")
    began = time.perf_counter()
    few = [f"c{number}" for number in range(min(answers, cases))]
    for name in few:
        for step in people[1:]:
            host.answer(name, step, answer_of(its, step))
    for name in few:
        assert host.ending(name)["outcome"] == its.path["ending"]["outcome"]
    row("cases brought from there to their end, all others open", len(few) / (time.perf_counter() - began), "cases/s")
    began = time.perf_counter()
    found = host.tasks(performer="head", overdue=False)
    row(f"a list of {len(found)} open tasks", (time.perf_counter() - began) * 1000, "ms")
    host.close()
    row("the most memory that the process ever had", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MiB")


def answer_of(its, step):
    return its.path["answers"].get(step)


def until(host, case, step):
    while True:
        task = host.task(case)
        if task is not None and task.key == f"{case}/{step}":
            return
        time.sleep(0.005)


def len_tasks(host):
    import sqlalchemy as sa

    with host.engine.connect() as connection:
        return connection.scalar(
            sa.text("SELECT count(*) FROM reglament_task WHERE rest IS NOT NULL AND answer IS NULL")
        )


def memory():
    """The memory of this process now, in MiB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    main()
