"""The lexicons kk.toml and ru.toml: what a lawyer can check, as data, the same keys in both languages."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


class LexiconError(ValueError):
    """A lexicon entry that is wrong or stands in one language only."""


@cache
def lexicon(language: str) -> dict[str, Any]:
    """The lexicon of "kk" or "ru": tables of entries by key."""
    return tomllib.loads(files("parser.languages").joinpath(f"{language}.toml").read_text("utf-8"))
