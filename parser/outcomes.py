"""A step that ends in more than one way, and a step for some cases only."""

import re
from functools import cache

from msgspec.structs import replace

from parser.languages.lexicon import lexicon
from parser.languages.matching import Mention
from parser.languages.sentence import Sentence
from parser.values import Passage
from spec.model import Deadline, Language, StepOutcome, Texts, texts

DECIDES = {"examine", "check", "approve", "sign_result", "verify_eligibility"}
"""Actions that can settle whether the result or a refusal is prepared."""


def outcomes_of(
    sentence: Sentence, action: str, deadlines: tuple[Deadline, ...], passage: Passage
) -> tuple[tuple[StepOutcome, ...], tuple[Deadline, ...]]:
    """The ways in which a step ends («оформляет разрешение …, в случае неполноты готовит отказ …») and its deadlines,
    each with the outcome that it belongs to. A paper that is only passed on («подписывает разрешение либо отказ») is
    no decision."""
    refusal = next((m for m in sentence.mentions if m.concept == "refusal"), None)
    result = next((m for m in sentence.mentions if m.concept in ("permit", "result")), None)
    makes = [act for act in sentence.heads if act.concept in ("prepare", "form")]
    if action not in DECIDES or refusal is None or result is None or not makes:
        return (), deadlines
    guard = _guard(sentence, refusal)
    split = _turn(sentence, refusal, result, guard)
    if len(deadlines) > 1:
        first = refusal.start < result.start
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


def _guard(sentence: Sentence, refusal: Mention) -> tuple[int, int] | None:
    """The words that tell when the refusal is due: «в случае неполноты документов», «… анықталған жағдайда»."""
    language = sentence.language
    found = None
    for match in _guards(language).finditer(sentence.text):
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


def _turn(sentence: Sentence, refusal: Mention, result: Mention, guard: tuple[int, int] | None) -> int:
    """The offset at which the sentence turns from the first outcome to the second."""
    if guard and guard[0] > min(refusal.start, result.start):
        return guard[0]
    return max(refusal.start, result.start)


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


@cache
def _guards(language: Language) -> "re.Pattern[str]":
    words = "|".join(map(re.escape, lexicon(language)["guards"]["when"]))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
