"""How often a term stands in a regulation."""

import pytest

from parser.terms import read_terms
from tests.parser.outlines import regulation
from tests.parser.test_terms import HEADS, LISTS


@pytest.mark.parametrize(
    ("language", "term", "answer", "other"),
    [
        ("ru", "срочная услуга – услуга за день", "2. Вид услуги: срочная.", "2. Вид парка: срочный."),
        ("kk", "жедел қызмет – бір күндік қызмет", "2. Қызметтің түрі: жедел.", "2. Саябақтың түрі: жедел."),
    ],
)
def test_a_term_that_answers_a_clause_by_its_first_word_is_used(language, term, answer, other):
    def uses(clause):
        text = f"{HEADS[language]}\n\n{LISTS[language]}\n1) {term};\n2) бақ – парк;\n{clause}\n"
        return read_terms(regulation(text, language))[0].uses

    assert (uses(answer), uses(other)) == (1, 0)


@pytest.mark.parametrize(
    ("language", "given", "names", "used"),
    [
        (
            "ru",
            "1. Заявку принимает веб-портал «Сад» (далее – портал).",
            "2. Ответ виден на веб-портале «Сад», на портале «Лес» и на портале электронного правительства.",
            "2. Ответ виден на веб-портале «Сад». Портал закрыт ночью.",
        ),
        (
            "kk",
            "1. Өтінімді «Бақ» веб-порталы (бұдан әрі – Портал) қабылдайды.",
            "2. Жауап «Бақ» веб-порталында, «Орман» порталында және электрондық үкімет порталында көрінеді.",
            "2. Жауап «Бақ» веб-порталында көрінеді. Портал түнде жабық.",
        ),
    ],
)
def test_a_short_form_in_the_full_name_of_a_thing_is_not_used(language, given, names, used):
    def uses(clause):
        terms = read_terms(regulation(f"{HEADS[language]}\n\n{given}\n{clause}\n3. …\n", language))
        return [term.uses > 0 for term in terms if (term.abbreviation.get(language) or "").lower() == "портал"]

    assert (uses(names), uses(used)) == ([False], [True])
