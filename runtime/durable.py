"""An engine that outlives its process: DBOS on SQLite (one machine) or PostgreSQL (several workers).

Every step is written down when it is done; a case that was interrupted goes on after its last finished step, and only the
step that was under way is asked again, with the same key. People answer whenever they do, by `Host.answer`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer, SetWorkflowID

from runtime.contract import Case, Ending, Step, once
from runtime.worktime import Schedule, due

T = TypeVar("T")
C = TypeVar("C", bound=Case)

TASK = "task"
"""The DBOS event under which a case shows for whom it waits."""

PATIENCE = 24 * 3600.0
"""Seconds after which an overdue case looks again for its answer."""


@dataclass(frozen=True)
class Task:
    """What a case waits for; `due` is ISO 8601, None where the act states no deadline."""

    step: str
    title: str
    performer: str | None
    due: str | None
    overdue: bool


class DurableEngine:
    """The engine of one run of one case, inside a DBOS workflow."""

    def __init__(
        self, schedule: Schedule, not_yet: tuple[type[Exception], ...], late: Callable[[str, Task], None]
    ) -> None:
        self.schedule, self.not_yet, self.late = schedule, not_yet, late
        self.visits: dict[str, int] = {}

    def step(self, step: Step, operation: Callable[[C, str], T], case: C) -> T:
        """Has a system do the step."""
        key = once(case, step, self.visits)
        return DBOS.run_step({"name": step.key}, operation, case, key)

    def wait_for_person(self, step: Step, operation: Callable[[C, str], T], case: C) -> T:
        """Asks the person; where the answer comes later, waits for it, and shows when it is overdue."""
        key = once(case, step, self.visits)

        def ask() -> dict[str, Any]:
            try:
                return {"answer": operation(case, key)}
            except self.not_yet:
                return {}

        said: dict[str, Any] = DBOS.run_step({"name": step.key}, ask)
        if "answer" not in said:
            said = self._wait(step, case, key)
        answer: T = said["answer"]
        return answer

    def sleep_until(self, moment: datetime) -> None:
        """Waits, also across a restart."""
        DBOS.sleep((moment - self.now()).total_seconds())

    def now(self) -> datetime:
        """The moment by the machine's clock; the same when the case is run again."""
        return datetime.fromisoformat(DBOS.run_step({"name": "now"}, lambda: datetime.now(UTC).isoformat()))

    def _wait(self, step: Step, case: Case, key: str) -> dict[str, Any]:
        began = self.now()
        end = due(began, step, case, self.schedule)
        task = Task(step.key, step.title, step.performer, end.isoformat() if end else None, False)
        DBOS.set_event(TASK, vars(task))
        patience = max((end - began).total_seconds(), 0.0) if end else PATIENCE
        while True:
            said: dict[str, Any] | None = DBOS.recv(_topic(case.id, key), timeout_seconds=patience)
            if said is not None:
                DBOS.set_event(TASK, None)
                return said
            if end and not task.overdue:
                task = Task(task.step, task.title, task.performer, task.due, True)
                DBOS.set_event(TASK, vars(task))
                DBOS.run_step({"name": "late"}, self.late, case.id, task)
            patience = PATIENCE


def _topic(case: str, key: str) -> str:
    """The topic on which a step's answer comes: its key without the case."""
    return key.removeprefix(f"{case}/")


class Host:
    """A process that runs cases. `version` is the spec's digest: cases begun under another version stay with it.

    Add every procedure, then launch. `late(case id, task)` is told once of each task that becomes overdue.
    """

    def __init__(
        self,
        url: str,
        version: str,
        *,
        name: str = "reglament",
        executor: str = "local",
        schedule: Schedule | None = None,
        late: Callable[[str, Task], None] = lambda _case, _task: None,
    ) -> None:
        config: DBOSConfig = {
            "name": name,
            "system_database_url": url,
            "application_version": version,
            "executor_id": executor,
            "serializer": DBOSPortableJSONSerializer(),
            "notification_listener_polling_interval_sec": 0.05,
            "log_level": "WARNING",
        }
        self.dbos = DBOS(config=config)
        self.schedule, self.late = schedule or Schedule(), late
        self.procedures: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {}

    def add(
        self,
        name: str,
        run: Callable[[Any, Any, Any], Ending],
        case: Callable[[str, str | None, frozenset[str]], Case],
        actors: object,
        not_yet: tuple[type[Exception], ...] = (),
    ) -> None:
        """A procedure: its generated `run` and `Case`, who acts in it, and the exceptions that put an answer off."""

        def procedure(facts: dict[str, Any]) -> dict[str, Any]:
            engine = DurableEngine(self.schedule, not_yet, self.late)
            ending = run(case(facts["id"], facts["variant"], frozenset(facts["needs"])), engine, actors)
            return {"outcome": ending.outcome, "step": ending.step.key, "reason": ending.reason}

        self.procedures[name] = DBOS.workflow(name=name)(procedure)

    def launch(self) -> None:
        """Begins to work, first on what was left undone."""
        DBOS.launch()

    def close(self) -> None:
        """Stops; what is under way goes on at the next launch."""
        DBOS.destroy(destroy_registry=True)

    def start(self, name: str, case: str, variant: str | None = None, needs: Iterable[str] = ()) -> None:
        """Begins a case; one that has begun already is left alone."""
        with SetWorkflowID(case):
            DBOS.start_workflow(self.procedures[name], {"id": case, "variant": variant, "needs": sorted(needs)})

    def answer(self, case: str, step: str, answer: bool | str | None) -> None:
        """A person's answer to a step («examine», or «examine/2» for its second visit); given twice, it counts once."""
        DBOS.send(case, {"answer": answer}, _topic(case, step), idempotency_key=f"{case}/{step}")

    def task(self, case: str) -> Task | None:
        """What the case waits for, if a person."""
        found = DBOS.get_event(case, TASK, timeout_seconds=0)
        return Task(**found) if found else None

    def ending(self, case: str) -> dict[str, Any]:
        """How the case ended: outcome, step and reason; waits until it has."""
        found: dict[str, Any] = DBOS.retrieve_workflow(case).get_result()
        return found
