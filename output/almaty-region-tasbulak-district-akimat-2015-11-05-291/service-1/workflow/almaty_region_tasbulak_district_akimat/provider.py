# reglament 0.1.0, spec 69aca5fce10b3547
# workflow/almaty_region_tasbulak_district_akimat/provider.py
# Актіден генерацияланған: бұл файлды емес, актіні немесе генераторды түзетіңіз.
"""Көрсетілетін қызметті беруші арқылы көрсету тәртібі (12-тармақ): Мекенжайды нақтылау туралы
анықтама беру
"""

from . import provider_steps as steps
from .case import Case, Ending
from .engine import Engine
from .operations import Actors


def run(case: Case, engine: Engine, actors: Actors) -> Ending:
    """Істі бірінші қадамнан нәтижеге дейін жүргізеді.

    Қадамдар актідегі ретпен жүреді, әрқайсысының үстінде актідегі орны мен сөздері тұр.
    wait_for_person: қадамды адам жасайды; step: жүйе жасайды. if not: тексеру өтпеді. return: іс
    аяқталды, нәтижесі, қадамы және себебі айтылады.
    """
    consumer = actors.consumer
    employee = actors.employee
    provider = actors.provider
    other = actors.other

    # 12-тармақ, 1), 1-үдеріс (67-жол). Мерзімі: 15 секунд.
    # «көрсетілетін қызметті берушінің қызметкері МТ АЖ-ға логин мен пароль арқылы кіреді»
    engine.wait_for_person(steps.LOG_IN, employee.log_in, case)

    # 12-тармақ, 2), 1-шарт (69-жол).
    # «МТ АЖ қызметкердің логині мен паролін тексереді»
    # Тексерілетіні: логин, құпиясөз.
    if not engine.wait_for_person(steps.VERIFY_LOGIN, other.verify_login, case):
        # 12-тармақ, 3), 2-үдеріс (71-жол). Мерзімі: 10 секунд.
        # «логин немесе пароль қате болса, МТ АЖ кіруден бас тартады»
        engine.wait_for_person(steps.REFUSE_LOGIN, other.refuse_login, case)
        return Ending("refused", steps.REFUSE_LOGIN, "Авторизациялаудан бас тарту")

    # 12-тармақ, 4), 3-үдеріс (73-жол). Мерзімі: 1 минут.
    # «көрсетілетін қызметті берушінің қызметкері қызметті таңдайды және сұрау нысанын ашады»
    engine.wait_for_person(steps.SELECT_SERVICE, employee.select_service, case)

    # 12-тармақ, 5), 4-үдеріс (75-жол). Мерзімі: 10 минут.
    # «көрсетілетін қызметті берушінің қызметкері сұрау нысанын толтырады және учаске жоспарының
    # сканын қоса береді»
    engine.wait_for_person(steps.FILL_FORM, employee.fill_form, case)

    # 12-тармақ, 6), 5-үдеріс (77-жол). Мерзімі: 3 жұмыс күні.
    # «сұрау МТ АЖ-да тіркеледі»
    engine.wait_for_person(steps.REGISTER_REQUEST, other.register_request, case)

    # 12-тармақ, 7), 2-шарт (79-жол).
    # «көрсетілетін қызметті беруші анықтама беру негіздерін тексереді»
    # Тексерілетіні: негіздер.
    if not engine.wait_for_person(steps.VERIFY_ELIGIBILITY, provider.verify_eligibility, case):
        return Ending(
            "other",
            steps.VERIFY_ELIGIBILITY,
            "Актіде «Талаптарға сәйкестікті тексеру» қадамынан кейін жалғасы жоқ",
        )

    # 12-тармақ, 8), 6-үдеріс (81-жол). Мерзімі: 15 минут.
    # «көрсетілетін қызметті алушы МТ АЖ-да қалыптастырылған, басшының ЭЦҚ-сы қойылған анықтаманы
    # алады»
    engine.wait_for_person(steps.DELIVER_RESULT, consumer.deliver_result, case)
    return Ending("issued", steps.DELIVER_RESULT, "Қызмет көрсетілді")
