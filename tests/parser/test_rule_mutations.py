"""Mutants of the law: the right rule fires, once, and no other.

Each edit is made in every text of the act, in the five acts and in the models; what must be found is told from the edit.
"""

from collections import Counter

import pytest

from spec.model import Scenario, Service, Step
from tests.acts import ACTS
from tests.edits import languages, lines_of, mutant, new, original, scenario_of
from tests.mutants import place, whole_line

CHECKS = {
    "refuse_login": "verify_login",
    "refuse_unpaid": "verify_payment",
    "refuse_signature": "verify_certificate",
    "report_missing_data": "verify_registry_data",
}
SECOND = {"ru": "направление этого сообщения об отказе", "kk": "бас тарту туралы осы хабарламаны жолдау"}
LABEL = {"ru": "процесс {} – ", "kk": "{}-процесс – "}
OTHER_UNIT = {"ru": "Нотариус", "kk": "Нотариус"}
NAMED = ("RG220", "RG225", "RG228")
"""What an act defines or lists for the sake of one step, and no longer needs when that step is gone."""


def labelled():
    """(act, service, scenario) of the numbered procedures; of an act with many services those of the first."""
    for name in ACTS:
        service = original(name).spec.services[0]
        for scenario in service.scenarios:
            if scenario.channel != "internal":
                yield pytest.param(name, service.id, scenario.id, id=f"{name}-{scenario.id}")


every_scenario = pytest.mark.parametrize(("name", "service", "scenario"), list(labelled()))
every_act = pytest.mark.parametrize("name", ACTS)


def found(name: str, edits) -> Counter:
    """The new facts as (rule, scenario, arguments)."""
    before = original(name)
    facts = new(before, mutant(before, edits))
    return Counter({(code, scenario, *said): count for (code, _, scenario, *said), count in facts.items()})


def codes(facts: Counter) -> list[str]:
    """The rules that fire, each as often as it does."""
    return sorted(fact[0] for fact, count in facts.items() for _ in range(count))


def the(name: str, service: str, scenario: str) -> tuple[Service, Scenario]:
    return scenario_of(original(name), service, scenario)


def by_action(scenario: Scenario, *actions: str) -> list[Step]:
    """The first step of each action; skips a scenario that lacks one."""
    steps = {step.action: step for step in reversed(scenario.steps)}
    if missing := [action for action in actions if action not in steps]:
        pytest.skip(f"no {', '.join(missing)} in this scenario")
    return [steps[action] for action in actions]


def in_each_text(step: Step, piece) -> list:
    """`piece(source, language)` made for each text that states a step."""
    return [(spans[0].source, piece(spans[0].source, language)) for language, spans in step.source.items()]


def before_body(name: str, step: Step, source: str, language: str) -> tuple[int, int, str]:
    """List number and label of a step: characters start..end, and the text."""
    text = original(name).texts[source]
    start, _ = whole_line(text, *place(step, language))
    end = place(step, language)[0]
    return start, end, text[start:end]


@pytest.mark.parametrize("refusal", list(CHECKS))
@every_scenario
def test_a_refusal_dropped_leaves_its_check_without_one(name, service, scenario, refusal):
    _, flow = the(name, service, scenario)
    check, gone = by_action(flow, CHECKS[refusal], refusal)
    if any(edge.from_ == gone.id for edge in flow.edges) or not any(edge.to == gone.id for edge in flow.edges):
        pytest.skip("the refusal takes two steps")
    facts = found(name, lines_of(original(name), [gone]))
    assert facts.pop(("RG240", scenario, ("step", check.id))) == 1
    assert set(codes(facts)) <= set(NAMED)


@pytest.mark.parametrize("refusal", ["refuse_login", "refuse_signature"])
@every_scenario
def test_a_check_dropped_leaves_its_refusal_without_one(name, service, scenario, refusal):
    _, flow = the(name, service, scenario)
    check, kept = by_action(flow, CHECKS[refusal], refusal)
    facts = found(name, lines_of(original(name), [check]))
    assert facts.pop(("RG241", scenario, ("step", kept.id))) == 1
    assert set(codes(facts)) <= set(NAMED)


@every_scenario
def test_payment_taken_out_is_one_gap(name, service, scenario):
    _, flow = the(name, service, scenario)
    steps = by_action(flow, "pay", "verify_payment", "refuse_unpaid")
    processes = sorted(step.number for step in steps if step.kind == "process")
    facts = found(name, lines_of(original(name), steps))
    gap = ("number", f"{processes[0]}–{processes[-1]}")
    assert facts.pop(("RG211", scenario, gap, ("kind", "process"))) == 1
    assert set(codes(facts)) <= set(NAMED)


@every_scenario
def test_a_list_number_that_is_wrong_is_one_gap(name, service, scenario):
    step = the(name, service, scenario)[1].steps[4]

    def renumbered(source, language):
        start, end, label = before_body(name, step, source, language)
        number = step.item if isinstance(step.item, str) else step.item.get(language)
        return start, end, label.replace(f"{number})", f"{int(number) + 40})", 1)

    assert codes(found(name, in_each_text(step, renumbered))) == ["RG213"]


@every_scenario
def test_the_number_of_another_process_is_one_repetition(name, service, scenario):
    _, flow = the(name, service, scenario)
    step = next(one for one in flow.steps if one.kind == "process" and one.number and one.number > 2)

    def renumbered(source, language):
        start, end, label = before_body(name, step, source, language)
        head, number, tail = label.rpartition(str(step.number))
        return start, end, f"{head}2{tail}" if number else label

    edits = in_each_text(step, renumbered)
    if any(original(name).texts[source][start:end] == label for source, (start, end, label) in edits):
        pytest.skip("the number is not printed in figures")
    facts = found(name, edits)
    assert facts == {("RG210", scenario, ("number", "2"), ("kind", "process")): 1}


