"""Which action a sentence states, by weight of evidence (actions.toml)."""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from msgspec import Struct

from spec.model import Channel, StepKind


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
        frozenset(acts["acts"]),
        frozenset(acts["light"]),
        frozenset(acts["preparatory"]),
        frozenset(acts["delivering"]),
        frozenset(acts["verifying"]),
        frozenset(acts["settling"]),
        table["also"],
        entries,
        table["checks"],
    )


class Evidence(Struct, frozen=True):
    """What speaks for an action: the acts done (the main one first), the acts spoken of, everything named."""

    heads: tuple[str, ...]
    modifiers: frozenset[str]
    named: frozenset[str]
    kind: StepKind
    channel: Channel
    after: tuple[str, ...]
    before: tuple[str, ...] = ()


def tell_action(evidence: Evidence) -> tuple[str, float, float]:
    """The likeliest action, its weight and its margin over the next; `other` where no weight reaches the threshold."""
    table = weights()
    ranked = sorted((-_weight(entry, evidence, table.scale), entry.name) for entry in table.actions)
    best, margin = -ranked[0][0], ranked[1][0] - ranked[0][0]
    return (ranked[0][1] if best >= table.scale["threshold"] else "other"), best, margin


def _weight(entry: Entry, evidence: Evidence, scale: dict[str, float]) -> float:
    done = [entry.do.get(concept, 0.0) for concept in evidence.heads]
    weight = max([*done[:1], *(scale["later"] * value for value in done[1:]), 0.0])
    weight += 0.3 * scale["later"] * sum(done[1:])
    weight += scale["modifier"] * _sum(entry.do, evidence.modifiers)
    weight += _sum(entry.with_, evidence.named)
    weight += max((entry.after.get(action, 0.0) for action in evidence.after), default=0.0)
    weight += max((entry.before.get(action, 0.0) for action in evidence.before), default=0.0)
    weight += entry.kind.get(evidence.kind, 0.0)
    weight += scale["kind_fits"] if evidence.kind in entry.kinds else -scale["kind_cost"]
    if entry.internal != "both" and (entry.internal == "only") != (evidence.channel == "internal"):
        weight -= scale["channel_cost"]
    if not any(done):
        weight -= scale["undone_cost"]
    return weight


def _sum(table: dict[str, float], features: Iterable[str]) -> float:
    return sum(table[feature] for feature in table.keys() & set(features))
