"""Lexicon entries that fire in one official act only stand in docs/lexicon.md, with the reason why they are general."""

import re
from pathlib import Path

from parser.languages.lexicon import lexicon
from parser.languages.pipeline import pipeline, tokens
from tests.seeds import NAMES, parsed

PAGE = Path(__file__).parents[3] / "docs" / "lexicon.md"


def norms(text: str, language: str) -> tuple[str, ...]:
    pipe = pipeline(language)
    return tuple(pipe.norm(token.text) for token in tokens(text))


def sentences(name: str, language: str) -> list[str]:
    """What the steps of an act say, as one string of norms each, parted by spaces."""
    spec = parsed(name).spec
    said = [
        step.texts.get(language)
        for service in spec.services
        for scenario in service.scenarios
        for step in scenario.steps
    ]
    return [f" {' '.join(norms(text, language))} " for text in dict.fromkeys(said) if text]


def single() -> set[tuple[str, str, str]]:
    """(language, table.key, words) of every entry whose words stand in the steps of exactly one act."""
    found: set[tuple[str, str, str]] = set()
    for language in ("kk", "ru"):
        acts = [" | ".join(sentences(name, language)) for name in NAMES]
        for table in ("concepts", "systems", "roles"):
            for key, entries in lexicon(language)[table].items():
                for words in entries:
                    norm = " ".join(norms(words, language))
                    if norm and sum(f" {norm} " in act for act in acts) == 1:
                        found.add((language, f"{table}.{key}", words))
    return found


def listed() -> set[tuple[str, str, str]]:
    rows = re.findall(r"^\| (kk|ru) \| (\S+) \| (.+?) \| \d{3} \| \S", PAGE.read_text("utf-8"), re.MULTILINE)
    return {(language, key, words) for language, key, words in rows}


def test_every_entry_of_one_act_is_listed_with_a_reason():
    assert single() == listed()
