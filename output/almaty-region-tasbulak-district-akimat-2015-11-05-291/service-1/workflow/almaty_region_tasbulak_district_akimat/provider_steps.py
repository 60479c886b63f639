# reglament 0.1.0, spec 69aca5fce10b3547
# workflow/almaty_region_tasbulak_district_akimat/provider_steps.py
# Актіден генерацияланған: бұл файлды емес, актіні немесе генераторды түзетіңіз.
"""Көрсетілетін қызметті беруші арқылы көрсету тәртібінің қадамдары, актіде аталғандай."""

from .case import Deadline, Step

LOG_IN = Step(
    key="log_in",
    label="P1",
    title="Жүйеге кіру",
    performer="employee",
    clause="12",
    item="1",
    line=67,
    deadlines=(Deadline(15, "second", minimum=15),),
)
VERIFY_LOGIN = Step(
    key="verify_login",
    label="C1",
    title="Логин мен құпиясөзді тексеру",
    performer="other",
    clause="12",
    item="2",
    line=69,
)
REFUSE_LOGIN = Step(
    key="refuse_login",
    label="P2",
    title="Авторизациялаудан бас тарту",
    performer="other",
    clause="12",
    item="3",
    line=71,
    deadlines=(Deadline(10, "second", minimum=10),),
)
SELECT_SERVICE = Step(
    key="select_service",
    label="P3",
    title="Қызметті таңдау",
    performer="employee",
    clause="12",
    item="4",
    line=73,
    deadlines=(Deadline(1, "minute", minimum=1),),
)
FILL_FORM = Step(
    key="fill_form",
    label="P4",
    title="Сұрау салу нысанын толтыру",
    performer="employee",
    clause="12",
    item="5",
    line=75,
    deadlines=(Deadline(10, "minute", minimum=10),),
)
REGISTER_REQUEST = Step(
    key="register_request",
    label="P5",
    title="Сұрау салуды тіркеу және өңдеу",
    performer="other",
    clause="12",
    item="6",
    line=77,
    deadlines=(Deadline(3, "day", minimum=3, calendar="working"),),
)
VERIFY_ELIGIBILITY = Step(
    key="verify_eligibility",
    label="C2",
    title="Талаптарға сәйкестікті тексеру",
    performer="provider",
    clause="12",
    item="7",
    line=79,
)
DELIVER_RESULT = Step(
    key="deliver_result",
    label="P6",
    title="Қызмет нәтижесін алу",
    performer="consumer",
    clause="12",
    item="8",
    line=81,
    deadlines=(Deadline(15, "minute", minimum=15),),
)

ALL = (
    LOG_IN,
    VERIFY_LOGIN,
    REFUSE_LOGIN,
    SELECT_SERVICE,
    FILL_FORM,
    REGISTER_REQUEST,
    VERIFY_ELIGIBILITY,
    DELIVER_RESULT,
)
