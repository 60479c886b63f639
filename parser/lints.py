"""What a careful reader of one regulation marks: parties under several names, brackets that do not close, lists that
begin anew, characters that strayed in, short forms in another form, annexes of another document."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from parser.headings import alternation
from parser.languages.lexicon import lexicon
from parser.values import Clause, Passage, Regulation
from spec.model import Finding, Language, Term, Where
from spec.rules import finding

LIST_NUMBER = re.compile(r"(?:^|[\s;:,.])(?:\d{1,2}|[а-яәіңғүұқөһ])$")
"""What stands before the bracket of a list number within a sentence: «а)», «2)»."""
STRAY = re.compile(
    r"""[\d|;,:](?:
        (?<=\d)(?<!\d\d)\d*[а-яёәіңғүұқөһ]{5,}  # digits grown onto a word: «20данных»
        |(?<=\|)
        |(?<=[;,:])\s*[;,:](?!\))  # two marks in a row
    )""",
    re.VERBOSE,
)
BEFORE_DIGITS = re.compile(r"[\w.,№/-]")
"""What makes digits before a word a part of something else: «А-11», «62–бұйрық»."""
BETWEEN = r"\w{0,3}\s+"
"""An ending and a blank: «қызметті алушы», not «қызметкерімен алушы»."""
QUOTED_NAME = re.compile(r"«[^«»]+»|\"[^\"]+\"")
CAPITALS = r"[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ]{2,}"
AROUND = 30
"""Characters beside what a finding quotes."""


def regulation_lints(regulation: Regulation, terms: tuple[Term, ...]) -> Iterator[Finding]:
    """The findings of every rule of this file."""
    yield from party_names(regulation, terms)
    yield from varied_short_forms(regulation, terms)
    yield from capitals_never_explained(regulation, terms)
    if regulation.title:
        yield from _unclosed([regulation.title], regulation.language)
    for clause in regulation.clauses:
        yield from unclosed(clause, regulation.language)
        yield from second_list(clause, regulation.language)
    yield from strays(regulation)
    yield from annexes_of_the_act(regulation)


def where(place: Passage, language: Language) -> Where:
    """A finding's place."""
    return Where(language=language, source=place.source.id, start=place.start, end=place.end, line=place.line)


def operative(regulation: Regulation) -> Iterator[Passage]:
    """The clauses, whole, and the annex tables: what states the procedure."""
    yield from (clause.whole for clause in regulation.clauses)
    for annex in regulation.annexes:
        if annex.kind == "table" and annex.lines:
            yield Passage(regulation.source, annex.lines[0].start, annex.lines[-1].end, annex.lines[0].number)


def party_names(regulation: Regulation, terms: tuple[Term, ...]) -> Iterator[Finding]:
    """RG223 once a party: «потребитель» and «получатель», «тұтынушы» and «алушы» in one regulation.

    A name that the list of terms defines beside another is a party of its own; «уполномоченный орган» is the provider
    only where the regulation says so.
    """
    language = regulation.language
    own = {(term.abbreviation.get(language) or term.term.get(language) or "").lower() for term in terms}
    defined = [span for term in terms if term.definition.get(language) and (span := term.source.get(language))]
    places = list(operative(regulation))
    for party in ("consumer", "provider"):
        told = set(lexicon(language)["parties"]["told"]) - own
        found: dict[str, list[tuple[Passage, int, int]]] = {}
        for place in places:
            for name, start, end in _named(place.text, party, language):
                if not any(span.start <= place.start + start < span.end for span in defined):
                    found.setdefault(name, []).append((place, start, end))
        used = {name: at for name, at in found.items() if name not in told}
        families = {name.split()[-1] for name in used}  # «алушы» is «қызмет алушы» cut short
        defined_names = {text for term in terms if term.definition.get(language) for text in _spelt(term, language)}
        if len(families) < 2 or len(defined_names.intersection(used)) > 1:
            continue
        counts = sorted(used.items(), key=lambda entry: (-len(entry[1]), entry[0]))
        said = "; ".join(f"{name} – {len(at)}" for name, at in counts)
        place, start, end = counts[-1][1][0]
        yield finding("RG223", where(place.part(start, end), language), party=party, names=said)


def _spelt(term: Term, language: Language) -> Iterator[str]:
    yield from (text.lower() for text in (term.term.get(language), term.abbreviation.get(language)) if text)


@cache
def _stems(party: str, language: Language) -> dict[str, tuple[str, ...]]:
    """The words of each name of a party without their endings, the longest name first."""
    names = lexicon(language)["parties"][party]
    return {name: tuple(re.sub("(?:ый|ий|ь)$", "", word) for word in name.split()) for name in names}


