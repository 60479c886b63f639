"""A small act of our own in every format that is read, from one list of blocks."""

from html import escape
from io import BytesIO
from pathlib import Path

FONTS = (
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"),
    Path("/usr/share/fonts/dejavu/DejaVuSans.ttf"),
    Path("/Library/Fonts/Arial Unicode.ttf"),
)

Table = tuple[tuple[str, ...], ...]
Block = str | Table  # a paragraph, or a table by rows

KAZAKH: tuple[Block, ...] = (
    "Бау-бақша иелеріне үлгі шатыр қою туралы үлгі қаулы",
    "1. Осы ереже ауыл тұрғындарына жылыжай құруға келісім беру тәртібін түсіндіреді және оны ауыл әкімі қолданады.",
    "2. Өтініш берушінің қадамдары мынадай:",
    "1) 1-үдеріс – тұрғынның өтінішті жүйеге енгізуі;",
    "2) 1-шарт – жүйеде енгізілген мәліметтердің толықтығын тексеру, ол бір жұмыс күнінен аспайтын уақыт ішінде жүргізіледі;",
    "3) 2-үдеріс – мәліметтер толық болмағандықтан бас тарту.",
    (("Үдеріс", "1", "2"), ("Бірлік", "Тұрғын", "Жүйе"), ("Мерзімі", "5 минут", ""), ("Келесісі", "2", "–")),
    "3. Ереже жарияланған күннен бастап күшіне енеді.",
)
RUSSIAN: tuple[Block, ...] = (
    "Образцовое постановление об установке теплиц",
    "1. Настоящие правила объясняют порядок, в котором сельский житель получает согласие на теплицу от сельского акима.",
    "2. Житель и система действуют так:",
    "1) процесс 1 – житель вносит заявление в систему;",
    "2) условие 1 – система смотрит, полны ли внесённые сведения, на что ей отводится не более одного рабочего дня;",
    "3) процесс 2 – отказ, если сведения не полны.",
    (("Процесс", "1", "2"), ("Единица", "Житель", "Система"), ("Срок", "5 минут", ""), ("Следующий", "2", "–")),
    "3. Правила вступают в силу со дня опубликования.",
)


def lines(blocks: tuple[Block, ...]) -> list[str]:
    """The non-empty lines that every format must give."""
    return [line for block in blocks for line in ([block] if isinstance(block, str) else map("\t".join, block))]


def plain(blocks: tuple[Block, ...]) -> bytes:
    """Text, with an indent before paragraphs as saved acts have it."""
    paragraphs = [f"      {block}" if isinstance(block, str) else "\n".join(map("\t".join, block)) for block in blocks]
    return "\n\n".join(paragraphs).encode()


def markdown(blocks: tuple[Block, ...]) -> bytes:
    """Markdown: a heading, bold beginnings, pipe tables."""
    parts = [f"# **{blocks[0]}**"]
    for block in blocks[1:]:
        if isinstance(block, str):
            first, rest = block.split(" ", 1) if " " in block else (block, "")
            parts.append(f"**{_marked(first)}** {_marked(rest)}" if rest else _marked(first))
        else:
            rows = [f"| {' | '.join(map(_marked, row))} |" for row in block]
            parts.append("\n".join([rows[0], "|" + " --- |" * len(block[0]), *rows[1:]]))
    return "\n\n".join(parts).encode()


def _marked(text: str) -> str:
    return "".join(f"\\{character}" if character in "\\`*_[]<>#|&" else character for character in text)


def html(blocks: tuple[Block, ...]) -> bytes:
    """A web page with the furniture of a site around the act."""
    parts = []
    for block in blocks:
        if isinstance(block, str):
            parts.append(f"<p>&nbsp;&nbsp;{escape(block)}</p>")
        else:
            rows = ["".join(f"<td><p>{escape(cell)}</p></td>" for cell in row) for row in block]
            parts.append("<table>" + "".join(f"<tr>{row}</tr>\n" for row in rows) + "</table>")
    body = "\n".join(parts)
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Сайт</title></head><body>'
        '<header><a href="/">Басты бет</a></header><nav><ul><li><a>Кіру</a></li></ul></nav>'
        f'<div class="text">{body}</div><div class="footer">Байланыс</div></body></html>'
    ).encode()


def docx(blocks: tuple[Block, ...]) -> bytes:
    """A Word document with real tables."""
    from docx import Document

    document = Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(len(block), len(block[0]))
        for row, cells in zip(table.rows, block, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf(blocks: tuple[Block, ...], footer: str = "", narrow: bool = False) -> bytes:
    """A PDF whose pages break the paragraphs into lines; tables have rules. In `narrow` tables, cells break lines and
    every page repeats the head."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate
    from reportlab.platypus import Table as PrintedTable

    font = next(path for path in FONTS if path.exists())
    pdfmetrics.registerFont(TTFont("act", str(font)))
    style = ParagraphStyle("act", fontName="act", fontSize=11, leading=14, spaceAfter=6, firstLineIndent=24)
    story = []
    for block in blocks:
        if isinstance(block, str):
            story.append(Paragraph(escape(block), style))
        else:
            grid = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONTNAME", (0, 0), (-1, -1), "act")]
            cells = [[Paragraph(escape(cell), style.clone("cell", firstLineIndent=0)) for cell in row] for row in block]
            options = {"colWidths": 110, "repeatRows": 1} if narrow else {}
            story.append(PrintedTable(cells if narrow else [list(row) for row in block], style=grid, **options))

    def number(canvas: object, document: object) -> None:
        canvas.setFont("act", 9)
        canvas.drawCentredString(A4[0] / 2, 30, f"{footer} {canvas.getPageNumber()}")

    stream = BytesIO()
    SimpleDocTemplate(stream, pagesize=A4, invariant=1).build(story, onFirstPage=number, onLaterPages=number)
    return stream.getvalue()


RENDERINGS = {"act.txt": plain, "act.md": markdown, "act.html": html, "act.docx": docx, "act.pdf": pdf}
