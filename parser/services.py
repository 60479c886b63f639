"""Facts of a service that its first clauses state: name, provider, automation, forms, channels, results, standard."""

import re
from functools import cache, lru_cache
from typing import Literal, cast

from msgspec import Struct
from msgspec.structs import replace

from parser.headings import alternation
from parser.languages.lexicon import lexicon
from parser.resultform import form_of_result
from parser.terms import short_forms_in
from parser.titles import service_title
from parser.values import Clause, Regulation
from spec.model import Language, Result, Texts, texts

Form = Literal["electronic", "paper"]
Channel = Literal["portal", "provider", "psc"]
Variant = Literal["issue", "reissue", "duplicate"]
Automation = Literal["full", "partial", "none"]
NEAR = 40
"""So many characters lie between «заявление» and «подать» where a sentence says how applications come in."""
OPENING_CLAUSES = 6
"""The facts stand in the first chapter; so many clauses are looked through where it has no heading."""
FORMS: tuple[Form, ...] = ("electronic", "paper")
CHANNELS: tuple[Channel, ...] = ("portal", "provider", "psc")
VARIANTS: tuple[Variant, ...] = ("issue", "reissue", "duplicate")
AUTOMATION: tuple[Automation, ...] = ("none", "partial", "full")
DASH = re.compile(r"\s[-–—]\s*|[-–—:]\s|:")
MASKED = re.compile(r"\([^()]*\)|«[^«»]*»|\"[^\"]*\"")
SENTENCE = re.compile(r"\.\s+(?=[А-ЯӘІҢҒҮҰҚӨҺЁ«\"])")
IN_BRACKETS = re.compile(r"[^()]{0,40}\(([^()]+)\)")
EDGES = " \t\n,;:.–—-"


class ServiceFacts(Struct, frozen=True, gc=False):
    """What a regulation says of its service; every text is in the regulation's language."""

    titles: Texts
    providers: Texts
    automation: Automation | None
    forms: tuple[Form, ...]
    accepts_through: tuple[Channel, ...]
    variants: tuple[Variant, ...]
    results: tuple[Result, ...]
    standard: Texts | None


def read_service_facts(regulation: Regulation) -> ServiceFacts:
    """The facts of the service of one regulation."""
    language = regulation.language
    first = _first_clauses(regulation)
    short = [(_key(name), long) for clause in first for name, long in short_forms_in(clause, language)]
    title = service_title(regulation)
    standard = _standard(first, short, language)
    return ServiceFacts(
        texts(language, title),
        texts(language, _provider(first, short, language)),
        _automation(first, language),
        _forms(regulation, first, language),
        _channels(first, language),
        _variants(title or "", language),
        _formed(_results(regulation, first, language), regulation, language),
        texts(language, standard) if standard else None,
    )


def _first_clauses(regulation: Regulation) -> tuple[Clause, ...]:
    chapters = [clause.chapter for clause in regulation.clauses]
    if chapters and chapters[0] is not None and chapters[-1] is not chapters[0]:
        return tuple(clause for clause in regulation.clauses if clause.chapter is chapters[0])
    return regulation.clauses[:OPENING_CLAUSES]


@cache
def _patterns(language: Language, *path: str) -> dict[str, re.Pattern[str]]:
    table = lexicon(language)["service"]
    for key in path:
        table = table[key]
    found = {
        name: re.compile(r"(?<!\w)" + alternation(words), re.IGNORECASE)
        for name, words in table.items()
        if isinstance(words, list)
    }
    if not path:
        before, after = alternation(table["result_before_brackets"]), alternation(table["result_after_brackets"])
        found["result_around"] = re.compile(rf"(?<!\w){before}\s*\(([^()]+)\)\s*{after}", re.IGNORECASE)
    return found


def _key(name: str) -> str:
    return " ".join(name.lower().split())


def _provider(first: tuple[Clause, ...], short: list[tuple[str, str]], language: Language) -> str | None:
    """Who provides: the words for which «услугодатель» stands, else those beside the verb of the first clause."""
    names = lexicon(language)["service"]["provider_names"]
    for name in names:
        long = next((long for known, long in short if known == name and known != _key(long)), None)
        if long:
            return long
    words = _patterns(language)
    for clause in first[:2]:
        text = " ".join(clause.opening.text.split())
        after = words["provider_after"].search(text)
        if language == "ru" and after:
            stops = [
                match.start()
                for match in (words["provider_until"].search(text, after.end()), SENTENCE.search(text))
                if match
            ]
            stops += [place for mark in ("(", ",") if (place := _outside(text, mark, after.end())) >= 0]
            return text[after.end() : min(stops, default=len(text))].strip(EDGES) or None
        before = words["provider_before"].search(text)
        if language == "kk" and before:
            until = words["provider_until"].search(text, 0, before.start())
            end = until.start() if until else before.start()
            inside = words["provider_after"].search(MASKED.sub(_blank, text), 0, end)
            return _line(re.sub(r"\([^()]*\)", " ", text[inside.end() if inside else 0 : end])) or None
    return None


