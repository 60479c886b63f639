"""`reglament coverage`: how much of an act the spec quotes."""

from pathlib import Path

import click
from msgspec import to_builtins

from reglament import options
from reglament.commands.notices import end_of_reading
from reglament.failure import ExitCode
from reglament.speech import Command
from spec.words import say


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
    """Count what the specs of the acts in `paths` quote; exit with FINDINGS below the share `minimum`."""
    from reglament.coverage import PARTS
    from reglament.coverage import coverage as measured
    from reglament.inputs import read
    from reglament.tables import show, table
    from spec.codec import dump

    inputs = read(paths, options.settings(config))
    code = end_of_reading(inputs, language, paths)
    found = [entry for act in inputs.acts for entry in measured(act)]
    if form == "json":
        rows = [to_builtins(entry) | {"share": round(entry.share, 4)} for entry in found]
        options.write(output, dump({"format": "reglament-coverage/1", "texts": rows}))
    else:
        heads = [say("cli", f"coverage.column.{key}", language) for key in ("source", "part", "share", "characters")]
        cells = []
        for entry in found:
            counts = [(part, entry.parts[part]) for part in PARTS]
            counts += [("quoted", entry.quoted), ("rest", entry.characters - entry.quoted)]
            for part, count in counts:
                share = f"{count / max(entry.characters, 1):.1%}"
                words = say("cli", f"coverage.column.{part}", language)
                cells.append(((entry.path, words, share, str(count)), "bold" if part == "quoted" else None))
        show(table(heads, cells, right=3), output=output)
    low = minimum is not None and any(entry.share < minimum for entry in found)
    return ExitCode.FINDINGS if low and code is ExitCode.FINE else code
