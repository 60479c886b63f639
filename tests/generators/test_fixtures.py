"""The fixtures: valid by their schema, complete, and replayed by the generated tests in a process of their own."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings

from generators import fixtures, python
from generators.edgecoverage import coverage
from generators.flow import covering, flow, paths
from generators.limits import GOOD, LIMITS
from spec.model import Spec, StepOutcome, Texts, texts
from tests.building import a_deadline, a_scenario, a_service, a_spec, a_step
from tests.generators.invented import PACKAGE, scenarios, specs, write
from tests.generators.test_python import turned_away

VOCABULARY = Path(__file__).parents[2] / "spec" / "words" / "en" / "vocabulary.toml"


def files(spec: Spec, language: str = "ru") -> dict[str, bytes]:
    return fixtures.generate(spec, spec.services[0], language)


def read(spec: Spec, scenario: str) -> dict:
    return json.loads(files(spec)[f"tests/fixtures/{scenario}.json"])


def checked(**facts):
    steps = [
        a_step("R", "register_on_portal", only_if=texts("kk", "тіркелмегендер үшін")),
        a_step("C1", "verify_certificate", performer="portal", checks=("expired", "revoked")),
        a_step("P1", "refuse_signature", performer="portal", deadlines=(a_deadline(10, "second", min=5),)),
        a_step("P2", "deliver_result", deadlines=(a_deadline(3, "day", "working"),)),
    ]
    edges = [("R", "C1", None), ("C1", "P1", "failed"), ("C1", "P2", "passed")]
    return a_scenario(steps, edges, {"P1": "refused", "P2": "issued"}, **facts)


def test_a_path_says_what_is_answered_done_met_and_how_it_ends():
    paths = {path["id"]: path for path in read(a_spec(a_service(checked())), "portal")["paths"]}
    assert list(paths) == [
        "refused-refuse_signature",
        "issued-deliver_result",
        "refused-refuse_signature-2",
        "issued-deliver_result-2",
    ]
    refused = paths["refused-refuse_signature"]
    assert refused["needs"] == ["register_on_portal"]
    assert refused["answers"] == {"verify_certificate": False}
    assert [step["step"] for step in refused["steps"]] == [
        "register_on_portal",
        "verify_certificate",
        "refuse_signature",
    ]
    assert refused["steps"][1]["because"] == ["expired", "revoked"]
    assert refused["deadlines"] == [
        {"step": "refuse_signature", "min": 5, "max": 10, "unit": "second", "calendar": None, "for": None}
    ]
    assert refused["ending"] == {"outcome": "refused", "step": "refuse_signature", "stated": True}
    assert paths["issued-deliver_result-2"]["needs"] == []


def test_an_outcome_takes_its_own_deadline():
    outcomes = (StepOutcome("issue", Texts(), (0,)), StepOutcome("refusal", Texts(), (1,)))
    due = (a_deadline(9, for_="issue"), a_deadline(4, for_="refusal"))
    step = a_step("A1", "examine", outcomes=outcomes, deadlines=due)
    found = read(a_spec(a_service(a_scenario([step], [], {"A1": "issued"}))), "portal")["paths"]
    assert [[deadline["max"] for deadline in path["deadlines"]] for path in found] == [[9], [4]]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_path_for_each_end_at_a_step_from_which_other_cases_go_on(language):
    found = read(a_spec(a_service(turned_away(language))), "internal")
    assert {path["id"]: (path["answers"], [step["label"] for step in path["steps"]]) for path in found["paths"]} == {
        "refused-check": ({"check": "refusal"}, ["A1"]),
        "refused-sign_result": ({"check": "acceptance", "examine": "refusal"}, ["A1", "A2", "A3"]),
        "issued-hand_over": ({"check": "acceptance", "examine": "issue"}, ["A1", "A2", "A3", "A4"]),
    }
    assert found["untaken"] == []
    assert all(path["covers"] and path["ending"]["stated"] for path in found["paths"])


def test_an_end_that_the_act_does_not_state_is_said_to_be_none():
    found = read(a_spec(a_service(a_scenario([a_step("C1", "verify_payment")], [], {}))), "portal")["paths"]
    assert {path["ending"]["stated"] for path in found} == {False}
    assert {path["ending"]["outcome"] for path in found} == {"other"}


def test_more_paths_than_the_limit_are_said_to_be_missing(monkeypatch):
    monkeypatch.setattr(fixtures, "LIMIT", 3)
    found = read(a_spec(a_service(checked())), "portal")
    assert len(found["paths"]) == 3
    assert found["complete"] is False


@given(specs())
@settings(deadline=None, max_examples=20)
def test_fixtures_are_valid_by_their_schema(spec):
    schema = json.loads(fixtures.schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    for path, data in files(spec).items():
        if path.startswith("tests/fixtures/") and "schema" not in path:
            jsonschema.validate(json.loads(data), schema)


def test_the_schema_refuses_what_is_no_fixture():
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"format": "reglament-fixtures/2"}, json.loads(fixtures.schema()))


@given(scenarios())
def test_the_covering_paths_take_every_turn_and_none_is_needless(scenario):
    found, _ = paths(flow(scenario), 500)
    chosen = [found[index].turns() for index in covering(found)]
    everything = frozenset().union(*(way.turns() for way in found))
    assert frozenset().union(*chosen) == everything
    for index in range(len(chosen)):
        assert frozenset().union(*chosen[:index], *chosen[index + 1 :]) != everything


def test_the_generated_tests_pass_alone_and_fail_when_the_code_is_wrong(tmp_path):
    spec = a_spec(a_service(checked(), checked(id="psc", channel="psc")))
    for act in ("one", "two"):
        write(python.generate(spec, spec.services[0], "kk") | files(spec, "kk"), tmp_path / act)
    assert "30 passed" in run(tmp_path / "one" / "tests")
    # two acts may have services of one name
    assert "60 passed" in run(tmp_path)
    module = tmp_path / "two" / "workflow" / PACKAGE / "portal.py"
    module.write_text(module.read_text("utf-8").replace("if not engine", "if engine"), "utf-8")
    assert "14 failed" in run(tmp_path)


def run(folder: Path) -> str:
    """The output of pytest on a folder outside the repository, without anything of ours on the path."""
    command = [sys.executable, "-P", "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(folder), "."]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "PYTHONPATH"))}
    environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True).stdout.decode()


def test_each_check_at_its_limits_as_the_condition_names_them():
    found = read(a_spec(a_service(checked())), "portal")["limits"]
    assert {limit["check"] for limit in found} == {"expired", "revoked"}
    assert {(limit["id"], limit["answer"]) for limit in found} == {
        ("verify_certificate: expired, expired a minute ago", False),
        ("verify_certificate: expired, in its last minute", True),
        ("verify_certificate: expired, valid in a minute", False),
        ("verify_certificate: expired, in its first minute", True),
        ("verify_certificate: revoked, revoked", False),
        ("verify_certificate: revoked, revoked later", True),
    }
    for limit in found:
        assert limit["path"].startswith("issued" if limit["answer"] else "refused")
        assert limit["facts"].keys() == {"now", "valid_until", "valid_from", "revoked"}


def test_every_named_check_has_limits_that_fail_it_and_facts_that_pass():
    checks = set(tomllib.loads(VOCABULARY.read_text("utf-8"))["check"])
    assert checks == set(LIMITS) == set(GOOD)
    assert all(any(not answer for _, answer, _ in cases) for cases in LIMITS.values())
    assert all(facts.keys() <= GOOD[check].keys() for check, cases in LIMITS.items() for _, _, facts in cases)


def test_deadlines_are_met_on_the_last_minute_and_missed_by_one():
    found = read(a_spec(a_service(checked())), "portal")["lateness"]
    assert [(limit["step"], limit["late_by"], limit["overdue"]) for limit in found] == [
        ("refuse_signature", 0, False),
        ("refuse_signature", 1, True),
        ("deliver_result", 0, False),
        ("deliver_result", 1, True),
    ]


@pytest.mark.parametrize(
    ("language", "total"), [("kk", "{} ішінен {};"), ("ru", "{1} из {0};"), ("en", "{1} of {0} edges")]
)
def test_the_coverage_table_shows_every_edge(language, total):
    table = files(a_spec(a_service(checked())), language)["tests/coverage.md"].decode()
    rows = [line for line in table.splitlines() if line.startswith("| ")][2:]
    assert total.format(len(rows), len(rows)) in table
    assert "| verify_certificate | ✗ | refuse_signature | 2 | refused-refuse_signature |" in rows


def test_the_coverage_picture_counts_the_paths_on_each_edge():
    text = files(a_spec(a_service(checked())))["tests/coverage.md"].decode()
    picture = text[text.index("```mermaid\n") : text.index("\n```\n")].splitlines()
    rows = [line for line in text.splitlines() if line.startswith("| ")][2:]
    arrows = [line for line in picture if "==>" in line]
    assert len(arrows) == len(rows) > 3
    assert [line.split('"')[1].split()[-1] for line in arrows] == [row.split(" | ")[-2].strip() for row in rows]
    check = next(line for line in picture if "verify_certificate" in line).split("{")[0].strip()
    assert sum(line.strip().startswith(f"{check} ") for line in arrows) == 2
    assert not any("-.->" in line for line in picture)


def test_an_edge_that_no_path_takes_is_dotted():
    edges = (fixtures.Turn("ask", "pay", True, False), fixtures.Turn("ask", None, False, False))
    head = ("reglament-fixtures/1", "0", "0", "act", "service", "portal", "portal")
    shown = coverage([fixtures.Fixture(*head, False, edges, (0, 1), (), (), ())], "en").decode()
    assert 'n1 -.->|"#10003; 0"| n2' in shown
    assert 'n1 -.->|"#10007; 0"| end2' in shown


def test_a_key_does_not_break_out_of_the_table():
    steps = [a_step("P1", key="a|b<i>`\n# x")]
    table = files(a_spec(a_service(a_scenario(steps, [], {}))))["tests/coverage.md"].decode()
    assert [line for line in table.splitlines() if line.startswith("# ")][1:] == []
    assert "a\\|b&lt;i>'" in table
    assert sum(line.startswith("```") for line in table.splitlines()) == 2
