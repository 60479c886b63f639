# reglament 0.1.0, spec 12e6cb24fdefcf9b
# workflow/kostanay_karaultob_district_akimat_2016/portal.py
# Актіден генерацияланған: бұл файлды емес, актіні немесе генераторды түзетіңіз.
"""«электрондық үкімет» порталы арқылы көрсету тәртібі (7-тармақ): Маңдайша жазуды келісу"""

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
    provider = actors.provider
    other = actors.other

    # 7-тармақ, 1), тіркелу (61-жол).
    # «көрсетілетін қызметті алушы порталда тіркеледі»
    engine.wait_for_person(steps.REGISTER_ON_PORTAL, consumer.register_on_portal, case)

    # 7-тармақ, 2), 1-үдеріс (63-жол).
    # «көрсетілетін қызметті алушы порталда логин мен парольді енгізеді»
    engine.wait_for_person(steps.LOG_IN, consumer.log_in, case)

    # 7-тармақ, 3), 1-шарт (65-жол).
    # «портал логин мен парольді тексереді»
    # Тексерілетіні: логин, құпиясөз.
    if not engine.step(steps.VERIFY_LOGIN, portal.verify_login, case):
        # 7-тармақ, 4), 2-үдеріс (67-жол).
        # «логин немесе пароль қате болса, портал авторландырудан бас тартады»
        engine.step(steps.REFUSE_LOGIN, portal.refuse_login, case)
        return Ending("refused", steps.REFUSE_LOGIN, "Авторизациялаудан бас тарту")

    # 7-тармақ, 5), 3-үдеріс (69-жол).
    # «көрсетілетін қызметті алушы қызметті таңдайды, сұрау нысанын толтырады және маңдайша жазудың
    # нобайын қоса береді»
    # Сондай-ақ: Сұрау салу нысанын толтыру.
    engine.wait_for_person(steps.SELECT_SERVICE, consumer.select_service, case)

    # 7-тармақ, 6), 4-үдеріс (71-жол).
    # «көрсетілетін қызметті алушы электрондық цифрлық қолтаңбаның (бұдан әрі – ЭЦҚ) тіркеу куәлігін
    # таңдайды»
    engine.wait_for_person(steps.CHOOSE_CERTIFICATE, consumer.choose_certificate, case)

    # 7-тармақ, 7), 2-шарт (73-жол).
    # «портал ЭЦҚ тіркеу куәлігінің қолданылу мерзімін және оның қайтарып алынғандар тізімінде
    # жоқтығын тексереді»
    # Тексерілетіні: жарамдылық мерзімі өтпеген, қайтарып алынбаған.
    if not engine.step(steps.VERIFY_CERTIFICATE, portal.verify_certificate, case):
        # 7-тармақ, 8), 5-үдеріс (75-жол).
        # «ЭЦҚ-ның түпнұсқалығы расталмағандықтан, портал сұраудан бас тартады»
        engine.step(steps.REFUSE_SIGNATURE, portal.refuse_signature, case)
        return Ending("refused", steps.REFUSE_SIGNATURE, "ЭЦҚ расталмағандықтан бас тарту")

    # 7-тармақ, 9), 6-үдеріс (77-жол).
    # «көрсетілетін қызметті алушы сұрауға ЭЦҚ-сымен қол қояды»
    engine.wait_for_person(steps.SIGN_REQUEST, consumer.sign_request, case)

    # 7-тармақ, 10), 7-үдеріс (79-жол).
    # „сұрау «Маңдайша жазулар тіркелімі» ақпараттық жүйесінде (бұдан әрі – МЖТ АЖ) тіркеледі“
    engine.wait_for_person(steps.REGISTER_REQUEST, other.register_request, case)

    # 7-тармақ, 11), 3-шарт (81-жол).
    # «көрсетілетін қызметті беруші нобайдың маңдайша жазуларға қойылатын талаптарға сәйкестігін
    # тексереді»
    # Тексерілетіні: біліктілік талаптары.
    if not engine.wait_for_person(steps.VERIFY_ELIGIBILITY, provider.verify_eligibility, case):
        # 7-тармақ, 12), 8-үдеріс (83-жол).
        # «нобайдағы бұзушылықтарға байланысты МЖТ АЖ қызметтен бас тарту туралы хабарлама
        # қалыптастырады»
        engine.wait_for_person(steps.REFUSE_REQUEST, other.refuse_request, case)
        return Ending("refused", steps.REFUSE_REQUEST, "Сұратылған қызметтен бас тарту")

    # 7-тармақ, 13), 9-үдеріс (85-жол).
    # «көрсетілетін қызметті алушы МЖТ АЖ-да қалыптастырылған келісу туралы хатты алады»
    engine.wait_for_person(steps.DELIVER_RESULT, consumer.deliver_result, case)
    return Ending("issued", steps.DELIVER_RESULT, "Қызмет көрсетілді")
