"""The files of target "diagram": well-formed, the same everywhere, and no text of an act breaks out of them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from lxml import etree
from msgspec.structs import replace

from generators.diagram import generate
from generators.drawing import NotDrawn, bundled, dot, draw
from generators.sheet import diagram, texts
from spec.codec import encode
from spec.model import Diagram, Scenario, Span, Texts
from spec.words.vocabulary import name
from tests.generators.drawn import edge, scenarios, small, step, wrapped

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '"];x[label="<b>&amp;</b>\\"] <script>alert(1)</script> ]]> \\N\\G\\l %% end {}|<a href="javascript:1">'


def shown(svg: bytes) -> list[str]:
    """The lines of text in an SVG."""
    root = etree.fromstring(svg, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    return [element.text or "" for element in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_files_of_a_scenario(language: str) -> None:
    spec, service = small()
    made = generate(spec, service, language)
    assert sorted(made) == ["diagrams/portal.dot", "diagrams/portal.png", "diagrams/portal.svg"]
    assert made["diagrams/portal.png"].startswith(b"\x89PNG")
    lines = " ".join(shown(made["diagrams/portal.svg"]))
    for outcome in ("issued", "refused"):
        assert name("outcome", outcome, language) in lines
    assert b"<!--" not in made["diagrams/portal.svg"]
    assert b"graphviz" not in made["diagrams/portal.svg"].lower()


def test_kazakh_and_russian_labels() -> None:
    spec, service = small()
    kazakh = " ".join(shown(generate(spec, service, "kk", png=False)["diagrams/portal.svg"]))
    russian = " ".join(shown(generate(spec, service, "ru", png=False)["diagrams/portal.svg"]))
    assert "3-үдеріс" in kazakh
    assert "2\u00a0жұмыс күні" in kazakh
    assert "Шартты белгілер:" in kazakh
    assert "процесс 3" in russian
    assert "2\u00a0рабочих дней" in russian
    assert "Условные обозначения:" in russian


@pytest.mark.parametrize(
    ("language", "caption", "title"),
    [
        ("kk", "Портал арқылы\n\nіс-қимылдың № 2 диаграммасы", "Портал арқылы іс-қимылдың № 2 диаграммасы"),
        ("ru", "Диаграмма № 2 действий <через> ПЭП", "Диаграмма № 2 действий <через> ПЭП"),
        ("ru", None, "Диаграмма № 2 функционального взаимодействия"),
        ("en", "№ 2", "Diagram No 2 of functional interaction"),
    ],
)
def test_the_acts_own_caption(language: str, caption: str | None, title: str) -> None:
    spec, service = small()
    spoken = "kk" if language == "kk" else "ru"
    own = {spoken: Diagram("2", caption, Span("s1", 0, 9, 1))}
    service = replace(service, scenarios=(replace(service.scenarios[0], diagram=own),))
    lines = shown(generate(spec, service, language, png=False)["diagrams/portal.svg"])
    assert any(line.startswith(title) for line in lines)


def test_conditions_are_diamonds_and_ends_are_coloured() -> None:
    spec, service = small()
    source = generate(spec, service, "ru", png=False)["diagrams/portal.dot"].decode()
    assert source.count("shape=diamond") == 2  # the condition and the legend
    assert "class=refused" in source
    assert "class=issued" in source


@pytest.mark.parametrize(("language", "words"), [("kk", "көрсетілмеген"), ("ru", "не указано")])
def test_an_answer_that_the_act_leaves_out_is_shown(language: str, words: str) -> None:
    steps = (step("check", 1, kind="condition"), step("hand_over", 2))
    scenario = Scenario("portal", "portal", Texts(ru="7"), steps, (edge("C1", "P2", "passed"),), {}, None)
    spec, service = wrapped(scenario)
    assert words in " ".join(shown(generate(spec, service, language, png=False)["diagrams/portal.svg"]))


def test_texts_at_an_edge_keep_to_it_in_any_font() -> None:
    spec, service = small()
    svg = etree.fromstring(generate(spec, service, "kk", png=False)["diagrams/portal.svg"])
    anchors = {element.text: element.get("text-anchor") for element in svg.iter(f"{SVG}text")}
    assert anchors["1-үдеріс"] == anchors["жоқ"] == anchors["Шартты белгілер:"] == "start"
    assert anchors["6-тармақ, 1)"] == "end"
    assert anchors["Жүйеге кіру"] == "middle"


@pytest.mark.parametrize("length", [60, 100, 118])
def test_no_text_makes_the_paper_wider(length: int) -> None:
    spec, service = small()
    scenario = service.scenarios[0]
    first = replace(scenario.steps[0], only_if=Texts(kk="ә" * 9 + " " + "с" * length))
    service = replace(service, scenarios=(replace(scenario, steps=(first, *scenario.steps[1:])),))
    svg = etree.fromstring(generate(spec, service, "kk", png=False)["diagrams/portal.svg"])
    assert svg.get("width") == "595pt"
    assert svg.get("viewBox").split()[2] == "595.00"


def hostile() -> Scenario:
    steps = (step("a", 1, action="other", text=HOSTILE), step('b"]', 2, action="other", text="<b>" + HOSTILE))
    return Scenario("portal", "portal", Texts(kk="6", ru=HOSTILE), steps, (edge("P1", "P2", None, HOSTILE),), {}, None)


def test_no_text_breaks_out() -> None:
    spec, service = wrapped(hostile(), HOSTILE)
    made = generate(spec, service, "ru", png=False)
    svg = made["diagrams/portal.svg"]
    root = etree.fromstring(svg)
    assert {etree.QName(element).localname for element in root.iter()} <= {
        "svg", "g", "title", "polygon", "path", "text", "a", "ellipse", "polyline",
    }  # fmt: skip
    assert not [value for element in root.iter() for key, value in element.items() if "href" in key]
    found = diagram(spec.act, service, service.scenarios[0], "ru")
    assert shown(svg) == [mark.text for mark in texts(found)] or sorted(shown(svg)) == sorted(
        [*(mark.text for mark in texts(found)), *["Аа"] * svg.count("Аа".encode())]
    )


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.generate,))
@given(scenarios(12))
def test_every_line_of_text_arrives(scenario: Scenario) -> None:
    spec, service = wrapped(scenario)
    found = diagram(spec.act, service, scenario, "ru")
    svg = draw(dot(found, scenario, "t", "ru"), "svg")
    wanted = [mark.text for mark in texts(found)] + ["Аа"] * sum(s.kind in ("deadline", "system") for s in found.legend)
    assert sorted(text.replace("\u00a0", " ") for text in shown(svg)) == sorted(
        t.replace("\u00a0", " ") for t in wanted
    )


def test_same_bytes_elsewhere(tmp_path: Path) -> None:
    spec, service = small()
    (tmp_path / "spec.json").write_bytes(encode(spec))
    program = (
        "import hashlib; from pathlib import Path;"
        "from spec.codec import decode; from generators.diagram import generate;"
        "spec = decode(Path('spec.json').read_bytes());"
        "made = generate(spec, spec.services[0], 'kk');"
        "print({path: hashlib.sha256(made[path]).hexdigest() for path in made})"
    )
    root = str(Path(__file__).parents[2])
    seen = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": root, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale},
            check=True,
            capture_output=True,
        ).stdout
        for seed, zone, locale in (("1", "Asia/Almaty", "C"), ("2", "UTC", "C.UTF-8"))
    }
    assert len(seen) == 1


def test_a_dot_of_ones_own() -> None:
    spec, service = small()
    own = generate(spec, service, "ru", png=False, program=bundled())
    assert own == generate(spec, service, "ru", png=False)
    with pytest.raises(NotDrawn):
        generate(spec, service, "ru", png=False, program="/nowhere/dot")
