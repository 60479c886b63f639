"""Annexes promised and present, references, the questionnaire."""

import pytest
from msgspec.structs import replace

from parser.annexes import cites, number_tables, read_annex_facts
from parser.survey import read_survey
from spec.model import Annex, Span, Survey, Table
from tests.building import a_scenario, a_service, a_step
from tests.parser.outlines import REGULATION_KK, REGULATION_RU, model, outline, regulation, seed


def facts(text, language="ru"):
    return read_annex_facts(regulation(text, language), "service-1")


@pytest.mark.parametrize(("language", "text"), [("ru", REGULATION_RU), ("kk", REGULATION_KK)])
def test_what_is_promised_is_found(language, text):
    found = facts(text, language)
    assert sorted((annex.number, annex.kind, annex.present) for annex in found.annexes) == [
        ("1", "table", True), ("2", "diagram", True), ("3", "survey", True),
    ]  # fmt: skip
    assert all(reference.found for reference in found.references)
    assert {(reference.kind, reference.number) for reference in found.references} >= {("annex", "1"), ("diagram", "1")}
    assert found.findings == ()


def test_a_table_whose_annex_lost_its_heading_has_the_number_that_is_promised():
    table = Table(None, "1", (), Span("s1", 70, 90, 9))
    scenario = replace(a_scenario([a_step("P1", "pay")], [], {}), table={"ru": table})

    def number(*annexes, printed=None):
        case = replace(scenario, table={"ru": replace(table, annex=printed)})
        (found,) = number_tables(a_service(case, id="service-1"), annexes).scenarios
        return found.table["ru"].annex

    def annex(number, start, kind="table", present=True):
        return Annex(number, "service-1", kind, present, Span("s1", start, start + 5, 3))

    assert number(annex("1", 40), annex("2", 60), annex("3", 80)) == "2"
    assert number(annex("1", 80), annex("2", 60, "diagram"), annex("3", 50, present=False)) == "1"
    assert number(annex("1", 40), printed="4") == "4"
    assert number(replace(annex("1", 40), service="service-2")) is None
    assert number_tables(a_service(replace(scenario, table=None)), ()).scenarios[0].table is None


@pytest.mark.parametrize(
    ("language", "text", "numbers"),
    [
        ("ru", REGULATION_RU.replace("диаграмма № 1", "диаграммы № 12"), ["12"]),
        ("ru", REGULATION_RU.replace("диаграмма № 1", "диаграммы № 1, 2"), ["2"]),
        ("ru", REGULATION_RU.replace("диаграмма № 1", "диаграммы № 1–3"), ["2", "3"]),
        ("ru", REGULATION_RU.replace("диаграмма № 1", "диаграма № 4"), ["4"]),
        ("kk", REGULATION_KK.replace("№ 1 диаграмма)", "№ 12 диаграммалар)"), ["12"]),
        ("kk", REGULATION_KK.replace("№ 1 диаграмма)", "№ 5 диграммасы)"), ["5"]),
    ],
)
def test_a_reference_to_a_diagram_that_is_not_there(language, text, numbers):
    found = facts(text, language)
    lost = [reference for reference in found.references if not reference.found]
    assert [(reference.kind, reference.number) for reference in lost] == [("diagram", number) for number in numbers]
    quoted = lost[0].from_
    assert numbers[-1] in regulation(text, language).source.text[quoted.start : quoted.end]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "согласно приложению 1 к стандарту, пунктом 9 стандарта и № 5 закона"),
        ("ru", "в приложении 2 к приказу министра"),
        ("kk", "Стандарттың № 1 қосымшасына және 9-тармағына сәйкес"),
    ],
)
def test_what_other_acts_hold_is_not_ours(language, text):
    assert [cite for cite in cites(text, language) if cite[4]] == []


