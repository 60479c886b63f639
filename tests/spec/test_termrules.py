"""Rules on short forms and on deadlines that persons and systems are given."""

import pytest
from msgspec.structs import replace

from spec.model import Span, Statement, Term, Texts, texts
from spec.validate import validate
from tests.building import a_deadline, a_scenario, a_service, a_spec, a_step

PLACE = Span("s1", 5, 9, 2)


def fired(code, service):
    return [(f.arguments, f.where.language) for f in validate(a_spec(service)) if f.code == code]


def with_terms(*terms):
    step = a_step("P1", "deliver_result")
    return a_service(a_scenario([step], [], {"P1": "issued"}), terms=terms)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_short_form_that_is_never_used(language):
    term = Term(texts(language, "Сад"), texts(language, "С"), Texts(), "1", None, 0, {language: PLACE})
    assert fired("RG228", with_terms(term)) == [({"short": "С"}, language)]
    assert fired("RG228", with_terms(replace(term, uses=1))) == []
    assert fired("RG228", with_terms(replace(term, definition=texts(language, "место")))) == []


@pytest.mark.parametrize(("language", "same"), [("ru", "общий - «Сад»"), ("kk", "общий – Сад")])
def test_a_short_form_that_is_no_shorter(language, same):
    place = {language: PLACE}
    long = Term(texts(language, "общий «Сад»"), texts(language, same), texts(language, "место"), "5", "3", 2, place)
    short = replace(long, abbreviation=texts(language, "ОС"), item="4")
    assert fired("RG229", with_terms(long, short)) == [({"clause": "5", "items": "3"}, language)]
    assert fired("RG229", with_terms(short)) == []


def timed(name, action, value, unit, by="table"):
    stated = (Statement("ru", by, PLACE),)
    return a_step(name, action, deadlines=(a_deadline(value, unit, evidence=by, stated=stated),))


def checked(message, work):
    steps = [a_step("C1", "verify_registry_data"), message, work, a_step("P3", "deliver_result")]
    edges = [("C1", "P1", "failed"), ("C1", "P2", "passed"), ("P2", "P3", None)]
    return a_service(a_scenario(steps, edges, {"P1": "no_data", "P3": "issued"}))


def test_deadlines_that_look_interchanged():
    message, work = timed("P1", "report_missing_data", 1.5, "minute"), timed("P2", "fill_form", 15, "second")
    expected = {"message": "P1", "long": "1.5 minute", "work": "P2", "short": "15 second"}
    assert fired("RG236", checked(message, work)) == [(expected, "ru")]
    assert fired("RG236", checked(timed("P1", "report_missing_data", 20, "second"), work)) == []
    assert fired("RG236", checked(message, timed("P2", "forward_request", 15, "second"))) == []
    assert fired("RG236", checked(timed("P1", "report_missing_data", 90, "second", "text"), work)) == []


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_steps_without_a_deadline(language):
    def service(channel, *limited):
        steps = [
            a_step(f"A{n}", "check", language=language, deadlines=(a_deadline(1, "hour"),) if limit else ())
            for n, limit in enumerate(limited, 1)
        ]
        edges = [(f"A{n}", f"A{n + 1}", None) for n in range(1, len(steps))]
        scenario = a_scenario(steps, edges, {steps[-1].id: "issued"}, channel=channel, id="internal")
        return a_service(scenario)

    assert fired("RG235", service("internal", True, False, True)) == [({"steps": "A2"}, language)]
    assert fired("RG235", service("internal", True, False, False)) == []
    assert fired("RG235", service("internal", True, True, True)) == []
    assert fired("RG235", service("portal", True, False, True)) == []
