"""What must hold of every comparison: nothing for equals, NEW from OLD by the changes, the same seen from both sides."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from spec.changes import cost, mirror
from spec.codec import decode
from spec.diff import diff
from spec.model import Edge, End, Result, Scenario, Service, ServiceUnit, Spec, Step, Survey, Term, Texts
from spec.patch import apply
from spec.substance import languages_of, shared_languages, substance
from tests.building import a_deadline, a_scenario, a_service, a_spec, a_step

OUTPUT = Path(__file__).parents[2] / "output"
WORDS = (
    "заявитель",
    "документы",
    "орган",
    "проверяет",
    "сведения",
    "система",
    "направляет",
    "ответ",
    "лицо",
    "решение",
)


def portal() -> Scenario:
    """A scenario as portals have them: login, payment, signature, decision."""
    steps = (
        a_step("P1", "log_in", text="потребитель вводит пароль на портале", systems=("portal",)),
        a_step("C1", "verify_login", text="портал проверяет пароль потребителя", performer="portal"),
        a_step("P2", "refuse_login", text="портал сообщает, что пароль неверен", performer="portal"),
        a_step("P3", "select_service", text="потребитель выбирает услугу", deadlines=(a_deadline(90, "second"),)),
        a_step("P4", "pay", text="потребитель оплачивает услугу через шлюз", systems=("payment_gateway",)),
        a_step("C2", "verify_payment", text="система проверяет оплату", performer="e_licensing", checks=("paid",)),
        a_step("P5", "refuse_unpaid", text="система отказывает, так как оплаты нет", performer="e_licensing"),
        a_step("P6", "sign_request", text="потребитель подписывает запрос своей подписью"),
        a_step("P7", "examine", text="услугодатель рассматривает запрос и готовит решение", performer="provider",
               also=("approve",), deadlines=(a_deadline(10, "day", "working"),)),
        a_step("P8", "deliver_result", text="потребитель получает электронный документ", systems=("portal",)),
    )  # fmt: skip
    edges = [
        ("P1", "C1", None), ("C1", "P2", "failed"), ("C1", "P3", "passed"), ("P3", "P4", None), ("P4", "C2", None),
        ("C2", "P5", "failed"), ("C2", "P6", "passed"), ("P6", "P7", None), ("P7", "P8", None),
    ]  # fmt: skip
    return a_scenario(steps, edges, {"P2": "refused", "P5": "refused", "P8": "issued"})


def internal() -> Scenario:
    """A chain of steps of which the vocabulary knows half."""
    steps = [
        a_step(f"A{n}", action, text=text, performer=who)
        for n, (action, who, text) in enumerate(
            (
                ("register_incoming", "chancellery", "канцелярия принимает пакет документов и ставит номер"),
                ("endorse", "head", "руководитель накладывает визу и назначает исполнителя"),
                ("other", "specialist", "исполнитель выезжает на место и составляет описание участка"),
                ("examine", "specialist", "исполнитель изучает бумаги и пишет заключение"),
                ("other", "specialist", "исполнитель вносит запись в журнал учёта разрешений"),
                ("hand_over", "chancellery", "канцелярия выдаёт бланк разрешения под роспись"),
            ),
            1,
        )
    ]
    edges = [(f"A{n}", f"A{n + 1}", None) for n in range(1, 6)]
    return a_scenario(steps, edges, {"A6": "issued"}, id="internal", channel="internal")


def built() -> Spec:
    """The spec of both scenarios."""
    return a_spec(a_service(portal(), internal(), forms=("electronic",), variants=("issue", "reissue")))


def real() -> list[Spec]:
    """Specs of the repository's own corpus, as far as it is built."""
    return [decode(path.read_bytes()) for path in sorted(OUTPUT.glob("*/spec.json"))]


def specs() -> list[Spec]:
    """What edits start from."""
    return [built(), *real()]


