"""Steps of a list whose item numbers are lost or damaged («процесс 4 – …» without «5)», «З) условие 2 – …»): a line that
begins with the label of a step begins a step, whatever stands before it.
"""

import re
from functools import cache

from msgspec import Struct

from parser.headings import ended
from parser.labels import read_label
from parser.values import Clause, Passage
from spec.model import Language

LONGEST_LABEL = 60
"""Characters in which a label and its dash stand."""


class Found(Struct, frozen=True, gc=False):
    """An item of a list: its number, told by its place where that is `lost`, and its body."""

    number: str
    body: Passage
    lost: bool


def with_lost_items(clause: Clause, language: Language) -> list[Found]:
    """The items of a clause with those whose numbers are lost; empty where none is."""
    first = (*(item.body for item in clause.items[:3]), *clause.tail[:1])
    if not any(_labelled(body.source.text[body.start : body.start + LONGEST_LABEL], language) for body in first):
        return []
    text, base = clause.whole.text, clause.whole.start
    known = {text.rfind("\n", 0, item.body.start - base) + 1: item for item in clause.items}
    begins: list[tuple[int, int, str | None]] = []
    for line in re.finditer(r"[^\n]+", text):
        item = known.get(line.start())
        if item:
            begins.append((line.start(), item.body.start - base, item.label))
        elif lost := _lost(text, line.start(), line[0], language):
            begins.append(lost)
    if len(begins) == len(clause.items) or sum(_labelled(text[at:], language) for _, at, _ in begins) < 3:
        return []
    starts = [start for start, _, _ in begins]
    found: list[Found] = []
    digits = 2 * sum(label is not None and label.isdigit() for _, _, label in begins) > len(begins)
    for (_, at, label), stop in zip(begins, [*starts[1:], _end(clause, begins[-1][1])], strict=True):
        body = text[at:stop].rstrip("; \t\n").removesuffix(".")
        last = found[-1].number if found else ""
        known_by = label if label and (label.isdigit() or not digits) else None
        number = known_by or str(int(last) + 1 if last.isdigit() else len(found) + 1)
        found.append(Found(number, clause.whole.part(at, at + len(body)), known_by is None))
    return found


def _lost(text: str, start: int, line: str, language: Language) -> tuple[int, int, str | None] | None:
    """The step that a line begins: where the line starts, where its label does, and what is left of the item's number."""
    mark = _mark().match(line)
    at = mark.end() if mark else 0
    before = text[:start].rstrip()
    if not _labelled(line[at:], language) or (before and not ended(text, len(before))):
        return None
    return start, start + at, mark["digits"] if mark else None


def _labelled(text: str, language: Language) -> bool:
    """Whether a text begins with a numbered label and a dash."""
    label = read_label(text[:LONGEST_LABEL], language)
    return label is not None and label.number is not None and bool(re.search(r"[-–—:.]", text[: label.end]))


def _end(clause: Clause, last: int) -> int:
    """Where the list ends: with its last item, or where the labelled paragraph that begins at `last` closes."""
    final = clause.items[-1].body
    if final.start - clause.whole.start == last:
        return final.end - clause.whole.start
    text = clause.whole.text
    lines = (match.start() for match in re.finditer(r"\n|$", text[last:]))
    return next((last + stop for stop in lines if ended(text, last + stop)), len(text))


@cache
def _mark() -> "re.Pattern[str]":
    """What is left of an item's number: «5», «З)», «4}», «5).», «-»."""
    return re.compile(r"\s*(?:(?P<digits>\d{1,2})|[^\W\d]{1,2}(?=[)}\].])|[|*•-])?[)}\].,:]{0,2}\s+(?=\S)")
