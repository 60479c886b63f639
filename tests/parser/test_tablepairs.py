"""The tables of two languages: how they differ, and how one helps to read the other."""

import pytest

from parser.alignment import StepHint
from parser.tablepairs import compare_tables
from parser.tables import read_tables
from parser.tabletext import TableText
from spec.model import Channel, Language, Table, Where
from tests.parser.modeltables import FORMS, Row, regulation, rows_of, text_of

ROLES = {
    "Омарташы": "consumer",
    "Пасечник": "consumer",
    "Портал": "portal",
    "Басқарма": "provider",
    "Управление": "provider",
}
Parts = list[list[Row]]


def the_parts(language: Language) -> Parts:
    return [rows_of(language, (1, 2, 3, 4, 5)), rows_of(language, (6, 7, 8, 9))]


def the_table(
    language: Language, parts: Parts, form: str = "tabs", other: Table | None = None
) -> tuple[TableText, set[str]]:
    hints: dict[Channel, list[StepHint]] = {}
    if other:
        hints["portal"] = [
            StepHint(c.number, "other", c.number in (2, 5, 8), (), frozenset(), c) for c in other.columns
        ]
    (table,), findings = read_tables(regulation(text_of(language, form, parts), language), {}, hints)
    return table, {finding.code for finding in findings}


def known_units(parts: Parts) -> Parts:
    """The same table with units that the lexicon knows, in another order."""
    units = {"Омарташы": "Тұтынушы", "Пасечник": "Потребитель", "Басқарма": "Қызмет көрсетуші"}
    units |= {"Управление": "Услугодатель", "Портал": "ЭҮП" if parts[0][1][1] == "Омарташы" else "ПЭП"}
    return [[[units.get(cell or "", cell) for cell in row] for row in part] for part in parts]


def differences(kk: Parts, ru: Parts) -> list[tuple[str, object]]:
    left, right = the_table("kk", kk)[0].table, the_table("ru", ru)[0].table
    found = compare_tables(left, right, lambda unit, _: (ROLES[unit],), Where(service="bees", scenario="portal"))
    assert all((f.where.service, f.where.scenario) == ("bees", "portal") for f in found)
    return [(f.code, f.arguments.get("column")) for f in found]


def test_tables_that_agree() -> None:
    assert differences(the_parts("kk"), the_parts("ru")) == []


@pytest.mark.parametrize(
    ("kk", "ru", "differ"),
    [
        ("Электронды құжат (лицензия)", "Электронный документ (заключение)", [("RG293", 9)]),
        ("Электронды құжат (лицензия)", "Электронный документ (лицензия)", []),
        ("Электронды құжат", "Электронный документ (заключение)", []),
    ],
)
def test_documents_differ(kk: str, ru: str, differ: list[tuple[str, object]]) -> None:
    left, right = the_parts("kk"), the_parts("ru")
    left[1][3][4], right[1][3][4] = kk, ru
    assert differences(left, right) == differ


def test_next_actions_differ() -> None:
    ru = the_parts("ru")
    ru[0][5][3] = "5"
    assert differences(the_parts("kk"), ru) == [("RG292", 3)]


def test_a_cell_left_open_or_in_words_is_no_difference() -> None:
    kk, ru = the_parts("kk"), the_parts("ru")
    kk[0][5][5], ru[0][5][3] = None, "выбор из перечня"
    assert differences(kk, ru) == []


def test_units_differ() -> None:
    kk = the_parts("kk")
    kk[1][1][4] = "Омарташы"
    assert differences(kk, the_parts("ru")) == [("RG293", 9)]


def test_a_form_of_completion_taken_from_another_column() -> None:
    kk = the_parts("kk")
    kk[1][3][1] = "Бас тарту мәтіні"
    ru = the_parts("ru")
    ru[1][3][4] = "Заявка"
    kk[1][3][4] = "Өтінім"
    assert ("RG293", 6) in differences(kk, ru)


def test_columns_differ() -> None:
    assert differences(the_parts("kk"), [rows_of("ru", (1, 2, 3, 4, 5)), rows_of("ru", (6, 7, 8))]) == [("RG294", None)]


@pytest.mark.parametrize("form", [form for form in FORMS if form != "rows"])
@pytest.mark.parametrize(("language", "helper"), [("kk", "ru"), ("ru", "kk")])
@pytest.mark.parametrize(("row", "part", "place"), [(4, 0, 2), (4, 1, 3), (1, 0, 5), (5, 0, 3)])
def test_the_other_language_places_what_one_cannot(
    form: str, language: Language, helper: Language, row: int, part: int, place: int
) -> None:
    parts = known_units(the_parts(language))
    parts[part][row][place] = None
    other, _ = the_table(helper, known_units(the_parts(helper)))
    helped, codes = the_table(language, parts, form, other.table)
    column = helped.table.columns[place - 1 + 5 * part]
    kind = (None, "unit", "action", "result", "deadline", "next")[row]
    assert kind is not None
    assert column.cells[kind] == "missing"
    assert sum(c.cells[kind] == "missing" for c in helped.table.columns) == 1
    assert "RG061" not in codes
