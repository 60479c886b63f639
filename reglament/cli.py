"""The command line: `reglament`, its commands, and nothing else."""

import click

from reglament import options
from reglament.commands.build import build
from reglament.commands.completion import completion
from reglament.commands.coverage import coverage
from reglament.commands.explain import explain
from reglament.commands.formats import formats
from reglament.commands.generate import generate
from reglament.commands.parse import parse
from reglament.commands.rules import rules
from reglament.commands.schema import schema
from reglament.commands.validate import validate
from reglament.speech import Group


@click.group("reglament", cls=Group, no_args_is_help=True)
@click.version_option(package_name="reglament", message="reglament %(version)s")
@options.lang
def main(lang: str | None) -> None:
    """The application; `lang` has been seen to before any command is made (reglament.speech)."""


for command in (build, parse, validate, explain, generate, coverage, rules, formats, schema, completion):
    main.add_command(command)
