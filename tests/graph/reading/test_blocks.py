"""What holds for the blocks of any document, however odd."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.errors import UnreadableDocumentError
from graph.model import Document
from graph.reading import read

PIECES = st.sampled_from(
    [
        *(
            "Vi støtter forslaget",
            "og mener at",
            "den bør vedtas.",
            "kommunene må",
            "Høringssvar",
            "helse-",
            "a) først,",
            "b) så",
        ),
        *(
            "\n",
            "\n\n",
            "\n\n\n",
            " ",
            "\t",
            "\f",
            "\r\n",
            "\u200b",
            "• ",
            "- ",
            "1. ",
            "2) ",
            "#",
            "## ",
            "**",
            "|",
            "☒ ",
            "☐ ",
        ),
        *(
            "[x] ",
            "[^1]: ",
            "---",
            "Med vennlig hilsen",
            "Side 1 av 2",
            "3",
            "Til:",
            "?",
            "Har dere merknader?",
            ".",
            "…",
            "\x02",
        ),
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=60).map("".join)


def sound(document: Document) -> bool:
    """Ordered, apart, within the text, never without words."""
    end = 0
    for block in document.blocks:
        if block.span.start < end or block.span.end > len(document.text) or not block.span.of(document.text).strip():
            return False
        end = block.span.end
    return True


@settings(max_examples=300, deadline=None, derandomize=True)
@given(TEXTS)
@example("☒\n☐\n")
@example("|a|\n|")
@example("#\n##\n")
def test_blocks_of_text_are_ordered_and_apart(text: str) -> None:
    try:
        document = read(text.encode(), "svar.txt")
    except UnreadableDocumentError:
        return
    assert sound(document)
    assert len(document.text) == len(text)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(TEXTS)
def test_blocks_cover_every_word(text: str) -> None:
    try:
        document = read(text.encode(), "svar.txt")
    except UnreadableDocumentError:
        return
    covered = {offset for block in document.blocks for offset in range(block.span.start, block.span.end)}
    missing = [
        match
        for match in document.text.split()
        if match.isalpha() and len(match) > 3 and match not in _covered(document, covered)
    ]
    assert not missing


def _covered(document: Document, offsets: set[int]) -> str:
    return "".join(letter if offset in offsets else " " for offset, letter in enumerate(document.text))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<b>", "<ul>", "<li>", "<td>", "<tr>", "<table>", "<br>", "a b", "☒", "&nbsp;"])
    )
)
def test_blocks_of_broken_html_are_ordered_and_apart(pieces: list[str]) -> None:
    try:
        document = read(b"<html><body>" + "".join(pieces).encode(), "svar.html")
    except UnreadableDocumentError:
        return
    assert sound(document)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.pdf", "a.docx", "a.eml", "a.html", "a"]))
@example(b"PK\x03\x04", "a.docx")
@example(b"%PDF-1.4\n%%EOF", "a.pdf")
def test_any_bytes_are_read_or_refused(content: bytes, name: str) -> None:
    try:
        assert sound(read(content, name))
    except UnreadableDocumentError as error:
        assert error.remedy  # noqa: PT017 - either outcome is right, a crash is not
