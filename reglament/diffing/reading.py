"""OLD and NEW: specs, acts, folders, or either of them as it was at a revision («git:REV:path»)."""

import sys
from pathlib import Path, PurePosixPath

from reglament.config import Config
from reglament.failure import ExitCode, Failure
from spec.codec import SpecError, decode
from spec.model import Finding, Spec

File = tuple[str, bytes]
SPEC = "spec.json"


class Side:
    """The acts of one argument, the spec files they came from (empty for texts), and what could not be read."""

    def __init__(self, argument: str) -> None:
        self.argument = argument
        self.specs: list[Spec] = []
        self.files: list[str] = []
        self.unreadable: tuple[Finding, ...] = ()


def read_side(argument: str, config: Config) -> Side:
    """The acts in `argument`. Raises Failure where there is none, or where a spec is none of this format."""
    side = Side(argument)
    files = _git(argument) if argument.startswith("git:") else _local(argument)
    specs = [file for file in files if PurePosixPath(file[0]).name == SPEC] or [
        file for file in files if file[0].endswith(".json") and len(files) == 1
    ]
    for path, data in specs:
        try:
            side.specs.append(decode(data))
            side.files.append(path)
        except SpecError as error:
            raise Failure(ExitCode.INVALID_SPEC, "invalid_spec", path=path, reason=error) from None
    if not specs and files:
        _parse(side, files, config)
    if not side.specs and not side.unreadable:
        raise Failure(ExitCode.UNREADABLE, "nothing_read", paths=argument)
    return side


def _parse(side: Side, files: list[File], config: Config) -> None:
    from reglament.inputs import gather, parse_files

    gathered = gather(files, given=len(files) == 1)
    parsed = parse_files(gathered.files, config)
    side.specs = [act.spec for act in parsed.acts]
    side.files = [""] * len(side.specs)
    side.unreadable = (*gathered.unreadable, *(file.finding for file in parsed.unreadable))


def _local(argument: str) -> list[File]:
    path = Path(argument)
    try:
        if argument == "-":
            data = sys.stdin.buffer.read()
            return [("-.json" if data.lstrip().startswith(b"{") else "-", data)]
        if not path.is_dir():
            return [(path.as_posix(), path.read_bytes())]
        specs = sorted(path.rglob(SPEC))
        found = specs or sorted(item for item in path.rglob("*") if item.is_file() and not _hidden(item, path))
        return [(item.as_posix(), item.read_bytes()) for item in found]
    except OSError as error:
        raise Failure(ExitCode.UNREADABLE, "unreadable", path=argument, reason=error.strerror) from None


def _hidden(item: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in item.relative_to(folder).parts)


def _git(argument: str) -> list[File]:
    """The files of «git:REV:path» as the repository of the working folder has them at that revision."""
    revision, _, path = argument.removeprefix("git:").partition(":")
    if not revision or revision.startswith("-"):
        raise Failure(ExitCode.USAGE, "git_place", place=argument)
    path = path.replace("\\", "/").strip("/") or "."
    listed = _run("ls-tree", "-r", "-z", "--name-only", "--full-name", revision, "--", path)
    names = [name for name in listed.decode(errors="surrogateescape").split("\0") if name]
    if not names:
        raise Failure(ExitCode.UNREADABLE, "git_nothing", place=argument)
    specs = [name for name in names if PurePosixPath(name).name == SPEC]
    return [(name, _run("cat-file", "blob", f"{revision}:{name}")) for name in specs or names]


def _run(*arguments: str) -> bytes:
    import subprocess

    try:
        made = subprocess.run(["git", *arguments], capture_output=True, check=False)
    except OSError as error:
        raise Failure(ExitCode.UNREADABLE, "git", reason=error.strerror) from None
    if made.returncode:
        raise Failure(ExitCode.UNREADABLE, "git", reason=made.stderr.decode(errors="replace").strip())
    return made.stdout


def pairs(old: Side, new: Side) -> list[tuple[int | None, int | None]]:
    """Which act is which: of the same id and edition, then of the same id; one alone on both sides is the same."""
    if len(old.specs) == len(new.specs) == 1:
        return [(0, 0)]
    free = list(range(len(new.specs)))
    found: dict[int, int] = {}
    for exact in (True, False):
        for n, spec in enumerate(old.specs):
            twin = next((m for m in free if n not in found and _same(spec, new.specs[m], exact)), None)
            if twin is not None:
                found[n] = twin
                free.remove(twin)
    both: list[tuple[int | None, int | None]] = [(n, found.get(n)) for n in range(len(old.specs))]
    return both + [(None, m) for m in free]


def _same(old: Spec, new: Spec, exact: bool) -> bool:
    editions = [spec.act.edition and spec.act.edition.date for spec in (old, new)]
    return old.act.id == new.act.id and (not exact or editions[0] == editions[1])
