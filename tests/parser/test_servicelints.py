"""What a careful reader marks of the result and the term of a service, and between the languages."""

import pytest
from msgspec.structs import replace

from parser.languagepairs import compare_definitions, compare_references
from parser.servicelints import documents, service_lints
from spec.model import Reference, Result, Span, Term, Texts, Where, texts
from spec.rules import finding
from tests.building import a_deadline, a_scenario, a_service, a_step
from tests.parser.outlines import regulation

HEADS = {"ru": "Регламент услуги «{}»", "kk": "«{}» қызметінің регламенті"}
LAST = {"ru": "9. За воду платит город.", "kk": "9. Су ақысын қала төлейді."}
PLACE = Span("s1", 5, 9, 2)


def fired(code, language, title, clauses, *steps, **facts):
    """The arguments of the findings of `code`; steps are (action, text, deadlines)."""
    return [f.arguments for f in found(code, language, title, clauses, *steps, **facts)]


def found(code, language, title, clauses, *steps, **facts):
    begun = any(clause.startswith("1.") for clause in clauses)
    first = () if begun else ("1. " + LAST[language][3:],)
    text = "\n".join((HEADS[language].format(title), "", *first, *clauses, LAST[language], ""))
    made = [
        a_step(f"P{n}", action, language=language, text=words, deadlines=tuple(deadlines))
        for n, (action, words, *deadlines) in enumerate(steps, 1)
    ]
    edges = [(f"P{n}", f"P{n + 1}", None) for n in range(1, len(made))]
    scenario = a_scenario(made, edges, {f"P{len(made)}": "issued"} if made else {}, clause=texts(language, "2"))
    service = a_service(scenario, titles=texts(language, title), **facts)
    return [f for f in service_lints(regulation(text, language), service) if f.code == code]


@pytest.mark.parametrize(
    ("language", "title", "longer", "result", "silent"),
    [
        (
            "ru",
            "Выдача карты сада",
            "Выдача карты сада, ее дубликата",
            "2. Результат услуги – карта, дубликат карты.",
            "садовник выдает карту",
        ),
        (
            "kk",
            "Бақ картасын беру",
            "Бақ картасын, оның телнұсқасын беру",
            "2. Қызмет нәтижесі – карта, картаның телнұсқасы.",
            "бағбан картаны береді",
        ),
    ],
)
def test_a_variant_that_the_result_promises_stands_there(language, title, longer, result, silent):
    facts = {"variants": ("issue", "duplicate"), "results": (Result("issued", texts(language, result), None),)}
    places = [f.where.line for f in found("RG255", language, title, [result], ("hand_over", silent), **facts)]
    assert places == [4]
    assert [f.where.line for f in found("RG255", language, longer, [result], ("hand_over", silent), **facts)] == [1]


@pytest.mark.parametrize(
    ("language", "title", "silent", "said", "only"),
    [
        (
            "ru",
            "Выдача карты сада, выдача дубликата карты",
            "садовник выдает карту",
            "садовник выдает карту или дубликат",
            "Выдача дубликата карты сада",
        ),
        (
            "kk",
            "Бақ картасын беру, картаның телнұсқасын беру",
            "бағбан картаны береді",
            "бағбан картаны немесе телнұсқасын береді",
            "Бақ картасының телнұсқасын беру",
        ),
    ],
)
def test_a_variant_without_steps(language, title, silent, said, only):
    facts = {"variants": ("issue", "duplicate")}
    assert fired("RG255", language, title, [], ("hand_over", silent), **facts) == [{"variants": "duplicate"}]
    assert fired("RG255", language, title, [], ("hand_over", said), **facts) == []
    assert fired("RG255", language, only, [], ("hand_over", silent), variants=("duplicate",)) == []
    assert fired("RG255", language, title, [], **facts) == []


@pytest.mark.parametrize(
    ("language", "one", "both", "unless"),
    [
        (
            "ru",
            "1. Результат услуги – карта в форме электронного документа.",
            "2. Форма представления результата услуги: бумажная и электронная.",
            "2. Если просят, результат выдают и в бумажной, и в электронной форме.",
        ),
        (
            "kk",
            "1. Қызмет нәтижесі – электрондық құжат нысанындағы карта.",
            "2. Нәтиже қағаз және электрондық түрде ұсынылады.",
            "2. Егер сұралса, нәтиже қағаз және электрондық түрде беріледі.",
        ),
    ],
)
def test_clauses_that_disagree_on_the_form_of_the_result(language, one, both, unless):
    assert fired("RG256", language, "Сад", [one, both]) == [{"first": "1", "second": "2"}]
    assert fired("RG256", language, "Сад", [one, unless]) == []
    assert fired("RG256", language, "Сад", [one, one.replace("1.", "2.", 1)]) == []


@pytest.mark.parametrize(
    ("language", "title", "wrong", "right"),
    [
        ("ru", "Выдача заключения о саде", "получение результата услуги (разрешения)", "получение заключения"),
        ("kk", "Бақ туралы қорытынды беру", "қызмет нәтижесін (рұқсатты) алу", "қорытындыны алу"),
    ],
)
def test_the_document_of_another_service(language, title, wrong, right):
    found = fired("RG257", language, title, [], ("verify_eligibility", right), ("deliver_result", wrong))
    assert found == [{"document": "permit", "result": "conclusion", "steps": "portal/P2"}]
    assert fired("RG257", language, title, [], ("deliver_result", right)) == []
    assert fired("RG257", language, title, [], ("choose_certificate", wrong)) == []
    named = (Result("issued", texts(language, wrong), None),)
    assert fired("RG257", language, title, [], ("deliver_result", wrong), results=named) == []


