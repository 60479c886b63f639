"""What each listing of a regulation is for: it states a scenario, restates one in other words, or names the results of its
steps."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from parser.languages.lexicon import lexicon
from parser.languages.matching import mentions
from parser.listings import COUNTER, DEEDS, STAFF, Listing, concepts_in, names_results
from spec.model import Language

Purpose = Literal["states", "restates", "result"]

ELSEWHERE = COUNTER | {"system:portal"}
"""What the opening of a list names that is no procedure within the provider."""


def purposes(listings: Sequence[Listing], language: Language) -> tuple[tuple[Purpose, int | None], ...]:
    """What each listing does: the first of a procedure states it, a later one like it restates it or names its results;
    and which listing that is."""
    told: list[tuple[Purpose, int | None]] = []
    stated: list[int] = []
    for index, listing in enumerate(listings):
        purpose, of = _purpose(listing, [(n, listings[n]) for n in reversed(stated)], listings[:index], language)
        told.append((purpose, of))
        if purpose == "states" and not listing.labelled:
            stated.append(index)
    return tuple(told)


def _purpose(
    listing: Listing, stated: Sequence[tuple[int, Listing]], before: Sequence[Listing], language: Language
) -> tuple[Purpose, int | None]:
    if listing.labelled:
        return "states", None
    if names_results(listing, before, language):
        same = (index for index, other in stated if len(other.entries) == len(listing.entries))
        return "result", next(same, None)
    if not concepts_in(listing.opening, language).isdisjoint(ELSEWHERE):
        return "states", None
    for index, other in stated:
        if _same_cases(listing, other, language) and _likeness(_texts(listing), _texts(other), language) >= 0.5:
            return "restates", index
    return "states", None


def _same_cases(listing: Listing, other: Listing, language: Language) -> bool:
    """Whether two listings are of the same kinds of case: not where they share a clause, one says «при переоформлении», or
    one is for who applies at a centre and the other for who applies elsewhere."""
    if other.last is listing.first or _kinds_of_case(other, language) != _kinds_of_case(listing, language):
        return False
    return not (_elsewhere(other, language) and _names_door(listing.opening, language))


def _elsewhere(listing: Listing, language: Language) -> bool:
    """Whether a listing begins at a public service centre or on the portal: its opening or its first entries say so."""
    said = (listing.opening, *(entry.body.text for entry in listing.entries[:2]))
    return any(not concepts_in(text, language).isdisjoint(ELSEWHERE) for text in said)


def _names_door(opening: str, language: Language) -> bool:
    """Whether the opening of a listing says where one applies: «при обращении в отдел», «бөлімге жүгінген кезде»."""
    words = lexicon(language)["table"]
    return any(word in opening.lower() for word in (*words["through"], *words["applying"]))


def _kinds_of_case(listing: Listing, language: Language) -> frozenset[str]:
    """The kinds of case that the opening of a listing names: «при переоформлении …»."""
    opening, variants = listing.opening.lower(), lexicon(language)["table"]["variants"]
    return frozenset(name for name, words in variants.items() if any(word in opening for word in words))


def _texts(listing: Listing) -> tuple[str, ...]:
    return tuple([entry.body.text for entry in listing.entries])


@lru_cache(maxsize=512)
def _likeness(listing: tuple[str, ...], stated: tuple[str, ...], language: Language) -> float:
    """The share of entries that stand in the other listing too, in the same order: of the shorter one's, unless that is
    less than half of the other. A restatement may join two steps or leave one out."""
    short, long = sorted((len(listing), len(stated)))
    row = [0] * (len(stated) + 1)
    for one in listing:
        last = row
        row = [0]
        for n, other in enumerate(stated):
            row.append(last[n] + 1 if _alike(one, other, language) else max(last[n + 1], row[n]))
    return row[-1] / (short if 2 * short >= long else long)


def _alike(one: str, other: str, language: Language) -> bool:
    here, there = _staff(one, language), _staff(other, language)
    if here and there:
        return here == there
    done = [concepts_in(text, language) for text in (one, other)]
    return all(concepts.isdisjoint(COUNTER) for concepts in done) and not DEEDS.isdisjoint(done[0] & done[1])


def _staff(text: str, language: Language) -> str | None:
    """The first member of staff whom a sentence names, but as the one to whom something is sent."""
    return next((m.concept for m in mentions(text, language) if m.concept in STAFF and m.case != "Dat"), None)
