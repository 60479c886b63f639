# reglament 0.1.0, spec 8d63a24fe46b1543
# workflow/semey_akimat_2014_03_11_318/portal.py
# Актіден генерацияланған: бұл файлды емес, актіні немесе генераторды түзетіңіз.
"""«электрондық үкімет» порталы арқылы көрсету тәртібі (9-тармақ): Жасыл екпелерді кесуге рұқсат
беру
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

    # 9-тармақ, 1), тіркелу (119-жол).
    # «порталда жазбасы жоқ қызмет алушы порталда электрондық цифрлық қолтаңбаның (бұдан әрі – ЭЦҚ)
    # көмегімен тіркеледі»
    engine.wait_for_person(steps.REGISTER_ON_PORTAL, consumer.register_on_portal, case)

    # 9-тармақ, 2), 1-үдеріс (121-жол). Мерзімі: 15 секунд.
    # «қызмет алушы порталға логин мен пароль арқылы кіреді»
    engine.wait_for_person(steps.LOG_IN, consumer.log_in, case)

    # 9-тармақ, 3), 1-шарт (123-жол).
    # «портал қызмет алушының логині мен паролін тексереді»
    # Тексерілетіні: логин, құпиясөз.
    if not engine.step(steps.VERIFY_LOGIN, portal.verify_login, case):
        # 9-тармақ, 4), 2-үдеріс (125-жол). Мерзімі: 10 секунд.
        # «логин немесе пароль қате болғандықтан, портал қызмет алушының кіруінен бас тартады»
        engine.step(steps.REFUSE_LOGIN, portal.refuse_login, case)
        return Ending("refused", steps.REFUSE_LOGIN, "Авторизациялаудан бас тарту")

    # 9-тармақ, 5), 3-үдеріс (127-жол). Мерзімі: 5–10 минут.
    # «қызмет алушы қызметті таңдайды, сұрау нысанын толтырады және учаскенің жоспарын қоса береді»
    # Сондай-ақ: Сұрау салу нысанын толтыру.
    engine.wait_for_person(steps.SELECT_SERVICE, consumer.select_service, case)

    # 9-тармақ, 6), 4-үдеріс (129-жол). Мерзімі: 30 секунд.
    # «қызмет алушы сұрауға өз ЭЦҚ-сымен қол қояды»
    engine.wait_for_person(steps.SIGN_REQUEST, consumer.sign_request, case)

    # 9-тармақ, 7), 2-шарт (131-жол).
    # «портал ЭЦҚ тіркеу куәлігінің жарамды екенін және қайтарып алынбағанын тексереді»
    # Тексерілетіні: жарамдылық мерзімі өтпеген, қайтарып алынбаған.
    if not engine.step(steps.VERIFY_CERTIFICATE, portal.verify_certificate, case):
        # 9-тармақ, 8), 5-үдеріс (133-жол). Мерзімі: 10 секунд.
        # «ЭЦҚ жарамсыз болғандықтан, портал сұрауды қабылдаудан бас тартады»
        engine.step(steps.REFUSE_SIGNATURE, portal.refuse_signature, case)
        return Ending("refused", steps.REFUSE_SIGNATURE, "ЭЦҚ расталмағандықтан бас тарту")

    # 9-тармақ, 9), 6-үдеріс (135-жол). Мерзімі: 1 минут.
    # „сұрау «Е-лицензиялау» мемлекеттік деректер базасының ақпараттық жүйесінде (бұдан әрі – ЕЛ МДБ
    # АЖ) тіркеледі“
    engine.step(steps.REGISTER_REQUEST, e_licensing.register_request, case)

    # 9-тармақ, 10), 3-шарт (137-жол).
    # «қызмет беруші екпелерді кесу және рұқсат беру негіздерін тексереді»
    # Тексерілетіні: негіздер.
    # Шешім келесі қадамдардың мерзімі ішінде күтіледі: 3 жұмыс күні; 10 жұмыс күні.
    if not engine.wait_for_person(steps.VERIFY_ELIGIBILITY, provider.verify_eligibility, case):
        # 9-тармақ, 11), 7-үдеріс (139-жол). Мерзімі: 3 жұмыс күні.
        # «негіздер болмағандықтан, ЕЛ МДБ АЖ-да дәлелді бас тарту қалыптастырылады»
        engine.step(steps.REFUSE_REQUEST, e_licensing.refuse_request, case)
        return Ending("refused", steps.REFUSE_REQUEST, "Сұратылған қызметтен бас тарту")

    # 9-тармақ, 12), 8-үдеріс (141-жол). Мерзімі: 10 жұмыс күні.
    # «қызмет алушы порталдан электрондық рұқсатты алады»
    engine.wait_for_person(steps.DELIVER_RESULT, consumer.deliver_result, case)
    return Ending("issued", steps.DELIVER_RESULT, "Қызмет көрсетілді")
