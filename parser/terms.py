"""The list of terms (ұғымдар / понятия) and the short forms («далее – …», «бұдан әрі – …») of a regulation.

A short form may stand after the definition, before it, or be the entry itself («АРМ – автоматизированное рабочее место»).
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from msgspec import Struct
from rapidfuzz import fuzz

from parser.headings import alternation
from parser.languages.lexicon import lexicon
from parser.uses import answers, count_uses, norms, stands_alone
from parser.values import Clause, Passage, Regulation
from spec.model import Language, Span, Term, texts

BRACKETS = re.compile(r"\((?P<inner>[^()]*(?:\([^()]*\)[^()]*)*)(?:\)|$)")
MASKED = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*(?:\)|$)|«[^«»]*(?:«[^«»]*»[^«»]*)*»|\"[^\"]*\"")
QUOTED = re.compile(r"«[^«»]*(?:«[^«»]*»[^«»]*)*»|\"[^\"]*\"")
SEPARATOR = re.compile(r"\s+[-–—]+\s*|\s*[–—]\s+")
JOINED = re.compile(r"(?<=\w)[–—](?=\w)|:\s+")
"""How term and definition are parted where no blank stands beside the dash."""
ACRONYM = re.compile(r"[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ]{2,}(?:[\s/-]+(?:[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ]{2,}|«[^«»]*»|\"[^\"]*\"))*")
DASHED = re.compile(r"\s*(?P<lead>\w+(?:\s+\w+){0,2})\s*[-–—]\s*(?P<short>\S.*)", re.DOTALL)
BOUNDARY = re.compile(r"[;()]|,|\.\s+(?=[А-ЯӘІҢҒҮҰҚӨҺЁ])")
EDGES = " \t\n,;:.–—-"
SURE_LEAD = 80
LONGEST_LIST_OPENING = 300
LEAST_REPEATED = 3
"""So many words a short form must have to be taken for the whole of the words that end so."""
LONGEST_COUNTED = 6
"""Words of the longest long form that is counted as a use; longer ones hold other terms."""


class _Short(Struct, frozen=True, gc=False):
    """A short form in brackets: its text, and the characters start..end of the brackets."""

    text: str
    start: int
    end: int


class _Draft(Struct, frozen=True, gc=False):
    """A term before its uses are counted; `place` holds its definition."""

    term: str
    abbreviation: str | None
    definition: str | None
    clause: str
    item: str | None
    place: Passage


def read_terms(regulation: Regulation) -> tuple[Term, ...]:
    """The terms in the order of the text, each with how often it is used outside its own definition."""
    language = regulation.language
    drafts: list[_Draft] = []
    listing = _list_clause(regulation)
    for clause in regulation.clauses:
        if clause is listing:
            drafts += _listed(clause, language)
        else:
            drafts += _elsewhere(clause, language)
    phrases = [tuple(_spellings(draft)) for draft in drafts]
    counts = count_uses(regulation, phrases, [draft.place for draft in drafts])
    return tuple(
        _term(draft, _real_uses(regulation, draft, uses), language) for draft, uses in zip(drafts, counts, strict=True)
    )


def _real_uses(regulation: Regulation, draft: _Draft, uses: int) -> int:
    if not uses:
        return answers(regulation, draft.term)
    alone = not _word_of_its_name(draft, regulation.language)
    return uses if alone or stands_alone(regulation, draft.abbreviation or "", draft.place) else 0


def _spellings(draft: _Draft) -> Iterator[str]:
    """What counts as a use of a term: its short form and itself, unless it is a long description from a clause."""
    if draft.abbreviation:
        yield draft.abbreviation
    if draft.definition or not draft.abbreviation or len(draft.term.split()) <= LONGEST_COUNTED:
        yield draft.term


def _word_of_its_name(draft: _Draft, language: Language) -> bool:
    """«веб-портал «А» (далее – портал)»: such a word may stand in other names too, which are no uses."""
    short = norms(draft.abbreviation or "", language)
    return not draft.definition and len(short) == 1 and short[0] in norms(draft.term, language)


def _term(draft: _Draft, uses: int, language: Language) -> Term:
    source: dict[Language, Span] = {language: draft.place.span}
    return Term(
        texts(language, draft.term),
        texts(language, draft.abbreviation),
        texts(language, draft.definition),
        draft.clause,
        draft.item,
        uses,
        source,
    )


# -- the list


def _list_clause(regulation: Regulation) -> Clause | None:
    """The clause that lists the terms."""
    words = _patterns(regulation.language)["list"]
    for clause in regulation.clauses:
        opening = clause.opening.text
        entries = clause.items or clause.tail
        if len(entries) > 1 and len(opening) < LONGEST_LIST_OPENING and words.search(opening):
            return clause
    return None


def _listed(clause: Clause, language: Language) -> Iterator[_Draft]:
    numbered = any(item.label.isdigit() for item in clause.items)
    for item in clause.items:
        if item.label.isdigit() or not numbered:
            yield _entry(item.body, clause.number, item.label if item.label.isalnum() else None, language)
    for paragraph in clause.tail if not clause.items else ():
        yield _entry(paragraph, clause.number, None, language)


def _entry(body: Passage, clause: str, item: str | None, language: Language) -> _Draft:
    return _Draft(*_parted(body.text, language), clause, item, body)


@lru_cache(maxsize=4096)
def _parted(text: str, language: Language) -> tuple[str, str | None, str]:
    """The term, short form and definition in the text of one entry."""
    shorts = _shorts(text, language)
    short = shorts[0] if shorts else None
    parted = _separator(text)
    if short and (parted is None or short.start < parted[0]):
        head = text[: short.start]
        rest = text[parted[1] if parted and not text[short.end : parted[0]].strip() else short.end :]
    elif parted:
        head, rest = text[: parted[0]], text[parted[1] :]
        if short:
            rest = text[parted[1] : short.start] + text[short.end :]
    else:
        head, rest = " ".join(text.split()[:6]), text
    term, definition = _line(head), _line(rest) or _line(text)
    abbreviation = short.text if short else None
    if abbreviation is None and ACRONYM.fullmatch(term):
        second = _separator(rest)
        term, abbreviation = _line(rest[: second[0]] if second else rest), term
    return term, abbreviation, definition


def _line(text: str) -> str:
    return " ".join(text.split()).strip(EDGES)


def _separator(text: str) -> tuple[int, int] | None:
    """Where the dash between term and definition stands; dashes in brackets and quotation marks are none."""
    masked = MASKED.sub(lambda match: "x" * len(match[0]), text)
    found = list(SEPARATOR.finditer(masked))[:3]
    if not found:
        joined = JOINED.search(masked)
        return (joined.start(), joined.end()) if joined else None
    first = found[0]
    if len(found) > 1 and "-" in first[0] and " " not in masked[: first.start()].strip():
        second = found[1]
        if "-" not in second[0] and second.start() - first.end() < 40:
            first = second  # «бизнес - сәйкестендіру нөмірі – …»: a hyphen with blanks inside the term
    return first.start(), first.end()


# -- short forms


@lru_cache(maxsize=16384)
def _shorts(text: str, language: Language) -> tuple[_Short, ...]:
    """The short forms in brackets; the words before the dash may be damaged."""
    if "(" not in text:
        return ()
    further = _patterns(language)["further"]
    found = []
    for match in BRACKETS.finditer(text):
        inner = match["inner"]
        lead = further.match(inner)
        short = inner[lead.end() :] if lead else None
        if lead is None and (dashed := DASHED.fullmatch(inner)) and _damaged(dashed["lead"], language):
            short = dashed["short"]
        short = _line(short) if short else None
        if short:
            found.append(_Short(_unquoted(short), match.start(), match.end()))
    return tuple(found)


def _unquoted(short: str) -> str:
    inner = short[1:-1]
    if short[:1] + short[-1:] in ("«»", '""', "“”") and not any(mark in inner for mark in '«»"“”'):
        return inner
    return short


@cache
def _damaged(lead: str, language: Language) -> bool:
    """Whether words before a dash are «далее» or «бұдан әрі» with a letter wrong."""
    return any(fuzz.ratio(lead.lower(), words) >= SURE_LEAD for words in lexicon(language)["terms"]["further"])


def _elsewhere(clause: Clause, language: Language) -> Iterator[_Draft]:
    """The short forms that a clause outside the list gives."""
    parts = [
        (None, clause.opening),
        *((item.label, item.body) for item in clause.items),
        *((None, p) for p in clause.tail),
    ]
    for item, part in parts:
        text = part.text
        for short in _shorts(text, language) if "(" in text else ():
            start, long = _long(text, short, language)
            yield _Draft(long, short.text, None, clause.number, item, part.part(start, short.end))


def short_forms_in(clause: Clause, language: Language) -> Iterator[tuple[str, str]]:
    """The short forms that a clause gives, each with the words for which it stands."""
    return ((draft.abbreviation, draft.term) for draft in _elsewhere(clause, language) if draft.abbreviation)


@lru_cache(maxsize=4096)
def _long(text: str, short: _Short, language: Language) -> tuple[int, str]:
    """The words for which a short form stands, and where they begin."""
    start = _long_start(text, short, language)
    long = _line(_trimmed(text[start : short.start], language))
    words = norms(short.text, language)
    if len(words) >= LEAST_REPEATED and norms(long, language)[-len(words) :] == words:
        long = short.text  # «… оның бірыңғай тізілімі (бұдан әрі – бірыңғай тізілім)»
    return start, long or short.text


def _long_start(text: str, short: _Short, language: Language) -> int:
    """Where those words begin: after the last bracket, comma or verb before the short form."""
    words = _patterns(language)
    masked = QUOTED.sub(lambda match: "x" * len(match[0]), text[: short.start])
    places = [match.end() for match in BOUNDARY.finditer(masked) if language == "ru" or match[0] != ","]
    start = places[-1] if places else 0
    if words["goes_back"].match(masked[start:].lstrip()):
        flat = MASKED.sub(lambda match: "x" * len(match[0]), masked)
        commas = [0, *(match.end() for match in BOUNDARY.finditer(flat))]
        start = next(place for place in reversed(commas) if not words["goes_back"].match(flat[place:].lstrip()))
    last = words["ends_before"].search(masked)
    end = last.start() if last else len(masked)
    for name in ("parted_by", "begins_after"):
        for match in words[name].finditer(masked, start, end):
            rest = masked[match.end() : end].lstrip()
            start = match.end() if rest and not words["begins_not"].match(rest) else start
    first = words["begins_after_first"].search(masked, start, end)
    start = first.end() if first else start
    piece = text[start : short.start]
    return start + len(piece) - len(piece.lstrip(" ,\n\t"))


def _trimmed(long: str, language: Language) -> str:
    last = _patterns(language)["ends_before"].search(long)
    return long[: last.start()] if last else long


@cache
def _patterns(language: Language) -> dict[str, re.Pattern[str]]:
    table = lexicon(language)["terms"]
    whole = ("parted_by", "begins_after", "begins_after_first")
    found = {name: re.compile(r"(?<!\w)" + alternation(table[name]) + r"(?!\w)", re.IGNORECASE) for name in whole}
    found["list"] = re.compile(r"(?<!\w)" + alternation(table["list"]), re.IGNORECASE)
    found["begins_not"] = re.compile(alternation(table["begins_not"]), re.IGNORECASE)
    found["goes_back"] = re.compile(alternation(table["goes_back"]), re.IGNORECASE)
    found["ends_before"] = re.compile(r"\s*" + alternation(table["ends_before"]) + r"\s*$", re.IGNORECASE)
    found["further"] = re.compile(r"\s*" + alternation(table["further"]) + r"\s*(?:[-–—:=]+\s*|\s)", re.IGNORECASE)
    return found
