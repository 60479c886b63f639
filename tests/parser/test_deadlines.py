"""Deadlines in sentences and in cells of tables."""

import pytest

from parser.deadlines import assign_variants, read_deadlines
from parser.read.normalise import normalised
from parser.timespans import time_spans
from parser.values import Line, Passage, Source
from spec.model import Language

Bounds = tuple[float | None, float, str | None, str | None]


def passage(text: str) -> Passage:
    return Passage(Source("s1", "a.txt", "0", "text/plain", text, (Line(1, 0, len(text)),)), 0, len(text), 1)


def read(text: str, language: Language, by: str = "text") -> list[Bounds]:
    return [(d.min, d.max, d.unit, d.calendar) for d in read_deadlines(passage(text), language, by)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("в течение тридцати минут", [(None, 30, "minute", None)]),
        ("не более 3 (трех) часов", [(None, 3, "hour", None)]),
        ("в течение двадцати пяти календарных дней", [(None, 25, "day", "calendar")]),
        ("в течение полутора часов", [(None, 1.5, "hour", None)]),
        ("в течение получаса", [(None, 30, "minute", None)]),
        ("от 2 до 4 часов", [(2, 4, "hour", None)]),
        ("в течение двух", [(None, 2, None, None)]),
        ("не позднее следующего рабочего дня", [(None, 1, "day", "working")]),
        ("в тот же день передает", [(None, 1, "day", None)]),
        ("(20 минут)", [(None, 20, "minute", None)]),
        ("в течение одного месяца", [(None, 1, "month", None)]),
        ("в течение двух недель", [(None, 14, "day", None)]),
        ("пункт 15 стандарта, 2 экземпляра", []),
        ("файл размером до 5 МБ", []),
        ("1 раз в день", []),
    ],
)
def test_russian(text: str, expected: list[Bounds]) -> None:
    assert read(text, "ru") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20 (жиырма) минут ішінде", [(None, 20, "minute", None)]),
        ("он бес минут ішінде жолдайды", [(None, 15, "minute", None)]),
        ("екі сағаттан аспайды", [(None, 2, "hour", None)]),
        ("күнтізбелік отыз күн ішінде", [(None, 30, "day", "calendar")]),
        ("бес жұмыс күні ішінде", [(None, 5, "day", "working")]),
        ("жарты сағат ішінде", [(None, 30, "minute", None)]),
        ("басшы қол қояды (жұмыс күні ішінде)", [(None, 1, "day", "working")]),
        ("бір жарым сағат", [(None, 1.5, "hour", None)]),
        ("екі ішінде", [(None, 2, None, None)]),
        ("бір ай ішінде", [(None, 1, "month", None)]),
        ("сол күні береді", [(None, 1, "day", None)]),
        ("Стандарттың 9-тармағы", []),
        ("электрондық құжат", []),
    ],
)
def test_kazakh(text: str, expected: list[Bounds]) -> None:
    assert read(text, "kk") == expected


def test_a_single_value_of_a_table_is_both_bounds() -> None:
    assert read("12 рабочих дней", "ru", "table") == [(12, 12, "day", "working")]
    assert read("1,5 минут", "kk", "table") == [(1.5, 1.5, "minute", None)]
    assert read("10 – 15 сек", "ru", "table") == [(10, 15, "second", None)]
    assert read("не более 5 минут", "ru", "table") == [(None, 5, "minute", None)]


def test_values_that_share_a_unit() -> None:
    assert [d[1:3] for d in read("12/8/3 рабочих дней", "ru", "table")] == [(12, "day"), (8, "day"), (3, "day")]


def test_the_place_is_that_of_the_words() -> None:
    where = passage("срок – 40 минут")
    span = read_deadlines(where, "ru", "text")[0].stated[0].source
    assert where.text[span.start : span.end] == "40 минут"


def test_variants_by_the_order_of_the_results() -> None:
    deadlines = read_deadlines(passage("12 жұмыс күні, 8 жұмыс күні, 3 жұмыс күні"), "kk", "table")
    told = assign_variants(deadlines, "рұқсат, қайта ресімделген рұқсат, телнұсқа", "kk")
    assert [d.for_ for d in told] == ["issue", "reissue", "duplicate"]
    assert assign_variants(deadlines, "рұқсат", "kk") == deadlines


