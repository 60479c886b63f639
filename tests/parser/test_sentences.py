"""Step sentences: held-out scenarios (tests/cases/steps), and the single traits of a reading."""

from pathlib import Path

import pytest

from parser.sentences import StepReading, StepText, read_steps, role_of
from parser.values import Line, Passage, Source
from spec.model import Channel, Language, StepKind

CASES = sorted((Path(__file__).parents[1] / "cases" / "steps").glob("*.txt"))


def passage(text: str) -> Passage:
    return Passage(Source("s1", "a.txt", "0", "text/plain", text, (Line(1, 0, len(text)),)), 0, len(text), 1)


def one(text: str, language: Language, kind: StepKind, channel: Channel, **names: str) -> StepReading:
    return read_steps((StepText(kind, None, passage(text)),), language, channel, names)[0]


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_held_out_scenario(case: Path) -> None:
    """Each line: kind | action | performer | systems | sentence; the first names the language and the channel."""
    head, *lines = case.read_text("utf-8").strip().splitlines()
    language, channel = head.removeprefix("# ").split()
    rows = [[cell.strip() for cell in line.split("|", 4)] for line in lines]
    steps = tuple(StepText(kind, None, passage(text)) for kind, *_, text in rows)  # type: ignore[arg-type]
    readings = read_steps(steps, language, channel, {})  # type: ignore[arg-type]
    for (_, action, performer, systems, text), reading in zip(rows, readings, strict=True):
        read = (reading.action, reading.performer or "", ", ".join(reading.systems))
        assert read == (action, performer, systems), text
        assert [f.code for f in reading.findings if f.code not in ("RG042", "RG252")] == [], text


def test_an_unknown_action_keeps_its_word_and_is_reported() -> None:
    russian = one("специалист фотографирует заявителя", "ru", "action", "internal")
    assert (russian.action, russian.head, russian.performer) == ("other", "фотографирует", "specialist")
    kazakh = one("маман жер учаскесін өлшейді", "kk", "action", "internal")
    assert (kazakh.action, kazakh.head, kazakh.performer) == ("other", "өлшейді", "specialist")
    assert [f.code for f in russian.findings + kazakh.findings] == ["RG040", "RG040"]


def test_nobody_acts() -> None:
    assert [f.code for f in one("согласование проекта решения", "ru", "action", "internal").findings] == ["RG041"]
    assert [f.code for f in one("шешім жобасын келісу", "kk", "action", "internal").findings] == ["RG041"]
    assert one("начальник согласовывает проект решения", "ru", "action", "internal").findings == ()


def test_an_unknown_system_is_other_and_reported() -> None:
    reading = one("направление запроса в ИС «Кадастр»", "ru", "process", "provider")
    assert reading.systems == ("other",)
    assert [f.code for f in reading.findings] == ["RG042"]
    assert one("«Кадастр» АЖ-ға сұрау салу жолдау", "kk", "process", "provider").systems == ("other",)


def test_names_of_the_act() -> None:
    names = {
        "Система": "государственная база данных «Е-лицензирование»",
        "Управление": "Управление ветеринарии области",
    }
    assert one("проверка в Системе факта уплаты", "ru", "condition", "portal", **names).systems == ("e_licensing",)
    assert one("проверка в системе факта уплаты", "ru", "condition", "portal", **names).systems == ()
    assert one("Управлением проверяются документы", "ru", "condition", "portal", **names).performer == "provider"
    kazakh = {"Портал": "«Е-лицензиялау» веб-порталы"}
    assert one("Порталда төлем фактісін тексеру", "kk", "condition", "portal", **kazakh).systems == ("e_licensing",)


def test_alternatives_among_registries() -> None:
    needs = (("individuals_registry", "entities_registry"), ("notary",))
    russian = "проверка данных в ГБД ФЛ либо ГБД ЮЛ, доверенности в ЕНИС"
    kazakh = "ЖТ МДБ немесе ЗТ МДБ-да деректердің, БНАЖ-да сенімхаттың болуын тексеру"
    assert one(russian, "ru", "condition", "provider").needs == needs
    assert one(kazakh, "kk", "condition", "provider").needs == needs
    assert one("проверка данных в ГБД ФЛ и ГБД ЮЛ", "ru", "condition", "provider").needs is None


