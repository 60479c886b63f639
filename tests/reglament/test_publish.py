"""Folders are written as a whole or not at all, and nobody else's files are touched."""

import os
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from reglament import publish
from reglament.failure import ExitCode, Failure
from reglament.publish import (
    Written,
    WrittenAct,
    differences,
    hashes,
    read_index,
    remove_stale,
    write_file,
    write_folder,
)

FILES = {"spec.json": b"{}\n", "service-1/portal.py": b"pass\n"}


def listed(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def entry(folder: str, files: dict[str, bytes]) -> WrittenAct:
    return WrittenAct(folder, hashes(files))


def index(*entries: WrittenAct) -> Written:
    return Written(publish.FORMAT, entries)


def test_a_folder_holds_what_was_written_and_nothing_beside_it(tmp_path: Path) -> None:
    write_folder(tmp_path / "out", "act", FILES, {})
    assert listed(tmp_path / "out") == ["act/service-1/portal.py", "act/spec.json"]
    assert os.listdir(tmp_path / "out") == ["act"]


def test_a_second_writing_replaces_the_first_and_keeps_foreign_files(tmp_path: Path) -> None:
    write_folder(tmp_path, "act", FILES, {})
    (tmp_path / "act" / "service-1" / "notes.txt").write_text("ours")
    (tmp_path / "act" / "service-1" / "__pycache__").mkdir()
    (tmp_path / "act" / "service-1" / "__pycache__" / "portal.pyc").write_bytes(b"")
    write_folder(tmp_path, "act", {"spec.json": b"new\n"}, hashes(FILES))
    assert listed(tmp_path) == ["act/service-1/notes.txt", "act/spec.json"]
    assert (tmp_path / "act" / "spec.json").read_bytes() == b"new\n"


@pytest.mark.parametrize("moment", ["write_bytes", "rename"])
@pytest.mark.parametrize("blow", [KeyboardInterrupt, MemoryError])
def test_an_interrupted_writing_leaves_the_old_folder_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str, blow: type[BaseException]
) -> None:
    write_folder(tmp_path, "act", FILES, {})
    original: Callable[..., object] = getattr(Path, moment)
    calls = []

    def strike(self: Path, *arguments: object) -> object:
        calls.append(self)
        if len(calls) == 2:
            raise blow
        return original(self, *arguments)

    monkeypatch.setattr(Path, moment, strike)
    with pytest.raises(blow):
        write_folder(tmp_path, "act", {"a": b"1", "b": b"2", "c": b"3"}, hashes(FILES))
    monkeypatch.undo()
    assert os.listdir(tmp_path) == ["act"]
    assert listed(tmp_path / "act") == sorted(FILES)


@pytest.mark.parametrize("moment", [1, 2])
def test_a_killed_writing_is_cleared_away_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    """Killed before the swap, or in the midst of it."""
    write_folder(tmp_path, "act", FILES | {"mine.txt": b"mine"}, {})
    if moment == 2:
        (tmp_path / "act").rename(tmp_path / ".act.abcdefgh.old")
    (tmp_path / ".act.abcdefgh").mkdir()
    (tmp_path / ".act.abcdefgh" / "spec.json").write_bytes(b"half")
    write_folder(tmp_path, "act", FILES, hashes(FILES))
    assert os.listdir(tmp_path) == ["act"]
    assert listed(tmp_path / "act") == sorted([*FILES, "mine.txt"])


def test_what_is_stale_goes_and_what_is_foreign_stays(tmp_path: Path) -> None:
    for name in ("gone", "kept", "mixed"):
        write_folder(tmp_path, name, FILES, {})
    (tmp_path / "mixed" / "mine.txt").write_text("mine")
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign" / "spec.json").write_text("theirs")
    before = index(entry("gone", FILES), entry("kept", FILES), entry("mixed", FILES))
    assert remove_stale(tmp_path, before, {"kept"}) == ("gone", "mixed")
    assert listed(tmp_path) == ["foreign/spec.json", "kept/service-1/portal.py", "kept/spec.json", "mixed/mine.txt"]


@pytest.mark.parametrize("folder", ["..", "../other", "/etc", "a/b", ""])
def test_an_index_cannot_point_outside(tmp_path: Path, folder: str) -> None:
    (tmp_path / "index.json").write_bytes(msgspec.json.encode(index(entry(folder, FILES))))
    with pytest.raises(Failure) as caught:
        read_index(tmp_path)
    assert caught.value.exit_code is ExitCode.CANNOT_WRITE


@pytest.mark.parametrize("name", ["../x", "/tmp/x", "a/../../x", "a\\..\\x"])
def test_a_file_cannot_be_written_outside(tmp_path: Path, name: str) -> None:
    with pytest.raises(Failure):
        write_folder(tmp_path / "out", "act", {name: b"x"}, {})
    assert listed(tmp_path) == []


def test_a_foreign_index_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "index.json").write_text('{"packages": []}')
    with pytest.raises(Failure, match="foreign_index"):
        read_index(tmp_path)


def test_a_file_in_the_way_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "act").write_text("mine")
    with pytest.raises(Failure, match="cannot_write"):
        write_folder(tmp_path, "act", FILES, {})
    assert (tmp_path / "act").read_text() == "mine"


def test_differences_tell_missing_edited_and_orphaned_files_apart(tmp_path: Path) -> None:
    old = FILES | {"old.py": b"old\n"}
    write_folder(tmp_path, "act", old, {})
    assert differences(tmp_path, "act", old, hashes(old)) == {}
    (tmp_path / "act" / "spec.json").write_bytes(b"{}\r\n")
    assert differences(tmp_path, "act", old, hashes(old)) == {}
    (tmp_path / "act" / "spec.json").write_bytes(b"{ }\n")
    new = FILES | {"new.py": b"new\n"}
    assert differences(tmp_path, "act", new, hashes(old)) == {
        "new.py": "missing",
        "spec.json": "edited",
        "old.py": "orphaned",
    }


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.json"
    write_file(path, b"1")
    write_file(path, b"2")
    assert path.read_bytes() == b"2"
    assert listed(tmp_path) == ["a/b.json"]


def test_a_folder_where_a_file_shall_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "spec.json").mkdir()
    with pytest.raises(Failure, match="cannot_write"):
        write_file(tmp_path / "spec.json", b"")


def test_a_device_is_written_to_and_stays_one(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_file(pipe, b"data")
    assert os.read(reader, 10) == b"data"
    os.close(reader)
    assert pipe.is_fifo()
