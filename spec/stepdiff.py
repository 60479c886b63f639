"""One step in two editions: what it says otherwise, as changes."""

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from spec.changes import Change, Edit, Piece, Side, change, classes, step_name, turned
from spec.model import Deadline, Language, Scenario, Service, Step, Texts
from spec.pairs import common
from spec.substance import Languages, deadline_fact, ordered, outcome_facts, plain, said, step_facts
from spec.worst import NOTHING, Duration, by_length, duration, through


class Scope(Struct, frozen=True):
    """Where a comparison is: a service and a scenario of both specs, and the languages that both have."""

    languages: Languages
    services: tuple[Service, Service]
    scenarios: tuple[Scenario, Scenario]
    worst: dict[str, dict[str, Duration]] = {}

    def side(self, which: int, step: Step | None = None) -> Side:
        """A place in OLD (0) or NEW (1)."""
        service, scenario = self.services[which], self.scenarios[which]
        return step_side(service.id, scenario.id, step) if step else Side(service.id, scenario.id)

    def edit(self, operation: Any, step: str, field: str, value: Any, at: int | None = None) -> Edit:
        """An edit at a step, or at the scenario where `step` is empty."""
        place = (self.services[0].id, self.scenarios[0].id)
        return Edit(operation, (*place, step) if step else place, field, value, at)

    def path(self, which: int, step: str) -> Duration:
        """The worst case of the whole way through a step of OLD (0) or NEW (1)."""
        return self._paths(which).get(step, NOTHING)

    def _paths(self, which: int) -> dict[str, Duration]:
        key = "old" if which == 0 else "new"
        if key not in self.worst:
            self.worst[key] = through(self.scenarios[which])
        return self.worst[key]

    def whole(self) -> tuple[Duration, Duration]:
        """The worst case of any way through OLD and through NEW."""
        old, new = (self._paths(which).values() for which in (0, 1))
        return max(old, key=by_length, default=NOTHING), max(new, key=by_length, default=NOTHING)


def step_side(service: str, scenario: str, step: Step) -> Side:
    """The place of a step, with the characters that state it first."""
    spans = next((spans for language in ("ru", "kk") if (spans := step.source.get(language))), ())
    side = Side(service, scenario, step_name(step), step.clause, step.item)
    if not spans:
        return side
    span = spans[0]
    return replace(side, source=span.source, line=span.line, start=span.start, end=span.end)


def compare_steps(old: Step, new: Step, scope: Scope, without: frozenset[str] = frozenset()) -> list[Change]:
    """The changes of one step; fields in `without` are explained by a split or a merge."""
    if step_facts(old, scope.languages) == step_facts(new, scope.languages):
        return []
    sides = scope.side(0, old), scope.side(1, new)
    found: list[Change] = []
    for field, compare in COMPARISONS.items():
        if field not in without:
            found += [place(one, *sides, old, new) for one in compare(old, new, scope)]
    if "texts" in without or said(old.texts, scope.languages) == said(new.texts, scope.languages):
        return found
    reworded = scope.edit("set", old.id, "texts", new.texts)
    wording = word_changes(old.texts, new.texts, scope.languages)
    if found:
        found.sort(key=_either_way)
        return [replace(found[0], wording=wording, edits=(*found[0].edits, reworded)), *found[1:]]
    return [replace(place(change("wording_changed", None, None, (reworded,)), *sides, old, new), wording=wording)]


def _either_way(one: Change) -> tuple[str, list[str]]:
    """An order that is the same seen from either side."""
    return min(one.code, classes()[one.code].mirror), sorted(map(repr, one.arguments.values()))


def place(one: Change, old: Side, new: Side, before: Step, after: Step) -> Change:
    """`one` at its step in both specs; what the applicant does touches the applicant."""
    touches = one.touches
    if "consumer" in (before.performer, after.performer) and "applicant" not in touches:
        touches = ("applicant", *touches)
    return replace(one, old=old, new=new, touches=touches)


def _value(slug: str, field: str) -> Callable[[Step, Step, Scope], Iterator[Change]]:
    def compare(old: Step, new: Step, scope: Scope) -> Iterator[Change]:
        before, after = getattr(old, field), getattr(new, field)
        if before != after:
            yield change(slug, None, None, (scope.edit("set", old.id, field, after),), old=before, new=after)

    return compare


