"""Which concepts of the lexicon a text speaks of, and where."""

from functools import lru_cache
from typing import Literal, cast

from msgspec import Struct, structs
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from parser.languages import kazakh, russian
from parser.languages.lexicon import lexicon
from parser.languages.pipeline import TABLES, Token, pipeline, tokens
from spec.model import Language

Form = Literal["noun", "finite", "participle", "converb"]
MAKING = {"approve", "check", "form", "hand_over", "prepare", "register", "sign"}
"""What is done to a paper that a service gives."""


class Mention(Struct, frozen=True, gc=False):
    """A concept, and where it stands: characters start..end of the text, tokens first..last.

    `concept` is a key of the lexicon ("payment", "system:portal", "role:consumer"). `case` is that of the word that
    carries it (Nom, Gen, Dat, Acc, Loc, Abl, Ins), None where it shows none; `cases` are all that the form can be.
    `possessed` tells of a Kazakh word that it is somebody's («таңдауы»), `mended` that a misspelt word was taken for
    one of the lexicon.
    """

    concept: str
    start: int
    end: int
    case: str | None
    mended: bool
    first: int = 0
    last: int = 0
    form: Form = "noun"
    cases: tuple[str, ...] = ()
    possessed: bool = False


@lru_cache(maxsize=65536)
def mentions(text: str, language: Language) -> tuple[Mention, ...]:
    """The concepts, systems and roles that `text` names, in order; within a table the longest match wins."""
    words = tokens(text)
    return find(words, language, doc_of(words, language))


def doc_of(words: tuple[Token, ...], language: Language) -> Doc:
    """The spaCy Doc of these words."""
    return pipeline(language).doc([word.text for word in words])


def find(words: tuple[Token, ...], language: Language, doc: Doc) -> tuple[Mention, ...]:
    """The mentions in a text already cut into `words`."""
    by_table: dict[str, list[tuple[str, int, int]]] = {prefix: [] for prefix in TABLES.values()}
    for key, first, end in matches(pipeline(language).matcher, doc):
        prefix = key[: key.find(":") + 1]
        by_table[prefix].append((key, first, end))
    found: list[Mention] = []
    for prefix, spans in by_table.items():
        spans = without_overlap(spans)
        if prefix == TABLES["systems"]:
            spans = _widen(_absorb(spans, doc, language), doc, language)
        found += [mention(key, first, end, words, language) for key, first, end in spans]
    return _papers(tuple(sorted(_free(found), key=lambda m: (m.start, -m.end, m.concept))), words, language)


def _papers(found: tuple[Mention, ...], words: tuple[Token, ...], language: Language) -> tuple[Mention, ...]:
    """The mentions; a word for an act names a paper («удостоверение», «направление») where something is done to it
    («выдает удостоверение», «выдача направления») or a refusal stands in its place («удостоверение либо отказ»)."""
    names = _words("papers", language)
    told = list(found)
    for n, m in enumerate(found):
        if m.first == m.last and m.concept in ("sign", "send") and russian.word(words[m.first].text).lemma in names:
            before, after = (found[k] if 0 <= k < len(found) else None for k in (n - 1, n + 1))
            done = before and before.concept in MAKING and _only_modifiers(words[before.last + 1 : m.first])
            either = after and after.concept == "refusal" and after.first - m.last == 2
            if done or either:
                told[n] = structs.replace(m, concept="permit")
    return tuple(told)


def _only_modifiers(words: tuple[Token, ...]) -> bool:
    return all(word.text.isalpha() and russian.word(word.text).modifier for word in words)


@lru_cache
def _words(key: str, language: Language) -> frozenset[str]:
    return frozenset(lexicon(language)["syntax"][key])


def _free(found: list[Mention]) -> list[Mention]:
    """Without what is only part of a name: «физические лица» within a registry, «услуга» within «получатель услуги»."""
    systems = {i: m for m in found if m.concept.startswith("system:") for i in range(m.first, m.last + 1)}
    roles = {i: m for m in found if m.concept.startswith("role:") for i in range(m.first, m.last + 1)}
    free = []
    for m in found:
        system, role = systems.get(m.first), roles.get(m.first)
        part_of_system = system is not None and system is not m and m.last <= system.last
        part_of_role = role is not None and role is not m and m.last <= role.last and system is not m
        if not part_of_system and not part_of_role:
            free.append(m)
    return free


def matches(matcher: PhraseMatcher, doc: Doc) -> list[tuple[str, int, int]]:
    """Matches as (key, first token, token after the last)."""
    strings = doc.vocab.strings
    return [(strings[key], first, end) for key, first, end in matcher(doc)]


