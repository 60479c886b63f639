"""Changes in words: what a change says, whom it touches, where it is."""

from collections.abc import Callable
from typing import Any

from spec.changes import Change, Side, StepName, classes
from spec.model import Result, Survey, Texts
from spec.words import say, words
from spec.words.vocabulary import deadline, name, number, plural
from spec.worst import Duration


def title(one: Change, language: str) -> str:
    """The name of the change's class."""
    return say("changes", f"{one.code}.title", language)


def explain(code: str, language: str) -> str:
    """What a class of change means, and what to do about it."""
    return say("changes", f"{code}.explain", language)


def message(one: Change, language: str) -> str:
    """What changes, in one sentence."""
    kinds = classes()[one.code].arguments
    values = {argument: spoken(kinds[argument], value, language) for argument, value in one.arguments.items()}
    text = say("changes", f"{one.code}.message", language, **values, step=step(one.side.step, language))
    if values.get("old") == values.get("new"):  # a term whose meaning alone differs
        text = text.replace(f"{values.get('old')} → {values.get('new')}", f"{values.get('old')}")
    if "path_old" in values and values["path_old"] == values["path_new"] and "deadline" not in kinds.values():
        text = text.rpartition(". ")[0]  # a step that takes nobody longer
    return text


def place(side: Side, language: str) -> str:
    """The path of a place, and the clause that states it."""
    path = side.path if side.service else say("changes", "page.act", language)
    clause = side.clause.first(language) if side.clause else None
    if clause is None:
        return path
    item = side.item if side.item is None or isinstance(side.item, str) else side.item.first(language)
    key = "clause" if item is None else "item"
    return f"{path} ({say('vocabulary', f'place.{key}', language, clause=clause, item=item)})"


def step(one: StepName | None, language: str) -> str:
    """«процесс 4 «Оплата услуги»», or the beginning where there is no step."""
    if one is None:
        return say("changes", "value.beginning", language)
    count = "" if one.number is None else f"{one.number}{one.id.lstrip('RPCA0123456789')}"
    label = say("vocabulary", f"label.{one.kind}", language, number=count).strip(" -")
    action = name("action", one.action, language) if one.action != "other" else one.head.first(language)
    return f"{label} «{action}»" if action else label


def spoken(kind: str, value: Any, language: str) -> str:
    """An argument of vocabulary `kind` in words; «nothing» for none."""
    if kind == "when" and value is None:
        return say("changes", "value.always", language)
    if kind == "needs" and value is None:
        return say("changes", "value.all", language)
    if value is None and kind not in ("step", "performer", "automation"):
        return say("changes", "value.nothing", language)
    return KINDS[kind](value, language)


def duration(value: Duration, language: str) -> str:
    """«15 working days 2 hours 30 seconds»; the months first."""
    parts = []
    for count, unit in (
        (value.months, "month"),
        (value.calendar_days, "calendar_day"),
        (value.working_days, "working_day"),
        (value.seconds // 3600, "hour"),
        (value.seconds % 3600 // 60, "minute"),
        (value.seconds % 60, "second"),
    ):
        if count:
            unit_words = words("vocabulary", language)["unit"][unit]
            parts.append(f"{number(count, language)} {unit_words[plural(count, language)]}")
    if value.open:
        parts.append(say("changes", "duration.open", language, count=value.open))
    return " ".join(parts) or say("changes", "duration.none", language)


def _texts(value: Texts, language: str) -> str:
    return value.first(language) or say("changes", "value.nothing", language)


def _result(value: Result, language: str) -> str:
    names = _texts(value.names, language)
    return f"{names} ({name('form', value.form, language)})" if value.form else names


def _needs(value: tuple[tuple[str, ...], ...], language: str) -> str:
    either, both = (f" {say('changes', f'value.{key}', language)} " for key in ("or", "and"))
    return both.join(either.join(name("abbreviation", each, language) for each in part) for part in value)


def _survey(value: Survey, language: str) -> str:
    return say("changes", "survey.size", language, questions=value.questions, options=value.options)


def _named(vocabulary: str) -> Callable[[Any, str], str]:
    return lambda value, language: name(vocabulary, value, language)


def _own(table: str) -> Callable[[Any, str], str]:
    return lambda value, language: say("changes", f"{table}.{value}", language)


KINDS: dict[str, Callable[[Any, str], str]] = {
    "text": lambda value, language: str(value),
    "choice": lambda value, language: name("variant", value, language),
    "texts": _texts,
    "step": step,
    "steps": lambda value, language: ", ".join(step(each, language) for each in value),
    "duration": duration,
    "deadline": deadline,
    "result": _result,
    "needs": _needs,
    "survey": _survey,
    "outcomes": lambda value, language: ", ".join(name("outcome", each, language) for each in value),
    "units": lambda value, language: ", ".join(name("performer", each, language) for each in value) or "–",
    "fact": _own("fact"),
    "annex": _own("annex"),
    "reference": _own("reference"),
    "language": _own("language"),
    **{kind: _named(kind) for kind in ("action", "automation", "channel", "form", "kind", "outcome", "performer")},
    **{kind: _named(kind) for kind in ("system", "variant", "when")},
}
