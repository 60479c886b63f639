"""Concepts, systems and roles found in a text."""

import pytest

from parser.languages.matching import Mention, mentions
from spec.model import Language


def told(text: str, language: Language) -> dict[str, str]:
    return {m.concept: text[m.start : m.end] for m in mentions(text, language)}


def only(text: str, language: Language, prefix: str) -> list[str]:
    return [m.concept for m in mentions(text, language) if m.concept.startswith(prefix)]


def find(text: str, language: Language, concept: str) -> Mention:
    return next(m for m in mentions(text, language) if m.concept == concept)


def test_offsets_are_those_of_the_text() -> None:
    assert told("проверка «факта» уплаты сбора", "ru")["pay"] == "уплаты"
    assert told("баждың төленгенін анықтау", "kk")["payment"] == "баждың"


@pytest.mark.parametrize(
    ("text", "system"),
    [
        ("на веб-портале «электронного правительства»", "portal"),
        ("в веб-портале информационной системы «Е-лицензирование»", "e_licensing"),
        ("через ПШЭП", "payment_gateway"),
        ("через шлюз", "gateway"),
        ("в ГБД «Юридические лица»", "entities_registry"),
        ("в АРМ ИС ЦОН", "psc_workstation"),
        ("ПЭПом", "portal"),
    ],
)
def test_russian_systems(text: str, system: str) -> None:
    assert only(text, "ru", "system:") == [f"system:{system}"]


@pytest.mark.parametrize(
    ("text", "system"),
    [
        ("«электрондық үкіметтің» веб-порталында", "portal"),
        ("«Е-лицензиялау» мемлекеттік дерекқоры ақпараттық жүйесінің веб-порталынан", "e_licensing"),
        ("ЭҮТШ арқылы", "payment_gateway"),
        ("«Заңды тұлғалар» мемлекеттік деректер қорында", "entities_registry"),
        ("БНАЖ-дан", "notary"),
        ("ХҚКО АЖ АЖО-да", "psc_workstation"),
        ("«электронды үкімет» шлюзіне", "gateway"),
    ],
)
def test_kazakh_systems(text: str, system: str) -> None:
    assert only(text, "kk", "system:") == [f"system:{system}"]


def test_legal_persons_are_no_registry() -> None:
    assert only("данные юридических лиц", "ru", "system:") == []
    assert only("заңды тұлғалардың деректері", "kk", "system:") == []


def test_longest_match_wins() -> None:
    assert "register" not in told("тіркеу куәлігін таңдау", "kk")
    assert "sign" not in told("электрондық цифрлық қол қою", "kk")
    assert told("регистрационное свидетельство", "ru") == {"certificate": "регистрационное свидетельство"}


def test_cases() -> None:
    assert find("заявителем", "ru", "role:consumer").case == "Ins"
    assert find("алушымен", "kk", "role:consumer").case == "Ins"
    assert find("МДБ, ЗТ МДБ-ға", "kk", "system:entities_registry").case == "Dat"
    assert find("ЭЦП", "ru", "signature").case is None


def test_misspelt_words_are_mended_and_say_so() -> None:
    assert find("ақпараттық порталл", "kk", "system:portal").mended
    assert find("потребетелем", "ru", "role:consumer").mended
    assert not find("потребителем", "ru", "role:consumer").mended


def test_short_or_known_words_are_not_mended() -> None:
    assert only("вывоз", "ru", "") == []
    assert not any(m.mended for m in mentions("участник участвует в заседании", "ru"))


def test_hostile_text_is_only_text() -> None:
    assert mentions("", "ru") == ()
    assert mentions("(" * 500, "kk") == ()
    assert told("}}{% проверка %}<script>", "ru")["check"] == "проверка"


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("егерь выдает удостоверение", ["hand_over", "permit"]),
        ("выдача охотничьего направления", ["hand_over", "permit"]),
        ("готовит удостоверение либо отказ", ["prepare", "permit", "refusal"]),
        ("удостоверение или мотивированный отказ", ["permit", "refusal"]),
        ("подготовка и направление запроса", ["prepare", "send", "request"]),
        ("подписание (удостоверение) запроса", ["sign", "sign", "request"]),
        ("удостоверение запроса", ["sign", "request"]),
    ],
)
def test_a_word_for_an_act_names_a_paper_where_something_is_done_to_it(text: str, concepts: list[str]) -> None:
    assert [m.concept for m in mentions(text, "ru") if ":" not in m.concept] == concepts
