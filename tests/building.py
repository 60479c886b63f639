"""Small specs for tests, built in code."""

from spec.model import (
    FORMAT,
    Act,
    Deadline,
    Edge,
    End,
    Scenario,
    Service,
    Span,
    Spec,
    Statement,
    Step,
    StepSpan,
    Texts,
    texts,
)

KINDS = {"R": "registration", "P": "process", "C": "condition", "A": "action"}


def a_step(name: str, action: str = "other", *, language: str = "ru", text: str | None = None, **facts) -> Step:
    """A step with id `name` ("C2"), stated at the place that its number gives."""
    number = int("".join(c for c in name if c.isdigit()) or 0) or None
    values = {
        "key": action,
        "id": name,
        "kind": KINDS[name[0]],
        "number": number,
        "clause": texts(language, "6"),
        "item": None,
        "performer": "consumer",
        "performer_by": "convention",
        "action": action,
        "also": (),
        "head": texts(language, "действие"),
        "systems": (),
        "needs": None,
        "decided_by": None,
        "checks": (),
        "only_if": None,
        "texts": texts(language, text or f"{action} {name}"),
        "outcomes": (),
        "deadlines": (),
        "result": None,
        "source": {language: (StepSpan("s1", 10, 20, 3),)},
    }
    return Step(**(values | facts))


def a_deadline(value: float, unit: str | None = "day", calendar: str | None = None, **facts) -> Deadline:
    """A deadline «в течение `value`» of the text."""
    stated = (Statement("ru", "text", Span("s1", 10, 20, 3)),)
    values = {"min": None, "max": value, "unit": unit, "calendar": calendar, "for_": None, "evidence": "text"}
    return Deadline(**(values | {"stated": stated} | facts))


def a_scenario(steps, edges, outcomes, **facts) -> Scenario:
    """A scenario from steps, edges (from, to, when) and outcomes {step: outcome}."""
    values = {
        "id": "portal",
        "channel": "portal",
        "clause": texts("ru", "6"),
        "steps": tuple(steps),
        "edges": tuple(Edge(a, b, when, None, ("text",), ()) for a, b, when in edges),
        "ends": {step: (End(outcome, {}),) for step, outcome in outcomes.items()},
        "table": None,
    }
    return Scenario(**(values | facts))


def a_service(*scenarios: Scenario, **facts) -> Service:
    """A service with these scenarios."""
    values = {
        "id": "service-1",
        "titles": texts("ru", "Выдача справки"),
        "providers": texts("ru", "акимат"),
        "automation": None,
        "forms": (),
        "accepts_through": (),
        "variants": (),
        "results": (),
        "standard": None,
        "terms": (),
        "units": (),
        "scenarios": scenarios,
        "survey": None,
    }
    return Service(**(values | facts))


def a_spec(*services: Service, findings=(), **facts) -> Spec:
    """A spec of one resolution with these services."""
    values = {
        "id": "model-akimat-2020-01-02-3",
        "edition": None,
        "kind": "resolution",
        "titles": texts("ru", "Об утверждении регламента"),
        "issuers": texts("ru", "акимат"),
        "date": "2020-01-02",
        "number": "3",
        "registration": None,
        "repeal": None,
        "annexes": (),
        "references": (),
    }
    return Spec(FORMAT, (), Act(**(values | facts)), tuple(services), tuple(findings))


__all__ = ["Texts", "a_deadline", "a_scenario", "a_service", "a_spec", "a_step"]
