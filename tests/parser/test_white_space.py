"""White space says nothing but where a line ends: an act printed with other blanks is the same spec with the same findings.

Lines and places of the text differ, of course, and with them the lines that RG295 lists in its `places`. One thing is lost
with the blank lines: the rows of a part of a table whose labels are missing are parted by nothing else, so that the columns
of such a part cannot be told (RG261); the steps and what the text says of them stay as they are.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from parser.parse import parse
from spec.codec import encode
from tests.seeds import NAMES, seed

CORPUS = Path(__file__).parents[2] / "corpus"
MODELS = sorted(folder.name for folder in CORPUS.iterdir() if list(folder.glob("*.txt")))
PLACES = {"places", "source", "sources", "start", "end", "line", "stated", "where", "from"}
TABLE_ONLY = {"table", "evidence", "against", "deadlines", "result"}
WITHOUT_ROW_LABELS = {"tour-operator-licence"}
"""Acts with a part of a table that prints no labels of its rows, one cell a line, and nothing else that parts them."""

PRINTED = {
    "no blank lines": lambda text: re.sub(r"(?: *\n){2,}", "\n", text),
    "twice the blank lines": lambda text: re.sub(r"\n\n+", lambda run: run[0] + "\n" * (len(run[0]) - 1), text),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "line ends of old": lambda text: text.replace("\n", "\r"),
    "blanks at line ends": lambda text: re.sub(r"(?<=[^\t\n])\n", "   \n", text),
    "blanks before lines": lambda text: re.sub(r"(?m)^(?=[^\t\n ])", "   ", text),
    "no blanks before lines": lambda text: re.sub(r"(?m)^[ \xa0]+", "", text),
    "blanks that do not break": lambda text: re.sub(r"(?<=\w) (?=\w)", "\xa0", text),
    "double blanks": lambda text: re.sub(r"(?<=\w) (?=\w)", "  ", text),
    "thin blanks": lambda text: re.sub(r"(?<=\d) (?=\w)", "\u2009", text),
    "a byte order mark": lambda text: f"\ufeff{text}",
}


def texts(name: str) -> dict[str, str]:
    """The files of an act and what they hold; a model without the line that marks it as one."""
    if name in NAMES:
        return {seed(name).name: seed(name).read_text("utf-8")}
    files = sorted((CORPUS / name).glob("*.txt"))
    return {file.name: file.read_text("utf-8").partition("\n")[2].lstrip("\n") for file in files}


@cache
def plain(name: str) -> tuple[dict[str, Any], ...]:
    return read(texts(name))


def read(files: dict[str, str]) -> tuple[dict[str, Any], ...]:
    acts = parse([(path, text.encode()) for path, text in files.items()]).acts
    return tuple(json.loads(encode(act.spec)) for act in acts)


def bare(value: Any, left_out: set[str]) -> Any:
    """A part of a spec without its places, its texts with single blanks."""
    if isinstance(value, dict):
        return {key: bare(each, left_out) for key, each in value.items() if key not in left_out}
    if isinstance(value, list):
        return [bare(each, left_out) for each in value]
    return " ".join(value.split()) if isinstance(value, str) else value


def findings(spec: dict[str, Any]) -> Counter[tuple[str, ...]]:
    def told(found: dict[str, Any]) -> Iterator[str]:
        yield found["code"]
        yield json.dumps(
            {key: value for key, value in found["arguments"].items() if key != "places"}, ensure_ascii=False
        )
        yield from (str(found["where"].get(key)) for key in ("service", "scenario", "step", "clause", "item"))

    return Counter(tuple(told(found)) for found in spec["findings"])


@pytest.mark.parametrize("name", [*NAMES, *MODELS])
@pytest.mark.parametrize("how", PRINTED)
def test_same_spec_and_findings_in_other_white_space(name, how):
    printed = {path: PRINTED[how](text) for path, text in texts(name).items()}
    (before,), (after,) = plain(name), read(printed)
    lost = name in WITHOUT_ROW_LABELS and how == "no blank lines"
    left_out = PLACES | {"findings"} | (TABLE_ONLY if lost else set())
    assert bare(after, left_out) == bare(before, left_out)
    if lost:
        assert {"RG261"} <= {found["code"] for found in after["findings"]}
    else:
        assert findings(after) == findings(before)
