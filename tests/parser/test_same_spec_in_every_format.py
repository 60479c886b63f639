"""One model act, rendered in every format, gives one spec: but for places in the text, which the format moves."""

import re
from pathlib import Path

import msgspec
import pytest

from parser.parse import parse
from parser.read import read_bytes
from spec.model import Spec
from tests.parser.read import rendering

CORPUS = Path(__file__).parents[2] / "corpus"
ACTS = ["tree-felling-permit/kk.txt", "tree-felling-permit/ru.txt", "cultural-export-certificate/ru.html"]
PLACES = {"source", "from", "stated", "where", "line", "start", "end", "sources", "path", "sha256", "media_type"}


def blocks(name: str) -> tuple[rendering.Block, ...]:
    """The paragraphs and tables of a model act: runs of lines with cells are tables."""
    source, _ = read_bytes((CORPUS / name).read_bytes(), name)
    found: list[rendering.Block] = []
    for paragraph in re.split(r"\n\s*\n", source.text):
        lines = [line for line in paragraph.split("\n") if line.strip()]
        if len(lines) > 1 and all("\t" in line.strip() for line in lines):
            rows = [tuple(cell.strip() for cell in line.split("\t")) for line in lines]
            width = max(map(len, rows))
            found.append(tuple(row + ("",) * (width - len(row)) for row in rows))
        else:
            found += [" ".join(line.split()) for line in lines]
    return tuple(found)


def facts(value: object) -> object:
    """A spec without the places of its parts."""
    if isinstance(value, dict):
        return {key: facts(entry) for key, entry in value.items() if key not in PLACES}
    if isinstance(value, list | tuple):
        return [facts(entry) for entry in value]
    return value


def read(name: str, data: bytes) -> Spec:
    parsed = parse([(name, data)])
    assert not parsed.unreadable
    assert len(parsed.acts) == 1
    return parsed.acts[0].spec


@pytest.mark.parametrize("name", ACTS)
def test_same_spec(name: str) -> None:
    act = blocks(name)
    expected = read("act.txt", rendering.plain(act))
    assert any(scenario.steps for service in expected.services for scenario in service.scenarios)
    for path, render in rendering.RENDERINGS.items():
        if path == "act.pdf" and not any(font.exists() for font in rendering.FONTS):
            continue
        found = read(path, render(act))
        for part in ("act", "services"):
            assert facts(msgspec.to_builtins(getattr(found, part))) == facts(
                msgspec.to_builtins(getattr(expected, part))
            ), (path, part)
        assert sorted(each.code for each in found.findings) == sorted(each.code for each in expected.findings), path
