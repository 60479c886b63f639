"""How long a step may take, as a passage states it (орындалу мерзімі / срок исполнения)."""

import re
from typing import Literal

from msgspec.structs import replace

from parser.languages.lexicon import lexicon
from parser.timespans import time_spans
from parser.values import Passage
from spec.model import Deadline, Language, Statement, Variant

VARIANTS: tuple[Variant, ...] = ("refusal", "duplicate", "reissue", "issue")


def read_deadlines(passage: Passage, language: Language, by: Literal["text", "table"]) -> tuple[Deadline, ...]:
    """The deadlines of `passage`, in order. In a table a single value is both bounds; in a sentence it is the upper one."""
    deadlines = []
    for span in time_spans(passage.text, language):
        low = span.min
        if low is None and by == "table" and not span.within:
            low = span.max
        stated = Statement(language, by, passage.part(span.start, span.end).span)
        deadlines.append(Deadline(low, span.max, span.unit, span.calendar, None, by, (stated,)))
    return tuple(deadlines)


def assign_variants(deadlines: tuple[Deadline, ...], result: str, language: Language) -> tuple[Deadline, ...]:
    """The deadlines with the variant that each belongs to, by the order in which `result` names as many variants; as
    they are where the numbers differ."""
    words = lexicon(language)["table"]["variants"]
    named = [
        _variant(part, words) for part in re.split(r"[,;/]|\s(?:или|либо|и|немесе|және)\s", result) if part.strip()
    ]
    if len(deadlines) < 2 or len(named) != len(deadlines) or len(set(named)) != len(named):
        return deadlines
    return tuple(replace(deadline, for_=variant) for deadline, variant in zip(deadlines, named, strict=True))


def _variant(text: str, words: dict[str, list[str]]) -> Variant:
    lowered = text.lower()
    return next((v for v in VARIANTS[:3] if any(word in lowered for word in words[v])), "issue")
