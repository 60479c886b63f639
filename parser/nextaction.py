"""The cells of a table's last row: which action comes next («2 – если …; 3 – если …», «4», «-», free text)."""

import re
from functools import cache, lru_cache

from parser.languages.lexicon import lexicon
from parser.rowlabels import folded, same_word
from spec.model import Language, NextAction

_DASHES = re.compile(r"[\s\-–—_.]*")
_TIME = r"(?:сек|мин|час|сағ|рабоч|календ|жұмыс|күнтізб|күн|дн|ден|ай|месяц)"
_EDGES = " \t\n-–—;,.:()"


@lru_cache(maxsize=8192)
def is_dash(text: str) -> bool:
    """Whether a cell says that it is left open: «-», «–», «– –»; an empty cell does not."""
    return bool(text) and text[-1] in "-–—_." and _DASHES.fullmatch(text) is not None


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    """A number that names an action: at the start of the cell or of one of its branches.

    «2 – если …», «; - 6- егер …», «№ 4», «действие 5», «5 или 6», «4-ке»; not «10 рабочих дней», not «ст. 12».
    """
    words = lexicon(language)["table"]
    either = "|".join(map(re.escape, sorted(words["or"], key=len, reverse=True)))
    steps = "|".join(sorted({re.escape(word[: max(4, len(word) - 2)]) + r"\w*" for word in words["step"]}))
    return re.compile(
        rf"""(?: ^ | [;,.\n] | (?<=\s) (?:{either}) (?=\s) | (?P<after>[:–—-]) (?=\s*(?:№\s*)?\d+\s*(?:$|[;,.]))
               | (?P<step>\b(?:{steps})) )
             [\s"«»–—-]* (?:№\s*)?
             (?P<number>\d{{1,2}})
             (?! \d | [.,]\d | \s*-?\s*{_TIME} )
             (?= \s* (?: $ | [-–—:;,.()] ) | \s+ (?:{_openers(language)}|{steps}) )""",
        re.VERBOSE | re.IGNORECASE,
    )


def _openers(language: Language) -> str:
    words = lexicon(language)["table"]
    return "|".join(map(re.escape, [*words["branch"], *words["or"]]))


@lru_cache(maxsize=2048)
def read_next(text: str, language: Language) -> tuple[NextAction, ...]:
    """What a cell of the last row names: actions by number with the words beside them, or free text with no number."""
    if not text or is_dash(text):
        return ()
    found = list(_pattern(language).finditer(text))
    if not found:
        return (NextAction(None, None, text),)
    if found[0]["after"] and text[: found[0].start()].strip(_EDGES):
        return _numbers_last(text, found)
    actions = []
    lead = text[: found[0].start()].strip(_EDGES)
    for position, match in enumerate(found):
        stop = found[position + 1].start() if position + 1 < len(found) else len(text)
        words = text[match.end("number") : stop].strip(_EDGES)
        words = _without_step_word(words, language)
        actions.append(
            NextAction(int(match["number"]), words or (lead if position == 0 and not match["step"] else "") or None)
        )
    return _shared(tuple(actions))


def _without_step_word(words: str, language: Language) -> str:
    """«4-іс-қимыл» says no more than 4."""
    steps = {folded(word) for word in lexicon(language)["table"]["step"]}
    return "" if any(same_word(step, folded(words)) for step in steps) else words


def _numbers_last(text: str, found: list[re.Match[str]]) -> tuple[NextAction, ...]:
    """«при отказе – 5; при согласии – 6»."""
    actions, start = [], 0
    for match in found:
        actions.append(NextAction(int(match["number"]), text[start : match.start()].strip(_EDGES) or None))
        start = match.end("number")
    return tuple(actions)


def _shared(actions: tuple[NextAction, ...]) -> tuple[NextAction, ...]:
    """Each number once: a number that comes back in its own explanation is no second action."""
    seen: dict[int | None, NextAction] = {}
    for action in actions:
        seen.setdefault(action.to, action)
    return tuple(seen.values())
