"""Lines → act, regulations, chapters, clauses, items, annexes."""

import pytest

from parser.outline import genre_of
from tests.parser.outlines import REGULATION_KK, REGULATION_RU, model, outline, regulation, seed

LANGUAGES = ("kk", "ru")


def numbers(clauses):
    return [clause.number for clause in clauses]


def codes(read):
    return [finding.code for finding in read.findings]


def clauses_of(body, language="ru"):
    """The clauses of a regulation whose chapter «Общие положения» holds `body`."""
    return regulation(f"Регламент услуги «Полив парков»\n\n1. Общие положения\n\n{body}\n", language).clauses


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_act_is_cut_into_its_own_clauses_and_the_regulation(language):
    read = outline(model(language), language)
    assert numbers(read.clauses) == ["1", "2"]
    (only,) = read.regulations
    assert numbers(only.clauses) == ["1", "2", "3", "4", "5", "6"]
    assert [len(clause.items) for clause in only.clauses] == [0, 0, 3, 3, 0, 0]
    assert [chapter.text[:2] for chapter in only.chapters] == ["1.", "2.", "3."]
    assert [(annex.number, annex.kind) for annex in only.annexes] == [("1", "table"), ("2", "diagram"), ("3", "survey")]
    assert codes(read) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_belongs_to_the_act_or_to_one_regulation(language):
    read = outline(model(language) + model(language), language)
    assert len(read.regulations) == 2
    lines = [*read.head, *(line for part in read.regulations for line in part.lines)]
    assert lines == list(read.source.lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_spans_quote_the_text_without_number_and_closing_mark(language):
    only = outline(model(language), language).regulations[0]
    item = only.clauses[3].items[0]
    assert item.label == "1"
    assert item.body.text[-1] not in ";."
    assert item.body.text.split()[0] in ("процесс", "1-процесс")
    assert item.body.source.text[item.body.start - 3 : item.body.start] == "1) "
    assert only.clauses[1].whole.text.endswith(".")
    assert all(only.source.text.count("\n", 0, clause.whole.start) + 1 == clause.whole.line for clause in only.clauses)


def test_a_title_over_several_lines_with_the_chapter_in_its_last_line():
    read = outline(REGULATION_KK.replace("регламенті\n\n1. Жалпы ережелер", "регламенті 1. Жалпы ережелер"), "kk")
    (only,) = read.regulations
    assert only.title.text == "«Балабақшаға кезекке қою»\nмемлекеттік қызмет көрсету регламенті"
    assert only.chapters[0].text == "1. Жалпы ережелер"
    read = outline(REGULATION_RU.replace("такси»\n\n1. Общие", "такси» 1.Общие"))
    assert read.regulations[0].title.text == "Регламент государственной услуги «Выдача разрешения на такси»"
    assert read.regulations[0].chapters[0].text == "1.Общие положения"


@pytest.mark.parametrize("break_", ["\n", "\n\n", "\n \n\n"])
def test_blank_lines_do_not_matter(break_):
    for language in LANGUAGES:
        text = break_.join(line for line in model(language).split("\n") if line.strip())
        (only,) = outline(text, language).regulations
        assert numbers(only.clauses) == ["1", "2", "3", "4", "5", "6"]
        assert [(annex.number, annex.kind) for annex in only.annexes] == [
            ("1", "table"),
            ("2", "diagram"),
            ("3", "survey"),
        ]


@pytest.mark.parametrize(
    "heading",
    ["2 Описание порядка", "2.Описание порядка", "2. Описание порядка.", "Глава 2. Описание порядка", "II. Описание порядка",
     "2. ОПИСАНИЕ РАБОТЫ", "2. Описание порядка полива\nи обрезки деревьев"],
)  # fmt: skip
def test_chapters_are_told_from_clauses(heading):
    clauses = clauses_of(f"1. Парки поливают.\n2. Поливают вечером.\n{heading}\n3. Начинают с роз.\n4. Кончают травой.")
    assert numbers(clauses) == ["1", "2", "3", "4"]
    assert clauses[2].chapter.text == heading


def test_kazakh_chapters_with_the_number_before_their_word():
    text = REGULATION_KK.replace("1. Жалпы", "1-тарау. Жалпы").replace("2. Білім бөлімі", "2-тарау. Білім бөлімі")
    only = regulation(text, "kk")
    assert [chapter.text[:8] for chapter in only.chapters] == ["1-тарау.", "2-тарау.", "3. Қорыт"]
    assert numbers(only.clauses) == ["1", "2", "3", "4", "5", "6"]


def test_a_clause_with_the_number_of_the_next_chapter_stays_a_clause():
    clauses = clauses_of("1. Парки поливают.\n2. Поливают вечером, пока не стемнеет.\n3. Шланги убирают.")
    assert numbers(clauses) == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("third", "code"),
    [("З. Шланги убирают.", "RG021"), ("2. Шланги убирают.", "RG217"), ("5. Шланги убирают.", "RG218")],
)
def test_a_damaged_number_costs_no_clause(third, code):
    read = outline(
        "Регламент услуги «Полив парков»\n\n1. Общие положения\n\n1. Парки поливают.\n2. Поливают вечером.\n"
        + third
        + "\n"
    )
    assert len(read.regulations[0].clauses) == 3
    assert codes(read) == [code]


