"""`reglament generate`: a spec → what the targets make of its services."""

from pathlib import Path

import click

from generators import TARGETS
from reglament import options
from reglament.commands.notices import end_of_reading, tell_repealed
from reglament.failure import ExitCode, Failure
from reglament.speech import Command


@click.command("generate", cls=Command)
@click.argument("spec", metavar="SPEC", type=click.Path(allow_dash=True))
@click.option("-o", "--output", required=True, metavar="DIR", type=click.Path(file_okay=False))
@click.option("--target", "targets", multiple=True, type=click.Choice(list(TARGETS)), metavar="TARGET")
@click.option("--service", "services", multiple=True, metavar="ID")
@click.option("--png", is_flag=True)
@options.config
@options.lang
@click.pass_obj
def generate(
    language: str,
    spec: str,
    output: str,
    targets: tuple[str, ...],
    services: tuple[str, ...],
    png: bool,
    config: Path | None,
    lang: str | None,
) -> ExitCode:
    """Write `targets` (all, where none is named) of the `services` (all) of `spec` into a folder a service."""
    from reglament.build import file_language
    from reglament.build import targets as make
    from reglament.inputs import read
    from reglament.publish import write_file

    chosen = options.settings(config)
    inputs = read([spec], chosen)
    code = end_of_reading(inputs, language, [spec])
    tell_repealed(inputs, language)
    for act in inputs.acts:
        known = {service.id: service for service in act.spec.services}
        for service in services or known:
            if service not in known:
                raise Failure(ExitCode.USAGE, "no_such_service", name=service, names=", ".join(known))
            spoken = file_language(act.spec, lang or chosen.project.language)
            for path, data in make(act.spec, known[service], spoken, targets, png=png).items():
                write_file(Path(output) / service / path, data)
    return code
