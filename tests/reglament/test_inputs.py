"""Files, folders, zips and standard input become the files that the parser reads."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from reglament.config import Config
from reglament.failure import ExitCode, Failure
from reglament.inputs import ReadAct, checked, files_of, read, spec_path
from spec.codec import decode, encode
from tests.acts import ACTS
from tests.acts import act as parsed_act


def zipped(**members: bytes) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)
    return data.getvalue()


def test_a_folder_is_read_in_the_order_of_its_paths(tmp_path: Path) -> None:
    for name in ("б.txt", "a/z.TXT", "a/k.md", ".git/x.txt", "a/.hidden.txt", "picture.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name)
    gathered = files_of(str(tmp_path))
    assert [name for name, _ in gathered.files] == ["a/k.md", "a/z.TXT", "б.txt"]
    assert gathered.skipped == ("picture.png",)


def test_a_zip_is_a_folder_wherever_it_lies(tmp_path: Path) -> None:
    inside = zipped(kk_txt="қаулы".encode(), logo_png=b"")
    (tmp_path / "acts").mkdir()
    (tmp_path / "acts" / "one.zip").write_bytes(inside)
    from_folder = files_of(str(tmp_path / "acts"))
    assert from_folder.files == (("one.zip/kk.txt", "қаулы".encode()),)
    assert from_folder.skipped == ("one.zip/logo.png",)
    assert files_of(str(tmp_path / "acts" / "one.zip")).files == from_folder.files


def test_a_damaged_zip_is_said_and_the_rest_is_read(tmp_path: Path) -> None:
    whole = zipped(kk_txt=b"x" * 5000)
    (tmp_path / "bad.zip").write_bytes(whole[:100] + b"\0" * 50 + whole[150:])
    (tmp_path / "good.txt").write_text("good")
    gathered = files_of(str(tmp_path))
    assert ("good.txt", b"good") in gathered.files
    assert [item.code for item in gathered.unreadable] == ["RG006"]


def test_a_given_file_is_read_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "act.dat").write_text("text")
    assert files_of(str(tmp_path / "act.dat")).files == (("act.dat", b"text"),)


def test_a_path_that_is_not_there_is_a_failure(tmp_path: Path) -> None:
    with pytest.raises(Failure) as caught:
        files_of(str(tmp_path / "nothing.txt"))
    assert caught.value.exit_code is ExitCode.UNREADABLE


def test_a_built_act_is_read_with_its_texts(tmp_path: Path, act: ReadAct) -> None:
    (tmp_path / "spec.json").write_bytes(encode(act.spec))
    (tmp_path / "text").mkdir()
    for name, text in act.texts.items():
        (tmp_path / "text" / f"{name}.txt").write_bytes(text.encode())
    for argument in (tmp_path, tmp_path / "spec.json"):
        assert spec_path(str(argument)) == tmp_path / "spec.json"
        (one,) = read([str(argument)], Config()).acts
        assert one.texts == act.texts
        assert one.spec.services == act.spec.services
        assert act.spec.findings[0] in one.spec.findings


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"akimat-2014-05-06-12", b"../../etc"),
        (b'"id": "service-1"', b'"id": "/root"'),
        (b'"id": "s1"', b'"id": "../s1"'),
        (b"reglament-spec/1", b"reglament-spec/9"),
        (b'"kind": "process"', b'"kind": "dance"'),
        (b"{", b""),
    ],
)
def test_a_hostile_spec_is_refused(tmp_path: Path, act: ReadAct, old: bytes, new: bytes) -> None:
    data = encode(act.spec)
    assert old in data
    (tmp_path / "bad.json").write_bytes(data.replace(old, new))
    with pytest.raises(Failure) as caught:
        read([str(tmp_path / "bad.json")], Config())
    assert caught.value.exit_code is ExitCode.INVALID_SPEC


@pytest.mark.parametrize("name", ACTS)
def test_a_spec_that_nobody_edited_has_the_findings_that_it_was_written_with(name: str) -> None:
    spec = parsed_act(name).spec
    assert checked(decode(encode(spec))) == spec
