"""Text → Python source that means that text: literals, comments, docstrings, names, calls laid out as ruff lays them out.

Text from an act is hostile: nothing that it holds may end a string, a comment or a docstring, or steer a tool that reads
comments. Characters that no one can see or that turn the writing direction are written as escapes.
"""

import keyword
import re
import textwrap
import unicodedata
from functools import lru_cache

WIDTH = 100
"""Length of a line of generated code."""

IMPORT = 88
"""Length of an import in one line: ruff sorts imports by its own default where it is run without our ruff.toml."""

DIRECTIVE = re.compile(r"\W*[A-Za-z]+\s*[:=]|\W*noqa\b", re.IGNORECASE)
"""The start of a comment that a tool might take for an order («fmt: off», «type: ignore»); not «процесс 4: …»."""


def visible(text: str) -> str:
    r"""`text` in one line, with \uXXXX for each character that is not printed left to right in one column."""
    return "".join(letter if _plain(letter) else _escape(letter) for letter in " ".join(text.split()))


@lru_cache(maxsize=4096)
def _plain(letter: str) -> bool:
    return letter == " " or (
        letter.isprintable()
        and unicodedata.east_asian_width(letter) not in ("W", "F")
        and unicodedata.bidirectional(letter) not in ("R", "AL", "AN")
        and not unicodedata.category(letter).startswith(("M", "C", "Z"))
    )


def _escape(letter: str) -> str:
    code = ord(letter)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def literal(text: str) -> str:
    r"""A string literal for `text`, exactly: in double quotes, or in single ones where that spares escapes (as ruff)."""
    quote = "'" if text.count('"') > text.count("'") else '"'
    known = {"\\": "\\\\", quote: f"\\{quote}", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    body = "".join(known.get(letter) or (letter if _plain(letter) else _escape(letter)) for letter in text)
    return f"{quote}{body}{quote}"


def number(value: float) -> str:
    """A number literal: 15, 1.5."""
    return repr(int(value)) if float(value).is_integer() else repr(float(value))


def comment(text: str, indent: int, hang: str = "") -> list[str]:
    """`text` as comment lines, none of them an order to a tool; lines after the first begin with `hang`."""
    width = WIDTH - indent - 2
    lines = textwrap.wrap(visible(text), width, subsequent_indent=hang, break_on_hyphens=False) or [""]
    safe = [f"- {line}" if DIRECTIVE.match(line) else line for line in lines]
    return [f"{' ' * indent}# {line}".rstrip() for line in safe]


def docstring(paragraphs: list[str], indent: int = 0) -> list[str]:
    '''The lines of a docstring: its first paragraph is the summary, `"""` and backslashes made harmless.'''
    pad = " " * indent
    blocks: list[list[str]] = []
    for index, text in enumerate(paragraphs):
        # a first line shares its row with the quotes, and a last one may have to
        width = WIDTH - indent - (6 if index == 0 else 0)
        shown = visible(text).replace('"', "'")
        wrapped = textwrap.wrap(shown[:1].upper() + shown[1:], width, break_on_hyphens=False)
        # after the wrapping, which might part the two
        blocks.append([line.replace("\\", "\\\\") for line in wrapped] or ["…"])
    lines = [line for block in blocks for line in ["", *block]][1:]
    if len(lines) == 1:
        return [f'{pad}"""{lines[0]}"""']
    return [f'{pad}"""{lines[0]}', *(f"{pad}{line}".rstrip() for line in lines[1:]), f'{pad}"""']


def name(text: str, taken: set[str] | frozenset[str] = frozenset(), fallback: str = "step", longest: int = 40) -> str:
    """An ASCII identifier for `text` in snake_case, none of `taken` and no keyword; `fallback` where nothing is left.

    It has as many whole words of the text as fit into `longest` letters.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    while len(words) > 1 and len("_".join(words)) > longest:
        words.pop()
    stem = "_".join(words)[:longest] or fallback
    if not stem[0].isalpha() or keyword.iskeyword(stem) or keyword.issoftkeyword(stem):
        stem = f"{fallback}_{stem}"
    found, count = stem, 1
    while found in taken:
        count += 1
        found = f"{stem}_{count}"
    return found


def camel(text: str) -> str:
    """The class name for an identifier: e_licensing → ELicensing."""
    return "".join(part[:1].upper() + part[1:] for part in text.split("_"))


def call(before: str, arguments: list[str], after: str = "", indent: int = 0) -> list[str]:
    """`before(arguments)after` in one line, or its arguments in one line of their own, or one a line."""
    pad, inner = " " * indent, " " * (indent + 4)
    one = f"{pad}{before}({', '.join(arguments)}){after}"
    if len(one) <= WIDTH or not arguments:
        return [one]
    joined = inner + ", ".join(arguments)
    if len(joined) <= WIDTH:
        return [f"{pad}{before}(", joined, f"{pad}){after}"]
    return [f"{pad}{before}(", *(f"{inner}{argument}," for argument in arguments), f"{pad}){after}"]


def collection(before: str, items: list[str], after: str = "", indent: int = 0, brackets: str = "()") -> list[str]:
    """`before(items)after` in one line, or one item a line: a tuple, the names of an import, a Literal."""
    pad, opening, closing = " " * indent, brackets[0], brackets[1]
    comma = "," if len(items) == 1 and brackets == "()" else ""
    one = f"{pad}{before}{opening}{', '.join(items)}{comma}{closing}{after}"
    if len(one) <= WIDTH or not items:
        return [one]
    return [f"{pad}{before}{opening}", *(f"{pad}    {item}," for item in items), f"{pad}{closing}{after}"]


def imports(module: str, names: list[str]) -> str:
    """`from module import names`, in one line or one name a line."""
    one = f"from {module} import {', '.join(names)}"
    return one if len(one) <= IMPORT else "\n".join([f"from {module} import (", *(f"    {one}," for one in names), ")"])
