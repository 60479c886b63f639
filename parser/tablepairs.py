"""The Kazakh and the Russian table of one scenario: cells that say different things are findings.

Deadlines are compared on the steps (RG290), so not here; a cell that one language left open is a fact of that table alone.
"""

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from parser.languages.matching import mentions
from parser.rowlabels import columns_text
from parser.servicelints import documents
from parser.tablecase import SAME
from parser.tabledoubts import Doubt, sure
from spec.model import Column, Finding, Language, Table, Where
from spec.places import begin, spanned
from spec.rules import finding

RoleOf = Callable[[str, Language], tuple[str, ...]]
"""What the name of a unit denotes in a language."""

_TELLING = {"refusal", "pay", "signature", "authorise", "permit", "licence", "conclusion", "certificate_document"}
"""Concepts that tell two actions or results apart in any wording."""


def compare_tables(
    kk: Table, ru: Table, role_of: RoleOf, where: Where, doubts: frozenset[Doubt] = frozenset()
) -> tuple[Finding, ...]:
    """What two tables of one scenario say differently: next actions, units, actions and forms of completion, columns.

    `where` names the service and the scenario; a finding points at the cell in both tables, or at both tables. Cells
    whose place is a guess (`doubts`) prove nothing.
    """
    left = sure(kk, doubts, where.service, where.scenario, "kk")
    right = sure(ru, doubts, where.service, where.scenario, "ru")
    return tuple(_differences(left, right, role_of, where))


def _differences(kk: Table, ru: Table, role_of: RoleOf, where: Where) -> Iterator[Finding]:
    left = {column.number: column for column in reversed(kk.columns)}
    right = {column.number: column for column in reversed(ru.columns)}
    if left.keys() != right.keys():
        first, second = columns_text(sorted(left)), columns_text(sorted(right))
        yield finding("RG294", *_at(where, kk, ru), table=_name(kk, ru), kk=first, ru=second)
    both = sorted(left.keys() & right.keys())
    mismatched = _mismatched([(left[number].result, right[number].result) for number in both])
    for number in both:
        one, two = left[number], right[number]

        def at(row: str, one: Column = one, two: Column = two) -> list[Where]:
            return _at(replace(where, row=row, column=one.number), kk, ru, one, two)

        next_kk, next_ru = _targets(one), _targets(two)
        if next_kk is not None and next_ru is not None and next_kk != next_ru:
            yield finding(
                "RG292", *at("next"), table=_name(kk, ru), column=number, kk=next_kk or "–", ru=next_ru or "–"
            )
        units = _roles(one.unit, "kk", role_of), _roles(two.unit, "ru", role_of)
        if units[0] and units[1] and units[0].isdisjoint(units[1]):
            yield _cells_differ(at("unit"), _name(kk, ru), one.unit, two.unit)
        for row, text, other in (("action", one.action, two.action), ("result", one.result, two.result)):
            said, told = _concepts(text, "kk"), _concepts(other, "ru")
            papers, others = _papers(text, "kk"), _papers(other, "ru")
            apart = (said and told and said.isdisjoint(told)) or (papers and others and papers.isdisjoint(others))
            if (text, other) in mismatched or apart:
                yield _cells_differ(at(row), _name(kk, ru), text, other)


def _cells_differ(places: list[Where], table: str, kk: str | None, ru: str | None) -> Finding:
    row, column = str(places[0].row), places[0].column
    assert isinstance(column, int)
    return finding("RG293", *places, table=table, column=column, row=row, kk=kk or "", ru=ru or "")


def _name(kk: Table, ru: Table) -> str:
    """The number of the table, as either caption has it."""
    return ru.number or kk.number or "1"


def _mismatched(pairs: Sequence[tuple[str | None, str | None]]) -> set[tuple[str | None, str | None]]:
    """Pairs of cells each of which stands with another cell elsewhere in the table: a cell taken from another column."""
    partners: dict[tuple[str, str | None], set[str | None]] = {}
    for kk, ru in pairs:
        if not kk or not ru:
            continue
        partners.setdefault(("kk", kk), set()).add(ru)
        partners.setdefault(("ru", ru), set()).add(kk)
    return {(kk, ru) for kk, ru in pairs if kk and ru and len(partners["kk", kk]) > 1 and len(partners["ru", ru]) > 1}


def _targets(column: Column) -> str | None:
    """The numbers of the next action; None where nothing was printed or no number given."""
    if column.cells.get("next") == "missing" or any(action.to is None for action in column.next):
        return None
    return ", ".join(str(action.to) for action in sorted(column.next, key=lambda action: action.to or 0))


def _roles(unit: str | None, language: Language, role_of: RoleOf) -> set[str]:
    return set(role_of(unit, language)) if unit else set()


def _concepts(text: str | None, language: Language) -> set[str]:
    said = {m.concept for m in mentions(text or "", language)}
    return {SAME.get(concept, concept) if concept not in _TELLING else concept for concept in said} & _TELLING


def _papers(text: str | None, language: Language) -> frozenset[str]:
    """The documents that a cell names, of those that are called alike in both languages."""
    return documents(text or "", language) & {"licence", "permit", "conclusion"}


def _at(where: Where, kk: Table, ru: Table, one: Column | None = None, two: Column | None = None) -> list[Where]:
    """The cell in row `where.row` of both columns, else both tables; the text that stands first comes first."""
    texts: tuple[tuple[Language, Table, Column | None], ...] = (("kk", kk, one), ("ru", ru, two))
    places = []
    for language, table, column in texts:
        span = column.places.get(str(where.row), column.source) if column else table.source
        here = replace(spanned(where, span), language=language, table=table.number or _name(kk, ru))
        places.append(here if column else replace(here, end=here.start))
    return sorted(places, key=begin)
