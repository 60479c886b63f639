"""Information systems that no list has (RG042): each once a service, under its whole name."""

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from parser.values import Regulation
from spec.model import Finding

QUOTED = re.compile(r"«([^«»]+)»")
CAPITALS = re.compile(r"[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ]{2,}")
LONGEST = 80
"""Characters of a quoted name."""


def systems_once(findings: Iterable[Finding], regulation: Regulation) -> Iterator[Finding]:
    """The findings with whole names of unknown systems, each system where it stands first: «информационная система
    «Маяк» (далее – ИС «Маяк»)» is one."""
    text = regulation.source.text
    seen: set[str] = set()
    for each in findings:
        where = each.where
        if each.code != "RG042" or where.start is None or where.end is None:
            yield each
            continue
        start, end = _whole(text, where.start, where.end)
        name = " ".join(text[start:end].split())
        if (key := _key(name)) not in seen:
            seen.add(key)
            yield replace(each, arguments={"name": name}, where=replace(where, start=start, end=end))


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """A name with the quotation mark that was cut off: «Балабақша» АЖ, ИС «Балабақша»."""
    name = text[start:end]
    if name.count("«") < name.count("»"):
        at = text.rfind("«", max(0, start - LONGEST), start)
        start = at if at >= 0 else start
    elif name.count("«") > name.count("»"):
        at = text.find("»", end, end + LONGEST)
        end = at + 1 if at >= 0 else end
    return start, end


def _key(name: str) -> str:
    """What the long and the short form of one name share: what is quoted, else the capitals."""
    quoted = QUOTED.search(name)
    return (quoted[1] if quoted else " ".join(CAPITALS.findall(name)) or name).casefold()
