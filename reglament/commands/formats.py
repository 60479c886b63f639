"""`reglament formats`: the file formats that are read."""

import click

from reglament import options
from reglament.failure import ExitCode
from reglament.speech import Command
from spec.words import say


@click.command("formats", cls=Command)
@options.form("text")
@options.output
@options.lang
@click.pass_obj
def formats(language: str, form: str, output: str, lang: str | None) -> ExitCode:
    """List the formats."""
    from msgspec import to_builtins

    from parser.read import FORMATS
    from reglament.tables import show, table
    from spec.codec import dump

    if form == "json":
        options.write(output, dump({"formats": [to_builtins(known) for known in FORMATS]}))
        return ExitCode.FINE
    heads = [say("cli", f"formats.column.{key}", language) for key in ("format", "suffixes", "library", "read")]
    named = [(known.name, " ".join(known.suffixes), known.library) for known in FORMATS] + [("zip", ".zip", "")]
    rows = [((*cells, say("formats", cells[0], language)), None) for cells in named]
    show(table(heads, rows), output=output)
    return ExitCode.FINE
