# reglament 0.1.0, spec 12e6cb24fdefcf9b
# workflow/kostanay_karaultob_district_akimat_2016/portal_steps.py
# Актіден генерацияланған: бұл файлды емес, актіні немесе генераторды түзетіңіз.
"""«электрондық үкімет» порталы арқылы көрсету тәртібінің қадамдары, актіде аталғандай."""

from .case import Step

REGISTER_ON_PORTAL = Step(
    key="register_on_portal",
    label="R",
    title="Порталда тіркелу",
    performer="consumer",
    clause="7",
    item="1",
    line=61,
)
LOG_IN = Step(
    key="log_in",
    label="P1",
    title="Жүйеге кіру",
    performer="consumer",
    clause="7",
    item="2",
    line=63,
)
VERIFY_LOGIN = Step(
    key="verify_login",
    label="C1",
    title="Логин мен құпиясөзді тексеру",
    performer="portal",
    clause="7",
    item="3",
    line=65,
)
REFUSE_LOGIN = Step(
    key="refuse_login",
    label="P2",
    title="Авторизациялаудан бас тарту",
    performer="portal",
    clause="7",
    item="4",
    line=67,
)
SELECT_SERVICE = Step(
    key="select_service",
    label="P3",
    title="Қызметті таңдау",
    performer="consumer",
    clause="7",
    item="5",
    line=69,
)
CHOOSE_CERTIFICATE = Step(
    key="choose_certificate",
    label="P4",
    title="ЭЦҚ куәлігін таңдау",
    performer="consumer",
    clause="7",
    item="6",
    line=71,
)
VERIFY_CERTIFICATE = Step(
    key="verify_certificate",
    label="C2",
    title="ЭЦҚ куәлігін тексеру",
    performer="portal",
    clause="7",
    item="7",
    line=73,
)
REFUSE_SIGNATURE = Step(
    key="refuse_signature",
    label="P5",
    title="ЭЦҚ расталмағандықтан бас тарту",
    performer="portal",
    clause="7",
    item="8",
    line=75,
)
SIGN_REQUEST = Step(
    key="sign_request",
    label="P6",
    title="Сұрау салуға ЭЦҚ қою",
    performer="consumer",
    clause="7",
    item="9",
    line=77,
)
REGISTER_REQUEST = Step(
    key="register_request",
    label="P7",
    title="Сұрау салуды тіркеу және өңдеу",
    performer="other",
    clause="7",
    item="10",
    line=79,
)
VERIFY_ELIGIBILITY = Step(
    key="verify_eligibility",
    label="C3",
    title="Талаптарға сәйкестікті тексеру",
    performer="provider",
    clause="7",
    item="11",
    line=81,
)
REFUSE_REQUEST = Step(
    key="refuse_request",
    label="P8",
    title="Сұратылған қызметтен бас тарту",
    performer="other",
    clause="7",
    item="12",
    line=83,
)
DELIVER_RESULT = Step(
    key="deliver_result",
    label="P9",
    title="Қызмет нәтижесін алу",
    performer="consumer",
    clause="7",
    item="13",
    line=85,
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
    REGISTER_REQUEST,
    VERIFY_ELIGIBILITY,
    REFUSE_REQUEST,
    DELIVER_RESULT,
)
