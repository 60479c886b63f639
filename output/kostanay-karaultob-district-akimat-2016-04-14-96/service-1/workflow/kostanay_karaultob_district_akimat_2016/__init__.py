# reglament 0.1.0, spec 12e6cb24fdefcf9b
# workflow/kostanay_karaultob_district_akimat_2016/__init__.py
# Актіден генерацияланған: бұл файлды емес, актіні немесе генераторды түзетіңіз.
"""Мемлекеттік қызмет: Маңдайша жазуды келісу

Акт: Қостанай облысы Қараултөбе ауданы әкімдігінің қаулысы, 2016-04-14, № 96.

Тәртіптер: internal – көрсетілетін қызметті берушінің ішінде; portal – «электрондық үкімет» порталы
арқылы. Әрқайсысында run(case, engine, actors) функциясы бар; қадамдарды берілген engine орындайды.

Бұл пакеттегі жол нөмірлері signboard-approval/kk.txt файлы бойынша.

Байқап көру: python -m kostanay_karaultob_district_akimat_2016 internal
"""

SPEC = "12e6cb24fdefcf9b8ce5c5420ebc4b9db3b91b7bca30563a06f306261534a297"
