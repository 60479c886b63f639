"""`reglament lexicon check`: what the project's own words lack in one of the languages."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reglament import options
from reglament.failure import ExitCode
from reglament.speech import Command
from spec.words import say

if TYPE_CHECKING:
    from parser.languages.teaching import Fault


@click.command("lexicon", cls=Command)
@click.argument("what", type=click.Choice(["check"]), metavar="check")
@options.form("text")
@options.output
@options.config
@options.lang
@click.pass_obj
def lexicon(language: str, what: str, form: str, output: str, config: Path | None, lang: str | None) -> ExitCode:
    """List what is lacking; exit with FINDINGS where something is."""
    from parser.languages.lexicon import lacking
    from parser.languages.teaching import faults, unknown_concepts
    from reglament.tables import show, table
    from spec.codec import dump

    teaching = options.settings(config).lexicon
    missing = list(lacking(teaching))
    unknown = list(unknown_concepts(teaching))
    wrong = list(faults(teaching))
    if form == "json":
        rows = [{"language": where, "table": kind, "key": key} for where, kind, key in missing]
        rows += [{"action": action, "concept": concept} for action, concept in unknown]
        options.write(output, dump({"format": "reglament-lexicon/1", "lacking": rows, "wrong": wrong}))
    elif missing or unknown or wrong:
        heads = [say("cli", f"lexicon.column.{key}", language) for key in ("place", "key", "problem")]
        lines = [(f"[lexicon.{where}.{kind}]", key, _lacks(where, language)) for where, kind, key in missing]
        lines += [
            (f"[lexicon.actions.{action}]", concept, say("cli", "lexicon.unknown", language))
            for action, concept in unknown
        ]
        lines += [(f"[lexicon.{fault.place}]", fault.key, _told(fault, language)) for fault in wrong]
        show(table(heads, [(line, "") for line in lines]), output=output)
    else:
        show(say("cli", "lexicon.complete", language), output=output)
    return ExitCode.FINDINGS if missing or unknown or wrong else ExitCode.FINE


def _told(fault: "Fault", language: str) -> str:
    return say("cli", f"lexicon.wrong.{fault.problem}", language, said=fault.said, known=fault.known)


def _lacks(where: str, language: str) -> str:
    from spec.words.vocabulary import name

    return say("cli", "lexicon.lacking", language, language=name("language", where, language))
