"""A comparison on the terminal. Styled by click alone: a comparison starts fast."""

from collections.abc import Iterator

from click import style

from reglament.diffing.comparison import Comparison
from reglament.diffing.rows import Row, flips, heading, notices, row, summary
from reglament.terminal import printable
from spec.words import say

WEIGHTS = {
    "breaking": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow"},
    "information": {"fg": "cyan"},
}
PIECES = {"same": {"dim": True}, "old": {"fg": "red", "strikethrough": True}, "new": {"fg": "green"}}
MARKS = {"same": "{}", "old": "[-{}-]", "new": "{{+{}+}}"}
KEPT = 6  # words of what stayed the same, on either side of what changed


def render(comparison: Comparison, language: str, *, colour: bool) -> bytes:
    """The comparison in lines; without `colour`, words taken out and put in are marked by signs."""
    text = "".join(f"{line}\n" for line in _lines(comparison, language, colour))
    return text.encode(errors="backslashreplace")


def _lines(comparison: Comparison, language: str, colour: bool) -> Iterator[str]:
    def styled(text: str, **how: object) -> str:
        text = printable(text)
        return style(text, **how) if colour else text  # type: ignore[arg-type]

    arguments = dict(zip(("old", "new"), comparison.arguments, strict=True))
    yield styled(say("changes", "page.title", language, **arguments), bold=True)
    for act in comparison.acts:
        if act.changes:
            yield ""
            yield styled(heading(act, language), bold=True)
        for one in act.changes:
            yield from _row(row(one, act, language), language, colour)
        if act.behaviour is not None:
            yield ""
            yield styled(say("changes", "behaviour.title", language), bold=True)
            found = list(flips(act, language)) or [say("changes", "behaviour.none", language)]
            yield from (styled(f"  {line}") for line in found)
    yield ""
    yield from (styled(line, fg="magenta") for line in notices(comparison, language))
    key = summary(comparison, language) if comparison.changes else say("changes", "page.none", language)
    yield styled(key, bold=True)


def _row(one: Row, language: str, colour: bool) -> Iterator[str]:
    def styled(text: str, how: object) -> str:
        text = printable(text).replace("\n", " ")
        return style(text, **how) if colour else text  # type: ignore[arg-type]

    weight = styled(
        say("changes", f"weight.{one.weight}", language), {"dim": True} if one.allowed else WEIGHTS[one.weight]
    )
    who = ", ".join(say("changes", f"touched.{each}", language) for each in one.touches)
    yield f"{styled(one.code, {'bold': True})} {weight}{styled(f' · {who} · {one.place}', {'dim': True})}"
    yield f"    {styled(one.message, {})}"
    for pieces in one.wording.values():
        words = []
        for piece in pieces:
            text = _short(piece.text) if piece.part == "same" else piece.text
            words.append(styled(text if colour else MARKS[piece.part].format(text), PIECES[piece.part]))
        yield f"    {' '.join(words)}"
    if one.due:
        yield f"    {styled(one.due, {})}"
    if one.allowed:
        yield f"    {styled(one.allowed, {'dim': True})}"


def _short(text: str) -> str:
    """Words that stayed, their middle left out where there are many."""
    words = text.split()
    return text if len(words) <= 2 * KEPT else " ".join((*words[:KEPT], "…", *words[-KEPT:]))
