"""Columns and steps that belong together although their numbers do not say so."""

import pytest
from msgspec.structs import replace

from parser.reconcile import reconcile
from parser.tables import read_tables
from spec.model import Finding, Language, Scenario, Step, texts
from tests.building import a_scenario, a_step
from tests.parser.modeltables import BEES, Row, regulation, text_of

LANGUAGES: tuple[Language, ...] = ("kk", "ru")
ACTIONS = ("log_in", "refuse_login", "select_service", "pay", "refuse_unpaid", "sign_request", "register_request",
           "refuse_request", "deliver_result")  # fmt: skip
ROLES = {"Пасечник": ("consumer",), "Омарташы": ("consumer",), "Портал": ("portal",), "Управление": ("provider",),
         "Басқарма": ("provider",)}  # fmt: skip


def steps_of(language: Language) -> list[Step]:
    """Nine steps that say what the nine columns of the model table say."""
    units, actions = BEES[language][:2]
    return [
        replace(
            a_step(f"P{number}", action),
            performer=ROLES[units[number - 1]][0],
            texts=texts(language, actions[number - 1]),
        )
        for number, action in enumerate(ACTIONS, 1)
    ]


def the_scenario(language: Language, steps: list[Step]) -> Scenario:
    edges = [(one.id, two.id, None) for one, two in zip(steps, steps[1:], strict=False)]
    return a_scenario(steps, edges, {steps[-1].id: "issued"}, clause=texts(language, "6"))


def chain(language: Language, numbers: list[int], columns: list[int]) -> list[Row]:
    """Columns of the model table (by what they say) under numbers of their own, each leading to the next."""
    body = [[row[column - 1] for column in columns] for row in BEES[language]]
    body[4] = [str(number) for number in numbers[1:]] + ["-"]
    labels = [row[0] for row in _labels(language)]
    return [[label, *cells] for label, cells in zip(labels, [[str(n) for n in numbers], *body], strict=True)]


def _labels(language: Language) -> list[list[str]]:
    from tests.parser.modeltables import LABELS

    return [[label] for label in LABELS[language]]


def put(language: Language, rows: list[Row], steps: list[Step]) -> tuple[dict[str, str | None], tuple[Finding, ...]]:
    """The form of completion that each step got, and the findings."""
    (table,), within = read_tables(regulation(text_of(language, "tabs", [rows]), language), {})
    scenario, findings = reconcile(
        the_scenario(language, steps), table.table, language, lambda unit: ROLES.get(unit, ())
    )
    results = {step.id: step.result.get(language) if step.result else None for step in scenario.steps}
    return results, (*within, *findings)


@pytest.mark.parametrize("language", LANGUAGES)
def test_columns_that_count_otherwise_from_a_step_on(language: Language) -> None:
    """The table has no column for the fifth process: its columns 5 to 8 are the processes 6 to 9."""
    results, findings = put(language, chain(language, [*range(1, 9)], [1, 2, 3, 4, 6, 7, 8, 9]), steps_of(language))
    printed = BEES[language][2]
    assert results == {f"P{n}": printed[n - 1] if n != 5 else None for n in range(1, 10)}
    assert [(f.code, f.arguments) for f in findings] == [("RG300", {"table": "3", "columns": "5–8", "steps": "6–9"})]


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_that_agree_are_left_alone(language: Language) -> None:
    results, findings = put(language, chain(language, [*range(1, 10)], [*range(1, 10)]), steps_of(language))
    assert results == {f"P{n}": BEES[language][2][n - 1] for n in range(1, 10)}
    assert findings == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_twice_in_the_text(language: Language) -> None:
    """The sixth process bears the number 5 in the text: the sixth column is its own all the same."""
    steps = steps_of(language)
    steps[5] = replace(steps[5], id="P5b", key="again", number=5)
    results, findings = put(language, chain(language, [*range(1, 10)], [*range(1, 10)]), steps)
    assert (results["P5"], results["P5b"]) == BEES[language][2][4:6]
    assert [f.code for f in findings] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_twice_in_the_table(language: Language) -> None:
    """Two columns 5, and none 6: the second is the sixth process, and the table is told to be wrong once."""
    (table,), _ = read_tables(
        regulation(text_of(language, "tabs", [chain(language, [*range(1, 10)], [*range(1, 10)])]), language), {}
    )
    columns = tuple(replace(c, number=5) if c.number == 6 else c for c in table.table.columns)
    scenario, findings = reconcile(
        the_scenario(language, steps_of(language)),
        replace(table.table, columns=columns),
        language,
        lambda unit: ROLES.get(unit, ()),
    )
    assert [step.result.get(language) for step in scenario.steps if step.result] == list(BEES[language][2])
    assert [f.code for f in findings] in ([], ["RG266"], ["RG269"])
