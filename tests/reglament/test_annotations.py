"""Findings as SARIF and as GitHub annotations: every place, no break-out."""

import json
from typing import Any

import pytest
from msgspec import structs

from reglament.annotations import github, sarif
from reglament.inputs import ReadAct
from spec.model import Elsewhere, Finding, Where
from spec.words import LANGUAGES

BOTH = Finding(
    "RG203",
    "error",
    {"number": "12"},
    Where("service-1", "portal", "C1", "ru", "s1", 4, 9, 4, clause="6"),
    (Elsewhere("service-1", "portal", "C1", "kk", "s2", 4, 9, 7, clause="6"),),
)


def with_findings(act: ReadAct, *findings: Finding) -> ReadAct:
    return structs.replace(act, spec=structs.replace(act.spec, findings=findings))


def results(act: ReadAct, language: str = "en") -> list[dict[str, Any]]:
    (run,) = json.loads(sarif([act], language))["runs"]
    found: list[dict[str, Any]] = run["results"]
    for result in found:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    return found


def lines(locations: list[dict[str, Any]]) -> list[tuple[str, int]]:
    physical = [place["physicalLocation"] for place in locations]
    return [(place["artifactLocation"]["uri"], place["region"]["startLine"]) for place in physical]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sarif_has_the_other_text_as_a_related_location(act: ReadAct, language: str) -> None:
    (result,) = results(with_findings(act, BOTH), language)
    assert (result["ruleId"], result["level"]) == ("RG203", "error")
    assert lines(result["locations"]) == [("ru.txt", 4)]
    assert lines(result["relatedLocations"]) == [("kk.txt", 7)]
    assert "12" in result["message"]["text"]


def test_a_finding_without_a_place_has_no_line(act: ReadAct) -> None:
    alone = Finding("RG200", "warning", {"date": "2015-01-02", "number": "3"}, Where())
    (result,) = results(with_findings(act, alone))
    assert "relatedLocations" not in result
    assert "physicalLocation" not in result["locations"][0]


def test_a_fingerprint_outlives_lines_and_tells_findings_apart(act: ReadAct) -> None:
    moved = structs.replace(BOTH, where=structs.replace(BOTH.where, line=90, start=900, end=905))
    other = structs.replace(BOTH, arguments={"number": "13"})
    prints = [
        one["partialFingerprints"]["reglament/v1"]
        for each in (BOTH, moved, other)
        for one in results(with_findings(act, each))
    ]
    assert prints[0] == prints[1] != prints[2]


def test_github_names_both_places_and_cannot_be_broken_out_of(act: ReadAct) -> None:
    hostile = structs.replace(BOTH, arguments={"number": "1\n::error::x%0A"})
    text = github([with_findings(act, hostile)], "ru").decode()
    assert text.count("\n") == 1
    assert text.startswith("::error file=ru.txt,line=4,title=RG203 ")
    assert "kk.txt:7" in text
    assert "1%0A::error::x%250A" in text
