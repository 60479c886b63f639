"""What a careful reader marks in a text: each rule where it fires and where it does not, in both languages."""

import pytest

from parser.act import read_act
from parser.actlints import act_lints
from parser.lints import regulation_lints
from parser.parse import read_text
from parser.terms import read_terms
from tests.parser.outlines import model, outline, regulation

HEADS = {"ru": "Регламент услуги «Полив парков»", "kk": "«Саябақты суару» қызметінің регламенті"}


LAST = {"ru": "9. За воду платит город.", "kk": "9. Су ақысын қала төлейді."}


def found(language, *clauses):
    """(code, arguments, clause, item) of every finding on a regulation with these clauses, and one more."""
    text = "\n".join((HEADS[language], "", *clauses, LAST[language], ""))
    return [(f.code, f.arguments, f.where.clause, f.where.item) for f in read_text(outline(text, language)).findings]


def of(code, findings):
    return [arguments for each, arguments, *_ in findings if each == code]


@pytest.mark.parametrize(
    ("language", "clauses", "names"),
    [
        (
            "ru",
            ["1. Потребитель подает заявку. Потребителю дают ответ.", "2. Получателю сообщают о поливе."],
            "потребитель – 2; получатель – 1",
        ),
        (
            "kk",
            ["1. Тұтынушы өтінім береді. Тұтынушыға жауап беріледі.", "2. Алушыға суару туралы хабарланады."],
            "тұтынушы – 2; алушы – 1",
        ),
        (
            "kk",
            ["1. Тұтынушы сұрайды. Тұтынушыға", "2. жауап бағбан қызметкерімен алушыға айтылады."],
            "тұтынушы – 2; алушы – 1",
        ),
    ],
)
def test_one_party_under_two_names(language, clauses, names):
    findings = found(language, *clauses)
    assert of("RG223", findings) == [{"party": "consumer", "names": names}]
    assert [(clause, item) for code, _, clause, item in findings if code == "RG223"] == [("2", None)]


@pytest.mark.parametrize(
    ("language", "clauses"),
    [
        (
            "ru",
            ["1. Услугополучатель подает заявку.", "2. Услугополучателю отвечают. Уполномоченный орган не участвует."],
        ),
        ("ru", ["1. Услугодатель поливает.", "2. Уполномоченный орган в области воды дает разрешение."]),
        ("kk", ["1. Көрсетілетін қызметті алушы өтінім береді.", "2. Қызмет алушыға, яғни алушыға жауап беріледі."]),
    ],
)
def test_one_party_under_one_name(language, clauses):
    assert of("RG223", found(language, *clauses)) == []


def test_two_defined_parties_are_two():
    listed = "1. Понятия, используемые в регламенте:\n1) потребитель – кто просит;\n2) получатель – кому дают."
    assert of("RG223", found("ru", listed, "2. Потребитель просит полить, получатель благодарит.")) == []


@pytest.mark.parametrize(
    ("language", "clauses", "forms"),
    [
        (
            "ru",
            [
                "1. Работает система парков (далее – ИС ГБД «Сад»).",
                "2. Заявку видно в ИС «Сад».",
                "3. Ответ хранит ИС ГБД «Сад».",
            ],
            "ИС «Сад» – 1",
        ),
        (
            "kk",
            [
                "1. Саябақ жүйесі (бұдан әрі – «Сад» МДБ АЖ) жұмыс істейді.",
                "2. Өтінім «Сад» АЖ-да көрінеді.",
                "3. «Сад» МДБ АЖ сақтайды.",
            ],
            "«Сад» АЖ – 1",
        ),
    ],
)
def test_a_short_form_in_another_form(language, clauses, forms):
    assert [a["forms"] for a in of("RG224", found(language, *clauses))] == [forms]
    assert of("RG224", found(language, clauses[0], clauses[2])) == []


@pytest.mark.parametrize(
    ("language", "clause", "mark", "item"),
    [
        ("ru", "1. Порядок:\n1) вход через номер (личный или общий;\n2) полив.", "(", "1"),
        ("ru", "1. Порядок:\n1) вход;\n2) полив по сети».", "»", "2"),
        ("kk", "1. Тәртібі:\n1) нөмір арқылы кіру (жеке немесе ортақ;\n2) суару.", "(", "1"),
        ("kk", "1. Тәртібі:\n1) кіру;\n2) желі арқылы) суару.", ")", "2"),
    ],
)
def test_a_bracket_without_its_twin(language, clause, mark, item):
    findings = [each for each in found(language, clause) if each[0] == "RG253"]
    assert [(arguments["mark"], number, at) for _, arguments, number, at in findings] == [(mark, "1", item)]


