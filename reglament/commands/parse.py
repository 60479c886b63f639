"""`reglament parse`: texts of an act → its spec."""

from collections.abc import Iterator
from pathlib import Path

import click

from reglament import options
from reglament.build import folder_names
from reglament.commands.notices import end_of_reading
from reglament.failure import ExitCode, Failure
from reglament.speech import Command
from spec.model import Spec


@click.command("parse", cls=Command)
@options.paths
@options.output
@options.form("json", "csv", "xlsx")
@options.config
@options.lang
@click.pass_obj
def parse(
    language: str, paths: tuple[str, ...], output: str, form: str, config: Path | None, lang: str | None
) -> ExitCode:
    """Write the spec of the act in `paths`; with several acts, one file an act into the folder `output`."""
    from reglament.inputs import read

    inputs = read(paths, options.settings(config))
    specs = [act.spec for act in inputs.acts]
    if form == "text":
        text = "\n".join(line for spec in specs for line in outline(spec, language))
        options.write(output, f"{text}\n".encode())
    elif form in ("csv", "xlsx"):
        from reglament.sheets import STEP_COLUMNS, as_csv, as_xlsx, heads, step_rows

        sheet = as_csv if form == "csv" else as_xlsx
        options.write(output, sheet(heads(STEP_COLUMNS, language), step_rows(inputs.acts, language)))
    elif len(specs) == 1 and not Path(output).is_dir():
        options.write(output, document(specs[0]))
    elif specs:
        if output == "-" or Path(output).is_file() or Path(output).suffix == ".json":
            raise Failure(ExitCode.USAGE, "several_acts", count=len(specs))
        for spec, name in zip(specs, folder_names(specs), strict=True):
            options.write(str(Path(output) / f"{name}.json"), document(spec))
    return end_of_reading(inputs, language, paths)


def document(spec: Spec) -> bytes:
    """The spec as JSON."""
    from spec.codec import encode

    return encode(spec)


def outline(spec: Spec, language: str) -> Iterator[str]:
    """The act for people: services, scenarios and steps, one a line."""
    from reglament.report import repealed
    from reglament.terminal import printable
    from spec.words.vocabulary import label, name

    yield printable(f"{spec.act.id}  {spec.act.titles.first(language) or ''}")
    if repeal := repealed(spec, language):
        yield printable(repeal)
    for service in spec.services:
        yield ""
        yield printable(f"{service.id}  {service.titles.first(language) or ''}")
        for scenario in service.scenarios:
            yield f"  {scenario.id}  {name('channel', scenario.channel, language)}"
            for step in scenario.steps:
                flow = " ".join(
                    f"→{edge.to}" + (f" ({name('when', edge.when, language)})" if edge.when else "")
                    for edge in scenario.edges
                    if edge.from_ == step.id
                )
                ends = "; ".join(name("outcome", end.outcome, language) for end in scenario.ends.get(step.id, ()))
                performer = name("performer", step.performer, language)
                what = name("action", step.action, language)
                yield printable(
                    f"    {step.id:4}{label(step, language):16}{performer}: {what}  {flow}{f'  [{ends}]' if ends else ''}"
                )
