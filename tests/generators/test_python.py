"""The generated package: it does what the spec says, stands alone, and no text breaks out of it."""

import ast
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generators import fixtures, python
from generators.flow import flow, paths
from generators.header import VERSION
from generators.source import comment, docstring, literal, name
from generators.structure import structure
from spec import graph
from spec.model import End, SourceFile, StepOutcome, Texts, texts
from spec.words import words
from tests.building import a_deadline, a_scenario, a_service, a_spec, a_step
from tests.generators.invented import HOSTILE, PACKAGE, hostile, imported, scenarios, specs, write

ROOT = Path(__file__).parents[2]
LAYOUT = ["--isolated", "--line-length", "100", "--target-version", "py311"]
KEEN = ["E", "F", "W", "I", "B", "UP", "SIM", "C4", "RET", "N", "A"]
FAST = [Phase.explicit, Phase.reuse, Phase.generate]
"""No shrinking: an example takes half a second, and a small one is soon found anyway."""


def generated(spec, language="ru"):
    return python.generate(spec, spec.services[0], language) | fixtures.generate(spec, spec.services[0], language)


def internal(**facts):
    """Documents are registered, examined (granted or refused), and what comes out is handed over."""
    outcomes = (StepOutcome("issue", Texts(), (0,)), StepOutcome("refusal", Texts(), (1,)))
    due = (a_deadline(9, "day", "working", for_="issue"), a_deadline(4, "day", "calendar", for_="refusal"))
    steps = [
        a_step("A1", "register_incoming", performer="chancellery", language="kk", text="кеңсе тіркейді"),
        a_step("A2", "examine", performer="specialist", outcomes=outcomes, deadlines=due),
        a_step("A3", "hand_over", performer="chancellery"),
    ]
    ends = {"A3": (End("issued", {}), End("refused", {"A2": "refusal"}))}
    return a_scenario(steps, [("A1", "A2", None), ("A2", "A3", None)], {}, ends=ends, **facts)


def portal(**facts):
    """Registration for those who lack it, a check with a refusal of two steps, a check that lost its refusal."""
    steps = [
        a_step("R", "register_on_portal", only_if=texts("ru", "для незарегистрированных")),
        a_step("C1", "verify_login", performer="portal", checks=("expired",)),
        a_step("P1", "refuse_login", performer="portal"),
        a_step("P2", "forward_request", performer="portal"),
        a_step("C2", "verify_payment", performer="e_licensing"),
        a_step("P3", "deliver_result", deadlines=(a_deadline(2, "hour"),)),
    ]
    edges = [
        ("R", "C1", None),
        ("C1", "P1", "failed"),
        ("P1", "P2", None),
        ("C1", "C2", "passed"),
        ("C2", "P3", "passed"),
    ]
    return a_scenario(steps, edges, {"P2": "refused", "P3": "issued"}, **facts)


def run(spec, scenario, tmp_path, answers=None, needs=()):
    """The keys of the steps taken, and the ending, of a scenario run by its generated code."""
    write(generated(spec), tmp_path)
    with imported(tmp_path, PACKAGE) as take:
        simulation = take("simulation").Simulation(answers or {})
        case = take("case").Case("a/case", needs=frozenset(needs))
        ending = take(scenario).run(case, simulation, simulation.actors)
    return [step.key for step, _ in simulation.trace], ending


def test_the_refusal_of_two_steps(tmp_path):
    done, ending = run(a_spec(a_service(portal())), "portal", tmp_path, {"verify_login": False})
    assert done == ["verify_login", "refuse_login", "forward_request"]
    assert (ending.outcome, ending.step.label, ending.step.clause) == ("refused", "P2", "6")
    assert ending.reason == "Отказ в авторизации"


def test_the_main_line_goes_on_and_refusals_leave_it():
    """The refusal stands under the check, also where it has more steps than what follows a check that passes."""
    steps = [
        a_step("C1", "verify_eligibility", performer="provider"),
        a_step("P1", "refuse_request"),
        a_step("P2", "record"),
    ]
    steps.append(a_step("P3", "deliver_result"))
    edges = [("C1", "P1", "failed"), ("P1", "P2", None), ("C1", "P3", "passed")]
    spec = a_spec(a_service(a_scenario(steps, edges, {"P2": "refused", "P3": "issued"})))
    code = generated(spec)[f"workflow/{PACKAGE}/portal.py"].decode()
    assert "if not engine.wait_for_person(steps.VERIFY_ELIGIBILITY" in code
    assert '        return Ending("refused", steps.RECORD, "Отказ в запрашиваемой услуге")' in code
    assert '\n    return Ending("issued", steps.DELIVER_RESULT, "Услуга оказана")\n' in code


