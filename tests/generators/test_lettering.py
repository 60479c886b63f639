"""Widths are those of the font that draws; lines fit their room and lose nothing."""

import io
import struct
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from generators.drawing import bundled
from generators.lettering import EM, _widths, pieces, printable, whole, width, wrap


def arimo() -> ImageFont.FreeTypeFont:
    """The upright Arimo inside the program that draws."""
    data = Path(bundled()).read_bytes()
    at = 0
    while (at := data.find(b"\x00\x01\x00\x00", at)) >= 0:
        count = struct.unpack(">H", data[at + 4 : at + 6])[0]
        tables = [data[at + 12 + 16 * n : at + 28 + 16 * n] for n in range(count if count < 40 else 0)]
        if {b"cmap", b"glyf"} <= {table[:4] for table in tables}:
            end = max(sum(struct.unpack(">II", table[8:16])) for table in tables)
            font = ImageFont.truetype(io.BytesIO(data[at : at + end]), EM)
            if font.getname() == ("Arimo", "Regular"):
                return font
        at += 4
    raise AssertionError("no Arimo in the program")


def test_widths_are_the_fonts_own() -> None:
    font = arimo()
    table = _widths()
    wrong = [character for character, units in table.items() if round(font.getlength(character)) != units]
    assert not wrong
    assert set("әіңғүұқөһӘІҢҒҮҰҚӨҺабвёЁъ«»№–→") <= set(table)


def test_a_long_word_is_broken_after_its_hyphen() -> None:
    assert pieces("бизнес-сәйкестендіру", 60, 8) == ["бизнес-", "сәйкестендіру"]


def test_lines_are_even() -> None:
    assert wrap("Авторизациялаудан бас тарту", 100, 8) == ("Авторизациялаудан", "бас тарту")


@given(st.text(max_size=200), st.floats(20, 200), st.sampled_from([7.0, 8.0]))
def test_lines_fit_and_keep_every_letter(text: str, room: float, size: float) -> None:
    clean = printable(text)
    lines = wrap(clean, room, size)
    assert "".join(lines).replace(" ", "") == clean.replace(" ", "")
    assert all(width(line, size) <= room or len(line) == 1 for line in lines)
    assert len(whole(lines)) >= len(whole((clean,)))


def test_control_characters_are_dropped() -> None:
    assert printable("а\u202eб\x00в\r\nг\u200d") == "а б в г"


def test_a_name_that_is_too_long_breaks_at_its_fixed_space() -> None:
    assert pieces("ИС\u00a0«Е-лицензирование»", 75, 7) == ["ИС\u00a0", "«Е-лицензирование»"]
