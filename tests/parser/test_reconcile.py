"""A scenario beside its annex table: what goes to the steps, what becomes a finding."""

from collections.abc import Callable
from typing import Literal

import pytest
from msgspec.structs import replace

from parser.reconcile import match_tables, reconcile, step_hints
from parser.tables import read_tables
from parser.tabletext import TableText
from spec.model import Finding, Language, Scenario, System, texts
from tests.building import a_deadline, a_scenario, a_step
from tests.parser.modeltables import FORMS, Row, regulation, rows_of, text_of

LANGUAGES: tuple[Language, ...] = ("kk", "ru")
ROLES = {
    "Пасечник": ("consumer",),
    "Омарташы": ("consumer",),
    "Портал": ("portal",),
    "Управление": ("provider",),
    "Басқарма": ("provider",),
    "База учёта": ("e_licensing",),
    "Есеп базасы": ("e_licensing",),
}
Parts = list[list[Row]]


def role_of(unit: str) -> tuple[str, ...]:
    return ROLES.get(unit, ())


def the_scenario(language: Language) -> Scenario:
    """Bees are put on record: what the clause says, in steps without words."""
    steps = [
        a_step("P1", "log_in"),
        a_step("C1", "verify_login", performer="portal", performer_by="sentence"),
        a_step("P2", "refuse_login", performer="portal"),
        a_step("P3", "select_service"),
        a_step("P4", "pay"),
        a_step("C2", "verify_payment", performer="portal"),
        a_step("P5", "refuse_unpaid", performer="portal"),
        a_step("P6", "sign_request"),
        a_step("P7", "register_request", performer="provider"),
        a_step("C3", "verify_eligibility", performer="provider"),
        a_step("P8", "refuse_request", performer="provider"),
        a_step("P9", "deliver_result", performer="provider"),
    ]
    steps = [replace(step, texts=texts(language, step.id)) for step in steps]
    edges = [
        ("P1", "C1", None),
        ("C1", "P2", "failed"),
        ("C1", "P3", "passed"),
        ("P3", "P4", None),
        ("P4", "C2", None),
        ("C2", "P5", "failed"),
        ("C2", "P6", "passed"),
        ("P6", "P7", None),
        ("P7", "C3", None),
        ("C3", "P8", "failed"),
        ("C3", "P9", "passed"),
    ]
    ends = {"P2": "refused", "P5": "refused", "P8": "refused", "P9": "issued"}
    return a_scenario(steps, edges, ends, clause=texts(language, "6"))


def the_parts(language: Language) -> Parts:
    return [rows_of(language, (1, 2, 3, 4, 5)), rows_of(language, (6, 7, 8, 9))]


def the_table(language: Language, parts: Parts, form: str = "tabs") -> TableText:
    (table,), _ = read_tables(regulation(text_of(language, form, parts), language), {})
    return table


def put(language: Language, parts: Parts, scenario: Scenario | None = None) -> tuple[Scenario, tuple[Finding, ...]]:
    table = the_table(language, parts)
    return reconcile(scenario or the_scenario(language), table.table, language, role_of, table.copied)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_a_table_that_agrees(language: Language, form: str) -> None:
    table = the_table(language, the_parts(language), form)
    scenario, findings = reconcile(the_scenario(language), table.table, language, role_of)
    assert findings == ()
    assert all(edge.evidence == ("text", "table") and not edge.against for edge in scenario.edges)
    assert scenario.table == {language: table.table}
    steps = {step.id: step for step in scenario.steps}
    assert [(d.min, d.max, d.unit, d.evidence) for d in steps["P2"].deadlines] == [(5, 10, "second", "table")]
    assert steps["P2"].deadlines[0].stated[0].by == "table"
    assert steps["P9"].result == texts(language, "Бланк")
    assert steps["C1"].deadlines == ()
    assert steps["C1"].result is None


