"""A step that ends in more than one way, and a step for some cases only."""

import re
from functools import cache

from msgspec.structs import replace

from parser.acceptance import Rejection, guards, rejection
from parser.languages import kazakh
from parser.languages.lexicon import lexicon
from parser.languages.matching import Mention
from parser.languages.sentence import Sentence
from parser.values import Passage
from parser.ways import read_course
from spec.model import Deadline, Language, StepKind, StepOutcome, Texts, texts
from spec.validate import REFUSALS

DECIDES = {"examine", "check", "approve", "sign_result", "verify_eligibility"}
"""Actions that can settle whether the result or a refusal is prepared."""

REFUSING = {"refuse", "hand_over", "inform"}
"""What a step does that only refuses: such a step of its own ends the case as a whole."""

ACCEPTED = "acceptance"
"""The outcome with which a case goes on from a step that may refuse to accept the papers."""

Found = tuple[tuple[StepOutcome, ...], tuple[Deadline, ...]]


def outcomes_of(
    sentence: Sentence, kind: StepKind, action: str, deadlines: tuple[Deadline, ...], passage: Passage
) -> Found:
    """The ways in which a step ends, and its deadlines, each with the outcome that it belongs to.

    A decision has issue and refusal («оформляет разрешение …, в случае неполноты готовит отказ …»); a step that refuses
    to accept the papers has acceptance and refusal, and the refusal ends the case.
    """
    if kind == "condition" and (rejection(sentence) or read_course(sentence.text, sentence.language, True).closes):
        return (), deadlines  # its own check fails: parser.flow
    onward = action not in REFUSALS or any(act.concept not in REFUSING for act in sentence.heads)
    turned = rejection(sentence) if kind == "action" and onward else None
    decided = _decision(sentence, kind, action, deadlines, passage, turned)
    return decided if decided[0] or turned is None else _acceptance(sentence, turned, deadlines, passage)


def _acceptance(sentence: Sentence, turned: Rejection, deadlines: tuple[Deadline, ...], passage: Passage) -> Found:
    """The papers are accepted or not. Of several deadlines the one beside the refusal is its own; those before it count
    either way."""
    words, (_, end) = sentence.words, turned.clause
    until = words[end].start if end < len(words) else len(sentence.text)
    places = [deadline.stated[0].source.start - passage.start for deadline in deadlines]
    beside = (n for n, place in enumerate(places) if words[turned.first].start < place <= until)
    own = next(beside, None) if len(deadlines) > 1 else None
    if own is not None:
        deadlines = (*deadlines[:own], replace(deadlines[own], for_="refusal"), *deadlines[own + 1 :])
    numbers = range(len(deadlines))
    return (
        StepOutcome(ACCEPTED, Texts(), tuple(n for n in numbers if n != own)),
        StepOutcome(
            "refusal",
            texts(sentence.language, _when(sentence, turned)),
            tuple(n for n in numbers if own is None or places[n] <= places[own]),
        ),
    ), deadlines


def _when(sentence: Sentence, turned: Rejection) -> str | None:
    """The words of the clause that tell when the papers are refused: «при неполноте», «толық болмаса»."""
    words, start = sentence.words, turned.clause[0]
    begin, end = words[start].start, words[turned.first].start
    found = [match.span() for match in guards(sentence.language).finditer(sentence.text, begin, end)]
    if sentence.language == "kk":
        found += [(w.start, w.end) for w in words[start : turned.first] if kazakh.subordinate(w.text)]
        last = max((place[1] for place in found), default=None)
        if last is None:
            return None
        begin = max(begin, *(sentence.text.rfind(mark, 0, max(found)[0]) + 1 for mark in ",;."))
        return sentence.text[begin:last].strip(" ,.;")
    found += [(word.start, word.end) for word in words[start : turned.first] if word.text.lower() == "при"]
    if not found:
        return None
    begin = min(found)[0]
    return sentence.text[begin : _agent_start(sentence, begin, end)].strip(" ,.;–-")


def _decision(
    sentence: Sentence,
    kind: StepKind,
    action: str,
    deadlines: tuple[Deadline, ...],
    passage: Passage,
    turned: Rejection | None,
) -> Found:
    """A result or a refusal is prepared, or a refusal when something is amiss. A paper that is only passed on
    («подписывает разрешение либо отказ») is no decision."""
    refusal = next((m for m in sentence.mentions if m.concept == "refusal" and not _within(m, turned)), None)
    result = next((m for m in sentence.mentions if m.concept in ("permit", "result")), None)
    makes = [act for act in sentence.heads if act.concept in ("prepare", "form")]
    if action not in DECIDES or refusal is None or not makes:
        return (), deadlines
    guard = _guard(sentence, refusal)
    if result is None and (guard is None or kind != "action"):
        return (), deadlines
    split = _turn(refusal, result, guard)
    if len(deadlines) > 1:
        first = result is not None and refusal.start < result.start
        deadlines = tuple(
            replace(d, for_="refusal" if (d.stated[0].source.start - passage.start >= split) != first else "issue")
            for d in deadlines
        )
    numbered = list(enumerate(deadlines))
    chosen = {name: tuple(i for i, d in numbered if d.for_ in (None, name)) for name in ("issue", "refusal")}
    text = sentence.text[guard[0] : guard[1]].strip(" ,.;") if guard else None
    return (
        StepOutcome("issue", Texts(), chosen["issue"]),
        StepOutcome("refusal", texts(sentence.language, text), chosen["refusal"]),
    ), deadlines


def _within(mention: Mention, turned: Rejection | None) -> bool:
    return turned is not None and turned.first <= mention.first <= turned.last


def _guard(sentence: Sentence, refusal: Mention) -> tuple[int, int] | None:
    """The words that tell when the refusal is due: «в случае неполноты документов», «… анықталған жағдайда»."""
    language = sentence.language
    found = None
    for match in guards(language).finditer(sentence.text):
        if match.start() > refusal.start:
            break
        found = match
    if found is None:
        return None
    if language == "kk":
        start = max(sentence.text.rfind(mark, 0, found.start()) for mark in ",;.") + 1
        return start, found.end()
    act = next((act.mention for act in sentence.heads if act.mention.start > found.start()), refusal)
    return found.start(), _agent_start(sentence, found.start(), min(act.start, refusal.start))


def _agent_start(sentence: Sentence, start: int, end: int) -> int:
    """Where the guard ends: before the actor that stands between it and the act."""
    for actor in sentence.actors:
        place = sentence.words[actor.first].start
        if actor.acts and not actor.system and start < place < end:
            return place
    return end


def _turn(refusal: Mention, result: Mention | None, guard: tuple[int, int] | None) -> int:
    """The offset at which the sentence turns from the first outcome to the second."""
    if guard and (result is None or guard[0] > min(refusal.start, result.start)):
        return guard[0]
    return max(refusal.start, result.start if result else 0)


def condition_of(sentence: Sentence) -> str | None:
    """What restricts the step to some cases: a parenthesis such as «(осуществляется для незарегистрированных …)»."""
    for match in re.finditer(r"\(([^()]{12,})\)", sentence.text):
        inside = [m for m in sentence.mentions if match.start() < m.start and m.end < match.end()]
        words = match[1].lower()
        if any(m.concept == "unregistered" for m in inside) or _conditions(sentence.language).search(words):
            return match[1].strip()
    return None


@cache
def _conditions(language: Language) -> "re.Pattern[str]":
    words = "|".join(map(re.escape, lexicon(language)["guards"]["restricts"]))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")
