"""Where an annex table and the clauses differ: each difference is one finding, and the text stands."""

import re
from collections.abc import Callable, Iterator, Mapping

from msgspec import UNSET
from msgspec.structs import replace

from parser.languages.lexicon import lexicon
from parser.languages.matching import mentions
from parser.rowlabels import columns_text
from parser.tablecase import IMPLIED, Case, concepts, roles_of, shortest, targets_of
from spec.model import Column, Deadline, Finding, Step, Where
from spec.rules import finding
from spec.validate import REFUSALS, said_to_act

Difference = Callable[[Case, Column, Step], Iterator[Finding]]

_NUMBERS = {"RG268": ("targets",), "RG269": ("targets", "stated"), "RG274": ("columns",), "RG276": ("columns",)}
STAFF = {"provider", "employee", "chancellery", "head", "deputy_head", "department_head", "specialist"}


def _at(case: Case, number: int | None = None, row: str | None = None) -> Where:
    """The table, or the cell in `row` of column `number`; where nothing is printed there, the column's action."""
    column = case.columns.get(number) if number is not None else None
    span = column.places.get(row or "", column.source) if column else case.table.source
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
        table=case.name,
        row=row or UNSET,
        column=number or UNSET,
    )


def counts(case: Case) -> Iterator[Finding]:
    """Steps that no column describes, columns that no step answers to; what a missing part explains is not repeated."""
    printed = {case.shown.get(key, key) for key in case.columns} | case.foreign
    gaps = set(range(1, max(printed, default=0)))
    numbers = sorted({step.number or 0 for step in case.steps.values()})
    lost = [number for number in numbers if number not in printed and number not in gaps]
    extra = [key for key in sorted(case.columns) if key not in case.steps]
    if case.shifted:
        first = next(key for key, column in case.columns.items() if case.shown.get(key) == case.shifted[0][0])
        columns, steps = (columns_text(side) for side in zip(*case.shifted, strict=True))
        yield finding("RG300", _at(case, first), table=case.name, columns=columns, steps=steps)
    elif lost and not case.foreign:
        yield finding("RG273", _at(case), table=case.name, steps=columns_text(lost))
    if extra and not case.shifted:
        yield finding("RG274", _at(case, extra[0]), table=case.name, columns=columns_text(extra))
    yield from _late_deadline(case)


def as_printed(item: Finding, shown: Mapping[int, int]) -> Finding:
    """The finding with the numbers of columns as the table prints them, for the keys of the case."""
    if not shown:
        return item
    numbers = ("column", *_NUMBERS.get(item.code, ()))
    told = {name: _printed(value, shown) if name in numbers else value for name, value in item.arguments.items()}
    at = item.where.column
    where = replace(item.where, column=shown.get(at, at)) if isinstance(at, int) else item.where
    return replace(item, arguments=told, where=where)


def _printed(value: str | int | float, shown: Mapping[int, int]) -> str | int | float:
    if isinstance(value, int):
        return shown.get(value, value)
    return re.sub(r"\d+", lambda found: str(shown.get(int(found[0]), int(found[0]))), str(value))


def _late_deadline(case: Case) -> Iterator[Finding]:
    """Days given to the registration of a request by a system, and no deadline for the outcomes."""
    ends = [number for number, ways in sorted(case.ways.items()) if not ways and number in case.columns]
    for number, column in sorted(case.columns.items()):
        step = case.steps.get(number)
        days = [deadline for deadline in column.deadlines if deadline.unit in ("day", "month")]
        outcomes = [end for end in ends if end > number]
        if step is None or step.action != "register_request" or not days or not outcomes:
            continue
        said = [case.columns[end] for end in outcomes]
        lost = len(said) == 1 and said[0].cells.get("deadline") == "missing"  # that it is lost says RG261
        if not lost and not any(column.deadlines for column in said):
            where = _at(case, number, "deadline")
            value = deadline_text(days[0])
            yield finding(
                "RG276", where, table=case.name, column=number, deadline=value, columns=columns_text(outcomes)
            )


def differences(case: Case, number: int, own: set[int]) -> Iterator[Finding]:
    """What column `number` says otherwise than the text; `own` are the columns that are their steps."""
    column, step = case.columns[number], case.steps.get(number)
    if step is None:
        return
    if number not in own:
        yield finding("RG272", _at(case, number, "action"), table=case.name, column=number, action=column.action or "")
        return
    for check, rows in _CHECKS:
        if not case.doubtful or all(case.sure(row, number) for row in rows):
            yield from check(case, column, step)


def _ways_in_table(case: Case, key: int) -> set[int]:
    """The processes that the text lets follow; past those that the table leaves out altogether (RG300)."""
    ways = {*case.ways.get(key, {})}
    for _ in case.shifted:
        ways = {end for to in ways for end in ({to} if to in case.columns else case.ways.get(to, {}))}
    return ways


