"""What the passes hand to each other: lines, the outline of an act, and what one text says of a step.

A `Passage` is a place in the normalised text of a source; `text[start:end]` is its text, always.
"""

from bisect import bisect_right
from operator import attrgetter
from typing import Literal

from msgspec import Struct, field

from spec.model import Finding, Language, Span

_START = attrgetter("start")
AnnexKind = Literal["table", "diagram", "survey", "form", "other"]


class Line(Struct, frozen=True, gc=False):
    """A line of the normalised text: `text[start:end]`, without its line end; `number` is its line (page, paragraph) in
    the file as it was, counted from 1. Cells of a table row are parted by tabs."""

    number: int
    start: int
    end: int


class Mend(Struct, frozen=True, gc=False):
    """A character that normalisation changed: at `start` of the normalised text stood `was` (a Latin i, say)."""

    start: int
    was: str


class Source(Struct, frozen=True, gc=False):
    """One file, read: its normalised text and the way back to the file as it was."""

    id: str
    path: str
    sha256: str
    media_type: str
    text: str
    lines: tuple[Line, ...]
    mends: tuple[Mend, ...] = ()


class Passage(Struct, frozen=True, gc=False):
    """A piece of a source: characters start..end of its normalised text, beginning in line `line` of the file."""

    source: Source
    start: int
    end: int
    line: int

    @property
    def text(self) -> str:
        """The passage as it stands in the normalised text."""
        return self.source.text[self.start : self.end]

    @property
    def span(self) -> Span:
        """The passage as the spec writes it."""
        return Span(self.source.id, self.start, self.end, self.line)

    def part(self, start: int, end: int) -> "Passage":
        """Characters start..end of this passage (offsets within the passage), with the right line."""
        breaks = self.source.text.count("\n", self.start, self.start + start)
        line = self.line if not breaks else line_at(self.source, self.start + start)
        return Passage(self.source, self.start + start, self.start + end, line)


def line_at(source: Source, offset: int) -> int:
    """The line of the file in which the character at `offset` of the normalised text stands."""
    if not source.lines:
        return 1
    return source.lines[max(0, bisect_right(source.lines, offset, key=_START) - 1)].number


class Item(Struct, frozen=True, gc=False):
    """A numbered item of a clause («7) процесс 4 – …»): `label` is "7"; `body` leaves the list number and the closing
    «;» or «.» out. `series` counts the lists of the clause: 0, and 1 after a list that restarts at 1)."""

    label: str
    body: Passage
    series: int = 0


class Clause(Struct, frozen=True, gc=False):
    """A clause (тармақ / пункт): `opening` is its text before the items; `tail` are its unnumbered paragraphs after them.

    `whole` spans all of it, number left out. `chapter` is the heading under which it stands.
    """

    number: str
    opening: Passage
    items: tuple[Item, ...]
    tail: tuple[Passage, ...]
    whole: Passage
    chapter: Passage | None


class AnnexText(Struct, frozen=True, gc=False):
    """An annex (қосымша / приложение) as it stands in the text, or a part of one that lost its heading.

    `number` is None where no heading gives it. `lines` are its lines after the heading.
    """

    number: str | None
    kind: AnnexKind
    heading: Passage | None
    caption: Passage | None
    lines: tuple[Line, ...]


class Regulation(Struct, frozen=True, gc=False):
    """One approved regulation (регламент) in one language. `lines` are all its lines, annexes included."""

    source: Source
    language: Language
    title: Passage | None
    chapters: tuple[Passage, ...]
    clauses: tuple[Clause, ...]
    annexes: tuple[AnnexText, ...]
    lines: tuple[Line, ...]


class Outline(Struct, frozen=True, gc=False):
    """One act in one language: its own lines (title, stamps, body) and the regulations that it approves."""

    source: Source
    language: Language
    head: tuple[Line, ...]
    clauses: tuple[Clause, ...]
    regulations: tuple[Regulation, ...]
    findings: tuple[Finding, ...] = field(default=())


def passage(source: Source, lines: tuple[Line, ...]) -> Passage:
    """The passage from the first to the last of `lines`."""
    return Passage(source, lines[0].start, lines[-1].end, lines[0].number)