def change(row: int, column: int, ru: str, kk: str) -> Callable[[Parts, Language], None]:
    def changed(parts: Parts, language: Language) -> None:
        part, place = (0, column) if column <= 5 else (1, column - 5)
        parts[part][row][place] = ru if language == "ru" else kk

    return changed


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("changed", "code", "column"),
    [
        (change(5, 6, "-", "-"), "RG268", 6),
        (change(5, 3, "6", "6"), "RG269", 3),
        (change(5, 7, "8 – если ульи больны", "8 – егер омарта ауру болса"), "RG269", 7),
        (change(5, 9, "2", "2"), "RG269", 9),
        (change(1, 5, "База учёта", "Есеп базасы"), "RG270", 5),
        (change(1, 9, "Пасечник", "Омарташы"), "RG270", 9),
        (change(5, 4, "5 – если логин неверен, 6 – если верен", "5 – егер логин қате болса, 6 – дұрыс болса"), "RG271", 4),
        (change(3, 1, "Сообщение о формировании запроса", "Сұрау қалыптасқаны туралы хабар"), "RG277", 1),
    ],
)  # fmt: skip
def test_each_difference_is_one_finding(
    language: Language, changed: Callable[[Parts, Language], None], code: str, column: int
) -> None:
    parts = the_parts(language)
    changed(parts, language)
    _, findings = put(language, parts)
    assert [(found.code, found.arguments["column"]) for found in findings] == [(code, column)]
    assert findings[0].where.scenario == "portal"
    assert findings[0].where.step is not None
    assert findings[0].where.language == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_table_says_against_an_edge(language: Language) -> None:
    parts = the_parts(language)
    change(5, 3, "6", "6")(parts, language)
    change(5, 6, "-", "-")(parts, language)
    scenario, _ = put(language, parts)
    edges = {(edge.from_, edge.to): edge for edge in scenario.edges}
    assert [(claim.by, claim.to) for claim in edges["P3", "P4"].against] == [("table", 6)]
    assert [(claim.by, claim.to) for claim in edges["P6", "P7"].against] == [("table", None)]
    assert edges["P3", "P4"].evidence == ("text",)
    assert edges["P4", "C2"].against == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_deadlines_of_text_and_table(language: Language) -> None:
    scenario = the_scenario(language)
    stated = {
        "P7": a_deadline(1, "hour"),
        "P8": a_deadline(7, "day", "working"),
        "P9": a_deadline(5, "day", "working", min=5),
    }
    steps = tuple(replace(s, deadlines=(stated[s.id],)) if s.id in stated else s for s in scenario.steps)
    scenario, findings = put(language, the_parts(language), replace(scenario, steps=steps))
    assert [(f.code, f.arguments) for f in findings] == [
        ("RG275", {"table": "3", "column": 8, "stated": "3 working day", "deadline": "7 working day"})
    ]
    found = {step.id: step.deadlines for step in scenario.steps}
    assert [statement.by for statement in found["P9"][0].stated] == ["text", "table"]
    assert len(found["P9"]) == 1
    assert [(d.max, d.evidence) for d in found["P8"]] == [(7, "text"), (3, "table")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_on_the_registration_and_none_on_the_outcomes(language: Language) -> None:
    parts = the_parts(language)
    change(4, 7, "5 рабочих дней", "5 жұмыс күні")(parts, language)
    change(4, 8, "-", "-")(parts, language)
    change(4, 9, "-", "-")(parts, language)
    _, findings = put(language, parts)
    assert [(f.code, f.arguments["column"], f.arguments["columns"]) for f in findings] == [("RG276", 7, "8, 9")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_steps_without_columns_and_columns_without_steps(language: Language) -> None:
    scenario = the_scenario(language)
    short = [rows_of(language, (1, 2, 3, 4, 5)), rows_of(language, (6, 7, 8))]
    found, findings = put(language, short)
    assert [(f.code, f.arguments.get("steps")) for f in findings] == [("RG273", "9")]
    assert next(step for step in found.steps if step.id == "P9").deadlines == ()
    steps = tuple(step for step in scenario.steps if step.id not in ("P9", "C3", "P8"))
    edges = tuple(edge for edge in scenario.edges if edge.from_ != "C3" and edge.to != "C3")
    fewer = replace(scenario, steps=steps, edges=edges, ends={"P2": scenario.ends["P2"], "P7": scenario.ends["P9"]})
    _, findings = put(language, the_parts(language), fewer)
    assert ("RG274", "8, 9") in [(f.code, f.arguments.get("columns")) for f in findings]


@pytest.mark.parametrize(
    ("language", "step", "action"),
    [
        ("ru", "Оплата услуги", "Подписывает заявку цифровой подписью"),
        ("kk", "Қызмет ақысын төлеу", "Өтінімге цифрлық қолтаңбамен қол қояды"),
    ],
)
def test_a_column_that_is_another_step_is_not_applied(language: Language, step: str, action: str) -> None:
    scenario = the_scenario(language)
    scenario = replace(
        scenario,
        steps=tuple(replace(s, texts=texts(language, step)) if s.id == "P4" else s for s in scenario.steps),
    )
    parts = the_parts(language)
    parts[0][2][4] = action
    found, findings = put(language, parts, scenario)
    assert [(f.code, f.arguments["column"]) for f in findings] == [("RG272", 4)]
    assert next(s for s in found.steps if s.id == "P4").deadlines == ()


@pytest.mark.parametrize(
    ("language", "name", "step", "action"),
    [
        ("ru", "deliver_result", "Получение паспорта пасеки", "Выдача"),
        ("ru", "report_missing_data", "Сообщение о том, что сведения о пасеке найти невозможно", "Данные отсутствуют"),
        (
            "kk",
            "report_missing_data",
            "Омарта туралы мәліметті алу мүмкін еместігі туралы хабар",
            "Деректердің жоқтығы",
        ),
    ],
)
def test_a_column_that_says_in_a_word_what_the_step_is(language: Language, name: str, step: str, action: str) -> None:
    scenario = the_scenario(language)
    parts = the_parts(language)
    parts[1][2][4] = action
    for said, codes in ((name, []), ("pay", ["RG272"])):
        steps = tuple(
            replace(s, action=said, texts=texts(language, step)) if s.id == "P9" else s for s in scenario.steps
        )
        _, findings = put(language, parts, replace(scenario, steps=steps))
        assert [f.code for f in findings if f.code in ("RG259", "RG272")] == codes


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_that_leaves_out_a_way_back_or_a_way_on(language: Language) -> None:
    scenario = the_scenario(language)
    for back, codes in (("P6", []), ("P3", []), ("P9", ["RG269"])):
        edges = (*scenario.edges, replace(scenario.edges[-1], from_="P6", to=back, when=None))
        _, findings = put(language, the_parts(language), replace(scenario, edges=edges))
        assert [f.code for f in findings] == codes


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("action", "told", "systems"),
    [
        ("query_registry", "convention", ()),
        ("query_registry", "sentence", ()),
        ("pay", "convention", ()),
        ("pay", "convention", ("e_licensing",)),
    ],
)
def test_the_system_through_which_a_step_goes_is_no_performer(
    language: Language, action: str, told: Literal["sentence", "convention"], systems: tuple[System, ...]
) -> None:
    """The truth of the acts counts it as a difference that the table lets the gateway pay, the registry ask itself."""
    scenario = the_scenario(language)
    steps = tuple(
        replace(s, action=action, performer_by=told, systems=systems) if s.id == "P4" else s for s in scenario.steps
    )
    parts = the_parts(language)
    change(1, 4, "База учёта", "Есеп базасы")(parts, language)
    _, findings = put(language, parts, replace(scenario, steps=steps))
    assert [f.code for f in findings] == ["RG270"]


@pytest.mark.parametrize(
    ("language", "step", "action"),
    [
        ("ru", "Сообщение о невозможности получить сведения", "Сообщает об отказе из-за нарушений"),
        (
            "kk",
            "Мәліметтерді алу мүмкін еместігі туралы хабар",
            "Бұзушылықтарға байланысты бас тарту туралы хабарлайды",
        ),
    ],
)
def test_a_refusal_on_another_ground(language: Language, step: str, action: str) -> None:
    scenario = the_scenario(language)
    steps = tuple(
        replace(s, texts=texts(language, step), action="report_missing_data") if s.id == "P5" else s
        for s in scenario.steps
    )
    parts = the_parts(language)
    parts[0][2][5] = action
    found, findings = put(language, parts, replace(scenario, steps=steps))
    assert [(f.code, f.arguments["column"]) for f in findings] == [("RG259", 5)]
    assert next(s for s in found.steps if s.id == "P5").deadlines


@pytest.mark.parametrize(
    ("language", "unit"),
    [("ru", "ГБД «Юридические лица»"), ("kk", "«Заңды тұлғалар» мемлекеттік деректер қоры")],
)
def test_registries_that_only_the_text_names(language: Language, unit: str) -> None:
    scenario = the_scenario(language)
    asked = ("individuals_registry", "entities_registry")
    steps = tuple(replace(s, systems=asked, performer=None) if s.id == "P4" else s for s in scenario.steps)
    parts = the_parts(language)
    parts[0][1][4] = unit
    _, findings = put(language, parts, replace(scenario, steps=steps))
    assert [(f.code, f.arguments["systems"]) for f in findings] == [("RG278", "individuals_registry")]


@pytest.mark.parametrize(
    ("language", "unit"),
    [
        ("ru", "ГБД «Юридические лица», ГБД «Физические лица»"),
        ("kk", "«Заңды тұлғалар» мемлекеттік деректер қоры, «Жеке тұлғалар» мемлекеттік деректер қоры"),
    ],
)
@pytest.mark.parametrize(
    ("asked", "differ"),
    [
        (("entities_registry",), ["individuals_registry"]),
        (("individuals_registry", "entities_registry"), []),
        (("gateway",), []),
    ],
)
def test_registries_that_only_the_table_names(
    language: Language, unit: str, asked: tuple[str, ...], differ: list[str]
) -> None:
    scenario = the_scenario(language)
    steps = tuple(replace(s, systems=asked, performer=None) if s.id == "P4" else s for s in scenario.steps)
    parts = the_parts(language)
    parts[0][1][4] = unit
    _, findings = put(language, parts, replace(scenario, steps=steps))
    assert [f.arguments["systems"] for f in findings if f.code == "RG278"] == differ


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("action", "codes"), [("pay", ["RG277"]), ("fill_form", [])])
def test_a_payment_does_not_end_with_a_request(language: Language, action: str, codes: list[str]) -> None:
    scenario = the_scenario(language)
    steps = tuple(replace(step, action=action) if step.id == "P4" else step for step in scenario.steps)
    parts = the_parts(language)
    change(3, 4, "Сообщение о формировании запроса", "Сұрау қалыптасқаны туралы хабар")(parts, language)
    _, findings = put(language, parts, replace(scenario, steps=steps))
    assert [found.code for found in findings if found.code == "RG277"] == codes


