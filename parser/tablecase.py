"""One scenario beside its annex table: what the text lets follow each process, and whether a column is that process."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from parser.languages.lexicon import lexicon
from parser.languages.matching import mentions
from parser.tablepairing import pair
from spec.model import Column, Deadline, Edge, Language, Scenario, Step, Table
from spec.validate import REFUSALS

RoleOf = Callable[[str], tuple[str, ...]]
"""What the name of a unit denotes: performers and systems, in its order."""

_TWICE, _APART = 1000, 2000  # keys that are no numbers: of a step whose number is taken, of a column that is no step
REGISTRIES = {"individuals_registry": "registry", "entities_registry": "registry", "psc_workstation": "psc_worker"}

_COMMON = {"data", "request", "service", "form", "message", "browser", "nothing", "presence", "document", "check",
           "process", "attach", "ask"}  # fmt: skip
SAME = {
    **dict.fromkeys(("licence", "permit", "conclusion", "certificate_document"), "result"),
    **dict.fromkeys(("login", "password"), "authorise"),
    **dict.fromkeys(("payment", "receipt"), "pay"),
    "sign": "signature",
}
"""Concepts by which table and text may call one thing by two names."""
IMPLIED = {"report_missing_data": frozenset({"absence"}), "deliver_result": frozenset({"hand_over"})}
"""What a step is about by its action, in whatever words the text says it."""


class Case(Struct, frozen=True, gc=False):
    """One scenario beside its table: columns (without those that were copied from another table) and steps by one key,
    and for each numbered step the edges that lead to the numbered steps after it: {key: {next key: edges}}.

    The key is the number of the step and of the column that describes it; where the two differ or a number stands twice,
    columns bear the key as their number here, and their next actions too; `shown` gives the numbers as printed, and
    `shifted` the columns (as printed) that describe steps of other numbers.
    """

    scenario: Scenario
    table: Table
    name: str
    language: Language
    role_of: RoleOf
    columns: dict[int, Column]
    steps: dict[int, Step]
    keys: dict[str, int]
    ways: dict[int, dict[int, tuple[Edge, ...]]]
    foreign: frozenset[int]
    doubtful: frozenset[tuple[str, int]]
    shown: dict[int, int]
    shifted: tuple[tuple[int, int], ...]

    def sure(self, kind: str, key: int) -> bool:
        """Whether what the column says in a row is certainly its own."""
        return (kind, key) not in self.doubtful


def case_of(
    scenario: Scenario,
    table: Table,
    language: Language,
    role_of: RoleOf,
    copied: frozenset[int],
    name: str,
    doubtful: frozenset[tuple[str, int]] = frozenset(),
) -> Case:
    """The case of a scenario and its table; `copied` are indexes of columns that belong to another table."""
    own = [column for index, column in enumerate(table.columns) if index not in copied]
    steps = [step for step in scenario.steps if step.number is not None and step.kind != "condition"]
    keys = _keys(steps)
    guessed = any(row == "action" for row, _ in doubtful)
    pairs = pair(own, steps, lambda column, step: likeness(column, step, language, role_of), guessed)
    placed = _placed(own, {index: keys[step.id] for index, step in pairs.items()})
    key_of = {column.number: key for column, key in reversed(placed)}
    straight = all(column.number == key for column, key in placed)
    columns = {key: column if straight else _keyed(column, key, key_of) for column, key in placed}
    doubled = len(keys) > len({step.number for step in steps}) or len({column.number for column in own}) < len(own)
    shifted = [(own[i].number, step.number or 0) for i, step in pairs.items() if own[i].number != step.number]
    foreign = frozenset(table.columns[index].number for index in copied)
    return Case(
        scenario, table, name, language, role_of, columns, {keys[step.id]: step for step in steps}, keys,
        ways_of(scenario, keys), foreign, frozenset((row, key_of.get(number, number)) for row, number in doubtful),
        {key: column.number for column, key in placed if key != column.number},
        () if doubled else tuple(shifted),
    )  # fmt: skip


def _keys(steps: Sequence[Step]) -> dict[str, int]:
    """A key for each step: its number, where no step before has it."""
    keys: dict[str, int] = {}
    for step in steps:
        number = step.number or 0
        keys[step.id] = number if number not in keys.values() else _TWICE + len(keys)
    return keys


def _placed(own: Sequence[Column], keys: Mapping[int, int]) -> list[tuple[Column, int]]:
    """The columns with their keys: `keys` of those that are steps, by index. Of two columns with one number the one that
    is no step is left out (RG279 tells of it)."""
    taken = {*keys.values()}
    numbers = {own[index].number for index in keys}
    placed: list[tuple[Column, int]] = []
    for index, column in enumerate(own):
        if index in keys:
            placed.append((column, keys[index]))
        elif column.number not in numbers:
            numbers.add(column.number)
            placed.append((column, column.number if column.number not in taken else _APART + index))
    return placed


def _keyed(column: Column, key: int, key_of: Mapping[int, int]) -> Column:
    """The column with keys for numbers."""
    following = tuple(
        replace(action, to=key_of.get(action.to, action.to)) if action.to is not None else action
        for action in column.next
    )
    return replace(column, number=key, next=following)


def likeness(column: Column, step: Step, language: Language, role_of: RoleOf) -> float:
    """How much speaks for a column being a step: what it speaks of, whether it refuses, who performs it, how long."""
    score = _said_alike(column.action, step.texts.get(language), step.action, language)
    if column.unit and step.performer and (roles := role_of(column.unit)):
        score += 0.5 if step.performer in {REGISTRIES.get(role, role) for role in roles} else -0.25
    if step.deadlines and column.deadlines:
        times = {(d.max, d.unit) for d in step.deadlines if d.evidence == "text"}
        if times:
            score += -0.5 if times.isdisjoint([(d.max, d.unit) for d in column.deadlines]) else 1.0
    return score


@lru_cache(maxsize=16384)
def _said_alike(said: str | None, text: str | None, action: str, language: Language) -> float:
    """How much the words of a column's action speak for the step of that text and action."""
    here, there = concepts(said, language), concepts(text, language)
    refuses, refusal = is_refusal(said or "", language), action in REFUSALS
    score = 0.0
    if here and there:
        alike = here & there or here & IMPLIED.get(action, frozenset())
        score += 2.0 if alike else 0.0 if refuses and refusal else -1.5
    if refuses != refusal and said:
        score -= 1.0 if refuses else 0.5
    return score


