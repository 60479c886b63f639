"""Changes between two editions: the catalogue of their classes (spec/changes.toml), and a change as a value.

A class never changes its meaning. Words for people: spec/words/<language>/changes.toml, spoken by spec/words/changes.py.
"""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

from msgspec import Struct
from msgspec.structs import replace

from spec.model import Language, Step, Texts

Weight = Literal["breaking", "warning", "information"]
Touched = Literal["applicant", "official", "integrator"]
Operation = Literal["set", "add", "remove", "move"]

WEIGHTS: tuple[Weight, ...] = ("breaking", "warning", "information")
COSTS = {"step": 3, "move": 2}
TOUCHED: tuple[Touched, ...] = ("applicant", "official", "integrator")


class Class(Struct, frozen=True):
    """A class of change: `mirror` is the class of the same change seen from NEW to OLD; `arguments` name → vocabulary."""

    code: str
    slug: str
    severity: Weight
    touches: tuple[Touched, ...]
    mirror: str
    arguments: dict[str, str]


class StepName(Struct, frozen=True):
    """A step as a message names it; `label` is its number with the letter of a repeated one («5b»)."""

    id: str
    key: str
    kind: str
    number: int | None
    action: str
    head: Texts


class Side(Struct, frozen=True):
    """The place of a change in one of the two specs, down to the characters that state it."""

    service: str | None = None
    scenario: str | None = None
    step: StepName | None = None
    clause: Texts | None = None
    item: str | Texts | None = None
    source: str | None = None
    line: int | None = None
    start: int | None = None
    end: int | None = None

    @property
    def path(self) -> str:
        """«act», «service-1», «service-1/portal», «service-1/portal/verify_payment»."""
        parts = [self.service, self.scenario, self.step.key if self.step else None]
        return "/".join(part for part in parts if part) or "act"


class Piece(Struct, frozen=True):
    """Words of a wording change: `same` in both, only in the `old` one, or only in the `new` one."""

    part: Literal["same", "old", "new"]
    text: str


class Edit(Struct, frozen=True):
    """What `spec.patch.apply` does to OLD for a change.

    `place` is (service, scenario, step) as far as it goes, by their ids in OLD; what OLD lacks bears the id in NEW after a
    "+". `field` is empty where the thing itself is added, removed or moved; `at` is then its index in NEW.
    """

    operation: Operation
    place: tuple[str, ...]
    field: str = ""
    value: Any = None
    at: int | None = None


class Change(Struct, frozen=True):
    """One thing that NEW says otherwise than OLD: a class, its arguments, whom it touches, where in both, and its edits."""

    code: str
    severity: Weight
    touches: tuple[Touched, ...]
    arguments: dict[str, Any]
    old: Side | None
    new: Side | None
    wording: dict[Language, tuple[Piece, ...]] = {}
    edits: tuple[Edit, ...] = ()

    @property
    def side(self) -> Side:
        """The place in NEW, or in OLD where NEW has none."""
        return self.new or self.old or Side()


@cache
def classes() -> dict[str, Class]:
    """All classes by code, in the order of the codes."""
    table = tomllib.loads(files("spec").joinpath("changes.toml").read_text("utf-8"))
    return {
        code: Class(
            code, entry["slug"], entry["severity"], tuple(entry["touches"]), entry["mirror"], entry["arguments"]
        )
        for code, entry in sorted(table.items())
    }


@cache
def _codes() -> dict[str, str]:
    return {entry.slug: code for code, entry in classes().items()}


def change(slug: str, old: Side | None, new: Side | None, edits: tuple[Edit, ...] = (), /, **arguments: Any) -> Change:
    """A change of class `slug`. Raises KeyError for an unknown class, TypeError for arguments that are not the class's."""
    kind = classes()[_codes()[slug]]
    if set(arguments) != set(kind.arguments):
        raise TypeError(f"{kind.code} takes {sorted(kind.arguments)}, not {sorted(arguments)}")
    values = {name: arguments[name] for name in kind.arguments}
    return Change(kind.code, kind.severity, kind.touches, values, old, new, {}, edits)


def mirror(one: Change) -> Change:
    """The same change seen from NEW to OLD, without its edits."""
    swapped = {"old": "new", "new": "old", "path_old": "path_new", "path_new": "path_old"}
    kind = classes()[classes()[one.code].mirror]
    named = {swapped.get(name, name): value for name, value in one.arguments.items()}
    wording = {language: turned(pieces) for language, pieces in one.wording.items()}
    return Change(
        kind.code,
        kind.severity,
        one.touches,
        {name: named[name] for name in kind.arguments},
        one.new,
        one.old,
        wording,
    )


def turned(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces seen from the other side; of neighbours that differ, the old words stand first."""
    parts: dict[str, Literal["same", "old", "new"]] = {"same": "same", "old": "new", "new": "old"}
    flipped = [replace(piece, part=parts[piece.part]) for piece in pieces]
    for n in range(len(flipped) - 1):
        if flipped[n].part == "new" and flipped[n + 1].part == "old":
            flipped[n], flipped[n + 1] = flipped[n + 1], flipped[n]
    return tuple(flipped)


def step_name(step: Step) -> StepName:
    """How messages name `step`."""
    return StepName(step.id, step.key, step.kind, step.number, step.action, step.head)


def heavier(weight: Weight, level: str) -> bool:
    """Whether `weight` is at least `level` ("never" is never reached)."""
    return level != "never" and WEIGHTS.index(weight) <= WEIGHTS.index(cast(Weight, level))


def cost(changes: Iterable[Change]) -> int:
    """What the changes cost: three for a step (or more) that comes, goes, parts or merges, two for a move, one for a fact."""
    return sum(_cost(one) for one in changes)


def _cost(one: Change) -> int:
    whole = [edit for edit in one.edits if not edit.field]
    if not whole:
        return 1
    return COSTS["move"] if whole[0].operation == "move" else COSTS["step"] * len(whole)
