# reglament 0.1.0, spec 69aca5fce10b3547
# workflow/almaty_region_tasbulak_district_akimat/internal_steps.py
# Актіден генерацияланған: бұл файлды емес, актіні немесе генераторды түзетіңіз.
"""Көрсетілетін қызметті берушінің ішінде көрсету тәртібінің қадамдары, актіде аталғандай."""

from .case import Deadline, Step

REGISTER_INCOMING = Step(
    key="register_incoming",
    label="A1",
    title="Құжаттарды қабылдау және тіркеу",
    performer="chancellery",
    clause="5",
    item=None,
    line=41,
    deadlines=(Deadline(20, "minute"),),
)
ENDORSE = Step(
    key="endorse",
    label="A2",
    title="Бұрыштама қою және тапсыру",
    performer="head",
    clause="6",
    item=None,
    line=45,
    deadlines=(Deadline(1, "hour"),),
)
ENDORSE_2 = Step(
    key="endorse-2",
    label="A3",
    title="Бұрыштама қою және тапсыру",
    performer="department_head",
    clause="7",
    item=None,
    line=49,
    deadlines=(Deadline(1, "hour"),),
)
EXAMINE = Step(
    key="examine",
    label="A4",
    title="Құжаттарды қарау",
    performer="specialist",
    clause="8",
    item=None,
    line=51,
    deadlines=(
        Deadline(3, "day", calendar="working", applies_to="issue"),
        Deadline(1, "day", calendar="working", applies_to="refusal"),
    ),
)
CHECK = Step(
    key="check",
    label="A5",
    title="Тексеру",
    performer="department_head",
    clause="9",
    item=None,
    line=53,
    deadlines=(Deadline(2, "hour"),),
)
SIGN_RESULT = Step(
    key="sign_result",
    label="A6",
    title="Нәтижеге қол қою",
    performer="head",
    clause="10",
    item=None,
    line=57,
    deadlines=(Deadline(1, "hour"),),
)
REGISTER_RESULT = Step(
    key="register_result",
    label="A7",
    title="Нәтижені тіркеу",
    performer="chancellery",
    clause="11",
    item=None,
    line=59,
    deadlines=(Deadline(15, "minute"),),
)

ALL = (REGISTER_INCOMING, ENDORSE, ENDORSE_2, EXAMINE, CHECK, SIGN_RESULT, REGISTER_RESULT)
