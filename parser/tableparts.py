"""Where the annex tables of a regulation stand: each table and each continuation of one, flattened as it is.

A part is found by its column numbers (a run 1, 2, 3 … after a caption, a row label «№ действия» or the words of a
continuation, or a run that goes on where the part before it stopped), and ends where something else begins.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from parser.cells import Cell, Form, Page, read_cells, read_rows
from parser.languages.lexicon import lexicon
from parser.rowlabels import caption_number, head_kind, is_continuation, row_kind
from parser.values import Passage, Regulation
from spec.model import Language

_INTEGER = re.compile(r"[ \t]*(\d{1,2})[.)]?[ \t]*")
_INTEGER_LINE = re.compile(r"\n[ \t\xa0]*(\d{1,2})[.)]?[ \t\xa0]*(?=\n|\Z)")
_INTEGER_CELL = re.compile(r"\t[ ]*\d{1,2}[.)]?[ ]*(?=[\t\n]|\Z)")
_LABELS = re.compile(r"\t[^\t\n]*\t[^\t\n]*\t")
_LABEL_CELLS = 3  # cells over which the label of the numbers may be broken
_REACH = 16  # lines between a caption and the numbers
_HEAD = 30  # lines for the head of a table whose rows are the processes
_LEAST_LABELS, _MOST_LABELS = 3, 12
_HEADED = {"unit", "action"}  # what a table that no caption announces must tell of a process
_LEAST_ROWS = 4  # rows that stand before the numbers of a continuation that nothing announces


class Part(Struct, frozen=True, gc=False):
    """A table or a continuation of one, before its cells have places: in the form "rows", `rows` are its lines; in the
    others `cells` are its cells one after the other. `caption` begins a table, `heading` announces a continuation.
    `turned` tells that the processes are rows and the labels head the columns."""

    form: Form
    caption: Passage | None
    number: str | None
    heading: Passage | None
    cells: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    source: Passage
    turned: bool = False


class _Mark(Struct, frozen=True, gc=False):
    """A line that begins a table (`caption`) or announces that one goes on."""

    index: int
    caption: bool
    number: str | None


class _Start(Struct, frozen=True, order=True):
    """A line with the first column number of what may be a part; no numbers where the processes are rows. `lines` are
    those of the numbers where each has a line of its own."""

    index: int
    form: Form
    numbers: tuple[int, ...]
    lines: tuple[int, ...] = ()

    def after(self, last: int) -> "_Start":
        """The start without numbers that are the end of the row before: a next action right before the numbers 5, 6, 7
        of an unannounced continuation may be 4."""
        skip = sum(number <= last for number in self.numbers)
        if not skip or len(self.lines) < skip + 2:
            return self
        return _Start(self.lines[skip], self.form, self.numbers[skip:], self.lines[skip:])


def find_parts(regulation: Regulation) -> tuple[list[Part], list[Passage]]:
    """The parts of the annex tables of `regulation`, in the order of the text, and all captions."""
    if not regulation.lines:
        return [], []
    page = Page(regulation)
    marks = _marks(page)
    starts = sorted({*_integer_runs(page), *_number_rows(page)})
    turned = [*_turned(page, marks), *_turned_alone(page, regulation, marks)]
    starts = sorted([*starts, *turned])
    parts: list[Part] = []
    done = -1
    last: tuple[int, ...] = ()
    for position, start in enumerate(starts):
        if last and start.index < done:
            start = start.after(last[-1])
        if start.index < done or _numbers_a_row(page, start):
            continue
        begin, mark, labelled = _before(page, marks, start.index, done)
        if not (mark or labelled or start in turned or _follows(last, start.numbers)):
            continue
        limit = _limit(page, marks, start, starts[position + 1 :])
        part, done = _part(page, begin, start, limit, mark)
        last = start.numbers or last
        parts.append(part)
    return parts, [_caption(page, mark.index, mark.index + 4) for mark in marks.values() if mark.caption]


def _numbers_a_row(page: Page, start: _Start) -> bool:
    """Whether the number stands before the label «№ действия»: some tables number their rows too."""
    if start.form == "rows" or len(start.numbers) != 1:
        return False
    for index in range(start.index + 1, min(start.index + 4, len(page.lines))):
        if line := _plain(page.line(index)):
            return row_kind(line, page.language) == "number"
    return False


def _follows(last: tuple[int, ...], numbers: tuple[int, ...]) -> bool:
    """Whether numbers go on where the part before stopped (one may be lost)."""
    return bool(last) and len(numbers) > 1 and last[-1] < numbers[0] <= last[-1] + 2


def _marks(page: Page) -> dict[int, _Mark]:
    """Lines that are captions or announce a continuation, by index."""
    low, high = page.lines[0].start, page.lines[-1].end
    words = lexicon(page.language)["table"]
    marks: dict[int, _Mark] = {}
    for stem in sorted({word.split()[0][1:6] for word in (*words["caption"], *words["continuation"])}):
        for spelling in (stem, stem.upper()):
            at = page.text.find(spelling, low, high)
            while at >= 0:
                index = page.index(at)
                if index not in marks and (mark := _mark(page, index)):
                    marks[index] = mark
                at = page.text.find(spelling, at + 1, high)
    return dict(sorted(marks.items()))


def _mark(page: Page, index: int) -> _Mark | None:
    line = page.line(index)
    if is_continuation(line, page.language):
        return _Mark(index, False, None)
    is_caption, number = caption_number(line, page.language)
    return _Mark(index, True, number) if is_caption else None


def _integer_runs(page: Page) -> Iterator[_Start]:
    """Runs of lines that are one rising number each."""
    run: list[tuple[int, int]] = []
    end = 0
    first = page.lines[0].start
    for found in _INTEGER_LINE.finditer(page.text, max(0, first - 1), page.lines[-1].end):
        value = int(found[1])
        between = page.text[end : found.start()]
        if run and (value <= run[-1][1] or (between and not between.isspace())):
            yield _run(page, run)
            run = []
        run.append((found.start() + 1, value))
        end = found.end()
    if run:
        yield _run(page, run)


def _run(page: Page, run: list[tuple[int, int]]) -> _Start:
    first = page.index(run[0][0])
    lines = tuple([page.index(at) for at, _ in run]) if len(run) > 2 else ()
    return _Start(first, _form(page, first), tuple(value for _, value in run), lines)


def _form(page: Page, index: int) -> Form:
    if page.line(index).lstrip(" ").startswith("\t"):
        return "tabs"
    return "lines" if index + 1 < len(page.lines) and page.line(index + 1).strip() else "paragraphs"


def _number_rows(page: Page) -> Iterator[_Start]:
    """Lines with a run of numbers parted by tabs."""
    done = -1
    for found in _INTEGER_CELL.finditer(page.text, page.lines[0].start, page.lines[-1].end):
        if found.start() < done or page.text[found.start() - 1] == "\n":
            continue
        index = page.index(found.start())
        done = page.lines[index].end
        numbers = column_numbers([cell.strip() for cell in page.line(index).split("\t")])
        if len(numbers) > 1:
            yield _Start(index, "rows", tuple(numbers.values()))


def _turned_alone(page: Page, regulation: Regulation, marks: dict[int, _Mark]) -> Iterator[_Start]:
    """Rows of labels in an annex under a heading that is no caption: «№ | Подразделение | Процедура | Форма | Срок»."""
    for annex in regulation.annexes:
        done = annex.lines[0].start if annex.lines else 0
        while found := _LABELS.search(page.text, done, annex.lines[-1].end if annex.lines else 0):
            index = page.index(found.start())
            line = page.lines[index]
            done = line.end + 1
            if _heads(page.text[line.start : line.end], page.language) and not any(
                at in marks and marks[at].caption for at in range(max(0, index - _HEAD), index)
            ):
                yield _Start(index, "rows", ())


@lru_cache(maxsize=2048)
def _heads(line: str, language: Language) -> bool:
    """Whether a line of cells is the head of a table whose rows are processes."""
    cells = line.strip().split("\t")
    if len(cells) <= _LEAST_LABELS or len(cells) > _MOST_LABELS:
        return False
    kinds = [head_kind(_plain(cell), language) for cell in cells]
    return len({*kinds} - {None}) >= _LEAST_LABELS and kinds.count(None) < _LEAST_LABELS and {*kinds} >= _HEADED


def _turned(page: Page, marks: dict[int, _Mark]) -> Iterator[_Start]:
    """Captions followed by the labels themselves: each process is a row, the labels head the columns."""
    for mark in marks.values():
        kinds: set[str] = set()
        first: int | None = None
        if not mark.caption:
            continue
        for index in range(mark.index + 1, min(len(page.lines), mark.index + _HEAD)):
            cells = [cell for cell in page.line(index).split("\t") if cell.strip()]
            kind_of = head_kind if len(cells) > _LEAST_LABELS else row_kind
            found = [kind_of(" ".join(cell.split()), page.language) for cell in cells]
            if first is not None and cells and not all(found):
                break
            if any(found):
                first = index if first is None else first
                kinds.update(kind for kind in found if kind)
        if first is not None and len(kinds) >= _LEAST_LABELS:
            yield _Start(first, "rows" if "\t" in page.line(first).strip() else _form(page, first), ())


def _before(page: Page, marks: dict[int, _Mark], index: int, done: int) -> tuple[int, _Mark | None, bool]:
    """What leads to the numbers in line `index`: the first line of the part, its mark, whether a label stands."""
    labelled, begin, words = False, index, ""
    seen = 0
    for back in range(index, max(done - 1, -1, index - _REACH), -1):
        line = page.line(back).strip()
        if not line:
            continue
        if back in marks:
            return back, marks[back], labelled
        if back == index:
            labelled = "\t" in line and any(row_kind(_plain(cell), page.language) for cell in line.split("\t"))
            continue
        seen += 1
        if seen > _LABEL_CELLS + 2:
            break
        words = f"{line} {words}".strip()
        if not labelled and seen <= _LABEL_CELLS and row_kind(_plain(words), page.language) == "number":
            labelled, begin = True, back
    return begin, None, labelled


def _plain(text: str) -> str:
    return " ".join(text.split())


def _limit(page: Page, marks: dict[int, _Mark], start: _Start, later: list[_Start]) -> int:
    """The line before which the part ends at the latest: the next mark, or numbers that start another part."""
    limit = next((at for at in marks if at > start.index), len(page.lines))
    for other in later:
        if other.index >= limit:
            break
        if len(other.numbers) < 2:
            continue
        other = other.after(start.numbers[-1]) if start.numbers else other
        begin, _, labelled = _before(page, marks, other.index, start.index + len(start.numbers))
        if labelled and _is_number_label(page, begin, other.index):
            return begin
        least = _LEAST_ROWS if start.form == "rows" else _LEAST_ROWS * len(start.numbers)
        rows_before = other.index > start.index + least
        if start.numbers and rows_before and _follows(start.numbers, other.numbers):
            return other.index
    return limit


def _is_number_label(page: Page, begin: int, index: int) -> bool:
    between = _plain(" ".join(page.line(at) for at in range(begin, index)))
    first = _plain(page.line(index).split("\t")[0])
    return "number" in (row_kind(between, page.language), row_kind(first, page.language))


def _part(page: Page, begin: int, start: _Start, limit: int, mark: _Mark | None) -> tuple[Part, int]:
    """The part whose numbers stand at `start`, and the line after it."""
    caption = heading = None
    first = begin
    if mark and mark.caption:
        caption = _caption(page, mark.index, start.index)
        first = page.index(caption.end) + 1
    elif mark:
        line = page.lines[mark.index]
        heading = Passage(page.source, line.start, line.end, line.number)
        first = mark.index + 1
    cells: tuple[Cell, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    if start.form == "rows":
        rows, end = read_rows(page, start.index, limit)
    else:
        cells, end = read_cells(page, first, start.index, limit, start.form)
    last = page.lines[max(end - 1, start.index)]
    whole = Passage(page.source, page.lines[begin].start, last.end, page.lines[begin].number)
    number = mark.number if mark and mark.caption else None
    return Part(start.form, caption, number, heading, cells, rows, whole, not start.numbers), end


def _caption(page: Page, index: int, numbers: int) -> Passage:
    """The caption from line `index` on; it may run on until a blank line, a tab or a row label."""
    end = index
    for after in range(index + 1, min(numbers, index + 4)):
        line = page.line(after)
        if not line.strip() or "\t" in line or row_kind(_plain(line), page.language):
            break
        end = after
    return Passage(page.source, page.lines[index].start, page.lines[end].end, page.lines[index].number)


def column_numbers(cells: list[str]) -> dict[int, int]:
    """The column numbers in a row of cells, by position: the run of rising numbers that reaches its end."""
    found: dict[int, int] = {}
    for position in range(len(cells) - 1, -1, -1):
        match = _INTEGER.fullmatch(cells[position])
        if not match:
            if cells[position]:
                break
            continue
        value = int(match[1])
        if found and value >= min(found.values()):
            break
        found[position] = value
    return dict(sorted(found.items()))
