"""Who signed and who agreed: one person under two spellings, or two persons."""

import pytest

from parser.parse import parse
from parser.signatures import signatures
from tests.parser.outlines import model, outline

RU = """Об утверждении регламента государственной услуги «Полив парков»

Постановление акимата Костанайской области от 15 февраля 2016 года № 71

Акимат области ПОСТАНОВЛЯЕТ:
1. Утвердить регламент государственной услуги «Полив парков».
2. Контроль возложить на заместителя акима Т. Иного.

Аким области                         {signed}

«СОГЛАСОВАНО»
Министр водного хозяйства
{agreed}
1 марта 2016 года

Утвержден
постановлением акимата
Костанайской области
от 15 февраля 2016 года № 71

Регламент государственной услуги «Полив парков»

1. Общие положения

1. Услугу оказывает отдел парков (далее – услугодатель).
2. Результат – справка.
"""
KK = """«Саябақтарды суару» мемлекеттік қызмет регламентін бекіту туралы

Қостанай облысы әкімдігінің 2016 жылғы 15 ақпандағы № 71 қаулысы

Облыс әкімдігі ҚАУЛЫ ЕТЕДІ:
1. «Саябақтарды суару» мемлекеттік қызмет регламенті бекітілсін.
2. Бақылау облыс әкімінің орынбасары Ө. Басқаға жүктелсін.

Облыс әкімі                          {signed}

«КЕЛІСІЛДІ»
Су шаруашылығы министрі
{agreed}
2016 жылғы 1 наурыз

Қостанай облысы әкімдігінің
2016 жылғы 15 ақпандағы
№ 71 қаулысымен бекітілген

«Саябақтарды суару» мемлекеттік қызмет регламенті

1. Жалпы ережелер

1. Қызметті саябақ бөлімі (бұдан әрі – қызмет беруші) көрсетеді.
2. Нәтижесі – анықтама.
"""


def differing(kk, ru):
    """The facts in which the two texts differ, by (kk, ru) names under them: signed, agreed."""
    texts = (KK.format(signed=kk[0], agreed=kk[1]), RU.format(signed=ru[0], agreed=ru[1]))
    (act,) = parse([("kk.txt", texts[0].encode()), ("ru.txt", texts[1].encode())]).acts
    return [(f.arguments, f.where.language, f.where.line) for f in act.spec.findings if f.code == "RG289"]


@pytest.mark.parametrize(
    ("kk", "ru"),
    [
        (("Қ. Өмірұзақов", "А. Жұмабекова"), ("К. Омирузаков", "А. Жумабекова")),
        (("Өмірұзақов Қ.", "А.С. Жұмабекова"), ("Омирузаков К.Б.", "А. С. Жумабекова")),
        (("Қ. Өмірұзақов", "________ А. Жұмабекова"), ("К. Умирзаков", "А. Джумабекова")),
    ],
)
def test_one_person_in_two_spellings(kk, ru):
    assert differing(kk, ru) == []


def test_another_signatory():
    found = differing(("Қ. Өмірұзақов", "А. Жұмабекова"), ("Б. Сергеев", "А. Жумабекова"))
    assert found == [({"fact": "signatory", "kk": "Қ. Өмірұзақов", "ru": "Б. Сергеев"}, "kk", 9)]


def test_another_person_agreed():
    found = differing(("Қ. Өмірұзақов", "А. Жұмабекова"), ("К. Омирузаков", "П. Донченко-Юрская"))
    assert [arguments["ru"] for arguments, *_ in found] == ["П. Донченко-Юрская"]
    found = differing(("Қ. Өмірұзақов", "А. Жұмабекова"), ("К. Омирузаков", "П. Донченко"))
    assert found == [({"fact": "agreed_by", "kk": "А. Жұмабекова", "ru": "П. Донченко"}, "kk", 13)]


def test_a_signature_may_begin_with_the_name_of_the_place():
    text = model("kk").replace("Облыс әкімі А. Сәбитов", "Көктал облысының әкімі\n\nА. Сәбитов")
    read = outline(text, "kk")
    assert "Сәбитов" in text
    assert "әкімі\n" not in read.clauses[-1].whole.text
    assert [each.name for each in signatures(read)] == ["А. Сәбитов"]
