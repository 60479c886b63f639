# reglament 0.1.0, spec 39f5148d0f4b7bc2
# workflow/information_culture_minister_2013_06_19/psc_steps.py
# Актіден генерацияланған: бұл файлды емес, актіні немесе генераторды түзетіңіз.
"""Халыққа қызмет көрсету орталығы арқылы көрсету тәртібінің қадамдары, актіде аталғандай."""

from .case import Deadline, Step

LOG_IN = Step(
    key="log_in",
    label="P1",
    title="Жүйеге кіру",
    performer="psc_worker",
    clause="7",
    item="1",
    line=42,
    deadlines=(Deadline(15, "second", minimum=15),),
)
VERIFY_LOGIN = Step(
    key="verify_login",
    label="C1",
    title="Логин мен құпиясөзді тексеру",
    performer=None,
    clause="7",
    item="2",
    line=43,
)
REFUSE_LOGIN = Step(
    key="refuse_login",
    label="P2",
    title="Авторизациялаудан бас тарту",
    performer="psc_worker",
    clause="7",
    item="3",
    line=44,
    deadlines=(Deadline(10, "second", minimum=10),),
)
SELECT_SERVICE = Step(
    key="select_service",
    label="P3",
    title="Қызметті таңдау",
    performer="psc_worker",
    clause="7",
    item="4",
    line=45,
    deadlines=(Deadline(1, "minute", minimum=1),),
)
QUERY_REGISTRY = Step(
    key="query_registry",
    label="P4",
    title="Мемлекеттік деректер базасына сұрау салу",
    performer="psc_worker",
    clause="7",
    item="5",
    line=46,
    deadlines=(Deadline(1.5, "minute", minimum=1.5),),
)
VERIFY_REGISTRY_DATA = Step(
    key="verify_registry_data",
    label="C2",
    title="Деректердің бар-жоғын тексеру",
    performer="registry",
    clause="7",
    item="6",
    line=47,
)
REPORT_MISSING_DATA = Step(
    key="report_missing_data",
    label="P5",
    title="Деректердің жоқтығы туралы хабарлама",
    performer="psc_worker",
    clause="7",
    item="7",
    line=48,
    deadlines=(Deadline(10, "second", minimum=10),),
)
FILL_FORM = Step(
    key="fill_form",
    label="P6",
    title="Сұрау салу нысанын толтыру",
    performer="psc_worker",
    clause="7",
    item="8",
    line=49,
    deadlines=(Deadline(15, "minute", minimum=15),),
)
SIGN_REQUEST = Step(
    key="sign_request",
    label="P7",
    title="Сұрау салуға ЭЦҚ қою",
    performer="psc_worker",
    clause="7",
    item="9",
    line=50,
    deadlines=(Deadline(30, "second", minimum=30),),
)
FORWARD_REQUEST = Step(
    key="forward_request",
    label="P8",
    title="Сұрау салуды немесе құжаттарды жолдау",
    performer="psc_worker",
    clause="7",
    item="10",
    line=51,
    deadlines=(Deadline(10, "second", minimum=10),),
)
REGISTER_REQUEST = Step(
    key="register_request",
    label="P9",
    title="Сұрау салуды тіркеу және өңдеу",
    performer="e_licensing",
    clause="7",
    item="11",
    line=52,
    deadlines=(Deadline(1, "minute", minimum=1),),
)
VERIFY_ELIGIBILITY = Step(
    key="verify_eligibility",
    label="C3",
    title="Талаптарға сәйкестікті тексеру",
    performer="provider",
    clause="7",
    item="12",
    line=53,
    within=(
        Deadline(5, "day", minimum=5, calendar="working"),
        Deadline(10, "day", minimum=10, calendar="working"),
    ),
)
REFUSE_REQUEST = Step(
    key="refuse_request",
    label="P10",
    title="Сұратылған қызметтен бас тарту",
    performer="e_licensing",
    clause="7",
    item="13",
    line=54,
    deadlines=(Deadline(5, "day", minimum=5, calendar="working"),),
    spent_by="provider",
)
HAND_OVER = Step(
    key="hand_over",
    label="P11",
    title="Нәтижені беру",
    performer="psc_worker",
    clause="7",
    item="14",
    line=55,
    deadlines=(Deadline(10, "minute", minimum=10),),
)
DELIVER_RESULT = Step(
    key="deliver_result",
    label="P12",
    title="Қызмет нәтижесін алу",
    performer="consumer",
    clause="7",
    item="15",
    line=56,
    deadlines=(Deadline(10, "day", minimum=10, calendar="working"),),
    spent_by="provider",
)

ALL = (
    LOG_IN,
    VERIFY_LOGIN,
    REFUSE_LOGIN,
    SELECT_SERVICE,
    QUERY_REGISTRY,
    VERIFY_REGISTRY_DATA,
    REPORT_MISSING_DATA,
    FILL_FORM,
    SIGN_REQUEST,
    FORWARD_REQUEST,
    REGISTER_REQUEST,
    VERIFY_ELIGIBILITY,
    REFUSE_REQUEST,
    HAND_OVER,
    DELIVER_RESULT,
)
