"""Mutants of annex tables: what the edit did not touch stays, and the one rule that tells of it fires.

Each edit is made in the tables of the corpus and of the official texts, in the form in which they lie flattened there.
"""

import os
import random
from pathlib import Path

import pytest

from parser.tablecase import same_action
from parser.tabledoubts import doubts
from spec.model import Spec
from tests.seeds import FOLDER
from tests.tablemutants import (
    Place,
    act_of,
    after,
    cells_of,
    changed,
    columns_of,
    new_codes,
    new_findings,
    numbers_in,
    taken_out,
)

REPO = Path(__file__).parents[2]
MODELS = [
    tuple(sorted(p for p in folder.iterdir() if p.suffix != ".json")) for folder in sorted(REPO.glob("corpus/*/"))
]
ACTS = [*MODELS, *((path,) for path in sorted(FOLDER.glob("*.txt")) if path.name[:3] != "003")]
SAMPLE = 4
WHOLE = ("tree-felling-permit",)
FOLLOWS = {"RG223", "RG224", "RG226", "RG228", "RG220"}
"""Rules of terms and units: a name that stands in one cell only is not used, or not explained, once the cell is gone."""


def name_of(paths: tuple[Path, ...]) -> str:
    return paths[0].parent.name if len(paths) > 1 else paths[0].name[:3]


def tables() -> list[object]:
    return [
        pytest.param(paths, at, id=f"{name_of(paths)}-{place.service[8:]}-{place.scenario}-{place.language}")
        for paths in ACTS
        for at, place in enumerate(act_of(paths).tables)
    ]


TABLES = tables()
every_table = pytest.mark.parametrize(("paths", "at"), TABLES)


def sample(items: list, paths: tuple[Path, ...], size: int = SAMPLE) -> list:
    """All of them in the tables that are looked at cell by cell, some in the others."""
    if name_of(paths) in WHOLE or len(items) <= size:
        return items
    return random.Random(7).sample(items, size)


def the_table(spec: Spec, place: Place):
    """The table of a place in a spec that was read again."""
    (found,) = (
        scenario.table[place.language]
        for service in spec.services
        for scenario in service.scenarios
        if (service.id, scenario.id) == (place.service, place.scenario) and scenario.table
    )
    return found


def here(place: Place, index: int) -> tuple[str, str, str, int]:
    return place.service, place.scenario, place.language, index


def test_there_are_tables_of_every_act():
    if os.environ.get("CI"):
        assert len(list(FOLDER.glob("*.txt"))) == 5, f"the official texts are not in {FOLDER} (set REGLAMENT_SEEDS)"
    assert len(TABLES) >= 14


@every_table
def test_a_lost_cell(paths, at):
    """One finding: the cell is missing (RG261), or where it is missing is a guess among columns that are named (RG061).
    Nothing else moves, but for equal cells side by side, which nobody can tell apart."""
    act = act_of(paths)
    place = act.tables[at]
    before = columns_of(act.spec)
    for block, row, index, cells in sample(list(cells_of(place)), paths):
        later = after(act, place, [taken_out(act.texts[place.text], block, cells)])
        told = new_findings(act.spec, later, "RG061", "RG261")
        said = f"{row} of column {before[here(place, index)]['number']}: {[(f.code, f.arguments) for f in told]}"
        assert len(told) == 1, said
        assert new_codes(act.spec, later).keys() - FOLLOWS <= {"RG061", "RG261"}, said
        run = equal_beside(before, here(place, index), row)
        named = set().union(*numbers_in(told[0].arguments["columns"]))
        assert named & run, said
        allowed = {"number", row, f"cells.{row}"} | ({"deadline"} if row == "result" else set())
        for key, fields in changed(act.spec, later).items():
            assert key[:3] == here(place, index)[:3], said
            assert before[key]["number"] in named | run, (said, key)
            assert fields <= allowed - {"number"}, (said, key, fields)


def equal_beside(columns, key, row) -> set[int]:
    """The numbers of the column and of those beside it that say the same in a row."""
    found = {columns[key]["number"]}
    for step in (1, -1):
        at = key[3] + step
        while (other := columns.get((*key[:3], at))) and other[row] == columns[key][row]:
            found.add(other["number"])
            at += step
    return found