LETTERS_FOR_DIGITS = [
    ("ru", "Шланги:\n", ["1)", "2)", "З)", "4)", "5)", "б)", "7)", "8)", "9)", "l0)", "1l)"]),
    ("kk", "Шлангілер:\n", ["1)", "2)", "З )", "4)", "5)", "б)", "7)", "В)", "9)", "1О)", "11)"]),
]


@pytest.mark.parametrize(("language", "opening", "labels"), LETTERS_FOR_DIGITS)
def test_letters_in_the_place_of_digits_cost_no_item(language, opening, labels):
    title = {"ru": "Регламент услуги «Полив парков»", "kk": "«Саябақты суару» қызметінің регламенті"}[language]
    items = "".join(f"{label} шланг № {n};\n" for n, label in enumerate(labels, 1))
    read = outline(f"{title}\n\n1. Шланг.\n2. {opening}{items}3. Шланг.\n", language)
    assert [item.label for item in read.regulations[0].clauses[1].items] == [str(n) for n in range(1, 12)]
    spoilt = [label for n, label in enumerate(labels, 1) if label != f"{n})"]
    assert [each.arguments["printed"] for each in read.findings if each.code == "RG021"] == spoilt


def test_a_list_in_letters_within_a_list_in_digits_keeps_its_letters():
    items = "".join(f"{label}) шланг № {label};\n" for label in ("1", "2", "3", "4", "5", "а", "б", "в", "6"))
    read = outline(f"Регламент услуги «Полив парков»\n\n1. Шланг.\n2. Шланги:\n{items}3. Шланг.\n")
    assert [item.label for item in read.regulations[0].clauses[1].items] == [*"12345", *"абв", "6"]
    assert codes(read) == []


def test_a_clause_that_lost_its_number_after_a_chapter_heading_gets_the_next_one():
    read = outline(
        "Регламент услуги «Полив парков»\n\n1. Общие положения\n\n1. Парки поливают.\n2. Вода чистая.\n2. Описание порядка\n"
        "Поливают вечером, когда не жарко.\n4. Шланги убирают.\n"
    )
    assert numbers(read.regulations[0].clauses) == ["1", "2", "3", "4"]
    assert codes(read) == ["RG022"]


def test_a_chapter_number_used_twice_is_found():
    read = outline(REGULATION_RU.replace("3. Заключительные", "2.Заключительные"))
    assert numbers(read.regulations[0].clauses) == ["1", "2", "3", "4", "5", "6"]
    assert codes(read) == ["RG216"]


def test_a_list_that_restarts_in_a_clause_is_another_series():
    (clause,) = clauses_of(
        "1. В парке работают:\n1) садовник\n2) сторож\n1) садовник поливает розы;\n2) сторож закрывает ворота."
    )
    assert [(item.label, item.series) for item in clause.items] == [("1", 0), ("2", 0), ("1", 1), ("2", 1)]


@pytest.mark.parametrize("line", ["|      2) стричь траву;", "2)стричь траву;", " 2 ) стричь траву;"])
def test_stray_marks_do_not_cost_an_item(line):
    (clause,) = clauses_of(f"1. Садовник обязан:\n1) поливать розы;\n{line}\n3) убирать шланги.")
    assert [(item.label, item.body.text) for item in clause.items][1] == ("2", "стричь траву")


