"""A scenario as Python: the functions of its module, line by line, in the act's order and words."""

import textwrap

from msgspec import Struct

from generators.flow import Flow, Node, given, reach
from generators.operations import Operation, Parts, Role, is_person
from generators.source import WIDTH, call, collection, comment, docstring, literal, visible
from generators.structure import Block, Branch, Finish, Perform, Program, Share
from generators.waiting import within
from spec.model import End, Scenario, Step
from spec.words import say
from spec.words.vocabulary import deadline, label, name, place

TITLE = 50
"""Length of a step's short name."""

GUARD = 120
"""Length of the words that tell when a step brings a case to an end."""

HINT = {"nothing": "", "check": "bool | None", "choice": "str | None"}


class Function(Struct, frozen=True):
    """A function of the module: its docstring and body, ready to be written."""

    name: str
    parameters: tuple[str, ...]
    docstring: tuple[str, ...]
    body: tuple[str, ...]


class Book(Struct, frozen=True):
    """What rendering looks up: the scenario and its flow, who does what, constants by step id, the reader's language."""

    scenario: Scenario
    flow: Flow
    parts: Parts
    constants: dict[str, str]
    language: str

    def part(self, id_: str) -> tuple[Role, Operation]:
        """The role and operation of a step."""
        return self.parts.by_step[self.scenario.id, id_]


def functions(book: Book, program: Program, summary: list[str]) -> tuple[Function, ...]:
    """The functions of a scenario's module: `run`, then the parts that several ways share."""
    asked = _asked(book)
    names = {id_: f"_from_{book.constants[id_].lower()}" for id_ in program.shared}
    main = _Writer(book, names, asked)
    free = [id_ for id_ in asked if program.shared or _open(book, id_)]
    opening = [f"    {_variable(book, id_)}: {HINT[book.flow.nodes[id_].asks]} = None" for id_ in free]
    found = [Function("run", (), tuple(docstring(summary, 4)), main.function(program.main, opening))]
    for id_, block in program.shared.items():
        writer = _Writer(book, names, asked)
        text = say("code", "scenario.shared", book.language, step=step_title(book.flow.nodes[id_].step, book.language))
        body = writer.function(block, [])
        parameters = tuple(f"{_variable(book, i)}: {HINT[book.flow.nodes[i].asks]}" for i in _needed(book, id_, asked))
        found.append(Function(names[id_], parameters, tuple(docstring([text], 4)), body))
    return tuple(found)


def step_title(step: Step, language: str) -> str:
    """What the step is called for short: its action's name, or for an action without one the word that the act uses."""
    if step.action != "other":
        return name("action", step.action, language)
    head = visible(step.head.first(language) or name("action", "other", language))
    return textwrap.shorten(head, TITLE, placeholder="…") or head[:TITLE]


def ends_given(flow: Flow, id_: str) -> list[End]:
    """The ends to which the step can bring a case, and that depend on answers which can be given at all and are not told
    by the step's own exit."""
    nodes, node = flow.reached, flow.nodes[id_]
    ends = [end for end in node.ends if end.given] if None in node.targets else list(node.leaves)
    told = {id_} if len(node.targets) > 1 else set()
    return [e for e in ends if set(e.given) != told and all(_possible(nodes, *item) for item in e.given.items())]


def _possible(nodes: dict[str, Node], id_: str, value: str) -> bool:
    spoken = {True: "passed", False: "failed"}
    answers = [exit_.answer for exit_ in nodes[id_].exits] if id_ in nodes else []
    return any((spoken[answer] if isinstance(answer, bool) else answer) == value for answer in answers)


def _asked(book: Book) -> tuple[str, ...]:
    """The ids of the steps on whose answers an end depends."""
    return _needed(book, book.flow.first, tuple(book.flow.reached))


def _needed(book: Book, first: str | None, asked: tuple[str, ...]) -> tuple[str, ...]:
    """Those of `asked` on which an end depends that can be reached from `first`."""
    ends = [end for id_ in reach(book.flow.nodes, first) for end in ends_given(book.flow, id_)]
    return tuple(id_ for id_ in asked if any(id_ in end.given for end in ends))


def _variable(book: Book, id_: str) -> str:
    stem = book.constants[id_].lower()
    return f"{stem}_passed" if book.flow.nodes[id_].asks == "check" else f"{stem}_outcome"


def _open(book: Book, id_: str) -> bool:
    """Whether a case can come to an end that asks for the step's answer without having done the step."""
    nodes, first = book.flow.nodes, book.flow.first
    around = {
        key: Node(node.step, node.asks, tuple(e for e in node.exits if e.to != id_), node.ends, node.optional)
        for key, node in nodes.items()
    }
    free = reach(around, first) if first != id_ else set()
    return nodes[id_].optional or any(id_ in end.given for key in free for end in ends_given(book.flow, key))


