"""Lists of steps: items, paragraphs without numbers, numbered actions, procedures at a public service centre."""

import pytest

from parser.labels import after_action_label, read_label
from parser.listings import find_listings
from parser.scenarios import read_scenarios
from tests.parser.outlines import regulation

HEADS = {"ru": "Регламент услуги «Полив парков»", "kk": "«Саябақты суару» қызметінің регламенті"}


def service(language, *clauses):
    body = "\n".join(f"{n}. {clause}" for n, clause in enumerate(("Саябақ. Парк.", *clauses), 1))
    return regulation(f"{HEADS[language]}\n\n{body}\n", language)


def steps(language, *clauses):
    found = read_scenarios(service(language, *clauses), {}, "s").scenarios
    return [(each.channel, each.clause.get(language), [step.id for step in each.steps]) for each in found]


ACTIONS = {
    "ru": (
        "Содержание каждой процедуры (действия), длительность ее выполнения:",
        "действие 1 – прием и регистрация просьбы о поливе сотрудником канцелярии. Длительность – 15 минут;",
        "действие 2 – рассмотрение просьбы руководителем услугодателя и наложение визы. Длительность – 1 час;",
        "действие 3 – выдача ответа о поливе сотрудником канцелярии просителю. Длительность – 15 минут.",
    ),
    "kk": (
        "Әрбір рәсімнің (іс-қимылдың) мазмұны, оның ұзақтығы:",
        "1-іс-қимыл – кеңсе қызметкерінің суару туралы өтінішті қабылдауы және тіркеуі. Ұзақтығы – 15 минут;",
        "2-іс-қимыл – басшының суару туралы өтінішті қарауы және бұрыштама қоюы. Ұзақтығы – 1 сағат;",
        "3-іс-қимыл – кеңсе қызметкерінің суару туралы жауапты беруі. Ұзақтығы – 15 минут.",
    ),
}


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_paragraphs_without_numbers_are_the_steps(language):
    assert steps(language, "\n".join(ACTIONS[language])) == [("internal", "2", ["A1", "A2", "A3"])]
    listing = find_listings(service(language, "\n".join(ACTIONS[language])))[0]
    assert [entry.item for entry in listing.entries] == ["1", "2", "3"]
    assert not any("–" in entry.body.text[:12] for entry in listing.entries)


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_an_opening_may_break_over_lines(language):
    opening, *rest = ACTIONS[language]
    words = opening.split()
    broken = " ".join(words[:3]) + "\n" + " ".join(words[3:])
    assert steps(language, "\n".join((broken, *rest))) == [("internal", "2", ["A1", "A2", "A3"])]


def test_a_paragraph_that_names_a_result_goes_with_its_step():
    opening, first, second, third = ACTIONS["ru"]
    lines = [opening, first, "Результат процедуры (действия) – входящий номер;", second, "Результат – виза;", third]
    assert steps("ru", "\n".join(lines)) == [("internal", "2", ["A1", "A2", "A3"])]


def test_labels_without_list_numbers():
    lines = (
        "Порядок обращения в центр обслуживания населения:",
        "процесс 1 – ввод оператором центра обслуживания населения логина и пароля;",
        "процесс 2 – выбор оператором центра обслуживания населения услуги полива;",
        "условие 1 – проверка наличия данных о парке в базе данных юридических лиц.",
    )
    assert steps("ru", "\n".join(lines)) == [("psc", "2", ["P1", "P2", "C1"])]


@pytest.mark.parametrize(
    "lines",
    [
        ("Содержание каждой процедуры – в приложении.", "Канцелярия принимает просьбу о поливе и регистрирует ее."),
        ("Документы для полива:", "заявление о поливе парка по форме;", "план парка, согласованный с соседями."),
        ("Канцелярия регистрирует просьбу о поливе парка;", "наибольшее время ожидания очереди – 15 минут."),
    ],
)
def test_paragraphs_that_are_no_list_of_steps(lines):
    assert steps("ru", "\n".join(lines)) == []


