"""What a step's own sentence says of the way on: back, onward, one way a kind of case, the end."""

import pytest
from msgspec.structs import replace

from parser.detours import unknown_targets, with_detours
from parser.flow import Talk, link_flow
from parser.ways import Way, read_course, skipped_when
from spec.graph import soundness
from spec.model import texts
from spec.validate import validate
from tests.building import a_scenario, a_service, a_spec, a_step

NAMED = [
    ("ru", "проверка анкеты; если анкета неполна, следует возврат на процесс № 2", [("P2", "failed")]),
    ("ru", "сверка суммы: если сумма уже внесена и соответствует, переход к процессу 7", [("P7", "passed")]),
    ("ru", "проверка кода: если код верен – процесс 4, иначе – процесс 3", [("P4", "passed"), ("P3", "failed")]),
    ("ru", "проверка; если ошибок не найдено, переход к условию 2", [("C2", "passed")]),
    ("ru", "кто обратился: если фермер – к процессу 4, если кооператив – к процессу 5", [("P4", None), ("P5", None)]),
    ("ru", "сообщение о пустых полях и возврат к процессу 3", [("P3", None)]),
    ("ru", "переход к процессу 6, если сбор не уплачен", [("P6", "failed")]),
    ("ru", "вид хозяйства: для фермы – процесс 4, для кооператива – процесс 5", [("P4", None), ("P5", None)]),
    (
        "ru",
        "сверка (в случае соответствия переход к процессу 9, в случае несоответствия – к процессу 8)",
        [("P9", "passed"), ("P8", "failed")],
    ),
    ("ru", "сверка; при отрицательном итоге – отказ в пропуске, при положительном – процесс 9", [("P9", "passed")]),
    ("kk", "шаруашылық түрі: ферма үшін – 4-процесс, кооператив үшін – 5-процесс", [("P4", None), ("P5", None)]),
    (
        "kk",
        "салыстыру (сәйкес келген жағдайда 9-үдеріске, сәйкес келмеген жағдайда 8-үдеріске көшеді)",
        [("P9", "passed"), ("P8", "failed")],
    ),
    ("kk", "бос өрістерді хабарлайды және өтініш иесін 2-үдеріске қайтарады", [("P2", None)]),
    ("kk", "сауалнаманы тексеру; толық болмаса, 2-үдеріске қайта оралады", [("P2", "failed")]),
    ("kk", "соманы салыстыру: сома сәйкес келсе, 7-процеске көшеді", [("P7", "passed")]),
    ("kk", "кодты тексеру: код дұрыс болса – 4-үдеріс, қате болса – 3-үдеріс", [("P4", "passed"), ("P3", "failed")]),
    ("kk", "тексеру; қате табылмаса, 2-ші шартқа өтеді", [("C2", "passed")]),
    (
        "kk",
        "кім жүгінді: фермер жүгінсе, 4-қадамға, кооператив жүгінсе, 5-қадамға көшеді",
        [("P4", None), ("P5", None)],
    ),
    ("kk", "бос өрістер туралы хабарлама және № 3 процеске қайта оралу", [("P3", None)]),
]


@pytest.mark.parametrize(("language", "text", "ways"), NAMED)
def test_ways_that_a_sentence_names(language, text, ways):
    assert [(way.to, way.answer) for way in read_course(text, language, True).ways] == ways


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "подписание запроса, заполненного в процессе 3"),
        ("ru", "возврат документов, указанных в пункте 3"),
        ("ru", "проверка сведений из процесса 4"),
        ("kk", "3-үдерісте толтырылған сұрау салуға қол қою"),
        ("kk", "4-процестен алынған мәліметтерді тексеру"),
    ],
)
def test_a_step_that_is_only_mentioned_leads_nowhere(language, text):
    assert read_course(text, language, True).ways == ()


def test_the_words_that_say_when_are_kept():
    (way,) = read_course("проверка; если анкета неполна, следует возврат на процесс № 2", "ru", True).ways
    assert way == Way("P2", "failed", "если анкета неполна")
    (way,) = read_course("тексеру; сауалнама толық болмаса, 2-үдеріске оралады", "kk", True).ways
    assert way == Way("P2", "failed", "сауалнама толық болмаса")