class _Writer:
    """Writes the body of one function; `actors` collects the roles that it uses."""

    def __init__(self, book: Book, shared: dict[str, str], asked: tuple[str, ...]) -> None:
        self.book, self.shared, self.asked = book, shared, asked
        self.actors: dict[str, None] = {}

    def function(self, block: Block, opening: list[str]) -> tuple[str, ...]:
        lines = self.block(block, 4, None)
        order = [role.name for role in self.book.parts.roles if role.name in self.actors]
        known = [f"    {actor} = actors.{actor}" for actor in order]
        head = known + opening
        return (*head, *([""] if head else []), *lines)

    def block(self, block: Block, indent: int, because: str | None) -> list[str]:
        """The lines of a block; `because` is the reason, so far, why a case that ends in it is not granted."""
        lines: list[str] = []
        for index, statement in enumerate(block):
            after = block[index + 1] if index + 1 < len(block) else None
            if isinstance(statement, Perform):
                if lines:
                    lines.append("")
                lines += self.perform(statement.id, after, indent)
                step = self.book.flow.nodes[statement.id].step
                if step.action.startswith(("refuse_", "report_")):
                    because = step_title(step, self.book.language)
            elif isinstance(statement, Branch):
                lines += self.branch(statement, indent)
            elif isinstance(statement, Share):
                lines += self.share(statement, indent)
            else:
                lines += self.finish(statement, indent, because)
        return lines

    def perform(self, id_: str, after: object, indent: int) -> list[str]:
        return [*self.call(id_, after, indent), *self.leave(id_, indent)]

    def leave(self, id_: str, indent: int) -> list[str]:
        """The ends that earlier answers bring about right after the step, from which other cases go on."""
        node, lines = self.book.flow.nodes[id_], list[str]()
        for end in ends_given(self.book.flow, id_):
            if end in node.leaves:
                lines += [*self.given(end, indent), *self.ending(node, end, indent + 4, None)]
        return lines

    def call(self, id_: str, after: object, indent: int) -> list[str]:
        """Where the act states the step, and the call that has it done."""
        node = self.book.flow.nodes[id_]
        lines = step_comment(node.step, self.book.language, indent)
        lines += self.awaited(id_, indent)
        branches = isinstance(after, Branch) and after.id == id_
        if node.asks == "check" and branches and not self.keeps(id_):
            return lines
        kept = self.keeps(id_) or branches
        before = f"{_variable(self.book, id_)} = " if kept else ""
        pad = " " * indent
        if not node.optional:
            return lines + self.done(node, before, "", indent)
        condition = f"case.requires(steps.{self.book.constants[id_]})"
        if node.asks == "check" and kept:
            return lines + self.done(node, f"{before}not {condition} or ", "", indent)
        if kept and branches:
            lines.append(f"{pad}{_variable(self.book, id_)}: str = {literal(str(node.skip.answer))}")
        return [*lines, f"{pad}if {condition}:", *self.done(node, before, "", indent + 4)]

    def awaited(self, id_: str, indent: int) -> list[str]:
        """Until when a decision is expected that has no deadline of its own."""
        language = self.book.language
        stated = "; ".join(dict.fromkeys(deadline(value, language) for value in within(self.book.flow, id_)))
        return comment(say("code", "scenario.within", language, deadlines=stated), indent) if stated else []

    def keeps(self, id_: str) -> bool:
        """Whether the step's answer decides an end that is still to come, or other answers do right after it."""
        return bool(self.leave(id_, 0)) or id_ in _needed(self.book, id_, self.asked)

    def done(self, node: Node, before: str, after: str, indent: int) -> list[str]:
        """The call that has the step done."""
        role, operation = self.book.part(node.step.id)
        self.actors[role.name] = None
        method = "wait_for_person" if is_person(node.step) else "step"
        arguments = [f"steps.{self.book.constants[node.step.id]}", f"{role.name}.{operation.name}", "case"]
        return call(f"{before}engine.{method}", arguments, after, indent)

    def branch(self, branch: Branch, indent: int) -> list[str]:
        node, language = self.book.flow.nodes[branch.id], self.book.language
        lines: list[str] = []
        for index, (answers, block) in enumerate(branch.arms):
            word = "if" if index == 0 or branch.closed else "elif"
            if branch.total and index == len(branch.arms) - 1:
                lines.append(f"{' ' * indent}else:")
            else:
                lines += self.test(node, answers, word, indent)
            failed = say("code", "reason.failed", language, check=step_title(node.step, language))
            lines += self.block(block, indent + 4, failed if answers == (False,) else None)
        return lines

    def test(self, node: Node, answers: tuple[object, ...], word: str, indent: int) -> list[str]:
        id_, pad = node.step.id, " " * indent
        variable = _variable(self.book, id_)
        if node.asks == "choice":
            texts = [literal(str(answer)) for answer in answers]
            if len(texts) == 1:
                return [f"{pad}{word} {variable} == {texts[0]}:"]
            return collection(f"{word} {variable} in ", texts, ":", indent)
        refused = answers == (False,)
        if self.keeps(id_):
            return [f"{pad}{word} {'not ' if refused else ''}{variable}:"]
        required = f"case.requires(steps.{self.book.constants[id_]})"
        if node.optional:
            before = f"{word} {required} and not " if refused else f"{word} not {required} or "
        else:
            before = f"{word} not " if refused else f"{word} "
        return self.done(node, before, ":", indent)

    def share(self, share: Share, indent: int) -> list[str]:
        needed = [_variable(self.book, id_) for id_ in _needed(self.book, share.id, self.asked)]
        return call(f"return {self.shared[share.id]}", ["case", "engine", "actors", *needed], "", indent)

    def finish(self, finish: Finish, indent: int, because: str | None) -> list[str]:
        node = self.book.flow.nodes[finish.id]
        lines: list[str] = []
        for end in ends_given(self.book.flow, finish.id):
            if end not in node.leaves:
                lines += self.given(end, indent)
                lines += self.ending(node, end, indent + 4, because)
        own = [end for end in node.ends if set(end.given) == {finish.id} and given(end, {finish.id: finish.answer})]
        plain = next((end for end in node.ends if not end.given), None)
        return lines + self.ending(node, own[0] if own else plain, indent, because)

    def given(self, end: End, indent: int) -> list[str]:
        tests = []
        for id_, value in end.given.items():
            variable = _variable(self.book, id_)
            check = self.book.flow.nodes[id_].asks == "check"
            tests.append(f"{variable} is {value == 'passed'}" if check else f"{variable} == {literal(value)}")
        pad, line = " " * indent, f"{' ' * indent}if {' and '.join(tests)}:"
        if len(line) <= WIDTH or len(tests) == 1:
            return [line]
        inner = [f"{pad}    {'and ' if index else ''}{test}" for index, test in enumerate(tests)]
        return [f"{pad}if (", *inner, f"{pad}):"]

    def ending(self, node: Node, end: End | None, indent: int, because: str | None) -> list[str]:
        outcome = literal(end.outcome if end else "other")
        reason = visible(self.reason(node.step, end, because))
        arguments = [outcome, f"steps.{self.book.constants[node.step.id]}", literal(reason)]
        return call("return Ending", arguments, "", indent)

    def decision(self, node: Node, value: str) -> str:
        """What a step answered: a check that failed, or the outcome."""
        title, language = step_title(node.step, self.book.language), self.book.language
        if node.asks == "check" and value == "failed":
            return say("code", "reason.failed", language, check=title)
        return f"{title}: {name('when' if node.asks == 'check' else 'variant', value, language)}"

    def guard(self, step: Step, end: End) -> list[str]:
        """When the step itself brings the case to this end, as the act says it."""
        guards = [one.guard.first(self.book.language) for one in step.outcomes if one.id == end.given.get(step.id)]
        return [textwrap.shorten(visible(guard), GUARD, placeholder="…") for guard in guards if guard]

    def reason(self, step: Step, end: End | None, because: str | None) -> str:
        """Why the case ends so: the earlier answer that decided it, the refusal's name, the check that failed."""
        language, nodes = self.book.language, self.book.flow.nodes
        if end is None:
            return say("code", "reason.unstated", language, step=step_title(step, language))
        if end.given:
            decided = [self.decision(nodes[id_], value) for id_, value in end.given.items()]
            return "; ".join([*decided, *self.guard(step, end)])
        if end.outcome == "issued":
            return name("outcome", "issued", language)
        return because or step_title(step, language)


