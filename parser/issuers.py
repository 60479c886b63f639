"""Who issued an act → a key that the Kazakh and the Russian text share: «Жамбыл облысының әкімдігі» is zhambyl-akimat.

Bodies, regions, cities and the topics of ministries stand in the lexicons under the same keys; a name that is in no list
is transliterated by rules that bring both spellings close («Меркі ауданы»).
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from parser.headings import alternation
from parser.languages.lexicon import lexicon
from spec.model import Language

CENTRAL = ("minister", "ministry", "committee-chairman", "agency-chairman", "chairman", "head")
CITIES = ("almaty-city", "astana", "shymkent")
LETTERS = {
    "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i",
    "й": "i", "і": "i", "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o", "ө": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u", "ф": "f", "х": "h", "һ": "h", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "sh", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "u", "я": "a",
}  # fmt: skip
ADJECTIVE = re.compile(r"(?:[иы]?нск|ск|ов|ев)?(?:ий|ого|ая|ой|ом|а|ы|и|і|у|е)?$")
WORDS_OF_SLUG = 6


def fold(text: str) -> str:
    """`text` as an identifier: ASCII letters and digits, everything else a hyphen; «А-11/464» gives «a-11-464»."""
    letters = "".join(LETTERS.get(letter, letter) for letter in text.lower())
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


@lru_cache(maxsize=1024)
def issuer_key(issuer: str, language: Language) -> str:
    """The key of who issued an act; `issuer` is the name in any case («акимата Жамбылской области»)."""
    text = " ".join(issuer.split())
    body = _first(text, language, "bodies")
    if body is None:
        return "-".join(fold(text).split("-")[:WORDS_OF_SLUG])
    if body in CENTRAL:
        topics = _all(text, language, "topics")
        return "-".join((*topics, body)) if topics else "-".join(fold(text).split("-")[:WORDS_OF_SLUG])
    if body in ("government", "national-bank", "prosecutor-general"):
        return body
    place, region = _first(text, language, "places"), _first(text, language, "regions")
    if place is None:
        named = _named_place(text, language, ("district",) if region in CITIES else ("city", "district"))
        place = f"{region}-{named}" if named and region else named or region
    return f"{place}-{body}" if place else "-".join(fold(text).split("-")[:WORDS_OF_SLUG])


@cache
def _patterns(language: Language, table: str) -> dict[str, re.Pattern[str]]:
    entries: Mapping[str, list[str]] = lexicon(language)[table]
    return {
        key: re.compile(r"(?<!\w)" + alternation(words), re.IGNORECASE)
        for key, words in entries.items()
        if isinstance(words, list)
    }


def _first(text: str, language: Language, table: str) -> str | None:
    return next((key for key, pattern in _patterns(language, table).items() if pattern.search(text)), None)


def _all(text: str, language: Language, table: str) -> list[str]:
    """The keys whose words stand in `text`; words that begin within those of another key («экономика министрі» in
    «ұлттық экономика министрі») name nothing of their own."""
    found = {
        key: match.span() for key, pattern in _patterns(language, table).items() if (match := pattern.search(text))
    }
    return [key for key, (start, _) in found.items() if not any(a < start < b for a, b in found.values())]


@cache
def _kinds(language: Language) -> dict[str, str]:
    return {kind: alternation(words) for kind, words in lexicon(language)["places"]["kinds"].items()}


def _named_place(text: str, language: Language, kinds: tuple[str, ...]) -> str | None:
    """A city or district that is in no list, as «merk-district»: before the word in Kazakh, on either side in Russian."""
    for kind in kinds:
        words = _kinds(language)[kind]
        before = re.search(rf"(?P<name>\w+)\s+{words}", text, re.IGNORECASE)
        after = re.search(rf"{words}\w*\s+(?P<name>[А-ЯЁӘІҢҒҮҰҚӨҺ]\w+)", text)
        match = before if language == "kk" or kind == "district" else after
        if match:
            return f"{fold(ADJECTIVE.sub('', match['name'].lower()))}-{kind}"
    return None
