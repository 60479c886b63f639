"""How a step was read, or what a finding is about: the sentence in its place, its translation, and the reasons."""

from collections.abc import Iterator

from msgspec import Struct

from reglament.failure import ExitCode, Failure
from reglament.findings import located, message, place, places, sentences
from reglament.inputs import ReadAct
from spec.model import Edge, Finding, Scenario, Service, Spec, Step, Where
from spec.words import say
from spec.words.vocabulary import deadline, ending, label, name
from spec.words.vocabulary import place as step_place


class Quote(Struct, frozen=True):
    """A piece of a source: whole lines of its normalised text, and the characters start..end of them that are meant."""

    path: str
    line: int
    language: str | None
    text: str
    start: int
    end: int


class Explanation(Struct, frozen=True):
    """What `explain` shows: a title, the places in the texts, and facts as (what, value)."""

    title: str
    quotes: tuple[Quote, ...]
    facts: tuple[tuple[str, str], ...]


class Placed(Struct, frozen=True):
    """A step with the scenario and the service in which it stands."""

    service: Service
    scenario: Scenario
    step: Step

    @property
    def address(self) -> str:
        """What names this step and no other of the act."""
        return f"{self.service.id}/{self.scenario.id}/{self.step.id}"


def explain(act: ReadAct, wanted: str, language: str) -> tuple[Explanation, ...]:
    """What there is to say of a step ("C2", "portal/C2", "verify_payment") or a finding ("RG203", "RG203#2").

    Raises Failure where nothing has that name, or where several steps have it.
    """
    code, _, number = wanted.upper().partition("#")
    found = [item for item in act.spec.findings if item.code == code]
    if number.isdecimal():
        found = found[int(number) - 1 : int(number)] if int(number) else []
    if found:
        return tuple(of_finding(act, item, language) for item in found)
    steps = named(act.spec, wanted)
    if not steps:
        raise Failure(ExitCode.USAGE, "no_such_place", name=wanted)
    if len(steps) > 1:
        raise Failure(ExitCode.USAGE, "ambiguous", name=wanted, names=", ".join(one.address for one in steps))
    return (of_step(act, steps[0], language),)


def named(spec: Spec, wanted: str) -> list[Placed]:
    """The steps that `wanted` names: id or key, after the scenario and the service where more than one has it."""
    *path, last = wanted.split("/")
    return [
        Placed(service, scenario, step)
        for service in spec.services
        for scenario in service.scenarios
        for step in scenario.steps
        if last.casefold() in (step.id.casefold(), step.key) and [service.id, scenario.id][2 - len(path) :] == path
    ]


def of_step(act: ReadAct, placed: Placed, language: str) -> Explanation:
    """How a step was read."""
    step = placed.step
    quotes = tuple(
        quote
        for spoken, spans in step.source.items()
        for span in spans
        if (quote := quoted(act, span.source, span.start, span.end, span.line, spoken))
    )
    where = ", ".join(part for part in (placed.address, label(step, language), step_place(step, language)) if part)
    return Explanation(where, quotes, tuple(facts(act.spec, placed, language)))


def facts(spec: Spec, placed: Placed, language: str) -> Iterator[tuple[str, str]]:
    """The reading of a step, fact by fact."""
    step, scenario = placed.step, placed.scenario

    def fact(key: str, value: str) -> tuple[str, str]:
        return say("cli", f"fact.{key}", language), value

    for spoken in step.texts.languages():
        yield fact(f"text_{spoken}", step.texts.get(spoken) or "")
    by = say("cli", f"by.{step.performer_by}", language)
    yield fact("performer", f"{name('performer', step.performer, language)} ({by})")
    actions = ", ".join(f"{name('action', action, language)} ({action})" for action in (step.action, *step.also))
    heads = ", ".join(f"«{step.head.get(spoken)}»" for spoken in step.head.languages())
    yield fact("action", f"{actions}; {say('cli', 'fact.head', language)} {heads}" if heads else actions)
    if step.systems:
        yield fact("systems", ", ".join(name("system", system, language) for system in step.systems))
    if step.decided_by:
        yield fact("decided_by", name("performer", step.decided_by, language))
    if step.checks:
        yield fact("checks", ", ".join(name("check", check, language) for check in step.checks))
    for limit in step.deadlines:
        yield fact("deadline", f"{deadline(limit, language)} ({name('evidence', limit.evidence, language)})")
    if step.result and (result := step.result.first(language)):
        yield fact("result", result)
    for edge in scenario.edges:
        if edge.to == step.id:
            yield fact("from", edge_words(edge, edge.from_, scenario, language))
    for edge in scenario.edges:
        if edge.from_ == step.id:
            yield fact("to", edge_words(edge, edge.to, scenario, language))
    for end in scenario.ends.get(step.id, ()):
        yield fact("end", ending(end, step, scenario, language))
    for item in spec.findings:
        if located(item, spec)[2] is step:
            yield fact("finding", f"{item.code}: {message(item, language)}")


