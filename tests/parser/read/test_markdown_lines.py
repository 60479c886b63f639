"""Line ends of every kind keep Markdown's lines and their numbers together."""

import pytest

from parser.read import read_bytes


@pytest.mark.parametrize("end", ["\r", "\x0b", "\x85", "\u2028", "\u2029"])
def test_lines_and_numbers_agree_whatever_ends_a_line(end):
    text = f"**один** **два** **три**\nқазақша{end}мәтін\n| а | б |\n|---|---|\n| и | для |\n"
    source, _ = read_bytes(text.encode(), "act.md")
    texts = [source.text[line.start : line.end] for line in source.lines]
    assert texts == ["один два три", "қазақша", "мәтін", "а\tб", "и\tдля", ""]
    assert [line.number for line in source.lines] == [1, 2, 3, 4, 6, 7]
