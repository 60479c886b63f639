"""An annex table as it stands in the text, and the columns of one of its parts."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from parser.blocks import Block
from parser.cells import Cell
from parser.deadlines import read_deadlines
from parser.languages.lexicon import lexicon
from parser.nextaction import is_dash, read_next
from parser.rowlabels import ROWS, RowKind
from parser.rows import Row
from parser.values import Passage, Regulation
from spec.model import Channel, Column, Deadline, Language, Span, Table, Variant


class TableText(Struct, frozen=True, gc=False):
    """A table as it stands in the text: its values, its caption and the channel that the caption names, the labels of
    its rows, all its cells, and the parts in which it is printed. `copied` are the indexes of columns that stand in a
    continuation of another table; `doubtful` the cells (row, number of the column) whose place is a guess (RG061)."""

    table: Table
    language: Language
    caption: Passage | None
    channel: Channel | None
    labels: tuple[Passage, ...]
    cells: tuple[Passage, ...]
    blocks: tuple[Block, ...]
    copied: frozenset[int] = frozenset()
    doubtful: frozenset[tuple[str, int]] = frozenset()


def text_of(cells: Sequence[Cell]) -> str:
    """The text of a cell that may run over several lines; "" where nothing is printed."""
    if len(cells) == 1:
        return cells[0].text
    return " ".join(cell.text for cell in cells if cell.text)


def columns_of(regulation: Regulation, block: Block) -> Iterator[Column]:
    """The columns of a block, as printed."""
    language = regulation.language
    rows: dict[RowKind, Row] = {row.kind: row for row in block.rows}
    source = regulation.source
    for position, number in enumerate(block.numbers):
        cells = {kind: rows[kind].columns[position] if kind in rows else () for kind in ROWS}
        texts = {kind: text_of(cells[kind]) for kind in ROWS}
        said = {kind: None if not text or is_dash(text) else text for kind, text in texts.items()}
        shown = cells["action"] or (block.number_cells[position],)
        yield Column(
            number,
            said["unit"],
            said["action"],
            said["result"],
            _deadlines(regulation, cells["deadline"], texts["deadline"], said["result"]),
            read_next(texts["next"], language),
            {kind: "missing" if not text else "printed" if said[kind] else "dash" for kind, text in texts.items()},
            Span(source.id, shown[0].start, shown[-1].end, shown[0].line),
            {kind: _span(source.id, cells[kind]) for kind in ROWS if texts[kind]},
        )


def _span(source: str, cells: Sequence[Cell]) -> Span:
    if len(cells) > 1:
        cells = [cell for cell in cells if cell.text]
    return Span(source, cells[0].start, cells[-1].end, cells[0].line)


def _deadlines(regulation: Regulation, cells: Sequence[Cell], text: str, result: str | None) -> tuple[Deadline, ...]:
    """The deadlines of a cell; several belong to the cases that the cell names beside them, or to the results in their
    order (licence, reissue, duplicate)."""
    if not text or is_dash(text):
        return ()
    where = Passage(regulation.source, cells[0].start, cells[-1].end, cells[0].line)
    read = tuple(read_deadlines(where, regulation.language, by="table"))
    if len(read) < 2 or any(deadline.for_ for deadline in read):
        return read
    variants = _named_beside(read, where, regulation.language) or _variants(result, regulation.language)
    if len(read) != len(variants):
        return read
    return tuple(replace(d, for_=variant) for d, variant in zip(read, variants, strict=True))


def _named_beside(read: Sequence[Deadline], cell: Passage, language: Language) -> tuple[Variant, ...]:
    """The kinds of case that the words before each deadline of a cell name, else those after it: «выдача – 15 рабочих дней,
    дубликат – 2 рабочих дня». One without such words is the issue; nothing where two are of one kind."""
    spans = [deadline.stated[0].source for deadline in read]
    found: list[Variant | None] = []
    for span, before, following in zip(spans, [None, *spans], [*spans[1:], None], strict=False):
        lead = cell.source.text[before.end if before else cell.start : span.start]
        tail = cell.source.text[span.end : following.start if following else cell.end]
        found.append(
            _variant_in(re.split(r"[,;/]", lead)[-1], language) or _variant_in(re.split(r"[,;/]", tail)[0], language)
        )
    named = [variant for variant in found if variant]
    if not named or len(named) < len(found) - 1 or len({*named, "issue"} if None in found else {*named}) < len(found):
        return ()
    return tuple(variant or "issue" for variant in found)


def _variant_in(text: str, language: Language) -> Variant | None:
    lowered = text.lower()
    words = {**lexicon(language)["table"]["variants"], "issue": lexicon(language)["service"]["variants"]["issue"]}
    kinds: tuple[Variant, ...] = ("refusal", "duplicate", "reissue", "issue")
    return next((kind for kind in kinds if any(word in lowered for word in words[kind])), None)


def _variants(result: str | None, language: Language) -> tuple[Variant, ...]:
    """The kinds of case that a form of completion lists: «лицензия, переоформленная лицензия, дубликат»."""
    if not result:
        return ()
    words = lexicon(language)["table"]["variants"]
    found: list[Variant] = []
    for item in result.replace(";", ",").split(","):
        lowered = item.lower()
        kind = next(
            (kind for kind in ("refusal", "duplicate", "reissue") if any(w in lowered for w in words[kind])), "issue"
        )
        found.append(kind)  # type: ignore[arg-type]
    return tuple(found) if len(set(found)) == len(found) else ()
