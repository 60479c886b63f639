"""Working time in Kazakhstan: which days are worked, and when a deadline that begins now is over.

Terms of the Civil Code (articles 172 to 176): a term in days begins on the day after the event; where its last day is not
worked, it ends on the next day that is; a term in months ends on the same day of the month, or on its last. Working days are
those of the provider's week without public holidays (the library `holidays`, days moved by government decree included).
"""

import tomllib
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from math import ceil
from typing import Any
from zoneinfo import ZoneInfo

from runtime.contract import Case, Deadline, Step

APPLICANT = "consumer"
SYSTEMS = frozenset({"portal", "payment_gateway", "gateway", "e_licensing", "registry", "notary"})
"""Performers whose hours and minutes run by the clock: systems, and the applicant at a portal that never closes."""


@dataclass(frozen=True)
class Schedule:
    """When the provider works. `moved` are days that a decree moves: True makes a day worked, False makes it free.

    `pause` is the time between which no work is done; the times are of `zone`.
    """

    opens: time = time(9)
    closes: time = time(18, 30)
    pause: tuple[time, time] | None = (time(13), time(14, 30))
    weekdays: frozenset[int] = frozenset(range(5))
    zone: str = "Asia/Almaty"
    moved: tuple[tuple[date, bool], ...] = ()

    def works(self, day: date) -> bool:
        """Whether the provider works on this day."""
        moved = dict(self.moved)
        if day in moved:
            return moved[day]
        free, worked = _holidays(day.year)
        return day in worked or (day.weekday() in self.weekdays and day not in free)

    def hours(self, day: date) -> list[tuple[datetime, datetime]]:
        """The stretches of time in which the provider works on this day."""
        if not self.works(day):
            return []
        zone = ZoneInfo(self.zone)
        cuts = [self.opens, *(self.pause or ()), self.closes]
        moments = [datetime.combine(day, cut, zone) for cut in cuts]
        return list(zip(moments[::2], moments[1::2], strict=True))


KEYS = {
    "opens": time,
    "closes": time,
    "pause": list,
    "weekdays": list,
    "zone": str,
    "working": list,
    "free": list,
}
"""What a schedule may state, by the kind of its value in TOML."""


def read_schedule(text: str) -> Schedule:
    """The schedule in a TOML file: the table `schedule` of a project's `reglament.toml`, or a file of its own.

    Raises ValueError where a value cannot be.
    """
    facts = tomllib.loads(text)
    return schedule_of(facts.get("schedule", facts))


def schedule_of(facts: Mapping[str, Any]) -> Schedule:
    """The schedule that a project states: opens, closes, pause, weekdays (1 is Monday), zone, working, free.

    Raises ValueError where a value cannot be.
    """
    unknown = facts.keys() - KEYS.keys()
    if unknown:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    wrong = [name for name, value in facts.items() if not isinstance(value, KEYS[name])]
    if not wrong:
        wrong = [name for name in ("working", "free") if any(type(day) is not date for day in facts.get(name, ()))]
    if wrong:
        raise ValueError(f"not a time, a day or a list of them: {', '.join(wrong)}")
    usual = Schedule()
    schedule = Schedule(
        facts.get("opens", usual.opens),
        facts.get("closes", usual.closes),
        _pause(facts["pause"]) if "pause" in facts else usual.pause,
        _weekdays(facts["weekdays"]) if "weekdays" in facts else usual.weekdays,
        _zone(facts.get("zone", usual.zone)),
        _moved(facts.get("working", ()), facts.get("free", ())),
    )
    cuts = [schedule.opens, *(schedule.pause or ()), schedule.closes]
    if cuts != sorted(set(cuts)):
        raise ValueError("opens, pause and closes do not follow each other")
    return schedule


def _pause(stated: list[Any]) -> tuple[time, time] | None:
    if [type(moment) for moment in stated] not in ([], [time, time]):
        raise ValueError("pause is two times, or none")
    return (stated[0], stated[1]) if stated else None


def _weekdays(stated: list[Any]) -> frozenset[int]:
    if not stated or any(type(day) is not int or not 1 <= day <= 7 for day in stated):
        raise ValueError("weekdays are numbers from 1 to 7")
    return frozenset(day - 1 for day in stated)


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"no such zone: {name}") from None
    return name


