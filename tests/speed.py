"""How fast text becomes a validated spec, against spaCy's blank pipeline "xx" on the same text in the same process.

`python -m tests.speed` prints CPU times and ratios for the five official texts: warm, and with every bounded cache of ours
(sentences, words, lines, cells) emptied before each reading.
"""

import functools
import gc
import time
from collections import deque
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from parser.parse import parse


def cpu(call: Callable[[], object]) -> float:
    """The CPU time of a call in milliseconds."""
    start = time.process_time()
    call()
    return (time.process_time() - start) * 1000


def forget() -> None:
    """Empties our bounded caches; what is built once a process (lexicons, patterns, pipelines) stays."""
    for cached in gc.get_objects():
        if isinstance(cached, functools._lru_cache_wrapper):
            ours = str(getattr(cached, "__module__", "")).startswith(("parser", "spec"))
            if ours and cached.cache_parameters()["maxsize"] is not None:
                cached.cache_clear()


def times(path: Path, before: Callable[[], object] = lambda: None) -> Iterator[tuple[float, float]]:
    """The CPU times of xx and of ours on one text, in milliseconds, without end: one after the other, so that a loaded
    machine slows both, and each the least so far. `before` is called before each of ours."""
    import spacy

    blank, data = spacy.blank("xx"), path.read_bytes()
    text = data.decode()
    blank(text)
    parse([(path.name, data)])
    theirs = ours = float("inf")
    while True:
        theirs = min(theirs, cpu(lambda: blank(text)))
        before()
        ours = min(ours, cpu(lambda: parse([(path.name, data)])))
        yield theirs, ours


def warm_ratio(path: Path, enough: float, least: int = 10, most: int = 60) -> float:
    """How many times as fast as xx we are, by the least times of `least` runs; of up to `most` until it is `enough`."""
    ratio = 0.0
    for run, (theirs, ours) in enumerate(islice(times(path), most), 1):
        ratio = theirs / ours
        if run >= least and ratio >= enough:
            break
    return ratio


def main() -> None:
    """Prints the table of docs/speed.md."""
    from tests.seeds import NAMES, seed

    print("text     bytes    xx ms   warm ms   ratio   caches emptied ms   ratio")
    for name in NAMES:
        path = seed(name)
        theirs, ours = deque(islice(times(path), 20), 1)[0]
        _, fresh = deque(islice(times(path, forget), 5), 1)[0]
        size = path.stat().st_size
        print(f"{name}   {size:8d} {theirs:8.1f} {ours:9.1f} {theirs / ours:7.2f} {fresh:19.1f} {theirs / fresh:7.2f}")


if __name__ == "__main__":
    main()
