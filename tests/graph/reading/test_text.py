import codecs
from collections.abc import Callable

import pytest

from graph.model import Document
from graph.reading import read
from tests.graph.reading.letters import LETTER

View = Callable[[Document], list[tuple[str, str]]]


def test_a_letter_is_read_into_its_parts(blocks_of: View) -> None:
    assert blocks_of(read(LETTER.encode(), "svar.txt")) == [
        ("letterhead", "Prøvedepartementet"),
        ("letterhead", "Postboks 1 Dep"),
        ("letterhead", "0030 OSLO"),
        ("letterhead", "Deres ref.: 26/100"),
        ("letterhead", "Dato: 30.01.2026"),
        ("heading", "Høringssvar om forslag til prøvelov"),
        (
            "paragraph",
            "Eksempel kommune viser til høringsbrevet og støtter i hovedsak forslaget om en ny prøvelov for kommunene.",
        ),
        ("paragraph", "Vi mener likevel at loven bør tre i kraft senere."),
        ("heading", "1. Om finansieringen"),
        (
            "paragraph",
            "Kommunene må få dekket sine kostnader. Uten egen bevilgning kan ordningen ikke innføres i små kommuner.",
        ),
        ("list-item", "Kostnadene må dekkes fullt ut."),
        ("list-item", "Ordningen bør evalueres etter to år."),
        ("signature", "Med vennlig hilsen"),
        ("signature", "Kari Eksempel kommunedirektør"),
    ]


def test_the_title_is_the_heading_of_level_one() -> None:
    document = read(LETTER.encode(), "svar.txt")
    titles = [block.span.of(document.text) for block in document.blocks if block.level == 1 and block.kind == "heading"]
    assert titles == ["Høringssvar om forslag til prøvelov"]


def test_the_text_is_exactly_the_file() -> None:
    source = "\ufeffEn linje  \r\n\r\n\tto\u00a0ord \n"
    assert read(source.encode(), "a.txt").text == source.removeprefix("\ufeff")


@pytest.mark.parametrize(
    "content",
    [
        "Vi støtter «prøven» – helt".encode("cp1252"),
        "Vi støtter «prøven» – helt".encode(),
        codecs.BOM_UTF8 + "Vi støtter «prøven» – helt".encode(),
        "Vi støtter «prøven» – helt".encode("utf-16"),
        "Vi støtter «prøven» – helt".encode("utf-16-le"),
        "Vi støtter «prøven» – helt".encode("utf-16-be"),
        codecs.BOM_UTF16_BE + "Vi støtter «prøven» – helt".encode("utf-16-be"),
    ],
)
def test_every_encoding_gives_the_same_text(content: bytes) -> None:
    assert read(content, "svar.txt").text == "Vi støtter «prøven» – helt"


def test_latin_1_letters_survive() -> None:
    assert read("Høyringssvar frå Døme kommune på Ål".encode("latin-1"), "a.txt").text.startswith(
        "Høyringssvar frå Døme"
    )


def test_characters_that_xml_cannot_carry_become_spaces_without_moving_the_rest() -> None:
    text = read(b"Vi st\xc3\xb8tter\x01 dette\x0cNy side " + b"med tekst. " * 20, "a.txt").text
    assert text.startswith("Vi støtter  dette\x0cNy side")


def test_a_form_feed_begins_a_page() -> None:
    document = read("Første side er her.\fAndre side er her.".encode(), "a.txt")
    assert document.page_starts == (0, 20)
    assert document.page(document.text.index("Andre")) == 2


def test_double_spaced_lines_make_one_paragraph(blocks_of: View) -> None:
    lines = [
        "Vi støtter forslaget om en ny prøvelov, fordi den gir",
        "kommunene et bedre grunnlag for å planlegge tjenestene",
        "sine, og fordi den er klarere enn dagens regler.",
        "",
        "Vi ber om at departementet tar hensyn til de minste",
        "kommunene når loven skal settes i kraft, slik at de",
        "ikke må vente lenger enn andre.",
    ]
    document = read("\n\n".join(lines).encode(), "a.txt")
    assert [kind for kind, _ in blocks_of(document)] == ["paragraph", "paragraph"]


@pytest.mark.parametrize("sign", ["•", "-", "–", "*", "o", "\uf0b7", "1.", "2)", "a)", "iv)", "(3)"])
def test_an_item_leaves_its_sign_out(sign: str, blocks_of: View) -> None:
    source = f"Vi har to ønsker til det videre arbeidet med loven.\n\n{sign} Loven bør gjelde fra nyttår, ikke før.\n"
    assert blocks_of(read(source.encode(), "a.txt"))[-1] == ("list-item", "Loven bør gjelde fra nyttår, ikke før.")


def test_a_date_at_the_start_of_a_line_is_no_list_number(blocks_of: View) -> None:
    source = (
        "Vi ber om at loven først settes i kraft fra og med\n1. januar 2027, slik at alle rekker å forberede seg.\n"
    )
    assert len(blocks_of(read(source.encode(), "a.txt"))) == 1


