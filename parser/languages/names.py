"""The act's own short forms («Система», «ПЭП»), the systems that nobody has named yet, and what a sentence needs of
registries."""

from collections.abc import Sequence
from functools import cache, lru_cache

from msgspec import Struct, structs
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from parser.languages.lexicon import lexicon
from parser.languages.matching import Mention, doc_of, matches, mention, mentions, without_overlap
from parser.languages.pipeline import Token, phrase_matcher, pipeline, tokens
from spec.model import Language

LONGEST = 8
"""Words that the kind of a system takes at most («информационная система государственной базы данных»)."""

SOURCES = ("individuals_registry", "entities_registry", "notary")


class NameBook(Struct, frozen=True, eq=False):
    """The short forms of one act that stand for a system or a role. `department` is the word of a provider
    that is itself a department («Отдел образования … (далее – услугодатель)»): its head is no department head."""

    language: Language
    matcher: PhraseMatcher | None
    department: str | None = None


@lru_cache(maxsize=256)
def book(language: Language, names: tuple[tuple[str, str], ...]) -> NameBook:
    """The book of `names`, pairs of a short form and what it stands for."""
    entries = tuple((concept, short) for short, long in names if (concept := _meaning(short, long, language)))
    words = (_department(short, long, language) for short, long in names)
    department = next((word for word in words if word), None)
    return NameBook(language, phrase_matcher(language, entries) if entries else None, department)


@lru_cache(maxsize=256)
def without_department(names: NameBook) -> NameBook:
    """The same book for a procedure in which the provider has a head of its own beside the head of a department."""
    return structs.replace(names, department=None)


def _department(short: str, long: str, language: Language) -> str | None:
    """The norm of the word for a department, where `short` is the provider and `long` names one that stands alone."""
    if not any(m.concept == "role:provider" for m in mentions(short, language)):
        return None
    words = [pipeline(language).norm(token.text) for token in tokens(long)]
    if _norms(language, "syntax", "body").intersection(words):
        return None
    return next((word for word in words if word in _norms(language, "roles", "department")), None)


def _meaning(short: str, long: str, language: Language) -> str | None:
    """What a short form denotes where that is one thing; None where the lexicon must decide or has nothing to say."""
    norms = {pipeline(language).norm(token.text) for token in tokens(short)}
    if not norms:
        return None
    spoken = {m.concept for m in mentions(short, language)}
    own = {concept for concept in spoken if concept.startswith(("system:", "role:"))}
    if spoken - own:
        return None  # «ЭЦП» is a thing, whatever stands in the sentence that introduces it
    named = [m for m in mentions(long, language) if m.concept.startswith("system:")]
    if named and short[:1] in '«"' + short[:1].upper() and _strange_after(long, named[-1].last, language):
        named = []
    systems = {m.concept for m in named}
    if len(systems) == 1 and own != systems and not any(concept.startswith("role:") for concept in own):
        return systems.pop()
    words = {pipeline(language).norm(token.text) for token in tokens(long)}
    organ = bool(words & _norms(language, "syntax", "organ"))
    if organ and not systems and own == {"role:department"}:
        return "role:provider"  # «государственное учреждение «Отдел …» (далее – отдел)»
    if own or systems or norms <= _norms(language, "system_names", "kind_words"):
        return None
    if organ:
        return "role:provider"
    signs = [tokens(sign) for sign in lexicon(language)["system_names"]["signs"]]
    if any({pipeline(language).norm(t.text) for t in sign} <= words for sign in signs) and short[:1].isupper():
        return "system:other"
    return None


def _strange_after(long: str, last: int, language: Language) -> bool:
    """Whether a word for a system stands after token `last`: «через ШЭП в информационную систему «…»» names another."""
    words = tokens(long)
    doc = doc_of(words, language)
    return any(first > last for _, first, _ in without_overlap(matches(_signs(language), doc)))


