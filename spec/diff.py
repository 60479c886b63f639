"""What a new edition changes: two specs → changes, matched by meaning, in the order of who is hurt.

Numbering is no change, and neither is a place in the text. Texts are compared in the languages that both specs have.
"""

from collections.abc import Callable, Sequence
from typing import Any

from msgspec.structs import replace

from spec.changes import TOUCHED, WEIGHTS, Change, Edit, Side, change
from spec.matching import match_entries, match_scenarios, match_services, overlap_all
from spec.model import Service, Spec
from spec.scenariodiff import compare_scenarios, renumbered
from spec.stepdiff import Scope, word_changes
from spec.substance import (
    Languages,
    act_facts,
    annex_fact,
    languages_of,
    ordered,
    reference_fact,
    result_fact,
    said,
    service_facts,
    shared_languages,
    term_fact,
    unit_fact,
    worded,
)


def diff(old: Spec, new: Spec) -> tuple[Change, ...]:
    """The changes from `old` to `new`: the heaviest first, those that touch the applicant before others; () for equals."""
    languages = shared_languages(old, new)
    found = _act(old, new, languages)
    pairs = match_services(old.services, new.services, languages)
    left, right = {a for a, _ in pairs}, {b for _, b in pairs}
    for n, service in enumerate(old.services):
        if n not in left:
            edit = Edit("remove", (service.id,), "", service)
            found.append(change("service_removed", Side(service.id), None, (edit,), title=service.titles))
    for n, service in enumerate(new.services):
        if n not in right:
            edit = Edit("add", (f"+{service.id}",), "", service)
            found.append(change("service_added", None, Side(service.id), (edit,), title=service.titles))
    for a, b in pairs:
        found += compare_services(old.services[a], new.services[b], languages)
    return tuple(sorted(found, key=_hurt))


def _hurt(one: Change) -> tuple[int, int]:
    return WEIGHTS.index(one.severity), min((TOUCHED.index(who) for who in one.touches), default=len(TOUCHED))


def _act(old: Spec, new: Spec, languages: Languages) -> list[Change]:
    before, after = act_facts(old.act, languages), act_facts(new.act, languages)
    here = Side(), Side()
    found: list[Change] = []
    for language in ("kk", "ru"):
        if (language in languages_of(old)) != (language in languages_of(new)):
            slug = "language_removed" if language in languages_of(old) else "language_added"
            found.append(change(slug, *here, language=language))
    for name in ("id", "edition", "kind", "date", "number", "registration"):
        if before[name] != after[name]:
            edit = Edit("set", (), name, getattr(new.act, name))
            values = {"old": _short(before[name]), "new": _short(after[name])}
            found.append(change("act_fact_changed", *here, (edit,), fact=name, **values))
    found += _repeal(old, new, before["repeal"] != after["repeal"])
    for name, slug in (("titles", "act_renamed"), ("issuers", "issuer_changed")):
        if before[name] != after[name]:
            found.append(_reworded(slug, (), name, getattr(old.act, name), getattr(new.act, name), languages, here))
    found += _annexes(old, new)
    return found + _references(old, new)


def _repeal(old: Spec, new: Spec, differs: bool) -> list[Change]:
    edit = Edit("set", (), "repeal", new.act.repeal)
    left, right = old.act.repeal, new.act.repeal
    if not differs:
        return []
    if left and right:
        values = {"old": _short((left.date, left.number)), "new": _short((right.date, right.number))}
        return [change("act_fact_changed", Side(), Side(), (edit,), fact="repeal", **values)]
    one = right or left
    assert one is not None
    slug = "act_repealed" if right else "act_restored"
    return [change(slug, Side(), Side(), (edit,), date=one.date, number=one.number)]


def _short(value: Any) -> str | None:
    """A fact of the act in one line: a date and a number."""
    if value is None or isinstance(value, str):
        return value
    return ", ".join(str(part) for part in value if isinstance(part, str)) or None


def _reworded(
    slug: str, place: tuple[str, ...], field: str, old: Any, new: Any, languages: Languages, sides: tuple[Side, Side]
) -> Change:
    one = change(slug, *sides, (Edit("set", place, field, new),), old=old, new=new)
    return replace(one, wording=word_changes(old, new, languages))


