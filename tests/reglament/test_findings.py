"""Findings in words."""

import json

import pytest

from reglament.findings import as_json, at_least, message, sorted_by_severity, worded
from spec.model import Elsewhere, Finding, Where


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


@pytest.mark.parametrize(
    ("code", "arguments", "language", "said"),
    [
        ("RG240", {"step": "C2"}, "ru", "проверка «условие 2» не пройдена"),
        ("RG240", {"step": "C2"}, "kk", "«2-шарт» тексеруі"),
        ("RG235", {"steps": "A2, A7b"}, "ru", "«действие 2, действие 7b»"),
        ("RG257", {"document": "permit", "result": "conclusion", "steps": "portal/C3; psc/P9"}, "ru",
         "портал: условие 3; ЦОН: процесс 9"),
        ("RG273", {"table": "1", "steps": "3, 4"}, "ru", "граф для шагов 3, 4"),
        ("RG024", {"fact": "issuer"}, "ru", "орган, принявший акт"),
        ("RG297", {"fact": "repeal.date", "first": "2014-01-02", "second": "2015-01-02"}, "kk",
         "күшін жойған актінің күні"),
        ("RG289", {"fact": "kind", "kk": "resolution", "ru": "order"}, "ru", "постановление"),
        ("RG286", {"what": "psc"}, "kk", "ХҚО"),
        ("RG267", {"table": "1", "column": 2, "text": "ИС «А»"}, "ru", "«ИС „А“»"),
        ("RG261", {"table": "2", "row": "…", "columns": "3, 8/9"}, "ru", "графы 3, 8 или 9"),
        ("RG261", {"table": "2", "row": "…", "columns": "8/9"}, "kk", "8 немесе 9"),
        ("RG253", {"mark": "»", "text": "ИС «А»»"}, "ru", "Знак » стоит без пары: „ИС «А»»“"),
    ],
)  # fmt: skip
def test_codes_are_said_in_words(code: str, arguments: dict[str, str], language: str, said: str) -> None:
    assert said in message(Finding(code, "note", arguments, Where()), language)  # type: ignore[arg-type]


def test_a_message_quotes_the_text_in_the_language_of_its_reader() -> None:
    other = Elsewhere(language="kk", arguments={"number": "екі"})
    finding = Finding("RG203", "error", {"number": "two"}, Where(language="ru"), (other,))
    assert ["екі" in message(finding, language) for language in ("kk", "ru", "en")] == [True, False, False]


def test_json_has_every_place() -> None:
    other = Elsewhere("service-1", language="kk", line=9)
    found = [("act", Finding("RG203", "error", {"number": "1"}, Where(), places)) for places in ((other,), ())]
    listed = json.loads(as_json(found, "en"))["findings"]
    assert [[place["line"] for place in entry.get("also", [])] for entry in listed] == [[9], []]
