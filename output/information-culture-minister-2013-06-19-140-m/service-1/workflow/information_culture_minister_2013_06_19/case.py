# reglament 0.1.0, spec 39f5148d0f4b7bc2
# workflow/information_culture_minister_2013_06_19/case.py
# Актіден генерацияланған: бұл файлды емес, актіні немесе генераторды түзетіңіз.
"""Қолдан қолға өтетін мәндер: іс, қадам, мерзім, нәтиже."""

from dataclasses import dataclass
from typing import Literal

Outcome = Literal["issued", "refused", "no_data", "other"]
Unit = Literal["second", "minute", "hour", "day", "month"]
Calendar = Literal["working", "calendar"]
AppliesTo = Literal["refusal", "issue", "reissue", "duplicate"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """Қадамның актідегі мерзімі: minimum–maximum, бірлігі unit; calendar қандай күндер
    саналатынын айтады.

    Өріс applies_to: мерзім жататын нәтиже немесе іс түрі; None: кез келгені.
    """

    maximum: float
    unit: Unit | None
    minimum: float | None = None
    calendar: Calendar | None = None
    applies_to: AppliesTo | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Тәртіп қадамы: акт оны қайда атайды, кім және қанша уақытта орындайды.

    Within – өз мерзімі жоқ шешім апаратын қадамдардың мерзімдері; spent_by – осы қадамның
    мерзімінде шешім қабылдайтын орындаушы.
    """

    key: str
    label: str
    title: str
    performer: str | None
    clause: str | None
    item: str | None
    line: int | None
    deadlines: tuple[Deadline, ...] = ()
    within: tuple[Deadline, ...] = ()
    spent_by: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """Бір өтініш берушінің ісі.

    Өріс variant: акт ажыратса, істің түрі (issue, reissue, duplicate).

    Өріс needs: осы іске қажет шартты қадамдардың кілттері.
    """

    id: str
    variant: AppliesTo | None = None
    needs: frozenset[str] = frozenset()

    def requires(self, step: Step) -> bool:
        """Акт бәрінен бірдей талап етпейтін қадам осы іске қажет пе."""
        return step.key in self.needs


@dataclass(frozen=True, slots=True)
class Ending:
    """Іс немен, қай қадамда және неліктен аяқталды."""

    outcome: Outcome
    step: Step
    reason: str
