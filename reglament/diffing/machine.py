"""A comparison for other programs: SARIF 2.1.0, JUnit, GitHub annotations, GitLab code quality."""

import json
import re
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

from reglament.diffing.comparison import Comparison
from reglament.diffing.rows import Row, fingerprint, notices, row, rows
from spec.changes import classes as catalogue
from spec.changes import heavier
from spec.words import say
from spec.words.changes import explain

SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"breaking": "error", "warning": "warning", "information": "note"}
ANNOTATIONS = {"breaking": "error", "warning": "warning", "information": "notice"}
QUALITY = {"breaking": "blocker", "warning": "major", "information": "info"}
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2: Char


def sarif(comparison: Comparison, language: str, level: str) -> bytes:
    """SARIF 2.1.0: a result for each change; what the settings allow is suppressed."""
    found = rows(comparison, language)
    codes = sorted({one.code for one in found})
    driver = {
        "name": "reglament",
        "version": version("reglament"),
        "rules": [_rule(code, language) for code in codes],
    }
    notes = [{"level": "note", "message": {"text": text}} for text in notices(comparison, language)]
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, codes.index(one.code)) for one in found],
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": notes}],
    }
    return as_json({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str, language: str) -> dict[str, Any]:
    kind = catalogue()[code]
    return {
        "id": code,
        "name": "".join(part.capitalize() for part in kind.slug.split("_")),
        "shortDescription": {"text": say("changes", f"{code}.title", language)},
        "fullDescription": {"text": explain(code, language)},
        "help": {"text": explain(code, language)},
        "defaultConfiguration": {"level": LEVELS[kind.severity]},
        "properties": {"tags": list(kind.touches)},
    }


def _result(one: Row, index: int) -> dict[str, Any]:
    made: dict[str, Any] = {
        "ruleId": one.code,
        "ruleIndex": index,
        "level": LEVELS[one.weight],
        "message": {"text": one.message},
        "partialFingerprints": {"reglament/v1": fingerprint(one)},
    }
    place: dict[str, Any] = {"logicalLocations": [{"fullyQualifiedName": f"{one.act}/{one.path}"}]}
    if one.file:
        place["physicalLocation"] = {"artifactLocation": {"uri": quote(one.file)}}
        if one.line:
            place["physicalLocation"]["region"] = {"startLine": one.line}
    made["locations"] = [place]
    if one.allowed:
        made["suppressions"] = [{"kind": "external", "status": "accepted", "justification": one.allowed}]
    return made


def junit(comparison: Comparison, language: str, level: str) -> bytes:
    """JUnit XML: a case for each change, failed where it is not allowed and at least of weight `level`."""
    suites = ElementTree.Element("testsuites", name="reglament diff")
    for act in comparison.acts:
        cases = [(one, row(one, act, language)) for one in act.changes]
        failed = sum(_fails(words, level) for _, words in cases)
        counts: dict[str, str] = {
            "tests": str(max(len(cases), 1)),
            "failures": str(failed),
            "errors": "0",
            "skipped": "0",
        }
        suite = ElementTree.SubElement(suites, "testsuite", {"name": _xml(act.either.act.id), **counts})
        for _, words in cases:
            name = _xml(f"{words.code} {words.path}: {words.title}")
            case = ElementTree.SubElement(suite, "testcase", classname=_xml(f"{words.act}.{words.slug}"), name=name)
            told = words.message if not words.allowed else f"{words.message}\n{words.allowed}"
            if _fails(words, level):
                failure = ElementTree.SubElement(case, "failure", type=words.weight, message=_xml(words.message))
                failure.text = _xml(f"{words.place}\n{words.message}\n{words.explain}")
            else:
                ElementTree.SubElement(case, "system-out").text = _xml(told)
        if not cases:
            name = say("changes", "page.none", language)
            ElementTree.SubElement(suite, "testcase", classname=_xml(act.either.act.id), name=name)
    ElementTree.indent(suites)
    text = ElementTree.tostring(suites, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _fails(one: Row, level: str) -> bool:
    return one.allowed is None and heavier(one.weight, level)


def _xml(text: str) -> str:
    return NOT_XML.sub("\ufffd", text)


def github(comparison: Comparison, language: str, level: str) -> bytes:
    """GitHub workflow commands: an annotation for each change that is not allowed, and for each notice."""
    lines = []
    for one in rows(comparison, language):
        if one.allowed:
            continue
        where = {"file": one.file, "line": one.line, "title": f"{one.code} {one.title}"}
        lines.append(annotation(ANNOTATIONS[one.weight], where, f"{one.place}: {one.message}"))
    lines += [f"::notice::{_data(text)}\n" for text in notices(comparison, language)]
    return "".join(lines).encode()


def annotation(kind: str, where: Mapping[str, object], text: str) -> str:
    """A GitHub workflow command: an annotation (error, warning or notice) with the properties that are not None."""
    facts = ",".join(f"{key}={_property(str(value))}" for key, value in where.items() if value is not None)
    return f"::{kind} {facts}::{_data(text)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def gitlab(comparison: Comparison, language: str, level: str) -> bytes:
    """GitLab code quality: an issue for each change that is not allowed."""
    issues = []
    seen: dict[str, int] = {}
    for one in rows(comparison, language):
        if one.allowed:
            continue
        mark = fingerprint(one)
        seen[mark] = count = seen.get(mark, 0) + 1
        issues.append(
            {
                "description": f"{one.place}: {one.message}",
                "check_name": one.code,
                "fingerprint": mark if count == 1 else f"{mark}-{count}",
                "severity": QUALITY[one.weight],
                "location": {"path": one.file or one.act, "lines": {"begin": one.line or 1}},
            }
        )
    return as_json(issues)


def as_json(value: Any) -> bytes:
    """JSON for other programs; what no encoding can write is escaped."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode(errors="backslashreplace")
