"""`reglament explain`: a step or a finding in its place."""

import pytest
from msgspec import structs

from reglament.explain import Quote, carets, explain, rendered
from reglament.failure import Failure
from reglament.inputs import ReadAct
from spec.model import Elsewhere, Finding, Where
from spec.words import LANGUAGES
from tests.building import a_service, a_spec
from tests.generators.test_python import turned_away


def shown(act: ReadAct, place: str, language: str = "en", width: int = 90) -> str:
    return "\n".join(line for one in explain(act, place, language) for line in rendered(one, width))


@pytest.mark.parametrize(
    ("language", "named"),
    [
        ("kk", "жарамдылық мерзімі өтпеген, сол тұлғаның өзі, татуировка"),
        ("ru", "срок действия не истёк, то же лицо, татуировка"),
        ("en", "not expired, the same person, татуировка"),
    ],
)
def test_checks_have_names_and_one_that_a_project_taught_stands_for_itself(
    act: ReadAct, language: str, named: str
) -> None:
    checks = ("expired", "same_person", "татуировка")
    service = act.spec.services[0]
    scenarios = [
        structs.replace(one, steps=tuple(structs.replace(step, checks=checks) for step in one.steps))
        for one in service.scenarios
    ]
    spec = structs.replace(act.spec, services=(structs.replace(service, scenarios=tuple(scenarios)),))
    assert named in shown(structs.replace(act, spec=spec), "portal/C1", language, 200)


@pytest.mark.parametrize("place", ["C1", "portal/C1", "service-1/portal/c1", "verify_login"])
def test_a_step_is_found_by_what_a_person_types(act: ReadAct, place: str) -> None:
    assert shown(act, place).startswith("service-1/portal/C1, condition 1, clause 6, item 2\n")


def test_the_sentence_stands_in_its_line_with_carets_under_it(act: ReadAct) -> None:
    lines = shown(act, "C1").splitlines()
    at = lines.index("ru.txt:4")
    assert lines[at + 1] == "  2) условие 1 – проверка пароля порталом в течение 10 секунд;"
    assert lines[at + 2] == "                 " + "^" * len("проверка пароля порталом в течение 10 секунд")
    assert "kk.txt:4" in lines


def test_the_reading_is_told(act: ReadAct) -> None:
    text = shown(act, "C1")
    for fact in (
        "Kazakh text   порталда құпиясөзді 10 секунд ішінде тексеру",
        "Russian text  проверка пароля порталом в течение 10 секунд",
        "Performed by  E-government portal (the sentence names it)",
        "Action        Verify login and password (verify_login); by the word «проверка»",
        "Deadline      within 10 seconds (by the text)",
        "Comes from    P1 Log in (by the text)",
        "Goes to       P2 Refuse login, when the check fails (by the text)",
        "Goes to       P3 Receive the result, when the check passes (by the text)",
        "Finding       RG203: ",
    ):
        assert fact in text
    assert "Ends in       Refusal" in shown(act, "P2")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", ["RG203", "rg203#1"])
def test_a_finding_shows_the_words_it_is_about(act: ReadAct, place: str, language: str) -> None:
    lines = shown(act, place, language).splitlines()
    assert lines[0].startswith("RG203: ")
    at = lines.index("ru.txt:4")
    assert lines[at + 2].strip() == "^" * len("пароля порталом")
    assert lines[at + 2].index("^") == lines[at + 1].index("пароля порталом")
    assert "порталда құпиясөзді" in "\n".join(lines)


@pytest.mark.parametrize("place", ["C9", "psc/C1", "RG999", "RG203#2", "RG203#0", "a/b/c/C1", ""])
def test_what_is_not_there_is_said(act: ReadAct, place: str) -> None:
    with pytest.raises(Failure, match="no_such_place"):
        explain(act, place, "en")


def test_a_name_that_stands_twice_is_not_guessed(act: ReadAct) -> None:
    service = act.spec.services[0]
    twin = structs.replace(service.scenarios[0], id="provider")
    service = structs.replace(service, scenarios=(*service.scenarios, twin))
    both = structs.replace(act, spec=structs.replace(act.spec, services=(service,)))
    with pytest.raises(Failure, match="ambiguous") as caught:
        explain(both, "C1", "en")
    assert caught.value.arguments["names"] == "service-1/portal/C1, service-1/provider/C1"
    assert shown(both, "provider/C1").startswith("service-1/provider/C1")


def test_a_long_line_is_folded_with_its_carets() -> None:
    text = "а б " * 30
    rows = list(carets(Quote("x", 1, "ru", text, 40, 80), 30))
    assert all(len(row) <= 30 for row in rows)
    assert sum(row.count("^") for row in rows) == 40
    assert "".join(row for row in rows if "^" not in row).count("б") == 30


def test_what_is_hidden_in_the_act_is_shown_and_underlined() -> None:
    rows = list(carets(Quote("x", 1, "ru", "a\x1bb\u202ec", 1, 4), 80))
    assert rows == ["a\\x1bb\\u202ec", " ^^^^^^^^^^^"]


def test_a_step_without_texts_at_hand_is_still_told(act: ReadAct) -> None:
    bare = structs.replace(act, texts={})
    assert "Performed by" in shown(bare, "C1")
    assert "^" not in shown(bare, "C1")


BOTH = Finding(
    "RG270",
    "warning",
    {"table": "1", "column": 1, "unit": "Портал", "performer": "consumer"},
    Where("service-1", "portal", None, "ru", "s1", 4, 9, 1, table="1", row="unit", column=1),
    (Elsewhere("service-1", "portal", None, "kk", "s2", 4, 9, 1, arguments={"unit": "Пәртал"}),),
)


def with_finding(act: ReadAct, finding: Finding) -> ReadAct:
    return structs.replace(act, spec=structs.replace(act.spec, findings=(finding,)))


@pytest.mark.parametrize(
    ("language", "cell", "unit"),
    [
        ("kk", "1-кесте, 1-баған, «іс-қимылды орындайтын бірлік» жолы", "Пәртал"),
        ("ru", "таблица 1, графа 1, строка «кто выполняет»", "Портал"),
        ("en", "table 1, column 1, row “who acts”", "Портал"),
    ],
)
def test_a_finding_of_a_table_shows_both_places_the_cell_the_step_and_both_sentences(
    act: ReadAct, language: str, cell: str, unit: str
) -> None:
    text = shown(with_finding(act, BOTH), "RG270", language, 200)
    assert unit in text.splitlines()[0]
    assert cell in text
    assert {"ru.txt:1", "kk.txt:1"} <= set(text.splitlines())
    assert "service-1/portal/P1" in text
    for sentence in act.spec.services[0].scenarios[0].steps[0].texts.languages():
        assert (act.spec.services[0].scenarios[0].steps[0].texts.get(sentence) or "?") in text


@pytest.mark.parametrize(
    ("language", "end"),
    [
        ("kk", "Бас тарту; құжаттар толық болмаған жағдайда"),
        ("ru", "Отказ; при неполноте документов"),
        ("en", "Refusal; при неполноте документов"),
    ],
)
def test_an_end_within_a_step_says_when(act: ReadAct, language: str, end: str) -> None:
    spec = a_spec(a_service(turned_away("kk" if language == "kk" else "ru")))
    text = shown(structs.replace(act, spec=spec), "internal/A1", language)
    assert end in text
    assert "A2" in text
