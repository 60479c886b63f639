"""The act's own lines → the act: kind, title, issuer, date, number, registration, repeal, edition, and its id.

Sources, best first: the stamp under the title («Постановление … от … № …. Зарегистрировано …. Утратило силу …»), the notes
(«Сноска.», «Ескерту.»), the approval stamp of the regulations, the enacting words.
"""

import re
from collections.abc import Iterator

from parser.annexes import annex_facts
from parser.citations import Citation, read_citation
from parser.dates import find_dates, first_date
from parser.headings import alternation, headings
from parser.issuers import fold, issuer_key
from parser.languages.lexicon import lexicon
from parser.stamp import EDGES, Stamp, Words, head_of, read_stamp, words_of
from parser.titles import title_findings
from parser.values import Outline, Passage, Regulation
from spec.model import Act, Edition, Finding, Language, Registration, Repeal, Where, texts
from spec.rules import finding

QUOTED = re.compile(r"[\"«“](?P<inner>[^\"«»“”]*)[\"»”]")
FACTS = ("kind", "issuer", "date", "number")
TITLE_LINES = 12
DATE_LINE = 80
"""Characters of the longest line that gives nothing but date and number."""


def read_act(outline: Outline) -> tuple[Act, tuple[Finding, ...]]:
    """The act of an outline, and what is odd about its facts."""
    language = outline.language
    paragraphs = tuple(head_of(outline))
    stamp = read_stamp(paragraphs, language)
    cited = read_citation(stamp.act.text, language) if stamp.act else None
    approval = _approval(outline)
    facts = [each for each in (cited, approval) if each]
    if not all(any(getattr(each, name) for each in facts) for name in FACTS):
        facts += [each for each in (_enacted(paragraphs, language),) if each]
    kind, issuer, date, number = (next((v for each in facts if (v := getattr(each, name))), None) for name in FACTS)
    repeal, findings = _repeal(stamp, language)
    findings += _lacking(outline, {"issuer": issuer, "date": date, "number": number})
    if cited and approval:
        findings += _differing(outline, cited, approval)
    annexes, references, lost = annex_facts(outline)
    registration, title = _registration(stamp, language), _title(paragraphs, stamp, language)
    findings += _amends(outline, title)
    findings += lost
    findings += title_findings(outline)
    findings += _disordered(outline, date, registration, repeal)
    act = Act(
        act_id(issuer, date, number, language),
        _edition(outline, paragraphs, stamp),
        kind if kind in ("resolution", "order") else None,
        texts(language, title),
        texts(language, issuer),
        date,
        number,
        registration,
        repeal,
        annexes,
        references,
    )
    return act, tuple(findings)


def act_id(issuer: str | None, date: str | None, number: str | None, language: Language) -> str:
    """The id of an act: issuer, ISO date, folded number; ASCII; what is not known is left out («act» if all of it)."""
    parts = (issuer_key(issuer, language) if issuer else "", date or "", fold(number or ""))
    return "-".join(part for part in parts if part) or "act"


def _approval(outline: Outline) -> Citation | None:
    """What the approval stamp of the first regulation says: «Утвержден постановлением … от … № …»."""
    for regulation in outline.regulations:
        cited = read_citation(approval_text(regulation), outline.language)
        if cited and (cited.date or cited.number):
            return cited
    return None


def _enacted(paragraphs: tuple[Passage, ...], language: Language) -> Citation | None:
    """What an act without a stamp says of itself: «акимат области ПОСТАНОВЛЯЕТ:», and a line with date and number."""
    table = lexicon(language)["act"]
    line = next(
        (p for p in paragraphs if len(p.text) < DATE_LINE and NUMBERS.search(p.text) and first_date(p.text, language)),
        None,
    )
    number = NUMBERS.search(line.text) if line else None
    for kind in ("resolution", "order"):
        words = re.compile(r"\b" + alternation(table["resolves" if kind == "resolution" else "orders"]), re.IGNORECASE)
        for paragraph in paragraphs:
            if match := words.search(paragraph.text):
                said = " ".join(paragraph.text[: match.start()].split())
                before = re.split(rf"[,»\"]\s*|(?<!\w){alternation(table['under'])}\s", said)[-1]
                issuer = before.strip(EDGES) or None
                date = first_date(line.text, language) if line else None
                return Citation(kind, issuer, date, number[1] if number else None, 0, 0)
    return None


