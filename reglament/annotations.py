"""Findings for other programs: SARIF 2.1.0, with every place of a finding, and GitHub annotations."""

from collections.abc import Iterable
from hashlib import sha256
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from reglament.diffing.machine import SARIF_SCHEMA, annotation, as_json
from reglament.findings import message, place, places, sorted_by_severity
from reglament.inputs import ReadAct
from spec.codec import dump
from spec.model import Finding, Severity, Spec, Where
from spec.rules import rules
from spec.words import say

LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "note"}
ANNOTATIONS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}


def sarif(acts: Iterable[ReadAct], language: str) -> bytes:
    """A result for each finding; the second text of an act, and what a place is at odds with, are related locations."""
    found = [(act.spec, item) for act in acts for item in sorted_by_severity(act.spec.findings)]
    codes = sorted({item.code for _, item in found})
    run = {
        "tool": {
            "driver": {
                "name": "reglament",
                "version": version("reglament"),
                "rules": [_rule(code, language) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(item, spec, codes.index(item.code), language) for spec, item in found],
    }
    return as_json({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str, language: str) -> dict[str, Any]:
    rule = rules()[code]
    return {
        "id": code,
        "name": "".join(part.capitalize() for part in rule.slug.split("_")),
        "shortDescription": {"text": say("rules", f"{code}.title", language)},
        "fullDescription": {"text": say("rules", f"{code}.explain", language).strip()},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }


def _result(item: Finding, spec: Spec, index: int, language: str) -> dict[str, Any]:
    first, *others = places(item)
    made: dict[str, Any] = {
        "ruleId": item.code,
        "ruleIndex": index,
        "level": LEVELS[item.severity],
        "message": {"text": message(item, language)},
        "partialFingerprints": {"reglament/v1": fingerprint(item, spec)},
        "locations": [_location(first, spec)],
    }
    if related := [_location(where, spec) for where in others if where.source]:
        made["relatedLocations"] = [{"id": at, **where} for at, where in enumerate(related, 1)]
    return made


def fingerprint(item: Finding, spec: Spec) -> str:
    """What names a finding whatever its lines: the act, the rule, the place in the act, the arguments."""
    where = item.where
    spot = (where.service, where.scenario, where.step, where.clause, where.item)
    return sha256(dump([spec.act.id, item.code, spot, item.arguments])).hexdigest()[:32]


def _location(where: Where, spec: Spec) -> dict[str, Any]:
    parts = (spec.act.id, where.service, where.scenario, where.step)
    made: dict[str, Any] = {"logicalLocations": [{"fullyQualifiedName": "/".join(part for part in parts if part)}]}
    path = next((source.path for source in spec.sources if source.id == where.source), None)
    if path:
        made["physicalLocation"] = {"artifactLocation": {"uri": quote(path)}}
        if where.line:
            made["physicalLocation"]["region"] = {"startLine": where.line}
    return made


def github(acts: Iterable[ReadAct], language: str) -> bytes:
    """GitHub workflow commands: an annotation for each finding, at its first place; its text names the others."""
    lines = []
    for act in acts:
        for item in sorted_by_severity(act.spec.findings):
            where = item.where
            path = next((source.path for source in act.spec.sources if source.id == where.source), None)
            facts = {"file": path, "line": where.line if path else None}
            title = f"{item.code} {say('rules', f'{item.code}.title', language)}"
            text = ": ".join(filter(None, (place(item, act.spec, language), message(item, language))))
            lines.append(annotation(ANNOTATIONS[item.severity], {**facts, "title": title}, text))
    return "".join(lines).encode()
