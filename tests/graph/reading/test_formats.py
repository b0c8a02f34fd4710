"""Bad and misleading input: each refused with a reason and a way out, or read all the same."""

import io
import zipfile
from collections.abc import Callable

import pytest

from graph.errors import UnreadableDocumentError
from graph.reading import formats, read

Pdf = Callable[..., bytes]

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = f"<w:document {WORD}><w:body><w:p><w:r><w:t>Vi støtter loven.</w:t></w:r></w:p></w:body></w:document>"


def archive(**members: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


def docx(document: str = BODY) -> bytes:
    return archive(**{"word/document.xml": document})


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(UnreadableDocumentError) as caught:
        read(content, name)
    assert caught.value.remedy
    return str(caught.value)


@pytest.mark.parametrize("name", ["svar.txt", "svar.pdf", "svar.docx", "svar.eml", "svar.html"])
@pytest.mark.parametrize("content", [b"", b" \n\t ", b"\xef\xbb\xbf", b"\x00" * 40])
def test_an_empty_file_is_refused(content: bytes, name: str) -> None:
    assert f"Cannot read {name}: it is empty" in refusal(content, name)


def test_a_docx_that_is_no_archive_is_refused() -> None:
    assert "ends in .docx but holds no DOCX" in refusal(b"Dette er bare tekst.", "svar.docx")


def test_a_pdf_that_is_no_pdf_is_refused() -> None:
    assert "ends in .pdf but holds no PDF" in refusal(b"Dette er bare tekst.", "svar.pdf")


def test_half_a_docx_is_refused() -> None:
    assert "damaged" in refusal(docx()[:120], "svar.docx")


def test_a_docx_with_damaged_content_is_refused() -> None:
    content = bytearray(docx())
    start = content.index(b"document.xml") + len(b"document.xml")
    content[start : start + 8] = b"\xff" * 8
    assert "damaged" in refusal(bytes(content), "svar.docx")


def test_an_archive_of_something_else_is_refused_with_the_formats_that_are_read() -> None:
    message = refusal(archive(a="b"), "svar.zip")
    assert "ZIP archive, but neither DOCX nor ODT" in message
    assert formats.SUPPORTED in message


def test_a_document_without_its_main_part_is_refused() -> None:
    assert "holds no document" in refusal(docx(f"<w:document {WORD}/>"), "svar.docx")


def test_a_document_without_words_is_refused() -> None:
    assert "no text" in refusal(docx(f"<w:document {WORD}><w:body><w:p/></w:body></w:document>"), "svar.docx")


def test_a_zip_bomb_is_refused_before_it_unpacks() -> None:
    assert "zip bomb" in refusal(docx(BODY.replace("Vi støtter", "a" * 60_000_000)), "svar.docx")


def test_an_archive_of_very_many_members_is_refused() -> None:
    members = {f"word/media/{number}": "" for number in range(5_001)}
    assert "zip bomb" in refusal(archive(**members, **{"word/document.xml": BODY}), "svar.docx")


def test_a_member_that_lies_about_its_size_is_refused() -> None:
    content = bytearray(docx())
    central = content.index(b"PK\x01\x02")
    content[central + 24 : central + 28] = (10).to_bytes(4, "little")
    assert "Cannot read svar.docx" in refusal(bytes(content), "svar.docx")


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/evil.dtd">',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_in_xml_are_refused(declaration: str, encoding: str) -> None:
    header = f'<?xml version="1.0" encoding="{encoding}"?>'
    source = header + declaration + BODY.replace("Vi støtter", "&a;")
    content = archive(**{"word/document.xml": source.encode(encoding)})
    assert "entities" in refusal(content, "svar.docx")


def test_damaged_xml_is_refused() -> None:
    assert "its XML is damaged" in refusal(docx(BODY[:-20]), "svar.docx")


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "svar.doc", "Save it as DOCX or PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "svar.msg", "Save it as .eml"),
        (b"{\\rtf1 Vi st\\'f8tter}", "svar.rtf", "it is RTF"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, "svar.png", "it is an image"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 99, "svar.jpg", formats.SUPPORTED),
        (bytes(range(256)) * 8, "svar.bin", "it is not text"),
    ],
)
def test_other_formats_are_refused_with_the_way_out(content: bytes, name: str, said: str) -> None:
    assert said in refusal(content, name)


@pytest.mark.parametrize("name", ["svar.txt", "svar.docx", "svar", "svar.html"])
def test_a_pdf_is_a_pdf_whatever_it_is_called(name: str, pdf: Pdf) -> None:
    assert read(pdf([(60, 700, "Vi støtter forslaget.")]), name).media_type == "application/pdf"


@pytest.mark.parametrize("name", ["svar.pdf", "svar.txt", "svar"])
def test_a_docx_is_a_docx_whatever_it_is_called(name: str) -> None:
    assert read(docx(), name).text == "Vi støtter loven."


@pytest.mark.parametrize("name", ["svar.txt", "svar.md", "svar"])
def test_html_is_html_whatever_it_is_called(name: str) -> None:
    content = b"<!-- lagret --><!DOCTYPE html><html><body><p>Vi er enige.</p></body></html>"
    assert read(content, name).text == "Vi er enige."


def test_text_that_mentions_a_tag_stays_text() -> None:
    assert read(b"Vi bruker <html> i svaret.", "svar.txt").media_type == "text/plain"


def test_a_letter_that_begins_like_an_email_stays_text() -> None:
    content = "Til: Departementet\nFra: Eksempel kommune\nDato: 1.1.2026\n\nVi støtter loven.".encode()
    assert read(content, "svar.txt").media_type == "text/plain"


def test_html_of_200_megabytes_is_refused() -> None:
    assert "larger than 30 MB, the limit for HTML" in refusal(b"<html><body>" + b"a" * 200_000_000, "svar.html")


def test_text_over_the_limit_is_refused() -> None:
    assert "larger than 10 MB, the limit for plain text" in refusal(b"a " * 5_000_001, "svar.txt")


def test_html_nested_without_end_is_refused() -> None:
    assert "nested more than 512 deep" in refusal(b"<html><body>" + b"<div>" * 100_000 + b"x", "svar.html")


@pytest.mark.parametrize(
    "content",
    [
        b"a" * 200_000,
        b"a-" * 100_000,
        b"." * 200_000,
        b"a@" * 100_000,
        b"[" * 200_000,
        b"helse-\n" * 20_000,
        b"vi og\n" * 20_000,
        b"2) a\n" * 10_000,
        b"Ab:\n" * 10_000,
        b"\xe2\x80\xa2\n" * 10_000 + b"vi",
        b"| a " * 10_000,
        b"<html><body>" + b"a" * 2_000_000,
        b"<html><body><table><tr>" + b"<td>x</td>" * 10_000,
    ],
    ids=lambda content: content[:12].decode("utf-8", "replace"),
)
def test_hostile_repetition_is_read_in_linear_time(content: bytes) -> None:
    # A quadratic rule would take minutes here and be seen as a suite that hangs.
    assert read(content, "svar.txt").text
