"""Service → test fixtures: every path of every scenario as JSON, and pytest modules that replay them on the package.

The JSON says what each check answers, which steps follow in what order with which deadlines, and how the case ends,
so that an implementation in any language can be tested with it; its JSON Schema lies beside it.
"""

from collections.abc import Iterator
from typing import Literal

import msgspec
from msgspec import Struct

from generators.edgecoverage import coverage
from generators.flow import Answer, Flow, Way, covering, flow, paths
from generators.header import VERSION, digest
from generators.limits import Lateness, Limit, limits
from generators.narrative import Book
from generators.python import layout, package_name, render, scenario_books, top
from generators.source import docstring, imports
from spec.codec import dump
from spec.model import Calendar, Outcome, Service, Spec, Step, Unit, Variant
from spec.words import say
from spec.words.vocabulary import name as named

FORMAT = "reglament-fixtures/1"

LIMIT = 2_000
"""So many paths of a scenario are written; where there are more, `complete` is false."""


class Met(Struct, frozen=True, rename={"for_": "for"}):
    """A deadline met on the way; `for` names the outcome or variant that it belongs to, null: any."""

    step: str
    min: float | None
    max: float
    unit: Unit | None
    calendar: Calendar | None
    for_: Variant | None


class Taken(Struct, frozen=True):
    """A step on a path: who is asked for which operation, and the answer (a check: true where it passes).

    `because` lists the reasons, as the act names them, for any of which the check fails here.
    """

    step: str
    label: str
    performer: str
    operation: str
    answer: bool | str | None
    because: tuple[str, ...]


class Conclusion(Struct, frozen=True):
    """How the case ends, and at which step. `stated` is false where the act does not say how: then it ends as other."""

    outcome: Outcome
    step: str
    stated: bool


class Path(Struct, frozen=True):
    """One path. `needs` are the conditional steps that this case needs; `answers` are by the step's key, with "/2" for its
    second visit; `edges` are indexes of the fixture's edges; `covers` marks the few paths that together take them all."""

    id: str
    covers: bool
    needs: tuple[str, ...]
    answers: dict[str, bool | str]
    steps: tuple[Taken, ...]
    edges: tuple[int, ...]
    deadlines: tuple[Met, ...]
    ending: Conclusion


class Turn(Struct, frozen=True, rename={"from_": "from"}):
    """A way from one step to the next, or to an end (null); `skipped`: past a conditional step that a case does not need."""

    from_: str
    to: str | None
    answer: bool | str | None
    skipped: bool


class Fixture(Struct, frozen=True):
    """All paths of one scenario. `untaken` are edges on no path; `complete` is false where paths were left out.

    `limits` are the checks at their limits, `lateness` the deadlines: met on the last minute, missed by one.
    """

    format: Literal["reglament-fixtures/1"]
    generator: str
    spec: str
    act: str
    service: str
    scenario: str
    module: str
    complete: bool
    edges: tuple[Turn, ...]
    untaken: tuple[int, ...]
    paths: tuple[Path, ...]
    limits: tuple[Limit, ...]
    lateness: tuple[Lateness, ...]


def generate(spec: Spec, service: Service, language: str) -> dict[str, bytes]:
    """The files of `tests/`: fixtures, their schema, and a test module for each scenario."""
    books, mark = scenario_books(service, language), digest(spec, service)
    package = package_name(spec, service)
    files = {"tests/fixtures/fixtures.schema.json": schema()} | layout("tests", mark, language)
    if books:
        path = "tests/conftest.py"
        text = "\n".join(docstring([say("code", "tests.conftest", language)]))
        head = top(mark, path, language)
        files[path] = render("fixtures/conftest.py.j2", language, head, docstring=text, package=package)
    made = {module: fixture(mark, spec, service, module, book) for module, book in books.items()}
    files["tests/coverage.md"] = coverage(list(made.values()), language)
    for module, book in books.items():
        files[f"tests/fixtures/{module}.json"] = dump(made[module])
        path = f"tests/test_{module}.py"
        channel = named("channel", book.scenario.channel, language)
        text = "\n".join(docstring([say("code", "tests.summary", language, channel=channel, scenario=module)]))
        files[path] = render(
            "fixtures/test.py.j2",
            language,
            top(mark, path, language),
            docstring=text,
            package=package,
            imported=imports(package, [module]),
            simulation=imports(f"{package}.simulation", ["Script", "Simulation", "actors"]),
            module=module,
        )
    return dict(sorted(files.items()))


def schema() -> bytes:
    """The JSON Schema (2020-12) of a fixture file."""
    document = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": FORMAT}
    return dump(document | msgspec.json.schema(Fixture))


