"""Bytes of a file → `Source`: normalised text, its lines, and the way back to the file as it was."""

from hashlib import sha256

from msgspec import structs

from parser.read.folder import expand, is_archive
from parser.read.formats import FORMATS, Format, detect
from parser.read.normalise import lines_of, normalised
from parser.read.values import ReadError, Reading
from parser.values import Source
from spec.model import Finding

__all__ = ["FORMATS", "Format", "ReadError", "Reading", "expand", "is_archive", "read_bytes"]


def read_bytes(data: bytes, path: str, source_id: str = "s1") -> tuple[Source, tuple[Finding, ...]]:
    """The source in `data`, and what is to be said of its reading.

    Raises ReadError for what cannot be read: nothing in it (RG002), a password (RG003), a format that is not read
    (RG004), a damaged file (RG006), bytes that are no text (RG007), a text layer without letters (RG010).
    """
    form = detect(data, path)
    reading = form.read(data, path)
    text, mends = normalised(reading.text)
    if not text or text.isspace():
        raise ReadError("RG002", path=path)
    lines = lines_of(text, reading.numbers)
    source = Source(
        source_id, path, sha256(data).hexdigest(), reading.media_type or form.media_type, text, lines, mends
    )
    findings = tuple(
        structs.replace(finding, where=structs.replace(finding.where, source=source_id)) for finding in reading.findings
    )
    return source, findings
