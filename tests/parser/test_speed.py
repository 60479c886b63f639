"""Text → validated spec in a warm process, against spaCy's blank pipeline "xx" on the same text in the same run.

The target is 2.5 times its speed (docs/speed.md has the figures). A ratio moves by a fifth with what else a machine does,
so what fails a build is a floor well under the figures; the target itself is an expected failure where it is not met.
"""

import pytest

from tests.seeds import NAMES, seed
from tests.speed import warm_ratio

TARGET = 2.5
FLOOR = {"000": 1.7, "001": 0.7, "002": 1.8, "003": 2.4, "004": 1.2}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.xfail(reason="docs/speed.md: 001 misses the target, a busy machine makes others miss it", strict=False)
def test_text_to_spec_is_two_and_a_half_times_as_fast_as_xx(name):
    assert warm_ratio(seed(name), TARGET, most=15) >= TARGET


@pytest.mark.parametrize("name", sorted(FLOOR))
def test_it_gets_no_slower(name):
    assert warm_ratio(seed(name), FLOOR[name]) >= FLOOR[name]
