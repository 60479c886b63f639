"""Service → a Python package: one module a scenario, a Protocol for each role, and a try-out on actors in memory.

The package needs the standard library and an engine that is passed in (`engine.py` says which). Layout is in
`templates/python`; everything that depends on the act is decided here and in narrative.py.
"""

from collections.abc import Callable
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from generators.flow import flow
from generators.header import digest, header
from generators.narrative import Book, functions, step_title
from generators.operations import Operation, Parts, Role, roles
from generators.source import WIDTH, call, collection, docstring, imports, literal, name, number, visible
from generators.structure import structure
from generators.waiting import spent_by, within
from spec.model import Deadline, Scenario, Service, Spec, Step, Texts
from spec.words import say
from spec.words.vocabulary import name as named

if TYPE_CHECKING:
    import jinja2

MODULES = frozenset({"case", "engine", "operations", "promise", "simulation"})
"""Modules that every package has; no scenario may take their names."""


def generate(spec: Spec, service: Service, language: str) -> dict[str, bytes]:
    """The files of the package `workflow/<package>/…`, texts in `language` (kk, ru or en)."""
    package = package_name(spec, service)
    books = scenario_books(service, language)
    parts = next(iter(books.values())).parts if books else Parts((), {})
    folder, mark = f"workflow/{package}", digest(spec, service)
    files: dict[str, bytes] = {f"{folder}/py.typed": b""} | layout("workflow", mark, language)

    def write(module: str, template: str, **values: Any) -> None:
        path = f"{folder}/{module}.py"
        files[path] = render(f"python/{template}", language, top(mark, path, language), **values)

    shown = [_role(role, parts, books, language) for role in parts.roles]
    answers = [
        "\n".join(collection(f"{role.returns(operation)} = Literal", [*map(literal, operation.answers)], brackets="[]"))
        for role in parts.roles
        for operation in role.operations
        if operation.asks == "choice"
    ]
    write("__init__", "init.py.j2", docstring=_package_text(spec, service, package, books), digest=mark)
    write("case", "case.py.j2")
    write("engine", "engine.py.j2")
    write("operations", "operations.py.j2", roles=shown, answers=answers)
    wiring = "\n".join(
        call("return operations.Actors", [f"{role.class_name}Double(script)" for role in parts.roles], indent=4)
    )
    write("simulation", "simulation.py.j2", roles=shown, wiring=wiring)
    if books:
        write("promise", "promise.py.j2")
        write("__main__", "main.py.j2", **_demo(package, books, language))
    for module, book in books.items():
        write(module, "scenario.py.j2", stem=module, **_scenario(service, book))
        write(f"{module}_steps", "steps.py.j2", **_steps(book))
    return dict(sorted(files.items()))


def package_name(spec: Spec, service: Service) -> str:
    """The import name of the service's package: the act's id, its edition, and the service where the act has several."""
    edition = spec.act.edition.date if spec.act.edition else ""
    act = name(f"{spec.act.id} {edition}", fallback="act", longest=40)
    return act if len(spec.services) == 1 else f"{act}_{name(service.id, fallback='service', longest=20)}"


def scenario_books(service: Service, language: str) -> dict[str, Book]:
    """What rendering needs of each scenario that has steps, by the name of its module."""
    flows = [(scenario, flow(scenario)) for scenario in service.scenarios if scenario.steps]
    parts = roles(flows)
    books: dict[str, Book] = {}
    for scenario, its_flow in flows:
        taken = {*MODULES, *books, *(f"{module}_steps" for module in books)}
        books[name(scenario.id, taken, "scenario", 20)] = Book(
            scenario, its_flow, parts, _constants(scenario), language
        )
    return books


def render(template: str, language: str, head: str, **values: Any) -> bytes:
    """A template filled in; `head` is the file's header, docstrings are looked up by key of the words for code."""
    doc = partial(_doc, language)
    word = partial(_word, language)
    text = environment().get_template(template).render(header=head, doc=doc, word=word, **values)
    return (text.rstrip("\n") + "\n").encode()


def layout(folder: str, mark: str, language: str) -> dict[str, bytes]:
    """How ruff is to lay out what is in a generated folder, so that it needs no options to find it clean."""
    path = f"{folder}/ruff.toml"
    return {path: f'{top(mark, path, language)}\nline-length = {WIDTH}\ntarget-version = "py311"\n'.encode()}


def top(mark: str, path: str, language: str) -> str:
    """The header as Python comments; `mark` is the digest of what the act says."""
    return "\n".join(f"# {line}" for line in header(mark, path, language))


