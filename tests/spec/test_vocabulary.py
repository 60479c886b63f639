"""The vocabularies in words: every value of the format has a name in kk, ru, en; deadlines read as a lawyer writes them."""

from typing import get_args

import pytest

from spec import model
from spec.model import Deadline, Texts
from spec.words import LANGUAGES, words
from spec.words.vocabulary import deadline, label, name, place
from tests.generators.drawn import step

KINDS = {
    "performer": model.Performer, "system": model.System, "abbreviation": model.System, "action": model.Action,
    "outcome": model.Outcome, "channel": model.Channel, "when": model.When, "kind": model.StepKind, "label": model.StepKind,
    "variant": model.Variant, "calendar": model.Calendar, "severity": model.Severity, "evidence": model.Evidence,
}  # fmt: skip


def keys(table: dict, prefix: str = "") -> set[str]:
    """The dotted keys of a catalogue."""
    found = set()
    for key, value in table.items():
        found |= keys(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key}
    return found


@pytest.mark.parametrize("topic", ["vocabulary", "diagram"])
def test_the_languages_hold_the_same_keys(topic: str) -> None:
    assert len({frozenset(keys(words(topic, language))) for language in LANGUAGES}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_value_has_a_name(language: str, kind: str) -> None:
    assert set(get_args(KINDS[kind])) <= set(words("vocabulary", language)[kind])


def test_a_value_without_a_name_stands_for_itself() -> None:
    assert name("action", "dance", "kk") == "dance"
    assert name("performer", None, "ru") == "Исполнитель не назван"


DEADLINES = [
    ((10, 15, "second", None, None), "10–15 секунд", "10–15 секунд", "10–15 seconds"),
    ((1.5, 1.5, "minute", None, None), "1,5 минут", "1,5 минуты", "1.5 minutes"),
    ((1, 1, "minute", None, None), "1 минут", "1 минута", "1 minute"),
    ((None, 1, "hour", None, None), "1 сағат ішінде", "в течение 1 часа", "within 1 hour"),
    ((None, 2, "hour", None, None), "2 сағат ішінде", "в течение 2 часов", "within 2 hours"),
    (
        (2, 2, "day", "working", "duplicate"),
        "телнұсқа: 2 жұмыс күні",
        "дубликат: 2 рабочих дня",
        "duplicate: 2 working days",
    ),
    (
        (None, 21, "day", "calendar", None),
        "21 күнтізбелік күн ішінде",
        "в течение 21 календарного дня",
        "within 21 calendar days",
    ),
    ((11, 11, "day", None, None), "11 күн", "11 дней", "11 days"),
    (
        (None, 2, None, None, None),
        "2 (бірлігі көрсетілмеген) ішінде",
        "в течение 2 (единица не указана)",
        "within 2 (unit not stated)",
    ),
]


@pytest.mark.parametrize(("facts", "kk", "ru", "en"), DEADLINES)
def test_deadlines(facts: tuple, kk: str, ru: str, en: str) -> None:
    value = Deadline(*facts, "text", ())
    assert (deadline(value, "kk"), deadline(value, "ru"), deadline(value, "en")) == (kk, ru, en)


def test_labels_and_places() -> None:
    one = step("pay", 4)
    assert (label(one, "kk"), label(one, "ru")) == ("4-үдеріс", "процесс 4")
    assert (place(one, "kk"), place(one, "ru")) == ("6-тармақ, 4)", "п. 6, пп. 4)")
    assert (
        place(model.Step(**{field: getattr(one, field) for field in one.__struct_fields__} | {"clause": Texts()}), "ru")
        == ""
    )
