"""Deadlines in the arguments of findings, in the reader's language."""

import pytest

from spec.words.arguments import deadlines_in_words


@pytest.mark.parametrize(
    ("language", "value", "said"),
    [
        ("kk", "15 working day", "15 жұмыс күні"),
        ("ru", "15 working day", "15 рабочих дней"),
        ("en", "15 working day", "15 working days"),
        ("ru", "10–15 second", "10–15 секунд"),
        ("kk", "1.5 minute", "1,5 минут"),
        ("ru", "2 hour; 3 calendar day", "2 часа; 3 календарных дня"),
    ],
)
def test_deadlines(language: str, value: str, said: str) -> None:
    assert deadlines_in_words(value, language) == said


@pytest.mark.parametrize("value", ["15", "consumer", "", "15 working", "day", "{x} %s", "1 hour; скоро"])
def test_what_is_no_deadline(value: str) -> None:
    assert deadlines_in_words(value, "ru") is None
