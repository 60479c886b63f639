"""Findings in words: what a finding says, where it points, and the ways to list them."""

import re
from collections.abc import Iterable, Mapping

from msgspec import UNSET, Struct

from spec.codec import dump
from spec.model import Elsewhere, Finding, Scenario, Service, Severity, Span, Spec, Step, Where
from spec.words import say, words
from spec.words.arguments import deadlines_in_words, steps_in_words
from spec.words.vocabulary import label, name, number

FORMAT = "reglament-findings/1"
VOCABULARIES = (
    "action", "performer", "system", "outcome", "annex", "language", "variant", "document", "person", "reference",
)  # fmt: skip
OWN = {
    "kind": ("annex", "reference", "kind"), "variants": ("variant",), "row": ("row",), "fact": ("fact",),
    "kk": ("act_kind",), "ru": ("act_kind",), "genre": ("genre",), "scenario": ("scenario",), "what": ("scenario",),
}  # fmt: skip
"""The vocabularies of an argument, where its words mean other things elsewhere."""
STEPS = ("step", "steps", "to", "check", "message", "work")
"""Arguments that name steps."""
LABELS_DIFFER = "RG285"
"""The rule that names a step as each text does."""
ONE_OF = "RG261"
"""The rule that gives columns of which one is meant as «8/9»."""
ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "note": 2}


def message(finding: Finding, language: str) -> str:
    """What the finding says; words of the spec's vocabularies among its arguments are said as people know them."""
    said = in_language(finding, language)
    arguments = {key: _worded(finding.code, key, value, language) for key, value in said.items()}
    text: str = words("rules", language)[finding.code]["message"]
    if language != "en":
        quoted = {key for key in arguments if f"«{{{key}}}»" in text}
        inner = str.maketrans("«»", "„“")
        arguments |= {key: str(arguments[key]).translate(inner) for key in quoted}
    return text.format(**arguments)


def _worded(code: str, key: str, value: str | int | float, language: str) -> str | int | float:
    if isinstance(value, str) and (key in STEPS or code == LABELS_DIFFER):
        return steps_in_words(value, language) or value
    if (code, key) == (ONE_OF, "columns"):
        return str(value).replace("/", f" {say('changes', 'value.or', language)} ")
    if (key, value) == ("number", "?"):
        return say("vocabulary", "place.unnumbered", language)
    return worded(value, language, OWN.get(key, ()))


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
    service, scenario, step = located(finding, spec)
    parts = []
    if service is not None and len(spec.services) > 1:
        parts.append(service.id)
    if scenario is not None:
        parts.append(name("scenario", scenario.id, language))
    if step is not None:
        parts.append(label(step, language))
    in_text = dict.fromkeys(_in_text(where, spec, language) for where in places(finding))
    return ", ".join([*parts, *filter(None, ["; ".join(filter(None, in_text))])])


def _in_text(where: Where, spec: Spec, language: str) -> str:
    """Clause and item, file and line of one place."""
    parts = []
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
    """The service, scenario and step that the finding names; the step also by the column of its table, or by the place
    in its sentence."""
    where = finding.where
    service = next((one for one in spec.services if one.id == where.service), None)
    scenario = next((one for one in service.scenarios if one.id == where.scenario), None) if service else None
    if scenario is None:
        return service, *(_around(where, service) if service else (None, None))
    if where.step is not None:
        return service, scenario, next((one for one in scenario.steps if where.step in (one.id, one.key)), None)
    if where.column is not UNSET:
        processes = (one for one in scenario.steps if one.kind != "condition")
        return service, scenario, next((one for one in processes if one.number == where.column), None)
    return service, scenario, _around(where, service, scenario)[1] if service else None


def _around(where: Where, service: Service, within: Scenario | None = None) -> tuple[Scenario | None, Step | None]:
    """The step in whose sentence a place lies, and its scenario."""
    for scenario in (within,) if within else service.scenarios:
        for step in scenario.steps:
            spans = step.source.get(where.language, ()) if where.language else ()
            if any(span.source == where.source and span.start <= (where.start or 0) < span.end for span in spans):
                return scenario, step
    return within, None


def places(finding: Finding) -> tuple[Where, ...]:
    """Every place that shows the fact."""
    return (finding.where, *finding.also)


def sentences(finding: Finding, spec: Spec, texts: Mapping[str, str]) -> dict[str, str]:
    """What the act says there in each of its languages: the step's sentence, else the paragraph at the finding's place;
    where the finding has no place in a language, the same entry of the list of terms or units."""
    service, _, step = located(finding, spec)
    if step is not None:
        return {language: step.texts.get(language) or "" for language in step.texts.languages()}
    found: dict[str, str] = {}
    for where in places(finding):
        if where.language and (said := _paragraph(where, texts)):
            found.setdefault(where.language, said)
    if len(found) == 1 and service:
        for entry in (*(term.source for term in service.terms), *(unit.source for unit in service.units)):
            if any(_within(finding.where, span) for span in entry.values()):
                for language, span in entry.items():
                    if said := texts.get(span.source, "")[span.start : span.end]:
                        found.setdefault(language, " ".join(said.split()))
    return found


def _within(where: Where, span: Span) -> bool:
    return where.source == span.source and where.start is not None and span.start <= where.start < span.end


def _paragraph(where: Where, texts: Mapping[str, str]) -> str | None:
    text = texts.get(where.source or "", "")
    if where.start is None or where.end is None or not text[where.start : where.end].strip():
        return None
    first, last = text.rfind("\n", 0, where.start) + 1, text.find("\n", where.end)
    return " ".join(text[first : last if last >= 0 else len(text)].split())


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
