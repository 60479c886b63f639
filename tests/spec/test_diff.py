"""Comparing two editions: matched by meaning, one change for one edit, in words that say what changed."""

import json
import math
import subprocess
import sys
import time
from string import Formatter

import pytest
from msgspec.structs import replace

from spec.behaviour import behaviour
from spec.changes import WEIGHTS, Change, classes, cost, mirror
from spec.codec import encode
from spec.diff import diff, renumbered_steps
from spec.model import (
    Annex,
    Deadline,
    End,
    Reference,
    Registration,
    Repeal,
    Result,
    Service,
    ServiceUnit,
    Span,
    Spec,
    Step,
    StepOutcome,
    Survey,
    Term,
)
from spec.patch import apply
from spec.substance import shared_languages, substance
from spec.words import LANGUAGES, words
from spec.words.changes import message
from spec.worst import Duration, through
from tests.building import Texts, a_deadline, a_scenario, a_service, a_spec, a_step

SPAN = Span("s1", 0, 5, 1)
EDGES = [
    ("P1", "C1", None),
    ("C1", "P2", "failed"),
    ("C1", "P3", "passed"),
    ("P3", "P4", None),
]
TEXTS = {
    "ru": ("ввод пароля", "проверка пароля порталом", "сообщение об ошибке", "рассмотрение запроса", "выдача справки"),
    "kk": (
        "құпиясөзді енгізу",
        "порталдың құпиясөзді тексеруі",
        "қате туралы хабар",
        "сұранысты қарау",
        "анықтама беру",
    ),
}


def steps(language: str = "ru") -> tuple[Step, ...]:
    """Login, its check, its refusal, examination, delivery."""
    said = TEXTS[language]
    return (
        a_step("P1", "log_in", language=language, text=said[0]),
        a_step("C1", "verify_login", language=language, text=said[1], performer="portal", systems=("portal",)),
        a_step("P2", "refuse_login", language=language, text=said[2], performer="portal"),
        a_step("P3", "examine", language=language, text=said[3], performer="provider",
               deadlines=(a_deadline(10, "day", "working"),)),
        a_step("P4", "deliver_result", language=language, text=said[4]),
    )  # fmt: skip


def spec(changed: dict[str, dict[str, object]] | None = None, language: str = "ru", **facts: object) -> Spec:
    """The small spec, its steps `changed` by id."""
    made = [replace(step, **(changed or {}).get(step.id, {})) for step in steps(language)]
    titles = Texts(**{language: "Справка"})
    scenario = a_scenario(made, EDGES, {"P2": "refused", "P4": "issued"})
    service = a_service(scenario, titles=titles, providers=titles)
    return a_spec(service, titles=titles, issuers=titles, **facts)


def with_service(**facts: object) -> Spec:
    one = spec()
    return replace(one, services=(replace(one.services[0], **facts),))


def with_scenario(**facts: object) -> Spec:
    one = spec()
    service = one.services[0]
    return replace(one, services=(replace(service, scenarios=(replace(service.scenarios[0], **facts),)),))


def with_act(annexes: tuple[Annex, ...], references: tuple[Reference, ...]) -> Spec:
    one = spec()
    return replace(one, act=replace(one.act, annexes=annexes, references=references))


def a_term(**words: str) -> Term:
    return Term(Texts(**words), Texts(), Texts(**words), "5", None, 1, {})


