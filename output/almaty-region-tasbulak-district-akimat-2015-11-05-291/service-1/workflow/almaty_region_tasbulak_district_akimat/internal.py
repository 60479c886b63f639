# reglament 0.1.0, spec 69aca5fce10b3547
# workflow/almaty_region_tasbulak_district_akimat/internal.py
# Актіден генерацияланған: бұл файлды емес, актіні немесе генераторды түзетіңіз.
"""Көрсетілетін қызметті берушінің ішінде көрсету тәртібі (5-11-тармақ): Мекенжайды нақтылау
туралы анықтама беру
"""

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

    # 5-тармақ, 1-іс-қимыл (41-жол). Мерзімі: 20 минут ішінде.
    # «Кеңсе қызметкері көрсетілетін қызметті алушының өтінішін қабылдайды, журналға тіркейді және
    # көрсетілетін қызметті берушінің басшысына береді. Шекті уақыт – 20 минут.»
    # Сондай-ақ: Сұрау салуды немесе құжаттарды жолдау.
    engine.wait_for_person(steps.REGISTER_INCOMING, chancellery.register_incoming, case)

    # 6-тармақ, 2-іс-қимыл (45-жол). Мерзімі: 1 сағат ішінде.
    # «Көрсетілетін қызметті берушінің басшысы бұрыштама қояды және өтінішті бөлім басшысына береді.
    # Шекті уақыт – 1 сағат.»
    # Сондай-ақ: Сұрау салуды немесе құжаттарды жолдау.
    engine.wait_for_person(steps.ENDORSE, head.endorse, case)

    # 7-тармақ, 3-іс-қимыл (49-жол). Мерзімі: 1 сағат ішінде.
    # «Бөлім басшысы бұрыштама қойып, өтінішті маманға тапсырады (1 сағат).»
    engine.wait_for_person(steps.ENDORSE_2, department_head.endorse, case)

    # 8-тармақ, 4-іс-қимыл (51-жол). Мерзімі: беру: 3 жұмыс күні ішінде; бас тарту: 1 жұмыс күні
    # ішінде.
    # «Маман өтінішті және учаскенің жоспарын қарайды әрі анықтаманы 3 жұмыс күнінде ресімдейді, ал
    # жоспар қоса берілмесе, дәлелді бас тартуды 1 жұмыс күнінде дайындайды.»
    # Қадамның нәтижесі: issue (беру) немесе refusal (бас тарту).
    examine_outcome = engine.wait_for_person(steps.EXAMINE, specialist.examine, case)

    # 9-тармақ, 5-іс-қимыл (53-жол). Мерзімі: 2 сағат ішінде.
    # «Бөлім басшысы анықтаманы не дәлелді бас тартуды тексереді. Шекті уақыт – 2 сағат.»
    engine.wait_for_person(steps.CHECK, department_head.check, case)

    # 10-тармақ, 6-іс-қимыл (57-жол). Мерзімі: 1 сағат ішінде.
    # «Көрсетілетін қызметті берушінің басшысы анықтамаға не дәлелді бас тартуға қол қояды (1
    # сағат).»
    engine.wait_for_person(steps.SIGN_RESULT, head.sign_result, case)

    # 11-тармақ, 7-іс-қимыл (59-жол). Мерзімі: 15 минут ішінде.
    # «Кеңсе қызметкері анықтаманы не дәлелді бас тартуды тіркейді және көрсетілетін қызметті
    # алушыға береді. Шекті уақыт – 15 минут.»
    # Сондай-ақ: Нәтижені беру.
    engine.wait_for_person(steps.REGISTER_RESULT, chancellery.register_result, case)
    if examine_outcome == "refusal":
        return Ending("refused", steps.REGISTER_RESULT, "Құжаттарды қарау: бас тарту")
    return Ending("issued", steps.REGISTER_RESULT, "Қызмет көрсетілді")
