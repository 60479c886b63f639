# reglament 0.1.0, spec 95724a385cc10198
# workflow/kyzylorda_akimat_2013_09_17_274/engine.py
# Актіден генерацияланған: бұл файлды емес, актіні немесе генераторды түзетіңіз.
"""Тәртіп неде орындалады: қозғалтқыш сырттан беріледі."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeVar

from .case import Case, Step

T = TypeVar("T")


class NotYetError(Exception):
    """Адамның операциясы әлі орындалған жоқ: жауап кейін келеді, қозғалтқыш күтеді."""


class Engine(Protocol):
    """Тәртіп пен ол жүретін орта арасындағы жұқа қабат: жад, SQLite, PostgreSQL.

    Жүйенің немесе рөлдің операциясы: іс және қайталағанда өзгермейтін once кілті.
    """

    def step(self, step: Step, operation: Callable[[Case, str], T], case: Case) -> T:
        """Жүйеден қадамды орындауды сұрайды; орындалғанды екінші рет орындамайды."""
        ...

    def wait_for_person(self, step: Step, operation: Callable[[Case, str], T], case: Case) -> T:
        """Адамнан қадамды орындауды сұрап, күтеді; мерзімі өткені көрінеді, бірақ өзі бас
        тартпайды.
        """
        ...

    def sleep_until(self, moment: datetime) -> None:
        """Сәтке дейін күтеді."""
        ...

    def now(self) -> datetime:
        """Қозғалтқыш сағаты бойынша сәт."""
        ...
