# reglament 0.1.0, spec ca6752cb2ec3e466
# workflow/almaty_region_tasbulak_district_akimat/__init__.py
# Актіден генерацияланған: бұл файлды емес, актіні немесе генераторды түзетіңіз.
"""Мемлекеттік қызмет: Мекенжайды нақтылау туралы анықтама беру

Акт: Алматы облысы Тасбұлақ ауданы әкімдігінің, 2015-11-05, № 291.

Тәртіптер: provider, internal. Әрқайсысында run(case, engine, actors) функциясы бар; қадамдарды
берілген engine орындайды.

Байқап көру: python -m almaty_region_tasbulak_district_akimat provider
"""

SPEC = "ca6752cb2ec3e4662c8dc4c8d6a1038dbd97a783b49bcfc156ef11c0c33cd085"
