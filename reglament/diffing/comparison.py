"""Two sides → what changed between them, weighed by the project's settings and its list of allowed changes."""

from collections.abc import Mapping
from datetime import date
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from reglament.config import Allowance, Differences
from reglament.diffing.due import due
from reglament.diffing.reading import Side as Acts
from reglament.diffing.reading import pairs
from spec.changes import WEIGHTS, Change, Side, change, heavier
from spec.diff import diff, renumbered_steps
from spec.model import Spec
from spec.substance import shared_languages

if TYPE_CHECKING:
    from spec.behaviour import Behaviour


class Judged(Struct, frozen=True):
    """A change, the entry of the settings that allows it, and when a case begun on a given day would be over in both."""

    change: Change
    allowed: Allowance | None
    due: tuple[date, date] | None = None


class ActDiff(Struct, frozen=True):
    """One act in both editions; a side is None where it lacks the act. `files` are the spec files they came from."""

    old: Spec | None
    new: Spec | None
    files: tuple[str, str]
    changes: tuple[Judged, ...]
    renumbered: int
    shared: bool
    behaviour: "Behaviour | None" = None

    @property
    def either(self) -> Spec:
        """NEW, or OLD where the act is gone."""
        spec = self.new or self.old
        assert spec is not None
        return spec


class Comparison(Struct, frozen=True):
    """Everything that a comparison found; `stale` and `expired` are entries of the settings to look at again."""

    arguments: tuple[str, str]
    acts: tuple[ActDiff, ...]
    stale: tuple[Allowance, ...]
    expired: tuple[Allowance, ...]

    @property
    def changes(self) -> tuple[Judged, ...]:
        """The changes of all acts."""
        return tuple(one for act in self.acts for one in act.changes)

    def counts(self) -> dict[str, int]:
        """How many changes of each weight are not allowed."""
        open_ = [one.change.severity for one in self.changes if one.allowed is None]
        return {weight: open_.count(weight) for weight in WEIGHTS}

    def fails(self, level: str) -> bool:
        """Whether a change that is not allowed is at least of weight `level`."""
        return any(one.allowed is None and heavier(one.change.severity, level) for one in self.changes)


def compare(
    old: Acts,
    new: Acts,
    settings: Differences,
    today: date,
    *,
    walk: bool = False,
    begun: date | None = None,
    schedule: Mapping[str, Any] = MappingProxyType({}),
) -> Comparison:
    """The comparison of all acts of both sides.

    With `walk`, every way through both graphs too; with `begun`, when a case of that day would be over by the `schedule` of
    the provider.
    """
    used: set[int] = set()
    acts = []
    for a, b in pairs(old, new):
        before, after = None if a is None else old.specs[a], None if b is None else new.specs[b]
        changes = [_judged(one, settings, today, used) for one in changes_of(before, after)]
        changes = [replace(one, due=due(one.change, begun, schedule)) if begun else one for one in changes]
        both = before is not None and after is not None
        acts.append(
            ActDiff(
                before,
                after,
                ("" if a is None else old.files[a], "" if b is None else new.files[b]),
                tuple(sorted(changes, key=lambda one: WEIGHTS.index(one.change.severity))),
                renumbered_steps(before, after) if before and after else 0,
                not both or bool(shared_languages(before, after)),  # type: ignore[arg-type]
                _walked(before, after) if walk and before and after else None,
            )
        )
    expired = tuple(entry for entry in settings.allow if entry.expires < today)
    stale = tuple(entry for n, entry in enumerate(settings.allow) if n not in used and entry not in expired)
    return Comparison((old.argument, new.argument), tuple(acts), stale, expired)


def changes_of(old: Spec | None, new: Spec | None) -> tuple[Change, ...]:
    """The changes of one act, which may be wholly new or gone."""
    if old is not None and new is not None:
        return diff(old, new)
    if new is not None:
        return (change("act_added", None, Side(), title=new.act.titles),)
    assert old is not None
    return (change("act_removed", Side(), None, title=old.act.titles),)


def _walked(old: Spec, new: Spec) -> "Behaviour":
    from spec.behaviour import behaviour

    return behaviour(old, new)


def _judged(one: Change, settings: Differences, today: date, used: set[int]) -> Judged:
    one = replace(one, severity=settings.severity.get(one.code, one.severity))
    places = {side.path for side in (one.old, one.new) if side is not None}
    for n, entry in enumerate(settings.allow):
        fits = entry.code == one.code and any(fnmatchcase(place, entry.place) for place in places)
        if fits and entry.expires >= today:
            used.add(n)
            return Judged(one, entry)
    return Judged(one, None)
