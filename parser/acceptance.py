"""A refusal inside a step from which other cases go on: it ends the case there and then.

«Канцелярия проверяет полноту документов, при неполноте отказывает в приеме» (қабылдаудан бас тартады), «возвращает их
услугополучателю с мотивированным отказом», «при отрицательном результате оказание услуги завершается отказом». Read
strictly: the sentence itself refuses to accept or to go on, hands the applicant the refusal, or says that the case is
closed; and it says when, or instead of what. A refusal that is only prepared, signed or passed on ends nothing.
"""

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from parser.languages import kazakh
from parser.languages.lexicon import lexicon
from parser.languages.matching import Mention
from parser.languages.sentence import Sentence, small_words
from spec.model import Language

REFUSED = {"take_in": 2, "examine": 3}
"""What is refused, and how many words on it may stand: «отказ в приеме», «отказ в дальнейшем рассмотрении»."""
HANDS = {"hand_over", "send", "inform"}
"""Acts by which a paper reaches the applicant."""
PASSES_ON = {"send", "hand_over", "sign", "approve", "prepare", "form", "entrust"}
"""What is still done with a refusal that is no more than prepared."""

Found = tuple[int, int]


class Rejection(Struct, frozen=True):
    """Where a sentence refuses: words first..last; `clause` are the first word of its clause and the one after its last."""

    first: int
    last: int
    clause: tuple[int, int]


def rejection(sentence: Sentence) -> Rejection | None:
    """Where the sentence ends the case with a refusal in some cases, or None."""
    reads = (_kazakh if sentence.language == "kk" else _russian, _returned, _closed)
    for first, last in (found for read in reads for found in read(sentence)):
        start, end = _clause(sentence, first, last)
        stated = _guarded(sentence, start, first, end) or _either(sentence, start, first, last)
        if stated and not _passed_on(sentence, last):
            return Rejection(first, last, (start, end))
    return None


