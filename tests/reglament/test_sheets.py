"""Findings and steps as CSV and XLSX."""

import csv
import re
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from reglament.inputs import ReadAct
from reglament.sheets import FINDING_COLUMNS, STEP_COLUMNS, as_csv, as_xlsx, finding_rows, heads, step_rows
from spec.words import LANGUAGES

HOSTILE = ("=HYPERLINK(1)", "+1", "-1", "@x", "a\x1bb", 'a"b,c\nd')


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_finding_is_a_row_with_the_sentence_in_both_languages(act: ReadAct, language: str) -> None:
    (row,) = (dict(zip(FINDING_COLUMNS, row, strict=True)) for row in finding_rows([act], language))
    assert (row["act"], row["code"], row["scenario"], row["step"]) == ("akimat-2014-05-06-12", "RG203", "portal", "C1")
    assert (row["file"], row["line"], row["clause"], row["item"]) == ("ru.txt", "4", "6", "2")
    assert row["quote"] == "пароля порталом"
    assert row["text_kk"] == "порталда құпиясөзді 10 секунд ішінде тексеру"
    assert row["text_ru"] == "проверка пароля порталом в течение 10 секунд"


def test_a_step_is_a_row(act: ReadAct) -> None:
    rows = [dict(zip(STEP_COLUMNS, row, strict=True)) for row in step_rows([act], "ru")]
    assert [row["step"] for row in rows] == ["P1", "C1", "P2", "P3"]
    assert rows[1]["to"] == "P2 (нет), P3 (да)"
    assert rows[1]["deadlines"] == "в течение 10 секунд"
    assert rows[2]["end"] == "Отказ"


def test_csv_can_be_read_back_and_starts_no_formula() -> None:
    data = as_csv(("Акт", "x"), [(cell, "1") for cell in HOSTILE])
    assert data.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(StringIO(data.decode("utf-8-sig"), newline=""))
    assert head == ["Акт", "x"]
    assert [row[0] for row in rows] == ["'=HYPERLINK(1)", "'+1", "'-1", "'@x", "a\\x1bb", 'a"b,c\nd']


def test_xlsx_holds_texts_only_and_no_clock() -> None:
    data = as_xlsx(("Акт",), [(cell,) for cell in HOSTILE])
    sheet = load_workbook(BytesIO(data)).active
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [cell.data_type for cell in cells] == ["s"] * len(HOSTILE)
    assert cells[0].value == "=HYPERLINK(1)"
    with ZipFile(BytesIO(data)) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {1980}
        assert set(re.findall(r"20\d\d-\d\d-\d\d", archive.read("docProps/core.xml").decode())) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_columns_have_headings(language: str) -> None:
    for columns in (FINDING_COLUMNS, STEP_COLUMNS):
        assert len(set(heads(columns, language))) == len(columns)
