"""An engine that outlives its process: DBOS on SQLite (one machine) or PostgreSQL (several workers).

Every step is written down when it is done; a case that was interrupted goes on after its last finished step, and only the
step that was under way is asked again, with the same key. A case that waits for a person, or for a moment, takes no thread
and no place in the queue: it is put on the desk with the answers so far, and taken up again when the answer comes.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, TypeVar

import sqlalchemy as sa
from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer

from runtime.contract import Case, Ending, Step, once
from runtime.desk import Answer, Desk, Rest, Task
from runtime.watch import Watch
from runtime.worktime import Schedule, due

T = TypeVar("T")
C = TypeVar("C", bound=Case)

QUEUE = "reglament"
"""The queue on which cases wait for a worker."""

LATE = "reglament-late"
"""The workflow that looks at a task when its deadline is over."""


class Parked(Exception):  # noqa: N818
    """The case goes on later, as the workflow `next`."""

    def __init__(self, next_: str) -> None:
        super().__init__(next_)
        self.next = next_


class DurableEngine:
    """The engine of one stretch of a case, inside a DBOS workflow; `rest.journal` has the answers of those before."""

    def __init__(
        self, rest: Rest, desk: Desk, schedule: Schedule, not_yet: type[Exception] | tuple[type[Exception], ...] = ()
    ) -> None:
        self.rest, self.desk, self.schedule, self.not_yet = rest, desk, schedule, not_yet
        self.visits: dict[str, int] = {}
        self.moments = 0

    def step(self, step: Step, operation: Callable[[C, str], T], case: C) -> T:
        """Has a system do the step."""
        key = once(case, step, self.visits)
        found: T = self._once(key, step.key, lambda: operation(case, key))
        return found

    def wait_for_person(self, step: Step, operation: Callable[[C, str], T], case: C) -> T:
        """Asks the person; where the answer comes later, the case waits for it, and is overdue when it is late."""
        key = once(case, step, self.visits)
        journal = self.rest.journal
        if key not in journal:

            def ask() -> list[T]:
                try:
                    return [operation(case, key)]
                except self.not_yet:
                    return []

            said = DBOS.run_step({"name": step.key}, ask)
            if not said:
                self._wait(step, case, key)
            journal[key] = said[0]
        answer: T = journal[key]
        return answer

    def sleep_until(self, moment: datetime) -> None:
        """Waits, also across a restart."""
        self.moments += 1
        key = f"{self.rest.facts['id']}/sleep/{self.moments}"
        if key not in self.rest.journal:
            seconds = max((moment - self.now()).total_seconds(), 0.0)
            self.rest.journal[key] = True
            go_on(key, self.rest, seconds)
            raise Parked(key)

    def now(self) -> datetime:
        """The moment by the machine's clock; the same when the case is run again."""
        self.moments += 1
        key = f"{self.rest.facts['id']}/now/{self.moments}"
        return datetime.fromisoformat(self._once(key, "now", _now))

    def _once(self, key: str, name: str, do: Callable[[], Any]) -> Any:
        if key not in self.rest.journal:
            self.rest.journal[key] = DBOS.run_step({"name": name}, do)
        return self.rest.journal[key]

    def _wait(self, step: Step, case: Case, key: str) -> None:
        """Puts the case on the desk, and has it looked at when the step is due."""

        def put() -> list[Any]:
            began = datetime.now(UTC)
            end = due(began, step, case, self.schedule)
            until = end.astimezone(UTC).isoformat() if end else None
            task = Task(case.id, key, step.key, step.title, step.performer, began.isoformat(), until, False)
            return [self.desk.wait(task, self.rest), (end - began).total_seconds() if end else None]

        answered, seconds = DBOS.run_step({"name": "wait"}, put)
        if answered:
            rest = DBOS.run_step({"name": "answer"}, lambda: asdict(self.desk.rest(case.id, key) or self.rest))
            go_on(key, Rest(**rest))
        elif seconds is not None:
            _enqueue(LATE, f"{key}/late", self.rest.version, [case.id, key], seconds)
        raise Parked(key)


def go_on(key: str, rest: Rest, delay: float | None = None) -> None:
    """Begins the next stretch of a case, by the version it began under; one that has begun already is left alone."""
    _enqueue(rest.procedure, key, rest.version, [asdict(rest)], delay)


def _enqueue(workflow: str, id_: str, version: str, arguments: list[Any], delay: float | None = None) -> None:
    options: Any = {"workflow_name": workflow, "queue_name": QUEUE, "workflow_id": id_, "app_version": version}
    if delay is not None:
        options["delay_seconds"] = delay
    DBOS.enqueue_workflow_with_options(options, *arguments)


def _now() -> str:
    return datetime.now(UTC).isoformat()


def connect(url: str) -> sa.Engine:
    """The database: a file of SQLite with a write-ahead log, or PostgreSQL; every commit is on disk."""
    if not url.startswith("sqlite"):
        return sa.create_engine(sa.make_url(url).set(drivername="postgresql+psycopg"), pool_size=20, max_overflow=20)
    # SQLite writes one at a time: who waits for a connection is woken at once, who waits for the lock of the file sleeps
    engine = sa.create_engine(url, pool_size=4, max_overflow=0, pool_timeout=300)

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = "IMMEDIATE"
        for pragma in ("busy_timeout=30000", "foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}")

    return engine