def _next_differs(case: Case, column: Column, _: Step) -> Iterator[Finding]:
    """The next action against the text's flow, where the table itself does not already show that it is wrong."""
    ways, stated = _ways_in_table(case, column.number), targets_of(column)
    if stated == ways or (not stated and column.cells.get("next") == "missing"):
        return
    if stated and stated < ways and max(ways - stated) <= column.number:
        return  # a table rarely shows the way back that the text takes when a check fails
    numbers = {*case.columns, *(other.number for other in case.table.columns)}
    if column.number in stated or not stated <= numbers or any(action.to is None for action in column.next):
        return
    targets = ", ".join(map(str, sorted(ways))) or "–"
    if not stated:
        yield finding("RG268", _at(case, column.number, "next"), table=case.name, column=column.number, targets=targets)
    else:
        given = ", ".join(map(str, sorted(stated)))
        yield finding(
            "RG269",
            _at(case, column.number, "next"),
            table=case.name,
            column=column.number,
            stated=given,
            targets=targets,
        )


def _unit_differs(case: Case, column: Column, step: Step) -> Iterator[Finding]:
    roles = roles_of(case, column.unit) if column.unit else set()
    if not roles or not said_to_act(step, case.scenario):
        return
    if step.performer is None or step.performer in roles or roles | {step.performer} <= STAFF:
        return
    yield finding(
        "RG270",
        _at(case, column.number, "unit"),
        table=case.name,
        column=column.number,
        unit=column.unit or "",
        performer=step.performer,
    )


def _branch_differs(case: Case, column: Column, _: Step) -> Iterator[Finding]:
    """The words of the branches against the check that the text makes there."""
    if len(column.next) < 2:
        return
    whens = " ".join(action.when for action in column.next if action.when).lower()
    checks = {edge.from_ for path in case.ways.get(column.number, {}).values() for edge in path if edge.when}
    steps = {step.id: step for step in case.scenario.steps}
    actions = {steps[check].action for check in checks if steps[check].kind == "condition"}
    words: dict[str, list[str]] = lexicon(case.language)["table"]["checks"]
    named = {action for action, stems in words.items() if any(stem in whens for stem in stems)}
    if not whens or not named or len(actions) != 1 or not actions <= words.keys():
        return
    if actions.isdisjoint(named):
        said = next(action.when for action in column.next if action.when and _names(action.when, named, words))
        yield finding(
            "RG271",
            _at(case, column.number, "next"),
            table=case.name,
            column=column.number,
            when=said,
            condition=actions.pop(),
        )


def _names(when: str, named: set[str], words: Mapping[str, list[str]]) -> bool:
    return any(stem in when.lower() for action in named for stem in words[action])


def _ground_differs(case: Case, column: Column, step: Step) -> Iterator[Finding]:
    """A refusal in the table where the text reports that data are missing, or another ground of refusal."""
    if step.action not in REFUSALS:
        return
    here, there = concepts(column.action, case.language), concepts(step.texts.get(case.language), case.language)
    if here and there and here.isdisjoint(there | IMPLIED.get(step.action, frozenset())):
        yield finding(
            "RG259",
            _at(case, column.number, "action"),
            table=case.name,
            column=column.number,
            action=column.action or "",
        )


def _deadline_differs(case: Case, column: Column, step: Step) -> Iterator[Finding]:
    if not step.deadlines:
        return
    text = [deadline for deadline in step.deadlines if deadline.evidence == "text"]
    for stated in column.deadlines:
        rivals = [deadline for deadline in text if deadline.for_ == stated.for_ or None in (deadline.for_, stated.for_)]
        if rivals and not any(_as_long(stated, deadline) for deadline in rivals):
            yield finding(
                "RG275",
                _at(case, column.number, "deadline"),
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
    low = shortest(deadline)
    number = f"{low:g}–{deadline.max:g}" if low is not None else f"{deadline.max:g}"
    return " ".join(filter(None, (number, deadline.calendar, deadline.unit)))


def _result_differs(case: Case, column: Column, step: Step) -> Iterator[Finding]:
    """A login or a payment that ends, by the table, with a request that was formed."""
    if step.action not in ("log_in", "register_on_portal", "pay"):
        return
    words: dict[str, list[list[str]]] = lexicon(case.language)["table"]["results"]
    result = (column.result or "").lower()
    formed = any(all(stem in result for stem in stems) for stems in words["formed"])
    if formed:
        yield finding(
            "RG277",
            _at(case, column.number, "result"),
            table=case.name,
            column=column.number,
            result=column.result or "",
        )


REGISTRIES = ("individuals_registry", "entities_registry", "notary")


def _systems_differ(case: Case, column: Column, step: Step) -> Iterator[Finding]:
    """Registries that only the text or only the column names, where both name some."""
    asked = {system for system in step.systems if system in REGISTRIES}
    if not asked:
        return
    said = f"{column.unit or ''} | {column.action or ''}"
    named = {m.concept.partition(":")[2] for m in mentions(said, case.language) if m.concept.startswith("system:")}
    named.update(case.role_of(column.unit or ""))
    if "registries" in named:
        named |= {"individuals_registry", "entities_registry"}
    differ = [system for system in REGISTRIES if system in asked ^ named]
    if differ and named.intersection(REGISTRIES):
        yield finding(
            "RG278",
            _at(case, column.number, "action"),
            table=case.name,
            column=column.number,
            systems=", ".join(differ),
        )


_CHECKS: tuple[tuple[Difference, tuple[str, ...]], ...] = (
    (_next_differs, ("next",)),
    (_unit_differs, ("unit",)),
    (_branch_differs, ("next",)),
    (_ground_differs, ("action",)),
    (_deadline_differs, ("deadline",)),
    (_result_differs, ("result",)),
    (_systems_differ, ("unit", "action")),
)
"""Each difference, and the rows of the table on which it rests."""
