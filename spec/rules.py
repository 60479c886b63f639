"""The catalogue of rules: each code, its severity and its slug (spec/rules.toml). A code never changes its meaning.

RG0xx say that the reader failed, RG2xx that the act is wrong. Words for people: spec/words/<language>/rules.toml.
"""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from msgspec import Struct, structs

from spec.model import Elsewhere, Finding, Severity, Texts, Where

Scope = Literal["place", "service", "act"]


class Rule(Struct, frozen=True):
    """One rule: `slug` names it in English (wrong_annex_number); `arguments` are the names of what its finding carries,
    `worded` those of them that quote the act. Within `scope` two findings that agree but for these are one fact.
    `silences` are the rules whose findings only repeat it, each with how the two must hang together (spec/follow.py)."""

    code: str
    slug: str
    severity: Severity
    arguments: tuple[str, ...]
    worded: frozenset[str]
    scope: Scope
    silences: dict[str, str]


@cache
def rules() -> dict[str, Rule]:
    """All rules by code, in the order of the codes."""
    table = tomllib.loads(files("spec").joinpath("rules.toml").read_text("utf-8"))
    return {
        code: Rule(
            code,
            entry["slug"],
            cast(Severity, entry["severity"]),
            tuple(entry.get("arguments", ())),
            frozenset(entry.get("worded", ())),
            entry.get("scope", "place"),
            entry.get("silences", {}),
        )
        for code, entry in sorted(table.items())
    }


def finding(code: str, where: Where, *also: Where, **arguments: str | int | float) -> Finding:
    """A finding of rule `code`; `also` are further places that show it.

    Raises KeyError for an unknown code, TypeError where the arguments are not the rule's.
    """
    rule = rules()[code]
    if set(arguments) != set(rule.arguments):
        raise TypeError(f"{code} takes {sorted(rule.arguments)}, not {sorted(arguments)}")
    places = tuple(elsewhere(place) for place in also)
    return Finding(code, rule.severity, {name: arguments[name] for name in rule.arguments}, where, places)


def named(code: str, places: Sequence[Where], name: str, texts: Texts, **arguments: str | int | float) -> Finding:
    """A finding at several places, each of which has argument `name` in its own language."""
    said = [texts.first(place.language or "") or "" for place in places]
    also = [
        structs.replace(elsewhere(place), arguments={name: text})
        for place, text in zip(places[1:], said[1:], strict=True)
    ]
    return finding(code, places[0], *also, **{name: said[0]}, **arguments)


def elsewhere(where: Where) -> Elsewhere:
    """A place as a further one of a finding."""
    return where if isinstance(where, Elsewhere) else Elsewhere(**structs.asdict(where))