@pytest.mark.parametrize(
    ("language", "opening", "items"),
    [
        (
            "ru",
            "Порядок обращения в Государственную корпорацию:",
            (
                "получатель услуги подает заявление о поливе работнику Государственной корпорации",
                "работник Государственной корпорации проверяет полноту документов (5 минут)",
                "работник Государственной корпорации передает документы услугодателю (1 день)",
                "работник Государственной корпорации выдает результат получателю услуги (15 минут)",
            ),
        ),
        (
            "kk",
            "Мемлекеттік корпорацияға жүгіну тәртібі:",
            (
                "көрсетілетін қызметті алушы Мемлекеттік корпорация қызметкеріне суару туралы өтініш береді",
                "Мемлекеттік корпорация қызметкері құжаттардың толықтығын тексереді (5 минут)",
                "Мемлекеттік корпорация қызметкері құжаттарды қызмет берушіге жолдайды (1 күн)",
                "Мемлекеттік корпорация қызметкері көрсетілетін қызметті алушыға нәтижені береді (15 минут)",
            ),
        ),
    ],
)
def test_a_procedure_at_the_counter_needs_no_labels(language, opening, items):
    numbered = ";\n".join(f"{n}) {item}" for n, item in enumerate(items, 1))
    assert steps(language, f"{opening}\n{numbered}.") == [("psc", "2", ["A1", "A2", "A3", "A4"])]


def test_staff_whom_the_lexicon_does_not_know_act_where_the_opening_announces_it():
    items = (
        "садовник услугодателя регистрирует просьбу о поливе в журнале – 10 минут",
        "садовник услугодателя проверяет состояние почвы в парке – 30 минут",
        "садовник услугодателя выдает ответ о поливе просителю – 10 минут",
    )
    numbered = ";\n".join(f"{n}) {item}" for n, item in enumerate(items, 1))
    opening = "Содержание каждой процедуры (действия), длительность ее выполнения:"
    assert steps("ru", f"{opening}\n{numbered}.") == [("internal", "2", ["A1", "A2", "A3"])]
    assert steps("ru", f"Услугодатель вправе:\n{numbered}.") == []


INTERNAL = (
    "1) сотрудник канцелярии принимает просьбу о поливе и регистрирует ее (15 минут)",
    "2) руководитель услугодателя читает просьбу и накладывает визу (1 час)",
    "3) исполнитель готовит ответ о поливе городского парка (2 дня)",
)


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "ru",
            (
                "Шаг 1: канцелярия принимает просьбу о поливе и регистрирует ее;",
                "Шаг 2: руководитель читает просьбу о поливе и накладывает визу.",
            ),
        ),
        (
            "ru",
            (
                "процедура 1 – прием и регистрация канцелярией просьбы о поливе;",
                "процедура 2 – наложение руководителем визы на просьбу о поливе.",
            ),
        ),
        (
            "kk",
            (
                "1-қадам – кеңсе суару туралы өтінішті қабылдайды және тіркейді;",
                "2-қадам – басшы суару туралы өтінішті қарап, бұрыштама қояды.",
            ),
        ),
    ],
)
def test_steps_of_the_internal_procedure_are_actions_whatever_numbers_them(language, lines):
    opening = {"ru": "Содержание каждой процедуры (действия):", "kk": "Әрбір рәсімнің (іс-қимылдың) мазмұны:"}
    assert steps(language, "\n".join((opening[language], *lines))) == [("internal", "2", ["A1", "A2"])]


def test_a_short_word_for_a_step_is_not_mended():
    assert read_label("шар 1 – проверка", "ru") is None
    assert read_label("Шаг 1 – проверка", "ru") is not None


def test_two_lists_of_one_clause_are_two_kinds_of_case():
    again = [line.replace("(2 дня)", "(1 день)") for line in INTERNAL]
    lines = ("при поливе:", ";\n".join(INTERNAL) + ";", "при повторном поливе:", ";\n".join(again) + ".")
    found = steps("ru", "Содержание каждой процедуры (действия):\n" + "\n".join(lines))
    assert found == [("internal", "2", ["A1", "A2", "A3"])] * 2


