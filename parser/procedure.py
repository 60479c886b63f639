"""A listing of steps → what its sentences say and how they follow each other, then where they stand.

The near-equal services of one act repeat their listings: what they say is read once, without places, and remembered.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from parser.acceptance import rejection
from parser.detours import closes, unknown_targets, with_detours
from parser.flow import Flow, Talk, link_flow
from parser.keys import name_keys, unique_ids
from parser.languages.lexicon import lexicon
from parser.languages.matching import Mention, mentions
from parser.languages.sentence import names_of, read_sentence
from parser.listings import Listing
from parser.sentences import StepReading, StepText, read_steps
from parser.timespans import time_spans
from parser.values import Passage, Source
from spec.model import Channel, Deadline, Finding, Language, Scenario, Step, StepKind, StepSpan, Texts, Where, texts
from spec.rules import finding

RESULTS = {"result", "permit"}
"""Concepts of what a service gives."""


class Sentence(Struct, frozen=True, gc=False):
    """A sentence of a listing wherever it stands, with the id, kind and number of its step; `unnumbered` where the act
    calls it a process or condition and gives no number."""

    clause: str
    item: str | None
    label: str
    kind: StepKind
    number: int | None
    unnumbered: bool
    text: str


class _Said(Struct, frozen=True, gc=False):
    """What the sentences of a listing say; places are offsets within each sentence. `findings` go by the index of the
    sentence."""

    flow: Flow
    findings: tuple[tuple[int, Finding], ...]


def read_listing(
    listing: Listing, name: str, names: Mapping[str, str], service: str, language: Language, channel: Channel
) -> tuple[Scenario, list[Finding]]:
    """The scenario that a listing states, and its findings."""
    sentences = tuple(_sentences(listing, channel))
    said = _say(sentences, language, channel, tuple(sorted(names.items())))
    bodies = [entry.body for entry in listing.entries]
    steps = tuple([_placed(step, body, language) for step, body in zip(said.flow.steps, bodies, strict=True)])
    clause = texts(language, listing.number)
    findings = []
    for index, found in said.findings:
        each, place = sentences[index], bodies[index]
        if found.where.start is not None:
            place = place.part(found.where.start, found.where.end or 0)
        where = Where(
            service,
            name,
            each.label,
            language,
            place.source.id,
            place.start,
            place.end,
            place.line,
            each.clause,
            each.item,
        )
        findings.append(replace(found, where=where))
    for each, entry in zip(sentences, listing.entries, strict=True):
        if entry.lost:
            place = entry.body
            where = Where(service, name, each.label, language, place.source.id, place.start, place.end, place.line)
            findings.append(
                finding("RG043", replace(where, clause=each.clause), step=each.label, number=each.item or "")
            )
    return Scenario(name, channel, clause, steps, said.flow.edges, said.flow.ends, None), findings


@lru_cache(maxsize=512)
def _say(
    sentences: tuple[Sentence, ...], language: Language, channel: Channel, names: tuple[tuple[str, str], ...]
) -> _Said:
    stated = tuple(StepText(each.kind, each.number, alone(_done(each.text, language))) for each in sentences)
    steps: list[Step] = []
    findings: list[tuple[int, Finding]] = []
    for index, reading in enumerate(read_steps(stated, language, channel, dict(names))):
        each = sentences[index]
        steps.append(_step(each, reading, language))
        findings += ((index, found) for found in reading.findings)
        if each.unnumbered:
            findings.append((index, finding("RG214", Where(), step=each.label)))
    steps = list(name_keys(unique_ids(steps)))
    for index, to in unknown_targets(steps):
        findings.append((index, finding("RG239", Where(), step=steps[index].id, to=to)))
    return _Said(with_detours(link_flow(steps, [talk_of(step) for step in steps])), tuple(findings))


def alone(text: str) -> Passage:
    """A sentence wherever it stands: a passage of its own."""
    return Passage(Source("", "", "", "", text, ()), 0, len(text), 0)


def _placed(step: Step, body: Passage, language: Language) -> Step:
    """A step with its places in the source."""
    deadlines = tuple([stated_in(deadline, body) for deadline in step.deadlines])
    return replace(
        step, deadlines=deadlines, source={language: (StepSpan(body.source.id, body.start, body.end, body.line),)}
    )


def stated_in(deadline: Deadline, body: Passage) -> Deadline:
    """A deadline of a sentence alone, where the sentence stands."""
    stated = [replace(each, source=body.part(each.source.start, each.source.end).span) for each in deadline.stated]
    return replace(deadline, stated=tuple(stated))


def _sentences(listing: Listing, channel: Channel) -> Iterator[Sentence]:
    """The entries, each with its id: P4, C2, R before process 1, A5 without a label. Steps of the internal procedure
    are actions, whatever word numbers them («шаг 1», «процедура 1»), unless it has conditions too."""
    last = {"process": 0, "condition": 0}
    branches = any(entry.label and entry.label.kind == "condition" for entry in listing.entries)
    labelled = listing.labelled and (branches or channel != "internal")
    for position, entry in enumerate(listing.entries, 1):
        label = entry.label if labelled or channel != "internal" else None
        kind: StepKind = label.kind if label else "action"
        number: int | None = None
        if label:
            number = last[label.kind] = label.number or last[label.kind] + 1
        elif labelled and not any(last.values()):
            kind = "registration"
        else:
            number = int(entry.item) if entry.item and entry.item.isdigit() else position
        name = "R" if number is None else f"{kind[0].upper()}{number}"
        unnumbered = label is not None and label.number is None
        yield Sentence(entry.clause, entry.item, name, kind, number, unnumbered, entry.body.text)


def _step(sentence: Sentence, reading: StepReading, language: Language) -> Step:
    return Step(
        key=sentence.label,
        id=sentence.label,
        kind=sentence.kind,
        number=sentence.number,
        clause=texts(language, sentence.clause),
        item=sentence.item,
        performer=reading.performer,
        performer_by=reading.performer_by,
        action=reading.action,
        also=reading.also,
        head=texts(language, reading.head),
        systems=reading.systems,
        needs=reading.needs,
        decided_by=reading.decided_by,
        checks=reading.checks,
        only_if=texts(language, reading.only_if) if reading.only_if else None,
        texts=texts(language, sentence.text),
        outcomes=reading.outcomes,
        deadlines=reading.deadlines,
        result=_result(sentence.text, language),
        source={},
    )


def _result(text: str, language: Language) -> Texts | None:
    """The result that the sentence itself names: «… (15 минут; результат – отметка)», «… . Нәтижесі – бұрыштама»."""
    found = _named_result(language).search(text)
    return texts(language, found["result"].strip(" .;)")) if found else None


def _done(text: str, language: Language) -> str:
    """What the sentence says is done: without the result that it names, unless that tells a time."""
    found = _named_result(language).search(text)
    return text[: found.start()] if found and found.start() and not time_spans(found[0], language) else text


@cache
def _named_result(language: Language) -> "re.Pattern[str]":
    words = "|".join(map(re.escape, lexicon(language)["flow"]["names_result"]))
    return re.compile(rf"(?:^|[(;,.)\n]\s*)(?:{words})\w*\s*[-–—:]\s*(?P<result>[^()]+?)\)?[\s.;]*$", re.IGNORECASE)


def talk_of(step: Step) -> Talk:
    """What a step's sentences speak of, in any language. «отказ в выдаче лицензии» speaks of a refusal only, «лицензия
    либо отказ» of both."""
    talks = [_talk(step.texts.get(language) or "", language) for language in step.texts.languages()]
    if closes(step):
        return Talk(True, any(talk.result for talk in talks), True)
    if step.kind != "condition" or not any(talk.refusal for talk in talks):
        return Talk(any(talk.refusal for talk in talks), any(talk.result for talk in talks))
    read = (read_sentence(step.texts.get(one) or "", names_of(one, {})) for one in step.texts.languages())
    return Talk(True, any(talk.result for talk in talks), any(map(rejection, read)))


@lru_cache(maxsize=4096)
def _talk(text: str, language: Language) -> Talk:
    found = mentions(text, language)
    concepts = {mention.concept for mention in found}
    refusal = "refusal" in concepts or "refuse" in concepts
    result = not concepts.isdisjoint(RESULTS) and (not refusal or bool(_alternative(language).search(text)))
    return Talk(refusal, result or any(_in_place_of(m, found, text, language) for m in found))


def _in_place_of(refusal: Mention, found: Sequence[Mention], text: str, language: Language) -> bool:
    """Whether a refusal is named in the place of a notice that gives the result: «уведомление либо мотивированный отказ»."""
    if refusal.concept != "refusal":
        return False
    notices = (m for m in found if m.concept == "message" and m.end < refusal.start)
    return any(_alternative(language).fullmatch(text[m.end : refusal.start].strip()) for m in notices)


@cache
def _alternative(language: Language) -> "re.Pattern[str]":
    words = "|".join(map(re.escape, lexicon(language)["flow"]["alternative"]))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
