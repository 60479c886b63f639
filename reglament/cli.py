"""The command line: `reglament` and its commands, each imported when it is called."""

import click

from reglament.speech import Group, language_option

COMMANDS = (
    "build", "parse", "validate", "explain", "generate", "coverage", "rules", "formats", "schema", "completion",
    "diff", "compare", "migrate", "watch", "lexicon",
)  # fmt: skip


@click.group("reglament", cls=Group, names=COMMANDS, no_args_is_help=True)
@click.version_option(package_name="reglament", message="reglament %(version)s")
@language_option
def main(lang: str | None) -> None:
    """The application; `lang` has been seen to before any command is made (reglament.speech)."""
