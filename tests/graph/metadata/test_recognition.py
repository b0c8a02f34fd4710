"""Date, addressee, references, language, outcome, anchoring and publication, as letters give them."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from graph.model import Actor, Anchoring, Consultation, Metadata, Outcome, Proposal, Publication
from graph.reading.metadata.identity import identity_numbers, is_identity_number
from graph.reading.metadata.kinds import ACTOR_KINDS, actor_kind
from graph.resources import resource

Recognised = Callable[..., Metadata]
TEST_PERSON = "01819010001"
"""A number of the test population (80 added to the month), which nobody bears."""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Dato: 30.11.2023", date(2023, 11, 30)),
        ("Vår dato: 5.3.24", date(2024, 3, 5)),
        ("Dato\t08.05.2026", date(2026, 5, 8)),
        ("Eksempelby, 8. mai 2026", date(2026, 5, 8)),
        ("Eksempelby, den 8. mai 2026", date(2026, 5, 8)),
        ("Eksempelby 16.06.26", date(2026, 6, 16)),
        ("2026-05-08", date(2026, 5, 8)),
        ("17. desember 2025", date(2025, 12, 17)),
        ("Dagsett 2. oktober 2025", date(2025, 10, 2)),
        ("Date: 10 October 2025", date(2025, 10, 10)),
        ("October 10, 2025", date(2025, 10, 10)),
        ("Privatpraktiserende eksempler\t\t\t13.01.2026", date(2026, 1, 13)),
        ("Høringsfrist: 30.11.2023", None),
        ("Deres dato: 30.11.2023", None),
        ("Vi viser til møtet 30.11.2023 og til brevet.", None),
        ("Dato: 31.02.2023", None),
        ("mars 2026", None),
    ],
)
def test_the_date_of_issue_is_read_in_every_usual_form(
    line: str, expected: date | None, recognised: Recognised
) -> None:
    assert (
        recognised(f"Eksempelforbundet\n\n{line}\n\nHøringssvar\n\nVi støtter forslaget fullt ut.").issued == expected
    )


def test_a_date_below_its_column_of_labels_is_found(recognised: Recognised) -> None:
    text = "Deres ref.:\nVår ref.:\n25/7027-1\nDato:\n16.10.2025\n\nHøringssvar\n\nVi støtter forslaget."
    metadata = recognised(text)
    assert (metadata.issued, metadata.our_reference, metadata.their_reference) == (
        date(2025, 10, 16),
        "25/7027-1",
        None,
    )


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Til: Helsereformutvalget", ["helsereformutvalget"]),
        ("Til Helsereformutvalget", ["helsereformutvalget"]),
        ("Helse- og omsorgsdepartementet\nPostboks 8011 Dep\n0030 OSLO", ["hod"]),
        ("HELSE- OG OMSORGSDEPARTEMENTET\nPostboks 8011 Dep\n0030 OSLO", ["hod"]),
        ("Innspill til Helsereformutvalget", ["helsereformutvalget"]),
        ("Eksempeldirektoratet\nPostboks 1\n0001 EKSEMPEL", ["eksempeldirektoratet"]),
        ("Vi skriver om noe annet.", []),
    ],
)
def test_addressees_are_read_from_block_label_and_title(head: str, expected: list[str], recognised: Recognised) -> None:
    metadata = recognised(f"{head}\n\nFra: Eksempelforbundet\n\nVi støtter forslaget.")
    assert [actor.key for actor in metadata.addressees] == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Deres ref.: 24/12-3\nVår ref.: 2024/889", ("24/12-3", "2024/889", None)),
        ("Dykkar ref.: 24/12\nVår ref.: 24/99\nSaksnr: 24/5", ("24/12", "24/99", "24/5")),
        ("Deres ref.:\nVår ref.: 23/1243-1\nDato: 30.11.2023", (None, "23/1243-1", None)),
        ("Your ref.: 25/1042", ("25/1042", None, None)),
        ("Saksnummer 22/414", (None, None, "22/414")),
        ("Vår ref.: 25/7027-1 KNO", (None, "25/7027-1", None)),
        ("Deres ref.: Kari", (None, None, None)),
    ],
)
def test_references_are_kept_apart(
    head: str, expected: tuple[str | None, str | None, str | None], recognised: Recognised
) -> None:
    metadata = recognised(f"Eksempelforbundet\n\n{head}\n\nHøringssvar\n\nVi støtter forslaget.")
    assert (metadata.their_reference, metadata.our_reference, metadata.case_number) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vi støtter forslaget og takker for muligheten til å gi innspill. Det er ikke lett, men noe må gjøres.", "nb"),
        ("Me støttar framlegget og takkar for høvet til å kome med innspel. Det er ikkje lett.", "nn"),
        ("We support the proposal and thank you for the opportunity to comment on the draft.", "en"),
        ("Vi takker for muligheden for at give bidrag. Der er nogle ting, som vi af hensyn til sundhed siger.", "da"),
        ("Vi stödjer förslaget och tackar för möjligheten att lämna synpunkter.", "sv"),
        ("Sámediggi doarju árvalusa ja giitá vejolašvuođa ovddas buktit cealkámuša.", "se"),
        ("25/1042", "nb"),
    ],
)  # fmt: skip
def test_the_language_is_decided_for_the_whole_document(text: str, expected: str, recognised: Recognised) -> None:
    assert recognised(text).language == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Eksempel kommune har ingen merknader til forslaget.", Outcome.NO_REMARKS),
        ("Eksempel kommune har ingen ytterligere kommentarer.", Outcome.NO_REMARKS),
        ("Eksempel kommune har ikkje merknadar til framlegget.", Outcome.NO_REMARKS),
        ("The Example Association has no comments on the draft.", Outcome.NO_REMARKS),
        ("Eksempel kommune avstår fra å uttale seg i saken.", Outcome.ABSTAINS),
        ("Eksempel kommune vil ikke avgi høringsuttalelse.", Outcome.ABSTAINS),
        ("Eksempel kommune slutter seg til høringsuttalelsen fra KS.", Outcome.ENDORSES),
        ("Eksempel kommune stiller seg bak KS sin høringsuttalelse.", Outcome.ENDORSES),
        ("Eksempel kommune støtter forslaget.", Outcome.REMARKS),
    ],
)
def test_a_short_response_may_amount_to_less_than_remarks(
    sentence: str, expected: Outcome, recognised: Recognised
) -> None:
    end = "Med hilsen\nKari Nordmann\nleder"
    metadata = recognised(f"Eksempel kommune\n\nHøringssvar\n\nVi viser til brev om høring.\n\n{sentence}\n\n{end}")
    assert metadata.outcome is expected
    assert (metadata.endorsed.key if metadata.endorsed else None) == ("ks" if expected is Outcome.ENDORSES else None)


def test_a_response_that_says_more_has_remarks(recognised: Recognised) -> None:
    remarks = "Kommunen mener at fristen i § 12 er for kort, og at staten må dekke kostnadene ved overgangen. " * 4
    metadata = recognised(f"Høringssvar\n\nEksempel kommune har ingen merknader til kapittel 3.\n\n{remarks}")
    assert metadata.outcome is Outcome.REMARKS


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Uttalelsen er vedtatt av kommunestyret 3. mai 2024.", Anchoring.POLITICAL),
        ("Formannskapet har behandlet saken i møte 3. mai.", Anchoring.POLITICAL),
        ("Fråsegna er vedteken av kommunestyret. Kommunestyret vedtok ho.", Anchoring.POLITICAL),
        ("Uttalelsen er vedtatt av kommunestyret mot 3 stemmer.", Anchoring.DISSENT),
        ("Uttalelsen er administrativt behandlet.", Anchoring.ADMINISTRATIVE),
        ("Svaret er ikke politisk behandlet i kommunestyret.", Anchoring.ADMINISTRATIVE),
        ("Loven ble vedtatt av Stortinget.", None),
        ("Vi støtter forslaget.", None),
    ],
)
def test_it_is_told_who_stands_behind_a_response(
    sentence: str, expected: Anchoring | None, recognised: Recognised
) -> None:
    assert recognised(f"Høringssvar fra Eksempel kommune\n\n{sentence}").anchoring is expected


@pytest.mark.parametrize(
    ("line", "ground"),
    [
        ("UNNTATT OFFENTLIGHET, jf. offl. § 13", "offl. § 13"),
        ("Unnateke offentlegheit, jf. offentleglova § 14", "offentleglova § 14"),
        ("Fortrolig", None),
        ("Strengt fortrolig", None),
        ("Følsomhet Intern (gul)", None),
        ("Intern", None),
        ("U.off.", None),
    ],
)
def test_a_marking_holds_a_response_back(line: str, ground: str | None, recognised: Recognised) -> None:
    metadata = recognised(f"{line}\n\nInnspill fra Eksempelforbundet\n\nVi støtter forslaget.")
    assert (metadata.publication, metadata.legal_ground) == (Publication.TO_BE_ASSESSED, ground)
    assert metadata.publication_reasons


@pytest.mark.parametrize(
    "sentence",
    [
        "Vi støtter at opplysningene er unntatt offentlighet.",
        "Intern kontroll og internrevisjon må styrkes i foretakene.",
        "Fortrolig samtale mellom lege og pasient er viktig for tilliten.",
        "Kontonummer 12345678901.",
    ],
)
def test_speaking_of_secrecy_is_no_marking(sentence: str, recognised: Recognised) -> None:
    assert recognised(f"Innspill fra Eksempelforbundet\n\n{sentence}").publication is Publication.PUBLIC


def test_a_national_identity_number_holds_a_response_back(recognised: Recognised) -> None:
    metadata = recognised(f"Innspill fra Eksempelforbundet\n\nSaken gjelder {TEST_PERSON[:6]} {TEST_PERSON[6:]}.")
    assert (metadata.publication, metadata.legal_ground) == (Publication.TO_BE_ASSESSED, "offl. § 26")


def test_a_private_person_s_health_holds_a_response_back(recognised: Recognised) -> None:
    metadata = recognised("Jeg skriver som privatperson. Jeg har hatt kreft i mange år.\n\nHilsen\nKari Nordmann")
    assert metadata.publication is Publication.TO_BE_ASSESSED
    assert "Privatperson" in repr(metadata)


def test_an_organisation_may_speak_of_illness(recognised: Recognised) -> None:
    text = "Innspill fra Eksempelforbundet\n\nEn av våre medlemmer sier: «Jeg har hatt kreft i mange år.»"
    assert recognised(text).publication is Publication.PUBLIC


@pytest.mark.parametrize("number", [TEST_PERSON, "41819010186"])
def test_control_digits_make_an_identity_number(number: str) -> None:
    assert is_identity_number(number)
    assert len(list(identity_numbers(f"Nr. {number}."))) == 1


@pytest.mark.parametrize("number", ["01819010002", "12345678901", "00000000000", "1234567890", "99999999999"])
def test_eleven_digits_alone_make_none(number: str) -> None:
    assert not is_identity_number(number)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Eksempel kommune", "kommune"),
        ("Eksempel fylkeskommune", "fylkeskommune"),
        ("Eksempelsykehuset HF", "helseforetak"),
        ("Helse Eksempel RHF", "helseforetak"),
        ("Eksempeldepartementet", "departement"),
        ("Eksempeldirektoratet", "direktorat"),
        ("Eksempelforbundet", "interesseorganisasjon"),
        ("Foreningen for eksempler", "interesseorganisasjon"),
        ("Universitetet i Eksempel", "universitet-hogskole"),
        ("Statsforvalteren i Eksempel", "statsforvalter"),
        ("Eksempel tingrett", "domstol"),
        ("Eksempel AS", "naeringsliv"),
        ("Helsefellesskapet Eksempel", "samarbeidsorgan"),
        ("Eksempel regionråd IKS", "kommunalt-samarbeid"),
        ("Sametinget", "sametinget"),
        ("Noe helt annet", "annet"),
    ],
)
def test_a_name_tells_the_kind_of_body(name: str, kind: str) -> None:
    assert actor_kind(name) == kind


def test_every_kind_of_actor_stands_in_its_scheme() -> None:
    scheme = resource("ontology", "kinds.ttl").read_text("utf-8")
    assert set(ACTOR_KINDS) == set(re.findall(r"(?m)^actor-kind:([\w-]+)$", scheme))


DECLARED = Consultation(
    key="eksempel-horing",
    title={"nb": "Høring – forslag til eksempellov"},
    asked_by=Actor("eksempeldepartementet", "Eksempeldepartementet", "departement"),
    proposals=(Proposal("1", {"nb": "Plikt"}),),
)


def test_the_declared_consultation_is_answered_and_gives_the_addressee(recognised: Recognised) -> None:
    metadata = recognised("Innspill fra Eksempelforbundet\n\nVi støtter forslaget.", DECLARED)
    assert metadata.consultation == "eksempel-horing"
    assert [actor.name for actor in metadata.addressees] == ["Eksempeldepartementet"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Høringsuttalelse – NOU 2023: 4 Tid for handling\n\nEksempelforbundet støtter dem.", "horing-nou-2023-4"),
        ("Høringssvarskjema: Nasjonal e-helsestrategi\n\nSaksnummer 22/414\n\nJa.", "horing-ehelsestrategi-2022"),
        ("Innspill til Eksempelutvalget\n\nVi viser til NOU 2023: 4 og annet.", None),
        ("Høringssvar om noe annet\n\nVi viser til Nasjonal e-helsestrategi.", None),
    ],
)  # fmt: skip
def test_a_registered_consultation_is_recognised_by_title_number_or_document(
    text: str, expected: str | None, recognised: Recognised
) -> None:
    assert recognised(text).consultation == expected


def test_of_several_declared_consultations_the_named_one_is_answered(recognised: Recognised) -> None:
    other = Consultation(key="en-annen", title={"nb": "Innspillsrunde om noe helt annet"})
    metadata = recognised("Høring – forslag til eksempellov\n\nEksempelforbundet støtter forslaget.", other, DECLARED)
    assert metadata.consultation == "eksempel-horing"


@pytest.mark.parametrize("unit", ["a", "A", "1", "Abc ", "har ikke ", "a@", "Kommune og ", "(", "Dato: ", "jeg har "])
def test_one_huge_token_is_no_trouble(unit: str, recognised: Recognised) -> None:
    assert recognised(unit * (200_000 // len(unit))).senders == ()