def test_checks_and_who_decides() -> None:
    signature = one(
        "проверка порталом срока действия сертификата и того, не отозван ли он", "ru", "condition", "portal"
    )
    assert signature.checks == ("expired", "revoked")
    assert signature.decided_by is None
    fit = one("лицензиардың құжаттардың толықтығын тексеруі", "kk", "condition", "portal")
    assert fit.checks == ("documents_complete",)
    assert fit.decided_by == "provider"
    assert one("оплата услуги", "ru", "process", "portal").checks == ()


def test_only_if() -> None:
    assert one("регистрация на портале (осуществляется для новых лиц)", "ru", "registration", "portal").only_if
    assert one("порталда тіркелу (бұрын тіркелмеген жағдайда)", "kk", "registration", "portal").only_if
    assert one("вход на портал (процесс авторизации)", "ru", "process", "portal").only_if is None


def test_one_step_with_two_outcomes() -> None:
    text = (
        "специалист изучает заявление и готовит разрешение в течение десяти рабочих дней, "
        "в случае нехватки сведений готовит мотивированный отказ в течение трех рабочих дней"
    )
    reading = one(text, "ru", "action", "internal")
    assert [outcome.id for outcome in reading.outcomes] == ["issue", "refusal"]
    assert reading.outcomes[1].guard.get("ru") == "в случае нехватки сведений"
    assert [(d.max, d.for_) for d in reading.deadlines] == [(10, "issue"), (3, "refusal")]
    kazakh = (
        "маман рұқсатты он жұмыс күні ішінде дайындайды, мәліметтер жетіспеген жағдайда дәлелді бас тартуды "
        "үш жұмыс күні ішінде дайындайды"
    )
    reading = one(kazakh, "kk", "action", "internal")
    assert [(d.max, d.for_) for d in reading.deadlines] == [(10, "issue"), (3, "refusal")]
    assert reading.outcomes[1].guard.get("kk") == "мәліметтер жетіспеген жағдайда"


def test_a_paper_passed_on_is_no_decision() -> None:
    text = "начальник подписывает разрешение либо мотивированный отказ"
    assert one(text, "ru", "action", "internal").outcomes == ()


def test_main_act_of_an_internal_step() -> None:
    reading = one("начальник изучает заявление, ставит визу и передает специалисту", "ru", "action", "internal")
    assert (reading.action, reading.also) == ("endorse", ("examine", "forward_request"))
    reading = one("кеңсе өтінішті қабылдап, тіркейді және басшыға жібереді", "kk", "action", "internal")
    assert (reading.action, reading.also) == ("register_incoming", ("forward_request",))


def test_neighbours_weigh_in() -> None:
    """«Проверка» alone is no action of the portal; after a payment it is the check of the payment."""
    steps = ("оплата потребителем услуги", "проверка в ИС «Е-лицензирование»", "сообщение об отказе: формирование")
    kinds: tuple[StepKind, ...] = ("process", "condition", "process")
    texts = tuple(StepText(kind, None, passage(text)) for kind, text in zip(kinds, steps, strict=True))
    assert [r.action for r in read_steps(texts, "ru", "portal", {})] == ["pay", "verify_payment", "refuse_unpaid"]


def test_a_misspelt_keyword_is_noted() -> None:
    reading = one("провярка уполномоченным органом соответствия требованиям", "ru", "condition", "portal")
    assert reading.action == "verify_eligibility"
    assert [(f.code, f.arguments["word"]) for f in reading.findings] == [("RG252", "провярка")]


def test_a_misspelt_keyword_is_noted_in_kazakh() -> None:
    reading = one("порталдың сертификатты тксеруі", "kk", "condition", "portal")
    assert reading.action == "verify_certificate"
    assert [(f.code, f.arguments["word"]) for f in reading.findings] == [("RG252", "тксеруі")]
    assert one("порталдың сертификатты тексеруі", "kk", "condition", "portal").findings == ()


def test_an_unknown_system_is_reported_once_a_scenario() -> None:
    steps = tuple(StepText("process", None, passage("направление запроса в ИС «Кадастр»")) for _ in range(2))
    assert [len(reading.findings) for reading in read_steps(steps, "ru", "provider", {})] == [1, 0]