def _members(added: str, removed: str, field: str, argument: str) -> Callable[[Step, Step, Scope], Iterator[Change]]:
    def compare(old: Step, new: Step, scope: Scope) -> Iterator[Change]:
        before, after = getattr(old, field), getattr(new, field)
        follows = field == "systems" and old.needs != new.needs and _needs_follow(old, new)
        rider = (scope.edit("set", old.id, "needs", new.needs),) if follows else ()
        for value in dict.fromkeys(before):
            if value not in after:
                edits = (scope.edit("remove", old.id, field, value),) * before.count(value)
                yield change(removed, None, None, (*edits, *rider), **{argument: value})
        for value in dict.fromkeys(after):
            if value not in before:
                edits = (scope.edit("add", old.id, field, value),) * after.count(value)
                yield change(added, None, None, (*edits, *rider), **{argument: value})

    return compare


def _texts(slugs: tuple[str, str, str], field: str, argument: str) -> Callable[[Step, Step, Scope], Iterator[Change]]:
    added, removed, changed = slugs

    def compare(old: Step, new: Step, scope: Scope) -> Iterator[Change]:
        before, after = getattr(old, field), getattr(new, field)
        left, right = said(before, scope.languages), said(after, scope.languages)
        edits = (scope.edit("set", old.id, field, after),)
        if left == right:
            return
        if left is None:
            yield change(added, None, None, edits, **{argument: after})
        elif right is None:
            yield change(removed, None, None, edits, **{argument: before})
        else:
            one = change(changed, None, None, edits, old=before, new=after)
            yield replace(one, wording=word_changes(before, after, scope.languages))

    return compare


def _needs(old: Step, new: Step, scope: Scope) -> Iterator[Change]:
    """Which systems stand in for each other; one that came or went is told as such."""
    before, after = (ordered(map(ordered, step.needs)) if step.needs else None for step in (old, new))
    if before != after and not _needs_follow(old, new):
        edits = (scope.edit("set", old.id, "needs", new.needs),)
        yield change("alternatives_changed", None, None, edits, old=old.needs, new=new.needs)


def _needs_follow(old: Step, new: Step) -> bool:
    """Whether the alternatives among the systems that both have are the same, and others came or went."""
    both = set(old.systems) & set(new.systems)
    if both == set(old.systems) | set(new.systems):
        return False
    left, right = ({frozenset(part) & both for part in step.needs or ()} for step in (old, new))
    return {part for part in left if len(part) > 1} == {part for part in right if len(part) > 1}


def _outcomes(old: Step, new: Step, scope: Scope) -> Iterator[Change]:
    """Ways in which a step ends; deadlines that changed are told as such, not as other ways. That the papers may be
    accepted is no news beside a refusal."""
    before = {one.id: one for one in old.outcomes}
    after = {one.id: one for one in new.outcomes}
    edits = _endings(old, new, scope)
    for name in before:
        if name not in after and name != "acceptance":
            yield change("choice_removed", None, None, edits, choice=name)
    for name in after:
        if name not in before and name != "acceptance":
            yield change("choice_added", None, None, edits, choice=name)
    for name in before:
        if name in after:
            left, right = said(before[name].guard, scope.languages), said(after[name].guard, scope.languages)
            if left != right:
                guards = before[name].guard, after[name].guard
                one = change("guard_changed", None, None, edits, old=guards[0], new=guards[1])
                yield replace(one, wording=word_changes(*guards, scope.languages))


def _deadlines(old: Step, new: Step, scope: Scope) -> Iterator[Change]:
    """Deadlines, text and table together where both say the same; the outcomes that name them go with the first."""
    pairs: dict[Any, list[tuple[Deadline | None, Deadline | None]]] = {}
    for before, after in _pair_deadlines(old.deadlines, new.deadlines):
        key = (_limit(before), _limit(after))
        pairs.setdefault(key, []).append((before, after))
    edits = _endings(old, new, scope)
    for found in pairs.values():
        before, after = found[0]
        ways = {"path_old": scope.path(0, old.id), "path_new": scope.path(1, new.id)}
        values = {name: deadline for name, deadline in (("old", before), ("new", after)) if deadline is not None}
        yield change(_deadline_slug(before, after), None, None, edits, **values, **ways)
    left, right = outcome_facts(old, scope.languages), outcome_facts(new, scope.languages)
    if not pairs and left != right and [one[:2] for one in left] == [one[:2] for one in right]:
        yield change("choice_changed", None, None, edits)