def slugs(old: Spec, new: Spec) -> list[str]:
    """The classes of the changes; on the way, that they make NEW of OLD and look the same from the other side."""
    changes = diff(old, new)
    languages = shared_languages(old, new)
    assert substance(apply(old, changes), languages) == substance(new, languages)
    there = sorted(repr(mirror(one)) for one in changes)
    assert there == sorted(repr(replace(one, edits=())) for one in diff(new, old))
    for one in changes:
        for language in LANGUAGES:
            assert message(one, language)
    return sorted(classes()[one.code].slug for one in changes)


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize(
    ("changed", "slug"),
    [
        ({"P3": {"performer": "head"}}, "performer_changed"),
        ({"P3": {"systems": ("e_licensing",)}}, "system_added"),
        ({"C1": {"systems": ()}}, "system_removed"),
        ({"P3": {"needs": (("notary", "portal"),)}}, "alternatives_changed"),
        ({"C1": {"decided_by": "provider"}}, "decider_changed"),
        ({"C1": {"checks": ("expired",)}}, "criterion_added"),
        ({"P3": {"also": ("approve",)}}, "duty_added"),
        ({"P3": {"action": "check"}}, "step_renamed"),
        ({"P3": {"kind": "action"}}, "kind_changed"),
        ({"P3": {"only_if": Texts(kk="келіспесе", ru="при несогласии")}}, "restriction_added"),
        ({"P3": {"result": Texts(kk="қорытынды", ru="заключение")}}, "document_added"),
        ({"P3": {"deadlines": ()}}, "deadline_dropped"),
        ({"P4": {"deadlines": (a_deadline(1, "hour"),)}}, "deadline_set"),
        ({"P3": {"deadlines": (a_deadline(15, "day", "working"),)}}, "deadline_longer"),
        ({"P3": {"deadlines": (a_deadline(3, "day", "working"),)}}, "deadline_shorter"),
        ({"P3": {"deadlines": (a_deadline(10, "day"),)}}, "deadline_recast"),
    ],
)
def test_one_edit_of_a_step_is_one_change(changed: dict[str, dict[str, object]], slug: str, language: str) -> None:
    assert slugs(spec(language=language), spec(changed, language)) == [slug]


@pytest.mark.parametrize(
    ("new", "slug"),
    [
        (spec(repeal=Repeal("2021-01-02", "7", Texts())), "act_repealed"),
        (spec(number="4"), "act_fact_changed"),
        (spec(registration=Registration("2020-02-03", "99", Texts())), "act_fact_changed"),
        (spec(references=(Reference("act", "120", SPAN, True),)), "reference_added"),
        (spec(references=(Reference("annex", "9", SPAN, False),)), "reference_broken"),
        (with_service(titles=Texts(ru="Справка и выписка")), "service_renamed"),
        (with_service(providers=Texts(ru="акимат города")), "provider_changed"),
        (with_service(automation="full"), "automation_changed"),
        (with_service(forms=("paper",)), "form_added"),
        (with_service(accepts_through=("psc",)), "channel_opened"),
        (with_service(variants=("issue",)), "variant_added"),
        (with_service(results=(Result("issued", Texts(ru="справка"), "paper"),)), "result_added"),
        (with_service(standard=Texts(ru="Стандарт")), "standard_changed"),
        (with_service(terms=(Term(Texts(ru="ЭЦП"), Texts(), Texts(ru="подпись"), "2", "1", 3, {}),)), "term_added"),
        (with_service(units=(ServiceUnit(("portal",), Texts(ru="портал"), "3", "1", {}),)), "unit_added"),
        (with_service(survey=Survey(2, 3)), "survey_changed"),
        (with_scenario(channel="psc"), "scenario_channel_changed"),
        (with_scenario(ends={"P2": (End("no_data", {}),), "P4": (End("issued", {}),)}), "outcome_changed"),
    ],
)  # fmt: skip
def test_one_edit_of_the_act_or_a_service_is_one_change(new: Spec, slug: str) -> None:
    assert slugs(spec(), new) == [slug]
    assert slugs(new, spec()) == [classes()[code_of(slug)].mirror and mirrored(slug)]


def code_of(slug: str) -> str:
    return next(code for code, entry in classes().items() if entry.slug == slug)


def mirrored(slug: str) -> str:
    return classes()[classes()[code_of(slug)].mirror].slug