def test_a_clause_that_says_the_same_again_restates_it():
    clauses = ["Содержание каждой процедуры:\n" + ";\n".join(INTERNAL) + ".", "Порядок:\n" + ";\n".join(INTERNAL) + "."]
    assert steps("ru", *clauses) == [("internal", "2", ["A1", "A2", "A3"])]


def test_who_does_a_step_may_be_named_where_it_is_stated_again():
    first = [
        "1) прием просьбы о поливе, ее регистрация и направление руководителю – 15 минут;",
        "2) наложение визы и направление просьбы исполнителю – 1 час;",
        "3) рассмотрение просьбы и подготовка ответа о поливе – 2 дня.",
    ]
    second = [
        "1) прием и регистрация просьбы о поливе сотрудником канцелярии – 15 минут;",
        "2) наложение руководителем визы и направление просьбы исполнителю – 1 час;",
        "3) рассмотрение исполнителем просьбы и подготовка ответа о поливе – 2 дня.",
    ]
    opening = "Содержание каждой процедуры (действия):\n"
    told = read_scenarios(service("ru", opening + "\n".join(first), opening + "\n".join(second)), {}, "s")
    (scenario,) = told.scenarios
    assert [step.performer for step in scenario.steps] == ["chancellery", "head", "specialist"]
    assert "RG041" not in {found.code for found in told.findings}
    alone = read_scenarios(service("ru", opening + "\n".join(first)), {}, "s")
    assert {found.code for found in alone.findings} == {"RG041"}


def test_a_result_that_the_sentence_names_is_nothing_done():
    text = "1) прием и регистрация канцелярией просьбы о поливе – 15 минут. Результат – передача на подпись;"
    more = "2) подготовка исполнителем ответа о поливе парка – 2 дня."
    (scenario,) = read_scenarios(service("ru", f"Содержание каждой процедуры:\n{text}\n{more}"), {}, "s").scenarios
    assert scenario.steps[0].action == "register_incoming"
    assert scenario.steps[0].also == ()


def test_processes_that_go_on_counting_in_the_next_clause_are_one_scenario():
    first = (
        "процесс 1 – ввод оператором центра обслуживания населения логина и пароля;",
        "процесс 2 – направление просьбы о поливе услугодателю.",
    )
    second = ("процесс 3 – регистрация просьбы о поливе;", "процесс 4 – получение просителем ответа о поливе.")
    anew = ("процесс 3 – ввод просителем логина и пароля на портале;", "процесс 4 – выбор просителем услуги полива.")
    opening = "Порядок обращения в центр обслуживания населения:"
    said = ["\n".join((opening, *first)), "\n".join(("Порядок действий услугодателя:", *second))]
    assert steps("ru", *said) == [("psc", "2-3", ["P1", "P2", "P3", "P4"])]
    said[1] = "\n".join(("Порядок действий через портал:", *anew))
    assert [found[2] for found in steps("ru", *said)] == [["P1", "P2"], ["P3", "P4"]]


@pytest.mark.parametrize(
    ("opening", "last", "channel"),
    [
        ("Порядок обращения в Государственную корпорацию:", "работник Государственной корпорации выдает ответ", "psc"),
        ("Порядок обращения через портал:", "в личный кабинет услугополучателя направляется ответ о поливе", "portal"),
        ("Содержание каждой процедуры (действия):", "сотрудник канцелярии направляет ответ просителю", "internal"),
    ],
)
def test_staff_takes_part_in_every_channel(opening, last, channel):
    first = {
        "psc": "инспектор Государственной корпорации принимает просьбу о поливе",
        "portal": "услугополучатель направляет просьбу о поливе через портал",
        "internal": "сотрудник канцелярии принимает просьбу о поливе",
    }[channel]
    middle = ("канцелярия услугодателя регистрирует просьбу о поливе", "руководитель накладывает визу на просьбу")
    numbered = ";\n".join(f"{n}) {text}" for n, text in enumerate((first, *middle, last), 1))
    assert steps("ru", f"{opening}\n{numbered}.") == [(channel, "2", ["A1", "A2", "A3", "A4"])]


