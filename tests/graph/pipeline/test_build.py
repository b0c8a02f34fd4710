"""A build: what it commits, and that the same input gives the same files."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from pyoxigraph import RdfFormat, parse

from graph.folder import DataFolder
from graph.model import BlockKind
from graph.namespaces import DCTERMS, STP
from graph.pipeline import BuildReport, Options, build

Build = Callable[..., BuildReport]


def graph_bytes(data: Path) -> dict[str, bytes]:
    """Every graph file of a data folder, by its path."""
    folder = DataFolder(data)
    return {str(path.relative_to(data)): path.read_bytes() for path in folder.graph_files(folder.manifest())}


def test_every_response_is_built_and_committed(responses: Path, built: Build, data: Path) -> None:
    report = built(responses)
    assert [record.actors for record in report.records] == [
        ("Eksempel kommune",),
        ("Eksempelforbundet",),
        ("Eksempelvik kommune",),
    ]
    assert not report.refusals
    assert DataFolder(data).manifest().generation == 1


def test_dates_outcomes_and_the_consultation_are_recognised(responses: Path, built: Build) -> None:
    for record in built(responses).records:
        assert record.issued in {"2026-04-10", "2026-04-11", "2026-04-12"}
        assert (record.language, record.outcome, record.consultation) == ("nb", "remarks", "eksempelloven")
        assert record.kinds.get("support")


def test_two_builds_give_the_same_bytes_whatever_the_folder_order_and_processes(
    responses: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "elsewhere" / "kopi"
    shutil.copytree(responses, copy)
    first, second = tmp_path / "first", tmp_path / "second"
    build([responses], Options(first, jobs=1))
    files = sorted(copy.glob("*.txt"), reverse=True)
    build([*files, copy / "consultation.toml"], Options(second, jobs=2))
    assert graph_bytes(first) == graph_bytes(second)


def test_no_triple_stands_in_two_graphs(responses: Path, built: Build, data: Path) -> None:
    built(responses)
    seen: dict[object, str] = {}
    for path, content in graph_bytes(data).items():
        for quad in parse(content, format=RdfFormat.N_QUADS):
            assert seen.setdefault(quad.triple, path) == path, f"{quad.triple} stands in {path} and {seen[quad.triple]}"


def test_every_thing_that_a_response_names_is_described(responses: Path, built: Build, data: Path) -> None:
    built(responses)
    quads = [quad for content in graph_bytes(data).values() for quad in parse(content, format=RdfFormat.N_QUADS)]
    described = {quad.subject for quad in quads}
    for term in (STP.heldBy, STP.onProposal, STP.concerns, STP.mentions, STP.respondsTo, STP.stance, STP.invited):
        values = {quad.object for quad in quads if quad.predicate == term}
        assert values <= described, f"{term} names what no graph describes: {values - described}"


def test_a_response_marked_as_not_public_is_held_back(responses: Path, built: Build, data: Path) -> None:
    path = next(responses.glob("Eksempelvik*"))
    path.write_text("Unntatt offentlighet, jf. offl. § 13\n\n" + path.read_text("utf-8"), encoding="utf-8")
    report = built(responses)
    held = [record for record in report.records if not record.is_shown]
    assert [record.publication for record in held] == ["to-be-assessed"]
    texts = [path.read_text("utf-8") for path in (data / "texts").iterdir()]
    assert not any("Eksempelvik kommune" in text for text in texts)


def test_the_commit_holds_nothing_that_changes_from_run_to_run_but_its_number(
    responses: Path, built: Build, data: Path
) -> None:
    built(responses)
    first = json.loads((data / "build.json").read_text("utf-8"))
    shutil.rmtree(data)
    built(responses)
    assert json.loads((data / "build.json").read_text("utf-8")) == first


def test_a_second_build_of_the_same_files_builds_nothing(responses: Path, built: Build) -> None:
    built(responses)
    report: BuildReport = built(responses)
    assert (report.built, len(report.records), report.manifest.generation) == (0, 3, 2)


HELD = """\
Unntatt offentlighet, jf. offl. § 13

Eksempelvik kommune

Til: Eksempelrådet for tilsyn
Dato: 11.04.2026

Høringssvar – eksempelloven

