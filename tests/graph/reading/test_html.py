from collections.abc import Callable

from graph.model import Document
from graph.reading import read

View = Callable[[Document], list[tuple[str, str]]]

PAGE = """<!DOCTYPE html><html><head><title>Svar fra Eksempel kommune</title>
<meta name="author" content="Eksempel kommune"><style>p {{ color: red }}</style></head>
<body><nav><a href="/">Hjem</a></nav>{}<footer>Kontakt oss</footer></body></html>"""


def page(body: str) -> Document:
    return read(PAGE.format(body).encode(), "svar.html")


def test_only_what_a_reader_sees_is_read(blocks_of: View) -> None:
    hidden = '<p hidden>Skjult</p><p style="display: none">Borte</p><script>var a = 1</script><!-- merknad -->'
    found = page(f"<h1>Høringssvar</h1>{hidden}<p>Vi støtter <b>hele</b>\n  forslaget.</p>")
    assert blocks_of(found) == [
        ("heading", "Høringssvar"),
        ("paragraph", "Vi støtter hele forslaget."),
        ("page-furniture", "Kontakt oss"),
    ]


def test_the_head_gives_the_properties() -> None:
    properties = page("<p>Vi er enige.</p>").properties
    assert (properties["title"], properties["author"]) == ("Svar fra Eksempel kommune", "Eksempel kommune")


def test_lists_are_counted_and_nested() -> None:
    found = page("<ol start=3><li>Tre<li>Fire<ul><li>Under</ul></ol><ol type=a><li>A-punkt</ol>")
    assert found.text.splitlines()[:4] == ["3. Tre", "4. Fire", "• Under", "a. A-punkt"]
    assert [(block.kind.value, block.level) for block in found.blocks[:4]] == [
        ("list-item", 1),
        ("list-item", 1),
        ("list-item", 2),
        ("list-item", 1),
    ]


def test_boxes_and_fields_show_what_was_answered(blocks_of: View) -> None:
    found = page(
        "<p>1) Kan dere stille dere bak forslaget?</p><p><label><input type=radio checked> Ja</label>"
        '<label><input type=radio> Nei</label></p><p>Merknad: <input value="Vi savner en plan."></p>'
    )
    assert blocks_of(found)[:4] == [
        ("form-question", "1) Kan dere stille dere bak forslaget?"),
        ("ticked-option", "☒ Ja"),
        ("unticked-option", "☐ Nei"),
        ("paragraph", "Merknad: Vi savner en plan."),
    ]


def test_cells_of_a_table_are_blocks_and_a_frame_is_none(blocks_of: View) -> None:
    frame = "<table><tr><td><p>Rammen er bare til pynt rundt dette avsnittet.</p></td></tr></table>"
    found = page(f"{frame}<table><tr><th>Krav</th><th>Svar</th></tr><tr><td>A</td><td>Enig</td></tr></table>")
    assert [kind for kind, _ in blocks_of(found)][:5] == ["paragraph", *["table-cell"] * 4]


def test_two_line_breaks_part_paragraphs_and_one_does_not(blocks_of: View) -> None:
    found = page("Vi støtter forslaget til ny lov,<br>og mener den haster.<br><br>Vi ber om svar på spørsmålene våre.")
    assert [kind for kind, _ in blocks_of(found)][:2] == ["paragraph", "paragraph"]
    assert found.text.startswith("Vi støtter forslaget til ny lov,\nog mener den haster.")


def test_preformatted_text_keeps_its_lines() -> None:
    assert page("<pre>En linje\nog en til</pre>").text.startswith("En linje\nog en til")


def test_the_declared_encoding_counts() -> None:
    source = '<html><head><meta charset="iso-8859-1"></head><body>Vi støtter</body></html>'
    assert read(source.encode("latin-1"), "svar.html").text == "Vi støtter"
    unknown = source.replace("iso-8859-1", "finnes-ikke")
    assert read(unknown.encode(), "svar.html").text == "Vi støtter"
