"""What a check is tested with at its limits: the facts of a case, and whether the check passes them.

The facts of a step are those of all its checks, good but for one; times are ISO 8601, `now` is the moment of the check.
"""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

NOW = "2013-02-14T11:00:00+06:00"
BEFORE, AFTER = "2013-02-14T10:59:00+06:00", "2013-02-14T11:01:00+06:00"

GOOD: dict[str, dict[str, Any]] = {
    "expired": {"now": NOW, "valid_until": "2014-02-14T11:00:00+06:00"},
    "not_yet_valid": {"now": NOW, "valid_from": "2012-02-14T11:00:00+06:00"},
    "revoked": {"now": NOW, "revoked": None},
    "same_person": {"holder": "A", "applicant": "A"},
    "authentic": {"signature_fits": True},
    "login": {"registered": True},
    "password": {"password_given": "secret", "password_kept": "secret"},
    "payment_made": {"fee": 1000, "payments": [1000]},
    "data_present": {"registry_answered": True, "person_known": True},
    "power_of_attorney": {"now": NOW, "attorney_until": "2014-02-14T11:00:00+06:00", "principal": "A", "for_whom": "A"},
    "documents_complete": {"documents_needed": ["form", "copy"], "documents_given": ["form", "copy"]},
    "qualification": {"requirements": 2, "requirements_met": 2},
    "grounds": {"grounds_for_refusal": 0},
    "conformity": {"conforms": True},
}
"""Facts that a check passes, by its name in the spec."""

LIMITS: dict[str, tuple[tuple[str, bool, dict[str, Any]], ...]] = {
    "expired": (
        ("expired a minute ago", False, {"valid_until": BEFORE}),
        ("in its last minute", True, {"valid_until": NOW}),
    ),
    "not_yet_valid": (
        ("valid in a minute", False, {"valid_from": AFTER}),
        ("in its first minute", True, {"valid_from": NOW}),
    ),
    "revoked": (("revoked", False, {"revoked": BEFORE}), ("revoked later", True, {"revoked": AFTER})),
    "same_person": (("of another person", False, {"holder": "B"}),),
    "authentic": (("forged", False, {"signature_fits": False}),),
    "login": (("unknown", False, {"registered": False}),),
    "password": (("wrong", False, {"password_given": "Secret"}),),
    "payment_made": (
        ("missing", False, {"payments": []}),
        ("short by one", False, {"payments": [999]}),
        ("in two parts", True, {"payments": [400, 600]}),
        ("paid twice", True, {"payments": [1000, 1000]}),
    ),
    "data_present": (
        ("registry silent", False, {"registry_answered": False, "person_known": None}),
        ("person unknown", False, {"person_known": False}),
    ),
    "power_of_attorney": (
        ("expired a minute ago", False, {"attorney_until": BEFORE}),
        ("in its last minute", True, {"attorney_until": NOW}),
        ("missing", False, {"attorney_until": None}),
        ("of another person", False, {"principal": "B"}),
    ),
    "documents_complete": (("one missing", False, {"documents_given": ["form"]}),),
    "qualification": (("one not met", False, {"requirements_met": 1}),),
    "grounds": (("one ground", False, {"grounds_for_refusal": 1}),),
    "conformity": (("does not conform", False, {"conforms": False}),),
}
"""The limits of a check: a name, whether it passes, and the facts that differ from the good ones."""


ALSO = {"expired": ("not_yet_valid",)}
"""A check of the term of validity («срок действия») looks at both ends of it."""


class Limit(Struct, frozen=True):
    """A case at a limit of one of a step's checks: the step answers `answer`, and the case goes on as the path says."""

    id: str
    step: str
    checks: tuple[str, ...]
    check: str
    facts: dict[str, Any]
    answer: bool
    path: str


class Lateness(Struct, frozen=True):
    """A step that ends `late_by` minutes after it was due: the case takes the same path, overdue or not."""

    step: str
    path: str
    late_by: int
    overdue: bool


def limits(step: str, checks: tuple[str, ...]) -> Iterator[tuple[str, str, dict[str, Any], bool]]:
    """The limits of a step's checks that are known: id, check, facts, answer."""
    good: dict[str, Any] = {}
    for check in checks:
        for one in (check, *ALSO.get(check, ())):
            good |= GOOD.get(one, {})
    for check in checks:
        limits_ = [*LIMITS.get(check, ())]
        for one in ALSO.get(check, ()):
            limits_ += LIMITS[one] if one not in checks else ()
        for case, answer, facts in limits_:
            yield f"{step}: {check}, {case}", check, good | facts, answer
