# reglament 0.1.0, spec 8d63a24fe46b1543
# workflow/semey_akimat_2014_03_11_318/portal_steps.py
# Актіден генерацияланған: бұл файлды емес, актіні немесе генераторды түзетіңіз.
"""«электрондық үкімет» порталы арқылы көрсету тәртібінің қадамдары, актіде аталғандай."""

from .case import Deadline, Step

REGISTER_ON_PORTAL = Step(
    key="register_on_portal",
    label="R",
    title="Порталда тіркелу",
    performer="consumer",
    clause="9",
    item="1",
    line=119,
)
LOG_IN = Step(
    key="log_in",
    label="P1",
    title="Жүйеге кіру",
    performer="consumer",
    clause="9",
    item="2",
    line=121,
    deadlines=(Deadline(15, "second", minimum=15),),
)
VERIFY_LOGIN = Step(
    key="verify_login",
    label="C1",
    title="Логин мен құпиясөзді тексеру",
    performer="portal",
    clause="9",
    item="3",
    line=123,
)
REFUSE_LOGIN = Step(
    key="refuse_login",
    label="P2",
    title="Авторизациялаудан бас тарту",
    performer="portal",
    clause="9",
    item="4",
    line=125,
    deadlines=(Deadline(10, "second", minimum=10),),
)
SELECT_SERVICE = Step(
    key="select_service",
    label="P3",
    title="Қызметті таңдау",
    performer="consumer",
    clause="9",
    item="5",
    line=127,
    deadlines=(Deadline(10, "minute", minimum=5),),
)
SIGN_REQUEST = Step(
    key="sign_request",
    label="P4",
    title="Сұрау салуға ЭЦҚ қою",
    performer="consumer",
    clause="9",
    item="6",
    line=129,
    deadlines=(Deadline(30, "second", minimum=30),),
)
VERIFY_CERTIFICATE = Step(
    key="verify_certificate",
    label="C2",
    title="ЭЦҚ куәлігін тексеру",
    performer="portal",
    clause="9",
    item="7",
    line=131,
)
REFUSE_SIGNATURE = Step(
    key="refuse_signature",
    label="P5",
    title="ЭЦҚ расталмағандықтан бас тарту",
    performer="portal",
    clause="9",
    item="8",
    line=133,
    deadlines=(Deadline(10, "second", minimum=10),),
)
REGISTER_REQUEST = Step(
    key="register_request",
    label="P6",
    title="Сұрау салуды тіркеу және өңдеу",
    performer="e_licensing",
    clause="9",
    item="9",
    line=135,
    deadlines=(Deadline(1, "minute", minimum=1),),
)
VERIFY_ELIGIBILITY = Step(
    key="verify_eligibility",
    label="C3",
    title="Талаптарға сәйкестікті тексеру",
    performer="provider",
    clause="9",
    item="10",
    line=137,
    within=(
        Deadline(3, "day", minimum=3, calendar="working"),
        Deadline(10, "day", minimum=10, calendar="working"),
    ),
)
REFUSE_REQUEST = Step(
    key="refuse_request",
    label="P7",
    title="Сұратылған қызметтен бас тарту",
    performer="e_licensing",
    clause="9",
    item="11",
    line=139,
    deadlines=(Deadline(3, "day", minimum=3, calendar="working"),),
    spent_by="provider",
)
DELIVER_RESULT = Step(
    key="deliver_result",
    label="P8",
    title="Қызмет нәтижесін алу",
    performer="consumer",
    clause="9",
    item="12",
    line=141,
    deadlines=(Deadline(10, "day", minimum=10, calendar="working"),),
    spent_by="provider",
)

ALL = (
    REGISTER_ON_PORTAL,
    LOG_IN,
    VERIFY_LOGIN,
    REFUSE_LOGIN,
    SELECT_SERVICE,
    SIGN_REQUEST,
    VERIFY_CERTIFICATE,
    REFUSE_SIGNATURE,
    REGISTER_REQUEST,
    VERIFY_ELIGIBILITY,
    REFUSE_REQUEST,
    DELIVER_RESULT,
)
