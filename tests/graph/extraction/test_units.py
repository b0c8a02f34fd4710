from graph.extraction.units import Unit, units
from graph.model import Block, BlockKind, Document, Span


def document(*blocks: tuple[BlockKind, int, str]) -> Document:
    text = ""
    found = []
    for kind, level, words in blocks:
        found.append(Block(Span(len(text), len(text) + len(words)), kind, level))
        text += words + "\n"
    return Document("svar.txt", "text/plain", "0", text, tuple(found))


def by_words(source: Document) -> dict[str, Unit]:
    return {unit.span.of(source.text): unit for unit in units(source)}


def test_a_paragraph_gives_its_sentences_and_their_headings() -> None:
    source = document(
        (BlockKind.HEADING, 1, "Svar"), (BlockKind.HEADING, 2, "Skole"), (BlockKind.PARAGRAPH, 0, "En. To er flere.")
    )
    found = by_words(source)
    assert [span.of(source.text) for span in found["To er flere."].sections] == ["Svar", "Skole"]
    assert found["To er flere."].place == 1


def test_a_heading_ends_those_of_its_level() -> None:
    source = document(
        (BlockKind.HEADING, 2, "Skole"), (BlockKind.HEADING, 2, "Vei"), (BlockKind.PARAGRAPH, 0, "Veien er smal.")
    )
    assert [span.of(source.text) for span in by_words(source)["Veien er smal."].sections] == ["Vei"]


def test_list_items_know_the_sentence_that_introduces_them() -> None:
    source = document(
        (BlockKind.PARAGRAPH, 0, "Vi foreslår:"),
        (BlockKind.LIST_ITEM, 1, "flere lærere:"),
        (BlockKind.LIST_ITEM, 2, "i norsk"),
        (BlockKind.LIST_ITEM, 1, "færre prøver"),
        (BlockKind.PARAGRAPH, 0, "Ellers er alt bra."),
    )
    leads = {words: unit.lead.of(source.text) if unit.lead else None for words, unit in by_words(source).items()}
    assert leads["i norsk"] == "flere lærere:"
    assert leads["færre prøver"] == "Vi foreslår:"
    assert leads["Ellers er alt bra."] is None


def test_an_option_stands_under_its_question() -> None:
    source = document(
        (BlockKind.FORM_QUESTION, 0, "Er dere enige?"),
        (BlockKind.TICKED_OPTION, 0, "☒ Ja"),
        (BlockKind.UNTICKED_OPTION, 0, "☐ Nei"),
    )
    found = by_words(source)
    assert set(found) == {"Er dere enige?", "☒ Ja"}
    question = found["☒ Ja"].question
    assert question is not None
    assert question.of(source.text) == "Er dere enige?"


def test_letterhead_signature_and_furniture_give_no_units() -> None:
    silent = (BlockKind.LETTERHEAD, BlockKind.SIGNATURE, BlockKind.PAGE_FURNITURE)
    assert units(document(*((kind, 0, "Side 1") for kind in silent))) == ()
