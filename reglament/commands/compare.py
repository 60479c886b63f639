"""`reglament compare`: the Kazakh and the Russian text of one act, side by side."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reglament import options
from reglament.failure import ExitCode
from reglament.speech import Command
from spec.words import say

if TYPE_CHECKING:
    from reglament.diffing.languages import Languages


@click.command("compare", cls=Command)
@click.argument("paths", nargs=-1, required=True, metavar="KK [RU]", type=click.Path(allow_dash=True))
@click.option("--all", "every", is_flag=True)
@options.fail_on
@options.form("text")
@options.output
@options.config
@options.lang
@click.pass_obj
def compare(
    language: str,
    paths: tuple[str, ...],
    every: bool,
    fail_on: str | None,
    form: str,
    output: str,
    config: Path | None,
    lang: str | None,
) -> ExitCode:
    """Show where the two texts differ (with `every`, all steps); exit with FINDINGS at or above `fail_on`."""
    from reglament.commands.notices import end_of_reading
    from reglament.diffing.languages import merged, side_by_side
    from reglament.findings import as_json, at_least
    from reglament.inputs import read

    chosen = options.settings(config)
    inputs = read(paths, chosen)
    code = end_of_reading(inputs, language, paths)
    found = side_by_side(merged(act.spec for act in inputs.acts))
    if form == "json":
        options.write(output, as_json([(found.spec.act.id, each) for each in found.findings], language))
    else:
        tell(found, language, output, every)
    level = fail_on or chosen.project.fail_on or "error"
    return ExitCode.FINDINGS if code is ExitCode.FINE and at_least(found.findings, level) else code


def tell(found: "Languages", language: str, output: str, every: bool) -> None:
    """The texts in two columns, the differences under the step that they are about."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    from reglament.findings import message, place
    from reglament.tables import STYLES, show
    from reglament.terminal import printable
    from spec.words.vocabulary import label

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, expand=True)
    table.add_column("", no_wrap=True)
    for text in ("kk", "ru"):
        table.add_column(say("changes", f"language.{text}", language), ratio=1, overflow="fold")
    scenario = None
    for line in found.lines:
        lone = line.kk is None or line.ru is None
        if not (every or lone or line.differences):
            continue
        if scenario != (scenario := (line.service, line.scenario)):
            table.add_row(Text(f"{line.service}/{line.scenario}", "bold"), "", "")
        absent = Text("—", "dim")
        texts = [Text(printable(text)) if text is not None else absent for text in (line.kk, line.ru)]
        table.add_row(Text(printable(label(line.step, language))), *texts)
        for each in line.differences:
            told = Text(printable(f"{each.code} {message(each, language)}"), STYLES[each.severity])
            table.add_row("", told, "")
    lines = [Text(say("changes", "compare.title", language), "bold"), *([table] if table.row_count else [])]
    for each in found.differences:
        words = ": ".join(filter(None, (place(each, found.spec, language), message(each, language))))
        lines.append(Text(printable(f"{each.code} {words}"), STYLES[each.severity]))
    if not found.findings:
        lines.append(Text(say("changes", "compare.none", language), "bold"))
    show(*lines, output=output)
