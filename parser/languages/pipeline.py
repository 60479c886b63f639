"""The pipeline of a language: a fast tokenizer, NORM (stem or lemma) and phrase matchers fed from the lexicon.

A token is a run of letters, a number, or a mark that parts phrases; quotation marks and dashes are left out, so that a
phrase is found however it is quoted or hyphenated. Everything is remembered per word: acts repeat themselves.
"""

import re
from functools import cache

from msgspec import Struct
from spacy.attrs import NORM
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from parser.languages import kazakh, russian
from parser.languages.lexicon import lexicon
from parser.languages.mending import mender

TOKEN = re.compile(r"[^\W\d_]+|\d+|[,;:()/.№]")
TABLES = {"concepts": "", "systems": "system:", "roles": "role:"}


class Token(Struct, frozen=True, gc=False):
    """A word as written, and its place in the text."""

    text: str
    start: int
    end: int


class Pipeline(Struct, frozen=True, gc=False):
    """The matcher of one language; `mended` maps a misspelt word to the norm it was taken for, `citations` a
    Kazakh norm to the base forms that the lexicon writes, folded, longest first."""

    language: str
    vocab: Vocab
    matcher: PhraseMatcher
    mended: dict[str, str]
    citations: dict[str, tuple[str, ...]]

    def doc(self, words: list[str]) -> Doc:
        """The words as a spaCy Doc."""
        return Doc(self.vocab, words=words)

    def norm(self, word: str) -> str:
        """The norm of a word: the Kazakh stem or the Russian lemma, misspellings mended."""
        return str(self.vocab[word].norm_)

    def base(self, word: str) -> str:
        """The base form with which a Kazakh word begins, folded: that of the lexicon, else its stem."""
        norm, folded = self.norm(word), kazakh.fold(word)
        return next((base for base in self.citations.get(norm, ()) if folded.startswith(base)), norm)


def tokens(text: str) -> tuple[Token, ...]:
    """The words, numbers and parting marks of `text`."""
    return tuple(Token(match[0], match.start(), match.end()) for match in TOKEN.finditer(text))


def plain_norm(word: str, language: str) -> str:
    """The norm of a word before misspellings are mended."""
    return kazakh.stem(word) if language == "kk" else russian.word(word).lemma


@cache
def pipeline(language: str) -> Pipeline:
    """The pipeline of "kk" or "ru". Nothing of it is loaded before it is asked for."""
    phrases = _phrases(language)
    norms: dict[str, str] = {}
    words = {word for table in phrases.values() for _, phrase in table for word in phrase}
    known = {plain_norm(word, language) for word in words}
    if language == "kk":
        verbs = {kazakh.stem(word) for word in words if word.endswith(("у", "ю"))}
        norms = {passive: verb for verb in sorted(verbs) for passive in kazakh.passives(verb) if passive not in known}
    ordinary = {plain_norm(word, language) for word in lexicon(language).get("ordinary", {}).get("words", ())}
    mended: dict[str, str] = {}
    repair = mender(language, {norm: norm for norm in known} | norms)

    def norm(word: str) -> str:
        found = plain_norm(word, language)
        found = norms.get(found, found)
        if language == "kk" and found not in known:
            others = [norms.get(other, other) for other in kazakh.other_stems(word)]
            found = next((other for other in others if other in known or other in ordinary), found)
        if found in known or found in ordinary or _is_known(word, language):
            return found
        close = repair.mend(word)
        if close is None:
            return found
        mended[word] = close
        return close

    vocab = Vocab(lex_attr_getters={NORM: norm})
    matcher = _matcher(vocab, [entry for table in phrases.values() for entry in table])
    return Pipeline(language, vocab, matcher, mended, _citations(words) if language == "kk" else {})


def _citations(words: set[str]) -> dict[str, tuple[str, ...]]:
    """By norm, the words of the lexicon that stand there without a case or a possessive."""
    found: dict[str, list[str]] = {}
    for word in sorted(words):
        found.setdefault(kazakh.stem(word), []).append(kazakh.fold(word))
    return {norm: tuple(base for base in forms if base == min(forms, key=len)) for norm, forms in found.items()}


def phrase_matcher(language: str, entries: tuple[tuple[str, str], ...]) -> PhraseMatcher:
    """A matcher for further phrases: pairs of a key and the words that stand for it."""
    return _matcher(pipeline(language).vocab, [(key, _split(text)) for key, text in entries])


def _matcher(vocab: Vocab, entries: list[tuple[str, list[str]]]) -> PhraseMatcher:
    matcher = PhraseMatcher(vocab, attr="NORM")
    by_key: dict[str, list[Doc]] = {}
    for key, words in entries:
        if words:
            by_key.setdefault(key, []).append(Doc(vocab, words=words))
    for key, docs in by_key.items():
        matcher.add(key, docs)
    return matcher


def _phrases(language: str) -> dict[str, list[tuple[str, list[str]]]]:
    """Per table, every phrase of the lexicon as its key and its words."""
    return {
        table: [
            (prefix + key, _split(phrase))
            for key, entries in lexicon(language).get(table, {}).items()
            for phrase in entries
        ]
        for table, prefix in TABLES.items()
    }


def _split(text: str) -> list[str]:
    return [token.text for token in tokens(text)]


def _is_known(word: str, language: str) -> bool:
    return language == "ru" and russian.word(word).known
