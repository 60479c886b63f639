"""Lines of one language → the outline of the act: its own clauses, then each approved regulation with its annexes.

A regulation (регламент) begins at its title, or at the approval stamp or annex heading above it; its clause numbers start
again at 1. Its annexes begin at the first annex heading or, where headings are lost, at the first caption of one.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from parser.annextexts import block_start, first_annex, read_annexes
from parser.clauses import read_clauses
from parser.headings import Headings, Mark, ended, headings, marks
from parser.values import Line, Outline, Passage, Regulation, Source
from spec.model import Finding, Language, Where
from spec.rules import finding

STAMP_REACH, TITLE_REACH = 12, 14
LEAST_CLAUSES = 2
LOOSE = ("plain", "note", "image", "bare", "bullet")
GLUED = re.compile(r"(?<=[\w»\"”])\s+(1\s?\.\s*(?=[«\"А-ЯӘІҢҒҮҰҚӨҺЁ])[^.]{4,120})$")
"""A chapter heading in the line of the title: «… регламенті 1. Жалпы ережелер»."""
QUOTES = str.maketrans({"“": "«", "„": "«", "”": "»"})


class _Start(NamedTuple):
    """Where a regulation begins: at mark `first`; its title are marks title..body-1, its text begins at mark `body`."""

    first: int
    title: int
    body: int


def read_outline(source: Source, lines: tuple[Line, ...], language: Language) -> Outline:
    """The act in one language. Of `lines` none is lost: each is the act's own or belongs to one regulation."""
    found = marks(source.text, lines, language)
    starts = _starts(source.text, found, language)
    bounds = [*(start.first for start in starts), len(found)]
    own = read_clauses(source, found[: bounds[0]], language, chaptered=False)
    findings = list(own.findings)
    regulations = []
    for start, end in zip(starts, bounds[1:], strict=True):
        until = found[end].at if end < len(found) else len(lines)
        within = lines[found[start.first].at : until]
        regulation, reported = _regulation(source, within, found[start.title : end], start.body - start.title, language)
        regulations.append(regulation)
        findings += reported
    if not starts and found:
        mark = found[0]
        place = Where(language=language, source=source.id, start=mark.start, end=mark.end, line=mark.line.number)
        findings.append(finding("RG020", place))
    head = lines[: found[bounds[0]].at] if bounds[0] < len(found) else lines
    return Outline(source, language, head, own.clauses, tuple(regulations), tuple(findings))


def _regulation(
    source: Source, lines: tuple[Line, ...], found: list[Mark], body: int, language: Language
) -> tuple[Regulation, list[Finding]]:
    """The regulation in `found`, whose first `body` marks are its title."""
    titles, rest = found[:body], found[body:]
    titles, rest = _without_chapter(source.text, titles, rest, headings(language))
    title = Passage(source, titles[0].start, titles[-1].end, titles[0].line.number) if titles else None
    annex = first_annex(source.text, rest, language)
    read = read_clauses(source, rest[:annex], language, chaptered=True)
    annexes = read_annexes(source, lines, rest[annex:], language)
    findings = list(read.findings)
    return Regulation(source, language, title, read.chapters, read.clauses, annexes, lines), findings


def _without_chapter(text: str, titles: list[Mark], rest: list[Mark], words: Headings) -> tuple[list[Mark], list[Mark]]:
    """Takes the first chapter's heading off the title: in the title's last line, or in a line without a number."""
    if not titles:
        return titles, rest
    last = titles[-1]
    glued = GLUED.search(text, last.start, last.end)
    if glued:
        number = text[glued.start(1) : glued.end()].partition(".")[0].strip()
        start = glued.start(1)
        body = start + len(text[start : last.end]) - len(text[start : last.end].partition(".")[2].lstrip())
        chapter = replace(last, start=start, form="dot", number=number, body=body)
        return [*titles[:-1], replace(last, end=glued.start())], [chapter, *rest]
    if len(titles) > 1 and words.chapter_title.match(text, last.start, last.end) and last.end - last.start < 80:
        return titles[:-1], [replace(last, form="chapter", number="I", body=last.start), *rest]
    return titles, rest


def genre_of(title: Passage, language: Language) -> str | None:
    """What a text calls itself that is no regulation: rules or a standard."""
    words = headings(language)
    text = title.text[:60] if words.title_first.match(title.text) else title.text[-60:]
    return next((genre for genre, pattern in words.other_genre.items() if pattern.search(text)), None)


