"""A fact is one finding, whichever of the two texts of an act shows it, and however often it is looked at."""

import pytest
from msgspec import UNSET

from reglament.findings import message
from spec.facts import one_a_fact
from spec.model import Where
from spec.rules import finding


def at(language, start, **place):
    return Where("service-1", language=language, source="s1", start=start, end=start + 5, line=start, **place)


def test_a_fault_of_both_texts_is_one_finding_with_two_places():
    kk = finding(
        "RG270", at("kk", 10, scenario="portal", step="pay"), table="1", column=4, unit="ТШ", performer="consumer"
    )
    ru = finding(
        "RG270", at("ru", 90, scenario="portal", step="pay"), table="1", column=4, unit="ПШ", performer="consumer"
    )
    (only,) = one_a_fact((ru, kk))
    assert (only.where, [place.line for place in only.also]) == (kk.where, [90])
    assert only.also[0].arguments == {"unit": "ПШ"}
    said = {language: message(only, language) for language in ("kk", "ru", "en")}
    assert [("ТШ" in text, "ПШ" in text) for text in said.values()] == [(True, False), (False, True), (True, False)]


def test_the_text_that_stands_first_gives_the_place():
    kk, ru = finding("RG203", at("kk", 90, clause="6"), number="12"), finding("RG203", at("ru", 10), number="12")
    (only,) = one_a_fact((kk, ru))
    assert (only.where.language, only.also[0].language, only.also[0].arguments) == ("ru", "kk", UNSET)


@pytest.mark.parametrize(
    "other",
    [
        finding("RG203", at("ru", 90), number="2"),
        finding("RG202", at("ru", 90), number="12"),
        finding("RG203", at("kk", 90), number="12"),
    ],
    ids=["another number", "another rule", "the same text"],
)
def test_other_faults_stay_apart(other):
    one = finding("RG203", at("kk", 10), number="12")
    assert one_a_fact((one, other)) == (one, other)


def test_what_only_one_text_shows_has_one_place():
    one = finding("RG253", at("kk", 10, clause="6", item="2"), mark="(", text="…")
    other = finding("RG253", at("ru", 90, clause="6", item="3"), mark="(", text="…")
    assert one_a_fact((one, other)) == (one, other)


def test_two_of_one_text_and_one_of_the_other_are_not_paired():
    found = (
        finding("RG253", at("kk", 10, clause="6"), mark="(", text="а"),
        finding("RG253", at("kk", 20, clause="6"), mark="(", text="ә"),
        finding("RG253", at("ru", 90, clause="6"), mark="(", text="б"),
    )
    assert one_a_fact(found) == found


def test_words_alone_do_not_make_one_fact():
    """Two short forms without a clause: nothing says that they are the same."""
    kk, ru = finding("RG221", at("kk", 10), short="ҚФБ"), finding("RG221", at("ru", 90), short="ЦОН")
    assert one_a_fact((kk, ru)) == (kk, ru)


def test_a_fact_found_again_is_not_added():
    kk, ru = finding("RG203", at("kk", 10), number="12"), finding("RG203", at("ru", 90), number="12")
    once = one_a_fact((kk, ru))
    assert one_a_fact((*once, kk, ru)) == once == one_a_fact(once)


def test_two_rows_at_one_place_are_two_facts():
    rows = [finding("RG261", at("kk", 10, row=row), table="1", row=row, columns="8, 9") for row in ("deadline", "next")]
    assert len(one_a_fact(rows)) == 2
