"""What the Kazakh and the Russian clauses say differently beside the steps: what they cite, whom a definition means."""

from collections.abc import Iterator
from functools import cache

from parser.languages.lexicon import lexicon
from spec.model import Finding, Reference, Term, Where
from spec.rules import finding

KINDS = ("annex", "diagram", "table", "clause")
ONE_FACT = ("RG206", "RG209", "RG215", "RG255", "RG256")
"""Rules on the order of an act, which is one in both languages."""
PERSONS = ("individual", "entity", "entrepreneur", "information_system")


def compare_references(references: tuple[Reference, ...], found: tuple[Finding, ...]) -> Iterator[Finding]:
    """RG207 once a clause and kind: both texts cite a diagram, say, and not the same one.

    A number that does not exist is a finding already (RG203), and so is a diagram cited twice (RG237); none is one here.
    """
    cited: dict[tuple[str | None, str, str], dict[str, dict[str, Reference]]] = {}
    for reference in references:
        if reference.clause and reference.language and reference.kind in KINDS:
            spot = cited.setdefault((reference.service, reference.clause, reference.kind), {})
            spot.setdefault(reference.language, {})[reference.number] = reference
    told = {(each.where.service, each.arguments["second"]) for each in found if each.code == "RG237"}
    for (service, clause, kind), languages in cited.items():
        kk, ru = languages.get("kk", {}), languages.get("ru", {})
        if (service, clause) in told or not kk or not ru or set(kk) == set(ru):
            continue
        if not all(r.found for r in (*kk.values(), *ru.values())):
            continue
        span = next(iter(ru.values())).from_
        where = Where(service, None, None, "ru", span.source, span.start, span.end, span.line, clause)
        said = [", ".join(sorted(numbers, key=int)) for numbers in (kk, ru)]
        yield finding("RG207", where, clause=clause, kind=kind, kk=said[0], ru=said[1])


def compare_definitions(terms: tuple[Term, ...], service: str) -> Iterator[Finding]:
    """RG227: a term whose definitions mean other persons or systems: «жеке немесе заңды тұлға» and «юридическое лицо»."""
    for term in terms:
        kk, ru = term.definition.get("kk"), term.definition.get("ru")
        span = term.source.get("ru")
        if not kk or not ru or not span:
            continue
        left, right = persons(kk, "kk"), persons(ru, "ru")
        if left and right and left != right:
            where = Where(
                service, None, None, "ru", span.source, span.start, span.end, span.line, term.clause, term.item
            )
            yield finding(
                "RG227",
                where,
                term=term.term.get("ru") or term.term.first() or "",
                kk=", ".join(sorted(left)),
                ru=", ".join(sorted(right)),
            )


@cache
def _words(language: str) -> dict[str, list[str]]:
    table = lexicon(language)["persons"]
    return {kind: table[kind] for kind in PERSONS}


def persons(definition: str, language: str) -> frozenset[str]:
    """Whom or what a definition means."""
    text = " ".join(definition.lower().split())
    return frozenset(kind for kind, words in _words(language).items() if any(word in text for word in words))


def unsaid(kk: tuple[Finding, ...], ru: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The Russian findings without those that say of the act what a Kazakh one says."""
    said = {(each.code, each.where.service, str(each.arguments)) for each in kk if each.code in ONE_FACT}
    return tuple(each for each in ru if (each.code, each.where.service, str(each.arguments)) not in said)
