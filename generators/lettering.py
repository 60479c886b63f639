"""How wide a text is, and how it breaks into lines: by the advance widths of Arimo, the font in graphviz-pure."""

import tomllib
import unicodedata
from collections.abc import Callable, Sequence
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
    lines = fill(text, lambda _line: room, size, bold)
    if len(lines) < 2 or whole(lines) != whole((text,)):
        return lines
    low, high = 0.0, room
    while high - low > 1:
        middle = (low + high) / 2
        tried = fill(text, lambda _line: middle, size, bold)  # noqa: B023 - called at once
        low, high = (low, middle) if len(tried) <= len(lines) and whole(tried) == whole(lines) else (middle, high)
    return fill(text, lambda _line: high, size, bold)


def whole(lines: Sequence[str]) -> list[str]:
    """The words of lines: those of the text if none was broken."""
    return [word for line in lines for word in line.split(" ") if word]


def unbroken(text: str) -> str:
    """`text` as one word."""
    return text.replace(" ", "\u00a0")


def fill(text: str, room: Callable[[int], float], size: float, bold: bool = False) -> tuple[str, ...]:
    """The lines of `text` where line n (from 0) has `room(n)` points."""
    lines: list[str] = []
    line = ""
    for word in _pieces([word for word in text.split(" ") if word], room, size, bold):
        longer = f"{line} {word}" if line else word
        if line and width(longer, size, bold) > room(len(lines)):
            lines.append(line)
            longer = word
        line = longer
    return (*lines, line) if line else tuple(lines)


def _pieces(words: Sequence[str], room: Callable[[int], float], size: float, bold: bool) -> list[str]:
    """`words`, those that no line can hold broken into pieces that fit the first line."""
    widest = max(room(line) for line in range(12))
    pieces: list[str] = []
    for word in words:
        while len(word) > 1 and width(word, size, bold) > widest:
            fits = [n for n in range(1, len(word)) if width(word[:n], size, bold) <= widest] or [1]
            cut = max((n for n in fits if word[n - 1] in "-\u00a0/"), default=fits[-1])
            pieces.append(word[:cut])
            word = word[cut:]
        pieces.append(word)
    return pieces