def test_an_act_of_several_services_makes_a_package_for_each():
    service = a_service(portal())
    spec = a_spec(service, replace(service, id="service-2"))
    first, second = (python.package_name(spec, each) for each in spec.services)
    assert (first, second) == (f"{PACKAGE}_service_1", f"{PACKAGE}_service_2")


def test_registration_is_for_those_who_need_it(tmp_path):
    done, ending = run(a_spec(a_service(portal())), "portal", tmp_path, needs=["register_on_portal"])
    assert done == ["register_on_portal", "verify_login", "verify_payment", "deliver_result"]
    assert ending.outcome == "issued"


def test_a_check_without_a_refusal_ends_the_case_and_says_so(tmp_path):
    done, ending = run(a_spec(a_service(portal())), "portal", tmp_path, {"verify_payment": False})
    assert done[-1] == "verify_payment"
    assert ending.outcome == "other"
    assert "нет продолжения" in ending.reason


def test_an_earlier_outcome_decides_the_end(tmp_path):
    spec = a_spec(a_service(internal(id="internal", channel="internal")))
    assert run(spec, "internal", tmp_path)[1].outcome == "issued"
    done, ending = run(spec, "internal", tmp_path, {"examine": "refusal"})
    assert (done[-1], ending.outcome) == ("hand_over", "refused")


def turned_away(language="ru", **facts):
    """Papers are checked and may be refused; then examined, signed (a refusal ends there) and handed over."""
    guard = {"ru": "при неполноте документов", "kk": "құжаттар толық болмаған жағдайда"}[language]
    accepted = (StepOutcome("acceptance", Texts(), ()), StepOutcome("refusal", texts(language, guard), ()))
    granted = (StepOutcome("issue", Texts(), ()), StepOutcome("refusal", Texts(), ()))
    steps = [
        a_step("A1", "check", performer="chancellery", outcomes=accepted),
        a_step("A2", "examine", performer="specialist", outcomes=granted),
        a_step("A3", "sign_result", performer="head"),
        a_step("A4", "hand_over", performer="chancellery"),
    ]
    ends = {
        "A1": (End("refused", {"A1": "refusal"}),),
        "A3": (End("refused", {"A2": "refusal"}),),
        "A4": (End("issued", {}),),
    }
    edges = [("A1", "A2", None), ("A2", "A3", None), ("A3", "A4", None)]
    return a_scenario(steps, edges, {}, ends=ends, id="internal", channel="internal", **facts)


def test_a_refusal_to_accept_ends_the_case_at_its_step(tmp_path):
    spec = a_spec(a_service(turned_away()))
    done, ending = run(spec, "internal", tmp_path, {"check": "refusal"})
    assert (done, ending.outcome, ending.step.label) == (["check"], "refused", "A1")
    assert ending.reason == "Проверка: отказ; при неполноте документов"
    done, ending = run(spec, "internal", tmp_path)
    assert (done, ending.outcome) == (["check", "examine", "sign_result", "hand_over"], "issued")


def test_an_earlier_answer_ends_the_case_at_a_step_from_which_others_go_on(tmp_path):
    done, ending = run(a_spec(a_service(turned_away())), "internal", tmp_path, {"examine": "refusal"})
    assert (done, ending.outcome, ending.step.label) == (["check", "examine", "sign_result"], "refused", "A3")


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_such_ends_are_a_return_under_an_if(language):
    code = generated(a_spec(a_service(turned_away(language))), language)[f"workflow/{PACKAGE}/internal.py"].decode()
    assert '    if check_outcome == "refusal":\n        return Ending(' in code
    assert '    if examine_outcome == "refusal":\n        return Ending(' in code
    ways = {"kk": "acceptance (қабылдау) немесе refusal (бас тарту)", "ru": "acceptance (прием) или refusal (отказ)"}
    assert ways[language] in code
    reasons = {
        "kk": "Тексеру: бас тарту; құжаттар толық болмаған жағдайда",
        "ru": "Проверка: отказ; при неполноте документов",
    }
    assert reasons[language] in code