@every_scenario
def test_two_checks_swapped_are_told_where_each_stands(name, service, scenario):
    """At the login its refusal no longer fits; at the second place the refusal or the table says so, or neither can."""
    _, flow = the(name, service, scenario)
    one, two, refusal = by_action(flow, "verify_login", "verify_eligibility", "refuse_login")
    edits = []
    for language in languages(original(name)):
        source = one.source[language][0].source
        text = original(name).texts[source]
        first, second = place(one, language), place(two, language)
        edits += [(source, (*first, text[slice(*second)])), (source, (*second, text[slice(*first)]))]
    facts = found(name, edits)
    assert facts.pop(("RG242", scenario, ("step", refusal.id), ("check", one.id))) == 1
    assert sum(facts.values()) <= 1
    assert set(codes(facts)) <= {"RG242", "RG270", "RG271"}


@every_scenario
def test_a_refusal_in_two_steps_is_no_fault_but_its_number_and_column(name, service, scenario):
    _, flow = the(name, service, scenario)
    (refusal,) = by_action(flow, "refuse_login")

    def second(source, language):
        _, end = whole_line(original(name).texts[source], *place(refusal, language))
        return end, end, f"      77) {LABEL[language].format(77)}{SECOND[language]};\n\n"

    facts = found(name, in_each_text(refusal, second))
    assert codes(facts) == ["RG211", *(["RG273"] if flow.table else [])]


@every_scenario
def test_another_unit_in_the_table_is_one_difference(name, service, scenario):
    _, flow = the(name, service, scenario)
    edits = []
    for language, table in (flow.table or {}).items():
        column = next((each for each in table.columns if each.number == 1), None)
        if column and (span := column.places.get("unit")):
            edits.append((span.source, (span.start, span.end, OTHER_UNIT[language])))
    if len(edits) < len(languages(original(name))):
        pytest.skip("no table with a first column in each text")
    facts = found(name, edits)
    assert [fact[:1] + fact[2:4] for fact in facts] == [("RG270", ("table", facts_table(flow)), ("column", "1"))]


def facts_table(flow: Scenario) -> str:
    return next((table.number for table in (flow.table or {}).values() if table.number), "1")


@every_act
def test_a_wrong_annex_is_one_promise_that_is_not_kept(name):
    act = original(name)
    service = act.spec.services[0].id
    if any(each.code == "RG298" and each.where.service == service for each in act.spec.findings):
        pytest.skip("the annexes have lost their headings: the citations are all that numbers them")
    first = {}
    for reference in reversed(act.spec.act.references):
        if reference.service == service and reference.kind == "annex" and reference.found:
            first[reference.language] = reference
    if not first:
        pytest.skip("no annex is cited")
    edits = []
    for reference in first.values():
        span = reference.from_
        cited = act.texts[span.source][span.start : span.end]
        edits.append((span.source, (span.start, span.end, cited.replace(reference.number, "9", 1))))
    facts = found(name, edits)
    assert [fact[:3] for fact in facts] == [("RG205", None, ("number", "9"))]


@every_act
def test_a_definition_taken_out_leaves_its_number_and_its_short_form(name):
    act = original(name)
    both = languages(act)
    terms = [one for one in act.spec.services[0].terms if one.definition.languages() and one.uses > 3]
    whole = [term for term in terms if len(term.source) == len(both) and term.item != "1"]
    if not whole:
        pytest.skip("no list of terms")
    term = whole[0]
    edits = [
        (span.source, (*whole_line(act.texts[span.source], span.start, span.end), "")) for span in term.source.values()
    ]
    facts = found(name, edits)
    assert facts.pop(("RG213", None, ("number", term.item))) == 1
    assert codes(facts) in ([], ["RG221"])


@every_act
def test_a_unit_renamed_in_the_list_acts_unlisted_and_idles(name):
    act = original(name)
    units = [
        unit
        for unit in act.spec.services[0].units
        if set(unit.roles) & {"portal", "provider"} and len(unit.source) == len(languages(act))
    ]
    if not units:
        pytest.skip("no list of units with the portal or the provider")
    renamed = {"ru": "отдел кадров", "kk": "кадр бөлімі"}
    edits = [(span.source, (span.start, span.end, renamed[lang])) for lang, span in units[0].source.items()]
    facts = Counter(codes(found(name, edits)))
    assert facts.keys() <= {"RG225", "RG226"}
    assert facts["RG226"] == 1
    assert facts["RG225"] <= 1


@every_act
def test_a_deadline_changed_in_one_of_two_places_is_one_difference(name):
    """A step that two places of the text, or text and table, give the same time."""
    act = original(name)
    for service in act.spec.services:
        for scenario in service.scenarios:
            for step in scenario.steps:
                for deadline in step.deadlines:
                    stated = [one for one in deadline.stated if one.language == languages(act)[0]]
                    if len(stated) == 2 and deadline.unit == "minute":
                        assert_one_deadline(name, stated[-1].source)
                        return
    pytest.skip("no step has its time in two places")


def assert_one_deadline(name, span):
    act = original(name)
    said = act.texts[span.source][span.start : span.end]
    changed = "55 минут"
    facts = found(name, [(span.source, (span.start, span.end, changed))])
    assert said != changed
    assert len(codes(facts)) == 1
    assert set(codes(facts)) <= {"RG250", "RG275", "RG281", "RG290"}
