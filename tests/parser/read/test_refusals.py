"""What cannot be read is refused by code; archives that mean harm do none."""

import struct
import time
import zipfile
from io import BytesIO

import pytest

from parser.read import ReadError, expand, is_archive, read_bytes
from spec.rules import rules
from spec.words import LANGUAGES, say

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def packed(*members: tuple[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def blank_pdf(password: str = "") -> bytes:
    reportlab = pytest.importorskip("reportlab.pdfgen.canvas", reason="reportlab makes the PDF of the test")
    from reportlab.lib.pdfencrypt import StandardEncryption

    stream = BytesIO()
    canvas = reportlab.Canvas(stream, encrypt=StandardEncryption(password) if password else None)
    canvas.rect(100, 100, 300, 300, fill=1)
    if password:
        canvas.drawString(100, 500, "text")
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


@pytest.mark.parametrize(
    ("path", "data", "code"),
    [
        ("a.txt", b"", "RG002"),
        ("a.txt", " \n\t\xa0\u200b".encode(), "RG002"),
        ("a.html", b"<html><body></body></html>", "RG002"),
        ("a.doc", OLE + b"\x00" * 600, "RG004"),
        ("a.xls", OLE + b"\x00" * 600, "RG004"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "RG003"),
        ("a.rtf", b"{\\rtf1 text}", "RG004"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "RG004"),
        ("a.xlsx", packed(("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>")), "RG004"),
        ("a.docx", b"PK\x03\x04 cut off", "RG006"),
        ("a.docx", "мәтін".encode(), "RG006"),
        ("a.docx", packed(("word/document.xml", b"<not xml")), "RG006"),
        ("a.docx", packed(("word/document.xml", b" " * 20_000_000)), "RG005"),
        ("a.pdf", b"%PDF-1.4\n garbage", "RG006"),
        ("a.pdf", b"no pdf", "RG006"),
        ("a.html", b"<html><body>" + b"<div>" * 20_000 + b"text", "RG006"),
        ("a.txt", bytes(range(256)) * 20, "RG007"),
        ("a.txt", b"\x00" * 500, "RG007"),
    ],
)
def test_refused(path: str, data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, path)
    assert caught.value.code == code
    assert set(caught.value.arguments) == set(rules()[code].arguments)
    for language in LANGUAGES:
        assert "{" not in say("rules", f"{code}.message", language, **caught.value.arguments)


def test_a_scan_is_refused() -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(blank_pdf(), "scan.pdf")
    assert caught.value.code == "RG002"


def test_a_password_is_refused() -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(blank_pdf("құпия"), "a.pdf")
    assert caught.value.code == "RG003"


def test_members_come_by_name_and_paths_do_not_leave_the_archive() -> None:
    data = packed(
        ("б.txt", b"2"), ("а/в.txt", b"1"), ("../evil.txt", b"x"), ("/etc/evil", b"x"), ("C:/evil", b"x"),
        ("a\\..\\..\\evil", b"x"), ("__MACOSX/._б.txt", b"x"), (".hidden", b"x"),
    )  # fmt: skip
    members, findings = expand("acts.zip", data)
    assert members == (("acts.zip/а/в.txt", b"1"), ("acts.zip/б.txt", b"2"))
    assert sorted(str(finding.arguments["member"]) for finding in findings) == [
        "../evil.txt", "/etc/evil", "C:/evil", "a/../../evil",
    ]  # fmt: skip
    assert {finding.code for finding in findings} == {"RG009"}


def test_a_bomb_is_not_unpacked() -> None:
    for bomb in (packed(("a.txt", b"0" * 30_000_000)), packed(*((f"{n}.txt", b"") for n in range(1001)))):
        with pytest.raises(ReadError) as caught:
            expand("bomb.zip", bomb)
        assert caught.value.code == "RG005"


def test_an_archive_in_an_archive_is_left_out() -> None:
    members, findings = expand("a.zip", packed(("a.txt", b"1"), ("b.zip", packed(("c.txt", b"2")))))
    assert [name for name, _ in members] == ["a.zip/a.txt"]
    assert [finding.arguments["member"] for finding in findings] == ["b.zip"]


def test_a_size_that_lies_is_caught() -> None:
    data = bytearray(packed(("a.txt", b"0" * 5000)))
    directory = data.index(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<I", 10)
    with pytest.raises(ReadError):
        expand("a.zip", bytes(data))


def test_names_in_the_encoding_of_old_archivers() -> None:
    data = packed(("qqqq.txt", b"1")).replace(b"qqqq", "акты".encode("cp866"))
    members, _ = expand("a.zip", data)
    assert members[0][0] == "a.zip/акты.txt"


def test_a_document_is_no_archive_of_acts() -> None:
    assert is_archive(packed(("a.txt", b"1")))
    assert not is_archive(packed(("[Content_Types].xml", b""), ("word/document.xml", b"")))
    assert not is_archive(b"PK\x03\x04 cut off")
    assert not is_archive(b"text")
    with pytest.raises(ReadError) as caught:
        expand("a.zip", b"PK\x03\x04 cut off")
    assert caught.value.code == "RG006"


@pytest.mark.parametrize(
    "text", ["[" * 50_000 + "](", "![a" * 20_000 + "](", "*a " * 50_000, "_a " * 50_000, "|-" * 50_000 + "x"]
)
def test_hostile_markdown_is_read_in_time(text: str) -> None:
    started = time.perf_counter()
    read_bytes(f"# a\n\n**b** **c** **d**\n{text}".encode(), "a.md")
    assert time.perf_counter() - started < 10