def fixture(mark: str, spec: Spec, service: Service, module: str, book: Book) -> Fixture:
    """The paths of one scenario; `mark` is the digest of what the act says."""
    its_flow = flow(book.scenario)
    found, complete = paths(its_flow, LIMIT)
    edges = _edges(its_flow)
    index = {(edge[0], edge[1], edge[2]): number for number, edge in enumerate(edges)}
    least = set(covering(found))
    taken: dict[str, int] = {}
    written = tuple(_path(book, way, number in least, index, taken) for number, way in enumerate(found))
    used = {number for path in written for number in path.edges}
    keys = {id_: node.step.key for id_, node in its_flow.nodes.items()}
    return Fixture(
        "reglament-fixtures/1",
        f"reglament {VERSION}",
        mark,
        spec.act.id,
        service.id,
        book.scenario.id,
        module,
        complete,
        tuple(Turn(keys[from_], keys[to] if to else None, answer, not done) for from_, answer, done, to in edges),
        tuple(number for number in range(len(edges)) if number not in used),
        written,
        tuple(_limits(its_flow, written)),
        tuple(_lateness(written)),
    )


def _limits(its_flow: Flow, written: tuple[Path, ...]) -> Iterator[Limit]:
    """Each check at its limits, on the shortest path on which it answers so the first time."""
    short = sorted(written, key=lambda path: len(path.steps))
    for node in its_flow.reached.values():
        if node.asks == "check":
            key, checks = node.step.key, node.step.checks
            for id_, check, facts, answer in limits(key, checks):
                path = next((path for path in short if path.answers.get(key) is answer), None)
                if path is not None:
                    yield Limit(id_, key, checks, check, facts, answer, path.id)


def _lateness(written: tuple[Path, ...]) -> Iterator[Lateness]:
    """Each step with a deadline, once: on the last minute, and a minute late."""
    steps: dict[str, str] = {}
    for path in sorted(written, key=lambda path: len(path.steps)):
        visits = [step.step for step in path.steps]
        for met in path.deadlines:
            if met.unit is not None and visits.count(met.step) == 1:
                steps.setdefault(met.step, path.id)
    for step, path_id in steps.items():
        yield Lateness(step, path_id, 0, False)
        yield Lateness(step, path_id, 1, True)


def _edges(its_flow: Flow) -> list[tuple[str, Answer, bool, str | None]]:
    edges: list[tuple[str, Answer, bool, str | None]] = []
    for id_, node in its_flow.nodes.items():
        if id_ not in its_flow.unreached:
            edges += [(id_, exit_.answer, True, exit_.to) for exit_ in node.exits]
            if node.optional:
                edges.append((id_, None, False, node.skip.to))
    return edges


def _path(
    book: Book, way: Way, covers: bool, index: dict[tuple[str, Answer, bool], int], taken: dict[str, int]
) -> Path:
    """One path as the fixture writes it; `taken` counts the ids that are in use."""
    nodes = book.flow.nodes
    needs, answers, steps, met = [], dict[str, bool | str](), list[Taken](), list[Met]()
    visits: dict[str, int] = {}
    for visit in way.visits:
        step = nodes[visit.id].step
        if not visit.done:
            continue
        if nodes[visit.id].optional and step.key not in needs:
            needs.append(step.key)
        visits[step.key] = count = visits.get(step.key, 0) + 1
        if visit.answer is not None:
            answers[step.key if count == 1 else f"{step.key}/{count}"] = visit.answer
        role, operation = book.part(visit.id)
        because = step.checks if visit.answer is False else ()
        steps.append(Taken(step.key, step.id, role.name, operation.name, visit.answer, because))
        met += _met(step, visit.answer)
    last = nodes[way.visits[-1].id].step.key
    stem = f"{way.outcome or 'unstated'}-{last}"
    taken[stem] = taken.get(stem, 0) + 1
    return Path(
        stem if taken[stem] == 1 else f"{stem}-{taken[stem]}",
        covers,
        tuple(needs),
        answers,
        tuple(steps),
        tuple(index[visit.id, visit.answer, visit.done] for visit in way.visits[: -1 if way.left else None]),
        tuple(met),
        Conclusion(way.outcome or "other", last, way.outcome is not None),
    )


def _met(step: Step, answer: Answer) -> list[Met]:
    """The step's deadlines, of which an outcome takes only its own."""
    own = {index for outcome in step.outcomes for index in outcome.deadlines}
    chosen = {index for outcome in step.outcomes if outcome.id == answer for index in outcome.deadlines}
    return [
        Met(step.key, deadline.min, deadline.max, deadline.unit, deadline.calendar, deadline.for_)
        for index, deadline in enumerate(step.deadlines)
        if index in chosen or index not in own
    ]
