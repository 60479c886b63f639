"""Cells of annex tables that are not their column's for certain, as the findings of a reading tell them: their place is a
guess (RG061), one of several open cells is lost (RG261, «10/11»), or the column was copied from another table (RG264)."""

import re
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from parser.rowlabels import ROWS, RowKind, head_kind
from spec.model import Column, Finding, Language, Table

_RUN = re.compile(r"(\d+)(?:–(\d+))?")


class Doubt(Struct, frozen=True, gc=False):
    """One cell: the row and the number of its column in the table of a scenario."""

    service: str | None
    scenario: str | None
    language: Language | None
    row: RowKind
    column: int


def doubts(findings: Iterable[Finding]) -> frozenset[Doubt]:
    """The cells that findings call uncertain."""
    found: set[Doubt] = set()
    for each in findings:
        where = each.where
        if each.code not in ("RG061", "RG261", "RG264") or not where.language:
            continue
        rows: tuple[RowKind | None, ...] = ROWS
        columns = str(each.arguments["columns"])
        if each.code != "RG264":
            rows = tuple(head_kind(label, where.language) for label in str(each.arguments["row"]).split(" / "))
        if each.code == "RG261":
            columns = " ".join(part for part in columns.split(", ") if "/" in part)
        for run in _RUN.finditer(columns):
            for number in range(int(run[1]), int(run[2] or run[1]) + 1):
                found |= {Doubt(where.service, where.scenario, where.language, row, number) for row in rows if row}
    return frozenset(found)


def sure(
    table: Table, doubtful: Iterable[Doubt], service: str | None, scenario: str | None, language: Language
) -> Table:
    """The table without what its doubtful cells say."""
    unsure: dict[int, set[str]] = {}
    for doubt in doubtful:
        if (doubt.service, doubt.scenario, doubt.language) == (service, scenario, language):
            unsure.setdefault(doubt.column, set()).add(doubt.row)
    if not unsure:
        return table
    return replace(table, columns=tuple(_blank(column, unsure.get(column.number, set())) for column in table.columns))


def _blank(column: Column, rows: set[str]) -> Column:
    return replace(
        column,
        unit=None if "unit" in rows else column.unit,
        action=None if "action" in rows else column.action,
        result=None if "result" in rows else column.result,
        deadlines=() if "deadline" in rows else column.deadlines,
        next=() if "next" in rows else column.next,
        cells={row: "missing" if row in rows else printed for row, printed in column.cells.items()},
    )