def chain(count: int, language: str = "ru", without: int | None = None) -> Spec:
    """A scenario of `count` steps, each with words of its own, numbered without a gap."""
    kept = [n for n in range(count) if n != without]
    word = {"ru": "действие", "kk": "әрекет"}[language]
    made = [
        a_step(f"A{at}", "other", language=language, text=f"{word}{n} {word}{n}а {word}{n}б", item=str(at))
        for at, n in enumerate(kept, 1)
    ]
    edges = [(f"A{at}", f"A{at + 1}", None) for at in range(1, len(kept))]
    return a_spec(a_service(a_scenario(made, edges, {f"A{len(kept)}": "issued"})))


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_step_put_in_renumbers_twenty_others_and_is_one_change(language: str) -> None:
    old, new = chain(24, language, without=3), chain(24, language)
    assert slugs(old, new) == ["step_added"]
    assert slugs(new, old) == ["step_removed"]
    assert renumbered_steps(old, new) == 20
    assert diff(old, new)[0].arguments["after"].id == "A3"


def test_renumbering_alone_is_quiet() -> None:
    old = spec()
    scenario = old.services[0].scenarios[0]
    moved = tuple(replace(step, item="9", clause=Texts(ru="44")) for step in scenario.steps)
    assert diff(old, with_scenario(steps=moved, clause=Texts(ru="44"))) == ()


def test_a_step_elsewhere_has_moved() -> None:
    old = chain(6)
    scenario = old.services[0].scenarios[0]
    first, *rest = scenario.steps
    order = [*rest[:3], first, *rest[3:]]
    edges = [(a.id, b.id, None) for a, b in zip(order, order[1:], strict=False)]
    new = a_spec(a_service(a_scenario(order, edges, {order[-1].id: "issued"})))
    assert slugs(old, new) == ["step_moved"]


@pytest.mark.parametrize(("language", "link"), [("kk", " "), ("ru", " "), ("kk", " және оны "), ("ru", " и ")])
def test_a_step_in_two_is_a_split_and_back_a_merge(language: str, link: str) -> None:
    words = {
        "ru": ("рассмотрение запроса и подготовка заключения специалистом", "направление руководителю отдела"),
        "kk": ("маманның сұранысты қарауы және қорытынды дайындауы", "жауапты бөлім басшысына жолдау"),
    }[language]
    whole = {"P3": {"texts": Texts(**{language: link.join(words)}), "also": ("forward_request",)}}
    old = spec(whole, language)
    parts = list(spec({"P3": {"texts": Texts(**{language: words[0]})}}, language).services[0].scenarios[0].steps)
    fresh = a_step("P9", "forward_request", language=language, text=words[1], performer="provider")
    parts.insert(4, fresh)
    edges = [*EDGES[:3], ("P3", "P9", None), ("P9", "P4", None)]
    titles = old.act.titles
    scenario = a_scenario(parts, edges, {"P2": "refused", "P4": "issued"})
    new = a_spec(a_service(scenario, titles=titles, providers=titles), titles=titles, issuers=titles)
    assert slugs(old, new) == ["step_split"]
    assert slugs(new, old) == ["steps_merged"]
    assert [part.action for part in diff(old, new)[0].arguments["parts"]] == ["examine", "forward_request"]


def test_a_language_comes_with_all_that_it_alone_says() -> None:
    old = with_service(terms=(a_term(ru="портал"),))
    service = old.services[0]
    own = a_term(kk="кеңсе")
    unit, result = (
        ServiceUnit(("consumer",), Texts(kk="алушы"), "10", "1", {}),
        Result("issued", Texts(kk="рұқсат"), None),
    )
    both = replace(service, terms=(*service.terms, own), units=(unit,), results=(result,))
    new = replace(old, act=replace(old.act, titles=Texts(kk="Анықтама", ru="Справка")), services=(both,))
    assert slugs(old, new) == ["language_added"]
    assert slugs(new, old) == ["language_removed"]


def test_an_annex_that_is_not_there_is_told_by_the_reference_to_it() -> None:
    there = Annex("1", "service-1", "table", True, SPAN)
    leads = Reference("annex", "1", SPAN, True)
    old = with_act((there,), (leads,))
    new = with_act((replace(there, present=False),), (replace(leads, found=False),))
    assert slugs(old, new) == ["annex_removed", "reference_broken"]
    assert slugs(new, old) == ["annex_added", "reference_mended"]
    assert slugs(with_act((), ()), new) == ["reference_broken"]


