"""Annex tables: every flattened form, both languages, lost cells, labels, words and columns."""

import re
import time

import pytest
from msgspec.structs import replace

from parser.alignment import StepHint
from parser.nextaction import read_next
from parser.rowlabels import caption_number, channel_of, is_continuation, row_kind
from parser.tables import read_tables
from parser.tabletext import TableText
from spec.model import Column, Finding, Language
from tests.parser.modeltables import BEES, CAPTIONS, FORMS, KINDS, LABELS, Row, flat, regulation, rows_of, text_of

LANGUAGES: tuple[Language, ...] = ("kk", "ru")
NEXT = {1: {2, 3}, 2: set(), 3: {4}, 4: {5, 6}, 5: set(), 6: {7}, 7: {8, 9}, 8: set(), 9: set()}
HEAD, TAIL = (1, 2, 3, 4, 5), (6, 7, 8, 9)


def read(text: str, language: Language) -> tuple[tuple[TableText, ...], tuple[Finding, ...]]:
    return read_tables(regulation(text, language), {})


def codes(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.code for finding in findings}


def told(columns: tuple[Column, ...]) -> list[tuple[object, ...]]:
    """What columns say, whatever of it was printed as a dash or not at all."""
    return [
        (c.number, c.unit, c.action, c.result, [(d.min, d.max, d.unit, d.calendar) for d in c.deadlines], c.next)
        for c in columns
    ]


