"""Plain text: its lines are the lines of the file. Much that calls itself text is Markdown, and is read as such."""

from msgspec import structs

from parser.read.encoding import decoded
from parser.read.markdown import is_markdown, plain
from parser.read.values import Reading


def read(data: bytes, path: str) -> Reading:
    """The text of a plain file. Raises ReadError for bytes that are no text (RG007)."""
    text, findings = decoded(data, path)
    if is_markdown(text):
        return structs.replace(plain(text), findings=findings, media_type="text/markdown")
    return Reading(text, None, findings)
