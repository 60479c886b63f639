"""Keys of steps: names that outlive renumbering. The action, or its head word in ASCII; "-2" on repeat."""

import unicodedata
from collections.abc import Sequence

from msgspec.structs import replace

from spec.model import Step

LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    "ә": "a", "і": "i", "ң": "n", "ғ": "g", "ү": "u", "ұ": "u", "қ": "k", "ө": "o", "һ": "h",
}  # fmt: skip


def ascii_name(text: str) -> str:
    """`text` in lower-case ASCII letters, digits and underscores; "step" where nothing is left of it."""
    letters = "".join(LATIN.get(letter, letter) for letter in text.lower())
    plain = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode()
    return "_".join("".join(c if c.isalnum() else " " for c in plain).split()) or "step"


def name_keys(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps with their keys, unique within the scenario."""
    seen: dict[str, int] = {}
    named: list[Step] = []
    for step in steps:
        stem = step.action if step.action != "other" else ascii_name(step.head.first("ru", "kk") or step.kind)
        seen[stem] = seen.get(stem, 0) + 1
        named.append(replace(step, key=stem if seen[stem] == 1 else f"{stem}-{seen[stem]}"))
    return tuple(named)


def unique_ids(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps with a letter after an id that an earlier step bears: P5, P5b, P5c."""
    seen: dict[str, int] = {}
    named: list[Step] = []
    for step in steps:
        seen[step.id] = count = seen.get(step.id, 0) + 1
        named.append(
            step if count == 1 else replace(step, id=f"{step.id}{'abcdefghijklmnopqrstuvwxyz'[min(count, 26) - 1]}")
        )
    return tuple(named)