@pytest.mark.parametrize(
    ("text", "language", "low", "high", "unit"),
    [
        ("10--15 секунд", "ru", 10, 15, "second"),
        ("10…15 секунд", "ru", 10, 15, "second"),
        ("10-нан 15 секундқа дейін", "kk", 10, 15, "second"),
        ("1 минута 30 секунд", "ru", 1.5, 1.5, "minute"),
        ("1 сағат 30 минут", "kk", 1.5, 1.5, "hour"),
        ("15 жұмыс куні", "kk", 15, 15, "day"),
    ],
)
def test_ranges_and_sums_in_other_signs(text, language, low, high, unit):
    source = Source("s1", "a.txt", "0" * 64, "text/plain", text, (Line(1, 0, len(text)),))
    (deadline,) = read_deadlines(Passage(source, 0, len(text), 1), language, "table")
    assert (deadline.min, deadline.max, deadline.unit) == (low, high, unit)


WORKING_DAYS_RU = ["5 раб. дней", "5 раб.дн.", "5 рабоч. дней", "5 р/д", "5 р. д.", "5 рабочнх дней", "5 рабочих дпей",
                   "5 (пяти) рабоч их дней", "5 дней (рабочих)"]  # fmt: skip
WORKING_DAYS_KK = ["5 жумыс күні", "5 жүмыс кұні", "5 ж.к.", "5 ж/к", "5 жұм. күні", "бес жұмыс күні", "5 жұмыс күиі"]


@pytest.mark.parametrize("text", WORKING_DAYS_RU)
def test_russian_working_days_in_other_letters(text: str) -> None:
    assert read(text, "ru") == [(None, 5, "day", "working")]


@pytest.mark.parametrize("text", WORKING_DAYS_KK)
def test_kazakh_working_days_in_other_letters(text: str) -> None:
    assert read(text, "kk") == [(None, 5, "day", "working")]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("15 мннут", "ru", (None, 15, "minute", None)),
        ("15мин.", "ru", (None, 15, "minute", None)),
        ("15 ми нут", "kk", (None, 15, "minute", None)),
        ("1О минут", "ru", (None, 10, "minute", None)),
        ("тридцатн минут", "ru", (None, 30, "minute", None)),
        ("двадцатн пяти минут", "ru", (None, 25, "minute", None)),
        ("жирма минут ішінде", "kk", (None, 20, "minute", None)),
        ("10 (он минут ішінде", "kk", (None, 10, "minute", None)),
        ("30 сeк", "ru", (None, 30, "second", None)),
        ("2 ч.", "ru", (None, 2, "hour", None)),
        ("2 сағ.", "kk", (None, 2, "hour", None)),
        ("3 к. д.", "ru", (None, 3, "day", "calendar")),
        ("3 кал. дня", "ru", (None, 3, "day", "calendar")),
        ("3 күнтізб. күн", "kk", (None, 3, "day", "calendar")),
        ("күнтiзбелiк 3 күн", "kk", (None, 3, "day", "calendar")),
        ("в течение рабочего дня", "ru", (None, 1, "day", "working")),
        ("в течение часа", "ru", (None, 1, "hour", None)),
        ("жұмыс күні ішінде", "kk", (None, 1, "day", "working")),
        ("бір сағат ішінде", "kk", (None, 1, "hour", None)),
        ("от 3 рабочих дней до 5 рабочих дней", "ru", (3, 5, "day", "working")),
        ("10 минуттан 15 минутқа дейін", "kk", (10, 15, "minute", None)),
        ("10 минут (десять минут)", "ru", (None, 10, "minute", None)),
        ("в течение 1-го рабочего дня", "ru", (None, 1, "day", "working")),
    ],
)
def test_one_length_of_time(text: str, language: Language, expected: Bounds) -> None:
    assert read(normalised(text)[0], language) == [expected]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("5 минимальных расчетных показателей", "ru"),
        ("3 часть статьи", "ru"),
        ("2 месторождения", "ru"),
        ("3 секретаря", "ru"),
        ("10 рабочих мест", "ru"),
        ("пункт 2 для заявителя", "ru"),
        ("№ 5 дня", "ru"),
        ("в течение срока действия", "ru"),
        ("5 р. за лист", "ru"),
        ("тридцатая минута", "ru"),
        ("1 санат бойынша", "kk"),
        ("2 айғақ", "kk"),
        ("3 күнделік", "kk"),
        ("5 жұмысшы", "kk"),
        ("көрсетілген мерзім ішінде", "kk"),
        ("6ес күн ішінде", "kk"),
    ],
)
def test_words_like_units_are_no_time(text: str, language: Language) -> None:
    assert read(text, language) == []


def test_a_mended_word_is_told() -> None:
    (span,) = time_spans("не более 5 рабочих дпей", "ru")
    assert span.mended
    assert "не более 5 рабочих дпей"[slice(*span.mended)] == "дпей"
    assert [span.mended for span in time_spans("5 рабочих дней", "ru")] == [None]
