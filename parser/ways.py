"""What a step's own sentence says of the way on: back to an earlier process, past some, one way for each kind of case, or
the end of the case.

«условие 2 – проверка формы; если она неполна, возврат на процесс 4», «… төленсе, 6-үдеріске көшеді»: the order of the
steps gives way to these words. A number that is only mentioned («запроса из процесса 3») leads nowhere.
"""

from functools import cache, lru_cache

import regex
from msgspec import Struct, structs

from parser.languages.lexicon import lexicon
from spec.model import Language, When

Pattern = regex.Pattern[str]
NEAR = 60
"""Characters between a number and the word that tells that the case goes there."""


class Way(Struct, frozen=True, gc=False):
    """A way on that the sentence names: the id of the step to which it leads, and when it is taken. `guard` are the words
    that say when; `answer` what they mean for a check, None where they tell kinds of cases apart."""

    to: str
    answer: When | None
    guard: str | None


class Course(Struct, frozen=True, gc=False):
    """The ways on that a sentence names, and whether a failed check ends the case in the sentence itself."""

    ways: tuple[Way, ...] = ()
    closes: bool = False


NOWHERE = Course()


@lru_cache(maxsize=4096)
def read_course(text: str, language: Language, condition: bool) -> Course:
    """What `text`, the sentence of a step without its label, says of the way on."""
    low = text.lower()
    if not _hints(language).search(low):
        return NOWHERE
    ways = _ways(low, text, language)
    return Course(ways, condition and not any(way.answer == "failed" for way in ways) and _closes(low, language))


def parts_kinds(text: str, language: Language) -> bool:
    """Whether a condition asks which kind of case this is, and has a way for each."""
    return sum(way.answer is None for way in read_course(text, language, True).ways) > 1


@lru_cache(maxsize=4096)
def skipped_when(text: str, language: Language) -> str | None:
    """The words that say when the step is left out: «если сбор уже уплачен, процесс пропускается»."""
    low = text.lower()
    done = _skips(language).search(low)
    if not done:
        return None
    start = max(low.rfind(mark, 0, done.start()) + 1 for mark in ";:.(")
    guard = _guard(low, start, done.start(), language)
    return text[guard[0] : done.end()].strip(" ,") if guard else None


def _ways(low: str, text: str, language: Language) -> tuple[Way, ...]:
    found: list[Way] = []
    reached = 0
    for target in _targets(language).finditer(low):
        start = max(reached, *(low.rfind(mark, 0, target.start()) + 1 for mark in ";:.("))
        stop = _stop(low, target.end())
        place = _guard(low, start, target.start(), language) or (
            _guard(low, target.end(), stop, language) if language == "ru" else None
        )
        if not _goes(low, start, target, stop, language, place is not None):
            continue
        reached = target.end()
        guard = regex.sub(r"\s*[-–—,:]\s*(?:то|к|ко|на)*\s*$", "", text[slice(*place)]).strip() if place else None
        refused = found[-1].answer == "failed" if found else place is not None and _closes(low[: place[0]], language)
        answer = _answer(low[slice(*place)], refused, language) if place else None
        kind = "C" if target["kind"].startswith(_stems(language, "condition")) else "P"
        found.append(Way(f"{kind}{int(target['number'])}", answer, guard))
    if len(found) == 2 and {None, "failed"} == {way.answer for way in found}:
        found = [way if way.answer else structs.replace(way, answer="passed") for way in found]
    return tuple(found)


def _stop(low: str, start: int) -> int:
    """Where the part of the sentence that begins at `start` ends."""
    return min((at for mark in ";." if (at := low.find(mark, start)) >= 0), default=len(low))


def _goes(low: str, start: int, target: "regex.Match[str]", stop: int, language: Language, guarded: bool) -> bool:
    """Whether the case goes to the step that is named: a word of motion says so, or a dash after the guard."""
    before = low[max(start, target.start() - NEAR) : target.start()]
    if guarded and regex.search(r"[-–—:]\s*(?:к|ко|на)?\s*$|,\s*(?:то)?\s*(?:к|ко|на)\s*$", before):
        return True
    if language == "ru":
        return bool(_begins("goes", language).search(before))
    if not target["dative"]:
        return guarded and bool(regex.search(r"[-–—,]\s*$", before))
    return bool(_begins("goes", language).search(low, target.end(), stop))


def _guard(low: str, start: int, end: int, language: Language) -> tuple[int, int] | None:
    """The words that say when: from «если» to the comma or the word of motion in Russian, up to «…са», «жағдайда» in
    Kazakh."""
    marks = list(_when(language).finditer(low, start, end)) or list(_kinds(language).finditer(low, start, end))
    if not marks:
        return None
    if language == "kk":
        return max(start, low.rfind(",", start, max(start, marks[0].end() - NEAR)) + 1), marks[-1].end()
    fresh = [mark for mark in marks if regex.search(r"(?:^|,|(?<!\w)а)\s*$", low[start : mark.start()])]
    opened = (fresh or marks[:1])[-1]
    motion = _begins("goes", language).search(low, opened.end(), end)
    close = motion.start() if motion else end
    comma = low.rfind(",", opened.end(), close)
    return opened.start(), comma if comma > 0 and motion else close


