"""What the Kazakh and the Russian clauses say differently beside the steps: what they cite, whom a definition means."""

from collections.abc import Iterator
from functools import cache, lru_cache

from msgspec.structs import replace

from parser.languages.lexicon import lexicon
from spec.model import Finding, Language, Reference, Term, Where
from spec.places import begin, entry_places, spanned
from spec.rules import finding, named

KINDS = ("annex", "diagram", "table", "clause")
PERSONS = ("individual", "entity", "entrepreneur", "information_system")

Spot = tuple[str | None, str, str]
"""Service, clause and kind of what is cited."""
Cited = dict[Spot, dict[Language, dict[str, Reference]]]


def compare_references(references: tuple[Reference, ...], found: tuple[Finding, ...]) -> Iterator[Finding]:
    """RG207 once a clause and kind: both texts cite a diagram, say, and not the same one.

    A number that does not exist is a finding already (RG203), and so is a diagram cited twice (RG237); none is one here.
    """
    cited: Cited = {}
    for reference in references:
        if reference.clause and reference.language and reference.kind in KINDS:
            spot = cited.setdefault((reference.service, reference.clause, reference.kind), {})
            spot.setdefault(reference.language, {})[reference.number] = reference
    told = {(each.where.service, each.arguments["second"]) for each in found if each.code == "RG237"}
    for (service, clause, kind), languages in cited.items():
        kk, ru = languages.get("kk", {}), languages.get("ru", {})
        if (service, clause) in told or not kk or not ru or set(kk) == set(ru):
            continue
        if not all(r.found for r in (*kk.values(), *ru.values())) or _moved(cited, (service, clause, kind)):
            continue
        where = Where(service, clause=clause)
        places = [
            spanned(replace(where, language=language), next(iter(languages[language].values())).from_)
            for language in languages
        ]
        said = [", ".join(sorted(numbers, key=int)) for numbers in (kk, ru)]
        yield finding("RG207", *sorted(places, key=begin), clause=clause, kind=kind, kk=said[0], ru=said[1])


def _moved(cited: Cited, spot: Spot) -> bool:
    """Whether one text counts its clauses a number further than the other: what one cites here the other cites in the
    next clause, and what the other cites here the one cites in the clause before."""
    service, clause, kind = spot
    if not clause or not clause.isdigit():
        return False

    def said(language: Language, by: int) -> set[str]:
        return set(cited.get((service, str(int(clause) + by), kind), {}).get(language, ()))

    return any(said("kk", 0) == said("ru", by) and said("kk", -by) == said("ru", 0) for by in (1, -1))


def compare_definitions(terms: tuple[Term, ...], service: str) -> Iterator[Finding]:
    """RG227: a term whose definitions mean other persons or systems: «жеке немесе заңды тұлға» and «юридическое лицо»."""
    for term in terms:
        kk, ru = term.definition.get("kk"), term.definition.get("ru")
        if not kk or not ru:
            continue
        left, right = persons(kk, "kk"), persons(ru, "ru")
        if left and right and left != right:
            places = entry_places(service, term.clause, term.item, term.source)
            said = {"kk": ", ".join(sorted(left)), "ru": ", ".join(sorted(right))}
            yield named("RG227", places, "term", term.term, **said)


@cache
def _words(language: str) -> dict[str, list[str]]:
    table = lexicon(language)["persons"]
    return {kind: table[kind] for kind in PERSONS}


@lru_cache(maxsize=4096)
def persons(definition: str, language: str) -> frozenset[str]:
    """Whom or what a definition means."""
    text = " ".join(definition.lower().split())
    return frozenset(kind for kind, words in _words(language).items() if any(word in text for word in words))
