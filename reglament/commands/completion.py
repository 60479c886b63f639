"""`reglament completion`: click's completion script of a shell."""

import click

from reglament import options
from reglament.failure import ExitCode
from reglament.speech import Command


@click.command("completion", cls=Command)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]), metavar="bash|zsh|fish")
@options.output
@options.lang
@click.pass_context
def completion(ctx: click.Context, shell: str, output: str, lang: str | None) -> ExitCode:
    """Write the script for `shell`."""
    from click.shell_completion import get_completion_class

    made = get_completion_class(shell)
    assert made is not None
    script = made(ctx.find_root().command, {}, "reglament", "_REGLAMENT_COMPLETE").source()
    options.write(output, script.encode())
    return ExitCode.FINE