@every_table
def test_a_deadline_changed(paths, at):
    """The column has the new deadline; where the text states one for the step, RG275 says that they differ."""
    act = act_of(paths)
    place = act.tables[at]
    unit = {"kk": "минут", "ru": "минут"}[place.language]
    cells = [found for found in cells_of(place) if found[1] == "deadline" and len(found[3]) == 1]
    stated = [found for found in cells if columns_of(act.spec)[here(place, found[2])]["deadline"]]
    for _, _, index, (cell,) in sample(stated, paths, 3):
        later = after(act, place, [(cell.start, cell.end, f"47 {unit}")])
        assert changed(act.spec, later) == {here(place, index): {"deadline"}}
        assert columns_of(later)[here(place, index)]["deadline"] == ((47, 47, "minute", None, None),)
        assert new_codes(act.spec, later).keys() <= {"RG275", "RG290", "RG236"}
        if step := step_of(act.spec, place, index):
            times = [d for d in step.deadlines if d.evidence == "text"]
            assert new_codes(act.spec, later)["RG275"] == (
                1 if times and was_same(act.spec, place, index, times) else 0
            )


def step_of(spec, place, index):
    number = the_table(spec, place).columns[index].number
    scenario = next(
        s
        for service in spec.services
        for s in service.scenarios
        if (service.id, s.id) == (place.service, place.scenario)
    )
    return next((s for s in scenario.steps if s.number == number and s.kind != "condition"), None)


def was_same(spec, place, index, times) -> bool:
    column = the_table(spec, place).columns[index]
    return any((d.max, d.unit) == (t.max, t.unit) for d in column.deadlines for t in times)


@every_table
def test_a_continuation_without_its_heading(paths, at):
    act = act_of(paths)
    place = act.tables[at]
    headed = [block for block in place.printed.blocks if block.part.heading]
    if not headed:
        pytest.skip("the table has no continuation that is announced")
    text = act.texts[place.text]
    for block in headed:
        heading = block.part.heading
        later = after(act, place, [(text.rfind("\n", 0, heading.start) + 1, text.find("\n", heading.end) + 1, "")])
        assert changed(act.spec, later) == {}
        foreign = place.printed.blocks.index(block) and block.numbers[0] in copied_columns(act.spec, place)
        assert new_codes(act.spec, later) == ({} if foreign else {"RG263": 1})


def copied_columns(spec, place) -> set[int]:
    """The columns that were copied from another table: RG264 says so, and no more is said of their heading."""
    told = [
        f
        for f in spec.findings
        if f.code == "RG264" and (f.where.service, f.where.scenario, f.where.language) == here(place, 0)[:3]
    ]
    return {number for f in told for group in numbers_in(f.arguments["columns"]) for number in group}


@every_table
def test_row_labels_dropped(paths, at):
    """The last part of a table without any label reads as before; RG262 says so of a continuation."""
    act = act_of(paths)
    place = act.tables[at]
    block = place.printed.blocks[-1]
    labels = [row.label for row in block.rows if row.label]
    if len(place.printed.blocks) < 2 or not labels:
        pytest.skip("the table has no continuation with labels")
    text = act.texts[place.text]
    later = after(act, place, [taken_out(text, block, (label,)) for label in labels])
    assert changed(act.spec, later) == {}
    assert new_codes(act.spec, later) == {"RG262": 1}


@every_table
def test_one_label_dropped(paths, at):
    act = act_of(paths)
    place = act.tables[at]
    text = act.texts[place.text]
    block = place.printed.blocks[0]
    if block.part.turned:
        pytest.skip("labels head the columns")
    for row in sample(list(block.rows), paths, 2):
        if row.label:
            later = after(act, place, [taken_out(text, block, (row.label,))])
            assert changed(act.spec, later) == {}, row.kind
            assert not new_codes(act.spec, later), row.kind


@every_table
def test_a_row_twice(paths, at):
    act = act_of(paths)
    place = act.tables[at]
    text = act.texts[place.text]
    for block in place.printed.blocks[-1:]:
        for row in sample(list(block.rows), paths, 2):
            if block.part.turned or not row.label or any(not cells for cells in row.columns):
                continue
            end = text.find("\n", row.printed[-1].end) + 1
            begin = text.rfind("\n", 0, row.label.start) + 1
            glue = "\n" if block.part.form == "paragraphs" else ""
            later = after(act, place, [(end, end, f"{glue}{text[begin:end]}")])
            assert changed(act.spec, later) == {}, row.kind
            assert new_codes(act.spec, later) == {"RG301": 1}, row.kind


