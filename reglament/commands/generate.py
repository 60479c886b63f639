"""`reglament generate`: a spec → what the targets make of its services."""

from pathlib import Path

import click

from generators import TARGETS
from reglament import options
from reglament.commands.notices import end_of_reading, tell_repealed
from reglament.failure import ExitCode, Failure
from reglament.speech import Command
from spec.words import say


@click.command("generate", cls=Command)
@click.argument("spec", metavar="SPEC", type=click.Path(allow_dash=True))
@click.option("-o", "--output", required=True, metavar="DIR", type=click.Path(file_okay=False))
@click.option("--target", "targets", multiple=True, type=click.Choice(list(TARGETS)), metavar="TARGET")
@click.option("--service", "services", multiple=True, metavar="ID")
@options.png
@options.dot
@click.option("--check", is_flag=True)
@click.option("--diff", "details", is_flag=True)
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
    dot: str | None,
    check: bool,
    details: bool,
    config: Path | None,
    lang: str | None,
) -> ExitCode:
    """Write `targets` (all, where none is named) of the `services` (all) of `spec` into a folder a service.

    With `check`, write nothing and say how the folder differs from that; with `details`, line by line.
    """
    from reglament.build import file_language
    from reglament.build import targets as make
    from reglament.inputs import read
    from reglament.publish import write_file

    chosen = options.settings(config)
    pictures = options.pictures(png, dot, chosen)
    inputs = read([spec], chosen)
    code = end_of_reading(inputs, language, [spec])
    tell_repealed(inputs, language)
    differing = False
    for act in inputs.acts:
        known = {service.id: service for service in act.spec.services}
        for service in services or known:
            if service not in known:
                raise Failure(ExitCode.USAGE, "no_such_service", name=service, names=", ".join(known))
            spoken = file_language(act.spec, lang or chosen.project.language)
            files = make(act.spec, known[service], spoken, targets, pictures=pictures)
            if check or details:
                differing |= tell_drift(Path(output) / service, files, language, details=details, whole=not targets)
                continue
            for path, data in files.items():
                write_file(Path(output) / service / path, data)
    return ExitCode.FINDINGS if differing and code is ExitCode.FINE else code


def tell_drift(folder: Path, files: dict[str, bytes], language: str, *, details: bool, whole: bool) -> bool:
    """Say how `folder` differs from `files`, orphans only where they are the `whole`; whether it does."""
    from reglament.commands.notices import warn
    from reglament.drift import drift, shown

    found = drift(folder, files)
    found = {path: how for path, how in found.items() if whole or how != "orphaned"}
    for path, how in found.items():
        warn(say("cli", f"build.says.{how}", language, path=f"{folder.name}/{path}"))
    if details:
        options.write("-", shown(folder, files, found).encode(errors="backslashreplace"))
    return bool(found)
