# reglament 0.1.0, spec 39f5148d0f4b7bc2
# workflow/information_culture_minister_2013_06_19/operations.py
# Актіден генерацияланған: бұл файлды емес, актіні немесе генераторды түзетіңіз.
"""Бұл қызметте кім әрекет етеді және әрқайсысы не істей алуы тиіс.

Іркілістен кейін қайталанған шақырудың once кілті сол күйі қалады: әрекет бір рет жасалуы тиіс.
"""

from dataclasses import dataclass
from typing import Protocol

from .case import Case


class Consumer(Protocol):
    """Көрсетілетін қызметті алушы: бұл қызметке қажет операциялар."""

    def deliver_result(self, case: Case, once: str) -> None:
        """Қызмет нәтижесін алу (7-тармақ, 15); 8-тармақ, 16))."""
        ...

    def register_on_portal(self, case: Case, once: str) -> None:
        """Порталда тіркелу (8-тармақ, 1))."""
        ...

    def log_in(self, case: Case, once: str) -> None:
        """Жүйеге кіру (8-тармақ, 2))."""
        ...

    def select_service(self, case: Case, once: str) -> None:
        """Қызметті таңдау (8-тармақ, 5))."""
        ...

    def choose_certificate(self, case: Case, once: str) -> None:
        """ЭЦҚ куәлігін таңдау (8-тармақ, 6))."""
        ...

    def sign_request(self, case: Case, once: str) -> None:
        """Сұрау салуға ЭЦҚ қою (8-тармақ, 9))."""
        ...

    def pay(self, case: Case, once: str) -> None:
        """Қызмет ақысын төлеу (8-тармақ, 10))."""
        ...


class Portal(Protocol):
    """«Электрондық үкімет» порталы: бұл қызметке қажет операциялар."""

    def verify_login(self, case: Case, once: str) -> bool:
        """Логин мен құпиясөзді тексеру (8-тармақ, 3))."""
        ...

    def refuse_login(self, case: Case, once: str) -> None:
        """Авторизациялаудан бас тарту (8-тармақ, 4))."""
        ...

    def verify_certificate(self, case: Case, once: str) -> bool:
        """ЭЦҚ куәлігін тексеру (8-тармақ, 7))."""
        ...

    def refuse_signature(self, case: Case, once: str) -> None:
        """ЭЦҚ расталмағандықтан бас тарту (8-тармақ, 8))."""
        ...


class ELicensing(Protocol):
    """«Е-лицензиялау» АЖ: бұл қызметке қажет операциялар."""

    def register_request(self, case: Case, once: str) -> None:
        """Сұрау салуды тіркеу және өңдеу (7-тармақ, 11); 8-тармақ, 13))."""
        ...

    def refuse_request(self, case: Case, once: str) -> None:
        """Сұратылған қызметтен бас тарту (7-тармақ, 13); 8-тармақ, 15))."""
        ...

    def verify_payment(self, case: Case, once: str) -> bool:
        """Төлемді тексеру (8-тармақ, 11))."""
        ...

    def refuse_unpaid(self, case: Case, once: str) -> None:
        """Төлем болмағандықтан бас тарту (8-тармақ, 12))."""
        ...


class Registry(Protocol):
    """Мемлекеттік деректер базасы: бұл қызметке қажет операциялар."""

    def verify_registry_data(self, case: Case, once: str) -> bool:
        """Деректердің бар-жоғын тексеру (7-тармақ, 6))."""
        ...


class PscWorker(Protocol):
    """ХҚКО қызметкері: бұл қызметке қажет операциялар."""

    def log_in(self, case: Case, once: str) -> None:
        """Жүйеге кіру (7-тармақ, 1))."""
        ...

    def refuse_login(self, case: Case, once: str) -> None:
        """Авторизациялаудан бас тарту (7-тармақ, 3))."""
        ...

    def select_service(self, case: Case, once: str) -> None:
        """Қызметті таңдау (7-тармақ, 4))."""
        ...

    def query_registry(self, case: Case, once: str) -> None:
        """Мемлекеттік деректер базасына сұрау салу (7-тармақ, 5))."""
        ...

    def report_missing_data(self, case: Case, once: str) -> None:
        """Деректердің жоқтығы туралы хабарлама (7-тармақ, 7))."""
        ...

    def fill_form(self, case: Case, once: str) -> None:
        """Сұрау салу нысанын толтыру (7-тармақ, 8))."""
        ...

    def sign_request(self, case: Case, once: str) -> None:
        """Сұрау салуға ЭЦҚ қою (7-тармақ, 9))."""
        ...

    def forward_request(self, case: Case, once: str) -> None:
        """Сұрау салуды немесе құжаттарды жолдау (7-тармақ, 10))."""
        ...

    def hand_over(self, case: Case, once: str) -> None:
        """Нәтижені беру (7-тармақ, 14))."""
        ...


class Provider(Protocol):
    """Көрсетілетін қызметті беруші: бұл қызметке қажет операциялар."""

    def verify_eligibility(self, case: Case, once: str) -> bool:
        """Талаптарға сәйкестікті тексеру (7-тармақ, 12); 8-тармақ, 14))."""
        ...


class Unnamed(Protocol):
    """Орындаушы аталмаған: бұл қызметке қажет операциялар."""

    def verify_login(self, case: Case, once: str) -> bool:
        """Логин мен құпиясөзді тексеру (7-тармақ, 2))."""
        ...


@dataclass(frozen=True, slots=True)
class Actors:
    """Бұл қызметте әрекет ететіндердің бәрі."""

    consumer: Consumer
    portal: Portal
    e_licensing: ELicensing
    registry: Registry
    psc_worker: PscWorker
    provider: Provider
    unnamed: Unnamed
