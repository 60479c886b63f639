"""`reglament diff` and `compare` as they are called: what is read, the formats, the exit codes, the allow-list."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
from click.testing import Result
from msgspec.structs import replace

from reglament.commands.diff import FORMATS
from spec.codec import decode, encode
from spec.model import Deadline, Spec, Texts, Where
from spec.patch import apply
from spec.rules import finding
from spec.substance import substance
from tests.reglament.conftest import small_spec

Run = Callable[..., Result]
HOSTILE = "</script><b>|`*_[x](y)\n::error::%0A\x1b[31m{{ x }} & \"'"


def slower() -> Spec:
    """The small act with a longer deadline, a check fewer system, and other words."""
    old = small_spec()
    service = old.services[0]
    scenario = service.scenarios[0]
    first, check, *rest = scenario.steps
    deadlines = tuple(replace(deadline, max=60.0) for deadline in check.deadlines)
    check = replace(check, deadlines=deadlines)
    first = replace(first, texts=Texts("тұтынушының құпиясөзді теруі", "набор потребителем пароля"))
    scenario = replace(scenario, steps=(first, check, *rest))
    return replace(old, services=(replace(service, scenarios=(scenario,)),))


def hostile() -> Spec:
    """The small act with words that try to break out of every format."""
    old = small_spec()
    service = old.services[0]
    scenario = service.scenarios[0]
    first, *rest = scenario.steps
    first = replace(first, texts=Texts(HOSTILE, HOSTILE), performer="portal")
    scenario = replace(scenario, steps=(first, *rest))
    return replace(old, services=(replace(service, scenarios=(scenario,), providers=Texts(HOSTILE, HOSTILE)),))


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """OLD and NEW as spec files, beside the text that both name."""
    monkeypatch.chdir(tmp_path)
    Path("ru.txt").write_text("text", "utf-8")
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_bytes(encode(small_spec()))
    new.write_bytes(encode(slower()))
    return old, new


def test_equals_are_fine(run: Run, places: tuple[Path, Path]) -> None:
    made = run("diff", places[0], places[0])
    assert made.exit_code == 0
    assert "Nothing changes." in made.stdout


def test_a_longer_deadline_breaks_and_is_told(run: Run, places: tuple[Path, Path]) -> None:
    made = run("diff", *places)
    assert made.exit_code == 1
    assert "RD182 breaking · applicant, official · service-1/portal/verify_login (clause 6, item 2)" in made.stdout
    assert "within 10 seconds → within 60 seconds" in made.stdout
    assert "[-ввод-] {+набор+} потребителем пароля" in made.stdout
    assert "[-енгізуі-] {+теруі+}" in made.stdout


@pytest.mark.parametrize(("language", "word"), [("kk", "Бүкіл жол"), ("ru", "Весь путь"), ("en", "The whole way")])
def test_it_speaks_three_languages(run: Run, places: tuple[Path, Path], language: str, word: str) -> None:
    assert word in run("--lang", language, "diff", *places).stdout
    assert word in run("diff", *places, "--lang", language, "--format", "markdown").stdout


@pytest.mark.parametrize("form", FORMATS)
def test_the_exit_code_is_the_same_in_every_format(run: Run, places: tuple[Path, Path], form: str) -> None:
    assert run("diff", *places, "--format", form).exit_code == 1
    assert run("diff", *places, "--format", form, "--fail-on", "never").exit_code == 0
    assert run("diff", *places, "--format", form, "--fail-on", "information").exit_code == 1
    assert run("diff", places[0], places[0], "--format", form, "--fail-on", "information").exit_code == 0


@pytest.mark.parametrize("form", FORMATS)
def test_the_bytes_are_the_same_each_time(run: Run, places: tuple[Path, Path], form: str) -> None:
    first = run("diff", *places, "--format", form).stdout_bytes
    assert first == run("diff", *places, "--format", form).stdout_bytes


def test_json_follows_its_schema_and_makes_new_of_old(run: Run, places: tuple[Path, Path]) -> None:
    import msgspec

    from spec.changes import Change, Edit

    document = json.loads(run("diff", *places, "--format", "json", "--behaviour").stdout)
    schema = json.loads(run("schema", "diff").stdout)
    jsonschema.validate(document, schema)
    assert document["format"] == "reglament-diff/1"
    assert document["counts"] == {"breaking": 1, "warning": 0, "information": 1}
    (act,) = document["acts"]
    assert [change["code"] for change in act["changes"]] == ["RD182", "RD179"]
    assert [flip["new"]["time"]["seconds"] for flip in act["behaviour"]["flips"]] == [60, 60]
    values = {"deadlines": tuple[Deadline, ...], "texts": Texts, "outcomes": tuple}
    edits = []
    for change in act["changes"]:
        for edit in change["edits"]:
            value = msgspec.convert(edit["value"], values[edit["field"]])
            edits.append(replace(msgspec.convert(edit | {"value": None}, Edit), value=value))
    made = apply(small_spec(), [Change("RD182", "breaking", (), {}, None, None, {}, tuple(edits))])
    assert substance(made) == substance(slower())


# What a run of ours may hold: the part of sarif-schema-2.1.0.json that it uses, and nothing beside it.
TEXT = {
    "type": "object",
    "required": ["text"],
    "properties": {"text": {"type": "string"}},
    "additionalProperties": False,
}


def closed(required: list[str], **properties: object) -> dict[str, object]:
    return {"type": "object", "required": required, "properties": properties, "additionalProperties": False}


LEVEL = {"enum": ["none", "note", "warning", "error"]}
RULE = closed(
    ["id"], id={"type": "string"}, name={"type": "string"}, shortDescription=TEXT, fullDescription=TEXT, help=TEXT,
    defaultConfiguration=closed([], level=LEVEL), properties={"type": "object"},
)  # fmt: skip
PLACE = closed(
    [],
    logicalLocations={"type": "array", "items": closed([], fullyQualifiedName={"type": "string"})},
    physicalLocation=closed(
        [],
        artifactLocation=closed([], uri={"type": "string"}),
        region=closed([], startLine={"type": "integer", "minimum": 1}),
    ),
)
RESULT = closed(
    ["message"], ruleId={"type": "string"}, ruleIndex={"type": "integer", "minimum": -1}, level=LEVEL, message=TEXT,
    partialFingerprints={"type": "object", "additionalProperties": {"type": "string"}},
    locations={"type": "array", "items": PLACE},
    suppressions={
        "type": "array",
        "items": closed(
            ["kind"], kind={"enum": ["inSource", "external"]}, status={"enum": ["accepted", "underReview", "rejected"]},
            justification={"type": "string"},
        ),
    },
)  # fmt: skip
RULES = {"type": "array", "items": RULE, "uniqueItems": True}
DRIVER = closed(["name"], name={"type": "string"}, version={"type": "string"}, rules=RULES)
RUN = closed(
    ["tool"],
    tool=closed(["driver"], driver=DRIVER),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results={"type": "array", "items": RESULT},
    invocations={
        "type": "array",
        "items": closed(
            ["executionSuccessful"], executionSuccessful={"type": "boolean"},
            toolExecutionNotifications={"type": "array", "items": closed(["message"], level=LEVEL, message=TEXT)},
        ),
    },
)  # fmt: skip
SARIF = closed(
    ["version", "runs"],
    **{"$schema": {"type": "string"}},
    version={"const": "2.1.0"},
    runs={"type": "array", "items": RUN},
)


def test_sarif_is_valid(run: Run, places: tuple[Path, Path]) -> None:
    document = json.loads(run("diff", *places, "--format", "sarif").stdout)
    jsonschema.validate(document, SARIF)
    whole = os.environ.get("REGLAMENT_SARIF_SCHEMA")
    if whole:
        jsonschema.validate(document, json.loads(Path(whole).read_bytes()))
    (one,) = document["runs"]
    rules = one["tool"]["driver"]["rules"]
    for result in one["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    first = one["results"][0]
    assert (first["ruleId"], first["level"]) == ("RD182", "error")
    place = first["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("ru.txt", 4)


def test_junit_counts_what_fails(run: Run, places: tuple[Path, Path]) -> None:
    suites = ElementTree.fromstring(run("diff", *places, "--format", "junit").stdout)
    (suite,) = suites
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    assert [case.find("failure") is not None for case in suite] == [True, False]
    quiet = ElementTree.fromstring(run("diff", places[0], places[0], "--format", "junit").stdout)
    assert [suite.get("failures") for suite in quiet] == ["0"]


def test_github_annotations_name_file_and_line(run: Run, places: tuple[Path, Path]) -> None:
    lines = run("diff", *places, "--format", "github").stdout.splitlines()
    assert lines[0].startswith("::error file=ru.txt,line=4,title=RD182 Deadline longer::service-1/portal/verify_login")
    assert lines[1].startswith("::notice file=ru.txt,line=3,")


def test_a_spec_is_named_where_its_text_is_not_here(run: Run, places: tuple[Path, Path]) -> None:
    Path("ru.txt").unlink()
    (first, *_) = run("diff", "old.json", "new.json", "--format", "github").stdout.splitlines()
    assert first.startswith("::error file=new.json,title=RD182 Deadline longer::service-1/portal/verify_login")
    (issue, *_) = json.loads(run("diff", "old.json", "new.json", "--format", "gitlab").stdout)
    assert issue["location"] == {"path": "new.json", "lines": {"begin": 1}}
    (result, *_) = json.loads(run("diff", "old.json", "new.json", "--format", "sarif").stdout)["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"] == {"artifactLocation": {"uri": "new.json"}}


def test_gitlab_issues_have_what_gitlab_asks_for(run: Run, places: tuple[Path, Path]) -> None:
    issues = json.loads(run("diff", *places, "--format", "gitlab").stdout)
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["location"]["lines"]["begin"] >= 1
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


def test_a_fingerprint_outlives_the_language_of_the_words(run: Run, places: tuple[Path, Path]) -> None:
    made = [
        json.loads(run("diff", *places, "--format", "gitlab", "--lang", each).stdout) for each in ("kk", "ru", "en")
    ]
    assert len({tuple(issue["fingerprint"] for issue in issues) for issues in made}) == 1


def test_html_marks_the_steps_in_both_diagrams(run: Run, places: tuple[Path, Path], tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert run("diff", *places, "--format", "html", "-o", page, "--lang", "ru").exit_code == 1
    text = page.read_text("utf-8")
    assert text.count("<svg") == 2
    assert text.count('class="mark changed"') == 2
    assert "<ins>набор</ins>" in text
    assert 'id="old-service-1-portal-step-verify_login"' in text
    ids = [part.split('"')[0] for part in text.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_no_format_lets_the_words_of_an_act_break_out(run: Run, places: tuple[Path, Path], tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_bytes(encode(hostile()))
    page = run("diff", places[0], bad, "--format", "html").stdout
    assert "</script>" not in page
    assert "<b>|" not in page
    text = run("diff", places[0], bad).stdout
    assert "\x1b" not in text
    table = run("diff", places[0], bad, "--format", "markdown").stdout
    rows = [line for line in table.splitlines() if line.startswith("| RD")]
    assert rows
    for line in rows:
        assert line.replace("\\|", "").count("|") == 6
        assert "</script>" not in line
    lines = run("diff", places[0], bad, "--format", "github").stdout.splitlines()
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)
    assert ElementTree.fromstring(run("diff", places[0], bad, "--format", "junit").stdout) is not None
    jsonschema.validate(json.loads(run("diff", places[0], bad, "--format", "sarif").stdout), SARIF)


ALLOW = """
[[diff.allow]]
code = "RD182"
place = "{place}"
reason = "agreed with the ministry"
owner = "legal"
expires = {expires}
"""


def allowed(folder: Path, place: str, expires: str = "2030-01-01", more: str = "") -> Path:
    path = folder / "reglament.toml"
    path.write_text(ALLOW.format(place=place, expires=expires) + more, "utf-8")
    return path


@pytest.mark.parametrize("place", ["service-1/portal/verify_login", "service-1/*", "*/verify_login"])
def test_an_allowed_change_does_not_fail(run: Run, places: tuple[Path, Path], tmp_path: Path, place: str) -> None:
    settings = allowed(tmp_path, place)
    made = run("diff", *places, "--config", settings, "--today", "2026-11-22")
    assert made.exit_code == 0
    assert "allowed until 2030-01-01 by legal: agreed with the ministry" in made.stdout
    (result, _) = json.loads(run("diff", *places, "--config", settings, "--format", "sarif").stdout)["runs"][0][
        "results"
    ]
    assert result["suppressions"][0]["justification"].endswith("agreed with the ministry")


def test_an_entry_for_another_place_is_stale(run: Run, places: tuple[Path, Path], tmp_path: Path) -> None:
    made = run("diff", *places, "--config", allowed(tmp_path, "service-1/portal/pay"), "--today", "2026-11-22")
    assert made.exit_code == 1
    assert "allows RD182 at service-1/portal/pay, but nothing like it changes" in made.stdout


def test_an_expired_entry_allows_nothing(run: Run, places: tuple[Path, Path], tmp_path: Path) -> None:
    settings = allowed(tmp_path, "*", "2026-11-22")
    assert run("diff", *places, "--config", settings, "--today", "2026-11-22").exit_code == 0
    made = run("diff", *places, "--config", settings, "--today", "2026-11-23")
    assert made.exit_code == 1
    assert "only until 2026-11-22 (owner: legal)" in made.stdout


def test_settings_weigh_and_decide_what_fails(run: Run, places: tuple[Path, Path], tmp_path: Path) -> None:
    path = tmp_path / "reglament.toml"
    path.write_text('[diff]\nfail_on = "breaking"\n[diff.severity]\nRD182 = "warning"\n', "utf-8")
    made = run("diff", *places, "--config", path)
    assert made.exit_code == 0
    assert "RD182 warning" in made.stdout
    path.write_text('[diff]\nfail_on = "information"\n', "utf-8")
    assert run("diff", places[0], places[1], "--config", path).exit_code == 1


@pytest.mark.parametrize(
    "text",
    ['[diff.severity]\nRD999 = "warning"\n', '[diff.severity]\nRD182 = "loud"\n', '[[diff.allow]]\ncode = "RD182"\n'],
)
def test_a_setting_that_is_not_understood_is_refused(
    run: Run, places: tuple[Path, Path], tmp_path: Path, text: str
) -> None:
    path = tmp_path / "reglament.toml"
    path.write_text(text, "utf-8")
    assert run("diff", *places, "--config", path).exit_code == 2


def test_acts_of_folders_meet_by_id(run: Run, tmp_path: Path) -> None:
    for side, specs in (("old", ("a", "b")), ("new", ("b", "c"))):
        for name in specs:
            place = tmp_path / side / f"act-{name}" / "spec.json"
            place.parent.mkdir(parents=True)
            place.write_bytes(encode(small_spec(f"act-{name}")))
    made = run("diff", tmp_path / "old", tmp_path / "new", "--format", "json")
    assert made.exit_code == 1
    found = {act["act"]: [change["code"] for change in act["changes"]] for act in json.loads(made.stdout)["acts"]}
    assert found == {"act-a": ["RD101"], "act-b": [], "act-c": ["RD100"]}


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def test_a_revision_is_read_from_git(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "out" / "act" / "spec.json"
    place.parent.mkdir(parents=True)
    place.write_bytes(encode(small_spec()))
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "one")
    place.write_bytes(encode(slower()))
    monkeypatch.chdir(tmp_path)
    assert "RD182" in run("diff", "git:HEAD:out", "out").stdout
    assert "RD183" in run("diff", "out", "git:HEAD:out/act/spec.json").stdout
    assert run("diff", "git:HEAD:out", "git:HEAD:out/act").exit_code == 0
    assert run("diff", "git:nowhere:out", "out").exit_code == 3
    assert run("diff", "git:HEAD:nothing", "out").exit_code == 3
    assert run("diff", "git:--output=x:out", "out").exit_code == 2


def test_what_is_no_spec_and_what_is_not_there(run: Run, places: tuple[Path, Path], tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text('{"format": "reglament-spec/9"}', "utf-8")
    assert run("diff", places[0], bad).exit_code == 4
    assert run("diff", places[0], tmp_path / "none.json").exit_code == 3


def test_two_small_specs_start_fast_and_import_little(places: tuple[Path, Path]) -> None:
    program = (
        "import sys\nfrom reglament.cli import main\n"
        "try:\n    main(['diff', *sys.argv[1:], '-o', '-'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'spacy', 'networkx', 'rich', 'holidays', 'jinja2', 'lxml', 'graphviz', 'regex'} & set(sys.modules)\n"
        "print('heavy', sorted(heavy))"
    )
    made = subprocess.run(
        [sys.executable, "-c", program, *map(str, places)], capture_output=True, text=True, check=True
    )
    assert made.stdout.splitlines()[-1] == "heavy []"


def test_a_side_may_come_from_standard_input(run: Run, places: tuple[Path, Path]) -> None:
    made = run("diff", places[0], "-", input=places[1].read_bytes())
    assert made.exit_code == 1
    assert "RD182" in made.stdout


def test_rules_lists_the_classes_of_changes(run: Run) -> None:
    made = run("rules", "--diff")
    assert made.exit_code == 0
    assert "RD182" in made.stdout
    assert "Deadline longer" in made.stdout
    assert "may have to wait" in run("rules", "RD182").stdout
    entries = json.loads(run("rules", "--diff", "--format", "json").stdout)["rules"]
    assert {entry["code"]: entry["mirror"] for entry in entries}["RD182"] == "RD183"


def test_the_two_texts_of_an_act_side_by_side(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "act.json"
    place.write_bytes(encode(small_spec()))
    made = run("compare", place, "--all")
    assert made.exit_code == 0
    assert "ввод потребителем пароля" in made.stdout
    assert "тұтынушының құпиясөзді енгізуі" in made.stdout
    one = replace(small_spec(), sources=small_spec().sources[:1])
    place.write_bytes(encode(one))
    assert run("compare", place).exit_code == 2


def test_what_differs_beside_the_steps_has_its_place_and_no_empty_table(run: Run, tmp_path: Path) -> None:
    spec = small_spec()
    where = Where(service=spec.services[0].id, language="ru", source="s1", clause="5", item="7", line=4)
    told = finding("RG227", where, term="«ЭЦП»", kk="физические лица", ru="юридические лица")
    place = tmp_path / "act.json"
    place.write_bytes(encode(replace(spec, findings=(told,))))
    lines = run("compare", place).stdout.splitlines()
    assert len([line for line in lines if line.strip()]) == 2, lines
    assert lines[1].startswith("RG227 clause 5, item 7, ru.txt:4: ")


def test_the_spec_that_was_read_is_the_spec_that_was_written() -> None:
    assert decode(encode(slower())) == slower()
