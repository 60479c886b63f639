"""Which entry of the Kazakh list of terms (ұғымдар) is which of the Russian one (понятия).

Most lists go side by side. One that is in the order of its own alphabet does not: there what an entry is called, and of
whom or what its definition speaks, tell its twin; what tells nothing is paired in order.
"""

from collections.abc import Sequence
from functools import lru_cache

from parser.languagepairs import persons
from parser.languages.matching import mentions
from spec.model import Language, Term

OUT_OF_ORDER = 1.0
"""How much more likeness other pairs must have than those side by side; two that contradict each other may be a fault
of the act (RG227)."""

Features = tuple[frozenset[str], frozenset[str]]


def pair_terms(kk: Sequence[Term], ru: Sequence[Term]) -> list[tuple[Term, Term]]:
    """The pairs of two lists of one length, in the order of the Russian one."""
    left, right = [_features(term, "kk") for term in kk], [_features(term, "ru") for term in ru]
    beside = list(range(len(ru)))
    side_by_side = [(kk[n], ru[n]) for n in beside]
    if not any(_contradict(left[n], right[n]) for n in beside):
        return side_by_side
    likely = sorted(((-_likeness(a, b), abs(i - j), i, j) for i, a in enumerate(left) for j, b in enumerate(right)))
    twins: dict[int, int] = {}
    for weight, _, i, j in likely:
        if weight < 0 and i not in twins.values() and j not in twins and not _contradict(left[i], right[j]):
            twins[j] = i
    gained = sum(_likeness(left[i], right[j]) for j, i in twins.items())
    if gained < sum(_likeness(left[n], right[n]) for n in beside) + OUT_OF_ORDER:
        return side_by_side
    rest = iter(sorted(set(beside) - set(twins.values())))
    return [(kk[twins[j] if j in twins else next(rest)], ru[j]) for j in beside]


def _features(term: Term, language: Language) -> Features:
    """The concepts of a term's names, and the kinds of persons that its definition means."""
    names = " ".join(filter(None, (term.term.get(language), term.abbreviation.get(language))))
    return _concepts(names, language), persons(term.definition.get(language) or "", language)


@lru_cache(maxsize=4096)
def _concepts(names: str, language: Language) -> frozenset[str]:
    return frozenset(mention.concept for mention in mentions(names, language))


def _contradict(kk: Features, ru: Features) -> bool:
    return any(a and b and a.isdisjoint(b) for a, b in zip(kk, ru, strict=True))


def _likeness(kk: Features, ru: Features) -> float:
    """2 for the same names, 1 for the same persons, 0 where nothing tells."""
    shares = (len(a & b) / len(a | b) if a | b else 0.0 for a, b in zip(kk, ru, strict=True))
    return sum(weight * share for weight, share in zip((2, 1), shares, strict=True))
