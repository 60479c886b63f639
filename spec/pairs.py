"""Two sequences → pairs in order: global alignment by a likeness, and the longest common part of two long sequences."""

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

Value = TypeVar("Value")


def align(
    left: Sequence[Value], right: Sequence[Value], likeness: Callable[[Value, Value], float]
) -> list[tuple[Value | None, Value | None]]:
    """The pairs of greatest total likeness that keep both orders; a value without a partner stands alone (likeness 0)."""
    rows, columns = len(left), len(right)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    fit = [[likeness(a, b) for b in right] for a in left]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            both = fit[row][column] + best[row + 1][column + 1]
            best[row][column] = max(both, best[row + 1][column], best[row][column + 1])
    pairs: list[tuple[Value | None, Value | None]] = []
    row = column = 0
    while row < rows and column < columns:
        if best[row][column] == fit[row][column] + best[row + 1][column + 1]:
            pairs.append((left[row], right[column]))
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            pairs.append((left[row], None))
            row += 1
        else:
            pairs.append((None, right[column]))
            column += 1
    pairs += [(value, None) for value in left[row:]]
    pairs += [(None, value) for value in right[column:]]
    return pairs


def common(left: Sequence[Hashable], right: Sequence[Hashable]) -> list[tuple[int, int]]:
    """The indexes of a longest common subsequence.

    Bit-parallel (Hyyrö 2004): a row of the table is one integer, so two sequences of 2,000 take milliseconds.
    """
    head = 0
    while head < min(len(left), len(right)) and left[head] == right[head]:
        head += 1
    tail = 0
    while tail < min(len(left), len(right)) - head and left[-1 - tail] == right[-1 - tail]:
        tail += 1
    a, b = left[head : len(left) - tail], right[head : len(right) - tail]
    inner = [(i + head, j + head) for i, j in _common(a, b)]
    ends = [(len(left) - tail + n, len(right) - tail + n) for n in range(tail)]
    return [(n, n) for n in range(head)] + inner + ends


def _common(left: Sequence[Hashable], right: Sequence[Hashable]) -> list[tuple[int, int]]:
    if not left or not right:
        return []
    where: dict[Hashable, int] = {}
    for column, value in enumerate(right):
        where[value] = where.get(value, 0) | 1 << column
    full = (1 << len(right)) - 1
    row, rows = full, []
    for value in left:
        match = row & where.get(value, 0)
        row = (row + match | row - match) & full
        rows.append(row)
    pairs = []
    at, column = len(left) - 1, len(right) - 1
    # A zero bit in a row says that the common part grows by one in that column.
    while at >= 0 and column >= 0:
        if rows[at] >> column & 1:
            column -= 1
        elif at > 0 and not rows[at - 1] >> column & 1:
            at -= 1
        else:
            pairs.append((at, column))
            at, column = at - 1, column - 1
    return pairs[::-1]
