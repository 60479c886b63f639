"""`reglament lexicon check`: what the project's own words lack in one of the languages."""

from pathlib import Path

import click

from reglament import options
from reglament.failure import ExitCode
from reglament.speech import Command
from spec.words import say


@click.command("lexicon", cls=Command)
@click.argument("what", type=click.Choice(["check"]), metavar="check")
@options.form("text")
@options.output
@options.config
@options.lang
@click.pass_obj
def lexicon(language: str, what: str, form: str, output: str, config: Path | None, lang: str | None) -> ExitCode:
    """List what is lacking; exit with FINDINGS where something is."""
    from parser.languages.lexicon import lacking, unknown_concepts
    from reglament.tables import show, table
    from spec.codec import dump

    teaching = options.settings(config).lexicon
    missing = list(lacking(teaching))
    unknown = list(unknown_concepts(teaching))
    if form == "json":
        rows = [{"language": where, "table": kind, "key": key} for where, kind, key in missing]
        rows += [{"action": action, "concept": concept} for action, concept in unknown]
        options.write(output, dump({"format": "reglament-lexicon/1", "lacking": rows}))
    elif missing or unknown:
        heads = [say("cli", f"lexicon.column.{key}", language) for key in ("place", "key", "problem")]
        lines = [(f"[lexicon.{where}.{kind}]", key, _lacks(where, language)) for where, kind, key in missing]
        lines += [
            (f"[lexicon.actions.{action}]", concept, say("cli", "lexicon.unknown", language))
            for action, concept in unknown
        ]
        show(table(heads, [(line, "") for line in lines]), output=output)
    else:
        show(say("cli", "lexicon.complete", language), output=output)
    return ExitCode.FINDINGS if missing or unknown else ExitCode.FINE


def _lacks(where: str, language: str) -> str:
    from spec.words.vocabulary import name

    return say("cli", "lexicon.lacking", language, language=name("language", where, language))