def test_swapped_answers_are_one_change() -> None:
    turn = {"failed": "passed", "passed": "failed", None: None}
    scenario = spec().services[0].scenarios[0]
    edges = tuple(replace(edge, when=turn[edge.when]) for edge in scenario.edges)
    assert slugs(spec(), with_scenario(edges=edges)) == ["answers_swapped"]


def test_a_branch_that_leads_elsewhere() -> None:
    scenario = spec().services[0].scenarios[0]
    edges = tuple(replace(edge, to="P4") if edge.when == "passed" else edge for edge in scenario.edges)
    assert slugs(spec(), with_scenario(edges=edges)) == ["branch_redirected"]


def test_words_alone_are_their_own_quiet_class_and_show_what_changed() -> None:
    new = spec({"P3": {"texts": Texts(ru="рассмотрение заявления")}})
    (one,) = diff(spec(), new)
    assert one.code == "RD179"
    assert one.severity == "information"
    assert [(piece.part, piece.text) for piece in one.wording["ru"]] == [
        ("same", "рассмотрение"),
        ("old", "запроса"),
        ("new", "заявления"),
    ]


def test_words_of_another_change_go_with_it() -> None:
    new = spec({"P3": {"texts": Texts(ru="рассмотрение заявления"), "performer": "head"}})
    (one,) = diff(spec(), new)
    assert one.code == "RD162"
    assert one.wording["ru"]


def test_a_deadline_tells_the_worst_case_of_the_whole_way() -> None:
    new = spec(
        {"P3": {"deadlines": (a_deadline(15, "day", "working"),)}, "P1": {"deadlines": (a_deadline(2, "hour"),)}}
    )
    one = next(each for each in diff(spec(), new) if each.code == "RD182")
    assert one.arguments["path_old"] == Duration(working_days=10)
    assert one.arguments["path_new"] == Duration(seconds=7200, working_days=15)
    assert "15 рабочих дней 2 часа" in message(one, "ru")
    assert "15 working days 2 hours" in message(one, "en")
    assert "15 жұмыс күні 2 сағат" in message(one, "kk")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_step_that_takes_its_time_tells_that_of_the_whole_way(language: str) -> None:
    old = spec()
    scenario = old.services[0].scenarios[0]

    def grown(*deadlines: Deadline) -> Spec:
        fresh = a_step("P9", "check", text="юрист сверяет полномочия", performer="provider", deadlines=deadlines)
        order = (*scenario.steps[:3], fresh, *scenario.steps[3:])
        edges = [*EDGES[:2], ("C1", "P9", "passed"), ("P9", "P3", None), EDGES[3]]
        made = a_scenario(order, edges, {"P2": "refused", "P4": "issued"})
        return replace(old, services=(replace(old.services[0], scenarios=(made,)),))

    new = grown(a_deadline(5, "day", "working"))
    assert (slugs(old, new), slugs(new, old)) == (["step_added"], ["step_removed"])
    (one,) = diff(old, new)
    assert one.touches == ("applicant", "official", "integrator")
    days = {"kk": "10 жұмыс күні → 15 жұмыс күні", "ru": "10 рабочих дней → 15 рабочих дней"}
    assert message(one, language).endswith(days.get(language, "10 working days → 15 working days"))
    (quiet,) = diff(old, grown())
    assert quiet.touches == ("official", "integrator")
    assert "→" not in message(quiet, language)


def test_text_and_table_that_change_alike_are_one_change() -> None:
    table = {"evidence": "table"}
    old = spec({"P3": {"deadlines": (a_deadline(10, "day", "working"), a_deadline(10, "day", "working", **table))}})
    new = spec({"P3": {"deadlines": (a_deadline(12, "day", "working"), a_deadline(12, "day", "working", **table))}})
    assert slugs(old, new) == ["deadline_longer"]


