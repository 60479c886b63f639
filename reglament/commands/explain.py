"""`reglament explain`: a step or a finding in its place."""

from pathlib import Path

import click

from reglament import options
from reglament.commands.notices import end_of_reading, tell_repealed
from reglament.failure import ExitCode, Failure
from reglament.speech import Command

WIDTH = 100


@click.command("explain", cls=Command)
@click.argument("act", metavar="ACT", type=click.Path(allow_dash=True))
@click.argument("place", metavar="PLACE")
@options.output
@options.form("text")
@options.config
@options.lang
@click.pass_obj
def explain(
    language: str, act: str, place: str, output: str, form: str, config: Path | None, lang: str | None
) -> ExitCode:
    """Show the step or finding `place` of `act`."""
    from reglament.explain import explain as explained
    from reglament.explain import rendered
    from reglament.inputs import read
    from reglament.terminal import console
    from spec.codec import dump

    inputs = read([act], options.settings(config))
    code = end_of_reading(inputs, language, [act])
    if len(inputs.acts) != 1:
        raise Failure(ExitCode.USAGE, "several_for_explain", count=len(inputs.acts))
    explanations = explained(inputs.acts[0], place, language)
    if form == "json":
        options.write(output, dump({"format": "reglament-explanation/1", "explanations": explanations}))
        return code
    tell_repealed(inputs, language)
    width = min(console().width, WIDTH)
    text = "\n\n".join("\n".join(rendered(explanation, width)) for explanation in explanations)
    options.write(output, f"{text}\n".encode(errors="backslashreplace"))
    return code
