"""Mermaid: every step and edge is there, and no label means anything to Mermaid."""

import re

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from generators.layout import unanswered
from generators.mermaid import escaped, flowchart, generate
from spec.model import Scenario, Texts
from spec.words.vocabulary import name
from tests.generators.drawn import edge, scenarios, small, step, wrapped
from tests.generators.test_python import turned_away

LINE = re.compile(
    r"flowchart TD|  subgraph lane\d+\[\"[^\"]*\"\]|  end|    n\w+[\[{(]+\"[^\"]*\"[\]})]+"
    r"|  n\w+ -->(\|\"[^\"]*\"\|)? n\w+|  classDef \w+ [\w#:,]+|  class [\w,]+ \w+"
)


@pytest.mark.parametrize(
    ("language", "words"),
    [("kk", ["1-үдеріс · 6-тармақ, 1)", "жоқ"]), ("ru", ["процесс 1 · п. 6, пп. 1)", "нет"]), ("en", ["Log in", "no"])],
)
def test_small_scenario(language: str, words: list[str]) -> None:
    spec, service = small()
    source = generate(spec, service, language)["diagrams/portal.mmd"].decode()
    assert all(word in source for word in words)
    assert source.count("-->") == 3 + 2
    assert "n2_verify_login{" in source


@pytest.mark.parametrize(
    "text", ['"] --> x["', "%% end", "<script>", "`1. *x*`", "a\nend\nb", "#35;", "{{x}}", "\u202e;|", "]]"]
)
def test_nothing_in_a_label_means_anything(text: str) -> None:
    assert not set(escaped(text)) & set('"<>{}[]|%`\n\u202e')
    scenario = Scenario("portal", "portal", Texts(), (step("end", 1, action="other", text=text),), (), {}, None)
    _, service = wrapped(scenario)
    source = flowchart(service.scenarios[0], "ru")
    assert all(LINE.fullmatch(line) for line in source.splitlines()), source


@pytest.mark.parametrize(
    ("language", "words"),
    [("kk", "Бас тарту#59; құжаттар толық болмаған жағдайда"), ("ru", "Отказ#59; при неполноте документов")],
)
def test_a_refusal_at_a_step_from_which_other_cases_go_on(language: str, words: str) -> None:
    source = flowchart(turned_away(language), language)
    assert "  n1_check --> n2_examine\n" in source
    assert "  n1_check --> n1_check_end1\n" in source
    assert f'n1_check_end1(["{words}"])' in source


def test_an_entity_of_the_text_stays_text() -> None:
    assert escaped("#35; <б>") == "#35;35#59; #60;б#62;"


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.generate,))
@given(scenarios(15))
def test_any_scenario(scenario: Scenario) -> None:
    source = flowchart(scenario, "kk")
    assert all(LINE.fullmatch(line) for line in source.splitlines()), source
    ends = sum(len(found) for found in scenario.ends.values())
    assert source.count(" --> ") + source.count("-->|") == len(scenario.edges) + ends + len(unanswered(scenario))


def test_guard_and_answer_stand_on_the_edge() -> None:
    scenario = Scenario(
        "portal", "portal", Texts(), (step("a", 1, kind="condition"), step("b", 2)),
        (edge("C1", "P2", "passed", "если уплачено"),), {}, None,
    )  # fmt: skip
    assert '|"да: если уплачено"|' in flowchart(scenario, "ru")


@pytest.mark.parametrize(("language", "answer", "words"), [("kk", "жоқ", "көрсетілмеген"), ("ru", "нет", "не указано")])
def test_an_answer_that_the_act_leaves_out_is_shown(language: str, answer: str, words: str) -> None:
    steps = (step("check", 1, kind="condition", systems=("portal",)), step("hand_over", 2))
    scenario = Scenario("portal", "portal", Texts(ru="7"), steps, (edge("C1", "P2", "passed"),), {}, None)
    source = flowchart(scenario, language)
    assert f'n1_check_open(["{words}"])' in source
    assert f'n1_check -->|"{answer}"| n1_check_open' in source
    assert name("abbreviation", "portal", language) in source
