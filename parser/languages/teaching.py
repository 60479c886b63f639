"""What is wrong with the words and actions that a project teaches (`[lexicon]` of reglament.toml)."""

import re
from collections.abc import Iterator
from typing import Literal, get_args

from msgspec import Struct

from parser.languages.lexicon import LANGUAGES, TEACHABLE, Teaching, Weighing, own_lexicon
from spec.model import Channel, StepKind
from spec.words import words as spoken

Problem = Literal["table", "name", "empty", "twice", "weights", "kind", "internal", "channel", "performer"]
NAME = re.compile(r"[a-z][a-z0-9_]*")
LETTER = re.compile(r"[^\W_]")
INTERNAL = ("both", "only", "never")


class Fault(Struct, frozen=True):
    """A fault in the table `place` («ru.concepts», «actions.plant») at `key`; `said` is what stands there, `known` what
    may stand there or where else the word stands."""

    place: str
    key: str
    problem: Problem
    said: str = ""
    known: str = ""


def faults(teaching: Teaching) -> Iterator[Fault]:
    """The faults of a teaching that no other language can mend, table by table."""
    for language in LANGUAGES:
        own = own_lexicon(language)
        for table, entries in teaching.tables(language).items():
            place = f"{language}.{table}"
            if table not in TEACHABLE:
                yield Fault(place, table, "table", table, ", ".join(TEACHABLE))
                continue
            yield from _words(place, entries, own[table])
    taught_roles = [key for language in LANGUAGES for key in teaching.tables(language).get("roles", ())]
    for name, weighing in teaching.actions.items():
        yield from _action(name, weighing, taught_roles)


def _words(place: str, entries: dict[str, tuple[str, ...]], own: dict[str, list[str]]) -> Iterator[Fault]:
    """Keys that are no names, words without a letter, words that stand for something else already."""
    taken = {_plain(word): key for key, known in own.items() for word in known}
    for key, said in entries.items():
        if not NAME.fullmatch(key):
            yield Fault(place, key, "name", key)
        for word in said or ("",):
            if not LETTER.search(word):
                yield Fault(place, key, "empty", word)
            elif taken.setdefault(_plain(word), key) != key:
                yield Fault(place, key, "twice", word, taken[_plain(word)])


def _plain(word: str) -> str:
    return " ".join(word.lower().split())


def _action(name: str, weighing: Weighing, roles: list[str]) -> Iterator[Fault]:
    place = f"actions.{name}"
    if not NAME.fullmatch(name):
        yield Fault(place, name, "name", name)
    if not any(weight > 0 for weight in weighing.do.values()):
        yield Fault(place, "do", "weights")
    allowed: dict[Problem, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
        "kind": ("kinds", weighing.kinds, get_args(StepKind)),
        "internal": ("internal", (weighing.internal,), INTERNAL),
        "channel": ("performer", tuple(weighing.performer), get_args(Channel)),
        "performer": ("performer", tuple(weighing.performer.values()), (*_performers(), *roles)),
    }
    for problem, (key, said, known) in allowed.items():
        for value in said:
            if value not in known:
                yield Fault(place, key, problem, value, ", ".join(known))


def unknown_concepts(teaching: Teaching) -> Iterator[tuple[str, str]]:
    """What the weights of a taught action name and no language knows: (action, name)."""
    own, taught = own_lexicon("ru"), [teaching.tables(language) for language in LANGUAGES]
    keys = {table: {*own[table], *(key for each in taught for key in each.get(table, ()))} for table in TEACHABLE}
    known = keys["concepts"] | {f"system:{key}" for key in keys["systems"]}
    known |= {f"of:{key}" for key in keys["concepts"]} | {f"role:{key}" for key in keys["roles"]}
    known |= {f"by:{key}" for key in (*keys["roles"], *_performers())}
    for action, weighing in teaching.actions.items():
        for name in sorted({*weighing.do, *weighing.with_} - known):
            yield action, name


def _performers() -> list[str]:
    return [name for name in spoken("vocabulary", "en")["performer"] if name != "none"]
