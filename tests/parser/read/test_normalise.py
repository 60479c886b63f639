"""Encodings, spaces, invisible characters, mixed-script words."""

import pytest

from parser.read import read_bytes
from parser.read.encoding import decode
from parser.read.normalise import normalised
from parser.values import Mend

KAZAKH = "Осы ереженің қолданылу тәртібін ауыл әкімі белгілейді, өтініш бір күнде қаралады. Үлгі ұсынылады."
RUSSIAN = "Настоящие правила определяют порядок рассмотрения заявлений; объём сведений — не более страницы. Іюнь №5"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [KAZAKH, RUSSIAN])
def test_unicode(encoding: str, text: str) -> None:
    source, findings = read_bytes(text.encode(encoding), "a.txt")
    assert source.text == text
    assert findings == ()


@pytest.mark.parametrize(("encoding", "text"), [("kz1048", KAZAKH), ("cp1251", RUSSIAN)])
def test_single_byte(encoding: str, text: str) -> None:
    source, findings = read_bytes(text.encode(encoding), "a.txt")
    assert source.text == text
    assert [(finding.code, finding.arguments["encoding"]) for finding in findings] == [("RG011", encoding)]


def test_ukrainian_letters_of_cp1251_are_not_taken_for_kazakh() -> None:
    text = "Постановление о порядке проверки; газета «Єдність» " + RUSSIAN * 5
    assert decode(text.encode("cp1251"))[:2] == (text, "cp1251")


def test_a_page_names_its_encoding() -> None:
    page = f'<html><head><meta charset="windows-1251"></head><body><p>{RUSSIAN}</p></body></html>'
    source, findings = read_bytes(page.encode("cp1251"), "a.html")
    assert source.text == RUSSIAN
    assert findings == ()


def test_a_damaged_byte_is_reported_with_its_line() -> None:
    data = KAZAKH.encode() + b"\n" + KAZAKH.encode() + b"\xff" + KAZAKH.encode()
    source, findings = read_bytes(data, "a.txt", "s2")
    assert source.text.count("\ufffd") == 1
    assert [(finding.code, finding.where.line, finding.where.source) for finding in findings] == [("RG001", 2, "s2")]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("а\r\nб\rв\u2028г", "а\nб\nв\nг"),
        ("1)\xa0а\u2003б\u202fв", "1) а б в"),
        ("құ\xadжат\u200b\ufeff \u2060бар", "құжат бар"),
        ("\u0438\u0306ошта", "йошта"),
        ("а\tб\x07\x1b[31m", "а\tб[31m"),
        ("таза мәтін", "таза мәтін"),
    ],
)
def test_normalised(was: str, now: str) -> None:
    assert normalised(was)[0] == now


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("түстi металл", "түсті металл"),
        ("Үкiметiнiң", "Үкіметінің"),
        ("cтатья зaкона", "статья закона"),
        ("OБЛЫС ӘKIMI", "ОБЛЫС ӘКІМІ"),
        ("Yкімет мyмкін алyшы", "Үкімет мүмкін алушы"),
        ("Yправление", "Управление"),
        ("əкім Ɵтініш", "әкім Өтініш"),
        ("саll-центр", "call-центр"),
        ("ХIV ғасыр", "XIV ғасыр"),
        ("E-лицензиялау", "Е-лицензиялау"),
        ("A. Сейітов пен B.C. Ким", "А. Сейітов пен В.С. Ким"),
        ("ӄызмет", "қызмет"),
        (
            "www.e.gov.kz Adobe e-mail II, III санат I-бап I. Жалпы",
            "www.e.gov.kz Adobe e-mail II, III санат I-бап I. Жалпы",
        ),
        ("PDFфайл", "PDFфайл"),
    ],
)
def test_mixed_words(was: str, now: str) -> None:
    text, mends = normalised(was)
    assert text == now
    restored = list(text)
    for mend in mends:
        restored[mend.start] = mend.was
    assert "".join(restored) == was
    assert all(was[mend.start] != now[mend.start] for mend in mends)


def test_mends_are_at_their_place_after_characters_went() -> None:
    assert normalised("\xad\u200bтүстi") == ("түсті", (Mend(4, "i"),))
