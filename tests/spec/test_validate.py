"""Each rule on a spec that breaks it, and on one that does not."""

import pytest
from msgspec.structs import replace

from spec.model import Annex, Reference, Repeal, ServiceUnit, Span, Term, Texts, texts
from spec.rules import finding, rules
from spec.validate import validate
from tests.building import a_deadline, a_scenario, a_service, a_spec, a_step

PLACE = Span("s1", 5, 9, 2)


def codes(spec):
    return [found.code for found in validate(spec)]


def sound(*more, **facts):
    steps = [
        a_step("P1", "pay"),
        a_step("C1", "verify_payment", performer="e_licensing", performer_by="sentence"),
        a_step("P2", "refuse_unpaid", performer="e_licensing"),
        a_step("P3", "deliver_result"),
    ]
    edges = [("P1", "C1", None), ("C1", "P2", "failed"), ("C1", "P3", "passed")]
    return a_spec(a_service(a_scenario(steps, edges, {"P2": "refused", "P3": "issued"})), **facts)


def flowing(steps, edges, ends):
    return a_spec(a_service(a_scenario(steps, edges, ends)))


def test_a_sound_act_has_no_findings():
    assert codes(sound()) == []


def test_repealed():
    found = validate(sound(repeal=Repeal("2020-05-06", "7", Texts())))
    assert [(f.code, f.arguments) for f in found] == [("RG200", {"date": "2020-05-06", "number": "7"})]


@pytest.mark.parametrize(
    ("kind", "code"), [("clause", "RG201"), ("annex", "RG202"), ("diagram", "RG203"), ("table", "RG204")]
)
def test_wrong_references(kind, code):
    wrong = Reference(kind, "12", PLACE, False, "service-1", "ru")
    assert codes(sound(references=(wrong, wrong))) == [code]
    assert codes(sound(references=(replace(wrong, found=True),))) == []


def test_a_promised_annex_that_is_missing_is_one_finding():
    wrong = Reference("annex", "3", PLACE, False, "service-1", "ru")
    annex = Annex("3", "service-1", "other", False, PLACE)
    assert codes(sound(references=(wrong,), annexes=(annex,))) == ["RG205"]
    assert codes(sound(annexes=(replace(annex, present=True),))) == []


def test_a_missing_annex_stands_where_it_is_promised():
    kept = Reference("annex", "2", PLACE, True, "service-1", "ru", "10")
    broken = Reference("annex", "2", Span("s1", 40, 49, 7), False, "service-1", "ru", "17")
    annexes = (Annex("2", "service-1", "diagram", True, PLACE), Annex("2", "service-1", "table", False, PLACE))
    found = validate(sound(references=(kept, broken), annexes=annexes))
    assert [(f.code, f.where.clause, f.where.line) for f in found] == [("RG205", "17", 7)]


def test_terms():
    term = Term(texts("kk", "жүйе"), Texts(), texts("kk", "кешен"), "5", "1", 0, {"kk": PLACE})
    spec = sound()
    with_terms = replace(spec, services=(replace(spec.services[0], terms=(term, replace(term, uses=2))),))
    found = validate(with_terms)
    assert [(f.code, f.arguments, f.where.language, f.where.line) for f in found] == [
        ("RG220", {"term": "жүйе"}, "kk", 2)
    ]


def test_a_term_whose_short_form_stands_in_that_of_another_is_used():
    term = Term(texts("kk", "жүйе"), texts("kk", "АЖ"), texts("kk", "кешен"), "5", "1", 0, {"kk": PLACE})
    longer = replace(term, abbreviation=texts("kk", "«Орман» АЖ"), uses=3)
    spec = sound()

    def found(*terms):
        return codes(replace(spec, services=(replace(spec.services[0], terms=terms),)))

    assert found(term, longer) == []
    assert found(term, replace(longer, uses=0)) == ["RG220", "RG220"]
    assert found(term, replace(longer, abbreviation=texts("kk", "АЖО"))) == ["RG220"]


