"""The list of terms, short forms, uses; the names that they give."""

import pytest

from parser.names import short_forms
from parser.shortforms import short_form_findings
from parser.terms import read_terms
from spec.model import Texts
from tests.parser.outlines import model, outline, regulation, seed

HEADS = {"ru": "Регламент услуги «Полив парков»", "kk": "«Саябақты суару» қызметінің регламенті"}
LISTS = {"ru": "1. Понятия, используемые в регламенте:", "kk": "1. Осы регламентте пайдаланылатын ұғымдар:"}


def entries(language, *lines):
    """The terms of a list with these entries."""
    items = "\n".join(f"{n}) {line};" for n, line in enumerate(lines, 1))
    return read_terms(regulation(f"{HEADS[language]}\n\n{LISTS[language]}\n{items}\n2. Соңы.\n", language))


def first(language, line):
    term = entries(language, line, "сад – парк")[0]
    return term.term.get(language), term.abbreviation.get(language), term.definition.get(language)


@pytest.mark.parametrize(
    ("language", "line", "term", "short", "definition"),
    [
        ("ru", "реестр парков – список парков (далее – РП)", "реестр парков", "РП", "список парков"),
        (
            "kk",
            "саябақ тізілімі – саябақтардың тізімі (бұдан әрі – СТ)",
            "саябақ тізілімі",
            "СТ",
            "саябақтардың тізімі",
        ),
        ("ru", "единицы (далее - СЕ) - перечень отделов", "единицы", "СЕ", "перечень отделов"),
        ("kk", "бірліктер (бұдан әрі – ҚБ) бөлімдердің тізбесі", "бірліктер", "ҚБ", "бөлімдердің тізбесі"),
        ("ru", "ПО – поливное оборудование", "поливное оборудование", "ПО", "поливное оборудование"),
        ("kk", "су-сорғы нөмірі – сорғының нөмірі", "су-сорғы нөмірі", None, "сорғының нөмірі"),
        ("kk", "су - сорғы нөмірі – сорғының нөмірі", "су - сорғы нөмірі", None, "сорғының нөмірі"),
        ("ru", "садовник - работник парка", "садовник", None, "работник парка"),
        ("ru", "веб–портал «Сад» – система", "веб–портал «Сад»", None, "система"),
        ("ru", "портал «Сад - онлайн» – система", "портал «Сад - онлайн»", None, "система"),
        ("ru", "шланг –труба для воды", "шланг", None, "труба для воды"),
        ("ru", "насос – машина (далее - НС «Вода»).", "насос", "НС «Вода»", "машина"),
        ("ru", "кран – устройство (далее – «Кран»)", "кран", "Кран", "устройство"),
    ],
)
def test_entries(language, line, term, short, definition):
    assert first(language, line) == (term, short, definition)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", "далее –"),
        ("ru", "далее-"),
        ("ru", "дaлее –"),
        ("ru", "в дальнейшем –"),
        ("ru", "далее по тексту –"),
        ("ru", "далие –"),
    ]
    + [("kk", "бұдан әрі –"), ("kk", "одан әрі -"), ("kk", "будан эрі –"), ("kk", "бұдан орі –"), ("kk", "бұдан әрі-")],
)
def test_short_forms_however_they_are_announced(language, words):
    assert first(language, f"тізілім – тізім ({words} ТЗ)")[1] == "ТЗ"


def test_brackets_that_announce_nothing_are_no_short_form():
    assert first("ru", "шланг – труба (резиновая – или нет) для воды")[1] is None


