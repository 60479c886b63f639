"""Where the texts of an act speak of something: places for findings, in the order of the texts."""

from msgspec.structs import replace

from spec.model import Deadline, Language, Span, Step, StepSpan, Where


def begin(where: Where) -> tuple[str, int]:
    """The order of places: by source, then by the first character; places without one come first."""
    return where.source or "", -1 if where.start is None else where.start


def spanned(where: Where, span: Span | StepSpan) -> Where:
    """`where` at a span of the text."""
    return replace(where, source=span.source, start=span.start, end=span.end, line=span.line)


def step_place(step: Step, service: str, scenario: str, language: Language) -> Where:
    """The place of a step in one language."""
    item = step.item if isinstance(step.item, str) or step.item is None else step.item.get(language)
    where = Where(service, scenario, step.id, language, clause=step.clause.get(language), item=item)
    spans = step.source.get(language, ())
    return spanned(where, spans[0]) if spans else where


def step_places(step: Step, service: str, scenario: str) -> tuple[Where, ...]:
    """The place of a step in each text that has it; at least one."""
    places = [step_place(step, service, scenario, language) for language, spans in step.source.items() if spans]
    return tuple(sorted(places, key=begin)) or (Where(service, scenario, step.id, clause=step.clause.first()),)


def stated_places(deadline: Deadline, step: Step, service: str, scenario: str) -> tuple[Where, ...]:
    """The first place of a deadline of a step in each text, else the places of the step."""
    first = {statement.language: statement.source for statement in reversed(deadline.stated)}
    places = [spanned(step_place(step, service, scenario, language), span) for language, span in first.items()]
    return tuple(sorted(places, key=begin)) or step_places(step, service, scenario)


def entry_places(service: str, clause: str, item: str | None, source: dict[Language, Span]) -> tuple[Where, ...]:
    """The place of an entry of a list in each text that has it; at least one."""
    where = Where(service, clause=clause, item=item)
    places = [spanned(replace(where, language=language), span) for language, span in source.items()]
    return tuple(sorted(places, key=begin)) or (where,)