def test_short_sentences_are_steps_where_the_opening_announces_them():
    lines = "1) регистрация просьбы – 15 минут;\n2) виза руководителя – 1 час;\n3) подготовка ответа – 2 дня."
    assert steps("ru", f"Содержание каждой процедуры (действия):\n{lines}") == [("internal", "2", ["A1", "A2", "A3"])]
    assert steps("ru", f"Садовник отвечает за:\n{lines}") == []


@pytest.mark.parametrize(
    ("language", "opening", "items", "told"),
    [
        (
            "ru",
            "Содержание каждой процедуры (действия):",
            ("бурление воды в трубах большого городского парка",) * 3,
            True,
        ),
        ("kk", "Әрбір рәсімнің (іс-қимылдың) мазмұны:", ("қала саябағының құбырларында судың бұрқылдауы",) * 3, True),
        ("ru", "Порядок обращения описан так:", ("садовник", "сторож", "насос"), False),
        ("ru", "Садовник говорит, что видит:", ("бурление воды в трубах большого городского парка",) * 3, False),
    ],
)
def test_a_promised_list_that_is_not_understood_is_told(language, opening, items, told):
    numbered = ";\n".join(f"{n}) {item}" for n, item in enumerate(items, 1))
    found = read_scenarios(service(language, f"{opening}\n{numbered}."), {}, "s")
    assert found.scenarios == ()
    assert [(each.code, each.arguments["clause"]) for each in found.findings] == ([("RG027", "2")] if told else [])


MORE = (*INTERNAL, "4) руководитель услугодателя подписывает ответ о поливе парка (1 час)")


def test_a_restatement_may_join_two_steps_or_leave_one_out():
    later = [line.replace(f"{n + 1})", f"{n})") for n, line in enumerate(MORE) if n]
    clauses = ["Содержание каждой процедуры:\n" + ";\n".join(MORE) + ".", "Порядок:\n" + ";\n".join(later) + "."]
    assert steps("ru", *clauses) == [("internal", "2", ["A1", "A2", "A3", "A4"])]


def test_a_list_of_another_kind_of_case_restates_nothing():
    clauses = [f"{opening}:\n" + ";\n".join(MORE) + "." for opening in ("При выдаче", "При переоформлении")]
    assert [found[1] for found in steps("ru", *clauses)] == ["2", "3"]


def test_the_internal_procedure_may_be_restated_after_another_channel():
    counter = (
        "1) услугополучатель подает просьбу о поливе работнику Государственной корпорации;\n"
        "2) работник Государственной корпорации передает просьбу услугодателю;\n"
        "3) работник Государственной корпорации выдает ответ услугополучателю."
    )
    own = "Содержание каждой процедуры:\n" + ";\n".join(INTERNAL) + "."
    again = "Порядок:\n" + ";\n".join(INTERNAL) + "."
    found = steps("ru", own, "Порядок обращения в Государственную корпорацию:\n" + counter, again)
    assert [(channel, clause) for channel, clause, _ in found] == [("internal", "2"), ("psc", "3")]


@pytest.mark.parametrize(
    ("language", "opening", "items"),
    [
        (
            "ru",
            "Порядок обжалования полива:",
            (
                "канцелярия услугодателя регистрирует письмо соседа о поливе в журнале",
                "руководитель услугодателя рассматривает письмо соседа о поливе за пять дней",
            ),
        ),
        (
            "kk",
            "Суаруға шағым жасау тәртібі:",
            (
                "көрсетілетін қызметті берушінің кеңсесі көршінің хатын журналға тіркейді",
                "көрсетілетін қызметті берушінің басшысы көршінің хатын бес күн ішінде қарайды",
            ),
        ),
    ],
)
def test_handling_complaints_is_no_step(language, opening, items):
    numbered = ";\n".join(f"{n}) {item}" for n, item in enumerate(items, 1))
    assert steps(language, f"{opening}\n{numbered}.") == []
    other = {"ru": "Порядок действий:", "kk": "Іс-қимыл тәртібі:"}[language]
    assert steps(language, f"{other}\n{numbered}.") == [("internal", "2", ["A1", "A2"])]


