"""The clauses' steps against the annex table: deadlines and results go to the steps, differences become findings.

The text's flow, performers and conditions stand; what the table says instead is kept beside them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from parser.languages.lexicon import lexicon
from parser.languages.matching import mentions
from parser.rowlabels import columns_text
from parser.sentences import role_of
from parser.tables import StepHint, TableText, read_tables
from parser.values import Regulation
from spec.model import (
    Channel,
    Column,
    Counterclaim,
    Deadline,
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

RoleOf = Callable[[str], tuple[str, ...]]

REFUSALS = {"refuse_login", "refuse_unpaid", "refuse_signature", "refuse_request", "report_missing_data"}
STAFF = {"provider", "employee", "chancellery", "head", "deputy_head", "department_head", "specialist"}
REGISTRIES = {"individuals_registry": "registry", "entities_registry": "registry", "psc_workstation": "psc_worker"}
_COMMON = {"data", "request", "service", "form", "message", "browser", "nothing", "presence", "document", "check",
           "process", "attach", "ask"}  # fmt: skip


class _Case(Struct, frozen=True):
    """One scenario beside its table: columns by number (without those that were copied from another table), steps by
    number, and for each numbered step the edges that lead to the numbered steps after it: {number: {next: edges}}."""

    scenario: Scenario
    table: Table
    name: str
    language: Language
    role_of: RoleOf
    columns: dict[int, Column]
    steps: dict[int, Step]
    ways: dict[int, dict[int, tuple[Edge, ...]]]
    foreign: frozenset[int]


def reconcile_service(
    service: Service, regulation: Regulation, names: Mapping[str, str]
) -> tuple[Service, list[Finding]]:
    """The service with its annex tables read and put to its scenarios."""
    language = regulation.language
    hints = {scenario.channel: step_hints(scenario) for scenario in reversed(service.scenarios)}
    tables, found = read_tables(regulation, names, hints)
    owners = match_tables(service.scenarios, tables)
    findings = [_in(item, service.id, _owner(item, owners)) for item in found]
    scenarios = []
    for scenario in service.scenarios:
        table = owners.get(scenario.id)
        if table is not None:
            name = table.table.number or str(tables.index(table) + 1)
            scenario, more = reconcile(
                scenario,
                table.table,
                language,
                lambda text: role_of(text, language, names),
                copied=table.copied,
                name=name,
            )
            findings += (_in(item, service.id, scenario.id) for item in more)
        scenarios.append(scenario)
    return replace(service, scenarios=tuple(scenarios)), findings


def _owner(item: Finding, owners: Mapping[str, TableText]) -> str | None:
    """The scenario of the table in which a finding stands."""
    for scenario, table in owners.items():
        span = table.table.source
        if item.where.start is not None and span.start <= item.where.start <= span.end:
            return scenario
    return None


def _in(item: Finding, service: str, scenario: str | None) -> Finding:
    return replace(item, where=replace(item.where, service=service, scenario=scenario))


def step_hints(scenario: Scenario) -> tuple[StepHint, ...]:
    """What the text of a scenario tells the reader of its table."""
    ways = _ways(scenario)
    return tuple(
        StepHint(step.number, step.action, step.action in REFUSALS, tuple(sorted(ways.get(step.number, ()))))
        for step in scenario.steps
        if step.number is not None and step.kind != "condition"
    )


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
        likely = [scenario for scenario in rest if table.channel is None or table.channel not in channels]
        best = max(likely, key=lambda scenario: likeness(scenario, table.table, table.language), default=None)
        if best is not None and likeness(best, table.table, table.language) >= 0.5:
            matched[best.id] = table
            rest.remove(best)
    return matched


def likeness(scenario: Scenario, table: Table, language: Language) -> float:
    """How far a table's columns are the scenario's numbered steps: 0 not at all, 1 one by one."""
    steps = {step.number: step for step in scenario.steps if step.kind != "condition" and step.number is not None}
    columns = {column.number: column for column in table.columns}
    if not steps or not columns:
        return 0.0
    same = sum(_same_action(columns[number], steps[number], language) for number in columns.keys() & steps.keys())
    return same / max(len(steps), len(columns))


def reconcile(
    scenario: Scenario,
    table: Table,
    language: Language,
    role_of: RoleOf,
    copied: frozenset[int] = frozenset(),
    name: str | None = None,
) -> tuple[Scenario, tuple[Finding, ...]]:
    """The scenario with what its table says; `copied` are indexes of columns that belong to another table.

    `name` is the table's number as findings give it.
    """
    case = _case(scenario, table, language, role_of, copied, name or table.number or "1")
    own = {number for number, column in case.columns.items() if _belongs(case, column)}
    steps = tuple(
        _with_column(step, case.columns[step.number], case) if step.number in own and step.kind != "condition" else step
        for step in scenario.steps
    )
    edges = _edges(case, own)
    findings = (*_counts(case), *(item for number in sorted(case.columns) for item in _differences(case, number, own)))
    tables = {**(scenario.table or {}), language: table}
    return replace(scenario, steps=steps, edges=edges, table=tables), findings


def _case(
    scenario: Scenario, table: Table, language: Language, role_of: RoleOf, copied: frozenset[int], name: str
) -> _Case:
    columns: dict[int, Column] = {}
    for index, column in enumerate(table.columns):
        if index not in copied:
            columns.setdefault(column.number, column)
    steps = {
        step.number: step for step in reversed(scenario.steps) if step.number is not None and step.kind != "condition"
    }
    foreign = frozenset(table.columns[index].number for index in copied)
    return _Case(scenario, table, name, language, role_of, columns, steps, _ways(scenario), foreign)


def _ways(scenario: Scenario) -> dict[int, dict[int, tuple[Edge, ...]]]:
    """For each numbered step the numbered steps that the text lets follow, and the edges on the way."""
    leaving: dict[str, list[Edge]] = {}
    for edge in scenario.edges:
        leaving.setdefault(edge.from_, []).append(edge)
    steps = {step.id: step for step in scenario.steps}
    ways: dict[int, dict[int, tuple[Edge, ...]]] = {}
    for step in scenario.steps:
        if step.kind == "condition" or step.number is None:
            continue
        found: dict[int, tuple[Edge, ...]] = {}
        paths: list[tuple[Edge, ...]] = [(edge,) for edge in leaving.get(step.id, ())]
        while paths:
            path = paths.pop(0)
            there = steps.get(path[-1].to)
            if there is None:
                continue
            if there.kind != "condition" and there.number is not None:
                found.setdefault(there.number, path)
            elif len(path) <= len(steps):
                paths += ((*path, edge) for edge in leaving.get(there.id, ()))
        ways.setdefault(step.number, found)
    return ways


def _concepts(text: str | None, language: Language) -> set[str]:
    """What a text speaks of, without the words that stand in every step."""
    return {m.concept for m in mentions(text or "", language) if ":" not in m.concept} - _COMMON


def _same_action(column: Column, step: Step, language: Language) -> bool:
    """Whether a column may describe the step: their words share a concept, or one of them has none."""
    here, there = _concepts(column.action, language), _concepts(step.texts.get(language), language)
    return not here or not there or bool(here & there) or ("refusal" in here and step.action in REFUSALS)


def _belongs(case: _Case, column: Column) -> bool:
    step = case.steps.get(column.number)
    return step is not None and _same_action(column, step, case.language)


def _with_column(step: Step, column: Column, case: _Case) -> Step:
    """The step with its column's deadlines and form of completion, and a performer where the text names none."""
    deadlines = list(step.deadlines)
    for deadline in column.deadlines:
        same = next((i for i, known in enumerate(deadlines) if _same_deadline(known, deadline)), None)
        if same is None:
            deadlines.append(deadline)
        else:
            known = deadlines[same]
            deadlines[same] = replace(known, stated=(*known.stated, *deadline.stated))
    result = step.result
    if column.result:
        kk, ru = (result.kk, result.ru) if result else (Texts().kk, Texts().ru)
        result = Texts(kk=column.result, ru=ru) if case.language == "kk" else Texts(kk=kk, ru=column.result)
    performer, told = step.performer, step.performer_by
    if performer is None and column.unit and len(roles := _roles(case, column.unit)) == 1:
        (role,) = roles
        performer, told = role, "table"
    return replace(step, deadlines=tuple(deadlines), result=result, performer=performer, performer_by=told)


