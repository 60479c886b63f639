"""`findings.md`: what an act says and what is wrong with it, for a reader who has no program but a text viewer."""

import re
from collections.abc import Collection, Iterator

from reglament.findings import message, place, places, sorted_by_severity
from reglament.inputs import ReadAct
from spec.model import Spec, Where
from spec.words import say
from spec.words.vocabulary import name, number

SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&$]")
BLANK = re.compile(r"\s+")
QUOTE = 400  # characters of the act that a finding quotes


def report(act: ReadAct, language: str, files: Collection[str] = ()) -> str:
    """The report of one act as Markdown in `language`; diagrams among the `files` beside it are linked."""
    parts = (heading(act.spec, language), services(act.spec, language, files), findings(act, language))
    return "\n".join(line for part in parts for line in part) + "\n"


def escaped(text: str) -> str:
    """`text` as Markdown that shows it as it is, on one line: no markup, no HTML, no table cell, no control."""
    from reglament.terminal import printable

    return SPECIAL.sub(r"\\\g<0>", printable(BLANK.sub(" ", text).strip()))


def heading(spec: Spec, language: str) -> Iterator[str]:
    """Title, repeal and facts of the act."""
    act = spec.act
    yield f"# {escaped(act.titles.first(language) or act.id)}"
    yield ""
    if repeal := repealed(spec, language):
        yield f"> **{escaped(repeal)}**"
        yield ""
    facts = {
        "act": act.id,
        "issuer": act.issuers.first(language),
        "date": act.date,
        "number": act.number,
        "registration": act.registration and f"{act.registration.date or '—'}, № {act.registration.number or '—'}",
        "edition": act.edition and act.edition.date,
        "sources": ", ".join(source.path for source in spec.sources),
    }
    for key, value in facts.items():
        if value:
            yield f"- {say('report', f'fact.{key}', language)}: {escaped(value)}"
    yield ""


def repealed(spec: Spec, language: str) -> str | None:
    """That the act is repealed, by what and when; None where it is in force."""
    repeal = spec.act.repeal
    if repeal is None:
        return None
    by = repeal.acts.first(language)
    facts = [by] if by else [fact for fact in (repeal.date, repeal.number and f"№ {repeal.number}") if fact]
    return say("report", "repealed.by" if facts else "repealed.alone", language, by=", ".join(facts))


def services(spec: Spec, language: str, files: Collection[str]) -> Iterator[str]:
    """The services with their scenarios."""
    yield f"## {say('report', 'heading.services', language)}"
    yield ""
    if not spec.services:
        yield say("report", "no_services", language)
        yield ""
    for service in spec.services:
        yield f"### {escaped(service.titles.first(language) or service.id)}"
        yield ""
        columns = [say("report", f"column.{key}", language) for key in ("scenario", "clause", "steps", "ends")]
        yield f"| {' | '.join(columns)} |"
        yield "| --- | --- | ---: | --- |"
        for scenario in service.scenarios:
            outcomes = dict.fromkeys(end.outcome for ends in scenario.ends.values() for end in ends)
            ends = ", ".join(name("outcome", outcome, language) for outcome in outcomes)
            clause = escaped(scenario.clause.first(language) or "")
            steps = number(len(scenario.steps), language)
            channel, picture = name("channel", scenario.channel, language), f"{service.id}/diagrams/{scenario.id}.svg"
            linked = f"[{channel}]({picture})" if picture in files else channel
            yield f"| {linked} | {clause} | {steps} | {ends} |"
        yield ""


def findings(act: ReadAct, language: str) -> Iterator[str]:
    """The findings, the worst first, each with its place, the words of the act and what to do."""
    yield f"## {say('report', 'heading.findings', language)}"
    yield ""
    if not act.spec.findings:
        yield say("report", "no_findings", language)
    explained: set[str] = set()
    for item in sorted_by_severity(act.spec.findings):
        facts = [name("severity", item.severity, language), place(item, act.spec, language)]
        yield f"- **{item.code}** · {' · '.join(escaped(fact) for fact in facts if fact)}"
        yield ""
        yield f"  {escaped(message(item, language))}"
        yield ""
        for words in dict.fromkeys(filter(None, (quoted(where, act.texts) for where in places(item)))):
            yield f"  > {escaped(words)}"
            yield ""
        if item.code not in explained:
            explained.add(item.code)
            yield f"  *{escaped(say('rules', f'{item.code}.explain', language))}*"
            yield ""


def quoted(where: Where, texts: dict[str, str]) -> str | None:
    """The words of the act at a place, shortened in the middle; None where it points to none."""
    text = texts.get(where.source or "", "")
    if where.start is None or where.end is None or not text[where.start : where.end].strip():
        return None
    words = text[where.start : where.end]
    return words if len(words) <= QUOTE else f"{words[: QUOTE // 2]} … {words[-QUOTE // 2 :]}"
