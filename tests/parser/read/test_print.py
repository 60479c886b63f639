"""Pages as printers set them: words that no blank parts, hyphens at line ends, two columns, running heads."""

from io import BytesIO
from pathlib import Path

import pytest

from parser.read import read_bytes
from tests.parser.read import rendering

CORPUS = Path(__file__).parents[3] / "corpus" / "tree-felling-permit"
FONT = next((font for font in rendering.FONTS if font.exists()), None)
pytestmark = pytest.mark.skipif(FONT is None, reason="no font with Kazakh letters is installed here")
PAGE = (595.0, 842.0)
MARGIN, INDENT, TOP, BOTTOM = 60, 18, 70, 60


def act(language: str) -> list[str]:
    """The paragraphs of a model act, its tables left out."""
    lines = (CORPUS / f"{language}.txt").read_text("utf-8").split("\n")
    return [" ".join(line.split()) for line in lines if line.strip() and "\t" not in line][:70]


class Printer:
    """Sets paragraphs in columns, each word by itself, so that no blank stands between words."""

    def __init__(self, size: float = 11, blank: float = 3, justify: bool = False, hyphen: bool = False, head: str = ""):
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont

        pdfmetrics.registerFont(TTFont("act", str(FONT)))
        self.size, self.blank, self.justify, self.hyphen, self.head = size, blank, justify, hyphen, head

    def wide(self, word: str) -> float:
        from reportlab.pdfbase import pdfmetrics

        return pdfmetrics.stringWidth(word, "act", self.size)

    def lines(self, paragraph: str, width: float) -> list[list[str]]:
        """The lines of a paragraph; with `hyphen` a word that finds no room is broken where it can."""
        lines, used = [[]], INDENT
        for word in paragraph.split():
            room = width - used - 1
            if lines[-1] and self.wide(word) > room:
                cut = next(
                    (n for n in range(len(word) - 3, 2, -1) if self.wide(word[:n] + "-") <= room and word.isalpha()), 0
                )
                if self.hyphen and cut:
                    lines[-1].append(word[:cut] + "-")
                    word = word[cut:]
                lines.append([])
                used = 0
            lines[-1].append(word)
            used += self.wide(word) + self.blank
        return lines

    def pdf(self, *columns: list[str], gutter: float = 24) -> bytes:
        from reportlab.pdfgen.canvas import Canvas

        stream = BytesIO()
        canvas = Canvas(stream, pagesize=PAGE, invariant=1)
        width = (PAGE[0] - 2 * MARGIN - gutter * (len(columns) - 1)) / len(columns)
        text = [[line for p in column for line in self.placed(p, width)] for column in columns]
        leading = 1.3 * self.size
        many = int((PAGE[1] - TOP - BOTTOM) / leading)
        for page in range((max(map(len, text)) + many - 1) // many):
            canvas.setFont("act", 8)
            canvas.drawString(MARGIN, PAGE[1] - 30, self.head)
            canvas.drawCentredString(PAGE[0] / 2, 30, str(page + 1))
            canvas.setFont("act", self.size)
            for number, lines in enumerate(text):
                for row, (words, indent, last) in enumerate(lines[page * many : (page + 1) * many]):
                    x, blank = MARGIN + number * (width + gutter) + indent, self.blank
                    if self.justify and not last and len(words) > 1:
                        blank = (width - indent - sum(map(self.wide, words))) / (len(words) - 1)
                    for word in words:
                        canvas.drawString(x, PAGE[1] - TOP - row * leading, word)
                        x += self.wide(word) + blank
            canvas.showPage()
        canvas.save()
        return stream.getvalue()

    def placed(self, paragraph: str, width: float) -> list[tuple[list[str], float, bool]]:
        lines = self.lines(paragraph, width)
        return [(line, 0 if n else INDENT, n == len(lines) - 1) for n, line in enumerate(lines)]


def words(data: bytes) -> list[str]:
    source, _ = read_bytes(data, "act.pdf")
    return source.text.split()


def expected(*texts: list[str]) -> list[str]:
    return [word for text in texts for paragraph in text for word in paragraph.split()]


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize(
    "printer",
    [
        {"size": 6, "blank": 1.7},
        {"size": 11, "blank": 1.6},
        {"size": 8, "blank": 1.4, "justify": True},
        {"hyphen": True},
        {"head": "Заңды күші жоқ басылым. Издание без юридической силы"},
    ],
    ids=lambda options: "-".join(options),
)
def test_words_are_whole(language, printer):
    assert words(Printer(**printer).pdf(act(language))) == expected(act(language))


def test_a_compound_keeps_the_hyphen_at_which_it_was_broken():
    text = ["Веб-портал открыт всем.", "Заявитель входит на веб-портал и выбирает услугу на веб-портале снова."]
    printer = Printer(size=11)
    broken = [*text, "Потом заявитель входит на тот же самый веб-", "портал."]
    assert "веб-портал." in words(printer.pdf([broken[0], broken[1], " ".join(broken[2:]).replace("- ", "-")]))


@pytest.mark.parametrize("gutter", [14, 30])
def test_two_languages_side_by_side_are_read_one_after_the_other(gutter):
    kk, ru = act("kk"), act("ru")
    assert words(Printer(size=9).pdf(kk, ru, gutter=gutter)) == expected(kk, ru)


def test_columns_of_one_language_are_read_page_by_page():
    ru = act("ru")[:24]
    assert words(Printer(size=8).pdf(ru[:12], ru[12:])) == expected(ru)


def test_short_cells_beside_each_other_are_no_columns():
    names = [f"Бөлім {n}" for n in range(30)]
    rooms = [f"{n}-бөлме" for n in range(30)]
    found = words(Printer().pdf(names, rooms))
    assert found[:6] == ["Бөлім", "0", "0-бөлме", "Бөлім", "1", "1-бөлме"]
