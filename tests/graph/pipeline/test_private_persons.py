"""What private persons write, in every way in which a name can slip through: none of it is anywhere afterwards."""

import gzip
import io
import subprocess
import sys
import zipfile
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest
from reportlab.pdfgen.canvas import Canvas

from graph.folder import DataFolder
from graph.store.embedded import open_store
from tests.serving import served

_RUN = [sys.executable, "-P", "-c", "from graph.cli import main; main()"]
_SECRETS = (
    *("torbjørn", "torbjorn", "kvernmo", "granittveien", "412 34 567", "ragnhild", "sigbjørn", "aunehaugen"),
    *("hegglund", "solbakken", "gunnhild", "90 12 34 56", "mikkel", "åshild", "aashild", "bråtveit", "bratveit"),
    *("tveitane", "48123456", "22334455", "ekornstien", "vidkunn", "skjelbred", "eilev", "tjønnås", "tjonnas"),
    *("nedrebø", "vinje", "wetherby", "larch", "haukelid", "fjellveien", "55 12 34 56", "lunderbye", "skogsvingen"),
    *("912.34.567", "912-34-567", "stenersen", "ringgata", "fagerlibakk", "krogstadmo", "73 12 34 56", "ekrheim"),
    *("sundfjordmo", "hemmeligordet"),
)
_LETTERS = {
    "Høringssvar fra Torbjørn Kvernmo.txt": """
Torbjørn Kvernmo
Granittveien 14 B
7030 Trondheim
Tlf. 412 34 567

Høringssvar fra Torbjørn Kvernmo – personloven

Jeg er imot forslaget. Kommunen bør dekke kostnadene. Min kone Ragnhild Kvernmo er enig med meg.
Naboen vår, Sigbjørn Aunehaugen, støtter også dette. Vi i familien Kvernmo mener loven må endres.

Vennlig hilsen
Torbjørn Kvernmo
""",
    "familien.txt": """
Innspill fra familien Hegglund

Vi bor i Solbakken 7, 2316 Hamar. Vi mener at forslaget er uklokt. Staten bør betale.
Barna våre, Oda og Mikkel, går på skole her.

Hilsen
familien Hegglund
v/ Gunnhild Hegglund
mobil: +47 90 12 34 56, e-post gunnhild.hegglund@hjemme.example
""",
    "INNSPILL_BORGHILD_STENERSEN.txt": """
BORGHILD STENERSEN

INNSPILL TIL PERSONLOVEN

Som pårørende vil jeg si at loven må endres. Ring 912.34.567 / 912-34-567.

BORGHILD STENERSEN
Ringgata 5
""",
    "nynorsk.txt": """
Høyringssvar frå Eilev Tjønnås

Eg er imot framlegget. Eg heiter Eilev Tjønnås og bur på Lia 12, 3890 Vinje.
Legen min, doktor Arnfinn Nedrebø, er samd i at kommunen bør dekkje kostnadene.

Helsing Eilev
""",
    "english.txt": """
My name is Philippa Wetherby and I am a private individual. I oppose the proposal.

Kind regards
Philippa Wetherby
12 Larch Lane
""",
    "skjema.txt": """
Navn: Trygve Haukelid
Adresse: Fjellveien 88, 5019 Bergen
Telefon: 55 12 34 56
Jeg svarer som: Privatperson

Jeg mener forslaget bør avvises. Staten må ta ansvaret.
""",
    "kommune.txt": """
Eksempel kommune

Saksbehandler: Halvdan Krogstadmo, tlf. 73 12 34 56

Høringssvar

Eksempel kommune støtter forslaget. Kommunen bør få dekket utgiftene.

Med vennlig hilsen
Jorunn Fagerlibakk
kommunedirektør
""",
    "by.txt": """
Unntatt offentlighet, jf. offl. § 13

Eksempelby kommune

Saken gjelder pasienten Terje Sundfjordmo. Eksempelby kommune støtter forslaget om Hemmeligordet.
""",
}


def _email() -> bytes:
    message = EmailMessage()
    message["From"] = "Åshild Bråtveit <aashild.braatveit@hjemme.example>"
    message["To"] = "post@eksempel.example"
    message["Cc"] = "Nabo Olav Tveitane <olav.tveitane@hjemme.example>"
    message["Subject"] = "Innspill til personloven fra Åshild Bråtveit"
    message.set_content(
        "Jeg synes forslaget er dårlig. Kommunen må få mer penger. Ring meg på 0047 48123456 eller 22334455.\n\n"
        "mvh\nÅshild B.\n\n-- \nÅshild Bråtveit | Ekornstien 3, 4009 Stavanger\n"
    )
    attached = b"Vedlegg\n\nJeg mener at loven bor endres. Hilsen Ashild Bratveit\n"
    message.add_attachment(attached, maintype="text", subtype="plain", filename="vedlegg Åshild Bråtveit.txt")
    return message.as_bytes()


