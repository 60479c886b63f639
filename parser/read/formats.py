"""The formats that are read, and which of them a file is: by what it holds first, by its suffix second."""

import re
from collections.abc import Callable
from importlib import import_module
from typing import cast

from msgspec import Struct

from parser.read.values import ReadError, Reading

HTML = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
HTML_TAG = re.compile(rb"</(?:p|td|tr|div|table|body)\s*>", re.I)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

# What other files begin with, and what to call them in the refusal.
FOREIGN = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"AT&TFORM", "djvu"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!", "rar"),
    (b"\x1f\x8b", "gzip"),
)


class Format(Struct, frozen=True, gc=False):
    """A format that is read: `name` is its key in the words «formats» and the module of its reader."""

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    library: str

    @property
    def read(self) -> Callable[[bytes, str], Reading]:
        """The reader of this format: (data, path) → Reading."""
        return cast(Callable[[bytes, str], Reading], import_module(f"parser.read.{self.name}").read)


FORMATS = (
    Format("plain", (".txt",), "text/plain", ""),
    Format("markdown", (".md", ".markdown"), "text/markdown", ""),
    Format("html", (".html", ".htm", ".xhtml"), "text/html", "lxml"),
    Format(
        "docx", (".docx",), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "python-docx"
    ),
    Format("pdf", (".pdf",), "application/pdf", "pdfplumber"),
)
BY_NAME = {form.name: form for form in FORMATS}
BY_SUFFIX = {suffix: form for form in FORMATS for suffix in form.suffixes}


def detect(data: bytes, path: str) -> Format:
    """The format of a file. Raises ReadError: empty (RG002), password (RG003), not a format that is read (RG004)."""
    if not data.strip():
        raise ReadError("RG002", path=path)
    if b"%PDF-" in data[:1024]:
        return BY_NAME["pdf"]
    if data.startswith(OLE):
        if ENCRYPTED in data:
            raise ReadError("RG003", path=path)
        raise ReadError("RG004", path=path, format=_suffix(path).lstrip(".") or "ole")
    if data.startswith(ZIP):
        return _office(data, path)
    for mark, name in FOREIGN:
        if data.startswith(mark):
            raise ReadError("RG004", path=path, format=name)
    by_suffix = BY_SUFFIX.get(_suffix(path))
    if by_suffix and by_suffix.name in ("docx", "pdf"):
        raise ReadError("RG006", path=path, format=by_suffix.name)
    if HTML.match(data[:4096]) or (by_suffix and by_suffix.name == "html" and HTML_TAG.search(data)):
        return BY_NAME["html"]
    if len(HTML_TAG.findall(data[:100_000])) > 10:
        return BY_NAME["html"]
    if by_suffix and by_suffix.name == "markdown":
        return by_suffix
    return BY_NAME["plain"]


def _office(data: bytes, path: str) -> Format:
    """The format of a zip that is one document. Raises ReadError for others (RG004) and damaged ones (RG006)."""
    from io import BytesIO
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(BytesIO(data)) as archive:
            names = frozenset(archive.namelist())
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        raise ReadError("RG006", path=path, format=_suffix(path).lstrip(".") or "zip") from None
    if "word/document.xml" in names:
        return BY_NAME["docx"]
    if "[Content_Types].xml" in names and _suffix(path) == ".docx":
        return BY_NAME["docx"]
    raise ReadError("RG004", path=path, format=_suffix(path).lstrip(".") or "zip")


def _suffix(path: str) -> str:
    name = path.replace("\\", "/").rsplit("/", 1)[-1]
    return "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