class Draw:
    """One random edit of a scenario, and what it may cost."""

    def __init__(self, data: st.DataObject, languages: tuple[str, ...]) -> None:
        self.data, self.languages = data, languages
        self.fresh = 0

    def pick(self, label: str, values: list) -> object:
        """One of `values`."""
        return self.data.draw(st.sampled_from(values), label)

    def sentence(self) -> str:
        """Words that no step has."""
        self.fresh += 1
        return " ".join(
            f"{word}{self.fresh}"
            for word in self.data.draw(st.lists(st.sampled_from(WORDS), min_size=4, max_size=7, unique=True))
        )

    def texts(self) -> Texts:
        """New words in every language of the spec."""
        words = self.sentence()
        return Texts(**{language: f"{words} {language}" for language in self.languages})


def with_steps(scenario: Scenario, steps: list[Step], edges: list[Edge], ends: dict[str, tuple[End, ...]]) -> Scenario:
    return replace(scenario, steps=tuple(steps), edges=tuple(edges), ends=ends)


def chained(scenario: Scenario) -> list[int]:
    """Steps with one way in and one way on, without an answer: they can go or move and the rest closes up."""
    found = []
    for n, step in enumerate(scenario.steps):
        into = [edge for edge in scenario.edges if edge.to == step.id]
        out = [edge for edge in scenario.edges if edge.from_ == step.id]
        named = any(step.id in end.given for ends in scenario.ends.values() for end in ends)
        if (
            into != out
            and len(into) == len(out) == 1
            and out[0].when is None
            and step.id not in scenario.ends
            and not named
        ):
            found.append(n)
    return found


def bypass(scenario: Scenario, step: Step) -> list[Edge]:
    into = next(edge for edge in scenario.edges if edge.to == step.id)
    out = next(edge for edge in scenario.edges if edge.from_ == step.id)
    rest = [edge for edge in scenario.edges if step.id not in (edge.from_, edge.to)]
    return [*rest, replace(into, to=out.to)]


def put(edges: list[Edge], at: Edge, name: str) -> list[Edge]:
    """`edges` with step `name` on the way of the edge `at`."""
    after = Edge(name, at.to, None, None, ("text",), ())
    return [*(edge for edge in edges if edge != at), replace(at, to=name, guard=None), after]


def insert(scenario: Scenario, draw: Draw) -> tuple[Scenario, int]:
    free = [edge for edge in scenario.edges if edge.guard is None]
    if not free:
        return scenario, 0
    edge = draw.pick("edge", free)
    texts = draw.texts()
    name = f"P{900 + draw.fresh}"
    step = a_step(name, draw.pick("action", ["record", "other", "approve"]))
    step = replace(step, texts=texts, key=f"new-{name}")
    at = next(n for n, each in enumerate(scenario.steps) if each.id == edge.from_) + 1
    steps = [*scenario.steps[:at], step, *scenario.steps[at:]]
    return with_steps(scenario, steps, put(list(scenario.edges), edge, name), scenario.ends), 3


def remove(scenario: Scenario, draw: Draw) -> tuple[Scenario, int]:
    free = chained(scenario)
    if len(free) < 2:
        return scenario, 0
    n = draw.pick("step", free)
    steps = [*scenario.steps[:n], *scenario.steps[n + 1 :]]
    return with_steps(scenario, steps, bypass(scenario, scenario.steps[n]), scenario.ends), 3


def move(scenario: Scenario, draw: Draw) -> tuple[Scenario, int]:
    free = chained(scenario)
    if not free:
        return scenario, 0
    n = draw.pick("step", free)
    step = scenario.steps[n]
    edges = bypass(scenario, step)
    plain = [edge for edge in edges if edge.guard is None]
    if not plain:
        return scenario, 0
    edge = draw.pick("edge", plain)
    steps = [each for each in scenario.steps if each != step]
    at = next(m for m, each in enumerate(steps) if each.id == edge.from_) + 1
    return with_steps(scenario, [*steps[:at], step, *steps[at:]], put(edges, edge, step.id), scenario.ends), 2


