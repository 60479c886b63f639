# reglament 0.1.0, spec 69aca5fce10b3547
# workflow/almaty_region_tasbulak_district_akimat/__init__.py
# Актіден генерацияланған: бұл файлды емес, актіні немесе генераторды түзетіңіз.
"""Мемлекеттік қызмет: Мекенжайды нақтылау туралы анықтама беру

Акт: Алматы облысы Тасбұлақ ауданы әкімдігінің қаулысы, 2015-11-05, № 291.

Тәртіптер: provider – көрсетілетін қызметті беруші арқылы; internal – көрсетілетін қызметті
берушінің ішінде. Әрқайсысында run(case, engine, actors) функциясы бар; қадамдарды берілген engine
орындайды.

Бұл пакеттегі жол нөмірлері address-reference/kk.md файлы бойынша.

Байқап көру: python -m almaty_region_tasbulak_district_akimat provider
"""

SPEC = "69aca5fce10b354741693676abf01679e506e4d55aa18f4bf426985308ac451f"
