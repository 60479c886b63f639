"""Every command explains itself in three languages and ends with a code of the one table."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import jsonschema
import pytest
from click.testing import Result

from reglament.cli import main
from reglament.failure import ExitCode
from reglament.inputs import ReadAct
from reglament.speech import terminal_language
from spec.codec import decode, encode
from spec.words import LANGUAGES

Run = Callable[..., Result]
REPOSITORY = Path(__file__).parents[2]


@pytest.fixture
def spec_file(tmp_path: Path, act: ReadAct) -> Path:
    """A built act: its spec, with its texts beside it."""
    (tmp_path / "text").mkdir()
    for name, text in act.texts.items():
        (tmp_path / "text" / f"{name}.txt").write_bytes(text.encode())
    path = tmp_path / "spec.json"
    path.write_bytes(encode(act.spec))
    return path


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", main.names)
def test_every_command_explains_itself_with_an_example(run: Run, command: str, language: str) -> None:
    page = run(command, "--help", "--lang", language)
    assert page.exit_code == 0
    assert f"reglament {command}" in page.stdout.split("\n\n")[-1]
    for option in main.get_command(click.Context(main), command).params:
        if isinstance(option, click.Option):
            assert option.opts[-1] in page.stdout
    headings = {"kk": "Параметрлер:", "ru": "Параметры:", "en": "Options:"}
    assert headings[language] in page.stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_lists_commands_and_exit_codes(run: Run, language: str) -> None:
    page = run("--lang", language, "--help").stdout
    for command in main.names:
        assert re.search(rf"^  {command} ", page, re.MULTILINE)
    for code in ExitCode:
        assert re.search(rf"^  {code:d} ", page, re.MULTILINE)


def test_the_readme_has_the_same_table_of_exit_codes() -> None:
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    assert re.findall(r"^\| (\d+) \|", readme, re.MULTILINE) == [str(int(code)) for code in ExitCode]


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "kk_KZ.UTF-8"}, "kk"),
        ([], {"LANG": "kk_KZ.UTF-8", "LC_MESSAGES": "ru_RU.UTF-8"}, "ru"),
        ([], {"LANG": "ru_RU.UTF-8", "LC_ALL": "C"}, "en"),
        ([], {"LANG": "ru_RU.UTF-8", "LC_ALL": ""}, "ru"),
        (["parse", "--lang", "kk"], {"LANG": "ru_RU.UTF-8"}, "kk"),
        (["--lang=ru", "parse"], {}, "ru"),
        (["parse", "ru"], {}, "en"),
        (["parse", "--lang"], {}, "en"),
    ],
)
def test_the_language_of_the_terminal(arguments: list[str], environment: dict[str, str], language: str) -> None:
    assert terminal_language(arguments, environment) == language


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["dance"], "dance"),
        (["parse"], "PATH"),
        (["parse", "--colour", "x"], "--colour"),
        (["validate", "x", "--fail-on", "fatal"], "error, warning, note, never"),
        (["generate", "x", "-o", "y", "--target", "cobol"], "python"),
        (["explain", "x"], "PLACE"),
        (["rules", "RG999"], "RG999"),
        (["coverage", "x", "--min", "7"], "7"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mistake_in_the_command_line_is_told_in_words(
    run: Run, arguments: list[str], said: str, language: str
) -> None:
    result = run(*arguments, "--lang", language)
    assert result.exit_code == ExitCode.USAGE
    assert result.stdout == ""
    word = {"kk": "Қате", "ru": "Ошибка", "en": "Error"}[language]
    assert result.stderr.startswith(f"{word}: ")
    assert said in result.stderr


def test_no_arguments_at_all_show_the_page_of_help(run: Run) -> None:
    result = run()
    assert result.exit_code == ExitCode.USAGE
    assert result.stderr == run("--help").stdout


def test_what_is_not_there_cannot_be_read(run: Run, tmp_path: Path) -> None:
    result = run("parse", tmp_path / "no.txt", "--lang", "ru")
    assert result.exit_code == ExitCode.UNREADABLE
    assert "не удаётся прочитать" in result.stderr


def test_a_spec_that_is_none_is_told_with_its_place(run: Run, spec_file: Path) -> None:
    spec_file.write_bytes(spec_file.read_bytes().replace(b'"performer": "portal"', b'"performer": 7', 1))
    result = run("validate", spec_file)
    assert result.exit_code == ExitCode.INVALID_SPEC
    assert "$.services[0].scenarios[0].steps" in result.stderr


def test_what_cannot_be_written_is_told(run: Run, spec_file: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run("schema", "-o", tmp_path / "file" / "schema.json")
    assert result.exit_code == ExitCode.CANNOT_WRITE


def test_an_error_of_ours_is_no_finding(run: Run, spec_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reglament.inputs.read_spec", lambda path: 1 / 0)
    result = run("validate", spec_file)
    assert result.exit_code == ExitCode.BUG
    assert "ZeroDivisionError" in result.stderr


def test_an_interruption_is_told(run: Run, spec_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(path: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("reglament.inputs.read_spec", interrupted)
    assert run("validate", spec_file).exit_code == ExitCode.INTERRUPTED


@pytest.mark.usefixtures("parser")
def test_parse_writes_the_spec_of_standard_input(run: Run, tmp_path: Path) -> None:
    (tmp_path / "akimat-1.txt").write_text("Акт")
    result = run("parse", tmp_path / "akimat-1.txt")
    assert result.exit_code == 0
    assert decode(result.stdout_bytes).act.id == "akimat-1"
    assert result.stdout_bytes == encode(decode(result.stdout_bytes))


@pytest.mark.usefixtures("parser")
def test_parse_wants_a_folder_for_several_acts(run: Run, tmp_path: Path) -> None:
    for name in ("a-1", "a-2"):
        (tmp_path / f"{name}.txt").write_text("Акт")
    assert run("parse", tmp_path).exit_code == ExitCode.USAGE
    assert run("parse", tmp_path, "-o", tmp_path / "specs").exit_code == 0
    assert sorted(path.name for path in (tmp_path / "specs").iterdir()) == ["a-1.json", "a-2.json"]


def test_parse_gives_an_outline_for_people(run: Run, spec_file: Path) -> None:
    text = run("parse", spec_file, "--format", "text", "--lang", "ru").stdout
    assert "АКТ УТРАТИЛ СИЛУ: 2015-01-02, № 3" in text
    assert re.search(r"C1 +условие 1 +Портал .*→P2 \(нет\) →P3 \(да\)", text)
    assert re.search(r"P2 .*\[Отказ\]", text)


def test_validate_lists_findings_and_counts_them_by_severity(run: Run, spec_file: Path) -> None:
    result = run("validate", spec_file, "--lang", "en")
    assert result.exit_code == ExitCode.FINDINGS
    assert "RG203" in result.stdout
    assert "portal, condition 1" in result.stdout
    assert "REPEALED" in result.stderr
    assert run("validate", spec_file, "--fail-on", "never").exit_code == 0


def test_validate_heeds_the_settings(run: Run, spec_file: Path) -> None:
    (spec_file.parent / "soft.toml").write_text('[severity]\nRG203 = "note"\n')
    soft = run("validate", spec_file, "--config", spec_file.parent / "soft.toml", "--format", "json")
    assert {item["code"]: item["severity"] for item in json.loads(soft.stdout)["findings"]}["RG203"] == "note"
    assert soft.exit_code == 0
    (spec_file.parent / "hard.toml").write_text('[project]\nfail_on = "note"\n[severity]\nRG203 = "note"\n')
    assert run("validate", spec_file, "--config", spec_file.parent / "hard.toml").exit_code == ExitCode.FINDINGS


@pytest.mark.parametrize("language", LANGUAGES)
def test_documents_keep_to_their_schemas(run: Run, spec_file: Path, language: str) -> None:
    listing = json.loads(run("validate", spec_file, "--format", "json", "--lang", language).stdout)
    assert listing["language"] == language
    jsonschema.validate(listing, json.loads(run("schema", "findings").stdout))
    jsonschema.validate(json.loads(spec_file.read_bytes()), json.loads(run("schema").stdout))


def test_rules_and_formats_as_json_hold_what_the_text_shows(run: Run) -> None:
    listed = json.loads(run("rules", "--format", "json", "--lang", "kk").stdout)["rules"]
    table = run("rules", "--lang", "kk").stdout
    assert len(listed) > 30
    for rule in listed:
        assert rule["code"] in table
    formats = json.loads(run("formats", "--format", "json").stdout)["formats"]
    assert {".txt", ".md", ".html", ".docx", ".pdf"} <= {suffix for known in formats for suffix in known["suffixes"]}


def test_a_rule_is_explained(run: Run) -> None:
    english, kazakh = (run("rules", "rg203", "--lang", language).stdout for language in ("en", "kk"))
    assert english.startswith("RG203 (error, wrong_diagram_reference): ")
    assert english != kazakh


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_are_clicks_own(run: Run, shell: str) -> None:
    assert "_REGLAMENT_COMPLETE" in run("completion", shell).stdout


def test_completion_completes(run: Run) -> None:
    environment = {
        "_REGLAMENT_COMPLETE": "bash_complete",
        "COMP_WORDS": "reglament validate --fail-on ",
        "COMP_CWORD": "3",
    }
    result = run(env=environment)
    assert {"plain,error", "plain,never"} <= set(result.stdout.split())


def test_coverage_counts_what_the_spec_uses_and_lists_the_rest(run: Run, spec_file: Path, act: ReadAct) -> None:
    result = run("coverage", spec_file, "--format", "json")
    (counted,) = json.loads(result.stdout)["acts"]
    whole = counted["whole"]
    letters = sum(character.isalnum() for text in act.texts.values() for character in text)
    assert whole["used"] + whole["set_aside"] + whole["unknown"] == letters
    steps = [entry for source in counted["sources"] for entry in source["entries"] if entry["by"] == "step"]
    assert len(steps) == 8
    assert run("coverage", spec_file, "--min", "0").exit_code == 0
    share = 1 - whole["unknown"] / letters
    assert run("coverage", spec_file, "--min", min(1, share + 0.01)).exit_code == ExitCode.FINDINGS
    for source in counted["sources"]:
        for entry in source["entries"]:
            words = act.texts[source["source"]][entry["start"] : entry["end"]].split()
            if entry["status"] == "unknown" and words and words[0].isalpha():
                assert words[0] in run("coverage", spec_file).stdout


def test_coverage_needs_the_texts(run: Run, spec_file: Path) -> None:
    for path in (spec_file.parent / "text").iterdir():
        path.unlink()
    assert run("coverage", spec_file).exit_code == ExitCode.UNREADABLE


def test_help_is_quick_and_loads_nothing_heavy() -> None:
    command = [sys.executable, "-X", "importtime", "-m", "reglament", "--help"]
    result = subprocess.run(command, capture_output=True, text=True, check=True, cwd=REPOSITORY)
    loaded = {line.rsplit("|", 1)[-1].strip() for line in result.stderr.splitlines()}
    assert "click" in loaded
    assert not loaded & {
        "spacy",
        "networkx",
        "jinja2",
        "pymorphy3",
        "rich",
        "lxml",
        "pdfplumber",
        "docx",
        "graphviz",
        "msgspec",
    }


def test_a_broken_pipe_is_no_error_of_ours(spec_file: Path) -> None:
    command = f"{sys.executable} -m reglament rules --format json | head -c 1"
    result = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=REPOSITORY, check=False)
    assert result.stdout == "{"
    assert "Traceback" not in result.stderr
