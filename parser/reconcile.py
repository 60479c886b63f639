"""The clauses' steps against the annex table: deadlines and results go to the steps, differences become findings.

The text's flow, performers and conditions stand; what the table says instead is kept beside them.
"""

from collections.abc import Mapping, Sequence
from functools import cache

from msgspec.structs import replace

from parser.alignment import StepHint
from parser.discrepancies import STAFF, as_printed, counts, differences
from parser.languages.sentence import names_of
from parser.sentences import roles_in
from parser.tablecase import (
    REGISTRIES,
    Case,
    RoleOf,
    belongs,
    case_of,
    concepts,
    roles_of,
    same_action,
    same_deadline,
    targets_of,
    ways_of,
)
from parser.tableexamples import NO_EXAMPLES, Examples, alike
from parser.tables import read_tables
from parser.tabletext import TableText
from parser.values import Regulation
from spec.model import (
    Channel,
    Column,
    Counterclaim,
    Edge,
    Finding,
    Language,
    Scenario,
    Service,
    Step,
    Table,
    Texts,
    Where,
)
from spec.rules import finding
from spec.validate import REFUSALS

_LIKE = 0.5  # how far columns and steps must agree where the caption names no channel of the service
_ALIKE = 0.8  # the same, where the caption names the channel of another scenario


def reconcile_service(
    service: Service,
    regulation: Regulation,
    names: Mapping[str, str],
    others: Mapping[Channel, Table] | None = None,
    examples: Examples | None = None,
) -> tuple[Service, list[Finding]]:
    """The service with its annex tables read and put to its scenarios.

    `others` are the tables of the act's text in the other language, by channel, `examples` the columns of the whole text
    by action: they help to place cells that have lost their columns (RG061).
    """
    language = regulation.language
    own = names_of(language, names)
    known = others or {}
    hints = {
        s.channel: step_hints(s, known.get(s.channel), service.id, examples or {}) for s in reversed(service.scenarios)
    }
    tables, found = read_tables(regulation, names, hints)
    owners = match_tables(service.scenarios, tables)
    findings = [_in(item, service.id, _owner(item, owners)) for item in found]
    findings += (_unmatched(table, tables, service.id) for table in tables if table not in owners.values())
    scenarios = []
    for scenario in service.scenarios:
        table = owners.get(scenario.id)
        if table is not None:
            name = table.table.number or str(tables.index(table) + 1)
            scenario, more = reconcile(
                scenario,
                table.table,
                language,
                lambda text: roles_in(text, own),
                copied=table.copied,
                name=name,
                doubtful=table.doubtful,
            )
            findings += (_in(item, service.id, scenario.id) for item in more)
        scenarios.append(scenario)
    return replace(service, scenarios=tuple(scenarios)), findings


def _unmatched(table: TableText, tables: Sequence[TableText], service: str) -> Finding:
    span = table.table.source
    where = Where(
        service, language=table.language, source=span.source, start=span.start, end=span.start, line=span.line
    )
    return finding("RG064", where, table=table.table.number or str(tables.index(table) + 1))


def _owner(item: Finding, owners: Mapping[str, TableText]) -> str | None:
    """The scenario of the table in which a finding stands."""
    for scenario, table in owners.items():
        span = table.table.source
        if item.where.start is not None and span.start <= item.where.start <= span.end:
            return scenario
    return None


def _in(item: Finding, service: str, scenario: str | None) -> Finding:
    return replace(item, where=replace(item.where, service=service, scenario=scenario))


def step_hints(
    scenario: Scenario, other: Table | None = None, service: str = "", examples: Examples = NO_EXAMPLES
) -> tuple[StepHint, ...]:
    """What the text of a scenario, its table in the other language and like columns of the act tell the reader of its
    table."""
    ways = ways_of(scenario)
    columns = {column.number: column for column in other.columns} if other else {}
    return tuple(
        StepHint(
            step.number,
            step.action,
            step.action in REFUSALS,
            tuple(sorted(ways.get(step.number, ()))),
            frozenset().union(*(concepts(step.texts.get(lang), lang) for lang in step.texts.languages())),
            columns.get(step.number),
            _names_of(step.performer),
            step.deadlines,
            alike(examples, step, service, scenario.id),
        )
        for step in scenario.steps
        if step.number is not None and step.kind != "condition"
    )


@cache
def _names_of(performer: str | None) -> frozenset[str]:
    """What the name of a performer may denote, as mentions have it; nothing where the text names none."""
    if performer is None:
        return frozenset()
    same = STAFF if performer in STAFF else {performer, *(s for s, role in REGISTRIES.items() if role == performer)}
    return frozenset(f"{kind}:{name}" for name in same for kind in ("role", "system"))


