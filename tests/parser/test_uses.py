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