def complete(language: Language) -> list[list[Row]]:
    return [rows_of(language, HEAD), rows_of(language, TAIL)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_complete_table(form: str, language: Language) -> None:
    (table,), findings = read(text_of(language, form, complete(language)), language)
    assert [column.number for column in table.table.columns] == list(range(1, 10))
    assert table.table.number == "3"
    assert table.channel == "portal"
    assert findings == ()
    for column in table.table.columns:
        printed = [row[column.number - 1] for row in BEES[language]]
        assert (column.unit, column.action, column.result) == tuple(printed[:3])
        assert {action.to for action in column.next} == NEXT[column.number]
        assert len(column.deadlines) == 1
        assert set(column.cells) == set(KINDS)
        assert column.cells["next"] == ("printed" if NEXT[column.number] else "dash")


@pytest.mark.parametrize("language", LANGUAGES)
def test_deadlines(language: Language) -> None:
    (table,), _ = read(text_of(language, "tabs", complete(language)), language)
    found = [(d.min, d.max, d.unit, d.calendar) for column in table.table.columns for d in column.deadlines]
    assert found[1] == (5, 10, "second", None)
    assert found[3] == (1.5, 1.5, "minute", None)
    assert found[8] == (5, 5, "day", "working")
    assert all(d.evidence == "table" and d.stated[0].by == "table" for c in table.table.columns for d in c.deadlines)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_continuation_without_labels_or_words(form: str, language: Language) -> None:
    whole = read(text_of(language, form, complete(language)), language)[0][0].table.columns
    parts = [rows_of(language, HEAD), rows_of(language, TAIL, labelled=False)]
    for announced in (True, False):
        (table,), findings = read(text_of(language, form, parts, announced), language)
        assert told(table.table.columns) == told(whole)
        assert codes(findings) == ({"RG262"} if announced else {"RG262", "RG263"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_continuation_behind_tabs_whose_rows_nothing_parts(language: Language) -> None:
    """No blank line, no label; the branches of the row before end in a line without a tab."""
    whole = read(text_of(language, "tabs", complete(language)), language)[0][0].table.columns
    parts = [rows_of(language, HEAD), rows_of(language, TAIL, labelled=False)]
    text = re.sub(r"\n\s*\n+", "\n", text_of(language, "tabs", parts, False))
    (table,), findings = read(text.replace("; 3", ";\n3"), language)
    assert told(table.table.columns) == told(whole)
    assert codes(findings) == {"RG262", "RG263"}


def drops() -> list[tuple[str, Language, int, int, int]]:
    """Every label, and every cell of the last two rows that is a dash: (form, language, part, row, place)."""
    found: list[tuple[str, Language, int, int, int]] = []
    for language in LANGUAGES:
        for part, rows in enumerate(complete(language)):
            for at, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if not place or (cell and not cell.strip(" -–")):
                        found += [(form, language, part, at, place) for form in FORMS]
    return found


@pytest.mark.parametrize(("form", "language", "part", "at", "place"), drops())
def test_one_lost_dash_or_label(form: str, language: Language, part: int, at: int, place: int) -> None:
    whole = read(text_of(language, form, complete(language)), language)[0][0].table.columns
    parts = complete(language)
    parts[part][at][place] = None
    (table,), findings = read(text_of(language, form, parts), language)
    assert told(table.table.columns) == told(whole) or "RG061" in codes(findings)
    if place:
        assert "RG261" in codes(findings)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_one_lost_cell_is_seen_in_its_place_or_called_uncertain(form: str, language: Language) -> None:
    whole = read(text_of(language, form, complete(language)), language)[0][0].table.columns
    for part, numbers in enumerate((HEAD, TAIL)):
        for row, kind in enumerate(KINDS, 1):
            for place, number in enumerate(numbers, 1):
                parts = complete(language)
                parts[part][row][place] = None
                (table,), findings = read(text_of(language, form, parts), language)
                expected = told(tuple(without(c, kind) if c.number == number else c for c in whole))
                assert told(table.table.columns) == expected or "RG061" in codes(findings)
                assert codes(findings) & {"RG061", "RG261"}
                assert "RG061" not in codes(findings) or form != "rows"


def without(column: Column, kind: str) -> Column:
    """The column with nothing in that row."""
    field = "deadlines" if kind == "deadline" else kind
    return replace(column, **{field: () if kind in ("deadline", "next") else None})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_lost_printed_cells_move_no_other(form: str, language: Language) -> None:
    parts = complete(language)
    parts[0][5][2] = parts[0][5][5] = parts[1][5][3] = None
    (table,), findings = read(text_of(language, form, parts), language)
    assert {column.number: {action.to for action in column.next} for column in table.table.columns} == NEXT
    (gone,) = (finding.arguments for finding in findings if finding.code == "RG261")
    assert gone["row"] == LABELS[language][5]
    assert gone["columns"] in ("2, 5, 8", "2, 5, 8/9")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["paragraphs", "lines", "tabs"])
def test_branches_and_labels_over_two_lines(form: str, language: Language) -> None:
    text = text_of(language, form, complete(language))
    glue = "\n\n" if form == "paragraphs" else "\n"
    broken = text.replace("; 3 –", f";{glue}3 –").replace(", 6 –", f",{glue}6 –").replace(" (", f"{glue}(")
    assert broken != text
    (table,), findings = read(broken, language)
    assert {column.number: {action.to for action in column.next} for column in table.table.columns} == NEXT
    assert findings == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_processes_as_rows(form: str, language: Language) -> None:
    rows: list[Row] = [list(LABELS[language])]
    rows += [[str(n), *(row[n - 1] for row in BEES[language])] for n in range(1, 10)]
    whole = read(text_of(language, form, complete(language)), language)[0][0].table.columns
    (table,), findings = read(text_of(language, form, [rows]), language)
    assert told(table.table.columns) == told(whole)
    assert findings == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_numbered_rows(form: str, language: Language) -> None:
    """Some acts number the rows of the table too: «1 № действия 1 2 3», «2 Наименование СФЕ …»."""
    rows = rows_of(language, (1, 2, 3, 4, 5, 6, 7, 8, 9))
    numbered: list[Row] = [[str(at), *row] for at, row in enumerate(rows, 1)]
    whole = read(text_of(language, form, complete(language)), language)[0][0].table.columns
    (table,), _ = read(text_of(language, form, [numbered]), language)
    assert told(table.table.columns) == told(whole)


@pytest.mark.parametrize("labelled", [True, False])
@pytest.mark.parametrize("last", ["-", None])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_a_chain_of_actions(form: str, language: Language, last: str | None, labelled: bool) -> None:
    """Every action leads to the next, as within an office: the last row is a run of numbers too, and a unit may bear the
    name of the row («Исполнитель»)."""
    unit = "Исполнитель" if language == "ru" else "Орындаушы"
    parts = [rows_of(language, HEAD), rows_of(language, TAIL, labelled=labelled)]
    for part, numbers in zip(parts, (HEAD, TAIL), strict=True):
        part[5][1:] = [str(number + 1) for number in numbers]
    parts[1][1][1], parts[1][5][4] = unit, last
    (table,), findings = read(text_of(language, form, parts), language)
    assert [[action.to for action in column.next] for column in table.table.columns] == [[n] for n in range(2, 10)] + [
        []
    ]
    assert [column.unit for column in table.table.columns][4:7] == [BEES[language][0][4], unit, BEES[language][0][6]]
    assert "RG061" not in codes(findings)


def test_foreign_continuation_is_reported_and_not_repaired() -> None:
    own = text_of("ru", "tabs", complete("ru")).split("Приложение")[0]
    rows = rows_of("ru", (1, 2, 3, 4))
    rows[1] = [rows[1][0], "Регистратор", "Портал", "Регистратор", "База учёта"]
    other = "Таблица 4. Описание действий через услугодателя\n" + flat(rows, "tabs")
    text = own + other + "\nпродолжение таблицы\n" + flat(rows_of("ru", TAIL, labelled=False), "tabs")
    tables, findings = read(text, "ru")
    assert [[column.number for column in table.table.columns] for table in tables] == [
        [1, 2, 3, 4, 5, 6, 7, 8, 9],
        [1, 2, 3, 4, 6, 7, 8, 9],
    ]
    assert tables[1].copied == {4, 5, 6, 7}
    assert tables[0].copied == set()
    assert {"RG264", "RG260", "RG266"} <= codes(findings)
    assert next(f.arguments for f in findings if f.code == "RG264") == {"table": "4", "columns": "6–9", "other": "3"}


def test_next_to_itself_to_nowhere_and_in_words() -> None:
    parts = complete("ru")
    parts[0][5][1], parts[0][5][3], parts[1][5][2] = "1 – проверка пароля", "14", "осмотр ульев"
    _, findings = read(text_of("ru", "tabs", parts), "ru")
    assert [(f.code, f.arguments["column"]) for f in findings] == [("RG265", 1), ("RG266", 3), ("RG267", 7)]


def test_three_deadlines_follow_the_results() -> None:
    parts = complete("kk")
    parts[1][3][4] = "Куәлік, қайта ресімделген куәлік, куәліктің телнұсқасы"
    parts[1][4][4] = "5 жұмыс күні, 3 жұмыс күні, 2 жұмыс күні"
    (table,), _ = read(text_of("kk", "tabs", parts), "kk")
    assert [(d.max, d.for_) for d in table.table.columns[-1].deadlines] == [
        (5, "issue"),
        (3, "reissue"),
        (2, "duplicate"),
    ]


def test_unreadable_deadline_is_reported() -> None:
    parts = complete("ru")
    parts[0][4][3] = "незамедлительно, по очереди"
    _, findings = read(text_of("ru", "rows", parts), "ru")
    assert "RG063" in codes(findings)


@pytest.mark.parametrize(
    "text",
    [
        "Таблица. Значения показателей\nПоказатели\tНорматив\tЦель\n1\t2\t3\nДоступность\t95\t96\n",
        "1\n2\n3\n4\n5\n",
        "Оценка услуги\n\n1\n\n2\n\n3\n",
        "",
    ],
)
def test_what_is_no_table_of_processes(text: str) -> None:
    assert read(text, "ru")[0] == ()


def test_hints_place_what_content_cannot() -> None:
    """Two next actions for four columns: only the text tells which column goes on to the sixth."""
    rows = rows_of("ru", (1, 2, 3, 4))
    rows[5] = [rows[5][0], "3", "6"]
    text = text_of("ru", "lines", [rows])
    hints = [
        StepHint(1, "pay", False, (3,)),
        StepHint(2, "other", False, (6,)),
        StepHint(3, "refuse_request", True),
        StepHint(4, "refuse_request", True),
    ]
    (table,), _ = read_tables(regulation(text, "ru"), {}, {"portal": hints})
    assert [{action.to for action in column.next} for column in table.table.columns] == [{3}, {6}, set(), set()]


def test_hostile_text_is_only_text() -> None:
    parts = complete("ru")
    parts[0][2][1] = '<script>"; rm -rf {x} %s \\'
    (table,), _ = read(text_of("ru", "tabs", parts), "ru")
    assert table.table.columns[0].action == '<script>"; rm -rf {x} %s \\'


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_spans_quote_the_text(form: str, language: Language) -> None:
    text = text_of(language, form, complete(language))
    (table,), _ = read(text, language)
    for column in table.table.columns:
        assert text[column.source.start : column.source.end] == column.action
        for deadline in column.deadlines:
            span = deadline.stated[0].source
            assert text[span.start : span.end] == BEES[language][3][column.number - 1]
    assert [label.text for label in table.labels] == [*LABELS[language], *LABELS[language]]


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Наименование структурно-функциональных единиц", "ru", "unit"),
        ("Срок исполнения", "ru", "deadline"),
        ("Форма завершеня", "ru", "result"),
        ("Номер следующего дествия", "ru", "next"),
        ("Оплата услуги", "ru", None),
        ("Регистрация заявления и передача следующему исполнителю", "ru", None),
        ("Курылымдық-функцияналдық бірліктің атавы", "kk", "unit"),
        ("Келесі іс-қимылдың нөмері", "kk", "next"),
        ("Аякталу нысаны", "kk", "result"),
        ("Хабарламаның шығуы", "kk", None),
    ],
)
def test_row_labels(text: str, language: Language, kind: str | None) -> None:
    assert row_kind(text, language) == kind


