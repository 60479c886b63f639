# reglament 0.1.0, spec 95724a385cc10198
# workflow/kyzylorda_akimat_2013_09_17_274/provider_steps.py
# Актіден генерацияланған: бұл файлды емес, актіні немесе генераторды түзетіңіз.
"""Көрсетілетін қызметті беруші арқылы көрсету тәртібінің қадамдары, актіде аталғандай."""

from .case import Deadline, Step

LOG_IN = Step(
    key="log_in",
    label="P1",
    title="Жүйеге кіру",
    performer="employee",
    clause="7",
    item="1",
    line=63,
    deadlines=(Deadline(15, "second", minimum=10),),
)
VERIFY_LOGIN = Step(
    key="verify_login",
    label="C1",
    title="Логин мен құпиясөзді тексеру",
    performer="e_licensing",
    clause="7",
    item="2",
    line=64,
)
REFUSE_LOGIN = Step(
    key="refuse_login",
    label="P2",
    title="Авторизациялаудан бас тарту",
    performer="e_licensing",
    clause="7",
    item="3",
    line=65,
    deadlines=(Deadline(10, "second", minimum=10),),
)
SELECT_SERVICE = Step(
    key="select_service",
    label="P3",
    title="Қызметті таңдау",
    performer="employee",
    clause="7",
    item="4",
    line=66,
    deadlines=(Deadline(1, "minute", minimum=1),),
)
QUERY_REGISTRY = Step(
    key="query_registry",
    label="P4",
    title="Мемлекеттік деректер базасына сұрау салу",
    performer="employee",
    clause="7",
    item="5",
    line=67,
    deadlines=(Deadline(1.5, "minute", minimum=1.5),),
)
VERIFY_REGISTRY_DATA = Step(
    key="verify_registry_data",
    label="C2",
    title="Деректердің бар-жоғын тексеру",
    performer="registry",
    clause="7",
    item="6",
    line=68,
)
REPORT_MISSING_DATA = Step(
    key="report_missing_data",
    label="P5",
    title="Деректердің жоқтығы туралы хабарлама",
    performer="e_licensing",
    clause="7",
    item="7",
    line=69,
    deadlines=(Deadline(15, "second", minimum=10),),
)
FILL_FORM = Step(
    key="fill_form",
    label="P6",
    title="Сұрау салу нысанын толтыру",
    performer="employee",
    clause="7",
    item="8",
    line=70,
    deadlines=(Deadline(20, "minute", minimum=20),),
)
REGISTER_REQUEST = Step(
    key="register_request",
    label="P7",
    title="Сұрау салуды тіркеу және өңдеу",
    performer="e_licensing",
    clause="7",
    item="9",
    line=71,
    deadlines=(Deadline(1.5, "minute", minimum=1.5),),
)
VERIFY_ELIGIBILITY = Step(
    key="verify_eligibility",
    label="C3",
    title="Талаптарға сәйкестікті тексеру",
    performer="provider",
    clause="7",
    item="10",
    line=72,
    within=(
        Deadline(15, "day", minimum=15, calendar="working"),
        Deadline(15, "day", minimum=15, calendar="working"),
    ),
)
REFUSE_REQUEST = Step(
    key="refuse_request",
    label="P8",
    title="Сұратылған қызметтен бас тарту",
    performer="e_licensing",
    clause="7",
    item="11",
    line=73,
    deadlines=(Deadline(15, "day", minimum=15, calendar="working"),),
    spent_by="provider",
)
DELIVER_RESULT = Step(
    key="deliver_result",
    label="P9",
    title="Қызмет нәтижесін алу",
    performer="consumer",
    clause="7",
    item="12",
    line=74,
    deadlines=(Deadline(15, "day", minimum=15, calendar="working"),),
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
    REGISTER_REQUEST,
    VERIFY_ELIGIBILITY,
    REFUSE_REQUEST,
    DELIVER_RESULT,
)
