"""One act in every format gives the same lines; offsets always hold."""

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parser.read import FORMATS, read_bytes
from parser.read.pdf import Block, goes_on
from parser.read.tables import Cell
from parser.values import Source

sys.path.insert(0, str(Path(__file__).parent))
import rendering  # noqa: E402

WORDS = st.sampled_from(
    ["ереже", "үлгі", "әкім", "өтініш", "жүйе", "қадам", "№ 5", "порядок", "житель", "«өсім»", "съезд", "2014 жылғы",
     "(далее – житель)", "a_b", "2*3", "#", "Е-жүйе", "www.reglament.kz", "<b>", "&amp;", "–", "қоса", "[1]"]
)  # fmt: skip
PARAGRAPH = st.lists(WORDS, min_size=3, max_size=30).map(lambda words: "Мәтін " + " ".join(words) + " соңы.")
CELL = st.lists(st.sampled_from(["жүйе", "5 минут", "2", "–", "отказ"]), max_size=3).map(" ".join)
TABLE = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.tuples(*[CELL] * (width - 1)).map(lambda row: ("Бірлік", *row)), min_size=2, max_size=4)
)
ACTS = st.lists(PARAGRAPH | TABLE.map(tuple).filter(lambda rows: any(rows[0][1:])), min_size=2, max_size=6).map(
    lambda blocks: ("Үлгі ереже туралы", *blocks)
)


def lines(source: Source) -> list[str]:
    """The non-empty lines without the spaces of an indent; tabs of empty cells stay."""
    found = (source.text[line.start : line.end].strip(" ") for line in source.lines)
    return [line for line in found if line.strip()]


def assert_offsets(source: Source) -> None:
    """Lines hold no line end and together make the text."""
    pieces = [source.text[line.start : line.end] for line in source.lines]
    assert "\n".join(pieces) == source.text
    assert not any("\n" in piece for piece in pieces)


def require_font() -> None:
    if not any(path.exists() for path in rendering.FONTS):
        pytest.skip("no font with Kazakh letters on this machine")
    pytest.importorskip("reportlab", reason="reportlab makes the PDF of the test")


@pytest.mark.parametrize("act", [rendering.KAZAKH, rendering.RUSSIAN], ids=["kk", "ru"])
@pytest.mark.parametrize("name", rendering.RENDERINGS)
def test_every_format_gives_the_same_lines(name: str, act: tuple[rendering.Block, ...]) -> None:
    if name == "act.pdf":
        require_font()
    source, findings = read_bytes(rendering.RENDERINGS[name](act), name)
    assert lines(source) == rendering.lines(act)
    assert findings == ()
    assert_offsets(source)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ACTS)
@pytest.mark.parametrize("name", ["act.txt", "act.md", "act.html", "act.docx"])
def test_any_act_gives_the_same_lines(name: str, act: tuple[rendering.Block, ...]) -> None:
    source, _ = read_bytes(rendering.RENDERINGS[name](act), name)
    assert lines(source) == rendering.lines(act)
    assert_offsets(source)


@settings(max_examples=40, deadline=None)
@given(
    st.text(alphabet=st.characters(exclude_categories=("Cs",)) | st.sampled_from("\r\n\t\u2028\xadі iа"), min_size=1)
)
def test_offsets_hold_for_any_text(text: str) -> None:
    source, _ = read_bytes(f"Ереже {text.replace(chr(0), '')}".encode(), "a.txt")
    assert_offsets(source)


def test_the_table_of_formats_is_what_is_read() -> None:
    media_types = {form.media_type for form in FORMATS}
    for name, render in rendering.RENDERINGS.items():
        if name == "act.pdf":
            require_font()
        source, _ = read_bytes(render(rendering.RUSSIAN), name.replace("act.", "renamed"))
        assert source.media_type in media_types


def test_lines_of_the_file() -> None:
    text, _ = read_bytes("а\r\n\r\nб\rв\n".encode(), "a.txt")
    assert [(line.number, text.text[line.start : line.end]) for line in text.lines] == [
        (1, "а"), (2, ""), (3, "б"), (4, "в"), (5, ""),
    ]  # fmt: skip
    page, _ = read_bytes("<html><body>\n<p>бір</p>\n\n<p>екі<br>\nүш</p></body></html>".encode(), "a.html")
    assert [(line.number, page.text[line.start : line.end]) for line in page.lines if line.end > line.start] == [
        (2, "бір"), (4, "екі"), (4, "үш"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["act.md", "act.html", "act.docx", "act.pdf"])
def test_paragraphs_are_parted_by_an_empty_line_and_rows_are_not(name: str) -> None:
    if name == "act.pdf":
        require_font()
    source, _ = read_bytes(rendering.RENDERINGS[name](rendering.KAZAKH), name)
    pieces = [piece for piece in source.text.split("\n\n") if piece.strip()]
    assert len(pieces) == len(rendering.KAZAKH)


def test_pages_are_the_lines_of_a_pdf() -> None:
    require_font()
    act = ("Бірінші бет туралы үлгі", *(f"{number}. Тармақ мәтіні осында жазылған." for number in range(1, 60)))
    source, _ = read_bytes(rendering.pdf(act, footer="Бет"), "act.pdf")
    assert lines(source) == list(act)
    assert sorted({line.number for line in source.lines}) == [1, 2]


def test_a_table_that_a_page_break_cuts_is_one_table() -> None:
    require_font()
    head = ("Үдеріс", "1", "2")
    rows = tuple(
        (f"Жол {number}", "Тұрғын жүйеге кіреді " * 4, "Жүйе жауап береді " * (number % 4)) for number in range(24)
    )
    act = ("Кесте туралы үлгі", "Бұл кесте бірнеше бетке созылады.", (head, *rows), "Кестеден кейінгі мәтін.")
    source, _ = read_bytes(rendering.pdf(act, narrow=True), "act.pdf")
    assert {line.number for line in source.lines} >= {1, 2}
    expected = [line.replace(" \t", "\t").strip() for line in rendering.lines(act)]
    assert [line.strip() for line in lines(source)] == expected


def test_a_row_that_a_page_break_cuts_is_one_row() -> None:
    first = Block(1, 500.0, [[Cell(1, [(1, "Мерзімі")]), Cell(1, [(1, "бес жұмыс")])]])
    second = Block(2, 60.0, [[Cell(2), Cell(2, [(2, "күні")])], [Cell(2, [(2, "Келесісі")]), Cell(2, [(2, "2")])]])
    assert goes_on(first, second)
    assert first.rows is not None
    assert [[cell.text for cell in row] for row in first.rows] == [["Мерзімі", "бес жұмыс күні"], ["Келесісі", "2"]]
    assert not goes_on(first, Block(3, 60.0, [[Cell(3, [(3, "басқа")])]]))