def test_a_check_that_closes_the_case_itself(tmp_path):
    steps = [a_step("C1", "verify_login", performer="portal"), a_step("P1", "deliver_result")]
    ends = {"C1": (End("refused", {"C1": "failed"}),), "P1": (End("issued", {}),)}
    spec = a_spec(a_service(a_scenario(steps, [("C1", "P1", "passed")], {}, ends=ends)))
    done, ending = run(spec, "portal", tmp_path, {"verify_login": False})
    assert (done, ending.outcome, ending.reason) == (
        ["verify_login"],
        "refused",
        "Проверка логина и пароля: не пройдено",
    )
    assert run(spec, "portal", tmp_path)[1].outcome == "issued"


def test_a_loop_runs_until_it_is_left(tmp_path):
    steps = [a_step("P1", "pay"), a_step("C1", "verify_payment"), a_step("P2", "deliver_result")]
    edges = [("P1", "C1", None), ("C1", "P1", "failed"), ("C1", "P2", "passed")]
    spec = a_spec(a_service(a_scenario(steps, edges, {"P2": "issued"})))
    done, ending = run(spec, "portal", tmp_path, {"verify_payment": False, "verify_payment/2": True})
    assert done == ["pay", "verify_payment", "pay", "verify_payment", "deliver_result"]
    assert ending.outcome == "issued"


def test_an_unknown_action_becomes_an_operation_named_after_its_key(tmp_path):
    step = a_step("P1", "other", key="stamp_in_red", performer="notary_chamber", head=texts("kk", "мөр басу"))
    spec = a_spec(a_service(a_scenario([step], [], {"P1": "issued"})))
    files = generated(spec, "kk")
    operations = files[f"workflow/{PACKAGE}/operations.py"].decode()
    assert "class NotaryChamber(Protocol):" in operations
    assert "def stamp_in_red(self, case: Case, once: str) -> None:" in operations
    assert run(spec, "portal", tmp_path)[0] == ["stamp_in_red"]


def test_protocols_have_exactly_the_operations_that_are_used():
    spec = a_spec(a_service(portal(), internal(id="internal", channel="internal")))
    tree = ast.parse(generated(spec)[f"workflow/{PACKAGE}/operations.py"])
    found = {
        part.name: [item.name for item in part.body if isinstance(item, ast.FunctionDef)]
        for part in tree.body
        if isinstance(part, ast.ClassDef)
    }
    assert found == {
        "Consumer": ["register_on_portal", "deliver_result"],
        "Portal": ["verify_login", "refuse_login", "forward_request"],
        "ELicensing": ["verify_payment"],
        "Chancellery": ["register_incoming", "hand_over"],
        "Specialist": ["examine"],
        "Actors": [],
    }


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_sentence_and_its_place_stand_beside_the_call(language):
    spec = a_spec(a_service(internal()))
    code = generated(spec, language)[f"workflow/{PACKAGE}/portal.py"].decode()
    place = {"kk": "6-тармақ", "ru": "п. 6", "en": "clause 6"}[language]
    assert place in code
    assert "кеңсе тіркейді" in code
    assert "register_incoming" not in code.replace("chancellery.register_incoming", "").lower().replace(
        "steps.register_incoming", ""
    )


def test_deadlines_go_along_as_data(tmp_path):
    write(generated(a_spec(a_service(internal()))), tmp_path)
    with imported(tmp_path, PACKAGE) as take:
        due = take("portal_steps").EXAMINE.deadlines
    facts = [(d.maximum, d.minimum, d.unit, d.calendar, d.applies_to) for d in due]
    assert facts == [(9, None, "day", "working", "issue"), (4, None, "day", "calendar", "refusal")]


