"""`reglament diff`: what a new edition changes."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reglament import options
from reglament.failure import ExitCode
from reglament.speech import Command

if TYPE_CHECKING:
    from reglament.diffing.comparison import Comparison
    from spec.model import Finding

FORMATS = ("text", "json", "markdown", "html", "sarif", "junit", "github", "gitlab")


@click.command("diff", cls=Command)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--behaviour", "walk", is_flag=True)
@click.option("--fail-on", type=click.Choice(["breaking", "warning", "information", "never"]))
@click.option("--format", "form", type=click.Choice(FORMATS), default="text")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE")
@options.output
@options.config
@options.lang
@click.pass_obj
def diff(
    language: str,
    old: str,
    new: str,
    walk: bool,
    fail_on: str | None,
    form: str,
    today: datetime | None,
    output: str,
    config: Path | None,
    lang: str | None,
) -> ExitCode:
    """Tell what `new` changes against `old`; exit with FINDINGS where a change weighs at least `fail_on`."""
    from reglament.diffing.comparison import compare
    from reglament.diffing.reading import read_side

    settings = options.settings(config)
    chosen = settings.diff
    sides = read_side(old, settings), read_side(new, settings)
    unreadable = tell_unreadable((*sides[0].unreadable, *sides[1].unreadable), language)
    day = today.date() if today else date.today()
    begun = today and today.date()
    comparison = compare(*sides, chosen, day, walk=walk, begun=begun, schedule=settings.schedule)
    level = fail_on or chosen.fail_on or "breaking"
    if form == "text":
        tell(comparison, language, output)
    else:
        options.write(output, renderer(form)(comparison, language, level))
    if unreadable:
        return ExitCode.UNREADABLE
    return ExitCode.FINDINGS if comparison.fails(level) else ExitCode.FINE


def renderer(form: str) -> "Callable[[Comparison, str, str], bytes]":
    """What makes the bytes of a format; `level` is the weight from which a change counts as failed."""
    from importlib import import_module

    if form in ("json", "markdown", "html"):
        module = import_module(f"reglament.diffing.{'document' if form == 'json' else form}")
        return lambda comparison, language, level: bytes(module.render(comparison, language))
    made: Callable[[Comparison, str, str], bytes] = getattr(import_module("reglament.diffing.machine"), form)
    return made


def tell(comparison: "Comparison", language: str, output: str) -> None:
    """The comparison for people, on the terminal or in a file."""
    import os
    import sys

    from reglament.diffing.text import render

    colour = output == "-" and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    options.write(output, render(comparison, language, colour=colour))


def tell_unreadable(findings: tuple["Finding", ...], language: str) -> bool:
    """Say what could not be read."""
    if findings:
        from reglament.commands.notices import warn
        from reglament.findings import message
        from spec.words import say

        for finding in findings:
            warn(say("cli", "build.says.unreadable", language, message=message(finding, language)), "bold red")
    return bool(findings)
