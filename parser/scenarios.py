"""Listings of steps → scenarios: one channel each, its steps, edges and ends."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from parser.channels import tell_channels
from parser.languages.matching import mentions
from parser.listings import Entry, Listing, find_listings, unread_lists
from parser.procedure import alone, read_listing, stated_in
from parser.purposes import purposes
from parser.sentences import StepReading, StepText, read_steps
from parser.values import Regulation
from spec.model import Channel, Deadline, Finding, Language, Scenario, Step, StepSpan, Texts, Where, texts
from spec.pairs import align
from spec.places import step_place
from spec.rules import elsewhere, finding


class Reading(Struct, frozen=True, gc=False):
    """The scenarios of one regulation in one language, and what was found on the way."""

    scenarios: tuple[Scenario, ...]
    findings: tuple[Finding, ...]


def read_scenarios(regulation: Regulation, names: Mapping[str, str], service: str) -> Reading:
    """Every scenario that the clauses state. `names` maps the act's short forms to what they stand for."""
    language = regulation.language
    listings = find_listings(regulation)
    roles = purposes(listings, language)
    stating = [listing for listing, (role, _) in zip(listings, roles, strict=True) if role == "states"]
    channels = tell_channels(stating, language)
    scenarios: list[Scenario] = []
    findings: list[Finding] = []
    named: dict[str, int] = {}
    stated: dict[int, int] = {}
    for index, (listing, (role, of)) in enumerate(zip(listings, roles, strict=True)):
        if role == "states":
            channel = channels[len(scenarios)]
            named[channel] = named.get(channel, 0) + 1
            name = channel if named[channel] == 1 else f"{channel}-{named[channel]}"
            scenario, found = read_listing(listing, name, names, service, language, channel)
            stated[index] = len(scenarios)
            scenarios.append(scenario)
            findings += found
        elif of is not None and role == "restates":
            again, found = _restate(scenarios[stated[of]], listing, names, service, language)
            scenarios[stated[of]] = again
            findings = [each for each in findings if not _answered(each, again)] + found
        elif of is not None:
            scenarios[stated[of]] = _result(scenarios[stated[of]], listing, language)
    for clause in unread_lists(regulation, listings):
        place = clause.whole
        at = Where(service, None, None, language, place.source.id, place.start, place.end, place.line, clause.number)
        findings.append(finding("RG027", at, clause=clause.number))
    return Reading(tuple(scenarios), tuple(findings))


def _pairs(scenario: Scenario, listing: Listing, language: Language) -> list[tuple[int, Entry]]:
    """Which entry of a later listing speaks of which step."""
    words = [set(_concepts(step.texts.get(language) or "", language)) for step in scenario.steps]
    others = [set(_concepts(entry.body.text, language)) for entry in listing.entries]
    pairs = align(
        list(enumerate(words)),
        list(enumerate(others)),
        lambda a, b: 4 * len(a[1] & b[1]) / max(1, len(a[1] | b[1])) - abs(a[0] - b[0]) + 0.1,
    )
    return [(a[0], listing.entries[b[0]]) for a, b in pairs if a and b]


def _answered(found: Finding, scenario: Scenario) -> bool:
    """Whether a finding that nobody is named (RG041) is about a step whose performer another clause has named since."""
    named = {step.id for step in scenario.steps if step.performer}
    return found.code == "RG041" and found.where.scenario == scenario.id and found.where.step in named


def _concepts(text: str, language: Language) -> list[str]:
    return [mention.concept for mention in mentions(text, language)]


