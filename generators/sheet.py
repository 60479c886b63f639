"""A diagram as a whole: the sheets of a scenario under a title, with legend and notes, ready to be drawn."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from generators.canvas import MARGIN, PAGE_HEIGHT, PAGE_WIDTH, ROOM, Sheet
from generators.faces import SMALL, Mark
from generators.layout import lay_out, plan
from generators.lettering import LINE, printable, width, wrap
from spec.model import Act, Scenario, Service
from spec.words import say
from spec.words.vocabulary import label, name

TITLE, CAPTION = 10.0, 8.0
LEGEND = 14.0  # height of a row of the legend
SYMBOL = 18.0  # width of its symbols
JOINTS = {"out": "connector", "in": "connector", "open": "open"}
OUTCOMES = ("issued", "refused", "no_data", "other")

UNDER_HEAD = 8.0
"""Points between the heading of a page and its lanes."""


class Symbol(Struct, frozen=True):
    """An entry of the legend: the kind of symbol, its middle, and its words."""

    kind: str
    x: float
    y: float
    words: Mark


class Diagram(Struct, frozen=True):
    """Everything on the paper: sheets with the height at which each begins, lines of text, the legend."""

    height: float
    sheets: tuple[tuple[float, Sheet], ...]
    marks: tuple[Mark, ...]
    legend: tuple[Symbol, ...]


def diagram(
    act: Act, service: Service, scenario: Scenario, language: str, joints: frozenset[str] = frozenset()
) -> Diagram:
    """The diagram of one scenario; its legend explains those `joints` that turn out to be there: connectors ("connector")
    and ways that the act leaves open ("open")."""
    notes, noted, remarks = _notes(scenario, language)
    head = _head(act, service, scenario, language)
    head_height = sum(mark.height for mark in head) + 8
    foot: list[Mark] = []
    for remark in remarks:
        foot += [Mark(0, 0, line) for line in wrap(remark, ROOM, SMALL)]
    if foot:
        foot.insert(0, Mark(0, 0, say("diagram", "notes", language), SMALL, True))
    drawn = plan(scenario, language, notes, noted)
    symbols = _symbols(scenario, language, joints)
    legend_height = 10 + LEGEND * (1 + max(row for row, _, _, _ in symbols))
    foot_height = legend_height + len(foot) * SMALL * LINE + (4 if foot else 0)
    room = PAGE_HEIGHT - 2 * MARGIN - head_height - UNDER_HEAD
    sheets = lay_out(drawn, room, foot_height - UNDER_HEAD)
    found = {JOINTS[spot.kind] for sheet in sheets for spot in sheet.spots if spot.kind in JOINTS}
    if not found <= joints:
        return diagram(act, service, scenario, language, joints | found)
    marks: list[Mark] = []
    placed: list[tuple[float, Sheet]] = []
    for page, sheet in enumerate(sheets):
        y = page * PAGE_HEIGHT + MARGIN
        for mark in head:
            marks.append(_put(mark, PAGE_WIDTH / 2, y))
            y += mark.height
        if len(sheets) > 1:
            text = say("diagram", "page", language, page=page + 1, pages=len(sheets))
            marks.append(
                Mark(
                    MARGIN + ROOM - width(text, SMALL) / 2,
                    page * PAGE_HEIGHT + MARGIN / 2,
                    text,
                    ink="quiet",
                    align="right",
                )
            )
        placed.append((y + UNDER_HEAD, sheet))
    y = placed[-1][0] + placed[-1][1].height if placed else MARGIN + head_height
    y += 10
    legend = [
        Symbol(
            kind,
            MARGIN + x + SYMBOL / 2,
            y + LEGEND * (row + 0.5),
            _left(words, MARGIN + x + SYMBOL + 4, y + LEGEND * (row + 0.5)),
        )
        for row, x, kind, words in symbols
        if kind
    ]
    marks += [_left(words, MARGIN, y + LEGEND * 0.5, True) for _, _, kind, words in symbols if not kind]
    y += legend_height - 6
    for mark in foot:
        marks.append(_left(mark.text, MARGIN, y + mark.height / 2, mark.bold))
        y += mark.height
    height = y + MARGIN - 10
    return Diagram(height, tuple(placed), tuple(marks), tuple(legend))


def _put(mark: Mark, x: float, top: float) -> Mark:
    return replace(mark, x=x, y=top + mark.height / 2)


def _left(text: str, x: float, y: float, bold: bool = False) -> Mark:
    return Mark(x + width(text, SMALL, bold) / 2, y, text, SMALL, bold, align="left")


def _head(act: Act, service: Service, scenario: Scenario, language: str) -> list[Mark]:
    """The title: the service, the act's own words for such a diagram, the act and its clause, a repeal."""
    title = printable(service.titles.first(language) or service.id, 1000)
    caption = _caption(scenario, language)
    lines = [Mark(0, 0, text, TITLE, True) for text in wrap(title, ROOM, TITLE, True)]
    lines += [Mark(0, 0, text, CAPTION) for text in wrap(caption, ROOM, CAPTION)]
    facts = []
    if act.number or act.date:
        facts.append(say("diagram", act.kind or "act", language, date=_date(act.date), number=act.number or "–"))
    clause = scenario.clause.first(language)
    if clause:
        several = "-" in clause or "–" in clause
        facts.append(say("diagram", "clauses" if several else "clause", language, clause=clause.replace("-", "–")))
    lines += [Mark(0, 0, text, CAPTION, False, "quiet") for text in wrap(printable(". ".join(facts)), ROOM, CAPTION)]
    if act.repeal is not None:
        key = "repealed" if act.repeal.date else "repealed_undated"
        lines.append(
            Mark(0, 0, printable(say("diagram", key, language, date=_date(act.repeal.date))), CAPTION, True, "repealed")
        )
    return lines


