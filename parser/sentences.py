"""The sentences of one scenario's steps, read together: action, performer, systems, checks, outcomes, deadlines.

Of an internal step that states several acts, the first one names it. But studying, receiving and settling on an executor
only prepare what follows (a resolution, an approval, a signature, a registration), and passing on or handing over only
ends the step: they name it where the sentence has nothing else. The other acts go to `also`.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct, structs

from parser.deadlines import read_deadlines
from parser.languages.actions import Evidence, tell_action, weigh, weights
from parser.languages.matching import Mention
from parser.languages.names import NameBook, needs_of, systems_of, without_department
from parser.languages.sentence import Act, Sentence, names_of, read_sentence, small_words
from parser.outcomes import condition_of, outcomes_of
from parser.performers import STAFF, ToldBy, performer_of
from parser.timespans import time_spans
from parser.values import Passage
from parser.ways import parts_kinds, skipped_when
from spec.model import Channel, Deadline, Finding, Language, StepKind, StepOutcome, Where
from spec.rules import finding

ELECTRONIC = {"authorise", "browser", "cabinet", "certificate", "login", "password", "signature"}
"""What only a sentence about information systems names."""


class StepText(Struct, frozen=True, gc=False):
    """A step as the act words it: `passage` is its sentence without the label."""

    kind: StepKind
    number: int | None
    passage: Passage


class StepReading(Struct, frozen=True, gc=False):
    """What a step's sentence says; see SPEC-FORMAT.md for the fields of the same names. `only_if` is a text."""

    action: str
    also: tuple[str, ...]
    head: str | None
    performer: str | None
    performer_by: ToldBy
    systems: tuple[str, ...]
    needs: tuple[tuple[str, ...], ...] | None
    decided_by: str | None
    checks: tuple[str, ...]
    only_if: str | None
    outcomes: tuple[StepOutcome, ...]
    deadlines: tuple[Deadline, ...]
    findings: tuple[Finding, ...]


def read_steps(
    steps: tuple[StepText, ...], language: Language, channel: Channel, names: Mapping[str, str]
) -> tuple[StepReading, ...]:
    """The readings of a scenario's steps, in order; each sentence is weighed with the actions before it."""
    own = names_of(language, names)
    if own.department:
        plain = without_department(own)
        actors = (actor for step in steps for actor in read_sentence(step.passage.text, plain).actors)
        if any(actor.performer == "head" for actor in actors):
            own = plain
    sentences = [read_sentence(step.passage.text, own) for step in steps]
    counter = channel == "psc"
    if all(step.kind == "action" for step in steps) and not any(map(_electronic, sentences)):
        channel = "internal"  # papers pass from hand to hand, whoever takes them in
    alone = [_alone(sentence, step.kind, channel, counter) for sentence, step in zip(sentences, steps, strict=True)]
    first: list[str] = []
    for weighed in alone:
        first.append(tell_action(weighed, first[-1] if first else "start", ""))
    actions: list[str] = []
    for n, (weighed, following) in enumerate(zip(alone, [*first[1:], "end"], strict=True)):
        before = actions[-1] if actions else "start"
        action = tell_action(weighed, before, following)
        if action == "other" and steps[n].kind == "action":  # «составляет реестр и направляет»: the next act may tell
            action = tell_action(_alone(sentences[n], steps[n].kind, channel, counter, 1), before, following)
        actions.append(action)
    readings = [
        _read(step, sentence, _tell(sentence, action, channel), language)
        for step, sentence, action in zip(steps, sentences, actions, strict=True)
    ]
    return tuple(_once(readings))


def _electronic(sentence: Sentence) -> bool:
    """Whether a sentence tells of an information system, or of what one does in it."""
    return any(m.concept.startswith("system:") or m.concept in ELECTRONIC for m in sentence.mentions)


def _once(readings: Sequence[StepReading]) -> Iterator[StepReading]:
    """The readings; an unknown system and a misspelling are reported where they first stand in the scenario."""
    seen: set[tuple[str, str]] = set()
    for reading in readings:
        kept = []
        for each in reading.findings:
            fact = (each.code, " ".join(str(value).lower() for value in each.arguments.values()))
            if each.code not in ("RG042", "RG252") or fact not in seen:
                kept.append(each)
            seen.add(fact)
        yield structs.replace(reading, findings=tuple(kept)) if len(kept) < len(reading.findings) else reading


