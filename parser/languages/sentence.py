"""One step's sentence: what it says is done, who it says does it, and which systems it names.

The head of a Russian nominal step is its first act in the nominative («проверка …», «процесс ввода …»), of a verbal one
its finite verb; in Kazakh it is an infinitive or a finite verb that closes a phrase («… тексеру», «… тіркеп, … жібереді»).
Acts under a preposition or postposition («для подписания», «қол қою үшін»), in another case, in a participle or in
parentheses are only spoken of.
"""

from collections.abc import Mapping
from functools import cache, lru_cache

from msgspec import Struct, structs

from parser.languages import kazakh, russian
from parser.languages.actions import weights
from parser.languages.lexicon import lexicon
from parser.languages.matching import Mention, doc_of, find
from parser.languages.names import NameBook, book, with_names
from parser.languages.pipeline import Token, tokens
from parser.languages.roles import Actor, actors
from spec.model import Language

LONGEST = 1000
"""Words of a sentence that are read; no step has a third of them, and what has more is no sentence."""


class Act(Struct, frozen=True):
    """An act of the sentence; `head` marks what the sentence says is done, others are only spoken of."""

    mention: Mention
    head: bool

    @property
    def concept(self) -> str:
        """The concept of the lexicon."""
        return self.mention.concept


class Sentence(Struct, frozen=True, eq=False):
    """A sentence, read: `spoken` are its concepts without parentheses of their own; acts and actors are in order; `finite`
    are the places of its finite verbs among `words`."""

    text: str
    language: Language
    words: tuple[Token, ...]
    mentions: tuple[Mention, ...]
    acts: tuple[Act, ...]
    actors: tuple[Actor, ...]
    finite: tuple[int, ...]

    def object_of(self, act: Act) -> str | None:
        """The thing that an act is done to: the nearest one named after it in Russian, before it in Kazakh."""
        things = [
            m for m in self.mentions if m.concept not in weights().acts | weights().light and ":" not in m.concept
        ]
        after = [m.concept for m in things if m.first > act.mention.last]
        before = [m.concept for m in things if m.last < act.mention.first][::-1]
        ordered = before + after if self.language == "kk" else after + before
        return ordered[0] if ordered else None

    @property
    def heads(self) -> tuple[Act, ...]:
        """What the sentence says is done, in its order."""
        return tuple(act for act in self.acts if act.head)


def names_of(language: Language, names: Mapping[str, str]) -> NameBook:
    """The book of an act's short forms; `names` maps each to what it stands for."""
    return book(language, tuple(sorted(names.items())))


@lru_cache(maxsize=16384)
def read_sentence(text: str, names: NameBook) -> Sentence:
    """The sentence `text` in the language of `names`."""
    language = names.language
    words = tokens(text)[:LONGEST]
    doc = doc_of(words, language)
    found = with_names(find(words, language, doc), names, text, words, doc)
    nested = _nested(words)
    small = [word.text.lower() for word in words]
    relative = _relative(words) if language == "ru" and "котор" in text.lower() else frozenset()
    finite = tuple(
        i
        for i, word in enumerate(words)
        if i not in nested and i not in relative and word.text.isalpha() and _finite(word.text, language)
    )
    if language == "ru":
        acts = _russian(found, words, small, nested, relative, finite)
    else:
        acts = _kazakh(found, words, small, nested)
    acts = _directed(acts, found)
    heads = tuple(act.mention for act in acts if act.head)
    spoken = frozenset(act.mention.last for act in acts if not act.head)
    return Sentence(
        text, language, words, found, acts, actors(found, heads, finite, spoken, words, small, nested, names), finite
    )


def _directed(acts: tuple[Act, ...], found: tuple[Mention, ...]) -> tuple[Act, ...]:
    """Handing over to a colleague or a system is passing on («басшыға береді»); only the applicant is handed things."""
    receiving = {m.concept for m in found if m.concept.startswith(("role:", "system:")) and m.case == "Dat"}
    if not receiving or "role:consumer" in receiving:
        return acts
    return tuple(
        structs.replace(act, mention=structs.replace(act.mention, concept="send"))
        if act.concept == "hand_over"
        else act
        for act in acts
    )


def _finite(word: str, language: Language) -> bool:
    """Whether a word is a finite verb, or a converb that says what is done next."""
    if language == "ru":
        return russian.word(word).form == "finite"
    return kazakh.form(word) in ("finite", "converb")


