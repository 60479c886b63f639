"""`reglament build`: acts in, folders out."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from click.testing import Result

from reglament.build import Pictures
from reglament.failure import ExitCode
from reglament.inputs import ReadAct
from spec.codec import decode
from spec.model import Service, Spec
from tests.acts import CORPUS

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _targets(monkeypatch: pytest.MonkeyPatch) -> None:
    """One target, so that this file tests the driver and not the generators."""

    def targets(spec: Spec, service: Service, language: str, *, pictures: Pictures) -> dict[str, bytes]:
        made = {f"workflow/{one.id}.txt": f"{language} {len(one.steps)}\n".encode() for one in service.scenarios}
        return made | ({"program.txt": pictures.program.encode()} if pictures.program else {})

    monkeypatch.setattr("reglament.build.targets", targets)


@pytest.fixture
def acts(tmp_path: Path, parser: None) -> Path:
    """A folder of two acts."""
    folder = tmp_path / "acts"
    folder.mkdir()
    (folder / "akimat-1.txt").write_text("Первый акт")
    (folder / "akimat-2.txt").write_text("Второй акт")
    return folder


def listed(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_build_writes_a_folder_an_act_and_the_index(run: Run, acts: Path, tmp_path: Path, act: ReadAct) -> None:
    result = run("build", acts, "-o", tmp_path / "out", "--lang", "ru")
    assert result.exit_code == 0, result.stderr
    files = ("findings.md", "service-1/workflow/portal.txt", "spec.json", "text/s1.txt", "text/s2.txt")
    assert listed(tmp_path / "out") == sorted(
        ["index.json", *(f"{name}/{file}" for name in ("akimat-1", "akimat-2") for file in files)]
    )
    built = tmp_path / "out" / "akimat-1"
    assert decode((built / "spec.json").read_bytes()).act.id == "akimat-1"
    assert (built / "text" / "s2.txt").read_bytes() == act.texts["s2"].encode()
    assert (built / "service-1" / "workflow" / "portal.txt").read_text() == "ru 4\n"
    assert (
        (built / "findings.md").read_text("utf-8").startswith("# Первый акт\n\n> **АКТ УТРАТИЛ СИЛУ: 2015-01-02, № 3**")
    )


def test_the_index_tells_what_was_built(run: Run, acts: Path, tmp_path: Path) -> None:
    run("build", acts, "-o", tmp_path / "out")
    index = json.loads((tmp_path / "out" / "index.json").read_bytes())
    jsonschema.validate(index, json.loads(run("schema", "index").stdout))
    first = index["acts"][0]
    assert first["folder"] == "akimat-1"
    assert first["repealed"] == {"date": "2015-01-02", "number": "3"}
    assert first["findings"] == {"error": 1, "warning": 0, "note": 0}
    assert first["services"][0]["scenarios"] == [{"id": "portal", "channel": "portal", "steps": 4}]
    assert sorted(first["files"]) == listed(tmp_path / "out" / "akimat-1")


@pytest.mark.parametrize(("language", "word"), [("kk", "КҮШІ ЖОЙЫЛҒАН"), ("ru", "УТРАТИЛ СИЛУ"), ("en", "REPEALED")])
def test_the_summary_counts_and_says_that_an_act_is_repealed(
    run: Run, acts: Path, tmp_path: Path, language: str, word: str
) -> None:
    result = run("build", acts, "-o", tmp_path / "out", "--lang", language)
    assert result.stdout == ""
    assert result.stderr.count(word) == 2
    counts = [line.split()[-1] for line in result.stderr.splitlines() if line[-1:].isdigit()]
    assert counts[-9:-1] == ["2", "2", "2", "8", "2", "0", "0", "0"]


def test_files_speak_the_language_of_the_project_never_of_the_locale(run: Run, acts: Path, tmp_path: Path) -> None:
    def spoken(*arguments: object) -> str:
        assert run("build", acts, "-o", tmp_path / "out", *arguments, env={"LC_ALL": "kk_KZ.UTF-8"}).exit_code == 0
        return (tmp_path / "out" / "akimat-1" / "service-1" / "workflow" / "portal.txt").read_text().split()[0]

    assert spoken() == "ru"
    (tmp_path / "reglament.toml").write_text('[project]\nlanguage = "en"\n')
    assert spoken("--config", tmp_path / "reglament.toml") == "en"
    assert spoken("--config", tmp_path / "reglament.toml", "--lang", "kk") == "kk"


def test_an_unreadable_file_does_not_stop_the_others(run: Run, acts: Path, tmp_path: Path) -> None:
    (acts / "broken.txt").write_text("")
    result = run("build", acts, "-o", tmp_path / "out")
    assert result.exit_code == ExitCode.UNREADABLE
    assert "broken.txt" in result.stderr
    index = json.loads((tmp_path / "out" / "index.json").read_bytes())
    assert [entry["folder"] for entry in index["acts"]] == ["akimat-1", "akimat-2"]
    assert index["unreadable"] == [{"code": "RG002", "arguments": {"path": "broken.txt"}}]


def test_findings_fail_a_build_only_where_that_is_asked_for(run: Run, acts: Path, tmp_path: Path) -> None:
    assert run("build", acts, "-o", tmp_path / "out", "--fail-on", "error").exit_code == ExitCode.FINDINGS
    assert run("build", acts, "-o", tmp_path / "out", "--fail-on", "never").exit_code == 0


def test_an_act_that_is_gone_is_removed_and_said(run: Run, acts: Path, tmp_path: Path) -> None:
    run("build", acts, "-o", tmp_path / "out")
    (tmp_path / "out" / "akimat-1" / "mine.txt").write_text("mine")
    (acts / "akimat-2.txt").unlink()
    result = run("build", acts, "-o", tmp_path / "out")
    assert "akimat-2" in result.stderr
    assert not (tmp_path / "out" / "akimat-2").exists()
    assert (tmp_path / "out" / "akimat-1" / "mine.txt").read_text() == "mine"


def test_check_tells_what_differs_and_writes_nothing(run: Run, acts: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("build", acts, "-o", out)
    assert run("build", acts, "-o", out, "--check").exit_code == 0
    (out / "akimat-1" / "findings.md").write_text("mine")
    (out / "akimat-2" / "spec.json").unlink()
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    result = run("build", acts, "-o", out, "--check")
    assert result.exit_code == ExitCode.FINDINGS
    assert "edited by hand: akimat-1/findings.md" in result.stderr
    assert "missing: akimat-2/spec.json" in result.stderr
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def test_a_title_cannot_steer_the_terminal_nor_the_report(run: Run, acts: Path, tmp_path: Path) -> None:
    (acts / "akimat-1.txt").write_text("Акт \x1b[2J\u202e [red]<script>alert(1)</script> | `x` [a](b)", "utf-8")
    result = run("build", acts, "-o", tmp_path / "out")
    assert "\x1b" not in result.stderr
    assert "\u202e" not in result.stderr
    assert "[red]<script>" in result.stderr
    title = (tmp_path / "out" / "akimat-1" / "findings.md").read_text("utf-8").splitlines()[0]
    assert title == r"# Акт \\x1b\[2J\\u202e \[red\]\<script\>alert(1)\</script\> \| \`x\` \[a\](b)"


def test_an_output_within_the_input_is_not_read_again(run: Run, acts: Path) -> None:
    for _ in range(2):
        assert run("build", acts, "-o", acts / "out").exit_code == 0
    assert sorted(path.name for path in (acts / "out").iterdir()) == ["akimat-1", "akimat-2", "index.json"]


def test_quiet_says_nothing(run: Run, acts: Path, tmp_path: Path) -> None:
    result = run("build", acts, "-o", tmp_path / "out", "-q")
    assert (result.stdout, result.stderr) == ("", "")


def test_an_interrupted_build_leaves_the_last_one(
    run: Run, acts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    run("build", acts, "-o", out)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}

    def interrupted(*arguments: object, **options: object) -> dict[str, bytes]:
        raise KeyboardInterrupt

    monkeypatch.setattr("reglament.build.targets", interrupted)
    assert run("build", acts, "-o", out).exit_code == ExitCode.INTERRUPTED
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def test_a_file_without_an_act_is_named(run: Run, acts: Path, tmp_path: Path) -> None:
    (acts / "letter.txt").write_text("")
    (acts / "picture.png").write_bytes(b"\x89PNG")
    result = run("build", acts, "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert "No act in them, or one that another file holds: letter.txt" in result.stderr
    assert "picture.png" in result.stderr


def test_an_empty_folder_is_no_act(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = run("build", tmp_path / "empty", "-o", tmp_path / "out")
    assert result.exit_code == ExitCode.UNREADABLE


def test_another_program_draws(run: Run, acts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dot = tmp_path / "tools" / "dot"
    dot.parent.mkdir()
    dot.write_text("#!/bin/sh\n")
    dot.chmod(0o755)
    drawn_by = tmp_path / "out" / "akimat-1" / "service-1" / "program.txt"
    assert run("build", acts, "-o", tmp_path / "out", "--dot", dot).exit_code == 0
    assert drawn_by.read_text() == str(dot)
    monkeypatch.setenv("PATH", str(dot.parent))
    (tmp_path / "reglament.toml").write_text('[project]\ndot = "dot"\n')
    drawn_by.unlink()
    result = run("build", acts, "-o", tmp_path / "out", "--config", tmp_path / "reglament.toml")
    assert result.exit_code == 0, result.stderr
    assert drawn_by.read_text() == str(dot)


@pytest.mark.parametrize(
    ("script", "reason", "language", "says"),
    [
        (
            "#!/bin/sh\ncat > /dev/null\necho 'no plug-in for svg' >&2\nexit 3\n",
            "no plug-in for svg",
            "kk",
            "сурет салмайды",
        ),
        ("#!/bin/sh\ncat > /dev/null\nexit 3\n", "3", "ru", "не рисует"),
        ("#!/bin/sh\nexit 0\n", "-Tsvg: 0 B", "en", "draws no picture"),
        ("#!/no/such/interpreter\n", "No such file or directory", "ru", "не рисует"),
    ],
)
def test_a_program_that_draws_nothing(tmp_path: Path, script: str, reason: str, language: str, says: str) -> None:
    """One message with a documented code, not an error of our own."""
    program = tmp_path / "dot"
    program.write_text(script)
    program.chmod(0o755)
    command = [sys.executable, "-m", "reglament", "build", CORPUS / "address-reference", "-o", tmp_path / "out"]
    done = subprocess.run([*command, "--dot", program, "--lang", language], capture_output=True, text=True, check=False)
    assert done.returncode == ExitCode.CANNOT_WRITE
    assert f"{program} {says}: {reason}" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("language", "words"), [("kk", "nodot бағдарламасы жоқ"), ("ru", "нет программы nodot"), ("en", "no program nodot")]
)
def test_a_program_that_is_not_there(run: Run, acts: Path, tmp_path: Path, language: str, words: str) -> None:
    result = run("build", acts, "-o", tmp_path / "out", "--dot", "nodot", "--lang", language)
    assert result.exit_code == ExitCode.USAGE
    assert words in result.stderr
    assert not (tmp_path / "out").exists()
