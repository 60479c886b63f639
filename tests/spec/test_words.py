"""The catalogues of words hold the same keys in every language, and every rule has its words."""

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from spec.rules import rules
from spec.words import LANGUAGES, say, words

FOLDER = Path(__file__).parents[2] / "spec" / "words"
TOPICS = sorted({path.stem for path in FOLDER.glob("*/*.toml")})
PLURALS = re.compile(r"\.(?:one|few|many|other|within\.one|within\.many)$")


def leaves(table: dict[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from leaves(value, f"{path}{key}.")
        else:
            yield path + key, str(value)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_there_are_topics_to_check() -> None:
    assert {"cli", "report", "rules", "vocabulary"} <= set(TOPICS)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_says_the_same_things_in_each_language(topic: str) -> None:
    catalogues = {language: dict(leaves(words(topic, language))) for language in LANGUAGES}
    english = catalogues["en"]
    for language, catalogue in catalogues.items():
        assert sorted(catalogue) == sorted(english), language
        for key, text in catalogue.items():
            assert text.strip(), f"{language} {key} is empty"
            assert placeholders(text) == placeholders(english[key]), f"{language} {key}"


@pytest.mark.parametrize("code", list(rules()))
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rule_has_words(code: str, language: str) -> None:
    entry = words("rules", language)[code]
    assert sorted(entry) == ["explain", "message", "title"]
    arguments = dict.fromkeys(rules()[code].arguments, "x")
    assert "{" not in say("rules", f"{code}.message", language, **arguments)
    assert placeholders(entry["title"]) == placeholders(entry["explain"]) == set()
    assert placeholders(entry["message"]) <= set(arguments)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_are_left_of_a_rule_that_is_gone(language: str) -> None:
    assert set(words("rules", language)) <= set(rules())


@pytest.mark.parametrize(("language", "letters"), [("kk", "әғқңөұүһі"), ("ru", "ы")])
def test_the_catalogues_are_in_their_language(language: str, letters: str) -> None:
    text = " ".join(text for topic in ("cli", "report", "rules") for _, text in leaves(words(topic, language)))
    assert sum(text.count(letter) for letter in letters) > 100


@pytest.mark.parametrize("topic", ["changes", "rules"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_title_names_one_thing(topic: str, language: str) -> None:
    titles = [entry["title"] for entry in words(topic, language).values() if "title" in entry and "message" in entry]
    assert len(titles) == len(set(titles)) > 40
