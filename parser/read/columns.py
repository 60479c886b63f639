"""Pages printed in two columns: where the space between them lies, and their lines in the order in which they are read.

Two languages often stand side by side. A page of one column and a list of short cells have no such space: in columns most
lines of both sides are full.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from statistics import median
from typing import Any

from msgspec.structs import replace

from parser.read.language import KAZAKH_LETTER
from parser.read.layout import PrintLine

MIDDLE = (0.35, 0.65)
"""Between these shares of the width of the text the space may lie."""
SPACE = 6.0
"""Points that no word of most lines enters."""
LEAST = 10
"""Lines that have words on both sides."""
SHARE = 0.7
"""Of all lines so many do not cross the space."""
FILLED = 0.6
"""Of the width of a column so much do half of its lines fill."""
KAZAKH = 25
"""A text is Kazakh where one letter in so many is no Russian one."""

Words = list[dict[str, Any]]


def gutters(pages: list[tuple[list[Words], float]]) -> list[float | None]:
    """The middle of the space between two columns of each page (its lines and its width), None for a page of one. A page
    that alone shows too little has the space of the others, where its lines keep it free."""
    found = [_gutter(lines, width) for lines, width in pages]
    other = next((place for place, _ in Counter(found).most_common() if place is not None), None)
    return [
        own if own is not None or other is None or not _keeps_free(lines, other) else other
        for own, (lines, _) in zip(found, pages, strict=True)
    ]


def _keeps_free(lines: list[Words], x: float) -> bool:
    return bool(lines) and sum(1 for line in lines if not crosses(line, x)) >= SHARE * len(lines)


def _gutter(lines: list[Words], width: float) -> float | None:
    if len(lines) < LEAST:
        return None
    left = min(line[0]["x0"] for line in lines)
    right = max(width - left, max(line[-1]["x1"] for line in lines))
    places = range(int(left + MIDDLE[0] * (right - left)), int(left + MIDDLE[1] * (right - left)))
    if not places:
        return None
    crossing = [sum(1 for line in lines if crosses(line, x)) for x in places]
    free = [x for x, count in zip(places, crossing, strict=True) if count == min(crossing)]
    best = _stretches(free)[0]
    both = [line for line in lines if not crosses(line, best) and line[0]["x0"] < best < line[-1]["x1"]]
    if not _keeps_free(lines, best) or len(both) < LEAST:
        return None
    ends = median(max(word["x1"] for word in line if word["x0"] < best) - left for line in both)
    starts = min(min(word["x0"] for word in line if word["x0"] > best) for line in both)
    rest = median(line[-1]["x1"] - starts for line in both)
    return best if ends >= FILLED * (best - left) and rest >= FILLED * (right - starts) else None


def _stretches(places: list[int]) -> list[float]:
    """The middles of the stretches that whole numbers make, the longest stretch first."""
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return [(run[0] + run[-1]) / 2 for run in sorted(runs, key=lambda run: -len(run))]


def crosses(line: Words, x: float) -> bool:
    """Whether a word of the line stands in the space around `x`."""
    return any(word["x0"] < x + SPACE / 2 and word["x1"] > x - SPACE / 2 for word in line)


def in_order(lines: list[PrintLine]) -> list[PrintLine]:
    """The lines of a page as they are read: between lines across the page the left column, then the right one, moved to
    the place of the left one."""
    starts = [min((line.x0 for line in lines if line.column == side), default=0.0) for side in (1, 2)]
    moved = starts[1] - starts[0]
    lines = [replace(line, x0=line.x0 - moved, x1=line.x1 - moved) if line.column == 2 else line for line in lines]
    return [line for _, run in _runs(lines) for line in run]


def _runs(lines: list[PrintLine]) -> Iterator[tuple[bool, list[PrintLine]]]:
    for across, run in groupby(sorted(lines, key=lambda line: line.top), key=lambda line: line.column == 0):
        yield across, sorted(run, key=lambda line: (line.column, line.top))


def two_languages(pages: list[list[PrintLine]]) -> bool:
    """Whether the left columns are in one language and the right ones in the other."""
    sides = ["".join(line.text for page in pages for line in page if line.column == side) for side in (1, 2)]
    kazakh = [KAZAKH * len(KAZAKH_LETTER.findall(side)) > len(side) for side in sides]
    return all(sides) and kazakh[0] != kazakh[1]
