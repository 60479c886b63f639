"""When a case begun on a day would be over at worst, by the calendar and by the schedule that the settings state."""

from datetime import date, time

import pytest

from reglament.diffing.due import last_day
from spec.worst import Duration

DECREE = {"working": [date(2013, 3, 16)], "free": [date(2013, 3, 20)]}
WEEK = {"weekdays": [1, 2, 3, 4, 5, 6], "pause": []}


@pytest.mark.parametrize(
    ("way", "day", "stated", "expected"),
    [
        (Duration(working_days=5), date(2013, 3, 13), {}, date(2013, 3, 20)),
        (Duration(working_days=6), date(2013, 3, 13), {}, date(2013, 3, 26)),
        (Duration(working_days=5), date(2013, 3, 13), DECREE, date(2013, 3, 19)),
        (Duration(working_days=5), date(2013, 3, 13), WEEK, date(2013, 3, 19)),
        (Duration(working_days=6), date(2013, 3, 13), DECREE, date(2013, 3, 26)),
        (Duration(calendar_days=10), date(2013, 3, 13), {}, date(2013, 3, 26)),
        (Duration(months=1, working_days=1), date(2013, 1, 31), {}, date(2013, 3, 1)),
        (Duration(working_days=1, seconds=3600), date(2013, 2, 14), {}, date(2013, 2, 18)),
        (Duration(seconds=9 * 3600), date(2013, 2, 14), {}, date(2013, 2, 15)),
        (Duration(seconds=9 * 3600), date(2013, 2, 14), {"closes": time(20)}, date(2013, 2, 14)),
        (Duration(), date(2013, 2, 14), {}, date(2013, 2, 14)),
    ],
)
def test_the_last_day(way, day, stated, expected):
    assert last_day(way, day, stated) == expected