def _line(text: str) -> str:
    return " ".join(text.split()).strip(EDGES)


def _blank(match: re.Match[str]) -> str:
    return "x" * len(match[0])


def _outside(text: str, mark: str, start: int) -> int:
    """The first `mark` outside quotation marks, or -1."""
    return re.sub(r"«[^«»]*»|\"[^\"]*\"", _blank, text).find(mark, start)


def _automation(first: tuple[Clause, ...], language: Language) -> Automation | None:
    return next((level for clause in first if (level := _automation_in(clause.whole.text, language))), None)


@lru_cache(maxsize=1024)
def _automation_in(text: str, language: Language) -> Automation | None:
    patterns = _patterns(language, "automation")
    return next((level for level in AUTOMATION if patterns[level].search(text)), None)


def _forms(regulation: Regulation, first: tuple[Clause, ...], language: Language) -> tuple[Form, ...]:
    """The forms of the service: from the clause on its form, else from its name («электронная государственная услуга»)."""
    stated = next((found for clause in first if (found := _forms_in(clause.opening.text, language))), None)
    if stated:
        return stated
    named = [regulation.title.text] if regulation.title else []
    named += [clause.opening.text for clause in first[:3]]
    return ("electronic",) if any(_is_electronic(text, language) for text in named) else ()


@lru_cache(maxsize=1024)
def _forms_in(text: str, language: Language) -> tuple[Form, ...]:
    words = _patterns(language)
    match = words["form"].search(text)
    parted = DASH.search(text, match.end()) if match else None
    if parted or words["form_is"].search(text):
        return tuple(form for form in FORMS if words[form].search(text, parted.end() if parted else 0))
    return ()


@lru_cache(maxsize=1024)
def _is_electronic(text: str, language: Language) -> bool:
    return bool(_patterns(language)["electronic_service"].search(" ".join(text.split())))


def _channels(first: tuple[Clause, ...], language: Language) -> tuple[Channel, ...]:
    """Through whom applications come in: the clause on acceptance, else the clauses that say who provides and where."""
    accepting = next((found for clause in first if (found := _accepting(clause.whole.text, language))), None)
    if accepting:
        return accepting
    named: set[Channel] = set()
    for clause in first[:2]:
        providing = _providing(clause.whole.text, language)
        named.update(providing or ())
        if providing is not None and clause is first[0]:
            named.add("provider")
    return tuple(name for name in CHANNELS if name in named)


@lru_cache(maxsize=1024)
def _accepting(text: str, language: Language) -> tuple[Channel, ...]:
    """The channels that a clause names after it says that applications are accepted."""
    channels, words = _patterns(language, "channels"), _patterns(language)
    places = [match.start() for match in words["applications"].finditer(text)]
    arrivals = [match.start() for match in words["arriving"].finditer(text)]
    reach = len(text) if language == "kk" else NEAR  # the verb ends a Kazakh sentence
    start = next((min(a, p) for a in arrivals for p in places if abs(a - p) < reach), None)
    return tuple(name for name in CHANNELS if channels[name].search(text, start)) if start is not None else ()


@lru_cache(maxsize=1024)
def _providing(text: str, language: Language) -> tuple[Channel, ...] | None:
    """The channels beside the provider that a clause names where it says who provides; None where it does not say so."""
    verb, channels = ("provider_after" if language == "ru" else "provider_before"), _patterns(language, "channels")
    if not _patterns(language)[verb].search(text):
        return None
    return tuple(name for name in CHANNELS if name != "provider" and channels[name].search(text))


@lru_cache(maxsize=1024)
def _variants(title: str, language: Language) -> tuple[Variant, ...]:
    """The kinds of case that the name of the service tells; «выдача дубликатов» alone is no issue of the document."""
    patterns = _patterns(language, "variants")
    found = []
    for variant in VARIANTS:
        places = list(patterns[variant].finditer(title))
        if variant == "issue":
            places = [match for match in places if not _of_duplicates(title, match, patterns["duplicate"], language)]
        if places:
            found.append(variant)
    return tuple(found)


