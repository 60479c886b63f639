"""What an act says cannot steer the terminal."""

from io import StringIO

import pytest

from reglament import terminal
from reglament.tables import table
from reglament.terminal import console, printable


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31mқызыл", "\\x1b[31mқызыл"),
        ("пароль\x07\x08", "пароль\\x07\\x08"),
        ("\x9b2J", "\\x9b2J"),
        ("а\u202eб", "а\\u202eб"),
        ("а\u2066б\u200f", "а\\u2066б\\u200f"),
        ("\ufeffа\u200b", "\\ufeffа\\u200b"),
        ("a\rb", "a\\x0db"),
    ],
)
def test_controls_are_shown_not_obeyed(hostile: str, shown: str) -> None:
    assert printable(hostile) == shown


def test_ordinary_text_stays_as_it_is() -> None:
    text = "«Е-лицензиялау» МДБ АЖ – ӘҒҚҢӨҰҮҺІ [1]\nвторая строка"
    assert printable(text) == text


def test_markup_of_rich_is_text() -> None:
    out = StringIO()
    plain = console()
    plain.file = out
    plain.print(table(["x"], [(("[red]стоп[/red] [link=file:///etc/passwd]a[/link] :boom:",), None)]))
    assert "[red]стоп[/red] [link=file:///etc/passwd]a[/link] :boom:" in out.getvalue()


def test_colours_stay_away_where_they_are_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert terminal.console().no_color
