"""What lies in some files and folders, and whether it changed: by time and size first, then by content."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from msgspec import Struct


class Seen(Struct, frozen=True):
    """A file as it was: when it was written (nanoseconds), its size, its SHA-256."""

    written: int
    size: int
    digest: str


def look(paths: Iterable[Path], before: dict[str, Seen], without: Path | None = None) -> dict[str, Seen]:
    """Every file in `paths` by its path; one that looks untouched since `before` is not read again.

    Files in the folder `without` (what is written by the watcher itself) and hidden ones are left out.
    """
    found = {}
    for path in paths:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            inside = file.relative_to(path).parts if file != path else ()
            own = without is not None and file.resolve().is_relative_to(without)
            if own or any(part.startswith(".") for part in inside):
                continue
            try:
                if not file.is_file():
                    continue
                state = file.stat()
                known = before.get(str(file))
                if known and (known.written, known.size) == (state.st_mtime_ns, state.st_size):
                    found[str(file)] = known
                else:
                    found[str(file)] = Seen(state.st_mtime_ns, state.st_size, sha256(file.read_bytes()).hexdigest())
            except OSError:  # it went away while we looked; the next look tells
                continue
    return found


def changed(before: dict[str, Seen], after: dict[str, Seen]) -> list[str]:
    """The files that came, went or have another content; touching a file changes nothing."""
    names = before.keys() | after.keys()
    digests = ({name: seen.digest for name, seen in side.items()} for side in (before, after))
    old, new = digests
    return sorted(name for name in names if old.get(name) != new.get(name))
