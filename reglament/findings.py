"""Findings in words: what a finding says, where it points, and the ways to list them."""

import re
from collections.abc import Iterable

from msgspec import UNSET, Struct

from spec.codec import dump
from spec.model import Elsewhere, Finding, Scenario, Service, Severity, Spec, Step, Where
from spec.words import say, words
from spec.words.arguments import deadlines_in_words
from spec.words.vocabulary import label, name, number

FORMAT = "reglament-findings/1"
VOCABULARIES = (
    "action", "performer", "system", "outcome", "annex", "language", "variant", "document", "person", "reference",
)  # fmt: skip
OWN = {
    "kind": ("annex", "reference", "kind"), "variants": ("variant",), "row": ("row",), "fact": ("fact",),
    "kk": ("act_kind",), "ru": ("act_kind",), "genre": ("genre",), "scenario": ("channel",), "what": ("channel",),
}  # fmt: skip
"""The vocabularies of an argument, where its words mean other things elsewhere."""
ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "note": 2}


def message(finding: Finding, language: str) -> str:
    """What the finding says; words of the spec's vocabularies among its arguments are said as people know them."""
    said = in_language(finding, language)
    arguments = {key: worded(value, language, OWN.get(key, ())) for key, value in said.items()}
    return say("rules", f"{finding.code}.message", language, **arguments)


def in_language(finding: Finding, language: str) -> dict[str, str | int | float]:
    """The arguments of a finding, in the words of the text in `language` where it shows the fact too."""
    other = next((place for place in finding.also if place.language == language), None)
    if finding.where.language == language or other is None or other.arguments is UNSET:
        return finding.arguments
    return finding.arguments | other.arguments


def worded(value: str | int | float, language: str, own: tuple[str, ...] = ()) -> str | int | float:
    """`value` in words where it is one of a vocabulary (`own` are looked up first), or several parted by ", ", or
    deadlines; any other stays."""
    if isinstance(value, float):
        return number(value, language)
    if not isinstance(value, str):
        return value
    if (said := deadlines_in_words(value, language)) is not None:
        return said
    if (day := ISO_DATE.fullmatch(value)) and language != "en":
        return "{3}.{2}.{1}".format(*day.group(0, 1, 2, 3))
    parts = value.split(", ")
    known = (words("vocabulary", language)[kind] for kind in (*own, *VOCABULARIES))
    names = next((table for table in known if all(part in table for part in parts)), None)
    return value if names is None else ", ".join(names[part] for part in parts)


def at_least(findings: Iterable[Finding], level: str | None) -> bool:
    """Whether one of the findings is of severity `level` or worse; None and "never" are never reached."""
    return any(ORDER[item.severity] <= ORDER.get(level, -1) for item in findings)  # type: ignore[call-overload]


def sorted_by_severity(findings: Iterable[Finding]) -> list[Finding]:
    """The worst first; within a severity by code, in the order in which they were found."""
    return sorted(findings, key=lambda item: (ORDER[item.severity], item.code))


def place(finding: Finding, spec: Spec, language: str) -> str:
    """Where the finding points: scenario, step, clause and item, file and line, as far as it names them."""
    where = finding.where
    service, scenario, step = located(finding, spec)
    parts = []
    if service is not None and len(spec.services) > 1:
        parts.append(service.id)
    if scenario is not None:
        parts.append(scenario.id)
    if step is not None:
        parts.append(label(step, language))
    if where.clause is not None:
        key = "clause" if where.item is None else "item"
        parts.append(say("vocabulary", f"place.{key}", language, clause=where.clause, item=where.item))
    path = next((source.path for source in spec.sources if source.id == where.source), None)
    if where.line is not None:
        parts.append(f"{path}:{where.line}" if path else f"{where.line}")
    elif path:
        parts.append(path)
    return ", ".join(parts)


def located(finding: Finding, spec: Spec) -> tuple[Service | None, Scenario | None, Step | None]:
    """The service, scenario and step that the finding names."""
    where = finding.where
    service = next((one for one in spec.services if one.id == where.service), None)
    scenario = next((one for one in service.scenarios if one.id == where.scenario), None) if service else None
    step = next((one for one in scenario.steps if where.step in (one.id, one.key)), None) if scenario else None
    return service, scenario, step


class Listed(Struct, frozen=True, omit_defaults=True):
    """A finding as a listing has it: as in the spec, with its act (None: a file that is none) and its words."""

    act: str | None
    code: str
    severity: Severity
    arguments: dict[str, str | int | float]
    where: Where
    message: str
    also: tuple[Elsewhere, ...] = ()


class Listing(Struct, frozen=True):
    """`reglament validate --format json`; `language` is that of the messages."""

    format: str
    language: str
    findings: tuple[Listed, ...]


def as_json(found: Iterable[tuple[str | None, Finding]], language: str) -> bytes:
    """The findings of acts (act or None, finding) as JSON."""
    rows = tuple(
        Listed(act, item.code, item.severity, item.arguments, item.where, message(item, language), item.also)
        for act, item in found
    )
    return dump(Listing(FORMAT, language, rows))


def row(finding: Finding, spec: Spec | None, language: str) -> tuple[str, str, str, str]:
    """Code, severity, place and message, as a table shows them."""
    where = place(finding, spec, language) if spec is not None else ""
    return finding.code, name("severity", finding.severity, language), where, message(finding, language)
