"""What the sentence of a step says besides its action: the result that acts after 2015 give in brackets."""

import pytest

from parser.procedure import _result, _talk


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


@pytest.mark.parametrize(
    ("language", "text", "gives"),
    [
        ("ru", "лесник выдает просителю уведомление либо мотивированный отказ", True),
        ("kk", "орманшы хабарламаны не дәлелді бас тартуды береді", True),
        ("ru", "лесник выдает уведомление о поливе, готовит отказ", False),
        ("ru", "формирование сообщения об отказе", False),
    ],
)
def test_a_refusal_in_the_place_of_a_notice_says_that_the_notice_is_a_result(language, text, gives):
    talk = _talk(text, language)
    assert (talk.refusal, talk.result) == (True, gives)
