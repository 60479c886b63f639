"""A spec of an older format version → one of this version, step by step. An unknown version is refused, never guessed.

`MIGRATIONS` maps a version to the next one and to what makes a document of the one a document of the next. Whoever
changes the format raises `spec.model.FORMAT` and adds here what it takes; codes and keys that a spec once had are not used
again for something else.
"""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from spec.codec import SpecError, dump
from spec.model import FORMAT, Spec

Document = dict[str, Any]
Migration = tuple[str, Callable[[Document], Document]]

MIGRATIONS: dict[str, Migration] = {}


def migrate(
    data: bytes, migrations: Mapping[str, Migration] = MIGRATIONS, goal: str = FORMAT
) -> tuple[bytes, list[str]]:
    """The spec in `data` in the format `goal`, and the versions it went through. Raises SpecError where there is no way."""
    try:
        document = msgspec.json.decode(data)
    except msgspec.DecodeError as error:
        raise SpecError(str(error)) from None
    version = document.get("format") if isinstance(document, dict) else None
    gone: list[str] = []
    while version != goal:
        if not isinstance(version, str) or version not in migrations or version in gone:
            raise SpecError(f"format is {version!r}; known are {', '.join([*migrations, goal])}")
        gone.append(version)
        version, step = migrations[version]
        document = step(document) | {"format": version}
    if goal == FORMAT:
        try:
            msgspec.convert(document, Spec)
        except msgspec.ValidationError as error:
            raise SpecError(str(error)) from None
    return dump(document), [*gone, goal]
