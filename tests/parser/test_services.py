"""Facts of a service: name, provider, automation, forms, channels, kinds of case, results, standard."""

import pytest

from parser.services import read_service_facts
from parser.titles import name_in
from tests.parser.outlines import model, outline, regulation, seed

HEADS = {"ru": "Регламент услуги «Полив парков»", "kk": "«Саябақты суару» қызметінің регламенті"}


def facts(language, *clauses, head=None):
    body = "\n".join(f"{n}. {clause}" for n, clause in enumerate(clauses, 1))
    return read_service_facts(regulation(f"{head or HEADS[language]}\n\n{body}\n", language))


@pytest.mark.parametrize(
    ("language", "heading", "name"),
    [
        ("ru", "Регламент электронной государственной услуги «Полив парков»", "Полив парков"),
        ("ru", 'Регламент государственной услуги "Выдача справки о поливе "Роса""', 'Выдача справки о поливе "Роса'),
        ("ru", "Регламент государственной услуги Полив парков", "Полив парков"),
        ("ru", "Регламент государственной услуги «Полив парков", "Полив парков"),
        ("kk", "«Саябақты суару» электрондық мемлекеттік қызмет көрсету регламенті", "Саябақты суару"),
        ("kk", "Саябақты суару мемлекеттік көрсетілетін қызмет регламенті", "Саябақты суару"),
    ],
)
def test_the_name_in_a_heading(language, heading, name):
    assert name_in(heading, language) == name


@pytest.mark.parametrize(
    ("language", "clause", "provider"),
    [
        ("ru", "Услуга оказывается отделом парков города (далее – услугодатель).", "отделом парков города"),
        ("ru", "Услуга оказывается учреждением «Парк», а также через портал.", "учреждением «Парк»"),
        ("ru", "Услуга предоставляется отделом парков.", "отделом парков"),
        (
            "kk",
            "Мемлекеттік қызметті қалалық бөлім (бұдан әрі – қызмет беруші) көрсетеді.",
            "қалалық бөлім",
        ),
        ("kk", "Мемлекеттік қызметті «Саябақ» мекемесі жүзеге асырады.", "«Саябақ» мекемесі"),
    ],
)
def test_the_provider(language, clause, provider):
    assert facts(language, clause, "Соңы.").providers.get(language) == provider


@pytest.mark.parametrize(
    ("language", "clause", "automation", "forms"),
    [
        (
            "ru",
            "Форма оказания услуги: электронная (частично автоматизированная) и (или) бумажная.",
            "partial",
            ("electronic", "paper"),
        ),
        ("ru", "Форма оказания государственной услуги: бумажная.", None, ("paper",)),
        (
            "ru",
            "Форма оказания государственной услуги – электронная (полностью автоматизированная).",
            "full",
            ("electronic",),
        ),
        ("kk", "Мемлекеттік қызметтің нысаны: қағаз түрінде.", None, ("paper",)),
        (
            "kk",
            "Қызметтің нысаны – электрондық (ішінара автоматтандырылған) және қағаз түрінде.",
            "partial",
            ("electronic", "paper"),
        ),
        ("kk", "Электрондық мемлекеттік қызмет толық автоматтандырылған.", "full", ("electronic",)),
        ("ru", "Полив платный.", None, ()),
    ],
)
def test_automation_and_forms(language, clause, automation, forms):
    found = facts(language, "Саябақ. Парк.", clause, "Соңы.")
    assert (found.automation, found.forms) == (automation, forms)


@pytest.mark.parametrize(
    ("language", "clause", "channels"),
    [
        ("ru", "Услуга оказывается отделом, а также через веб-портал www.park.kz.", ("portal", "provider")),
        (
            "ru",
            "Услуга оказывается отделом.\nПрием заявлений осуществляется через:\n1) ЦОН;\n2) портал.",
            ("portal", "psc"),
        ),
        ("ru", "Услуга оказывается отделом. Прием документов ведет Государственная корпорация.", ("psc",)),
        ("kk", "Қызметті бөлім, сондай-ақ www.park.kz веб-порталы арқылы көрсетеді.", ("portal", "provider")),
        (
            "kk",
            "Қызметті бөлім көрсетеді. Өтініштерді қабылдау халыққа қызмет көрсету орталығы арқылы жүргізіледі.",
            ("psc",),
        ),
    ],
)
def test_channels(language, clause, channels):
    assert facts(language, clause, "Соңы.", "Бәрі.").accepts_through == channels