@pytest.mark.parametrize(
    ("language", "text", "kinds"),
    [
        ("ru", "регистрационного свидетельства подписи", set()),
        ("ru", "система «Е-лицензирование»", set()),
        ("ru", "мотивированный отказ либо лицензию", {"licence"}),
        ("kk", "цифрлық қолтаңбаның тіркеу куәлігі", set()),
        ("kk", "рұқсат етілген уақыт", set()),
        ("kk", "анықтаманы немесе куәлікті", {"reference", "certificate"}),
    ],
)
def test_documents(language, text, kinds):
    assert documents(text, language) == kinds


@pytest.mark.parametrize(
    ("language", "term"),
    [
        ("ru", "3. Срок оказания услуги – пять рабочих дней."),
        ("kk", "3. Қызметті көрсету мерзімі – бес жұмыс күні."),
    ],
)
def test_the_term_of_the_service(language, term):
    def days(n, calendar="working"):
        return a_deadline(n, "day", calendar)

    assert fired("RG233", language, "Сад", [term], ("examine", "…", days(6))) == [
        {"step": "P1", "deadline": "6 working day", "total": "5 working day"}
    ]
    assert fired("RG234", language, "Сад", [term], ("examine", "…", days(3)), ("approve", "…", days(3))) == [
        {"scenario": "portal", "sum": "6 working day", "total": "5 working day"}
    ]
    for steps in (
        [("examine", "…", days(6)), ("approve", "…", days(1))],  # the step says it all
        [("examine", "…", days(3)), ("approve", "…", days(2)), ("sign_result", "…", a_deadline(7, "hour"))],
        [("examine", "…", days(6, "calendar"))],
    ):
        assert fired("RG234", language, "Сад", [term], *steps) == []
    assert fired("RG233", language, "Сад", [], ("examine", "…", days(6))) == []


@pytest.mark.parametrize(
    ("language", "inside", "elsewhere"),
    [
        (
            "ru",
            "2. Действия сада приведены в приложении 1 к настоящему регламенту:",
            "2. Действия сада (диаграмма приведена в приложении 1 к настоящему регламенту):",
        ),
        (
            "kk",
            "2. Бақтың іс-қимылдары осы регламентке 1-қосымшада келтірілген:",
            "2. Бақтың іс-қимылдары (диаграмма 1-қосымшада келтірілген):",
        ),
    ],
)
def test_steps_announced_elsewhere(language, inside, elsewhere):
    items = "\n1) су ашу – открыть воду;\n2) су жабу – закрыть воду."
    assert fired("RG206", language, "Сад", ["1. " + LAST[language][3:], inside + items], ("check", "…")) == [
        {"clauses": "2", "numbers": "1"}
    ]
    assert fired("RG206", language, "Сад", ["1. " + LAST[language][3:], elsewhere + items], ("check", "…")) == []


def cited(language, number, found=True, clause="7"):
    return Reference("diagram", number, PLACE, found, "service-1", language, clause)


def test_references_that_differ():
    different = compare_references((cited("kk", "1"), cited("ru", "2")), ())
    assert [(f.code, f.arguments, f.where.clause) for f in different] == [
        ("RG207", {"clause": "7", "kind": "diagram", "kk": "1", "ru": "2"}, "7")
    ]
    assert list(compare_references((cited("kk", "2"), cited("ru", "2")), ())) == []
    assert list(compare_references((cited("kk", "1"), cited("ru", "2", clause="8")), ())) == []
    assert list(compare_references((cited("kk", "1"), cited("ru", "12", found=False)), ())) == []
    twice = finding("RG237", Where("service-1"), first="6", second="7", number="1")
    assert list(compare_references((cited("kk", "1"), cited("ru", "2")), (twice,))) == []


def test_clauses_that_one_text_counts_a_number_further_cite_the_same():
    here = [cited("kk", "1", clause="7"), cited("kk", "2", clause="8")]
    further = [cited("ru", "1", clause="8"), cited("ru", "2", clause="9")]
    assert list(compare_references((*here, *further), ())) == []
    (only,) = compare_references((*here, cited("ru", "2", clause="7"), cited("ru", "2", clause="8")), ())
    assert (only.code, only.arguments["clause"]) == ("RG207", "7")


def defined(kk, ru):
    return Term(texts("ru", "житель"), Texts(), Texts(kk=kk, ru=ru), "5", "7", 3, {"ru": PLACE})


def test_definitions_that_differ():
    kk, ru = "жеке немесе заңды тұлға", "физическое или юридическое лицо"
    (only,) = compare_definitions((defined(kk, "юридическое лицо"),), "service-1")
    assert (only.code, only.arguments["kk"], only.arguments["ru"]) == ("RG227", "entity, individual", "entity")
    assert list(compare_definitions((defined(kk, ru), defined("адам", "юридическое лицо")), "service-1")) == []
    one_language = replace(defined(kk, ru), definition=texts("ru", ru))
    assert list(compare_definitions((one_language,), "service-1")) == []
