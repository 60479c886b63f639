# reglament 0.1.0, spec 12e6cb24fdefcf9b
# workflow/kostanay_karaultob_district_akimat_2016/internal.py
# Актіден генерацияланған: бұл файлды емес, актіні немесе генераторды түзетіңіз.
"""Көрсетілетін қызметті берушінің ішінде көрсету тәртібі (6-тармақ): Маңдайша жазуды келісу"""

from . import internal_steps as steps
from .case import Case, Ending
from .engine import Engine
from .operations import Actors


def run(case: Case, engine: Engine, actors: Actors) -> Ending:
    """Істі бірінші қадамнан нәтижеге дейін жүргізеді.

    Қадамдар актідегі ретпен жүреді, әрқайсысының үстінде актідегі орны мен сөздері тұр.
    wait_for_person: қадамды адам жасайды; step: жүйе жасайды. if not: тексеру өтпеді. return: іс
    аяқталды, нәтижесі, қадамы және себебі айтылады.
    """
    chancellery = actors.chancellery
    head = actors.head
    department_head = actors.department_head
    specialist = actors.specialist

    # 6-тармақ, 1), 1-іс-қимыл (43-жол). Мерзімі: 15 минут ішінде.
    # «кеңсе қызметкері маңдайша жазудың нобайы бар өтінішті қабылдайды, тіркейді және көрсетілетін
    # қызметті берушінің басшысына береді (15 (он бес) минут). Нәтижесі – өтініштегі кіріс нөмірі»
    # Сондай-ақ: Сұрау салуды немесе құжаттарды жолдау.
    engine.wait_for_person(steps.REGISTER_INCOMING, chancellery.register_incoming, case)

    # 6-тармақ, 2), 2-іс-қимыл (45-жол). Мерзімі: 1 сағат ішінде.
    # «көрсетілетін қызметті берушінің басшысы бұрыштама қояды және өтінішті бөлім басшысына береді
    # (1 сағат; нәтижесі – бұрыштама)»
    # Сондай-ақ: Сұрау салуды немесе құжаттарды жолдау.
    engine.wait_for_person(steps.ENDORSE, head.endorse, case)

    # 6-тармақ, 3), 3-іс-қимыл (47-жол). Мерзімі: 30 минут ішінде.
    # «бөлім басшысы жауапты орындаушыны белгілейді (30 мин.). Нәтижесі – орындаушыға тапсырма»
    engine.wait_for_person(steps.ENDORSE_2, department_head.endorse, case)

    # 6-тармақ, 4), 4-іс-қимыл (49-жол). Мерзімі: беру: 3 жұмыс күні ішінде; бас тарту: 1 жұмыс күні
    # ішінде.
    # «жауапты орындаушы орнына шығады, нобайды қарайды және келісу туралы хатты дайындайды (үш
    # жұмыс күні) не маңдайша жазу терезелерді немесе жол белгілерін жауып тұрса, дәлелді бас
    # тартуды дайындайды (бір жұмыс күні). Нәтижесі – хаттың не бас тартудың жобасы»
    # Қадамның нәтижесі: issue (беру) немесе refusal (бас тарту).
    examine_outcome = engine.wait_for_person(steps.EXAMINE, specialist.examine, case)

    # 6-тармақ, 5), 5-іс-қимыл (51-жол). Мерзімі: 2 сағат ішінде.
    # «бөлім басшысы хаттың не бас тартудың жобасын келіседі (2 сағат; нәтижесі – келісу белгісі)»
    engine.wait_for_person(steps.APPROVE, department_head.approve, case)

    # 6-тармақ, 6), 6-іс-қимыл (53-жол). Мерзімі: 1 сағат ішінде.
    # «көрсетілетін қызметті берушінің басшысы хатқа не бас тартуға қол қояды (1 сағат). Нәтижесі –
    # қол қойылған құжат»
    engine.wait_for_person(steps.SIGN_RESULT, head.sign_result, case)

    # 6-тармақ, 7), 7-іс-қимыл (55-жол). Мерзімі: 15 минут ішінде.
    # «кеңсе қызметкері хатты не бас тартуды тіркейді және көрсетілетін қызметті алушыға береді (15
    # (он бес) минут; нәтижесі – берілгені туралы белгі)»
    # Сондай-ақ: Нәтижені беру.
    engine.wait_for_person(steps.REGISTER_RESULT, chancellery.register_result, case)
    if examine_outcome == "refusal":
        return Ending("refused", steps.REGISTER_RESULT, "Құжаттарды қарау: бас тарту")
    return Ending("issued", steps.REGISTER_RESULT, "Қызмет көрсетілді")
