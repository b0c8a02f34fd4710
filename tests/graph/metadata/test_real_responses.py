"""The five real responses tell who sent them, to whom, when and about what, without any declaration."""

from datetime import date
from pathlib import Path

import pytest

from graph.reading import read
from graph.reading.metadata.letter import Letter
from graph.reading.metadata.recognition import explained
from graph.registry import Registry

EXPECTED = (
    ("2023-ehelseforskning-nasjonal-helse-og-samhandlingsplan", "nse", "hod", None, "nhsp-innspill-digitalisering"),
    ("2022-legemiddelverket-nasjonal-ehelsestrategi", "dmp", "ehelse", None, "horing-ehelsestrategi-2022"),
    (
        "2023-direktoratet-for-ehelse-nasjonal-digitaliseringsstrategi",
        "ehelse",
        "kdd",
        date(2023, 11, 30),
        "horing-digitaliseringsstrategi-2023",
    ),
    ("2023-ehelseforskning-nou-2023-4", "nse", "hod", None, "horing-nou-2023-4"),
    (
        "2026-norsk-helsenett-helsereformutvalget",
        "nhn",
        "helsereformutvalget",
        date(2026, 5, 8),
        "innspill-helsereformutvalget",
    ),
)


@pytest.mark.shared
@pytest.mark.parametrize(("name", "sender", "addressee", "issued", "consultation"), EXPECTED)
def test_metadata_of_the_real_responses(  # noqa: PLR0913, PLR0917 - the expected fields
    name: str,
    sender: str,
    addressee: str,
    issued: date | None,
    consultation: str,
    shared: Path,
    registry: Registry,
) -> None:
    content = (shared / "corpus" / f"{name}.txt").read_bytes()
    metadata = explained(Letter(read(content, f"{name}.txt")), registry, ()).metadata
    assert [actor.key for actor in metadata.senders] == [sender]
    assert [actor.key for actor in metadata.addressees] == [addressee]
    assert (metadata.issued, metadata.consultation) == (issued, consultation)


@pytest.mark.shared
def test_an_addressee_that_the_text_does_not_name_comes_from_the_consultation(shared: Path, registry: Registry) -> None:
    content = (shared / "corpus" / "2023-ehelseforskning-nou-2023-4.txt").read_bytes()
    origins = explained(Letter(read(content, "svar.txt")), registry, ()).origins
    assert "the body that asked in the consultation" in {
        origin.found for origin in origins if origin.field == "addressees"
    }