@lru_cache(maxsize=4096)
def _named(text: str, party: str, language: Language) -> tuple[tuple[str, int, int], ...]:
    """The names of a party in `text`, each with the characters start..end at which it stands."""
    text = text.lower()
    return tuple(
        (_name(match[0], party, language), *match.span())
        for match in _names(party, language).finditer(text)
        if not (match.start() and text[match.start() - 1].isalnum())
    )


@cache
def _names(party: str, language: Language) -> re.Pattern[str]:
    """The names of a party, the longest first; endings do not matter. It begins with letters: so the search is fast."""
    return re.compile("|".join(BETWEEN.join(words) + r"\w*" for words in _stems(party, language).values()))


@lru_cache(maxsize=1024)
def _name(written: str, party: str, language: Language) -> str:
    """Which name of the party is written."""
    return next(
        name for name, words in _stems(party, language).items() if re.fullmatch(BETWEEN.join(words) + r"\w*", written)
    )


def varied_short_forms(regulation: Regulation, terms: tuple[Term, ...]) -> Iterator[Finding]:
    """RG224 once a form: a short form with a name in it («ИС ГБД «Е-лицензирование»») that loses or changes its letters."""
    language = regulation.language
    places = list(operative(regulation))
    for term in terms:
        short = " ".join((term.abbreviation.get(language) or "").split())
        name = QUOTED_NAME.search(short)
        capitals = frozenset(re.findall(CAPITALS, short))
        if not name or not capitals or QUOTED_NAME.sub("", short).strip(" -").split() != re.findall(CAPITALS, short):
            continue
        ours = term.source.get(language)
        varied: dict[str, list[Passage]] = {}
        for place in places:
            for start, end, letters in _beside(place.text, name[0], language):
                at = place.start + start
                if frozenset(letters.split()) != capitals and not (ours and ours.start <= at < ours.end):
                    varied.setdefault(" ".join(place.text[start:end].split()), []).append(place.part(start, end))
        if varied:
            forms = "; ".join(f"{form} – {len(at)}" for form, at in varied.items())
            first = min((at[0] for at in varied.values()), key=lambda place: place.start)
            yield finding("RG224", where(first, language), short=short, forms=forms)


def capitals_never_explained(regulation: Regulation, terms: tuple[Term, ...]) -> Iterator[Finding]:
    """RG221 once a word: «пункт 6 Стандарта», where no clause says what «Стандарт» is short for."""
    language = regulation.language
    given = {(term.abbreviation.get(language) or "").lower() for term in terms}
    for word in lexicon(language)["capitals"]["short"]:
        if word.lower() in given:
            continue
        for clause in regulation.clauses:
            match = _within_a_sentence(word, language).search(clause.whole.text)
            if match:
                yield finding("RG221", where(clause.whole.part(match.start(), match.end()), language), short=word)
                break


@cache
def _within_a_sentence(word: str, language: Language) -> re.Pattern[str]:
    """A word with a capital after a small letter or a number, and no words of its full name beside it."""
    full = alternation(lexicon(language)["capitals"]["full"])
    if language == "ru":
        return re.compile(rf"(?<=[а-яё\d] ){word}\w*(?!\w|\s+{full})")
    return re.compile(rf"(?<![а-яәіңғүұқөһ\d])(?!{full})[а-яәіңғүұқөһ\d]+\s({word}\w*)")


LETTERS = rf"{CAPITALS}(?:[ \xa0]+{CAPITALS})*"
LETTERS_BEFORE = re.compile(rf"(?<!\w)({LETTERS})[ \xa0]*$")
LETTERS_AFTER = re.compile(rf"[ \xa0]*({LETTERS})")
LONGEST_LETTERS = 30


