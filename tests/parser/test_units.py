"""The list of structural-functional units."""

import pytest

from parser.units import read_units
from tests.parser.outlines import regulation, seed

HEADS = {"ru": "Регламент услуги «Полив парков»", "kk": "«Саябақты суару» қызметінің регламенті"}


def units(language, *clauses, names=None):
    body = "\n".join(f"{n}. {clause}" for n, clause in enumerate(clauses, 1))
    found = read_units(regulation(f"{HEADS[language]}\n\n{body}\n", language), names or {}, role_of)
    return [(unit.clause, unit.item, unit.names.get(language), unit.roles) for unit in found]


def role_of(text):
    return ("provider",) if text in ("отдел", "бөлім") else ()


@pytest.mark.parametrize(
    ("language", "opening", "first", "second"),
    [
        ("ru", "Структурно-функциональные единицы, которые участвуют в услуге:", "отдел", "садовник"),
        ("ru", "СФЕ, участвующие в процессе:", "отдел", "садовник"),
        ("ru", "Перечень структурных подразделений (работников), которые участвуют в процессе:", "отдел", "садовник"),
        ("kk", "Қызметке қатысатын құрылымдық-функционалдық бірліктер:", "бөлім", "бағбан"),
        ("kk", "Процеске қатысатын ҚФБ:", "бөлім", "бағбан"),
        ("kk", "Процеске қатысатын құрылымдық бөлімшелердің (қызметкерлердің) тізбесі:", "бөлім", "бағбан"),
    ],
)
def test_the_clause_that_lists_units(language, opening, first, second):
    found = units(language, "Саябақ. Парк.", f"{opening}\n1) {first};\n2) {second}.", "Соңы.")
    assert found == [("2", "1", first, ("provider",)), ("2", "2", second, ())]


def test_the_list_that_calls_itself_so_is_preferred_to_an_internal_one():
    internal = "Взаимодействие структурных подразделений (работников):\n1) сторож;\n2) садовник."
    exact = "Структурно-функциональные единицы, которые участвуют:\n1) отдел;\n2) насос."
    assert [unit[:2] for unit in units("ru", internal, exact, "Конец.")] == [("2", "1"), ("2", "2")]
    assert [unit[:3] for unit in units("ru", internal, "Парки поливают.")] == [
        ("1", "1", "сторож"),
        ("1", "2", "садовник"),
    ]


def test_only_the_first_list_of_a_clause_names_units():
    lists = "1) сторож\n2) садовник\n1) сторож открывает;\n2) садовник поливает."
    clause = f"Взаимодействие структурных подразделений (работников):\n{lists}"
    assert [unit[2] for unit in units("ru", clause, "Конец.")] == ["сторож", "садовник"]


def test_units_in_one_line_and_by_short_form():
    found = units("ru", "СФЕ, которые участвуют: ОТД; садовник; насос.", "Конец.", names={"ОТД": "отдел"})
    assert [(unit[2], unit[3]) for unit in found] == [("ОТД", ("provider",)), ("садовник", ()), ("насос", ())]


def test_a_list_of_requirements_is_no_list_of_units():
    assert units("ru", "Требования к поливу:\n1) вода;\n2) шланг.", "Конец.") == []


@pytest.mark.parametrize(
    ("number", "clause", "counts"),
    [
        ("000", "11", [[7], [7]]),
        ("001", None, [[0]]),
        ("002", "11", [[2] * 5]),
        ("003", "15", [[7, 7]]),
        ("004", "11", [[7]]),
    ],
)
def test_seeds(number, clause, counts):
    found = [[read_units(part, {}, role_of) for part in read.regulations] for read in seed(number)]
    assert [[len(units) for units in each] for each in found] == counts
    assert {unit.clause for each in found for units in each for unit in units} == ({clause} if clause else set())