@pytest.mark.parametrize(
    ("language", "text", "cited"),
    [
        ("ru", "как в пункте 7 настоящего регламента", ("clause", ("7",))),
        ("ru", "по таблице 2", ("table", ("2",))),
        ("ru", "в приложениях 1 и 2 к настоящему регламенту", ("annex", ("1", "2"))),
        ("ru", "согласно приложению к настоящему регламенту", ("annex", ("",))),
        ("kk", "осы регламенттің 7-тармағында", ("clause", ("7",))),
        ("kk", "( 2-кестеде) берілген", ("table", ("2",))),
        ("kk", "осы Регламентке 4-қосымшада", ("annex", ("4",))),
        ("kk", "осы регламентке қосымшада", ("annex", ("",))),
    ],
)
def test_what_is_cited(language, text, cited):
    (found,) = [cite for cite in cites(text, language) if cite[4]]
    assert found[:2] == cited
    assert text[found[2] : found[3]].strip()


def test_a_clause_that_is_not_there():
    found = facts(REGULATION_RU.replace("по стандарту.", "по пункту 44 настоящего регламента."))
    assert [(reference.kind, reference.number) for reference in found.references if not reference.found] == [
        ("clause", "44")
    ]


def test_an_annex_that_is_promised_and_not_there():
    text = REGULATION_RU.replace("приложения 1 к настоящему", "приложения 7 к настоящему")
    missing = [annex for annex in facts(text).annexes if not annex.present]
    assert [(annex.number, annex.kind) for annex in missing] == [("7", "table")]
    assert missing[0].source is not None


def test_an_annex_of_another_kind_does_not_keep_the_promise():
    text = REGULATION_RU.replace("приложения 1 к настоящему", "приложения 2 к настоящему")
    missing = [annex for annex in facts(text).annexes if not annex.present]
    assert [(annex.number, annex.kind) for annex in missing] == [("2", "table")]


def test_lost_headings_are_one_finding():
    headings = [
        f"Приложение {n}\nк регламенту государственной\nуслуги «Выдача разрешения на такси»\n\n" for n in (1, 2, 3)
    ]
    text = REGULATION_RU
    for heading in headings:
        text = text.replace(heading, "")
    found = facts(text)
    assert [(f.code, f.arguments["numbers"]) for f in found.findings] == [("RG298", "1, 2, 3")]
    lines = [place.line for told in found.findings for place in (told.where, *told.also)]
    assert lines == sorted(lines), "a place for each annex, the first of the text first"
    assert len(lines) == 3
    assert all(annex.present for annex in found.annexes)


@pytest.mark.parametrize(("language", "survey"), [("ru", Survey(2, 4)), ("kk", Survey(2, 3))])
def test_the_questionnaire(language, survey):
    assert read_survey(outline(model(language), language).regulations[0]) == survey


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n1) ", "\n").replace("\n2) ", "\n").replace("\n3) ", "\n").replace("\n4) ", "\n"),
        lambda text: (
            text.replace("\n1) ", "\n- ").replace("\n2) ", "\n- ").replace("\n3) ", "\n- ").replace("\n4) ", "\n- ")
        ),
        lambda text: text.replace("2. Довольны", "2 Довольны"),
        lambda text: text.replace("Вы работой", "Вы\nработой"),
        lambda text: text.replace("нет;", "нет"),
    ],
)
def test_the_questionnaire_in_other_forms(change):
    head, mark, tail = REGULATION_RU.partition("Форма анкеты")
    assert read_survey(regulation(head + mark + change(tail))) == Survey(2, 4)


def test_without_a_questionnaire():
    assert read_survey(regulation(REGULATION_RU.partition("Приложение 3")[0])) is None


@pytest.mark.parametrize(
    ("number", "survey", "lost"),
    [
        ("000", Survey(2, 3), ["12"]),
        ("001", Survey(2, 3), []),
        ("002", Survey(2, 3), []),
        ("003", None, ["1", "2"]),
        ("004", Survey(2, 3), []),
    ],
)
def test_seeds(number, survey, lost):
    for read in seed(number):
        diagrams = []
        for part in read.regulations:
            assert read_survey(part) == survey
            references = read_annex_facts(part).references
            diagrams += [
                reference.number for reference in references if reference.kind == "diagram" and not reference.found
            ]
        assert diagrams == lost
