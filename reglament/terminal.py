"""The terminal: texts made safe to print, and the consoles."""

import os
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

# Bidirectional controls, joiners and separators that move or hide text (Unicode TR36), beside the control characters.
MOVING = {*range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0x061C, 0xFEFF}


@cache
def _escapes() -> dict[int, str]:
    codes = {*range(0x20), *range(0x7F, 0xA0), *MOVING} - {0x0A}
    return {code: f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" for code in codes} | {0x09: " "}


def printable(text: str) -> str:
    """`text` without anything that could steer a terminal: controls and moving characters are shown as escapes.

    A tab becomes a space and a line end stays; every other character stays as it is.
    """
    return text.translate(_escapes())


def console(*, errors: bool = False) -> "Console":
    """A console on standard output (or error) that takes no markup from the text it is given."""
    from rich.console import Console

    made = Console(stderr=errors, markup=False, emoji=False, highlight=False, soft_wrap=False)
    if not made.is_terminal and "COLUMNS" not in os.environ:
        made.width = 140
    return made
