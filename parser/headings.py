"""What one line of an act is by its form: numbered, a title, a stamp, a heading of an annex, a caption.

Words come from the tables [outline] and [outline.captions] of the lexicons; the numbering is the same in both languages.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from msgspec import Struct

from parser.languages.lexicon import lexicon
from parser.values import Line
from spec.model import Language

Form = Literal["dot", "bare", "item", "bullet", "chapter", "note", "image", "plain"]
Caption = Literal["table", "diagram", "scheme", "directory", "survey", "legend", "form"]

NUMBERED = re.compile(
    r"""[\s|>]*(?:
      (?P<item>\d{1,3}|[а-яёәіңғүұқөһa-z]|[ЗОБВЧ]|[1-9lI][ОоOlIЗзб0])[ ]?\)+[ .]*        # «7) », «7)», «а) », «l0) »
    | (?P<dot>\d{1,3}(?:-\d{1,2})?)[ ]?\.(?!\d+(?:[.,)\s]|$)|\.)\s*(?=\S)    # «6. », «5.Понятия», «5-1. »
    | (?P<bare>\d{1,2})[ ]+(?=[«"А-ЯӘІҢҒҮҰҚӨҺЁA-Z])           # «2 Описание»
    | (?P<bullet>[-–—•·])[ ]+(?=\S)                            # «– канцелярия;»
    | (?P<damaged>[ЗзОоOlбВЧ]|[1-9][ОоOlIЗб])\.[ ]+(?=[«"А-ЯӘІҢҒҮҰҚӨҺЁ])
    )""",
    re.VERBOSE,
)
"""How a numbered line begins. «14.04.2014», «13.05 № 1» and «1-кесте.» are none; «7.6-тармақтағы» is number 7."""
ROMAN = re.compile(r"[\s|>]*(?P<roman>[IVXІХ]{1,4})[ ]?\.?[ ]+(?=[А-ЯӘІҢҒҮҰҚӨҺЁ])")
DIGITS = str.maketrans("ЗзОоOlIбВЧ", "3300011684")
CONFUSED = str.maketrans({
    "қ": "[қк]", "ғ": "[ғг]", "ң": "[ңн]", "ә": "[әаэ]", "ө": "[өо]", "ұ": "[ұүу]", "ү": "[үұу]", "і": "[іи]", "һ": "[һх]",
})  # fmt: skip
CLOSING = '"»”“’) \t_'
OPENING = re.compile(r"[\s«\"“„(|]*")


def mended(number: str) -> str:
    """The digits that a number was before letters took their places: «З» is 3, «l0» 10; as printed where it has others."""
    digits = number.translate(DIGITS)
    return digits if digits.isdigit() else number


class Mark(Struct, frozen=True, gc=False):
    """A line that is not blank: `at` its place among the lines, characters start..end without the blanks around it.

    `number` is the number as printed ("" where there is none), `body` where the text after it begins, `gap` how many
    blank lines lie between it and the line before it that is not blank.
    """

    at: int
    line: Line
    start: int
    end: int
    form: Form
    number: str
    body: int
    gap: int


class Headings(NamedTuple):
    """The patterns of one language, made once from its lexicon."""

    title_first: re.Pattern[str]
    title_last: re.Pattern[str]
    title_not: re.Pattern[str]
    other_genre: dict[str, re.Pattern[str]]
    approved: re.Pattern[str]
    approved_last: re.Pattern[str]
    annex_first: re.Pattern[str]
    annex_last: re.Pattern[str]
    to_act: re.Pattern[str]
    to_regulation: re.Pattern[str]
    chapter: re.Pattern[str]
    chapter_title: re.Pattern[str]
    chapter_last: re.Pattern[str]
    signature: re.Pattern[str]
    agreed: re.Pattern[str]
    note: re.Pattern[str]
    stamp: re.Pattern[str]
    caption_first: re.Pattern[str]
    caption_last: re.Pattern[str]
    caption_not: re.Pattern[str]


def alternation(words: Iterable[str]) -> str:
    """An alternation of plain words, the longest first; a blank in a word stands for any blanks, and each Kazakh letter
    also for the Russian one that scans put in its place (косымша for қосымша)."""
    escaped = [r"\s+".join(map(re.escape, word.split())) for word in sorted(words, key=lambda w: (-len(w), w))]
    return "(?:" + "|".join(word.translate(CONFUSED) for word in escaped or [r"(?!)"]) + ")"


def _pattern(template: str, words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(template.replace("WORDS", alternation(words)), re.IGNORECASE)


@cache
def headings(language: Language) -> Headings:
    """The patterns of `language`."""
    table = lexicon(language)["outline"]
    captions: dict[str, list[str]] = table["captions"]
    firsts = {name[:-6]: words for name, words in captions.items() if name.endswith("_first")}
    lasts = {name[:-5]: words for name, words in captions.items() if name.endswith("_last") and words}
    first = "|".join(f"(?P<{name}>{alternation(words)})" for name, words in firsts.items())
    last = "|".join(f"(?P<{name}>{alternation(words)})" for name, words in lasts.items()) or "(?!)"
    return Headings(
        title_first=_pattern(r"[\s«\"“„]*WORDS\b", table["title_first"]),
        title_last=_pattern(r"\bWORDS(?=[\s.»\"”]*(?:$|\d{1,2}\s*\.\s*\w))", table["title_last"]),
        title_not=_pattern(r"\bWORDS", table["title_not"]),
        other_genre={name: _pattern(r"\bWORDS", table[name]) for name in ("rules", "standard")},
        approved=_pattern(r"[\s«\"]*WORDS", table["approved_first"]),
        approved_last=_pattern(r"\bWORDS[\s.»\"]*$", table["approved_last"]),
        annex_first=_pattern(
            r"[\s«\"|]*WORDS(?:\s*[-–]?\s*№?\s*(?P<number>\d{1,2}))?(?=[\s.:,]|$)", table["annex_first"]
        ),
        annex_last=_pattern(
            r"(?:(?P<before>\b\d{1,2})\s+\w+\s+)?(?:№?\s*(?P<number>\b\d{1,2})\s*[-–]?\s*)?\b(?:WORDS)[\s.»\"]*$",
            table["annex_last"],
        ),
        to_act=_pattern(r"\bWORDS", table["to_act"]),
        to_regulation=_pattern(r"\bWORDS", table["to_regulation"]),
        chapter=re.compile(
            rf"[\s|]*(?:{alternation(table['chapter'])}\s*№?\s*(?P<after>\d{{1,2}}|[IVXІХ]{{1,4}})"
            rf"|(?P<before>\d{{1,2}})\s*[-–]?\s*{alternation(table['chapter'])})\s*[.:]?\s*(?=\S|$)",
            re.IGNORECASE,
        ),
        chapter_title=_pattern(r"[\s«\"]*WORDS", table["chapter_first"]),
        chapter_last=_pattern(r"\bWORDS[\s.]*$", table["chapter_last"]),
        signature=_pattern(
            # the name of the place before the office: «Көктал облысының әкімі»
            r"[\s«\"]*(?-i:(?:[А-ЯӘІҢҒҮҰҚӨҺ][\w-]+\s){0,2})WORDS\w{0,3}\b",
            [*table["signature"], *table["agreed"]],
        ),
        agreed=_pattern(r"[\s«\"]*WORDS", table["agreed"]),
        note=_pattern(r"[\s(]*WORDS", table["note"]),
        stamp=_pattern(r"(?:\b|(?=№))WORDS", table["stamp"]),
        caption_first=re.compile(rf"[\s«\"(|]*(?:№?\s*\d{{1,2}}\s*[-–.]?\s*)?(?:{first})", re.IGNORECASE),
        caption_last=re.compile(rf"\b(?:{last})[\s.:»\"”_()]*$", re.IGNORECASE),
        caption_not=_pattern(r"\bWORDS", table["caption_not"]),
    )


def marks(text: str, lines: tuple[Line, ...], language: Language) -> list[Mark]:
    """The lines that are not blank, told by form."""
    found: list[Mark] = []
    last = -1
    for index, line in enumerate(lines):
        piece = text[line.start : line.end]
        bare = piece.strip()
        if not bare or bare == "|":
            continue
        start = line.start + (0 if piece[0] == bare[0] else piece.index(bare[0]))
        form, number, body = _form(bare, language)
        found.append(Mark(index, line, start, start + len(bare), form, number, start + body, index - last - 1))
        last = index
    return found


@lru_cache(maxsize=16384)
def _form(line: str, language: Language) -> tuple[Form, str, int]:
    """The form of a line without the blanks around it, its number, and where the text after the number begins."""
    match = NUMBERED.match(line)
    if match:
        kind = match.lastgroup or ""
        number = match[kind]
        if kind == "damaged":
            digits = mended(number)
            return ("dot", digits, match.end()) if digits.isdigit() and int(digits) else ("plain", "", 0)
        return kind, number, match.end()  # type: ignore[return-value]
    if line.startswith("[image"):
        return "image", "", 0
    words = headings(language)
    if len(line) < 300:
        heading = words.chapter.match(line) or ROMAN.match(line)
        if heading:
            return "chapter", next(group for group in heading.groups() if group), heading.end()
    return ("note" if words.note.match(line) else "plain"), "", 0


@lru_cache(maxsize=16384)
def caption(line: str, language: Language) -> Caption | None:
    """The kind of annex part that a line announces: «Таблица 1. …», «… № 1 диаграммасы», «Условные обозначения:»."""
    if len(line) > 400:
        return None
    words = headings(language)
    match = words.caption_first.match(line) or words.caption_last.search(line)
    return None if not match or words.caption_not.search(line) else match.lastgroup  # type: ignore[return-value]


@lru_cache(maxsize=16384)
def annex_word(line: str, language: Language) -> bool:
    """Whether a line has the word «Приложение» or «қосымша» where a heading of an annex has it."""
    words = headings(language)
    return len(line) < 400 and bool(words.annex_first.match(line) or words.annex_last.search(line))


@lru_cache(maxsize=16384)
def belongs(line: str, language: Language) -> bool:
    """Whether a line says what the annex or the stamp belongs to: «… регламентіне», «… қаулысына 2 қосымша»."""
    words = headings(language)
    if words.to_regulation.search(line) or words.to_act.search(line) or words.approved_last.search(line):
        return True
    annex = words.annex_last.search(line)
    return annex is not None and bool(annex["before"])


@lru_cache(maxsize=16384)
def chapter_words(line: str, language: Language) -> tuple[bool, bool]:
    """Whether a line begins as a chapter's heading does, and whether it ends as one."""
    words = headings(language)
    return bool(words.chapter_title.match(line)), bool(words.chapter_last.search(line))


def ended(text: str, end: int) -> bool:
    """Whether the line that ends before `end` closes its sentence or item."""
    tail = text[max(0, end - 6) : end].rstrip(CLOSING)
    return tail[-1:] in (".", ";", ":", "!", "?") or text[end - 1 : end] in (".", ";", ":", "?", "!")


def begins_small(text: str, start: int, end: int) -> bool:
    """Whether a line begins in lower case (a bracket or quotation mark aside)."""
    match = OPENING.match(text, start, end)
    place = match.end() if match else start
    return place < end and text[place].islower()
