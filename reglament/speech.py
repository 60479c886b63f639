"""Which language a command speaks, and click's commands in that language (spec/words/<language>/cli.toml)."""

import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, Never, cast

import click

from reglament.failure import ExitCode, Failure
from spec.words import LANGUAGES, say, words

language_option = click.option("--lang", type=click.Choice(LANGUAGES))


def terminal_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language of the terminal: `--lang` among the arguments, else the locale's, else English."""
    for before, argument in zip(("", *arguments), arguments, strict=False):
        wanted = argument.removeprefix("--lang=") if before != "--lang" else argument
        if wanted in LANGUAGES and (before == "--lang" or argument != wanted):
            return wanted
    locale = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return locale[:2] if locale[:2] in LANGUAGES else "en"


class Context(click.Context):
    """A context whose `obj` is the language of the terminal."""

    def make_formatter(self) -> click.HelpFormatter:
        """A formatter that writes click's own headings in the language of the terminal."""
        return Formatter(self.obj, width=self.terminal_width, max_width=self.max_content_width)


class Formatter(click.HelpFormatter):
    """Help pages; `language` is that of the headings."""

    def __init__(self, language: str, **options: Any) -> None:
        super().__init__(**options)
        self.language = language

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The usage line."""
        super().write_usage(prog, args, f"{say('cli', 'page.usage', self.language)}: ")


class Command(click.Command):
    """A command whose help texts are words of `cli.toml`, found by the names of command and option."""

    context_class = Context

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command does."""
        formatter.write_paragraph()
        with formatter.indentation():
            for paragraph in say("cli", f"{self.name}.help", ctx.obj).strip().split("\n\n"):
                formatter.write_text(paragraph)
                formatter.write_paragraph()

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, each with its words."""
        own = words("cli", ctx.obj)[str(self.name)].get("option", {})
        rows = []
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record and isinstance(parameter, click.Option):
                name = "help" if parameter.name == "_click_default_help" else str(parameter.name)
                rows.append((record[0], own.get(name) or say("cli", f"option.{name}", ctx.obj)))
        with formatter.section(say("cli", "page.options", ctx.obj)):
            formatter.write_dl(rows)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """An example."""
        with formatter.section(say("cli", "page.example", ctx.obj)):
            for line in say("cli", f"{self.name}.example", ctx.obj).strip().splitlines():
                formatter.write(f"  {line}\n")


class Group(Command, click.Group):
    """The application: its commands in their order of use, the exit codes, and every error in words.

    Command `x` is the function `x` of module `reglament.commands.x`, imported when it is asked for.
    """

    context_class = Context

    def __init__(self, *arguments: Any, names: Sequence[str], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.names = names

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, if there is one of that name."""
        if cmd_name not in self.names:
            return None
        return cast(click.Command, getattr(import_module(f"reglament.commands.{cmd_name}"), cmd_name))

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """The context of the application, which knows the language of the terminal before anything can fail."""
        extra.setdefault("obj", terminal_language(args, os.environ))
        return super().make_context(info_name, args, parent, **extra)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, the most used first."""
        return list(self.names)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, the commands and the exit codes."""
        Command.format_options(self, ctx, formatter)
        with formatter.section(say("cli", "page.commands", ctx.obj)):
            formatter.write_dl([(name, say("cli", f"{name}.short", ctx.obj)) for name in self.names])
        with formatter.section(say("cli", "page.exit_codes", ctx.obj)):
            formatter.write_dl([(f"{code:d}", say("cli", f"exit.{code.name.lower()}", ctx.obj)) for code in ExitCode])

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> Never:
        """Run the command line `args` and exit with its code; errors are told in the language of the terminal."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")
        arguments = list(sys.argv[1:] if args is None else args)
        language = terminal_language(arguments, os.environ)
        extra.pop("standalone_mode", None)
        try:
            code = super().main(arguments, prog_name or "reglament", standalone_mode=False, **extra)
        except Failure as failure:
            code = failure.exit_code
            click.echo(complaint(failure_text(failure, language), language), err=True)
        except click.UsageError as error:
            code = ExitCode.USAGE
            click.echo(usage_text(error, language), err=True)
        except (click.Abort, KeyboardInterrupt):
            code = ExitCode.INTERRUPTED
            click.echo(say("cli", "failure.interrupted", language), err=True)
        except BrokenPipeError:
            code = ExitCode.CANNOT_WRITE
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115  (what Python still holds back goes nowhere)
        except Exception:
            code = ExitCode.BUG
            import traceback

            traceback.print_exc()
            click.echo(complaint(say("cli", "failure.bug", language), language), err=True)
        sys.exit(code or ExitCode.FINE)


def complaint(text: str, language: str) -> str:
    """An error as it is told: the word for it, then what is wrong."""
    return f"{say('cli', 'page.error', language)}: {text}"


def failure_text(failure: Failure, language: str) -> str:
    """What a failure says; its arguments come from files and are made printable."""
    from reglament.terminal import printable

    arguments = {name: printable(str(value)) for name, value in failure.arguments.items()}
    return say("cli", f"failure.{failure.key}", language, **arguments)


def usage_text(error: click.UsageError, language: str) -> str:
    """A mistake in the command line, and where to read on; the page of help where there are no arguments at all."""
    parameter = getattr(error, "param", None)
    name = parameter.get_error_hint(error.ctx).replace("'", "") if parameter else ""
    match error:
        case click.exceptions.NoArgsIsHelpError():
            return error.message
        case click.NoSuchOption():
            text = say("cli", "usage.no_such_option", language, name=error.option_name)
        case click.exceptions.NoSuchCommand():
            text = say("cli", "usage.no_such_command", language, name=error.command_name)
        case click.MissingParameter():
            text = say("cli", "usage.missing", language, name=name)
        case click.BadParameter(param=click.Parameter(type=click.Choice() as choice)):
            text = say("cli", "usage.choice", language, name=name, choices=", ".join(map(str, choice.choices)))
        case click.BadParameter():
            text = say("cli", "usage.bad_value", language, name=name, reason=error.message)
        case _:
            text = error.format_message()
    path = error.ctx.command_path if error.ctx else "reglament"
    return f"{complaint(text, language)}\n{say('cli', 'usage.hint', language, command=f'{path} --help')}"
