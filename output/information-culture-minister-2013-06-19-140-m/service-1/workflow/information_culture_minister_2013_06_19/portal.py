# reglament 0.1.0, spec 39f5148d0f4b7bc2
# workflow/information_culture_minister_2013_06_19/portal.py
# Актіден генерацияланған: бұл файлды емес, актіні немесе генераторды түзетіңіз.
"""«электрондық үкімет» порталы арқылы көрсету тәртібі (8-тармақ): Мәдени құндылықтарды уақытша
әкетуге куәлік беру
"""

from . import portal_steps as steps
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
    portal = actors.portal
    e_licensing = actors.e_licensing
    provider = actors.provider

    # 8-тармақ, 1), тіркелу (58-жол).
    # «порталды әлі пайдаланбаған тұтынушы порталда ЭЦҚ көмегімен тіркеледі»
    engine.wait_for_person(steps.REGISTER_ON_PORTAL, consumer.register_on_portal, case)

    # 8-тармақ, 2), 1-үдеріс (59-жол). Мерзімі: 15 секунд.
    # «тұтынушы порталға логин мен пароль арқылы кіреді»
    engine.wait_for_person(steps.LOG_IN, consumer.log_in, case)

    # 8-тармақ, 3), 1-шарт (60-жол).
    # «портал тұтынушының логині мен паролін тексереді»
    # Тексерілетіні: логин, құпиясөз.
    if not engine.step(steps.VERIFY_LOGIN, portal.verify_login, case):
        # 8-тармақ, 4), 2-үдеріс (61-жол). Мерзімі: 10 секунд.
        # «логин немесе пароль қате болғандықтан, портал кіруден бас тартуды шығарады»
        engine.step(steps.REFUSE_LOGIN, portal.refuse_login, case)
        return Ending("refused", steps.REFUSE_LOGIN, "Авторизациялаудан бас тарту")

    # 8-тармақ, 5), 3-үдеріс (62-жол). Мерзімі: 10 минут.
    # «тұтынушы қызметті таңдайды, өтінім нысанын толтырады және заттардың фотосуреттерін қоса
    # береді»
    # Сондай-ақ: Сұрау салу нысанын толтыру.
    engine.wait_for_person(steps.SELECT_SERVICE, consumer.select_service, case)

    # 8-тармақ, 6), 4-үдеріс (63-жол). Мерзімі: 15 секунд.
    # «тұтынушы ЭЦҚ тіркеу куәлігін таңдайды»
    engine.wait_for_person(steps.CHOOSE_CERTIFICATE, consumer.choose_certificate, case)

    # 8-тармақ, 7), 2-шарт (64-жол).
    # «портал ЭЦҚ тіркеу куәлігінің мерзімін және қайтарып алынбағанын тексереді»
    # Тексерілетіні: қайтарып алынбаған.
    if not engine.step(steps.VERIFY_CERTIFICATE, portal.verify_certificate, case):
        # 8-тармақ, 8), 5-үдеріс (65-жол). Мерзімі: 10 секунд.
        # «ЭЦҚ расталмағандықтан, портал өтінімді қабылдаудан бас тартуды шығарады»
        engine.step(steps.REFUSE_SIGNATURE, portal.refuse_signature, case)
        return Ending("refused", steps.REFUSE_SIGNATURE, "ЭЦҚ расталмағандықтан бас тарту")

    # 8-тармақ, 9), 6-үдеріс (66-жол). Мерзімі: 30 секунд.
    # «тұтынушы өтінімге ЭЦҚ-мен қол қояды»
    engine.wait_for_person(steps.SIGN_REQUEST, consumer.sign_request, case)

    # 8-тармақ, 10), 7-үдеріс (67-жол). Мерзімі: 1,5 минут.
    # «тұтынушы мемлекеттік бажды ЭҮТШ арқылы төлейді»
    engine.wait_for_person(steps.PAY, consumer.pay, case)

    # 8-тармақ, 11), 3-шарт (68-жол).
    # «мемлекеттік баждың төленгені ЕЛ АЖ-да тексеріледі»
    # Тексерілетіні: төлем түскен.
    if not engine.step(steps.VERIFY_PAYMENT, e_licensing.verify_payment, case):
        # 8-тармақ, 12), 8-үдеріс (69-жол). Мерзімі: 10 секунд.
        # «баж төленбегендіктен, ЕЛ АЖ қызметтен бас тартуды қалыптастырады»
        engine.step(steps.REFUSE_UNPAID, e_licensing.refuse_unpaid, case)
        return Ending("refused", steps.REFUSE_UNPAID, "Төлем болмағандықтан бас тарту")

    # 8-тармақ, 13), 9-үдеріс (70-жол). Мерзімі: 1 минут.
    # «өтінім ЕЛ АЖ-да тіркеледі»
    engine.step(steps.REGISTER_REQUEST, e_licensing.register_request, case)

    # 8-тармақ, 14), 4-шарт (71-жол).
    # «Комитет куәлік беруге негіздердің болуын тексереді»
    # Тексерілетіні: негіздер.
    # Шешім келесі қадамдардың мерзімі ішінде күтіледі: 5 жұмыс күні; 10 жұмыс күні.
    if not engine.wait_for_person(steps.VERIFY_ELIGIBILITY, provider.verify_eligibility, case):
        # 8-тармақ, 15), 10-үдеріс (72-жол). Мерзімі: 5 жұмыс күні.
        # «негіздер болмағандықтан, ЕЛ АЖ-да дәлелді бас тарту қалыптастырылады»
        engine.step(steps.REFUSE_REQUEST, e_licensing.refuse_request, case)
        return Ending("refused", steps.REFUSE_REQUEST, "Сұратылған қызметтен бас тарту")

    # 8-тармақ, 16), 11-үдеріс (73-жол). Мерзімі: 10 жұмыс күні.
    # «тұтынушы порталдан электрондық куәлікті алады»
    engine.wait_for_person(steps.DELIVER_RESULT, consumer.deliver_result, case)
    return Ending("issued", steps.DELIVER_RESULT, "Қызмет көрсетілді")
