"""Acts against what was written of them by hand, before they were first parsed: the models of corpus/, and those of
tests/cases/acts, which were written by someone who never saw the parser, to find where it breaks (other services, flows,
words, formats, dirt)."""

import json
from pathlib import Path

import pytest

from parser.parse import parse
from spec.model import Deadline, Scenario

REPO = Path(__file__).parents[2]
WHEN = {"no": "failed", "yes": "passed", None: None}
MODELS = sorted(path.parent for path in REPO.glob("corpus/*/expected.json"))
ACTS = [*MODELS, *sorted(path.parent for path in REPO.glob("tests/cases/acts/*/expected.json"))]
UNCERTAIN = {"land"}
"""Acts with a table row that lost more cells than can be placed: the reading says so (RG061), the truth was guessed."""


def test_there_are_eight_model_regulations():
    texts = [path for folder in MODELS for path in folder.iterdir() if path.name != "expected.json"]
    assert len(texts) >= 8


@pytest.fixture(scope="module", params=ACTS, ids=lambda folder: folder.name)
def act(request):
    """(spec, what was expected) of one act, both languages read together."""
    files = [(p.name, p.read_bytes()) for p in sorted(request.param.iterdir()) if p.name != "expected.json"]
    (parsed,) = parse(files).acts
    return parsed.spec, json.loads((request.param / "expected.json").read_text("utf-8"))


def one_of(value, language):
    """The value of a language where it differs, else the value."""
    return value.get(language) if isinstance(value, dict) and set(value) <= {"kk", "ru"} else value


def several(value):
    return [] if value is None else value if isinstance(value, list) else [value]


def bound(deadline):
    """(lower bound of a range, upper bound, unit, calendar)."""
    known = {"min": deadline.min, "max": deadline.max, "unit": deadline.unit, "calendar": deadline.calendar}
    return span(known if isinstance(deadline, Deadline) else deadline)


def span(deadline):
    low = deadline.get("min")
    low = None if low == deadline.get("max") else low
    return (low, deadline.get("max"), deadline.get("unit"), deadline.get("calendar"))


def scenarios(act):
    """(scenario as read, as expected, languages) of every scenario."""
    spec, expected = act
    for service, wanted in zip(spec.services, expected["services"], strict=True):
        read = {scenario.channel: scenario for scenario in service.scenarios}
        assert set(read) == {scenario["channel"] for scenario in wanted["scenarios"]}
        for scenario in wanted["scenarios"]:
            yield read[scenario["channel"]], scenario, expected["languages"]


def test_facts_of_the_act(act):
    spec, expected = act
    wanted = expected["act"]
    assert (spec.act.kind, spec.act.date, spec.act.number) == (wanted["kind"], wanted["date"], wanted["number"])
    for ours, theirs in ((spec.act.registration, wanted["registered"]), (spec.act.repeal, wanted["repealed"])):
        assert (ours.date, ours.number) == (theirs["date"], theirs["number"]) if theirs else ours is None


def test_terms_units_and_survey(act):
    spec, expected = act
    for service, wanted in zip(spec.services, expected["services"], strict=True):
        for language in expected["languages"]:
            assert sum(1 for t in service.terms if t.definition.get(language)) == (
                one_of(wanted["definitions"], language) or 0
            )
            short = {term.abbreviation.get(language) for term in service.terms}
            assert set(one_of(wanted["abbreviations"], language) or {}) <= short
            assert sum(1 for u in service.units if u.names.get(language)) == (one_of(wanted["units"], language) or 0)
        survey = service.survey and {"questions": service.survey.questions, "options": service.survey.options}
        assert survey == wanted["survey"]


def test_steps(act):
    for scenario, wanted, languages in scenarios(act):
        assert [step.id for step in scenario.steps] == [step["id"] for step in wanted["steps"]]
        for language in languages:
            assert scenario.clause.get(language) == one_of(wanted["clause"], language)
        for step, facts in zip(scenario.steps, wanted["steps"], strict=True):
            told = (
                step.kind,
                step.action,
                set(step.systems),
                {bound(d) for d in step.deadlines if d.evidence == "text"},
            )
            assert told == (
                facts["kind"],
                facts["action"],
                set(facts["systems"]),
                {span(deadline) for deadline in several(facts["deadline"])},
            ), f"{scenario.id} {step.id}"
            assert facts["performer"] in (None, step.performer), f"{scenario.id} {step.id}"


def test_flow(act):
    for scenario, wanted, _ in scenarios(act):
        edges = {(edge.from_, edge.to, edge.when) for edge in scenario.edges}
        assert edges == {(a, b, WHEN[when]) for a, b, when in wanted["edges"]}, scenario.id
        ends = {step: {end.outcome for end in found} for step, found in scenario.ends.items()}
        assert ends == {step: set(several(outcome)) for step, outcome in wanted["ends"].items()}, scenario.id


def test_tables(act):
    uncertain = any(finding.code == "RG061" for finding in act[0].findings)
    assert uncertain == (folder_of(act) in UNCERTAIN)
    for scenario, wanted, languages in scenarios(act):
        for language in languages if not uncertain else ():
            table = one_of(wanted["table"], language)
            columns = {column.number: column for column in columns_of(scenario, language)}
            assert set(columns) == {column["n"] for column in (table or {}).get("columns", ())}, (
                f"{scenario.id} {language}"
            )
            for column in (table or {}).get("columns", ()):
                read = columns[column["n"]]
                assert {bound(d) for d in read.deadlines} == {span(d) for d in several(column["deadline"])}
                assert {n.to for n in read.next if n.to} == {n["to"] for n in column["next"] if n["to"]}


def folder_of(act):
    """The folder of an act: the name of its truth."""
    return act[1]["doc"]


def columns_of(scenario: Scenario, language):
    table = (scenario.table or {}).get(language)
    return table.columns if table else ()


def test_results_that_the_sentences_name(act):
    for scenario, wanted, languages in scenarios(act):
        for step, facts in zip(scenario.steps, wanted["steps"], strict=True):
            for language in languages if "result" in facts else ():
                assert step.result
                assert step.result.get(language) == facts["result"][language], f"{scenario.id} {step.id}"