def role_of(text: str, language: Language, names: Mapping[str, str]) -> tuple[str, ...]:
    """The performers and systems that the name of a unit denotes, in its order: «ГБД ЮЛ» is entities_registry."""
    return roles_in(text, names_of(language, names))


@lru_cache(maxsize=4096)
def roles_in(text: str, names: NameBook) -> tuple[str, ...]:
    """The same, for the short forms of `names`."""
    sentence = read_sentence(text, names)
    people = [(actor.first, actor.performer) for actor in sentence.actors if not actor.system]
    systems = [
        (m.first, m.concept.removeprefix("system:")) for m in sentence.mentions if m.concept.startswith("system:")
    ]
    return tuple(dict.fromkeys(name for _, name in sorted(people + systems, key=lambda place: place[0])))


class Told(Struct, frozen=True, gc=False):
    """What the words of a sentence alone give, whatever passage they stand in."""

    action: str
    also: tuple[str, ...]
    head: Act | None
    performer: str | None
    performer_by: ToldBy
    placed: bool
    systems: tuple[str, ...]
    needs: tuple[tuple[str, ...], ...] | None
    only_if: str | None


def _read(step: StepText, sentence: Sentence, told: Told, language: Language) -> StepReading:
    text = step.passage.text
    deadlines = read_deadlines(step.passage, language, "text")
    outcomes, deadlines = outcomes_of(sentence, step.kind, told.action, deadlines, step.passage)
    verifies = step.kind == "condition" or told.action.startswith("verify_")
    return StepReading(
        told.action,
        told.also,
        text[told.head.mention.start : told.head.mention.end] if told.head else _last_resort(sentence),
        told.performer,
        told.performer_by,
        told.systems,
        told.needs,
        told.performer if verifies and told.performer in STAFF else None,
        _checks(sentence, told.action) if verifies else (),
        told.only_if,
        outcomes,
        deadlines,
        _findings(step.passage, sentence, told, language),
    )


@lru_cache(maxsize=16384)
def _alone(sentence: Sentence, kind: StepKind, channel: Channel, counter: bool, start: int = 0) -> tuple[int, ...]:
    """How much the sentence speaks for each action by the acts it does, from the one at `start` on."""
    heads = _main_first(sentence.heads, channel)[start:]
    if heads and heads[0].concept == "hand_over":
        heads = [head for head in heads if head.concept != "note"]
    named = {mention.concept for mention in sentence.mentions}
    named |= {f"by:{actor.performer}" for actor in sentence.actors if actor.acts}
    if counter and any(each.concept == "role:psc" and _reached(each, sentence) for each in sentence.mentions):
        named.add("to:psc")  # the centre goes on with it: nothing is given out yet
    if kind == "condition" and parts_kinds(sentence.text, sentence.language):
        named.add("kinds")
    spoken = frozenset(act.concept for act in sentence.acts if not act.head)
    if "ask" in spoken:
        named.add("request")  # «сұрату» is the asking and what is asked
    if heads:
        named.add(f"of:{sentence.object_of(heads[0])}")
    return weigh(Evidence(tuple(head.concept for head in heads), spoken, frozenset(named), kind, channel))


def _reached(mention: Mention, sentence: Sentence) -> bool:
    """Whether something goes to whom a mention names: «в Центр», «Орталыққа»."""
    if sentence.language == "kk":
        return mention.case == "Dat"
    return mention.first > 0 and sentence.words[mention.first - 1].text.lower() in ("в", "во")


@lru_cache(maxsize=16384)
def _tell(sentence: Sentence, action: str, channel: Channel) -> Told:
    heads = _main_first(sentence.heads, channel)
    performer, performer_by, placed = performer_of(sentence, action, channel)
    language = sentence.language
    return Told(
        action,
        _also(heads, action, channel),
        _head(heads, action),
        performer,
        performer_by,
        placed,
        systems_of(sentence.mentions),
        needs_of(sentence.mentions, sentence.words, small_words(language, "either")),
        condition_of(sentence) or skipped_when(sentence.text, language),
    )


