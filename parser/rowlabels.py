"""What the words around an annex table say: row labels, captions, continuations, channels.

A label is told by words of the lexicon ([table.rows]) in any order, each within a bounded edit distance and whatever
its ending: «Наименование структурно-функциональных единиц», OCR's «Күрілымдықфункционалдық бірліктердің атавы».
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal, cast

from rapidfuzz.distance import Levenshtein

from parser.languages.lexicon import lexicon
from spec.model import Channel, Language

RowKind = Literal["number", "unit", "action", "result", "deadline", "next"]
ROWS: tuple[RowKind, ...] = ("unit", "action", "result", "deadline", "next")

_ORDER: tuple[RowKind, ...] = ("next", "deadline", "result", "unit", "number", "action")
_EXTRA_WORDS = 4
_FOLD = str.maketrans("ёқғңөұүәһі", "екгноууахы")
_BRACKETS = re.compile(r"\([^()]*\)?")
_TOKEN = re.compile(r"№|[^\W_]+")


def folded(text: str) -> str:
    """`text` in lower case, letters that OCR and habit confuse made one (қ and к, ұ and ү, і and ы)."""
    return text.lower().translate(_FOLD)


@lru_cache(maxsize=4096)
def row_kind(text: str, language: Language) -> RowKind | None:
    """Which row `text` labels, or None where it is no label. Brackets do not count: «№ действия (хода, …)»."""
    if len(text) > 200:
        return None
    tokens = words_of(_BRACKETS.sub(" ", text))
    if not tokens or len(tokens) > 10:
        return None
    for kind, phrases in _phrases(language):
        if any(_matches(phrase, tokens) for phrase in phrases):
            return kind
    return None


@cache
def _phrases(language: Language) -> tuple[tuple[RowKind, tuple[tuple[str, ...], ...]], ...]:
    rows = lexicon(language)["table"]["rows"]
    return tuple((kind, tuple(words_of(phrase) for phrase in rows[kind])) for kind in _ORDER)


@lru_cache(maxsize=2048)
def head_kind(text: str, language: Language) -> RowKind | None:
    """What a column of a table holds whose head is `text`: in a head freer words tell it than in a row («Кто», «Время»)."""
    if kind := row_kind(text, language):
        return kind
    tokens = words_of(_BRACKETS.sub(" ", text))
    if not tokens or len(tokens) > 10:
        return None
    heads = lexicon(language)["table"]["heads"]
    return next((kind for kind in _ORDER if any(_matches(words_of(phrase), tokens) for phrase in heads[kind])), None)


def words_of(text: str) -> tuple[str, ...]:
    """The words of `text`, folded; «№» is one too, also where it is written as the letter N."""
    return tuple(["№" if token == "n" else token for token in _TOKEN.findall(folded(text))])


def _matches(phrase: tuple[str, ...], tokens: tuple[str, ...]) -> bool:
    if len(tokens) > len(phrase) + (_EXTRA_WORDS if len(phrase) > 1 else 0):
        return False
    return all(any(same_word(word, token) for token in tokens) for word in phrase)


@lru_cache(maxsize=8192)
def same_word(word: str, token: str) -> bool:
    """Whether folded `token` is `word` in another form: a common beginning, or a few letters' difference."""
    if word == token:
        return True
    size = len(word)
    if size <= 3:
        return False
    stem = word[: max(4, size - max(1, size // 4))]
    if token.startswith(stem):
        return len(token) <= size + 7
    slack = 1 if size < 8 else 2
    return size > 4 and Levenshtein.distance(stem, token[: len(stem)], score_cutoff=slack) <= slack


def is_label_tail(text: str) -> bool:
    """Whether `text` is a bracket that a label lost to a line of its own: «(хода, потока работ)», «(…) и описание»."""
    return text.startswith("(") and ")" in text and len(text) < 120


@cache
def _caption(language: Language) -> re.Pattern[str]:
    """«Таблица 1. Описание …», «1-кесте. …», «## 2-кесте», «Кесте № 3»; not «в таблице 1», «кестенің жалғасы»."""
    words = "|".join(map(re.escape, lexicon(language)["table"]["caption"]))
    return re.compile(
        rf"[\s#*_|]*(?:(?P<before>\d{{1,2}})\s*[-–—.]?\s*(?:{words})\b|(?:{words})\b\s*(?:№|N)?\s*(?P<after>\d{{1,2}})?)"
        r"(?=\s*(?:$|[.:–—*-]|[«\"(]|[^\W\d_]))",
        re.IGNORECASE,
    )


def caption_number(line: str, language: Language) -> tuple[bool, str | None]:
    """Whether `line` begins a table's caption, and the number that the caption gives the table."""
    found = _caption(language).match(line)
    if not found:
        return False, None
    return True, found["before"] or found["after"]


@lru_cache(maxsize=512)
def is_continuation(line: str, language: Language) -> bool:
    """Whether `line` announces that a table goes on: «продолжение таблицы:», «### кестенің жалғасы»."""
    bare = line.strip(' \t#*_|:.()«»"1234567890-–№')
    if not bare or len(bare) > 40:
        return False
    tokens = words_of(bare)
    for phrase in lexicon(language)["table"]["continuation"]:
        words = words_of(phrase)
        if len(tokens) <= len(words) + 1 and all(any(same_word(word, token) for token in tokens) for word in words):
            return True
    return False


@lru_cache(maxsize=2048)
def ends_table(line: str, language: Language) -> bool:
    """Whether `line` begins something after a table: an annex, a diagram, a legend, a questionnaire, a heading."""
    bare = line.strip(' \t#*_|«»"').lower()
    if not bare:
        return False
    if line.lstrip().startswith(("#", "[image")):
        return True
    words = lexicon(language)["table"]
    if any(bare.startswith(word) or (len(bare) < 220 and bare.endswith(word)) for word in words["end"]):
        return True
    if len(bare) < 160 and re.search(r"№\s*\d+\s+диаграмма", bare):
        return True
    return is_annex_heading(line, language)


@lru_cache(maxsize=2048)
def is_annex_heading(line: str, language: Language) -> bool:
    """«Приложение 1», «Приложение № 2 к регламенту», «2-қосымша», «қаулысына 3 косымша»; not «Приложение копий …»."""
    tokens = words_of(line)
    if not tokens or len(tokens) > 12:
        return False
    words = [token for word in lexicon(language)["table"]["annex"] for token in words_of(word)]
    if language == "ru":
        return any(same_word(word, tokens[0]) for word in words) and (
            len(tokens) == 1 or tokens[1] in ("№", "к") or tokens[1].isdigit()
        )
    return any(same_word(word, tokens[-1]) for word in words) and (
        len(tokens) == 1 or tokens[-2].isdigit() or tokens[0].isdigit()
    )


def channel_of(caption: str, names: Mapping[str, str], language: Language) -> Channel | None:
    """The channel that a caption names: the words after «через», before «арқылы», short forms spelled out."""
    text = caption
    for short in sorted((short for short in names if short in caption), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", lambda found: f"{found[0]} ({names[found[0]]})", text)
    return _channel_in(text.lower(), language)


@lru_cache(maxsize=512)
def _channel_in(text: str, language: Language) -> Channel | None:
    words = lexicon(language)["table"]
    places = {
        cast(Channel, channel): [at for word in stems for at in _places(word, text)]
        for channel, stems in words["channels"].items()
    }
    hinge = next((at for word in words["through"] if (at := text.find(word)) >= 0), None)
    if hinge is not None:
        side = {
            channel: [abs(at - hinge) for at in found if (at > hinge) == (language == "ru")]
            for channel, found in places.items()
        }
        near = {channel: min(found) for channel, found in side.items() if found}
        if near:
            return min(near, key=lambda channel: near[channel])
    hits = [channel for channel, found in places.items() if found]
    return hits[0] if len(hits) == 1 else None


def _places(word: str, text: str) -> list[int]:
    return [found.start() for found in re.finditer(rf"(?<!\w){re.escape(word)}", text)]


def columns_text(numbers: Sequence[int | str]) -> str:
    """Numbers of columns as findings give them: «3», «6–11», «2, 5», «10/11» where it is one of the two."""
    first = numbers[0]
    if len(numbers) > 2 and isinstance(first, int) and list(numbers) == list(range(first, first + len(numbers))):
        return f"{first}–{numbers[-1]}"
    return ", ".join(map(str, numbers))
