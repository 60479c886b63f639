"""Kazakh stems, cases and forms; the spaCy language."""

import pytest
import spacy

from parser.languages import kazakh


@pytest.mark.parametrize(
    ("forms", "stem"),
    [
        ("тексеру тексеруі тексеруін тексереді тексеріп тексерген", "тексер"),
        ("төлеу төлеуі төлейді төлеп төлеген", "толе"),
        ("алушы алушының алушыға алушыны алушымен алушылар алушылардың", "алуш"),
        ("портал порталы порталға порталда порталынан порталында", "бортал"),
        ("үкімет үкіметтің үкіметінің укіметке", "укимет"),
        ("қол қолы қолды", "кол"),
        ("ЭҮП ЭҮПда ЭҮПдан", "эуб"),
    ],
)
def test_forms_of_a_word_share_a_stem(forms: str, stem: str) -> None:
    assert {kazakh.stem(form) for form in forms.split()} == {stem}


@pytest.mark.parametrize(
    ("one", "other"), [("төлеу", "төлем"), ("алушы", "беруші"), ("тіркеу", "тексеру"), ("қол", "жол")]
)
def test_other_words_do_not(one: str, other: str) -> None:
    assert kazakh.stem(one) != kazakh.stem(other)


def test_letters_that_scans_confuse_are_one() -> None:
    assert kazakh.stem("куәлiгі") == kazakh.stem("күәлігі")
    assert kazakh.fold("ұдеріс") == kazakh.fold("үдеріс")
    assert kazakh.fold("шарт") != kazakh.fold("шерт")


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("алушының", "Gen"),
        ("алушымен", "Ins"),
        ("порталдан", "Abl"),
        ("порталда", "Loc"),
        ("порталға", "Dat"),
        ("нысанды", "Acc"),
        ("портал", "Nom"),
    ],
)
def test_case(word: str, case: str) -> None:
    assert kazakh.case(word) == case


def test_possessed() -> None:
    assert kazakh.possessed("таңдауы")
    assert kazakh.possessed("қызметкерінің")
    assert not kazakh.possessed("нысанды")
    assert not kazakh.possessed("алушының", "алушы")


def test_participles() -> None:
    assert kazakh.active("ұсынған")
    assert not kazakh.active("көрсетілген")
    assert kazakh.form("тексереді") == "finite"
    assert kazakh.form("тексеріп") == "converb"


def test_subordinate_clause() -> None:
    assert kazakh.subordinate("төленбегендіктен")
    assert not kazakh.subordinate("немесе")


def test_spacy_knows_kazakh() -> None:
    nlp = spacy.blank("kk")
    assert type(nlp).__name__ == "Kazakh"
    assert [token.text for token in nlp("сегізінші 8) тексеру")] == ["сегізінші", "8", ")", "тексеру"]
    assert nlp("тексеруін")[0].norm_ == "тексер"
