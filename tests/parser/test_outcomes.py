"""A step in which a result or a refusal is prepared: which outcome each deadline belongs to, and how the case ends."""

import pytest

from parser.procedure import Sentence, _say
from spec.model import Language
from tests.parser.test_sentences import one

PREPARES = [
    ("ru", "специалист проверяет состав бумаг (3 дня), в случае нехватки готовит мотивированный отказ (1 день)"),
    ("kk", "маман құжаттарды тексереді (3 күн), құжаттар жетіспеген жағдайда дәлелді бас тартуды дайындайды (1 күн)"),
]


@pytest.mark.parametrize(("language", "text"), PREPARES)
def test_a_refusal_prepared_when_something_is_amiss_is_an_outcome(language: Language, text: str) -> None:
    reading = one(text, language, "action", "internal")
    assert [outcome.id for outcome in reading.outcomes] == ["issue", "refusal"]
    assert [(deadline.max, deadline.for_) for deadline in reading.deadlines] == [(3, "issue"), (1, "refusal")]


@pytest.mark.parametrize(("language", "text"), PREPARES)
def test_such_a_case_may_end_refused(language: Language, text: str) -> None:
    last = {"ru": "канцелярия выдает услугополучателю справку", "kk": "кеңсе анықтаманы береді"}[language]
    sentences = tuple(
        Sentence("5", str(n), f"A{n}", "action", n, False, each) for n, each in enumerate((text, last), 1)
    )
    ends = _say(sentences, language, "internal", ()).flow.ends
    assert [(end.outcome, dict(end.given)) for end in ends["A2"]] == [("issued", {}), ("refused", {"A1": "refusal"})]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "специалист проверяет состав бумаг и готовит мотивированный отказ (1 день)"),
        ("ru", "специалист проверяет мотивированный отказ в случае спора (1 день)"),
        ("kk", "маман құжаттарды тексереді және дәлелді бас тартуды дайындайды (1 күн)"),
    ],
)
def test_without_a_condition_or_a_draft_there_is_no_choice(language: Language, text: str) -> None:
    assert one(text, language, "action", "internal").outcomes == ()
