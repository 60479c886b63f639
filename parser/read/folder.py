"""A zip of acts → its members, in a fixed order. Nothing is written to disk, so no name can leave the folder."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from parser.read.values import ReadError
from spec.model import Finding, Where
from spec.rules import finding

MAX_MEMBERS = 1000
MAX_BYTES = 200_000_000  # unpacked, all members together
MAX_RATIO = 200  # unpacked to packed, of members over a megabyte
UTF8_NAME = 0x800
ENCRYPTED = 0x1


def is_archive(data: bytes) -> bool:
    """Whether `data` is a zip of files, and not a document that happens to be a zip (.docx, .xlsx, .odt)."""
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return False
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = frozenset(archive.namelist())
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        return False
    return not names & {"[Content_Types].xml", "mimetype"}


def expand(path: str, data: bytes) -> tuple[tuple[tuple[str, bytes], ...], tuple[Finding, ...]]:
    """The members (path, bytes) of a zip, by name; `path/member` where the zip is `path`. What is left out is said.

    Raises ReadError: too large unpacked (RG005), damaged (RG006), a password (RG003).
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
            guard(members, path)
            return _members(archive, sorted(members, key=lambda info: _name(info)), path)
    except (BadZipFile, OSError, NotImplementedError, EOFError):
        raise ReadError("RG006", path=path, format="zip") from None


def guard(members: list[ZipInfo], path: str) -> None:
    """Raises ReadError for an archive that unpacks to too much (RG005) or needs a password (RG003)."""
    total = sum(info.file_size for info in members)
    swollen = any(info.file_size > 1_000_000 and info.file_size > MAX_RATIO * info.compress_size for info in members)
    if len(members) > MAX_MEMBERS or total > MAX_BYTES or swollen:
        raise ReadError("RG005", path=path, limit=MAX_BYTES // 1_000_000)
    if any(info.flag_bits & ENCRYPTED for info in members):
        raise ReadError("RG003", path=path)


def _members(
    archive: ZipFile, members: list[ZipInfo], path: str
) -> tuple[tuple[tuple[str, bytes], ...], tuple[Finding, ...]]:
    kept: dict[str, bytes] = {}
    findings: list[Finding] = []
    for info in members:
        name = _name(info)
        parts = name.split("/")
        if parts[0] == "__MACOSX" or parts[-1].startswith((".", "~$")) or parts[-1] == "Thumbs.db":
            continue
        if name.startswith("/") or ":" in parts[0] or ".." in parts or name in kept:
            findings.append(finding("RG009", Where(), path=path, member=name))
            continue
        content = _content(archive, info, path)
        if is_archive(content):  # a zip may hold itself; what lies deeper is for a person to unpack
            findings.append(finding("RG009", Where(), path=path, member=name))
            continue
        kept[name] = content
    return tuple((f"{path}/{name}", content) for name, content in kept.items()), tuple(findings)


def _content(archive: ZipFile, info: ZipInfo, path: str) -> bytes:
    """The bytes of a member; sizes in the directory may lie, so no more is read than it says."""
    with archive.open(info) as stream:
        content = stream.read(info.file_size + 1)
    if len(content) > info.file_size:
        raise ReadError("RG005", path=path, limit=MAX_BYTES // 1_000_000)
    return content


def _name(info: ZipInfo) -> str:
    """The name of a member; old archivers on Russian Windows write CP866, which zipfile reads as CP437."""
    name = info.filename
    if not info.flag_bits & UTF8_NAME and not name.isascii():
        try:
            name = name.encode("cp437").decode("cp866")
        except UnicodeError:
            name = info.filename
    return name.replace("\\", "/")
