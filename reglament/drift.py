"""Drift: how what lies in a folder differs from what a spec gives, to the byte (CRLF line ends forgiven).

`missing`: not there. `edited`: made from this spec and changed by hand. `outdated`: made from another spec, by another
version or in another language, as its header or the index of its build says. `orphaned`: generated once, and no longer.
"""

import difflib
import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from spec.words import LANGUAGES, say

HEADER = re.compile(rb"reglament (\S+), spec ([0-9a-f]{16})")  # generators.header
HEAD = 800  # bytes in which a header stands


def same(there: bytes, data: bytes) -> bool:
    """Whether a file holds `data`, whatever its line ends."""
    return there == data or there.replace(b"\r\n", b"\n") == data


def header(data: bytes) -> tuple[bytes, bytes, str | None] | None:
    """Generator version, digest of the spec and language in the header of a generated file."""
    found = HEADER.search(data[:HEAD])
    if found is None:
        return None
    spoken = (each for each in LANGUAGES if say("code", "header.warning", each).encode() in data[:HEAD])
    return found[1], found[2], next(spoken, None)


def drift(folder: Path, files: Mapping[str, bytes]) -> dict[str, str]:
    """How `folder` differs from `files`: path → missing, edited, outdated or orphaned.

    A file without a header (a picture, JSON) is outdated where a file with one beside it is.
    """
    found: dict[str, str] = {}
    bare = []
    for name, data in sorted(files.items()):
        path = folder / name
        if not path.is_file():
            found[name] = "missing"
        elif not same(there := path.read_bytes(), data):
            if header(there) is None:
                bare.append(name)
            else:
                found[name] = "edited" if header(there) == header(data) else "outdated"
    older = "outdated" if "outdated" in found.values() else "edited"
    found |= dict.fromkeys(bare, older)
    return found | dict.fromkeys(orphans(folder, files), "orphaned")


def orphans(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """Files in `folder` that bear a header of ours and are not among `files`."""
    if not folder.is_dir():
        return []
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)
    names = ((path, path.relative_to(folder).as_posix()) for path in paths)
    return [name for path, name in names if name not in files and _headed(path)]


def _headed(path: Path) -> bool:
    with path.open("rb") as file:
        return header(file.read(HEAD)) is not None


def written(there: bytes, data: bytes, known: str | None) -> str:
    """Whether a file that differs from `data` is as the build before left it (outdated); `known` is the hash it noted."""
    hashes = {sha256(there).hexdigest(), sha256(there.replace(b"\r\n", b"\n")).hexdigest()}
    return "outdated" if known in hashes else "edited"


def unified(name: str, there: bytes, data: bytes) -> str:
    """The difference from what is there to what should be, as a unified diff; one line for what is no text."""
    try:
        before, after = there.decode().splitlines(keepends=True), data.decode().splitlines(keepends=True)
    except UnicodeDecodeError:
        return f"Binary files a/{name} and b/{name} differ\n"
    before = [line.replace("\r\n", "\n") for line in before]
    lines = difflib.unified_diff(before, after, f"a/{name}", f"b/{name}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def shown(folder: Path, files: Mapping[str, bytes], found: Mapping[str, str]) -> str:
    """The unified diffs of everything that was `found` to differ."""
    parts = []
    for name, how in found.items():
        path = folder / name
        there = path.read_bytes() if how != "missing" and path.is_file() else b""
        parts.append(unified(name, there, b"" if how == "orphaned" else files.get(name, b"")))
    return "".join(parts)
