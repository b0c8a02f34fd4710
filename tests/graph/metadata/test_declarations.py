"""What people declare in TOML is read as it stands, and whatever is wrong is named with its line."""

import re
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from graph.errors import DeclarationError
from graph.model import Actor, Anchoring, Consultation, Metadata, Outcome, Publication
from graph.reading.declarations import read_consultation, read_consultation_file, read_sidecar
from graph.registry import Registry

CONSULTATION = """
    key = "eksempel-horing"
    title.nb = "Høring om eksempler"
    title.nn = "Høyring om eksempel"
    type = "høring"
    asked_by = "Eksempeldepartementet"
    deadline = 2025-10-15
    case_number = "25/1042"
    instruments = ["NOU 2023: 4"]
    invited = ["KS", "Eksempel kommune", { name = "Eksempelforbundet", organisation_number = "810 059 672" }]

    [[proposals]]
    number = 1
    title = "Plikt"
    sections = ["§ 4"]

    [[proposals]]
    number = "2"
    title = { nb = "Frist", nn = "Frist" }
    alternatives = ["A: kort", "B: lang"]
    """


def written(folder: Path, text: str, name: str = "consultation.toml") -> Path:
    path = folder / name
    path.write_text(dedent(text), encoding="utf-8")
    return path


def test_a_consultation_is_read_whole(tmp_path: Path, registry: Registry) -> None:
    consultation = read_consultation_file(written(tmp_path, CONSULTATION), registry)
    assert (consultation.key, consultation.kind, consultation.deadline) == (
        "eksempel-horing",
        "horing",
        date(2025, 10, 15),
    )
    assert consultation.title == {"nb": "Høring om eksempler", "nn": "Høyring om eksempel"}
    assert consultation.asked_by == Actor("eksempeldepartementet", "Eksempeldepartementet", "departement")
    assert [thing.key for thing in consultation.instruments] == ["nou-2023-4"]
    assert [(proposal.number, proposal.title["nb"]) for proposal in consultation.proposals] == [
        ("1", "Plikt"),
        ("2", "Frist"),
    ]
    assert consultation.proposals[1].alternatives == ("A: kort", "B: lang")


def test_invited_bodies_are_registered_named_or_described(tmp_path: Path, registry: Registry) -> None:
    invited = read_consultation_file(written(tmp_path, CONSULTATION), registry).invited
    assert [(actor.key, actor.registered) for actor in invited] == [
        ("ks", True),
        ("eksempel-kommune", False),
        ("org-810059672", False),
    ]


def test_a_consultation_follows_up_an_earlier_one_proposal_by_proposal(tmp_path: Path, registry: Registry) -> None:
    text = """
        key = "eksempel-lov"
        title = "Høring om lov"
        follows_up = "eksempel-utredning"
        [[proposals]]
        number = "1"
        title = "Plikt"
        continues = ["3.1", "3.2"]
        [[proposals]]
        number = "2"
        title = "Gebyr"
        """
    consultation = read_consultation_file(written(tmp_path, text), registry)
    assert consultation.follows_up == Consultation("eksempel-utredning", {})
    assert [proposal.continues for proposal in consultation.proposals] == [("3.1", "3.2"), ()]
    registered = text.replace("eksempel-utredning", "horing-nou-2023-4")
    followed = read_consultation_file(written(tmp_path, registered), registry).follows_up
    assert followed is not None
    assert followed.registered


def test_a_registered_consultation_needs_no_title(tmp_path: Path, registry: Registry) -> None:
    text = 'key = "horing-nou-2023-4"\n[[proposals]]\nnumber = "1"\ntitle = "Rekruttering"\n'
    consultation = read_consultation_file(written(tmp_path, text), registry)
    assert consultation.registered
    assert consultation.asked_by is not None
    assert len(consultation.proposals) == 1


