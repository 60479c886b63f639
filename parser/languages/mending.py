"""Misspelt keywords: the one word of the lexicon that a word nobody knows is closest to.

Damage stands in the stem or in the ending, so the word is tried with several endings cut off; what keeps most of it
wins. A word that two entries are equally close to stays as it is.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from parser.languages import kazakh

SHORTEST = 6
"""Letters that a word must have before it may be taken for a misspelt one."""

STEM = 5
"""Letters that a stem must have before a word may be taken for it."""


class Mender(Struct, frozen=True, gc=False):
    """Stems to be met, each with the norm that it stands for; sorted, so that ties fall the same way."""

    language: str
    stems: dict[str, str]

    def mend(self, word: str) -> str | None:
        """The norm that `word` misspells, or None."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        if len(word) < SHORTEST:
            return None
        best: dict[tuple[int, int, int], set[str]] = {}
        for candidate in self._candidates(word):
            found = process.extract(
                candidate, self.stems.keys(), scorer=OSA.distance, score_cutoff=_allowed(candidate), limit=6
            )
            for stem, distance, _ in found:
                if stem[0] == candidate[0]:
                    rank = (int(distance), -len(candidate), -len(stem))
                    best.setdefault(rank, set()).add(self.stems[str(stem)])
        closest = best[min(best)] if best else set()
        return closest.pop() if len(closest) == 1 else None

    def _candidates(self, word: str) -> Iterable[str]:
        """What may be the stem of `word`: longest first."""
        if self.language == "kk":
            whole = kazakh.fold(word)
            cut = (kazakh.stem(word), *kazakh.other_stems(word))
        else:
            whole = word.lower()
            suffixed = max(whole.rfind("иру"), whole.rfind("иров"))
            cut = tuple(whole[: len(whole) - length] for length in range(4)) + (
                (whole[:suffixed],) if suffixed > 0 else ()
            )
        fitting = (candidate for candidate in dict.fromkeys(cut) if len(candidate) >= STEM)
        return sorted(fitting, key=lambda candidate: (-len(candidate), candidate))


def mender(language: str, norms: Mapping[str, str]) -> Mender:
    """A mender for these stems (Kazakh) or lemmas (Russian), each with its norm."""
    stems: dict[str, str] = {}
    for written, norm in sorted(norms.items()):
        stem = written if language == "kk" else _russian_stem(written)
        if len(stem) >= STEM and len(norm) >= STEM:
            stems.setdefault(stem, norm)
    return Mender(language, stems)


def _russian_stem(lemma: str) -> str:
    """A lemma without the letters that its endings change: «проверка» gives «проверк», «направить» «направ»."""
    for ending in ("ировать", "овать", "ать", "ять", "ить", "еть", "ный", "ие", "ия"):
        if lemma.endswith(ending) and len(lemma) - len(ending) >= STEM:
            return lemma[: -len(ending)]
    return lemma.rstrip("аеийоуыьюя")


def _allowed(candidate: str) -> int:
    return 1 if len(candidate) < 10 else 2