def test_clean_by_ruff_and_mypy_and_the_same_twice(tmp_path):
    service = a_service(portal(), internal(id="internal", channel="internal"))
    spec = a_spec(service, service, id="very-long-named-region-akimat-2013-03-04-a-11-464-and-more")
    for language in ("kk", "ru", "en"):
        files = generated(spec, language)
        assert files == generated(spec, language)
        assert all(b"\r" not in data and (not data or data.endswith(b"\n")) for data in files.values())
        write(files, tmp_path / language)
    ruff = [sys.executable, "-m", "ruff"]
    subprocess.run([*ruff, "format", "--check", "."], cwd=tmp_path, check=True)
    subprocess.run([*ruff, "check", "--isolated", "."], cwd=tmp_path, check=True)
    subprocess.run([*ruff, "check", *LAYOUT, "--select", ",".join(KEEN), "."], cwd=tmp_path, check=True)
    package = tmp_path / "ru" / "workflow" / python.package_name(spec, service)
    options = ["--strict", "--config-file=", "--cache-dir=.mypy_cache/generated"]
    subprocess.run([sys.executable, "-m", "mypy", *options, str(package)], check=True)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["internal", "--choose", "examine"], "ключ=исход"),
        (["internal", "--choose", "examine=xx"], "examine=xx (issue, refusal)"),
        (["internal", "--choose", "hand_over=issue"], "hand_over=issue (–)"),
        (["portal", "--choose", "verify_payment=passed"], "verify_payment=passed (–)"),
        (["internal", "--fail", "examine"], "не проверка: examine"),
        (["portal", "--fail", "forward_request"], "не проверка: forward_request"),
        (["portal", "--fail", "verify_login/x"], "Нет такого шага: verify_login/x"),
        (["portal", "--skip", "nothing"], "Нет такого шага: nothing"),
        (["portal", "--skip", "verify_login"], "verify_login (register_on_portal)"),
        (["internal", "--skip", "examine"], "examine (–)"),
    ],
)
def test_the_demo_refuses_what_no_step_can_answer(tmp_path, wrong, said):
    done = demo(tmp_path, *wrong)
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert not done.stdout


def test_the_demo_takes_what_a_step_can_answer(tmp_path):
    assert "refused" in demo(tmp_path, "internal", "--choose", "examine=refusal").stdout.decode()
    assert "refused" in demo(tmp_path, "portal", "--fail", "verify_login").stdout.decode()
    assert "register_on_portal" in demo(tmp_path, "portal").stdout.decode()
    assert "register_on_portal" not in demo(tmp_path, "portal", "--skip", "register_on_portal").stdout.decode()


def demo(folder, *arguments):
    write(generated(a_spec(a_service(portal(), internal(id="internal", channel="internal")))), folder)
    command = [sys.executable, "-m", PACKAGE, *arguments]
    return subprocess.run(command, cwd=folder / "workflow", capture_output=True, env={"PYTHONIOENCODING": "utf-8"})


def test_the_package_stands_alone(tmp_path):
    write(generated(a_spec(a_service(portal()))), tmp_path)
    command = [sys.executable, "-I", "-c", "import sys; sys.path = [p for p in sys.path if 'site-packages' not in p]"]
    command[-1] += f"; sys.path.insert(0, {str(tmp_path / 'workflow')!r}); import runpy"
    command[-1] += (
        f"; sys.argv = ['x', 'portal', '--fail', 'verify_login']; runpy.run_module({PACKAGE!r}, run_name='__main__')"
    )
    shown = subprocess.run(command, capture_output=True, check=True, env={"PYTHONIOENCODING": "utf-8"}).stdout.decode()
    assert "portal.refuse_login" in shown
    assert "refused" in shown


@given(hostile)
@example("a" * 93 + r"\xzz")
def test_literals_comments_and_docstrings_hold_any_text(text):
    assert ast.literal_eval(literal(text)) == text
    assert literal(text).isprintable()
    lines = ["\n".join(docstring([text, text])), *comment(text, 4), "value = 1"]
    tree = ast.parse("\n".join(lines))
    assert [type(part) for part in tree.body] == [ast.Expr, ast.Assign]
    assert not any(re.search(r"coding[:=]|fmt: o|type: i", line) and "- " not in line for line in comment(text, 0))


def test_names_are_identifiers():
    names = [name(text) for text in [*HOSTILE, "class", "5b", "P-5", "match", "Совет"]]
    assert all(found.isidentifier() and found.isascii() and len(found) <= 46 for found in names)
    assert name("class") != "class"
    assert name("log in", {"log_in"}) == "log_in_2"


@settings(max_examples=25, deadline=None, phases=FAST, suppress_health_check=[HealthCheck.too_slow])
@given(specs(), st.sampled_from(["kk", "ru", "en"]))
def test_any_scenario_compiles_and_takes_every_path(spec, language):
    takes_every_path(spec, language)