def _endings(old: Step, new: Step, scope: Scope) -> tuple[Edit, ...]:
    """Deadlines and the outcomes that name them by their index change as one."""
    return (scope.edit("set", old.id, "deadlines", new.deadlines), scope.edit("set", old.id, "outcomes", new.outcomes))


def _limit(deadline: Deadline | None) -> Any:
    return deadline and deadline_fact(deadline)[:5]


def _pair_deadlines(
    old: tuple[Deadline, ...], new: tuple[Deadline, ...]
) -> list[tuple[Deadline | None, Deadline | None]]:
    """Deadlines of the same variant and evidence that differ, from the shortest; then those of one side only."""
    rest, come = list(old), []
    for deadline in new:
        twin = next((each for each in rest if deadline_fact(each) == deadline_fact(deadline)), None)
        if twin is None:
            come.append(deadline)
        else:
            rest.remove(twin)
    groups: dict[Any, tuple[list[Deadline], list[Deadline]]] = {}
    for side, deadlines in enumerate((rest, come)):
        for deadline in deadlines:
            groups.setdefault((deadline.for_, deadline.evidence), ([], []))[side].append(deadline)
    found: list[tuple[Deadline | None, Deadline | None]] = []
    for key in sorted(groups, key=repr):
        left, right = (
            sorted(side, key=lambda each: (duration(each).length, repr(deadline_fact(each)))) for side in groups[key]
        )
        found += zip(left, right, strict=False)
        found += [(each, None) for each in left[len(right) :]]
        found += [(None, each) for each in right[len(left) :]]
    return found


def _deadline_slug(old: Deadline | None, new: Deadline | None) -> str:
    if old is None or new is None:
        return "deadline_set" if old is None else "deadline_dropped"
    before, after = duration(old).length, duration(new).length
    # Days of an unnamed calendar may be longer or shorter than working days; seconds are seconds.
    unsure = old.unit == new.unit == "day" and (old.calendar is None) != (new.calendar is None)
    if old.unit is None or new.unit is None or before == after or unsure:
        return "deadline_recast"
    return "deadline_longer" if after > before else "deadline_shorter"


def word_changes(old: Texts | None, new: Texts | None, languages: Languages) -> dict[Language, tuple[Piece, ...]]:
    """The words that changed, in each language where they did."""
    found: dict[Language, tuple[Piece, ...]] = {}
    for language in languages:
        before, after = (plain((each and each.get(language)) or "") for each in (old, new))
        if before != after:
            turn = after < before
            pieces = _pieces(*((after, before) if turn else (before, after)))
            found[language] = turned(pieces) if turn else pieces
    return found


def _pieces(old: str, new: str) -> tuple[Piece, ...]:
    left, right = old.split(), new.split()
    pieces: list[Piece] = []

    def add(part: Any, words: list[str]) -> None:
        if words:
            pieces.append(Piece(part, " ".join(words)))

    pairs = common(left, right)
    same: list[str] = []
    i = j = 0
    for a, b in [*pairs, (len(left), len(right))]:
        if (a, b) != (i, j):
            add("same", same)
            same = []
            add("old", left[i:a])
            add("new", right[j:b])
        same += left[a : a + 1] if a < len(left) and b < len(right) else []
        i, j = a + 1, b + 1
    add("same", same)
    return tuple(pieces)


COMPARISONS: dict[str, Callable[[Step, Step, Scope], Iterator[Change]]] = {
    "kind": _value("kind_changed", "kind"),
    "action": _value("step_renamed", "action"),
    "performer": _value("performer_changed", "performer"),
    "systems": _members("system_added", "system_removed", "systems", "system"),
    "needs": _needs,
    "decided_by": _value("decider_changed", "decided_by"),
    "checks": _members("criterion_added", "criterion_removed", "checks", "criterion"),
    "also": _members("duty_added", "duty_removed", "also", "action"),
    "only_if": _texts(("restriction_added", "restriction_removed", "restriction_changed"), "only_if", "words"),
    "outcomes": _outcomes,
    "deadlines": _deadlines,
    "result": _texts(("document_added", "document_removed", "document_changed"), "result", "document"),
}
