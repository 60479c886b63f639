# reglament 0.1.0, spec 12e6cb24fdefcf9b
# workflow/kostanay_karaultob_district_akimat_2016/internal_steps.py
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
    line=43,
    deadlines=(Deadline(15, "minute"),),
)
ENDORSE = Step(
    key="endorse",
    label="A2",
    title="Бұрыштама қою және тапсыру",
    performer="head",
    clause="6",
    item="2",
    line=45,
    deadlines=(Deadline(1, "hour"),),
)
ENDORSE_2 = Step(
    key="endorse-2",
    label="A3",
    title="Бұрыштама қою және тапсыру",
    performer="department_head",
    clause="6",
    item="3",
    line=47,
    deadlines=(Deadline(30, "minute"),),
)
EXAMINE = Step(
    key="examine",
    label="A4",
    title="Құжаттарды қарау",
    performer="specialist",
    clause="6",
    item="4",
    line=49,
    deadlines=(
        Deadline(3, "day", calendar="working", applies_to="issue"),
        Deadline(1, "day", calendar="working", applies_to="refusal"),
    ),
)
APPROVE = Step(
    key="approve",
    label="A5",
    title="Келісу",
    performer="department_head",
    clause="6",
    item="5",
    line=51,
    deadlines=(Deadline(2, "hour"),),
)
SIGN_RESULT = Step(
    key="sign_result",
    label="A6",
    title="Нәтижеге қол қою",
    performer="head",
    clause="6",
    item="6",
    line=53,
    deadlines=(Deadline(1, "hour"),),
)
REGISTER_RESULT = Step(
    key="register_result",
    label="A7",
    title="Нәтижені тіркеу",
    performer="chancellery",
    clause="6",
    item="7",
    line=55,
    deadlines=(Deadline(15, "minute"),),
)

ALL = (REGISTER_INCOMING, ENDORSE, ENDORSE_2, EXAMINE, APPROVE, SIGN_RESULT, REGISTER_RESULT)
