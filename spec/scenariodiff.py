"""One scenario in two editions: its steps, its flow and its tables, told in the fewest changes."""

from collections.abc import Sequence

from msgspec.structs import replace

from spec.changes import Change, Edit, Side, change, cost
from spec.flowdiff import Flow, FlowChanges, Link, Stop, compare, flow, touching
from spec.matching import Matching, Pair, match_steps
from spec.model import Edge, End, Scenario, Step, Texts
from spec.stepdiff import Scope, compare_steps, word_changes
from spec.structure import PARTED, Steps, named, parted, riders_of, steps_of, structure, twins_of
from spec.substance import Languages, said, scenario_facts, table_fact

TRIES = 6  # other tales of what moved
CHOICES = {"RD174": "RD192", "RD175": "RD193"}  # a way to end a step → the end of the case


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
    steps = steps_of(old, new, matching)
    twins = twins_of(old, new, steps)
    split = parted(twins, steps.come, new.steps, scope)
    merged = parted([(b, a) for a, b in twins], steps.gone, old.steps, scope)
    found = structure(scope, steps, split, merged, riders_of(scope, steps))
    shared = {part.id for one in split for part in one.parts}, {part.id for one in merged for part in one.parts}
    same: list[Change] = []
    for before, after in twins:
        explained = PARTED if after.id in shared[0] or before.id in shared[1] else frozenset[str]()
        same += compare_steps(before, after, scope, explained)
    differences = _flow(scope, steps, {one.side.step.id for one in same if one.code == "RD161" and one.side.step})
    own = _flow_changes(scope, steps, differences)
    found = _explain(found, differences, scope)
    if old.channel != new.channel:
        edit = scope.edit("set", "", "channel", new.channel)
        channels = {"old": old.channel, "new": new.channel}
        own.append(change("scenario_channel_changed", scope.side(0), scope.side(1), (edit,), **channels))
    return _with_tables(scope, [*found, *_with_ends(same, own)], steps)


def _with_ends(same: list[Change], own: list[Change]) -> list[Change]:
    """Another way to end a step, which ends the case there, is one change: the end, with what the step says otherwise."""
    choices = {
        (CHOICES[one.code], one.arguments["choice"], one.edits[0].place[2]): one for one in same if one.code in CHOICES
    }
    for n, one in enumerate(own):
        if one.code in CHOICES.values():
            step, end = one.edits[0].value
            choice = choices.get((one.code, end.given.get(step), step))
            if choice in same and len(end.given) == 1:
                same = [other for other in same if other is not choice]
                own[n] = replace(one, edits=(*choice.edits, *one.edits), wording=choice.wording)
    return [*same, *own]


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
        arguments = {"when": left[2], "old": named(before(left[1])), "new": named(after(right[1]))}
        found.append(change("branch_redirected", *sides(left[0]), edits([left], [right]), **arguments))
    for link in flows.removed:
        arguments = {"to": named(before(link[1])), "when": link[2]}
        found.append(change("branch_removed", *sides(link[0]), edits([link], []), **arguments))
    for link in flows.added:
        arguments = {"to": named(after(link[1])), "when": link[2]}
        found.append(change("branch_added", *sides(link[0]), edits([], [link]), **arguments))
    for link in flows.guards:
        guards = old.edges[link].guard, new.edges[link].guard
        both = edits([link], [link])
        if said(guards[0], scope.languages) is None:
            found.append(change("guard_added", *sides(link[0]), both, to=named(after(link[1])), guard=guards[1]))
        elif said(guards[1], scope.languages) is None:
            found.append(change("guard_removed", *sides(link[0]), both, to=named(before(link[1])), guard=guards[0]))
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
    places = [[_number(step, languages) for step in scenario.steps] for scenario in (old, new)]
    return sum(places[0][a] != places[1][b] for a, b in pairs)


def _number(step: Step, languages: Languages) -> tuple[object, ...]:
    """The numbers that a step bears, in the languages that both editions have."""
    item = said(step.item, languages) if isinstance(step.item, Texts) else step.item
    return (step.number, said(step.clause, languages), item if languages else None)
