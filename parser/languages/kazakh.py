"""Kazakh (қазақ тілі) for spaCy, which has none: `spacy.blank("kk")` through the entry point in pyproject.toml.

NORM is a stem: letters that scans confuse are folded together, inflectional endings are taken off. It serves matching,
not linguistics: two forms of one word share it. Verbs are cited by the infinitive in -у (тексеру, төлеу).
"""

import re
from functools import cache

from spacy.attrs import NORM
from spacy.lang.char_classes import LIST_ELLIPSES, LIST_HYPHENS, LIST_PUNCT, LIST_QUOTES
from spacy.language import BaseDefaults, Language

FOLD = str.maketrans("ғқгңөәүұіёпaeopcxyi", "кккноаууиебаеорсхуи")
"""Letters that OCR and careless typing take for one another, and those that alternate before a vowel (к/г, п/б)."""

PLURAL = r"(?:лар|лер|дар|дер|тар|тер)"
POSSESSIVE = r"(?:ымыз|имиз|ныз|низ|сы|си|ы|и)"
CASE = (
    r"(?:нын|нин|дын|дин|тын|тин|нан|нен|дан|ден|тан|тен|мен|бен|нда|нде|да|де|та|те|ны|ни|ды|ди|ты|ти"
    r"|кан|ка|ке|на|не|дакы|деки|такы|теки|ндакы|ндеки|н)"
)
NOUN_ENDING = re.compile(rf"(?<=...)(?:{PLURAL})?(?:{POSSESSIVE})?(?:{CASE})?$")
VERB_ENDING = re.compile(
    r"(?<=..)(?:(?:йды|йди|ады|еди|ады|ыбты|ибти|йтын|йтин|атын|етин|кан|кен|ыб|иб|ар|ер|са|се|ды|ди|ты|ти|син|сын)$"
    r"|(?:у)$)"
)
SHORT = 2
"""Letters that a stem keeps at least."""


def fold(word: str) -> str:
    """`word` in small letters, with the letters that are taken for one another made one."""
    return word.lower().translate(FOLD)