def with_names(
    found: tuple[Mention, ...], names: NameBook, text: str, words: tuple[Token, ...], doc: Doc
) -> tuple[Mention, ...]:
    """The mentions and those by the act's own names; a name gives way to a longer phrase that it is part of."""
    own = without_overlap(matches(names.matcher, doc)) if names.matcher else []
    kept = list(found)
    for key, first, end in own:
        if all(doc[i].norm in _orths(names.language) for i in range(first, end)) and not words[first].text[0].isupper():
            continue  # «Система» is the act's own name, «система» a word
        longer = [m for m in kept if m.first < end and first <= m.last and m.last - m.first >= end - first]
        if not any(m.concept.startswith(("system:", "role:")) for m in longer):
            kept = [m for m in kept if not (first <= m.first and m.last < end)]
            kept.append(mention(key, first, end, words, names.language))
    for stranger in _strangers(kept, text, words, doc, names.language):
        kept = [m for m in kept if not (stranger.first <= m.first and m.last <= stranger.last)]
        kept.append(stranger)
    return tuple(sorted(_split(kept), key=lambda m: (m.start, -m.end)))


def _split(found: list[Mention]) -> list[Mention]:
    """Both registries named in one breath («ГБД ФЛ/ЮЛ») are two mentions."""
    split: list[Mention] = []
    for each in found:
        if each.concept == "system:registries":
            split += (structs.replace(each, concept=f"system:{name}") for name in SOURCES[:2])
        else:
            split.append(each)
    return split


def _strangers(
    found: Sequence[Mention], text: str, words: tuple[Token, ...], doc: Doc, language: Language
) -> list[Mention]:
    """Systems that the lexicon does not know: «ИС «ЗАГС»», a word for a system beside a name."""
    named = [m for m in found if m.concept.startswith("system:")]
    fillers = _orths(language)
    strange = []
    for _, first, end in without_overlap(matches(_signs(language), doc)):
        near_first, near_end = first, end
        while near_first > max(0, first - LONGEST) and doc[near_first - 1].norm in fillers:
            near_first -= 1
        while near_end < min(len(words), end + LONGEST) and doc[near_end].norm in fillers:
            near_end += 1
        if any(m.first <= near_end and near_first - 1 <= m.last for m in named):
            continue
        beside = near_end if language == "ru" else near_first - 1
        if 0 <= beside < len(words) and _is_name(text, words, beside, near_first):
            span = (near_first, beside + 1) if language == "ru" else (beside, near_end)
            strange.append(mention("system:other", *span, words, language))
    return strange


def _is_name(text: str, words: tuple[Token, ...], beside: int, near_first: int) -> bool:
    """Whether the word beside a sign is a name: it begins with a capital, or stands in quotation marks."""
    if words[beside].text[0].isupper():
        return True
    between = text[words[beside].end : words[near_first].start] if beside < near_first else ""
    return any(mark in between for mark in '»"”“') and words[beside].text.isalpha()


@cache
def _signs(language: Language) -> PhraseMatcher:
    return phrase_matcher(language, tuple(("sign", sign) for sign in lexicon(language)["system_names"]["signs"]))


@cache
def _norms(language: Language, table: str, key: str) -> frozenset[str]:
    words = (token.text for entry in lexicon(language)[table][key] for token in tokens(entry))
    return frozenset(pipeline(language).norm(word) for word in words)


@cache
def _orths(language: Language) -> frozenset[int]:
    words = (token.text for entry in lexicon(language)["system_names"]["kind_words"] for token in tokens(entry))
    return frozenset(pipeline(language).vocab[word].norm for word in words)


def systems_of(found: Sequence[Mention]) -> tuple[str, ...]:
    """The systems named, each once, in order of mention."""
    return tuple(dict.fromkeys(m.concept.removeprefix("system:") for m in found if m.concept.startswith("system:")))


def needs_of(
    found: Sequence[Mention], words: Sequence[Token], either: frozenset[str]
) -> tuple[tuple[str, ...], ...] | None:
    """Where registries are alternatives («ГБД ФЛ/ГБД ЮЛ», «либо», «немесе»): and of ors. None where they are not."""
    groups: list[list[str]] = []
    before: Mention | None = None
    for each in found:
        name = each.concept.removeprefix("system:")
        if not each.concept.startswith("system:") or name not in SOURCES or any(name in group for group in groups):
            continue
        between = words[before.last + 1 : each.first] if before else ()
        if before and before.first == each.first:
            between = words[each.first : each.last]
        if groups and any(word.text == "/" or word.text.lower() in either for word in between):
            groups[-1].append(name)
        else:
            groups.append([name])
        before = each
    return tuple(map(tuple, groups)) if any(len(group) > 1 for group in groups) else None
