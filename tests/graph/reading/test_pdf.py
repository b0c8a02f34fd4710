import io
import re
from collections.abc import Callable

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from graph.errors import UnreadableDocumentError
from graph.model import BlockKind, Document
from graph.reading import read
from graph.reading.pdf_layout import rows_of
from graph.reading.pdf_page import Segment

View = Callable[[Document], list[tuple[str, str]]]
Pdf = Callable[..., bytes]

LEFT = [
    "Vi støtter forslaget til ny",
    "prøvelov, og mener at den",
    "gir kommunene et bedre",
    "grunnlag for sitt arbeid.",
]
RIGHT = [
    "Samtidig savner vi en plan",
    "for finansieringen, og ber",
    "departementet komme med en",
    "slik plan før lovens start.",
]


def test_a_letter_is_read_into_its_parts(pdf: Pdf, blocks_of: View) -> None:
    page = [
        (60, 780, "Eksempel kommune", 9),
        (60, 720, "Høringssvar om forslag til prøvelov", 18),
        (60, 690, "Vi viser til høringsbrevet og takker for muligheten til å uttale oss."),
        (60, 668, "Kommunen støtter forslaget i hovedsak."),
        (60, 640, "Om kostnadene", 11, "Helvetica-Bold"),
        (60, 620, "Loven gir kommunene nye oppgaver, og de må betales fullt ut av staten,"),
        (60, 606, "ellers kan den ikke tre i kraft."),
        (60, 592, "• Kostnadene må beregnes."),
        (60, 578, "• Pengene må følge oppgavene."),
        (60, 540, "Med vennlig hilsen"),
        (60, 520, "Kari Eksempel"),
    ]
    assert blocks_of(read(pdf(page), "svar.pdf")) == [
        ("letterhead", "Eksempel kommune"),
        ("heading", "Høringssvar om forslag til prøvelov"),
        ("paragraph", "Vi viser til høringsbrevet og takker for muligheten til å uttale oss."),
        ("paragraph", "Kommunen støtter forslaget i hovedsak."),
        ("heading", "Om kostnadene"),
        (
            "paragraph",
            "Loven gir kommunene nye oppgaver, og de må betales fullt ut av staten, ellers kan den ikke tre i kraft.",
        ),
        ("list-item", "Kostnadene må beregnes."),
        ("list-item", "Pengene må følge oppgavene."),
        ("signature", "Med vennlig hilsen"),
        ("signature", "Kari Eksempel"),
    ]


def two_columns(*, interleaved: bool) -> list[tuple[object, ...]]:
    left = [(60, 700 - 14 * number, line) for number, line in enumerate(LEFT)]
    right = [(320, 700 - 14 * number, line) for number, line in enumerate(RIGHT)]
    body = [line for pair in zip(left, right, strict=True) for line in pair] if interleaved else [*left, *right]
    return [(60, 760, "Høringssvar fra Eksempel kommune til departementet om prøveloven", 16), *body]


@pytest.mark.parametrize("interleaved", [False, True])
def test_columns_are_read_one_after_the_other(interleaved: bool, pdf: Pdf, blocks_of: View) -> None:
    found = blocks_of(read(pdf(two_columns(interleaved=interleaved)), "svar.pdf"))
    assert found[1:] == [("paragraph", " ".join(LEFT)), ("paragraph", " ".join(RIGHT))]


def test_headers_footers_and_page_numbers_are_furniture(pdf: Pdf, blocks_of: View) -> None:
    pages = [
        [
            (60, 800, "Eksempel kommune – høringssvar", 9),
            (60, 700, f"Dette er teksten på side {number}, som er lang nok til å være et avsnitt."),
            (300, 40, f"Side {number} av 3", 9),
        ]
        for number in (1, 2, 3)
    ]
    found = blocks_of(read(pdf(*pages), "svar.pdf"))
    assert [kind for kind, _ in found].count("page-furniture") == 6
    assert [kind for kind, _ in found].count("paragraph") == 3