@settings(max_examples=15, deadline=None, phases=FAST, suppress_health_check=[HealthCheck.too_slow])
@given(specs(loops=True), st.just("ru"))
def test_so_do_scenarios_with_loops(spec, language):
    takes_every_path(spec, language)


def takes_every_path(spec, language):
    files = generated(spec, language)
    service = spec.services[0]
    for module, book in python.scenario_books(service, language).items():
        tree = ast.parse(files[f"workflow/{PACKAGE}/{module}.py"])
        found = [part.name for part in tree.body if isinstance(part, ast.FunctionDef)]
        shared = structure(book.flow).shared
        assert found == ["run", *(f"_from_{book.constants[id_].lower()}" for id_ in shared)]
        calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        assert all(re.fullmatch(r"engine\.\w+|case\.requires|Ending|_from_\w+", call) for call in calls)
    with tempfile.TemporaryDirectory() as folder:
        write(files, Path(folder))
        check = [sys.executable, "-m", "ruff", "format", "--check", "."]
        assert subprocess.run(check, cwd=folder, capture_output=True).returncode == 0
        with imported(Path(folder), PACKAGE) as take:
            for path, data in files.items():
                if path.startswith("tests/fixtures/") and "schema" not in path:
                    replay(json.loads(data), take)


def replay(fixture, take):
    for path in fixture["paths"]:
        simulation = take("simulation").Simulation(path["answers"])
        case = take("case").Case("case-1", needs=frozenset(path["needs"]))
        ending = take(fixture["module"]).run(case, simulation, simulation.actors)
        done = [(step.label, call.performer, call.operation, call.answer) for step, call in simulation.trace]
        names = ("label", "performer", "operation", "answer")
        assert done == [tuple(step[name] for name in names) for step in path["steps"]]
        assert (ending.outcome, ending.step.key) == (path["ending"]["outcome"], path["ending"]["step"])


@given(scenarios(sound=True))
def test_the_paths_of_a_sound_scenario_are_those_of_its_graph(scenario):
    found, complete = paths(flow(scenario), 10_000)
    assert complete
    expected = {(path.steps, path.outcome) for path in graph.paths(scenario)}
    assert {(tuple(visit.id for visit in way.visits), way.outcome) for way in found} == expected


def test_words_have_the_same_keys_and_the_version_is_the_distributions():
    def keys(value, prefix=""):
        return {
            k for n, v in value.items() for k in (keys(v, f"{prefix}{n}.") if isinstance(v, dict) else [prefix + n])
        }

    assert keys(words("code", "kk")) == keys(words("code", "ru")) == keys(words("code", "en"))
    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"] == VERSION


def test_a_scenario_without_steps_makes_no_module():
    spec = a_spec(a_service(portal(), a_scenario([], [], {}, id="psc")))
    assert f"workflow/{PACKAGE}/psc.py" not in generated(spec)
    empty = replace(spec.services[0], scenarios=())
    assert f"workflow/{PACKAGE}/__main__.py" not in python.generate(spec, empty, "ru")


@pytest.mark.parametrize(
    ("language", "act", "lines", "person"),
    [
        ("ru", "Акт: постановление акимат, 2020-01-02, № 3", "по файлу a.txt", "шаг делает человек"),
        ("kk", "Акт: акимат қаулысы, 2020-01-02, № 3", "a.txt файлы бойынша", "қадамды адам жасайды"),
        ("en", "Act: resolution of акимат, 2020-01-02, № 3", "those of a.txt", "a person does the step"),
    ],
)
def test_a_reader_who_knows_only_the_act_is_told_how_to_read(language, act, lines, person):
    source = SourceFile("s1", "a.txt", "0", "text/plain", ("ru",))
    files = generated(replace(a_spec(a_service(portal())), sources=(source,)), language)
    package, module = (
        ast.get_docstring(ast.parse(files[f"workflow/{PACKAGE}/{one}.py"])) for one in ("__init__", "portal")
    )
    assert act in package
    assert lines in " ".join(package.split())
    assert module
    code = files[f"workflow/{PACKAGE}/portal.py"].decode()
    assert person in " ".join(code.split())
    titles = [
        line for line in "\n".join(map(bytes.decode, files.values())).splitlines() if re.match(r"\s+Applies_to", line)
    ]
    assert titles == []