def test_captions() -> None:
    assert caption_number("Таблица № 2. Действия", "ru") == (True, "2")
    assert caption_number("## 4-кесте. Сипаттама", "kk") == (True, "4")
    assert caption_number("сроки даны в таблице 2", "ru") == (False, None)
    assert is_continuation("### кестенің жалғасы:", "kk")
    assert is_continuation("Продолжение таблицы 2", "ru")
    assert not is_continuation(CAPTIONS["ru"], "ru")


@pytest.mark.parametrize(
    ("caption", "language", "channel"),
    [
        ("Таблица 1. Действия услугодателя через портал", "ru", "portal"),
        ("Таблица 2. Действия СФЕ через ЕШП", "ru", "portal"),
        ("Таблица 2. Действия через уполномоченный орган", "ru", "provider"),
        ("Таблица 3. Действия через ЦОН", "ru", "psc"),
        ("2-кесте. Уәкілетті орган арқылы іс-қимылдар", "kk", "provider"),
        ("3-кесте. Халыққа қызмет көрсету орталығы арқылы", "kk", "psc"),
        ("Таблица 1. Описание действий", "ru", None),
    ],
)
def test_channels(caption: str, language: Language, channel: str | None) -> None:
    assert channel_of(caption, {"ЕШП": "единый шлюзовой портал"}, language) == channel