class Host:
    """A process that runs cases, up to `workers` at once. `version` is the spec's digest: cases begun under another version
    stay with it, and go on where a host of that version runs. `executor` names this process: the same after a restart. On
    PostgreSQL it looks every `watch` seconds for what dead workers of its version left.

    Add every procedure, then launch. `late(case id, task)` is told of each task that becomes overdue (again only where the
    process was killed while it was told).
    """

    def __init__(
        self,
        url: str,
        version: str,
        *,
        name: str = "reglament",
        executor: str = "local",
        workers: int = 32,
        poll: float = 0.1,
        watch: float = 5.0,
        schedule: Schedule | None = None,
        late: Callable[[str, Task], None] = lambda _case, _task: None,
    ) -> None:
        self.engine = connect(url)
        config: DBOSConfig = {
            "name": name,
            "system_database_url": url,
            "system_database_engine": self.engine,
            "application_version": version,
            "executor_id": executor,
            "serializer": DBOSPortableJSONSerializer(),
            "notification_listener_polling_interval_sec": poll,
            "log_level": "WARNING",
        }
        self.dbos = DBOS(config=config)
        self.version, self.workers, self.poll = version, workers, poll
        self.watch = Watch(self.engine, name, executor, version, watch)
        self.desk, self.schedule = Desk(self.engine), schedule or Schedule()
        self.procedures: set[str] = set()

        def tell(case: str, key: str) -> None:
            task = DBOS.run_step({"name": "overdue"}, lambda: _fields(self.desk.overdue(case, key)))
            if task:
                DBOS.run_step({"name": "late"}, late, case, Task(**task))

        DBOS.workflow(name=LATE, max_recovery_attempts=None)(tell)

    def add(
        self,
        name: str,
        run: Callable[[Any, Any, Any], Ending],
        case: Callable[[str, str | None, frozenset[str]], Case],
        actors: object,
        not_yet: type[Exception] | tuple[type[Exception], ...] = (),
    ) -> None:
        """A procedure: its generated `run` and `Case`, who acts in it, and the exceptions that put an answer off."""

        def procedure(rest: dict[str, Any]) -> dict[str, Any]:
            facts = rest["facts"]
            engine = DurableEngine(Rest(**rest), self.desk, self.schedule, not_yet)
            try:
                ending = run(case(facts["id"], facts["variant"], frozenset(facts["needs"])), engine, actors)
            except Parked as parked:
                return {"next": parked.next}
            return {"outcome": ending.outcome, "step": ending.step.key, "reason": ending.reason}

        # by default DBOS drops what a hundred deaths interrupted; a case is never dropped
        DBOS.workflow(name=name, max_recovery_attempts=None)(procedure)
        self.procedures.add(name)

    def launch(self) -> None:
        """Begins to work, first on what was left undone. Raises NameTakenError where a worker of this name lives."""
        self.desk.open()
        self.watch.hold()
        DBOS.launch()
        DBOS.register_queue(QUEUE, worker_concurrency=self.workers, polling_interval_sec=self.poll)
        self.watch.begin()

    def close(self, patience: int = 5) -> None:
        """Stops, after up to `patience` seconds for what is under way; the rest goes on where another worker lives, or at
        this executor's next launch."""
        self.watch.end()
        DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=patience)
        self.watch.release()
        self.engine.dispose()

    def recover(self, executor: str) -> int:
        """Hands what the dead worker `executor` had taken to those that live; how many stretches of cases. On PostgreSQL
        this happens by itself. Raises NameTakenError where that worker lives, as far as the database can tell."""
        return self.watch.recover(executor)

    def start(self, name: str, case: str, variant: str | None = None, needs: Iterable[str] = ()) -> None:
        """Begins a case; one that has begun already is left alone. ValueError: no such procedure, or «/» in the id."""
        if name not in self.procedures or "/" in case:
            raise ValueError(f"{name}: {case}")
        go_on(case, Rest(name, self.version, {"id": case, "variant": variant, "needs": sorted(needs)}, {}))

    def answer(self, case: str, step: str, answer: Answer) -> None:
        """A person's answer to a step («examine», or «examine/2» for its second visit); given twice, the first counts.

        It may come before the case waits for it.
        """
        key = f"{case}/{step}"
        rest = self.desk.answer(case, key, answer)
        if rest is not None:
            go_on(key, rest)

    def task(self, case: str) -> Task | None:
        """What the case waits for, if a person."""
        return next(iter(self.desk.tasks(case)), None)

    def tasks(self, performer: str | None = None, overdue: bool | None = None) -> list[Task]:
        """What all cases wait for, the oldest first."""
        return self.desk.tasks(None, performer, overdue)

    def ending(self, case: str) -> dict[str, Any]:
        """How the case ended: outcome, step and reason; waits until it has."""
        id_ = case
        while True:
            handle: Any = DBOS.retrieve_workflow(id_, existing_workflow=False)
            found: dict[str, Any] = handle.get_result(polling_interval_sec=self.poll)
            if "next" not in found:
                return found
            id_ = found["next"]


def _fields(task: Task | None) -> dict[str, Any] | None:
    return asdict(task) if task else None
