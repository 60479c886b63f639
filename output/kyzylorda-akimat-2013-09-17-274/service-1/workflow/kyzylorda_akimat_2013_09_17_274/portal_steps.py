# reglament 0.1.0, spec 95724a385cc10198
# workflow/kyzylorda_akimat_2013_09_17_274/portal_steps.py
# Актіден генерацияланған: бұл файлды емес, актіні немесе генераторды түзетіңіз.
"""«электрондық үкімет» порталы арқылы көрсету тәртібінің қадамдары, актіде аталғандай."""

from .case import Deadline, Step

REGISTER_ON_PORTAL = Step(
    key="register_on_portal",
    label="R",
    title="Порталда тіркелу",
    performer="consumer",
    clause="6",
    item="1",
    line=46,
)
LOG_IN = Step(
    key="log_in",
    label="P1",
    title="Жүйеге кіру",
    performer="consumer",
    clause="6",
    item="2",
    line=47,
    deadlines=(Deadline(15, "second", minimum=10),),
)
VERIFY_LOGIN = Step(
    key="verify_login",
    label="C1",
    title="Логин мен құпиясөзді тексеру",
    performer="portal",
    clause="6",
    item="3",
    line=48,
)
REFUSE_LOGIN = Step(
    key="refuse_login",
    label="P2",
    title="Авторизациялаудан бас тарту",
    performer="portal",
    clause="6",
    item="4",
    line=49,
    deadlines=(Deadline(20, "second", minimum=20),),
)
SELECT_SERVICE = Step(
    key="select_service",
    label="P3",
    title="Қызметті таңдау",
    performer="consumer",
    clause="6",
    item="5",
    line=50,
    deadlines=(Deadline(10, "minute", minimum=10),),
)
PAY = Step(
    key="pay",
    label="P4",
    title="Қызмет ақысын төлеу",
    performer="consumer",
    clause="6",
    item="6",
    line=51,
    deadlines=(Deadline(1.5, "minute", minimum=1.5),),
)
VERIFY_PAYMENT = Step(
    key="verify_payment",
    label="C2",
    title="Төлемді тексеру",
    performer="e_licensing",
    clause="6",
    item="7",
    line=52,
)
REFUSE_UNPAID = Step(
    key="refuse_unpaid",
    label="P5",
    title="Төлем болмағандықтан бас тарту",
    performer="e_licensing",
    clause="6",
    item="8",
    line=53,
    deadlines=(Deadline(15, "second", minimum=10),),
)
CHOOSE_CERTIFICATE = Step(
    key="choose_certificate",
    label="P6",
    title="ЭЦҚ куәлігін таңдау",
    performer="consumer",
    clause="6",
    item="9",
    line=54,
    deadlines=(Deadline(15, "second", minimum=10),),
)
VERIFY_CERTIFICATE = Step(
    key="verify_certificate",
    label="C3",
    title="ЭЦҚ куәлігін тексеру",
    performer="portal",
    clause="6",
    item="10",
    line=55,
)
REFUSE_SIGNATURE = Step(
    key="refuse_signature",
    label="P7",
    title="ЭЦҚ расталмағандықтан бас тарту",
    performer="portal",
    clause="6",
    item="11",
    line=56,
    deadlines=(Deadline(10, "second", minimum=10),),
)
SIGN_REQUEST = Step(
    key="sign_request",
    label="P8",
    title="Сұрау салуға ЭЦҚ қою",
    performer="consumer",
    clause="6",
    item="12",
    line=57,
    deadlines=(Deadline(30, "second", minimum=30),),
)
REGISTER_REQUEST = Step(
    key="register_request",
    label="P9",
    title="Сұрау салуды тіркеу және өңдеу",
    performer="e_licensing",
    clause="6",
    item="13",
    line=58,
    deadlines=(Deadline(1.5, "minute", minimum=1.5),),
)
VERIFY_ELIGIBILITY = Step(
    key="verify_eligibility",
    label="C4",
    title="Талаптарға сәйкестікті тексеру",
    performer="provider",
    clause="6",
    item="14",
    line=59,
    within=(
        Deadline(15, "day", minimum=15, calendar="working"),
        Deadline(15, "day", minimum=15, calendar="working", applies_to="issue"),
        Deadline(10, "day", minimum=10, calendar="working", applies_to="reissue"),
        Deadline(2, "day", minimum=2, calendar="working", applies_to="duplicate"),
    ),
)
REFUSE_REQUEST = Step(
    key="refuse_request",
    label="P10",
    title="Сұратылған қызметтен бас тарту",
    performer="e_licensing",
    clause="6",
    item="15",
    line=60,
    deadlines=(Deadline(15, "day", minimum=15, calendar="working"),),
    spent_by="provider",
)
DELIVER_RESULT = Step(
    key="deliver_result",
    label="P11",
    title="Қызмет нәтижесін алу",
    performer="consumer",
    clause="6",
    item="16",
    line=61,
    deadlines=(
        Deadline(15, "day", minimum=15, calendar="working", applies_to="issue"),
        Deadline(10, "day", minimum=10, calendar="working", applies_to="reissue"),
        Deadline(2, "day", minimum=2, calendar="working", applies_to="duplicate"),
    ),
    spent_by="provider",
)

ALL = (
    REGISTER_ON_PORTAL,
    LOG_IN,
    VERIFY_LOGIN,
    REFUSE_LOGIN,
    SELECT_SERVICE,
    PAY,
    VERIFY_PAYMENT,
    REFUSE_UNPAID,
    CHOOSE_CERTIFICATE,
    VERIFY_CERTIFICATE,
    REFUSE_SIGNATURE,
    SIGN_REQUEST,
    REGISTER_REQUEST,
    VERIFY_ELIGIBILITY,
    REFUSE_REQUEST,
    DELIVER_RESULT,
)
