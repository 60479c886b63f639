"""Files → acts: what is said of texts that hold no steps, of equal and of different texts."""

import pytest

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


OTHER_GENRES = [
    (HEAD, "Регламент государственной услуги", "Стандарт государственной услуги", "standard"),
    (HEAD, "Регламент государственной услуги", "Правила оказания государственной услуги", "rules"),
    (KAZAKH, "қызмет регламенті\n", "қызмет стандарты\n", "standard"),
    (KAZAKH, "қызмет регламенті\n", "қызмет көрсету қағидалары\n", "rules"),
]


@pytest.mark.parametrize(("text", "own", "other", "genre"), OTHER_GENRES)
def test_rules_and_standards_are_called_what_they_are_and_nothing_is_asked_of_them_as_of_a_regulation(
    text: str, own: str, other: str, genre: str
) -> None:
    (act,) = parse([("act.txt", text.replace(own, other).encode())]).acts
    (only,) = (each for each in act.spec.findings if each.code == "RG023")
    assert (only.arguments["genre"], only.arguments["lists"]) == (genre, 0)
    assert not {"RG025", "RG225", "RG060", "RG064"} & {each.code for each in act.spec.findings}


def test_rules_that_list_steps_say_how_many_lists() -> None:
    text = (HEAD + STEPS).replace("Регламент государственной услуги", "Правила оказания государственной услуги")
    (act,) = parse([("act.txt", text.encode())]).acts
    assert [each.arguments["lists"] for each in act.spec.findings if each.code == "RG023"] == [1]


SYSTEMS = """
3. Действия через портал:
1) процесс 1 – направление порталом запроса в информационную систему «Маяк» (далее – ИС «Маяк»);
2) процесс 2 – формирование ответа в ИС «Маяк»;
3) процесс 3 – получение потребителем результата услуги.

4. Действия через услугодателя:
1) процесс 1 – ввод сотрудником услугодателя данных в ИС «Маяк»;
2) процесс 2 – выдача сотрудником услугодателя результата услуги.
"""


def test_an_unknown_system_is_one_finding_under_its_whole_name() -> None:
    (act,) = parse([("act.txt", (HEAD + SYSTEMS).encode())]).acts
    names = [each.arguments["name"] for each in act.spec.findings if each.code == "RG042"]
    assert names == ["информационную систему «Маяк»"]


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
