"""Marked lines → chapters and clauses: which «N. …» is a clause, which a chapter, which an item of a list.

Clauses (тармақ / пункт) are numbered through the chapters of a regulation; chapters have a sequence of their own. Where
form leaves it open, the expected number decides. No line is lost: what has no number continues what stands before it.
"""

import re

from msgspec import Struct
from msgspec.structs import replace

from parser.headings import Headings, Mark, begins_small, chapter_words, ended, headings, mended
from parser.values import Clause, Item, Passage, Source, line_at
from spec.model import Finding, Language, Where
from spec.rules import finding

INLINE_FIRST = re.compile(r":\s+(1)\s?\)\s*")
INLINE_NEXT = re.compile(r"[;,.]\s+(\d{1,2})\s?\)\s*")
GLUED = re.compile(r"(?<=[\w»\")])\.?\s+(\d{1,3})\s?\.\s*(?=[«\"А-ЯӘІҢҒҮҰҚӨҺЁ])")
"""A clause that stands in the line of its chapter heading: «1. Общие положения 1. Настоящий …»."""
PAGE_NUMBER = re.compile(r"[-–—\s]*\d{1,3}[-–—\s]*")
"""A line that holds nothing else; cells of tables stand in the annexes."""
LIST_END = (";", ",")
PLAUSIBLE_GAP = 3


class Clauses(Struct, frozen=True, gc=False):
    """The clauses of one run of lines, the headings over them, and what was odd about their numbers."""

    chapters: tuple[Passage, ...]
    clauses: tuple[Clause, ...]
    findings: tuple[Finding, ...]


class _Draft:
    """A clause while it is read: places only. `counted` is the last number in its list, `series` which list that is."""

    def __init__(self, number: str, start: int, end: int, line: int, chapter: Passage | None) -> None:
        self.number, self.start, self.end, self.line, self.chapter = number, start, end, line, chapter
        self.opening = [start, end]
        self.items: list[_Entry] = []
        self.tail: list[tuple[int, int, int]] = []
        self.dotted = False
        self.series, self.counted = 0, 0


class _Entry(Struct, frozen=True, gc=False):
    label: str
    start: int
    end: int
    line: int
    series: int


def read_clauses(source: Source, marks: list[Mark], language: Language, chaptered: bool) -> Clauses:
    """The chapters and clauses in `marks`. `chaptered` is False for the act itself, which has clauses only."""
    return _Reader(source, marks, language, chaptered).read()


