"""Labels of steps, in both languages and dirt."""

import pytest

from parser.labels import read_closing_label, read_label

READ = [
    ("ru", "процесс 4 – оплата", "process", 4, "оплата"),
    ("ru", "условие 1 – проверка", "condition", 1, "проверка"),
    ("ru", "Условие № 2. Проверка", "condition", 2, "Проверка"),
    ("ru", "процесс № 1: ввод", "process", 1, "ввод"),
    ("ru", "Процесс-3 – выбор", "process", 3, "выбор"),
    ("ru", "1-й процесс – вход", "process", 1, "вход"),
    ("ru", "процесс 10 формирование", "process", 10, "формирование"),
    ("ru", "условие – проверка", "condition", None, "проверка"),
    ("ru", "условие (1) – проверка", "condition", 1, "проверка"),
    ("ru", "Процесс (12). Выдача", "process", 12, "Выдача"),
    ("kk", "шарт (2): тексеру", "condition", 2, "тексеру"),
    ("kk", "1 үдеріс - өтінім берушінің", "process", 1, "өтінім берушінің"),
    ("kk", "4 шарт – төлемді", "condition", 4, "төлемді"),
    ("kk", "№ 1 шарт – төлемді", "condition", 1, "төлемді"),
    ("kk", "1-ші процесс: кіру", "process", 1, "кіру"),
    ("kk", "«1-процесс» – кіру", "process", 1, "кіру"),
    ("kk", "шарт 2. Төлемді", "condition", 2, "Төлемді"),
    ("ru", "первый процесс – вход", "process", 1, "вход"),
    ("ru", "Второе условие: проверка", "condition", 2, "проверка"),
    ("ru", "Шаг третий. Выбор", "process", 3, "Выбор"),
    ("ru", "«Двенадцатая процедура» – выдача", "process", 12, "выдача"),
    ("ru", "двадцать первый процесс – выдача", "process", 21, "выдача"),
    ("ru", "четвёртый процесс – ввод", "process", 4, "ввод"),
    ("ru", "первьй процесс – вход", "process", 1, "вход"),
    ("ru", "Первый процесс включает ввод пароля", "process", 1, "включает ввод пароля"),
    ("ru", "II условие – проверка", "condition", 2, "проверка"),
    ("ru", "процесс IX. Выдача", "process", 9, "Выдача"),
    ("kk", "бірінші үдеріс – кіру", "process", 1, "кіру"),
    ("kk", "Екінші шарт: тексеру", "condition", 2, "тексеру"),
    ("kk", "он бірінші рәсім – беру", "process", 11, "беру"),
    ("kk", "жиырма екінші үдеріс – беру", "process", 22, "беру"),
    ("kk", "шарт бірінші. Тексеру", "condition", 1, "Тексеру"),
    ("kk", "төртiнші үдеріс – төлеу", "process", 4, "төлеу"),
    ("kk", "бірінщі үдеріс – кіру", "process", 1, "кіру"),
    ("kk", "ІІІ үдеріс – таңдау", "process", 3, "таңдау"),
]


@pytest.mark.parametrize(("language", "text", "kind", "number", "rest"), READ)
def test_label_is_read(language, text, kind, number, rest):
    label = read_label(text, language)
    assert label is not None
    assert (label.kind, label.number, text[label.end :]) == (kind, number, rest)


def test_misspelt_word_is_mended_and_kept_as_printed():
    label = read_label("3 ұдеріс – таңдау", "kk")
    assert label is not None
    assert (label.kind, label.number, label.mended) == ("process", 3, "ұдеріс")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "процесс ввода заявителем данных"),
        ("ru", "процесс (5 минут) включает ввод"),
        ("ru", "руководитель 5 дней рассматривает"),
        ("ru", "заявитель входит в систему"),
        ("ru", "первый руководитель рассматривает документы"),
        ("ru", "второй экземпляр – заявителю"),
        ("ru", "процесс первой проверки – сутки"),
        ("ru", "процесс первичной проверки"),
        ("kk", "бірінші басшы құжаттарды қарайды"),
        ("kk", "екінші данасы – өтініш берушіге"),
        ("kk", "бірінші кезекте шарттар тексеріледі"),
        ("kk", "3 жұмыс күні ішінде қарайды"),
        ("kk", "өтінім беруші жүйеге кіреді"),
    ],
)
def test_a_sentence_is_no_label(language, text):
    assert read_label(text, language) is None


@pytest.mark.parametrize(
    ("language", "text", "kind", "number", "rest"),
    [
        ("ru", "ввод кода доступа (процесс 4)", "process", 4, "ввод кода доступа"),
        ("ru", "сверка кода (условие № 2);", "condition", 2, "сверка кода"),
        ("ru", "выдача пропуска (Процесс 3).", "process", 3, "выдача пропуска"),
        ("kk", "кодты енгізу (4-үдеріс)", "process", 4, "кодты енгізу"),
        ("kk", "кодты салыстыру (2-ші шарт);", "condition", 2, "кодты салыстыру"),
    ],
)
def test_a_label_in_brackets_may_close_the_sentence(language, text, kind, number, rest):
    label, end = read_closing_label(text, language)
    assert (label.kind, label.number, text[:end]) == (kind, number, rest)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "ввод кода (процесс авторизации)"),
        ("ru", "сверка кода (условие 2 договора)"),
        ("ru", "процесс 2 – выдача пропуска"),
        ("kk", "кодты енгізу (авторландыру процесі)"),
        ("kk", "кодты салыстыру (2-тармақ)"),
    ],
)
def test_other_brackets_are_no_label(language, text):
    assert read_closing_label(text, language) is None
