"""What each rich format brings besides text: markup, furniture, numbering, merged cells."""

from io import BytesIO

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from parser.read import read_bytes


def lines(data: bytes, path: str) -> list[str]:
    source, _ = read_bytes(data, path)
    return [source.text[line.start : line.end] for line in source.lines if line.end > line.start]


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("## **1. Жалпы ережелер** ##", "1. Жалпы ережелер"),
        ("1\\. Бұл *көлбеу* мен __қалың__", "1. Бұл көлбеу мен қалың"),
        ("[www.example.kz](http://www.example.kz) сайты", "www.example.kz сайты"),
        ("  - қанағаттанамын;", "  қанағаттанамын;"),
        ("\\- **минус** тұр", "- минус тұр"),
        ("______ (қолы)", "______ (қолы)"),
        ("2*3*4 және snake_case_name", "2*3*4 және snake_case_name"),
        ("2) шарт &ndash; тексеру", "2) шарт – тексеру"),
        ("> дәйексөз", "дәйексөз"),
        ("![сурет](a.png)", "[image: сурет]"),
        ("      6 бос орыннан кейін", "      6 бос орыннан кейін"),
    ],
)
def test_markdown(marked: str, plain: str) -> None:
    assert lines(marked.encode(), "a.md") == [plain]


def test_markdown_in_a_text_file_is_told_by_content() -> None:
    marked = "# Үлгі\n\n**Бірінші** сөйлем\n\n[сайт](http://a.kz) туралы\n"
    assert lines(marked.encode(), "a.txt") == ["Үлгі", "Бірінші сөйлем", "сайт туралы"]


def test_a_text_with_stars_is_no_markdown() -> None:
    text = "Ескерту *\n# белгісі бар жол\n- сызықша\n* жұлдызша"
    assert lines(text.encode(), "a.txt") == text.split("\n")


def test_markdown_table() -> None:
    table = "| Үдеріс | 1 | 2 |\n|---|:-:|--:|\n| Мерзімі | - | 5 \\| 6 |\n| -- | -- | |\n"
    assert lines(table.encode(), "a.md") == ["Үдеріс\t1\t2", "Мерзімі\t-\t5 | 6", "--\t--\t"]


def page(body: str) -> bytes:
    return f"<!doctype html><html><head><title>т</title></head><body>{body}</body></html>".encode()


def test_html_merged_cells_keep_their_columns() -> None:
    table = "<table><tr><td colspan=2>а</td><td rowspan=2>б</td></tr><tr><td>в</td><td>г<br>ғ</td></tr></table>"
    assert lines(page(table), "a.html") == ["а\t\tб", "в\tг ғ\t"]


def test_html_lists_print_their_numbers() -> None:
    body = "<ol start=3><li>үш<li>төрт<ol type=a><li>а</ol></ol><ul><li>нүкте</ul><ol><li>1) өзі жазған</ol>"
    assert lines(page(body), "a.html") == ["3. үш", "4. төрт", "a. а", "нүкте", "1) өзі жазған"]


def test_html_stamp_in_a_table_is_lines_and_not_a_row() -> None:
    body = "<table><tr><td></td><td>Бекітілген<br>әкімнің қаулысымен</td></tr></table>"
    assert lines(page(body), "a.html") == ["Бекітілген", "әкімнің қаулысымен"]


def test_html_furniture_goes_and_an_act_in_a_furniture_class_stays() -> None:
    act = "<p>Осы қаулы күшіне енеді және жарияланады, оны әкім орындайды.</p>" * 5
    body = f"<header>Басы</header><div id=footer-links>Аяғы</div><p style='display: none'>жасырын</p>{act}"
    assert set(lines(page(f"<div class='with-menu'>{body}</div>"), "a.html")) == {
        "Осы қаулы күшіне енеді және жарияланады, оны әкім орындайды."
    }


def test_html_a_title_outside_the_article_stays_and_the_links_above_it_go() -> None:
    links = "".join(f"<a href='/{name}'>{name}</a> " for name in ("Басты", "Іздеу", "Кіру"))
    act = "<p>Осы қаулы күшіне енеді және жарияланады, оны әкім орындайды.</p>" * 9
    body = f"<div><b>Сайт</b> {links}</div><div><h1>Үлгі туралы</h1><p>№ 5</p></div><article>{act}</article>"
    assert lines(page(body), "a.html")[:3] == [
        "Үлгі туралы", "№ 5", "Осы қаулы күшіне енеді және жарияланады, оны әкім орындайды.",
    ]  # fmt: skip


def test_html_two_languages_side_by_side_are_read_one_after_the_other() -> None:
    kazakh = "Осы ереже тұрғындардың өтініштерін қарау тәртібін белгілейді және жүйеде жарияланады. " * 6
    russian = "Настоящие правила определяют порядок рассмотрения заявлений жителей и публикуются в системе. " * 6
    rows = "".join(f"<tr><td>{n}. {kazakh}</td><td>{n}. {russian}</td></tr>" for n in (1, 2))
    assert lines(page(f"<table>{rows}</table>"), "a.html") == [
        f"{n}. {text.strip()}" for text in (kazakh, russian) for n in (1, 2)
    ]


def saved(document: object) -> bytes:
    stream = BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def test_docx_prints_the_numbers_of_its_lists() -> None:
    document = Document()
    for text in ("бір", "екі"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("нүкте", style="List Bullet")
    document.add_paragraph("үш", style="List Number")
    assert lines(saved(document), "a.docx") == ["1. бір", "2. екі", "нүкте", "3. үш"]


def test_docx_numbers_with_brackets_restart_where_the_list_says() -> None:
    document = Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, element("abstractNum", abstractNumId="77"))
    level = element("lvl", ilvl="0")
    level.extend([element("start", val="1"), element("numFmt", val="decimal"), element("lvlText", val="%1)")])
    numbering[0].append(level)
    for identity, restart in (("70", False), ("71", True)):
        entry = element("num", numId=identity)
        entry.append(element("abstractNumId", val="77"))
        if restart:
            override = element("lvlOverride", ilvl="0")
            override.append(element("startOverride", val="1"))
            entry.append(override)
        numbering.append(entry)
    for identity in ("70", "70", "71", "71"):
        properties = element("numPr")
        properties.extend([element("ilvl", val="0"), element("numId", val=identity)])
        document.add_paragraph("қадам")._p.get_or_add_pPr().append(properties)
    assert lines(saved(document), "a.docx") == ["1) қадам", "2) қадам", "1) қадам", "2) қадам"]


def element(name: str, **attributes: str) -> object:
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def test_docx_merged_cells_deleted_and_hidden_text() -> None:
    document = Document()
    paragraph = document.add_paragraph("қалған ")
    paragraph.add_run("жасырын").font.hidden = True
    deleted = OxmlElement("w:del")
    deleted.append(paragraph.add_run("өшірілген")._r)
    paragraph._p.append(deleted)
    table = document.add_table(2, 3)
    for row in table.rows:
        for place, cell in enumerate(row.cells):
            cell.text = "абв"[place]
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(0, 2).merge(table.cell(1, 2))
    assert lines(saved(document), "a.docx") == ["қалған", "а б\t\tв в", "а\tб\t"]
