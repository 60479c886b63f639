"""The language of a line, and the stretches of a source in one language.

A file may hold the Kazakh act and then the Russian one. A quoted title or a name in the other language cuts nothing: a
cut costs as much as several full lines in the wrong language, and the cheapest cutting is taken.
"""

import re
from functools import lru_cache

from parser.values import Line, Source
from spec.model import Language

KAZAKH_LETTER = re.compile("[әіңғүұқөһӘІҢҒҮҰҚӨҺ]")
# Words that hold a sentence together, and the look of verbs and nouns in only one of the two languages. For Kazakh those
# without letters of its own, since damaged texts lose these («жане» for «және»), and old fonts too.
KAZAKH_WORD = re.compile(
    r"\b(?:мен|бен|пен|жане|туралы|бойынша|аркылы|осы|бар|жок|болып|болса|болған|болган|бастап|ету|беру|алу|"
    r"алушы|беруші|жылы|жылгы|облысы|ауданы|каласы|баска|кейін|сондай|ретінде|дейін|ушін|уш|емес|"
    r"[а-я]+(?:лар|лер|дар|дер|тар|тер)(?:ды|ді|га|ге|дын|дің|мен|ы|ін|ына)?|[а-я]+(?:ылады|іледі|еді|ады)|"
    r"[а-я]+(?:сынын|ының|дагы|дегі|ндагы|ылган))\b",
    re.IGNORECASE,
)
RUSSIAN_WORD = re.compile(
    r"\b(?:и|в|во|на|с|со|по|для|от|до|о|об|при|или|не|что|из|к|ко|за|его|их|это|данн[а-я]+|которо[а-я]+|также|если|"
    r"[а-яё]{2,}(?:ого|его|ому|ему|ыми|ими|ых|ий|ый|ая|ое|ые|ение|ении|ения|ением|ание|ания|анием|ость|ости|ться|тся|"
    r"ует|ают|ляет|цией|ии|ию|ций|ство|ства|ству|ами|ями|ющ[а-я]+|вш[а-я]+|ете|ите|овать|ать|ить))\b",
    re.IGNORECASE,
)
# Words that no Kazakh sentence holds, and that most Russian ones do.
RUSSIAN_SMALL = frozenset(("и", "в", "на", "с", "по", "для", "от", "об", "о", "при", "или", "из", "к", "не"))
SHARE = 12  # one letter in so many its own: Kazakh beyond doubt; a Russian line with Kazakh names has fewer
UPPER = "[А-ЯЁӘІҢҒҮҰҚӨҺ]"
NAME = re.compile(rf"(?:\b{UPPER}\. ?){{1,2}}{UPPER}\w+|\b{UPPER}\w+ (?:{UPPER}\.){{1,2}}(?! ?{UPPER})")
SIGNATURE = 60  # letters: names in shorter lines say nothing of the language
FEW = 4  # letters: a shorter line says nothing of its language

CUT = 300  # what a cut costs, in letters that stand in a stretch of the other language
FULL = 150  # a line counts for no more letters than this, so that one long line alone cuts nothing


@lru_cache(maxsize=8192)
def language_of(line: str) -> Language | None:
    """The language of one line, None where it shows none (numbers, dashes, names)."""
    line = line.strip()
    special = len(KAZAKH_LETTER.findall(line))
    if special and "." in line and len(line) < SIGNATURE:
        line = NAME.sub("", line)
        special = len(KAZAKH_LETTER.findall(line))
    if special * SHARE > len(line):
        return "kk"
    if not special and not RUSSIAN_SMALL.isdisjoint(line.lower().split()):
        return "ru"
    russian = RUSSIAN_WORD.search(line)
    kazakh = special or KAZAKH_WORD.search(line)
    if kazakh and russian:
        return "kk" if len(KAZAKH_WORD.findall(line)) + special / 2 > len(RUSSIAN_WORD.findall(line)) else "ru"
    return "kk" if kazakh else "ru" if russian else None


def sections(source: Source) -> tuple[tuple[Language, tuple[Line, ...]], ...]:
    """The source cut into stretches by language, in order; together they hold all its lines.

    Lines that show no language go with the stretch before them, so that a stretch begins at the first line that shows its
    own: the title of the second act. Empty where no line shows a language.
    """
    text = source.text
    evidence: list[tuple[int, Language, int]] = []  # index of the line, its language, its letters
    for index, line in enumerate(source.lines):
        if line.end - line.start < FEW:
            continue
        language = language_of(text[line.start : line.end])
        if language:
            evidence.append((index, language, min(FULL, line.end - line.start)))
    if not evidence:
        return ()
    stretches = []
    begin = 0
    cuts = _cuts(evidence)
    for place, (_, language) in enumerate(cuts):
        end = cuts[place + 1][0] if place + 1 < len(cuts) else len(source.lines)
        stretches.append((language, source.lines[begin:end]))
        begin = end
    return tuple(stretches)


def _cuts(evidence: list[tuple[int, Language, int]]) -> list[tuple[int, Language]]:
    """Where each stretch begins (index of its first line) and its language: the cutting that costs least."""
    both: tuple[Language, Language] = ("kk", "ru")
    kazakh, russian = (sum([weight for _, told, weight in evidence if told == language]) for language in both)
    if min(kazakh, russian) < CUT:  # no cut pays
        return [(0, "kk" if russian <= kazakh else "ru")]
    cost = [0, 0]
    switched: list[tuple[bool, bool]] = []  # for each line, whether the best way to kk, to ru came from the other
    for _, language, weight in evidence:
        new = [cost[0] + (weight if language == "ru" else 0), cost[1] + (weight if language == "kk" else 0)]
        switch = (new[0] > cost[1] + CUT + (new[0] - cost[0]), new[1] > cost[0] + CUT + (new[1] - cost[1]))
        if switch[0]:
            new[0] += cost[1] + CUT - cost[0]
        if switch[1]:
            new[1] += cost[0] + CUT - cost[1]
        switched.append(switch)
        cost = new
    state = 0 if cost[0] <= cost[1] else 1
    cuts = []
    for place in range(len(evidence) - 1, -1, -1):
        if switched[place][state] and place:
            cuts.append((evidence[place][0], both[state]))
            state = 1 - state
    cuts.append((0, both[state]))
    return cuts[::-1]