def test_a_performer_that_only_the_table_names() -> None:
    scenario = the_scenario("ru")
    steps = tuple(replace(s, performer=None) if s.id == "P5" else s for s in scenario.steps)
    found, findings = put("ru", the_parts("ru"), replace(scenario, steps=steps))
    step = next(s for s in found.steps if s.id == "P5")
    assert (step.performer, step.performer_by) == ("portal", "table")
    assert findings == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["tabs", "paragraphs", "lines"])
@pytest.mark.parametrize("row", [1, 2, 3, 4, 5])
def test_doubtful_cells_are_not_put_to_the_steps(language: Language, form: str, row: int) -> None:
    """A lost cell moves those beside it: what it would say of the steps is neither used nor held against the text."""
    for place in (1, 2, 3, 4):
        parts = the_parts(language)
        parts[0][row][place] = None
        table = the_table(language, parts, form)
        scenario, findings = reconcile(the_scenario(language), table.table, language, role_of, doubtful=table.doubtful)
        assert findings == ()
        deadlines = {step.id: [(d.max, d.unit) for d in step.deadlines] for step in scenario.steps}
        assert deadlines["P2"] in ([], [(10, "second")])
        assert deadlines["P9"] == [(5, "day")]


def test_copied_columns_are_not_applied_and_not_reported_again() -> None:
    table = the_table("ru", the_parts("ru"))
    scenario, findings = reconcile(the_scenario("ru"), table.table, "ru", role_of, frozenset({5, 6, 7, 8}))
    assert [step.id for step in scenario.steps if step.deadlines] == ["P1", "P2", "P3", "P4", "P5"]
    assert findings == ()


