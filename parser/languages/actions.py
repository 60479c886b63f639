"""Which action a sentence states, by weight of evidence (actions.toml)."""

import tomllib
from functools import cache
from importlib.resources import files

from msgspec import Struct, to_builtins

from parser.languages.lexicon import taught
from spec.model import Channel, StepKind

ONE = 1000
"""Weights are summed as whole thousandths, so that no order of summing changes a sum."""


class Entry(Struct, frozen=True):
    """The weights of one action."""

    name: str
    do: dict[str, float]
    with_: dict[str, float]
    after: dict[str, float]
    before: dict[str, float]
    kind: dict[str, float]
    kinds: frozenset[str]
    internal: str
    performer: dict[str, str]


class Weights(Struct, frozen=True):
    """actions.toml."""

    scale: dict[str, float]
    acts: frozenset[str]
    light: frozenset[str]
    preparatory: frozenset[str]
    delivering: frozenset[str]
    passing: frozenset[str]
    verifying: frozenset[str]
    settling: frozenset[str]
    also: dict[str, dict[str, str]]
    actions: tuple[Entry, ...]
    checks: dict[str, dict[str, str]]

    def entry(self, action: str) -> Entry | None:
        """The weights of `action`, None for `other`."""
        return next((entry for entry in self.actions if entry.name == action), None)


@cache
def weights() -> Weights:
    """The table of weights."""
    table = tomllib.loads(files("parser.languages").joinpath("actions.toml").read_text("utf-8"))
    acts = table["predicates"]
    taught_actions = {name: to_builtins(weighing) for name, weighing in taught().actions.items()}
    table["actions"] |= taught_actions
    taught_acts = {concept for weighing in taught().actions.values() for concept in weighing.do}
    entries = tuple(
        Entry(
            name,
            entry["do"],
            entry["with"],
            entry.get("after", {}),
            entry.get("before", {}),
            entry.get("kind", {}),
            frozenset(entry["kinds"]),
            entry.get("internal", "never"),
            entry.get("performer", {}),
        )
        for name, entry in table["actions"].items()
    )
    return Weights(
        table["scale"],
        frozenset(acts["acts"]) | taught_acts,
        frozenset(acts["light"]),
        frozenset(acts["preparatory"]),
        frozenset(acts["delivering"]),
        frozenset(acts["passing"]),
        frozenset(acts["verifying"]),
        frozenset(acts["settling"]),
        table["also"],
        entries,
        table["checks"],
    )


class Evidence(Struct, frozen=True):
    """What speaks for an action, whatever its neighbours: the acts done (the main one first), the acts spoken of,
    everything named."""

    heads: tuple[str, ...]
    modifiers: frozenset[str]
    named: frozenset[str]
    kind: StepKind
    channel: Channel


def weigh(evidence: Evidence) -> tuple[int, ...]:
    """The weight of each action by the sentence alone, in thousandths, in the order of the table."""
    index, scale = _index(), _scale()
    sums = list(_base(evidence.kind, evidence.channel))
    done: dict[int, list[int]] = {}
    for place, concept in enumerate(evidence.heads):
        for action, value in index.do.get(concept, ()):
            done.setdefault(action, []).append(value if place == 0 else scale["later"] * value // ONE)
    for action in range(len(sums)):
        if action in done:
            best = max(done[action])
            sums[action] += best + scale["further"] * (sum(done[action]) - best) // ONE
        else:
            sums[action] -= scale["undone_cost"]
    for concept in evidence.modifiers:
        for action, value in index.do.get(concept, ()):
            sums[action] += scale["modifier"] * value // ONE
    for feature in evidence.named:
        for action, value in index.with_.get(feature, ()):
            sums[action] += value
    return tuple(sums)


def tell_action(alone: tuple[int, ...], before: str, after: str) -> str:
    """The likeliest action, given the weights by the sentence alone and the actions of the steps before and after;
    `other` where no weight reaches the threshold."""
    index, sums = _index(), list(alone)
    for table, neighbour in ((index.after, before), (index.before, after)):
        for action, value in table.get(neighbour, ()):
            sums[action] += value
    best = sums.index(max(sums))
    return weights().actions[best].name if sums[best] >= _scale()["threshold"] else "other"


class Index(Struct, frozen=True):
    """The table turned round: by concept or neighbour, the places of the actions that it speaks for and how much."""

    do: dict[str, tuple[tuple[int, int], ...]]
    with_: dict[str, tuple[tuple[int, int], ...]]
    after: dict[str, tuple[tuple[int, int], ...]]
    before: dict[str, tuple[tuple[int, int], ...]]


@cache
def _scale() -> dict[str, int]:
    return {name: round(value * ONE) for name, value in weights().scale.items()}


@cache
def _index() -> Index:
    actions = weights().actions
    return Index(
        _turned([entry.do for entry in actions]),
        _turned([entry.with_ for entry in actions]),
        _turned([entry.after for entry in actions]),
        _turned([entry.before for entry in actions]),
    )


def _turned(tables: list[dict[str, float]]) -> dict[str, tuple[tuple[int, int], ...]]:
    turned: dict[str, list[tuple[int, int]]] = {}
    for action, table in enumerate(tables):
        for key, value in table.items():
            turned.setdefault(key, []).append((action, round(value * ONE)))
    return {key: tuple(values) for key, values in turned.items()}


@cache
def _base(kind: StepKind, channel: Channel) -> tuple[int, ...]:
    """What the kind of step and the channel give each action."""
    scale = _scale()
    strange = scale["mixed_cost"] if kind == "action" else scale["channel_cost"]
    return tuple(
        round(entry.kind.get(kind, 0.0) * ONE)
        + (scale["kind_fits"] if kind in entry.kinds else -scale["kind_cost"])
        - (strange if _strange(entry, channel) else 0)
        for entry in weights().actions
    )


def _strange(entry: Entry, channel: Channel) -> bool:
    """Whether an action belongs to the other kind of scenario."""
    return entry.internal != "both" and (entry.internal == "only") != (channel == "internal")