@pytest.mark.parametrize(
    ("language", "text", "closes"),
    [
        ("ru", "проверка долга; при отрицательном результате оказание услуги завершается", True),
        ("ru", "проверка долга; при наличии долга и нарушений формируется отказ", True),
        ("ru", "проверка долга; при положительном результате проверка завершается", False),
        ("ru", "проверка долга; в случае наличия долга и нарушений – отказ, иначе – процесс 5", True),
        ("ru", "проверка оснований для отказа в услуге", False),
        ("kk", "қарызды тексеру; нәтиже теріс болса, қызмет көрсету аяқталады", True),
        ("kk", "қарызды тексеру; қарыз жоқ болса, рәсім тоқтатылады", True),
        ("kk", "бас тарту негіздерін тексеру", False),
    ],
)
def test_a_failed_check_that_ends_the_case_in_its_own_sentence(language, text, closes):
    assert read_course(text, language, True).closes is closes
    assert not read_course(text, language, False).closes


def told(language, *steps):
    """The flow of steps written «P4 pay», each with its sentence."""
    made = []
    for step, sentence in steps:
        id_, action = step.split()
        made.append(a_step(id_, action, texts=texts(language, sentence)))
    talk = [Talk(s.action.startswith("refuse"), s.action == "deliver_result") for s in made]
    return with_detours(link_flow(made, talk))


def ways_of(flow):
    return {(edge.from_, edge.to, edge.when) for edge in flow.edges}


def test_a_failed_check_leads_back():
    flow = told(
        "ru",
        ("P1 fill_form", "заполнение"),
        ("C1 check", "проверка; если форма неполна, возврат на процесс 1"),
        ("P2 deliver_result", "получение"),
    )
    assert ways_of(flow) == {("P1", "C1", None), ("C1", "P1", "failed"), ("C1", "P2", "passed")}
    assert set(flow.ends) == {"P2"}


def test_a_passed_check_leads_past_the_steps_that_the_failed_one_takes():
    flow = told(
        "kk",
        ("C1 verify_payment", "тексеру: бұрын төленген болса, 2-үдеріске көшеді"),
        ("P1 pay", "төлеу"),
        ("P2 deliver_result", "алу"),
    )
    assert ways_of(flow) == {("C1", "P1", "failed"), ("C1", "P2", "passed"), ("P1", "P2", None)}


def test_the_arms_of_a_check_of_kinds_meet_behind_them():
    flow = told(
        "ru",
        ("C1 check", "если фермер, переход к процессу 1, если кооператив - к процессу 2"),
        ("P1 query_registry", "запрос о фермере"),
        ("P2 query_registry", "запрос о кооперативе"),
        ("P3 deliver_result", "получение"),
    )
    assert ways_of(flow) == {("C1", "P1", None), ("C1", "P2", None), ("P1", "P3", None), ("P2", "P3", None)}
    assert {edge.to: edge.guard.ru for edge in flow.edges if edge.guard} == {
        "P1": "если фермер",
        "P2": "если кооператив",
    }
    scenario = a_scenario(flow.steps, (), {})
    spec = a_spec(a_service(replace(scenario, edges=flow.edges, ends=flow.ends)))
    assert "RG240" not in [found.code for found in validate(spec)]
    assert not soundness(spec.services[0].scenarios[0]).unreachable


def test_a_refusal_that_leads_back_ends_nothing():
    flow = told(
        "ru",
        ("P1 log_in", "вход"),
        ("C1 verify_login", "проверка"),
        ("P2 refuse_login", "отказ во входе, возврат к процессу 1"),
        ("P3 deliver_result", "получение"),
    )
    assert ("P2", "P1", None) in ways_of(flow)
    assert set(flow.ends) == {"P3"}


def test_a_way_to_a_step_that_is_not_there_is_told():
    steps = [a_step("P1", "pay", texts=texts("ru", "оплата и переход к процессу 9")), a_step("P2", "deliver_result")]
    assert list(unknown_targets(steps)) == [(0, "P9")]
    flow = with_detours(link_flow(steps, [Talk(False, False), Talk(False, True)]))
    assert ways_of(flow) == {("P1", "P2", None)}


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        (
            "ru",
            "оплата пропуска; если он уже оплачен, процесс пропускается",
            "если он уже оплачен, процесс пропускается",
        ),
        ("ru", "оплата пропуска (при наличии льготы оплата не требуется)", "при наличии льготы оплата не требуется"),
        ("ru", "оплата пропуска, которая не требуется", None),
        (
            "kk",
            "рұқсаттаманы төлеу; бұрын төленген болса, төлем талап етілмейді",
            "бұрын төленген болса, төлем талап етілмейді",
        ),
        ("kk", "рұқсаттаманы төлеу талап етілмейді", None),
    ],
)
def test_when_a_step_is_left_out(language, text, words):
    assert skipped_when(text, language) == words