def test_what_the_applicant_does_touches_the_applicant() -> None:
    (one,) = diff(spec(), spec({"P1": {"systems": ("e_licensing",)}}))
    (other,) = diff(spec(), spec({"P3": {"systems": ("e_licensing",)}}))
    assert one.touches == ("applicant", "integrator")
    assert other.touches == ("integrator",)


def test_the_heaviest_come_first() -> None:
    new = spec({"P3": {"performer": "head"}, "P4": {"texts": Texts(ru="выдача бумажной справки")}}, number="4")
    weights = [WEIGHTS.index(one.severity) for one in diff(spec(), new)]
    assert weights == sorted(weights)


def test_texts_without_a_common_language_are_matched_by_meaning() -> None:
    changes = diff(spec(language="kk"), spec(language="ru"))
    assert sorted(one.code for one in changes) == ["RD107", "RD108"]


def test_a_lost_refusal_is_told_with_its_branch() -> None:
    scenario = spec().services[0].scenarios[0]
    kept = tuple(step for step in scenario.steps if step.id != "P2")
    edges = tuple(edge for edge in scenario.edges if edge.to != "P2")
    new = with_scenario(steps=kept, edges=edges, ends={"P4": (End("issued", {}),)})
    assert slugs(spec(), new) == ["ending_removed"]


def test_services_meet_by_title_though_their_order_changed() -> None:
    first = a_service(a_scenario(steps(), EDGES, {"P2": "refused", "P4": "issued"}), id="service-1")
    second = replace(first, id="service-2", titles=Texts(ru="Лицензия на охоту"), scenarios=())
    swapped = (replace(second, id="service-1"), replace(first, id="service-2"))
    assert diff(a_spec(first, second), a_spec(*swapped)) == ()


def test_behaviour_lists_the_applications_that_end_otherwise() -> None:
    scenario = spec().services[0].scenarios[0]
    ends = {"P2": (End("no_data", {}),), "P4": (End("issued", {}),)}
    found = behaviour(spec(), with_scenario(ends=ends))
    (flip,) = found.flips
    assert [(answer.step.id, answer.answer) for answer in flip.answers] == [("C1", "failed")]
    assert flip.old
    assert flip.new
    assert (flip.old.outcome, flip.new.outcome) == ("refused", "no_data")
    longer = behaviour(spec(), spec({"P3": {"deadlines": (a_deadline(15, "day", "working"),)}}))
    assert [flip.new.time.working_days for flip in longer.flips if flip.new] == [15]
    edges = tuple(edge for edge in scenario.edges if edge.when != "passed")
    gone = behaviour(spec(), with_scenario(edges=edges))
    assert [flip.new for flip in gone.flips] == [None]
    assert behaviour(spec(), spec()).flips == ()


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_refusal_to_accept_ends_applications_earlier(language: str) -> None:
    """The new edition lets the first step refuse; what it took at worst is its own deadline, and the way on is shorter."""
    due = (a_deadline(2, "hour"), a_deadline(1, "day", "working", for_="refusal"))
    guard = Texts(**{language: {"kk": "толық болмаса", "ru": "при неполноте"}[language]})
    made = (StepOutcome("acceptance", Texts(), (0,)), StepOutcome("refusal", guard, (0, 1)))
    check = a_step("A1", "check", language=language, deadlines=due, outcomes=made)
    last = a_step("A2", "hand_over", language=language, deadlines=(a_deadline(3, "hour"),))
    ends = {"A1": (End("refused", {"A1": "refusal"}),), "A2": (End("issued", {}),)}
    new = a_scenario([check, last], [("A1", "A2", None)], {}, ends=ends)
    old = replace(new, steps=(replace(check, outcomes=()), last), ends={"A2": ends["A2"]})
    before, after = a_spec(a_service(old)), a_spec(a_service(new))
    assert slugs(before, after) == ["end_added"]
    assert slugs(after, before) == ["end_removed"]
    assert apply(before, diff(before, after)) == after
    (flip,) = [one for one in behaviour(before, after).flips if one.new and one.new.outcome == "refused"]
    assert [(answer.step.id, answer.answer) for answer in flip.answers] == [("A1", "refusal")]
    assert flip.old
    assert (flip.old.outcome, flip.old.steps, flip.new.steps) == ("issued", ("A1", "A2"), ("A1",))
    assert flip.new.time == Duration(working_days=1)
    assert through(new) == {"A1": Duration(working_days=1), "A2": Duration(seconds=5 * 3600)}