def ways_of(scenario: Scenario, keys: Mapping[str, int] | None = None) -> dict[int, dict[int, tuple[Edge, ...]]]:
    """For each numbered step the numbered steps that the text lets follow, and the edges on the way: by number, or by
    the keys of the steps."""
    leaving: dict[str, list[Edge]] = {}
    for edge in scenario.edges:
        leaving.setdefault(edge.from_, []).append(edge)
    steps = {step.id: step.number if step.kind != "condition" else None for step in scenario.steps}
    key_of = keys or {step: number for step, number in steps.items() if number is not None}
    ways: dict[int, dict[int, tuple[Edge, ...]]] = {}
    for step, number in steps.items():
        if number is None:
            continue
        found: dict[int, tuple[Edge, ...]] = {}
        paths: list[tuple[Edge, ...]] = [(edge,) for edge in leaving.get(step, ())]
        seen: set[str] = set()
        for path in paths:  # it grows
            there = path[-1].to
            if steps.get(there) is not None:
                found.setdefault(key_of[there], path)
            elif there in steps and there not in seen:
                seen.add(there)
                paths += [(*path, edge) for edge in leaving.get(there, ())]
        ways.setdefault(key_of[step], found)
    return ways


@lru_cache(maxsize=8192)
def concepts(text: str | None, language: Language) -> frozenset[str]:
    """What a text speaks of, without the words that stand in every step; two names for one thing are one."""
    said = {m.concept for m in mentions(text or "", language) if ":" not in m.concept} - _COMMON
    return frozenset(SAME.get(concept, concept) for concept in said)


def named(text: str, language: Language) -> set[str]:
    """The roles and systems that a text names."""
    return {m.concept for m in mentions(text, language) if ":" in m.concept}


@lru_cache(maxsize=4096)
def is_refusal(text: str, language: Language) -> bool:
    """Whether an action is a refusal, by its words."""
    lowered = text.lower()
    return any(word in lowered for word in lexicon(language)["table"]["refusal"])


def same_action(column: Column, step: Step, language: Language) -> bool:
    """Whether a column may describe the step: their words share a concept, or one of them has none; or the column says
    in a word what the step is («Выдача», «Данные отсутствуют»)."""
    here, there = concepts(column.action, language), concepts(step.texts.get(language), language)
    if not here or not there or here & there or ("refusal" in here and step.action in REFUSALS):
        return True
    return not here.isdisjoint(IMPLIED.get(step.action, frozenset()))


def belongs(case: Case, column: Column) -> bool:
    """Whether a column is the step of its number."""
    step = case.steps.get(column.number)
    sure = case.sure("action", column.number)
    return step is not None and (not sure or same_action(column, step, case.language))


def same_deadline(one: Deadline, two: Deadline) -> bool:
    """Whether two deadlines say the same, wherever they are stated."""
    return (shortest(one), one.max, one.unit, one.calendar, one.for_) == (
        shortest(two), two.max, two.unit, two.calendar, two.for_,
    )  # fmt: skip


def shortest(deadline: Deadline) -> float | None:
    """The lower bound of a deadline that is a range."""
    return None if deadline.min == deadline.max else deadline.min


def roles_of(case: Case, unit: str) -> set[str]:
    """The performers that the name of a unit denotes."""
    return {REGISTRIES.get(role, role) for role in case.role_of(unit)}


def targets_of(column: Column) -> set[int]:
    """The processes that a column names as next."""
    return {action.to for action in column.next if action.to is not None}
