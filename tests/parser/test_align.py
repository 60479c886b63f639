"""Two languages of one act → one spec."""

from msgspec.structs import replace

from parser.align import Reading, _merge_units, align_languages
from parser.flow import Talk
from spec.model import ServiceUnit, SourceFile, Span, Statement, StepSpan, Texts, texts
from spec.pairs import align
from tests.building import a_deadline, a_scenario, a_service, a_spec, a_step

STEPS = ("P1 log_in", "C1 verify_login", "P2 refuse_login", "P3 select_service", "P4 deliver_result")
EDGES = [("P1", "C1", None), ("C1", "P2", "failed"), ("C1", "P3", "passed"), ("P3", "P4", None)]


def told(language, *, steps=STEPS, edges=EDGES, act=None, **facts):
    """A spec of one text: one service with one scenario."""
    made = [a_step(*step.split(), language=language, **(facts.get(step.split()[0]) or {})) for step in steps]
    made = [replace(step, source={language: (StepSpan("s1", n, n + 1, n),)}) for n, step in enumerate(made, 1)]
    scenario = a_scenario(made, edges, {"P2": "refused", made[-1].id: "issued"}, clause=texts(language, "6"))
    service = replace(a_service(scenario), titles=texts(language, f"title {language}"))
    spec = a_spec(service, **(act or {}))
    return replace(spec, sources=(SourceFile("s1", "a.txt", "0" * 64, "text/plain", (language,)),))


def merged(kk, ru):
    reading = Reading(lambda step: Talk(False, step.action == "deliver_result"), lambda text, language: ())
    return align_languages(kk, ru, reading)


def test_every_step_carries_both_texts():
    spec = merged(told("kk"), told("ru"))
    steps = spec.services[0].scenarios[0].steps
    assert [step.id for step in steps] == ["P1", "C1", "P2", "P3", "P4"]
    assert all(step.texts.languages() == ("kk", "ru") and list(step.source) == ["kk", "ru"] for step in steps)
    assert spec.services[0].titles == Texts(kk="title kk", ru="title ru")
    assert spec.sources[0].languages == ("kk", "ru")
    assert spec.findings == ()


def test_a_step_that_one_language_lacks_is_kept_and_found():
    shorter = [step for step in STEPS if not step.startswith("P3")]
    edges = [("P1", "C1", None), ("C1", "P2", "failed"), ("C1", "P4", "passed")]
    spec = merged(told("kk", steps=shorter, edges=edges), told("ru"))
    scenario = spec.services[0].scenarios[0]
    assert [step.id for step in scenario.steps] == ["P1", "C1", "P2", "P3", "P4"]
    assert ("C1", "P3", "passed") in [(e.from_, e.to, e.when) for e in scenario.edges]
    assert [(f.code, f.arguments, f.where.language) for f in spec.findings] == [("RG280", {"step": "P3"}, "ru")]


def test_renumbered_steps_are_matched_by_meaning():
    renumbered = ("P1 log_in", "C1 verify_login", "P3 refuse_login", "P4 select_service", "P5 deliver_result")
    edges = [("P1", "C1", None), ("C1", "P3", "failed"), ("C1", "P4", "passed"), ("P4", "P5", None)]
    spec = merged(told("kk", steps=renumbered, edges=edges), told("ru"))
    assert [f.code for f in spec.findings] == ["RG285"] * 3
    assert len(spec.services[0].scenarios[0].steps) == 5


def deadline(language, value):
    return replace(a_deadline(value, "minute"), stated=(Statement(language, "text", Span("s1", 1, 2, 1)),))


def test_differences_of_a_step_are_found_once_each():
    kk = told(
        "kk", P3={"systems": ("entities_registry",), "deadlines": (deadline("kk", 10),), "performer_by": "sentence"}
    )
    ru = told(
        "ru",
        P3={"systems": (), "deadlines": (deadline("ru", 15),), "performer": "employee", "performer_by": "sentence"},
    )
    spec = merged(kk, ru)
    assert [f.code for f in spec.findings] == ["RG281", "RG282", "RG283"]
    step = spec.services[0].scenarios[0].steps[3]
    assert step.systems == ("entities_registry",)
    assert [d.max for d in step.deadlines] == [15, 10]


def test_one_deadline_stated_in_both_languages():
    spec = merged(
        told("kk", P3={"deadlines": (deadline("kk", 10),)}), told("ru", P3={"deadlines": (deadline("ru", 10),)})
    )
    stated = spec.services[0].scenarios[0].steps[3].deadlines
    assert [[s.language for s in d.stated] for d in stated] == [["kk", "ru"]]


def test_facts_of_the_act():
    spec = merged(told("kk", act={"number": "4"}), told("ru"))
    assert [(f.code, f.arguments) for f in spec.findings] == [("RG289", {"fact": "number", "kk": "4", "ru": "3"})]


def test_a_scenario_in_one_language_only():
    kk = told("kk")
    spec = merged(replace(kk, services=(replace(kk.services[0], scenarios=()),)), told("ru"))
    assert [(f.code, f.where.language) for f in spec.findings] == [("RG286", "ru")]
    assert len(spec.services[0].scenarios) == 1


def test_alignment_keeps_both_orders():
    pairs = align("abxd", "abcd", lambda a, b: 1.0 if a == b else -1.0)
    assert pairs == [("a", "a"), ("b", "b"), ("x", None), (None, "c"), ("d", "d")]


def test_units_that_the_words_do_not_place_are_one_where_they_stand_at_one_place():
    def unit(language, name, roles, item):
        return ServiceUnit(roles, texts(language, name), "7", item, {language: Span("s1", 1, 5, 1)})

    kk = (unit("kk", "портал", ("portal",), "1"), unit("kk", "тіркеуші орган", ("provider",), "2"))
    ru = (unit("ru", "портал", ("portal",), "1"), unit("ru", "регистрирующий орган", ("other",), "2"))
    units, found = _merge_units(kk, ru, "service-1")
    assert [(one.roles, len(one.source)) for one in units] == [(("portal",), 2), (("provider",), 2)]
    assert found == []
    _, found = _merge_units(kk, ru[:1], "service-1")
    assert [each.code for each in found] == ["RG287"]
