"""What commands say on standard error about what they read, and the exit code that follows."""

from collections.abc import Sequence

from reglament.failure import ExitCode, Failure
from reglament.findings import message
from reglament.inputs import Inputs
from reglament.tables import show
from spec.words import say


def end_of_reading(inputs: Inputs, language: str, paths: Sequence[str]) -> ExitCode:
    """Tell what could not be read; the exit code says whether anything could not. Raises Failure where nothing was."""
    if inputs.skipped:
        warn(say("cli", "build.says.skipped", language, names=", ".join(inputs.skipped)))
    if inputs.unused and inputs.acts:
        warn(say("cli", "build.says.unused", language, names=", ".join(inputs.unused)))
    for finding in inputs.unreadable:
        warn(say("cli", "build.says.unreadable", language, message=message(finding, language)), "bold red")
    if not inputs.acts and not inputs.unreadable:
        raise Failure(ExitCode.UNREADABLE, "nothing_read", paths=", ".join(paths))
    return ExitCode.UNREADABLE if inputs.unreadable else ExitCode.FINE


def warn(text: str, style: str = "") -> None:
    """One line on standard error."""
    from rich.text import Text

    from reglament.terminal import printable

    show(Text(printable(text), style), errors=True)


def tell_repealed(inputs: Inputs, language: str) -> None:
    """Say of each act that is repealed that it is."""
    from reglament.report import repealed

    for act in inputs.acts:
        if repeal := repealed(act.spec, language):
            warn(f"{act.spec.act.id}: {repeal}", "bold white on red")
