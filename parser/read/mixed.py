"""Words that mix scripts: «түстi» with a Latin i is mended to «түсті», a «call» with a Cyrillic с to "call".

These texts were typed on Russian keyboards and read by machines, so that look-alikes of other scripts stand in their
words. A word that is wholly Latin (www, Adobe, III) is left as it is.
"""

import re

from parser.values import Mend

# Latin and Greek letters, one at a time: without a repeat the scan is three times as fast.
FOREIGN = re.compile("[A-Za-z\u00c0-\u024f\u0259\u0275\u0370-\u03ff]")
CYRILLIC = re.compile("[\u0400-\u052f]")
ROMAN = re.compile("[IVXLC]{2,}")

# What looks alike, and stands for it in a Cyrillic word. Kazakh letters are often replaced by the schwa, the barred o
# and the theta of other alphabets.
TO_CYRILLIC = (
    dict(zip("ABCEHIKMOPTXY", "АВСЕНІКМОРТХУ", strict=True))
    | dict(zip("abcehikmoptxy", "аьсеһікмортху", strict=True))
    | dict(zip("ƏəƟɵΘθıïÏ", "ӘәӨөӨөіїЇ", strict=True))
    | dict(zip("ΑΒΕΗΙΚΜΟΡΤΧαικορ", "АВЕНІКМОРТХаікор", strict=True))
)
TO_LATIN = {"А": "A", "В": "B", "С": "C", "Е": "E", "Н": "H", "І": "I", "К": "K", "М": "M", "О": "O", "Р": "P",
            "Т": "T", "Х": "X", "У": "Y", "а": "a", "с": "c", "е": "e", "о": "o", "р": "p", "х": "x", "у": "y",
            "і": "i"}  # fmt: skip
# Rare Cyrillic letters that stand for Kazakh ones: hooks instead of descenders, the fita for the barred o.
STRAY = str.maketrans(
    {"ӄ": "қ", "Ӄ": "Қ", "ӈ": "ң", "Ӈ": "Ң", "ӊ": "ң", "Ӊ": "Ң", "ѳ": "ө", "Ѳ": "Ө", "ӷ": "ғ", "Ӷ": "Ғ"}
)
STRAY_LETTERS = "ӄӃӈӇӊӉѳѲӷӶ"
KAZAKH = re.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
VOWELS = "аәеёиоөуұүыіэюяАӘЕЁИОӨУҰҮЫІЭЮЯ"
# A lone Latin letter that begins a compound or is an initial: «E-лицензиялау», «A. Ахметов»; not the numerals I and X.
COMPOUND = re.compile("-[\u0400-\u052f]")
INITIAL = re.compile("\\. ?(?:[\u0410-\u042fA-Z]\\. ?)?[\u0410-\u042fӘҒҚҢӨҰҮҺІЁ][\u0430-\u045fәғқңөұүһі]")
LONE = frozenset("ABCEHKMOPTYe")
# «N 1/64», «N А-5»: typists without a numero sign.
NUMBERED = re.compile(r"\.? ?(?:\d|[А-ЯӘҚҮҰӨІ]{1,3}[-/ ]?\d|[ҚК]Р )")


def mend(text: str) -> tuple[str, tuple[Mend, ...]]:
    """`text` with its mixed-script words in one script, as long as before, and what stood there."""
    changes: dict[int, str] = {}
    end = 0
    for match in FOREIGN.finditer(text):
        if match.start() < end:
            continue
        start, end = _word(text, match.start())
        word = text[start:end]
        if CYRILLIC.search(word):
            changes.update(_mended(word, start))
        elif word == "N" and NUMBERED.match(text, end):
            changes[start] = "№"
        elif word in LONE and _is_cyrillic_letter(text, start):
            changes[start] = TO_CYRILLIC[word]
    for letter in STRAY_LETTERS:
        if letter in text:
            changes |= {match.start(): letter.translate(STRAY) for match in re.finditer(letter, text)}
    if not changes:
        return text, ()
    pieces: list[str] = []
    done = 0
    for place in sorted(changes):
        pieces += text[done:place], changes[place]
        done = place + 1
    mends = tuple(Mend(place, text[place]) for place in sorted(changes))
    return "".join((*pieces, text[done:])), mends


def _word(text: str, place: int) -> tuple[int, int]:
    """Start and end of the run of letters around `place`."""
    start, end = place, place + 1
    while start and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    return start, end


def _is_cyrillic_letter(text: str, place: int) -> bool:
    """Whether the lone letter at `place` belongs to Cyrillic words beside it."""
    if COMPOUND.match(text, place + 1):
        return True
    before = text[place - 1] if place else " "
    return text[place].isupper() and not before.isalnum() and bool(INITIAL.match(text, place + 1))


def _mended(word: str, start: int) -> dict[int, str]:
    """The letters of a mixed word to change, by place; none where it fits neither script («PDFфайл»)."""
    latin = "".join(TO_LATIN.get(letter, letter) for letter in word)
    letters = [letter for letter in word if not CYRILLIC.match(letter)]
    if latin.isascii() and (ROMAN.fullmatch(latin) or not all(letter in TO_CYRILLIC for letter in letters)):
        return {start + i: new for i, (old, new) in enumerate(zip(word, latin, strict=True)) if old != new}
    if not all(letter in TO_CYRILLIC for letter in letters):
        return {}
    kazakh = KAZAKH.search(word) is not None
    return {start + i: _cyrillic(word, i, kazakh) for i, letter in enumerate(word) if not CYRILLIC.match(letter)}


def _cyrillic(word: str, place: int, kazakh: bool) -> str:
    """The Cyrillic letter meant by the one at `place`: a y between consonants of a Kazakh word is ү («мүмкін»)."""
    letter = word[place]
    if letter in "Yy" and kazakh and place + 1 < len(word):
        beside = word[max(0, place - 1)] + word[place + 1] if place else word[1]
        if not any(near in VOWELS for near in beside):
            return "Ү" if letter == "Y" else "ү"
    return TO_CYRILLIC[letter]
