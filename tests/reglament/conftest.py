"""A small act in two languages, and a parser that knows no other."""

import sys
from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result
from msgspec import UNSET, structs

from reglament.inputs import ReadAct
from spec.model import (
    FORMAT,
    Act,
    Deadline,
    Edge,
    End,
    Finding,
    Registration,
    Repeal,
    Scenario,
    Service,
    SourceFile,
    Span,
    Spec,
    Statement,
    Step,
    StepSpan,
    Texts,
    Where,
)

RUSSIAN = (
    "Об утверждении регламента «Выдача пропуска»\n"
    "6. Порядок действий через портал:\n"
    "1) процесс 1 – ввод потребителем пароля;\n"
    "2) условие 1 – проверка пароля порталом в течение 10 секунд;\n"
    "3) процесс 2 – сообщение об отказе;\n"
    "4) процесс 3 – получение пропуска.\n"
)
KAZAKH = (
    "«Рұқсатнама беру» регламентін бекіту туралы\n"
    "6. Портал арқылы іс-қимыл тәртібі:\n"
    "1) 1-үдеріс – тұтынушының құпиясөзді енгізуі;\n"
    "2) 1-шарт – порталда құпиясөзді 10 секунд ішінде тексеру;\n"
    "3) 2-үдеріс – бас тарту туралы хабарлама;\n"
    "4) 3-үдеріс – рұқсатнаманы алу.\n"
)
RG203: dict[str, str | int | float] = {"number": "12"}
SENTENCES = (
    ("ввод потребителем пароля", "тұтынушының құпиясөзді енгізуі"),
    ("проверка пароля порталом в течение 10 секунд", "порталда құпиясөзді 10 секунд ішінде тексеру"),
    ("сообщение об отказе", "бас тарту туралы хабарлама"),
    ("получение пропуска", "рұқсатнаманы алу"),
)


def span(source: str, text: str, words: str) -> StepSpan:
    """Where `words` stand in `text`."""
    start = text.index(words)
    return StepSpan(source, start, start + len(words), text.count("\n", 0, start) + 1)


def step(at: int, kind: str, number: int, performer: str, action: str, **more: Any) -> Step:
    russian, kazakh = SENTENCES[at]
    values: dict[str, Any] = {
        "key": action,
        "id": f"{'C' if kind == 'condition' else 'P'}{number}",
        "kind": kind,
        "number": number,
        "clause": Texts("6", "6"),
        "item": str(at + 1),
        "performer": performer,
        "performer_by": "sentence",
        "action": action,
        "also": (),
        "head": Texts(UNSET, russian.split()[0]),
        "systems": ("portal",) if performer == "portal" else (),
        "needs": None,
        "decided_by": None,
        "checks": (),
        "only_if": None,
        "texts": Texts(kazakh, russian),
        "outcomes": (),
        "deadlines": (),
        "result": None,
        "source": {"kk": (span("s2", KAZAKH, kazakh),), "ru": (span("s1", RUSSIAN, russian),)},
    }
    return Step(**(values | more))


def scenario(name: str) -> Scenario:
    place = span("s1", RUSSIAN, "в течение 10 секунд")
    stated = Statement("ru", "text", Span(place.source, place.start, place.end, place.line))
    limit = Deadline(None, 10.0, "second", None, None, "text", (stated,))
    steps = (
        step(0, "process", 1, "consumer", "log_in"),
        step(1, "condition", 1, "portal", "verify_login", deadlines=(limit,)),
        step(2, "process", 2, "portal", "refuse_login"),
        step(3, "process", 3, "consumer", "deliver_result"),
    )
    edges = (
        Edge("P1", "C1", None, None, ("text",), ()),
        Edge("C1", "P2", "failed", None, ("text",), ()),
        Edge("C1", "P3", "passed", None, ("text",), ()),
    )
    ends = {"P2": (End("refused", {}),), "P3": (End("issued", {}),)}
    return Scenario(name, "portal", Texts("6", "6"), steps, edges, ends, None)


def small_spec(name: str = "akimat-2014-05-06-12", *, titles: Texts | None = None) -> Spec:
    """One service with one scenario of four steps, in both languages, of a repealed act; one finding."""
    act = Act(
        id=name,
        edition=None,
        kind="resolution",
        titles=titles
        or Texts("«Рұқсатнама беру» регламентін бекіту туралы", "Об утверждении регламента «Выдача пропуска»"),
        issuers=Texts("Әкімдік", "Акимат"),
        date="2014-05-06",
        number="12",
        registration=Registration("2014-06-01", "77", Texts()),
        repeal=Repeal("2015-01-02", "3", Texts()),
        annexes=(),
        references=(),
    )
    service = Service(
        id="service-1",
        titles=Texts("Рұқсатнама беру", "Выдача пропуска"),
        providers=Texts("Әкімдік", "Акимат"),
        automation="full",
        forms=("electronic",),
        accepts_through=("portal",),
        variants=("issue",),
        results=(),
        standard=None,
        terms=(),
        units=(),
        scenarios=(scenario("portal"),),
        survey=None,
    )
    sources = (
        SourceFile("s1", "ru.txt", "0" * 64, "text/plain", ("ru",)),
        SourceFile("s2", "kk.txt", "1" * 64, "text/plain", ("kk",)),
    )
    place = span("s1", RUSSIAN, "пароля порталом")
    where = Where("service-1", "portal", "C1", "ru", "s1", place.start, place.end, place.line, "6", "2")
    return Spec(FORMAT, sources, act, (service,), (Finding("RG203", "error", RG203, where),))


@pytest.fixture
def act() -> ReadAct:
    """The small act with its texts."""
    return ReadAct(small_spec(), {"s1": RUSSIAN, "s2": KAZAKH})


@pytest.fixture
def parser(monkeypatch: pytest.MonkeyPatch, act: ReadAct) -> None:
    """A parser for which a file named `<act id>.txt` is an act if anything is in it, and `broken.txt` cannot be read."""

    def parse(files: Sequence[tuple[str, bytes]]) -> SimpleNamespace:
        acts = []
        unreadable = []
        for path, data in files:
            name = path.rsplit("/", 1)[-1].removesuffix(".txt")
            if name == "broken":
                unreadable.append(
                    SimpleNamespace(path=path, finding=Finding("RG002", "error", {"path": path}, Where()))
                )
                continue
            if not data:
                continue
            title = Texts(UNSET, data.decode())
            spec = small_spec(name, titles=title)
            first, *others = spec.sources
            spec = structs.replace(spec, sources=(structs.replace(first, path=path), *others))
            acts.append(SimpleNamespace(spec=spec, texts=act.texts))
        return SimpleNamespace(acts=tuple(acts), unreadable=tuple(unreadable))

    monkeypatch.setitem(sys.modules, "parser.parse", SimpleNamespace(parse=parse))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run a command line in English, its arguments given one by one."""
    from reglament.cli import main

    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def invoke(*arguments: object, **options: Any) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments], **options)

    return invoke
