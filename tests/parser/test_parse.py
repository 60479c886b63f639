"""Files → acts: what is said of texts that hold no steps, of equal and of different texts."""

from parser.parse import parse

HEAD = """Об утверждении регламента государственной услуги «Выдача справки»

Постановление акимата города Семей от 3 февраля 2014 года № 8

1. Утвердить регламент государственной услуги «Выдача справки».

Регламент государственной услуги «Выдача справки»

1. Общие положения

1. Услугу оказывает отдел архитектуры (далее – услугодатель).

2. Форма услуги: бумажная.
"""
STEPS = """
3. Действия через портал «электронного правительства»:
1) процесс 1 – ввод потребителем логина и пароля на портале;
2) условие 1 – проверка на портале логина и пароля;
3) процесс 2 – сообщение портала об отказе во входе из-за ошибок в данных;
4) процесс 3 – получение потребителем результата услуги.
"""
KAZAKH = """«Анықтама беру» мемлекеттік қызмет регламентін бекіту туралы

Семей қаласы әкімдігінің 2014 жылғы 3 ақпандағы № 8 қаулысы

1. «Анықтама беру» мемлекеттік қызмет регламенті бекітілсін.

«Анықтама беру» мемлекеттік қызмет регламенті

1. Жалпы ережелер

1. Қызметті сәулет бөлімі (бұдан әрі – қызмет беруші) көрсетеді.

2. Қызмет нысаны: қағаз түрінде.
"""


def codes(text: str) -> list[str]:
    (act,) = parse([("act.txt", text.encode())]).acts
    return [finding.code for finding in act.spec.findings]


def test_a_regulation_without_steps_is_an_error():
    assert "RG025" in codes(HEAD)
    assert "RG025" in codes(KAZAKH)
    assert "RG025" not in codes(HEAD + STEPS)


def test_equal_texts_are_one_act_however_their_lines_break():
    again = (HEAD + STEPS).replace("\n\n", "\n\n\n")
    parsed = parse([("a.txt", (HEAD + STEPS).encode()), ("b.txt", again.encode())])
    assert len(parsed.acts) == 1


def test_different_texts_of_one_act_are_told_apart():
    other = (HEAD + STEPS).replace("бумажная", "электронная")
    acts = parse([("a.txt", (HEAD + STEPS).encode()), ("b.txt", other.encode())]).acts
    assert len({act.spec.act.id for act in acts}) == 2
    assert [finding.code for finding in acts[1].spec.findings].count("RG081") == 1


def test_acts_of_different_akimats_are_two_acts():
    other = (HEAD + STEPS).replace("города Семей", "города Тараз")
    acts = parse([("a.txt", (HEAD + STEPS).encode()), ("b.txt", other.encode())]).acts
    assert len({act.spec.act.id for act in acts}) == 2


def test_two_files_are_one_act_in_two_languages():
    acts = parse([("kk.txt", KAZAKH.encode()), ("ru.txt", (HEAD + STEPS).encode())]).acts
    assert [act.spec.act.titles.languages() for act in acts] == [("kk", "ru")]


def test_a_file_that_cannot_be_read_does_not_stop_the_others():
    parsed = parse([("a.pdf", b"%PDF-1.4 nothing"), ("b.txt", (HEAD + STEPS).encode())])
    assert [unreadable.path for unreadable in parsed.unreadable] == ["a.pdf"]
    assert len(parsed.acts) == 1
