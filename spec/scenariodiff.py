"""One scenario in two editions: steps that came, went, moved, split or merged, what changed in the others, the flow."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from spec.changes import Change, Edit, Side, change, cost, step_name
from spec.flowdiff import Flow, FlowChanges, Link, Stop, compare, flow, touching
from spec.matching import Matching, Pair, match_steps, word_set
from spec.model import Edge, End, Scenario, Step
from spec.stepdiff import Scope, compare_steps, place, word_changes
from spec.substance import Languages, said, scenario_facts, table_fact

TRIES = 6  # other tales of what moved
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


def compare_scenarios(scope: Scope) -> list[Change]:
    """The changes within one scenario. Of two steps that changed places either may have moved: the cheaper tale is told."""
    old, new = scope.scenarios
    if scenario_facts(old, scope.languages) == scenario_facts(new, scope.languages):
        return []
    held: frozenset[Pair] = frozenset()
    matching = match_steps(old.steps, new.steps, scope.languages)
    best = _compare(scope, matching)
    for _ in range(TRIES):
        others = []
        for pair in matching.in_order()[:TRIES]:
            if all((pair[0] - a) * (pair[1] - b) > 0 for a, b in held):
                tried = match_steps(old.steps, new.steps, scope.languages, held | {pair})
                others.append((_compare(scope, tried), tried, held | {pair}))
        if not others:
            break
        found, other, kept = min(others, key=lambda entry: cost(entry[0]))
        if cost(found) >= cost(best):
            break
        best, matching, held = found, other, kept
    return best


def _compare(scope: Scope, matching: Matching) -> list[Change]:
    old, new = scope.scenarios
    steps = _steps(old, new, matching)
    twins = _twins(old, new, steps)
    split = _parted(twins, steps.come, new.steps, scope)
    merged = _parted([(b, a) for a, b in twins], steps.gone, old.steps, scope)
    found = _structure(scope, steps, split, merged, _riders(scope, steps))
    parted = {part.id for one in split for part in one.parts}, {part.id for one in merged for part in one.parts}
    same: list[Change] = []
    for before, after in twins:
        explained = PARTED if after.id in parted[0] or before.id in parted[1] else frozenset[str]()
        same += compare_steps(before, after, scope, explained)
    differences = _flow(scope, steps, {one.side.step.id for one in same if one.code == "RD161" and one.side.step})
    own = _flow_changes(scope, steps, differences)
    found = _explain(found, differences, scope)
    if old.channel != new.channel:
        edit = scope.edit("set", "", "channel", new.channel)
        channels = {"old": old.channel, "new": new.channel}
        own.append(change("scenario_channel_changed", scope.side(0), scope.side(1), (edit,), **channels))
    return _with_tables(scope, [*found, *same, *own], steps)


def _steps(old: Scenario, new: Scenario, matching: Matching) -> Steps:
    names = {new.steps[b].id: old.steps[a].id for a, b in matching.pairs}
    left, right = {a for a, _ in matching.pairs}, {b for _, b in matching.pairs}
    return Steps(
        names,
        frozenset(old.steps[a].id for a, _ in matching.moved),
        tuple(step for n, step in enumerate(old.steps) if n not in left),
        tuple(step for n, step in enumerate(new.steps) if n not in right),
    )


def _twins(old: Scenario, new: Scenario, steps: Steps) -> list[tuple[Step, Step]]:
    known = {step.id: step for step in old.steps}
    return [(known[steps.names[step.id]], step) for step in new.steps if step.id in steps.names]


def _parted(twins: list[tuple[Step, Step]], fresh: Sequence[Step], order: Sequence[Step], scope: Scope) -> list[Parted]:
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
        if len(parts) > 1 and lost and len(lost & together) >= COVERED * len(lost) and _covers(words, twin, scope):
            free -= {part.id for part in parts}
            found.append(Parted(whole, tuple(sorted(parts, key=lambda step: at[step.id]))))
    return found


def _words(step: Step, scope: Scope) -> frozenset[str]:
    texts = said(step.texts, scope.languages) or ()
    return frozenset().union(*(word_set(text) for text in texts)) if texts else frozenset()


def _covers(words: frozenset[str], part: Step, scope: Scope) -> bool:
    own = _words(part, scope)
    return bool(own) and len(own & words) >= COVERED * len(own)


def _riders(scope: Scope, steps: Steps) -> dict[str, Edit]:
    """The edit that adds, removes or moves each touched step, by its shared name."""
    old, new = scope.scenarios
    at = {step.id: n for n, step in enumerate(new.steps)}
    edits = {step.id: scope.edit("remove", step.id, "", step) for step in steps.gone}
    edits |= {f"+{step.id}": scope.edit("add", f"+{step.id}", "", step, at[step.id]) for step in steps.come}
    back = {before: after for after, before in steps.names.items()}
    edits |= {name: scope.edit("move", name, "", None, at[back[name]]) for name in steps.moved}
    return edits


def _structure(
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
            places = {"old": _named(before.get(name)), "new": _named(ahead.get(step.id))}
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


def _named(step: Step | None) -> object:
    return None if step is None else step_name(step)


def _alone(how: str, step: Step, after: Step | None, scope: Scope, edit: Edit) -> Change:
    """A step that came or went; a check, and a step that ends the case, are classes of their own."""
    which = 0 if how == "removed" else 1
    ends = scope.scenarios[which].ends.get(step.id, ())
    side = scope.side(which, step)
    what = "check" if step.kind == "condition" else "ending" if ends else "step"
    arguments: dict[str, object] = {"after": _named(after)}
    if what == "ending":
        arguments["outcome"] = sorted({end.outcome for end in ends})
    made = change(f"{what}_{how}", None, None, (edit,), **arguments)
    made = place(made, side, side, step, step)
    return replace(made, old=side if which == 0 else None, new=side if which == 1 else None)


def _flows(scope: Scope, steps: Steps) -> tuple[Flow, Flow]:
    names = {step.id: steps.names.get(step.id, f"+{step.id}") for step in scope.scenarios[1].steps}
    return flow(scope.scenarios[0], {step.id: step.id for step in scope.scenarios[0].steps}), flow(
        scope.scenarios[1], names
    )


def _flow(scope: Scope, steps: Steps, recast: set[str]) -> tuple[Flow, Flow, FlowChanges]:
    old, new = _flows(scope, steps)
    # A step whose kind changed answers otherwise: its names in OLD.
    recast = {steps.names.get(name, name) for name in recast}
    return old, new, compare(old, new, steps.touched, recast, scope.languages)


def _links(
    scope: Scope, flows: tuple[Flow, Flow], old: Sequence[Link | Stop], new: Sequence[Link | Stop]
) -> tuple[Edit, ...]:
    """The edits that take out the links `old` and put in the links `new`."""
    edits = [_link(scope, "remove", flows[0], link) for link in old]
    return (*edits, *(_link(scope, "add", flows[1], link) for link in new))


def _link(scope: Scope, operation: str, where: Flow, link: Link | Stop) -> Edit:
    value: tuple[str, End] | Edge
    if isinstance(link[2], tuple):
        value = (link[0], where.stops[link])
        return scope.edit(operation, "", "ends", value)
    return scope.edit(operation, "", "edges", where.edges[link])


def _explain(found: list[Change], differences: tuple[Flow, Flow, FlowChanges], scope: Scope) -> list[Change]:
    """The changes of steps with the links that come and go with them."""
    old, new, flows = differences
    gone, come = list(flows.explained_old), list(flows.explained_new)
    result = []
    for one in found:
        names = {edit.place[2] for edit in one.edits if len(edit.place) == 3 and not edit.field}
        mine = [link for name in sorted(names) for link in touching(gone, name)]
        ours = [link for name in sorted(names) for link in touching(come, name)]
        mine, ours = list(dict.fromkeys(mine)), list(dict.fromkeys(ours))
        gone, come = [link for link in gone if link not in mine], [link for link in come if link not in ours]
        result.append(replace(one, edits=(*one.edits, *_links(scope, (old, new), mine, ours))))
    if result and (gone or come):
        result[0] = replace(result[0], edits=(*result[0].edits, *_links(scope, (old, new), gone, come)))
    return result


def _flow_changes(scope: Scope, steps: Steps, differences: tuple[Flow, Flow, FlowChanges]) -> list[Change]:
    """Branches, guards and ends that changed by themselves."""
    old, new, flows = differences
    back = {before: after for after, before in steps.names.items()}
    steps_old = {step.id: step for step in scope.scenarios[0].steps}
    steps_new = {step.id: step for step in scope.scenarios[1].steps}

    def before(name: str) -> Step | None:
        return steps_old.get(name)

    def after(name: str) -> Step | None:
        return steps_new.get(back.get(name, name.removeprefix("+")))

    def sides(name: str) -> tuple[Side, Side]:
        return scope.side(0, before(name)), scope.side(1, after(name))

    def edits(gone: Sequence[Link | Stop], come: Sequence[Link | Stop]) -> tuple[Edit, ...]:
        return _links(scope, (old, new), gone, come)

    found: list[Change] = []
    for name in flows.swapped:
        gone = [link for link in old.edges if link[0] == name and link not in new.edges]
        come = [link for link in new.edges if link[0] == name and link not in old.edges]
        found.append(change("answers_swapped", *sides(name), edits(gone, come)))
    for left, right in flows.redirected:
        arguments = {"when": left[2], "old": _named(before(left[1])), "new": _named(after(right[1]))}
        found.append(change("branch_redirected", *sides(left[0]), edits([left], [right]), **arguments))
    for link in flows.removed:
        arguments = {"to": _named(before(link[1])), "when": link[2]}
        found.append(change("branch_removed", *sides(link[0]), edits([link], []), **arguments))
    for link in flows.added:
        arguments = {"to": _named(after(link[1])), "when": link[2]}
        found.append(change("branch_added", *sides(link[0]), edits([], [link]), **arguments))
    for link in flows.guards:
        guards = old.edges[link].guard, new.edges[link].guard
        both = edits([link], [link])
        if said(guards[0], scope.languages) is None:
            found.append(change("guard_added", *sides(link[0]), both, to=_named(after(link[1])), guard=guards[1]))
        elif said(guards[1], scope.languages) is None:
            found.append(change("guard_removed", *sides(link[0]), both, to=_named(before(link[1])), guard=guards[0]))
        else:
            one = change("guard_changed", *sides(link[0]), both, old=guards[0], new=guards[1])
            found.append(replace(one, wording=word_changes(*guards, scope.languages)))
    for was, now in flows.turned:
        found.append(change("outcome_changed", *sides(was[0]), edits([was], [now]), old=was[1], new=now[1]))
    for stop in flows.stops_added:
        found.append(change("end_added", *sides(stop[0]), edits([], [stop]), outcome=stop[1]))
    for stop in flows.stops_removed:
        found.append(change("end_removed", *sides(stop[0]), edits([stop], []), outcome=stop[1]))
    return found


def _with_tables(scope: Scope, changes: list[Change], steps: Steps) -> list[Change]:
    """The changes of the annex tables, where no step's change explains them."""
    old, new = scope.scenarios
    told = {side.step.number for one in changes for side in (one.old, one.new) if side and side.step}
    edit = scope.edit("set", "", "table", new.table)
    found: list[Change] = []
    explained = False
    for language in scope.languages:
        left, right = (old.table or {}).get(language), (new.table or {}).get(language)
        if (left and table_fact(left)) == (right and table_fact(right)):
            continue
        if left is None or right is None:
            slug = "table_added" if left is None else "table_removed"
            found.append(change(slug, scope.side(0), scope.side(1), (edit,), language=language))
            continue
        rows = dict(zip((column.number for column in right.columns), table_fact(right), strict=True))
        before = dict(zip((column.number for column in left.columns), table_fact(left), strict=True))
        differing = sorted(number for number in rows.keys() | before.keys() if rows.get(number) != before.get(number))
        if (steps.touched or told.issuperset(differing)) and changes:
            explained = True
            continue
        columns = ", ".join(map(str, differing))
        found.append(change("table_changed", scope.side(0), scope.side(1), (edit,), columns=columns))
    if explained:
        changes = [replace(changes[0], edits=(*changes[0].edits, edit)), *changes[1:]]
    return [*changes, *found]


def renumbered(old: Scenario, new: Scenario, languages: Languages) -> int:
    """How many steps bear another number, item or clause and are otherwise the same steps."""
    pairs = match_steps(old.steps, new.steps, languages).pairs
    places = [[(step.number, step.clause, step.item) for step in scenario.steps] for scenario in (old, new)]
    return sum(places[0][a] != places[1][b] for a, b in pairs)
