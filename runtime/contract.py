"""What the engines need to know of generated values, by shape: any package whose values have it can run."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol


class Deadline(Protocol):
    """A step's deadline: up to `maximum` of `unit` (None where the act forgot it); `calendar` says which days count."""

    @property
    def maximum(self) -> float: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def minimum(self) -> float | None: ...
    @property
    def calendar(self) -> str | None: ...
    @property
    def applies_to(self) -> str | None: ...


class Step(Protocol):
    """A step: its key within the scenario, who performs it, and in what time."""

    @property
    def key(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def performer(self) -> str | None: ...
    @property
    def deadlines(self) -> tuple[Deadline, ...]: ...
    @property
    def within(self) -> tuple[Deadline, ...]:
        """For a decision without a deadline of its own: those of the steps that it leads to."""

    @property
    def spent_by(self) -> str | None:
        """Who decides in the time that is stated for this step, where that is not its performer."""


class Case(Protocol):
    """A case: its id, unique among all cases, and its kind, where the act tells kinds apart."""

    @property
    def id(self) -> str: ...
    @property
    def variant(self) -> str | None: ...


class Ending(Protocol):
    """How a case ended."""

    @property
    def outcome(self) -> str: ...
    @property
    def step(self) -> Step: ...
    @property
    def reason(self) -> str: ...


def once(case: Case, step: Step, visits: dict[str, int]) -> str:
    """The key of this visit of a step: the same when it is repeated after an interruption. Counts the visit."""
    visits[step.key] = count = visits.get(step.key, 0) + 1
    return f"{case.id}/{step.key}" + (f"/{count}" if count > 1 else "")


def total(used: Mapping[Any, timedelta]) -> timedelta:
    """The sum of times used."""
    return sum(used.values(), timedelta())


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> datetime: ...