def _same_deadline(one: Deadline, two: Deadline) -> bool:
    return (_low(one), one.max, one.unit, one.calendar, one.for_) == (
        _low(two), two.max, two.unit, two.calendar, two.for_,
    )  # fmt: skip


def _low(deadline: Deadline) -> float | None:
    return None if deadline.min == deadline.max else deadline.min


def _roles(case: _Case, unit: str) -> set[str]:
    return {REGISTRIES.get(role, role) for role in case.role_of(unit)}


def _targets(column: Column) -> set[int]:
    return {action.to for action in column.next if action.to is not None}


def _edges(case: _Case, own: set[int]) -> tuple[Edge, ...]:
    """The text's edges, with the table as evidence where it agrees and its word against them where it does not."""
    agreed: set[Edge] = set()
    against: dict[Edge, list[Counterclaim]] = {}
    for number in sorted(own):
        column, ways = case.columns[number], case.ways.get(number, {})
        stated = _targets(column)
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


def _at(case: _Case, number: int | None = None) -> Where:
    column = case.columns.get(number) if number is not None else None
    span = column.source if column else case.table.source
    step = case.steps.get(number) if number is not None else None
    end = span.end if column else span.start
    return Where(
        scenario=case.scenario.id,
        step=step.key if step else None,
        language=case.language,
        source=span.source,
        start=span.start,
        end=end,
        line=span.line,
    )


