"""The lexicons kk.toml and ru.toml: what a lawyer can check, as data, the same keys in both languages.

A project teaches more: words under keys that exist, and new concepts, systems, roles and actions under keys of its own.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from msgspec import Struct, field

Tables = dict[str, dict[str, tuple[str, ...]]]
TEACHABLE = ("concepts", "systems", "roles")
LANGUAGES = ("kk", "ru")


class LexiconError(ValueError):
    """A lexicon entry that is wrong or stands in one language only."""


class Weighing(Struct, frozen=True, forbid_unknown_fields=True, rename={"with_": "with"}):
    """How a project's own action is told: weights as in actions.toml."""

    do: dict[str, float]
    with_: dict[str, float] = field(default_factory=dict)
    kinds: tuple[str, ...] = ("process", "action")
    internal: str = "both"
    performer: dict[str, str] = field(default_factory=dict)


class Teaching(Struct, frozen=True, forbid_unknown_fields=True):
    """What a project adds: words per language, table (concepts, systems, roles) and key; and actions of its own."""

    kk: Tables = field(default_factory=dict)
    ru: Tables = field(default_factory=dict)
    actions: dict[str, Weighing] = field(default_factory=dict)

    def tables(self, language: str) -> Tables:
        """The words for "kk" or "ru"."""
        return self.kk if language == "kk" else self.ru


class _Taught:
    """The teaching of this process. It is set once, before anything is read."""

    teaching = Teaching()


def teach(teaching: Teaching) -> None:
    """Adds a project's words for the whole process. Raises LexiconError for a table that takes none, or where the
    lexicon was in use already."""
    for language in LANGUAGES:
        for table in teaching.tables(language):
            if table not in TEACHABLE:
                raise LexiconError(f"{language}.{table}: words go into {', '.join(TEACHABLE)}")
    if teaching != _Taught.teaching and lexicon.cache_info().currsize:
        raise LexiconError("the lexicon is in use already")
    _Taught.teaching = teaching


def taught() -> Teaching:
    """What the project added."""
    return _Taught.teaching


@cache
def lexicon(language: str) -> dict[str, Any]:
    """The lexicon of "kk" or "ru" with what the project added: tables of entries by key."""
    tables: dict[str, Any] = own_lexicon(language)
    for table, entries in _Taught.teaching.tables(language).items():
        for key, words in entries.items():
            tables[table][key] = [*tables[table].get(key, ()), *words]
    return tables


def own_lexicon(language: str) -> dict[str, Any]:
    """The lexicon of "kk" or "ru" as it comes with reglament."""
    return tomllib.loads(files("parser.languages").joinpath(f"{language}.toml").read_text("utf-8"))


def lacking(teaching: Teaching) -> Iterator[tuple[str, str, str]]:
    """The taught keys that one language lacks: (language that lacks it, table, key)."""
    own = {language: own_lexicon(language) for language in LANGUAGES}
    for table in TEACHABLE:
        known = {
            language: set(own[language][table]) | set(teaching.tables(language).get(table, {})) for language in own
        }
        for language, other in (("kk", "ru"), ("ru", "kk")):
            for key in sorted(known[other] - known[language]):
                yield language, table, key
