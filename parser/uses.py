"""How often phrases stand in a regulation, whatever their endings: by stem in Kazakh, by lemma in Russian."""

import re
from functools import cache, lru_cache
from itertools import compress

from parser.languages.matching import mentions
from parser.languages.pipeline import plain_norm
from parser.values import Passage, Regulation
from spec.model import Language

WORD = re.compile(r"[^\W\d_]+")
NAME_BEFORE = re.compile(r"(?:[»\"]\s+|\w[-‑–])\Z")
NAME_AFTER = re.compile(r"\s+[«\"]")
Phrases = dict[str, list[tuple[list[str], int, list[int]]]]


@lru_cache(maxsize=16384)
def norms(text: str, language: Language) -> tuple[str, ...]:
    """The words of `text`, each as its stem or lemma."""
    return tuple(_norm(word, language) for word in WORD.findall(text))


@cache
def _norm(word: str, language: Language) -> str:
    return plain_norm(word, language)


def count_uses(regulation: Regulation, phrases: list[tuple[str, ...]], places: list[Passage]) -> list[int]:
    """For each entry of `phrases` (its spellings) how often it stands outside its own place; the longest phrase wins."""
    language = regulation.language
    index = _index(phrases, language)
    words: list[str] = []
    for text in _texts(regulation):
        piece = norms(text, language)
        if not index.keys().isdisjoint(piece):
            words += piece
            words.append("")
    counts = _count(words, index, len(phrases))
    for entry, place in enumerate(places):
        own = _count([*norms(place.text, language), ""], index, len(phrases))
        counts[entry] = max(0, counts[entry] - own[entry])
    return counts


def answers(regulation: Regulation, term: str) -> int:
    """How many clauses give the term by its first words alone: «Вид услуги: срочная» for «срочная услуга»."""
    *kind, thing = norms(term, regulation.language) or ("",)
    found = 0
    for clause in regulation.clauses if kind else ():
        asked, colon, answer = clause.opening.text.rpartition(":")
        if colon and answer.strip() and list(norms(answer, regulation.language)) == kind:
            found += thing in norms(asked, regulation.language)
    return found


def stands_alone(regulation: Regulation, word: str, place: Passage) -> bool:
    """Whether a word stands anywhere outside `place` and outside a full name («А» порталы, веб-портал, портал «А», портал
    электронного правительства)."""
    language = regulation.language
    (short,) = norms(word, language)
    for text in _texts(regulation):
        if short not in norms(text, language):
            continue
        rest = text.replace(place.text, "")
        for match in WORD.finditer(rest):
            if _norm(match[0], language) == short and not _within_a_name(match, language):
                return True
    return False


def _within_a_name(word: re.Match[str], language: Language) -> bool:
    start, end = word.span()
    if NAME_BEFORE.search(word.string, max(0, start - 3), start) or NAME_AFTER.match(word.string, end):
        return True
    named = (each for each in mentions(word.string, language) if each.concept.startswith("system:"))
    return any(each.start <= start and end <= each.end and each.end - each.start > end - start for each in named)


def _index(phrases: list[tuple[str, ...]], language: Language) -> Phrases:
    """By first word, the phrases that begin with it, longest first, with length and the entries that they stand for."""
    entries: dict[tuple[str, ...], list[int]] = {}
    for entry, spellings in enumerate(phrases):
        for words in {norms(spelling, language) for spelling in spellings}:
            if words:
                entries.setdefault(words, []).append(entry)
    index: Phrases = {}
    for words in sorted(entries, key=lambda words: (-len(words), words)):
        index.setdefault(words[0], []).append((list(words), len(words), entries[words]))
    return index


def _count(words: list[str], index: Phrases, size: int) -> list[int]:
    counts, end = [0] * size, 0
    for at in compress(range(len(words)), map(index.__contains__, words)):
        if at < end:
            continue
        for phrase, length, entries in index[words[at]]:
            if length == 1 or (words[at + 1] == phrase[1] and words[at : at + length] == phrase):
                for entry in entries:
                    counts[entry] += 1
                end = at + length
                break
    return counts


def _texts(regulation: Regulation) -> list[str]:
    """The pieces of a regulation in which terms may stand: clauses by their parts, annexes by their lines."""
    text = regulation.source.text
    found: list[str] = []
    for clause in regulation.clauses:
        found.append(clause.opening.text)
        found += (item.body.text for item in clause.items)
        found += (paragraph.text for paragraph in clause.tail)
    for annex in regulation.annexes:
        found += (piece for line in annex.lines if (piece := text[line.start : line.end].strip()))
    return found
