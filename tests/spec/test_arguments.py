"""Arguments of findings in the reader's language."""

import pytest

from spec.words.arguments import spoken


@pytest.mark.parametrize(
    ("language", "deadline", "stated"),
    [
        ("kk", "15 жұмыс күні", "10–15 секунд"),
        ("ru", "15 рабочих дней", "10–15 секунд"),
        ("en", "15 working days", "10–15 seconds"),
    ],
)
def test_names_and_deadlines(language: str, deadline: str, stated: str) -> None:
    said = spoken({"performer": "consumer", "deadline": "15 working day", "stated": "10–15 second"}, language)
    assert said["deadline"] == deadline
    assert said["stated"] == stated
    assert said["performer"] not in ("", "consumer")


def test_what_is_no_name_stands_for_itself() -> None:
    arguments = {"column": 3, "text": "consumer", "deadline": "15", "performer": "бақылаушы", "when": "{x} %s"}
    assert spoken(arguments, "ru") == arguments


def test_systems_are_a_list() -> None:
    assert spoken({"systems": "notary, portal"}, "en")["systems"].count(",") == 1  # type: ignore[union-attr]
