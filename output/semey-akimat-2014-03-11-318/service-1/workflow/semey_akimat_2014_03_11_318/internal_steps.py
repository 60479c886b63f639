# reglament 0.1.0, spec 8d63a24fe46b1543
# workflow/semey_akimat_2014_03_11_318/internal_steps.py
# Актіден генерацияланған: бұл файлды емес, актіні немесе генераторды түзетіңіз.
"""Көрсетілетін қызметті берушінің ішінде көрсету тәртібінің қадамдары, актіде аталғандай."""

from .case import Deadline, Step

REGISTER_INCOMING = Step(
    key="register_incoming",
    label="A1",
    title="Құжаттарды қабылдау және тіркеу",
    performer="chancellery",
    clause="6",
    item="1",
    line=45,
    deadlines=(Deadline(20, "minute"),),
)
ENDORSE = Step(
    key="endorse",
    label="A2",
    title="Бұрыштама қою және тапсыру",
    performer="head",
    clause="6",
    item="2",
    line=47,
    deadlines=(Deadline(1, "hour"),),
)
ENDORSE_2 = Step(
    key="endorse-2",
    label="A3",
    title="Бұрыштама қою және тапсыру",
    performer="deputy_head",
    clause="6",
    item="3",
    line=49,
    deadlines=(Deadline(1, "hour"),),
)
ENDORSE_3 = Step(
    key="endorse-3",
    label="A4",
    title="Бұрыштама қою және тапсыру",
    performer="department_head",
    clause="6",
    item="4",
    line=51,
    deadlines=(Deadline(2, "hour"),),
)
EXAMINE = Step(
    key="examine",
    label="A5",
    title="Құжаттарды қарау",
    performer="specialist",
    clause="6",
    item="5",
    line=53,
    deadlines=(
        Deadline(10, "day", calendar="working", applies_to="issue"),
        Deadline(3, "day", calendar="working", applies_to="refusal"),
    ),
)
CHECK = Step(
    key="check",
    label="A6",
    title="Тексеру",
    performer="department_head",
    clause="6",
    item="6",
    line=55,
    deadlines=(Deadline(2, "hour"),),
)
APPROVE = Step(
    key="approve",
    label="A7",
    title="Келісу",
    performer="deputy_head",
    clause="6",
    item="7",
    line=57,
    deadlines=(Deadline(1, "hour"),),
)
SIGN_RESULT = Step(
    key="sign_result",
    label="A8",
    title="Нәтижеге қол қою",
    performer="head",
    clause="6",
    item="8",
    line=59,
    deadlines=(Deadline(1, "hour"),),
)
REGISTER_RESULT = Step(
    key="register_result",
    label="A9",
    title="Нәтижені тіркеу",
    performer="chancellery",
    clause="6",
    item="9",
    line=61,
    deadlines=(Deadline(15, "minute"),),
)

ALL = (
    REGISTER_INCOMING,
    ENDORSE,
    ENDORSE_2,
    ENDORSE_3,
    EXAMINE,
    CHECK,
    APPROVE,
    SIGN_RESULT,
    REGISTER_RESULT,
)
