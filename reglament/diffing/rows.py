"""Changes as every format tells them: words, place, and the line of the act that states them."""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from reglament.diffing.comparison import ActDiff, Comparison, Judged
from spec.changes import Piece, Side, StepName, Touched, Weight, classes
from spec.model import Deadline, Language, Spec
from spec.substance import deadline_fact
from spec.words import say
from spec.words.changes import explain, message, place, title


class Row(Struct, frozen=True):
    """One change in words; `file` and `line` say where it is stated (None where no file, no line does)."""

    code: str
    slug: str
    weight: Weight
    touches: tuple[Touched, ...]
    act: str
    path: str
    place: str
    title: str
    message: str
    explain: str
    wording: dict[Language, tuple[Piece, ...]]
    allowed: str | None
    file: str | None
    line: int | None
    facts: tuple[str, ...]
    due: str | None


def rows(comparison: Comparison, language: str) -> list[Row]:
    """Every change of a comparison in words."""
    return [row(one, act, language) for act in comparison.acts for one in act.changes]


def row(one: Judged, act: ActDiff, language: str) -> Row:
    """One change in words."""
    found, side = one.change, one.change.side
    new = found.new is not None and act.new is not None
    spec = act.new if new and act.new is not None else act.old or act.either
    file, line = _stated(spec, side, act.files[new])
    allowed = None
    if one.allowed:
        entry = {"expires": one.allowed.expires.isoformat(), "owner": one.allowed.owner, "reason": one.allowed.reason}
        allowed = say("changes", "page.allowed_by", language, **entry)
    due = None
    if one.due:
        due = say("changes", "page.due", language, old=one.due[0].isoformat(), new=one.due[1].isoformat())
    return Row(
        found.code,
        classes()[found.code].slug,
        found.severity,
        found.touches,
        act.either.act.id,
        side.path,
        place(side, language),
        title(found, language),
        message(found, language),
        explain(found.code, language),
        found.wording,
        allowed,
        file,
        line,
        tuple(f"{argument}={_fact(value)}" for argument, value in found.arguments.items()),
        due,
    )


def _stated(spec: Spec, side: Side, document: str) -> tuple[str | None, int | None]:
    """The file and line that state a change.

    A spec names its texts as its build did, which need not be from here: where there is no such file, the spec itself is
    named (`document`; empty for texts that were just read).
    """
    path = next((source.path for source in spec.sources if source.id == side.source), None)
    line = side.line if path else None
    path = path or (spec.sources[0].path if spec.sources else None)
    if document and (path is None or not Path(path).is_file()):
        return document, None
    return path, line


def fingerprint(one: Row) -> str:
    """The same for the same change at the same place, whatever the language of its words and the numbers of its steps."""
    from hashlib import sha256

    return sha256("\0".join((one.code, one.act, one.path, *one.facts)).encode()).hexdigest()


def _fact(value: object) -> str:
    if isinstance(value, Deadline):
        return repr(deadline_fact(value))
    if isinstance(value, list):
        return ",".join(map(_fact, value))
    return value.key if isinstance(value, StepName) else repr(value)


def heading(act: ActDiff, language: str) -> str:
    """«old → new» of an act: its id, with its editions where they are named."""
    names = [_named(spec) if spec else say("changes", "value.nothing", language) for spec in (act.old, act.new)]
    return names[0] if names[0] == names[1] else f"{names[0]} → {names[1]}"


def _named(spec: Spec) -> str:
    edition = spec.act.edition
    return spec.act.id if edition is None else f"{spec.act.id}@{edition.date}"


def summary(comparison: Comparison, language: str) -> str:
    """How many changes of each weight."""
    return say("changes", "page.summary", language, **comparison.counts())


def notices(comparison: Comparison, language: str) -> Iterator[str]:
    """What is to be said of a comparison as a whole: renumbering, texts without a common language, the allow-list."""
    for act in comparison.acts:
        if not act.shared:
            yield say("changes", "page.unshared", language)
    if count := sum(act.renumbered for act in comparison.acts):
        yield say("changes", "page.renumbered", language, count=count)
    if count := sum(one.allowed is not None for one in comparison.changes):
        yield say("changes", "page.allowed", language, count=count)
    for key, entries in (("stale", comparison.stale), ("expired", comparison.expired)):
        for entry in entries:
            values = {"code": entry.code, "place": entry.place}
            if key == "expired":
                values |= {"expires": entry.expires.isoformat(), "owner": entry.owner}
            yield say("changes", f"page.{key}", language, **values)


def _answer(answer: str, language: str) -> str:
    from spec.words.vocabulary import name

    return name("when" if answer in ("passed", "failed") else "variant", answer, language)


def flips(act: ActDiff, language: str) -> Iterator[str]:
    """The applications of an act that end otherwise, each in one line."""
    from spec.words.changes import duration, step
    from spec.words.vocabulary import name

    if act.behaviour is None:
        return
    for flip in act.behaviour.flips:
        answers = ", ".join(f"{step(each.step, language)} – {_answer(each.answer, language)}" for each in flip.answers)
        ways = [
            say("changes", "behaviour.nowhere", language)
            if way is None
            else say(
                "changes",
                "behaviour.way",
                language,
                outcome=name("outcome", way.outcome, language),
                time=duration(way.time, language),
            )
            for way in (flip.old, flip.new)
        ]
        case = say(
            "changes",
            "behaviour.case",
            language,
            scenario=f"{flip.service}/{flip.scenario}",
            answers=answers or say("changes", "behaviour.always", language),
        )
        yield f"{case}: {say('changes', 'behaviour.flips', language, old=ways[0], new=ways[1])}"
    for scenario in act.behaviour.unwalked:
        yield say("changes", "behaviour.too_many", language, scenario=scenario)