def _caption(scenario: Scenario, language: str) -> str:
    """The act's own caption of its diagram; where it has none in `language`, one in its usual words."""
    shown = {str(spoken): found for spoken, found in (scenario.diagram or {}).items()}
    own = shown.get(language)
    if own and own.caption:
        return printable(own.caption, 400)
    channel = name("channel", scenario.channel, language)
    numbers = {found.number for found in shown.values()} if own is None else {own.number}
    if len(numbers) == 1:
        return printable(say("diagram", "caption_numbered", language, channel=channel, number=numbers.pop()), 400)
    return say("diagram", "caption", language, channel=channel)


def _date(iso: str | None) -> str:
    """«04.03.2013» of an ISO date."""
    return ".".join(reversed(iso.split("-"))) if iso else "–"


def _notes(scenario: Scenario, language: str) -> tuple[dict[int, str], dict[str, int], list[str]]:
    """Marks at edges with words of their own, by index; numbers of notes about steps, by step id; and the notes: those
    words, and on what a step depends."""
    marks: dict[int, str] = {}
    noted: dict[str, int] = {}
    notes: list[str] = []
    for n, edge in enumerate(scenario.edges):
        guard = edge.guard.first(language) if edge.guard else None
        if guard:
            notes.append(f"{len(notes) + 1}) {printable(guard, 300)}")
            marks[n] = f"{len(notes)})"
    for step in scenario.steps:
        only = step.only_if.first(language) if step.only_if else None
        if only:
            text = say("diagram", "only_if", language, step=label(step, language), text=only)
            notes.append(f"{len(notes) + 1}) {printable(text, 300)}")
            noted[step.id] = len(notes)
    return marks, noted, notes


def _symbols(scenario: Scenario, language: str, joints: frozenset[str]) -> list[tuple[int, float, str, str]]:
    """The legend: row, x, kind and words of each entry; the heading has no kind. Only what the scenario shows."""
    ends = {end.outcome for found in scenario.ends.values() for end in found}
    heading = say("diagram", "legend", language)
    kinds = {step.kind for step in scenario.steps}
    entries = [("start", True), ("process", True), ("condition", "condition" in kinds)]
    shown: list[tuple[str, str]] = [(kind, say("diagram", kind, language)) for kind, there in entries if there]
    shown += [(outcome, name("outcome", outcome, language)) for outcome in OUTCOMES if outcome in ends]
    if any(step.deadlines for step in scenario.steps):
        shown.append(("deadline", say("diagram", "deadline", language)))
    if any(step.systems for step in scenario.steps):
        shown.append(("system", say("diagram", "system", language)))
    shown += [(kind, say("diagram", kind, language)) for kind in ("connector", "open") if kind in joints]
    placed: list[tuple[int, float, str, str]] = [(0, 0.0, "", heading)]
    row, x = 0, width(heading, SMALL, True) + 10
    for kind, words in shown:
        wide = SYMBOL + 4 + width(words, SMALL) + 12
        if x + wide > ROOM and x:
            row, x = row + 1, 0.0
        placed.append((row, x, kind, words))
        x += wide
    return placed


def texts(found: Diagram) -> Sequence[Mark]:
    """Every line of text of a diagram, where it stands on the paper."""
    marks = [*found.marks, *(symbol.words for symbol in found.legend)]
    for top, sheet in found.sheets:
        inner = [replace(m, x=m.x + s.x, y=m.y + s.y) for s in sheet.shapes for m in s.face.marks]
        inner += [wire.label for wire in sheet.wires if wire.label]
        inner += [mark for spot in sheet.spots for mark in spot.marks]
        for lane in sheet.lanes:
            x, y = lane.x + lane.width / 2, lane.y + lane.heading / 2
            inner += [replace(m, x=m.x + x, y=m.y + y) for m in lane.title]
        marks += [replace(m, y=m.y + top) for m in inner]
    return marks
