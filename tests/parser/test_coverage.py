"""The ledger: what is used, set aside or not understood, by changes whose effect is known."""

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from msgspec.structs import replace

from parser.coverage import ANNEX_REASONS, Ledger, ledger
from parser.languages.lexicon import lexicon
from parser.parse import ParsedAct, parse
from parser.sheet import PARTS
from spec.words import LANGUAGES, say

CORPUS = Path(__file__).parents[2] / "corpus"
ACTS = ["tour-operator-licence/kk.txt", "tree-felling-permit/ru.txt"]
STRANGE = {
    "kk": "Ерекше жағдайда көктемгі жаңбыр бақтағы гүлдерді суарады",
    "ru": "В особом случае весенний дождь поливает садовые цветы",
}
CONTROL = {
    "kk": "Осы қаулының орындалуын бақылау орынбасарға жүктелсін",
    "ru": "Контроль за исполнением настоящего постановления возложить на заместителя",
}


def parsed(text: str) -> ParsedAct:
    return parse([("act.txt", text.encode())]).acts[0]


def written(act: ParsedAct) -> Ledger:
    return ledger(act.spec, act.texts)


def letters(text: str) -> int:
    return sum(map(str.isalnum, text))


@pytest.fixture(params=ACTS)
def text(request: pytest.FixtureRequest) -> str:
    return (CORPUS / request.param).read_text("utf-8")


def language(act: ParsedAct) -> str:
    return act.spec.sources[0].languages[0]


def by(found: Ledger, act: ParsedAct, name: str) -> str:
    return " ".join(
        act.texts[each.source][each.start : each.end] for each in found.sources[0].entries if each.by == name
    )


def test_every_letter_is_counted_once(text: str) -> None:
    act = parsed(text)
    found = written(act)
    entries = found.sources[0].entries
    assert all(before.end <= after.start for before, after in zip(entries, entries[1:], strict=False))
    assert found.whole.total == letters(act.texts["s1"])
    assert found.operative.total == sum(letters(act.texts["s1"][e.start : e.end]) for e in entries if e.operative)
    assert found.operative.unknown <= found.whole.unknown


def test_steps_and_terms_are_used_and_signatures_are_not(text: str) -> None:
    act = parsed(text)
    found = written(act)
    used = {at for each in found.sources[0].entries if each.by == "step" for at in range(each.start, each.end)}
    steps = [step for service in act.spec.services for scenario in service.scenarios for step in scenario.steps]
    places = [place for step in steps for spans in step.source.values() for place in spans]
    stated = {at for place in places for at in range(place.start, place.end) if act.texts["s1"][at].isalnum()}
    assert stated
    assert stated <= used
    assert by(found, act, "signature")
    assert by(found, act, "heading")


def test_a_clause_that_nothing_reads_is_not_understood(text: str) -> None:
    act = parsed(text)
    strange = STRANGE[language(act)]
    line = next(line for line in text.split("\n") if line.lstrip().startswith("2. "))
    changed = parsed(text.replace(line, f"{line}\n      {strange}.", 1))
    before, after = written(act).operative, written(changed).operative
    assert after.unknown - before.unknown == letters(strange)
    assert (after.used, after.set_aside) == (before.used, before.set_aside)


def test_a_clause_on_control_is_set_aside_for_that(text: str) -> None:
    act = parsed(text)
    control = CONTROL[language(act)]
    line = next(line for line in text.split("\n") if line.lstrip().startswith("2. "))
    changed = parsed(text.replace(line, f"      2. {control}.", 1))
    assert control in by(written(changed), changed, "control")


def test_a_table_that_the_spec_lacks_is_not_used(text: str) -> None:
    act = parsed(text)
    services = tuple(
        replace(service, scenarios=tuple(replace(scenario, table=None) for scenario in service.scenarios))
        for service in act.spec.services
    )
    tables = [scenario.table for service in act.spec.services for scenario in service.scenarios if scenario.table]
    if not tables:
        pytest.skip("this act has no table")
    lacking = ledger(replace(act.spec, services=services), act.texts)
    assert by(written(act), act, "table")
    assert not by(lacking, act, "table")
    assert lacking.operative.unknown > written(act).operative.unknown


def test_no_spec_no_use(text: str) -> None:
    act = parsed(text)
    empty = ledger(replace(act.spec, services=()), act.texts)
    assert not by(empty, act, "step")
    assert empty.operative.share < 0.5 < written(act).operative.share


def test_two_texts_add_up() -> None:
    pair = [(name, (CORPUS / "tour-operator-licence" / name).read_bytes()) for name in ("kk.txt", "ru.txt")]
    act = parse(pair).acts[0]
    found = written(act)
    assert [each.source for each in found.sources] == ["s1", "s2"]
    assert found.whole.total == sum(each.whole.total for each in found.sources) > 0


def test_every_part_and_reason_has_words() -> None:
    reasons = {"numbering", "heading", "signature", "stamp", "note", "basis", *lexicon("ru")["ledger"]}
    reasons |= {reason for reason in ANNEX_REASONS.values() if reason}
    assert lexicon("ru")["ledger"].keys() == lexicon("kk")["ledger"].keys()
    for language_ in LANGUAGES:
        table = tomllib.loads(files("spec.words").joinpath(language_, "coverage.toml").read_text("utf-8"))
        assert set(table["used"]) == PARTS
        assert set(table["set_aside"]) == reasons
        assert say("coverage", "status.unknown", language_)