def without_overlap(spans: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Of overlapping matches the longest, of equally long ones the first; in order."""
    if len(spans) < 2:
        return spans
    taken: set[int] = set()
    kept = []
    for key, first, end in sorted(spans, key=lambda m: (m[1] - m[2], m[1], m[0])):
        if taken.isdisjoint(range(first, end)):
            taken.update(range(first, end))
            kept.append((key, first, end))
    return sorted(kept, key=lambda m: m[1])


def mention(concept: str, first: int, end: int, words: tuple[Token, ...], language: Language) -> Mention:
    """The mention of `concept` by tokens first..end-1."""
    following = ""
    if language == "kk" and end < len(words) and words[end].start == words[end - 1].end + 1:
        following = words[end].text if len(words[end].text) < 4 else ""
    shape = _shape(language, tuple([word.text for word in words[first:end]]), following)
    return Mention(
        concept,
        words[first].start,
        words[end - 1].end,
        shape.cases[0] if shape.cases else None,
        shape.mended,
        first,
        end - 1,
        shape.form,
        shape.cases,
        shape.possessed,
    )


class Shape(Struct, frozen=True, gc=False):
    """What the written words of a mention show."""

    cases: tuple[str, ...]
    form: Form
    mended: bool
    possessed: bool


@lru_cache(maxsize=65536)
def _shape(language: Language, words: tuple[str, ...], following: str) -> Shape:
    """The shape of a phrase; `following` is a short word right after it: in «МДБ-ға» the ending after a hyphen."""
    pipe = pipeline(language)
    mended = any(word in pipe.mended and not _is_filler(word, language) for word in words)
    if language == "kk":
        base = pipe.base(words[-1])
        apart = kazakh.case(following) if following else "Nom"
        case = apart if apart != "Nom" else kazakh.case(words[-1], base)
        return Shape((case,), cast(Form, kazakh.form(words[-1])), mended, kazakh.possessed(words[-1], base))
    forms = [russian.word(word) for word in words]
    carrier = _carrier(forms)
    form = next((word.form for word in forms if word.form in ("finite", "converb")), carrier.form)
    return Shape(carrier.cases, cast(Form, form), mended, False)


def _carrier(forms: list[russian.Word]) -> russian.Word:
    """The word of a Russian phrase that carries its case: its first noun, «веб-» left aside."""
    return next((form for form in forms if form.noun and form.lemma not in ("веб", "интернет")), forms[0])


def _absorb(spans: list[tuple[str, int, int]], doc: Doc, language: Language) -> list[tuple[str, int, int]]:
    """«веб-портал информационной системы … «Е-лицензирование»» is one system: a bare kind word beside a name is part
    of the name where nothing but words such as «система» and «база» stands between them."""
    fillers = _fillers(language)
    merged: list[tuple[str, int, int]] = []
    for span in spans:
        if merged:
            before = merged[-1]
            between = doc[before[2] : span[1]]
            if all(token.norm in fillers for token in between):
                named = {before[0], span[0]} - {"system:portal"}
                if len(named) == 1 and "system:portal" in (before[0], span[0]) and _bare(before, span, doc, language):
                    merged[-1] = (named.pop(), before[1], span[2])
                    continue
        merged.append(span)
    return merged


def _widen(spans: list[tuple[str, int, int]], doc: Doc, language: Language) -> list[tuple[str, int, int]]:
    """The names with the kind words beside them («информационная система …», «… ақпараттық жүйесіне»), which carry the
    case: before a Russian name, after a Kazakh one."""
    fillers = _fillers(language)
    taken = {index for _, first, end in spans for index in range(first, end)}
    widened = []
    for key, first, end in spans:
        while language == "ru" and first > 0 and first - 1 not in taken and doc[first - 1].norm in fillers:
            first -= 1
        while language == "kk" and end < len(doc) and end not in taken and doc[end].norm in fillers:
            if kazakh.case(doc[end - 1].text) not in ("Nom", "Gen"):
                break
            end += 1
        widened.append((key, first, end))
    return widened


def _bare(before: tuple[str, int, int], span: tuple[str, int, int], doc: Doc, language: Language) -> bool:
    """Whether the portal of the two is told by the bare word «портал», which may belong to any system's name."""
    portal = before if before[0] == "system:portal" else span
    bare = _norms(language, "portal_words")
    return all(token.norm in bare for token in doc[portal[1] : portal[2]])


def _is_filler(word: str, language: Language) -> bool:
    return pipeline(language).vocab[word].norm in _fillers(language)


def _fillers(language: Language) -> frozenset[int]:
    return _norms(language, "kind_words")


@lru_cache
def _norms(language: Language, key: str) -> frozenset[int]:
    doc = doc_of(tokens(" ".join(lexicon(language)["system_names"][key])), language)
    return frozenset(token.norm for token in doc)
