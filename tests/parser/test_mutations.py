"""Mutants of the law: the spec follows an edit of the text exactly, and the right rule fires.

Each edit is made in every labelled scenario of the corpus and of the five acts that has the steps for it.
"""

import os
from functools import cache
from pathlib import Path

import pytest

from parser.parse import ParsedAct, parse
from spec.model import Scenario
from tests.mutants import (
    codes,
    edges_of,
    edited,
    ends_of,
    fresh,
    place,
    read,
    scenario_of,
    whole_line,
    without,
)
from tests.seeds import FOLDER

REPO = Path(__file__).parents[2]
TEXTS = [*sorted(REPO.glob("corpus/*/*.txt")), *sorted(FOLDER.glob("*.txt"))]
SECOND = {
    "ru": "направление этого сообщения об отказе потребителю",
    "kk": "бас тарту туралы осы хабарламаны тұтынушыға жолдау",
}
LABEL = {"ru": "процесс {} – ", "kk": "{}-процесс – "}


@cache
def original(path: Path) -> ParsedAct:
    """The act of one file."""
    (act,) = parse([(path.name, path.read_bytes())]).acts
    return act


def cases():
    """(file, service, scenario, language) of every labelled scenario in every text."""
    for path in TEXTS:
        act = original(path)
        for service in act.spec.services:
            for scenario in service.scenarios:
                if scenario.channel != "internal":
                    for language in act.spec.sources[0].languages:
                        yield pytest.param(
                            path,
                            service.id,
                            scenario.id,
                            language,
                            id=f"{path.stem[:12]}-{service.id}-{scenario.id}-{language}",
                        )


CASES = list(cases())
every_scenario = pytest.mark.parametrize(("path", "service", "name", "language"), CASES)


def test_there_are_mutants_of_every_act():
    if os.environ.get("CI"):
        assert len(list(FOLDER.glob("*.txt"))) == 5, f"the official texts are not in {FOLDER} (set REGLAMENT_SEEDS)"
    assert len(CASES) >= 4


def start(path, service, name) -> tuple[str, Scenario]:
    """The text of an act that is in one language, and one of its scenarios."""
    act = original(path)
    if len(act.spec.sources[0].languages) > 1:
        pytest.skip("an edit of one of two texts is a difference between them: tests/parser/test_two_texts.py")
    return act.texts["s1"], scenario_of(act.spec, service, name)


def removed(text, scenario, language, gone):
    """The text without the lines of the steps `gone`."""
    steps = {step.id: step for step in scenario.steps}
    return edited(text, [(*whole_line(text, *place(steps[step], language)), "") for step in gone])


def find(scenario, *actions):
    """The steps of these actions, by action; skips a scenario that lacks one."""
    found = {step.action: step for step in reversed(scenario.steps)}
    if missing := [action for action in actions if action not in found]:
        pytest.skip(f"no {', '.join(missing)} in this scenario")
    return [found[action] for action in actions]


@every_scenario
def test_payment_taken_out(path, service, name, language):
    text, before = start(path, service, name)
    gone = {step.id for step in find(before, "pay", "verify_payment", "refuse_unpaid")}
    after = read(removed(text, before, language, gone))
    scenario = scenario_of(after, service, name)
    assert [step.id for step in scenario.steps] == [step.id for step in before.steps if step.id not in gone]
    assert edges_of(scenario) == without(edges_of(before), gone)
    assert fresh(original(path).spec, after)["RG211"] == 1


@every_scenario
def test_refusal_dropped(path, service, name, language):
    text, before = start(path, service, name)
    (refusal,) = find(before, "refuse_login")
    after = read(removed(text, before, language, {refusal.id}))
    scenario = scenario_of(after, service, name)
    assert edges_of(scenario) == {edge for edge in edges_of(before) if refusal.id not in edge[:2]}
    assert refusal.id not in scenario.ends
    assert fresh(original(path).spec, after)["RG240"] == 1


@every_scenario
def test_refusal_split_in_two(path, service, name, language):
    text, before = start(path, service, name)
    (refusal,) = find(before, "refuse_login")
    line = text[slice(*whole_line(text, *place(refusal, language)))]
    second = f"      77) {LABEL[language].format(77)}{SECOND[language]};\n\n"
    _, end = whole_line(text, *place(refusal, language))
    after = scenario_of(read(edited(text, [(end, end, second)])), service, name)
    assert line.strip()
    assert "P77" in {step.id for step in after.steps}
    assert (refusal.id, "P77", None) in edges_of(after)
    assert edges_of(after) - edges_of(before) == {(refusal.id, "P77", None)}
    assert edges_of(before) <= edges_of(after)
    assert ends_of(after)["P77"] == {"refused"}
    assert refusal.id not in after.ends


@every_scenario
def test_two_checks_swapped(path, service, name, language):
    text, before = start(path, service, name)
    one, two = find(before, "verify_login", "verify_eligibility")
    first, second = place(one, language), place(two, language)
    swapped = edited(text, [(*first, text[slice(*second)]), (*second, text[slice(*first)])])
    after = read(swapped)
    scenario = scenario_of(after, service, name)
    actions = {step.id: step.action for step in scenario.steps}
    assert (actions[one.id], actions[two.id]) == (two.action, one.action)
    assert edges_of(scenario) == edges_of(before)
    assert fresh(original(path).spec, after)["RG242"] >= 1


@every_scenario
def test_items_renumbered(path, service, name, language):
    """A list number that is wrong changes no step: only the numbering is found."""
    text, before = start(path, service, name)
    step = before.steps[4]
    begin, _ = whole_line(text, *place(step, language))
    label = text[begin : place(step, language)[0]]
    number = str(step.item)
    wrong = label.replace(f"{number})", f"{int(number) + 40})", 1)
    if wrong == label:
        pytest.skip("items are not numbered «5)» here")
    after = read(edited(text, [(begin, place(step, language)[0], wrong)]))
    scenario = scenario_of(after, service, name)
    assert [(s.id, s.action) for s in scenario.steps] == [(s.id, s.action) for s in before.steps]
    assert edges_of(scenario) == edges_of(before)
    assert fresh(original(path).spec, after).keys() & {"RG213", "RG219"}


@every_scenario
def test_process_renumbered(path, service, name, language):
    """A process with the number of another is told apart by a letter, and the flow stays."""
    text, before = start(path, service, name)
    step = next(s for s in before.steps if s.kind == "process" and s.number and s.number > 2)
    begin, _ = whole_line(text, *place(step, language))
    label = text[begin : place(step, language)[0]]
    head, found, tail = label.rpartition(str(step.number))
    if not found:
        pytest.skip("the number is not printed")
    after = read(edited(text, [(begin, place(step, language)[0], f"{head}2{tail}")]))
    scenario = scenario_of(after, service, name)
    renamed = {f"P{step.number}": "P2b"}
    assert [s.id for s in scenario.steps] == [renamed.get(s.id, s.id) for s in before.steps]
    assert edges_of(scenario) == {(renamed.get(a, a), renamed.get(b, b), when) for a, b, when in edges_of(before)}
    assert codes(after.findings)["RG210"] == codes(original(path).spec.findings)["RG210"] + 1