@every_table
def test_two_columns_swapped(paths, at):
    """All that two columns say changes places, the numbers stay: both are not the steps of their numbers (RG272)."""
    act = act_of(paths)
    place = act.tables[at]
    for block in place.printed.blocks:
        pair = swappable(act.spec, place, block)
        if pair is None:
            continue
        text, (one, two) = act.texts[place.text], pair
        pieces = []
        for row in block.rows:
            first, second = (
                (row.columns[i][0].start, row.columns[i][-1].end) for i in (block.numbers.index(n) for n in pair)
            )
            pieces += [(*first, text[slice(*second)]), (*second, text[slice(*first)])]
        later = after(act, place, pieces)
        old = {c.number: c for c in the_table(act.spec, place).columns}
        new = {c.number: c for c in the_table(later, place).columns}
        assert [(new[n].unit, new[n].action, new[n].result, new[n].next) for n in pair] == [
            (old[n].unit, old[n].action, old[n].result, old[n].next) for n in (two, one)
        ]
        assert {key[3] for key in changed(act.spec, later)} <= {
            i for i, c in enumerate(the_table(act.spec, place).columns) if c.number in pair
        }
        steps = {step.number: step for i in range(len(old)) if (step := step_at(act.spec, place, i))}
        unlike = [n for n in pair if not same_action(new[n], steps[n], place.language)]
        assert unlike
        assert new_codes(act.spec, later)["RG272"] == len(unlike)
        other = {"RG268", "RG269", "RG270", "RG271"} if len(unlike) < 2 else set()
        assert new_codes(act.spec, later).keys() <= {"RG272", "RG265", "RG292", "RG293", "RG290"} | other


def swappable(spec, place, block):
    """Two columns of one block that are complete, unlike each other and the steps of their numbers."""
    told = [f for f in spec.findings if f.code == "RG272"]
    numbers = [
        number
        for i, number in enumerate(block.numbers)
        if all(row.columns[i] and row.columns[i][0].text for row in block.rows)
        and not any(f.arguments["column"] == number for f in told)
    ]
    actions = {step.number: step.action for i in range(99) if (step := step_at(spec, place, i))}
    wanted = [
        n
        for n in numbers
        if actions.get(n) in ("log_in", "pay", "select_service", "register_request", "query_registry")
    ]
    return (wanted[0], wanted[-1]) if len(wanted) > 1 else None


def step_at(spec, place, index):
    columns = the_table(spec, place).columns
    return step_of(spec, place, index) if index < len(columns) else None


@every_table
def test_a_unit_renamed(paths, at):
    """The cell says another unit; nothing else changes, and at most the one finding of it comes (RG270; RG293 where the
    table of the other language disagrees)."""
    act = act_of(paths)
    place = act.tables[at]
    units = [found for found in cells_of(place) if found[1] == "unit" and len(found[3]) == 1]
    names = sorted({cells[0].text for _, _, _, cells in units})
    for _, _, index, (cell,) in sample(units, paths, 3):
        other = next((name for name in names if name != cell.text), None)
        if other is None:
            pytest.skip("one unit does it all")
        later = after(act, place, [(cell.start, cell.end, other)])
        assert changed(act.spec, later) == {here(place, index): {"unit"}}
        fresh = new_codes(act.spec, later)
        assert fresh.keys() - FOLLOWS <= {"RG270", "RG293", "RG278"}
        assert fresh["RG270"] <= 1
        assert fresh["RG293"] <= 1


@every_table
def test_a_number_of_a_column_lost(paths, at):
    act = act_of(paths)
    place = act.tables[at]
    text = act.texts[place.text]
    block = place.printed.blocks[0]
    if block.part.turned or len(block.numbers) < 4 or any(not cells for row in block.rows for cells in row.columns):
        pytest.skip("the first part is not complete")
    later = after(act, place, [taken_out(text, block, (block.number_cells[2],))])
    assert changed(act.spec, later) == {}
    (told,) = new_findings(act.spec, later, "RG261")
    assert told.arguments["columns"] == "3"
    assert not new_codes(act.spec, later).keys() - {"RG261"}


@every_table
def test_a_cell_too_many(paths, at):
    """A cell that belongs to no column is said (RG062), or the columns about it are (RG061); never dropped in silence."""
    act = act_of(paths)
    place = act.tables[at]
    block = place.printed.blocks[0]
    row = block.row("deadline")
    if block.part.turned or row is None or any(not cells for cells in row.columns):
        pytest.skip("the row is not complete")
    end = row.printed[-1].end
    stray = {"rows": "\tQwerty", "tabs": "\n\tQwerty", "paragraphs": "\n\nQwerty", "lines": "\nQwerty"}[block.part.form]
    later = after(act, place, [(end, end, stray)])
    assert changed(act.spec, later) == {}
    (told,) = new_findings(act.spec, later, "RG062")
    assert told.arguments["text"] == "Qwerty"
    assert new_codes(act.spec, later) == {"RG062": 1}
    assert doubts(later.findings) == doubts(act.spec.findings)
