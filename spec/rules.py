"""The catalogue of rules: each code, its severity and its slug (spec/rules.toml). A code never changes its meaning.

RG0xx say that the reader failed, RG2xx that the act is wrong. Words for people: spec/words/<language>/rules.toml.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import cast

from msgspec import Struct

from spec.model import Finding, Severity, Where


class Rule(Struct, frozen=True):
    """One rule: `slug` names it in English (wrong_annex_number); `arguments` are the names of what its finding carries."""

    code: str
    slug: str
    severity: Severity
    arguments: tuple[str, ...]


@cache
def rules() -> dict[str, Rule]:
    """All rules by code, in the order of the codes."""
    table = tomllib.loads(files("spec").joinpath("rules.toml").read_text("utf-8"))
    return {
        code: Rule(code, entry["slug"], cast(Severity, entry["severity"]), tuple(entry.get("arguments", ())))
        for code, entry in sorted(table.items())
    }


def finding(code: str, where: Where, **arguments: str | int | float) -> Finding:
    """A finding of rule `code`. Raises KeyError for an unknown code, TypeError where the arguments are not the rule's."""
    rule = rules()[code]
    if set(arguments) != set(rule.arguments):
        raise TypeError(f"{code} takes {sorted(rule.arguments)}, not {sorted(arguments)}")
    return Finding(code, rule.severity, {name: arguments[name] for name in rule.arguments}, where)
