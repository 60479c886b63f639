"""Marked lines after the clauses → annexes as they stand, by their headings and, where these are lost, by captions.

An annex (қосымша / приложение) may hold several tables or diagrams; a caption of another kind begins another annex that
lost its heading. The legend («Условные обозначения») belongs to the diagrams before it.
"""

import re
from typing import NamedTuple

from parser.dates import find_dates
from parser.headings import Caption, Mark, annex_word, begins_small, belongs, caption, ended, headings
from parser.values import AnnexKind, AnnexText, Line, Passage, Source
from spec.model import Language

HEADING_LINES = 12
SIGNED = re.compile(r"(?<![^\W_])[^\W\d_]\.\s?(?:[^\W\d_]\.\s?)?[^\W\d_][^\W\d_-]{2,}\s*$")
"""A line that ends with a name: «Облыс әкімі А. Сабитов», «Б.Қ. Әлиев»."""
KINDS: dict[Caption, AnnexKind] = {
    "table": "table", "diagram": "diagram", "scheme": "diagram", "legend": "diagram", "directory": "other",
    "survey": "survey", "form": "form",
}  # fmt: skip
NEAR_HEADING = 4
"""So many lines after its heading a weaker caption («нысан») may still give way to a stronger one («сауалнама»)."""


class _Heading(NamedTuple):
    """Marks first..last are the heading of an annex with this number (None: it has none)."""

    first: int
    last: int
    number: str | None


class _Piece:
    """An annex while it is read: its heading, what its first caption says, and the marks first..end-1."""

    def __init__(self, first: int, heading: _Heading | None) -> None:
        self.first, self.heading = first, heading
        self.kind: Caption | None = None
        self.caption: Mark | None = None


def first_annex(text: str, found: list[Mark], language: Language) -> int:
    """The mark at which the annexes begin; the number of marks where there are none."""
    expected, seen = 1, False
    for k, mark in enumerate(found):
        if mark.form == "dot":
            expected += mark.number == str(expected)
            if mark.number == str(expected + 1) and _over(text, found, k, str(expected)):
                expected += 2  # a clause has lost its number
            seen = True
        elif seen and mark.form in ("plain", "bare"):
            heading = _heading(text, found, k, language)
            if heading:
                return heading.first
            kind = caption(text[mark.start : mark.end], language)
            small = begins_small(text, mark.start, mark.end)
            line = text[mark.start : mark.end]
            small = small or line.count(")") > line.count("(")  # the rest of a broken sentence
            if kind and kind != "form" and not small and _over(text, found, k, str(expected)):
                return k
    return len(found)


def _over(text: str, found: list[Mark], k: int, expected: str) -> bool:
    """Whether the clauses are over: the number that the next clause should have does not come any more."""
    return not any(
        mark.form == "dot" and mark.number == expected and text[mark.end - 1] != "?" for mark in found[k + 1 :]
    )


def read_annexes(
    source: Source, lines: tuple[Line, ...], found: list[Mark], language: Language
) -> tuple[AnnexText, ...]:
    """The annexes in `found`; `lines` are those of the regulation."""
    if not found:
        return ()
    starts = {
        heading.first: heading for k in range(len(found)) if (heading := _heading(source.text, found, k, language))
    }
    pieces: list[_Piece] = []
    inside = -1
    for k, mark in enumerate(found):
        if k in starts:
            pieces.append(_Piece(k, starts[k]))
            inside = starts[k].last
        elif k > inside:
            _take(source.text, pieces, k, mark, language)
    offset = next(i for i, line in enumerate(lines) if line.start >= found[0].line.start)
    base = found[0].at - offset
    ends = [*(piece.first for piece in pieces[1:]), len(found)]
    return tuple(
        _annex(source, lines, found, piece, found[end].at - base if end < len(found) else len(lines), base)
        for piece, end in zip(pieces, ends, strict=True)
    )


def _take(text: str, pieces: list[_Piece], k: int, mark: Mark, language: Language) -> None:
    """Counts a line to the open piece, or begins another where its caption says so."""
    cell = text[mark.line.start : mark.start].find("\t") >= 0 or "\t" in text[mark.start : mark.end]
    kind = None if cell else caption(text[mark.start : mark.end], language)
    if not pieces:
        pieces.append(_Piece(k, None))
    piece = pieces[-1]
    if kind is None:
        return
    if piece.kind is None or (piece.kind == "form" and piece.caption and kind != "legend" and _near(piece, k)):
        piece.kind, piece.caption = kind, mark
    elif kind not in ("form", "legend", piece.kind):
        piece = _Piece(k, None)
        piece.kind, piece.caption = kind, mark
        pieces.append(piece)


def _near(piece: _Piece, k: int) -> bool:
    begin = piece.heading.last if piece.heading else piece.first
    return k - begin <= NEAR_HEADING


