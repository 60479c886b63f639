"""What one finding says, another does not repeat; what stands elsewhere, or says more, is kept."""

import pytest
from msgspec.structs import replace

from spec.facts import one_a_fact
from spec.model import Finding, Reference, Span, Where
from spec.rules import finding, rules
from tests.building import a_scenario, a_service, a_step

STEPS = [
    a_step("P1", "log_in"),
    a_step("C1", "verify_login"),
    a_step("P3", "pay"),
    a_step("C2", "verify_payment"),
    a_step("P5", "deliver_result"),
]
SERVICE = a_service(a_scenario(STEPS, [], {}))
FLOW = SERVICE.scenarios[0]


def of(code: str, step: str | None = None, /, scenario: str = FLOW.id, **said: str | int) -> Finding:
    """A finding at a step, with some arguments; the others are empty."""
    rule = rules()[code]
    where = Where(SERVICE.id, scenario, step, "ru", "s1", 10, 20, 2)
    return finding(code, where, **{name: said.get(name, "") for name in rule.arguments})


def left(*found: Finding) -> list[str]:
    return [each.code for each in one_a_fact(found, (SERVICE,))]


@pytest.mark.parametrize(
    ("telling", "told"),
    [
        (of("RG240", "C1", step="C1"), of("RG211", "P3", number="2", kind="process")),
        (of("RG211", "P3", number="2", kind="process"), of("RG213", "P3", number=3)),
        (of("RG211", "P3", number="2", kind="process"), of("RG274", None, columns="2")),
        (of("RG211", "P3", number="2", kind="process"), of("RG269", "P1", stated="2, 3", targets="3")),
        (of("RG211", "P3", number="2", kind="process"), of("RG211", "C2", number="1", kind="condition")),
        (of("RG210", "P3", number="1", kind="process"), of("RG211", "P5", number="3", kind="process")),
        (of("RG241", "P3", step="P3"), of("RG249", "C1", step="C1")),
        (of("RG242", "P3", step="P3", check="C1"), of("RG271", "log_in")),
        (of("RG242", "P3", step="P3", check="C1"), of("RG284", "P3")),
        (of("RG284", "C1"), of("RG291", "P1", to="C1")),
        (of("RG264", None, columns="6–11"), of("RG293", None, column=7)),
        (of("RG264", None, columns="6–11"), of("RG294", None)),
        (of("RG260", None, column=5), of("RG266", None, column=4, target=5)),
        (of("RG273", None, steps="7, 8"), of("RG268", None, targets="8")),
        (of("RG221", None, short="МТ АЖ"), of("RG042", "P1", name="МТ АЖ жүйесі")),
        (of("RG023", None), of("RG025", None, scenario="another")),
    ],
    ids=lambda found: found.code,
)
def test_what_follows_is_not_said_again(telling: Finding, told: Finding) -> None:
    assert left(telling, told) == [telling.code]
    assert left(told) == [told.code]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (of("RG240", "C1", step="C1"), of("RG211", "P5", number="4", kind="process")),
        (of("RG240", "C1", step="C1"), of("RG211", "P3", scenario="psc", number="2", kind="process")),
        (of("RG211", "P3", number="2", kind="process"), of("RG213", "P5", number=5)),
        (of("RG211", "P3", number="2", kind="process"), of("RG274", None, columns="2, 9")),
        (of("RG211", "P3", number="2", kind="process"), of("RG269", "P1", stated="4", targets="3")),
        (of("RG211", "C1", number="2", kind="condition"), of("RG274", None, columns="2")),
        (of("RG264", None, columns="6–11"), of("RG293", None, column=2)),
        (of("RG221", None, short="ЦОН"), of("RG042", "P1", name="ЦОНИС")),
    ],
    ids=lambda found: found.code,
)
def test_what_is_another_fact_stays(one: Finding, other: Finding) -> None:
    assert left(one, other) == sorted([one.code, other.code])


@pytest.mark.parametrize(
    ("kind", "clause", "kept"), [("diagram", "6", False), ("table", "6", True), ("diagram", "7", True)]
)
def test_a_diagram_is_missing_with_its_annex(kind: str, clause: str, kept: bool) -> None:
    annex = Reference("annex", "2", Span("s1", 1, 5, 1), False, SERVICE.id, "ru", clause)
    citing = of("RG203", None, number="1")
    citing = replace(citing, where=replace(citing.where, clause="6"))
    found = one_a_fact((of("RG205", None, number="2", kind=kind), citing), (SERVICE,), (annex,))
    assert ("RG203" in [each.code for each in found]) is kept


def test_the_rules_that_are_silenced_exist() -> None:
    from spec.follow import RELATIONS

    for rule in rules().values():
        assert set(rule.silences) <= rules().keys(), rule.code
        assert set(rule.silences.values()) <= RELATIONS.keys(), rule.code
        assert rule.worded <= set(rule.arguments), rule.code
