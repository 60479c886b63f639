"""Russian forms: lemma, case and verb form from pymorphy3's dictionary, remembered per word."""

import re
from functools import cache
from typing import Any

from msgspec import Struct

ABBREVIATION = re.compile(r"([А-ЯЁ]{2,})(ом|ем|ами|ов|у|а|е|ы|и)")
"""An ending written onto an abbreviation: «ПЭПом», «ЦОНа»."""
ENDINGS = {"ом": "Ins", "ем": "Ins", "у": "Dat", "а": "Gen", "е": "Loc"}
LATIN = str.maketrans("aeopcxyk", "аеорсхук")
CASES = {
    "nomn": "Nom",
    "gent": "Gen",
    "datv": "Dat",
    "accs": "Acc",
    "ablt": "Ins",
    "loct": "Loc",
    "loc2": "Loc",
    "gen2": "Gen",
}
FORMS = {"VERB": "finite", "PRTF": "participle", "PRTS": "finite", "GRND": "converb", "INFN": "finite"}

MODIFIERS = ("ADJF", "PRTF", "NPRO", "NUMR", "PRCL")


class Word(Struct, frozen=True, gc=False):
    """What the dictionary knows of one written word. `cases` has every case that the form can be, likeliest first."""

    lemma: str
    cases: tuple[str, ...]
    form: str
    known: bool
    noun: bool = False
    modifier: bool = False


@cache
def word(written: str) -> Word:
    """The forms of a written word; an unknown word is guessed by its ending and marked."""
    short = ABBREVIATION.fullmatch(written)
    if short:
        return Word(short[1].lower(), (ENDINGS.get(short[2], "Nom"),), "noun", True, True)
    if written.isupper() and 1 < len(written) < 6:
        return Word(written.lower(), (), "noun", True, True)
    small = written.lower().translate(LATIN).replace("ё", "е")
    parses = _analyzer().parse(small)
    first = parses[0]
    if first.tag.POS == "PRTF":  # «данные» is a noun before it is a participle
        first = next((p for p in parses if p.tag.POS == "NOUN"), first)
    cases = tuple(
        dict.fromkeys(CASES[p.tag.case] for p in parses if p.tag.case in CASES and p.tag.POS == first.tag.POS)
    )
    lemma = first.normal_form.replace("ё", "е")
    if first.tag.POS in ("VERB", "INFN", "GRND", "PRTF", "PRTS") and lemma.endswith(("ся", "сь")):
        lemma = lemma[:-2]
    return Word(
        lemma,
        cases,
        FORMS.get(str(first.tag.POS), "noun"),
        first.is_known,
        first.tag.POS == "NOUN",
        first.tag.POS in MODIFIERS,
    )


@cache
def _analyzer() -> Any:
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang="ru")
