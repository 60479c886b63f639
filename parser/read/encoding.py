"""Bytes → text: UTF-8, UTF-16, CP1251 and KZ-1048 (STRK 1048-2002, CP1251 with the Kazakh letters)."""

import codecs
import re

from parser.read.values import ReadError
from spec.model import Finding, Where
from spec.rules import finding

UNICODE_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The letters in which KZ-1048 (STRK 1048-2002) differs from CP1251, and what Kazakh writes with them.
KAZAKH_BYTES = bytes("ӘҒҚҢӨҰҮҺәғқңөұүһ", "kz1048")
CYRILLIC_BYTES = re.compile(rb"[\xc0-\xff]")
ENOUGH = 0.002  # of all characters: so many bytes may be damaged in a text that is still taken for UTF-8


def decoded(data: bytes, path: str) -> tuple[str, tuple[Finding, ...]]:
    """The text of `data` and what is to be said of its encoding. Raises ReadError for bytes that are no text (RG007)."""
    text, encoding, damaged = decode(data)
    if "\x00" in text or damaged * 10 > len(text):
        raise ReadError("RG007", path=path)
    findings = []
    if damaged:
        place = text.index("\ufffd")
        where = Where(line=text.count("\n", 0, place) + 1)
        findings.append(finding("RG001", where, count=damaged, encoding=encoding))
    if encoding in ("cp1251", "kz1048"):
        findings.append(finding("RG011", Where(), encoding=encoding))
    return text, tuple(findings)


def decode(data: bytes) -> tuple[str, str, int]:
    """The text of `data`, the encoding it was found to be in, and how many characters could not be read (U+FFFD)."""
    for mark, encoding in UNICODE_MARKS:
        if data.startswith(mark):
            text = data.decode(encoding, "replace")
            return text, encoding.removesuffix("-sig"), text.count("\ufffd")
    if wide := _wide(data):
        text = data.decode(wide, "replace")
        return text, wide, text.count("\ufffd")
    try:
        return data.decode("utf-8"), "utf-8", 0
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    if damaged <= max(3, len(text) * ENOUGH) and not text.isascii() and damaged * 20 < _cyrillic(text):
        return text, "utf-8", damaged
    encoding = "kz1048" if any(byte in data for byte in KAZAKH_BYTES) and _is_kazakh(data) else "cp1251"
    text = data.decode(encoding, "replace")
    return text, encoding, text.count("\ufffd")


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: Cyrillic letters have 0x04, spaces and digits 0x00 as their high byte."""
    head = data[:4000]
    for encoding, high in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if len(high) > 3 and high.count(4) + high.count(0) > 0.9 * len(high):
            return encoding
    return None


def _cyrillic(text: str) -> int:
    return sum(1 for character in text[:20000] if "\u0400" <= character <= "\u04ff")


def _is_kazakh(data: bytes) -> bool:
    """Whether single-byte text is Kazakh: its special letters stand among Cyrillic letters, and are not rare."""
    special = sum(map(data.count, (bytes((byte,)) for byte in KAZAKH_BYTES)))
    return special * 100 > len(CYRILLIC_BYTES.findall(data))
