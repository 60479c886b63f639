# reglament 0.1.0, spec 69aca5fce10b3547
# workflow/almaty_region_tasbulak_district_akimat/promise.py
# Актіден генерацияланған: бұл файлды емес, актіні немесе генераторды түзетіңіз.
"""Акт мерзімдері бойынша іс ең көбі қанша уақыт алатыны және ол кімге тиесілі екені
(күнтізбесіз).
"""

from collections.abc import Iterable

from .case import Case, Deadline, Step

SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "month": 2_592_000}

Amounts = dict[tuple[str, str | None], float]


def longest(case: Case, step: Step, answer: object) -> Deadline | None:
    """Қадамның осы іс пен жауапқа қатысты ең ұзақ мерзімі; мерзім жоқ болса, None."""
    found = [due for due in step.deadlines if due.unit and applies(due, case, answer)]
    return max(found, key=lambda due: due.maximum * SECONDS[due.unit or "second"], default=None)


def applies(due: Deadline, case: Case, answer: object) -> bool:
    """Мерзім осы іске және жауапқа қатысты ма; істің түрі немесе жауабы белгісіз болса, бәрі
    қатысты.
    """
    if due.applies_to in (None, answer):
        return True
    if due.applies_to == "refusal":
        return answer is None
    return answer != "refusal" and case.variant in (None, due.applies_to)


def promise(case: Case, path: Iterable[tuple[Step, object]]) -> dict[str | None, Amounts]:
    """Жол бойындағы мерзімдер қосындысы: орындаушы → бірлік → саны."""
    found: dict[str | None, Amounts] = {}
    for step, answer in path:
        due = longest(case, step, answer)
        if due is not None and due.unit is not None:
            amounts = found.setdefault(step.spent_by or step.performer, {})
            unit = (due.unit, due.calendar if due.unit == "day" else None)
            amounts[unit] = amounts.get(unit, 0) + due.maximum
    return found


def unstated(path: Iterable[tuple[Step, object]]) -> list[str]:
    """Акт мерзімін айтпаған қадамдардың белгілері."""
    steps = [step for step, _ in path if not step.within]
    silent = [step.label for step in steps if not any(due.unit for due in step.deadlines)]
    return list(dict.fromkeys(silent))


def total(shares: dict[str | None, Amounts]) -> Amounts:
    """Барлық орындаушылар бойынша қосынды."""
    found: Amounts = {}
    for amounts in shares.values():
        for unit, amount in amounts.items():
            found[unit] = found.get(unit, 0) + amount
    return found


def shown(amounts: Amounts) -> str:
    """Сөзбен, ұзақ бірліктен қысқасына қарай."""
    ordered = sorted(amounts.items(), key=lambda item: (-SECONDS[item[0][0]], item[0][1] or ""))
    return ", ".join(f"{amount:g} {UNITS[unit]}" for unit, amount in ordered)


UNITS: dict[tuple[str, str | None], str] = {
    ("month", None): "ай",
    ("day", "working"): "жұмыс күні",
    ("day", "calendar"): "күнтізбелік күн",
    ("day", None): "күн",
    ("hour", None): "сағ",
    ("minute", None): "мин",
    ("second", None): "сек",
}
