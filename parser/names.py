"""The short forms of a regulation: «ПЭП» → «веб-портал «электронного правительства» …»."""

from collections.abc import Iterable

from spec.model import Term


def short_forms(terms: Iterable[Term]) -> dict[str, str]:
    """Each short form and the words for which it stands; where two terms share one, the first."""
    names: dict[str, str] = {}
    for term in terms:
        short, long = term.abbreviation.first(), term.term.first()
        if short and long and short != long:
            names.setdefault(short, long)
    return names
