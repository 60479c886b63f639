"""Two sequences → pairs in order: global alignment by a likeness, gaps allowed on either side."""

from collections.abc import Callable, Sequence
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
