"""Which clauses of a regulation list steps: labelled processes and conditions, or the actions of a procedure.

The steps are the items of a clause, its paragraphs where it numbers none, or clauses in a row. A listing states a
scenario, restates one in other words, or names the results of its steps. Its channel is told by what the clause says and
by who acts in it, never by a phrase.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from parser.headings import alternation, ended
from parser.labels import Label, after_action_label, read_closing_label, read_label
from parser.languages.lexicon import lexicon
from parser.languages.matching import mentions
from parser.lostitems import with_lost_items
from parser.timespans import time_spans
from parser.values import Clause, Item, Passage, Regulation
from spec.model import Language

STAFF = {
    "role:chancellery", "role:department", "role:department_head", "role:deputy", "role:deputy_head", "role:head",
    "role:specialist",
}  # fmt: skip
"""Who acts in the internal procedure (кеңсе, басшы … / канцелярия, руководитель …)."""

DEEDS = {
    "approve", "check", "determine", "examine", "acquaint", "hand_over", "note", "prepare", "receive", "register", "resolve",
    "send", "sign", "take_in",
}  # fmt: skip
"""What the provider's staff does with a case."""

COUNTER = {"role:psc", "role:psc_worker"}
"""Who takes papers in and gives results out at a public service centre (ХҚКО, Мемлекеттік корпорация / ЦОН,
Государственная корпорация)."""

USES = {"attach", "authorise", "choose", "enter", "fill", "login", "password", "pay"}
"""What who uses a channel does there."""

SIGNING_IN = {"authorise", "login", "password"}
"""How who uses a channel enters it."""

SHORTEST_SENTENCE = 40
"""Characters under which an item is the name of a unit, not the sentence of a step."""

_OPENING = re.compile(r"(?:[^\n]*[^\s.;:][^\S\n]*\n){0,3}[^\n]*:[^\S\n]*\n")
"""What announces a list: a line that ends with a colon, broken over up to four lines."""

NEAR = 20
"""Characters between what announces a list and the text of its first item: a line end and the item's number."""

DECIMAL = re.compile(r"\s*\d{1,2}(?:\.\d{1,2})+[.)]*\s+")
"""The number of an item within its clause: «6.2. процесс 2 – …»."""


class Entry(Struct, frozen=True, gc=False):
    """One sentence of a listing: its item label (None for a whole clause), clause number, label and body; `lost` where
    the item's number is lost and told by the item's place."""

    clause: str
    item: str | None
    label: Label | None
    body: Passage
    lost: bool = False


class Listing(Struct, frozen=True, gc=False):
    """A list of steps: a series of a clause's items, or a run of clauses."""

    first: Clause
    last: Clause
    opening: str
    entries: tuple[Entry, ...]

    @property
    def labelled(self) -> bool:
        """Whether the entries bear the labels process and condition."""
        labels = sum(1 for entry in self.entries if entry.label)
        return labels >= 2 and labels * 3 >= len(self.entries)

    @property
    def number(self) -> str:
        """The clause or the range of clauses: "6", "17-24"."""
        return self.first.number if self.first is self.last else f"{self.first.number}-{self.last.number}"


def find_listings(regulation: Regulation) -> tuple[Listing, ...]:
    """Every listing of the regulation that may state steps, in the order of the text."""
    language = regulation.language
    found: list[Listing] = []
    run: list[Clause] = []
    for clause in regulation.clauses:
        own = [listing for listing in _series(clause, language) if _lists_steps(listing, found, language)]
        if _about_complaints(clause, language):
            own = [listing for listing in own if listing.labelled]
        found += own
        acts = not own and not clause.items and _is_act(clause.opening.text, language)
        if acts and not _about_complaints(clause, language):
            run.append(clause)
            continue
        found += _run(run, language)
        run = []
    return tuple(_joined(found + _run(run, language), language))


def _joined(listings: list[Listing], language: Language) -> Iterator[Listing]:
    """The listings; one whose processes go on counting in the next clause («процесс 6 – …» after «процесс 5 – …») is one,
    unless somebody signs in anew."""
    pending: Listing | None = None
    for listing in listings:
        if pending and _goes_on(pending, listing, language):
            pending = Listing(pending.first, listing.last, pending.opening, pending.entries + listing.entries)
            continue
        if pending:
            yield pending
        pending = listing
    if pending:
        yield pending


