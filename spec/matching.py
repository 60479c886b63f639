"""Which thing of OLD is which thing of NEW: by meaning and neighbours, never by number.

Every matching is made in one direction, chosen by the content, so that NEW against OLD matches as OLD against NEW.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from msgspec import Struct

from spec.model import Scenario, Service, Step
from spec.pairs import align, common
from spec.substance import Languages, said, service_facts, step_facts

Value = TypeVar("Value")
Pair = tuple[int, int]
# What two steps have in common that are told apart last: kind, action, performer and systems; their words; their action.
CUTS: tuple[Callable[[Any], Any], ...] = (lambda facts: facts[:4], lambda facts: facts[-1], lambda facts: facts[:2])
CELLS = 2_500  # of a table of likenesses that is filled in one go
ALONE = 3  # what it costs to take out a step, or to put one in


class Matching(Struct, frozen=True):
    """The pairs of indexes, in the order of OLD; `moved` are those that stand elsewhere in NEW."""

    pairs: tuple[Pair, ...]
    moved: frozenset[Pair]
    turn: bool = False

    def in_order(self) -> list[Pair]:
        """The pairs that moved, in an order that is the same seen from either side."""
        return sorted(self.moved, key=lambda pair: pair[::-1] if self.turn else pair)


def either_way(make: Callable[[Any, Any], list[Pair]], old: Any, new: Any, turn: bool) -> list[Pair]:
    """The pairs of `make(old, new)`, or, to `turn`, of `make(new, old)` turned round."""
    return sorted((b, a) for a, b in make(new, old)) if turn else sorted(make(old, new))


def turned(old: Sequence[Any], new: Sequence[Any]) -> bool:
    """Whether the facts `new` come before the facts `old` in an order of their own."""
    for left, right in zip(old, new, strict=False):
        if left != right:
            return repr(right) < repr(left)
    return len(new) < len(old)


@lru_cache(maxsize=20_000)
def word_set(text: str) -> frozenset[str]:
    """The words of a text, without punctuation, in lower case."""
    return frozenset(word for part in text.lower().split() if (word := part.strip("«»\"'()[].,;:–-")))


def overlap(left: str, right: str) -> float:
    """The share of words that two texts have in common, 0 to 1."""
    if left == right:
        return 1.0
    a, b = word_set(left), word_set(right)
    return len(a & b) / len(a | b) if a or b else 1.0


def overlap_all(left: tuple[str, ...] | None, right: tuple[str, ...] | None) -> float:
    """`overlap` in the language where it is least of those that both have; 0 where only one says anything."""
    if not left or not right:
        return 1.0 if left == right else 0.0
    found = [overlap(a, b) for a, b in zip(left, right, strict=True) if a and b]
    return min(found, default=0.0)


def match_steps(
    old: Sequence[Step], new: Sequence[Step], languages: Languages, held: frozenset[Pair] = frozenset()
) -> Matching:
    """The steps that are one step: the longest part in common, then what moved as it is, then what is most alike.

    The pairs in `held` stay where they are: what stands on the other side of them moves.
    """
    facts = [step_facts(step, languages) for step in old], [step_facts(step, languages) for step in new]
    if facts[0] == facts[1]:
        return Matching(tuple((n, n) for n in range(len(old))), frozenset())
    moves: set[Pair] = set()
    turn = turned(*facts)
    fixed = sorted(pair[::-1] for pair in held) if turn else sorted(held)

    def make(left: Sequence[Any], right: Sequence[Any]) -> list[Pair]:
        pairs, moved = _match(left, right, fixed)
        moves.update(moved)
        return pairs + moved

    pairs = either_way(make, *facts, turn)
    moved = {(b, a) for a, b in moves} if turn else moves
    return Matching(tuple(pairs), frozenset(moved), turn)


def _match(left: Sequence[Any], right: Sequence[Any], held: list[Pair]) -> tuple[list[Pair], list[Pair]]:
    anchors: list[Pair] = []
    last = (0, 0)
    for a, b in [*held, (len(left), len(right))]:
        inner = common(left[last[0] : a], right[last[1] : b])
        anchors += [(i + last[0], j + last[1]) for i, j in inner]
        anchors += [(a, b)] if a < len(left) else []
        last = (a + 1, b + 1)
    kept = {a for a, _ in anchors}, {b for _, b in anchors}
    free = [n for n in range(len(left)) if n not in kept[0]]
    free_right = [n for n in range(len(right)) if n not in kept[1]]
    waiting: dict[Any, list[int]] = {}
    for b in free_right:
        waiting.setdefault(right[b], []).append(b)
    moved = [(a, waiting[left[a]].pop(0)) for a in free if waiting.get(left[a])]
    gone = {a for a, _ in moved}, {b for _, b in moved}
    pairs = list(anchors)
    for (a0, b0), (a1, b1) in zip([(-1, -1), *anchors], [*anchors, (len(left), len(right))], strict=True):
        rows = [n for n in range(a0 + 1, a1) if n not in gone[0]]
        columns = [n for n in range(b0 + 1, b1) if n not in gone[1]]
        pairs += _fill(rows, columns, left, right)
    known = {a for a, _ in pairs} | gone[0], {b for _, b in pairs} | gone[1]
    rows = [n for n in free if n not in known[0]]
    columns = [n for n in free_right if n not in known[1]]
    actions = [left[n][1] for n in rows], [right[n][1] for n in columns]
    only = {action for action in actions[0] if action != "other" and [side.count(action) for side in actions] == [1, 1]}
    moved += greedy(rows, columns, lambda a, b: _elsewhere(left[a], right[b], only), ALONE - 0.5)
    return pairs, moved


def _fill(rows: list[int], columns: list[int], left: Sequence[Any], right: Sequence[Any]) -> list[Pair]:
    """The pairs between two anchors; a large gap is first cut at steps that have the most in common."""
    if not rows or not columns:
        return []
    if len(rows) * len(columns) > CELLS:
        cuts = (common([cut(left[n]) for n in rows], [cut(right[n]) for n in columns]) for cut in CUTS)
        anchors = max(cuts, key=len)
        pairs = [(rows[a], columns[b]) for a, b in anchors if likeness(left[rows[a]], right[columns[b]]) > 0]
        if not anchors:
            return []
        ends = [(-1, -1), *anchors, (len(rows), len(columns))]
        for (a0, b0), (a1, b1) in zip(ends, ends[1:], strict=False):
            if (a1 - a0) * (b1 - b0) <= CELLS:
                pairs += _fill(rows[a0 + 1 : a1], columns[b0 + 1 : b1], left, right)
        return pairs
    found = align(rows, columns, lambda a, b: likeness(left[a], right[b]))
    return [(a, b) for a, b in found if a is not None and b is not None and likeness(left[a], right[b]) > 0]


def _elsewhere(left: tuple[Any, ...], right: tuple[Any, ...], only: set[str]) -> float:
    """The likeness of two steps at different places.

    Without their neighbours, a third of the words must be the same, or their action one of those that `only` they have.
    """
    alike = left[1] == right[1] and left[1] in only or overlap_all(left[-1], right[-1]) >= 1 / 3
    return likeness(left, right) if alike else 0.0


def likeness(left: tuple[Any, ...], right: tuple[Any, ...]) -> float:
    """What it saves to take two steps for one: what both cost alone, less what differs; nothing where all differs."""
    kind, action = left[0] == right[0], left[1] == right[1]
    differing: float = sum(a != b for a, b in zip(left[:-1], right[:-1], strict=True)) + (not kind) + (not action)
    known = action and left[1] != "other"
    if left[-1] is not None and right[-1] is not None:
        alike = overlap_all(left[-1], right[-1])
        differing += 0 if left[-1] == right[-1] else 1 + (1 - alike) * (2 if known else 4)
        if not action and alike < 0.5:
            return -1.0
    elif not action:
        differing += 2
    return 2 * ALONE - differing


def greedy(
    left: Sequence[Value], right: Sequence[Value], alike: Callable[[Value, Value], float], least: float
) -> list[tuple[Value, Value]]:
    """Pairs by likeness, the most alike first, none below `least`; the order of both sequences does not count."""
    if len(left) * len(right) > 4 * CELLS:
        return []
    scores = [(alike(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right)]
    pairs, taken, given = [], set(), set()
    for score, i, j in sorted(scores, key=lambda entry: (-entry[0], abs(entry[1] - entry[2]), entry[1], entry[2])):
        if score < least:
            break
        if i not in taken and j not in given:
            taken.add(i)
            given.add(j)
            pairs.append((left[i], right[j]))
    return pairs


def match_entries(
    old: Sequence[Any], new: Sequence[Any], alike: Callable[[Any, Any], float], least: float
) -> tuple[list[Pair], list[int], list[int]]:
    """Entries of two lists by their facts: pairs that differ and yet are one, then what only OLD and only NEW has."""
    counts: dict[Any, int] = {}
    for fact in new:
        counts[fact] = counts.get(fact, 0) + 1
    gone = []
    for n, fact in enumerate(old):
        if counts.get(fact):
            counts[fact] -= 1
        else:
            gone.append(n)
    come = []
    for n in range(len(new) - 1, -1, -1):
        if counts.get(new[n]):
            counts[new[n]] -= 1
            come.append(n)
    come.reverse()
    turn = turned([old[n] for n in gone], [new[n] for n in come])
    pairs = either_way(
        lambda a, b: greedy(range(len(a)), range(len(b)), lambda i, j: alike(a[i], b[j]), least),
        [old[n] for n in gone],
        [new[n] for n in come],
        turn,
    )
    named = [(gone[a], come[b]) for a, b in pairs]
    met = {a for a, _ in named}, {b for _, b in named}
    return named, [n for n in gone if n not in met[0]], [n for n in come if n not in met[1]]


def match_services(old: Sequence[Service], new: Sequence[Service], languages: Languages) -> list[Pair]:
    """The services that are one service: by title, provider and what they do; one alone on both sides is the same."""
    if len(old) == len(new) == 1:
        return [(0, 0)]
    facts = [service_facts(each, languages) for each in old], [service_facts(each, languages) for each in new]
    if facts[0] == facts[1]:
        return [(n, n) for n in range(len(old))]
    return either_way(
        lambda a, b: greedy(range(len(a)), range(len(b)), lambda i, j: service_likeness(a[i], b[j], languages), 1.0),
        old,
        new,
        turned(*facts),
    )


def service_likeness(old: Service, new: Service, languages: Languages) -> float:
    """0 to 3.5: the title counts most, then the steps, then the id."""
    title = overlap_all(said(old.titles, languages), said(new.titles, languages)) if languages else 0.0
    steps = overlap(_doing(old.scenarios), _doing(new.scenarios))
    return 2 * title + steps + (0.5 if old.id == new.id else 0.0)


def match_scenarios(old: Sequence[Scenario], new: Sequence[Scenario]) -> list[Pair]:
    """The scenarios that are one: of the same id or channel, or of much the same steps."""

    def alike(a: Scenario, b: Scenario) -> float:
        same = (a.id == b.id) + 2 * (a.channel == b.channel)
        return same + overlap(_doing([a]), _doing([b])) if same else overlap(_doing([a]), _doing([b])) - 0.2

    names = [(each.id, each.channel) for each in old], [(each.id, each.channel) for each in new]
    return either_way(
        lambda a, b: greedy(range(len(a)), range(len(b)), lambda i, j: alike(a[i], b[j]), 0.5), old, new, turned(*names)
    )


def _doing(scenarios: Sequence[Scenario]) -> str:
    """What is done, in codes: the actions, numbered where one repeats."""
    seen: dict[str, int] = {}
    words = []
    for step in (step for scenario in scenarios for step in scenario.steps):
        seen[step.action] = seen.get(step.action, 0) + 1
        words.append(f"{step.action}{seen[step.action]}")
    return " ".join(words)
