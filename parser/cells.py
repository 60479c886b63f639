"""The flattened forms of an annex table → its parts, each a list of cells or of rows of cells.

A table is found by its column numbers (a run 1, 2, 3 … after a caption, a row label «№ действия» or the words of a
continuation, or a run that goes on where the part before it stopped), and ends where something else begins. Four forms:
one row a line, cells parted by tabs; one cell a line behind a tab; one cell a paragraph; one cell a line.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from parser.languages.lexicon import lexicon
from parser.rowlabels import (
    caption_number,
    ends_table,
    is_annex_heading,
    is_continuation,
    is_label_tail,
    row_kind,
)
from parser.values import Line, Passage, Regulation, Source
from spec.model import Language

Form = Literal["rows", "tabs", "paragraphs", "lines"]


class Cell(Struct, frozen=True):
    """A cell as printed: characters start..end of the source; `text` has its white space made single blanks; `gap`
    counts the blank lines before it. An empty cell of a row has an empty text."""

    start: int
    end: int
    line: int
    text: str
    gap: int = 0

    def passage(self, source: Source) -> Passage:
        """The cell as a passage of `source`."""
        return Passage(source, self.start, self.end, self.line)


class Part(Struct, frozen=True):
    """A table or a continuation of one, before its cells have places: in the form "rows", `rows` are its lines; in the
    others `cells` are its cells one after the other. `caption` begins a table, `heading` announces a continuation."""

    form: Form
    caption: Passage | None
    number: str | None
    heading: Passage | None
    cells: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    source: Passage
    turned: bool = False


class _Mark(Struct, frozen=True):
    """A line that begins a table (`caption`) or a continuation of one."""

    index: int
    caption: bool
    number: str | None


_INTEGER = re.compile(r"[ \t]*(\d{1,2})[.)]?[ \t]*")
_NUMBER_ROW = re.compile(r"(?:^|\t)[ ]*\d{1,2}[.)]?[ ]*\t[ ]*\d{1,2}[.)]?[ ]*(?=\t|$)", re.MULTILINE)
_BRANCH = re.compile(r"[-–—\s]*\d{1,2}\s*[-–—]")
_LOOK_BACK = 3
_HEADING_LINES = 14


def find_parts(regulation: Regulation) -> list[Part]:
    """The parts of the annex tables of `regulation`, in the order of the text."""
    return list(_Finder(regulation).parts())


class _Finder:
    """One search: the text, its lines, and the marks in them."""

    def __init__(self, regulation: Regulation) -> None:
        self.source = regulation.source
        self.text = regulation.source.text
        self.language: Language = regulation.language
        self.lines = regulation.lines
        self.starts = [line.start for line in self.lines]
        self.stops = {clause.whole.start for clause in regulation.clauses}
        self.stops.update(annex.heading.start for annex in regulation.annexes if annex.heading)
        self.marks = self._marks()

    def line(self, index: int) -> str:
        found = self.lines[index]
        return self.text[found.start : found.end]

    def _index(self, offset: int) -> int:
        return max(0, bisect_right(self.starts, offset) - 1)

    def _marks(self) -> dict[int, _Mark]:
        """Lines that are captions or announce a continuation, by index."""
        if not self.lines:
            return {}
        low, high = self.lines[0].start, self.lines[-1].end
        words = lexicon(self.language)["table"]
        marks = {}
        for word in {*words["caption"], *words["continuation"]}:
            stem = word.split()[0][1:6]
            for spelling in (stem, stem.upper()):
                at = self.text.find(spelling, low, high)
                while at >= 0:
                    index = self._index(at)
                    if index not in marks and (mark := self._mark(index)):
                        marks[index] = mark
                    at = self.text.find(spelling, at + 1, high)
        return marks

    def _mark(self, index: int) -> _Mark | None:
        line = self.line(index)
        if is_continuation(line, self.language):
            return _Mark(index, False, None)
        is_caption, number = caption_number(line, self.language)
        return _Mark(index, True, number) if is_caption else None

    def parts(self) -> Iterator[Part]:
        starts = sorted({*self._integer_runs(), *self._number_rows()})
        starts.extend(sorted(self._turned(starts)))
        starts.sort()
        done = -1
        last: tuple[int, ...] = ()
        for position, (index, form, numbers) in enumerate(starts):
            if index < done:
                continue
            begin, mark, labelled = self._before(index, done)
            follows = bool(last) and numbers and last[-1] < numbers[0] <= last[-1] + 2 and len(numbers) > 1
            if not (mark or labelled or follows):
                continue
            limit = self._limit(index, starts[position + 1 :], numbers)
            part, done = self._part(begin, index, limit, form, mark)
            last = numbers or last
            yield part

    def _integer_runs(self) -> Iterator[tuple[int, Form, tuple[int, ...]]]:
        """Runs of lines that are one rising number each: (index of the first line, form, numbers)."""
        run: list[tuple[int, int, int]] = []
        blanks = 0
        for index, line in enumerate(self.lines):
            size = line.end - line.start
            if size > 8:
                if run:
                    yield self._run(run)
                    run = []
                continue
            found = _INTEGER.fullmatch(self.text, line.start, line.end)
            if found:
                value = int(found[1])
                if run and value <= run[-1][1]:
                    yield self._run(run)
                    run = []
                run.append((index, value, blanks))
                blanks = 0
            elif self.text[line.start : line.end].strip(" \t"):
                if run:
                    yield self._run(run)
                    run = []
                blanks = 0
            else:
                blanks += 1
        if run:
            yield self._run(run)

    def _run(self, run: list[tuple[int, int, int]]) -> tuple[int, Form, tuple[int, ...]]:
        first = run[0][0]
        form: Form = "lines"
        if self.line(first).lstrip(" ").startswith("\t"):
            form = "tabs"
        elif first + 1 >= len(self.lines) or not self.line(first + 1).strip():
            form = "paragraphs"
        return first, form, tuple(value for _, value, _ in run)

    def _number_rows(self) -> Iterator[tuple[int, Form, tuple[int, ...]]]:
        """Lines with a run of numbers parted by tabs."""
        if not self.lines:
            return
        at = self.lines[0].start
        while found := _NUMBER_ROW.search(self.text, at, self.lines[-1].end):
            index = self._index(found.end())
            at = self.lines[index].end
            numbers = column_numbers([cell.strip() for cell in self.line(index).split("\t")])
            if len(numbers) > 1:
                yield index, "rows", tuple(numbers.values())

    def _turned(self, starts: list[tuple[int, Form, tuple[int, ...]]]) -> Iterator[tuple[int, Form, tuple[int, ...]]]:
        """Captions followed by the labels themselves: each process is a row, the labels head the columns."""
        for mark in self.marks.values():
            stop = min(len(self.lines), mark.index + 30)
            kinds: list[str] = []
            first: int | None = None
            for index in range(mark.index + 1, stop):
                cells = [cell for cell in self.line(index).split("\t") if cell.strip()]
                found = [row_kind(" ".join(cell.split()), self.language) for cell in cells]
                if first is not None and cells and not all(found):
                    break
                if any(found):
                    first = index if first is None else first
                    kinds.extend(kind for kind in found if kind)
            if first is not None and len(set(kinds)) >= 3:
                form: Form = "rows" if "\t" in self.line(first).strip() else "lines"
                if form == "lines":
                    form = "tabs" if self.line(first).lstrip(" ").startswith("\t") else form
                    form = "paragraphs" if form == "lines" and not self.line(first + 1).strip() else form
                yield first, form, ()

    def _before(self, index: int, done: int) -> tuple[int, _Mark | None, bool]:
        """What leads to the numbers in line `index`: the first line of the part, its mark, whether a label stands."""
        labelled, begin, joined = False, index, ""
        mark = None
        seen = 0
        for back in range(index, max(done, -1, index - 16), -1):
            line = self.line(back).strip()
            if not line:
                continue
            if back in self.marks:
                mark = self.marks[back]
                begin = back
                break
            if back == index:
                labelled = "\t" in line and any(row_kind(" ".join(c.split()), self.language) for c in line.split("\t"))
                continue
            seen += 1
            if seen > _LOOK_BACK + 2 or back + 1 <= done:
                break
            joined = f"{line} {joined}".strip()
            if not labelled and seen <= _LOOK_BACK and row_kind(" ".join(joined.split()), self.language) == "number":
                labelled, begin = True, back
        return begin, mark, labelled

    def _limit(self, index: int, later: list[tuple[int, Form, tuple[int, ...]]], numbers: tuple[int, ...]) -> int:
        """The line before which the part ends at the latest: the next mark, or numbers that start a part."""
        limit = min((at for at in self.marks if at > index), default=len(self.lines))
        for at, _, following in later:
            if at >= limit or at <= index or not following or len(following) < 2:
                continue
            before, _, labelled = self._before(at, index + len(numbers))
            if labelled and self._number_label_before(before, at):
                return min(limit, before)
            if numbers and numbers[-1] < following[0] <= numbers[-1] + 2 and at > index + 4 * len(numbers):
                return min(limit, at)
        return limit

    def _number_label_before(self, begin: int, at: int) -> bool:
        between = " ".join(" ".join(self.line(index).split()) for index in range(begin, at)).strip()
        first = self.line(at).split("\t")[0]
        return row_kind(between, self.language) == "number" or row_kind(first.strip(), self.language) == "number"

    def _part(self, begin: int, index: int, limit: int, form: Form, mark: _Mark | None) -> tuple[Part, int]:
        caption = heading = None
        first = begin
        if mark:
            first = mark.index + 1
            if mark.caption:
                caption = self._caption(mark.index, index)
                first = self._index(caption.end) + 1
            else:
                line = self.lines[mark.index]
                heading = Passage(self.source, line.start, line.end, line.number)
        read = self._rows if form == "rows" else self._cells
        cells, rows, end = read(first, index, limit, form)
        last = self.lines[max(end - 1, index)]
        whole = Passage(self.source, self.lines[begin].start, last.end, self.lines[begin].number)
        turned = not any(_INTEGER.fullmatch(cell) for cell in self.line(index).split("\t"))
        number = mark.number if mark and mark.caption else None
        return Part(form, caption, number, heading, cells, rows, whole, turned), end

    def _caption(self, index: int, numbers: int) -> Passage:
        """The caption from line `index` on; it may run on until a blank line, a tab or a row label."""
        end = index
        for after in range(index + 1, min(numbers, index + 4)):
            line = self.line(after)
            if not line.strip() or "\t" in line or row_kind(" ".join(line.split()), self.language):
                break
            end = after
        return Passage(self.source, self.lines[index].start, self.lines[end].end, self.lines[index].number)

    def _ends(self, index: int) -> bool:
        line = self.line(index)
        return self.lines[index].start in self.stops or ends_table(line, self.language)

    def _rows(
        self, first: int, index: int, limit: int, form: Form
    ) -> tuple[tuple[Cell, ...], tuple[tuple[Cell, ...], ...], int]:
        """The rows of a part whose lines are rows. A line without a tab ends it, unless a cell is unfinished."""
        rows: list[tuple[Cell, ...]] = []
        end = index
        for at in range(index, limit):
            line = self.line(at)
            if not line.strip(" "):
                continue
            if "\t" not in line:
                if at > index and (self._ends(at) or not _goes_on(rows[-1][-1].text if rows else "", line.strip())):
                    break
                if rows:
                    rows[-1] = (*rows[-1][:-1], self._joined(rows[-1][-1], self._cell(at, 0)))
                    end = at + 1
                continue
            row = tuple(self._pieces(self.lines[at]))
            broken = len(rows) > 1 and len(rows[-1]) + len(row) <= len(rows[0]) + 1
            if broken and _goes_on(rows[-1][-1].text, row[0].text):
                before = rows.pop()
                row = (*before[:-1], self._joined(before[-1], row[0]), *row[1:])
            rows.append(row)
            end = at + 1
        return (), tuple(rows), end

    def _pieces(self, line: Line) -> Iterator[Cell]:
        start = line.start
        for piece in self.text[line.start : line.end].split("\t"):
            bare = piece.strip()
            at = start + (len(piece) - len(piece.lstrip()) if bare else 0)
            yield Cell(at, at + len(bare), line.number, " ".join(bare.split()))
            start += len(piece) + 1

    def _cell(self, index: int, gap: int) -> Cell:
        line = self.lines[index]
        raw = self.text[line.start : line.end]
        bare = raw.strip(" \t\xa0")
        start = line.start + len(raw) - len(raw.lstrip(" \t\xa0"))
        return Cell(start, start + len(bare), line.number, " ".join(bare.split()), gap)

    def _joined(self, one: Cell, two: Cell) -> Cell:
        if not one.text:
            return two
        return Cell(one.start, two.end, one.line, f"{one.text} {two.text}", one.gap)

    def _cells(
        self, first: int, index: int, limit: int, form: Form
    ) -> tuple[tuple[Cell, ...], tuple[tuple[Cell, ...], ...], int]:
        """The cells of a part that has one a line or a paragraph."""
        cells: list[Cell] = []
        gap, end = 0, index
        for at in range(first, limit):
            line = self.line(at)
            bare = line.strip(" \t\xa0")
            own = line.lstrip(" \xa0").startswith("\t")
            if not bare:
                empty = own and form == "tabs" and cells and not gap and self._cell_follows(at, limit)
                if empty:
                    cells.append(self._cell(at, 0))
                    end = at + 1
                gap += 0 if empty else 1
                continue
            if at > index and self._ends(at):
                break
            cell = self._cell(at, gap)
            alone = own if form == "tabs" else (form == "lines" or gap > 0 or not cells)
            if alone:
                cells.append(cell)
            elif cells and (form == "paragraphs" or _goes_on(cells[-1].text, bare)):
                cells[-1] = self._joined(cells[-1], cell)
            elif at > index:
                break
            gap, end = 0, at + 1
        else:
            at = limit
        if form != "tabs" and at < len(self.lines) and is_annex_heading(self.line(at), self.language):
            cells = self._without_title(cells)
        return tuple(self._mended(cells)), (), end

    def _cell_follows(self, index: int, limit: int) -> bool:
        return index + 1 < limit and self.line(index + 1).lstrip(" \xa0").startswith("\t") and bool(
            self.line(index + 1).strip()
        )  # fmt: skip

    def _without_title(self, cells: list[Cell]) -> list[Cell]:
        """`cells` without the title of the regulation that stands before the number of a Kazakh annex."""
        words = lexicon(self.language)["table"]["regulation"]
        tail = ""
        for count, cell in enumerate(reversed(cells[-_HEADING_LINES:]), 1):
            tail = f"{cell.text} {tail}"
            if count == 1 and not any(word in tail.lower() for word in words):
                return cells
            opened, closed = sum(map(tail.count, "«“")), sum(map(tail.count, "»”"))
            if opened >= closed and (tail[0] in '«“"' or not closed):
                return cells[:-count]
        return cells

    def _mended(self, cells: list[Cell]) -> Iterator[Cell]:
        """`cells` with what was broken over two of them made one: row labels, and branches of a next action."""
        index = 0
        while index < len(cells):
            cell = cells[index]
            following = cells[index + 1] if index + 1 < len(cells) else None
            if following and self._belongs(cell.text, following.text):
                cells[index + 1] = self._joined(cell, following)
            else:
                yield cell
            index += 1

    def _belongs(self, one: str, two: str) -> bool:
        if _BRANCH.match(two) and one.endswith((",", ";")) and _BRANCH.match(one):
            return True
        kind = row_kind(one, self.language)
        if kind:
            return is_label_tail(two)
        if len(one) > 40 or len(two) > 120 or one.isdigit() or row_kind(two, self.language) in ("next", "deadline"):
            return False
        return two[:1].islower() and row_kind(f"{one} {two}", self.language) is not None and len(one.split()) <= 2


def _goes_on(one: str, two: str) -> bool:
    """Whether a line `two` may be the rest of a cell that began with `one`."""
    if not one or not two or not one.strip(" -–—"):
        return False
    return one[-1] in ",;:-–(" or two[0].islower() or two[0] in "(,;" or bool(_BRANCH.match(two))


def column_numbers(cells: list[str]) -> dict[int, int]:
    """The column numbers in a row of cells, by position: the run of rising numbers that reaches its end."""
    found: dict[int, int] = {}
    for position in range(len(cells) - 1, -1, -1):
        text = cells[position]
        match = _INTEGER.fullmatch(text)
        if not match:
            if text or (found and position == 0):
                break
            continue
        value = int(match[1])
        if found and value >= min(found.values()):
            break
        found[position] = value
    return dict(sorted(found.items()))