def test_text_of_any_length_is_read_in_time_that_grows_with_it() -> None:
    for text in ("МДБ " * 50_000, "алушы тексереді " * 20_000, "(" * 50_000 + ")" * 50_000):
        assert one(text, "kk", "process", "portal").action


@pytest.mark.parametrize(
    ("text", "language", "roles"),
    [
        ("Потребитель", "ru", ("consumer",)),
        ("ГБД ЮЛ", "ru", ("entities_registry",)),
        ("ГБД ФЛ/ЮЛ", "ru", ("individuals_registry", "entities_registry")),
        ("Канцелярия услугодателя", "ru", ("chancellery",)),
        ("заместитель начальника отдела", "ru", ("deputy_head",)),
        ("қызмет көрсетуші", "kk", ("provider",)),
        ("бөлім басшысы", "kk", ("department_head",)),
        ("«электрондық үкіметтің» төлем шлюзі", "kk", ("payment_gateway",)),
        ("таблица", "ru", ()),
    ],
)
def test_role_of_a_unit(text: str, language: Language, roles: tuple[str, ...]) -> None:
    assert role_of(text, language, {}) == roles


def test_whose_signature_fails_does_not_report_it() -> None:
    kazakh = one(
        "алушы ЭЦҚ-сының түпнұсқалығы расталмауына байланысты қызметтен бас тарту туралы хабарлама қалыптастыру",
        "kk",
        "process",
        "portal",
    )
    assert (kazakh.action, kazakh.performer, kazakh.performer_by) == ("refuse_signature", "portal", "convention")
    acting = one("алушының сұрау салуға ЭЦҚ-сымен қол қоюы", "kk", "process", "portal")
    assert (acting.action, acting.performer, acting.performer_by) == ("sign_request", "consumer", "sentence")


def test_whose_data_hold_faults_does_not_report_them() -> None:
    text = "тұтынушы деректеріндегі қателерге байланысты ЭҮП-те авторландырудан бас тарту туралы хабарлама қалыптастыру"
    assert one(text, "kk", "process", "portal").performer == "portal"


def test_who_is_sent_back_does_not_check() -> None:
    text = "сұрау салу нысаны толық толтырылғанын ЭҮП-те тексеру. Толық болмаса, тұтынушы 3-үдеріске қайтарылады"
    assert (one(text, "kk", "condition", "portal").action, one(text, "kk", "condition", "portal").performer) == (
        "check",
        "portal",
    )


def test_a_form_is_checked_where_it_is_filled() -> None:
    russian = one("проверка на портале, верно ли заполнены поля формы запроса", "ru", "condition", "portal")
    assert (russian.action, russian.performer) == ("check", "portal")
    kazakh = one(
        "сұрау салу нысанының дұрыс толтырылғанын «Е-лицензиялау» МДБ АЖ-да тексеру", "kk", "condition", "provider"
    )
    assert (kazakh.action, kazakh.performer) == ("check", "e_licensing")


def test_a_check_of_kinds_has_a_way_for_each() -> None:
    russian = one(
        "кем подан запрос: если владельцем, переход к процессу 4, если его представителем – к процессу 5",
        "ru",
        "condition",
        "psc",
    )
    kazakh = one(
        "сұрау салуды кім берді: иесі берсе, 4-үдеріске, өкілі берсе, 5-үдеріске көшеді", "kk", "condition", "psc"
    )
    assert (russian.action, kazakh.action) == ("check", "check")


def test_the_result_that_an_employee_draws_up_and_signs_is_no_refusal() -> None:
    russian = one(
        "формирование сотрудником МИО результата услуги (справка), заверенного его ЭЦП", "ru", "process", "provider"
    )
    kazakh = one(
        "ЖАО қызметкерінің ЭЦҚ-сымен қол қойылған қызмет нәтижесін (анықтама) қалыптастыруы",
        "kk",
        "process",
        "provider",
    )
    assert (russian.action, russian.performer) == (kazakh.action, kazakh.performer) == ("sign_result", "employee")