def step_comment(step: Step, language: str, indent: int) -> list[str]:
    """Where the act states the step and how long it may take, then its own sentence."""
    source = step.source.get("kk" if language == "kk" else "ru") or next(iter(step.source.values()), ())
    line = f" ({say('code', 'scenario.line', language, line=source[0].line)})" if source else ""
    head = f"{', '.join(filter(None, (place(step, language), label(step, language))))}{line}."
    if step.deadlines:
        stated = "; ".join(deadline(value, language) for value in step.deadlines)
        head += f" {say('code', 'scenario.deadline', language, deadlines=stated)}"
    notes = [head]
    if step.only_if is not None:
        condition = step.only_if.first(language)
        key = "only_if" if condition else "unless"
        notes.append(say("code", f"scenario.{key}", language, condition=condition))
    own = step.texts.get(language)
    sentence = own or step.texts.first(language) or ""
    title = "" if own else f"{step_title(step, language)}. "
    notes.append(f"{title}{_quoted(sentence)}" if sentence else title)
    if step.also:
        actions = ", ".join(name("action", action, language) for action in step.also)
        notes.append(say("code", "scenario.also", language, actions=actions))
    if step.checks:
        checks = ", ".join(name("check", check, language).replace("_", " ") for check in step.checks)
        notes.append(say("code", "scenario.checks", language, checks=checks))
    either = say("code", "scenario.either", language)
    if step.outcomes:
        ways = [f"{one.id} ({name('variant', one.id, language)})" for one in step.outcomes]
        notes.append(say("code", "scenario.outcomes", language, outcomes=either.join(ways)))
    if step.needs:
        groups = [either.join(name("abbreviation", system, language) for system in group) for group in step.needs]
        notes.append(say("code", "scenario.needs", language, needs="; ".join(groups)))
    return [line for note in notes if note for line in comment(note, indent)]


def _quoted(sentence: str) -> str:
    return f"„{sentence}“" if "«" in sentence else f"«{sentence}»"
