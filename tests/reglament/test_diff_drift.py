"""Drift: hand-edited, outdated, missing and orphaned files told apart, to the byte, CRLF forgiven; unified diffs."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from reglament.build import Pictures, targets
from reglament.drift import drift, header, shown, unified
from reglament.publish import differences, hashes
from spec.codec import encode
from spec.words import say
from tests.reglament.conftest import small_spec
from tests.reglament.test_diff import slower

Run = Callable[..., Result]
HEAD = b"# reglament 0.1.0, spec 0123456789abcdef\n# a.py\n"
RU, KK = (HEAD + f"# {say('code', 'header.warning', each)}\n".encode() for each in ("ru", "kk"))
OLDER = b"# reglament 0.1.0, spec fedcba9876543210\n# a.py\n"


def put(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


FILES = {"a.py": HEAD + b"x = 1\n", "d/picture.svg": b"<svg/>\n"}


@pytest.mark.parametrize(
    ("there", "found"),
    [
        (FILES, {}),
        ({**FILES, "a.py": FILES["a.py"].replace(b"\n", b"\r\n")}, {}),
        ({**FILES, "a.py": HEAD + b"x = 2\n"}, {"a.py": "edited"}),
        ({**FILES, "a.py": HEAD + b"x = 1"}, {"a.py": "edited"}),
        ({**FILES, "a.py": OLDER + b"x = 1\n"}, {"a.py": "outdated"}),
        ({"a.py": FILES["a.py"]}, {"d/picture.svg": "missing"}),
        ({**FILES, "d/picture.svg": b"<svg></svg>\n"}, {"d/picture.svg": "edited"}),
        ({"a.py": OLDER, "d/picture.svg": b"<svg></svg>\n"}, {"a.py": "outdated", "d/picture.svg": "outdated"}),
        ({**FILES, "b.py": OLDER}, {"b.py": "orphaned"}),
        ({**FILES, "mine.py": b"print()\n"}, {}),
    ],
)
def test_how_a_folder_differs(tmp_path: Path, there: dict[str, bytes], found: dict[str, str]) -> None:
    put(tmp_path, there)
    assert drift(tmp_path, FILES) == found


def test_what_was_made_in_another_language_was_not_edited_by_hand(tmp_path: Path) -> None:
    put(tmp_path, {"a.py": RU, "b.py": KK + b"x = 1\n"})
    assert drift(tmp_path, {"a.py": KK, "b.py": KK}) == {"a.py": "outdated", "b.py": "edited"}


def test_a_build_knows_what_it_wrote_by_its_hash(tmp_path: Path) -> None:
    before = {"a.json": b"{}\n", "b.json": b"[]\n", "gone.json": b"0\n"}
    put(tmp_path / "act", {"a.json": b"{}\r\n", "b.json": b"[1]\n", "gone.json": b"0\n"})
    now = {"a.json": b"{1}\n", "b.json": b"[2]\n", "c.json": b"\n"}
    found = differences(tmp_path, "act", now, hashes(before))
    assert found == {"a.json": "outdated", "b.json": "edited", "c.json": "missing", "gone.json": "orphaned"}


def test_unified_diffs_lead_from_what_is_there_to_what_should_be(tmp_path: Path) -> None:
    put(tmp_path, {**FILES, "a.py": HEAD + b"x = 2\n", "b.py": OLDER})
    text = shown(tmp_path, FILES, drift(tmp_path, FILES))
    assert "--- a/a.py\n+++ b/a.py\n" in text
    assert "-x = 2\n+x = 1\n" in text
    assert "-# reglament 0.1.0, spec fedcba9876543210\n" in text
    assert unified("p.png", b"\xff\xd8", b"\x00") == "Binary files a/p.png and b/p.png differ\n"
    assert "\\ No newline at end of file\n" in unified("t", b"a", b"b\n")


def test_a_header_names_version_and_spec() -> None:
    assert header(HEAD) == (b"0.1.0", b"0123456789abcdef", None)
    assert header(b"nothing") is None
    made = targets(small_spec(), small_spec().services[0], "ru", ["python"], pictures=Pictures())
    code = [data for path, data in made.items() if path.endswith(".py")]
    assert code
    assert all(header(data) for data in code)


def test_generate_checks_its_folder(run: Run, tmp_path: Path) -> None:
    spec, out = tmp_path / "spec.json", tmp_path / "out"
    spec.write_bytes(encode(small_spec()))
    arguments = ("generate", spec, "-o", out, "--target", "python", "--lang", "en")
    assert run(*arguments, "--check").exit_code == 1
    assert not out.exists()
    assert run(*arguments).exit_code == 0
    assert run(*arguments, "--check").exit_code == 0
    made = sorted(path for path in out.rglob("*.py") if header(path.read_bytes()))
    made[0].write_bytes(made[0].read_bytes().replace(b"\n", b"\r\n"))
    assert run(*arguments, "--check").exit_code == 0
    made[0].write_bytes(made[0].read_bytes() + b"# mine\n")
    checked = run(*arguments, "--diff")
    assert checked.exit_code == 1
    assert "edited by hand: service-1/" in checked.stderr
    assert "-# mine\n" in checked.stdout
    assert run(*arguments).exit_code == 0
    spec.write_bytes(encode(slower()))
    checked = run(*arguments, "--check")
    assert checked.exit_code == 1
    assert "made from another spec, by another version or in another language: service-1/" in checked.stderr
    assert "edited by hand" not in checked.stderr
    assert run(*arguments).exit_code == 0
    whole = ("generate", spec, "-o", out, "--lang", "en")
    assert run(*whole).exit_code == 0
    stray = made[0].with_name("stray.py")
    stray.write_bytes(made[0].read_bytes())
    assert "no longer generated: service-1/" in run(*whole, "--check").stderr