def match_tables(scenarios: Sequence[Scenario], tables: Sequence[TableText]) -> dict[str, TableText]:
    """The table of each scenario, by scenario id: by the channel in the caption, else by the agreement of actions."""
    matched: dict[str, TableText] = {}
    left = list(tables)
    for scenario in scenarios:
        table = next((table for table in left if table.channel == scenario.channel), None)
        if table is not None:
            matched[scenario.id] = table
            left.remove(table)
    rest = [scenario for scenario in scenarios if scenario.id not in matched]
    channels: set[Channel] = {scenario.channel for scenario in scenarios}
    for table in left:
        least = _LIKE if table.channel is None or table.channel not in channels else _ALIKE
        likenesses = {scenario.id: likeness(scenario, table) for scenario in rest}
        best = max(rest, key=lambda scenario: likenesses[scenario.id], default=None)
        if best is not None and likenesses[best.id] >= least:
            matched[best.id] = table
            rest.remove(best)
    return matched


def likeness(scenario: Scenario, table: TableText) -> float:
    """How far a table's columns are the scenario's numbered steps: 0 not at all, 1 one by one. Columns that were copied
    from another table tell nothing, so that what is left of the table is not held against the steps that lack one."""
    steps = {step.number: step for step in scenario.steps if step.kind != "condition" and step.number is not None}
    own = [column for index, column in enumerate(table.table.columns) if index not in table.copied]
    columns = {column.number: column for column in own}
    if not steps or not columns:
        return 0.0
    same = sum(same_action(columns[number], steps[number], table.language) for number in columns.keys() & steps.keys())
    return same / (len(columns) if table.copied else max(len(steps), len(columns)))


def reconcile(
    scenario: Scenario,
    table: Table,
    language: Language,
    role_of: RoleOf,
    copied: frozenset[int] = frozenset(),
    name: str | None = None,
    doubtful: frozenset[tuple[str, int]] = frozenset(),
) -> tuple[Scenario, tuple[Finding, ...]]:
    """The scenario with what its table says; `copied` are indexes of columns that belong to another table.

    `name` is the table's number as findings give it; `doubtful` cells (row, column) are not put to the steps.
    """
    case = case_of(scenario, table, language, role_of, copied, name or table.number or "1", doubtful)
    own = {number for number, column in case.columns.items() if belongs(case, column)}
    steps = tuple(
        _with_column(step, case.columns[key], case)
        if (key := case.keys.get(step.id)) in own and key is not None
        else step
        for step in scenario.steps
    )
    edges = _edges(case, own)
    found = (*counts(case), *(item for number in sorted(case.columns) for item in differences(case, number, own)))
    findings = tuple(as_printed(item, case.shown) for item in found)
    tables = {**(scenario.table or {}), language: table}
    return replace(scenario, steps=steps, edges=edges, table=tables), findings


def _with_column(step: Step, column: Column, case: Case) -> Step:
    """The step with its column's deadlines and form of completion, and a performer where the text names none."""
    deadlines = list(step.deadlines)
    for deadline in column.deadlines if case.sure("deadline", column.number) else ():
        same = next((i for i, known in enumerate(deadlines) if same_deadline(known, deadline)), None)
        if same is None:
            deadlines.append(deadline)
        else:
            known = deadlines[same]
            deadlines[same] = replace(known, stated=(*known.stated, *deadline.stated))
    result = step.result
    if column.result and case.sure("result", column.number):
        kk, ru = (result.kk, result.ru) if result else (Texts().kk, Texts().ru)
        result = Texts(kk=column.result, ru=ru) if case.language == "kk" else Texts(kk=kk, ru=column.result)
    performer, told = step.performer, step.performer_by
    if (
        performer is None
        and column.unit
        and case.sure("unit", column.number)
        and len(roles := roles_of(case, column.unit)) == 1
    ):
        (role,) = roles
        performer, told = role, "table"
    return replace(step, deadlines=tuple(deadlines), result=result, performer=performer, performer_by=told)


def _edges(case: Case, own: set[int]) -> tuple[Edge, ...]:
    """The text's edges, with the table as evidence where it agrees and its word against them where it does not."""
    agreed: set[Edge] = set()
    against: dict[Edge, list[Counterclaim]] = {}
    for number in sorted(number for number in own if case.sure("next", number)):
        column, ways = case.columns[number], case.ways.get(number, {})
        stated = targets_of(column)
        for target, path in ways.items():
            if target in stated:
                agreed.update(path)
            elif stated:
                claims = [Counterclaim(case.language, "table", other) for other in sorted(stated - ways.keys())]
                against.setdefault(path[-1], []).extend(claims)
            elif column.cells.get("next") == "dash":
                against.setdefault(path[-1], []).append(Counterclaim(case.language, "table", None))
    return tuple(
        replace(edge, evidence=(*edge.evidence, "table"))
        if edge in agreed and "table" not in edge.evidence
        else replace(edge, against=(*edge.against, *against[edge]))
        if edge in against and edge not in agreed
        else edge
        for edge in case.scenario.edges
    )