@pytest.mark.parametrize(
    ("text", "performer", "by"),
    [
        ("направление документов через ШЭП для обработки запроса услугодателем", "consumer", "convention"),
        ("направление документов для рассмотрения поступивших бумаг услугодателем", "consumer", "convention"),
        ("направление документов для обработки услугодателем", "consumer", "convention"),
        ("направление документов услугодателем для обработки запроса", "provider", "sentence"),
    ],
)
def test_whoever_is_to_do_the_next_thing_does_not_do_this_one(text: str, performer: str, by: str) -> None:
    reading = one(text, "ru", "process", "portal")
    assert (reading.performer, reading.performer_by) == (performer, by)


@pytest.mark.parametrize(
    ("language", "text", "action"),
    [
        ("ru", "специалист осуществляет прием бумаг, их регистрацию и выдает талон просителю", "register_incoming"),
        ("ru", "специалист регистрирует разрешение и выдает его просителю", "register_result"),
        ("kk", "кеңсе құжаттарды қабылдайды, тіркейді және талон береді", "register_incoming"),
        ("kk", "кеңсе рұқсатты тіркейді және береді", "register_result"),
    ],
)
def test_what_is_taken_in_and_registered_is_no_result(language: Language, text: str, action: str) -> None:
    assert one(text, language, "action", "internal").action == action


@pytest.mark.parametrize(
    ("language", "text", "action"),
    [
        ("ru", "специалист изучает просьбу, сверяет данные с журналом и готовит проект пропуска", "examine"),
        ("ru", "специалист сверяет данные с журналом и готовит проект пропуска", "check"),
        (
            "kk",
            "маман өтінішті қарайды, деректерді журналмен салыстырып тексереді және рұқсаттың жобасын дайындайды",
            "examine",
        ),
        ("kk", "маман деректерді тексереді және рұқсаттың жобасын дайындайды", "check"),
    ],
)
def test_a_check_between_study_and_draft_is_part_of_the_examination(language: Language, text: str, action: str) -> None:
    assert one(text, language, "action", "internal").action == action


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "инспектор Центра составляет реестр и направляет документы в контору"),
        ("kk", "орталық инспекторы тізілім жасайды және құжаттарды кеңсеге жібереді"),
    ],
)
def test_what_is_done_next_may_tell_the_action(language: Language, text: str) -> None:
    reading = one(text, language, "action", "psc")
    assert (reading.action, reading.performer) == ("forward_request", "psc_worker")


@pytest.mark.parametrize(
    ("language", "text", "action", "performer"),
    [
        ("ru", "лесник формирует дело просителя и вносит его на рассмотрение начальнику", "examine", None),
        (
            "ru",
            "инспектор Центра осуществляет сбор документов и отправляет их в контору",
            "forward_request",
            "psc_worker",
        ),
        (
            "kk",
            "орталық инспекторы құжаттарды жинауды жүзеге асырады және кеңсеге жібереді",
            "forward_request",
            "psc_worker",
        ),
        ("kk", "маман істі қалыптастырады және басшының қарауына енгізеді", "examine", "specialist"),
    ],
)
def test_papers_at_a_counter_are_no_electronic_steps(
    language: Language, text: str, action: str, performer: str | None
) -> None:
    reading = one(text, language, "action", "psc")
    assert (reading.action, reading.performer) == (action, performer)


def test_a_system_at_the_counter_makes_the_steps_electronic() -> None:
    said = "работник центра вводит логин и пароль в АРМ ЦОН", "работник центра вводит данные потребителя в форму"
    readings = read_steps(tuple(StepText("action", None, passage(text)) for text in said), "ru", "psc", {})
    assert [reading.action for reading in readings] == ["log_in", "fill_form"]


@pytest.mark.parametrize(
    ("language", "before", "text", "channel", "action"),
    [
        (
            "ru",
            "начальник подписывает справку",
            "специалист выдает справку и делает запись в журнале",
            "internal",
            "hand_over",
        ),
        (
            "kk",
            "басшы анықтамаға қол қояды",
            "кеңсе анықтаманы немесе бас тартуды Орталыққа жібереді",
            "psc",
            "forward_request",
        ),
        ("kk", "басшы анықтамаға қол қояды", "кеңсе анықтаманы немесе бас тартуды тіркейді", "psc", "register_result"),
    ],
)
def test_how_the_result_leaves(language: Language, before: str, text: str, channel: Channel, action: str) -> None:
    steps = tuple(StepText("action", None, passage(said)) for said in (before, text))
    assert read_steps(steps, language, channel, {})[1].action == action
