"""Steps in the act's order → edges and ends.

The acts state the flow by order: the process right after a condition says what happens when the check fails, the process
after that where the flow goes on. The meaning decides, not the position: a refusal belongs to the check whose failure it
reports, may take several steps, and ends the case. A step that refuses to accept the papers of some cases ends those,
and the others go on from it.
"""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from parser.outcomes import ACCEPTED
from spec.model import Edge, End, Evidence, Outcome, Step, StepOutcome, Texts, When
from spec.validate import REFUSALS

GIVES = {"deliver_result", "hand_over", "register_result", "sign_result", "record"}
"""Actions by which a case ends with its result."""


class Flow(Struct, frozen=True, gc=False):
    """The flow of one scenario; `steps` are the steps given, with the outcomes that the flow needs."""

    steps: tuple[Step, ...]
    edges: tuple[Edge, ...]
    ends: dict[str, tuple[End, ...]]


class Talk(Struct, frozen=True, gc=False):
    """What a step's sentence speaks of: a refusal, a result of the service, or both; `ends` tells that it ends the case
    with a refusal in some cases (parser.acceptance)."""

    refusal: bool
    result: bool
    ends: bool = False


def link_flow(steps: Sequence[Step], talk: Sequence[Talk], evidence: Evidence = "text") -> Flow:
    """The flow of `steps`; `talk` says of each step what its sentence speaks of."""
    chains = _chains(steps, talk)
    taken = {index for chain in chains for index in chain}
    main = [index for index in range(len(steps)) if index not in taken]
    closed = {i for i in main if steps[i].kind == "condition" and talk[i].ends and i + 1 not in taken}
    owners = {chain[0]: _owner(steps, chain, chains, closed) for chain in chains}
    answered = set(owners.values())
    closed -= answered
    edges: list[tuple[int, int, When | None]] = []
    for here, there in zip(main, main[1:], strict=False):
        branches = steps[here].kind == "condition" or here in answered
        edges.append((here, there, "passed" if branches else None))
    for chain in chains:
        owner = owners[chain[0]]
        if owner is not None:
            edges.append((owner, chain[0], "failed"))
        edges += [(here, there, None) for here, there in zip(chain, chain[1:], strict=False)]
    order: dict[When | None, int] = {"failed": 0, "passed": 1, None: 1}
    edges.sort(key=lambda edge: (edge[0], order[edge[2]], edge[1]))
    ends: dict[int, tuple[End, ...]] = {chain[-1]: (End(_refusal_outcome(steps, chain), {}),) for chain in chains}
    result = tuple(steps)
    if main:
        result, ends[main[-1]] = _last(result, talk, main)
    for index in main:
        if index in closed or turns_away(steps[index]):
            answer = "failed" if index in closed else "refusal"
            ends[index] = (*ends.get(index, ()), End("refused", {steps[index].id: answer}))
    return Flow(
        result,
        tuple(Edge(steps[a].id, steps[b].id, when, None, (evidence,), ()) for a, b, when in edges),
        {steps[index].id: ends[index] for index in sorted(ends)},
    )


def turns_away(step: Step) -> bool:
    """Whether the step may refuse to accept the papers, which ends the case there; otherwise the case goes on."""
    return any(outcome.id == ACCEPTED for outcome in step.outcomes)


def _chains(steps: Sequence[Step], talk: Sequence[Talk]) -> list[list[int]]:
    """Runs of steps that together make one refusal: the refusal itself, then steps that speak of nothing but it."""
    chains: list[list[int]] = []
    for index, step in enumerate(steps):
        follows = bool(chains) and chains[-1][-1] == index - 1
        if turns_away(step):
            continue
        if step.action in REFUSALS or _refuses(steps, talk, index):
            if follows and not _answers_other(steps, chains[-1], index):
                chains[-1].append(index)
            else:
                chains.append([index])
        elif follows and step.kind != "condition" and talk[index].refusal and not talk[index].result:
            chains[-1].append(index)
    return chains


def _refuses(steps: Sequence[Step], talk: Sequence[Talk], index: int) -> bool:
    """Whether a process of no known action, right after a condition, speaks of a refusal and of nothing else."""
    step = steps[index]
    follows = index > 0 and steps[index - 1].kind == "condition"
    return (
        step.action == "other" and step.kind == "process" and follows and talk[index].refusal and not talk[index].result
    )


def _answers_other(steps: Sequence[Step], chain: list[int], index: int) -> bool:
    """Whether the refusal at `index` reports the failure of another check than the refusal of `chain` does."""
    if steps[index].action == steps[chain[0]].action:
        return False
    wanted = REFUSALS.get(steps[index].action, ())
    return any(step.kind == "condition" and step.action in wanted for step in steps[:index])


def _owner(steps: Sequence[Step], chain: list[int], chains: list[list[int]], closed: set[int]) -> int | None:
    """The step whose failure leads into `chain`: the nearest check that it answers, else the step right before it; none
    of the checks in `closed`, whose failure ends the case at once."""
    taken = set(closed)
    for other in chains:
        owner = _nearest(steps, other[0], chains, taken)
        if owner is not None:
            taken.add(owner)
        if other is chain:
            return owner
    return None


def _nearest(steps: Sequence[Step], first: int, chains: list[list[int]], taken: set[int]) -> int | None:
    inside = {index for chain in chains for index in chain}
    before = [index for index in range(first - 1, -1, -1) if index not in inside]
    checks = [index for index in before if steps[index].kind == "condition" and index not in taken]
    wanted = REFUSALS.get(steps[first].action, ())
    fits = [index for index in checks if steps[index].action in wanted]
    adjacent = bool(before) and before[0] == first - 1
    if checks and checks[0] == first - 1 and not (fits and checks[0] not in fits):
        return checks[0]
    if fits:
        return fits[0]
    if checks and not adjacent:
        return checks[0]
    return before[0] if before else None


def _refusal_outcome(steps: Sequence[Step], chain: list[int]) -> Outcome:
    return "no_data" if any(steps[index].action == "report_missing_data" for index in chain) else "refused"


def _last(steps: tuple[Step, ...], talk: Sequence[Talk], main: list[int]) -> tuple[tuple[Step, ...], tuple[End, ...]]:
    """The end of the main line, and the steps with the outcome on which it depends."""
    last = steps[main[-1]]
    if last.kind == "condition":
        return steps, (End("other", {}),)
    settling = [i for i in main if not turns_away(steps[i])]
    deciding = next((i for i in settling if any(o.id == "refusal" for o in steps[i].outcomes)), None)
    if deciding is None and last.kind == "action":
        deciding = next((i for i in settling if talk[i].refusal and talk[i].result), None)
        if deciding is not None:
            outcomes = (StepOutcome("issue", Texts(), ()), StepOutcome("refusal", Texts(), ()))
            steps = (*steps[:deciding], replace(steps[deciding], outcomes=outcomes), *steps[deciding + 1 :])
    gives = last.action in GIVES or last.also and not GIVES.isdisjoint(last.also) or talk[main[-1]].result
    given: Outcome = "issued" if gives else "other"
    ends = [End(given, {})]
    if deciding is not None:
        ends.append(End("refused", {steps[deciding].id: "refusal"}))
    return steps, tuple(ends)
