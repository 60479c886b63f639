"""Kazakh (қазақ тілі) for spaCy, which has none: `spacy.blank("kk")` through the entry point in pyproject.toml.

NORM is a stem: letters that scans confuse are folded together and inflectional endings are taken off, down to the same
stem for every form of a word. It serves matching, not linguistics. Verbs are cited by the infinitive (тексеру, төлеу).
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from spacy.attrs import NORM
from spacy.language import BaseDefaults, Language

FOLD = str.maketrans({
    **dict(zip("ғқңөәүұіёпaeopcxyi", "ккноаууиебаеорсхуи", strict=True)), "г": "к", "ю": "йу", "я": "йа", "ь": "", "ъ": "",
})  # fmt: skip
"""Letters that OCR and hurried typing take for one another, and those that change before a vowel (к/г, п/б)."""

FINAL = {
    # an ending (folded) that closes a word: how many letters it must leave
    **dict.fromkeys(("тын", "тин"), 5),
    **dict.fromkeys(("нын", "нин", "дын", "дин", "ны", "ни", "ды", "ди", "ты", "ти"), 3),
    **dict.fromkeys(("нан", "нен", "дан", "ден", "тан", "тен", "мен", "бен", "нда", "нде", "на", "не", "н"), 4),
    **dict.fromkeys(("ка", "ке", "да", "де", "та", "те"), 4),
    **dict.fromkeys(("дакы", "деки", "такы", "теки", "ндакы", "ндеки"), 3),
    **dict.fromkeys(("йды", "йди", "ады", "еди", "ыб", "иб"), 2),
    **dict.fromkeys(("са", "се", "б"), 4),
}  # fmt: skip
POSSESSIVE = dict.fromkeys(("ымыз", "имиз", "ныз", "низ", "сы", "си", "ы", "и"), 3)
PLURAL = dict.fromkeys(("лар", "лер", "дар", "дер", "тар", "тер"), 3)
VERBAL = dict.fromkeys(("йтын", "йтин", "атын", "етин", "кан", "кен", "у"), 2)
SLOTS = (FINAL, POSSESSIVE, PLURAL, VERBAL)
"""Endings from the last to the first: case or person, possessive, plural, infinitive or participle."""

VOWELS = "аеиоуыэ"


def fold(word: str) -> str:
    """`word` in small letters, with the letters that are taken for one another made one."""
    return word.lower().translate(FOLD)


def stem(word: str) -> str:
    """`word` without its endings: «тексеруін», «тексереді» and «тексеріп» all give «тексер»."""
    word = fold(_abbreviation(word))
    for slot in SLOTS:
        word = _agent(_without(word, slot), slot)
    return word


def other_stems(word: str) -> tuple[str, ...]:
    """Stems that `word` may have where its endings are shorter than they look: «маманы» is «маман» too. Longest first."""
    found = {fold(_abbreviation(word))}
    for slot in SLOTS:
        cut = {
            _agent(rest[:-length], slot)
            for rest in found
            for length in range(1, 6)
            if len(rest) - length >= slot.get(rest[-length:], 99) and not _stays(rest[-length:], rest[-length - 1])
        }
        found |= cut
    return tuple(sorted(found, key=lambda rest: (-len(rest), rest)))


def _agent(word: str, slot: dict[str, int]) -> str:
    """«алушылар», «алушысы» give «алуш», as «алушы» itself does."""
    return word[:-1] if slot is PLURAL and word.endswith(("шы", "ши")) else word


def ending(word: str, base: str) -> str:
    """What `word` has after its base form, folded; the whole word where it does not begin with it."""
    word = fold(word)
    return word[len(base) :] if base and word.startswith(base) else word


def passives(norm: str) -> tuple[str, ...]:
    """The stems of the passive of a verb with this stem: «тексер» gives «тексерил», «тирке» gives «тиркел»."""
    if norm[-1:] in VOWELS:
        return (norm + "л", norm + "н")
    return tuple(norm + ending for ending in ("ыл", "ил", "ын", "ин"))


def case(word: str, base: str = "") -> str:
    """The case of a noun form by its ending, named as in Universal Dependencies: Nom, Gen, Dat, Acc, Loc, Abl, Ins."""
    last = ending(word, base)
    return next((name for name, endings in CASES if last.endswith(endings)), "Nom")


CASES = (
    ("Gen", ("нын", "нин", "дын", "дин", "тын", "тин")),
    ("Ins", ("мен", "бен")),
    ("Abl", ("нан", "нен", "дан", "ден", "тан", "тен")),
    ("Loc", ("да", "де", "та", "те", "дакы", "деки", "такы", "теки")),
    ("Dat", ("ка", "ке", "на", "не")),
    ("Acc", ("ны", "ни", "ды", "ди", "ты", "ти", "ын", "ин")),
)
PARTICIPLES = ("кан", "кен", "атын", "етин", "йтын", "йтин", "кандыкы", "кендики")
FINITE = ("ады", "еди", "йды", "йди", "адылар", "аиды", "еиди")
CONVERBS = ("ыб", "иб", "аб", "еб")


@lru_cache(maxsize=65536)
def form(word: str) -> str:
    """How a verb stands: participle, finite, converb, or noun (the infinitive with any case)."""
    word = fold(word)
    for name, endings in (("participle", PARTICIPLES), ("finite", FINITE), ("converb", CONVERBS)):
        if word.endswith(endings):
            return name
    return "noun"


@lru_cache(maxsize=65536)
def active(word: str) -> bool:
    """Whether a participle is active: who stands before it acts in it («алушы ұсынған», not «басшы ұсынылған»)."""
    word = fold(word)
    ending = next((e for e in PARTICIPLES if word.endswith(e)), None)
    return ending is not None and (len(word) - len(ending) < 3 or not word[: -len(ending)].endswith("л"))


@lru_cache(maxsize=65536)
def possessed(word: str, base: str = "") -> bool:
    """Whether a word carries the possessive of the third person («таңдауы», «тексеруін», «қызметкерінің»), told by the
    vowel and by the cases that only follow a possessive (-нда, -нан, -на, -н)."""
    last = ending(word, base)
    if last.endswith(("дакы", "деки", "такы", "теки")):
        return False
    if last.endswith(("нда", "нде", "нан", "нен", "нын", "нин", "мен", "бен")):
        last = last[:-3]
    elif last.endswith(("на", "не")):
        last = last[:-2]
    elif last.endswith(("ын", "ин")) and case(word, base) == "Acc":
        last = last[:-1]
    return last.endswith(("ы", "и")) and not last.endswith(("ны", "ни", "ды", "ди", "ты", "ти"))


@lru_cache(maxsize=65536)
def subordinate(word: str) -> bool:
    """Whether a verb form closes a clause of cause or condition: «болмағандықтан», «төлемесе»."""
    word = fold(word)
    return word != "немесе" and word.endswith(("кандыктан", "кендиктен", "маса", "месе", "болса"))


def _abbreviation(word: str) -> str:
    """Without the ending that is written onto an abbreviation: «ЭҮПда» gives «ЭҮП»."""
    capitals = len(word) - len(word.lstrip("АӘБВГҒДЕЖЗИКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЭЮЯІЫ"))
    return word[:capitals] if 1 < capitals < len(word) else word


def _without(word: str, endings: dict[str, int]) -> str:
    for length in range(min(5, len(word) - 2), 0, -1):
        ending = word[-length:]
        if len(word) - length >= endings.get(ending, 99) and not _stays(ending, word[-length - 1]):
            return word[:-length]
    return word


def _stays(ending: str, before: str) -> bool:
    """Whether `ending` belongs to the word after this letter: a converb's п follows a vowel, an accusative н a possessive."""
    return (ending == "б" and before not in VOWELS) or (ending == "н" and before not in "ыи")


class KazakhDefaults(BaseDefaults):
    """No emoticon exceptions: they take the «8)» of a list for a face."""

    tokenizer_exceptions: dict[str, list[dict[Any, Any]]] = {}
    lex_attr_getters: dict[int, Callable[[str], Any]] = {**BaseDefaults.lex_attr_getters, NORM: stem}


class Kazakh(Language):  # type: ignore[no-untyped-call]
    """The Kazakh language of this project."""

    lang = "kk"
    Defaults = KazakhDefaults