def approval_text(regulation: Regulation) -> str:
    """The lines of a regulation above its title, as one line."""
    if regulation.title is None or not regulation.lines:
        return ""
    return " ".join(regulation.source.text[regulation.lines[0].start : regulation.title.start].split())


def _title(paragraphs: tuple[Passage, ...], stamp: Stamp, language: Language) -> str | None:
    """The title of the act: from «Об …» on or up to «… туралы», above the stamp or, in some editions, below it."""
    places = [part.start for part in (stamp.act, stamp.registered, stamp.repealed) if part]
    above = [" ".join(p.text.split()) for p in paragraphs if not places or p.start < min(places)]
    below = [" ".join(p.text.split()) for p in paragraphs if places and p.start > max(places)]
    find = _title_kk if language == "kk" else _title_ru
    title = find(above[:TITLE_LINES]) or find(below[:TITLE_LINES]) or (above[0] if above and places else None)
    return _unquoted(title) if title else None


def _title_kk(lines: list[str]) -> str | None:
    last = next((n for n, line in enumerate(lines) if words_of("kk").title_last.search(line)), None)
    return None if last is None else " ".join(lines[_title_begin(lines[: last + 1]) : last + 1])


def _title_ru(lines: list[str]) -> str | None:
    first = next((n for n, line in enumerate(lines) if words_of("ru").title_first.match(line)), None)
    if first is None:
        return None
    last = next((n for n, line in enumerate(lines) if n > first and not line[0].islower()), len(lines))
    return " ".join(lines[first:last])


def _title_begin(lines: list[str]) -> int:
    """The line with which a title that ends in the last of `lines` begins: back while lines go on in lower case."""
    first = len(lines) - 1
    while first > 0 and (lines[first][0].islower() or " ".join(lines[first:]).count('"') % 2):
        first -= 1
    return first


def _unquoted(title: str) -> str:
    """A title without quotation marks around the whole of it."""
    title = title.strip(EDGES)
    whole = QUOTED.fullmatch(title)
    return whole["inner"] if whole else title


def _registration(stamp: Stamp, language: Language) -> Registration | None:
    if stamp.registered is None:
        return None
    text = stamp.registered.text
    cited = NUMBERS.search(text)
    dates = find_dates(text, language)
    places = [match.start() for match in (cited,) if match] + [dated.start for dated in dates[:1]]
    word = words_of(language).registered.match(text)
    body = text[word.end() if word else 0 : min(places, default=len(text))]
    body = re.sub(r"\s+(?:от|за)$", "", " ".join(body.split())).strip(EDGES)
    return Registration(dates[0].iso if dates else None, cited[1] if cited else None, texts(language, body or None))


NUMBERS = re.compile(r"№\s*(\w+(?:[-/]\w+)*)")


def _amends(outline: Outline, title: str | None) -> list[Finding]:
    """RG026 where the act by its title changes another act: what it does not change, it does not say."""
    table = lexicon(outline.language)["act"]
    first, last = alternation(table["changes_first"]), alternation(table["changes_last"])
    if not title or not re.search(rf"^[\s«\"]*{first}|{last}[\s.»\"]*$", title, re.IGNORECASE):
        return []
    line = outline.head[0]
    place = Where(language=outline.language, source=outline.source.id, start=line.start, end=line.end, line=line.number)
    return [finding("RG026", place)]


def _repeal(stamp: Stamp, language: Language) -> tuple[Repeal | None, list[Finding]]:
    """The act that ended this one, from the stamp, else from a note; a note that says otherwise is a finding."""
    words, places = words_of(language), [stamp.repealed] if stamp.repealed else []
    for note in stamp.notes:
        match = words.repealed.search(note.text)
        if match:
            places.append(note.part(match.start(), len(note.text)))
    repeals = [(_one_repeal(place, words, language), place) for place in places]
    if not repeals:
        return None, []
    findings = []
    first = repeals[0][0]
    for repeal, place in repeals[1:]:
        for fact, left, right in (("date", first.date, repeal.date), ("number", first.number, repeal.number)):
            if left and right and left != right:
                arguments = {"fact": f"repeal.{fact}", "first": left, "second": right}
                findings.append(finding("RG297", _where(place, language), **arguments))
    return first, findings


def _one_repeal(place: Passage, words: Words, language: Language) -> Repeal:
    match = words.repealed.match(place.text)
    text = place.text[match.end() if match else 0 :].lstrip(EDGES)
    cited = read_citation(text, language)
    if cited is None:
        return Repeal(None, None, texts(language, " ".join(text.split()).strip(EDGES) or None))
    return Repeal(cited.date, cited.number, texts(language, " ".join(text[cited.start : cited.end].split())))


