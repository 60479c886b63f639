"""Tables whose rows are the processes: heads in other words, cells lost, columns that nothing is known of."""

import pytest

from parser.rowlabels import head_kind, row_kind
from parser.tables import read_tables
from parser.tabletext import TableText
from parser.values import AnnexText, Passage
from spec.model import Finding, Language
from tests.parser.modeltables import BEES, CAPTIONS, regulation

LANGUAGES: tuple[Language, ...] = ("kk", "ru")
HEADS = {
    "ru": ("№ п/п", "Кто выполняет", "Содержание действия", "Чем завершается", "Длительность", "Переход к действию"),
    "kk": ("Р/с №", "Кім орындайды", "Іс-қимыл мазмұны", "Немен аяқталады", "Ұзақтығы", "Келесіге көшу"),
}


def lines_of(language: Language) -> list[list[str]]:
    return [list(HEADS[language])] + [[str(n), *(row[n - 1] for row in BEES[language])] for n in range(1, 10)]


def read(lines: list[list[str]], language: Language, caption: bool = True) -> tuple[TableText, list[Finding]]:
    head = CAPTIONS[language] if caption else {"ru": "Порядок работы", "kk": "Жұмыс тәртібі"}[language]
    text = head + "\n\n" + "\n".join("\t".join(line) for line in lines) + "\n"
    whole = regulation(text, language)
    if not caption:
        end = whole.lines[-1]
        annex = AnnexText("1", "table", Passage(whole.source, 0, 0, 1), None, (*whole.lines[1:-1], end))
        whole = type(whole)(whole.source, language, None, (), (), (annex,), whole.lines)
    (table,), findings = read_tables(whole, {})
    return table, list(findings)


def told(table: TableText) -> list[tuple[object, ...]]:
    return [(c.unit, c.action, c.result, len(c.deadlines)) for c in table.table.columns]


def printed(language: Language) -> list[tuple[object, ...]]:
    return [(*column, 1) for column in zip(*BEES[language][:3], strict=True)]


@pytest.mark.parametrize("caption", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
def test_heads_in_other_words(language: Language, caption: bool) -> None:
    table, findings = read(lines_of(language), language, caption)
    assert told(table) == printed(language)
    assert [a.to for a in table.table.columns[3].next] == [5, 6]
    assert findings == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_unit_column_that_its_head_does_not_tell(language: Language) -> None:
    lines = lines_of(language)
    units = {"kk": ("Тұтынушы", "Портал"), "ru": ("Потребитель", "Портал")}[language]
    for at, line in enumerate(lines):
        line[1] = "Ывапро" if not at else units[at % 2]
    table, findings = read(lines, language)
    assert [c.unit for c in table.table.columns] == [units[n % 2] for n in range(1, 10)]
    assert findings == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_column_that_the_spec_has_no_place_for_is_said(language: Language) -> None:
    lines = [[*line, "Ывапро" if not at else f"цукен{at}"] for at, line in enumerate(lines_of(language))]
    table, findings = read(lines, language)
    assert told(table) == printed(language)
    (found,) = findings
    assert found.code == "RG062"
    assert str(found.arguments["text"]).startswith("Ывапро | цукен1 | цукен2")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_row_that_lost_a_cell_is_placed_by_content(language: Language) -> None:
    lines = lines_of(language)
    del lines[7][3]
    table, findings = read(lines, language)
    expected = printed(language)
    expected[6] = (*expected[6][:2], None, 1)
    assert told(table) == expected or [f.code for f in findings] == ["RG061"]
    assert {f.code for f in findings} <= {"RG061", "RG261"}
    assert len(findings) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_rows_without_numbers_count(language: Language) -> None:
    table, _ = read([line[1:] for line in lines_of(language)], language)
    assert [c.number for c in table.table.columns] == [*range(1, 10)]
    assert told(table) == printed(language)


def test_a_row_that_is_no_process_is_said() -> None:
    lines = lines_of("ru")
    lines.insert(4, ["итого", "", "три действия", "", "", ""])
    table, findings = read(lines, "ru")
    assert told(table) == printed("ru")
    assert [(f.code, f.arguments["text"]) for f in findings] == [("RG062", "итого | три действия")]


def test_a_register_of_papers_is_no_table_of_processes() -> None:
    lines = [["№", "Наименование документа", "Адрес", "График"], ["1", "Заявление", "ул. Мира", "с 9 до 18"]]
    text = "Порядок\n\n" + "\n".join("\t".join(line) for line in lines) + "\n"
    whole = regulation(text, "ru")
    annex = AnnexText("1", "table", None, None, whole.lines)
    whole = type(whole)(whole.source, "ru", None, (), (), (annex,), whole.lines)
    assert read_tables(whole, {}) == ((), ())


@pytest.mark.parametrize(
    ("head", "language", "kind"),
    [
        ("Ответственное лицо", "ru", "unit"),
        ("Время", "ru", "deadline"),
        ("Продолжительность выполнения", "ru", None),
        ("Жауапты тұлға", "kk", "unit"),
        ("Қанша уақытта", "kk", "deadline"),
        ("Ескерту", "kk", None),
    ],
)
def test_heads_are_freer_than_labels(head: str, language: Language, kind: str | None) -> None:
    assert head_kind(head, language) == kind
    assert row_kind(head, language) is None
