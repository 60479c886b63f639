# reglament 0.1.0, spec 8d63a24fe46b1543
# workflow/semey_akimat_2014_03_11_318/__main__.py
# Актіден генерацияланған: бұл файлды емес, актіні немесе генераторды түзетіңіз.
"""Тәртіпті жадтағы орындаушыларда байқау: python -m semey_akimat_2014_03_11_318 internal|portal"""

import argparse
from collections.abc import Sequence

from . import internal, internal_steps, portal, portal_steps
from .case import Case
from .promise import promise, shown, total, unstated
from .simulation import Simulation

PROGRAM = "python -m semey_akimat_2014_03_11_318"
SCENARIOS = {
    "internal": (internal.run, internal_steps.ALL),
    "portal": (portal.run, portal_steps.ALL),
}
ANSWERS: dict[str, dict[str, tuple[bool | str, ...]]] = {
    "internal": {
        "examine": ("issue", "refusal"),
    },
    "portal": {
        "verify_login": (False, True),
        "verify_certificate": (False, True),
        "verify_eligibility": (False, True),
    },
}
OPTIONAL: dict[str, tuple[str, ...]] = {
    "internal": (),
    "portal": (),
}
PERFORMERS: dict[str, str] = {
    "consumer": "Көрсетілетін қызметті алушы",
    "portal": "«Электрондық үкімет» порталы",
    "e_licensing": "«Е-лицензиялау» АЖ",
    "provider": "Көрсетілетін қызметті беруші",
    "chancellery": "Кеңсе",
    "head": "Басшы",
    "deputy_head": "Басшының орынбасары",
    "department_head": "Бөлім басшысы",
    "specialist": "Маман",
}
VARIANTS = ("issue", "reissue", "duplicate")


def asked_answers(
    scenario: str, keys: set[str], fail: Sequence[str], choose: Sequence[str]
) -> dict[str, bool | str]:
    """Пайдаланушы сұраған жауаптар: тексеру үшін False, таңдау үшін нәтиже; ValueError: қадамда
    мұндай жауап жоқ.
    """
    answers: dict[str, bool | str] = {}
    for text in choose:
        key, sign, answer = text.partition("=")
        if not sign:
            raise ValueError("Кілт=нәтиже түрінде жазыңыз: " + text)
        possible = [one for one in possible_answers(scenario, keys, key) if isinstance(one, str)]
        if answer not in possible:
            known = ", ".join(possible) or "–"
            raise ValueError("Қадамның мұндай нәтижесі жоқ (бары): " + f"{text} ({known})")
        answers[key] = answer
    for key in fail:
        if False not in possible_answers(scenario, keys, key):
            raise ValueError("Бұл тексеру қадамы емес: " + key)
        answers[key] = False
    return answers


def possible_answers(scenario: str, keys: set[str], key: str) -> tuple[bool | str, ...]:
    step, sign, visit = key.partition("/")
    if step not in keys or (sign and not visit.isdecimal()):
        raise ValueError("Мұндай қадам жоқ: " + key)
    return ANSWERS[scenario].get(step, ())


def main() -> None:
    parser = argparse.ArgumentParser(prog=PROGRAM)
    parser.add_argument("scenario", choices=SCENARIOS, help="тәртіп")
    parser.add_argument(
        "--fail",
        metavar="KEY",
        action="append",
        default=[],
        help="өтпейтін тексеру қадамы (қайталауға болады)",
    )
    parser.add_argument(
        "--choose",
        metavar="KEY=OUTCOME",
        action="append",
        default=[],
        help="қадам және оның нәтижесі: кілт=нәтиже (қайталауға болады)",
    )
    parser.add_argument(
        "--skip",
        metavar="KEY",
        action="append",
        default=[],
        help="іске қажет емес шартты қадам (қайталауға болады)",
    )
    parser.add_argument(
        "--variant",
        choices=VARIANTS,
        help="істің түрі: мерзімдер соған байланысты",
    )
    asked = parser.parse_args()
    run, steps = SCENARIOS[asked.scenario]
    keys = {step.key for step in steps}
    for key in asked.skip:
        if key not in keys:
            parser.error("Мұндай қадам жоқ: " + key)
        if key not in OPTIONAL[asked.scenario]:
            known = ", ".join(OPTIONAL[asked.scenario]) or "–"
            refused = "Бұл қадам әр іске қажет; --skip тек шартты қадамды өткізіп жібереді: "
            parser.error(f"{refused}{key} ({known})")
    try:
        answers = asked_answers(asked.scenario, keys, asked.fail, asked.choose)
    except ValueError as mistake:
        parser.error(str(mistake))
    simulation = Simulation(answers)
    case = Case("case-1", asked.variant, needs=frozenset(keys - set(asked.skip)))
    ending = run(case, simulation, simulation.actors)
    for step, call in simulation.trace:
        answer = "" if call.answer is None else f" → {call.answer}"
        print(f"{step.label:>4}  {call.performer}.{call.operation}: {step.title}{answer}")
    print("Нәтиже", ending.outcome, ending.reason, sep=": ")
    path = [(step, call.answer) for step, call in simulation.trace]
    shares = promise(case, path)
    if shares:
        print("Өтініш берушіге уәде: " + shown(total(shares)))
        for performer, amounts in shares.items():
            print(f"  {PERFORMERS.get(performer or '', '?')}: {shown(amounts)}")
    if silent := unstated(path):
        print("Актіде мерзімі айтылмаған: " + ", ".join(silent))


if __name__ == "__main__":
    main()
