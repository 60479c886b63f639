"""The language of lines, and sources cut into stretches by language."""

import pytest

from parser.read import read_bytes
from parser.read.language import language_of, sections

KAZAKH = """Бау-бақша иелеріне рұқсат беру туралы
№ 5
1. Осы ереже ауыл тұрғындарына жылыжай құруға келісім беру тәртібін түсіндіреді және оны әкім қолданады.
2. Ереже «Сельская правда» газетінде жарияланады, оған осы ауылдың әрбір тұрғыны қол жеткізе алады.
3. Өтініш берілген күні тіркеледі, одан кейін оны жүйе тексереді, жауабы бес жұмыс күні ішінде беріледі.
4. Ереже жарияланған күннен бастап күшіне енеді, оның орындалуын әкімнің орынбасары бақылайды.
Әкім Г. Иванов
"""
RUSSIAN = """О выдаче разрешений владельцам садов
№ 5
1. Настоящие правила объясняют порядок, в котором сельский житель получает согласие на теплицу от акима.
2. Правила публикуются в газете «Ауыл өмірі» и доступны каждому жителю, в том числе через систему «Әділет».
3. Заявление регистрируется в день подачи, затем его проверяет система, ответ даётся за пять рабочих дней.
4. Правила вступают в силу со дня опубликования, их исполнение контролирует заместитель акима.
Аким Ғ. Өтегенұлы
"""


def found(text: str) -> list[tuple[str, str]]:
    source, _ = read_bytes(text.encode(), "a.txt")
    cut = sections(source)
    assert sum((part for _, part in cut), ()) == source.lines
    return [(language, source.text[part[0].start : part[0].end]) for language, part in cut]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("1. Мемлекеттік қызмет көрсету", "kk"),
        ("корсету бойынша сыныптар туралы", "kk"),
        ("«Казахстанская правда» газетінің саны", "kk"),
        ("Об утверждении регламента", "ru"),
        ("газета «Ақ жол» и её выпуск для области", "ru"),
        ("выдача лицензии", "ru"),
        ("№ 62", None),
        ("–\t–\t2", None),
        ("", None),
    ],
)
def test_language_of(line: str, language: str | None) -> None:
    assert language_of(line) == language


KAZAKH_TITLE = ("kk", KAZAKH.split("\n", 1)[0])
RUSSIAN_TITLE = ("ru", RUSSIAN.split("\n", 1)[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (KAZAKH, [KAZAKH_TITLE]),
        (RUSSIAN, [RUSSIAN_TITLE]),
        (KAZAKH + "\n\n" + RUSSIAN, [KAZAKH_TITLE, RUSSIAN_TITLE]),
        (RUSSIAN + "\n" + KAZAKH, [RUSSIAN_TITLE, KAZAKH_TITLE]),
    ],
)
def test_sections(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_a_quoted_title_on_a_line_of_its_own_cuts_nothing() -> None:
    inside = RUSSIAN.replace("2. ", "«Қазақстан Республикасының тұрғындары туралы» заңы\n2. ")
    assert [language for language, _ in found(inside)] == ["ru"]


def test_no_language() -> None:
    source, _ = read_bytes("123\n– –\n№ 5".encode(), "a.txt")
    assert sections(source) == ()
