"""An engine in memory with a clock of its own: a case of months runs in a moment, and everything is on record."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from runtime.contract import Case, Step, once
from runtime.worktime import Schedule, due

T = TypeVar("T")
C = TypeVar("C", bound=Case)


@dataclass(frozen=True)
class Entry:
    """A step that was done: when it began and ended, until when it should have, and what it answered."""

    step: Step
    once: str
    began: datetime
    ended: datetime
    due: datetime | None
    answer: object

    @property
    def overdue(self) -> bool:
        """Whether it ended too late."""
        return self.due is not None and self.ended > self.due


class MemoryEngine:
    """Runs cases one after another. `takes` says how long a step takes (usually no time at all); `late` is told of each
    step that was overdue, when it became so; `not_yet` is the exception by which a person's operation puts off its answer.

    A person who puts off is asked again when the deadline is over, and then once a day.
    """

    def __init__(
        self,
        start: datetime,
        schedule: Schedule | None = None,
        takes: Callable[[Step], timedelta] | None = None,
        late: Callable[[Case, Step, datetime], None] | None = None,
        not_yet: type[Exception] | tuple[type[Exception], ...] = (),
    ) -> None:
        self.schedule = schedule or Schedule()
        self.moment = start
        self.trace: list[Entry] = []
        self.takes = takes or (lambda _: timedelta())
        self.late = late or (lambda _case, _step, _moment: None)
        self.not_yet = not_yet
        self.visits: dict[str, dict[str, int]] = {}

    def step(self, step: Step, operation: Callable[[C, str], T], case: C) -> T:
        """Has a system do the step."""
        return self._do(step, operation, case)

    def wait_for_person(self, step: Step, operation: Callable[[C, str], T], case: C) -> T:
        """Has a person do the step; overdue is on record, and never an answer."""
        return self._do(step, operation, case)

    def sleep_until(self, moment: datetime) -> None:
        """Moves the clock."""
        self.moment = max(self.moment, moment)

    def now(self) -> datetime:
        """The moment by this engine's clock."""
        return self.moment

    def used(self) -> dict[str | None, timedelta]:
        """How much time each performer has used."""
        found: dict[str | None, timedelta] = {}
        for entry in self.trace:
            performer = entry.step.performer
            found[performer] = found.get(performer, timedelta()) + (entry.ended - entry.began)
        return found

    def _do(self, step: Step, operation: Callable[[C, str], T], case: C) -> T:
        key = once(case, step, self.visits.setdefault(case.id, {}))
        began = self.moment
        end = due(began, step, case, self.schedule)
        self.moment += self.takes(step)
        told = False
        while True:
            if end is not None and self.moment > end and not told:
                told = True
                self.late(case, step, end)
            try:
                answer = operation(case, key)
                break
            except self.not_yet:
                if end is not None and self.moment <= end:
                    self.moment = end + timedelta(seconds=1)
                else:
                    self.moment += timedelta(1)
        final = due(began, step, case, self.schedule, answer)
        if final is not None and self.moment > final and not told:
            self.late(case, step, final)
        self.trace.append(Entry(step, key, began, self.moment, final, answer))
        return answer
