"""Many cases at once in memory, by one clock: people act in any order, and time passes when it is told to.

A case runs until a person puts off the answer, and is taken up again from its start when the answer comes, with what was
answered before: as the durable engine does it, without a database.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from runtime.contract import Case, Ending, Step, once
from runtime.worktime import Schedule, due

T = TypeVar("T")
C = TypeVar("C", bound=Case)


@dataclass(frozen=True)
class Waiting:
    """What a case waits for: the key «case/step», since when, and until when; None where the act states no deadline."""

    case: Case
    key: str
    step: Step
    since: datetime
    due: datetime | None


class _Parked(Exception):  # noqa: N818
    """The case goes on when a person answers or a moment comes."""


@dataclass
class _File:
    """A case: how it is run, what was answered, and what it waits for."""

    case: Case
    run: Callable[[Any, Any, Any], Ending]
    actors: object
    journal: dict[str, Any] = field(default_factory=dict)
    waiting: Waiting | None = None
    wakes: datetime | None = None


class Office:
    """Cases by one clock that begins at `start`. `late` is told once of each wait that becomes overdue, in the order of their
    deadlines; `not_yet` is the exception by which a person's operation puts off its answer.
    """

    def __init__(
        self,
        start: datetime,
        schedule: Schedule | None = None,
        late: Callable[[Waiting], None] = lambda _: None,
        not_yet: type[Exception] | tuple[type[Exception], ...] = (),
    ) -> None:
        self.moment, self.schedule, self.late, self.not_yet = start, schedule or Schedule(), late, not_yet
        self.files: dict[str, _File] = {}
        self.answers: dict[str, Any] = {}
        self.told: set[str] = set()
        self.endings: dict[str, Ending] = {}

    def start(self, run: Callable[[Any, Any, Any], Ending], case: Case, actors: object) -> None:
        """Begins a case; one that has begun already is left alone."""
        if case.id not in self.files:
            self.files[case.id] = _File(case, run, actors)
            self._go_on(self.files[case.id])

    def answer(self, case: str, step: str, answer: object) -> None:
        """A person's answer to a step («examine», or «examine/2» for its second visit), maybe early; the first counts."""
        key = f"{case}/{step}"
        said, file = self.answers.setdefault(key, answer), self.files.get(case)
        if file and file.waiting and file.waiting.key == key:
            file.waiting, file.journal[key] = None, said
            self._go_on(file)

    def tasks(self, performer: str | None = None, overdue: bool | None = None) -> list[Waiting]:
        """What cases wait for, the oldest first: of one performer, only what is overdue or is not."""
        found = [file.waiting for file in self.files.values() if file.waiting]
        return [
            one
            for one in sorted(found, key=lambda one: (one.since, one.key))
            if performer in (None, one.step.performer) and overdue in (None, self.overdue(one))
        ]

    def overdue(self, task: Waiting) -> bool:
        """Whether the deadline is over: at its last moment it is not."""
        return task.due is not None and self.moment > task.due

    def pass_to(self, moment: datetime) -> None:
        """Lets time pass: whoever sleeps until then wakes, and what becomes overdue is told."""
        while True:
            wakes = [file for file in self.files.values() if file.wakes and file.wakes <= moment]
            soonest = min(wakes, key=lambda file: (file.wakes or moment, file.case.id), default=None)
            self._pass(max(self.moment, soonest.wakes) if soonest and soonest.wakes else max(self.moment, moment))
            if soonest is None:
                return
            soonest.wakes = None
            self._go_on(soonest)

    def _pass(self, moment: datetime) -> None:
        self.moment = moment
        missed = [task for task in self.tasks(overdue=True) if task.key not in self.told]
        for task in sorted(missed, key=lambda task: (task.due or moment, task.key)):
            self.told.add(task.key)
            self.late(task)

    def _go_on(self, file: _File) -> None:
        try:
            self.endings[file.case.id] = file.run(file.case, _Stretch(self, file), file.actors)
        except _Parked:
            return


class _Stretch:
    """The engine of one run of a case, from its start to where it waits or ends."""

    def __init__(self, office: Office, file: _File) -> None:
        self.office, self.file = office, file
        self.visits: dict[str, int] = {}
        self.moments = 0

    def step(self, step: Step, operation: Callable[[C, str], T], case: C) -> T:
        """Has a system do the step, once."""
        key = once(case, step, self.visits)
        done: T = self._once(key, lambda: operation(case, key))
        return done

    def wait_for_person(self, step: Step, operation: Callable[[C, str], T], case: C) -> T:
        """Asks the person; where the answer comes later, the case waits for it."""
        key = once(case, step, self.visits)

        def ask() -> T:
            try:
                return operation(case, key)
            except self.office.not_yet:
                if key in self.office.answers:
                    said: T = self.office.answers[key]
                    return said
                began = self.office.moment
                until = due(began, step, case, self.office.schedule)
                self.file.waiting = Waiting(case, key, step, began, until)
                raise _Parked from None

        answer: T = self._once(key, ask)
        return answer

    def sleep_until(self, moment: datetime) -> None:
        """Waits until the clock shows this moment."""
        if moment > self.office.moment:
            self.file.wakes = moment
            raise _Parked

    def now(self) -> datetime:
        """The moment by the office's clock; the same when the case is run again."""
        self.moments += 1
        found: datetime = self._once(f"now/{self.moments}", lambda: self.office.moment)
        return found

    def _once(self, key: str, do: Callable[[], Any]) -> Any:
        if key not in self.file.journal:
            self.file.journal[key] = do()
        return self.file.journal[key]
