"""Steps that came, went, moved, split or merged between two editions of a scenario, as changes."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from spec.changes import Change, Edit, change, step_name
from spec.matching import Matching, word_set
from spec.model import Scenario, Step
from spec.stepdiff import Scope, place, word_changes
from spec.substance import said
from spec.worst import NOTHING

PARTED = frozenset(("texts", "also", "systems", "checks"))  # what a split or a merge shares out
COVERED = 0.8  # share of the words of a part that the whole has


class Steps(Struct, frozen=True):
    """Which step is which: ids of OLD by ids of NEW, those that `moved` (by their ids in OLD), and the rest of each side."""

    names: dict[str, str]
    moved: frozenset[str]
    gone: tuple[Step, ...]
    come: tuple[Step, ...]

    @property
    def touched(self) -> set[str]:
        """The shared names of the steps that came, went or moved."""
        return {*self.moved, *(step.id for step in self.gone), *(f"+{step.id}" for step in self.come)}


class Parted(Struct, frozen=True):
    """A step of one side that is two or more of the other: the whole, and its parts in their order."""

    whole: Step
    parts: tuple[Step, ...]


def steps_of(old: Scenario, new: Scenario, matching: Matching) -> Steps:
    names = {new.steps[b].id: old.steps[a].id for a, b in matching.pairs}
    left, right = {a for a, _ in matching.pairs}, {b for _, b in matching.pairs}
    return Steps(
        names,
        frozenset(old.steps[a].id for a, _ in matching.moved),
        tuple(step for n, step in enumerate(old.steps) if n not in left),
        tuple(step for n, step in enumerate(new.steps) if n not in right),
    )


def twins_of(old: Scenario, new: Scenario, steps: Steps) -> list[tuple[Step, Step]]:
    known = {step.id: step for step in old.steps}
    return [(known[steps.names[step.id]], step) for step in new.steps if step.id in steps.names]


def parted(twins: list[tuple[Step, Step]], fresh: Sequence[Step], order: Sequence[Step], scope: Scope) -> list[Parted]:
    """Steps whose words stand in several steps of the other side: a twin and fresh steps beside it."""
    if not fresh or not scope.languages:
        return []
    at = {step.id: n for n, step in enumerate(order)}
    free = {step.id for step in fresh}
    found = []
    for whole, twin in twins:
        parts = [twin]
        words = _words(whole, scope)
        for direction in (1, -1):
            n = at[twin.id] + direction
            while 0 <= n < len(order) and order[n].id in free and _covers(words, order[n], scope):
                parts.append(order[n])
                n += direction
        together = frozenset[str]().union(*(_words(part, scope) for part in parts))
        grown = _words(twin, scope)
        lost = words - grown
        missing = len(lost - together)
        shared = missing <= (1 - COVERED) * len(lost) or (
            missing == 1 and len(lost) > 2
        )  # the conjunction between both
        if len(parts) > 1 and lost and shared and _covers(words, twin, scope):
            free -= {part.id for part in parts}
            found.append(Parted(whole, tuple(sorted(parts, key=lambda step: at[step.id]))))
    return found


def _words(step: Step, scope: Scope) -> frozenset[str]:
    texts = said(step.texts, scope.languages) or ()
    return frozenset().union(*(word_set(text) for text in texts)) if texts else frozenset()


def _covers(words: frozenset[str], part: Step, scope: Scope) -> bool:
    own = _words(part, scope)
    return bool(own) and len(own & words) >= COVERED * len(own)


def riders_of(scope: Scope, steps: Steps) -> dict[str, Edit]:
    """The edit that adds, removes or moves each touched step, by its shared name."""
    old, new = scope.scenarios
    at = {step.id: n for n, step in enumerate(new.steps)}
    edits = {step.id: scope.edit("remove", step.id, "", step) for step in steps.gone}
    edits |= {f"+{step.id}": scope.edit("add", f"+{step.id}", "", step, at[step.id]) for step in steps.come}
    back = {before: after for after, before in steps.names.items()}
    edits |= {name: scope.edit("move", name, "", None, at[back[name]]) for name in steps.moved}
    return edits


def structure(
    scope: Scope, steps: Steps, split: list[Parted], merged: list[Parted], riders: dict[str, Edit]
) -> list[Change]:
    """Steps that came, went, moved, were split or merged."""
    old, new = scope.scenarios
    before = {b.id: a for a, b in pairwise(old.steps)}
    ahead = {b.id: a for a, b in pairwise(new.steps)}
    found: list[Change] = []
    told = {part.id for one in split for part in one.parts}
    told_old = {part.id for one in merged for part in one.parts}
    for one in split:
        edits = tuple(riders[f"+{part.id}"] for part in one.parts if f"+{part.id}" in riders)
        twin = next(part for part in one.parts if part.id in steps.names)
        found.append(_parting("step_split", one, twin, scope, edits, turn=False))
    for one in merged:
        edits = tuple(riders[part.id] for part in one.parts if part.id in riders)
        twin = next(part for part in one.parts if part.id in steps.names.values())
        found.append(_parting("steps_merged", one, twin, scope, edits, turn=True))
    for step in steps.gone:
        if step.id not in told_old:
            found.append(_alone("removed", step, before.get(step.id), scope, riders[step.id]))
    for step in steps.come:
        if step.id not in told:
            found.append(_alone("added", step, ahead.get(step.id), scope, riders[f"+{step.id}"]))
    known = {step.id: step for step in old.steps}
    for step in new.steps:
        name = steps.names.get(step.id, "")
        if name in steps.moved:
            sides = scope.side(0, known[name]), scope.side(1, step)
            places = {"old": named(before.get(name)), "new": named(ahead.get(step.id))}
            moved = change("step_moved", None, None, (riders[name],), **places)
            found.append(place(moved, *sides, known[name], step))
    return found


def _parting(slug: str, one: Parted, twin: Step, scope: Scope, edits: tuple[Edit, ...], *, turn: bool) -> Change:
    """A split (or, to `turn`, a merge): the whole and the part that goes on as the same step take on each other's facts."""
    before, after = (twin, one.whole) if turn else (one.whole, twin)
    sides = scope.side(0, before), scope.side(1, after)
    facts = [scope.edit("set", before.id, field, getattr(after, field)) for field in sorted(PARTED)]
    parts = [step_name(part) for part in one.parts]
    made = change(slug, None, None, (*edits, *facts), whole=step_name(one.whole), parts=parts)
    wording = word_changes(before.texts, after.texts, scope.languages)
    return replace(place(made, *sides, before, after), wording=wording)


def named(step: Step | None) -> object:
    return None if step is None else step_name(step)


def _alone(how: str, step: Step, after: Step | None, scope: Scope, edit: Edit) -> Change:
    """A step that came or went; a check, and a step that ends the case, are classes of their own. Where its deadline makes
    the worst case another, the applicant waits."""
    which = 0 if how == "removed" else 1
    ends = scope.scenarios[which].ends.get(step.id, ())
    side = scope.side(which, step)
    what = "check" if step.kind == "condition" else "ending" if ends else "step"
    arguments: dict[str, object] = {"after": named(after)}
    if what == "ending":
        arguments["outcome"] = sorted({end.outcome for end in ends})
    else:
        ways = scope.whole() if step.deadlines else (NOTHING, NOTHING)
        arguments |= {"path_old": ways[0], "path_new": ways[1]}
    made = change(f"{what}_{how}", None, None, (edit,), **arguments)
    made = place(made, side, side, step, step)
    if arguments.get("path_old") != arguments.get("path_new") and "applicant" not in made.touches:
        made = replace(made, touches=("applicant", *made.touches))
    return replace(made, old=side if which == 0 else None, new=side if which == 1 else None)