def test_units():
    listed = [ServiceUnit((role,), texts("ru", role), "11", "1", {"ru": PLACE}) for role in ("consumer", "gateway")]
    spec = sound()
    found = validate(replace(spec, services=(replace(spec.services[0], units=tuple(listed)),)))
    assert [(f.code, f.arguments) for f in found] == [
        ("RG225", {"unit": "gateway"}),
        ("RG226", {"unit": "e_licensing"}),
    ]


def test_a_system_that_only_custom_puts_there_is_not_missed_in_the_list():
    """An act with a system of its own (here the notary's) never names e-licensing: nothing is said of it."""
    unit = ServiceUnit(("consumer", "notary"), texts("ru", "нотариус"), "11", "1", {"ru": PLACE})
    custom = a_step("P1", "refuse_request", performer="e_licensing", systems=("notary",))
    service = replace(a_service(a_scenario([custom], [], {"P1": "issued"})), units=(unit,))
    assert "RG226" not in codes(a_spec(service))
    named = replace(custom, systems=("e_licensing", "notary"))
    service = replace(service, scenarios=(replace(service.scenarios[0], steps=(named,)),))
    assert "RG226" in codes(a_spec(service))


def test_the_registries_act_for_the_registry():
    unit = ServiceUnit(("individuals_registry", "entities_registry"), texts("ru", "базы"), "11", "1", {"ru": PLACE})
    step = a_step("P1", "deliver_result", performer="registry", systems=("entities_registry",))
    service = replace(a_service(a_scenario([step], [], {"P1": "issued"})), units=(unit,))
    assert codes(a_spec(service)) == []


def test_a_list_of_the_providers_own_units_speaks_of_them_alone():
    unit = ServiceUnit(("head",), texts("ru", "глава"), "11", "1", {"ru": PLACE})
    steps = [a_step("A1", "endorse", performer="head"), a_step("A2", "hand_over", performer="chancellery")]
    inner = a_scenario(steps, [("A1", "A2", None)], {"A2": "issued"}, id="internal", channel="internal")
    outer = a_scenario([a_step("P1", "deliver_result", performer="e_licensing")], [], {"P1": "issued"})
    found = validate(a_spec(replace(a_service(inner, outer), units=(unit,))))
    assert [(f.code, f.arguments) for f in found] == [("RG226", {"unit": "chancellery"})]


def test_the_provider_is_listed_in_its_employee():
    unit = ServiceUnit(("employee", "portal"), texts("ru", "сотрудник МИО; портал"), "9", "1", {"ru": PLACE})
    scenario = a_scenario([a_step("P1", "deliver_result", performer="provider")], [], {"P1": "issued"})
    assert "RG226" not in codes(a_spec(replace(a_service(scenario), units=(unit,))))
    portal = ServiceUnit(("portal",), texts("ru", "портал"), "9", "1", {"ru": PLACE})
    assert "RG226" in codes(a_spec(replace(a_service(scenario), units=(portal,))))


def test_a_loop_that_an_answer_leaves_is_none():
    steps = [a_step("P1", "fill_form"), a_step("C1", "check"), a_step("P2", "deliver_result")]
    edges = [("P1", "C1", None), ("C1", "P1", "failed"), ("C1", "P2", "passed")]
    assert codes(flowing(steps, edges, {"P2": "issued"})) == []


def test_numbering():
    steps = [a_step("P1", "pay"), a_step("P4", "log_in"), replace(a_step("P4", "deliver_result"), id="P4b")]
    found = validate(flowing(steps, [("P1", "P4", None), ("P4", "P4b", None)], {"P4b": "issued"}))
    numbering = [(f.code, f.arguments["number"]) for f in found if f.code in ("RG210", "RG211")]
    assert numbering == [("RG211", "2–3"), ("RG210", 4)]


def test_item_numbering():
    items = ("1", "3", "3")
    steps = [a_step(f"P{n}", "pay" if n < 3 else "deliver_result", item=items[n - 1]) for n in (1, 2, 3)]
    found = validate(flowing(steps, [("P1", "P2", None), ("P2", "P3", None)], {"P3": "issued"}))
    assert [(f.code, f.arguments["number"]) for f in found] == [("RG213", 2), ("RG212", 3)]


