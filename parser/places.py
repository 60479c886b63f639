"""Where a finding stands: its service, clause and item, told from its place in the text."""

from bisect import bisect_right

from msgspec.structs import replace

from parser.values import Clause, Outline, Regulation
from spec.model import Finding


def placed(findings: list[Finding], outline: Outline, services: tuple[str, ...]) -> tuple[Finding, ...]:
    """The findings, each with the service, clause and item in which it stands, as far as it does not say so itself."""
    starts = [regulation.lines[0].start if regulation.lines else 0 for regulation in outline.regulations]
    return tuple(_placed(finding, outline, services, starts) for finding in findings)


def _placed(finding: Finding, outline: Outline, services: tuple[str, ...], starts: list[int]) -> Finding:
    where = finding.where
    if where.start is None or where.source != outline.source.id:
        return finding
    index = bisect_right(starts, where.start) - 1
    regulation = outline.regulations[index] if index >= 0 else None
    if regulation is None or not regulation.lines or where.start > regulation.lines[-1].end:
        return finding
    clause = _clause(regulation, where.start)
    if where.clause is None and clause is not None:
        item = next((each.label for each in clause.items if each.body.start <= where.start <= each.body.end), None)
        where = replace(where, clause=clause.number, item=where.item or item)
    return replace(finding, where=replace(where, service=where.service or services[index]))


def _clause(regulation: Regulation, start: int) -> Clause | None:
    return next((clause for clause in regulation.clauses if clause.whole.start <= start < clause.whole.end), None)
