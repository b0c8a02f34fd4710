"""PDF files, written plainly: pages of text lines in the standard fonts, or a picture alone as a scanner leaves it."""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

PAGE_WIDTH, PAGE_HEIGHT = 595, 842


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text at a place of a page, in points from its lower left corner."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False


def pdf_bytes(pages: Sequence[Sequence[Line]], title: str) -> bytes:
    """A PDF file of pages of text lines."""
    contents = ["\n".join(_operators(lines)).encode("cp1252") for lines in pages]
    resources = b"<< /Font << /F1 3 0 R /F2 4 0 R >> >>"
    fonts = [_font("Helvetica"), _font("Helvetica-Bold")]
    return _file(contents, resources, fonts, title)


def scan_bytes(picture: bytes) -> bytes:
    """A PDF file of one page that is a picture and has no text; the picture is a PNG in grey without interlacing."""
    width, height, depth = struct.unpack(">IIB", picture[16:25])
    parameters = f"/Predictor 15 /Colors 1 /BitsPerComponent {depth} /Columns {width}"
    image = _stream(
        f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray "
        f"/BitsPerComponent {depth} /Filter /FlateDecode /DecodeParms << {parameters} >>",
        b"".join(_chunks(picture, b"IDAT")),
    )
    placed = f"q {PAGE_WIDTH} 0 0 {PAGE_HEIGHT} 0 0 cm /Im1 Do Q".encode()
    return _file([placed], b"<< /XObject << /Im1 3 0 R >> >>", [image], "Skannet dokument")


def _operators(lines: Sequence[Line]) -> Iterator[str]:
    for line in lines:
        text = line.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        font = "F2" if line.bold else "F1"
        yield f"BT /{font} {line.size:g} Tf {line.x:.2f} {line.y:.2f} Td ({text}) Tj ET"


def _chunks(picture: bytes, kind: bytes) -> Iterator[bytes]:
    place = 8
    while place < len(picture):
        (length,) = struct.unpack(">I", picture[place : place + 4])
        if picture[place + 4 : place + 8] == kind:
            yield picture[place + 8 : place + 8 + length]
        place += length + 12


def _font(name: str) -> bytes:
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()


def _stream(dictionary: str, content: bytes) -> bytes:
    return f"<< {dictionary} /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


def _file(contents: Sequence[bytes], resources: bytes, shared: Sequence[bytes], title: str) -> bytes:
    first = 3 + len(shared)
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        *shared,
    ]
    for number, content in enumerate(contents):
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PAGE_WIDTH} {PAGE_HEIGHT}] "
        objects.append(
            page.encode() + f"/Contents {first + 2 * number + 1} 0 R /Resources ".encode() + resources + b" >>"
        )
        objects.append(_stream("", content))
    objects.append(b"<< /Title <FEFF" + title.encode("utf-16-be").hex().upper().encode() + b"> >>")
    return _numbered(objects)


def _numbered(objects: Sequence[bytes]) -> bytes:
    written, places = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = (
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\n"
        f"startxref\n{len(written)}\n%%EOF\n"
    )
    return written + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode()
