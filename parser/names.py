"""The short forms of a regulation: «ПЭП» → «веб-портал «электронного правительства» …»."""

from collections.abc import Iterable

from parser.languages.matching import mentions
from spec.model import Language, Term


def short_forms(terms: Iterable[Term]) -> dict[str, str]:
    """Each short form and the words for which it stands; where two terms share one, the first. An office that is called
    by one word («Отдел – государственное учреждение «Отдел …» (далее – Отдел)») stands for what defines it."""
    names: dict[str, str] = {}
    for term in terms:
        short, long = term.abbreviation.first(), term.term.first()
        if short and short == long and _office(short, term.abbreviation.languages()[0]):
            long = term.definition.first()
        if short and long and short != long:
            names.setdefault(short, long)
    return names


def _office(name: str, language: Language) -> bool:
    """Whether a name is a word for a department, and nothing else."""
    return {mention.concept for mention in mentions(name, language)} == {"role:department"}
