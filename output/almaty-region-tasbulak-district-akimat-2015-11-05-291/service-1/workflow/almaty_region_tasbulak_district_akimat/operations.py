# reglament 0.1.0, spec 69aca5fce10b3547
# workflow/almaty_region_tasbulak_district_akimat/operations.py
# Актіден генерацияланған: бұл файлды емес, актіні немесе генераторды түзетіңіз.
"""Бұл қызметте кім әрекет етеді және әрқайсысы не істей алуы тиіс.

Іркілістен кейін қайталанған шақырудың once кілті сол күйі қалады: әрекет бір рет жасалуы тиіс.
"""

from dataclasses import dataclass
from typing import Literal, Protocol

from .case import Case

SpecialistExamineAnswer = Literal["issue", "refusal"]


class Consumer(Protocol):
    """Көрсетілетін қызметті алушы: бұл қызметке қажет операциялар."""

    def deliver_result(self, case: Case, once: str) -> None:
        """Қызмет нәтижесін алу (12-тармақ, 8))."""
        ...


class Employee(Protocol):
    """Көрсетілетін қызметті берушінің қызметкері: бұл қызметке қажет операциялар."""

    def log_in(self, case: Case, once: str) -> None:
        """Жүйеге кіру (12-тармақ, 1))."""
        ...

    def select_service(self, case: Case, once: str) -> None:
        """Қызметті таңдау (12-тармақ, 4))."""
        ...

    def fill_form(self, case: Case, once: str) -> None:
        """Сұрау салу нысанын толтыру (12-тармақ, 5))."""
        ...


class Provider(Protocol):
    """Көрсетілетін қызметті беруші: бұл қызметке қажет операциялар."""

    def verify_eligibility(self, case: Case, once: str) -> bool:
        """Талаптарға сәйкестікті тексеру (12-тармақ, 7))."""
        ...


class Chancellery(Protocol):
    """Кеңсе: бұл қызметке қажет операциялар."""

    def register_incoming(self, case: Case, once: str) -> None:
        """Құжаттарды қабылдау және тіркеу (5-тармақ)."""
        ...

    def register_result(self, case: Case, once: str) -> None:
        """Нәтижені тіркеу (11-тармақ)."""
        ...


class Head(Protocol):
    """Басшы: бұл қызметке қажет операциялар."""

    def endorse(self, case: Case, once: str) -> None:
        """Бұрыштама қою және тапсыру (6-тармақ)."""
        ...

    def sign_result(self, case: Case, once: str) -> None:
        """Нәтижеге қол қою (10-тармақ)."""
        ...


class DepartmentHead(Protocol):
    """Бөлім басшысы: бұл қызметке қажет операциялар."""

    def endorse(self, case: Case, once: str) -> None:
        """Бұрыштама қою және тапсыру (7-тармақ)."""
        ...

    def check(self, case: Case, once: str) -> None:
        """Тексеру (9-тармақ)."""
        ...


class Specialist(Protocol):
    """Маман: бұл қызметке қажет операциялар."""

    def examine(self, case: Case, once: str) -> SpecialistExamineAnswer:
        """Құжаттарды қарау (8-тармақ)."""
        ...


class Other(Protocol):
    """Өзге орындаушы: бұл қызметке қажет операциялар."""

    def verify_login(self, case: Case, once: str) -> bool:
        """Логин мен құпиясөзді тексеру (12-тармақ, 2))."""
        ...

    def refuse_login(self, case: Case, once: str) -> None:
        """Авторизациялаудан бас тарту (12-тармақ, 3))."""
        ...

    def register_request(self, case: Case, once: str) -> None:
        """Сұрау салуды тіркеу және өңдеу (12-тармақ, 6))."""
        ...


@dataclass(frozen=True, slots=True)
class Actors:
    """Бұл қызметте әрекет ететіндердің бәрі."""

    consumer: Consumer
    employee: Employee
    provider: Provider
    chancellery: Chancellery
    head: Head
    department_head: DepartmentHead
    specialist: Specialist
    other: Other
