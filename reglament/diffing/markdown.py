"""A comparison as Markdown, for the comment of a pull request."""

from collections.abc import Iterator

from reglament.diffing.comparison import Comparison
from reglament.diffing.rows import Row, flips, heading, notices, row, summary
from reglament.report import escaped
from spec.words import say

SIGNS = {"breaking": "🛑", "warning": "⚠️", "information": "ℹ️"}
PIECES = {"same": "{}", "old": "~~{}~~", "new": "**{}**"}


def render(comparison: Comparison, language: str) -> bytes:
    """The comparison as Markdown."""
    return ("\n".join(_lines(comparison, language)) + "\n").encode()


def _lines(comparison: Comparison, language: str) -> Iterator[str]:
    arguments = {name: escaped(text) for name, text in zip(("old", "new"), comparison.arguments, strict=True)}
    yield f"# {say('changes', 'page.title', language, **arguments)}"
    yield ""
    yield summary(comparison, language) if comparison.changes else say("changes", "page.none", language)
    for line in notices(comparison, language):
        yield ""
        yield f"> {escaped(line)}"
    for act in comparison.acts:
        if act.changes:
            yield ""
            yield f"## {escaped(heading(act, language))}"
            yield ""
            heads = [say("changes", f"page.{key}", language) for key in ("code", "weight", "touched", "place", "what")]
            yield f"| {' | '.join(heads)} |"
            yield "| --- | --- | --- | --- | --- |"
            yield from (_row(row(one, act, language), language) for one in act.changes)
        if act.behaviour is not None:
            yield ""
            yield f"### {say('changes', 'behaviour.title', language)}"
            yield ""
            found = list(flips(act, language))
            yield from (f"- {escaped(line)}" for line in found)
            if not found:
                yield say("changes", "behaviour.none", language)


def _row(one: Row, language: str) -> str:
    weight = f"{SIGNS[one.weight]} {say('changes', f'weight.{one.weight}', language)}"
    who = ", ".join(say("changes", f"touched.{each}", language) for each in one.touches)
    what = escaped(one.message)
    for pieces in one.wording.values():
        what += "<br>" + " ".join(PIECES[piece.part].format(escaped(piece.text)) for piece in pieces)
    if one.due:
        what += f"<br>{escaped(one.due)}"
    if one.allowed:
        what += f"<br>*{escaped(one.allowed)}*"
    return f"| {one.code} | {weight} | {who} | {escaped(one.place)} | {what} |"
