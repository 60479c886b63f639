"""Edits of an act, made in each of its texts, and the findings that are new after an edit."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache

from parser.parse import ParsedAct, parse
from spec.model import Finding, Language, Scenario, Service, Step
from spec.rules import rules
from tests.acts import act
from tests.mutants import Piece, edited, place, whole_line

Edit = Callable[[str, Language], Iterable[Piece]]
"""The pieces to change in a text (of one source, in one language)."""

LOOSE = {"RG276": frozenset({"columns"}), "RG206": frozenset({"numbers"}), "RG254": frozenset({"text"})}
"""Arguments that change with what stands around: the columns of the decision, the numbers cited, the words quoted."""


def parsed(texts: dict[str, str]) -> ParsedAct:
    """The act of these texts, by source."""
    (only,) = parse([(f"{source}.txt", text.encode()) for source, text in texts.items()]).acts
    return only


@cache
def original(name: str) -> ParsedAct:
    """An act read from its normalised texts, as its mutants are."""
    return parsed(act(name).texts)


def languages(read: ParsedAct) -> list[Language]:
    """The languages of an act."""
    return sorted({language for source in read.spec.sources for language in source.languages})


def mutant(read: ParsedAct, edits: Iterable[tuple[str, Piece]]) -> ParsedAct:
    """The act after `edits` (source, piece)."""
    pieces: dict[str, list[Piece]] = {}
    for source, piece in edits:
        pieces.setdefault(source, []).append(piece)
    return parsed({source: edited(text, pieces.get(source, ())) for source, text in read.texts.items()})


def lines_of(read: ParsedAct, steps: Iterable[Step]) -> list[tuple[str, Piece]]:
    """Pieces that take out the lines of these steps, in each text."""
    gone = []
    for step in steps:
        for language, spans in step.source.items():
            source = spans[0].source
            gone.append((source, (*whole_line(read.texts[source], *place(step, language)), "")))
    return gone


def fact(found: Finding) -> tuple[object, ...]:
    """A finding without its place in the text, and without words and counts that any edit changes."""
    rule = rules()[found.code]
    loose = rule.worded | LOOSE.get(found.code, frozenset())
    said = tuple(
        (name, re.sub(r" – \d+| \(\d+\)", "", str(value)))
        for name, value in found.arguments.items()
        if name not in loose
    )
    return (found.code, found.where.service, found.where.scenario, *said)


def new(before: ParsedAct, after: ParsedAct) -> Counter[tuple[object, ...]]:
    """The facts found after an edit and not before."""
    return Counter(map(fact, after.spec.findings)) - Counter(map(fact, before.spec.findings))


def scenario_of(read: ParsedAct, service: str, name: str) -> tuple[Service, Scenario]:
    """A scenario and its service."""
    found = next(one for one in read.spec.services if one.id == service)
    return found, next(one for one in found.scenarios if one.id == name)
