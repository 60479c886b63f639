# reglament 0.1.0, spec 39f5148d0f4b7bc2
# workflow/information_culture_minister_2013_06_19/portal_steps.py
# Актіден генерацияланған: бұл файлды емес, актіні немесе генераторды түзетіңіз.
"""«электрондық үкімет» порталы арқылы көрсету тәртібінің қадамдары, актіде аталғандай."""

from .case import Deadline, Step

REGISTER_ON_PORTAL = Step(
    key="register_on_portal",
    label="R",
    title="Порталда тіркелу",
    performer="consumer",
    clause="8",
    item="1",
    line=58,
)
LOG_IN = Step(
    key="log_in",
    label="P1",
    title="Жүйеге кіру",
    performer="consumer",
    clause="8",
    item="2",
    line=59,
    deadlines=(Deadline(15, "second", minimum=15),),
)
VERIFY_LOGIN = Step(
    key="verify_login",
    label="C1",
    title="Логин мен құпиясөзді тексеру",
    performer="portal",
    clause="8",
    item="3",
    line=60,
)
REFUSE_LOGIN = Step(
    key="refuse_login",
    label="P2",
    title="Авторизациялаудан бас тарту",
    performer="portal",
    clause="8",
    item="4",
    line=61,
    deadlines=(Deadline(10, "second", minimum=10),),
)
SELECT_SERVICE = Step(
    key="select_service",
    label="P3",
    title="Қызметті таңдау",
    performer="consumer",
    clause="8",
    item="5",
    line=62,
    deadlines=(Deadline(10, "minute", minimum=10),),
)
CHOOSE_CERTIFICATE = Step(
    key="choose_certificate",
    label="P4",
    title="ЭЦҚ куәлігін таңдау",
    performer="consumer",
    clause="8",
    item="6",
    line=63,
    deadlines=(Deadline(15, "second", minimum=15),),
)
VERIFY_CERTIFICATE = Step(
    key="verify_certificate",
    label="C2",
    title="ЭЦҚ куәлігін тексеру",
    performer="portal",
    clause="8",
    item="7",
    line=64,
)
REFUSE_SIGNATURE = Step(
    key="refuse_signature",
    label="P5",
    title="ЭЦҚ расталмағандықтан бас тарту",
    performer="portal",
    clause="8",
    item="8",
    line=65,
    deadlines=(Deadline(10, "second", minimum=10),),
)
SIGN_REQUEST = Step(
    key="sign_request",
    label="P6",
    title="Сұрау салуға ЭЦҚ қою",
    performer="consumer",
    clause="8",
    item="9",
    line=66,
    deadlines=(Deadline(30, "second", minimum=30),),
)
PAY = Step(
    key="pay",
    label="P7",
    title="Қызмет ақысын төлеу",
    performer="consumer",
    clause="8",
    item="10",
    line=67,
    deadlines=(Deadline(1.5, "minute", minimum=1.5),),
)
VERIFY_PAYMENT = Step(
    key="verify_payment",
    label="C3",
    title="Төлемді тексеру",
    performer="e_licensing",
    clause="8",
    item="11",
    line=68,
)
REFUSE_UNPAID = Step(
    key="refuse_unpaid",
    label="P8",
    title="Төлем болмағандықтан бас тарту",
    performer="e_licensing",
    clause="8",
    item="12",
    line=69,
    deadlines=(Deadline(10, "second", minimum=10),),
)
REGISTER_REQUEST = Step(
    key="register_request",
    label="P9",
    title="Сұрау салуды тіркеу және өңдеу",
    performer="e_licensing",
    clause="8",
    item="13",
    line=70,
    deadlines=(Deadline(1, "minute", minimum=1),),
)
VERIFY_ELIGIBILITY = Step(
    key="verify_eligibility",
    label="C4",
    title="Талаптарға сәйкестікті тексеру",
    performer="provider",
    clause="8",
    item="14",
    line=71,
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
    clause="8",
    item="15",
    line=72,
    deadlines=(Deadline(5, "day", minimum=5, calendar="working"),),
    spent_by="provider",
)
DELIVER_RESULT = Step(
    key="deliver_result",
    label="P11",
    title="Қызмет нәтижесін алу",
    performer="consumer",
    clause="8",
    item="16",
    line=73,
    deadlines=(Deadline(10, "day", minimum=10, calendar="working"),),
    spent_by="provider",
)

ALL = (
    REGISTER_ON_PORTAL,
    LOG_IN,
    VERIFY_LOGIN,
    REFUSE_LOGIN,
    SELECT_SERVICE,
    CHOOSE_CERTIFICATE,
    VERIFY_CERTIFICATE,
    REFUSE_SIGNATURE,
    SIGN_REQUEST,
    PAY,
    VERIFY_PAYMENT,
    REFUSE_UNPAID,
    REGISTER_REQUEST,
    VERIFY_ELIGIBILITY,
    REFUSE_REQUEST,
    DELIVER_RESULT,
)
