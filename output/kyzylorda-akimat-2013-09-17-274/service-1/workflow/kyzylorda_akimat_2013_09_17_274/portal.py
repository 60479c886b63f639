# reglament 0.1.0, spec 95724a385cc10198
# workflow/kyzylorda_akimat_2013_09_17_274/portal.py
# Актіден генерацияланған: бұл файлды емес, актіні немесе генераторды түзетіңіз.
"""«электрондық үкімет» порталы арқылы көрсету тәртібі (6-тармақ): Туроператорлық қызметке
лицензия беру, оны қайта ресімдеу және телнұсқасы
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

    # 6-тармақ, 1), тіркелу (46-жол).
    # «ЭҮП-ке алғаш келген тұтынушы онда ЭЦҚ тіркеу куәлігінің көмегімен тіркеледі»
    engine.wait_for_person(steps.REGISTER_ON_PORTAL, consumer.register_on_portal, case)

    # 6-тармақ, 2), 1-үдеріс (47-жол). Мерзімі: 10–15 секунд.
    # «тұтынушы ЭҮП-те авторизацияланады: логин мен парольді көрсетеді»
    engine.wait_for_person(steps.LOG_IN, consumer.log_in, case)

    # 6-тармақ, 3), 1-шарт (48-жол).
    # «логин мен парольдің тіркелген тұтынушыға тиесілі-тиесілі еместігі ЭҮП-те салыстырылады»
    # Тексерілетіні: логин, құпиясөз.
    if not engine.step(steps.VERIFY_LOGIN, portal.verify_login, case):
        # 6-тармақ, 4), 2-үдеріс (49-жол). Мерзімі: 20 секунд.
        # «тұтынушының деректері сәйкес келмегендіктен, ЭҮП авторизациядан бас тартылғанын
        # хабарлайды»
        engine.step(steps.REFUSE_LOGIN, portal.refuse_login, case)
        return Ending("refused", steps.REFUSE_LOGIN, "Авторизациялаудан бас тарту")

    # 6-тармақ, 5), 3-үдеріс (50-жол). Мерзімі: 10 минут.
    # «тұтынушы қызметті таңдайды, сұрау нысанын ашады, мәліметтерді енгізеді және құжаттардың
    # файлдарын қоса береді»
    # Сондай-ақ: Сұрау салу нысанын толтыру.
    engine.wait_for_person(steps.SELECT_SERVICE, consumer.select_service, case)

    # 6-тармақ, 6), 4-үдеріс (51-жол). Мерзімі: 1,5 минут.
    # «тұтынушы лицензиялық алымды ЭҮТШ арқылы төлейді, содан кейін төлем туралы белгі ЕЛ АЖ-да
    # пайда болады»
    engine.wait_for_person(steps.PAY, consumer.pay, case)

    # 6-тармақ, 7), 2-шарт (52-жол).
    # «лицензиялық алымның төленген-төленбегені ЕЛ АЖ-да анықталады»
    # Тексерілетіні: төлем түскен.
    if not engine.step(steps.VERIFY_PAYMENT, e_licensing.verify_payment, case):
        # 6-тармақ, 8), 5-үдеріс (53-жол). Мерзімі: 10–15 секунд.
        # «ЕЛ АЖ қызметтен бас тартылғанын хабарлайды: лицензиялық алым төленбеген»
        engine.step(steps.REFUSE_UNPAID, e_licensing.refuse_unpaid, case)
        return Ending("refused", steps.REFUSE_UNPAID, "Төлем болмағандықтан бас тарту")

    # 6-тармақ, 9), 6-үдеріс (54-жол). Мерзімі: 10–15 секунд.
    # «тұтынушы сұрауға қол қойылатын ЭЦҚ тіркеу куәлігін таңдайды»
    engine.wait_for_person(steps.CHOOSE_CERTIFICATE, consumer.choose_certificate, case)

    # 6-тармақ, 10), 3-шарт (55-жол).
    # «ЭЦҚ тіркеу куәлігінің жарамдылығы, қайтарып алынбағаны және ондағы ЖСН немесе БСН-нің
    # сұраудағымен бірдейлігі ЭҮП-те тексеріледі»
    # Тексерілетіні: жарамдылық мерзімі өтпеген, қайтарып алынбаған, сол тұлғаның өзі.
    if not engine.step(steps.VERIFY_CERTIFICATE, portal.verify_certificate, case):
        # 6-тармақ, 11), 7-үдеріс (56-жол). Мерзімі: 10 секунд.
        # «қызметтен бас тартылғаны хабарланады: тұтынушы ЭЦҚ-сының түпнұсқалығы расталмады»
        engine.step(steps.REFUSE_SIGNATURE, portal.refuse_signature, case)
        return Ending("refused", steps.REFUSE_SIGNATURE, "ЭЦҚ расталмағандықтан бас тарту")

    # 6-тармақ, 12), 8-үдеріс (57-жол). Мерзімі: 30 секунд.
    # «тұтынушы толтырылған сұрауға өз ЭЦҚ-сымен қол қояды»
    engine.wait_for_person(steps.SIGN_REQUEST, consumer.sign_request, case)

    # 6-тармақ, 13), 9-үдеріс (58-жол). Мерзімі: 1,5 минут.
    # «қол қойылған сұрау ЕЛ АЖ-да тіркеледі және өңделеді»
    engine.step(steps.REGISTER_REQUEST, e_licensing.register_request, case)

    # 6-тармақ, 14), 4-шарт (59-жол).
    # «басқарма тұтынушының туроператорға қойылатын талаптарға сәйкестігін тексереді»
    # Тексерілетіні: біліктілік талаптары.
    # Шешім келесі қадамдардың мерзімі ішінде күтіледі: 15 жұмыс күні; беру: 15 жұмыс күні; қайта
    # ресімдеу: 10 жұмыс күні; телнұсқа: 2 жұмыс күні.
    if not engine.wait_for_person(steps.VERIFY_ELIGIBILITY, provider.verify_eligibility, case):
        # 6-тармақ, 15), 10-үдеріс (60-жол). Мерзімі: 15 жұмыс күні.
        # «тұтынушының талаптарға сәйкес келмеуіне орай ЕЛ АЖ-да қызметтен бас тарту жасалады»
        engine.step(steps.REFUSE_REQUEST, e_licensing.refuse_request, case)
        return Ending("refused", steps.REFUSE_REQUEST, "Сұратылған қызметтен бас тарту")

    # 6-тармақ, 16), 11-үдеріс (61-жол). Мерзімі: беру: 15 жұмыс күні; қайта ресімдеу: 10 жұмыс
    # күні; телнұсқа: 2 жұмыс күні.
    # «тұтынушы ЭҮП-тен басқарма басшысының ЭЦҚ-сы қойылған электрондық лицензияны алады»
    engine.wait_for_person(steps.DELIVER_RESULT, consumer.deliver_result, case)
    return Ending("issued", steps.DELIVER_RESULT, "Қызмет көрсетілді")
