# reglament 0.1.0, spec 39f5148d0f4b7bc2
# workflow/information_culture_minister_2013_06_19/psc.py
# Актіден генерацияланған: бұл файлды емес, актіні немесе генераторды түзетіңіз.
"""Халыққа қызмет көрсету орталығы арқылы көрсету тәртібі (7-тармақ): Мәдени құндылықтарды
уақытша әкетуге куәлік беру
"""

from . import psc_steps as steps
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
    e_licensing = actors.e_licensing
    registry = actors.registry
    psc_worker = actors.psc_worker
    provider = actors.provider
    unnamed = actors.unnamed

    # 7-тармақ, 1), 1-үдеріс (42-жол). Мерзімі: 15 секунд.
    # «орталық қызметкері орталықтың АЖО-сына логин мен пароль арқылы кіреді»
    engine.wait_for_person(steps.LOG_IN, psc_worker.log_in, case)

    # 7-тармақ, 2), 1-шарт (43-жол).
    # «орталықтың АЖО-сында орталық қызметкерінің логині мен паролі тексеріледі»
    # Тексерілетіні: логин, құпиясөз.
    if not engine.step(steps.VERIFY_LOGIN, unnamed.verify_login, case):
        # 7-тармақ, 3), 2-үдеріс (44-жол). Мерзімі: 10 секунд.
        # «логин немесе пароль қате болғандықтан, орталықтың АЖО-сында кіруден бас тарту шығады»
        engine.wait_for_person(steps.REFUSE_LOGIN, psc_worker.refuse_login, case)
        return Ending("refused", steps.REFUSE_LOGIN, "Авторизациялаудан бас тарту")

    # 7-тармақ, 4), 3-үдеріс (45-жол). Мерзімі: 1 минут.
    # «орталық қызметкері қызметті таңдайды және өтінім нысанын шығарады»
    engine.wait_for_person(steps.SELECT_SERVICE, psc_worker.select_service, case)

    # 7-тармақ, 5), 4-үдеріс (46-жол). Мерзімі: 1,5 минут.
    # «орталық қызметкері ЭҮШ арқылы ЖТ МДБ-дан тұтынушы туралы, БНАЖ-дан оның сенімхаты туралы
    # мәліметтерді сұратады»
    engine.wait_for_person(steps.QUERY_REGISTRY, psc_worker.query_registry, case)

    # 7-тармақ, 6), 2-шарт (47-жол).
    # «тұтынушы туралы мәліметтердің ЖТ МДБ-да, сенімхат туралы мәліметтердің БНАЖ-да болуы
    # тексеріледі»
    # Тексерілетіні: деректер бар, сенімхат жарамды.
    if not engine.step(steps.VERIFY_REGISTRY_DATA, registry.verify_registry_data, case):
        # 7-тармақ, 7), 5-үдеріс (48-жол). Мерзімі: 10 секунд.
        # «ЖТ МДБ-да немесе БНАЖ-да мәлімет жоқ екені, оны алуға болмайтыны туралы хабарлама шығады»
        # Қажет: ЖТ МДБ немесе БНАЖ.
        engine.wait_for_person(steps.REPORT_MISSING_DATA, psc_worker.report_missing_data, case)
        return Ending("no_data", steps.REPORT_MISSING_DATA, "Деректердің жоқтығы туралы хабарлама")

    # 7-тармақ, 8), 6-үдеріс (49-жол). Мерзімі: 15 минут.
    # «орталық қызметкері өтінім нысанын толтырады және тұтынушының құжаттарын сканерлейді»
    engine.wait_for_person(steps.FILL_FORM, psc_worker.fill_form, case)

    # 7-тармақ, 9), 7-үдеріс (50-жол). Мерзімі: 30 секунд.
    # «орталық қызметкері өтінімге өз ЭЦҚ-сымен қол қояды»
    engine.wait_for_person(steps.SIGN_REQUEST, psc_worker.sign_request, case)

    # 7-тармақ, 10), 8-үдеріс (51-жол). Мерзімі: 10 секунд.
    # «орталық қызметкері қол қойылған өтінімді ЭҮШ арқылы ЕЛ АЖ-ға жолдайды»
    engine.wait_for_person(steps.FORWARD_REQUEST, psc_worker.forward_request, case)

    # 7-тармақ, 11), 9-үдеріс (52-жол). Мерзімі: 1 минут.
    # «өтінім ЕЛ АЖ-да тіркеледі»
    engine.step(steps.REGISTER_REQUEST, e_licensing.register_request, case)

    # 7-тармақ, 12), 3-шарт (53-жол).
    # «Комитет куәлік беруге негіздердің болуын тексереді»
    # Тексерілетіні: негіздер.
    # Шешім келесі қадамдардың мерзімі ішінде күтіледі: 5 жұмыс күні; 10 жұмыс күні.
    if not engine.wait_for_person(steps.VERIFY_ELIGIBILITY, provider.verify_eligibility, case):
        # 7-тармақ, 13), 10-үдеріс (54-жол). Мерзімі: 5 жұмыс күні.
        # «негіздер болмағандықтан, ЕЛ АЖ-да дәлелді бас тарту қалыптастырылады»
        engine.step(steps.REFUSE_REQUEST, e_licensing.refuse_request, case)

        # 7-тармақ, 14), 11-үдеріс (55-жол). Мерзімі: 10 минут.
        # «орталық қызметкері осы бас тартуды тұтынушыға қол қойғызып тапсырады»
        engine.wait_for_person(steps.HAND_OVER, psc_worker.hand_over, case)
        return Ending("refused", steps.HAND_OVER, "Сұратылған қызметтен бас тарту")

    # 7-тармақ, 15), 12-үдеріс (56-жол). Мерзімі: 10 жұмыс күні.
    # «тұтынушы орталықта ЕЛ АЖ-да қалыптастырылған куәлікті алады»
    engine.wait_for_person(steps.DELIVER_RESULT, consumer.deliver_result, case)
    return Ending("issued", steps.DELIVER_RESULT, "Қызмет көрсетілді")
