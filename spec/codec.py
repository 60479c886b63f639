"""Spec ⇄ JSON, and the JSON Schema of the format.

UTF-8, keys in the model's order, two-space indent, `\n` line ends. The same spec gives the same bytes.
"""

from typing import Any

import msgspec

from spec.model import FORMAT, Spec


class SpecError(ValueError):
    """A document that is no spec of this format; the message names the path of the first wrong value."""


def encode(spec: Spec) -> bytes:
    """The JSON bytes of a spec, ending in a newline."""
    return dump(spec)


def dump(value: Any) -> bytes:
    """Any JSON value of ours in the house form: two-space indent, a newline at the end."""
    return msgspec.json.format(msgspec.json.encode(_whole(msgspec.to_builtins(value))), indent=2) + b"\n"


def decode(data: bytes) -> Spec:
    """The spec in `data`. Raises SpecError with the place of what does not fit."""
    try:
        document = msgspec.json.decode(data)
        found = document.get("format") if isinstance(document, dict) else None
        if found != FORMAT:
            raise SpecError(f"format is {found!r}, not {FORMAT!r}")
        return msgspec.convert(document, Spec)
    except msgspec.DecodeError as error:
        raise SpecError(str(error)) from None


def schema() -> bytes:
    """The JSON Schema (2020-12) of a spec, made from the model."""
    document = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": FORMAT}
    return dump(document | msgspec.json.schema(Spec))


def _whole(value: Any) -> Any:
    """Floats that are whole numbers become integers: 15, not 15.0."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {key: _whole(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_whole(item) for item in value]
    return value
