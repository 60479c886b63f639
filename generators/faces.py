"""What a step looks like at a given width: its shape, its lines of text, and how much room it takes.

Points, y downwards from the axis of its row, x from the middle of its column. No type under 7 pt.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from msgspec import Struct, field

from generators.lettering import LINE, pieces, printable, unbroken, whole, width, wrap
from spec.model import Scenario, Step
from spec.words import say
from spec.words.vocabulary import deadline, label, name, place

SMALL = 7.0
PLAIN = 8.0
PAD = 3.5

Ink = Literal["text", "quiet", "deadline", "system", "repealed"]


class Mark(Struct, frozen=True):
    """One line of text: its box (x, y is its centre), type size, weight and ink."""

    x: float
    y: float
    text: str
    size: float = SMALL
    bold: bool = False
    ink: Ink = "text"

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


def words_of(step: Step, scenario: Scenario, language: str) -> Words:
    """What is written on a step."""
    action = name("action", step.action, language)
    if step.action == "other":
        head = step.head.first(language) or step.texts.first(language) or action
        action = head[:1].upper() + head[1:]
    own = {step.performer} if step.performer else set()
    systems = [_short(printable(name("abbreviation", s, language), 40)) for s in step.systems if s not in own]
    return Words(
        printable(label(step, language), 24),
        ", ".join(map(unbroken, printable(place(step, language), 40).split(", "))),
        printable(action, 90),
        tuple(printable(name("action", also, language), 60) for also in step.also),
        tuple(_counted(printable(deadline(value, language), 60)) for value in step.deadlines),
        ", ".join(dict.fromkeys(systems)),
        tuple(
            (end.outcome, _ending(end.outcome, end.given, scenario, language)) for end in scenario.ends.get(step.id, ())
        ),
    )


def _short(text: str) -> str:
    """`text`, kept on one line if it is short."""
    return unbroken(text) if len(text) <= 12 else text


def _counted(text: str) -> str:
    """`text` with every number kept beside the word that follows it."""
    return re.sub(r"(\d) ", "\\1\u00a0", text)


def _ending(outcome: str, given: dict[str, str], scenario: Scenario, language: str) -> str:
    """The words of an end; where it depends on an earlier step («действие 5: отказ»), that too."""
    by_id = {step.id: step for step in scenario.steps}
    causes = [
        say("diagram", "given", language, step=label(by_id[key], language), outcome=name("variant", value, language))
        for key, value in given.items()
        if key in by_id
    ]
    return printable("; ".join([name("outcome", outcome, language), *causes]), 80)


@lru_cache(maxsize=1024)
def face(words: Words, diamond: bool, room: float, gap: float = 3.0) -> Face:
    """The face of a step that may be `room` points wide; edges enter a diamond up to `gap` points from its middle."""
    return _diamond(words, room, gap) if diamond else _box(words, room)


def _holds(text: str, room: float, size: float) -> bool:
    """Whether `text` fits `room` without a broken word."""
    return whole(wrap(text, room, size)) == whole((text,))


def _body(words: Words, room: float, plain: float) -> list[tuple[str, float, bool, Ink]]:
    """The lines of a box under its heading: text, size, bold, ink."""
    lines: list[tuple[str, float, bool, Ink]] = [
        (text, plain, False, "text") for text in wrap(words.action, room, plain)
    ]
    for also in words.also:
        lines += [(text, SMALL, False, "text") for text in wrap(f"+ {also}", room, SMALL)]
    for term in words.deadlines:
        lines += [(text, SMALL, True, "deadline") for text in wrap(term, room, SMALL, True)]
    lines += [(text, SMALL, False, "system") for text in wrap(words.systems, room, SMALL)]
    return lines


def _box(words: Words, room: float) -> Face:
    inner = room - 2 * PAD
    plain = next((size for size in (PLAIN, 7.5) if _holds(words.action, inner, size)), SMALL)
    heading = [(words.label, "left", True), (words.place, "right", False)]
    together = width(words.label, SMALL, True) + width(words.place, SMALL) + 4 <= inner
    rows: list[tuple[float, list[Mark]]] = []
    if together:
        marks = [_aligned(text, side, bold, inner) for text, side, bold in heading]
        rows.append((SMALL * LINE, marks))
    else:
        for text, _side, bold in heading:
            for line in wrap(text, inner, SMALL, bold):
                rows.append((SMALL * LINE, [Mark(0, 0, line, SMALL, bold, "text" if bold else "quiet")]))
    rows.append((1.5, []))
    for text, size, bold, ink in _body(words, inner, plain):
        rows.append((size * LINE, [Mark(0, 0, text, size, bold, ink)]))
    strips = [(outcome, wrap(text, inner, SMALL, True)) for outcome, text in words.endings]
    tail = sum(len(lines) * SMALL * LINE + 4 for _, lines in strips)
    height = sum(size for size, _ in rows) + 2 * PAD + tail
    y = -height / 2 + PAD
    placed: list[Mark] = []
    for size, marks in rows:
        placed += [Mark(m.x, y + size / 2, m.text, m.size, m.bold, m.ink) for m in marks]
        y += size
    y = height / 2 - tail
    drawn = []
    for outcome, lines in strips:
        tall = len(lines) * SMALL * LINE + 4
        drawn.append((outcome, y + tall / 2, tall))
        placed += [Mark(0, y + 2 + (n + 0.5) * SMALL * LINE, text, SMALL, True) for n, text in enumerate(lines)]
        y += tall
    return Face("box", room, height, height / 2, height / 2, tuple(placed), tuple(drawn))


def _aligned(text: str, side: str, bold: bool, room: float) -> Mark:
    """A piece of a heading at the left or right edge."""
    x = (room - width(text, SMALL, bold)) / 2 * (-1 if side == "left" else 1)
    return Mark(x, 0, text, SMALL, bold, "text" if bold else "quiet")


def _diamond(words: Words, room: float, gap: float) -> Face:
    """A diamond with the action in it; the heading stands in the corners above its upper sides if they hold it."""
    line = SMALL * LINE
    corner = room / 2 - gap
    left, right = wrap(words.label, corner, SMALL, True), wrap(words.place, corner, SMALL)
    cornered = whole(left) == whole((words.label,)) and whole(right) == whole((words.place,))
    action = words.action if cornered else f"{words.label} ({words.place}): {words.action}"
    systems, below = (words.systems, ()) if len(words.systems) < 24 else ("", (words.systems,))
    half, lines = _fitted(action, systems, room)
    marks = [Mark(0, (n - (len(lines) - 1) / 2) * line, text, SMALL, False, ink) for n, (text, ink) in enumerate(lines)]
    top = -half
    if cornered:
        for texts, side, bold in ((left, -1, True), (right, 1, False)):
            widths = [width(text, SMALL, bold) for text in texts]
            rise = [half * (1 - (wide + 3) / (room / 2)) - (n + 1) * line for n, wide in enumerate(widths)]
            first = -half + min(0.0, *rise)  # each line ends above the side of the diamond
            for n, (text, wide) in enumerate(zip(texts, widths, strict=True)):
                y = first + (n + 0.5) * line
                marks.append(Mark(side * (room - wide) / 2, y, text, SMALL, bold, "text" if bold else "quiet"))
            top = min(top, first)
    tails: list[tuple[str, str, Ink]] = [("note", f"+ {text}", "text") for text in words.also]
    tails += [("note", text, "deadline") for text in words.deadlines]
    tails += [("note", text, "system") for text in below]
    tails += [(outcome, text, "text") for outcome, text in words.endings]
    strips, depth = _tails(tails, room, half, marks)
    return Face("diamond", room, 2 * half, -top, depth, tuple(marks), strips)


Word = tuple[str, float, Ink]


def _fitted(text: str, systems: str, room: float) -> tuple[float, list[tuple[str, Ink]]]:
    """Half the height of the lowest diamond `room` wide that holds `text` and `systems`, and its lines."""
    line = SMALL * LINE
    words: list[Word] = [(word, width(word, SMALL), "text") for word in pieces(text, room * 0.8, SMALL)]
    words += [(word, width(word, SMALL), "system") for word in pieces(systems, room * 0.8, SMALL)]
    half = 20.0
    while True:
        for count in range(1, int(2 * half / line)):
            rooms = [
                room * (1 - max(abs(n - count / 2), abs(n + 1 - count / 2)) * line / half) - 3 for n in range(count)
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
        lines = wrap(text, room - 2 * PAD, SMALL, bold)
        tall = len(lines) * SMALL * LINE + 4
        strips.append((outcome, depth + tall / 2, tall))
        marks += [Mark(0, depth + 2 + (n + 0.5) * SMALL * LINE, one, SMALL, bold, ink) for n, one in enumerate(lines)]
        depth += tall
    return tuple(strips), depth
