"""A refusal to accept the papers ends the case at its step, and nothing less than such a refusal does."""

import pytest

from parser.parse import parse
from parser.procedure import Sentence, _say
from parser.sentences import StepText, read_steps
from spec.graph import paths, soundness
from spec.model import Language, Scenario
from tests.acts import CORPUS
from tests.parser.test_sentences import one, passage

ENDS = {
    "ru": (
        "канцелярия проверяет полноту документов; при неполноте отказывает в приеме заявления",
        "секретарь отказывает в приеме документов при их неполноте",
        "канцелярия регистрирует заявление либо отказывает в приеме документов",
        "канцелярия отказывает в приеме документов или регистрирует заявление",
        "специалист сверяет копии и, если документы не соответствуют перечню, отказывает в приеме заявления",
        "канцелярия изучает пакет, при представлении неполного пакета выдает расписку об отказе в приеме документов, "
        "в остальных случаях регистрирует заявление и передает его руководителю",
        "специалист проверяет заявление, в случае ошибок направляет услугополучателю уведомление об отказе в приеме",
        "при нарушениях специалист отказывает в приеме и возвращает бумаги услугополучателю, иначе передает их начальнику",
        "канцелярия сверяет документы и при неполноте не принимает заявление",
        "проверка канцелярией полноты документов, при неполноте – отказ в приеме заявления",
        "эксперт проверяет состав дела и при неполноте дает мотивированный отказ в дальнейшем рассмотрении заявки",
        "сверка копий. В случае расхождений специалист возвращает бумаги услугополучателю с мотивированным отказом",
        "сверка пакета сотрудником; при неполноте он отказывает в приеме заявки и выдает расписку об отказе",
    ),
    "kk": (
        "кеңсе құжаттардың толықтығын тексереді; толық болмаған жағдайда өтінішті қабылдаудан бас тартады",
        "хатшы өтінішті тіркейді не құжаттарды қабылдаудан бас тартады",
        "хатшы құжаттарды қабылдаудан бас тартады немесе өтінішті тіркейді",
        "кеңсе қызметкері құжаттарды тексереді, топтама толық болмаса, оларды қабылдаудан бас тарту туралы қолхат береді",
        "маман өтінішті тексереді, кемшілік анықталған жағдайда көрсетілетін қызметті алушыға құжаттарды қабылдаудан бас "
        "тарту туралы хабарлама жібереді",
        "құжаттар толық болмаған жағдайда қабылдаудан бас тартып, оларды көрсетілетін қызметті алушыға қайтарады",
        "кеңсе құжаттарды тексереді, толық берілмесе, өтінішті қабылдамайды",
        "кеңсенің құжаттарды тексеруі, толық болмаған жағдайда өтінішті қабылдаудан бас тарту",
        "сарапшы құжаттар жетіспеген жағдайда өтінімді одан әрі қараудан дәлелді бас тартады",
        "инспектор қателер анықталған жағдайда өтінімді бас тарту себебін жазып, көрсетілетін қызметті алушыға қайтарады",
    ),
}
GOES_ON = {
    "ru": (
        "специалист при неполноте подготавливает мотивированный ответ об отказе и передает руководителю",
        "специалист при неполноте готовит проект отказа в приеме заявления",
        "специалист при неполноте отказывает в приеме заявления и передает отказ руководителю на подпись",
        "руководитель подписывает отказ в приеме документов либо разрешение",
        "канцелярия регистрирует отказ в приеме документов и выдает его услугополучателю",
        "при неполноте специалист направляет руководителю уведомление об отказе в приеме заявления",
        "при неполноте комиссия принимает решение об отказе в приеме заявления",
        "специалист в случае несоответствия отказывает в предоставлении услуги",
        "специалист в случае полноты не отказывает в приеме заявления",
        "секретарь отказывает в приеме заявления",
        "при неполноте специалист готовит мотивированный отказ в дальнейшем рассмотрении заявки",
        "при неполноте секретарь возвращает документы услугополучателю",
        "при ошибках специалист возвращает проект отказа исполнителю",
    ),
    "kk": (
        "маман толық болмаған жағдайда қабылдаудан бас тарту туралы дәлелді жауап дайындап, басшыға береді",
        "басшы құжаттарды қабылдаудан бас тартуға не рұқсатқа қол қояды",
        "құжаттар толық болмаған жағдайда қабылдаудан бас тарту туралы хабарламаны басшыға жібереді",
        "маман құжаттар толық болмаған жағдайда қабылдаудан бас тартып, оны басшыға қол қоюға береді",
        "толық болмаған жағдайда қабылдаудан бас тарту туралы шешім қабылдайды",
        "орындаушы сәйкес келмеген жағдайда қызмет көрсетуден бас тартады",
        "маман құжаттар толық болса, қабылдаудан бас тартпайды",
        "хатшы өтінішті қабылдаудан бас тартады",
        "кемшілік анықталған жағдайда маман құжаттарды көрсетілетін қызметті алушыға қайтарады",
        "қателер болған жағдайда басшы бас тарту жобасын орындаушыға қайтарады",
    ),
}


