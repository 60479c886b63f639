"""What every generated text file says of itself: the generator's version, the spec's digest, its path; no date."""

import hashlib

from spec.codec import dump
from spec.model import Service, Spec
from spec.words import say

VERSION = "0.1.0"
"""The version of the generators; the same as the distribution's (a test compares them)."""


def digest(spec: Spec, service: Service) -> str:
    """The SHA-256 of what the act says about a service: the act's own facts and the service, as the spec writes them.

    Findings, the paths of the sources and the act's other services are left out: they change no generated line.
    """
    return hashlib.sha256(dump({"act": spec.act, "service": service})).hexdigest()


def header(mark: str, path: str, language: str) -> list[str]:
    """The lines of the header, without a comment sign: `mark` is the digest, `path` relative to the service's folder."""
    return [
        f"reglament {VERSION}, spec {mark[:16]}",
        path,
        say("code", "header.warning", language),
    ]
