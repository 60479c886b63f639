"""Findings and steps as CSV and XLSX."""

import csv
import re
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from msgspec import structs
from openpyxl import load_workbook

from reglament.inputs import ReadAct
from reglament.sheets import FINDING_COLUMNS, STEP_COLUMNS, as_csv, as_xlsx, finding_rows, heads, step_rows
from spec.model import Elsewhere, Finding, Where
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


def test_a_finding_of_a_column_has_its_step_its_cell_and_both_sentences(act: ReadAct) -> None:
    where = Where("service-1", "portal", None, "ru", "s1", 4, 9, 1, table="1", row="next", column=1)
    also = (Elsewhere("service-1", "portal", None, "kk", "s2", 4, 9, 2),)
    found = Finding("RG265", "warning", {"table": "1", "column": 1}, where, also)
    spec = structs.replace(act.spec, findings=(found,))
    (row,) = (
        dict(zip(FINDING_COLUMNS, row, strict=True)) for row in finding_rows([structs.replace(act, spec=spec)], "ru")
    )
    assert (row["step"], row["table"], row["row"], row["column"]) == ("P1", "1", "следующее действие", "1")
    step = act.spec.services[0].scenarios[0].steps[0]
    assert (row["text_kk"], row["text_ru"], row["also"]) == (step.texts.get("kk"), step.texts.get("ru"), "kk.txt:2")


def test_a_finding_of_no_step_has_its_paragraph(act: ReadAct) -> None:
    where = Where("service-1", None, None, "ru", "s1", 0, 3, 1)
    spec = structs.replace(act.spec, findings=(Finding("RG221", "note", {"short": "x"}, where),))
    (row,) = (
        dict(zip(FINDING_COLUMNS, row, strict=True)) for row in finding_rows([structs.replace(act, spec=spec)], "ru")
    )
    assert row["text_ru"] == act.texts["s1"].splitlines()[0].strip()
