"""The characters of a text and what each is for: what the ledger (`parser.coverage`) writes on."""

from collections.abc import Iterator
from itertools import groupby
from typing import Literal, get_args

from msgspec import Struct

Status = Literal["used", "set_aside", "unknown"]
Part = Literal["act", "service", "scenario", "step", "term", "unit", "table", "annex", "reference", "survey"]
PARTS: frozenset[str] = frozenset(get_args(Part))


class Count(Struct, frozen=True, gc=False):
    """Letters and digits by status."""

    used: int = 0
    set_aside: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        """All that was counted."""
        return self.used + self.set_aside + self.unknown

    @property
    def share(self) -> float:
        """What is used or set aside, 0 to 1; 1 where there is nothing."""
        return 1 - self.unknown / self.total if self.total else 1.0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.used + other.used, self.set_aside + other.set_aside, self.unknown + other.unknown)


class Entry(Struct, frozen=True, gc=False):
    """Characters start..end of a source, all of one status. `by` is the part of the spec that uses them (`Part`), or the
    reason why they are set aside; "" where they are not understood. `operative` tells clauses and tables from the rest."""

    source: str
    start: int
    end: int
    status: Status
    by: str
    operative: bool


class Sheet:
    """The characters of a text and who has them; the first to claim a character keeps it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.names = [""]
        self.owner = bytearray(len(text))
        self.operative = bytearray(len(text))
        self.quotes: list[tuple[int, int, str]] = []

    def quote(self, part: str, start: int, end: int) -> None:
        """A place that the spec gives for one of its parts. A reference is a part of a sentence that says more."""
        if part != "reference":
            self.claim(part, start, end)
        self.quotes.append((start, end, part))

    def claim(self, by: str, start: int, end: int) -> None:
        """Gives what is free of start..end to `by`."""
        if by not in self.names:
            self.names.append(by)
        mark = self.names.index(by)
        free = self.owner[start:end]
        self.owner[start:end] = free.replace(b"\0", bytes((mark,)))

    def operate(self, start: int, end: int) -> None:
        """Marks start..end as a clause or a table."""
        self.operative[start:end] = bytes((1,)) * (end - start)

    def within(self, start: int, end: int) -> list[str]:
        """The parts whose places begin within start..end."""
        return [part for first, _, part in self.quotes if start <= first < end]

    def entries(self, name: str) -> Iterator[Entry]:
        """Runs of one owner, without the runs that hold neither letters nor digits."""
        marks = zip(self.owner, self.operative, strict=True)
        start = 0
        for (mark, operative), run in groupby(marks):
            end = start + sum(1 for _ in run)
            if letters(self.text, start, end):
                by = self.names[mark]
                status: Status = "used" if by in PARTS else "set_aside" if by else "unknown"
                yield Entry(name, start, end, status, by, bool(operative))
            start = end


def letters(text: str, start: int, end: int) -> int:
    """How many letters and digits stand in start..end."""
    return sum(map(str.isalnum, text[start:end]))
