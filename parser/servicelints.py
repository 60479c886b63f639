"""What a careful reader marks where a regulation speaks of the result of its service: kinds of case that no step gives,
forms that differ between clauses, the document of another service."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from msgspec.structs import replace

from parser.headings import alternation
from parser.languages.lexicon import lexicon
from parser.lints import where
from parser.serviceterm import term_lints
from parser.values import Passage, Regulation
from spec.model import Finding, Language, Scenario, Service, Step
from spec.model import Where as Place
from spec.rules import finding

GIVING = ("deliver_result", "verify_eligibility", "sign_result", "hand_over", "register_result", "approve", "examine")
"""Actions whose sentences name what the service gives."""
IN_BRACKETS = re.compile(r"\([^()]*\)")
FORMS = ("electronic", "paper")
LONGEST = 600
"""Characters of a passage that says in which form the result is given."""


def service_lints(regulation: Regulation, service: Service) -> Iterator[Finding]:
    """The findings of every rule of this file."""
    yield from steps_announced_elsewhere(regulation, service)
    yield from variants_without_steps(regulation, service)
    yield from forms_of_the_result(regulation)
    yield from other_documents(regulation, service)
    yield from items_missing(regulation, service)
    yield from term_lints(regulation, service)


def steps_announced_elsewhere(regulation: Regulation, service: Service) -> Iterator[Finding]:
    """RG206 once a service: «действия … приведены в приложении 2:», and the clause itself lists them."""
    language = regulation.language
    clauses = {scenario.clause.get(language) for scenario in service.scenarios}
    found: list[tuple[str, str, Passage]] = []
    for clause in regulation.clauses:
        text = IN_BRACKETS.sub(lambda match: " " * len(match[0]), clause.opening.text)
        match = _announced(language).search(text) if clause.number in clauses and clause.items else None
        if match:
            found.append((clause.number, match["number"], clause.opening.part(*match.span())))
    if found:
        numbers = ", ".join(dict.fromkeys(number for _, number, _ in found))
        clauses_said = ", ".join(clause for clause, _, _ in found)
        places = [where(place, language) for _, _, place in found]
        yield finding("RG206", *places, clauses=clauses_said, numbers=numbers)


@cache
def _announced(language: Language) -> re.Pattern[str]:
    """An annex by its number as the place where something is given, at the end of the opening."""
    given = alternation(lexicon(language)["announced"]["given"])
    annex = alternation(lexicon(language)["references"]["annex"])
    if language == "ru":
        return re.compile(rf"{given}\w*\s+в\s+{annex}\w*\s*(?:№\s*)?(?P<number>\d+)[^.;]{{0,300}}:\s*$", re.IGNORECASE)
    return re.compile(rf"(?P<number>\d+)[\s-]*{annex}\w*\s+{given}\w*\s*:\s*$", re.IGNORECASE)


def variants_without_steps(regulation: Regulation, service: Service) -> Iterator[Finding]:
    """RG255 once a service: reissue or duplicate, promised by its name or its result, and in no step."""
    language = regulation.language
    steps = [step for scenario in service.scenarios for step in scenario.steps]
    if not steps or regulation.title is None or service.variants in (("reissue",), ("duplicate",)):
        return
    named = " ".join(
        [service.titles.get(language) or "", *(r.names.get(language) or "" for r in service.results)]
    ).lower()
    words = lexicon(language)["service"]["variants"]
    promised = [variant for variant in ("reissue", "duplicate") if any(word in named for word in words[variant])]
    said = " ".join(text for step in steps if promised and (text := step.texts.get(language))).lower()
    lost = [variant for variant in promised if not any(word in said for word in words[variant])]
    if lost:
        place = regulation.title
        if not any(word in place.text.lower() for variant in lost for word in words[variant]):
            place = _promising([word for variant in lost for word in words[variant]], regulation) or place
        yield finding("RG255", where(place, language), variants=", ".join(lost))


def _promising(words: list[str], regulation: Regulation) -> Passage | None:
    """The first clause that has one of the words: where the heading has none, the result promises the kind of case."""
    openings = (clause.opening for clause in regulation.clauses)
    return next((opening for opening in openings if any(word in opening.text.lower() for word in words)), None)


def forms_of_the_result(regulation: Regulation) -> Iterator[Finding]:
    """RG256: one clause before the steps gives the result on paper and electronically, another only in one form."""
    language = regulation.language
    stated: list[tuple[str, frozenset[str], Passage]] = []
    for clause in regulation.clauses:
        if clause.chapter is not regulation.clauses[0].chapter:
            break
        forms = _forms(clause.opening.text, language) if not clause.items else None
        if forms:
            stated.append((clause.number, forms, clause.opening))
    for (first, one, before), (second, two, place) in zip(stated, stated[1:], strict=False):
        if one != two:
            other = replace(where(before, language), clause=first)
            yield finding("RG256", where(place, language), other, first=first, second=second)


@lru_cache(maxsize=4096)
def _forms(text: str, language: Language) -> frozenset[str] | None:
    """The forms in which a sentence about the result of the service gives it."""
    facts = lexicon(language)["service"]
    lowered = " ".join(text.lower().split())
    if len(lowered) > LONGEST or not any(word in lowered for word in lexicon(language)["documents"]["result"]):
        return None
    if any(word in lowered for word in lexicon(language)["documents"]["condition"]):
        return None
    return frozenset(form for form in FORMS if any(word in lowered for word in facts[form])) or None


def other_documents(regulation: Regulation, service: Service) -> Iterator[Finding]:
    """RG257 once a service and document: steps that give «разрешение» where the service gives a conclusion."""
    language = regulation.language
    named = [service.titles.get(language) or "", *(result.names.get(language) or "" for result in service.results)]
    own = frozenset(kind for text in named for kind in documents(text, language))
    if not own:
        return
    wrong: dict[str, list[tuple[Scenario, Step]]] = {}
    for scenario in service.scenarios:
        for step in scenario.steps:
            kinds = documents(step.texts.get(language) or "", language)
            if step.action in GIVING and kinds and own.isdisjoint(kinds):
                for kind in kinds:
                    wrong.setdefault(kind, []).append((scenario, step))
    for kind, steps in wrong.items():
        scenario, step = steps[0]
        span = step.source[language][0]
        place = Place(service.id, scenario.id, step.id, language, span.source, span.start, span.end, span.line)
        places = "; ".join(f"{scenario.id}/{step.id}" for scenario, step in steps)
        yield finding("RG257", place, document=kind, result=", ".join(sorted(own)), steps=places)


def items_missing(regulation: Regulation, service: Service) -> Iterator[Finding]:
    """RG213: a number that a list skips, be it of terms, units or documents; lists of steps tell it themselves."""
    language = regulation.language
    steps = {step.clause.get(language) for scenario in service.scenarios for step in scenario.steps}
    for clause in regulation.clauses:
        last = 0
        for item in clause.items if clause.number not in steps else ():
            if item.series or not item.label.isdigit():
                break
            if int(item.label) == last + 2:
                yield finding("RG213", where(item.body, language), number=last + 1)
            last = int(item.label)


@lru_cache(maxsize=16384)
def documents(text: str, language: Language) -> frozenset[str]:
    """The kinds of document that a text names."""
    pattern, foreign = _documents(language)
    text = foreign.sub(" ", text.lower())
    return frozenset(kind for match in pattern.finditer(text) if (kind := match.lastgroup))


KINDS = ("licence", "permit", "conclusion", "reference", "certificate", "patent", "attestation")


@cache
def _documents(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = lexicon(language)["documents"]
    kinds = "|".join(rf"(?P<{kind}>{alternation(table[kind])})" for kind in KINDS)
    return re.compile(rf"(?<![\w-])(?:{kinds})"), re.compile(r"(?<!\w)(?:" + "|".join(table["other_meaning"]) + ")")
