"""Real tables in web pages and Word files read as flattened ones do."""

from collections.abc import Sequence
from html import escape
from io import BytesIO

import docx
import pytest

from parser.read import read_bytes
from parser.tables import read_tables
from parser.values import Regulation
from spec.model import Column, Language
from tests.parser.modeltables import BEES, CAPTIONS, CONTINUED, LABELS, Row, regulation, rows_of, text_of

LANGUAGES: tuple[Language, ...] = ("kk", "ru")
TITLE = {
    "ru": "Действия основного процесса (хода, потока работ)",
    "kk": "Негізгі үдерістің іс-әрекеттері (жұмыс барысы)",
}
FILL = {
    "ru": "Услуга оказывается бесплатно всем, у кого есть ульи.",
    "kk": "Қызмет омартасы бар адамдарға тегін көрсетіледі.",
}
Columns = list[tuple[object, ...]]


def told(columns: Sequence[Column]) -> Columns:
    return [
        (c.number, c.unit, c.action, c.result, c.next, [(d.min, d.max, d.unit) for d in c.deadlines]) for c in columns
    ]


def flattened(language: Language) -> Columns:
    parts = [rows_of(language, (1, 2, 3, 4, 5)), rows_of(language, (6, 7, 8, 9))]
    (table,), _ = read_tables(regulation(text_of(language, "tabs", parts), language), {})
    return told(table.table.columns)


def from_file(data: bytes, name: str, language: Language) -> Columns:
    source, _ = read_bytes(data, name)
    (table,), findings = read_tables(Regulation(source, language, None, (), (), (), source.lines), {})
    assert findings == ()
    return told(table.table.columns)


def page(body: str, language: Language) -> bytes:
    fill = f"<p>{FILL[language]}</p>" * 4
    return f"<html><head><meta charset='utf-8'></head><body><article>{fill}{body}</article></body></html>".encode()


def html_table(rows: Sequence[Row], title: str | None = None) -> str:
    """A table whose rows are numbered and headed by a title, where there is one; branches are paragraphs of a cell."""
    width = len(rows[0]) + 1
    head = f"<tr><td>1</td><td colspan='{width - 1}'>{title}</td></tr>" if title else ""
    body = ""
    for number, row in enumerate(rows, 2):
        cells = [*([str(number)] if title else []), *(cell or "" for cell in row)]
        body += "<tr>" + "".join(f"<td><p>{escape(c).replace('; ', ';</p><p>')}</p></td>" for c in cells) + "</tr>"
    return f"<table>{head}{body}</table>"


@pytest.mark.parametrize("titled", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_web_page(language: Language, titled: bool) -> None:
    title = TITLE[language] if titled else None
    parts = [html_table(rows_of(language, columns), title) for columns in ((1, 2, 3, 4, 5), (6, 7, 8, 9))]
    body = f"<p>{CAPTIONS[language]}</p>{parts[0]}<p>{CONTINUED[language]}</p>{parts[1]}"
    assert from_file(page(body, language), "act.html", language) == flattened(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_web_page_with_processes_as_rows(language: Language) -> None:
    rows: list[Row] = [list(LABELS[language])]
    rows += [[str(number), *(row[number - 1] for row in BEES[language])] for number in range(1, 10)]
    body = f"<p>{CAPTIONS[language]}</p>{html_table(rows)}"
    assert from_file(page(body, language), "act.html", language) == flattened(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_file(language: Language) -> None:
    document = docx.Document()
    for _ in range(4):
        document.add_paragraph(FILL[language])
    for columns, before in (((1, 2, 3, 4, 5), CAPTIONS[language]), ((6, 7, 8, 9), CONTINUED[language])):
        document.add_paragraph(before)
        rows = rows_of(language, columns)
        table = document.add_table(len(rows), len(rows[0]))
        for at, row in enumerate(rows):
            for place, cell in enumerate(row):
                table.cell(at, place).text = cell or ""
    data = BytesIO()
    document.save(data)
    assert from_file(data.getvalue(), "act.docx", language) == flattened(language)
