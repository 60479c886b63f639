"""A comparison as JSON: everything the other formats tell, and the edits that make NEW of OLD."""

from datetime import date
from typing import Any

from msgspec import Struct

from reglament.config import Allowance
from reglament.diffing.comparison import Comparison
from reglament.diffing.rows import fingerprint, heading, row
from spec.behaviour import Behaviour
from spec.changes import Edit, Piece, Side, Touched, Weight
from spec.codec import dump
from spec.model import Language

FORMAT = "reglament-diff/1"


class ChangeEntry(Struct, frozen=True):
    """One change: its class, weight and arguments (vocabulary as in the spec), its places, its words in `language`."""

    code: str
    slug: str
    severity: Weight
    touches: tuple[Touched, ...]
    path: str
    old: Side | None
    new: Side | None
    arguments: dict[str, Any]
    message: str
    wording: dict[Language, tuple[Piece, ...]]
    allowed: Allowance | None
    due: tuple[date, date] | None
    fingerprint: str
    edits: tuple[Edit, ...]


class ActEntry(Struct, frozen=True):
    """The changes of one act; `renumbered` steps differ in nothing but their number or clause."""

    act: str
    title: str
    old: bool
    new: bool
    languages_in_common: bool
    renumbered: int
    changes: tuple[ChangeEntry, ...]
    behaviour: Behaviour | None


class Document(Struct, frozen=True):
    """`reglament diff --format json`; `language` is that of the messages."""

    format: str
    language: str
    old: str
    new: str
    counts: dict[str, int]
    acts: tuple[ActEntry, ...]
    stale: tuple[Allowance, ...]
    expired: tuple[Allowance, ...]


def render(comparison: Comparison, language: str) -> bytes:
    """The comparison as JSON."""
    acts = []
    for act in comparison.acts:
        entries = []
        for one in act.changes:
            found, words = one.change, row(one, act, language)
            entries.append(
                ChangeEntry(
                    found.code,
                    words.slug,
                    found.severity,
                    found.touches,
                    words.path,
                    found.old,
                    found.new,
                    found.arguments,
                    words.message,
                    found.wording,
                    one.allowed,
                    one.due,
                    fingerprint(words),
                    found.edits,
                )
            )
        acts.append(
            ActEntry(
                act.either.act.id,
                heading(act, language),
                act.old is not None,
                act.new is not None,
                act.shared,
                act.renumbered,
                tuple(entries),
                act.behaviour,
            )
        )
    old, new = comparison.arguments
    counts = comparison.counts()
    return dump(Document(FORMAT, language, old, new, counts, tuple(acts), comparison.stale, comparison.expired))
