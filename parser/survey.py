"""The questionnaire of quality and accessibility (сауалнама / анкета): how many questions, how many answers each."""

import re

from parser.values import AnnexText, Regulation
from spec.model import Survey

NUMBER = re.compile(
    r"[\s|]*(?:(?P<item>\d{1,2})\s?\)|(?P<dot>\d{1,2})\s?\.(?!\d)|(?P<bare>\d{1,2})\s+(?=[А-ЯӘІҢҒҮҰҚӨҺЁ]))"
)
BULLET = re.compile(r"[\s|]*[-–—•□☐]\s*(?=\S)")
BLANK = re.compile(r"[\s_(]*$|[\s|]*[_(]")


def read_survey(regulation: Regulation) -> Survey | None:
    """The questions of the questionnaire and the answers to choose from; None where there is none.

    Where the questions have unequally many answers, the commonest number counts (of equals the greater).
    """
    annex = next((annex for annex in regulation.annexes if annex.kind == "survey"), None)
    if annex is None:
        return None
    counts = _counts(annex, regulation.source.text)
    if not counts:
        return None
    options = max(counts, key=lambda count: (counts.count(count), count))
    return Survey(len(counts), options)


def _counts(annex: AnnexText, text: str) -> list[int]:
    """The number of answers to each question: a line with «?» asks, the numbered or listed lines after it answer."""
    counts: list[int] = []
    open_question = ""
    for line in annex.lines:
        piece = text[line.start : line.end].strip()
        if not piece or (annex.caption and line.start <= annex.caption.start < line.end):
            continue
        number = NUMBER.match(piece)
        if piece.endswith(("?", "?:")):
            counts.append(0)
            open_question = ""
        elif number and not number["item"] and not _answers(piece, counts, number["dot"]):
            open_question = piece
        elif open_question and not number:
            open_question += " " + piece
        elif (
            counts
            and (number or BULLET.match(piece) or piece[-1] in ";." or piece[0].islower())
            and not BLANK.match(piece)
        ):
            counts[-1] += 1
    return counts


def _answers(piece: str, counts: list[int], dot: str | None) -> bool:
    """Whether «N. …» is an answer: answers end in «;» or «.» and count from 1 under their question."""
    return bool(counts) and dot == str(counts[-1] + 1) and piece[-1] in ";."
