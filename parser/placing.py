"""Cells of a damaged row → its columns: the cheapest placing in order, and where another is nearly as cheap.

A column may stay empty, a cell may be the rest of the one before it, or belong to none and be left over; what each costs
the caller says. Nothing here knows what cells say.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from msgspec import Struct

FAR = 1e9
MARGIN = 0.3  # what another placing must cost more for a place to be certain
_TOO_MANY = 4000  # cells times slots: more are not looked at a second time

Costs = tuple[tuple[float, ...], ...]
_How = Literal["fresh", "joined", "left"]


class Problem(Struct, frozen=True, gc=False):
    """What a placing costs: `put` each cell into each slot, to leave each slot empty before each cell and after the last
    (`lost`, one row more than cells), to take a cell for the rest of the one before it (`join`), to leave it over
    (`leave`). `says` marks the cells that say something: the place of a dash among other open cells is no doubt."""

    put: Costs
    lost: Costs
    join: tuple[float, ...]
    leave: tuple[float, ...]
    says: tuple[bool, ...]


class Placing(Struct, frozen=True, gc=False):
    """Where cells went: for each cell its slot (a slot may take several cells), None where it is left over. `doubtful`
    are slots whose cell may as well stand elsewhere or be another; `open` groups of slots of which as many are empty
    as open cells are lost, while it does not matter which."""

    slots: tuple[int | None, ...]
    doubtful: frozenset[int]
    open: tuple[frozenset[int], ...]


@lru_cache(maxsize=4096)
def place_cells(problem: Problem) -> Placing:
    """The cheapest placing, and what in it is in doubt."""
    best, cost = _cheapest(problem)
    slots = range(len(problem.lost[0]))
    if cost >= FAR or len(best) * len(slots) > _TOO_MANY:
        return Placing(tuple(best), frozenset(slots), ())
    doubtful: set[int] = set()
    open_: list[set[int]] = []
    for i, at in enumerate(best):
        other, dearer = _cheapest(_barred(problem, i, at))
        if dearer >= cost + MARGIN:
            continue
        said, spaces = _moved(best, other, problem.says)
        if said:
            doubtful |= said | spaces
        else:
            open_ = [*(group for group in open_ if not group & spaces), set().union(spaces, *_touching(open_, spaces))]
    return Placing(tuple(best), frozenset(doubtful), tuple(frozenset(group - doubtful) for group in open_))


def _touching(groups: Sequence[set[int]], slots: set[int]) -> list[set[int]]:
    return [group for group in groups if group & slots]


def _moved(best: Sequence[int | None], other: Sequence[int | None], says: Sequence[bool]) -> tuple[set[int], set[int]]:
    """The slots between which the two placings move cells that say something, and those between which open cells."""
    said: set[int] = set()
    spaces: set[int] = set()
    for one, two, says_something in zip(best, other, says, strict=True):
        if one != two:
            (said if says_something else spaces).update(slot for slot in (one, two) if slot is not None)
    return said, spaces


def _barred(problem: Problem, cell: int, at: int | None) -> Problem:
    """The problem without the place that a cell has."""
    if at is None:
        leave = (*problem.leave[:cell], FAR, *problem.leave[cell + 1 :])
        return Problem(problem.put, problem.lost, problem.join, leave, problem.says)
    row = problem.put[cell]
    row = (*row[:at], FAR, *row[at + 1 :])
    put = (*problem.put[:cell], row, *problem.put[cell + 1 :])
    return Problem(put, problem.lost, problem.join, problem.leave, problem.says)


def _cheapest(problem: Problem) -> tuple[list[int | None], float]:
    """The cheapest monotonic placing: dynamic programming, then the way back from the last cell to the first.

    `at` counts the slots behind it: 0 before any cell has its place, p when the last one taken is slot p - 1.
    """
    size = len(problem.lost[0])
    table: list[list[float]] = [[0.0, *[FAR] * size]]
    ways: list[list[_How]] = []
    for i, put in enumerate(problem.put):
        placed, how = _next_row(table[-1], put, problem.lost[i], problem.join[i], problem.leave[i])
        table.append(placed)
        ways.append(how)
    at, total = _best_before(table[-1], problem.lost[-1], size + 1)
    slots: list[int | None] = []
    for i in range(len(ways) - 1, -1, -1):
        how_placed = ways[i][at]
        slots.append(None if how_placed == "left" else at - 1)
        if how_placed == "fresh":
            at, _ = _best_before(table[i], problem.lost[i], at)
    return slots[::-1], total


def _next_row(
    before: list[float], put: tuple[float, ...], lost: tuple[float, ...], join: float, leave: float
) -> tuple[list[float], list[_How]]:
    """The cost of the cheapest placing of one more cell for each slot that is then the last taken, and how it came."""
    placed, how = [before[0] + leave], ["left"]
    reach = FAR
    for at in range(1, len(before)):
        reach = min(before[at - 1], reach + lost[at - 2]) if at > 1 else before[0]
        fresh, joined, left = reach + put[at - 1], before[at] + join, before[at] + leave
        least = min(fresh, joined, left)
        placed.append(least)
        how.append("fresh" if least == fresh else "joined" if least == joined else "left")
    return placed, how  # type: ignore[return-value]


def _best_before(placed: list[float], lost: tuple[float, ...], end: int) -> tuple[int, float]:
    """The cheapest place before `end` after which only empty slots follow up to `end`, and the cost."""
    best, cost, tail = max(end - 1, 0), FAR, 0.0
    for at in range(end - 1, -1, -1):
        if placed[at] + tail < cost - 1e-9:
            best, cost = at, placed[at] + tail
        if at:
            tail += lost[at - 1]
    return best, cost
