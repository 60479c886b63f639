# reglament 0.1.0, spec 12e6cb24fdefcf9b
# workflow/kostanay_karaultob_district_akimat_2016/operations.py
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

    def register_on_portal(self, case: Case, once: str) -> None:
        """Порталда тіркелу (7-тармақ, 1))."""
        ...

    def log_in(self, case: Case, once: str) -> None:
        """Жүйеге кіру (7-тармақ, 2))."""
        ...

    def select_service(self, case: Case, once: str) -> None:
        """Қызметті таңдау (7-тармақ, 5))."""
        ...

    def choose_certificate(self, case: Case, once: str) -> None:
        """ЭЦҚ куәлігін таңдау (7-тармақ, 6))."""
        ...

    def sign_request(self, case: Case, once: str) -> None:
        """Сұрау салуға ЭЦҚ қою (7-тармақ, 9))."""
        ...

    def deliver_result(self, case: Case, once: str) -> None:
        """Қызмет нәтижесін алу (7-тармақ, 13))."""
        ...


class Portal(Protocol):
    """«Электрондық үкімет» порталы: бұл қызметке қажет операциялар."""

    def verify_login(self, case: Case, once: str) -> bool:
        """Логин мен құпиясөзді тексеру (7-тармақ, 3))."""
        ...

    def refuse_login(self, case: Case, once: str) -> None:
        """Авторизациялаудан бас тарту (7-тармақ, 4))."""
        ...

    def verify_certificate(self, case: Case, once: str) -> bool:
        """ЭЦҚ куәлігін тексеру (7-тармақ, 7))."""
        ...

    def refuse_signature(self, case: Case, once: str) -> None:
        """ЭЦҚ расталмағандықтан бас тарту (7-тармақ, 8))."""
        ...


class Provider(Protocol):
    """Көрсетілетін қызметті беруші: бұл қызметке қажет операциялар."""

    def verify_eligibility(self, case: Case, once: str) -> bool:
        """Талаптарға сәйкестікті тексеру (7-тармақ, 11))."""
        ...


class Chancellery(Protocol):
    """Кеңсе: бұл қызметке қажет операциялар."""

    def register_incoming(self, case: Case, once: str) -> None:
        """Құжаттарды қабылдау және тіркеу (6-тармақ, 1))."""
        ...

    def register_result(self, case: Case, once: str) -> None:
        """Нәтижені тіркеу (6-тармақ, 7))."""
        ...


class Head(Protocol):
    """Басшы: бұл қызметке қажет операциялар."""

    def endorse(self, case: Case, once: str) -> None:
        """Бұрыштама қою және тапсыру (6-тармақ, 2))."""
        ...

    def sign_result(self, case: Case, once: str) -> None:
        """Нәтижеге қол қою (6-тармақ, 6))."""
        ...


class DepartmentHead(Protocol):
    """Бөлім басшысы: бұл қызметке қажет операциялар."""

    def endorse(self, case: Case, once: str) -> None:
        """Бұрыштама қою және тапсыру (6-тармақ, 3))."""
        ...

    def approve(self, case: Case, once: str) -> None:
        """Келісу (6-тармақ, 5))."""
        ...


class Specialist(Protocol):
    """Маман: бұл қызметке қажет операциялар."""

    def examine(self, case: Case, once: str) -> SpecialistExamineAnswer:
        """Құжаттарды қарау (6-тармақ, 4))."""
        ...


class Other(Protocol):
    """Өзге орындаушы: бұл қызметке қажет операциялар."""

    def register_request(self, case: Case, once: str) -> None:
        """Сұрау салуды тіркеу және өңдеу (7-тармақ, 10))."""
        ...

    def refuse_request(self, case: Case, once: str) -> None:
        """Сұратылған қызметтен бас тарту (7-тармақ, 12))."""
        ...


@dataclass(frozen=True, slots=True)
class Actors:
    """Бұл қызметте әрекет ететіндердің бәрі."""

    consumer: Consumer
    portal: Portal
    provider: Provider
    chancellery: Chancellery
    head: Head
    department_head: DepartmentHead
    specialist: Specialist
    other: Other
