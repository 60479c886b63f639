"""`reglament migrate`: specs of older format versions → specs of this one."""

from pathlib import Path

import click

from reglament import options
from reglament.failure import ExitCode, Failure
from reglament.speech import Command
from spec.words import say


@click.command("migrate", cls=Command)
@click.argument("paths", nargs=-1, required=True, metavar="SPEC...", type=click.Path(exists=False))
@click.option("--check", is_flag=True)
@options.lang
@click.pass_obj
def migrate(language: str, paths: tuple[str, ...], check: bool, lang: str | None) -> ExitCode:
    """Bring the specs in `paths` to the present format, in their place; with `check`, only say which are older."""
    from reglament.commands.notices import warn
    from reglament.publish import write_file
    from spec.codec import SpecError
    from spec.migrations import migrate as migrated

    older = False
    for path in map(Path, paths):
        try:
            data = path.read_bytes()
            made, versions = migrated(data)
        except OSError as error:
            raise Failure(ExitCode.UNREADABLE, "unreadable", path=path, reason=error.strerror) from None
        except SpecError as error:
            raise Failure(ExitCode.INVALID_SPEC, "invalid_spec", path=path, reason=error) from None
        if len(versions) == 1:
            warn(say("cli", "migrate.says.current", language, path=path, version=versions[-1]))
            continue
        older = True
        key = "older" if check else "migrated"
        warn(say("cli", f"migrate.says.{key}", language, path=path, old=versions[0], new=versions[-1]))
        if not check:
            write_file(path, made)
    return ExitCode.FINDINGS if check and older else ExitCode.FINE