def _annexes(old: Spec, new: Spec) -> list[Change]:
    before, after = ([each for each in spec.act.annexes if each.present] for spec in (old, new))
    _, gone, come = match_entries(list(map(annex_fact, before)), list(map(annex_fact, after)), lambda a, b: 0.0, 1.0)
    found = []
    for annex in (before[n] for n in gone):
        edit = Edit("remove", (), "annexes", annex)
        found.append(change("annex_removed", Side(), Side(), (edit,), kind=annex.kind))
    for annex in (after[n] for n in come):
        edit = Edit("add", (), "annexes", annex)
        found.append(change("annex_added", Side(), Side(), (edit,), kind=annex.kind))
    return found


def _references(old: Spec, new: Spec) -> list[Change]:
    """References to other acts, and references that lead nowhere; where one stands is numbering."""
    sides = [{fact: each for each in spec.act.references if (fact := reference_fact(each))} for spec in (old, new)]
    found = []
    for n, (here, there) in enumerate((sides, sides[::-1])):
        for fact in ordered(here.keys() - there.keys()):
            kind, number, leads = fact
            slug = ("reference_removed", "reference_added") if leads else ("reference_mended", "reference_broken")
            edit = Edit("add" if n else "remove", (), "references", here[fact])
            found.append(change(slug[n], Side(), Side(), (edit,), kind=kind, number=number))
    return found


def compare_services(old: Service, new: Service, languages: Languages) -> list[Change]:
    """The changes within one service."""
    if service_facts(old, languages) == service_facts(new, languages):
        return []
    found = _service_facts(old, new, languages)
    sides = Side(old.id), Side(new.id)
    for lists in (_results, _terms, _units):
        found += lists(old, new, languages, sides)
    found = _with_standard(found, old, new, languages)
    pairs = match_scenarios(old.scenarios, new.scenarios)
    left, right = {a for a, _ in pairs}, {b for _, b in pairs}
    for n, scenario in enumerate(old.scenarios):
        if n not in left:
            edit = Edit("remove", (old.id, scenario.id), "", scenario)
            side = Side(old.id, scenario.id)
            found.append(change("scenario_removed", side, None, (edit,), channel=scenario.channel))
    for n, scenario in enumerate(new.scenarios):
        if n not in right:
            edit = Edit("add", (old.id, f"+{scenario.id}"), "", scenario)
            side = Side(new.id, scenario.id)
            found.append(change("scenario_added", None, side, (edit,), channel=scenario.channel))
    for a, b in pairs:
        found += compare_scenarios(Scope(languages, (old, new), (old.scenarios[a], new.scenarios[b]), {}))
    return found


def _with_standard(found: list[Change], old: Service, new: Service, languages: Languages) -> list[Change]:
    """Short forms given within the name of the standard («… (далее – услуга)») change with it: one fact, one change."""
    at = next((n for n, one in enumerate(found) if one.code == "RD134"), None)
    if at is None:
        return found
    names = {"old": said(old.standard, languages), "new": said(new.standard, languages)}

    def within(key: str, term: Any) -> bool:
        words = said(term, languages)
        return bool(words) and all(
            a in b for a, b in zip(words or (), names[key] or ("",) * len(words or ()), strict=True)
        )

    kept: list[Change] = []
    edits: list[Edit] = []
    for one in found:
        sides = {"RD135": ("new",), "RD136": ("old",), "RD137": ("old", "new")}.get(one.code, ())
        if sides and all(within(side, one.arguments.get("term") or one.arguments.get(side)) for side in sides):
            edits += one.edits
        else:
            kept.append(one)
    place = kept.index(found[at])
    kept[place] = replace(found[at], edits=(*found[at].edits, *edits))
    return kept


def _service_facts(old: Service, new: Service, languages: Languages) -> list[Change]:
    sides = Side(old.id), Side(new.id)
    found: list[Change] = []
    for field, slug in (
        ("titles", "service_renamed"),
        ("providers", "provider_changed"),
        ("standard", "standard_changed"),
    ):
        before, after = getattr(old, field), getattr(new, field)
        if said(before, languages) != said(after, languages):
            found.append(_reworded(slug, (old.id,), field, before, after, languages, sides))
    for field, slug in (("automation", "automation_changed"), ("survey", "survey_changed")):
        before, after = getattr(old, field), getattr(new, field)
        if before != after:
            edit = Edit("set", (old.id,), field, after)
            found.append(change(slug, *sides, (edit,), old=before, new=after))
    for field, added, removed, argument in (
        ("forms", "form_added", "form_removed", "form"),
        ("accepts_through", "channel_opened", "channel_closed", "channel"),
        ("variants", "variant_added", "variant_removed", "variant"),
    ):
        before, after = getattr(old, field), getattr(new, field)
        for value in (value for value in before if value not in after):
            edit = Edit("remove", (old.id,), field, value)
            found.append(change(removed, *sides, (edit,), **{argument: value}))
        for value in (value for value in after if value not in before):
            edit = Edit("add", (old.id,), field, value)
            found.append(change(added, *sides, (edit,), **{argument: value}))
    return found


