# reglament 0.1.0, spec 12e6cb24fdefcf9b
# tests/test_internal.py
# Актіден генерацияланған: бұл файлды емес, актіні немесе генераторды түзетіңіз.
"""Көрсетілетін қызметті берушінің ішінде көрсету тәртібінің барлық жолдары,
fixtures/internal.json бойынша.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from kostanay_karaultob_district_akimat_2016 import internal
from kostanay_karaultob_district_akimat_2016.case import Case
from kostanay_karaultob_district_akimat_2016.simulation import (
    Script,
    Simulation,
    actors,
)

SCENARIO = "internal"
FOLDER = Path(__file__).with_name("fixtures")
FIXTURE = json.loads((FOLDER / f"{SCENARIO}.json").read_text("utf-8"))
PATHS = FIXTURE["paths"]
BY_ID = {path["id"]: path for path in PATHS}


@pytest.mark.parametrize("path", PATHS, ids=[path["id"] for path in PATHS])
def test_path(path: dict[str, Any]) -> None:
    """Тәртіп жолдағы қадамдардан өтіп, сол жерде аяқталады."""
    simulation = Simulation(path["answers"])
    case = Case("case-1", needs=frozenset(path["needs"]))
    ending = internal.run(case, simulation, simulation.actors)
    done = [
        (step.key, step.label, call.performer, call.operation, call.answer)
        for step, call in simulation.trace
    ]
    assert done == [
        (step["step"], step["label"], step["performer"], step["operation"], step["answer"])
        for step in path["steps"]
    ]
    met = [
        (step.key, due.minimum, due.maximum, due.unit, due.calendar, due.applies_to)
        for step, _ in simulation.trace
        for due in step.deadlines
    ]
    for due in path["deadlines"]:
        names = ("step", "min", "max", "unit", "calendar", "for")
        assert tuple(due[name] for name in names) in met
    assert ending.outcome == path["ending"]["outcome"]
    assert ending.step.key == path["ending"]["step"]


def test_covering_paths() -> None:
    """Белгіленген жолдар бірге тәртіптің әр қабырғасынан өтеді."""
    taken = {edge for path in PATHS if path["covers"] for edge in path["edges"]}
    assert taken | set(FIXTURE["untaken"]) == set(range(len(FIXTURE["edges"])))


@pytest.mark.parametrize("limit", FIXTURE["limits"], ids=lambda limit: limit["id"])
def test_check_at_its_limit(limit: dict[str, Any], passes: Callable[..., bool]) -> None:
    """Тексеру шегіндегі фактілер жауапты береді, ал жауап жолмен жүргізеді."""
    answer, path = passes(limit["checks"], limit["facts"]), BY_ID[limit["path"]]
    assert answer is limit["answer"]
    simulation = Simulation({**path["answers"], limit["step"]: answer})
    case = Case("case-1", needs=frozenset(path["needs"]))
    ending = internal.run(case, simulation, simulation.actors)
    assert [step.key for step, _ in simulation.trace] == [step["step"] for step in path["steps"]]
    assert (ending.outcome, ending.step.key) == (path["ending"]["outcome"], path["ending"]["step"])


@pytest.mark.parametrize(
    "limit",
    FIXTURE["lateness"],
    ids=lambda limit: f"{limit['step']} {limit['late_by']}",
)
def test_deadline_at_its_limit(limit: dict[str, Any]) -> None:
    """Соңғы минутта мерзімінде, бір минуттан кейін кешіктірілген; кешігу бас тартпайды.
    runtime.memory керек.
    """
    memory = pytest.importorskip("runtime.memory")
    path = BY_ID[limit["path"]]
    case = Case("case-1", needs=frozenset(path["needs"]))
    steps = [step["step"] for step in path["steps"]]

    def run(length: timedelta) -> Any:
        engine = memory.MemoryEngine(
            datetime(2013, 2, 14, 6, tzinfo=UTC),
            takes=lambda step: length if step.key == limit["step"] else timedelta(),
        )
        ending = internal.run(case, engine, actors(Script(path["answers"])))
        assert [entry.step.key for entry in engine.trace] == steps
        assert ending.outcome == path["ending"]["outcome"]
        return next(entry for entry in engine.trace if entry.step.key == limit["step"])

    first = run(timedelta())
    if first.due is not None:
        entry = run(first.due - first.began + timedelta(minutes=limit["late_by"]))
        assert entry.overdue is limit["overdue"]