def _starts(text: str, found: list[Mark], language: Language) -> list[_Start]:
    """The beginnings of the regulations: each «1.» that has a title above it, with its stamp."""
    words, starts = headings(language), list[_Start]()
    for k, mark in enumerate(found):
        if mark.number not in ("1", "I", "І") or mark.form not in ("dot", "bare", "chapter"):
            continue
        low = _run(found, k)
        title = next(
            (t for t in range(k - 1, max(low, k - TITLE_REACH) - 1, -1) if _is_title(text, found[t], language)), None
        )
        if title is not None and low < k:
            last_words = not words.title_first.match(text, found[title].start, found[title].end)
            first = _title_start(text, found, title, low, language) if last_words else title
            body = title + 1 if last_words and title < k - 1 and _chapter_line(text, found[title + 1], words) else k
            starts.append(_Start(_stamp_start(text, found, first, low, language), first, body))
        elif words.chapter_title.match(text, mark.body, mark.end) and _again(found, k) and not _open(starts, found, k):
            first = next((t + 1 for t in range(k - 1, low - 1, -1) if ended(text, found[t].end)), low)
            starts.append(_Start(_stamp_start(text, found, first, low, language), first, k))
    ends = [*(start.first for start in starts[1:]), len(found)][: len(starts)]
    return [
        start
        for start, end in zip(starts, ends, strict=True)
        if sum(1 for mark in found[start.body : end] if mark.form == "dot") >= LEAST_CLAUSES
    ]


def _run(found: list[Mark], k: int) -> int:
    """The first of the unnumbered lines that stand together before mark `k`."""
    low = k
    while low > 0 and k - low < 40 and found[low - 1].form in LOOSE:
        low -= 1
    return low


def _again(found: list[Mark], k: int) -> bool:
    """Whether another «1.» follows at once: a chapter heading and its first clause."""
    return any(mark.form == "dot" and mark.number == "1" for mark in found[k + 1 : k + 4])


def _open(starts: list[_Start], found: list[Mark], k: int) -> bool:
    """Whether mark `k` is the first number after the title that was found last."""
    return bool(starts) and not any(mark.form in ("dot", "item") for mark in found[starts[-1].body : k])


def _is_title(text: str, mark: Mark, language: Language) -> bool:
    return mark.form == "plain" and _names_regulation(text[mark.start : mark.end], language)


@lru_cache(maxsize=16384)
def _names_regulation(line: str, language: Language) -> bool:
    words = headings(language)
    named = words.title_first.match(line) or words.title_last.search(line)
    return named is not None and words.title_not.search(line) is None


def _chapter_line(text: str, mark: Mark, words: Headings) -> bool:
    return mark.form == "plain" and bool(words.chapter_title.match(text, mark.start, mark.end)) is False


def _title_start(text: str, found: list[Mark], title: int, low: int, language: Language) -> int:
    """The first line of a title that ends in line `title`: back to the quotation mark that opens the service's name."""
    first = title
    while first > low and title - first < TITLE_REACH:
        block = text[found[first].start : found[title].end].translate(QUOTES)
        straight = block.count('"') % 2
        whole = block[:1] in '«"' and block.count("«") <= block.count("»") and not straight
        before = found[first - 1]
        if whole or before.form != "plain" or found[first].gap > max(1, found[title].gap) or ended(text, before.end):
            break
        if _is_stamp(text[before.start : before.end], language):
            break
        first -= 1
    return first


@lru_cache(maxsize=4096)
def _is_stamp(line: str, language: Language) -> bool:
    words = headings(language)
    return bool(words.approved.match(line) or words.approved_last.search(line) or words.annex_last.search(line))


def _stamp_start(text: str, found: list[Mark], first: int, low: int, language: Language) -> int:
    """The first line of the approval stamp («Утвержден …», «… бекітілген») or annex heading above the title."""
    for k in range(first - 1, max(low, first - STAMP_REACH) - 1, -1):
        line = text[found[k].start : found[k].end]
        if _opens_stamp(line, language):
            return k
        if _is_stamp(line, language):
            return block_start(text, found, k, low, language)
    return first


@lru_cache(maxsize=4096)
def _opens_stamp(line: str, language: Language) -> bool:
    words = headings(language)
    return bool(words.approved.match(line) or words.annex_first.match(line))
