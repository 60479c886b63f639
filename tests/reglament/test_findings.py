"""Findings in words."""

import pytest

from reglament.findings import at_least, message, sorted_by_severity, worded
from spec.model import Finding, Where


@pytest.mark.parametrize(
    ("value", "language", "said"),
    [
        ("consumer", "ru", "Услугополучатель"),
        ("examine, check", "kk", "Құжаттарды қарау, Тексеру"),
        ("individuals_registry", "en", "registry of individuals"),
        ("диаграмма", "ru", "диаграмма"),
        ("examine, диаграмма", "ru", "examine, диаграмма"),
        ("12", "ru", "12"),
        (12, "ru", 12),
    ],
)
def test_words_of_a_vocabulary_are_said_as_people_know_them(value: str | int, language: str, said: str | int) -> None:
    assert worded(value, language) == said


def test_arguments_are_text_and_no_format() -> None:
    hostile = Finding("RG203", "error", {"number": "{language.__class__} {0}"}, Where())
    assert "{language.__class__} {0}" in message(hostile, "en")


@pytest.mark.parametrize(
    ("level", "reached"), [("note", True), ("warning", True), ("error", False), ("never", False), (None, False)]
)
def test_a_level_is_reached_by_what_is_as_bad_or_worse(level: str | None, reached: bool) -> None:
    findings = [Finding("RG203", severity, {}, Where()) for severity in ("note", "warning")]
    assert at_least(findings, level) is reached


def test_the_worst_comes_first() -> None:
    order = [("RG210", "note"), ("RG220", "error"), ("RG203", "error"), ("RG001", "warning")]
    findings = [Finding(code, severity, {}, Where()) for code, severity in order]  # type: ignore[arg-type]
    assert [item.code for item in sorted_by_severity(findings)] == ["RG203", "RG220", "RG001", "RG210"]
