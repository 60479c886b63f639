"""When a case begun on a day would be over at worst: the worst case of a way, put into the calendar of Kazakhstan."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from spec.changes import Change
from spec.worst import Duration

TIMED = ("RD151", "RD152", "RD153", "RD154", "RD180", "RD181", "RD182", "RD183", "RD184")


class Term(NamedTuple):
    """A deadline as the runtime takes it."""

    maximum: float
    unit: str
    calendar: str | None = None
    minimum: float | None = None
    applies_to: str | None = None


def due(one: Change, day: date, schedule: Mapping[str, Any]) -> tuple[date, date] | None:
    """The last days in OLD and in NEW of a case begun on `day` where the provider works by `schedule`, as the settings state
    it; None where no time in days changed."""
    if one.code not in TIMED:
        return None
    ways: list[Duration] = [one.arguments["path_old"], one.arguments["path_new"]]
    if ways[0] == ways[1] or not any(way.in_days for way in ways):
        return None
    return last_day(ways[0], day, schedule), last_day(ways[1], day, schedule)


def last_day(way: Duration, day: date, stated: Mapping[str, Any]) -> date:
    """The day on which a case begun in the morning of `day` is over: months, days, working days, then hours of work."""
    from zoneinfo import ZoneInfo

    from runtime.worktime import over, schedule_of

    schedule = schedule_of(stated)
    moment = datetime.combine(day, schedule.opens, ZoneInfo(schedule.zone))
    terms = (
        Term(way.months, "month"),
        Term(way.calendar_days, "day", "calendar"),
        Term(way.working_days, "day", "working"),
        Term(way.seconds, "second"),
    )
    for term in terms:
        if term.maximum:
            moment = over(moment, term, schedule) or moment
    return moment.date()
