"""The same acts give the same bytes, wherever, whenever and under whatever locale they are built."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
CORPUS = REPOSITORY / "corpus"
PLACES = (
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC", "COLUMNS": "40", "TERM": "dumb"},
    {"PYTHONHASHSEED": "4242", "LC_ALL": "kk_KZ.UTF-8", "LANG": "ru_RU.UTF-8", "TZ": "Asia/Almaty", "NO_COLOR": "1"},
)


def build(folder: Path, environment: dict[str, str]) -> dict[str, bytes]:
    """The files of the corpus, built in a process of its own that works in `folder`."""
    folder.mkdir()
    command = [sys.executable, "-m", "reglament", "build", str(CORPUS), "-o", "out", "-q"]
    known = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    subprocess.run(command, cwd=folder, env=known | environment | {"PYTHONPATH": str(REPOSITORY)}, check=True)
    out = folder / "out"
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], ...]:
    """The corpus, built in two places."""
    folder = tmp_path_factory.mktemp("builds")
    names = ("one", "другое место")
    return tuple(build(folder / name, place) for name, place in zip(names, PLACES, strict=True))


def test_the_bytes_are_the_same(built: tuple[dict[str, bytes], ...]) -> None:
    one, other = built
    assert len(one) > 10
    assert one == other


def test_no_file_knows_where_it_was_built(built: tuple[dict[str, bytes], ...]) -> None:
    for place in (str(REPOSITORY), "другое место", sys.prefix):
        assert [name for name, data in built[1].items() if place.encode() in data] == []


def test_the_readme_shows_what_is_built(built: tuple[dict[str, bytes], ...]) -> None:
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    shown = re.findall(r"\]\(output/([^)]+)\)", readme)
    assert shown
    assert set(shown) <= set(built[0])


def test_the_committed_output_is_current(built: tuple[dict[str, bytes], ...]) -> None:
    """`make run` makes it current again."""
    output = REPOSITORY / "output"
    committed = {
        path.relative_to(output).as_posix(): path.read_bytes().replace(b"\r\n", b"\n")
        for path in output.rglob("*")
        if path.is_file() and path.suffix != ".png" and "__pycache__" not in path.parts
    }
    assert sorted(committed) == sorted(built[0])
    assert [name for name, data in built[0].items() if committed[name] != data.replace(b"\r\n", b"\n")] == []
