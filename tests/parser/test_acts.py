"""The five official acts, read whole: structure, spans, findings of the reader."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from spec.codec import decode, encode
from spec.model import Spec
from tests.seeds import NAMES, parsed
from tests.structure import structure

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", NAMES)
def test_structure_is_that_of_the_act(name):
    assert structure(parsed(name).spec) == (GOLDEN / f"{name}.txt").read_text("utf-8")


def test_ten_services_with_25_scenarios():
    services = [service for name in NAMES for service in parsed(name).spec.services]
    assert len(services) == 10
    assert sum(len(service.scenarios) for service in services) == 25


@pytest.mark.parametrize("name", NAMES)
def test_the_reader_understood_everything(name):
    assert [finding for finding in parsed(name).spec.findings if finding.code.startswith("RG0")] == []


def spans(value: Any):
    """Every {source, start, end} in a document, with what stands around it."""
    if isinstance(value, dict):
        if {"source", "start", "end"} <= value.keys() and value["start"] is not None:
            yield value
        for part in value.values():
            yield from spans(part)
    elif isinstance(value, list):
        for part in value:
            yield from spans(part)


def quoted(spec: Spec):
    """What the spec quotes, with the spans that it is quoted from."""
    for service in spec.services:
        for scenario in service.scenarios:
            for step in scenario.steps:
                for language, places in step.source.items():
                    yield step.texts.get(language), next(place for place in places if place.as_ == "states")


@pytest.mark.parametrize("name", NAMES)
def test_every_span_lies_in_its_text_and_every_quotation_is_the_text(name):
    act = parsed(name)
    for span in spans(msgspec.to_builtins(act.spec)):
        text = act.texts[span["source"]]
        assert 0 <= span["start"] < span["end"] <= len(text)
        assert text[span["start"] : span["end"]].strip()
    for text, place in quoted(act.spec):
        assert act.texts[place.source][place.start : place.end] == text


@pytest.mark.parametrize("name", NAMES)
def test_a_span_names_the_line_of_the_file(name):
    act = parsed(name)
    lines = dict(enumerate(act.texts["s1"].split("\n"), 1))
    for text, place in quoted(act.spec):
        assert lines[place.line].find(text.split("\n")[0]) >= 0


@pytest.mark.parametrize("name", NAMES)
def test_spec_survives_json(name):
    spec = parsed(name).spec
    assert encode(decode(encode(spec))) == encode(spec)
