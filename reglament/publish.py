"""Writing: an act's folder as a whole or not at all, and the index of what was written."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path, PurePosixPath

import msgspec
from msgspec import Struct

from reglament.drift import same, written
from reglament.failure import ExitCode, Failure

FAMILY = "reglament-index/"
FORMAT = f"{FAMILY}1"
FOLDER = re.compile(r"[a-z0-9][a-z0-9_.@-]*", re.ASCII)


class ScenarioEntry(Struct, frozen=True):
    """A scenario in the index."""

    id: str
    channel: str
    steps: int


class ServiceEntry(Struct, frozen=True):
    """A service in the index."""

    id: str
    titles: dict[str, str]
    scenarios: tuple[ScenarioEntry, ...]


class ActEntry(Struct, frozen=True):
    """An act in the index: its folder, what it says of itself, the counts of its findings, its files by SHA-256.

    `coverage` counts letters of its clauses and tables and of the whole act: used, set aside, not understood.
    """

    id: str
    folder: str
    edition: str | None
    titles: dict[str, str]
    languages: tuple[str, ...]
    repealed: dict[str, str | None] | None
    services: tuple[ServiceEntry, ...]
    findings: dict[str, int]
    coverage: dict[str, dict[str, int]]
    files: dict[str, str]


class UnreadableEntry(Struct, frozen=True):
    """A file that could not be read: the finding's code and arguments."""

    code: str
    arguments: dict[str, str | int | float]


class Index(Struct, frozen=True):
    """`index.json`: everything that a build wrote, and what it could not read."""

    format: str
    acts: tuple[ActEntry, ...]
    unreadable: tuple[UnreadableEntry, ...]


class WrittenAct(Struct, frozen=True):
    """What a build must know of an act that an earlier build wrote: its folder, and its files by SHA-256."""

    folder: str
    files: dict[str, str]


class Written(Struct, frozen=True):
    """An index of whatever version, as far as it says what may be replaced."""

    format: str
    acts: tuple[WrittenAct, ...] = ()


def read_index(out: Path) -> Written:
    """The index of an earlier build in `out`, empty where there is none. Raises Failure for one that is not ours."""
    path = out / "index.json"
    if not path.exists():
        return Written(FORMAT)
    try:
        index = msgspec.json.decode(path.read_bytes(), type=Written)
    except (OSError, msgspec.DecodeError) as error:
        raise Failure(ExitCode.CANNOT_WRITE, "foreign_index", path=path, reason=error) from None
    if not index.format.startswith(FAMILY) or not all(FOLDER.fullmatch(act.folder) for act in index.acts):
        raise Failure(ExitCode.CANNOT_WRITE, "foreign_index", path=path, reason=index.format)
    return index


def is_index(data: bytes) -> bool:
    """Whether a file named index.json was written by a build."""
    try:
        return msgspec.json.decode(data, type=Written).format.startswith(FAMILY)
    except msgspec.DecodeError:
        return False


def hashes(files: Mapping[str, bytes]) -> dict[str, str]:
    """The SHA-256 of each file, in the order of the paths."""
    return {name: sha256(files[name]).hexdigest() for name in sorted(files)}


def write_folder(out: Path, folder: str, files: Mapping[str, bytes], known: Mapping[str, str]) -> None:
    """Make `out/folder` hold `files`: written beside it and swapped in whole.

    Files there that no earlier build wrote (`known`) are kept. Raises Failure where the folder cannot be written.
    """
    target = out / folder
    with told(target):
        out.mkdir(parents=True, exist_ok=True)
        if target.is_symlink() or (target.exists() and not target.is_dir()):
            raise FileExistsError(0, "not a folder", str(target))
        _recover(out, target)
        fresh = Path(tempfile.mkdtemp(prefix=f".{folder}.", dir=out))
        try:
            fresh.chmod(0o777 & ~_umask())
            for name, data in files.items():
                place = fresh / _inside(name)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(data)
            _swap(fresh, target, {*known, *files})
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


def _recover(out: Path, target: Path) -> None:
    """Clear away what a killed build left beside `target`; where it was killed in the midst of the swap, undo that."""
    for left in sorted(out.glob(f".{target.name}.*")):
        if left.suffix == ".old" and not target.exists():
            left.rename(target)
        else:
            shutil.rmtree(left)


def _swap(fresh: Path, target: Path, ours: set[str]) -> None:
    """Put `fresh` in the place of `target`; what lies in `target` and is not `ours` comes along."""
    if not target.exists():
        fresh.rename(target)
        return
    for path in foreign(target, ours):
        place = fresh / path
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(target / path, place, follow_symlinks=False)
    old = fresh.with_name(f"{fresh.name}.old")
    target.rename(old)
    try:
        fresh.rename(target)
    except BaseException:
        old.rename(target)
        raise
    shutil.rmtree(old)


def foreign(folder: Path, ours: set[str]) -> list[str]:
    """The files in `folder` that no build wrote; Python's own caches are nobody's."""
    paths = (path for path in folder.rglob("*") if not path.is_dir() or path.is_symlink())
    names = (path.relative_to(folder).as_posix() for path in paths if "__pycache__" not in path.parts)
    return sorted(name for name in names if name not in ours)


def remove_stale(out: Path, before: Written, folders: set[str]) -> tuple[str, ...]:
    """Remove what the build before wrote for acts that are no longer there; returns their folders."""
    stale = [act for act in before.acts if act.folder not in folders and (out / act.folder).is_dir()]
    for act in stale:
        folder = out / act.folder
        with told(folder):
            for name in act.files:
                (folder / _inside(name)).unlink(missing_ok=True)
            for cache in list(folder.rglob("__pycache__")):
                shutil.rmtree(cache)
            for path in sorted(folder.rglob("*"), reverse=True):
                if path.is_dir() and not any(path.iterdir()):
                    path.rmdir()
            if not any(folder.iterdir()):
                folder.rmdir()
    return tuple(act.folder for act in stale)


def write_file(path: Path, data: bytes) -> None:
    """Write one file as a whole; a device or pipe is written to, never replaced. Raises Failure where it cannot be."""
    with told(path):
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(data)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).chmod(0o666 & ~_umask())
            os.replace(name, path)
        finally:
            Path(name).unlink(missing_ok=True)


def differences(out: Path, folder: str, files: Mapping[str, bytes], known: Mapping[str, str]) -> dict[str, str]:
    """How `out/folder` differs from `files`: path → "missing", "edited", "outdated" or "orphaned" (reglament.drift)."""
    target = out / folder
    found = {}
    for name, data in sorted(files.items()):
        path = target / _inside(name)
        if not path.is_file():
            found[name] = "missing"
        elif not same(there := path.read_bytes(), data):
            found[name] = written(there, data, known.get(name))
    orphans = (name for name in sorted(known) if name not in files and (target / _inside(name)).is_file())
    return found | dict.fromkeys(orphans, "orphaned")


def _inside(name: str) -> PurePosixPath:
    """`name` as a path that stays inside its folder. Raises Failure for one that would not."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or not path.parts:
        raise Failure(ExitCode.CANNOT_WRITE, "cannot_write", path=name, reason="..")
    return path


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Tell an error of the file system as a Failure that names `path`."""
    try:
        yield
    except OSError as error:
        raise Failure(ExitCode.CANNOT_WRITE, "cannot_write", path=path, reason=error.strerror) from None