def _restate(
    scenario: Scenario, listing: Listing, names: Mapping[str, str], service: str, language: Language
) -> tuple[Scenario, list[Finding]]:
    """The scenario with the places that say its steps again; where they say another thing, a finding (RG250, RG251)."""
    pairs = _pairs(scenario, listing, language)
    sentences = tuple([(scenario.steps[index].number, entry.body.text) for index, entry in pairs])
    readings = _read_again(sentences, language, scenario.channel, tuple(sorted(names.items())))
    steps = list(scenario.steps)
    findings: list[Finding] = []
    for (index, entry), reading in zip(pairs, readings, strict=True):
        step = steps[index]
        span = StepSpan(entry.body.source.id, entry.body.start, entry.body.end, entry.body.line, "restates")
        again = [stated_in(deadline, entry.body) for deadline in reading.deadlines]
        deadlines, found = _same_deadlines(step, again)
        source = {language: (*step.source[language], span)}
        who = (step.performer, step.performer_by) if step.performer else (reading.performer, reading.performer_by)
        steps[index] = replace(step, performer=who[0], performer_by=who[1], deadlines=deadlines, source=source)
        place = Where(
            service,
            scenario.id,
            step.id,
            language,
            span.source,
            span.start,
            span.end,
            span.line,
            entry.clause,
            entry.item,
        )
        own = step_place(step, service, scenario.id, language)
        findings += (replace(each, where=place, also=(elsewhere(own),)) for each in found)
        shared = {*_concepts(step.texts.get(language) or "", language)} & {*_concepts(entry.body.text, language)}
        if (
            {step.action, *step.also} ^ {reading.action, *reading.also}
        ) - shared:  # «рассматривает», «при рассмотрении»
            said, then = ", ".join((step.action, *step.also)), ", ".join((reading.action, *reading.also))
            findings.append(finding("RG251", place, own, step=step.id, said=said, again=then))
    return replace(scenario, steps=tuple(steps)), findings


@lru_cache(maxsize=512)
def _read_again(
    sentences: tuple[tuple[int | None, str], ...],
    language: Language,
    channel: Channel,
    names: tuple[tuple[str, str], ...],
) -> tuple[StepReading, ...]:
    """What sentences say, wherever they stand, of the steps of these numbers."""
    stated = tuple(StepText("action", number, alone(text)) for number, text in sentences)
    return read_steps(stated, language, channel, dict(names))


def _same_deadlines(step: Step, again: Sequence[Deadline]) -> tuple[tuple[Deadline, ...], list[Finding]]:
    """The step's deadlines with the second place that states them; the first statement stands where they differ, and what
    only the second one states holds too."""
    deadlines = list(step.deadlines)
    findings: list[Finding] = []
    for index, deadline in enumerate(again):
        twin = next((i for i, d in enumerate(deadlines) if _value(d) == _value(deadline)), None)
        if twin is not None:
            deadlines[twin] = replace(deadlines[twin], stated=(*deadlines[twin].stated, *deadline.stated))
        elif deadline.unit is None:
            findings.append(finding("RG231", Where(), step=step.id, value=deadline.max))
        elif not step.deadlines:
            deadlines.append(deadline)
        else:
            said = _words(deadlines[min(index, len(deadlines) - 1)])
            findings.append(finding("RG250", Where(), step=step.id, said=said, again=_words(deadline)))
    return tuple(deadlines), findings


def _value(deadline: Deadline) -> tuple[object, ...]:
    return (deadline.min, deadline.max, deadline.unit, deadline.calendar)


def _words(deadline: Deadline) -> str:
    return " ".join(str(part) for part in (f"{deadline.max:g}", deadline.calendar, deadline.unit) if part)


def _result(scenario: Scenario, listing: Listing, language: Language) -> Scenario:
    """The scenario with the results of its steps, named entry by entry."""
    steps = list(scenario.steps)
    for step, entry in zip(scenario.steps, listing.entries, strict=False):
        span = StepSpan(entry.body.source.id, entry.body.start, entry.body.end, entry.body.line, "result")
        result: Texts = texts(language, entry.body.text)
        index = steps.index(step)
        steps[index] = replace(step, result=result, source={language: (*step.source[language], span)})
    return replace(scenario, steps=tuple(steps))