def test_the_last_bracket_may_be_lost():
    assert first("ru", "реестр парков – список (далее – РП")[1] == "РП"


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_list_and_the_short_forms_of_other_clauses(language):
    terms = read_terms(outline(model(language), language).regulations[0])
    listed = [term for term in terms if term.definition.get(language)]
    assert [(term.clause, term.item) for term in listed] == [("3", "1"), ("3", "2"), ("3", "3")]
    others = {term.abbreviation.get(language): term for term in terms if not term.definition.get(language)}
    expected = {"kk": {"қызмет беруші", "БП"}, "ru": {"услугодатель", "ПТ"}}
    assert others.keys() == expected[language]
    assert all(term.item is None and term.clause == "1" for term in others.values())
    quoted = terms[0].source[language]
    assert regulation(model(language), language).source.text[quoted.start : quoted.end].endswith(")")


def test_the_words_for_which_a_short_form_stands():
    names = short_forms(read_terms(regulation(model("ru"))))
    assert names["услугодатель"] == "отделом транспорта города"
    assert names["ПТ"] == "веб-портал www.taxi.kz"
    assert names["ВУ"] == "водительское удостоверение"
    names = short_forms(read_terms(regulation(model("kk"), "kk")))
    assert names["қызмет беруші"] == "қалалық білім бөлімі"
    assert names["БП"] == "www.bala.kz веб-порталы"


def test_a_short_form_that_is_the_whole_phrase_gives_no_name():
    assert short_forms(entries("ru", "сад – парк (далее – сад)", "дом – здание")) == {}


@pytest.mark.parametrize(
    ("language", "text", "uses"),
    [
        ("ru", "Сотрудник ищет в ЕРП. Реестр парков открыт, реестром парков правят.", 3),
        ("kk", "Қызметкер СТ-дан іздейді. Саябақ тізілімінде жазылған.", 2),
        ("ru", "Ничего такого нет.", 0),
    ],
)
def test_uses_are_counted_whatever_the_ending(language, text, uses):
    entry = {"ru": "реестр парков – список (далее – ЕРП)", "kk": "саябақ тізілімі – тізім (бұдан әрі – СТ)"}[language]
    head = f"{HEADS[language]}\n\n{LISTS[language]}\n1) {entry};\n2) сад – парк.\n2. {text}\n"
    assert read_terms(regulation(head, language))[0].uses == uses


def test_a_term_inside_a_longer_one_is_not_counted():
    text = "Регламент услуги «Полив»\n\n1. Понятия:\n1) шлюз – ключ;\n2) малый шлюз – ключ.\n2. Малый шлюз работает.\n"
    assert [term.uses for term in read_terms(regulation(text))] == [0, 1]


def test_a_regulation_without_a_list_has_no_definitions():
    assert all(
        term.definition == Texts()
        for term in read_terms(regulation("Регламент услуги «Полив»\n\n1. Поливают.\n2. Сад (далее – С).\n"))
    )


@pytest.mark.parametrize(
    ("number", "counts"),
    [("000", [[16], [16]]), ("001", [[0]]), ("002", [[17, 17, 17, 15, 18]]), ("003", [[0, 0]]), ("004", [[14]])],
)
def test_seeds(number, counts):
    found = [
        [sum(1 for term in read_terms(part) if term.definition.first()) for part in read.regulations]
        for read in seed(number)
    ]
    assert found == counts


@pytest.mark.parametrize(
    ("number", "short"),
    [
        ("001", {"Стандарт"}),
        ("002", {"услугодатель", "ПЭП", "услуга", "Стандарт", "ИС", "ШЭП", "ПШЭП", "ГБД ЮЛ", "БИН", "ЭЦП", "СФЕ"}),
        ("003", {"услугодатель", "портал"}),
        (
            "004",
            {
                "қызмет көрсетуші",
                "Портал",
                "Стандарт",
                "АЖ",
                "БСН",
                "«Е-лицензиялау» МДБ АЖ",
                "ЗТ МДБ",
                "ҚФБ",
                "ЭҮП",
                "ЭЦҚ",
            },
        ),
    ],
)
def test_short_forms_of_seeds(number, short):
    for read in seed(number):
        for part in read.regulations:
            assert short <= {term.abbreviation.first() for term in read_terms(part)}


