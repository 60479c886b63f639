"""Who a sentence says acts: roles put together from their parts, and the cases that make one an actor."""

import re
from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from parser.languages import kazakh, russian
from parser.languages.lexicon import lexicon
from parser.languages.matching import Mention
from parser.languages.names import NameBook
from parser.languages.pipeline import Token, pipeline
from spec.model import Language

COMPOUNDS: tuple[tuple[frozenset[str], str], ...] = (
    # what a chain of roles denotes («сотрудник канцелярии услугодателя»): the first set that it contains
    (frozenset({"psc"}), "psc_worker"),
    (frozenset({"psc_worker"}), "psc_worker"),
    (frozenset({"chancellery"}), "chancellery"),
    (frozenset({"deputy"}), "deputy_head"),
    (frozenset({"department_head"}), "department_head"),
    (frozenset({"head", "department"}), "department_head"),
    (frozenset({"head"}), "head"),
    (frozenset({"specialist"}), "specialist"),
    (frozenset({"employee", "department"}), "specialist"),
    (frozenset({"employee"}), "employee"),
    (frozenset({"provider"}), "provider"),
    (frozenset({"consumer"}), "consumer"),
)
OWNED = re.compile(r"(?:[лдт][ае]р)?с?[ыі](?:н\w{0,3})?")
"""A possessive ending that stands apart from an abbreviation: «ЭЦҚ-сының», «ЭЦҚ-сы»."""
WITHIN = re.compile(r"[ыі]н(?:да[ғг]ы|де[гғ]і)$")
"""The ending of what is in something of somebody's: «алушы деректеріндегі қате»."""
PERFORMERS = {
    "portal": "portal",
    "e_licensing": "e_licensing",
    "gateway": "gateway",
    "payment_gateway": "payment_gateway",
    "individuals_registry": "registry",
    "entities_registry": "registry",
    "notary": "notary",
}
"""The performer that an information system is; a psc_workstation is none (SPEC-FORMAT.md)."""


class Actor(Struct, frozen=True, gc=False):
    """A person, unit or system in the sentence, words first..last. `acts` tells that the sentence says it acts, `place`
    that it is where something happens, `through` that it is what somebody acts through, `inside` that its
    own case says «in it»."""

    performer: str
    first: int
    last: int
    acts: bool
    place: bool
    through: bool
    system: bool
    inside: bool = False


def chains(found: Sequence[Mention], words: tuple[Token, ...], names: NameBook) -> list[tuple[str, int, int, Mention]]:
    """Roles with the roles that they belong to: performer, first word, last word, the mention that carries the case."""
    language = names.language
    edges = {edge for m in found if m.concept.startswith("system:") for edge in (m.first - 1, m.last + 1)}
    roles = [m for m in found if m.concept.startswith("role:") and not (_named(m, words) and {m.first, m.last} & edges)]
    joined: list[list[Mention]] = []
    for role in roles:
        if joined and _belongs(joined[-1][-1], role, words, language):
            joined[-1].append(role)
        else:
            joined.append([role])
    return [
        (
            _performer({_part(m, words, names) for m in chain}),
            chain[0].first,
            chain[-1].last,
            chain[0 if language == "ru" else -1],
        )
        for chain in joined
    ]


def _part(role: Mention, words: tuple[Token, ...], names: NameBook) -> str:
    """What a role of a chain is; a department that is the provider itself is the provider."""
    name = role.concept.removeprefix("role:")
    alone = role.first == role.last and names.department is not None
    if alone and name == "department" and pipeline(names.language).norm(words[role.first].text) == names.department:
        return "provider"
    return name


def _named(role: Mention, words: tuple[Token, ...]) -> bool:
    """Whether a role is written as a name: «Заңды тұлғалар» beside a system is part of what that is called."""
    return role.concept == "role:consumer" and words[role.first].text[0].isupper()


def _belongs(before: Mention, role: Mention, words: tuple[Token, ...], language: Language) -> bool:
    if "role:consumer" in (before.concept, role.concept):
        return False
    between = words[before.last + 1 : role.first]
    if language == "ru":
        return "Gen" in role.cases + ("Gen",) * (not role.cases) and all(
            word.text.isalpha() and russian.word(word.text).modifier for word in between
        )
    return (
        before.case in ("Gen", "Nom") and role.possessed and all(word.text.lower() in _adjectives() for word in between)
    )


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(lexicon("kk")["syntax"]["role_adjectives"])


def _performer(parts: set[str]) -> str:
    return next((name for needed, name in COMPOUNDS if needed <= parts), "other")


def actors(
    found: tuple[Mention, ...],
    heads: tuple[Mention, ...],
    finite: tuple[int, ...],
    spoken: frozenset[int],
    words: tuple[Token, ...],
    small: list[str],
    nested: frozenset[int],
    names: NameBook,
) -> tuple[Actor, ...]:
    """Everybody and everything in the sentence that could act, in order."""
    language = names.language
    syntax = lexicon(language)["syntax"]
    told: list[Actor] = []
    for performer, first, last, carrier in chains(found, words, names):
        acts = first not in nested and _acts(carrier, first, last, heads, finite, spoken, words, small, language)
        told.append(Actor(performer, first, last, acts, False, _through(first, last, small, syntax, language), False))
    for each in found:
        if each.concept.startswith("system:"):
            name = each.concept.removeprefix("system:")
            acts = each.first not in nested and _acts(
                each, each.first, each.last, heads, finite, spoken, words, small, language
            )
            through = _through(each.first, each.last, small, syntax, language)
            place = each.first not in nested and not through and _place(each, small, syntax, language)
            told.append(
                Actor(
                    PERFORMERS.get(name, name),
                    each.first,
                    each.last,
                    acts,
                    place,
                    through,
                    True,
                    place and each.case == "Loc",
                )
            )
    return tuple(sorted(told, key=lambda actor: actor.first))


