"""How long a case may take at worst: deadlines added up along the longest way through a scenario (мерзім / срок).

Only what the act states is counted; a step without a deadline takes no time. Days are kept as the act counts them.
"""

from msgspec import Struct

from spec.model import Deadline, Scenario, Step

# What a unit lasts, in seconds that pass by the clock: five working days are a week.
SECONDS = {"second": 1.0, "minute": 60.0, "hour": 3600.0, "day": 86_400.0, "month": 30 * 86_400.0}
WORKING_DAY = 7 * 86_400 / 5


class Duration(Struct, frozen=True):
    """A time: `seconds` of work, days of either calendar, months; `open` counts deadlines whose unit the act forgot."""

    seconds: float = 0.0
    working_days: float = 0.0
    calendar_days: float = 0.0
    months: float = 0.0
    open: int = 0

    def __add__(self, other: "Duration") -> "Duration":
        return Duration(
            self.seconds + other.seconds,
            self.working_days + other.working_days,
            self.calendar_days + other.calendar_days,
            self.months + other.months,
            self.open + other.open,
        )

    @property
    def length(self) -> float:
        """Seconds by the clock, to compare by."""
        days = self.working_days * WORKING_DAY + self.calendar_days * SECONDS["day"]
        return self.seconds + days + self.months * SECONDS["month"]

    @property
    def in_days(self) -> bool:
        """Whether a calendar is needed to tell when it ends."""
        return bool(self.working_days or self.calendar_days or self.months)


NOTHING = Duration()


def duration(deadline: Deadline) -> Duration:
    """The most that a deadline allows."""
    most = float(deadline.max)
    if deadline.unit is None:
        return Duration(open=1)
    if deadline.unit == "month":
        return Duration(months=most)
    if deadline.unit == "day":
        # Where the act does not say which days, all of them count (Civil Code, articles 172 to 176).
        return Duration(working_days=most) if deadline.calendar == "working" else Duration(calendar_days=most)
    return Duration(seconds=most * SECONDS[deadline.unit])


def longest(step: Step, outcome: str | None = None) -> Duration:
    """The most that a step may take: its longest deadline, of those that belong to `outcome` where one is named."""
    indexes = next((one.deadlines for one in step.outcomes if one.id == outcome), ())
    chosen = [step.deadlines[at] for at in indexes] or list(step.deadlines)
    return max(map(duration, chosen), key=lambda each: (each.length, each.open), default=NOTHING)


def through(scenario: Scenario) -> dict[str, Duration]:
    """For each step, the worst case of the whole way through it; a way goes round no loop twice. A step that may end the
    case by its own answer takes the time of that answer then, and of its others where the case goes on."""
    stops = {step.id: _stops(step, scenario) for step in scenario.steps}
    steps = {step.id: _onward(step, set(stops[step.id])) for step in scenario.steps}
    ways: dict[str, list[str]] = {step: [] for step in steps}
    for edge in scenario.edges:
        if edge.from_ in ways and edge.to in ways:
            ways[edge.from_].append(edge.to)
    order = _order(ways)
    place = {step: n for n, step in enumerate(order)}
    before, after = dict.fromkeys(order, NOTHING), dict.fromkeys(order, NOTHING)
    for step in order:
        for to in ways[step]:
            if place[to] > place[step]:
                before[to] = max(before[to], before[step] + steps[step], key=by_length)
    for step in reversed(order):
        onward = (after[to] + steps[to] for to in ways[step] if place[to] > place[step])
        after[step] = max(onward, key=by_length, default=NOTHING)
    return {
        step: before[step] + max([steps[step] + after[step], *stops[step].values()], key=by_length) for step in order
    }


def _stops(step: Step, scenario: Scenario) -> dict[str, Duration]:
    """The outcomes of the step that end the case there, and the time of each."""
    own = [end.given[step.id] for end in scenario.ends.get(step.id, ()) if set(end.given) == {step.id}]
    return {outcome: longest(step, outcome) for outcome in own}


def _onward(step: Step, stops: set[str]) -> Duration:
    """The time of the step where the case goes on."""
    others = [longest(step, one.id) for one in step.outcomes if one.id not in stops] if stops else []
    return max(others or [longest(step)], key=by_length)


def by_length(duration: Duration) -> tuple[float, int]:
    """An order of durations: the time that passes, then how many deadlines lack their unit."""
    return (duration.length, duration.open)


def _order(ways: dict[str, list[str]]) -> list[str]:
    """Every step before those that it leads to, as far as loops allow (depth first, finished last comes first)."""
    done: list[str] = []
    seen: set[str] = set()
    for first in ways:
        stack = [(first, iter(ways[first]))] if first not in seen else []
        seen.add(first)
        while stack:
            step, rest = stack[-1]
            to = next((to for to in rest if to not in seen), None)
            if to is None:
                done.append(step)
                stack.pop()
            else:
                seen.add(to)
                stack.append((to, iter(ways[to])))
    return done[::-1]