def _goes_on(before: Listing, listing: Listing, language: Language) -> bool:
    numbers = [
        [entry.label.number for entry in each.entries if entry.label and entry.label.kind == "process"]
        for each in (before, listing)
    ]
    if not (before.labelled and listing.labelled and numbers[0] and numbers[1]):
        return False
    counts = numbers[0][-1] is not None and numbers[1][0] == numbers[0][-1] + 1
    signs_in = any(concepts_in(entry.body.text, language) & SIGNING_IN for entry in listing.entries)
    return counts and before.last is not listing.first and not signs_in


def _about_complaints(clause: Clause, language: Language) -> bool:
    """Whether a clause tells how complaints are handled (шағымдану / обжалование), which the staff does in like words."""
    said = f"{clause.opening.text} {clause.chapter.text if clause.chapter else ''}".lower()
    return any(word in said for word in lexicon(language)["ledger"]["complaints"])


def _series(clause: Clause, language: Language) -> list[Listing]:
    if not clause.items:
        return _paragraphs(clause, clause.whole, language)
    if lost := with_lost_items(clause, language):
        entries = tuple(replace(_entry(clause.number, f.number, f.body, language), lost=f.lost) for f in lost)
        return [Listing(clause, clause, clause.opening.text, entries)]
    listings: list[Listing] = []
    for series in sorted({item.series for item in clause.items}):
        items = [item for item in clause.items if item.series == series]
        if nested := _nested(clause, items, language):
            listings += nested
            continue
        digits = 2 * sum(item.label.isdigit() for item in items) > len(items)
        entries = tuple(
            _entry(
                clause.number,
                item.label if item.label.isdigit() or (item.label.isalnum() and not digits) else str(number),
                item.body,
                language,
            )
            for number, item in enumerate(items, 1)
        )
        listings.append(Listing(clause, clause, _announcing(clause, items[0]), entries))
    return listings


def _announcing(clause: Clause, first: Item) -> str:
    """The words that announce a list: the paragraph between two lists of a clause («через Центр:»), else its opening."""
    near = (part for part in clause.tail if part.end <= first.body.start and first.body.start - part.end < NEAR)
    return next((part.text for part in near if part.text.rstrip().endswith(":")), clause.opening.text)


def _paragraphs(clause: Clause, whole: Passage, language: Language) -> list[Listing]:
    """The listing of a clause, or of one of its items, that announces a list («…:») and gives its entries no numbers. They
    are counted from 1; a paragraph that names the result of the one before it goes with it."""
    text = whole.text
    opening = _OPENING.match(text) if ":" in text and "\n" in text else None
    if not opening:
        return []
    places: list[tuple[int, int]] = []
    for line in re.finditer(r"\S[^\n]*", text[opening.end() :]):
        start, end = opening.end() + line.start(), opening.end() + len(line[0].rstrip()) + line.start()
        if places and (not ended(text, places[-1][1]) or _result_paragraph(language).match(text, start)):
            places[-1] = (places[-1][0], end)
        else:
            places.append((start, end))
    entries = tuple(
        _entry(clause.number, str(number), whole.part(start, start + len(_body(text[start:end]))), language)
        for number, (start, end) in enumerate(places, 1)
    )
    return [Listing(clause, clause, opening[0], entries)] if len(entries) > 1 else []


def _nested(clause: Clause, items: Sequence[Item], language: Language) -> list[Listing]:
    """The lists that the items of a clause hold, each of one kind of case («1) при обращении к услугодателю: …»); none
    where an item only names first who acts («1) канцелярия: …»)."""
    found: list[Listing] = []
    for item in items:
        inner = _paragraphs(clause, item.body, language)
        if not inner or not concepts_in(inner[0].opening, language).isdisjoint(STAFF | {"role:employee"}):
            return []
        found += inner
    return found


def _body(paragraph: str) -> str:
    return paragraph.rstrip("; \t\n").removesuffix(".")


@cache
def _result_paragraph(language: Language) -> "re.Pattern[str]":
    """«Результат процедуры – …», «Рәсімнің нәтижесі – …» at the start of a paragraph."""
    words = alternation(lexicon(language)["flow"]["names_result"])
    return re.compile(rf"(?:\w+\s+(?:\([^()]*\)\s*)?)?{words}\w*[^–—:.;]{{0,60}}[-–—:]\s", re.IGNORECASE)


def _entry(clause: str, item: str | None, body: Passage, language: Language) -> Entry:
    label, start, end = _labelled(body.text, language)
    return Entry(clause, item, label, body.part(start, end))


