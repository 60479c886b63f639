"""What a command reads: files, folders, zips and standard input, as acts or as specs."""

import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from reglament.config import NAME, Config, weighed
from reglament.failure import ExitCode, Failure
from reglament.publish import is_index
from spec.codec import SpecError, decode
from spec.model import Finding, Spec, Where
from spec.rules import finding
from spec.words import say

if TYPE_CHECKING:
    from parser.languages.lexicon import Teaching
    from parser.parse import Parsed

File = tuple[str, bytes]
IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9_.-]*", re.ASCII)


class ReadAct(Struct, frozen=True):
    """One act: its spec, and the normalised texts of its sources by source id where they are at hand."""

    spec: Spec
    texts: dict[str, str]


class Inputs(Struct, frozen=True):
    """What the arguments of a command held: the acts, what could not be read, files of no format that is read, and files
    from which no act was made (they hold none, or one that another file holds)."""

    acts: tuple[ReadAct, ...]
    unreadable: tuple[Finding, ...]
    skipped: tuple[str, ...]
    unused: tuple[str, ...]


class Gathered(Struct, frozen=True):
    """The files of one argument, as `Inputs` tells them apart."""

    files: tuple[File, ...]
    unreadable: tuple[Finding, ...]
    skipped: tuple[str, ...]


def read(arguments: Sequence[str], config: Config) -> Inputs:
    """The acts in `arguments`: specs (files `*.json`, folders of a built act) and texts, merged where they are one act.

    Raises Failure for a path that is not there, and for a spec that is none.
    """
    places = {argument: path for argument in arguments if (path := spec_path(argument)) is not None}
    acts = [read_spec(path) for path in places.values()]
    found = [files_of(argument) for argument in arguments if argument not in places]
    files = [file for gathered in found for file in gathered.files]
    unreadable = tuple(finding for gathered in found for finding in gathered.unreadable)
    unused: tuple[str, ...] = ()
    if files:
        parsed = parse_files(files, config)
        acts += [ReadAct(act.spec, dict(act.texts)) for act in parsed.acts]
        unreadable += tuple(file.finding for file in parsed.unreadable)
        known = {source.path for act in acts for source in act.spec.sources} | {file.path for file in parsed.unreadable}
        unused = tuple(path for path, _ in files if path not in known)
    weighed_acts = tuple(ReadAct(weighed(act.spec, config.severity), act.texts) for act in acts)
    return Inputs(weighed_acts, unreadable, tuple(name for gathered in found for name in gathered.skipped), unused)


def parse_files(files: Sequence[File], config: Config) -> "Parsed":
    """The acts in the texts `files`, read with the words that the project taught."""
    from parser.languages.lexicon import LexiconError, teach
    from parser.parse import parse

    try:
        _refuse_faults(config.lexicon)
        teach(config.lexicon)
    except LexiconError as error:
        raise Failure(ExitCode.USAGE, "config", path=NAME, reason=error) from None
    return parse(files)


def _refuse_faults(teaching: "Teaching") -> None:
    """Raises LexiconError for a teaching that cannot be used as it stands; a word of two keys can."""
    from parser.languages.lexicon import LexiconError, Teaching

    if teaching == Teaching():
        return
    from parser.languages.teaching import faults

    fault = next((each for each in faults(teaching) if each.problem != "twice"), None)
    if fault:
        told = say("cli", f"lexicon.wrong.{fault.problem}", "en", said=fault.said, known=fault.known)
        raise LexiconError(f"[lexicon.{fault.place}] {fault.key}: {told}")


def spec_path(argument: str) -> Path | None:
    """The spec that `argument` names: a JSON file, or the folder of a built act."""
    path = Path(argument)
    if path.is_dir() and (path / "spec.json").is_file():
        return path / "spec.json"
    return path if path.suffix == ".json" and argument != "-" else None


def read_spec(path: Path) -> ReadAct:
    """The spec in `path` with the texts that lie beside it. Raises Failure where it is none of this format."""
    try:
        spec = decode(path.read_bytes())
    except OSError as error:
        raise Failure(ExitCode.UNREADABLE, "unreadable", path=path, reason=error.strerror) from None
    except SpecError as error:
        raise Failure(ExitCode.INVALID_SPEC, "invalid_spec", path=path, reason=error) from None
    for name in (spec.act.id, *(service.id for service in spec.services), *(source.id for source in spec.sources)):
        if not IDENTIFIER.fullmatch(name):
            raise Failure(ExitCode.INVALID_SPEC, "invalid_spec", path=path, reason=name)
    places = {source.id: path.parent / "text" / f"{source.id}.txt" for source in spec.sources}
    return ReadAct(checked(spec), {key: place.read_text("utf-8") for key, place in places.items() if place.is_file()})


def checked(spec: Spec) -> Spec:
    """`spec` with what validation finds in it beside the findings that it carries: it may have been edited by hand."""
    from spec.facts import one_a_fact
    from spec.validate import validate

    return structs.replace(
        spec, findings=one_a_fact((*spec.findings, *validate(spec)), spec.services, spec.act.references)
    )


def files_of(argument: str) -> Gathered:
    """The files of one argument, their paths relative to it, in the order of their paths; a zip is a folder."""
    path = Path(argument)
    try:
        if argument == "-":
            return gather([("-", sys.stdin.buffer.read())], given=True)
        if path.is_dir():
            return gather([(name, item.read_bytes()) for name, item in below(path)], given=False)
        return gather([(path.name, path.read_bytes())], given=True)
    except OSError as error:
        raise Failure(ExitCode.UNREADABLE, "unreadable", path=argument, reason=error.strerror) from None


def below(folder: Path) -> list[tuple[str, Path]]:
    """The files below `folder` by their paths in it, hidden ones and what a build wrote left out."""
    found = sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.is_file())
    built = [path.parent for _, path in found if path.name == "index.json" and is_index(path.read_bytes())]
    return [
        (name, path) for name, path in found if not hidden(name) and not any(output in path.parents for output in built)
    ]


def gather(files: Iterable[File], *, given: bool) -> Gathered:
    """`files` with their zips unpacked; of what was not itself `given`, only the formats that the reader knows."""
    from parser.read import FORMATS, ReadError, expand, is_archive

    suffixes = {".zip", *(suffix for known in FORMATS for suffix in known.suffixes)}
    kept: list[File] = []
    unreadable: list[Finding] = []
    skipped: list[str] = []
    for name, data in files:
        if is_archive(data):
            try:
                members, findings = expand(name, data)
            except ReadError as error:
                unreadable.append(finding(error.code, Where(), **error.arguments))
                continue
            inner = gather(members, given=False)
            kept += inner.files
            unreadable += (*findings, *inner.unreadable)
            skipped += inner.skipped
        elif given or Path(name).suffix.lower() in suffixes:
            kept.append((name, data))
        else:
            skipped.append(name)
    return Gathered(tuple(kept), tuple(unreadable), tuple(skipped))


def hidden(name: str) -> bool:
    """Whether a file lies in a hidden folder or is hidden itself."""
    return any(part.startswith(".") for part in name.split("/"))