@pytest.mark.parametrize(
    ("language", "name", "variants"),
    [
        ("ru", "Выдача лицензии, переоформление, выдача дубликатов лицензии", ("issue", "reissue", "duplicate")),
        ("ru", "Выдача дубликата диплома", ("duplicate",)),
        ("ru", "Постановка на очередь", ()),
        ("kk", "Лицензия беру, қайта ресімдеу, телнұсқаларын беру", ("issue", "reissue", "duplicate")),
        ("kk", "Дипломның телнұсқасын беру", ("duplicate",)),
        ("kk", "Кезекке қою", ()),
    ],
)
def test_kinds_of_case(language, name, variants):
    head = f"Регламент услуги «{name}»" if language == "ru" else f"«{name}» қызметінің регламенті"
    assert facts(language, "Саябақ.", "Парк.", head=head).variants == variants


def test_results():
    (permit, refusal) = facts(
        "ru", "Парк.", "Результат оказания государственной услуги – разрешение на полив либо отказ в электронной форме."
    ).results
    assert (permit.outcome, permit.names.ru, permit.form) == ("issued", "разрешение на полив", "electronic")
    assert (refusal.outcome, refusal.names.ru) == ("refused", "отказ в электронной форме")
    (permit, refusal) = facts(
        "kk", "Парк.", "Мемлекеттік қызметтің нәтижесі – рұқсат немесе бас тарту туралы жауап."
    ).results
    assert [permit.outcome, refusal.outcome] == ["issued", "refused"]
    assert [
        result.names.ru
        for result in facts("ru", "Сад.", "Результатом оказания государственной услуги является справка.").results
    ] == ["справка"]


def test_quality_results_and_forms_are_no_results():
    assert (
        facts(
            "ru", "Сад.", "Результаты оказания услуги измеряются.", "Форма результата оказания услуги: бумажная."
        ).results
        == ()
    )


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_facts_of_the_model_acts(language):
    found = read_service_facts(outline(model(language), language).regulations[0])
    assert found.titles.get(language) == {"kk": "Балабақшаға кезекке қою", "ru": "Выдача разрешения на такси"}[language]
    assert found.accepts_through == ("portal", "provider")


@pytest.mark.parametrize(
    ("number", "forms", "channels"),
    [
        ("000", ("electronic",), ("portal", "provider")),
        ("001", ("electronic", "paper"), ("portal", "provider")),
        ("002", ("electronic",), ("portal", "provider")),
        ("003", ("electronic", "paper"), ("portal", "provider", "psc")),
        ("004", ("electronic",), ("portal", "provider")),
    ],
)
def test_seeds(number, forms, channels):
    for part in (part for read in seed(number) for part in read.regulations):
        found = read_service_facts(part)
        assert (found.automation, found.forms, found.accepts_through) == ("partial", forms, channels)
        assert found.titles.first()
        assert found.providers.first()
        assert found.standard
        assert found.results


RESULT = {"ru": "Результат оказания услуги – справка.", "kk": "Қызмет көрсету нәтижесі – анықтама."}


@pytest.mark.parametrize(
    ("language", "clause", "form"),
    [
        ("ru", "Форма предоставления результата оказания услуги: бумажная.", "paper"),
        ("ru", "Результат оформляется в электронной форме. На бумажном носителе он распечатывается.", "electronic"),
        ("ru", "Форма предоставления результата оказания услуги: бумажная и электронная.", None),
        ("ru", "Заявление оформляется в бумажной форме.", None),
        ("kk", "Қызмет көрсету нәтижесін ұсыну нысаны: қағаз түрінде.", "paper"),
        ("kk", "Қызмет электронды түрде рәсімделеді. Қағаз түрінде сұралса, басып шығарылады.", "electronic"),
        ("kk", "Өтініш қағаз түрінде толтырылады.", None),
    ],
)
def test_the_form_of_the_result_in_a_clause_of_its_own(language, clause, form):
    said = facts(language, "Бірінші." if language == "kk" else "Первое.", RESULT[language], clause)
    assert [result.form for result in said.results] == [form]
