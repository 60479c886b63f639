"""Every act at hand: the five official texts, and the models of the corpus."""

from functools import cache
from pathlib import Path

from parser.parse import ParsedAct, parse
from spec.model import Scenario, Service, Spec
from tests.seeds import NAMES, parsed

CORPUS = Path(__file__).parents[1] / "corpus"
MODELS = tuple(sorted(folder.name for folder in CORPUS.iterdir() if folder.is_dir()))
ACTS = (*NAMES, *MODELS)


@cache
def act(name: str) -> ParsedAct:
    """An act by its name among `ACTS`; both texts of a model are one act."""
    if name in NAMES:
        return parsed(name)
    files = sorted(path for path in (CORPUS / name).iterdir() if path.suffix != ".json")
    acts = parse([(path.name, path.read_bytes()) for path in files]).acts
    assert len(acts) == 1
    return acts[0]


def scenarios(name: str) -> list[tuple[Spec, Service, Scenario]]:
    """The scenarios of an act, each with its spec and service."""
    spec = act(name).spec
    return [(spec, service, scenario) for service in spec.services for scenario in service.scenarios]
