"""Specs for tests of generators: a small one made by hand, and hypothesis strategies for scenarios of every shape."""

from hypothesis import strategies as st

from spec.model import FORMAT, Act, Deadline, Edge, End, Repeal, Scenario, Service, Spec, Step, Texts

PERFORMERS = ("consumer", "employee", "portal", "e_licensing", "registry", "provider", "head", "specialist", None)
ACTIONS = (
    "log_in",
    "verify_login",
    "pay",
    "verify_certificate",
    "refuse_request",
    "register_request",
    "examine",
    "other",
)
LETTERS = st.sampled_from("абвгәіңғүұқөһ ЖЩшщъ-«»№ABCxyz0123456789,.;\"'\\<>&%{}|[]()\n\t\u202e\u00a0\u0000")
LABELS = st.text(LETTERS, max_size=60) | st.sampled_from(
    ["регистрационного свидетельства", "ж" * 70, "]]>", '"];evil[', "<script>alert(1)</script>", "%% end", "\\N\\G\\l"]
)


def step(
    key: str,
    number: int,
    *,
    kind: str = "process",
    performer: str | None = "consumer",
    action: str = "log_in",
    text: str = "…",
    systems: tuple[str, ...] = (),
    deadlines: tuple[Deadline, ...] = (),
    also: tuple[str, ...] = (),
) -> Step:
    """A step with its sentence in both languages."""
    prefix = {"process": "P", "condition": "C", "action": "A", "registration": "R"}[kind]
    return Step(
        key=key, id=f"{prefix}{number}", kind=kind, number=number, clause=Texts(kk="6", ru="6"), item=str(number),
        performer=performer, performer_by="convention", action=action, also=also, head=Texts(kk=text, ru=text),
        systems=systems, needs=None, decided_by=None, checks=(), only_if=None, texts=Texts(kk=text, ru=text),
        outcomes=(), deadlines=deadlines, result=None, source={},
    )  # fmt: skip


def edge(source: str, target: str, when: str | None = None, guard: str | None = None) -> Edge:
    """An edge, with a guard in Russian where one is given."""
    return Edge(source, target, when, Texts(ru=guard) if guard else None, ("text",), ())


def wrapped(scenario: Scenario, title: str = "Қызмет / Услуга") -> tuple[Spec, Service]:
    """A spec with one service with one scenario."""
    service = Service(
        "service-1", Texts(kk=title, ru=title), Texts(kk="…", ru="…"), "partial", ("electronic",), ("portal",), (), (),
        None, (), (), (scenario,), None,
    )  # fmt: skip
    act = Act(
        "act-1", None, "order", Texts(kk=title, ru=title), Texts(), "2020-02-29", "1", None, Repeal(None, None, Texts()),
        (), (),
    )  # fmt: skip
    return Spec(FORMAT, (), act, (service,), ()), service


def small() -> tuple[Spec, Service]:
    """Log in, a check, a refusal, the result: one condition with two ways out."""
    steps = (
        step("log_in", 1),
        step("verify_login", 1, kind="condition", performer="portal", action="verify_login", systems=("gateway",)),
        step("refuse_login", 2, performer="portal", action="refuse_login"),
        step(
            "deliver_result",
            3,
            action="deliver_result",
            deadlines=(Deadline(None, 2, "day", "working", None, "text", ()),),
        ),
    )
    edges = (edge("P1", "C1"), edge("C1", "P2", "failed"), edge("C1", "P3", "passed"))
    ends = {"P2": (End("refused", {}),), "P3": (End("issued", {}),)}
    return wrapped(Scenario("portal", "portal", Texts(kk="6", ru="6"), steps, edges, ends, None))


@st.composite
def scenarios(draw: st.DrawFn, most: int = 40, back: bool = True) -> Scenario:
    """Scenarios of up to `most` steps: any performers, branches, joins, skips, loops where `back`, and long labels."""
    count = draw(st.integers(1, most))
    lanes = draw(st.lists(st.sampled_from(PERFORMERS), min_size=1, max_size=8, unique=True))
    steps = tuple(
        step(
            f"step_{n}",
            n + 1,
            kind=draw(st.sampled_from(["process", "process", "condition"])),
            performer=draw(st.sampled_from(lanes)),
            action=draw(st.sampled_from(ACTIONS)),
            text=draw(LABELS),
            systems=tuple(draw(st.lists(st.sampled_from(["portal", "gateway", "notary"]), max_size=3, unique=True))),
            also=("sign_request",) if draw(st.booleans()) else (),
            deadlines=(Deadline(10, 15, "second", None, None, "text", ()),) if draw(st.booleans()) else (),
        )
        for n in range(count)
    )
    edges: dict[tuple[str, str], Edge] = {}
    for n, one in enumerate(steps):
        goals = {n + 1} if n + 1 < count and draw(st.booleans()) else set()
        far = st.integers(0 if back else n + 1, count - 1)
        if n + 1 < count:
            goals |= set(draw(st.lists(far, max_size=2)))
        for m, goal in enumerate(sorted(goals - {n})):
            when = ("failed", "passed")[m] if one.kind == "condition" and m < 2 else None
            guard = draw(LABELS) if draw(st.integers(0, 9)) == 0 else None
            edges[one.id, steps[goal].id] = edge(one.id, steps[goal].id, when, guard or None)
    ends = {
        one.id: (End(draw(st.sampled_from(["issued", "refused", "no_data", "other"])), {}),)
        for one in steps
        if not any(source == one.id for source, _ in edges)
    }
    return Scenario("portal", "portal", Texts(kk="6", ru="6"), steps, tuple(edges.values()), ends, None)
