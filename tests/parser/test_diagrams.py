"""The act's own diagrams: which scenario has which, by the number that its clause cites, and under which caption."""

import pytest

from parser.diagrams import name_diagrams
from spec.model import texts
from tests.building import a_scenario, a_service
from tests.parser.outlines import REGULATION_KK, REGULATION_RU, regulation

CAPTION_RU = "Диаграмма № 1 действий через портал"
CAPTION_KK = "Портал арқылы өзара іс-қимылдың № 1 диаграммасы"


def named(text, language, *clauses):
    """The diagrams of scenarios that the clauses state, as (number, caption) or None; the codes found; spans checked."""
    scenarios = [
        a_scenario([], [], {}, id=f"portal-{clause}", clause=texts(language, clause)) for clause in clauses or ("4",)
    ]
    read = regulation(text, language)
    service, findings = name_diagrams(a_service(*scenarios), read)
    found = []
    for scenario in service.scenarios:
        diagram = (scenario.diagram or {}).get(language)
        found.append((diagram.number, diagram.caption) if diagram else None)
        if diagram and diagram.caption:
            assert read.source.text[diagram.source.start : diagram.source.end] == diagram.caption
    return found, [finding.code for finding in findings]


@pytest.mark.parametrize(
    ("language", "text", "caption"), [("ru", REGULATION_RU, CAPTION_RU), ("kk", REGULATION_KK, CAPTION_KK)]
)
def test_number_and_caption(language, text, caption):
    assert named(text, language) == ([("1", caption)], [])


@pytest.mark.parametrize(
    ("language", "text", "caption", "broken"),
    [
        ("ru", REGULATION_RU, CAPTION_RU, "Диаграмма № 1 действий\nчерез портал"),
        ("kk", REGULATION_KK, CAPTION_KK, "Портал арқылы\n\nөзара іс-қимылдың № 1 диаграммасы"),
    ],
)
def test_a_caption_over_two_lines(language, text, caption, broken):
    assert named(text.replace(caption, broken), language) == ([("1", broken)], [])


@pytest.mark.parametrize(
    ("language", "text", "caption"), [("ru", REGULATION_RU, CAPTION_RU), ("kk", REGULATION_KK, CAPTION_KK)]
)
def test_a_lost_caption_leaves_the_number(language, text, caption):
    assert named(text.replace(caption, "[image: ]"), language) == ([("1", None)], [])


@pytest.mark.parametrize(
    ("language", "text", "cited", "none"),
    [
        ("ru", REGULATION_RU, "(диаграмма № 1)", "(диаграммы № 1, 2)"),
        ("ru", REGULATION_RU, "(диаграмма № 1)", "(диаграмма № 1 к стандарту)"),
        ("ru", REGULATION_RU, "(диаграмма № 1)", ""),
        ("kk", REGULATION_KK, "(№ 1 диаграмма)", "(№ 1 және 2 диаграммалар)"),
        ("kk", REGULATION_KK, "(№ 1 диаграмма)", ""),
    ],
)
def test_no_diagram_of_its_own(language, text, cited, none):
    assert named(text.replace(cited, none), language) == ([None], [])


SECOND = {
    "ru": (
        REGULATION_RU.replace("5. Единицы", "5. Действия через отдел (диаграмма № 1) такие:\n1) прием;\n6. Единицы"),
        CAPTION_RU,
        "Диаграмма № 2 действий через отдел",
    ),
    "kk": (
        REGULATION_KK.replace(
            "5. Бірліктердің", "5. Бөлім арқылы іс-қимылдар (№ 1 диаграмма):\n1) қабылдау;\n6. Бірліктердің"
        ),
        CAPTION_KK,
        "Бөлім арқылы өзара іс-қимылдың № 2 диаграммасы",
    ),
}


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_two_clauses_that_cite_one_diagram(language):
    text, caption, other = SECOND[language]
    first = ("1", caption)
    assert named(text, language, "4", "5") == ([first, first], [])
    assert named(text.replace(caption, f"{caption}\n\n{other}"), language, "4", "5") == ([first, None], ["RG237"])
    right = text.replace("через отдел (диаграмма № 1)", "через отдел (диаграмма № 2)")
    right = right.replace("Бөлім арқылы іс-қимылдар (№ 1", "Бөлім арқылы іс-қимылдар (№ 2")
    assert named(right.replace(caption, f"{caption}\n\n{other}"), language, "4", "5") == ([first, ("2", other)], [])
