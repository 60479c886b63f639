"""The Kazakh and the Russian text of one act, side by side, with what differs between them."""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from reglament.failure import ExitCode, Failure
from spec.model import Finding, Scenario, Spec, Step

BETWEEN = ("RG207", "RG227", "RG299", *(f"RG{number}" for number in range(280, 295)))
"""The rules that compare the two languages (spec/rules.toml)."""


class Line(Struct, frozen=True):
    """A step in both texts (None where one lacks it), and what differs in it."""

    service: str
    scenario: str
    step: Step
    kk: str | None
    ru: str | None
    differences: tuple[Finding, ...]


class Languages(Struct, frozen=True):
    """An act in two languages: its steps, and what differs in the act as a whole."""

    spec: Spec
    lines: tuple[Line, ...]
    differences: tuple[Finding, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that differs."""
        return (*self.differences, *(each for line in self.lines for each in line.differences))


def merged(specs: Iterable[Spec]) -> Spec:
    """One spec of a Kazakh and a Russian text, whatever their ids. Raises Failure where there are not two texts."""
    found = list(specs)
    for spec in found:
        if _languages(spec) == {"kk", "ru"}:
            return spec
    kk = next((spec for spec in found if _languages(spec) == {"kk"}), None)
    ru = next((spec for spec in found if _languages(spec) == {"ru"}), None)
    if kk is None or ru is None:
        raise Failure(ExitCode.USAGE, "two_languages", count=len(found))
    from parser.align import align_languages
    from parser.parse import READING
    from spec.facts import one_a_fact

    spec = align_languages(kk, ru, READING)
    return replace(spec, findings=one_a_fact(spec.findings, spec.services, spec.act.references))


def _languages(spec: Spec) -> set[str]:
    return {language for source in spec.sources for language in source.languages}


def side_by_side(spec: Spec) -> Languages:
    """Every step of `spec` with its two texts."""
    about = [finding for finding in spec.findings if finding.code in BETWEEN]
    lines = [
        line for service in spec.services for one in service.scenarios for line in _scenario(service.id, one, about)
    ]
    placed = {id(finding) for line in lines for finding in line.differences}
    return Languages(replace(spec, findings=()), tuple(lines), tuple(each for each in about if id(each) not in placed))


def _scenario(service: str, scenario: Scenario, about: list[Finding]) -> Iterator[Line]:
    for step in scenario.steps:
        place = (service, scenario.id, step.id)
        own = tuple(each for each in about if (each.where.service, each.where.scenario, each.where.step) == place)
        yield Line(service, scenario.id, step, step.texts.get("kk"), step.texts.get("ru"), own)