def change_field(scenario: Scenario, draw: Draw) -> tuple[Scenario, int]:
    n = draw.data.draw(st.integers(0, len(scenario.steps) - 1), "step")
    step = scenario.steps[n]
    edits: dict[str, Callable[[], Step]] = {
        "performer": lambda: replace(step, performer=draw.pick("performer", ["provider", "head", "employee"])),
        "systems": lambda: replace(step, systems=(*step.systems, "notary")) if "notary" not in step.systems else step,
        "checks": lambda: replace(step, checks=(*step.checks, f"check{draw.fresh}")),
        "deadline": lambda: replace(step, deadlines=(a_deadline(draw.data.draw(st.integers(1, 60)), "minute"),)),
        "also": lambda: replace(step, also=(*step.also, "record")) if "record" not in step.also else step,
        "decided_by": lambda: replace(step, decided_by="notary"),
        "result": lambda: replace(step, result=draw.texts()),
        "only_if": lambda: replace(step, only_if=draw.texts()),
        "words": lambda: replace(step, texts=reworded(step.texts)),
    }
    made = edits[draw.pick("field", sorted(edits))]()
    lost = len(step.deadlines) + 1 if made.deadlines != step.deadlines else 1
    return replace(scenario, steps=(*scenario.steps[:n], made, *scenario.steps[n + 1 :])), lost


def reworded(texts: Texts) -> Texts:
    return Texts(**{language: f"{texts.get(language)} иначе" for language in texts.languages()})


def redirect(scenario: Scenario, draw: Draw) -> tuple[Scenario, int]:
    n = draw.data.draw(st.integers(0, len(scenario.edges) - 1), "edge") if scenario.edges else None
    if n is None:
        return scenario, 0
    edge = scenario.edges[n]
    goal = draw.pick("goal", [step.id for step in scenario.steps])
    if any((other.from_, other.to, other.when) == (edge.from_, goal, edge.when) for other in scenario.edges):
        return scenario, 0
    edges = [*scenario.edges[:n], replace(edge, to=goal), *scenario.edges[n + 1 :]]
    return with_steps(scenario, list(scenario.steps), edges, scenario.ends), 1


def renumber(scenario: Scenario, draw: Draw) -> tuple[Scenario, int]:
    names = {step.id: f"{step.id[0]}{100 + n}" for n, step in enumerate(scenario.steps)}
    steps = [replace(step, id=names[step.id], number=100 + n, item=str(n)) for n, step in enumerate(scenario.steps)]
    edges = [replace(edge, from_=names[edge.from_], to=names[edge.to]) for edge in scenario.edges]
    ends = {
        names[step]: tuple(replace(end, given={names[key]: value for key, value in end.given.items()}) for end in found)
        for step, found in scenario.ends.items()
    }
    return with_steps(scenario, steps, edges, ends), 0


def split(scenario: Scenario, draw: Draw) -> tuple[Scenario, int]:
    """A step whose words are shared out between it and a new one behind it: put in, and reworded."""
    long = [n for n in chained(scenario) if all(len(text.split()) > 5 for text in said_in(scenario.steps[n]))]
    if not long:
        return scenario, 0
    n = draw.pick("step", long)
    step = scenario.steps[n]
    draw.fresh += 1
    halves: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for language in step.texts.languages():
        words = (step.texts.get(language) or "").split()
        halves[0][language], halves[1][language] = " ".join(words[:3]), " ".join(words[3:])
    name = f"P{900 + draw.fresh}"
    first = replace(step, texts=Texts(**halves[0]))
    second = replace(a_step(name, "other"), texts=Texts(**halves[1]), key=f"new-{name}")
    out = next(edge for edge in scenario.edges if edge.from_ == step.id)
    steps = [*scenario.steps[:n], first, second, *scenario.steps[n + 1 :]]
    return with_steps(scenario, steps, put(list(scenario.edges), out, name), scenario.ends), 4


def said_in(step: Step) -> list[str]:
    return [step.texts.get(language) or "" for language in step.texts.languages()]


def swap(scenario: Scenario, draw: Draw) -> tuple[Scenario, int]:
    checks = [step.id for step in scenario.steps if step.kind == "condition"]
    if not checks:
        return scenario, 0
    check = draw.pick("check", checks)
    turn = {"failed": "passed", "passed": "failed", None: None}
    edges = [replace(edge, when=turn[edge.when]) if edge.from_ == check else edge for edge in scenario.edges]
    return with_steps(scenario, list(scenario.steps), edges, scenario.ends), 2