def test_items_in_one_line_are_taken_apart():
    (clause,) = clauses_of("1. Садовник обязан: 1) поливать розы; 2) стричь траву; 3) убирать шланги.")
    assert [(item.label, item.body.text) for item in clause.items] == [
        ("1", "поливать розы"), ("2", "стричь траву"), ("3", "убирать шланги"),
    ]  # fmt: skip
    assert clause.opening.text == "Садовник обязан:"


def test_a_list_counted_with_full_stops_belongs_to_its_clause():
    clauses = clauses_of("1. Парки поливают.\n2. Нужны:\n1. шланг;\n2. лейка;\n3. вода.\n3. Шланги убирают.")
    assert numbers(clauses) == ["1", "2", "3"]
    assert [item.label for item in clauses[1].items] == ["1", "2", "3"]


def test_dashes_list_items_too():
    clauses = clauses_of("1. В парке работают:\n– садовник;\n– сторож.\n2. Парк закрыт ночью.")
    assert [item.body.text for item in clauses[0].items] == ["садовник", "сторож"]


def test_a_broken_line_goes_on_and_a_paragraph_does_not():
    first, second = clauses_of(
        "1. Садовник поливает розы и\n\nстрижёт траву по утрам.\n2. Сторож закрывает ворота;\nне позже десяти часов."
    )
    assert first.opening.text == "Садовник поливает розы и\n\nстрижёт траву по утрам."
    assert first.tail == ()
    assert [paragraph.text for paragraph in second.tail] == ["не позже десяти часов."]


def test_a_paragraph_between_items_is_part_of_the_item_before_it():
    (clause,) = clauses_of("1. Садовник:\n1) поливает;\nза два часа;\n2) стрижёт.\nЗатем он отдыхает.")
    assert [item.body.text for item in clause.items] == ["поливает;\nза два часа", "стрижёт"]
    assert [paragraph.text for paragraph in clause.tail] == ["Затем он отдыхает."]


@pytest.mark.parametrize("language", LANGUAGES)
def test_annexes_without_headings_are_told_by_their_captions(language):
    word, lines = (
        ("қосымша", REGULATION_KK.split("\n")) if language == "kk" else ("Приложение", REGULATION_RU.split("\n"))
    )
    first = next(n for n, line in enumerate(lines) if word in line and "№" not in line and len(line) < 15)
    last = next(
        n for n, line in enumerate(lines) if n > first and "сауалнама нысаны" in line or line.startswith("Форма")
    )
    captions = ("1-кесте", "Портал арқылы", "Таблица 1", "Диаграмма № 1")
    rest = [line for line in lines[first:last] if line.startswith(captions)]
    first -= 2 if language == "kk" else 0
    only = regulation("\n".join([*lines[:first], *rest, *lines[last:]]), language)
    assert [(annex.number, annex.kind) for annex in only.annexes] == [
        (None, "table"),
        (None, "diagram"),
        (None, "survey"),
    ]
    assert numbers(only.clauses) == ["1", "2", "3", "4", "5", "6"]


def test_a_sentence_that_begins_like_a_caption_is_none():
    clauses = clauses_of("1. Парки поливают.\nТаблица полива приведена на воротах парка.\n2. Поливают вечером.")
    assert numbers(clauses) == ["1", "2"]
    assert [paragraph.text for paragraph in clauses[0].tail] == ["Таблица полива приведена на воротах парка."]


def test_a_kazakh_annex_heading_with_letters_lost_in_scanning():
    only = regulation(REGULATION_KK.replace("2-қосымша", "2-косымша"), "kk")
    assert [annex.number for annex in only.annexes] == ["1", "2", "3"]
    assert only.annexes[1].heading.text.startswith("«Балабақшаға")


def test_questions_of_the_survey_are_no_clauses():
    assert numbers(regulation(REGULATION_RU).clauses)[-1] == "6"


def test_a_text_without_a_regulation_says_so():
    read = outline("Правила поведения в парке\n\nНе мять траву.\n")
    assert read.regulations == ()
    assert codes(read) == ["RG020"]