def test_a_new_check_parts_the_applications_by_its_answer() -> None:
    scenario = spec().services[0].scenarios[0]
    check = a_step("C9", "verify_payment", text="сверка оплаты с банком", performer="e_licensing")
    refusal = a_step("P9", "refuse_unpaid", text="уведомление о неуплате", performer="e_licensing")
    made = (*scenario.steps[:3], check, refusal, *scenario.steps[3:])
    edges = [*EDGES[:2], ("C1", "C9", "passed"), ("C9", "P9", "failed"), ("C9", "P3", "passed"), EDGES[3]]
    new = with_scenario(
        steps=made,
        edges=a_scenario(made, edges, {}).edges,
        ends={**scenario.ends, "P9": (End("refused", {}),)},
    )
    assert slugs(spec(), new) == ["check_added", "ending_added"]
    (flip,) = behaviour(spec(), new).flips
    assert [answer.answer for answer in flip.answers] == ["passed", "failed"]
    assert flip.new
    assert flip.new.outcome == "refused"


def test_the_worst_case_goes_round_no_loop_twice() -> None:
    made = (a_step("P1", deadlines=(a_deadline(1, "hour"),)), a_step("P2", deadlines=(a_deadline(2, "hour"),)))
    loop = a_scenario(made, [("P1", "P2", None), ("P2", "P1", None)], {"P2": "issued"})
    assert through(loop) == {"P1": Duration(seconds=10_800), "P2": Duration(seconds=10_800)}


def test_every_class_has_its_mirror_and_touches_the_same() -> None:
    swap = {"old": "new", "new": "old", "path_old": "path_new", "path_new": "path_old"}
    for code, entry in classes().items():
        twin = classes()[entry.mirror]
        assert twin.mirror == code
        assert twin.touches == entry.touches
        assert {swap.get(name, name): kind for name, kind in entry.arguments.items()} == twin.arguments
    assert len(classes()) >= 40


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_class_has_words(language: str) -> None:
    catalogue = words("changes", language)
    assert {key for key in catalogue if key.startswith("RD")} == set(classes())
    for code, entry in classes().items():
        parts = catalogue[code]
        assert sorted(parts) == ["explain", "message", "title"]
        used = {name for _, name, _, _ in Formatter().parse(parts["message"]) if name}
        assert used <= {*entry.arguments, "step"}
        assert set(entry.arguments) <= used
        assert "{" not in parts["title"] + parts["explain"]


def timed(old: Spec, new: Spec) -> tuple[tuple[Change, ...], float]:
    """The changes, and the best processor time of five: other work on the machine only adds."""
    found, best = (), math.inf
    for _ in range(5):
        began = time.process_time()
        found = diff(old, new)
        best = min(best, time.process_time() - began)
    return found, best


def test_two_thousand_steps_are_compared_in_half_a_second() -> None:
    old, new = chain(2000), chain(2000, without=700)
    changes, seconds = timed(old, new)
    assert seconds < 0.5
    assert [one.code for one in changes] == ["RD152"]


def test_two_thousand_other_words_are_compared_in_half_a_second() -> None:
    old = chain(2000)
    scenario = old.services[0].scenarios[0]
    other = tuple(replace(step, texts=Texts(ru=f"{step.texts.get('ru')} иначе")) for step in scenario.steps)
    new = replace(old, services=(a_service(replace(scenario, steps=other)),))
    changes, seconds = timed(old, new)
    assert seconds < 0.5
    assert {one.code for one in changes} == {"RD179"}


