"""One finding a fact: a fault that both texts of an act show is one finding with two places, and what follows from it is
not said again."""

from collections.abc import Iterable, Iterator

from msgspec import UNSET
from msgspec.structs import replace

from spec.follow import telling
from spec.model import Elsewhere, Finding, Reference, Service, Where
from spec.places import begin
from spec.rules import elsewhere, rules

Key = tuple[object, ...]


def one_a_fact(
    findings: Iterable[Finding], services: Iterable[Service] = (), references: Iterable[Reference] = ()
) -> tuple[Finding, ...]:
    """The findings on an act of these services and references, each fact once, in the order of the text, then of the
    codes. Findings that are one already stay."""
    return tuple(sorted(telling(_both_texts(_unique(findings)), services, references), key=_order))


def _order(each: Finding) -> Key:
    return (*begin(each.where), each.code, str(each.arguments))


def _unique(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Each finding once; one that says of a place what another says of it beside its own is no other."""
    seen: set[Key] = set()
    for each in findings:
        spots = [_spot(each, each.where), *(_spot(each, place) for place in each.also)]
        if spots[0] not in seen:
            yield each
        seen.update(spots)


def _spot(each: Finding, where: Where) -> Key:
    return (
        each.code,
        where.service,
        where.scenario,
        where.step,
        where.source,
        where.start,
        tuple(_said(each, where).items()),
    )


def _said(each: Finding, where: Where) -> dict[str, str | int | float]:
    """The arguments as one of the places has them."""
    own = where.arguments if isinstance(where, Elsewhere) else UNSET
    return each.arguments if own is UNSET else each.arguments | own


def _both_texts(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those that both texts give of one fact made one; where one text has more of them, none is."""
    groups: dict[Key, list[Finding]] = {}
    for each in findings:
        groups.setdefault(_fact(each), []).append(each)
    for group in groups.values():
        if len(group) == 1:
            yield group[0]
            continue
        texts = {language: [each for each in group if _languages(each) == {language}] for language in ("kk", "ru")}
        alone = rules()[group[0].code].scope == "place" or len(group) == 2
        if not alone or not len(texts["kk"]) == len(texts["ru"]) == len(group) / 2:
            yield from group
            continue
        for kk, ru in zip(*(sorted(text, key=_order) for text in texts.values()), strict=True):
            yield _merged(*sorted((kk, ru), key=_order))


def _languages(each: Finding) -> set[str | None]:
    return {each.where.language, *(place.language for place in each.also)}


def _fact(each: Finding) -> Key:
    """What two findings of one fact have in common. What only quotes the act must also say where."""
    rule, where = rules()[each.code], each.where
    said = tuple((name, value) for name, value in each.arguments.items() if name not in rule.worded)
    if rule.scope == "act":
        return each.code, said
    if rule.scope == "service":
        return each.code, where.service, said
    spot = where.step or (where.clause, where.item) if where.step or where.clause else None
    place = (where.service, where.scenario, spot, where.row)
    return each.code, place, said, None if spot or said else begin(where)


def _merged(first: Finding, second: Finding) -> Finding:
    """Both as one finding: the second's places after the first's, with what it words otherwise."""
    other = {name: value for name, value in second.arguments.items() if value != first.arguments[name]}
    place = elsewhere(second.where)
    also = (replace(place, arguments=other) if other else place, *second.also)
    return replace(first, also=(*first.also, *also))