def outcomes(text: str, language: Language) -> list[str]:
    return [outcome.id for outcome in one(text, language, "action", "internal").outcomes]


@pytest.mark.parametrize(("language", "text"), [(one, text) for one, texts in ENDS.items() for text in texts])
def test_it_refuses(language: Language, text: str) -> None:
    assert outcomes(text, language) == ["acceptance", "refusal"]


@pytest.mark.parametrize(("language", "text"), [(one, text) for one, texts in GOES_ON.items() for text in texts])
def test_it_does_not(language: Language, text: str) -> None:
    assert "acceptance" not in outcomes(text, language)


def test_when_and_how_soon() -> None:
    """The deadline beside the refusal is the refusal's; the one before it counts either way."""
    russian = "специалист проверяет пакет (2 часа), в случае нехватки отказывает в приеме заявления (1 рабочий день)"
    kazakh = "маман топтаманы тексереді (2 сағат), жетіспеген жағдайда өтінішті қабылдаудан бас тартады (1 жұмыс күні)"
    for language, text, guard in (("ru", russian, "в случае нехватки"), ("kk", kazakh, "жетіспеген жағдайда")):
        reading = one(text, language, "action", "internal")  # type: ignore[arg-type]
        accepted, refused = reading.outcomes
        assert refused.guard.get(language) == guard
        assert [(d.max, d.unit, d.for_) for d in reading.deadlines] == [(2, "hour", None), (1, "day", "refusal")]
        assert (accepted.deadlines, refused.deadlines) == ((0,), (0, 1))


def test_a_check_with_a_number_of_its_own_has_edges_instead() -> None:
    (reading,) = read_steps(
        (StepText("condition", 1, passage("проверка документов, при неполноте отказывает в приеме заявления")),),
        "ru",
        "provider",
        {},
    )
    assert reading.outcomes == ()


def listed(language: Language, *texts: str) -> Scenario:
    """The flow of a procedure with these items."""
    sentences = tuple(Sentence("5", str(n), f"A{n}", "action", n, False, text) for n, text in enumerate(texts, 1))
    flow = _say(sentences, language, "internal", ()).flow
    return Scenario("internal", "internal", flow.steps[0].clause, flow.steps, flow.edges, flow.ends, None)


RUSSIAN = (
    "канцелярия проверяет полноту документов, при неполноте отказывает в приеме заявления, иначе регистрирует его",
    "специалист изучает заявление и готовит справку либо мотивированный отказ",
    "руководитель подписывает справку либо мотивированный отказ",
    "канцелярия выдает услугополучателю справку либо мотивированный отказ",
)
KAZAKH = (
    "кеңсе құжаттардың толықтығын тексереді, толық болмаса, өтінішті қабылдаудан бас тартады, әйтпесе оны тіркейді",
    "маман өтінішті қарайды және анықтаманы не дәлелді бас тартуды дайындайды",
    "басшы анықтамаға не дәлелді бас тартуға қол қояды",
    "кеңсе көрсетілетін қызметті алушыға анықтаманы не дәлелді бас тартуды береді",
)