def end_otherwise(scenario: Scenario, draw: Draw) -> tuple[Scenario, int]:
    if not scenario.ends:
        return scenario, 0
    step = draw.pick("step", sorted(scenario.ends))
    ends = {**scenario.ends, step: (End(draw.pick("outcome", ["other", "no_data"]), {}),)}
    return replace(scenario, ends=ends), max(len(scenario.ends[step]), 1)


def service_edit(service: Service, draw: Draw) -> tuple[Service, int]:
    """One fact of the service itself."""
    unit = ServiceUnit(("head",), draw.texts(), "3", None, {})
    term = Term(draw.texts(), Texts(), draw.texts(), "2", "1", 0, {})
    result = Result("issued", draw.texts(), "paper")
    edits: dict[str, dict[str, object]] = {
        "title": {"titles": draw.texts()},
        "provider": {"providers": draw.texts()},
        "form": {"forms": (*service.forms, "paper") if "paper" not in service.forms else service.forms},
        "unit": {"units": (unit, *service.units)},
        "no unit": {"units": service.units[1:]},
        "term": {"terms": (*service.terms, term)},
        "no term": {"terms": service.terms[:-1]},
        "result": {"results": (result, *service.results)},
        "survey": {"survey": Survey(draw.data.draw(st.integers(1, 9)), 3)},
    }
    return replace(service, **edits[draw.pick("fact", sorted(edits))]), 1


EDITS = (split, swap, end_otherwise, insert, remove, move, change_field, redirect, renumber)
SLOW = settings(
    deadline=None, max_examples=int(os.environ.get("REGLAMENT_EXAMPLES", "60")), suppress_health_check=list(HealthCheck)
)


def edited(spec: Spec, data: st.DataObject) -> tuple[Spec, int]:
    """`spec` after a few random edits, and what they may cost."""
    draw, total = Draw(data, languages_of(spec)), 0
    for _ in range(data.draw(st.integers(1, 4), "edits")):
        at = data.draw(st.integers(0, len(spec.services) - 1), "service")
        service = spec.services[at]
        if not service.scenarios:
            continue
        if data.draw(st.integers(0, 4), "of the service") == 0:
            fresh, price = service_edit(service, draw)
            total += price
            spec = replace(spec, services=(*spec.services[:at], fresh, *spec.services[at + 1 :]))
            continue
        n = data.draw(st.integers(0, len(service.scenarios) - 1), "scenario")
        edit = data.draw(st.sampled_from(EDITS), "edit")
        made, price = edit(service.scenarios[n], draw)
        total += price
        scenarios = (*service.scenarios[:n], made, *service.scenarios[n + 1 :])
        services = (*spec.services[:at], replace(service, scenarios=scenarios), *spec.services[at + 1 :])
        spec = replace(spec, services=services)
    return spec, total


@pytest.mark.parametrize("spec", specs(), ids=lambda spec: spec.act.id)
def test_a_spec_against_itself_gives_nothing(spec: Spec) -> None:
    assert diff(spec, spec) == ()
    assert diff(spec, decode_again(spec)) == ()


def decode_again(spec: Spec) -> Spec:
    from spec.codec import encode

    return decode(encode(spec))


@SLOW
@given(st.data())
def test_old_and_the_changes_give_new(data: st.DataObject) -> None:
    old = specs_once()[data.draw(st.integers(0, len(specs_once()) - 1), "spec")]
    new, price = edited(old, data)
    changes = diff(old, new)
    languages = shared_languages(old, new)
    assert substance(apply(old, changes), languages) == substance(new, languages)
    note(str([(one.code, one.side.path) for one in changes]))
    assert cost(changes) <= price
    assert (changes == ()) == (substance(old, languages) == substance(new, languages))


@SLOW
@given(st.data())
def test_a_comparison_is_the_same_from_both_sides(data: st.DataObject) -> None:
    old = specs_once()[data.draw(st.integers(0, len(specs_once()) - 1), "spec")]
    new, _ = edited(old, data)
    there = sorted(repr(mirror(one)) for one in diff(old, new))
    back = sorted(repr(replace(one, edits=())) for one in diff(new, old))
    assert there == back


ONCE: list[Spec] = []


def specs_once() -> list[Spec]:
    """`specs()`, read one time."""
    if not ONCE:
        ONCE.extend(specs())
    return ONCE
