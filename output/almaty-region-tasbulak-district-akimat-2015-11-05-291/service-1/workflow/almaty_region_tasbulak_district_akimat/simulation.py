# reglament 0.1.0, spec 69aca5fce10b3547
# workflow/almaty_region_tasbulak_district_akimat/simulation.py
# Актіден генерацияланған: бұл файлды емес, актіні немесе генераторды түзетіңіз.
"""Сценарий бойынша жауап беретін жадтағы орындаушылар: байқау мен тест үшін."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar, cast

from . import operations
from .case import Case, Step

Answer = bool | str
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Call:
    """Орындалған қадам: кілті, орындаушысы, операциясы және жауабы."""

    step: str
    performer: str
    operation: str
    answer: Answer | None


class Script:
    """Аргумент answers: қадам кілті бойынша жауап (екінші өткенде «кілт/2»); жауап болмаса,
    тексеру өтеді.
    """

    def __init__(self, answers: Mapping[str, Answer] | None = None) -> None:
        self.answers = dict(answers or {})
        self.calls: list[Call] = []

    def answer(self, case: Case, once: str, performer: str, operation: str, usual: T) -> T:
        key = once.removeprefix(f"{case.id}/")
        answer = self.answers.get(key, usual)
        said = answer if isinstance(answer, bool | str) else None
        self.calls.append(Call(key, performer, operation, said))
        return cast(T, answer)


class ConsumerDouble:
    """Көрсетілетін қызметті алушы, сценарий бойынша."""

    def __init__(self, script: Script) -> None:
        self.script = script

    def deliver_result(self, case: Case, once: str) -> None:
        self.script.answer(case, once, "consumer", "deliver_result", None)


class EmployeeDouble:
    """Көрсетілетін қызметті берушінің қызметкері, сценарий бойынша."""

    def __init__(self, script: Script) -> None:
        self.script = script

    def log_in(self, case: Case, once: str) -> None:
        self.script.answer(case, once, "employee", "log_in", None)

    def select_service(self, case: Case, once: str) -> None:
        self.script.answer(case, once, "employee", "select_service", None)

    def fill_form(self, case: Case, once: str) -> None:
        self.script.answer(case, once, "employee", "fill_form", None)


class ProviderDouble:
    """Көрсетілетін қызметті беруші, сценарий бойынша."""

    def __init__(self, script: Script) -> None:
        self.script = script

    def verify_eligibility(self, case: Case, once: str) -> bool:
        return self.script.answer(case, once, "provider", "verify_eligibility", True)


class ChancelleryDouble:
    """Кеңсе, сценарий бойынша."""

    def __init__(self, script: Script) -> None:
        self.script = script

    def register_incoming(self, case: Case, once: str) -> None:
        self.script.answer(case, once, "chancellery", "register_incoming", None)

    def register_result(self, case: Case, once: str) -> None:
        self.script.answer(case, once, "chancellery", "register_result", None)


class HeadDouble:
    """Басшы, сценарий бойынша."""

    def __init__(self, script: Script) -> None:
        self.script = script

    def endorse(self, case: Case, once: str) -> None:
        self.script.answer(case, once, "head", "endorse", None)

    def sign_result(self, case: Case, once: str) -> None:
        self.script.answer(case, once, "head", "sign_result", None)


class DepartmentHeadDouble:
    """Бөлім басшысы, сценарий бойынша."""

    def __init__(self, script: Script) -> None:
        self.script = script

    def endorse(self, case: Case, once: str) -> None:
        self.script.answer(case, once, "department_head", "endorse", None)

    def check(self, case: Case, once: str) -> None:
        self.script.answer(case, once, "department_head", "check", None)


class SpecialistDouble:
    """Маман, сценарий бойынша."""

    def __init__(self, script: Script) -> None:
        self.script = script

    def examine(self, case: Case, once: str) -> operations.SpecialistExamineAnswer:
        return self.script.answer(case, once, "specialist", "examine", "issue")


class OtherDouble:
    """Өзге орындаушы, сценарий бойынша."""

    def __init__(self, script: Script) -> None:
        self.script = script

    def verify_login(self, case: Case, once: str) -> bool:
        return self.script.answer(case, once, "other", "verify_login", True)

    def refuse_login(self, case: Case, once: str) -> None:
        self.script.answer(case, once, "other", "refuse_login", None)

    def register_request(self, case: Case, once: str) -> None:
        self.script.answer(case, once, "other", "register_request", None)


def actors(script: Script) -> operations.Actors:
    """Бұл қызметте әрекет ететіндердің бәрі."""
    return operations.Actors(
        ConsumerDouble(script),
        EmployeeDouble(script),
        ProviderDouble(script),
        ChancelleryDouble(script),
        HeadDouble(script),
        DepartmentHeadDouble(script),
        SpecialistDouble(script),
        OtherDouble(script),
    )


class Simulation:
    """Уақытсыз қозғалтқыш және answers бойынша жауап беретін орындаушылар."""

    def __init__(self, answers: Mapping[str, Answer] | None = None) -> None:
        self.script = Script(answers)
        self.actors = actors(self.script)
        self.trace: list[tuple[Step, Call]] = []
        self.moment = datetime(2000, 1, 3, 9, 0, tzinfo=UTC)
        self.visits: dict[str, int] = {}

    def step(self, step: Step, operation: Callable[[Case, str], T], case: Case) -> T:
        visit = self.visits[step.key] = self.visits.get(step.key, 0) + 1
        answer = operation(case, f"{case.id}/{step.key}" + (f"/{visit}" if visit > 1 else ""))
        self.trace.append((step, self.script.calls[-1]))
        return answer

    def wait_for_person(self, step: Step, operation: Callable[[Case, str], T], case: Case) -> T:
        return self.step(step, operation, case)

    def sleep_until(self, moment: datetime) -> None:
        self.moment = max(self.moment, moment)

    def now(self) -> datetime:
        return self.moment
