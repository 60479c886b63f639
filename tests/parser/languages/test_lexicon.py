"""kk.toml and ru.toml hold the same keys."""

from collections.abc import Iterator
from typing import Any

import pytest

from parser.languages.actions import weights
from parser.languages.lexicon import LexiconError, lexicon


def keys(table: dict[str, Any], prefix: str = "") -> Iterator[str]:
    for key, value in table.items():
        yield prefix + key
        if isinstance(value, dict):
            yield from keys(value, f"{prefix}{key}.")


def check(kazakh: set[str], russian: set[str]) -> None:
    for key in sorted(russian ^ kazakh):
        raise LexiconError(f"{key}: in one language only")


def test_same_keys() -> None:
    check(set(keys(lexicon("kk"))), set(keys(lexicon("ru"))))


def test_a_key_in_one_language_is_named() -> None:
    with pytest.raises(LexiconError, match=r"concepts\.pay: in one language only"):
        check({"concepts"}, {"concepts", "concepts.pay"})


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_concept_of_the_weights_has_words(language: str) -> None:
    known = set(lexicon(language)["concepts"]) | {f"system:{name}" for name in lexicon(language)["systems"]}
    known |= {f"role:{name}" for name in lexicon(language)["roles"]} | {"system:other", "kinds"}
    table = weights()
    used = {
        key.removeprefix("of:") for entry in table.actions for weighed in (entry.do, entry.with_) for key in weighed
    }
    used |= table.acts | table.light | table.preparatory | table.delivering | table.verifying | table.settling
    assert {key for key in used if not key.startswith(("by:", "to:"))} <= known


def test_no_phrase_stands_for_two_concepts_of_one_table() -> None:
    for language in ("kk", "ru"):
        for table in ("systems", "roles"):
            phrases = [phrase.lower() for entry in lexicon(language)[table].values() for phrase in entry]
            assert sorted(phrases) == sorted(set(phrases)), (language, table)
