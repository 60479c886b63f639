"""Working time: holidays, moved days, closing hours, terms in days and months."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.worktime import Schedule, due, over, read_schedule

ALMATY = ZoneInfo("Asia/Almaty")


@dataclass(frozen=True)
class A:
    """A deadline."""

    maximum: float
    unit: str | None
    calendar: str | None = None
    applies_to: str | None = None
    minimum: float | None = None


@dataclass(frozen=True)
class AStep:
    performer: str | None
    deadlines: tuple[A, ...]
    key: str = "examine"
    label: str = "A1"
    title: str = "examine"
    within: tuple[A, ...] = ()
    spent_by: str | None = None


@dataclass(frozen=True)
class ACase:
    id: str = "case-1"
    variant: str | None = None


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ALMATY)


def ends(start: str, deadline: A, **how) -> str | None:
    found = over(at(start), deadline, how.pop("schedule", Schedule()), **how)
    return found and found.strftime("%Y-%m-%d %H:%M:%S")


def test_days_moved_by_decree():
    # in 2013 Saturday 4 May was worked for Friday 10 May
    assert Schedule().works(date(2013, 5, 4))
    assert not Schedule().works(date(2013, 5, 10))
    # a Saturday of December 2013 was worked for a day of January 2014
    assert Schedule().works(date(2013, 12, 28))
    assert not Schedule().works(date(2014, 1, 3))


def test_a_project_moves_days_itself():
    schedule = read_schedule("working = [2030-06-08]\nfree = [2030-06-10]")
    assert schedule.works(date(2030, 6, 8))
    assert not schedule.works(date(2030, 6, 10))


@pytest.mark.parametrize(
    ("start", "deadline", "expected"),
    [
        # Nauryz, 21 to 23 March, a weekend, and a Monday given for the holiday that fell on Saturday
        ("2013-03-20 11:00", A(1, "day", "working"), "2013-03-26 18:30:00"),
        ("2013-03-04 11:00", A(3, "day", "working"), "2013-03-07 18:30:00"),
        # a term in calendar days that would end on a Sunday ends on Monday
        ("2013-02-14 11:00", A(10, "day", "calendar"), "2013-02-25 18:30:00"),
        ("2013-02-14 11:00", A(10, "day"), "2013-02-25 18:30:00"),
        ("2013-01-31 11:00", A(1, "month"), "2013-02-28 18:30:00"),
        # the pause and the night do not count
        ("2013-02-14 12:30", A(2, "hour"), "2013-02-14 16:00:00"),
        ("2013-02-15 18:20", A(15, "minute"), "2013-02-18 09:05:00"),
        ("2013-02-16 12:00", A(1.5, "hour"), "2013-02-18 10:30:00"),
        ("2013-02-14 11:00", A(2, None), None),
        # begun in the pause, before the doors open, as they close, and on a day off
        ("2013-02-14 13:20", A(30, "minute"), "2013-02-14 15:00:00"),
        ("2013-02-14 07:00", A(1, "hour"), "2013-02-14 10:00:00"),
        ("2013-02-14 18:30", A(1, "minute"), "2013-02-15 09:01:00"),
        ("2013-02-17 20:00", A(4, "hour"), "2013-02-18 13:00:00"),
        ("2013-02-17 20:00", A(1, "day", "working"), "2013-02-18 18:30:00"),
        ("2013-02-14 20:00", A(1, "day", "working"), "2013-02-15 18:30:00"),
        # a full morning ends as the pause begins; one second more is after it
        ("2013-02-14 09:00", A(4, "hour"), "2013-02-14 13:00:00"),
        ("2013-02-14 09:00", A(14401, "second"), "2013-02-14 14:30:01"),
        # over a night, a weekend and Nauryz with the day given for it
        ("2013-03-20 18:00", A(1, "hour"), "2013-03-26 09:30:00"),
        # hours and days of a Saturday that a decree made a working day, for the Monday before a holiday
        ("2013-10-11 18:00", A(1, "hour"), "2013-10-12 09:30:00"),
        ("2013-10-12 18:00", A(1, "hour"), "2013-10-16 09:30:00"),
        ("2013-10-11 11:00", A(2, "day", "working"), "2013-10-16 18:30:00"),
        # calendar days that end on a holiday, on one given for it, and before them
        ("2013-03-11 11:00", A(10, "day", "calendar"), "2013-03-26 18:30:00"),
        ("2013-03-11 11:00", A(14, "day", "calendar"), "2013-03-26 18:30:00"),
        ("2013-03-11 11:00", A(9, "day", "calendar"), "2013-03-20 18:30:00"),
        ("2013-05-01 11:00", A(3, "day", "calendar"), "2013-05-04 18:30:00"),
        # months over a year's end; one that ends on the first days of the year
        ("2013-12-01 11:00", A(1, "month"), "2014-01-06 18:30:00"),
        ("2012-11-30 11:00", A(3, "month"), "2013-02-28 18:30:00"),
        # days of a part: half a day is a day
        ("2013-02-14 11:00", A(0.5, "day", "working"), "2013-02-15 18:30:00"),
    ],
)
def test_when_a_deadline_is_over(start, deadline, expected):
    assert ends(start, deadline) == expected


def test_systems_and_the_applicant_go_by_the_clock():
    assert ends("2013-02-16 23:59:50", A(15, "second"), by_clock=True) == "2013-02-17 00:00:05"
    deadline = (A(15, "minute"),)
    night = at("2013-02-16 23:50:00")
    assert due(night, AStep("portal", deadline), ACase(), Schedule()) == at("2013-02-17 00:05:00")
    assert due(night, AStep("head", deadline), ACase(), Schedule()) == at("2013-02-18 09:15:00")


def test_days_of_the_applicant_end_at_midnight():
    """He acts at a portal that is open when the provider is closed (article 174)."""
    assert ends("2013-02-14 11:00", A(1, "day", "working"), by_clock=True) == "2013-02-16 00:00:00"
    assert ends("2013-02-14 11:00", A(2, "day", "calendar"), by_clock=True) == "2013-02-19 00:00:00"
    step = AStep("consumer", (A(1, "day", "working"),))
    assert due(at("2013-02-14 11:00"), step, ACase(), Schedule()) == at("2013-02-16 00:00")


def test_the_clocks_of_almaty_were_put_back():
    """On 1 March 2024 at midnight, by an hour: an hour from 23:50 was over at 23:50."""
    assert ends("2024-02-29 23:10", A(1, "hour"), by_clock=True) == "2024-02-29 23:10:00"
    assert ends("2024-02-29 18:00", A(1, "hour")) == "2024-03-01 09:30:00"


def test_a_provider_that_works_on_saturdays_without_a_pause():
    centre = read_schedule("closes = 20:00:00\npause = []\nweekdays = [1, 2, 3, 4, 5, 6]")
    assert ends("2013-02-15 19:30", A(1, "hour"), schedule=centre) == "2013-02-16 09:30:00"
    assert ends("2013-02-15 11:00", A(1, "day", "working"), schedule=centre) == "2013-02-16 20:00:00"
    assert ends("2013-02-16 19:30", A(1, "hour"), schedule=centre) == "2013-02-18 09:30:00"
    assert ends("2013-03-06 11:00", A(2, "day", "working"), schedule=centre) == "2013-03-09 20:00:00"


def test_a_closed_day_and_a_moved_one_of_the_project():
    closed = read_schedule("free = [2013-02-18]\nworking = [2013-02-16]")
    assert ends("2013-02-15 18:00", A(1, "hour"), schedule=closed) == "2013-02-16 09:30:00"
    assert ends("2013-02-16 18:00", A(1, "hour"), schedule=closed) == "2013-02-19 09:30:00"
    assert ends("2013-02-15 11:00", A(2, "day", "working"), schedule=closed) == "2013-02-19 18:30:00"
    assert ends("2013-02-15 11:00", A(3, "day", "calendar"), schedule=closed) == "2013-02-19 18:30:00"


def test_a_project_takes_back_what_the_library_says():
    restored = read_schedule("free = [2013-05-04]\nworking = [2013-05-10]")
    assert not restored.works(date(2013, 5, 4))
    assert restored.works(date(2013, 5, 10))


def test_which_deadline_applies():
    deadlines = (
        A(30, "day", applies_to="issue"),
        A(15, "day", applies_to="refusal"),
        A(5, "day", applies_to="reissue"),
    )
    step, start = AStep("specialist", deadlines), at("2013-02-04 11:00")

    def day(variant, answer=None):
        return due(start, step, ACase(variant=variant), Schedule(), answer).date().isoformat()

    assert day(None) == "2013-03-06"
    assert day(None, "refusal") == "2013-02-19"
    assert day("reissue", "issue") == "2013-03-06"
    assert day("reissue") == "2013-02-19"


@given(
    st.datetimes(datetime(2005, 1, 1), datetime(2029, 1, 1)).map(lambda moment: moment.replace(tzinfo=ALMATY)),
    st.integers(1, 60),
)
def test_working_days_are_counted_one_by_one(start, count):
    schedule = Schedule()
    end = over(start, A(count, "day", "working"), schedule)
    days = [start.date() + timedelta(n) for n in range(1, (end.date() - start.date()).days + 1)]
    assert sum(schedule.works(day) for day in days) == count
    assert schedule.works(end.date())


@given(
    st.datetimes(datetime(2010, 1, 1), datetime(2029, 1, 1)).map(lambda moment: moment.replace(tzinfo=ALMATY)),
    st.integers(1, 3000),
)
def test_minutes_add_up_to_the_time_that_was_worked(start, minutes):
    schedule = Schedule()
    end = over(start, A(minutes, "minute"), schedule)
    worked, day = timedelta(), start.date()
    while day <= end.date():
        for opens, closes in schedule.hours(day):
            worked += max(min(closes, end) - max(opens, start), timedelta())
        day += timedelta(1)
    assert worked == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ("opens = 19:00:00", "follow"),
        ("pause = [14:00:00, 13:00:00]", "follow"),
        ("pause = [08:00:00, 09:00:00]", "follow"),
        ("pause = [13:00:00]", "two times"),
        ("pause = [13, 14]", "two times"),
        ("weekdays = [0]", "weekdays"),
        ("weekdays = []", "weekdays"),
        ('weekdays = ["Monday"]', "weekdays"),
        ("weekdays = [[1]]", "weekdays"),
        ("hours = 8", "unknown"),
        ("opens = 9", "opens"),
        ('free = ["2013-01-01"]', "free"),
        ("free = 2013-01-01", "free"),
        ("working = [2013-01-01T09:00:00]", "working"),
        ("free = [2013-02-18]\nworking = [2013-02-18]", "both"),
        ('zone = "Asia/Nowhere"', "zone"),
        ('zone = "../../etc/passwd"', "zone"),
        ('zone = ""', "zone"),
    ],
)
def test_a_schedule_that_cannot_be(wrong, why):
    with pytest.raises(ValueError, match=why):
        read_schedule(wrong)


def test_the_schedule_in_the_settings_of_a_project():
    text = '[project]\nlanguage = "kk"\n\n[schedule]\nopens = 08:00:00\nfree = [2013-02-18]\n'
    assert read_schedule(text) == Schedule(opens=time(8), moved=((date(2013, 2, 18), False),))


def test_a_schedule_of_a_project():
    schedule = read_schedule('opens = 08:00:00\ncloses = 20:00:00\npause = []\nweekdays = [1, 6]\nzone = "Asia/Aqtau"')
    assert schedule.pause is None
    assert schedule.weekdays == {0, 5}
    assert [(a.time(), b.time()) for a, b in schedule.hours(date(2013, 2, 16))] == [(time(8), time(20))]


def test_a_schedule_without_work_is_no_endless_search():
    free = tuple((date(2013, 2, 1) + timedelta(day), False) for day in range(500))
    with pytest.raises(ValueError, match="no working day"):
        over(at("2013-02-14 11:00"), A(1, "day", "working"), Schedule(moved=free))
