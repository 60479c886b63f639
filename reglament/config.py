"""The project's own settings: `reglament.toml`, found upwards from the working directory."""

from datetime import date
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct, field, structs

from parser.languages.lexicon import Teaching
from reglament.failure import ExitCode, Failure
from spec.changes import Weight, classes
from spec.model import Severity, Spec
from spec.rules import rules

NAME = "reglament.toml"
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
FailOn = Literal["error", "warning", "note", "never"]


class Project(Struct, frozen=True, forbid_unknown_fields=True):
    """Table `project`: the language of written files (None: each act's own) and what makes a command fail; `dot` draws
    the diagrams instead of the Graphviz that comes along."""

    language: Literal["kk", "ru", "en"] | None = None
    fail_on: FailOn | None = None
    dot: str | None = None


class Allowance(Struct, frozen=True, forbid_unknown_fields=True):
    """An entry `[[diff.allow]]`: the change `code` at `place` (with * for any part) is accepted until `expires`."""

    code: str
    place: str
    reason: str
    owner: str
    expires: date


class Differences(Struct, frozen=True, forbid_unknown_fields=True):
    """Table `diff`: what makes a comparison fail, other severities of change classes by code, and the allowed changes."""

    fail_on: Weight | Literal["never"] | None = None
    severity: dict[str, Weight] = field(default_factory=dict)
    allow: tuple[Allowance, ...] = ()


class Config(Struct, frozen=True, forbid_unknown_fields=True):
    """A whole `reglament.toml`; `severity` gives rules, by code, another severity than the catalogue's; `lexicon` teaches the
    reader the project's own words; `schedule` says when the provider works (`runtime.worktime`)."""

    project: Project = Project()
    severity: dict[str, Severity] = field(default_factory=dict)
    diff: Differences = Differences()
    lexicon: Teaching = Teaching()
    schedule: dict[str, Any] = field(default_factory=dict)


def find(start: Path) -> Path | None:
    """The nearest `reglament.toml` in `start` or above it."""
    return next((path for folder in (start, *start.parents) if (path := folder / NAME).is_file()), None)


def load(path: Path | None) -> Config:
    """The settings in `path`, or the defaults where it is None. Raises Failure for a key or value that is unknown."""
    if path is None:
        return Config()
    try:
        config = msgspec.toml.decode(path.read_bytes(), type=Config)
        if config.schedule:
            from runtime.worktime import schedule_of

            schedule_of(config.schedule)
    except (OSError, UnicodeDecodeError, msgspec.DecodeError, ValueError) as error:
        raise Failure(ExitCode.USAGE, "config", path=path.name, reason=error) from None
    for code in config.severity:
        if code not in rules():
            raise Failure(ExitCode.USAGE, "config_rule", path=path.name, code=code)
    for code in (*config.diff.severity, *(entry.code for entry in config.diff.allow)):
        if code not in classes():
            raise Failure(ExitCode.USAGE, "config_rule", path=path.name, code=code)
    return config


def weighed(spec: Spec, severity: dict[str, Severity]) -> Spec:
    """`spec` with the severities that the project chose for its findings."""
    if not severity:
        return spec
    findings = tuple(structs.replace(item, severity=severity.get(item.code, item.severity)) for item in spec.findings)
    return structs.replace(spec, findings=findings)
