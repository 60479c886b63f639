"""Random scenarios and hostile texts for the tests of generated code, and a way to import what was generated."""

import importlib
import sys
from pathlib import Path

from hypothesis import strategies as st
from msgspec.structs import replace

from spec.model import End, StepOutcome, Texts, texts
from tests.building import a_deadline, a_scenario, a_service, a_spec, a_step

PACKAGE = "model_akimat_2020_01_02_3"
"""The package of a service of the act that `a_spec` makes."""

HOSTILE = [
    'end"""\nimport os',
    "'''",
    "back\\slash\\",
    "quote\" and ' quote",
    "{{ 7 * 7 }} {% raw %} {brace}",
    "fmt: off",
    "type: ignore[misc]",
    "# noqa: F401",
    "-*- coding: utf-7 -*-",
    "line\u2028separator\x0bform\x0c\x85\r\nfeed",
    "\u202eright to left\u202c",
    "\x00\x1b[31m",
    "漢字 ｗｉｄｅ",
    "def run(): pass",
    "e\u0301 combining",
    "",
    "a" * 300,
    "a" * 91 + r"\xzz" * 40,
]

hostile = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60))

ACTIONS = ["pay", "endorse", "other", "verify_login", "taught action!", "деректер"]
PERFORMERS = ["consumer", "portal", "head", None, "other", "case", "Совет 5!"]
DEADLINES = [(), (a_deadline(15),), (a_deadline(1.5, None), a_deadline(2, for_="issue"))]
CONDITIONS = [None, None, None, texts("kk", "тіркелмегендер")]


@st.composite
def scenarios(draw, *, sound=False, loops=False):
    """A scenario of up to nine steps. A sound one is a DAG in which each check is answered both ways and each path ends
    with a stated outcome; any other may lack answers, ends and ways, and depend on answers that are not given."""
    count = draw(st.integers(1, 9))
    kinds = [draw(st.sampled_from("PPCA")) for _ in range(count - 1)] + ["P"]
    ids = [f"{kind}{number}" for number, kind in enumerate(kinds, 1)]
    steps, edges, ends = [], [], {}
    for index, id_ in enumerate(ids):
        later = ids if loops else ids[index + 1 :]
        outcomes = ()
        turns = sound and id_[0] == "A" and bool(later) and draw(st.booleans())
        if turns:
            ends[id_] = End("refused", {id_: "refusal"})
        if turns or (not sound and id_[0] == "A" and draw(st.booleans())):
            outcomes = tuple(StepOutcome(name, Texts(), ()) for name in ("acceptance" if turns else "issue", "refusal"))
        action = draw(st.sampled_from(ACTIONS))
        facts = {
            "key": f"{action}-{index}" if sound else draw(hostile) + str(index),
            "text": draw(hostile),
            "head": texts("ru", draw(hostile)),
            "performer": draw(st.sampled_from(PERFORMERS)),
            "outcomes": outcomes,
            "only_if": None if sound else draw(st.sampled_from(CONDITIONS)),
            "deadlines": draw(st.sampled_from(DEADLINES)),
        }
        steps.append(a_step(id_, action, **facts))
        if not later:
            ends[id_] = "issued"
        elif id_[0] == "C":
            whens = ["failed", "passed"] if sound else draw(st.lists(st.sampled_from(["failed", "passed", None])))
            edges += [(id_, draw(st.sampled_from(later)), when) for when in whens]
        elif sound and not turns and draw(st.integers(0, 3)) == 0:
            ends[id_] = "refused"
        else:
            edges += [(id_, draw(st.sampled_from(later)), None) for _ in range(1 if sound else draw(st.integers(0, 2)))]
    if sound:
        stated = {id_: (end if isinstance(end, End) else End(end, {}),) for id_, end in ends.items()}
        return a_scenario(steps, edges, {}, ends=stated)
    stated = {id_: (End(outcome, {}),) for id_, outcome in ends.items() if draw(st.booleans())}
    for id_ in ids:
        if draw(st.integers(0, 3)) == 0:
            given = {draw(st.sampled_from(ids)): draw(st.sampled_from(["refusal", "failed", "passed", "nothing"]))}
            stated[id_] = (*stated.get(id_, ()), End("refused", given))
    return a_scenario(steps, edges, {}, ends=stated)


@st.composite
def specs(draw, **kind):
    """A spec of one service with up to two scenarios and hostile titles."""
    found = draw(st.lists(scenarios(**kind), min_size=1, max_size=2))
    named = [replace(scenario, id=id_) for scenario, id_ in zip(found, ("portal", "case"), strict=False)]
    return a_spec(a_service(*named, titles=texts("ru", draw(hostile))), number=draw(hostile))


def write(files: dict[str, bytes], folder: Path) -> None:
    """The files into `folder`."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


class imported:  # noqa: N801
    """`with imported(folder, package) as take`: modules of a generated package by name, forgotten afterwards."""

    def __init__(self, folder: Path, package: str) -> None:
        self.path, self.package = str(folder / "workflow"), package

    def __enter__(self):
        sys.path.insert(0, self.path)
        importlib.invalidate_caches()
        return lambda module: importlib.import_module(f"{self.package}.{module}")

    def __exit__(self, *_):
        sys.path.remove(self.path)
        for name in [name for name in sys.modules if name.partition(".")[0] == self.package]:
            del sys.modules[name]