@pytest.mark.parametrize(("language", "texts"), [("ru", RUSSIAN), ("kk", KAZAKH)])
def test_the_case_ends_there_and_the_others_go_on(language: Language, texts: tuple[str, ...]) -> None:
    scenario = listed(language, *texts)
    assert [(edge.from_, edge.to, edge.when) for edge in scenario.edges] == [
        ("A1", "A2", None),
        ("A2", "A3", None),
        ("A3", "A4", None),
    ]
    assert {step: [(end.outcome, end.given) for end in ends] for step, ends in scenario.ends.items()} == {
        "A1": [("refused", {"A1": "refusal"})],
        "A4": [("issued", {}), ("refused", {"A2": "refusal"})],
    }
    assert soundness(scenario).sound
    assert [(path.steps[-1], path.outcome) for path in paths(scenario)] == [
        ("A1", "refused"),
        ("A4", "issued"),
        ("A4", "refused"),
    ]


CHECKS = {
    "ru": (
        "проверка заявки на портале; при несоответствии портал формирует отказ, и оказание услуги завершается",
        "проверка логина на портале; при отрицательном результате оказание услуги завершается отказом в авторизации",
    ),
    "kk": (
        "порталда өтінімді тексеру; сәйкес келмесе, портал бас тартуды қалыптастырып, қызмет көрсету аяқталады",
        "логинді порталда тексеру; тексеру нәтижесі теріс болса, қызмет көрсету бас тартумен аяқталады",
    ),
}


@pytest.mark.parametrize(("language", "text"), [(one, text) for one, texts in CHECKS.items() for text in texts])
def test_a_check_that_closes_the_case_itself(language: Language, text: str) -> None:
    """The check has no process for its failure: it fails to an end, and passes to the next process. Where a process tells
    of the refusal, that is where the case ends."""
    last = {"ru": "получение услугополучателем справки", "kk": "көрсетілетін қызметті алушының анықтаманы алуы"}[
        language
    ]
    refusal = {"ru": "сообщение об отказе в услуге", "kk": "қызмет көрсетуден бас тарту туралы хабарлама"}[language]
    check = Sentence("6", "1", "C1", "condition", 1, False, text)
    given = Sentence("6", "3", "P2", "process", 2, False, last)
    flow = _say((check, given), language, "portal", ()).flow
    assert [(edge.from_, edge.to, edge.when) for edge in flow.edges] == [("C1", "P2", "passed")]
    assert [(end.outcome, end.given) for end in flow.ends["C1"]] == [("refused", {"C1": "failed"})]
    assert [end.outcome for end in flow.ends["P2"]] == ["issued"]
    told = Sentence("6", "2", "P1", "process", 1, False, refusal)
    assert set(_say((check, told, given), language, "portal", ()).flow.ends) == {"P1", "P2"}


FOREST = CORPUS / "tree-felling-permit"
WRITTEN = {
    "ru": ("регистрирует его в журнале и", "проверяет его, при неполноте отказывает в приеме, регистрирует и"),
    "kk": ("қабылдап, журналға тіркейді және", "тексереді, толық болмаса, қабылдаудан бас тартады, тіркейді және"),
}


@pytest.mark.parametrize("languages", [("kk", "ru"), ("kk",), ("ru",)])
def test_both_texts_of_an_act(languages: tuple[str, ...]) -> None:
    """The refusal written into the texts of one act: in both, or in one alone, which is a finding."""
    files = []
    for language in ("kk", "ru"):
        text = (FOREST / f"{language}.txt").read_text("utf-8")
        if language in languages:
            assert text.count(WRITTEN[language][0]) == 1
            text = text.replace(*WRITTEN[language])
        files.append((f"{language}.txt", text.encode()))
    (act,) = parse(files).acts
    scenario = next(s for service in act.spec.services for s in service.scenarios if s.channel == "internal")
    assert [(end.outcome, end.given) for end in scenario.ends["A1"]] == [("refused", {"A1": "refusal"})]
    assert [outcome.id for outcome in scenario.steps[0].outcomes] == ["acceptance", "refusal"]
    assert {one.outcome for one in scenario.ends["A9"]} == {"issued", "refused"}
    told = [f.arguments for f in act.spec.findings if f.code == "RG299"]
    assert told == ([] if len(languages) == 2 else [{"step": "A1", "language": languages[0]}])