def _counts(case: _Case) -> Iterator[Finding]:
    """Steps that no column describes, columns that no step answers to; what a missing part explains is not repeated."""
    printed = case.columns.keys() | case.foreign
    gaps = set(range(1, max(printed, default=0)))
    lost = [number for number in sorted(case.steps) if number not in printed and number not in gaps]
    if lost and not case.foreign:
        yield finding("RG273", _at(case), table=case.name, steps=columns_text(lost))
    extra = [number for number in sorted(case.columns) if number not in case.steps]
    if extra:
        yield finding("RG274", _at(case, extra[0]), table=case.name, columns=columns_text(extra))
    yield from _late_deadline(case)


def _late_deadline(case: _Case) -> Iterator[Finding]:
    """Days given to the registration of a request by a system, and no deadline for the outcomes."""
    ends = [number for number, ways in sorted(case.ways.items()) if not ways and number in case.columns]
    for number, column in sorted(case.columns.items()):
        step = case.steps.get(number)
        days = [deadline for deadline in column.deadlines if deadline.unit in ("day", "month")]
        outcomes = [end for end in ends if end > number]
        if step is None or step.action != "register_request" or not days or not outcomes:
            continue
        if not any(case.columns[end].deadlines for end in outcomes):
            where = _at(case, number)
            value = deadline_text(days[0])
            yield finding(
                "RG276", where, table=case.name, column=number, deadline=value, columns=columns_text(outcomes)
            )


def _differences(case: _Case, number: int, own: set[int]) -> Iterator[Finding]:
    column, step = case.columns[number], case.steps.get(number)
    if step is None:
        return
    if number not in own:
        yield finding("RG272", _at(case, number), table=case.name, column=number, action=column.action or "")
        return
    yield from _next_differs(case, column)
    yield from _unit_differs(case, column, step)
    yield from _branch_differs(case, column)
    yield from _ground_differs(case, column, step)
    yield from _deadline_differs(case, column, step)
    yield from _result_differs(case, column, step)
    yield from _systems_differ(case, column, step)


def _next_differs(case: _Case, column: Column) -> Iterator[Finding]:
    """The next action against the text's flow, where the table itself does not already show that it is wrong."""
    ways, stated = case.ways.get(column.number, {}), _targets(column)
    numbers = {other.number for other in case.table.columns}
    wrong = column.number in stated or not stated <= numbers or any(action.to is None for action in column.next)
    where = _at(case, column.number)
    if wrong or stated == ways.keys() or (not stated and column.cells.get("next") == "missing"):
        return
    targets = ", ".join(map(str, sorted(ways))) or "–"
    if not stated:
        yield finding("RG268", where, table=case.name, column=column.number, targets=targets)
    else:
        given = ", ".join(map(str, sorted(stated)))
        yield finding("RG269", where, table=case.name, column=column.number, stated=given, targets=targets)


