"""What every generated text file says of itself: the generator's version, the spec's digest, its path; no date."""

import hashlib
from functools import lru_cache

from spec.codec import dump
from spec.model import Service, Spec
from spec.words import say

VERSION = "0.1.0"
"""The version of the generators; the same as the distribution's (a test compares them)."""


def digest(spec: Spec, service: Service) -> str:
    """The SHA-256 of what the act says about a service: the act's own facts and the service, as the spec writes them.

    Findings, the paths of the sources and the act's other services are left out: they change no generated line.
    """
    return _digest(dump({"act": spec.act, "service": service}))


@lru_cache(maxsize=64)
def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def header(spec: Spec, service: Service, path: str, language: str) -> list[str]:
    """The lines of the header, without a comment sign: `path` is relative to the service's folder."""
    return [
        f"reglament {VERSION}, spec {digest(spec, service)[:16]}",
        path,
        say("code", "header.warning", language),
    ]
