"""The spec's vocabularies as people read them (words/<language>/vocabulary.toml): names, labels, places, deadlines."""

from spec.model import Deadline, End, Scenario, Step
from spec.words import say, words


def name(kind: str, value: str | None, language: str) -> str:
    """The name of `value` of vocabulary `kind` ("performer", "action", …); a value that it lacks stands for itself."""
    names = words("vocabulary", language)[kind]
    return str(names.get("none" if value is None else value, value))


def label(step: Step, language: str) -> str:
    """The step's label as acts print it: «процесс 4», «4-үдеріс»; the suffix of a repeated number stays («5b»)."""
    number = "" if step.number is None else f"{step.number}{step.id.lstrip('RPCA0123456789')}"
    text = say("vocabulary", f"label.{step.kind}", language, number=number)
    return text.strip(" -") if not number else text


def place(step: Step, language: str) -> str:
    """Where the act states the step: «п. 6, пп. 7)»."""
    clause = step.clause.first(language)
    item = step.item if step.item is None or isinstance(step.item, str) else step.item.first(language)
    if clause is None:
        return ""
    key = "clause" if item is None else "item"
    return say("vocabulary", f"place.{key}", language, clause=clause, item=item)


def deadline(value: Deadline, language: str) -> str:
    """A deadline in words: «10–15 секунд», «в течение 2 часов», «15 жұмыс күні»; its variant first, if any."""
    counted: str = value.unit or "none"
    if value.unit == "day" and value.calendar is not None:
        counted = f"{value.calendar}_day"
    forms = words("vocabulary", language)["unit"][counted]
    biggest = number(value.max, language)
    if value.min is None:
        one = value.max % 10 == 1 and value.max % 100 != 11 if language == "ru" else value.max == 1
        unit = forms["within"]["one" if one else "many"] if float(value.max).is_integer() else forms["other"]
        text = say("vocabulary", "deadline.within", language, count=biggest, unit=unit)
    else:
        unit = forms[plural(value.max, language)]
        key = "exact" if value.min == value.max else "range"
        least = number(value.min, language)
        text = say("vocabulary", f"deadline.{key}", language, count=biggest, min=least, max=biggest, unit=unit)
    if value.for_ is None:
        return text
    return say("vocabulary", "deadline.for", language, variant=name("variant", value.for_, language), deadline=text)


def number(value: float, language: str) -> str:
    """A number as the language writes it: 15, 1,5 (1.5 in English)."""
    text = f"{value:g}" if not float(value).is_integer() else str(int(value))
    return text if language == "en" else text.replace(".", ",")


def plural(value: float, language: str) -> str:
    """The plural category (CLDR) of a count: one, few, many or other."""
    if not float(value).is_integer():
        return "other"
    count = int(value)
    if language != "ru":
        return "one" if count == 1 else "many"
    if count % 10 == 1 and count % 100 != 11:
        return "one"
    return "few" if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else "many"


def ending(end: End, at: Step, scenario: Scenario, language: str) -> str:
    """How a case ends at the step `at`, and where that depends on an earlier step («отказ; если действие 5 – отказ») or on
    what the step itself finds («отказ; при неполноте документов»), that too."""
    by_id = {step.id: step for step in scenario.steps if step is not at}
    guards = [one.guard.first(language) for one in at.outcomes if one.id == end.given.get(at.id)]
    causes = [guard for guard in guards if guard] + [
        say("diagram", "given", language, step=label(by_id[key], language), outcome=name("variant", value, language))
        for key, value in end.given.items()
        if key in by_id
    ]
    return "; ".join([name("outcome", end.outcome, language), *causes])
