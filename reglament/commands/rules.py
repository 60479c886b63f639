"""`reglament rules`: the catalogue of rules."""

from collections.abc import Mapping

import click

from reglament import options
from reglament.failure import ExitCode, Failure
from reglament.speech import Command
from spec.words import say

WEIGHTS = {"breaking": "bold red", "warning": "yellow", "information": "cyan"}


@click.command("rules", cls=Command)
@click.argument("code", required=False, metavar="[CODE]")
@click.option("--diff", "changes", is_flag=True)
@options.form("text")
@options.output
@options.lang
@click.pass_obj
def rules(language: str, code: str | None, changes: bool, form: str, output: str, lang: str | None) -> ExitCode:
    """List every rule (or every class of `changes`), or explain the one called `code`."""
    from msgspec import to_builtins

    from reglament.tables import STYLES, show, table
    from spec.changes import Class, classes
    from spec.codec import dump
    from spec.rules import Rule
    from spec.rules import rules as findings
    from spec.words.vocabulary import name

    changes |= code is not None and code.upper() in classes()
    catalogue: Mapping[str, Rule | Class] = classes() if changes else findings()
    if code is not None and code.upper() not in catalogue:
        raise Failure(ExitCode.USAGE, "no_such_rule", code=code)
    chosen = [rule for rule in catalogue.values() if code is None or rule.code == code.upper()]
    if form == "json":
        parts = ("title", "message", "explain")
        rows = [to_builtins(rule) | {part: say_raw(rule.code, part, language) for part in parts} for rule in chosen]
        options.write(output, dump({"format": "reglament-rules/1", "language": language, "rules": rows}))
        return ExitCode.FINE

    def severity(rule: Rule | Class) -> str:
        return (
            say("changes", f"weight.{rule.severity}", language)
            if changes
            else name("severity", rule.severity, language)
        )

    if code is not None:
        rule = chosen[0]
        title = f"{rule.code} ({severity(rule)}, {rule.slug}): {say_raw(rule.code, 'title', language)}"
        show(title, "", say_raw(rule.code, "explain", language), output=output)
        return ExitCode.FINE
    heads = [say("cli", f"rules.column.{key}", language) for key in ("code", "severity", "title")]
    listed = [
        ((rule.code, severity(rule), say_raw(rule.code, "title", language)), (STYLES | WEIGHTS)[rule.severity])
        for rule in chosen
    ]
    show(table(heads, listed), output=output)
    return ExitCode.FINE


def say_raw(code: str, part: str, language: str) -> str:
    """The words of a rule or of a class of changes with their {arguments} left open."""
    from spec.words import words

    return str(words("changes" if code.startswith("RD") else "rules", language)[code][part]).strip()
