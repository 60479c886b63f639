"""How wide a text is, and how it breaks into lines: by the advance widths of Arimo, the font in graphviz-pure."""

import tomllib
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

EM = 2048
WIDEST = 2048  # what a character that the table lacks is taken for
BOLD = 1.12  # the boldest letters of the bold cut are that much wider
LINE = 1.15  # line height, in type sizes


@cache
def _widths() -> dict[str, int]:
    table: dict[str, str] = tomllib.loads(files("generators").joinpath("arimo.toml").read_text("utf-8"))
    return {character: int(width) for width, characters in table.items() for character in characters}


@lru_cache(maxsize=4096)
def width(text: str, size: float, bold: bool = False) -> float:
    """Width of `text` in points when set in `size` points."""
    table = _widths()
    units = sum(table.get(character, WIDEST) for character in text)
    return units * size / EM * (BOLD if bold else 1)


def printable(text: str, limit: int = 160) -> str:
    """`text` on one line, without characters that control (Cc, Cf: marks of direction too), cut at `limit` with «…»."""
    kept = "".join(
        c if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} else " " for c in text
    )
    line = " ".join(kept.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


@lru_cache(maxsize=4096)
def wrap(text: str, room: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """The lines of `text`, as few as `room` points allow and of even length; a word that is too long is broken."""
    words = pieces(text, room, size, bold)
    lines = _filled(words, room, size, bold)
    if len(lines) < 2:
        return lines
    low, high = max(width(word, size, bold) for word in words), room
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (low, middle) if len(_filled(words, middle, size, bold)) == len(lines) else (middle, high)
    return _filled(words, high, size, bold)


def whole(lines: Sequence[str]) -> list[str]:
    """The words of lines: those of the text if none was broken."""
    return [word for line in lines for word in line.split(" ") if word]


def unbroken(text: str) -> str:
    """`text` as one word."""
    return text.replace(" ", "\u00a0")


def pieces(text: str, room: float, size: float, bold: bool = False) -> list[str]:
    """The words of `text`; one wider than `room` is broken, after a fixed space or a hyphen where it has one."""
    found: list[str] = []
    for word in text.split(" "):
        while len(word) > 1 and width(word, size, bold) > room:
            fits = [n for n in range(1, min(len(word), 60)) if width(word[:n], size, bold) <= room] or [1]
            cut = max(fits, key=lambda n: (word[n - 1] == "\u00a0", word[n - 1] in "-/", n))
            found.append(word[:cut])
            word = word[cut:]
        found += [word] if word else []
    return found


def _filled(words: Sequence[str], room: float, size: float, bold: bool) -> tuple[str, ...]:
    """`words` in lines of `room` points, each filled before the next."""
    lines: list[str] = []
    space, used = width(" ", size, bold), 0.0
    for word in words:
        wide = width(word, size, bold)
        if lines and used + space + wide <= room:
            lines[-1] += f" {word}"
            used += space + wide
        else:
            lines.append(word)
            used = wide
    return tuple(lines)
