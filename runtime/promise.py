"""The promise to the applicant: how long a case may take at most on a path, and who consumes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from runtime.contract import Case, Step
from runtime.worktime import Schedule, promised


@dataclass(frozen=True)
class Share:
    """What a step may take of the promise: it begins when the one before was due. `stated`: the act names a deadline (for a
    decision: at the steps that it leads to)."""

    step: Step
    begins: datetime
    due: datetime
    stated: bool

    @property
    def length(self) -> timedelta:
        """The time from when the step may begin at the latest until it is due."""
        return self.due - self.begins


@dataclass(frozen=True)
class Promise:
    """The steps of a path with what each may take, in their order."""

    begins: datetime
    shares: tuple[Share, ...]

    @property
    def due(self) -> datetime:
        """When the case must have ended at the latest."""
        return self.shares[-1].due if self.shares else self.begins

    @property
    def unstated(self) -> tuple[Step, ...]:
        """The steps for which the act names no deadline: the promise says nothing of them."""
        return tuple(share.step for share in self.shares if not share.stated)

    def consumers(self) -> dict[str | None, timedelta]:
        """How much of the promise each performer may take, the longest first; of a time to decide, who decides."""
        found: dict[str | None, timedelta] = {}
        for share in self.shares:
            who = share.step.spent_by or share.step.performer
            found[who] = found.get(who, timedelta()) + share.length
        return dict(sorted(found.items(), key=lambda item: (-item[1], str(item[0]))))


def promise(
    begins: datetime, path: Iterable[tuple[Step, object]], case: Case, schedule: Schedule | None = None
) -> Promise:
    """The promise of a path: its steps with what they answer, each begun when the one before is due.

    MemoryEngine.trace gives such a path: `[(entry.step, entry.answer) for entry in engine.trace]`.
    """
    schedule, moment, shares = schedule or Schedule(), begins, list[Share]()
    for step, answer in path:
        end = promised(moment, step, case, schedule, answer)
        shares.append(Share(step, moment, end or moment, end is not None or bool(step.within)))
        moment = end or moment
    return Promise(begins, tuple(shares))
