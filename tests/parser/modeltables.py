"""Annex tables of our own, in both languages, and the four ways in which they lie flattened in a text."""

from collections.abc import Sequence

from parser.values import Line, Regulation, Source
from spec.model import Language

KINDS = ("unit", "action", "result", "deadline", "next")
FORMS = ("tabs", "paragraphs", "lines", "rows")

LABELS: dict[Language, tuple[str, ...]] = {
    "ru": (
        "№ действия (хода, потока работ)",
        "Наименование СФЕ",
        "Наименование действия (процедуры) и его описание",
        "Форма завершения (документ, решение)",
        "Сроки исполнения",
        "Номер следующего действия",
    ),
    "kk": (
        "№ іс-әрекет (жұмыс барысы, ағыны)",
        "ҚФБ атауы",
        "Іс-әрекеттің (рәсімнің) атауы және сипаттамасы",
        "Аяқталу нысаны (құжат, шешім)",
        "Орындау мерзімі",
        "Келесі іс-әрекеттің нөмірі",
    ),
}

BEES: dict[Language, tuple[tuple[str, ...], ...]] = {
    "ru": (
        ("Пасечник", "Портал", "Пасечник", "Пасечник", "Портал", "Пасечник", "Управление", "Управление", "Управление"),
        (
            "Вводит пароль личного кабинета",
            "Сообщает об отказе во входе",
            "Отмечает в перечне учёт ульев",
            "Вносит плату",
            "Сообщает об отказе из-за неуплаты",
            "Подписывает заявку",
            "Вносит заявку в журнал",
            "Готовит отказ в учёте ульев",
            "Передаёт свидетельство пасечнику",
        ),
        ("Страница кабинета", "Текст отказа", "Пустая форма", "Чек", "Текст отказа", "Заявка", "Запись", "Письмо", "Бланк"),
        ("1 мин", "5–10 сек", "2 мин", "1,5 мин", "10 сек", "1 мин", "1 час", "3 рабочих дня", "5 рабочих дней"),
        (
            "2 – если пароль неверен; 3 – если пароль верен",
            "-",
            "4",
            "5 – если плата не поступила, 6 – если плата поступила",
            "-",
            "7",
            "8 – если ульи больны; 9 – если ульи здоровы",
            "–",
            "-",
        ),
    ),
    "kk": (
        ("Омарташы", "Портал", "Омарташы", "Омарташы", "Портал", "Омарташы", "Басқарма", "Басқарма", "Басқарма"),
        (
            "Жеке кабинеттің паролін енгізеді",
            "Кіруден бас тарту туралы хабарлайды",
            "Тізбеден омартаны есепке алуды белгілейді",
            "Ақысын төлейді",
            "Төленбегендіктен бас тарту туралы хабарлайды",
            "Өтінімге қол қояды",
            "Өтінімді журналға енгізеді",
            "Есепке алудан бас тарту хатын дайындайды",
            "Омарташыға куәлікті ұсынады",
        ),
        ("Кабинет беті", "Бас тарту мәтіні", "Бос нысан", "Түбіртек", "Бас тарту мәтіні", "Өтінім", "Жазба", "Хат", "Бланк"),
        ("1 мин", "5–10 сек", "2 мин", "1,5 мин", "10 сек", "1 мин", "1 сағат", "3 жұмыс күні", "5 жұмыс күні"),
        (
            "2 – егер пароль қате болса; 3 – егер пароль дұрыс болса",
            "-",
            "4",
            "5 – егер ақы түспесе, 6 – егер ақы түссе",
            "-",
            "7",
            "8 – егер омарта ауру болса; 9 – егер омарта сау болса",
            "–",
            "-",
        ),
    ),
}  # fmt: skip
CAPTIONS = {"ru": "Таблица 3. Описание действий через портал", "kk": "3-кесте. Портал арқылы іс-әрекеттер сипаттамасы"}
CONTINUED = {"ru": "продолжение таблицы", "kk": "кестенің жалғасы"}

Row = list[str | None]
"""The label (None: not printed), then the cells."""


def rows_of(language: Language, columns: Sequence[int], labelled: bool = True) -> list[Row]:
    """The number row and the five rows of the columns (counted from 1)."""
    body = [[str(column) for column in columns]]
    body += [[row[column - 1] for column in columns] for row in BEES[language]]
    labels = LABELS[language] if labelled else (None,) * 6
    return [[label, *cells] for label, cells in zip(labels, body, strict=True)]


def flat(rows: Sequence[Row], form: str) -> str:
    """Rows of cells as text. A cell that is None was not printed; in rows its place stays."""
    if form == "rows":
        keep = any(row[0] is not None for row in rows)
        return "\n".join("\t".join(cell or "" for cell in (row if keep else row[1:])) for row in rows) + "\n"
    printed = [[cell for cell in row if cell is not None] for row in rows]
    if form == "tabs":
        return "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in printed) + "\n"
    glue = "\n\n" if form == "paragraphs" else "\n"
    return glue.join(cell for row in printed for cell in row) + "\n"


def text_of(language: Language, form: str, parts: Sequence[Sequence[Row]], announced: bool = True) -> str:
    """A caption, the parts of a table, and what comes after it."""
    pieces = [CAPTIONS[language], flat(parts[0], form)]
    for part in parts[1:]:
        pieces += [CONTINUED[language]] if announced else []
        pieces.append(flat(part, form))
    after = "Приложение 7" if language == "ru" else "7-қосымша"
    return "\n\n".join([*pieces, after, "к регламенту" if language == "ru" else "Шартты белгілер"]) + "\n"


def regulation(text: str, language: Language) -> Regulation:
    """A regulation of these lines, without an outline."""
    lines, start = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        lines.append(Line(number, start, start + len(line)))
        start += len(line) + 1
    source = Source("s1", "model.txt", "0" * 64, "text/plain", text, tuple(lines))
    return Regulation(source, language, None, (), (), (), tuple(lines))