def _edition(outline: Outline, paragraphs: tuple[Passage, ...], stamp: Stamp) -> Edition | None:
    """The latest amendment that a note anywhere in the text, or the head, tells of."""
    language, words = outline.language, words_of(outline.language)
    places = list(_notes(outline))
    places += [text for part in (stamp.act, stamp.registered) if part and words.amended.search(text := part.text)]
    places += [text for p in paragraphs if (text := p.text).startswith("(")]
    latest: Edition | None = None
    for text in places:
        for match in words.amended.finditer(text):
            cited = _amending(text, match, language)
            if cited and cited.date and (latest is None or cited.date > latest.date):
                latest = Edition(cited.date, _by(cited))
    return latest


def _by(cited: Citation) -> str:
    return " ".join(part for part in (cited.issuer, cited.number and f"№ {cited.number}") if part)


def _amending(text: str, match: re.Match[str], language: Language) -> Citation | None:
    """The act that amended, beside the word that says so: after it in Russian; after a dash, or before it, in Kazakh."""
    after = read_citation(text[match.end() :].lstrip(EDGES), language)
    if after or language == "ru":
        return after
    return read_citation(text[: match.start()], language)


def _notes(outline: Outline) -> Iterator[str]:
    """The notes («Сноска. …», «Ескерту. …») of the whole text."""
    text, lines = outline.source.text, [*outline.head, *(line for r in outline.regulations for line in r.lines)]
    low, high = (lines[0].start, lines[-1].end) if lines else (0, 0)
    for word in lexicon(outline.language)["outline"]["note"]:
        place = text.find(word.capitalize(), low, high)
        while place >= 0:
            begin = text.rfind("\n", 0, place) + 1
            stop = text.find("\n", place, high)
            stop = stop if stop >= 0 else high
            if not text[begin:place].strip(" (\t"):
                yield text[place:stop]
            place = text.find(word.capitalize(), stop, high)


def _lacking(outline: Outline, facts: dict[str, str | None]) -> list[Finding]:
    place = Where(
        language=outline.language, source=outline.source.id, line=outline.head[0].number if outline.head else None
    )
    return [finding("RG024", place, fact=fact) for fact, value in facts.items() if value is None]


def _differing(outline: Outline, cited: Citation, approval: Citation) -> list[Finding]:
    """Where the approval stamp gives another date or number than the act's head."""
    regulation = outline.regulations[0]
    line = regulation.lines[0]
    title = regulation.title.start if regulation.title else line.end
    where = Where(language=outline.language, source=outline.source.id, start=line.start, end=title, line=line.number)
    pairs = (("date", cited.date, approval.date), ("number", cited.number, approval.number))
    return [
        finding("RG297", where, fact=fact, first=left, second=right)
        for fact, left, right in pairs
        if left and right and fold(left) != fold(right)
    ]


def _disordered(
    outline: Outline, adopted: str | None, registration: Registration | None, repeal: Repeal | None
) -> list[Finding]:
    """RG296 where an act was registered before it was adopted or agreed, or repealed before it was registered."""
    agreed = _agreement(outline)
    registered, repealed = registration and registration.date, repeal and repeal.date
    head = outline.head[0] if outline.head else None
    where = Where(language=outline.language, source=outline.source.id, line=head.number if head else None)
    if agreed and registered and agreed[0] > registered:
        return [finding("RG296", _where(agreed[1], outline.language), first=agreed[0], second=registered)]
    pairs = ((adopted, registered), (registered or adopted, repealed))
    return [finding("RG296", where, first=a, second=b) for a, b in pairs if a and b and a > b]


def _agreement(outline: Outline) -> tuple[str, Passage] | None:
    """The date under «СОГЛАСОВАНО» / «КЕЛІСІЛДІ» in the head, and its line."""
    text, word, seen = outline.source.text, headings(outline.language).agreed, False
    for line in outline.head:
        seen = seen or bool(word.match(text, line.start, line.end))
        if seen and (dates := find_dates(text[line.start : line.end], outline.language)):
            return dates[0].iso, Passage(outline.source, line.start, line.end, line.number)
    return None


def _where(place: Passage, language: Language) -> Where:
    return Where(language=language, source=place.source.id, start=place.start, end=place.end, line=place.line)