def _annex(source: Source, lines: tuple[Line, ...], found: list[Mark], piece: _Piece, end: int, base: int) -> AnnexText:
    heading, caption_mark = piece.heading, piece.caption
    begin = found[piece.first].at - base
    passage = None
    if heading:
        first, last = found[heading.first], found[heading.last]
        passage = Passage(source, first.start, last.end, first.line.number)
        begin = last.at - base + 1
    caption_passage = None
    if caption_mark:
        caption_passage = Passage(source, caption_mark.start, caption_mark.end, caption_mark.line.number)
    kind = KINDS[piece.kind] if piece.kind else "other"
    return AnnexText(heading.number if heading else None, kind, passage, caption_passage, lines[begin:end])


def _heading(text: str, found: list[Mark], k: int, language: Language) -> _Heading | None:
    """The heading of an annex that has its word («Приложение», «қосымша») in mark `k`."""
    mark = found[k]
    if mark.form not in ("plain", "bare") or mark.end - mark.start > 400:
        return None
    if not annex_word(text[mark.start : mark.end], language):
        return None
    words = headings(language)
    first = words.annex_first.match(text, mark.start, mark.end)
    if first and not words.caption_not.search(text, mark.start, mark.end):
        last = _block_end(text, found, k, language)
        whole = text[mark.start : found[last].end]
        if (
            words.to_regulation.search(whole)
            or words.to_act.search(whole)
            or (mark.end == first.end() and first["number"])
        ):
            return _Heading(k, last, first["number"])
    if mark.end - mark.start > 300:
        return None
    match = words.annex_last.search(text, mark.start, mark.end)
    if match and match.end() == mark.end:
        number = match["number"] or match["before"]
        start = block_start(text, found, k, 0, language)
        whole = text[found[start].start : mark.end]
        if (
            words.to_regulation.search(whole)
            or words.to_act.search(whole)
            or (number and match.start() <= mark.start + 2)
        ):
            return _Heading(start, k, number)
    return None


def _block_end(text: str, found: list[Mark], k: int, language: Language) -> int:
    """The last line of a heading that begins with «Приложение 1»: «к Регламенту …», to the end of the service's name."""
    words, last = headings(language), k
    reach = found[k + 1].gap if k + 1 < len(found) else 0
    while last + 1 < len(found) and last - k < HEADING_LINES:
        block, after = text[found[k].start : found[last].end], found[last + 1]
        closed = block.count("«") <= block.count("»") and block.count('"') % 2 == 0
        named = "«" in block or '"' in block
        if (
            (closed and named)
            or after.form not in ("plain", "bare")
            or after.gap > reach
            or after.end - after.start > 200
        ):
            break
        if caption(text[after.start : after.end], language):
            break
        if last == k and not (words.to_regulation.match(text, after.start) or words.to_act.match(text, after.start)):
            if not text[after.start].islower():
                break
        elif closed and not named and not text[after.start].islower() and text[after.start] not in '«"':
            break
        last += 1
    return last


def block_start(text: str, found: list[Mark], k: int, low: int, language: Language) -> int:
    """The first line of a heading or stamp that ends in mark `k` («… регламентіне», «1-қосымша»)."""
    words, first, reach = headings(language), k, found[k].gap
    if not (_dative(text, found[k], language) or (k > low and _dative(text, found[k - 1], language))):
        return k
    low = _past_agreement(text, found, k, low, language)
    while first > low and k - first < HEADING_LINES:
        before, here = found[first - 1], found[first]
        block = text[here.start : found[k].end]
        whole = block[:1] in '«"' and block.count("«") <= block.count("»") and block.count('"') % 2 == 0
        if whole or before.form not in ("plain", "bare") or before.end - before.start > 200 or ended(text, before.end):
            break
        if "\t" in text[before.start : before.end] or SIGNED.search(text, before.start, before.end):
            break
        if (_dative(text, before, language) and first < k) or caption(text[before.start : before.end], language):
            break
        if here.gap > reach and not (
            text[here.start] in "0123456789№" and words.stamp.search(text, before.start, before.end)
        ):
            break
        first -= 1
    return first


def _past_agreement(text: str, found: list[Mark], k: int, low: int, language: Language) -> int:
    """The first mark from `low` on that is not part of «КЕЛІСІЛДІ», who agreed and when, above mark `k`."""
    agreed = headings(language).agreed
    begin = next(
        (j for j in range(k, max(low, k - 2 * HEADING_LINES) - 1, -1) if agreed.match(text, found[j].start)), k
    )
    dated = (j for j in range(begin, k) if find_dates(text[found[j].start : found[j].end], language))
    return next(dated, low - 1) + 1


def _dative(text: str, mark: Mark, language: Language) -> bool:
    return belongs(text[mark.start : mark.end], language)