def _moved(working: Iterable[date], free: Iterable[date]) -> tuple[tuple[date, bool], ...]:
    both = set(working) & set(free)
    if both:
        raise ValueError(f"both working and free: {', '.join(day.isoformat() for day in sorted(both))}")
    return tuple(sorted([(day, True) for day in set(working)] + [(day, False) for day in set(free)]))


@lru_cache(maxsize=64)
def _holidays(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """The public holidays of a year, and its weekend days that are worked (the next year's decree may name some)."""
    import holidays

    found = holidays.country_holidays("KZ", years=(year, year + 1))
    return frozenset(day for day in found if day.year == year), frozenset(found.weekend_workdays)


def over(start: datetime, deadline: Deadline, schedule: Schedule, *, by_clock: bool = False) -> datetime | None:
    """When a deadline that begins at `start` is over; None where the act states no unit.

    Hours, minutes and seconds count while the provider works, or always (`by_clock`). Days end when the provider closes, or
    (`by_clock`) at midnight: article 174. Where the act does not say which days, all of them count.
    """
    start = start.astimezone(ZoneInfo(schedule.zone))
    seconds = {"second": 1, "minute": 60, "hour": 3600}
    if deadline.unit is None:
        return None
    if deadline.unit in seconds:
        length = timedelta(seconds=deadline.maximum * seconds[deadline.unit])
        # in UTC, since the clocks of Almaty were put back on 1 March 2024
        return (
            (start.astimezone(UTC) + length).astimezone(start.tzinfo) if by_clock else _worked(start, length, schedule)
        )
    count = ceil(deadline.maximum)
    if deadline.unit == "month":
        last = _months(start.date(), count)
    elif deadline.calendar == "working":
        last = start.date()
        for _ in range(count):
            last = _next_worked(last + timedelta(1), schedule)
    else:
        last = start.date() + timedelta(count)
    last = _next_worked(last, schedule)
    if by_clock:
        return datetime.combine(last + timedelta(1), time(), start.tzinfo)
    return datetime.combine(last, schedule.closes, start.tzinfo)


def due(start: datetime, step: Step, case: Case, schedule: Schedule, answer: object = None) -> datetime | None:
    """When the step, begun at `start`, is overdue: the latest of its deadlines that can apply to this case.

    One that belongs to a kind of case applies to cases of that kind, or of none known; one that belongs to an outcome applies
    while the answer is open, and then to that answer. A decision without a deadline has that of the steps that it leads to.
    """
    return _latest(start, step, (*step.deadlines, *step.within), case, schedule, answer)


def promised(start: datetime, step: Step, case: Case, schedule: Schedule, answer: object = None) -> datetime | None:
    """The same by the deadlines that the act states for the step itself: these add up along a path."""
    return _latest(start, step, step.deadlines, case, schedule, answer)


def _latest(
    start: datetime, step: Step, stated: tuple[Deadline, ...], case: Case, schedule: Schedule, answer: object
) -> datetime | None:
    who = step.spent_by or step.performer
    by_clock = who in SYSTEMS or who == APPLICANT
    ends = [over(start, one, schedule, by_clock=by_clock) for one in stated if _applies(one, case, answer)]
    return max((end for end in ends if end is not None), default=None)


def _applies(deadline: Deadline, case: Case, answer: object) -> bool:
    """Whether a deadline may apply; «issue» is both a kind of case and an outcome."""
    if deadline.applies_to in (None, answer):
        return True
    if deadline.applies_to == "refusal":
        return answer is None
    if answer == "refusal":
        return False
    return case.variant is None or deadline.applies_to == case.variant


def _worked(start: datetime, length: timedelta, schedule: Schedule) -> datetime:
    for begin, end in _stretches(start, schedule):
        begin = max(begin, start)
        if end > begin:
            if end - begin >= length:
                return begin + length
            length -= end - begin
    raise AssertionError("the stretches never end")


def _stretches(start: datetime, schedule: Schedule) -> Iterator[tuple[datetime, datetime]]:
    day = start.date()
    while True:
        yield from schedule.hours(_next_worked(day, schedule))
        day = _next_worked(day, schedule) + timedelta(1)


def _next_worked(day: date, schedule: Schedule) -> date:
    """`day`, or the first day after it that is worked."""
    for _ in range(400):
        if schedule.works(day):
            return day
        day += timedelta(1)
    raise ValueError("the schedule has no working day in a year")


def _months(day: date, count: int) -> date:
    year, month = divmod(day.month - 1 + count, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
