import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime

import docx
import pytest
from docx.shared import Pt

from graph.model import Document
from graph.reading import read
from graph.reading.docx_numbering import formed

View = Callable[[Document], list[tuple[str, str]]]

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def saved(document: docx.document.Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def written(body: str, **parts: str) -> bytes:
    """A DOCX with a hand-written body, and other parts named by their file name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return buffer.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def test_a_letter_is_read_into_its_parts(blocks_of: View) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Eksempel kommune"
    document.sections[0].footer.paragraphs[0].text = "Postboks 1, 0001 Eksempel"
    document.add_heading("Høringssvar om prøveloven", 0)
    document.add_paragraph("Vi støtter forslaget i hovedsak, men har merknader til finansieringen.")
    document.add_heading("Kostnader", 1)
    document.add_paragraph("Kostnadene må dekkes.", style="List Bullet")
    document.add_paragraph("Med vennlig hilsen")
    document.add_paragraph("Kari Eksempel")
    found = read(saved(document), "svar.docx")
    assert blocks_of(found) == [
        ("letterhead", "Eksempel kommune"),
        ("heading", "Høringssvar om prøveloven"),
        ("paragraph", "Vi støtter forslaget i hovedsak, men har merknader til finansieringen."),
        ("heading", "Kostnader"),
        ("list-item", "Kostnadene må dekkes."),
        ("signature", "Med vennlig hilsen"),
        ("signature", "Kari Eksempel"),
        ("page-furniture", "Postboks 1, 0001 Eksempel"),
    ]
    assert [block.level for block in found.blocks if block.kind == "heading"] == [1, 2]


def test_a_short_line_in_large_letters_is_a_heading(blocks_of: View) -> None:
    document = docx.Document()
    document.add_paragraph("Vi viser til høringen, og takker for at vi får uttale oss om saken.")
    document.add_paragraph().add_run("Våre merknader til loven.").font.size = Pt(20)
    document.add_paragraph("Loven bør vedtas slik den er foreslått av departementet.")
    assert blocks_of(read(saved(document), "svar.docx"))[1] == ("heading", "Våre merknader til loven.")


def test_table_cells_are_blocks_and_a_frame_is_no_table(blocks_of: View) -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Forslaget om kostnader."
    table.cell(0, 1).text = "Vi støtter forslaget fullt ut her."
    document.add_paragraph("Avsnittet mellom tabellene er vanlig tekst som alltid.")
    document.add_table(rows=1, cols=1).cell(0, 0).text = "Rammen rundt dette avsnittet er bare til pynt, ikke mer."
    assert [kind for kind, _ in blocks_of(read(saved(document), "svar.docx"))] == [
        "table-cell",
        "table-cell",
        "paragraph",
        "paragraph",
    ]


def test_properties_say_who_and_when() -> None:
    document = docx.Document()
    document.add_paragraph("Vi støtter loven.")
    document.core_properties.title = "Svar"
    document.core_properties.author = "Eksempel kommune"
    document.core_properties.created = datetime(2026, 1, 30, tzinfo=UTC)
    properties = read(saved(document), "svar.docx").properties
    assert (properties["title"], properties["author"]) == ("Svar", "Eksempel kommune")
    assert properties["created"].startswith("2026-01-30")


def test_tracked_insertions_stay_and_deletions_go() -> None:
    inserted = "<w:ins><w:r><w:t>ny </w:t></w:r></w:ins>"
    deleted = "<w:del><w:r><w:delText>gammel </w:delText></w:r></w:del>"
    deleted += "<w:moveFrom><w:r><w:t>flyttet </w:t></w:r></w:moveFrom>"
    moved = "<w:moveTo><w:r><w:t>lov.</w:t></w:r></w:moveTo>"
    body = f"<w:p><w:r><w:t xml:space='preserve'>Vi støtter en </w:t></w:r>{deleted}{inserted}{moved}</w:p>"
    body = body.replace("<w:t>ny ", "<w:t xml:space='preserve'>ny ")
    assert read(written(body), "svar.docx").text == "Vi støtter en ny lov."


CONTENT_CONTROL = (
    '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{0}"/></w14:checkbox></w:sdtPr>'
    "<w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"
)
LEGACY = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{0}</w:checkBox></w:ffData></w:fldChar></w:r>'


@pytest.mark.parametrize(
    ("box", "kind"),
    [
        (CONTENT_CONTROL.format("1"), "ticked-option"),
        (CONTENT_CONTROL.format("0"), "unticked-option"),
        (LEGACY.format("<w:checked/>"), "ticked-option"),
        (LEGACY.format('<w:default w:val="1"/>'), "ticked-option"),
        (LEGACY.format('<w:default w:val="1"/><w:checked w:val="0"/>'), "unticked-option"),
        (LEGACY.format(""), "unticked-option"),
        ("<w:r><w:t>☒</w:t></w:r>", "ticked-option"),
        ("<w:r><w:t>☐</w:t></w:r>", "unticked-option"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "ticked-option"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>', "unticked-option"),
    ],
)
def test_every_way_of_ticking_is_seen(box: str, kind: str, blocks_of: View) -> None:
    body = (
        paragraph("Kan dere stille dere bak forslaget?")
        + f"<w:p>{box}<w:r><w:t xml:space='preserve'> Ja</w:t></w:r></w:p>"
    )
    found = blocks_of(read(written(body), "skjema.docx"))
    assert [each for each, _ in found] == ["form-question", kind]
    assert found[1][1] == ("☒ Ja" if kind == "ticked-option" else "☐ Ja")


NUMBERING = f"""<w:numbering {NAMES}>
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"""


def numbered(text: str, number: int, depth: int = 0) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def test_automatic_numbers_stand_in_the_text_but_not_in_the_items() -> None:
    body = "".join(
        [
            numbered("Første krav er dette.", 1),
            numbered("Under det første.", 1, 1),
            numbered("Også under det.", 1, 1),
            numbered("Andre krav er dette.", 1),
            numbered("Nytt under det andre.", 1, 1),
            numbered("Et kulepunkt.", 2),
        ]
    )
    document = read(written(body, numbering=NUMBERING), "svar.docx")
    assert document.text.splitlines() == [
        "1. Første krav er dette.",
        "1.a) Under det første.",
        "1.b) Også under det.",
        "2. Andre krav er dette.",
        "2.a) Nytt under det andre.",
        "• Et kulepunkt.",
    ]
    assert [block.level for block in document.blocks] == [1, 2, 2, 1, 2, 1]
    assert document.blocks[1].span.of(document.text) == "Under det første."


def test_the_automatic_number_of_a_heading_is_part_of_it(blocks_of: View) -> None:
    styles = (
        f'<w:styles {NAMES}><w:style w:type="paragraph" w:styleId="Overskrift1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>'
    )
    body = (
        paragraph("Vi viser til høringen og har følgende merknader til saken.")
        + paragraph("Kostnader", '<w:pStyle w:val="Overskrift1"/>')
        + paragraph("Kostnadene må dekkes fullt ut av staten i alle år framover.")
    )
    found = blocks_of(read(written(body, numbering=NUMBERING, styles=styles), "svar.docx"))
    assert ("heading", "1. Kostnader") in found


@pytest.mark.parametrize(
    ("count", "form", "sign"),
    [
        (3, "decimal", "3"),
        (28, "lowerLetter", "bb"),
        (2, "upperLetter", "B"),
        (14, "lowerRoman", "xiv"),
        (9, "upperRoman", "IX"),
    ],
)
def test_numbers_take_the_form_of_their_list(count: int, form: str, sign: str) -> None:
    assert formed(count, form) == sign


def test_a_text_box_is_read_once_and_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('I tekstboksen.')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>Før boksen.</w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert read(written(body), "svar.docx").text == "Før boksen.\nI tekstboksen."


def test_footnotes_come_last_and_leave_the_sentence_whole(blocks_of: View) -> None:
    body = (
        "<w:p><w:r><w:t>Vi viser til rapporten</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r>"
        "<w:r><w:t xml:space='preserve'> om prøver i kommunene.</w:t></w:r></w:p>"
    )
    note = f"<w:footnote w:id='2'>{paragraph('Eksempelrapporten, side 4.')}</w:footnote>"
    notes = f"<w:footnotes {NAMES}>{note}</w:footnotes>"
    assert blocks_of(read(written(body, footnotes=notes), "svar.docx")) == [
        ("paragraph", "Vi viser til rapporten om prøver i kommunene."),
        ("footnote", "Eksempelrapporten, side 4."),
    ]


def test_hidden_text_and_field_codes_are_left_out() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>skjult </w:t></w:r><w:r><w:instrText>DATE</w:instrText></w:r>"
    assert read(written(f"<w:p>{hidden}<w:r><w:t>Synlig.</w:t></w:r></w:p>"), "svar.docx").text == "Synlig."
