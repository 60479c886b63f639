"""`reglament coverage`: what of an act is used, what is set aside, and what is not understood."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reglament import options
from reglament.build import SCOPES
from reglament.commands.notices import end_of_reading
from reglament.failure import ExitCode, Failure
from reglament.inputs import ReadAct
from reglament.speech import Command
from spec.words import say

if TYPE_CHECKING:
    from parser.coverage import Ledger

STATUSES = ("used", "set_aside", "unknown")


@click.command("coverage", cls=Command)
@options.paths
@click.option("--min", "minimum", type=click.FloatRange(0, 1), metavar="SHARE")
@options.form("text")
@options.output
@options.config
@options.lang
@click.pass_obj
def coverage(
    language: str,
    paths: tuple[str, ...],
    minimum: float | None,
    form: str,
    output: str,
    config: Path | None,
    lang: str | None,
) -> ExitCode:
    """Write the ledger of the acts in `paths`; exit with FINDINGS where less than the share `minimum` is accounted for."""
    from msgspec import to_builtins

    from parser.coverage import ledger
    from reglament.inputs import read
    from reglament.tables import show, table
    from spec.codec import dump

    inputs = read(paths, options.settings(config))
    code = end_of_reading(inputs, language, paths)
    for act in inputs.acts:
        if not act.texts:
            raise Failure(ExitCode.UNREADABLE, "no_texts", path=act.spec.act.id)
    ledgers = [(act, ledger(act.spec, act.texts)) for act in inputs.acts]
    if form == "json":
        rows = [{"act": act.spec.act.id} | to_builtins(made) for act, made in ledgers]
        options.write(output, dump({"format": "reglament-coverage/1", "acts": rows}))
    else:
        columns = [say("cli", f"coverage.column.{key}", language) for key in ("act", "scope")]
        columns += [say("coverage", f"status.{status}", language) for status in STATUSES]
        columns.append(say("cli", "coverage.column.share", language))
        counts = ((row, None) for act, made in ledgers for row in counted(act, made, language))
        show(table(columns, counts, right=len(columns) - 1), output=output)
        left = [line for act, made in ledgers for line in not_understood(act, made)]
        if left and output == "-":
            show(say("cli", "coverage.not_understood", language), *left)
    shares = [getattr(made, scope).share for _, made in ledgers for scope in SCOPES]
    low = minimum is not None and min(shares, default=1.0) < minimum
    return ExitCode.FINDINGS if low and code is ExitCode.FINE else code


def counted(act: ReadAct, made: "Ledger", language: str) -> Iterator[tuple[str, ...]]:
    """The counts of one act: a row for its clauses and tables, and one for the whole."""
    for scope in SCOPES:
        count = getattr(made, scope)
        numbers = (str(getattr(count, status)) for status in STATUSES)
        yield act.spec.act.id, say("coverage", f"status.{scope}", language), *numbers, f"{count.share:.1%}"


def not_understood(act: ReadAct, made: "Ledger") -> Iterator[str]:
    """Every passage that no part of the spec uses and no reason sets aside, with its line in the normalised text."""
    from reglament.terminal import printable

    for entry in (entry for source in made.sources for entry in source.entries if entry.status == "unknown"):
        text = act.texts[entry.source]
        words = " ".join(text[entry.start : entry.end].split())
        if any(character.isalnum() for character in words):
            line = text.count("\n", 0, entry.start) + 1
            yield printable(f"{act.spec.act.id}/text/{entry.source}.txt:{line}: {words}")