class _Reader:
    """One walk through the marks; `expected` are the numbers that the next clause and chapter should have."""

    def __init__(self, source: Source, marks: list[Mark], language: Language, chaptered: bool) -> None:
        self.source, self.text, self.marks, self.language = source, source.text, marks, language
        self.words: Headings = headings(language)
        self.chaptered = chaptered
        self.next_clause, self.next_chapter = 1, 1
        self.chapter: Passage | None = None
        self.chapter_open = False
        self.chapters: list[Passage] = []
        self.drafts: list[_Draft] = []
        self.findings: list[Finding] = []
        self.following: dict[int, int] = {}
        after: int | None = None
        for k in range(len(marks) - 1, -1, -1):
            if marks[k].form in ("dot", "bare") and after is not None:
                self.following[k] = after
            if marks[k].form == "dot":
                after = int(marks[k].number.partition("-")[0])

    def read(self) -> Clauses:
        for k, mark in enumerate(self.marks):
            if PAGE_NUMBER.fullmatch(self.text, mark.start, mark.end):
                continue
            if mark.form == "chapter" and self.chaptered and not self.wrapped(mark):
                self.open_chapter(mark, mark.body)
            elif mark.form in ("dot", "bare"):
                self.numbered(k, mark)
            elif self.drafts and not self.chapter_open and (self.itemised(mark) or self.bulleted(mark)):
                self.item(self.counted(mark))
            elif mark.form in ("note", "image"):
                continue
            elif not self.chaptered and self.drafts and self.words.signature.match(self.text, mark.start, mark.end):
                if ended(self.text, self.drafts[-1].end) and not ended(self.text, mark.end):
                    break
                self.paragraph(k, mark)
            else:
                self.paragraph(k, mark)
        clauses = tuple(self.clause(draft) for draft in self.drafts)
        return Clauses(tuple(self.chapters), clauses, tuple(self.findings))

    # -- what a line is

    def numbered(self, k: int, mark: Mark) -> None:
        """A line «N. …» or «N …»: a chapter, a clause, an item of a list, or a line that only happens to begin so."""
        number = int(mark.number.partition("-")[0])
        if "-" in mark.number and self.drafts and number == self.next_clause - 1:
            self.open_clause(mark)
        elif self.listed(k, mark, number):
            self.item(mark)
        elif self.chaptered and self.is_chapter(k, mark, number):
            self.open_chapter(mark, mark.body)
        elif self.is_clause(k, mark, number):
            self.open_clause(mark)
        else:
            self.paragraph(k, mark)

    def is_chapter(self, k: int, mark: Mark, number: int) -> bool:
        length = mark.end - mark.body
        if length > 350 or length < 3 or (mark.form == "bare" and (self.open_end() or number > self.next_chapter + 1)):
            return False
        score = {0: 3, -1: 1, 1: 1}.get(number - self.next_chapter, -4)
        score -= {0: 3, 1: 1, -1: 0}.get(number - self.next_clause, -1) if mark.form == "dot" else 0
        heading = self.text[mark.body : mark.end]
        known, closing = chapter_words(heading, self.language)
        score += 3 if known else 0
        score += 2 if closing else 0
        last = self.text[mark.end - 1]
        score += -5 if last in ":;" else -1 if last == "." else 1
        score -= 2 if length > 200 else 0
        score -= 3 if "(" in heading and last == "." and not known else 0
        after = self.after(k)
        if after and after.form == "item":
            score -= 4
        following = self.following.get(k)
        if following is not None:
            score += 2 if following == self.next_clause else 0
            score -= 2 if number == self.next_clause and following == number + 1 != self.next_clause else 0
        score += 2 if heading.isupper() else 0
        return score > 3

    def is_clause(self, k: int, mark: Mark, number: int) -> bool:
        if mark.form == "bare":
            return number == self.next_clause and self.following.get(k) == number + 1 and not self.open_end()
        if number == self.next_clause:
            return True
        if not self.drafts:
            return number <= PLAUSIBLE_GAP
        if self.chapter_open or not self.open_end():
            return self.next_clause - 1 <= number <= self.next_clause + PLAUSIBLE_GAP
        return False

    def listed(self, k: int, mark: Mark, number: int) -> bool:
        """Whether «N.» counts a list inside the open clause («… следующие документы:», then «1. заявление;»)."""
        if not self.drafts or self.chapter_open or mark.form != "dot":
            return False
        draft = self.drafts[-1]
        if draft.dotted and draft.items and draft.items[-1].label.isdigit():
            last = int(draft.items[-1].label)
            if number == last + 1 and (number != self.next_clause or self.list_goes_on(k, number)):
                return True
        starts = number == 1 and self.next_clause > 1 and self.text[draft.end - 1] == ":" and not draft.items
        if starts and self.following.get(k) == 2:
            draft.dotted = True
            return True
        return False

    def list_goes_on(self, k: int, number: int) -> bool:
        """Whether the number that the next clause should have still counts the list: a clause with it comes later."""
        if self.text[self.drafts[-1].end - 1] in LIST_END:
            return True
        due = number + 1
        for mark in self.marks[k + 1 :]:
            if mark.form not in ("dot", "bare"):
                continue
            following = int(mark.number.partition("-")[0])
            if following == number:
                return True
            if following == due:
                due += 1
            elif following != self.next_chapter:
                return False
        return False

    def itemised(self, mark: Mark) -> bool:
        """Whether a line is an item of a list; one whose number is a capital or has letters in it only where it is next."""
        number = mark.number
        return mark.form == "item" and (
            number.isdigit() or number.islower() and len(number) == 1 or self.is_next(number)
        )

    def is_next(self, number: str) -> bool:
        """Whether a number with letters in the place of digits («З», «l0») is the next of a list that counts in digits."""
        draft = self.drafts[-1]
        counts = bool(draft.items) and draft.items[-1].label.isdigit()
        return counts and not number.isdigit() and mended(number) == str(draft.counted + 1)

    def counted(self, mark: Mark) -> Mark:
        """The mark with the number that it had before it was scanned."""
        if mark.form != "item" or not self.is_next(mark.number):
            return mark
        printed = self.text[mark.start : mark.body].strip()
        self.report("RG021", mark, printed=printed, number=mended(mark.number))
        return replace(mark, number=mended(mark.number))

    def bulleted(self, mark: Mark) -> bool:
        """Whether a line begins with a dash and is an item: the clause has announced a list, or is in one."""
        return mark.form == "bullet" and self.text[self.drafts[-1].end - 1] in ":;,"

    def open_end(self) -> bool:
        """Whether the last line read still goes on."""
        return bool(self.drafts) and not self.chapter_open and not ended(self.text, self.drafts[-1].end)

    def wrapped(self, mark: Mark) -> bool:
        """Whether a line that looks like a chapter («I квартал …») goes on with the sentence before it."""
        return self.open_end() and mark.gap == 0

    def after(self, k: int) -> Mark | None:
        return self.marks[k + 1] if k + 1 < len(self.marks) else None

    # -- what becomes of it

    def open_chapter(self, mark: Mark, body: int) -> None:
        end, glued = mark.end, GLUED.search(self.text, body, mark.end)
        if glued and int(glued[1]) == self.next_clause:
            end = glued.start() if self.text[glued.start()] != "." else glued.start() + 1
        self.chapter = Passage(self.source, mark.start, end, mark.line.number)
        self.chapters.append(self.chapter)
        self.chapter_open = True
        number = int(mark.number) if mark.number.isdigit() else None
        if number is not None:
            if number == self.next_chapter - 1:
                self.report("RG216", mark, number=mark.number)
            self.next_chapter = max(self.next_chapter, number) + (number >= self.next_chapter)
            self.next_chapter = max(self.next_chapter, number + 1)
        else:
            self.next_chapter += 1
        if glued and end < mark.end:
            rest = replace(mark, start=glued.start(1), form="dot", number=glued[1], body=glued.end())
            self.open_clause(rest)

    def open_clause(self, mark: Mark) -> None:
        number = int(mark.number.partition("-")[0])
        if self.drafts:
            if number > self.next_clause:
                missing = (
                    str(self.next_clause) if number == self.next_clause + 1 else f"{self.next_clause}–{number - 1}"
                )
                self.report("RG218", mark, number=missing)
            elif number == self.next_clause - 1 and "-" not in mark.number:
                self.report("RG217", mark, number=mark.number)
        printed = self.text[mark.start : mark.body]
        if mark.number not in printed:
            self.report("RG021", mark, printed=printed.strip(), number=mark.number)
        self.drafts.append(_Draft(mark.number, mark.body, mark.end, mark.line.number, self.chapter))
        self.next_clause = number + 1
        self.chapter_open = False

    def item(self, mark: Mark) -> None:
        draft = self.drafts[-1]
        if mark.number.isdigit():
            number = int(mark.number)
            if number == 1 and draft.counted:
                draft.series += 1
            elif number == draft.counted:
                self.report("RG219", mark, number=mark.number, clause=draft.number)
            draft.counted = number
        draft.items.append(_Entry(mark.number, mark.body, mark.end, mark.line.number, draft.series))
        draft.end = mark.end

    def paragraph(self, k: int, mark: Mark) -> None:
        """A line without a number: the rest of the line before it, or a paragraph of the open clause."""
        if self.chapter_open and self.chapter:
            if not self.lost_number(k, mark):
                self.chapter = Passage(self.source, self.chapter.start, mark.end, self.chapter.line)
                self.chapters[-1] = self.chapter
                return
            self.report("RG022", mark, number=str(self.next_clause))
            self.drafts.append(_Draft(str(self.next_clause), mark.start, mark.end, mark.line.number, self.chapter))
            self.next_clause += 1
            self.chapter_open = False
            return
        if not self.drafts:
            return
        draft = self.drafts[-1]
        if self.continues(draft, mark):
            self.extend(draft, mark.end)
        elif not draft.items and self.before_items(k):
            draft.opening[1] = mark.end
        elif draft.items and (self.inside_list(k, draft) or self.inside_item(draft)):
            draft.items[-1] = replace(draft.items[-1], end=mark.end)
        else:
            draft.tail.append((mark.start, mark.end, mark.line.number))
        draft.end = max(draft.end, mark.end)

    def lost_number(self, k: int, mark: Mark) -> bool:
        """Whether a line under a chapter heading is a clause without its number: the numbers after it leave it one."""
        if begins_small(self.text, mark.start, mark.end) or not ended(self.text, mark.end):
            return False
        after = next((other for other in self.marks[k + 1 :] if other.form == "dot"), None)
        return after is None or int(after.number.partition("-")[0]) > self.next_clause

    def continues(self, draft: _Draft, mark: Mark) -> bool:
        if draft.items and self.text[draft.end - 1] == ":" and begins_small(self.text, mark.start, mark.end):
            return True
        if ended(self.text, draft.end):
            return False
        if begins_small(self.text, mark.start, mark.end) or self.text[draft.end - 1] in ",-–":
            return True
        return mark.gap == 0 and draft.end - self.text.rfind("\n", 0, draft.end) > 50

    def extend(self, draft: _Draft, end: int) -> None:
        if draft.tail:
            start, _, line = draft.tail[-1]
            draft.tail[-1] = (start, end, line)
        elif draft.items:
            draft.items[-1] = replace(draft.items[-1], end=end)
        else:
            draft.opening[1] = end

    def before_items(self, k: int) -> bool:
        """Whether a list follows before the next clause: then a paragraph is still part of the opening."""
        for mark in self.marks[k + 1 :]:
            if mark.form == "item":
                return True
            if mark.form not in ("plain", "note", "image"):
                return False
        return False

    def inside_list(self, k: int, draft: _Draft) -> bool:
        """Whether the list goes on after this paragraph with the next number: then it belongs to the last item."""
        last = draft.items[-1].label
        for mark in self.marks[k + 1 :]:
            if mark.form == "item" or (draft.dotted and mark.form == "dot"):
                return last.isdigit() and mended(mark.number) == str(int(last) + 1)
            if mark.form not in ("plain", "note", "image"):
                return False
        return False

    def inside_item(self, draft: _Draft) -> bool:
        """Whether the last item has announced paragraphs of its own («1) канцелярия:»), and they go on."""
        item = draft.items[-1]
        announces = draft.end == item.end and re.search(r":[^\S\n]*(?:\n|$)", self.text[item.start : item.end])
        return bool(announces) and self.text[draft.end - 1] in ":;,"

    def report(self, code: str, mark: Mark, **arguments: str | int) -> None:
        clause = self.drafts[-1].number if self.drafts else None
        where = Where(
            language=self.language,
            source=self.source.id,
            start=mark.start,
            end=mark.end,
            line=mark.line.number,
            clause=clause,
        )
        self.findings.append(finding(code, where, **arguments))

    # -- drafts → values

    def clause(self, draft: _Draft) -> Clause:
        opening, entries = (draft.opening[0], draft.opening[1]), list(draft.items)
        if not entries:
            match = INLINE_FIRST.search(self.text, *opening)
            if match and INLINE_NEXT.search(self.text, match.end(), opening[1]):
                entries = [_Entry("1", match.end(), opening[1], line_at(self.source, match.end()), 0)]
                opening = (opening[0], match.start() + 1)
        items = tuple(self.finished(entry) for whole in entries for entry in self.split(whole))
        tail = tuple(Passage(self.source, start, end, line) for start, end, line in draft.tail)
        return Clause(
            draft.number,
            Passage(self.source, opening[0], opening[1], draft.line),
            items,
            tail,
            Passage(self.source, draft.start, draft.end, draft.line),
            draft.chapter,
        )

    def split(self, entry: _Entry) -> list[_Entry]:
        """An item that holds the next ones in the same line («1) …; 2) …; 3) …»), taken apart."""
        if not entry.label.isdigit():
            return [entry]
        parts, place = [entry], entry.start
        while match := INLINE_NEXT.search(self.text, place, entry.end):
            place = match.end()
            if int(match[1]) == int(parts[-1].label) + 1 and place < entry.end:
                parts[-1] = replace(parts[-1], end=match.start() + 1)
                parts.append(_Entry(match[1], place, entry.end, line_at(self.source, place), entry.series))
        return parts

    def finished(self, entry: _Entry) -> Item:
        body = self.text[entry.start : entry.end].rstrip("; \t\n").removesuffix(".")
        end = entry.start + len(body)
        return Item(entry.label, Passage(self.source, entry.start, end, entry.line), entry.series)
