"""Which column of an annex table describes which step, where the numbers of the two do not tell it.

Numbers tell it as a rule. They do not where one stands twice, in the text or in the table, or where from some step on
the table counts otherwise than the text: then action, unit, deadline and position do.
"""

from collections.abc import Callable, Mapping, Sequence

from spec.model import Column, Step
from spec.pairs import align

_GAIN = 3.0  # how much better than the numbers the content must agree
_MOVED = 2  # columns that must answer to steps of other numbers for the numbers to be wrong

Likeness = Callable[[Column, Step], float]


def pair(
    columns: Sequence[Column], steps: Sequence[Step], likeness: Likeness, guessed: bool = False
) -> Mapping[int, Step]:
    """The step of each column, by the index of the column; `likeness` is above 0 for what may be one. Where actions of
    columns are `guessed`, they tell nothing."""
    numbered = _by_number(columns, steps)
    by_number = {index: steps[k] for index, k in numbered.items()}
    if guessed:
        return by_number
    doubled = _doubled([column.number for column in columns]) or _doubled([step.number for step in steps])
    if not doubled and not any(likeness(columns[index], step) < 0 for index, step in by_number.items()):
        return by_number
    values = {(i, k): likeness(column, step) for i, column in enumerate(columns) for k, step in enumerate(steps)}

    def fit(left: int, right: int) -> float:
        return values[left, -1 - right] + (0.5 if columns[left].number == steps[-1 - right].number else 0.0)

    pairs = align(range(len(columns)), [-1 - k for k in range(len(steps))], fit)
    found = {i: -1 - k for i, k in pairs if i is not None and k is not None and fit(i, k) > 0}
    moved = sum(columns[index].number != steps[k].number for index, k in found.items())
    gain = sum(map(values.__getitem__, found.items())) - sum(map(values.__getitem__, numbered.items()))
    better = doubled or (moved >= _MOVED and gain >= _GAIN)
    return {index: steps[k] for index, k in found.items()} if better else by_number


def _by_number(columns: Sequence[Column], steps: Sequence[Step]) -> dict[int, int]:
    """The first column and the first step of each number, by index."""
    first = {step.number: index for index, step in reversed([*enumerate(steps)])}
    places = {column.number: index for index, column in reversed([*enumerate(columns)])}
    return {index: first[number] for number, index in sorted(places.items()) if number in first}


def _doubled(numbers: Sequence[int | None]) -> bool:
    return len(set(numbers)) < len(numbers)
