"""Where the official texts lie: REGLAMENT_SEEDS, or shared/seeds beside the repository. CI fails without them."""

import os
from functools import cache
from pathlib import Path

import pytest

from parser.parse import ParsedAct, parse

FOLDER = Path(os.environ.get("REGLAMENT_SEEDS") or Path(__file__).parents[2] / "shared" / "seeds")
NAMES = ("000", "001", "002", "003", "004")


def seed(name: str) -> Path:
    """The file of an act; skips where the texts are not at hand, fails in CI."""
    found = sorted(FOLDER.glob(f"{name}_*"))
    if not found:
        reason = f"the official texts are not in {FOLDER} (set REGLAMENT_SEEDS)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found[0]


@cache
def _parsed(path: Path) -> tuple[ParsedAct, ...]:
    return parse([(path.name, path.read_bytes())]).acts


def parsed(name: str) -> ParsedAct:
    """The one act of a seed, parsed once a session."""
    acts = _parsed(seed(name))
    assert len(acts) == 1
    return acts[0]