def test_two_languages_on_one_scenario() -> None:
    both, _ = put("ru", the_parts("ru"))
    both, findings = put("kk", the_parts("kk"), both)
    assert findings == ()
    assert set(both.table or {}) == {"kk", "ru"}
    first = next(step for step in both.steps if step.id == "P1")
    assert [statement.language for statement in first.deadlines[0].stated] == ["ru", "kk"]
    assert (first.result.kk, first.result.ru) == ("Кабинет беті", "Страница кабинета")
    assert all(edge.evidence == ("text", "table") for edge in both.edges)


def test_tables_are_matched_by_channel_then_by_actions() -> None:
    table = the_table("ru", the_parts("ru"))
    portal = the_scenario("ru")
    provider = replace(portal, id="provider", channel="provider", steps=portal.steps[:4])
    assert match_tables([provider, portal], [table]) == {"portal": table}
    silent = replace(table, channel=None)
    assert match_tables([provider, portal], [silent]) == {"portal": silent}
    twice = replace(portal, id="provider", channel="provider")
    again = replace(table, table=replace(table.table, number="4"))
    assert match_tables([twice, portal], [table, again]) == {"portal": table, "provider": again}
    assert match_tables([provider, portal], [table, again]) == {"portal": table}


def test_hints_tell_the_flow() -> None:
    hints = {hint.number: hint for hint in step_hints(the_scenario("ru"))}
    assert hints[1].next == (2, 3)
    assert hints[2].is_refusal
    assert hints[9].next == ()


def test_a_loop_of_checks_ends() -> None:
    scenario = a_scenario(
        [a_step("P1"), a_step("C1"), a_step("C2"), a_step("P2")],
        [("P1", "C1", None), ("C1", "C2", "failed"), ("C2", "C1", "failed"), ("C2", "P2", "passed")],
        {"P2": "issued"},
    )
    assert [hint.next for hint in step_hints(scenario)] == [(2,), ()]