Eksempelvik kommune slutter seg til uttalelsen fra Eksempelforeningen. Vi har ingen merknader til NOU 2031: 77.
"""


def test_a_response_that_is_held_back_tells_who_sent_it_and_nothing_else(
    responses: Path, built: Build, data: Path
) -> None:
    path = next(responses.glob("Eksempelvik*"))
    path.write_text(HELD, encoding="utf-8")
    built(responses)
    kept = "".join(file.read_text("utf-8") for file in sorted(data.rglob("*")) if file.is_file())
    for told in ("Eksempelrådet", "eksempelradet", "Eksempelforeningen", "nou-2031-77", "2026-04-11"):
        assert told not in kept
    quads = [quad for content in graph_bytes(data).values() for quad in parse(content, format=RdfFormat.N_QUADS)]
    (held,) = (
        quad.subject for quad in quads if quad.predicate == STP.legalGround and quad.subject.value[-12:].isalnum()
    )
    said = {quad.predicate for quad in quads if quad.subject == held}
    assert {STP.outcome, DCTERMS.title, DCTERMS.issued, DCTERMS.hasPart, STP.addressedTo}.isdisjoint(said)
    assert {DCTERMS.creator, STP.respondsTo, STP.publicationStatus} < said


def test_a_marking_on_an_attachment_holds_the_response_back(responses: Path, built: Build) -> None:
    path = next(responses.glob("Eksempelvik*"))
    (responses / "vedlegg.txt").write_text("Fortrolig\n\nEt hemmelig grunnlag for svaret.\n", encoding="utf-8")
    path.with_suffix(".toml").write_text('attachments = ["vedlegg.txt"]\n', encoding="utf-8")
    held = [record for record in built(responses).records if not record.is_shown]
    assert [(record.actors, record.texts) for record in held] == [(("Eksempelvik kommune",), ())]
    path.with_suffix(".toml").write_text('attachments = ["vedlegg.txt"]\npublication = "public"\n', encoding="utf-8")
    assert all(record.is_shown for record in built(responses).records)


def test_the_attachments_of_a_private_person_are_named_without_the_person(responses: Path, built: Build) -> None:
    (responses / "svar.eml").write_text(
        "From: Kari Nordmann <kari@post.example>\nSubject: Svar\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain\n\n'
        "Jeg bor her. Jeg er imot forslaget.\n\nmvh\nKari Nordmann\n"
        '--x\nContent-Type: application/pdf; name="Kari Nordmann.pdf"\n'
        'Content-Disposition: attachment; filename="Kari Nordmann.pdf"\n\nikke en pdf\n--x--\n',
        encoding="utf-8",
    )
    (record,) = (record for record in built(responses).records if record.actors == ("Privatperson",))
    assert record.notes
    assert not any("Kari" in note or "Nordmann" in note for note in record.notes)


def test_what_nobody_knows_the_sender_of_is_refused_without_its_words(
    responses: Path, built: Build, data: Path
) -> None:
    text = "Innspill om forslaget, N. Nordmann\n\nForslaget er bra. Fristen må bli lengre. Vi savner en plan.\n"
    (responses / "svar.txt").write_text(text, encoding="utf-8")
    assert [refusal.source for refusal in built(responses).refusals] == ["svar.txt"]
    commit = (data / "build.json").read_text("utf-8")
    assert "Nordmann" not in commit
    assert "Fristen må bli" not in commit


def test_the_commit_does_not_name_the_files_that_were_refused(responses: Path, built: Build, data: Path) -> None:
    (responses / "Kari Nordmann.pdf").write_bytes(b"")
    (responses / "Ola Nordmann.txt").write_text("Jeg er imot.\n", encoding="utf-8")
    (responses / "Ola Nordmann.toml").write_text('dato = "2026-01-01"\n', encoding="utf-8")
    (responses / "kopi fra Nordmann.txt").write_bytes(next(responses.glob("Eksempelvik*")).read_bytes())
    refused = {refusal.source for refusal in built(responses).refusals}
    assert refused == {"Kari Nordmann.pdf", "Ola Nordmann.toml", "kopi fra Nordmann.txt"}
    assert "Nordmann" not in (data / "build.json").read_text("utf-8")
    stored = {item["source"]: item["reason"] for item in DataFolder(data).manifest().refused}
    assert "It is empty" in stored[next(name for name in stored if name.endswith(".pdf"))]


def test_a_build_keeps_how_each_text_is_laid_out_and_which_words_decided(
    responses: Path, built: Build, data: Path
) -> None:
    report, folder = built(responses), DataFolder(data)
    (text,), (layout,) = report.records[0].texts, report.records[0].layouts
    whole, laid_out = folder.text(text), folder.layout(layout)
    headings = {block.span.of(whole) for block in laid_out.blocks if block.kind is BlockKind.HEADING}
    assert "Høringssvar – eksempelloven" in headings
    assert {"støtter", "bekymret", "bør"} <= {cue.of(whole) for cue in laid_out.cues}
    lost = data / "texts" / f"{report.records[0].layouts[0]}.json"
    lost.unlink()
    assert built(responses).built == 1
    assert lost.exists()


def test_nothing_is_kept_of_how_a_text_that_is_held_back_is_laid_out(responses: Path, built: Build) -> None:
    next(responses.glob("Eksempelvik*")).write_text(HELD, encoding="utf-8")
    held = [record for record in built(responses).records if not record.is_shown]
    assert [record.layouts for record in held] == [()]