def test_a_paragraph_over_two_pages_is_one_block(pdf: Pdf, blocks_of: View) -> None:
    first = [
        (60, 700, "Vi støtter forslaget, men kommunene må få tid til å forberede seg på de nye oppgavene"),
        (60, 686, "som loven gir dem. Det tar lang tid å bygge opp tjenester, og staten må derfor ikke sette"),
        (300, 40, "1", 9),
    ]
    second = [
        (60, 780, "loven i kraft før kommunene er klare til det, og ikke uten at pengene er på plass."),
        (60, 740, "Vi har ellers ingen merknader til forslaget fra departementet i denne saken."),
        (300, 40, "2", 9),
    ]
    document = read(pdf(first, second), "svar.pdf")
    assert [kind for kind, _ in blocks_of(document)] == ["paragraph", "page-furniture", "paragraph", "page-furniture"]
    assert document.page(document.text.index("loven i kraft før")) == 2
    assert document.page(document.text.index("Vi støtter")) == 1


def test_a_page_without_text_keeps_the_numbers_of_the_others_right(pdf: Pdf) -> None:
    document = read(pdf([(60, 700, "Første side.")], [], [(60, 700, "Tredje side.")]), "svar.pdf")
    assert document.page(document.text.index("Tredje")) == 3
    assert len(document.page_starts) == 3


def test_small_print_at_the_foot_is_a_footnote(pdf: Pdf, blocks_of: View) -> None:
    page = [
        *(
            (60, 700 - 14 * number, f"Linje {number} i et avsnitt som går over flere linjer på siden her,")
            for number in range(8)
        ),
        (60, 120, "1 Eksempelrapporten, side 4.", 7),
        (60, 110, "https://eksempel.example/rapport", 7),
        (300, 40, "1", 9),
    ]
    found = blocks_of(read(pdf(page), "svar.pdf"))
    assert found[-2] == ("footnote", "1 Eksempelrapporten, side 4. https://eksempel.example/rapport")


def test_ticks_and_text_of_form_fields_are_read_where_they_stand(pdf: Pdf, blocks_of: View) -> None:
    def fields(canvas: Canvas) -> None:
        form = canvas.acroForm
        form.checkbox(name="ja", x=60, y=660, size=12, checked=True, fieldFlags="")
        form.checkbox(name="nei", x=160, y=660, size=12, checked=False, fieldFlags="")
        form.textfield(name="svar", x=60, y=600, width=300, height=20, value="Vi savner en plan.", fieldFlags="")

    page = [(60, 700, "1) Kan dere stille dere bak forslaget?"), (76, 662, "Ja"), (176, 662, "Nei")]
    found = blocks_of(read(pdf(page, draw=fields), "skjema.pdf"))
    assert ("form-question", "1) Kan dere stille dere bak forslaget?") in found
    assert ("ticked-option", "☒ Ja") in found
    assert ("unticked-option", "☐ Nei") in found
    assert ("paragraph", "Vi savner en plan.") in found


def test_radio_buttons_and_choices_are_read(pdf: Pdf, blocks_of: View) -> None:
    def fields(canvas: Canvas) -> None:
        form = canvas.acroForm
        form.radio(name="svar", value="ja", x=60, y=660, size=12, selected=False)
        form.radio(name="svar", value="nei", x=160, y=660, size=12, selected=True)
        form.choice(name="alternativ", x=60, y=600, options=["Alternativ A", "Alternativ B"], value="Alternativ B")

    page = [(60, 700, "1) Kan dere stille dere bak forslaget?"), (76, 662, "Ja"), (176, 662, "Nei")]
    found = blocks_of(read(pdf(page, draw=fields), "skjema.pdf"))
    assert found[1:3] == [("unticked-option", "☐ Ja"), ("ticked-option", "☒ Nei")]
    assert "Alternativ B" in found[3][1]


def test_the_largest_letters_at_the_top_are_the_title(pdf: Pdf) -> None:
    page = [
        (60, 780, "Til departementet"),
        (60, 740, "Et bedre prøvesystem for alle i hele", 20),
        (60, 716, "landet", 20),
        (60, 680, "Vi viser til forslaget og mener at det er et godt grunnlag for videre arbeid."),
    ]
    document = read(pdf(page), "svar.pdf")
    titles = [block.span.of(document.text) for block in document.blocks if (block.kind, block.level) == ("heading", 1)]
    assert titles == ["Et bedre prøvesystem for alle i hele\nlandet"]


