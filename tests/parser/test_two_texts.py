"""One act in two languages: an edit of one text is a difference, and is found as such."""

from functools import cache
from pathlib import Path

import pytest

from parser.parse import ParsedAct, parse
from tests.mutants import codes, edges_of, edited, fresh, place, scenario_of, whole_line
from tests.seeds import FOLDER

REPO = Path(__file__).parents[2]
PAIRS = [(kk, kk.with_name(f"ru{kk.suffix}")) for kk in sorted(REPO.glob("corpus/*/kk.txt"))]
ACTS = [*PAIRS, *((path,) for path in sorted(FOLDER.glob("000_*.txt")))]
LANGUAGES = ("kk", "ru")


@cache
def original(paths) -> ParsedAct:
    (act,) = parse([(path.name, path.read_bytes()) for path in paths]).acts
    return act


def again(paths, language, change):
    """The act with one text changed: `change(text)` is made in the source that holds `language`."""
    act = original(paths)
    source = next(s for s in act.spec.sources if language in s.languages)
    files = [(path.name, path.read_bytes()) for path in paths]
    position = [s.id for s in act.spec.sources].index(source.id)
    files[position] = (files[position][0], change(act.texts[source.id]).encode())
    (after,) = parse(files).acts
    return after.spec


each_text = pytest.mark.parametrize(
    ("paths", "language"),
    [
        pytest.param(paths, language, id=f"{paths[0].parent.name}-{language}")
        for paths in ACTS
        for language in LANGUAGES
    ],
)


@each_text
def test_both_texts_stand_on_every_step(paths, language):
    spec = original(paths).spec
    for service in spec.services:
        for scenario in service.scenarios:
            assert all(step.texts.get(language) for step in scenario.steps)
    assert codes(spec.findings)["RG280"] == 0


@each_text
def test_a_step_dropped_from_one_text(paths, language):
    before = original(paths).spec
    scenario = before.services[0].scenarios[-1]
    step = next(s for s in scenario.steps if s.action in ("choose_certificate", "fill_form", "sign_request"))
    after = again(paths, language, lambda text: edited(text, [(*whole_line(text, *place(step, language)), "")]))
    changed = scenario_of(after, "service-1", scenario.id)
    assert [s.action for s in changed.steps] == [s.action for s in scenario.steps]
    assert edges_of(changed) == edges_of(scenario)
    assert fresh(before, after)["RG280"] == 1


@each_text
def test_a_refusal_dropped_from_one_text(paths, language):
    before = original(paths).spec
    scenario = before.services[0].scenarios[-1]
    step = next(s for s in scenario.steps if s.action == "refuse_login")
    after = again(paths, language, lambda text: edited(text, [(*whole_line(text, *place(step, language)), "")]))
    assert edges_of(scenario_of(after, "service-1", scenario.id)) == edges_of(scenario)
    assert fresh(before, after)["RG280"] == 1


@each_text
def test_the_texts_of_one_act_have_one_id_in_either_order(paths, language):
    files = [(path.name, path.read_bytes()) for path in paths]
    (turned,) = parse(files[::-1]).acts
    assert turned.spec.act.id == original(paths).spec.act.id
    assert [s.id for s in turned.spec.services] == [s.id for s in original(paths).spec.services]
