"""Flow → structured code: steps one after another, branches that end or come together again, no jumps.

Where two ways meet that no `if` can bring together, and where a way leads back, the steps from there on become a function of
their own, and each way `return`s what it gives. A refusal of a step or two is written where it happens, each time.
"""

from msgspec import Struct

from generators.flow import Answer, Flow, Node, ending, reach
from spec.model import Outcome

SHORT = 3
"""So many steps to an end, without a branch, are written again rather than shared."""


class Perform(Struct, frozen=True):
    """The step is done."""

    id: str


class Branch(Struct, frozen=True):
    """What the step answered decides: each arm is done for its answers; no arm for the answers that just go on.

    `closed` tells that every arm ends the case, so that what follows needs no `else`. Where it is False, either the arms
    come together again in what follows, or the last arm stands for all the answers that are left (`total`).
    """

    id: str
    arms: tuple[tuple[tuple[Answer, ...], "Block"], ...]
    closed: bool
    total: bool


class Finish(Struct, frozen=True):
    """The case ends at this step; `answer` is the step's, where that alone brings the case here."""

    id: str
    answer: Answer = None


class Share(Struct, frozen=True):
    """The case goes on in the function that begins with this step."""

    id: str


Statement = Perform | Branch | Finish | Share
Block = tuple[Statement, ...]


class Program(Struct, frozen=True):
    """The main line of a scenario, and the shared parts by the id of their first step."""

    main: Block
    shared: dict[str, Block]


def structure(flow: Flow) -> Program:
    """The program of a flow that has a first step."""
    shared = set(_loop_heads(flow))
    while True:
        builder = _Builder(flow, shared)
        program = builder.program()
        if not builder.again:
            return program
        shared |= builder.again


class _Builder:
    """Builds a program once; `again` collects the steps that it met twice and that have to be shared."""

    def __init__(self, flow: Flow, shared: set[str]) -> None:
        self.nodes, self.first, self.shared = flow.nodes, flow.first, shared
        self.built: set[str] = set()
        self.again: set[str] = set()
        self.merges = _merges(flow, shared)

    def program(self) -> Program:
        main = self.block(self.first, None)
        return Program(main, {id_: self.block(id_, None, own=True) for id_ in self.nodes if id_ in self.shared})

    def block(self, first: str | None, stop: str | None, own: bool = False) -> Block:
        """The code from `first` up to `stop`; `own` tells that it is the body of the shared part that begins there."""
        done: list[Statement] = []
        here = first
        while here is not None and here != stop:
            if here in self.shared and (done or not own):
                return (*done, Share(here))
            if here in self.built and not self.short(here):
                self.again.add(here)
                return (*done, Share(here))
            self.built.add(here)
            node = self.nodes[here]
            done.append(Perform(here))
            if len(node.targets) == 1:
                if node.targets[0] is None:
                    return (*done, Finish(here))
                here = node.targets[0]
                continue
            branch, here = self.branch(node)
            done.append(branch)
        return tuple(done)

    def branch(self, node: Node) -> tuple[Branch, str | None]:
        """The branch at a step with several targets, and where the code goes on after it."""
        id_ = node.step.id
        merge = self.merges[id_]
        onward = merge or self.main_line(node)
        arms: list[tuple[tuple[Answer, ...], Block]] = []
        for to in node.targets:
            answers = tuple(exit_.answer for exit_ in node.exits if exit_.to == to)
            if to is None:
                arms += [(some, (Finish(id_, some[0]),)) for some in _by_end(node, answers)]
            elif to != onward:
                arms.append((answers, self.block(to, merge)))
        total = onward not in node.targets
        return Branch(id_, tuple(arms), merge is None, total), onward

    def main_line(self, node: Node) -> str | None:
        """Where the ways from a step stay apart, the one that the others leave: the longest, refusals counting half."""
        adverse = {exit_.to for exit_ in node.exits if exit_.answer in (False, "refusal")}
        weight = {to: len(reach(self.nodes, to)) * (1 if to in adverse else 2) for to in node.targets}
        return max(reversed(node.targets), key=weight.__getitem__)

    def short(self, id_: str) -> bool:
        """Whether the steps from here are few and lead straight to an end."""
        here: str | None = id_
        for _ in range(SHORT):
            if here is None:
                return True
            if here in self.shared or len(self.nodes[here].targets) > 1:
                return False
            here = self.nodes[here].targets[0]
        return here is None


def _by_end(node: Node, answers: tuple[Answer, ...]) -> list[tuple[Answer, ...]]:
    """The answers that end the case, those that end it alike together."""
    groups: dict[Outcome | None, list[Answer]] = {}
    for answer in answers:
        groups.setdefault(ending(node, {node.step.id: answer}), []).append(answer)
    return [tuple(group) for group in groups.values()]


def _loop_heads(flow: Flow) -> list[str]:
    """The steps to which a way leads back."""
    heads: list[str] = []
    state: dict[str, int] = {}
    stack: list[tuple[str, bool]] = [(flow.first, False)] if flow.first else []
    while stack:
        here, leaving = stack.pop()
        if leaving:
            state[here] = 2
            continue
        if here in state:
            continue
        state[here] = 1
        stack.append((here, True))
        for to in flow.nodes[here].targets:
            if to is not None and state.get(to) == 1:
                heads.append(to)
            elif to is not None and to not in state:
                stack.append((to, False))
    return heads


def _merges(flow: Flow, shared: set[str]) -> dict[str, str | None]:
    """For each step the one in which all ways on from it come together (its immediate postdominator), or None.

    A way into a shared part counts as an end.
    """
    import networkx

    end = "\0end"
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    for id_ in reach(flow.nodes, flow.first):
        for to in flow.nodes[id_].targets:
            graph.add_edge(end if to is None or to in shared else to, id_)
    found = networkx.immediate_dominators(graph, end)
    return {id_: None if over in (end, id_) else over for id_, over in found.items() if id_ != end}