def _through(first: int, last: int, small: list[str], syntax: dict[str, list[str]], language: Language) -> bool:
    if language == "ru":
        return any(word in syntax["through"] for word in small[max(0, first - 2) : first])
    return any(word in syntax["through"] for word in small[last + 1 : last + 2])


def _place(mention: Mention, small: list[str], syntax: dict[str, list[str]], language: Language) -> bool:
    if language == "ru":
        return any(word in syntax["place"] for word in small[max(0, mention.first - 2) : mention.first])
    return mention.case in ("Loc", "Abl", "Nom")


def _acts(
    mention: Mention,
    first: int,
    last: int,
    heads: tuple[Mention, ...],
    finite: tuple[int, ...],
    spoken: frozenset[int],
    words: tuple[Token, ...],
    small: list[str],
    language: Language,
) -> bool:
    if language == "ru":
        return _acts_russian(mention, first, last, heads, finite, spoken, words, small)
    return _acts_kazakh(mention, last, heads, finite, spoken, words, small)


def _acts_russian(
    mention: Mention,
    first: int,
    last: int,
    heads: tuple[Mention, ...],
    finite: tuple[int, ...],
    spoken: frozenset[int],
    words: tuple[Token, ...],
    small: list[str],
) -> bool:
    """An actor stands in the nominative before the finite verb, or in the instrumental, unless a participle takes it
    («предоставленных потребителем»); a name that shows no case acts where it stands right beside the act."""
    syntax = lexicon("ru")["syntax"]
    start = first
    while start > 0 and words[start - 1].text.isalpha() and russian.word(words[start - 1].text).modifier:
        if russian.word(words[start - 1].text).form == "participle":
            return False
        start -= 1
    before = small[start - 1] if start else ""
    if before in syntax["governs"] or before in syntax["through"]:
        return False
    cases = mention.cases
    if not cases:
        beside = any(head.last == start - 1 for head in heads)
        return beside or (start == 0 and any(index > last for index in finite))
    if cases[0] == "Ins":
        return not _intended(start, spoken, small, syntax)
    return "Nom" in cases and any(index > last for index in finite) and not any(index < first for index in finite)


def _intended(start: int, spoken: frozenset[int], small: list[str], syntax: dict[str, list[str]]) -> bool:
    """Whether whoever is named from word `start` on will do what is only spoken of: «подписания услугодателем», «для
    обработки запроса услугодателем»."""
    if start - 1 in spoken:
        return True
    near = range(max(1, start - 4), start - 1)
    return any(at in spoken and small[at - 1] in syntax["purpose"] for at in near)


def _acts_kazakh(
    mention: Mention,
    last: int,
    heads: tuple[Mention, ...],
    finite: tuple[int, ...],
    spoken: frozenset[int],
    words: tuple[Token, ...],
    small: list[str],
) -> bool:
    """An actor stands in the instrumental, in the genitive before a possessed act («алушының таңдауы»), or in the
    nominative before a finite verb or a plain act, unless a participle takes it («алушы ұсынған»)."""
    following = _with_ending(words, last + 1)
    if following.lower() in lexicon("kk")["syntax"]["governs"] or kazakh.active(following):
        return False
    later = [head for head in heads if head.first > last]
    if mention.case == "Ins":
        return following.lower() not in lexicon("kk")["syntax"]["together"]
    owner = (
        bool(following)
        and (kazakh.possessed(following, pipeline("kk").base(following)) or bool(WITHIN.search(following.lower())))
        and kazakh.form(following) == "noun"
    )
    if owner and not any(head.last == last + 1 for head in heads):
        return False  # «алушы деректері», «алушының деректері»: the data are the recipient's
    if mention.case == "Gen":
        return any(head.form == "noun" and head.possessed for head in later)
    if mention.case == "Nom":
        verb = next((index for index in finite if index > last), None)
        if any(kazakh.subordinate(word.text) for word in words[last + 1 : verb]):
            return False
        if any(head.form == "finite" and head.first < mention.first for head in heads) and not later:
            return False  # the sentence has said what is done; what follows tells why
        return verb is not None or (bool(later) and _first_word(mention, words))
    return False


def _with_ending(words: tuple[Token, ...], index: int) -> str:
    """The word at `index`, with the ending that a hyphen parts from an abbreviation («ЭЦҚ-сының»); empty past the end."""
    if index >= len(words):
        return ""
    word = words[index]
    after = words[index + 1] if index + 1 < len(words) else None
    apart = after is not None and word.text.isupper() and after.start == word.end + 1
    return word.text + after.text if after and apart and OWNED.fullmatch(after.text) else word.text


def _first_word(mention: Mention, words: tuple[Token, ...]) -> bool:
    return mention.first == 0 and len(words) > mention.last + 1 and words[mention.last + 1].text.isalpha()