def _main_first(heads: Sequence[Act], channel: Channel) -> list[Act]:
    """The acts done, the main one first."""
    table = weights()
    ordered = [head for head in heads if head.concept not in table.light]
    if len(ordered) < 2:
        return ordered
    if channel != "internal":
        return sorted(ordered, key=lambda head: head.concept in table.passing)
    if ordered[0].concept == "hand_over" and all(head.concept == "note" for head in ordered[1:]):
        return ordered  # «выдает справку и делает запись в журнале»: the entry only tells of it
    deciding = [head for head in ordered if head.concept not in table.delivering] or ordered
    later = [head for head in deciding if head.concept not in table.preparatory]
    main = later[0] if later else deciding[0]
    if main.concept in table.verifying:
        settles = table.settling | ({"prepare"} if deciding[0].concept == "examine" else set())
        main = next((head for head in later[1:] if head.concept in settles), main)
    return [main, *(head for head in ordered if head is not main)]


def _also(heads: Sequence[Act], action: str, channel: Channel) -> tuple[str, ...]:
    table = weights().also["internal" if channel == "internal" else "electronic"]
    entry = weights().entry(action)
    own = entry.do if entry else {}
    further = (table[head.concept] for head in heads[1:] if head.concept in table and own.get(head.concept, 0) < 2)
    return tuple(dict.fromkeys(name for name in further if name != action))


def _head(heads: Sequence[Act], action: str) -> Act | None:
    """The act that names the action: the one that weighs most for it."""
    entry = weights().entry(action)
    if not heads or entry is None:
        return heads[0] if heads else None
    return max(
        heads,
        key=lambda head: (entry.do.get(head.concept, 0.0) * (1.0 if head is heads[0] else 0.6), -head.mention.start),
    )


def _last_resort(sentence: Sentence) -> str | None:
    """The word that names an action the lexicon does not know: the first finite verb in Russian, the last in Kazakh; else
    the first word that names nobody, or the last."""
    light = {m.first for m in sentence.mentions if m.concept in weights().light}
    named = {i for actor in sentence.actors for i in range(actor.first, actor.last + 1)}
    free = [i for i, word in enumerate(sentence.words) if word.text.isalpha() and i not in named | light]
    verbs = [i for i in sentence.finite if i in free]
    chosen = verbs or (free if sentence.language == "ru" else free[::-1])
    return sentence.words[chosen[-1 if verbs and sentence.language == "kk" else 0]].text if chosen else None


def _checks(sentence: Sentence, action: str) -> tuple[str, ...]:
    table = weights().checks.get(action, {})
    return tuple(dict.fromkeys(table[m.concept] for m in sentence.mentions if m.concept in table))


def _findings(passage: Passage, sentence: Sentence, told: Told, language: Language) -> tuple[Finding, ...]:
    found = []
    if told.action == "other":
        head = told.head.mention if told.head else None
        word = sentence.text[head.start : head.end] if head else (_last_resort(sentence) or "")
        found.append(finding("RG040", _where(passage, language), word=word))
    if not told.placed:
        found.append(finding("RG041", _where(passage, language), action=told.action))
    for span in time_spans(passage.text, language):
        if span.mended:
            place = _where(passage.part(*span.mended), language)
            found.append(finding("RG252", place, word=passage.text[slice(*span.mended)]))
    for mention in sentence.mentions:
        if mention.concept == "system:other":
            found.append(
                finding("RG042", _where(passage, language, mention), name=sentence.text[mention.start : mention.end])
            )
        elif mention.mended and _tells(mention, told):
            found.append(
                finding("RG252", _where(passage, language, mention), word=sentence.text[mention.start : mention.end])
            )
    return tuple(found)


def _tells(mention: Mention, told: Told) -> bool:
    """Whether a reading rests on this mention: it names the action, a system or a role."""
    return mention.concept.startswith(("system:", "role:")) or (told.head is not None and told.head.mention is mention)


def _where(passage: Passage, language: Language, mention: Mention | None = None) -> Where:
    place = passage.part(mention.start, mention.end) if mention else passage
    return Where(language=language, source=place.source.id, start=place.start, end=place.end, line=place.line)
