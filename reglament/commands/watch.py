"""`reglament watch`: build again whenever a text changes."""

import time
from pathlib import Path

import click

from reglament import options
from reglament.failure import ExitCode, Failure
from reglament.speech import Command
from spec.words import say


@click.command("watch", cls=Command)
@options.paths
@click.option("-o", "--output", required=True, metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--every", type=click.FloatRange(min=0.05), default=1.0, metavar="SECONDS")
@click.option("--builds", type=click.IntRange(min=1), metavar="COUNT")
@options.config
@options.lang
@click.pass_context
def watch(
    ctx: click.Context,
    paths: tuple[str, ...],
    output: Path,
    every: float,
    builds: int | None,
    config: Path | None,
    lang: str | None,
) -> ExitCode:
    """Build `paths` into `output`, and again when a file in them changes, until interrupted (or `builds` times)."""
    from reglament.commands.build import build
    from reglament.commands.notices import warn
    from reglament.watching import Seen, changed, look

    places = [Path(path) for path in paths]
    for place in places:
        if not place.exists():
            raise Failure(ExitCode.UNREADABLE, "unreadable", path=place, reason="—")
    language, own = ctx.obj, output.resolve()
    seen: dict[str, Seen] = {}
    done = 0
    while True:
        now = look(places, seen, own)
        names = changed(seen, now)
        if names:
            # An editor may still be writing: build what is there twice in a row.
            time.sleep(min(every, 0.1))
            if changed(now, look(places, now, own)):
                continue
            if done:
                warn(say("cli", "watch.says.changed", language, names=", ".join(names)))
            arguments = [*paths, "-o", str(output), *(["--config", str(config)] if config else [])]
            arguments += ["--lang", lang] if lang else []
            _build(build, arguments, ctx, language)
            seen, done = now, done + 1
            if builds is not None and done >= builds:
                return ExitCode.FINE
            warn(say("cli", "watch.says.waiting", language))
        time.sleep(every)


def _build(command: click.Command, arguments: list[str], ctx: click.Context, language: str) -> None:
    """One build; what fails is told, and the watch goes on."""
    from reglament.commands.notices import warn
    from reglament.speech import failure_text

    try:
        made = command.make_context("build", arguments, parent=ctx)
        with made:
            command.invoke(made)
    except Failure as failure:
        warn(failure_text(failure, language), "bold red")
