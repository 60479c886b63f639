"""What the sentence of a step says besides its action: the result that acts after 2015 give in brackets."""

import pytest

from parser.procedure import _result


@pytest.mark.parametrize(
    ("language", "text", "result"),
    [
        ("ru", "канцелярия регистрирует заявление (15 минут; результат – отметка о приеме)", "отметка о приеме"),
        ("ru", "руководитель налагает резолюцию (15 минут) (результат – резолюция)", "резолюция"),
        ("ru", "рассмотрение документов. Результат – виза", "виза"),
        ("kk", "кеңсе өтінішті тіркейді (15 минут, нәтижесі – тіркеу нөмірі)", "тіркеу нөмірі"),
        ("kk", "басшы бұрыштама қояды (1 сағат). Нәтижесі: бұрыштама", "бұрыштама"),
    ],
)
def test_a_result_named_by_the_sentence(language, text, result):
    found = _result(text, language)
    assert found is not None
    assert found.get(language) == result


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "получение заявителем результата услуги (справка)"),
        ("ru", "результат процедуры передается руководителю"),
        ("kk", "қызмет нәтижесін алу"),
    ],
)
def test_a_sentence_that_names_none(language, text):
    assert _result(text, language) is None