def _of_duplicates(title: str, match: re.Match[str], duplicate: re.Pattern[str], language: Language) -> bool:
    """Whether «выдача» gives a duplicate (the next word in Russian, the word before in Kazakh)."""
    if language == "ru":
        return bool(
            duplicate.match(title, match.end() + len(title[match.end() :]) - len(title[match.end() :].lstrip()))
        )
    before = title[: match.start()].split()
    return bool(before and duplicate.match(before[-1]))


def _results(regulation: Regulation, first: tuple[Clause, ...], language: Language) -> tuple[Result, ...]:
    """What the service gives: from the clause on its result, else from brackets in a step («результата услуги (…)»)."""
    for clause in first:
        parts = _stated_results(clause.opening.text, bool(clause.items), language)
        if parts is not None:
            form = _form(clause.whole.text, language)
            names = [item.body.text for item in clause.items] or parts
            results = (_result(" ".join(name.split()).strip(EDGES), form, language) for name in names)
            return tuple(result for result in results if result.names.first())
    for clause in regulation.clauses:
        for item in clause.items:
            given = _given(item.body.text, language)
            if given:
                return (_result(given, _form(given, language), language),)
    return ()


def _formed(results: tuple[Result, ...], regulation: Regulation, language: Language) -> tuple[Result, ...]:
    """The results, with the form that another clause gives them where theirs names none."""
    if not results or any(result.form for result in results):
        return results
    form = form_of_result(regulation.clauses, language)
    return tuple(replace(result, form=form) for result in results) if form else results


@lru_cache(maxsize=1024)
def _stated_results(text: str, listed: bool, language: Language) -> tuple[str, ...] | None:
    """The results that the opening of a clause names; none of its own where it has a list; None where it names none."""
    words = _patterns(language)
    named = words["result"].search(text)
    if not named or words["result_not"].search(text, 0, named.end() + 12):
        return None
    if listed:
        return ()
    parted = DASH.search(text, named.end()) or words["result_is"].search(text, named.end())
    if not parted:
        return None
    rest = text[parted.end() :]
    sentence = SENTENCE.search(rest)
    return tuple(_alternatives(rest[: sentence.start()] if sentence else rest, language))


@lru_cache(maxsize=4096)
def _given(text: str, language: Language) -> str | None:
    """What a step calls the result of the service, in brackets."""
    words = _patterns(language)
    given = words["result_given"].search(text)
    inside = IN_BRACKETS.match(text, given.end()) if given else words["result_around"].search(text)
    return " ".join(inside[1].split()) if inside else None


def _alternatives(text: str, language: Language) -> list[str]:
    """«разрешение … либо мотивированный отказ»: what is issued, and the refusal, where the sentence names both."""
    joint = re.compile(r"[,\s]+" + alternation(lexicon(language)["service"]["or"]) + r"(?!\w)\s*", re.IGNORECASE)
    refused = _patterns(language)["refused"]
    masked = MASKED.sub(_blank, text)
    refusal = refused.search(masked)
    if not refusal:
        return [text]
    places = [match for match in joint.finditer(masked) if match.end() <= refusal.start()]
    if not places:
        return [text]
    return [text[: places[-1].start()], text[places[-1].end() :]]


@lru_cache(maxsize=1024)
def _form(text: str, language: Language) -> Form | None:
    words = _patterns(language)
    found = [form for form in FORMS if words[form].search(text)]
    return found[0] if len(found) == 1 else None


def _result(name: str, form: Form | None, language: Language) -> Result:
    outcome = "refused" if _patterns(language)["refused"].search(name) else "issued"
    return Result(cast(Literal["issued", "refused"], outcome), texts(language, name or None), form)


def _standard(first: tuple[Clause, ...], short: list[tuple[str, str]], language: Language) -> str | None:
    """The standard on which the service rests: the words for which «Стандарт» stands, else the clause that names it."""
    words = _patterns(language)
    for name, long in short:
        if words["standard"].fullmatch(name) and name != _key(long):
            return long
    for clause in first:
        text = " ".join(clause.opening.text.split())
        named = list(words["standard"].finditer(text if language == "ru" else MASKED.sub(_blank, text)))
        match = named[0] if named and language == "ru" else named[-1] if named else None
        if match and "№" in text:
            stop = text.find("(", match.end()) if language == "ru" else -1
            end = stop if stop > 0 else match.end() + len(re.match(r"\w*", text[match.end() :])[0])  # type: ignore[index]
            piece = text[match.start() : stop if stop > 0 else len(text)] if language == "ru" else text[:end]
            return piece.strip(EDGES)
    return None