def _entries(
    field: str,
    entries: tuple[Sequence[Any], Sequence[Any]],
    fact: Callable[[Any], Any],
    alike: Callable[[Any, Any], float],
    tell: Callable[[Any | None, Any | None, tuple[Edit, ...]], Change],
    service: str,
) -> list[Change]:
    """The changes of a list whose order means nothing: pairs at least half alike, then what went, then what came."""
    old, new = entries
    pairs, gone, come = match_entries([fact(each) for each in old], [fact(each) for each in new], alike, 0.5)
    found = []
    for a, b in pairs:
        edits = (Edit("remove", (service,), field, old[a]), Edit("add", (service,), field, new[b]))
        found.append(tell(old[a], new[b], edits))
    found += [tell(old[n], None, (Edit("remove", (service,), field, old[n]),)) for n in gone]
    return found + [tell(None, new[n], (Edit("add", (service,), field, new[n]),)) for n in come]


def _results(old: Service, new: Service, languages: Languages, sides: tuple[Side, Side]) -> list[Change]:
    def alike(left: Any, right: Any) -> float:
        return overlap_all(left[1], right[1]) if left[0] == right[0] else 0.0

    def tell(before: Any, after: Any, edits: tuple[Edit, ...]) -> Change:
        if before and after:
            one = change("result_changed", *sides, edits, old=before, new=after)
            return replace(one, wording=word_changes(before.names, after.names, languages))
        slug = "result_removed" if before else "result_added"
        return change(slug, *sides, edits, result=(before or after).names)

    lists = worded(old.results, languages), worded(new.results, languages)
    return _entries("results", lists, lambda each: result_fact(each, languages), alike, tell, old.id)


def _terms(old: Service, new: Service, languages: Languages, sides: tuple[Side, Side]) -> list[Change]:
    def alike(left: Any, right: Any) -> float:
        if left[0] == right[0] and left[0]:
            return 1.0
        return max(overlap_all(left[0], right[0]), overlap_all(left[2], right[2]) if left[2] and right[2] else 0.0)

    def tell(before: Any, after: Any, edits: tuple[Edit, ...]) -> Change:
        if before and after:
            one = change("term_changed", *sides, edits, old=before.term, new=after.term)
            pairs = (
                (before.definition, after.definition),
                (before.term, after.term),
                (before.abbreviation, after.abbreviation),
            )
            words = (word_changes(*pair, languages) for pair in pairs)
            return replace(one, wording=next((pieces for pieces in words if pieces), {}))
        return change("term_removed" if before else "term_added", *sides, edits, term=(before or after).term)

    lists = worded(old.terms, languages), worded(new.terms, languages)
    return _entries("terms", lists, lambda each: term_fact(each, languages), alike, tell, old.id)


def _units(old: Service, new: Service, languages: Languages, sides: tuple[Side, Side]) -> list[Change]:
    def alike(left: Any, right: Any) -> float:
        return max(overlap_all(left[1], right[1]), 0.6 if left[0] and left[0] == right[0] else 0.0)

    def tell(before: Any, after: Any, edits: tuple[Edit, ...]) -> Change:
        if before and after:
            if set(before.roles) != set(after.roles):
                roles = {"old": before.roles, "new": after.roles}
                return change("unit_role_changed", *sides, edits, unit=after.names, **roles)
            one = change("unit_renamed", *sides, edits, old=before.names, new=after.names)
            return replace(one, wording=word_changes(before.names, after.names, languages))
        return change("unit_removed" if before else "unit_added", *sides, edits, unit=(before or after).names)

    lists = worded(old.units, languages), worded(new.units, languages)
    return _entries("units", lists, lambda each: unit_fact(each, languages), alike, tell, old.id)


def renumbered_steps(old: Spec, new: Spec) -> int:
    """How many steps bear another number and are otherwise where they were: what a comparison keeps quiet about."""
    languages = shared_languages(old, new)
    total = 0
    for a, b in match_services(old.services, new.services, languages):
        left, right = old.services[a].scenarios, new.services[b].scenarios
        total += sum(renumbered(left[x], right[y], languages) for x, y in match_scenarios(left, right))
    return total
