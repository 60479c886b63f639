"""What a step looks like at a given width: its shape, its lines of text, and how much room it takes.

Points, y downwards from the axis of its row, x from the middle of its column. No type under 7 pt.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from generators.lettering import LINE, pieces, printable, unbroken, whole, width, wrap
from spec.model import Scenario, Step
from spec.words import say
from spec.words.vocabulary import deadline, ending, label, name, place

SMALL = 7.0
PLAIN = 8.0
PAD = 3.5  # above and below the text of a box
INSET = 2.0  # least room left and right of a line; PAD, where no word has to be broken for it
CLEAR = 2.5  # least room between a line and the side of its diamond

Ink = Literal["text", "quiet", "deadline", "system", "repealed"]
Align = Literal["left", "middle", "right"]


class Mark(Struct, frozen=True):
    """One line of text: its box (x, y is its centre), type size, weight, ink, and the side of the box it keeps to."""

    x: float
    y: float
    text: str
    size: float = SMALL
    bold: bool = False
    ink: Ink = "text"
    align: Align = "middle"

    @property
    def width(self) -> float:
        """Width in points."""
        return width(self.text, self.size, self.bold)

    @property
    def height(self) -> float:
        """Height of the line in points."""
        return self.size * LINE


class Words(Struct, frozen=True):
    """The words of a step in one language."""

    label: str
    place: str
    action: str
    also: tuple[str, ...]
    deadlines: tuple[str, ...]
    systems: str
    endings: tuple[tuple[str, str], ...]  # outcome, words
    note: str = ""


class Face(Struct, frozen=True):
    """A step drawn: a box or diamond of `width` x `height` around (0, 0); texts; strips (outcome, y, height) of its ends.

    `above` and `below` are how far it reaches from the axis, shape and texts together.
    """

    shape: Literal["box", "diamond"]
    width: float
    height: float
    above: float
    below: float
    marks: tuple[Mark, ...]
    strips: tuple[tuple[str, float, float], ...] = field(default=())


def words_of(step: Step, scenario: Scenario, language: str, note: int | None = None) -> Words:
    """What is written on a step, with the number of the note about it."""
    action = name("action", step.action, language)
    if step.action == "other":
        head = step.head.first(language) or step.texts.first(language) or action
        action = head[:1].upper() + head[1:]
    own = {step.performer} if step.performer else set()
    systems = [unbroken(printable(name("abbreviation", s, language), 40)) for s in step.systems if s not in own]
    return Words(
        printable(label(step, language), 24),
        ", ".join(map(unbroken, printable(place(step, language), 40).split(", "))),
        printable(action, 90),
        tuple(printable(name("action", also, language), 60) for also in step.also),
        tuple(_counted(printable(deadline(value, language), 60)) for value in step.deadlines),
        ", ".join(dict.fromkeys(systems)),
        tuple(
            (end.outcome, printable(ending(end, step, scenario, language), 80))
            for end in scenario.ends.get(step.id, ())
        ),
        say("diagram", "see", language, note=note) if note else "",
    )


def _counted(text: str) -> str:
    """`text` with every number kept beside the word that follows it."""
    return re.sub(r"(\d) ", "\\1\u00a0", text)


@lru_cache(maxsize=1024)
def face(words: Words, diamond: bool, room: float, gap: float = 3.0) -> Face:
    """The face of a step that may be `room` points wide; edges enter a diamond from above up to `gap` points from its
    middle, and none where `gap` is 0."""
    return _diamond(words, room, gap) if diamond else _box(words, room)


def _holds(text: str, room: float, size: float) -> bool:
    """Whether `text` fits `room` without a broken word."""
    return whole(wrap(text, room, size)) == whole((text,))


def _body(words: Words, room: float, plain: float) -> list[tuple[str, float, bool, Ink]]:
    """The lines of a box `room` wide under its heading: text, size, bold, ink."""
    lines: list[tuple[str, float, bool, Ink]] = [
        (text, plain, False, "text") for text in _lines(words.action, room, plain)
    ]
    for also in words.also:
        lines += [(text, SMALL, False, "text") for text in _lines(f"+ {also}", room, SMALL)]
    for term in words.deadlines:
        lines += [(text, SMALL, True, "deadline") for text in _lines(term, room, SMALL, True)]
    lines += [(text, SMALL, False, "system") for text in _lines(words.systems, room, SMALL)]
    lines += [(text, SMALL, False, "quiet") for text in _lines(words.note, room, SMALL)]
    return lines


def _lines(text: str, room: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """The lines of `text` in a box `room` wide, with as much room beside them as breaks no word."""
    lines = wrap(text, room - 2 * PAD, size, bold)
    return lines if whole(lines) == whole((text,)) else wrap(text, room - 2 * INSET, size, bold)


def _box(words: Words, room: float) -> Face:
    inner = room - 2 * INSET
    plain = next((size for size in (PLAIN, 7.5) if _holds(words.action, inner, size)), SMALL)
    together = width(words.label, SMALL, True) + width(words.place, SMALL) + 4 <= inner
    rows: list[tuple[float, list[Mark]]] = []
    if together:
        rows.append((SMALL * LINE, _heading(words, room, 0.0)))
    else:
        for text, bold in ((words.label, True), (words.place, False)):
            for line in wrap(text, inner, SMALL, bold):
                rows.append((SMALL * LINE, [Mark(0, 0, line, SMALL, bold, "text" if bold else "quiet")]))
    rows.append((1.5, []))
    for text, size, bold, ink in _body(words, room, plain):
        rows.append((size * LINE, [Mark(0, 0, text, size, bold, ink)]))
    strips = [(outcome, _lines(text, room, SMALL, True)) for outcome, text in words.endings]
    tail = sum(len(lines) * SMALL * LINE + 4 for _, lines in strips)
    height = sum(size for size, _ in rows) + 2 * PAD + tail
    y = -height / 2 + PAD
    placed: list[Mark] = []
    for size, marks in rows:
        placed += [replace(mark, y=y + size / 2) for mark in marks]
        y += size
    y = height / 2 - tail
    drawn = []
    for outcome, lines in strips:
        tall = len(lines) * SMALL * LINE + 4
        drawn.append((outcome, y + tall / 2, tall))
        placed += [Mark(0, y + 2 + (n + 0.5) * SMALL * LINE, text, SMALL, True) for n, text in enumerate(lines)]
        y += tall
    return Face("box", room, height, height / 2, height / 2, tuple(placed), tuple(drawn))


def _heading(words: Words, room: float, y: float) -> list[Mark]:
    """The label at the left edge of `room` and the place at the right one."""
    spare = room - width(words.label, SMALL, True) - width(words.place, SMALL) - 4
    inner = room - 2 * min(PAD, spare / 2)
    return [_edged(words.label, -1, inner, y), _edged(words.place, 1, inner, y)]


def _edged(text: str, side: int, room: float, y: float) -> Mark:
    """A piece of a heading at the left (-1, the label, bold) or right edge (1, the place) of `room`."""
    wide = width(text, SMALL, side < 0)
    if side < 0:
        return Mark(-(room - wide) / 2, y, text, SMALL, True, "text", "left")
    return Mark((room - wide) / 2, y, text, SMALL, False, "quiet", "right")


def _diamond(words: Words, room: float, gap: float) -> Face:
    """A diamond with the action in it; the heading stands above its upper sides, where no edge comes, and what finds no
    room there in the diamond."""
    line = SMALL * LINE
    left, right, inside = _corners(words, room, gap)
    systems, below = (words.systems, ()) if len(words.systems) < 24 else ("", (words.systems,))
    half, lines = _fitted([*inside, (words.action, "text"), (systems, "system")], room)
    marks = [Mark(0, (n - (len(lines) - 1) / 2) * line, text, SMALL, False, ink) for n, (text, ink) in enumerate(lines)]
    top = -half
    if not (left or right or inside):  # nothing comes from above: one line over the other
        marks += [
            Mark(0, top - 1.5 * line, words.label, SMALL, True),
            Mark(0, top - 0.5 * line, words.place, SMALL, False, "quiet"),
        ]
        top -= 2 * line
    for texts, side in ((left, -1), (right, 1)):
        widths = [width(text, SMALL, side < 0) for text in texts]
        rise = [max(0.0, half * (1 - (wide + 3) / (room / 2))) - (n + 1) * line for n, wide in enumerate(widths)]
        first = -half + min(0.0, *rise, 0.0)  # each line ends above the side of the diamond
        marks += [_edged(text, side, room, first + (n + 0.5) * line) for n, text in enumerate(texts)]
        top = min(top, first)
    tails: list[tuple[str, str, Ink]] = [("note", f"+ {text}", "text") for text in words.also]
    tails += [("note", text, "deadline") for text in words.deadlines]
    tails += [("note", text, "system") for text in below]
    tails += [("note", text, "quiet") for text in (words.note,) if text]
    tails += [(outcome, text, "text") for outcome, text in words.endings]
    strips, depth = _tails(tails, room, half, marks)
    return Face("diamond", room, 2 * half, -top, depth, tuple(marks), strips)


def _corners(words: Words, room: float, gap: float) -> tuple[Sequence[str], Sequence[str], list[tuple[str, Ink]]]:
    """The lines of the heading over the left and the right side of a diamond, and what of it has to stand inside."""
    if gap == 0:
        together = width(words.label, SMALL, True) + width(words.place, SMALL) + 4 <= room
        return ((words.label,), (words.place,), []) if together else ((), (), [])
    corner = room / 2 - gap
    left, right = wrap(words.label, corner, SMALL, True), wrap(words.place, corner, SMALL)
    inside: list[tuple[str, Ink]] = []
    if whole(left) != whole((words.label,)):
        left, inside = (), [(words.label, "text")]
    if whole(right) != whole((words.place,)):
        right, inside = (), [*inside, (words.place, "quiet")]
    return left, right, inside


Word = tuple[str, float, Ink]


def _fitted(texts: Sequence[tuple[str, Ink]], room: float) -> tuple[float, list[tuple[str, Ink]]]:
    """Half the height of the lowest diamond `room` wide that holds `texts`, each from a new line, and its lines."""
    line = SMALL * LINE
    words: list[Word] = [
        (word, width(word, SMALL), ink) for text, ink in texts for word in pieces(text, room * 0.8, SMALL)
    ]
    half = 20.0
    while True:
        for count in range(1, int(2 * half / line)):
            rooms = [
                room * (1 - max(abs(n - count / 2), abs(n + 1 - count / 2)) * line / half) - 2 * CLEAR
                for n in range(count)
            ]
            lines = _set(words, rooms)
            if lines is not None:
                return half, lines
        half += 3.0


def _set(words: Sequence[Word], rooms: Sequence[float]) -> list[tuple[str, Ink]] | None:
    """`words` in lines of the widths `rooms`, each filled before the next; None if there are too few or too many lines."""
    space = width(" ", SMALL)
    lines: list[tuple[str, Ink]] = []
    used = 0.0
    for word, wide, ink in words:
        if lines and lines[-1][1] == ink and used + space + wide <= rooms[len(lines) - 1]:
            lines[-1] = (f"{lines[-1][0]} {word}", ink)
            used += space + wide
        elif len(lines) < len(rooms) and wide <= rooms[len(lines)]:
            lines.append((word, ink))
            used = wide
        else:
            return None
    return lines if len(lines) == len(rooms) else None


def _tails(
    tails: Sequence[tuple[str, str, Ink]], room: float, half: float, marks: list[Mark]
) -> tuple[tuple[tuple[str, float, float], ...], float]:
    """Strips under a diamond (an outcome or "note", and its words): their texts go to `marks`; how deep they reach."""
    strips = []
    depth = half
    for outcome, text, ink in tails:
        bold = outcome != "note" or ink == "deadline"
        lines = wrap(text, room - 2 * INSET, SMALL, bold)
        tall = len(lines) * SMALL * LINE + 4
        strips.append((outcome, depth + tall / 2, tall))
        marks += [Mark(0, depth + 2 + (n + 0.5) * SMALL * LINE, one, SMALL, bold, ink) for n, one in enumerate(lines)]
        depth += tall
    return tuple(strips), depth