@cache
def environment() -> "jinja2.Environment":
    """The templates; what they are given is Python source already, made by generators.source."""
    import jinja2

    return jinja2.Environment(
        loader=jinja2.PackageLoader("templates", ""),
        autoescape=False,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _doc(language: str, *keys: str, indent: int = 0) -> str:
    return "\n".join(docstring([say("code", key, language) for key in keys], indent))


def _word(language: str, key: str) -> str:
    return literal(say("code", key, language))


def _constants(scenario: Scenario) -> dict[str, str]:
    found: dict[str, str] = {}
    for step in scenario.steps:
        found[step.id] = name(step.key, {*(value.lower() for value in found.values()), "all"}, "step", 32).upper()
    return found


def _package_text(spec: Spec, service: Service, package: str, books: dict[str, Book]) -> str:
    language = next(iter(books.values())).language if books else "en"
    act = spec.act
    issuer = act.issuers.first(language)
    name_ = say("code", f"package.act_{act.kind}", language, issuer=issuer) if issuer and act.kind else issuer
    facts = [name_, act.date, f"№ {act.number}" if act.number else None]
    stated = ", ".join(fact for fact in facts if fact)
    text = say("code", "package.act", language, act=stated) if stated else say("code", "package.unknown_act", language)
    if act.repeal is not None:
        text += " " + say("code", "package.repealed", language)
    paragraphs = [say("code", "package.summary", language, title=service.titles.first(language) or service.id), text]
    if books:
        ways = [f"{module} – {named('channel', book.scenario.channel, language)}" for module, book in books.items()]
        paragraphs.append(say("code", "package.use", language, scenarios="; ".join(ways)))
        read = [one.path for one in spec.sources if language not in ("kk", "ru") or language in one.languages]
        if files := ", ".join(read or [one.path for one in spec.sources]):
            paragraphs.append(say("code", "package.lines", language, files=files))
        paragraphs.append(say("code", "package.demo", language, package=package, scenario=next(iter(books))))
    return "\n".join(docstring(paragraphs))


def _scenario(service: Service, book: Book) -> dict[str, Any]:
    """The values of scenario.py.j2."""
    scenario, its_flow, language = book.scenario, book.flow, book.language
    channel = named("channel", scenario.channel, language)
    title = service.titles.first(language) or service.id
    clause = scenario.clause.first(language)
    key = "scenario.summary_clause" if clause else "scenario.summary"
    summary = [say("code", key, language, channel=channel, clause=clause, title=title)]
    if its_flow.unreached:
        left_out = ", ".join(f"{id_} ({step_title(its_flow.nodes[id_].step, language)})" for id_ in its_flow.unreached)
        summary.append(say("code", "scenario.unreached", language, steps=left_out))
    found = []
    told = [say("code", f"scenario.{key}", language) for key in ("run", "legend")]
    for function in functions(book, structure(its_flow), told):
        arguments = ["case: Case", "engine: Engine", "actors: Actors", *function.parameters]
        definition = call(f"def {function.name}", arguments, " -> Ending:")
        lines = {"definition": definition, "docstring": function.docstring, "body": function.body}
        found.append({key: "\n".join(value) for key, value in lines.items()})
    return {"docstring": "\n".join(docstring(summary)), "functions": found}


def _steps(book: Book) -> dict[str, Any]:
    """The values of steps.py.j2."""
    scenario, language = book.scenario, book.language
    summary = say("code", "scenario.steps", language, channel=named("channel", scenario.channel, language))
    steps = [_step(book, step) for step in scenario.steps]
    every = [book.constants[step.id] for step in scenario.steps]
    everything = collection("ALL = ", every)
    return {
        "docstring": "\n".join(docstring([summary])),
        "steps": ["\n".join(lines) for lines in steps],
        "deadlines_used": any(step.deadlines for step in scenario.steps),
        "everything": "\n".join(everything),
    }


def _step(book: Book, step: Step) -> list[str]:
    constant, language = book.constants[step.id], book.language
    source = step.source.get("kk" if language == "kk" else "ru") or next(iter(step.source.values()), ())
    item = step.item.first(language) if isinstance(step.item, Texts) else step.item
    values = {
        "key": literal(step.key),
        "label": literal(visible(step.id)),
        "title": literal(visible(step_title(step, language))),
        "performer": _optional(step.performer),
        "clause": _optional(step.clause.first(language)),
        "item": _optional(item),
        "line": str(source[0].line) if source else "None",
    }
    lines = [f"{constant} = Step(", *(f"    {key}={value}," for key, value in values.items())]
    for field, stated in (("deadlines", step.deadlines), ("within", within(book.flow, step.id))):
        if stated:
            lines += collection(f"{field}=", [_deadline(deadline) for deadline in stated], ",", indent=4)
    if decides := spent_by(book.flow, step.id):
        lines.append(f"    spent_by={literal(decides)},")
    return [*lines, ")"]


def _deadline(deadline: Deadline) -> str:
    values = [number(deadline.max), _optional(deadline.unit)]
    if deadline.min is not None:
        values.append(f"minimum={number(deadline.min)}")
    if deadline.calendar is not None:
        values.append(f"calendar={literal(deadline.calendar)}")
    if deadline.for_ is not None:
        values.append(f"applies_to={literal(deadline.for_)}")
    return f"Deadline({', '.join(values)})"


def _optional(text: str | None) -> str:
    return "None" if text is None else literal(text)


def _role(role: Role, parts: Parts, books: dict[str, Book], language: str) -> dict[str, Any]:
    """A role as operations.py.j2 and simulation.py.j2 show it."""
    performer = named("performer", role.performer, language)
    operations = [_operation(role, operation, books, language) for operation in role.operations]
    return {
        "name": role.class_name,
        "attribute": role.name,
        "docstring": "\n".join(docstring([say("code", "operations.role", language, performer=performer)], 4)),
        "double": "\n".join(docstring([say("code", "simulation.double", language, performer=performer)], 4)),
        "operations": operations,
    }


def _operation(role: Role, operation: Operation, books: dict[str, Book], language: str) -> dict[str, str]:
    from spec.words.vocabulary import place

    places: dict[str, None] = {}
    by_id = {book.scenario.id: book for book in books.values()}
    titles: dict[str, None] = {}
    for scenario, id_ in operation.uses:
        step = by_id[scenario].flow.nodes[id_].step
        titles[step_title(step, language)] = None
        places[place(step, language)] = None
    text = f"{', '.join(titles)} ({'; '.join(filter(None, places))})."
    arguments = ["self", "case: Case", "once: str"]
    returns = role.returns(operation)
    definition = call(f"def {operation.name}", arguments, f" -> {returns}:", indent=4)
    outside = f"operations.{returns}" if operation.asks == "choice" else returns
    double = call(f"def {operation.name}", arguments, f" -> {outside}:", indent=4)
    usual = {"check": "True", "nothing": "None"}.get(operation.asks) or literal(operation.answers[0])
    said = ["case", "once", literal(role.name), literal(operation.name), usual]
    before = "" if operation.asks == "nothing" else "return "
    answer: Callable[..., list[str]] = partial(call, f"{before}self.script.answer", indent=8)
    return {
        "definition": "\n".join(definition),
        "docstring": "\n".join(docstring([text], 8)),
        "double": "\n".join(double),
        "answer": "\n".join(answer(said)),
    }


def _demo(package: str, books: dict[str, Book], language: str) -> dict[str, Any]:
    """The values of main.py.j2."""
    modules = sorted(name for module in books for name in (module, f"{module}_steps"))
    rows = [f"    {literal(module)}: ({module}.run, {module}_steps.ALL)," for module in books]
    parts = next(iter(books.values())).parts
    performers = [
        f"    {literal(role.performer)}: {literal(visible(named('performer', role.performer, language)))},"
        for role in parts.roles
        if role.performer
    ]
    text = say("code", "demo.summary", language, package=package, scenario="|".join(books))
    return {
        "demo": "\n".join(docstring([text])),
        "imports": imports(".", modules),
        "scenarios": "\n".join(["{", *rows, "}"]),
        "answers": "\n".join(["{", *(line for item in books.items() for line in _answers(*item)), "}"]),
        "optional": "\n".join(["{", *(line for item in books.items() for line in _optional_steps(*item)), "}"]),
        "performers": "\n".join(["{", *performers, "}"] if performers else ["{}"]),
        "prog": literal(f"python -m {package}"),
    }


def _optional_steps(module: str, book: Book) -> list[str]:
    """The steps of a scenario that a case may not need, as an entry of a dict."""
    keys = [literal(node.step.key) for node in book.flow.reached.values() if node.optional]
    return collection(f"{literal(module)}: ", keys, ",", indent=4)


def _answers(module: str, book: Book) -> list[str]:
    """The answers that each step of a scenario can give, where it is asked for one, as an entry of a dict."""
    rows: list[str] = []
    for node in book.flow.reached.values():
        if node.asks != "nothing":
            given = [exit_.answer for exit_ in node.exits]
            answers = [repr(one) if isinstance(one, bool) else literal(str(one)) for one in given]
            rows += collection(f"{literal(node.step.key)}: ", answers, ",", indent=8)
    return [f"    {literal(module)}: {{", *rows, "    },"] if rows else [f"    {literal(module)}: {{}},"]