def edge_words(edge: Edge, other: str, scenario: Scenario, language: str) -> str:
    """The step at the other end of an edge, the answer that leads there, what shows it, and what speaks against it."""
    step = next((one for one in scenario.steps if one.id == other), None)
    words = f"{other} {name('action', step.action, language)}" if step else other
    if edge.when:
        words += f", {say('cli', f'when.{edge.when}', language)}"
    if edge.guard and (guard := edge.guard.first(language)):
        words += f", «{guard}»"
    shown = ", ".join(name("evidence", evidence, language) for evidence in edge.evidence)
    for claim in edge.against:
        words += f"; {say('cli', 'fact.against', language, number=claim.to if claim.to is not None else '—')}"
    return f"{words} ({shown})" if shown else words


def of_finding(act: ReadAct, finding: Finding, language: str) -> Explanation:
    """What a finding is about and what to do."""
    quotes = tuple(quote for where in places(finding) if (quote := quoted_at(act, where)))
    said = [
        (key, value)
        for key, value in about(act, finding, language)
        if value and not (key.startswith("text_") and any(value in " ".join(quote.text.split()) for quote in quotes))
    ]
    shown = tuple((say("cli", f"fact.{key}", language), value) for key, value in said)
    return Explanation(f"{finding.code}: {message(finding, language)}", quotes, shown)


def about(act: ReadAct, finding: Finding, language: str) -> Iterator[tuple[str, str]]:
    """What a finding is about, as (fact of `cli.toml`, value): what it means, where, and what the act says there."""
    spec, where = act.spec, finding.where
    service, scenario, step = located(finding, spec)
    yield "severity", name("severity", finding.severity, language)
    yield "meaning", say("rules", f"{finding.code}.explain", language).strip()
    yield "act", f"{spec.act.id}: {spec.act.titles.first(language) or ''}"
    if service:
        yield "service", f"{service.id}: {service.titles.first(language) or ''}"
    if scenario:
        yield "scenario", f"{scenario.id}: {name('channel', scenario.channel, language)}"
    if service and scenario and step:
        action = name("action", step.action, language)
        yield "step", f"{Placed(service, scenario, step).address}: {label(step, language)}, {action}"
    if where.table:
        yield "table", ", ".join(cell_words(where, language))
    yield "place", place(finding, spec, language)
    for spoken, text in sentences(finding, spec, act.texts).items():
        yield f"text_{spoken}", text


def cell_words(where: Where, language: str) -> Iterator[str]:
    """The table, row and column of a place."""
    for key, value in (("table", where.table), ("column", where.column)):
        if value:
            yield say("vocabulary", f"place.{key}", language, number=value)
    if where.row:
        yield say("vocabulary", "place.row", language, name=name("row", where.row, language))


def quoted_at(act: ReadAct, where: Where) -> Quote | None:
    """The lines around a place; None where it is none in a text at hand."""
    if where.source is None or where.start is None or where.end is None:
        return None
    return quoted(act, where.source, where.start, where.end, where.line or 0, where.language)


def quoted(act: ReadAct, source: str, start: int, end: int, line: int, language: str | None) -> Quote | None:
    """The whole lines around characters start..end of a source; None where its text is not at hand."""
    text = act.texts.get(source)
    if text is None or end > len(text):
        return None
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    path = next((one.path for one in act.spec.sources if one.id == source), source)
    return Quote(path, line, language, text[first : len(text) if last < 0 else last], start - first, end - first)


def carets(quote: Quote, width: int) -> Iterator[str]:
    """The quote in rows of at most `width` characters, each followed by a row of carets under what is meant."""
    from reglament.terminal import printable

    rows: list[tuple[str, str]] = []
    shown, marks = "", ""
    for at, character in enumerate(f"{quote.text}\n"):
        cell = "" if character == "\n" else printable(character)
        if character == "\n" or len(shown) + len(cell) > width:
            cut = len(shown) if character == "\n" else shown.rfind(" ") + 1 or len(shown)
            rows.append((shown[:cut], marks[:cut]))
            shown, marks = shown[cut:], marks[cut:]
        shown += cell
        marks += ("^" if quote.start <= at < quote.end else " ") * len(cell)
    for text, under in rows:
        yield text.rstrip()
        if under.strip():
            yield under.rstrip()


def rendered(explanation: Explanation, width: int) -> Iterator[str]:
    """An explanation as lines for a terminal of `width` characters; every text in it made printable."""
    from textwrap import wrap

    from reglament.terminal import printable

    yield printable(explanation.title)
    for quote in explanation.quotes:
        yield ""
        yield printable(f"{quote.path}:{quote.line}")
        yield from (f"  {row}" for row in carets(quote, max(width - 2, 20)))
    yield ""
    margin = max((len(key) for key, _ in explanation.facts), default=0) + 2
    for key, value in explanation.facts:
        rows = wrap(printable(value), max(width - margin, 30)) or [""]
        yield f"{key:<{margin}}{rows[0]}"
        yield from (" " * margin + row for row in rows[1:])
