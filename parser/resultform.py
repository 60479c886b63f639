"""The form in which the result of a service is given, where another clause than that on the result says it."""

import re
from functools import cache, lru_cache
from typing import Literal

from parser.headings import alternation
from parser.languages.lexicon import lexicon
from parser.values import Clause
from spec.model import Language

Form = Literal["electronic", "paper"]
FORMS: tuple[Form, ...] = ("electronic", "paper")
SENTENCE = re.compile(r"(?<=\.)\s+(?=[А-ЯӘІҢҒҮҰҚӨҺЁ«\"])")


def form_of_result(clauses: tuple[Clause, ...], language: Language) -> Form | None:
    """The one form that a sentence on the form of the result names: «Форма предоставления результата … : бумажная»,
    «Нәтиже электронды түрде ресімделеді»; None where it names both, or no sentence speaks of it.

    «Результат оформляется в электронной форме. На бумажном носителе результат распечатывается …»: the first sentence
    counts; what is printed on request is drawn up electronically.
    """
    for clause in clauses:
        found = _forms_in(clause.opening.text, language) if not clause.items else ()
        if found:
            return found[0] if len(found) == 1 else None
    return None


@lru_cache(maxsize=4096)
def _forms_in(text: str, language: Language) -> tuple[Form, ...]:
    """The forms that the first sentence of `text` on the form of the result names."""
    form, drawn_up, named = _patterns(language)
    words = lexicon(language)["service"]
    for sentence in SENTENCE.split(" ".join(text.split())):
        if form.search(sentence) or (drawn_up.search(sentence) and named.search(sentence)):
            lowered = sentence.lower()
            found = tuple(each for each in FORMS if any(word in lowered for word in words[each]))
            if found:
                return found
    return ()


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The form of the result by name; the verb of drawing up; who or what is drawn up."""
    words = lexicon(language)["service"]
    keys = ("result_form", "drawn_up", "drawn")
    form, drawn_up, named = (re.compile(r"(?<!\w)" + alternation(words[key]), re.IGNORECASE) for key in keys)
    return form, drawn_up, named
