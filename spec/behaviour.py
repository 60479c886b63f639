"""What an edition does to applications: every way through both graphs, and those that end otherwise or take another time."""

from msgspec import Struct

from spec.changes import StepName, step_name
from spec.graph import Path, paths
from spec.matching import match_scenarios, match_services, match_steps
from spec.model import Outcome, Scenario, Spec
from spec.substance import Languages, scenario_facts, shared_languages
from spec.worst import NOTHING, Duration, longest

LIMIT = 2_000  # ways through one scenario


class Way(Struct, frozen=True):
    """How an application goes in one edition: the ids of its steps, its outcome and its time at worst."""

    steps: tuple[str, ...]
    outcome: Outcome
    time: Duration


class Answer(Struct, frozen=True):
    """What a check says about the application («failed», «passed»), or which way to end a step takes."""

    step: StepName
    answer: str


class Flip(Struct, frozen=True):
    """An application, told by the answers of its checks, and its two ways; None where an edition leads it nowhere."""

    service: str
    scenario: str
    answers: tuple[Answer, ...]
    old: Way | None
    new: Way | None


class Behaviour(Struct, frozen=True):
    """The applications that flip, and the scenarios with too many ways to walk."""

    flips: tuple[Flip, ...]
    unwalked: tuple[str, ...]


def behaviour(old: Spec, new: Spec) -> Behaviour:
    """The applications whose outcome or time differs between two specs."""
    languages = shared_languages(old, new)
    flips: list[Flip] = []
    unwalked: list[str] = []
    for a, b in match_services(old.services, new.services, languages):
        left, right = old.services[a], new.services[b]
        for x, y in match_scenarios(left.scenarios, right.scenarios):
            before, after = left.scenarios[x], right.scenarios[y]
            if scenario_facts(before, languages) == scenario_facts(after, languages):
                continue
            try:
                flips += _flips(right.id, before, after, languages)
            except OverflowError:
                unwalked.append(f"{right.id}/{after.id}")
    return Behaviour(tuple(flips), tuple(unwalked))


def _flips(service: str, old: Scenario, new: Scenario, languages: Languages) -> list[Flip]:
    """The ways of one scenario, each with those of the other edition that give the same answers."""
    matching = match_steps(old.steps, new.steps, languages)
    names = {step.id: f"+{step.id}" for step in new.steps}
    names |= {new.steps[b].id: old.steps[a].id for a, b in matching.pairs}
    known = {f"+{step.id}": step for step in new.steps} | {step.id: step for step in old.steps}
    left = [(_answers(path, {}), path) for path in paths(old, LIMIT)]
    right = [(_answers(path, names), path) for path in paths(new, LIMIT)]
    if len(left) * len(right) > LIMIT * 100:
        raise OverflowError(new.id)
    met: set[int] = set()
    found: list[tuple[dict[str, str], Way | None, Way | None]] = []
    for answers, path in left:
        twins = [n for n, (others, _) in enumerate(right) if _agree(answers, others)]
        met.update(twins)
        before = _way(old, path)
        for n in twins:
            after = _way(new, right[n][1])
            if (before.outcome, before.time) != (after.outcome, after.time):
                found.append((answers | right[n][0], before, after))
        if not twins:
            found.append((answers, before, None))
    found += [(answers, None, _way(new, path)) for n, (answers, path) in enumerate(right) if n not in met]
    return [
        Flip(
            service,
            new.id,
            tuple(Answer(step_name(known[step]), said) for step, said in answers.items()),
            before,
            after,
        )
        for answers, before, after in found
    ]


def _answers(path: Path, names: dict[str, str]) -> dict[str, str]:
    """What the checks of a way said, and which ways to end its steps took, by the shared names of the steps."""
    given = path.answers | path.outcomes
    return {names.get(step, step): answer for step, answer in given.items()}


def _agree(left: dict[str, str], right: dict[str, str]) -> bool:
    return all(right.get(step, answer) == answer for step, answer in left.items())


def _way(scenario: Scenario, path: Path) -> Way:
    steps = {step.id: step for step in scenario.steps}
    time = NOTHING
    for name in path.steps:
        time = time + longest(steps[name], path.outcomes.get(name))
    return Way(path.steps, path.outcome, time)
