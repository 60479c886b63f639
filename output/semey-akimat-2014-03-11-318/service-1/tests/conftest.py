# reglament 0.1.0, spec 8d63a24fe46b1543
# tests/conftest.py
# Актіден генерацияланған: бұл файлды емес, актіні немесе генераторды түзетіңіз.
"""Тестілер пакетті көрші workflow бумасынан алады."""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

PACKAGE = "semey_akimat_2014_03_11_318"
WORKFLOW = Path(__file__).resolve().parent.parent / "workflow"

Facts = dict[str, Any]


def pytest_collectstart(collector: pytest.Collector) -> None:
    """Басқа бумалардан бұрын алынған аттас пакет пен тестілер кедергі болмайды."""
    if isinstance(collector, pytest.Module):
        sys.path.insert(0, str(WORKFLOW))
        for name, module in list(sys.modules.items()):
            file = Path(getattr(module, "__file__", None) or ".").resolve()
            here = WORKFLOW in file.parents or file == collector.path
            if name.partition(".")[0] in (PACKAGE, collector.path.stem) and not here:
                del sys.modules[name]


def _by(facts: Facts, first: str, second: str) -> bool:
    """Бірінші сәт екіншісінен кеш емес пе; біреуі жоқ болса, False."""
    if facts[first] is None or facts[second] is None:
        return False
    return datetime.fromisoformat(facts[first]) <= datetime.fromisoformat(facts[second])


CHECKS: dict[str, Callable[[Facts], bool]] = {
    "expired": lambda facts: _by(facts, "now", "valid_until") and _by(facts, "valid_from", "now"),
    "not_yet_valid": lambda facts: _by(facts, "valid_from", "now"),
    "revoked": lambda facts: not _by(facts, "revoked", "now"),
    "same_person": lambda facts: facts["holder"] == facts["applicant"],
    "authentic": lambda facts: facts["signature_fits"],
    "login": lambda facts: facts["registered"],
    "password": lambda facts: facts["password_given"] == facts["password_kept"],
    "payment_made": lambda facts: sum(facts["payments"]) >= facts["fee"],
    "data_present": lambda facts: facts["registry_answered"] and facts["person_known"],
    "power_of_attorney": lambda facts: (
        _by(facts, "now", "attorney_until") and facts["principal"] == facts["for_whom"]
    ),
    "documents_complete": lambda facts: (
        set(facts["documents_needed"]) <= set(facts["documents_given"])
    ),
    "qualification": lambda facts: facts["requirements_met"] >= facts["requirements"],
    "grounds": lambda facts: facts["grounds_for_refusal"] == 0,
    "conformity": lambda facts: facts["conforms"],
}


@pytest.fixture
def passes() -> Callable[[list[str], Facts], bool]:
    """Fixtures фактілері үшін актінің әр тексеруі нені білдіреді; іске асыру орнына өзінікін
    қояды.

    Қадамның осында белгілі тексерулерінің бәрі өтті ме.
    """
    return lambda checks, facts: all(CHECKS[check](facts) for check in checks if check in CHECKS)