def test_rules_and_standards_are_read_and_called_by_name():
    read = outline(REGULATION_RU.replace("Регламент государственной услуги", "Стандарт государственной услуги"))
    (only,) = read.regulations
    assert genre_of(only.title, "ru") == "standard"
    assert genre_of(outline(REGULATION_RU).regulations[0].title, "ru") is None


@pytest.mark.parametrize(
    ("number", "own", "clauses", "items"),
    [
        ("000", [3, 3], [[16], [16]], {"6": 16, "7": 12, "5": 16}),
        ("001", [3], [[26]], {"15": 16, "16": 12}),
        ("002", [3], [[16] * 5], {"6": 16, "7": 12}),
        ("003", [5], [[20, 20]], {"10": 13, "11": 12, "12": 11}),
        ("004", [6], [[15]], {"6": 16, "7": 12, "5": 14}),
    ],
)
def test_seeds(number, own, clauses, items):
    read = seed(number)
    assert [len(each.clauses) for each in read] == own
    assert [[len(part.clauses) for part in each.regulations] for each in read] == clauses
    for part in (part for each in read for part in each.regulations):
        assert numbers(part.clauses) == [str(n) for n in range(1, len(part.clauses) + 1)]
        found = {clause.number: len(clause.items) for clause in part.clauses}
        assert {number: found[number] for number in items} == items


def test_a_number_glued_to_a_reference_that_begins_with_a_number():
    clauses = clauses_of(
        "1. Парки поливают.\n2.1-й парк поливают первым.\n3. Шланги убирают 14.04.2014\n13.05 № 1 записано."
    )
    assert numbers(clauses) == ["1", "2", "3"]


def test_a_wrapped_line_that_begins_like_a_caption_is_none():
    text = REGULATION_KK.replace("3-қосымшасына сәйкес өлшенеді", "3-қосымшасының\nсауалнамасы бойынша өлшенеді")
    only = regulation(text, "kk")
    assert only.clauses[-1].opening.text.endswith("бойынша өлшенеді.")
    assert [annex.number for annex in only.annexes] == ["1", "2", "3"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_of_annexes_in_the_right_cell_of_a_table(language):
    text = model(language)
    for line in text.split("\n"):
        if "қосымша" in line and len(line) < 12 or line.startswith(("Приложение", "к регламенту", "услуги «Выдача")):
            text = text.replace(f"\n{line}\n", f"\n\t{line}\n")
    (only,) = outline(text, language).regulations
    assert [(annex.number, annex.kind) for annex in only.annexes] == [("1", "table"), ("2", "diagram"), ("3", "survey")]


LIST = "1) 1-үдеріс – құпиясөз енгізу;\n2) 1-шарт – құпиясөзді\nтексеру."


@pytest.mark.parametrize("number", ["3.", "3"])
def test_a_clause_that_lost_its_point_hides_no_clause_after_it(number):
    """Nor does a line of the next clause that looks like the caption of a diagram end the text."""
    text = (
        "«Саябақты суару» қызметінің регламенті\n\n1. Жалпы ережелер\n\n1. Саябақ суарылады.\n2. Су алынады.\n"
        f"{number} Портал арқылы әрекеттер (1-қосымшадағы\n№ 1 диаграмма):\n{LIST}\n"
        f"4. Басқарма арқылы әрекеттер (1-қосымшадағы\n№ 2 диаграмма):\n"
        f"\n      3\n\n{LIST}\n5. Бақылау.\n\nРегламентке\n1-қосымша\n\n№ 1 диаграмма\n"
    )
    clauses = regulation(text, "kk").clauses
    assert [(clause.number, len(clause.items)) for clause in clauses] == [
        ("1", 0),
        ("2", 0),
        ("3", 2),
        ("4", 2),
        ("5", 0),
    ]


def test_a_page_number_within_a_list_ends_no_item():
    text = (
        "Регламент услуги «Полив парков»\n\n1. Общие положения\n\n1. Парк поливают.\n2. Порядок действий:\n"
        "1. процесс 1 – ввод пароля на\n\n   - 7 -\n\nпортале;\n2. условие 1 – проверка пароля.\n3. Контроль.\n"
    )
    clauses = regulation(text).clauses
    assert [(item.label, "портале" in item.body.text) for item in clauses[1].items] == [("1", True), ("2", False)]
    assert [clause.number for clause in clauses] == ["1", "2", "3"]
