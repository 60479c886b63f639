"""`reglament validate`: the findings of acts or specs."""

from pathlib import Path

import click

from reglament import options
from reglament.commands.notices import end_of_reading, tell_repealed
from reglament.failure import ExitCode
from reglament.findings import as_json, at_least, row, sorted_by_severity
from reglament.speech import Command
from spec.words import say


@click.command("validate", cls=Command)
@options.paths
@options.fail_on
@options.form("text", "csv", "xlsx", "sarif", "github")
@options.output
@options.config
@options.lang
@click.pass_obj
def validate(
    language: str,
    paths: tuple[str, ...],
    fail_on: str | None,
    form: str,
    output: str,
    config: Path | None,
    lang: str | None,
) -> ExitCode:
    """List the findings of the acts in `paths`; exit with FINDINGS where one is at least of severity `fail_on`."""
    from rich.text import Text

    from reglament.inputs import read
    from reglament.tables import STYLES, show, table
    from reglament.terminal import printable

    chosen = options.settings(config)
    inputs = read(paths, chosen)
    code = end_of_reading(inputs, language, paths)
    found = [(act.spec.act.id, item) for act in inputs.acts for item in act.spec.findings]
    if form == "json":
        unreadable = [(None, item) for item in inputs.unreadable]
        options.write(output, as_json([*found, *unreadable], language))
    elif form in ("csv", "xlsx"):
        from reglament.sheets import FINDING_COLUMNS, as_csv, as_xlsx, finding_rows, heads

        sheet = as_csv if form == "csv" else as_xlsx
        options.write(output, sheet(heads(FINDING_COLUMNS, language), finding_rows(inputs.acts, language)))
    elif form in ("sarif", "github"):
        from reglament.annotations import github, sarif

        machine = sarif if form == "sarif" else github
        options.write(output, machine(inputs.acts, language))
    else:
        tell_repealed(inputs, language)
        columns = [say("cli", f"rules.column.{key}", language) for key in ("code", "severity", "place", "message")]
        shown: list[object] = []
        for act in inputs.acts:
            rows = [
                (row(item, act.spec, language), STYLES[item.severity]) for item in sorted_by_severity(act.spec.findings)
            ]
            shown.append(Text(printable(f"{act.spec.act.id}: {act.spec.act.titles.first(language) or ''}"), "bold"))
            shown.append(table(columns, rows) if rows else say("report", "no_findings", language))
        show(*shown, output=output)
    if code is ExitCode.FINE and at_least((item for _, item in found), fail_on or chosen.project.fail_on or "error"):
        return ExitCode.FINDINGS
    return code