def _unit_differs(case: _Case, column: Column, step: Step) -> Iterator[Finding]:
    roles = _roles(case, column.unit) if column.unit else set()
    if not roles or step.performer is None or step.performer in roles or roles | {step.performer} <= STAFF:
        return
    yield finding(
        "RG270",
        _at(case, column.number),
        table=case.name,
        column=column.number,
        unit=column.unit or "",
        performer=step.performer,
    )


def _branch_differs(case: _Case, column: Column) -> Iterator[Finding]:
    """The words of the branches against the check that the text makes there."""
    whens = " ".join(action.when for action in column.next if action.when).lower()
    checks = {edge.from_ for path in case.ways.get(column.number, {}).values() for edge in path if edge.when}
    steps = {step.id: step for step in case.scenario.steps}
    actions = {steps[check].action for check in checks if steps[check].kind == "condition"}
    words: dict[str, list[str]] = lexicon(case.language)["table"]["checks"]
    named = {action for action, stems in words.items() if any(stem in whens for stem in stems)}
    if len(column.next) < 2 or not whens or not named or len(actions) != 1 or not actions <= words.keys():
        return
    if actions.isdisjoint(named):
        said = next(action.when for action in column.next if action.when and _names(action.when, named, words))
        yield finding(
            "RG271",
            _at(case, column.number),
            table=case.name,
            column=column.number,
            when=said,
            condition=actions.pop(),
        )


def _names(when: str, named: set[str], words: Mapping[str, list[str]]) -> bool:
    return any(stem in when.lower() for action in named for stem in words[action])


def _ground_differs(case: _Case, column: Column, step: Step) -> Iterator[Finding]:
    """A refusal in the table where the text reports that data are missing, or another ground of refusal."""
    here, there = _concepts(column.action, case.language), _concepts(step.texts.get(case.language), case.language)
    if here and there and step.action in REFUSALS and not here & there:
        yield finding(
            "RG259", _at(case, column.number), table=case.name, column=column.number, action=column.action or ""
        )


def _deadline_differs(case: _Case, column: Column, step: Step) -> Iterator[Finding]:
    text = [deadline for deadline in step.deadlines if deadline.evidence == "text"]
    for stated in column.deadlines:
        rivals = [deadline for deadline in text if deadline.for_ == stated.for_ or None in (deadline.for_, stated.for_)]
        if rivals and not any(_as_long(stated, deadline) for deadline in rivals):
            yield finding(
                "RG275",
                _at(case, column.number),
                table=case.name,
                column=column.number,
                stated=deadline_text(stated),
                deadline=deadline_text(rivals[0]),
            )


def _as_long(one: Deadline, two: Deadline) -> bool:
    calendars = {one.calendar, two.calendar}
    return (one.max, one.unit) == (two.max, two.unit) and (None in calendars or len(calendars) == 1)


def deadline_text(deadline: Deadline) -> str:
    """A deadline as findings carry it: «10–15 minute», «15 working day»; words are put in when a finding is shown."""
    low = _low(deadline)
    number = f"{low:g}–{deadline.max:g}" if low is not None else f"{deadline.max:g}"
    return " ".join(filter(None, (number, deadline.calendar, deadline.unit)))


def _result_differs(case: _Case, column: Column, step: Step) -> Iterator[Finding]:
    """A login that ends, by the table, with a request that was formed."""
    words: dict[str, list[list[str]]] = lexicon(case.language)["table"]["results"]
    result = (column.result or "").lower()
    formed = any(all(stem in result for stem in stems) for stems in words["formed"])
    if formed and step.action in ("log_in", "register_on_portal"):
        yield finding(
            "RG277", _at(case, column.number), table=case.name, column=column.number, result=column.result or ""
        )


def _systems_differ(case: _Case, column: Column, step: Step) -> Iterator[Finding]:
    """Registries that the text queries and the column leaves out, where it names another of them."""
    said = f"{column.unit or ''} | {column.action or ''}"
    named = {m.concept.partition(":")[2] for m in mentions(said, case.language) if m.concept.startswith("system:")}
    named.update(case.role_of(column.unit or ""))
    if "registries" in named:
        named |= {"individuals_registry", "entities_registry"}
    asked = [system for system in step.systems if system in ("individuals_registry", "entities_registry", "notary")]
    absent = [system for system in asked if system not in named]
    if absent and len(absent) < len(asked):
        yield finding(
            "RG278", _at(case, column.number), table=case.name, column=column.number, systems=", ".join(absent)
        )
