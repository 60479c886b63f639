"""Edits of annex tables as they stand in the text, and what of the tables must follow from each: computed from the edit."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from msgspec import Struct

from parser.blocks import Block
from parser.cells import Cell
from parser.names import short_forms
from parser.outline import read_outline
from parser.parse import parse
from parser.read import read_bytes
from parser.read.language import sections
from parser.rowlabels import RowKind
from parser.tables import read_tables
from parser.tabletext import TableText
from parser.terms import read_terms
from spec.model import Finding, Language, Scenario, Spec
from tests.mutants import edited

Key = tuple[str, str, str, int]
"""Service, scenario, language, index of the column."""


class Place(Struct, frozen=True):
    """A table of an act: the index of the text that holds it, whose it is, and how it is printed."""

    text: int
    language: Language
    service: str
    scenario: str
    printed: TableText


class Act(Struct, frozen=True):
    """An act as plain texts, its spec and its tables."""

    texts: tuple[str, ...]
    spec: Spec
    tables: tuple[Place, ...]


@cache
def act_of(paths: tuple[Path, ...]) -> Act:
    """The act of some files. Its normalised texts stand for the files: edits are made in them."""
    (parsed,) = parse([(path.name, path.read_bytes()) for path in paths]).acts
    texts = tuple(parsed.texts.values())
    spec = spec_of(texts)
    return Act(texts, spec, tuple(_tables(texts, spec)))


def spec_of(texts: tuple[str, ...]) -> Spec:
    """The spec of an act given by its texts."""
    (act,) = parse([(f"s{number}.txt", text.encode()) for number, text in enumerate(texts, 1)]).acts
    return act.spec


def _tables(texts: tuple[str, ...], spec: Spec) -> Iterator[Place]:
    starts = {
        (service.id, language, table.source.start): scenario.id
        for service in spec.services
        for scenario in service.scenarios
        for language, table in (scenario.table or {}).items()
    }
    for at, text in enumerate(texts):
        source, _ = read_bytes(text.encode(), f"s{at + 1}.txt")
        for language, lines in sections(source):
            for number, regulation in enumerate(read_outline(source, lines, language).regulations, 1):
                for printed in read_tables(regulation, short_forms(read_terms(regulation)))[0]:
                    key = (f"service-{number}", language, printed.table.source.start)
                    if key in starts:
                        yield Place(at, language, key[0], starts[key], printed)


def after(act: Act, place: Place, pieces: list[tuple[int, int, str]]) -> Spec:
    """The spec of the act with pieces of the text of one table replaced."""
    texts = list(act.texts)
    texts[place.text] = edited(texts[place.text], pieces)
    return spec_of(tuple(texts))


def cells_of(place: Place) -> Iterator[tuple[Block, RowKind, int, tuple[Cell, ...]]]:
    """The printed cells of a table: their block, row, and index of their column among all columns."""
    before = 0
    for block in place.printed.blocks:
        for row in block.rows:
            for at, cells in enumerate(row.columns):
                if cells and cells[0].text:
                    yield block, row.kind, before + at, cells
        before += len(block.numbers)


def taken_out(text: str, block: Block, cells: tuple[Cell, ...]) -> tuple[int, int, str]:
    """The piece that takes a cell out: its text between the tabs, or its whole line or paragraph."""
    start, end = cells[0].start, cells[-1].end
    if block.part.form == "rows":
        return start, end, ""
    begin, stop = text.rfind("\n", 0, start) + 1, text.find("\n", end) + 1
    while block.part.form == "paragraphs" and text[stop : stop + 1] == "\n":
        stop += 1
    return begin, stop, ""


Column = dict[str, object]


def columns_of(spec: Spec) -> dict[Key, Column]:
    """What every column of every table says, whatever its place."""
    return {
        (service.id, scenario.id, language, at): {
            "number": column.number,
            "unit": column.unit,
            "action": column.action,
            "result": column.result,
            "deadline": tuple((d.min, d.max, d.unit, d.calendar, d.for_) for d in column.deadlines),
            "next": column.next,
            **{f"cells.{row}": printed for row, printed in column.cells.items()},
        }
        for service, scenario in scenarios_of(spec)
        for language, table in (scenario.table or {}).items()
        for at, column in enumerate(table.columns)
    }


def scenarios_of(spec: Spec) -> Iterator[tuple[object, Scenario]]:
    """The scenarios of a spec with their services."""
    return ((service, scenario) for service in spec.services for scenario in service.scenarios)


def changed(before: Spec, later: Spec) -> dict[Key, set[str]]:
    """What of which columns an edit changed; a column that came or went changed in its number."""
    old, new = columns_of(before), columns_of(later)
    found = {}
    for key in old.keys() | new.keys():
        one, two = old.get(key, {}), new.get(key, {})
        if fields := {name for name in one.keys() | two.keys() if one.get(name) != two.get(name)}:
            found[key] = fields
    return found


def new_codes(before: Spec, later: Spec) -> Counter[str]:
    """The rules that fire more often after an edit."""
    return Counter(f.code for f in later.findings) - Counter(f.code for f in before.findings)


def new_findings(before: Spec, later: Spec, *codes: str) -> list[Finding]:
    """The findings of these rules that were not there, or said something else."""
    known = [(f.code, f.arguments) for f in before.findings]
    return [f for f in later.findings if f.code in codes and (f.code, f.arguments) not in known]


def numbers_in(columns: object) -> list[set[int]]:
    """The columns that a finding names, one set each: «3», «6–8», «10/11» (one of the two)."""
    groups: list[set[int]] = []
    for part in str(columns).split(", "):
        if run := re.fullmatch(r"(\d+)–(\d+)", part):
            groups += [{number} for number in range(int(run[1]), int(run[2]) + 1)]
        else:
            groups.append({int(number) for number in part.split("/")})
    return groups
