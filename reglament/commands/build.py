"""`reglament build`: files, folders and zips → a folder an act, and the index."""

import time
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Any

import click
from msgspec import to_builtins

from reglament import options
from reglament.commands.notices import end_of_reading, warn
from reglament.failure import ExitCode
from reglament.inputs import Inputs
from reglament.publish import FORMAT, ActEntry, Index, UnreadableEntry, Written
from reglament.speech import Command
from spec.words import say

if TYPE_CHECKING:
    from reglament.build import Pictures

TITLE = 90  # characters of an act's title that the summary shows


@click.command("build", cls=Command)
@options.paths
@click.option("-o", "--output", required=True, metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@options.fail_on
@click.option("--check", is_flag=True)
@click.option("--diff", "details", is_flag=True)
@options.png
@options.dot
@click.option("--quiet", "-q", is_flag=True)
@options.config
@options.lang
@click.pass_obj
def build(
    language: str,
    paths: tuple[str, ...],
    output: Path,
    fail_on: str | None,
    check: bool,
    details: bool,
    png: bool,
    dot: str | None,
    quiet: bool,
    config: Path | None,
    lang: str | None,
) -> ExitCode:
    """Build every act in `paths` into `output`, or with `check` (line by line: `details`) say how `output` differs."""
    from reglament.findings import at_least
    from reglament.inputs import read
    from reglament.publish import read_index

    began = time.perf_counter()
    chosen = options.settings(config)
    before = read_index(output)
    with working(say("cli", "build.says.reading", language), quiet):
        inputs = read(paths, chosen)
    made = Made(output, before, lang or chosen.project.language, options.pictures(png, dot, chosen))
    check |= details
    differing = check and made.check(inputs, language, details)
    entries = [] if check else made.write(inputs, language, quiet)
    if not quiet:
        summary(inputs, entries, time.perf_counter() - began, language)
    code = end_of_reading(inputs, language, paths)
    if entries and not quiet:
        warn(say("cli", "build.says.look", language, path=output / "index.json"), "bold")
    level = fail_on or chosen.project.fail_on
    failing = differing or at_least((item for act in inputs.acts for item in act.spec.findings), level)
    return ExitCode.FINDINGS if failing and code is ExitCode.FINE else code


class Made:
    """A build into the folder `out`, over what the build `before` left there."""

    def __init__(self, out: Path, before: Written, lang: str | None, pictures: "Pictures") -> None:
        self.out, self.before, self.lang, self.pictures = out, before, lang, pictures

    def write(self, inputs: Inputs, language: str, quiet: bool) -> list[ActEntry]:
        """Write the acts one by one, remove those of the build before that are gone, then write the index."""
        from reglament.build import build as files_of
        from reglament.build import entry, folder_names
        from reglament.publish import remove_stale, write_file, write_folder
        from spec.codec import dump

        folders = folder_names([act.spec for act in inputs.acts])
        entries = []
        for act, folder in zip(inputs.acts, folders, strict=True):
            with working(f"{say('cli', 'build.says.building', language)} {folder}", quiet):
                files = files_of(act, self.lang, self.pictures)
                write_folder(self.out, folder, files, self.known(folder))
            entries.append(entry(act, folder, files))
        for folder in remove_stale(self.out, self.before, set(folders)):
            warn(say("cli", "build.says.removed", language, folder=folder))
        write_file(self.out / "index.json", dump(index(entries, inputs)))
        return entries

    def check(self, inputs: Inputs, language: str, details: bool) -> bool:
        """Whether `out` differs from what would be written; each differing file is told."""
        from reglament.build import build as files_of
        from reglament.build import folder_names
        from reglament.drift import shown
        from reglament.publish import differences

        folders = folder_names([act.spec for act in inputs.acts])
        found: dict[str, str] = {}
        for act, folder in zip(inputs.acts, folders, strict=True):
            files = files_of(act, self.lang, self.pictures)
            changed = differences(self.out, folder, files, self.known(folder))
            found |= {f"{folder}/{path}": how for path, how in changed.items()}
            if details:
                options.write("-", shown(self.out / folder, files, changed).encode(errors="backslashreplace"))
        gone = (entry.folder for entry in self.before.acts if entry.folder not in folders)
        found |= dict.fromkeys(gone, "orphaned")
        for path, how in found.items():
            warn(say("cli", f"build.says.{how}", language, path=path))
        return bool(found)

    def known(self, folder: str) -> dict[str, str]:
        """The files that the build before wrote into `folder`."""
        return next((entry.files for entry in self.before.acts if entry.folder == folder), {})


def index(entries: list[ActEntry], inputs: Inputs) -> dict[str, Any]:
    """The index of the acts that were built."""
    unreadable = tuple(UnreadableEntry(item.code, item.arguments) for item in inputs.unreadable)
    return dict(to_builtins(Index(FORMAT, tuple(entries), unreadable)))


def working(what: str, quiet: bool) -> AbstractContextManager[object]:
    """A sign of life on the terminal while something takes its time."""
    from rich.text import Text

    from reglament.terminal import console, printable

    made = console(errors=True)
    return nullcontext() if quiet or not made.is_terminal else made.status(Text(printable(what)))


def summary(inputs: Inputs, entries: Sequence[ActEntry], seconds: float, language: str) -> None:
    """What was built, on standard error: the acts, which of them are repealed, and the counts."""
    from parser.sheet import Count
    from reglament.build import SCOPES, folder_names, severities
    from reglament.commands.notices import tell_repealed
    from reglament.tables import show, table

    specs = [act.spec for act in inputs.acts]
    for spec, folder in zip(specs, folder_names(specs), strict=True):
        title = shorten(spec.act.titles.first(language) or "", TITLE, placeholder=" …")
        warn(say("cli", "build.says.act", language, folder=folder, title=title))
    tell_repealed(inputs, language)
    services = [service for spec in specs for service in spec.services]
    scenarios = [scenario for service in services for scenario in service.scenarios]
    counts = {
        "acts": len(specs),
        "services": len(services),
        "scenarios": len(scenarios),
        "steps": sum(len(scenario.steps) for scenario in scenarios),
        **{level: sum(severities(spec)[level] for spec in specs) for level in ("error", "warning", "note")},
        "unreadable": len(inputs.unreadable),
    }
    rows = [((say("cli", f"build.summary.{key}", language), str(count)), None) for key, count in counts.items()]
    for scope in SCOPES:
        count = sum((Count(**entry.coverage[scope]) for entry in entries if entry.coverage), Count())
        if count.total:
            rows.append(((say("cli", f"build.summary.{scope}", language), f"{count.share:.1%}"), None))
    rows.append(((say("cli", "build.summary.seconds", language), f"{seconds:.1f}"), None))
    show(table([say("cli", "build.summary.title", language), ""], rows, right=1), errors=True)