@pytest.mark.parametrize(
    ("language", "title", "mark"),
    [
        ("ru", "Регламент услуги «Полив (дневной) парков)»", ")"),
        ("kk", "«Саябақты (күндізгі суару» қызметінің регламенті", "("),
    ],
)
def test_a_bracket_without_its_twin_in_the_title(language, title, mark):
    for head, marks in ((title, [mark]), (HEADS[language], [])):
        text = "\n".join((head, "", "1. …", LAST[language], ""))
        findings = read_text(outline(text, language)).findings
        assert [each.arguments["mark"] for each in findings if each.code == "RG253"] == marks


@pytest.mark.parametrize(
    ("language", "clause"),
    [
        ("ru", "1. Порядок (весной:\n1) вход;\n2) полив)."),
        ("ru", "1. По правилам «О поливе «Сада» города вода идет."),
        ("ru", "1. Полив а) утром, б) вечером (по просьбе)."),
        ("kk", "1. Тәртібі (көктемде:\n1) кіру;\n2) суару)."),
        ("kk", "1. Суару а) таңертең, ә) кешке (сұрау бойынша)."),
    ],
)
def test_brackets_that_have_their_twins(language, clause):
    assert of("RG253", found(language, clause)) == []


@pytest.mark.parametrize(
    ("language", "clause", "second"),
    [
        ("ru", "1. Полив ведут:\n1) садовник\n2) сторож\n1) садовник открывает кран;\n2) сторож смотрит.", True),
        ("ru", "1. Полив ведут:\n1) садовник;\n2) сторож;\n3) дворник.", False),
        ("kk", "1. Суаруды жүргізеді:\n1) бағбан\n2) күзетші\n1) бағбан шүмекті ашады;\n2) күзетші қарайды.", True),
        ("kk", "1. Суаруды жүргізеді:\n1) бағбан;\n2) күзетші;\n3) сыпырушы.", False),
    ],
)
def test_a_second_list(language, clause, second):
    assert of("RG215", found(language, clause)) == ([{"clause": "1"}] if second else [])


@pytest.mark.parametrize(
    ("language", "text", "stray"),
    [
        ("ru", "1. Ответ дают по сети, 20данных хватает.", True),
        ("ru", "1. Ответ дают по сети;; вода идет.", True),
        ("ru", "1. Ответ дают по форме 1-ДДО и акту № А-11сокращенно, 5лет, 10:30.", False),
        ("kk", "1. Жауап желі арқылы | беріледі.", True),
        ("kk", "1. Жауап желі арқылы, 20деректер бойынша беріледі.", True),
        ("kk", "1. Жауап 2013жылғы 5-нысан бойынша беріледі, су келеді: бар.", True),
        ("kk", "1. Жауап 2013 жылғы 5-нысан бойынша, 15-тармақта беріледі.", False),
    ],
)
def test_stray_characters(language, text, stray):
    assert len(of("RG254", found(language, text))) == stray


@pytest.mark.parametrize(
    ("language", "own", "foreign"),
    [
        (
            "ru",
            "к регламенту государственной\nуслуги «Выдача разрешения на такси»",
            "к постановлению акимата\nобласти № 71",
        ),
        ("kk", "мемлекеттік қызмет көрсету регламентіне\n1-қосымша", "облыс әкімдігінің қаулысына\n1-қосымша"),
    ],
)
def test_annexes_of_the_act(language, own, foreign):
    text = model(language)
    assert own in text
    right, wrong = (regulation(each, language) for each in (text, text.replace(own, foreign, 1)))
    assert [f for f in regulation_lints(right, ()) if f.code == "RG209"] == []
    assert [f.arguments for f in regulation_lints(wrong, ()) if f.code == "RG209"] == [{"numbers": "1"}]


def test_an_annex_of_the_act_in_a_misspelt_heading():
    own = "мемлекеттік қызмет көрсету регламентіне\n{}-қосымша"
    text = model("kk")
    assert all(own.format(number) in text for number in "12")
    first = text.replace(own.format(1), "облыс әкімдігінің қаулысына\n1-қосымша", 1)
    for word, numbers in (("қауылсына", "1, 2"), ("бұйымына", "1")):
        wrong = regulation(first.replace(own.format(2), f"облыс әкімдігінің\n2 {word} қосымша", 1), "kk")
        assert [f.arguments for f in regulation_lints(wrong, ()) if f.code == "RG209"] == [{"numbers": numbers}]


