"""Texts divided into sections that a page can hold."""

from hypothesis import given
from hypothesis import strategies as st

from api.reader.blocks import runs
from api.reader.pieces import Layer
from api.reader.sections import BUDGET, sections
from graph.model import Block, BlockKind, Span


def _paragraphs(count: int, length: int) -> tuple[str, list[Block]]:
    paragraph = ("ord " * (length // 4)).strip()
    starts = range(0, count * (length + 1), length + 1)
    text = "\n".join(paragraph.ljust(length) for _ in starts)
    return text, [Block(Span(start, start + len(paragraph)), BlockKind.PARAGRAPH) for start in starts]


def test_a_short_text_is_one_section() -> None:
    text, blocks = _paragraphs(5, 100)
    (section,) = sections(0, text, blocks, [], [])
    assert section.blocks == tuple(blocks)


def test_a_long_text_has_sections_that_a_page_can_hold() -> None:
    text, blocks = _paragraphs(200, 1000)
    found = list(sections(0, text, blocks, [], []))
    assert [block for section in found for block in section.blocks] == blocks
    assert all(sum(block.span.end - block.span.start for block in section.blocks) <= BUDGET for section in found)
    assert len(found) == 5


def test_where_more_is_found_sections_are_shorter() -> None:
    text, blocks = _paragraphs(40, 1000)
    plain, rich = (len(list(sections(0, text, blocks, starts, []))) for starts in ([], list(range(0, 40_000, 250))))
    assert (plain, rich) == (1, 6)


def test_a_heading_goes_with_what_it_is_over() -> None:
    text, blocks = _paragraphs(100, 1000)
    headings = [Block(block.span, BlockKind.HEADING) if n % 4 == 0 else block for n, block in enumerate(blocks)]
    for section in sections(0, text, headings, [], []):
        assert section.blocks[-1].kind is not BlockKind.HEADING


def test_a_paragraph_without_end_is_cut_between_words() -> None:
    text = "langtord " * 20_000
    found = list(sections(0, text, [Block(Span(0, len(text)), BlockKind.PARAGRAPH)], [], []))
    words = [block.span.of(text) for section in found for block in section.blocks]
    assert "".join(words) == text
    assert all(word.endswith(" ") for word in words)


@given(st.text(alphabet="a \n", min_size=1))
def test_a_text_of_which_nothing_is_known_is_shown_whole(text: str) -> None:
    found = [block.span.of(text) for section in sections(0, text, (), [], []) for block in section.blocks]
    assert "".join("".join(found).split()) == "".join(text.split())


def test_headings_miss_no_level_and_items_keep_their_numbers() -> None:
    text = "# Tittel\n#### Dypt\n1. Først\n2. Så\n• Punkt\n- Strek\nUten\n** Uthevet"
    kinds = [("Tittel", BlockKind.HEADING, 1), ("Dypt", BlockKind.HEADING, 4)]
    kinds += [(words, BlockKind.LIST_ITEM, 1) for words in ("Først", "Så", "Punkt", "Strek", "Uten")]
    kinds += [("Uthevet", BlockKind.PARAGRAPH, 0)]
    blocks = [
        Block(Span(text.index(words), text.index(words) + len(words)), kind, level) for words, kind, level in kinds
    ]
    found = list(runs(text, blocks, Layer()))
    assert [(run.kind, [(block.depth, block.level, block.mark) for block in run.blocks]) for run in found] == [
        ("", [(1, 3, "")]),
        ("", [(4, 4, "")]),
        ("list", [(1, 4, "1."), (1, 4, "2."), (1, 4, "•"), (1, 4, "•"), (1, 4, "")]),
        ("", [(0, 4, "")]),
    ]