@lru_cache(maxsize=8192)
def _labelled(text: str, language: Language) -> tuple[Label | None, int, int]:
    """The label of a sentence, before or after it, and where what it says begins and ends."""
    decimal = DECIMAL.match(text)
    start = decimal.end() if decimal and read_label(text[decimal.end() :], language) else 0
    bare = text[start:]
    if label := read_label(bare, language):
        return label, start + label.end, len(text)
    if closing := read_closing_label(bare, language):
        return closing[0], start, start + closing[1]
    return None, start + after_action_label(bare, language), len(text)


def _run(clauses: list[Clause], language: Language) -> list[Listing]:
    """Whole clauses that each state one action (три и более подряд)."""
    if len(clauses) < 3:
        return []
    entries = tuple(Entry(clause.number, None, None, clause.whole) for clause in clauses)
    return [Listing(clauses[0], clauses[-1], "", entries)]


def _lists_steps(listing: Listing, before: Sequence[Listing], language: Language) -> bool:
    return listing.labelled or names_results(listing, before, language) or _acts(listing, language)


def names_results(listing: Listing, before: Sequence[Listing], language: Language) -> bool:
    """Whether the clause announces results (нәтиже / результат) and lists one for each step of the procedure before it,
    in fewer words."""
    opening = listing.opening.lower()
    if not any(word in opening for word in lexicon(language)["flow"]["result"]):
        return False
    procedure = next((other for other in reversed(before) if not other.labelled), None)
    if procedure is None or len(procedure.entries) != len(listing.entries):
        return False
    said, named = (sum(len(entry.body.text) for entry in each.entries) for each in (procedure, listing))
    return named * 3 < said * 2


def _acts(listing: Listing, language: Language) -> bool:
    """Whether an unlabelled list states actions: of the provider's staff, of who signs in to a channel, or of whoever its
    opening announces."""
    sentences = [entry.body.text for entry in listing.entries]
    if len(sentences) < 2:
        return False
    used = [concepts_in(text, language) for text in sentences]
    deeds = [not concepts.isdisjoint(DEEDS) for concepts in used]
    if announces(listing.opening, language):
        return _most(deeds) or _most(bool(time_spans(text, language)) for text in sentences)
    if brief(sentences):
        return False
    if _most([_is_act(text, language) for text in sentences]):
        return True
    if any(concepts & SIGNING_IN for concepts in used) and _most(map(_is_use, used)):
        return True
    at_counter = sum(1 for concepts in used if not concepts.isdisjoint(COUNTER))
    return _most(deeds) and 2 * at_counter >= len(used)


def brief(entries: Sequence[str]) -> bool:
    """Whether the entries of a list are names rather than sentences."""
    return sum(map(len, entries)) < SHORTEST_SENTENCE * len(entries)


def unread_lists(regulation: Regulation, listings: Sequence[Listing]) -> Iterator[Clause]:
    """The clauses that announce a procedure and list sentences, of which no listing was made."""
    read = {id(clause) for listing in listings for clause in (listing.first, listing.last)}
    for clause in regulation.clauses:
        if id(clause) in read or not announces(clause.opening.text, regulation.language):
            continue
        if any(not brief([entry.body.text for entry in each.entries]) for each in _series(clause, regulation.language)):
            yield clause


def _most(told: Iterable[bool]) -> bool:
    """Whether six in ten are so."""
    each = list(told)
    return sum(each) * 10 >= len(each) * 6


@lru_cache(maxsize=16384)
def concepts_in(text: str, language: Language) -> frozenset[str]:
    return frozenset(mention.concept for mention in mentions(text, language))


@lru_cache(maxsize=1024)
def announces(opening: str, language: Language) -> bool:
    """Whether the opening of a clause announces the procedures of the service («содержание каждой процедуры …»)."""
    return bool(re.search(alternation(lexicon(language)["flow"]["procedure"]), opening, re.IGNORECASE))


@lru_cache(maxsize=16384)
def _is_act(text: str, language: Language) -> bool:
    """Whether the sentence tells what a member of the provider's staff does."""
    if len(text) < SHORTEST_SENTENCE:
        return False
    concepts = concepts_in(text, language)
    return not concepts.isdisjoint(STAFF) and not concepts.isdisjoint(DEEDS)


def _is_use(concepts: frozenset[str]) -> bool:
    """Whether a sentence tells what someone does in a system, or what a system does."""
    who = any(concept.startswith("system:") or concept in ("role:consumer", "role:psc_worker") for concept in concepts)
    return who and not concepts.isdisjoint(DEEDS | USES)