def _beside(text: str, name: str, language: Language) -> Iterator[tuple[int, int, str]]:
    """Each quoted name with the capitals before it (Russian) or after it (Kazakh): start, end, capitals."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if language == "ru":
            first = max(0, at - LONGEST_LETTERS)
            match = LETTERS_BEFORE.search(text[first:at])
            if match:
                yield first + match.start(), end, match[1]
        else:
            match = LETTERS_AFTER.match(text, end)
            if match:
                yield at, match.end(), match[1]
        at = text.find(name, end)


def unclosed(clause: Clause, language: Language) -> Iterator[Finding]:
    """RG253 for each bracket or «» of a clause that lacks its twin.

    Of nested quotation marks one closing mark may serve for two, as Russian spelling allows.
    """
    yield from _unclosed([clause.opening, *(item.body for item in clause.items), *clause.tail], language)


def _unclosed(parts: list[Passage], language: Language) -> Iterator[Finding]:
    texts = [part.text for part in parts]
    for left, right in (("(", ")"), ("«", "»")):
        odd = [(n, place) for n, text in enumerate(texts) if (place := _odd(text, left, right)) is not None]
        for n, place in _alone(odd, parts, left, right):
            text = parts[n].text
            quote = _around_mark(text, place, place + 1)
            yield finding("RG253", where(parts[n].part(place, place + 1), language), mark=text[place], text=quote)


def _alone(odd: list[tuple[int, int]], parts: list[Passage], left: str, right: str) -> Iterator[tuple[int, int]]:
    """The odd marks, as (part, place), without those that open in one part and close in the next, or that open before
    the items and close in one of them."""
    waiting: tuple[int, int] | None = None
    for n, place in odd:
        if waiting and parts[n].text[place] == right and (waiting[0] == 0 or n == waiting[0] + 1):
            waiting = None
            continue
        if waiting:
            yield waiting
        waiting = (n, place) if parts[n].text[place] == left else None
        if waiting is None:
            yield n, place
    if waiting:
        yield waiting


def _around_mark(text: str, start: int, end: int) -> str:
    """The words around start..end, in one line."""
    first = max(text.rfind(" ", 0, max(0, start - AROUND)), text.rfind("\n", 0, start), start - 2 * AROUND - 1) + 1
    stops = (text.find(" ", end + AROUND), text.find("\n", end), len(text), end + 2 * AROUND)
    last = min(stop for stop in stops if stop >= 0)
    return " ".join(text[first:last].split())


@lru_cache(maxsize=16384)
def _odd(text: str, left: str, right: str) -> int | None:
    """Where the first mark without a twin stands."""
    if left not in text and right not in text:
        return None
    if text.count(left) == text.count(right):
        return None
    opened: list[int] = []
    deepest = 0
    for place, character in enumerate(text):
        if character == left:
            opened.append(place)
            deepest = max(deepest, len(opened))
        elif character == right:
            if opened:
                opened.pop()
            elif left != "(" or not LIST_NUMBER.search(text[max(0, place - 4) : place]):
                return place
    if not opened or (left == "«" and deepest > 1 and right in text):
        return None
    return opened[-1]


def second_list(clause: Clause, language: Language) -> Iterator[Finding]:
    """RG215: a clause in which a second list begins at 1) anew, so that nobody can cite its items."""
    second = next((item for item in clause.items if item.series), None)
    if second:
        yield finding("RG215", where(second.body, language), clause=clause.number)


def strays(regulation: Regulation) -> Iterator[Finding]:
    """RG254 once a paragraph: digits grown onto a word, two marks in a row, a bar."""
    for clause in regulation.clauses:
        text = clause.whole.text
        for start, end in _stray(text):
            quote = _around_mark(text, start, end)
            yield finding("RG254", where(clause.whole.part(start, end), regulation.language), text=quote)


@lru_cache(maxsize=4096)
def _stray(text: str) -> tuple[tuple[int, int], ...]:
    """Where characters strayed in, once a paragraph."""
    found: list[tuple[int, int]] = []
    paragraph = 0
    for match in STRAY.finditer(text):
        if match[0][0].isdigit() and match.start() and BEFORE_DIGITS.match(text[match.start() - 1]):
            continue
        if match.start() >= paragraph:
            found.append(match.span())
            paragraph = text.find("\n", match.end()) % (len(text) + 1)
    return tuple(found)


def annexes_of_the_act(regulation: Regulation) -> Iterator[Finding]:
    """RG209 once a regulation: annexes whose headings attach them to the act, while the clauses call them its own."""
    language = regulation.language
    act, own = _attached(language)
    others = [(annex, text) for annex in regulation.annexes if (text := annex.heading) and not own.search(text.text)]
    wrong = [heading for _, heading in others if act.search(heading.text)]
    if wrong:
        attached = [annex for annex, heading in others if heading in wrong or _nearly(heading.text, language)]
        numbers = ", ".join(annex.number or "?" for annex in attached)
        yield finding("RG209", where(wrong[0], language), numbers=numbers)


def _nearly(text: str, language: Language) -> bool:
    """Whether a word of a heading is one that attaches it to the act, but for a letter or two that changed places."""
    names = [name.split()[-1] for name in lexicon(language)["outline"]["to_act"]]
    words = text.lower().split()
    return any(len(name) > 6 and OSA.distance(name, word, score_cutoff=1) <= 1 for name in names for word in words)


@cache
def _attached(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What says that an annex belongs to the act, and what says that it belongs to the regulation."""
    table = lexicon(language)["outline"]
    act, own = (re.compile(r"\b" + alternation(table[key]), re.IGNORECASE) for key in ("to_act", "to_regulation"))
    return act, own
