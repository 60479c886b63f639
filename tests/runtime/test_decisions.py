"""A decision to which the act gives no deadline is awaited within the days stated for what follows from it."""

import os
import subprocess
import sys
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from generators import python
from runtime.memory import MemoryEngine
from runtime.promise import promise
from spec.model import End
from tests.building import a_deadline, a_scenario, a_service, a_spec, a_step
from tests.generators.invented import PACKAGE, imported, write

START = datetime(2013, 2, 14, 11, tzinfo=ZoneInfo("Asia/Almaty"))
DAYS = (
    a_deadline(10, "day", "working", for_="issue"),
    a_deadline(2, "day", "working", for_="duplicate"),
)
REFUSES = (a_deadline(5, "day", "working"),)


def generated(tmp_path, language="ru", *, refuses=REFUSES, delivers=DAYS, checks=(), decides="provider"):
    steps = [
        a_step("C1", "verify_eligibility", performer=decides, deadlines=checks),
        a_step("P1", "refuse_request", performer="e_licensing", deadlines=refuses),
        a_step("P2", "deliver_result", deadlines=delivers),
    ]
    edges = [("C1", "P1", "failed"), ("C1", "P2", "passed")]
    ends = {"P1": (End("refused", {}),), "P2": (End("issued", {}),)}
    spec = a_spec(a_service(a_scenario(steps, edges, {}, ends=ends)))
    write(python.generate(spec, spec.services[0], language), tmp_path)
    return imported(tmp_path, PACKAGE)


def test_who_decides_late_is_told_and_nothing_is_refused(tmp_path):
    with generated(tmp_path) as take:
        told = []
        slow = {"verify_eligibility": timedelta(60)}
        engine = MemoryEngine(
            START,
            takes=lambda step: slow.get(step.key, timedelta()),
            late=lambda _case, step, moment: told.append((step.key, step.performer, f"{moment:%m-%d %H:%M}")),
        )
        simulation = take("simulation")
        actors = simulation.actors(simulation.Script())
        ending = take("portal").run(take("case").Case("case-1"), engine, actors)
        assert told == [("verify_eligibility", "provider", "02-28 18:30")]
        assert ending.outcome == "issued"


@pytest.mark.parametrize(
    ("variant", "answer", "days", "due"),
    [(None, True, 10, "02-28"), ("duplicate", True, 2, "02-18"), ("duplicate", False, 5, "02-21")],
)
def test_the_days_count_once_and_are_those_of_who_decides(tmp_path, variant, answer, days, due):
    with generated(tmp_path) as take:
        steps, case = take("portal_steps"), take("case").Case("case-1", variant)
        follows = steps.DELIVER_RESULT if answer else steps.REFUSE_REQUEST
        path = [(steps.VERIFY_ELIGIBILITY, answer), (follows, None)]
        found = promise(START, path, case)
        assert f"{found.due:%m-%d %H:%M}" == f"{due} 18:30"
        assert found.unstated == ()
        assert found.consumers()["provider"] == found.due - START
        alone = take("promise")
        assert alone.promise(case, path) == {"provider": {("day", "working"): days}}
        assert alone.unstated(path) == []


@pytest.mark.parametrize(
    "how",
    [
        {"checks": (a_deadline(1, "day", "working"),)},
        {"decides": "registry"},
        {"refuses": (a_deadline(10, "second"),), "delivers": (a_deadline(15, "minute"),)},
        {"refuses": (), "delivers": ()},
    ],
    ids=["own deadline", "a system decides", "seconds are the system's own", "nothing stated"],
)
def test_time_that_is_not_for_the_decision_stays_with_its_step(tmp_path, how):
    with generated(tmp_path, **how) as take:
        steps = take("portal_steps").ALL
        assert [(step.within, step.spent_by) for step in steps] == [((), None)] * 3


@pytest.mark.parametrize(
    ("language", "said", "silent"),
    [
        ("ru", "Решение ждут в пределах срока следующих шагов: 5 рабочих дней", "Срок в акте не указан: C1, P2"),
        ("kk", "Шешім келесі қадамдардың мерзімі ішінде күтіледі: 5 жұмыс күні", "Актіде мерзімі айтылмаған: C1, P2"),
    ],
)
def test_it_is_told_in_the_code_and_what_the_act_leaves_open_on_the_command_line(tmp_path, language, said, silent):
    with generated(tmp_path, language, refuses=(a_deadline(5, "day", "working", min=5),)):
        code = (tmp_path / "workflow" / PACKAGE / "portal.py").read_text("utf-8")
        assert said in " ".join(line.strip(" #") for line in code.splitlines())
    with generated(tmp_path / "open", language, refuses=(), delivers=()):
        command = [sys.executable, "-m", PACKAGE, "portal"]
        environment = os.environ | {"PYTHONPATH": str(tmp_path / "open" / "workflow"), "PYTHONIOENCODING": "utf-8"}
        shown = subprocess.run(command, env=environment, capture_output=True, check=True).stdout.decode()
        assert silent in shown


def test_a_kind_of_case_is_chosen_on_the_command_line(tmp_path):
    with generated(tmp_path):
        environment = os.environ | {"PYTHONPATH": str(tmp_path / "workflow"), "PYTHONIOENCODING": "utf-8"}
        for variant, days in (("issue", 10), ("duplicate", 2)):
            command = [sys.executable, "-m", PACKAGE, "portal", "--variant", variant]
            shown = subprocess.run(command, env=environment, capture_output=True, check=True).stdout.decode()
            assert f"Обещано заявителю: {days} раб. дн\n  Услугодатель: {days} раб. дн" in shown