def test_letters_counted_in_running_text_do_not_begin_a_list(blocks_of: View) -> None:
    source = (
        "Vi vil særlig peke på a) at kommunene må få bedre tid, og at\n"
        "b) staten må dekke kostnadene, samt at loven må evalueres etter\n"
        "noen år når alle har fått erfaring med den.\n"
    )
    assert [kind for kind, _ in blocks_of(read(source.encode(), "a.txt"))] == ["paragraph"]


def test_bullets_parted_from_their_items_still_make_items(blocks_of: View) -> None:
    source = (
        "Vi mener at følgende hensyn må ligge til grunn for den videre\nbehandlingen av saken i departementet:\n"
        "•\n•\n\nTjenestene må være like gode i hele landet.\n"
        "Kommunene må få dekket kostnadene sine fullt ut, også de\n"
        "som følger av lovens krav.\n\nDette er i tråd med våre tidligere innspill til loven.\n"
    )
    assert [kind for kind, _ in blocks_of(read(source.encode(), "a.txt"))] == [
        "paragraph",
        "list-item",
        "list-item",
        "paragraph",
    ]


def test_each_option_on_a_line_is_its_own_block(blocks_of: View) -> None:
    source = "1) Kan dere stille dere bak forslaget?\n\n☒ Ja, utdyp gjerne  ☐ Nei  [ ] Vet ikke\n\nVi savner en plan.\n"
    assert blocks_of(read(source.encode(), "a.txt")) == [
        ("form-question", "1) Kan dere stille dere bak forslaget?"),
        ("ticked-option", "☒ Ja, utdyp gjerne"),
        ("unticked-option", "☐ Nei"),
        ("unticked-option", "[ ] Vet ikke"),
        ("paragraph", "Vi savner en plan."),
    ]


def test_a_form_question_that_wraps_is_one_block(blocks_of: View) -> None:
    source = (
        "2) Har dere merknader til forslaget om at kommunene skal ha ansvar for\n"
        "alle prøver, også de som i dag tas i fylket?\n"
        "\nVi har ingen merknader til dette spørsmålet, men viser til svaret over.\n"
    )
    assert blocks_of(read(source.encode(), "a.txt"))[0][0] == "form-question"


def test_the_writers_own_question_is_no_form_question(blocks_of: View) -> None:
    source = "Forslaget er uklart på dette punktet. Er det mulig å presisere ansvaret?\n\nVi ber om svar på dette.\n"
    assert [kind for kind, _ in blocks_of(read(source.encode(), "a.txt"))] == ["paragraph", "paragraph"]


def test_an_unfilled_field_is_furniture(blocks_of: View) -> None:
    source = "3) Har dere andre innspill?\nKlikk eller trykk her for å skrive inn tekst.\n"
    assert ("page-furniture", "Klikk eller trykk her for å skrive inn tekst.") in blocks_of(
        read(source.encode(), "a.txt")
    )


def test_markdown_signs_lie_outside_the_blocks(blocks_of: View) -> None:
    source = (
        "# **Høringssvar**\n\n## Om *loven*\n\nVi støtter loven.\n\n| Krav | Svar |\n|---|---|\n| A | Enig |\n\n---\n"
    )
    assert blocks_of(read(source.encode(), "svar.md")) == [
        ("heading", "Høringssvar"),
        ("heading", "Om *loven*"),
        ("paragraph", "Vi støtter loven."),
        ("table-cell", "Krav"),
        ("table-cell", "Svar"),
        ("table-cell", "A"),
        ("table-cell", "Enig"),
    ]


def test_markdown_has_its_own_media_type() -> None:
    assert read(b"# Svar\n\nVi er enige.", "svar.md").media_type == "text/markdown"


FIGURE = """
Eksempel kommune støtter strategien. Målene i den er vist under.

Strategiske mål:

Trygge tjenester

Enklere arbeidsdag

Deling av data

Kommunen mener at det første målet er det viktigste av dem alle.
"""


def test_short_lines_under_a_label_within_running_text_are_items_and_no_headings(blocks_of: View) -> None:
    found = blocks_of(read(FIGURE.encode(), "svar.txt"))
    assert [words for kind, words in found if kind == "list-item"] == [
        "Trygge tjenester",
        "Enklere arbeidsdag",
        "Deling av data",
    ]


def test_short_lines_under_a_label_in_a_letterhead_are_no_items(blocks_of: View) -> None:
    head = "Til:\nPrøvedepartementet\nAvdeling for prøver\nSeksjon for skjema\n\nVi støtter forslaget.\n"
    assert all(kind != "list-item" for kind, _ in blocks_of(read(head.encode(), "svar.txt")))


def test_a_heading_directly_below_a_sentence_is_known_from_standing_alone_elsewhere(blocks_of: View) -> None:
    part = "Kommunen har lest forslaget nøye og mener at det bør vedtas slik som\ndepartementet har lagt det fram.\n"
    text = f"Om forslaget\n\n{part}\nVåre vurderinger\n\n{part}\nOm virkningene\n\n{part} Våre vurderinger\n\n{part}"
    headings = [words for kind, words in blocks_of(read(text.encode(), "svar.txt")) if kind == "heading"]
    assert headings.count("Våre vurderinger") == 2
