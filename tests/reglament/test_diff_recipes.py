"""The action, the hooks and the recipes: what they say is run, as far as a machine without network can."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from reglament.config import load
from spec.codec import encode
from tests.reglament.conftest import small_spec
from tests.reglament.test_diff import git, slower

ROOT = Path(__file__).parents[2]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(name: str, kind: str) -> list[str]:
    """The code blocks of a recipe."""
    text = (ROOT / "docs" / "recipes" / f"{name}.md").read_text("utf-8")
    return [code for language, code in BLOCK.findall(text) if language == kind]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository in which the working tree has a longer deadline than the last commit."""
    place = tmp_path / "acts" / "act" / "spec.json"
    place.parent.mkdir(parents=True)
    place.write_bytes(encode(small_spec()))
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "one")
    place.write_bytes(encode(slower()))
    return tmp_path


def environment(folder: Path, **more: str) -> dict[str, str]:
    """An environment whose `reglament` is the one under test."""
    program = folder / "bin" / "reglament"
    program.parent.mkdir(exist_ok=True)
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m reglament "$@"\n', "utf-8")
    program.chmod(0o755)
    path = os.pathsep.join((str(program.parent), os.environ["PATH"]))
    return {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", **more}


def bash(script: str, folder: Path, **more: str) -> "subprocess.CompletedProcess[str]":
    """Run a script as a runner does: it ends with the first command that fails."""
    shell = shutil.which("bash")
    if shell is None:
        pytest.skip("no bash")
    arguments = [shell, "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(arguments, cwd=folder, env=environment(folder, **more), capture_output=True, text=True)


def action() -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "action.yml").read_text("utf-8")))


def test_the_action_is_composite_and_uses_its_inputs() -> None:
    found = action()
    assert found["runs"]["using"] == "composite"
    text = (ROOT / "action.yml").read_text("utf-8")
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(found["inputs"])
    for step in found["runs"]["steps"]:
        assert step["shell"] == "bash"
        assert "${{" not in step["run"], "an expression in a script lets a branch name run as code"


@pytest.mark.parametrize(("level", "code"), [("", 1), ("never", 0), ("breaking", 1)])
def test_the_action_compares(repository: Path, level: str, code: int) -> None:
    step = action()["runs"]["steps"][1]
    summary, sarif = repository / "summary.md", repository / "law.sarif"
    made = bash(
        step["run"], repository, BASE="HEAD", PATHS="acts", FAIL_ON=level, LANGUAGE="ru", SARIF=str(sarif),
        GITHUB_STEP_SUMMARY=str(summary),
    )  # fmt: skip
    assert made.returncode == code, made.stderr
    assert "::error file=acts/act/spec.json,title=RD182 Срок длиннее::" in made.stdout
    assert "RD182" in summary.read_text("utf-8")
    assert json.loads(sarif.read_bytes())["version"] == "2.1.0"


def test_the_workflow_of_the_recipe_gives_the_action_inputs_that_it_has() -> None:
    (code,) = blocks("github", "yaml")
    steps = yaml.safe_load(code)["jobs"]["diff"]["steps"]
    own = next(step for step in steps if "reglament@" in step["uses"])
    assert set(own["with"]) <= set(action()["inputs"])
    upload = next(step for step in steps if "upload-sarif" in step["uses"])
    assert upload["with"]["sarif_file"] == own["with"]["sarif"]


def test_the_settings_of_the_recipe_are_understood(tmp_path: Path) -> None:
    (code,) = blocks("github", "toml")
    path = tmp_path / "reglament.toml"
    path.write_text(code, "utf-8")
    settings = load(path)
    assert [(entry.code, entry.owner) for entry in settings.diff.allow] == [("RD182", "legal department")]


def test_the_gitlab_job_writes_the_reports_that_it_names(repository: Path) -> None:
    (code,) = blocks("gitlab", "yaml")
    job = yaml.safe_load(code)["law"]
    made = bash("\n".join(job["script"]), repository, BASE="HEAD", ACTS=job["variables"]["ACTS"])
    assert made.returncode == 1, made.stderr
    reports = job["artifacts"]["reports"]
    assert json.loads((repository / reports["codequality"]).read_bytes())[0]["check_name"] == "RD182"
    assert ElementTree.parse(repository / reports["junit"]).getroot().tag == "testsuites"


def hooks() -> list[dict[str, Any]]:
    """The hooks that the recipe asks for, each with what the repository says of it."""
    (code,) = blocks("pre-commit", "yaml")
    known = {hook["id"]: hook for hook in HOOKS}
    return [known[hook["id"]] | hook for repo in yaml.safe_load(code)["repos"] for hook in repo["hooks"]]


def test_the_recipe_shows_every_hook() -> None:
    assert {hook["id"] for hook in hooks()} == {hook["id"] for hook in HOOKS}
    for hook in HOOKS:
        assert {"id", "name", "description", "entry", "language"} <= set(hook)


@pytest.mark.parametrize("hook", hooks(), ids=lambda hook: hook["id"])
def test_a_hook_runs(repository: Path, hook: dict[str, Any]) -> None:
    names = [] if hook.get("pass_filenames") is False else ["acts/act/spec.json"]
    if hook["id"] == "reglament-build-check":
        shutil.copytree(ROOT / "corpus" / "address-reference", repository / "acts" / "model")
        assert bash("reglament build acts -o out --quiet", repository).returncode == 0
    command = shlex.join([*shlex.split(hook["entry"]), *hook.get("args", []), *names])
    made = bash(command, repository)
    assert made.returncode in (0, 1), made.stderr
    assert "Traceback" not in made.stderr
    if hook["id"] == "reglament-diff":
        assert "RD182" in made.stdout
    if hook["id"] in ("reglament-migrate-check", "reglament-build-check"):
        assert made.returncode == 0, made.stderr
    if hook["id"] == "reglament-build-check":
        spec = next((repository / "out").rglob("spec.json"))
        spec.write_text(spec.read_text("utf-8") + " ", "utf-8")
        changed = bash(command, repository)
        assert changed.returncode == 1
        assert "edited by hand" in changed.stderr


@pytest.mark.parametrize("name", ["github", "gitlab", "pre-commit"])
def test_a_recipe_says_what_stands_for_its_owner(name: str) -> None:
    text = (ROOT / "docs" / "recipes" / f"{name}.md").read_text("utf-8")
    assert "OWNER/reglament" in text
    assert re.search(r"Instead of `\S*OWNER` goes", text)


def test_the_commands_of_the_recipes_exist() -> None:
    from reglament.cli import COMMANDS

    for name in ("github", "gitlab", "pre-commit"):
        text = (ROOT / "docs" / "recipes" / f"{name}.md").read_text("utf-8")
        used = set(re.findall(r"reglament (build|diff|watch|validate|migrate|compare)\b", text))
        assert used <= set(COMMANDS)