def _docx() -> bytes:
    word, core = "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.org/dc/elements/1.1/"
    lines = ("Jeg skriver som privatperson. Jeg støtter ikke forslaget.", "Med hilsen", "V. Skjelbred")
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>')
        archive.writestr(
            "docProps/core.xml",
            f'<p xmlns:dc="{core}"><dc:creator>Vidkunn Skjelbred</dc:creator><dc:title>Svar</dc:title></p>',
        )
    return buffer.getvalue()


def _pdf() -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.setAuthor("Oddvar Lunderbye")
    canvas.setTitle("Svar fra Oddvar Lunderbye")
    lines = ("Jeg skriver som privatperson. Jeg er imot forslaget.", "Med hilsen", "Oddvar Lunderbye", "Skogsvingen 9")
    for number, line in enumerate(lines):
        canvas.drawString(72, 780 - 15 * number, line)
    canvas.save()
    return buffer.getvalue()


@pytest.fixture(scope="module")
def private(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder built from such letters, with its dumps; beside it, what the build said to standard error."""
    folder = tmp_path_factory.mktemp("private")
    inside = folder / "in"
    inside.mkdir()
    declared = 'key = "personlov"\ntitle = "Høring om personloven"\nfull_text = true\n'
    (inside / "consultation.toml").write_text(declared, encoding="utf-8")
    for name, text in _LETTERS.items():
        (inside / name).write_text(text, encoding="utf-8")
    (inside / "epost.eml").write_bytes(_email())
    (inside / "svar fra Vidkunn Skjelbred.docx").write_bytes(_docx())
    (inside / "o.lunderbye.pdf").write_bytes(_pdf())
    (inside / "Brev fra Ragnvald Ekrheim.pdf").write_bytes(b"%PDF-1.4 broken")
    data = folder / "data"
    done = subprocess.run([*_RUN, "build", str(inside), "--data", str(data)], capture_output=True, check=False)
    (folder / "said.txt").write_bytes(done.stderr)
    subprocess.run([*_RUN, "search", "forslaget", "--data", str(data)], capture_output=True, check=True)
    return data


def _told(content: bytes, where: str) -> list[str]:
    text = content.decode(errors="replace").casefold()
    return [f"{secret} in {where}" for secret in _SECRETS if secret in text]


def test_every_letter_is_from_a_private_person_or_from_a_body_that_says_so(private: Path) -> None:
    records = DataFolder(private).manifest().records
    actors = sorted(actor for record in records.values() for actor in record["actors"])
    assert actors == ["Eksempel kommune", "Eksempelby kommune", *["Privatperson"] * 9]


def test_no_file_of_the_data_folder_nor_what_the_build_says_tells_of_anybody(private: Path) -> None:
    files = [path for path in private.rglob("*") if path.is_file()]
    assert any(path.name == "search.sqlite" for path in files)
    leaks = _told((private.parent / "said.txt").read_bytes(), "standard error")
    for path in files:
        if path.name.startswith(("registry.", "ontology.", "queries.")):
            continue  # shipped, and about bodies only
        leaks += _told(str(path.relative_to(private)).encode(), "a file's name")
        leaks += _told(path.read_bytes(), path.name)
    assert leaks == []


@pytest.mark.parametrize("form", ["nquads", "trig", "jsonld", "graphml"])
def test_no_dump_tells_of_anybody(private: Path, form: str) -> None:
    done = subprocess.run([*_RUN, "export", "--format", form, "--data", str(private)], capture_output=True, check=True)
    content = gzip.decompress(done.stdout) if done.stdout[:2] == b"\x1f\x8b" else done.stdout
    assert b"Privatperson" in content
    known = {"vinje", "mikkel", "larch"}  # may be words of the shipped registry
    assert [leak for leak in _told(content, form) if leak.partition(" ")[0] not in known] == []


def test_no_page_tells_of_anybody(private: Path) -> None:
    asked = "SELECT ?thing { ?thing stp:expressedIn|stp:respondsTo ?other } ORDER BY ?thing"
    things = [getattr(row[0], "value", "") for row in open_store(private).query(asked).rows()]
    own = [thing for thing in dict.fromkeys(things) if thing.startswith("https://standpunkt.example/id/")]
    paths = ["/", "/catalogue", "/search?q=forslaget&in=texts", "/queries/who-answered"]
    paths += [thing.replace("https://standpunkt.example/id/", "/doc/") for thing in own][:60]
    leaks: list[str] = []
    with served(private, "--budget", "6000") as (_, address), httpx.Client(trust_env=False, timeout=60) as client:
        for path in paths:
            answer = client.get(f"{address}{path}", headers={"accept": "text/html"})
            assert answer.status_code == 200, path
            leaks += _told(answer.content, path)
        sought = client.get(f"{address}/search?q=Kvernmo&in=texts&format=json").json()
    assert (leaks, sought["total"]) == ([], 0)
