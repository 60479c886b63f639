# reglament 0.1.0, spec 95724a385cc10198
# workflow/kyzylorda_akimat_2013_09_17_274/operations.py
# Актіден генерацияланған: бұл файлды емес, актіні немесе генераторды түзетіңіз.
"""Бұл қызметте кім әрекет етеді және әрқайсысы не істей алуы тиіс.

Іркілістен кейін қайталанған шақырудың once кілті сол күйі қалады: әрекет бір рет жасалуы тиіс.
"""

from dataclasses import dataclass
from typing import Protocol

from .case import Case


class Consumer(Protocol):
    """Көрсетілетін қызметті алушы: бұл қызметке қажет операциялар."""

    def register_on_portal(self, case: Case, once: str) -> None:
        """Порталда тіркелу (6-тармақ, 1))."""
        ...

    def log_in(self, case: Case, once: str) -> None:
        """Жүйеге кіру (6-тармақ, 2))."""
        ...

    def select_service(self, case: Case, once: str) -> None:
        """Қызметті таңдау (6-тармақ, 5))."""
        ...

    def pay(self, case: Case, once: str) -> None:
        """Қызмет ақысын төлеу (6-тармақ, 6))."""
        ...

    def choose_certificate(self, case: Case, once: str) -> None:
        """ЭЦҚ куәлігін таңдау (6-тармақ, 9))."""
        ...

    def sign_request(self, case: Case, once: str) -> None:
        """Сұрау салуға ЭЦҚ қою (6-тармақ, 12))."""
        ...

    def deliver_result(self, case: Case, once: str) -> None:
        """Қызмет нәтижесін алу (6-тармақ, 16); 7-тармақ, 12))."""
        ...


class Employee(Protocol):
    """Көрсетілетін қызметті берушінің қызметкері: бұл қызметке қажет операциялар."""

    def log_in(self, case: Case, once: str) -> None:
        """Жүйеге кіру (7-тармақ, 1))."""
        ...

    def select_service(self, case: Case, once: str) -> None:
        """Қызметті таңдау (7-тармақ, 4))."""
        ...

    def query_registry(self, case: Case, once: str) -> None:
        """Мемлекеттік деректер базасына сұрау салу (7-тармақ, 5))."""
        ...

    def fill_form(self, case: Case, once: str) -> None:
        """Сұрау салу нысанын толтыру (7-тармақ, 8))."""
        ...


class Portal(Protocol):
    """«Электрондық үкімет» порталы: бұл қызметке қажет операциялар."""

    def verify_login(self, case: Case, once: str) -> bool:
        """Логин мен құпиясөзді тексеру (6-тармақ, 3))."""
        ...

    def refuse_login(self, case: Case, once: str) -> None:
        """Авторизациялаудан бас тарту (6-тармақ, 4))."""
        ...

    def verify_certificate(self, case: Case, once: str) -> bool:
        """ЭЦҚ куәлігін тексеру (6-тармақ, 10))."""
        ...

    def refuse_signature(self, case: Case, once: str) -> None:
        """ЭЦҚ расталмағандықтан бас тарту (6-тармақ, 11))."""
        ...


class ELicensing(Protocol):
    """«Е-лицензиялау» АЖ: бұл қызметке қажет операциялар."""

    def verify_payment(self, case: Case, once: str) -> bool:
        """Төлемді тексеру (6-тармақ, 7))."""
        ...

    def refuse_unpaid(self, case: Case, once: str) -> None:
        """Төлем болмағандықтан бас тарту (6-тармақ, 8))."""
        ...

    def register_request(self, case: Case, once: str) -> None:
        """Сұрау салуды тіркеу және өңдеу (6-тармақ, 13); 7-тармақ, 9))."""
        ...

    def refuse_request(self, case: Case, once: str) -> None:
        """Сұратылған қызметтен бас тарту (6-тармақ, 15); 7-тармақ, 11))."""
        ...

    def verify_login(self, case: Case, once: str) -> bool:
        """Логин мен құпиясөзді тексеру (7-тармақ, 2))."""
        ...

    def refuse_login(self, case: Case, once: str) -> None:
        """Авторизациялаудан бас тарту (7-тармақ, 3))."""
        ...

    def report_missing_data(self, case: Case, once: str) -> None:
        """Деректердің жоқтығы туралы хабарлама (7-тармақ, 7))."""
        ...


class Registry(Protocol):
    """Мемлекеттік деректер базасы: бұл қызметке қажет операциялар."""

    def verify_registry_data(self, case: Case, once: str) -> bool:
        """Деректердің бар-жоғын тексеру (7-тармақ, 6))."""
        ...


class Provider(Protocol):
    """Көрсетілетін қызметті беруші: бұл қызметке қажет операциялар."""

    def verify_eligibility(self, case: Case, once: str) -> bool:
        """Талаптарға сәйкестікті тексеру (6-тармақ, 14); 7-тармақ, 10))."""
        ...


@dataclass(frozen=True, slots=True)
class Actors:
    """Бұл қызметте әрекет ететіндердің бәрі."""

    consumer: Consumer
    employee: Employee
    portal: Portal
    e_licensing: ELicensing
    registry: Registry
    provider: Provider