@pytest.mark.parametrize(
    ("text", "language", "targets"),
    [
        ("4", "ru", [4]),
        ("№ 4", "ru", [4]),
        ("5 или 6", "ru", [5, 6]),
        ("при отказе – 5; при согласии – 6", "ru", [5, 6]),
        ("5 – если нет, - 6- если да", "ru", [5, 6]),
        ("10-проверка улья", "ru", [10]),
        ("переход к действию 3", "ru", [3]),
        ("3 столбец", "ru", [3]),
        ("осмотр в течение 10 рабочих дней", "ru", [None]),
        ("-", "ru", []),
        ("– –", "ru", []),
        ("", "ru", []),
        ("4-іс-әрекет", "kk", [4]),
        ("2-егер қате болса ; 3 – егер дұрыс болса", "kk", [2, 3]),
        ("7 немесе 8", "kk", [7, 8]),
        ("7 баған", "kk", [7]),
        ("омартаны тексеру", "kk", [None]),
    ],
)
def test_next_actions(text: str, language: Language, targets: list[int | None]) -> None:
    assert [action.to for action in read_next(text, language)] == targets


def test_words_beside_the_numbers() -> None:
    assert [a.when for a in read_next("5 – если нет; 6 – если да", "ru")] == ["если нет", "если да"]
    assert [a.when for a in read_next("при отказе – 5; при согласии – 6", "ru")] == ["при отказе", "при согласии"]


@pytest.mark.parametrize(
    ("text", "language"),
    [("Таблица 1. Описание действий\n1\t2\t3\n", "ru"), ("1-кесте. Іс-әрекеттер сипаттамасы\n[image: ]\n", "kk")],
)
def test_a_table_of_which_nothing_can_be_read(text: str, language: Language) -> None:
    tables, findings = read(text, language)
    assert tables == ()
    assert [(f.code, f.arguments) for f in findings] == [("RG060", {"table": "1"})]