def _nested(words: tuple[Token, ...]) -> frozenset[int]:
    """The words in parentheses; one that is never closed encloses nothing."""
    opened: list[int] = []
    closed: list[tuple[int, int]] = []
    for index, word in enumerate(words):
        if word.text == "(":
            opened.append(index)
        elif word.text == ")" and opened:
            closed.append((opened.pop(), index + 1))
    inside: set[int] = set()
    reached = 0
    for start, end in sorted(closed):
        inside.update(range(max(start, reached), end))
        reached = max(reached, end)
    return frozenset(inside)


def _acting(found: tuple[Mention, ...]) -> tuple[list[Mention], set[int]]:
    """The mentions of acts, and the last words of light ones («процесс», «осуществляет»)."""
    table = weights()
    light = {mention.last for mention in found if mention.concept in table.light}
    return [mention for mention in found if mention.concept in table.acts], light


def _russian(
    found: tuple[Mention, ...],
    words: tuple[Token, ...],
    small: list[str],
    nested: frozenset[int],
    relative: frozenset[int],
    finite: tuple[int, ...],
) -> tuple[Act, ...]:
    """What is done: a noun that the sentence's verb governs is («проводит проверку»), unless that verb is an act itself
    («проверяет регистрацию»)."""
    acts, light = _acting(found)
    governs = small_words("ru", "governs")
    verbs = {mention.last for mention in acts if mention.form == "finite"}
    told: list[Act] = []
    for mention in acts:
        if mention.first in nested or mention.first in relative or mention.form == "participle":
            head = False
        elif mention.form in ("finite", "converb"):
            head = True
        else:
            before = _before(words, mention.first)
            if before >= 0 and before in light:
                head = True
            elif before >= 0 and small[before] in governs:
                head = False
            else:
                verb = next((index for index in reversed(finite) if index < mention.first), -1)
                head = bool(mention.cases) and mention.cases[0] in ("Nom", "Acc") and verb not in verbs
        told.append(Act(mention, head))
    return tuple(told)


def _before(words: tuple[Token, ...], index: int) -> int:
    """The word before `index` that is no adjective or participle, or -1; a mark of punctuation counts as a word."""
    index -= 1
    while index >= 0 and words[index].text.isalpha() and russian.word(words[index].text).modifier:
        index -= 1
    return index


def _relative(words: tuple[Token, ...]) -> frozenset[int]:
    """The words of relative clauses: from «который» to the next comma."""
    inside: set[int] = set()
    open_ = False
    for index, word in enumerate(words):
        if open_ and word.text in (",", ";", ")", "."):
            open_ = False
        elif word.text.isalpha() and word.text[:4].lower() == "кото" and russian.word(word.text).lemma == "который":
            open_ = True
        if open_:
            inside.add(index)
    return frozenset(inside)


def _kazakh(
    found: tuple[Mention, ...], words: tuple[Token, ...], small: list[str], nested: frozenset[int]
) -> tuple[Act, ...]:
    acts, light = _acting(found)
    governs = small_words("kk", "governs")
    joint = small_words("kk", "joint")
    lightly = {mention.first for mention in found if mention.concept in weights().light}
    carried = any(mention.last in light and mention.form == "finite" for mention in found if mention.last not in nested)
    told: list[Act] = []
    for mention in acts:
        after = _after(words, mention.last)
        following = small[after] if after < len(words) else ""
        if mention.last in nested or mention.form == "participle":
            head = False
        elif mention.form in ("finite", "converb"):
            head = following != "отырып"
        elif following in governs:
            head = False
        elif mention.case == "Nom":
            closes = not following or not following[0].isalpha() or following in joint
            head = closes or after in light or after in lightly
        else:
            head = mention.case in ("Acc", "Abl") and carried
        told.append(Act(mention, head))
    return tuple(told)


def _after(words: tuple[Token, ...], index: int) -> int:
    """The word after `index`, a parenthesis left out."""
    index += 1
    if index < len(words) and words[index].text == "(":
        while index < len(words) and words[index].text != ")":
            index += 1
        index += 1
    return index


@cache
def small_words(language: Language, key: str) -> frozenset[str]:
    """The words of `[syntax]` under `key`."""
    return frozenset(lexicon(language)["syntax"][key])
