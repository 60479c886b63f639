"""`watch` looks at content, not at times alone; `migrate` knows its versions and refuses the others."""

import json
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from reglament.watching import changed, look
from spec.codec import SpecError, encode
from spec.migrations import migrate
from spec.model import FORMAT
from tests.reglament.conftest import small_spec

Run = Callable[..., Result]


def test_a_look_tells_what_came_went_and_changed(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (tmp_path / "a.txt").write_text("a", "utf-8")
    (tmp_path / "b.txt").write_text("b", "utf-8")
    before = look([tmp_path], {}, out.resolve())
    assert changed({}, before) == [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    os.utime(tmp_path / "a.txt", (1, 1))
    (out / "made.txt").write_text("made", "utf-8")
    (tmp_path / ".hidden").write_text("x", "utf-8")
    assert changed(before, look([tmp_path], before, out.resolve())) == []
    (tmp_path / "a.txt").write_text("A", "utf-8")
    (tmp_path / "b.txt").unlink()
    (tmp_path / "c.txt").write_text("c", "utf-8")
    after = look([tmp_path], before, out.resolve())
    assert changed(before, after) == [str(tmp_path / name) for name in ("a.txt", "b.txt", "c.txt")]


@pytest.mark.usefixtures("parser")
def test_watch_builds_again_when_a_text_changes(run: Run, tmp_path: Path) -> None:
    acts, out = tmp_path / "acts", tmp_path / "out"
    acts.mkdir()
    (acts / "act-1.txt").write_text("one", "utf-8")

    def edit() -> None:
        index = out / "index.json"
        for _ in range(400):
            if index.exists():
                break
            time.sleep(0.05)
        time.sleep(0.3)
        (acts / "act-2.txt").write_text("two", "utf-8")

    editor = threading.Thread(target=edit)
    editor.start()
    made = run("watch", acts, "-o", out, "--every", "0.05", "--builds", "2")
    editor.join()
    assert made.exit_code == 0
    assert "Changed: " in made.stderr
    assert "act-2.txt" in made.stderr
    index = json.loads((out / "index.json").read_bytes())
    assert sorted(act["id"] for act in index["acts"]) == ["act-1", "act-2"]


def test_watch_needs_something_to_watch(run: Run, tmp_path: Path) -> None:
    assert run("watch", tmp_path / "none", "-o", tmp_path / "out", "--builds", "1").exit_code == 3


def renamed(document: dict[str, Any]) -> dict[str, Any]:
    return {("b" if key == "a" else key): value for key, value in document.items()}


def counted(document: dict[str, Any]) -> dict[str, Any]:
    return document | {"b": document["b"] + 1}


STEPS = {"test/1": ("test/2", renamed), "test/2": ("test/3", counted)}


def test_a_migration_goes_step_by_step() -> None:
    data, versions = migrate(b'{"format": "test/1", "a": 1}', STEPS, "test/3")
    assert json.loads(data) == {"format": "test/3", "b": 2}
    assert versions == ["test/1", "test/2", "test/3"]
    assert migrate(data, STEPS, "test/3")[1] == ["test/3"]


@pytest.mark.parametrize("data", [b'{"format": "test/9"}', b"{}", b"[]", b"no json", b'{"format": 3}'])
def test_an_unknown_version_is_refused(data: bytes) -> None:
    with pytest.raises(SpecError):
        migrate(data, STEPS, "test/3")
    with pytest.raises(SpecError):
        migrate(data)


def test_a_ring_of_migrations_ends() -> None:
    ring = {"test/1": ("test/2", dict), "test/2": ("test/1", dict)}
    with pytest.raises(SpecError):
        migrate(b'{"format": "test/1"}', ring, "test/3")


def test_migrate_leaves_a_present_spec_alone(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "spec.json"
    place.write_bytes(encode(small_spec()))
    before = place.read_bytes()
    made = run("migrate", place)
    assert made.exit_code == 0
    assert FORMAT in made.stderr
    assert place.read_bytes() == before
    assert run("migrate", place, "--check").exit_code == 0
    place.write_text('{"format": "reglament-spec/9"}', "utf-8")
    assert run("migrate", place).exit_code == 4
    place.write_bytes(encode(small_spec()).replace(b'"services"', b'"servants"'))
    assert run("migrate", place).exit_code == 4


def test_migrate_writes_an_older_spec_anew(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from spec import migrations

    monkeypatch.setitem(migrations.MIGRATIONS, "reglament-spec/0", (FORMAT, dict))
    place = tmp_path / "spec.json"
    place.write_bytes(encode(small_spec()).replace(FORMAT.encode(), b"reglament-spec/0"))
    assert run("diff", place, place).exit_code == 4
    assert run("migrate", place, "--check").exit_code == 1
    assert run("migrate", place).exit_code == 0
    assert place.read_bytes() == encode(small_spec())