def test_items_that_each_hold_a_list_are_kinds_of_case():
    own = "\n".join(line.partition(") ")[2] + ";" for line in INTERNAL)
    counter = (
        "работник Государственной корпорации принимает просьбу о поливе;\n"
        "работник Государственной корпорации передает просьбу услугодателю;\n"
        "работник Государственной корпорации выдает ответ просителю."
    )
    clause = (
        f"Содержание каждой процедуры:\n1) при обращении к услугодателю:\n{own}\n2) в остальных случаях:\n{counter}"
    )
    assert steps("ru", clause) == [("internal", "2", ["A1", "A2", "A3"]), ("psc", "2", ["A1", "A2", "A3"])]


def test_an_item_that_names_who_acts_before_his_acts_is_one_step():
    first = "1) сотрудник канцелярии:\nпринимает просьбу о поливе парка;\nпередает просьбу о поливе руководителю;"
    second = "2) руководитель услугодателя:\nчитает просьбу о поливе;\nнакладывает визу на просьбу о поливе."
    assert steps("ru", f"Содержание каждой процедуры:\n{first}\n{second}") == [("internal", "2", ["A1", "A2"])]


def test_a_deadline_that_only_the_restatement_states_holds():
    brief = "1) регистрация просьбы;\n2) наложение визы;\n3) подготовка ответа."
    clauses = [f"Содержание каждой процедуры:\n{brief}", "Порядок действий:\n" + ";\n".join(INTERNAL) + "."]
    told = read_scenarios(service("ru", *clauses), {}, "s")
    (scenario,) = told.scenarios
    assert [[(each.max, each.unit) for each in step.deadlines] for step in scenario.steps] == [
        [(15, "minute")],
        [(1, "hour")],
        [(2, "day")],
    ]
    assert "RG250" not in {found.code for found in told.findings}


@pytest.mark.parametrize(
    ("language", "text", "rest"),
    [
        ("ru", "действие 3 – выдача", "выдача"),
        ("ru", "Действие № 3: выдача", "выдача"),
        ("kk", "3-іс-қимыл – беру", "беру"),
        ("kk", "3 әрекет - беру", "беру"),
        ("ru", "действие лицензии – 3 года", "действие лицензии – 3 года"),
        ("ru", "действия 3 специалистов – в журнале", "действия 3 специалистов – в журнале"),
        ("kk", "іс-қимыл тәртібі – 3-қосымшада", "іс-қимыл тәртібі – 3-қосымшада"),
    ],
)
def test_a_numbered_action(language, text, rest):
    assert text[after_action_label(text, language) :] == rest


def dotted(*lines):
    text = "\n".join((HEADS["ru"], "", "1. Общие положения", "1. Полив. Парк.", *lines))
    return [(clause.number, len(clause.items)) for clause in regulation(text).clauses]


STEPS = [
    "Канцелярия принимает просьбу.",
    "Руководитель ее читает.",
    "Садовник поливает парк.",
    "Канцелярия дает ответ.",
]


def test_items_numbered_as_clauses_are_go_on_past_the_number_of_the_next_clause():
    items = [f"{n}. {text}" for n, text in enumerate(STEPS, 1)]
    after = ["2. Порядок взаимодействия", "3. В поливе участвует садовник.", "4. Жалоба подается садовнику."]
    assert dotted("2. Содержание действий:", *items, *after) == [("1", 0), ("2", 4), ("3", 0), ("4", 0)]


