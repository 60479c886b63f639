"""Tables of plain texts, for terminals and pipes."""

from collections.abc import Iterable, Sequence
from io import StringIO
from typing import TYPE_CHECKING

from reglament.terminal import console, printable

if TYPE_CHECKING:
    from rich.table import Table

STYLES = {"error": "bold red", "warning": "yellow", "note": "cyan"}


def table(columns: Sequence[str], rows: Iterable[tuple[Sequence[str], str | None]], *, right: int = -1) -> "Table":
    """A table of `rows` (cells, style of the row or None); every cell is made printable. Column `right` is numbers."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    made = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for at, column in enumerate(columns):
        made.add_column(column, justify="right" if at == right else "left", overflow="fold")
    for cells, style in rows:
        made.add_row(*(Text(printable(cell)) for cell in cells), style=style)
    return made


def show(*things: object, output: str = "-", errors: bool = False) -> None:
    """Print texts and tables on the terminal, or as plain text into the file `output`."""
    if output != "-":
        from reglament.options import write

        text = StringIO()
        plain = console()
        plain.file, plain.no_color, plain.width = text, True, 140
        for thing in things:
            plain.print(thing)
        write(output, text.getvalue().encode())
        return
    made = console(errors=errors)
    for thing in things:
        made.print(thing)
