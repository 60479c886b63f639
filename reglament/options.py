"""Options that several commands share, and what they decide together."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from reglament.config import Config, find, load
from reglament.failure import ExitCode, Failure
from reglament.speech import language_option

if TYPE_CHECKING:
    from reglament.build import Pictures

Function = TypeVar("Function", bound=Callable[..., Any])

lang = language_option
config = click.option("--config", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
fail_on = click.option("--fail-on", type=click.Choice(["error", "warning", "note", "never"]))
output = click.option("-o", "--output", type=click.Path(allow_dash=True), default="-", metavar="FILE")
png = click.option("--png", is_flag=True)
dot = click.option("--dot", metavar="PROGRAM")
paths = click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(allow_dash=True))


def form(default: str, *more: str) -> Callable[[Function], Function]:
    """The option `--format text|json`, with `more` formats."""
    return click.option("--format", "form", type=click.Choice(["text", "json", *more]), default=default)


def settings(path: Path | None) -> Config:
    """The project's settings: those in `path`, or the nearest above the working folder."""
    if path is not None and not path.is_file():
        raise Failure(ExitCode.USAGE, "config", path=path, reason="—")
    return load(path or find(Path.cwd()))


def pictures(png: bool, dot: str | None, chosen: Config) -> "Pictures":
    """How diagrams are to be drawn; raises Failure where the program that should draw them is not there."""
    from shutil import which

    from reglament.build import Pictures

    program = dot or chosen.project.dot
    found = which(program) if program else None
    if program and found is None:
        raise Failure(ExitCode.USAGE, "no_program", name=program)
    return Pictures(png, found)


def write(output: str, data: bytes) -> None:
    """Write `data` to a file, or to standard output where `output` is "-"."""
    if output == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    from reglament.publish import write_file

    write_file(Path(output), data)