def test_a_clause_that_follows_such_a_list_is_no_item_of_it():
    items = [f"{n}. {text}" for n, text in enumerate(STEPS[:2], 1)]
    after = ["3. В поливе участвует садовник.", "4. Жалоба подается садовнику.", "5. Срок – 2 дня."]
    expected = [("1", 0), ("2", 2), ("3", 0), ("4", 0), ("5", 0)]
    assert dotted("2. Содержание действий:", *items, *after) == expected


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("рассмотрение услугодателем документов в порядке, установленном пунктом 5 регламента", "examine"),
        ("рассмотрение порталом документов в порядке, установленном пунктом 5 регламента", "other"),
        ("услугодатель осуществляет процедуры (действия), предусмотренные пунктом 5", "examine"),
    ],
)
def test_the_provider_may_examine_within_a_procedure_at_the_counter(text, action):
    lines = ("процесс 1 – ввод оператором центра обслуживания населения логина и пароля;", f"процесс 2 – {text}.")
    clause = "\n".join(("Порядок обращения в центр обслуживания населения:", *lines))
    (scenario,) = read_scenarios(service("ru", clause), {}, "s").scenarios
    assert scenario.steps[1].action == action


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "ru",
            (
                "Содержание каждой процедуры (действия), длительность ее выполнения:",
                "1) загрузка ведомости о поливе парков в систему учёта – 1 рабочий день;",
                "2) сверка ведомости с картой городских парков – 2 рабочих дня.",
            ),
        ),
        (
            "kk",
            (
                "Әрбір рәсімнің (іс-қимылдың) мазмұны, оның ұзақтығы:",
                "1) саябақтарды суару ведомосын есеп жүйесіне жүктеу – 1 жұмыс күні;",
                "2) ведомосты қалалық саябақтар картасымен салғастыру – 2 жұмыс күні.",
            ),
        ),
    ],
)
def test_what_is_announced_and_timed_is_a_step_whoever_does_it(language, lines):
    assert [found[1:] for found in steps(language, "\n".join(lines))] == [("2", ["A1", "A2"])]
    unannounced = {"ru": "Нормы времени по парку:", "kk": "Саябақ бойынша уақыт нормалары:"}
    assert steps(language, "\n".join((unannounced[language], *lines[1:]))) == []


def test_data_of_the_consumer_that_the_staff_enters_tell_no_channel():
    russian = (
        "Пошаговые действия услугодателя:\n1) процесс 1 – лесник вводит пароль в журнал полива;\n"
        "2) условие 1 – проверка пароля;\n3) процесс 2 – лесник выбирает услугу и вводит данные потребителя."
    )
    kazakh = (
        "Қызмет көрсетушінің қадамдық әрекеттері:\n1) 1-үдеріс – орманшы суару журналына құпиясөз енгізеді;\n"
        "2) 1-шарт – құпиясөзді тексеру;\n3) 2-үдеріс – орманшы қызметті таңдап, тұтынушының деректерін енгізеді."
    )
    assert [found[0] for found in steps("ru", russian) + steps("kk", kazakh)] == ["provider", "provider"]
    own = (
        "Пошаговые действия услугодателя:\n1) процесс 1 – потребитель вводит пароль в журнал полива;\n"
        "2) условие 1 – проверка пароля;\n3) процесс 2 – выбор потребителем услуги."
    )
    assert [found[0] for found in steps("ru", own)] == ["portal"]


LOST = {
    "ru": (
        "Пошаговые действия через портал:\n1) процесс 1 – ввод потребителем пароля на портале;\n"
        "условие 1 – проверка пароля на портале;\n3) процесс 2 – отказ в авторизации;\n4} процесс 3 – выбор\nуслуги;\n"
        "б) процесс 4 – получение потребителем пропуска на портале.\nПропуск действует год."
    ),
    "kk": (
        "Портал арқылы қадамдық әрекеттер:\n1) 1-үдеріс – тұтынушының порталда құпиясөз енгізуі;\n"
        "1-шарт – құпиясөзді порталда тексеру;\n3) 2-үдеріс – авторландырудан бас тарту;\n4} 3-үдеріс – қызметті\nтаңдау;\n"
        "б) 4-үдеріс – тұтынушының порталда рұқсаттама алуы.\nРұқсаттама бір жыл жарамды."
    ),
}


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_items_whose_numbers_are_lost_or_damaged(language):
    reading = read_scenarios(service(language, LOST[language]), {}, "s")
    (scenario,) = reading.scenarios
    assert [(step.id, step.item) for step in scenario.steps] == [
        ("P1", "1"), ("C1", "2"), ("P2", "3"), ("P3", "4"), ("P4", "5"),
    ]  # fmt: skip
    assert (scenario.steps[1].texts.get(language) or "").split()[0] in ("проверка", "құпиясөзді")
    assert (scenario.steps[4].texts.get(language) or "").endswith(("на портале", "алуы"))
    lost = [found for found in reading.findings if found.code == "RG043"]
    assert [(found.where.step, found.arguments["number"]) for found in lost] == [("C1", "2"), ("P4", "5")]