@pytest.mark.parametrize(
    ("language", "text", "short"),
    [
        ("ru", "Садовник идет в ЦСП и просит ЦСПом шланг.", ["ЦСП"]),
        ("kk", "Бағбан СҚО-ға барады.", ["СҚО"]),
        ("ru", "Садовник РК пишет в ЕРП.", []),
        ("ru", "ОБЪЯВЛЕНИЕ О ПОЛИВЕ ПАРКА", []),
        ("ru", "Объекты II, III и IV категории.", []),
    ],
)
def test_short_forms_that_nobody_explains_are_found_once(language, text, short):
    entry = {"ru": "реестр парков – список (далее – ЕРП)", "kk": "саябақ тізілімі – тізім (бұдан әрі – СТ)"}[language]
    part = regulation(f"{HEADS[language]}\n\n{LISTS[language]}\n1) {entry};\n2) сад – парк.\n2. {text}\n", language)
    found = short_form_findings(part, read_terms(part))
    assert [(f.code, f.arguments["short"]) for f in found] == [("RG221", name) for name in short]
    assert all(part.source.text[f.where.start : f.where.end] == f.arguments["short"] for f in found)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_short_form_given_twice_is_found(language):
    text = {
        "ru": "1. Отдел парков (далее – отдел).\n2. Отдел садов (далее – отдел).",
        "kk": "1. Бөлім (бұдан әрі – Б1).\n2. Бақ (бұдан әрі – Б1).",
    }
    part = regulation(f"{HEADS[language]}\n\n{text[language]}\n", language)
    (found,) = (f for f in short_form_findings(part, read_terms(part)) if f.code == "RG222")
    assert (found.arguments["first"], found.arguments["second"]) == ("1", "2")


@pytest.mark.parametrize(
    ("language", "several", "others"),
    [
        (
            "ru",
            "Заявки принимает портал «электронного правительства» либо «Е-лицензирование» (далее – портал).",
            [
                "Заявки принимает портал «электронного правительства» (далее – портал) либо «Е-лицензирование».",
                "Ответ дает ГБД «Физические лица» либо государственная база данных «Юридические лица» (далее – ГБД ЮЛ).",
                "Заявки принимает управление или отдел парков (далее – портал).",
            ],
        ),
        (
            "kk",
            "Өтінім «электрондық үкімет» порталы немесе «Е-лицензиялау» жүйесі (бұдан әрі – портал) арқылы беріледі.",
            [
                "Өтінім «электрондық үкімет» порталы (бұдан әрі – портал) немесе «Е-лицензиялау» жүйесі арқылы беріледі.",
                "Өтінімді басқарма немесе бөлім (бұдан әрі – портал) қабылдайды.",
            ],
        ),
    ],
)
def test_a_short_form_of_several_systems_is_found(language, several, others):
    def told(clause, use="Портал"):
        part = regulation(f"{HEADS[language]}\n\n1. {clause}\n2. {use} …\n", language)
        return [f for f in short_form_findings(part, read_terms(part)) if f.code == "RG320"]

    (found,) = told(several)
    assert found.arguments == {"short": "портал", "systems": "e_licensing, portal"}
    assert found.where.clause == "1"
    assert [told(clause) for clause in others] == [[] for _ in others]
    assert told(several, "…") == []


@pytest.mark.parametrize(
    ("language", "text", "name", "words"),
    [
        (
            "ru",
            "Отдел – государственное учреждение «Отдел парков» (далее – Отдел)",
            "Отдел",
            "учреждение «Отдел парков»",
        ),
        ("kk", "Бөлім – «Саябақ бөлімі» мемлекеттік мекемесі (бұдан әрі – Бөлім)", "Бөлім", "«Саябақ бөлімі»"),
    ],
)
def test_an_office_called_by_one_word_stands_for_what_defines_it(language, text, name, words):
    assert words in short_forms(entries(language, text, "бақ – саябақ"))[name]