def test_what_the_file_says_of_itself_is_kept(pdf: Pdf) -> None:
    def note(canvas: Canvas) -> None:
        canvas.setTitle("Svar om prøveloven")
        canvas.setAuthor("Eksempel kommune")

    properties = read(pdf([(60, 700, "Vi støtter loven.")], draw=note), "svar.pdf").properties
    assert (properties["title"], properties["author"]) == ("Svar om prøveloven", "Eksempel kommune")
    assert properties["created"] == "2000-01-01"


def test_labels_and_their_values_stay_on_one_line() -> None:
    labels = [Segment(60, 700 - 20 * n, 90, 711 - 20 * n, label) for n, label in enumerate(["Dato:", "Til:", "Fra:"])]
    values = [Segment(150, 700 - 20 * n, 260, 711 - 20 * n, f"verdi {n}") for n in range(3)]
    body = [Segment(60, 600, 500, 611, "Vi støtter forslaget til ny lov.")]
    assert [row.text for row in rows_of([*labels, *values, *body])][:3] == [
        "Dato:\tverdi 0",
        "Til:\tverdi 1",
        "Fra:\tverdi 2",
    ]


def test_an_empty_page_has_no_rows() -> None:
    assert rows_of([]) == []


def test_a_locked_pdf_is_refused_with_the_way_out() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("hemmelig", canPrint=1))
    canvas.drawString(60, 700, "Vi støtter loven.")
    canvas.save()
    with pytest.raises(UnreadableDocumentError, match=r"locked with a password.*save a copy without one"):
        read(buffer.getvalue(), "låst.pdf")


def test_a_pdf_without_text_is_refused_with_the_way_out(pdf: Pdf) -> None:
    with pytest.raises(UnreadableDocumentError, match=r"no text layer.*ocrmypdf"):
        read(pdf([], draw=lambda canvas: canvas.rect(50, 50, 400, 600, fill=1)), "skannet.pdf")


def test_a_pdf_whose_letters_make_no_words_is_refused_with_the_way_out(pdf: Pdf) -> None:
    line = "9L VW¡WWHU IRUVODJHW RP HQ Q\\ SU¡YHORY IRU NRPPXQHQH".replace("\\", "z")
    page = [(60, 780 - 14 * number, line) for number in range(20)]
    with pytest.raises(UnreadableDocumentError, match=r"make no words.*--force-ocr"):
        read(pdf(page), "svar.pdf")


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6])
def test_a_truncated_pdf_is_read_or_refused_but_never_crashes(share: float, pdf: Pdf) -> None:
    whole = pdf(two_columns(interleaved=False))
    with pytest.raises(UnreadableDocumentError, match=r"Cannot read kuttet\.pdf: .+\. .+"):
        read(whole[: int(share * len(whole))], "kuttet.pdf")


def test_a_pdf_of_only_its_first_bytes_is_refused() -> None:
    with pytest.raises(UnreadableDocumentError, match="damaged or not complete"):
        read(b"%PDF-1.7\n", "tom.pdf")


def test_blocks_know_no_other_kinds_than_those_of_the_model(pdf: Pdf) -> None:
    document = read(pdf(two_columns(interleaved=True)), "svar.pdf")
    assert {block.kind for block in document.blocks} <= set(BlockKind)


def test_a_damaged_page_is_named(pdf: Pdf) -> None:
    whole = pdf([(60, 700, "Første side i svaret.")], [(60, 700, "Andre side i svaret.")])
    pages = [match.start() for match in re.finditer(rb"/Type /Page\b(?!s)", whole)]
    broken = whole[: pages[1]] + b"/Type /Pugg" + whole[pages[1] + 11 :]
    with pytest.raises(UnreadableDocumentError, match="page 2 of the PDF is damaged"):
        read(broken, "svar.pdf")


def test_a_page_of_thousands_of_small_cells_is_read_without_going_deep() -> None:
    cells = [
        Segment(20 * column, 3 * row, 20 * column + 8, 3 * row + 2, "a") for column in range(20) for row in range(400)
    ]
    assert len(rows_of(cells)) >= 400