def _clause(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """The words around first..last up to the finite verbs and the ends of sentences beside them."""
    stops = [i for i, word in enumerate(sentence.words) if word.text in ".;" or _finite(sentence, i)]
    return (
        max((at + 1 for at in stops if at < first), default=0),
        min((at for at in stops if at > last), default=len(sentence.words)),
    )


def _finite(sentence: Sentence, at: int) -> bool:
    """Whether a word is a finite verb; a Kazakh converb only leads to one."""
    return at in sentence.finite and (sentence.language == "ru" or kazakh.form(sentence.words[at].text) == "finite")


def _russian(sentence: Sentence) -> Iterator[Found]:
    """«отказывает в приеме», «не принимает документы», «выдает расписку об отказе в приеме», «отказ в приеме»."""
    words = _small(sentence)
    for before, thing in zip(sentence.mentions, sentence.mentions[1:], strict=False):
        near = thing.first - before.last <= REFUSED.get(thing.concept, 0)
        if near and before.concept == "refuse" and before.last in sentence.finite and words[before.first - 1] != "не":
            yield before.first, thing.last
        elif near and before.concept == "refusal":
            giver = _giver(sentence, before, reversed(sentence.mentions[: sentence.mentions.index(before)]))
            if giver is not None:
                yield giver, thing.last
            elif words[before.first - 1].startswith(_beginnings("ru", "gives")):
                yield before.first - 1, thing.last
            elif not sentence.finite and "Nom" in before.cases and before.case != "Loc":
                yield before.first, thing.last
        elif before.last in sentence.finite and (before.concept, words[before.first - 1]) == ("take_in", "не"):
            yield from [(before.first - 1, before.last)] if _is_paper(thing) else []


def _kazakh(sentence: Sentence) -> Iterator[Found]:
    """«қабылдаудан бас тартады», «құжаттарды қабылдамайды», «қабылдаудан бас тарту туралы қолхат береді»."""
    words = _small(sentence)
    for n, (thing, refused) in enumerate(zip(sentence.mentions, sentence.mentions[1:], strict=False)):
        after = words[refused.last + 1] if refused.last + 1 < len(words) else ""
        said = refused.last in sentence.finite
        if refused.concept == "refuse" and said and _is_paper(thing) and words[refused.last].startswith(_away()):
            yield refused.first, refused.last
        if thing.concept not in REFUSED or thing.case != "Abl" or refused.first - thing.last > 1:
            continue
        if refused.concept not in ("refusal", "refuse"):
            continue
        verb = _finite(sentence, refused.last) or (said and refused.last - refused.first < 2)  # «… жауап» is no converb
        giver = _giver(sentence, refused, iter(sentence.mentions[n + 2 :]))
        denied = re.search("[пбм][ае]й[дт]", words[refused.last])  # «тартпайды»
        closing = not said and refused.case == "Nom" and not after[:1].isalpha()
        if (verb and not denied) or closing:
            yield thing.first, refused.last
        elif giver is not None:
            yield thing.first, giver


def _returned(sentence: Sentence) -> Iterator[Found]:
    """«возвращает документы услугополучателю с мотивированным отказом», «бас тарту себебін көрсетіп … қайтарады»."""
    words = _small(sentence)
    for at in sentence.finite:
        if words[at].startswith(_beginnings(sentence.language, "returns")) and words[at - 1] != "не":
            start, end = _clause(sentence, at, at)
            inside = [mention for mention in sentence.mentions if start <= mention.first < end]
            to = any(mention.concept == "role:consumer" and mention.case == "Dat" for mention in inside)
            if to and any(mention.concept == "refusal" for mention in inside):
                yield at, at


def _closed(sentence: Sentence) -> Iterator[Found]:
    """«при отрицательном результате оказание услуги завершается отказом», «… бас тарту жасалып, қызмет аяқталады»."""
    for at, word in enumerate(_small(sentence)):
        if _finite(sentence, at) and word.startswith(_beginnings(sentence.language, "closes")):
            marks = [i for i, other in enumerate(sentence.words) if other.text in ".;"]
            start = max((i + 1 for i in marks if i < at), default=0)
            end = min((i for i in marks if i > at), default=len(sentence.words))
            told = [m.first for m in sentence.mentions if m.concept == "refusal" and start <= m.first < end]
            if told:
                yield min(told[0], at), max(told[0], at)


def _giver(sentence: Sentence, refusal: Mention, others: Iterator[Mention]) -> int | None:
    """The verb by which a paper on the refusal reaches the applicant: it is handed over to no one else, or sent to the
    applicant by name. Only the paper's name and the applicant stand between."""
    giver = next((m for m in others if m.concept not in ("message", "role:consumer")), None)
    if giver is None or giver.concept not in HANDS or giver.last not in sentence.finite:
        return None
    start, end = _clause(sentence, min(giver.first, refusal.first), max(giver.last, refusal.last))
    to = {m.concept for m in sentence.mentions if start <= m.first < end and m.case == "Dat"}
    alone = not any(concept.startswith(("role:", "system:")) for concept in to)
    return giver.first if "role:consumer" in to or (giver.concept == "hand_over" and alone) else None


def _guarded(sentence: Sentence, start: int, first: int, end: int) -> bool:
    """Whether the clause says when: «в случае …», «при … неполноте», «… болмаса», before the refusal or after it."""
    words = sentence.words[start:end]
    text = sentence.text[words[0].start : words[-1].end] if words else ""
    if guards(sentence.language).search(text) or _opened(sentence, start):
        return True
    if sentence.language == "kk":
        return any(kazakh.subordinate(word.text) for word in words[: first - start])
    at = next((start + i for i, word in enumerate(words) if word.text.lower() == "при"), end)
    return any(m.concept == "violation" and at < m.first < end for m in sentence.mentions)


def _opened(sentence: Sentence, start: int) -> bool:
    """Whether the verb before the clause is that of a condition: «если документы не соответствуют, отказывает …»."""
    if not start or not _finite(sentence, start - 1):
        return False
    before, _ = _clause(sentence, start - 1, start - 1)
    opens = lexicon(sentence.language)["guards"]["clause"]
    return any(word.text.lower() in opens for word in sentence.words[before : start - 1])


def _either(sentence: Sentence, start: int, first: int, last: int) -> bool:
    """Whether the refusal is one of two ways: «регистрирует либо отказывает в приеме», «бас тартады не тіркейді»."""
    words, either = _small(sentence), small_words(sentence.language, "either")
    if start and words[start if sentence.language == "kk" else first - 1] in either:
        return True
    onward = next((at for at in sentence.finite if at > last), None)
    return onward is not None and words[last + 1 if sentence.language == "kk" else onward - 1] in either


def _passed_on(sentence: Sentence, last: int) -> bool:
    """Whether the very refusal is signed or passed on: «отказывает в приеме и передает на подпись»."""
    following = next((m for m in sentence.mentions if m.first > last and m.last in sentence.finite), None)
    if following is None or following.concept not in PASSES_ON:
        return False
    _, end = _clause(sentence, following.last, following.last)
    to = {m.concept for m in sentence.mentions if last < m.first < end and m.case == "Dat" and "role:" in m.concept}
    if "role:consumer" in to or (following.concept == "hand_over" and not to):
        return False
    words, joint = _small(sentence), small_words(sentence.language, "joint") - small_words(sentence.language, "either")
    if sentence.language == "kk":
        return not _finite(sentence, last) or words[last + 1] in joint
    return words[following.first - 1] in joint


def _is_paper(mention: Mention) -> bool:
    return mention.concept in ("document", "request")


def _small(sentence: Sentence) -> list[str]:
    return [word.text.lower() for word in sentence.words]


@cache
def _away() -> tuple[str, ...]:
    """«қабылдам…», as the negative forms of taking in begin."""
    return tuple(f"{verb.removesuffix('у')}м" for verb in lexicon("kk")["concepts"]["take_in"] if " " not in verb)


@cache
def _beginnings(language: Language, key: str) -> tuple[str, ...]:
    return tuple(lexicon(language)["flow"][key])


@cache
def guards(language: Language) -> "re.Pattern[str]":
    """The words that open (Russian) or close (Kazakh) a condition."""
    words = "|".join(map(re.escape, lexicon(language)["guards"]["when"]))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
