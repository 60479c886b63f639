"""How much of each text the spec quotes, by parts of the spec."""

from collections.abc import Iterator

from msgspec import Struct

from reglament.inputs import ReadAct
from spec.model import Spec

PARTS = ("steps", "terms", "units", "tables", "annexes")


class Coverage(Struct, frozen=True):
    """The characters of one text (white space not counted): all, quoted by each part of the spec, quoted in all."""

    act: str
    source: str
    path: str
    characters: int
    parts: dict[str, int]
    quoted: int

    @property
    def share(self) -> float:
        """The quoted share, 0 to 1."""
        return self.quoted / self.characters if self.characters else 1.0


def coverage(act: ReadAct) -> Iterator[Coverage]:
    """The coverage of each text of the act that is at hand."""
    places = list(spans(act.spec))
    paths = {source.id: source.path for source in act.spec.sources}
    for source, text in act.texts.items():
        marks = {part: bytearray(len(text)) for part in PARTS}
        for part, where, start, end in places:
            if where == source:
                marks[part][start:end] = b"\1" * len(range(*slice(start, end).indices(len(text))))
        counted = [at for at, character in enumerate(text) if not character.isspace()]
        parts = {part: sum(mark[at] for at in counted) for part, mark in marks.items()}
        together = sum(any(mark[at] for mark in marks.values()) for at in counted)
        yield Coverage(act.spec.act.id, source, paths.get(source, source), len(counted), parts, together)


def spans(spec: Spec) -> Iterator[tuple[str, str, int, int]]:
    """Every place that the spec quotes: part, source, start, end."""
    for annex in spec.act.annexes:
        if annex.source:
            yield "annexes", annex.source.source, annex.source.start, annex.source.end
    for service in spec.services:
        for part, entries in (("terms", service.terms), ("units", service.units)):
            for entry in entries:
                for span in entry.source.values():
                    yield part, span.source, span.start, span.end
        for scenario in service.scenarios:
            for step in scenario.steps:
                for step_spans in step.source.values():
                    for place in step_spans:
                        yield "steps", place.source, place.start, place.end
            for table in (scenario.table or {}).values():
                yield "tables", table.source.source, table.source.start, table.source.end
