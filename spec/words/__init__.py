"""Words for people in Kazakh, Russian and English: `words/<language>/<topic>.toml`, the same keys in each language."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("kk", "ru", "en")


@cache
def words(topic: str, language: str) -> dict[str, Any]:
    """The catalogue of one topic in one language. Raises FileNotFoundError where there is none."""
    return tomllib.loads(files("spec.words").joinpath(language, f"{topic}.toml").read_text("utf-8"))


def say(topic: str, key: str, language: str, /, **arguments: object) -> str:
    """The text under `key` ("a.b" goes into a table) with its `{arguments}` filled in. Raises KeyError where it lacks."""
    entry: Any = words(topic, language)
    for part in key.split("."):
        entry = entry[part]
    return str(entry).format(**arguments)
