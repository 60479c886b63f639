# reglament 0.1.0, spec 95724a385cc10198
# workflow/kyzylorda_akimat_2013_09_17_274/provider.py
# Актіден генерацияланған: бұл файлды емес, актіні немесе генераторды түзетіңіз.
"""Көрсетілетін қызметті беруші арқылы көрсету тәртібі (7-тармақ): Туроператорлық қызметке
лицензия беру, оны қайта ресімдеу және телнұсқасы
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
    e_licensing = actors.e_licensing
    registry = actors.registry
    provider = actors.provider

    # 7-тармақ, 1), 1-үдеріс (63-жол). Мерзімі: 10–15 секунд.
    # «басқарма қызметкері логин мен парольді көрсетіп, ЕЛ АЖ-да авторизацияланады»
    engine.wait_for_person(steps.LOG_IN, employee.log_in, case)

    # 7-тармақ, 2), 1-шарт (64-жол).
    # «басқарма қызметкерінің логині мен паролі ЕЛ АЖ-да салыстырылады»
    # Тексерілетіні: логин, құпиясөз.
    if not engine.step(steps.VERIFY_LOGIN, e_licensing.verify_login, case):
        # 7-тармақ, 3), 2-үдеріс (65-жол). Мерзімі: 10 секунд.
        # «қызметкердің деректері сәйкес келмегендіктен, ЕЛ АЖ авторизациядан бас тартылғанын
        # хабарлайды»
        engine.step(steps.REFUSE_LOGIN, e_licensing.refuse_login, case)
        return Ending("refused", steps.REFUSE_LOGIN, "Авторизациялаудан бас тарту")

    # 7-тармақ, 4), 3-үдеріс (66-жол). Мерзімі: 1 минут.
    # «басқарма қызметкері қызметті таңдайды және сұрау нысанын ашады»
    engine.wait_for_person(steps.SELECT_SERVICE, employee.select_service, case)

    # 7-тармақ, 5), 4-үдеріс (67-жол). Мерзімі: 1,5 минут.
    # «басқарма қызметкері тұтынушы туралы сұрауды ЭҮШ арқылы ЖТ МДБ-ға және ЗТ МДБ-ға жібереді»
    engine.wait_for_person(steps.QUERY_REGISTRY, employee.query_registry, case)

    # 7-тармақ, 6), 2-шарт (68-жол).
    # «тұтынушы туралы мәліметтердің ЖТ МДБ-да және ЗТ МДБ-да болуы тексеріледі»
    # Тексерілетіні: деректер бар.
    if not engine.step(steps.VERIFY_REGISTRY_DATA, registry.verify_registry_data, case):
        # 7-тармақ, 7), 5-үдеріс (69-жол). Мерзімі: 10–15 секунд.
        # «тұтынушы туралы мәліметтердің ЖТ МДБ-да және ЗТ МДБ-да жоқтығы, оларды алу мүмкін
        # еместігі хабарланады»
        engine.step(steps.REPORT_MISSING_DATA, e_licensing.report_missing_data, case)
        return Ending("no_data", steps.REPORT_MISSING_DATA, "Деректердің жоқтығы туралы хабарлама")

    # 7-тармақ, 8), 6-үдеріс (70-жол). Мерзімі: 20 минут.
    # «басқарма қызметкері сұрау нысанына мәліметтерді енгізеді, қағаз құжаттарды сканерлейді және
    # қоса береді»
    engine.wait_for_person(steps.FILL_FORM, employee.fill_form, case)

    # 7-тармақ, 9), 7-үдеріс (71-жол). Мерзімі: 1,5 минут.
    # «сұрау ЕЛ АЖ-да тіркеледі және өңделеді»
    engine.step(steps.REGISTER_REQUEST, e_licensing.register_request, case)

    # 7-тармақ, 10), 3-шарт (72-жол).
    # «басқарма тұтынушының туроператорға қойылатын талаптарға сәйкестігін тексереді»
    # Тексерілетіні: біліктілік талаптары.
    # Шешім келесі қадамдардың мерзімі ішінде күтіледі: 15 жұмыс күні.
    if not engine.wait_for_person(steps.VERIFY_ELIGIBILITY, provider.verify_eligibility, case):
        # 7-тармақ, 11), 8-үдеріс (73-жол). Мерзімі: 15 жұмыс күні.
        # «тұтынушының талаптарға сәйкес келмеуіне орай ЕЛ АЖ-да қызметтен бас тарту жасалады»
        engine.step(steps.REFUSE_REQUEST, e_licensing.refuse_request, case)
        return Ending("refused", steps.REFUSE_REQUEST, "Сұратылған қызметтен бас тарту")

    # 7-тармақ, 12), 9-үдеріс (74-жол). Мерзімі: 15 жұмыс күні.
    # «тұтынушы ЕЛ АЖ-да қалыптастырылған электрондық лицензияны алады»
    engine.wait_for_person(steps.DELIVER_RESULT, consumer.deliver_result, case)
    return Ending("issued", steps.DELIVER_RESULT, "Қызмет көрсетілді")