@pytest.mark.parametrize(
    ("language", "first", "again", "other"),
    [
        (
            "ru",
            "1. Услуга идет по постановлению Правительства от 27 февраля 2014 года № 155.",
            "2. Срок дан в постановлении Правительства от 26 февраля 2014 года «О воде» № 155.",
            "2. Срок дан в постановлении Правительства от 3 мая 2011 года № 155.",
        ),
        (
            "kk",
            "1. Қызмет Үкіметтің 2014 жылғы 27 ақпандағы № 155 қаулысымен көрсетіледі.",
            "2. Мерзім Үкіметтің 2014 жылғы 26 ақпандағы «Су туралы» № 155 қаулысында берілген.",
            "2. Мерзім Үкіметтің 2011 жылғы 3 мамырдағы № 155 қаулысында берілген.",
        ),
    ],
)
def test_one_act_under_two_dates(language, first, again, other):
    assert [(a["number"], {a["first"], a["second"]}) for a in of("RG208", found(language, first, again))] == [
        ("155", {"2014-02-27", "2014-02-26"})
    ]
    assert of("RG208", found(language, first, other)) == []
    assert of("RG208", found(language, first, first.replace("1.", "2.", 1))) == []


@pytest.mark.parametrize(
    ("language", "clause", "word"),
    [("kk", "1. Су түстi болса, шағым берiледi.", "түсті"), ("ru", "1. Вoда идет по трубам.", "Вода")],
)
def test_letters_of_another_script(language, clause, word):
    (arguments,) = of("RG258", found(language, clause))
    assert word in arguments["words"]
    assert of("RG258", found(language, "1. Adobe Acrobat, www.sad.kz, III.")) == []


def test_letters_of_another_script_are_shown_wherever_they_stand():
    text = "\n".join((HEADS["ru"], "", "1. Вoда идет.", "2. Вoда стоит.", LAST["ru"], ""))
    (told,) = [each for each in read_text(outline(text, "ru")).findings if each.code == "RG258"]
    assert [place.line for place in (told.where, *told.also)] == [3, 4]
    assert told.arguments["words"] == "Вода (2)"


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_model_act_has_none_of_these(language):
    act = outline(model(language), language)
    only = act.regulations[0]
    facts, _ = read_act(act)
    assert [f.code for f in (*regulation_lints(only, read_terms(only)), *act_lints(act, facts))] == []


@pytest.mark.parametrize(
    ("language", "used", "given", "full"),
    [
        (
            "ru",
            "2. Нужны бумаги по пункту 6 Стандарта.",
            "1. Есть правила воды (далее – Стандарт).",
            "2. Нужны бумаги по пункту 6 Стандарта государственной услуги.",
        ),
        (
            "kk",
            "2. Бұл үшін Стандарттың 6-тармағындағы қағаз керек.",
            "1. Су ережелері (бұдан әрі – Стандарт) бар.",
            "2. Бұл мемлекеттік қызмет Стандарттың 6-тармағында жазылған.",
        ),
    ],
)
def test_a_capital_that_nobody_explains(language, used, given, full):
    first = given.split("(")[0] + "."
    assert of("RG221", found(language, first, used)) == [{"short": "Стандарт"}]
    assert of("RG221", found(language, given, used)) == []
    assert of("RG221", found(language, first, full)) == []


@pytest.mark.parametrize(
    ("language", "clause", "figure", "word"),
    [
        ("ru", "1. Заявку рассматривают в течение 5 (три) дней.", "5", "три"),
        ("ru", "1. Заявку рассматривают в течение десяти (15) минут.", "15", "десяти"),
        ("kk", "1. Өтінім 10 (он бес) минут ішінде қаралады.", "10", "он бес"),
        ("kk", "1. Өтінім үш (2) жұмыс күні ішінде қаралады.", "2", "үш"),
    ],
)
def test_figure_and_word_name_different_numbers(language, clause, figure, word):
    assert of("RG238", found(language, clause)) == [{"figure": figure, "word": word}]


@pytest.mark.parametrize(
    ("language", "clause"),
    [
        ("ru", "1. Заявку рассматривают в течение 5 (пяти) дней, в двадцать пять (25) минут."),
        ("ru", "1. Пункт 5 (три абзаца) и приложение 2 (один лист) читают вместе; см. один (далее)."),
        ("kk", "1. Өтінім 15 (он бес) минут ішінде, 20 (двадцать) күнде, үш (3) күнде қаралады."),
    ],
)
def test_figure_and_word_that_agree(language, clause):
    assert of("RG238", found(language, clause)) == []
