"""Findings and steps as rows for those who work in tables: CSV and XLSX, the same bytes for the same rows."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reglament.findings import located, message, sentences, sorted_by_severity
from reglament.inputs import ReadAct
from reglament.report import quoted
from reglament.terminal import printable
from spec.model import Scenario, Service, Step
from spec.words import say
from spec.words.vocabulary import deadline, name

Row = tuple[str, ...]
FINDING_COLUMNS = (
    "act", "code", "severity", "service", "scenario", "step", "table", "row", "column", "clause", "item", "file", "line",
    "also", "message", "quote", "text_kk", "text_ru",
)  # fmt: skip
STEP_COLUMNS = (
    "act", "service", "scenario", "step", "key", "kind", "clause", "item", "performer", "action", "systems",
    "deadlines", "to", "end", "text_kk", "text_ru",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what spreadsheets take for the start of a formula
CLOCK = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
EPOCH = (1980, 1, 1, 0, 0, 0)


def finding_rows(acts: Iterable[ReadAct], language: str) -> Iterator[Row]:
    """A row a finding (FINDING_COLUMNS), the worst of each act first."""
    for act in acts:
        paths = {source.id: source.path for source in act.spec.sources}
        for item in sorted_by_severity(act.spec.findings):
            service, scenario, step = located(item, act.spec)
            where, said = item.where, sentences(item, act.spec, act.texts)
            others = dict.fromkeys(f"{paths.get(each.source or '', '')}:{each.line}" for each in item.also if each.line)
            yield (
                act.spec.act.id,
                item.code,
                name("severity", item.severity, language),
                service.id if service else "",
                scenario.id if scenario else "",
                step.id if step else "",
                where.table or "",
                name("row", where.row, language) if where.row else "",
                str(where.column or ""),
                where.clause or "",
                where.item or "",
                paths.get(where.source or "", ""),
                "" if where.line is None else str(where.line),
                "; ".join(others),
                message(item, language),
                quoted(item.where, act.texts) or "",
                *(said.get(spoken, "") for spoken in ("kk", "ru")),
            )


def step_rows(acts: Iterable[ReadAct], language: str) -> Iterator[Row]:
    """A row a step (STEP_COLUMNS), in the order of the acts."""
    for act in acts:
        for service in act.spec.services:
            for scenario in service.scenarios:
                for step in scenario.steps:
                    yield (act.spec.act.id, *_step_row(service, scenario, step, language))


def _step_row(service: Service, scenario: Scenario, step: Step, language: str) -> Row:
    item = step.item if step.item is None or isinstance(step.item, str) else step.item.first(language)
    going = (
        f"{edge.to} ({name('when', edge.when, language)})" if edge.when else edge.to
        for edge in scenario.edges
        if edge.from_ == step.id
    )
    return (
        service.id,
        scenario.id,
        step.id,
        step.key,
        name("kind", step.kind, language),
        step.clause.first(language) or "",
        item or "",
        name("performer", step.performer, language),
        ", ".join(name("action", action, language) for action in (step.action, *step.also)),
        ", ".join(name("system", system, language) for system in step.systems),
        "; ".join(deadline(limit, language) for limit in step.deadlines),
        ", ".join(going),
        "; ".join(name("outcome", end.outcome, language) for end in scenario.ends.get(step.id, ())),
        *(step.texts.get(spoken) or "" for spoken in ("kk", "ru")),
    )


def heads(columns: Sequence[str], language: str) -> Row:
    """The headings of the columns."""
    return tuple(say("cli", f"sheet.{column}", language) for column in columns)


def as_csv(head: Row, rows: Iterable[Row]) -> bytes:
    """The rows as CSV (RFC 4180, UTF-8 with the mark that Excel wants); no cell of it starts a formula."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    shown = printable(cell)
    return f"'{shown}" if shown.startswith(FORMULA) else shown


def as_xlsx(head: Row, rows: Iterable[Row]) -> bytes:
    """The rows as an Excel workbook of one sheet; every cell is text, no clock is in it."""
    from openpyxl import Workbook  # type: ignore[import-untyped]
    from openpyxl.styles import Font  # type: ignore[import-untyped]

    book = Workbook()
    sheet = book.active
    for at, row in enumerate([head, *rows], 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(at, column)
            cell.value = printable(value)
            cell.data_type = "s"
            if at == 1:
                cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    out = BytesIO()
    book.save(out)
    return _without_clock(out.getvalue())


def _without_clock(data: bytes) -> bytes:
    """The same workbook with every member, and the workbook itself, dated 1980."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = CLOCK.sub(rb"\g<1>1980-01-01T00:00:00Z", old.read(info))
            new.writestr(ZipInfo(info.filename, EPOCH), content, ZIP_DEFLATED)
    return out.getvalue()