def test_each_clause_numbers_its_items_anew():
    places = (("7", "1"), ("7", "2"), ("8", "1"), ("8", "3"))
    steps = [
        replace(a_step(f"P{n}", "pay" if n < 4 else "deliver_result", item=item), clause=texts("ru", clause))
        for n, (clause, item) in enumerate(places, 1)
    ]
    found = validate(flowing(steps, [(f"P{n}", f"P{n + 1}", None) for n in (1, 2, 3)], {"P4": "issued"}))
    assert [(f.code, f.arguments["number"]) for f in found if f.code in ("RG212", "RG213")] == [("RG213", 2)]


def test_a_check_without_a_refusal_and_a_refusal_without_a_check():
    steps = [a_step("P1", "pay"), a_step("C1", "verify_payment"), a_step("P2", "deliver_result")]
    assert codes(flowing(steps, [("P1", "C1", None), ("C1", "P2", "passed")], {"P2": "issued"})) == ["RG240"]
    steps = [a_step("P1", "pay"), a_step("P2", "refuse_unpaid"), a_step("P3", "deliver_result")]
    edges = [("P1", "P2", "failed"), ("P1", "P3", "passed")]
    assert codes(flowing(steps, edges, {"P2": "refused", "P3": "issued"})) == ["RG241"]


def test_a_refusal_of_another_check():
    steps = [
        a_step("C1", "verify_eligibility"),
        a_step("P1", "refuse_unpaid"),
        a_step("P2", "deliver_result"),
    ]
    edges = [("C1", "P1", "failed"), ("C1", "P2", "passed")]
    assert codes(flowing(steps, edges, {"P1": "refused", "P2": "issued"})) == ["RG242"]


def test_ends():
    steps = [a_step("P1", "pay"), a_step("P2", "register_request"), a_step("P3", "fill_form"), a_step("P4", "record")]
    edges = [("P1", "P2", None), ("P3", "P4", None), ("P4", "P3", None)]
    assert codes(flowing(steps, edges, {})) == ["RG243", "RG244", "RG244", "RG245", "RG245", "RG246"]


def test_lost_steps():
    steps = [
        a_step("P1", "log_in"),
        a_step("C1", "verify_certificate"),
        a_step("P2", "refuse_signature"),
        a_step("P3", "deliver_result"),
    ]
    edges = [("P1", "C1", None), ("C1", "P2", "failed"), ("C1", "P3", "passed")]
    assert codes(flowing(steps, edges, {"P2": "refused", "P3": "issued"})) == ["RG249", "RG247"]


def test_a_request_that_is_sent_on_after_the_check_is_signed():
    steps = [a_step("C1", "verify_certificate"), a_step("P2", "refuse_signature"), a_step("P3", "deliver_result")]
    edges = [("C1", "P2", "failed"), ("C1", "P3", "passed")]
    assert "RG247" in codes(flowing(steps, edges, {"P2": "refused", "P3": "issued"}))
    steps[2:2] = [a_step("P4", "forward_request")]
    edges = [("C1", "P2", "failed"), ("C1", "P4", "passed"), ("P4", "P3", None)]
    assert "RG247" not in codes(flowing(steps, edges, {"P2": "refused", "P3": "issued"}))


def test_deadlines():
    wanting = a_step(
        "P1", "deliver_result", deadlines=(a_deadline(2, None), a_deadline(5), a_deadline(3, "day", "working"))
    )
    found = validate(flowing([wanting], [], {"P1": "issued"}))
    assert [(f.code, f.arguments["value"]) for f in found] == [("RG231", 2), ("RG232", 5)]


def test_a_finding_takes_exactly_the_arguments_of_its_rule():
    place = validate(sound(repeal=Repeal("2020-05-06", "7", Texts())))[0].where
    with pytest.raises(TypeError, match="RG210 takes"):
        finding("RG210", place, nummer=1)
    with pytest.raises(KeyError):
        finding("RG999", place)


def test_codes_lie_in_the_two_ranges():
    assert all(code[:3] in ("RG0", "RG2", "RG3") and len(code) == 5 for code in rules())