def test_a_flood_of_cells_ends() -> None:
    head = "\n".join(["Таблица 1. Действия", "№ действия", *map(str, range(1, 60))])
    started = time.perf_counter()
    read(head + "\nчто-то\n" + "10 мин\nслово\n" * 20_000, "ru")
    read("№ действия\n1\n2\n" * 2_000, "ru")
    read("1\t2\t3\n" * 2_000, "ru")
    assert time.perf_counter() - started < 20


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("15-20 мин.", "ru", [(15, 20, "minute", None)]),
        ("не более 20 минут", "ru", [(None, 20, "minute", None)]),
        (
            "выдача – 15 рабочих дней, дубликат – 2 рабочих дня",
            "ru",
            [(15, 15, "day", "issue"), (2, 2, "day", "duplicate")],
        ),
        ("15 минут, при отказе – 10 минут", "ru", [(15, 15, "minute", "issue"), (10, 10, "minute", "refusal")]),
        ("15 мин.", "kk", [(15, 15, "minute", None)]),
        ("беру – 15 жұмыс күні, телнұсқа – 2 жұмыс күні", "kk", [(15, 15, "day", "issue"), (2, 2, "day", "duplicate")]),
    ],
)
def test_cells_of_deadlines(text: str, language: Language, expected: list[tuple[object, ...]]) -> None:
    parts = complete(language)
    parts[0][4][3] = text
    (table,), findings = read(text_of(language, "tabs", parts), language)
    assert [(d.min, d.max, d.unit, d.for_) for d in table.table.columns[2].deadlines] == expected
    assert findings == ()


@pytest.mark.parametrize(("text", "language"), [("10/15 рабочих дней", "ru"), ("10/15 жұмыс күні", "kk")])
def test_deadlines_of_which_the_cell_does_not_say_what_for(text: str, language: Language) -> None:
    """Both are kept, and that it is not said what each is for."""
    parts = complete(language)
    parts[0][4][3] = text
    (table,), findings = read(text_of(language, "tabs", parts), language)
    assert [(d.max, d.unit, d.for_) for d in table.table.columns[2].deadlines] == [(10, "day", None), (15, "day", None)]
    assert [(f.code, f.arguments) for f in findings] == [("RG302", {"table": "3", "column": 3, "text": text})]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_deadline_without_its_unit_of_time_stays_in_its_place(language: Language, form: str) -> None:
    parts = complete(language)
    parts[0][4][3] = "10"
    (table,), findings = read(text_of(language, form, parts), language)
    assert [len(column.deadlines) for column in table.table.columns] == [1, 1, 0, 1, 1, 1, 1, 1, 1]
    assert [(f.code, f.arguments["text"]) for f in findings] == [("RG063", "10")]


@pytest.mark.parametrize("form", [form for form in FORMS if form != "rows"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_cells_before_the_numbers_and_after_the_last_row_are_said(language: Language, form: str) -> None:
    text = text_of(language, form, complete(language))
    first = f"\t{LABELS[language][0]}" if form == "tabs" else LABELS[language][0]
    stray = "\tЙцукен\n" if form == "tabs" else "Йцукен\n\n" if form == "paragraphs" else "Йцукен\n"
    whole = read(text, language)[0][0].table.columns
    (table,), findings = read(text.replace(first, stray + first, 1), language)
    assert told(table.table.columns) == told(whole)
    assert [(f.code, f.arguments["text"]) for f in findings] in ([("RG062", "Йцукен")], [])
    assert findings or "Йцукен" in (table.caption.text if table.caption else "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_cells_that_stand_after_a_table_are_said(language: Language) -> None:
    """A line that is no cell ends the table; cells behind a tab after it are of none."""
    text = text_of(language, "tabs", complete(language))
    ends = "\nПриложение 7" if language == "ru" else "\n7-қосымша"
    stray = "\nЙцукен енгшщ зхфыва\n\n\tячсми\n\n\tтьбю\n"
    whole = read(text, language)[0][0].table.columns
    (table,), findings = read(text.replace(ends, stray + ends, 1), language)
    assert told(table.table.columns) == told(whole)
    assert [(f.code, f.arguments) for f in findings] == [("RG062", {"table": "3", "text": "ячсми | тьбю"})]