def test_a_label_within_a_sentence_begins_no_item():
    clause = (
        "Пошаговые действия через портал:\n1) процесс 1 – ввод потребителем пароля;\n"
        "2) условие 1 – проверка пароля, возврат на\nпроцесс 1 – при ошибке;\n3) процесс 2 – выдача потребителю пропуска."
    )
    assert steps("ru", clause) == [("portal", "2", ["P1", "C1", "P2"])]


def test_items_numbered_within_their_clause():
    clause = (
        "Пошаговые действия через портал:\n2.1. процесс 1 – ввод потребителем пароля;\n"
        "2.2. условие 1 – проверка пароля;\n2.3. процесс 2 – выдача потребителю пропуска."
    )
    assert steps("ru", clause) == [("portal", "2", ["P1", "C1", "P2"])]


DOORS = {
    "ru": (
        "Этапы оказания услуги при обращении в Центр:",
        "Этапы оказания услуги при обращении непосредственно в контору:",
        "инспектор Центра принимает у просителя заявление о поливе и выдает расписку",
        "инспектор Центра направляет принятые документы с реестром в контору",
        (
            "канцелярия регистрирует поступившие документы и передает их руководителю",
            "руководитель налагает резолюцию и направляет документы исполнителю",
            "исполнитель рассматривает документы и готовит проект решения о поливе",
            "руководитель подписывает решение о поливе парка либо ответ об отказе",
        ),
    ),
    "kk": (
        "Орталыққа жүгінген кезде қызмет көрсету кезеңдері:",
        "Кеңсеге тікелей жүгінген кезде қызмет көрсету кезеңдері:",
        "Орталық инспекторы суару туралы өтінішті қабылдайды және қолхат береді",
        "Орталық инспекторы қабылданған құжаттарды тізіліммен бірге кеңсеге жібереді",
        (
            "кеңсе қызметкері келіп түскен құжаттарды тіркейді және басшыға береді",
            "басшы бұрыштама қояды және құжаттарды жауапты орындаушыға жібереді",
            "жауапты орындаушы құжаттарды қарайды және шешімнің жобасын дайындайды",
            "басшы саябақты суару туралы шешімге не бас тарту туралы жауапқа қол қояды",
        ),
    ),
}


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_another_door_is_another_way_of_the_case_and_no_restatement(language):
    centre, direct, takes, sends, within = DOORS[language]
    doors = ((centre, (takes, sends, *within)), (direct, within))
    clauses = ["\n".join([opening, *(f"{n}) {s};" for n, s in enumerate(said, 1))]) for opening, said in doors]
    found = steps(language, *clauses)
    assert [(channel, clause, len(each)) for channel, clause, each in found] == [("psc", "2", 6), ("internal", "3", 4)]


TWO_DOORS = {
    "ru": ("Этапы оказания услуги с момента подачи заявления:\nчерез контору:", "через Центр:"),
    "kk": ("Өтініш берілген сәттен бастап қызмет көрсету кезеңдері:\nкеңсе арқылы:", "Орталық арқылы:"),
}


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_what_stands_between_two_lists_of_a_clause_announces_the_second(language):
    (_, _, takes, sends, within), (direct, centre) = DOORS[language], TWO_DOORS[language]
    lists = (f"{n}) {said}" for each in (within, (takes, sends, *within)) for n, said in enumerate(each, 1))
    lines = [f"{line};" for line in lists]
    clause = "\n".join([direct, *lines[:3], lines[3][:-1] + ".", centre, *lines[4:]])
    found = steps(language, clause)
    assert [(channel, number, len(each)) for channel, number, each in found] == [("internal", "2", 4), ("psc", "2", 6)]
