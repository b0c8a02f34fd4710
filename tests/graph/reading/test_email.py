from collections.abc import Callable
from email.message import EmailMessage

import pytest

from graph.errors import UnreadableDocumentError
from graph.model import Document
from graph.reading import read

View = Callable[[Document], list[tuple[str, str]]]


def message(**fields: str) -> EmailMessage:
    made = EmailMessage()
    given = {
        "From": "Kari Eksempel <kari@eksempel.example>",
        "To": "postmottak@dep.example",
        "Subject": "Høringssvar om prøveloven på Ål",
        "Date": "Fri, 30 Jan 2026 10:00:00 +0100",
        **fields,
    }
    for name, value in given.items():
        made[name] = value
    return made


def test_the_header_is_letterhead_and_the_subject_is_the_title(blocks_of: View) -> None:
    made = message()
    made.set_content("Vi støtter forslaget i hovedsak.\n\nMed vennlig hilsen\nKari Eksempel\n", charset="iso-8859-1")
    document = read(made.as_bytes(), "svar.eml")
    assert blocks_of(document) == [
        ("letterhead", "Fra: Kari Eksempel <kari@eksempel.example>"),
        ("letterhead", "Til: postmottak@dep.example"),
        ("letterhead", "Dato: 2026-01-30"),
        ("heading", "Høringssvar om prøveloven på Ål"),
        ("paragraph", "Vi støtter forslaget i hovedsak."),
        ("signature", "Med vennlig hilsen"),
        ("signature", "Kari Eksempel"),
    ]
    assert document.properties == {
        "sender": "Kari Eksempel <kari@eksempel.example>",
        "recipient": "postmottak@dep.example",
        "created": "2026-01-30",
        "subject": "Høringssvar om prøveloven på Ål",
        "title": "Høringssvar om prøveloven på Ål",
    }


def test_attachments_come_along_with_their_names(pdf: Callable[..., bytes]) -> None:
    made = message()
    made.set_content("Svaret ligger ved.")
    content = pdf([(60, 700, "Vi støtter loven.")])
    made.add_attachment(content, maintype="application", subtype="pdf", filename="høringssvar æøå.pdf")
    document = read(made.as_bytes(), "svar.eml")
    assert [attachment.name for attachment in document.attachments] == ["høringssvar æøå.pdf"]
    assert read(document.attachments[0].content, "a").text == "Vi støtter loven."


def test_a_forwarded_message_is_an_attachment_and_a_logo_is_none() -> None:
    inner = message(Subject="Det egentlige svaret")
    inner.set_content("Vi støtter loven.")
    made = message()
    made.set_content("Se vedlagt.")
    made.add_attachment(inner)
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png", cid="<logo>")
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="skannet.png")
    attachments = read(made.as_bytes(), "svar.eml").attachments
    assert [attachment.name for attachment in attachments] == ["attachment-1.eml", "skannet.png"]
    assert "Det egentlige svaret" in read(attachments[0].content, attachments[0].name).text


def test_a_message_in_html_is_read_as_html(blocks_of: View) -> None:
    made = message()
    made.set_content("<html><body><h2>Merknader</h2><p>Vi støtter loven.</p></body></html>", subtype="html")
    assert blocks_of(read(made.as_bytes(), "svar.eml"))[-2:] == [
        ("heading", "Merknader"),
        ("paragraph", "Vi støtter loven."),
    ]


def test_plain_words_are_preferred_to_their_html_twin() -> None:
    made = message()
    made.set_content("Vi støtter loven.")
    made.add_alternative("<p>Vi støtter loven i HTML.</p>", subtype="html")
    assert read(made.as_bytes(), "svar.eml").text.endswith("Vi støtter loven.")


def test_an_email_is_known_by_its_content() -> None:
    made = message()
    made.set_content("Vi støtter loven.")
    assert read(made.as_bytes(), "svar.txt").media_type == "message/rfc822"


def test_a_senseless_date_is_left_out() -> None:
    content = b"From: a@b.example\nSubject: Svar\nDate: en dag i mai\n\nVi er enige."
    assert "created" not in read(content, "svar.eml").properties


def test_an_unknown_charset_is_read_all_the_same() -> None:
    content = b"From: a@b.example\nSubject: Svar\nContent-Type: text/plain; charset=finnes-ikke\n\nVi er enige."
    assert read(content, "svar.eml").text.endswith("Vi er enige.")


def test_a_message_without_words_is_refused() -> None:
    with pytest.raises(UnreadableDocumentError, match="the message is empty"):
        read(b"From: a@b.example\nSubject: Svar\n\n", "svar.eml")


@pytest.mark.parametrize(
    "field",
    [
        b"To: " + b"a@b.example, " * 20_000,
        b"Content-Type: text/plain; " + b"a=b; " * 20_000,
        b"Subject: " + b"=?utf-8?q?a?= " * 20_000,
        b"To: " + b"((" * 20_000,
    ],
)
def test_a_hostile_header_is_read_in_linear_time_or_refused(field: bytes) -> None:
    content = b"From: a@b.example\nSubject: Svar\n" + field + b"\n\nVi er enige."
    try:
        assert "Vi er enige." in read(content, "svar.eml").text
    except UnreadableDocumentError as error:
        assert "nested" in error.reason  # noqa: PT017 - either outcome is right, a crash is not