@pytest.mark.parametrize(
    ("text", "line", "key", "said"),
    [
        ('key = "x"\ntitle = hei', 2, "title", "not valid TOML"),
        ('title = "Uten nøkkel"', None, "key", "missing"),
        ('key = "Store Bokstaver"\ntitle = "x"', 1, "key", "lower-case"),
        ('key = "x"\ntitel = "x"\ntitle = "x"', 2, "titel", "Did you mean “title”?"),
        ('key = "x"\ntitle = "x"\nfarge = "rød"', 3, "farge", "Use one of"),
        ('key = "x"\ntitle = 4', 2, "title", "text in quotation marks or a table, not a whole number"),
        ('key = "x"\ntitle = "x"\ndeadline = "31.05.2024"', 3, "deadline", "2024-05-31"),
        ('key = "x"\ntitle = "x"\ntype = "horring"', 3, "type", "Did you mean “horing”?"),
        ('key = "x"\ntitle = "x"\ninvited = "KS"', 3, "invited", "a list"),
        ('key = "x"\ntitle = "x"\ninvited = [{ name = "A", kind = "komune" }]', 3, "kind", "Did you mean “kommune”?"),
        ('key = "x"\ntitle = "x"\ninvited = [4]', 3, "invited", "a table, not a whole number"),
        (
            'key = "x"\ntitle = "x"\n[[proposals]]\nnumber = 1\ntitle = "a"\n[[proposals]]\nnumber = 1\ntitle = "b"',
            7,
            "number",
            "stands twice",
        ),
        ('key = "x"\ntitle = "x"\n[[proposals]]\nnumber = 1', 3, "title", "missing"),
        ('key = "x"\ntitle = "x"\nfollows_up = "x"', 3, "follows_up", "this consultation itself"),
        ('key = "x"\ntitle = "x"\nfollows_up = "Y 1"', 3, "follows_up", "lower-case"),
        ('key = "x"\ntitle = "x"\n[[proposals]]\nnumber = 1\ntitle = "x"\ncontinues = ["3"]', 6, "continues", "needs"),
        ('key = "x"\ntitle = "x"\nfollows_up = "y"\n[[proposals]]\nnumber = 1\ntitle = "x"\ncontinues = "3"', 7,
         "continues", "a list"),
        ('key = "x"\ntitle = "x"\ninvited = [{ name = "A", organisation_number = "123456789" }]', 3,
         "organisation_number", "control digit"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_line_and_key(  # noqa: PLR0913, PLR0917 - the parts of the message
    text: str, line: int | None, key: str, said: str, tmp_path: Path, registry: Registry
) -> None:
    with pytest.raises(DeclarationError, match=r"consultation\.toml") as raised:
        read_consultation_file(written(tmp_path, text), registry)
    assert (raised.value.line, raised.value.key) == (line, key)
    assert said in str(raised.value)


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path, registry: Registry) -> None:
    with pytest.raises(DeclarationError, match=r"line 2.*Also line 3"):
        read_consultation_file(written(tmp_path, 'key = "x"\ntitel = "x"\ntype = 4\ntitle = "x"'), registry)


def test_a_file_that_is_not_utf_8_is_refused_with_its_line(tmp_path: Path, registry: Registry) -> None:
    path = tmp_path / "consultation.toml"
    path.write_bytes('key = "x"\ntitle = "Høring"'.encode("latin-1"))
    with pytest.raises(DeclarationError, match="line 2: is not in UTF-8"):
        read_consultation_file(path, registry)


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path, registry: Registry) -> None:
    with pytest.raises(DeclarationError, match="cannot be read"):
        read_sidecar(tmp_path / "borte.toml", registry)


def test_only_the_content_changes_the_digest(tmp_path: Path, registry: Registry) -> None:
    first = read_consultation(written(tmp_path, CONSULTATION), registry).digest
    commented = read_consultation(written(tmp_path, "# En merknad\n" + dedent(CONSULTATION)), registry).digest
    changed = read_consultation(written(tmp_path, CONSULTATION.replace("§ 4", "§ 5")), registry).digest
    assert first == commented != changed


def test_the_examples_of_the_documentation_are_right(tmp_path: Path, registry: Registry) -> None:
    text = (Path(__file__).resolve().parents[3] / "docs" / "consultation-file.md").read_text("utf-8")
    consultation, later, sidecar = re.findall(r"(?s)```toml\n(.*?)```", text)
    read = read_consultation_file(written(tmp_path, consultation), registry)
    assert [proposal.number for proposal in read.proposals] == ["1", "2"]
    (continuing,) = read_consultation_file(written(tmp_path, later), registry).proposals
    assert continuing.continues == ("3.1",)
    assert read_sidecar(written(tmp_path, sidecar, "svar.toml"), registry).short_version == "kortversjon.pdf"


SIDECAR = """
    key = "eksempel-endelig"
    title = "Endelig svar"
    actors = ["Eksempel kommune", "KS"]
    date = "2025-10-09"
    language = "nn"
    outcome = "endorses-another"
    endorses = "KS"
    consultation = "eksempel-horing"
    anchoring = "with-dissent"
    attachments = ["vedlegg 1.pdf"]
    short_version = "kort.pdf"
    replaces = "eksempel-forelopig"
    publication = "withheld"
    legal_ground = "offl. § 13"
    rights = "© Eksempel kommune"
    """


def test_a_sidecar_stands_in_place_of_what_was_recognised(tmp_path: Path, registry: Registry) -> None:
    sidecar = read_sidecar(written(tmp_path, SIDECAR, "svar.pdf.toml"), registry)
    recognised = Metadata(title="Svar", our_reference="25/1", publication_reasons=("Marked “Intern”",))
    metadata = sidecar.applied_to(recognised)
    assert (sidecar.key, sidecar.attachments, sidecar.short_version) == (
        "eksempel-endelig",
        ("vedlegg 1.pdf",),
        "kort.pdf",
    )
    assert [actor.key for actor in metadata.senders] == ["eksempel-kommune", "ks"]
    assert (metadata.title, metadata.our_reference, metadata.issued) == ("Endelig svar", "25/1", date(2025, 10, 9))
    assert (metadata.outcome, metadata.anchoring) == (Outcome.ENDORSES, Anchoring.DISSENT)
    assert (metadata.publication, metadata.publication_reasons) == (Publication.WITHHELD, ())
    assert metadata.endorsed is not None


def test_an_empty_sidecar_changes_nothing(tmp_path: Path, registry: Registry) -> None:
    recognised = Metadata(title="Svar", publication_reasons=("Marked “Intern”",))
    assert read_sidecar(written(tmp_path, "", "svar.toml"), registry).applied_to(recognised) == recognised


def test_a_status_that_does_not_exist_is_refused(tmp_path: Path, registry: Registry) -> None:
    with pytest.raises(DeclarationError, match="must be one of: public, to-be-assessed, withheld"):
        read_sidecar(written(tmp_path, 'publication = "secret"', "svar.toml"), registry)


@pytest.mark.parametrize("declared", ['"Privatperson"', '{ name = "Kari Nordmann", kind = "privatperson" }'])
def test_a_declared_private_person_loses_every_name(declared: str, tmp_path: Path, registry: Registry) -> None:
    sidecar = read_sidecar(written(tmp_path, f"actor = {declared}", "svar.toml"), registry)
    recognised = Metadata(title="Innspill fra Kari Nordmann", signatories=("Kari Nordmann",))
    metadata = sidecar.applied_to(recognised, "0123456789abcdef")
    assert metadata.senders == (Actor("privatperson-0123456789ab", "Privatperson", "privatperson"),)
    assert (metadata.title, metadata.signatories) == ("Innspill fra Privatperson", ())