def _answer(guard: str, refused: bool, language: Language) -> When | None:
    """What a guard means for the check: faults and denials counted, «ошибок нет» is no failure. `refused` tells that the
    sentence has said what follows a failed one, so that «иначе» is the passed one."""
    words = lexicon(language)["course"]
    if regex.search(rf"(?<!\w)(?:{'|'.join(words['otherwise'])})", guard):
        return "passed" if refused else "failed"
    against = len(_against(language).findall(guard))
    if against % 2:
        return "failed"
    return "passed" if against or _begins("holds", language).search(guard) else None


def _closes(low: str, language: Language) -> bool:
    """Whether the sentence says that a failed check ends the case: «при отрицательном результате … завершается»."""
    start = 0
    for part in regex.finditer(r"[^;.]+", low):
        start = part.start()
        for opened in _when(language).finditer(low, start, part.end()):
            said = low[opened.end() : part.end()]
            guard = low[opened.start() : part.end()] if language == "ru" else low[start : opened.end()]
            cut = regex.search(r"[,;]", guard) if language == "ru" else None
            words = guard[: cut.start()] if cut else guard
            finished = _begins("ends", language).search(said)
            if language == "ru" and finished and not cut:
                words = guard[: finished.start() + opened.end() - opened.start()]
            if finished and _answer(words, False, language) == "failed":
                return True
    return False


@cache
def _stems(language: Language, kind: str) -> tuple[str, ...]:
    return tuple(word.rstrip("аеосй") for word in lexicon(language)["labels"][kind])


@cache
def _targets(language: Language) -> Pattern:
    """A step by its number: «к процессу № 6», «на процесс 3», «условию 2»; «6-үдеріске», «3-ші шартқа», «№ 4 процеске»."""
    kinds = "|".join(map(regex.escape, (*_stems(language, "process"), *_stems(language, "condition"))))
    if language == "ru":
        return regex.compile(rf"(?<!\w)(?P<kind>(?:{kinds})\w*)\s*(?:№\s*)?(?P<number>\d{{1,3}})(?!\d|[./]\d)")
    ordinals = "|".join(lexicon(language)["labels"]["ordinal"])
    return regex.compile(
        rf"(?<![\w/])(?:№\s*)?(?P<number>\d{{1,3}})(?:\s*-?\s*(?:{ordinals}))?\s*-?\s*"
        rf"(?P<kind>(?:{kinds})\w*?)(?P<dative>(?:[кқгғ][еа]|н[еа]))?(?!\w)"
    )


@cache
def _skips(language: Language) -> Pattern:
    return regex.compile(rf"(?<!\w)(?:{'|'.join(map(regex.escape, lexicon(language)['course']['skipped']))})")


@cache
def _hints(language: Language) -> Pattern:
    words = lexicon(language)["course"]
    stems = "|".join(map(regex.escape, (*words["goes"], *words["ends"])))
    kinds = "|".join(map(regex.escape, (*_stems(language, "process"), *_stems(language, "condition"))))
    near = rf"(?:{kinds})\w*\s*(?:№\s*)?\d" if language == "ru" else rf"\d\S{{0,5}}\s*-?\s*(?:{kinds})"
    return regex.compile(rf"(?<!\w)(?:{stems})|{near}")


@cache
def _when(language: Language) -> Pattern:
    words = "|".join(map(regex.escape, lexicon(language)["course"]["when"]))
    verbs = r"|(?!немесе)\w{2,}с[ае](?!\w)" if language == "kk" else ""
    return regex.compile(rf"(?<!\w)(?:(?:{words})(?!\w){verbs})")


@cache
def _kinds(language: Language) -> Pattern:
    """«для … – процесс 4», «… үшін – 4-процесс»: a kind of case, right before the dash."""
    words = "|".join(map(regex.escape, lexicon(language)["course"]["kinds"]))
    dash = r"(?=\s*[-–—])" if language == "kk" else r"(?=[^,;]{3,60}[-–—]\s*$)"
    return regex.compile(rf"(?<!\w)(?:{words})(?!\w){dash}")


@cache
def _begins(key: str, language: Language) -> Pattern:
    return regex.compile(rf"(?<!\w)(?:{'|'.join(map(regex.escape, lexicon(language)['course'][key]))})")


@cache
def _against(language: Language) -> Pattern:
    """What speaks against: a fault («наруш…», «қате»), a word that denies, a Kazakh ending that does («болмаса»). One
    who is «қатесіз» has no fault."""
    words = lexicon(language)["course"]
    fault, denies, ends = ("|".join(map(regex.escape, words[key])) for key in ("fault", "denies", "denies_ends"))
    ending = rf"|(?!немесе)(?<!\w)\w+?(?:{ends})(?!\w)" if ends else ""
    without = r"(?!\w*с[ыі]з(?!\w))"
    return regex.compile(rf"(?<!\w)(?:{fault}){without}|(?<!\w)(?:{denies})(?!\w){ending}")
