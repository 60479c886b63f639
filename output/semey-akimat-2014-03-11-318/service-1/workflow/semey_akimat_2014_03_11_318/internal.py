# reglament 0.1.0, spec 8d63a24fe46b1543
# workflow/semey_akimat_2014_03_11_318/internal.py
# Актіден генерацияланған: бұл файлды емес, актіні немесе генераторды түзетіңіз.
"""Көрсетілетін қызметті берушінің ішінде көрсету тәртібі (6-тармақ): Жасыл екпелерді кесуге
рұқсат беру
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
    deputy_head = actors.deputy_head
    department_head = actors.department_head
    specialist = actors.specialist

    # 6-тармақ, 1), 1-іс-қимыл (45-жол). Мерзімі: 20 минут ішінде.
    # «кеңсе қызметкері өтінішті қабылдап, журналға тіркейді және жиырма минут ішінде қызмет
    # берушінің басшысына береді»
    # Сондай-ақ: Сұрау салуды немесе құжаттарды жолдау.
    engine.wait_for_person(steps.REGISTER_INCOMING, chancellery.register_incoming, case)

    # 6-тармақ, 2), 2-іс-қимыл (47-жол). Мерзімі: 1 сағат ішінде.
    # «қызмет берушінің басшысы өтінішпен танысып, бір сағат ішінде бұрыштама қояды»
    # Сондай-ақ: Құжаттарды қарау.
    engine.wait_for_person(steps.ENDORSE, head.endorse, case)

    # 6-тармақ, 3), 3-іс-қимыл (49-жол). Мерзімі: 1 сағат ішінде.
    # «басшының орынбасары өз бұрыштамасын қойып, өтінішті бір сағат ішінде сектор басшысына береді»
    # Сондай-ақ: Сұрау салуды немесе құжаттарды жолдау.
    engine.wait_for_person(steps.ENDORSE_2, deputy_head.endorse, case)

    # 6-тармақ, 4), 4-іс-қимыл (51-жол). Мерзімі: 2 сағат ішінде.
    # «сектор басшысы екі сағат ішінде бұрыштамамен өтінішті маманға тапсырады»
    engine.wait_for_person(steps.ENDORSE_3, department_head.endorse, case)

    # 6-тармақ, 5), 5-іс-қимыл (53-жол). Мерзімі: беру: 10 жұмыс күні ішінде; бас тарту: 3 жұмыс
    # күні ішінде.
    # «маман өтінішті қарап, екпелерді тексеріп көреді және он жұмыс күні ішінде рұқсатты
    # ресімдейді, ал мәліметтер толық емес немесе жалған болса, үш жұмыс күні ішінде дәлелді бас
    # тартуды дайындайды»
    # Қадамның нәтижесі: issue (беру) немесе refusal (бас тарту).
    examine_outcome = engine.wait_for_person(steps.EXAMINE, specialist.examine, case)

    # 6-тармақ, 6), 6-іс-қимыл (55-жол). Мерзімі: 2 сағат ішінде.
    # «сектор басшысы екі сағат ішінде рұқсатты немесе дәлелді бас тартуды тексереді»
    engine.wait_for_person(steps.CHECK, department_head.check, case)

    # 6-тармақ, 7), 7-іс-қимыл (57-жол). Мерзімі: 1 сағат ішінде.
    # «басшының орынбасары бір сағат ішінде рұқсатты немесе дәлелді бас тартуды келіседі»
    engine.wait_for_person(steps.APPROVE, deputy_head.approve, case)

    # 6-тармақ, 8), 8-іс-қимыл (59-жол). Мерзімі: 1 сағат ішінде.
    # «қызмет берушінің басшысы бір сағат ішінде рұқсатқа немесе дәлелді бас тартуға қол қояды»
    engine.wait_for_person(steps.SIGN_RESULT, head.sign_result, case)

    # 6-тармақ, 9), 9-іс-қимыл (61-жол). Мерзімі: 15 минут ішінде.
    # «кеңсе қызметкері рұқсатты немесе дәлелді бас тартуды тіркейді және он бес минут ішінде қызмет
    # алушыға береді»
    # Сондай-ақ: Нәтижені беру.
    engine.wait_for_person(steps.REGISTER_RESULT, chancellery.register_result, case)
    if examine_outcome == "refusal":
        return Ending("refused", steps.REGISTER_RESULT, "Құжаттарды қарау: бас тарту")
    return Ending("issued", steps.REGISTER_RESULT, "Қызмет көрсетілді")