def test_two_thousand_other_performers_are_still_the_same_steps() -> None:
    old = chain(2000)
    scenario = old.services[0].scenarios[0]
    other = tuple(replace(step, performer="head") for step in scenario.steps)
    new = replace(old, services=(a_service(replace(scenario, steps=other)),))
    assert {one.code for one in diff(old, new)} == {"RD162"}


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_an_alternative_that_went_with_its_system_is_one_change(language: str) -> None:
    both = {
        "systems": ("individuals_registry", "entities_registry"),
        "needs": (("individuals_registry", "entities_registry"),),
    }
    old, new = spec({"P3": both}, language), spec({"P3": {"systems": ("entities_registry",)}}, language)
    assert slugs(old, new) == ["system_removed"]
    assert slugs(spec({"P3": both | {"needs": None}}, language), spec({"P3": both}, language)) == [
        "alternatives_changed"
    ]


def test_a_short_form_within_the_standard_changes_with_it() -> None:
    def named(activity: str) -> Spec:
        standard = f"стандарта услуги «Выдача лицензии на {activity}» (далее – услуга)"
        short = Term(Texts(ru=f"«Выдача лицензии на {activity}»"), Texts(ru="услуга"), Texts(), "1", None, 2, {})
        return with_service(standard=Texts(ru=standard), terms=(short,))

    assert slugs(named("охоту"), named("рыбную ловлю")) == ["standard_changed"]


def test_a_term_of_which_the_meaning_alone_changed_is_named_once() -> None:
    def meaning(words: str) -> Spec:
        return with_service(terms=(Term(Texts(ru="потребитель"), Texts(), Texts(ru=words), "2", "1", 3, {}),))

    (one,) = diff(meaning("физическое или юридическое лицо"), meaning("юридическое лицо"))
    assert message(one, "ru") == "Понятие: потребитель"
    assert [piece.text for piece in one.wording["ru"] if piece.part == "old"] == ["физическое или"]


def test_a_step_that_moved_and_was_reworded_is_not_another_step() -> None:
    old = chain(6)
    scenario = old.services[0].scenarios[0]
    first, *rest = scenario.steps
    first = replace(first, texts=Texts(ru=f"{first.texts.get('ru')} иначе"))
    order = [*rest[:4], first, *rest[4:]]
    edges = [(a.id, b.id, None) for a, b in zip(order, order[1:], strict=False)]
    assert slugs(old, a_spec(a_service(a_scenario(order, edges, {order[-1].id: "issued"})))) == [
        "step_moved",
        "wording_changed",
    ]


def test_a_diff_imports_nothing_heavy(tmp_path: object) -> None:
    program = (
        "import sys\nfrom spec.codec import decode\nfrom spec.diff import diff\n"
        "old, new = map(decode, sys.stdin.buffer.read().split(b'\\0'))\n"
        "diff(old, new)\n"
        "import json\nheavy = {'spacy', 'networkx', 'rich', 'holidays', 'jinja2', 'parser'}\n"
        "print(json.dumps(sorted(heavy & set(sys.modules))))"
    )
    data = encode(spec()) + b"\0" + encode(spec({"P3": {"deadlines": (a_deadline(15, "day", "working"),)}}))
    made = subprocess.run([sys.executable, "-c", program], input=data, capture_output=True, check=True)
    assert json.loads(made.stdout) == []


def test_the_cost_counts_steps_moves_and_facts() -> None:
    changes: tuple[Change, ...] = diff(chain(6, without=2), chain(6))
    assert cost(changes) == 3
    assert cost(diff(spec(), spec({"P3": {"performer": "head"}}))) == 1


def test_a_service_that_only_one_side_has() -> None:
    def other() -> Service:
        return a_service(id="service-2", titles=Texts(ru="Лицензия на охоту"))

    old, new = spec(), spec()
    both = replace(new, services=(*new.services, other()))
    assert slugs(old, both) == ["service_added"]
    assert slugs(both, old) == ["service_removed"]
