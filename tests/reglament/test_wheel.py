"""The wheel, installed alone into an empty environment, does what the checkout does."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
PACKAGES = ("generators", "parser", "reglament", "runtime", "spec", "templates")
DATA = (".toml", ".json", ".j2", ".xsd", ".ttf", ".txt", ".typed")

LISTING = """
import importlib.metadata, importlib.util, json, pathlib
names = ("generators", "parser", "reglament", "runtime", "spec", "templates")
owner = importlib.metadata.packages_distributions()
roots = {name: str(pathlib.Path(importlib.util.find_spec(name).origin).parent) for name in names}
print(json.dumps({"owner": {name: owner[name] for name in names}, "roots": roots}))
"""


def run(*command: object, **options: object) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "REGLAMENT"))}
    environment["PIP_CONSTRAINT"] = str(REPOSITORY / "constraints.txt")
    result = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
        **options,  # type: ignore[call-overload]
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty environment with the wheel in it, built from a copy of the sources."""
    folder = tmp_path_factory.mktemp("wheel")
    sources = folder / "sources"
    sources.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(REPOSITORY / name, sources)
    for name in PACKAGES:
        shutil.copytree(REPOSITORY / name, sources / name, ignore=shutil.ignore_patterns("__pycache__"))
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
    run(*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, sources)
    (wheel,) = folder.glob("reglament-*.whl")
    venv.create(folder / "env", with_pip=False)
    python = folder / "env" / "bin" / "python"
    run(*pip, "--python", python, "install", "--only-binary", ":all:", wheel)
    return folder / "env"


def test_the_packages_come_from_this_distribution_with_all_their_files(environment: Path, tmp_path: Path) -> None:
    found = json.loads(run(environment / "bin" / "python", "-c", LISTING, cwd=tmp_path).stdout)
    for name in PACKAGES:
        assert found["owner"][name] == ["reglament"]
        installed = Path(found["roots"][name])
        assert environment in installed.parents
        sources = environment.parent / "sources" / name
        for path in sources.rglob("*"):
            if path.is_file() and path.suffix in (".py", *DATA):
                assert (installed / path.relative_to(sources)).read_bytes() == path.read_bytes()


def test_the_version_is_that_of_the_project(environment: Path, tmp_path: Path) -> None:
    version = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert run(environment / "bin" / "reglament", "--version", cwd=tmp_path).stdout == f"reglament {version}\n"


def test_nothing_but_the_stated_dependencies_is_needed(environment: Path, tmp_path: Path) -> None:
    stated = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    code = "import importlib.metadata as m; print(*sorted(d.name.lower() for d in m.distributions()))"
    installed = run(environment / "bin" / "python", "-c", code, cwd=tmp_path).stdout.split()
    assert "pytest" not in installed
    assert {name.lower() for name in stated} <= set(installed)


def test_the_wheel_builds_an_act_as_the_checkout_does(environment: Path, tmp_path: Path) -> None:
    acts = sorted(path for path in (REPOSITORY / "corpus").rglob("*") if path.suffix in (".txt", ".md"))
    assert acts, "the corpus has no act"
    reglament = environment / "bin" / "reglament"
    run(reglament, "build", acts[0], "-o", tmp_path / "wheel", cwd=tmp_path)
    run(sys.executable, "-m", "reglament", "build", acts[0], "-o", tmp_path / "checkout", cwd=REPOSITORY)
    files = [
        {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
        for out in (tmp_path / "wheel", tmp_path / "checkout")
    ]
    assert files[0] == files[1]
    assert {"index.json"} < set(files[0])
    assert json.loads(files[0]["index.json"])["acts"][0]["services"]
