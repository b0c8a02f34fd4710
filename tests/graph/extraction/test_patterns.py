import pytest

from graph.extraction.patterns import designations


def found(text: str) -> list[tuple[str, str]]:
    return [(one.key, one.span.of(text)) for one in designations(text)]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("NOU 2099: 4", "nou-2099-4"),
        ("NOU 2099:12", "nou-2099-12"),
        ("Meld. St. 9 (2098–2099)", "meld-st-9-2098-2099"),
        ("Meld.St. 9 (2098-2099)", "meld-st-9-2098-2099"),
        ("St.meld. nr. 16 (2002–03)", "meld-st-16-2002-2003"),
        ("Stortingsmelding 16 (2098–2099)", "meld-st-16-2098-2099"),
        ("Meld. St. 9 2098–2099", "meld-st-9-2098-2099"),
        ("Prop. 45 L (2098–2099)", "prop-45-l-2098-2099"),
        ("Ot.prp. nr. 12 (1998–99)", "ot-prp-nr-12-1998-1999"),
        ("Innst. S. nr. 145 (2007–2008)", "innst-s-nr-145-2007-2008"),
        ("Dok. 8:12 S (2098–2099)", "dokument-8-12-s-2098-2099"),
        ("Representantforslag 12 S (2098–2099)", "dokument-8-12-s-2098-2099"),
        ("Innst. 40 S (2098–2099)", "innst-40-s-2098-2099"),
        ("Dokument 3:12 (2098–2099)", "dokument-3-12-2098-2099"),
        ("(EU) 2099/327", "eu-2099-327"),
        ("(EU) nr. 910/2014", "eu-2014-910"),
        ("2011/24/EU", "eu-2011-24"),
        ("95/46/EF", "eu-1995-46"),
        ("forordning 2099/745", "eu-2099-745"),
        ("KOM(2099) 197", "com-2099-197"),
        ("COM(2099) 197", "com-2099-197"),
        ("LOV-2099-07-02-63", "lov-2099-07-02-63"),
        ("https://lovdata.no/dokument/NL/lov/2099-07-02-63", "lov-2099-07-02-63"),
        ("rundskriv I-2/2099", "rundskriv-i-2-2099"),
        ("HR-2099-1453-S", "hr-2099-1453-s"),
        ("Rt. 1999 s. 612", "rt-1999-s-612"),
        ("sak E-12/99", "e-12-99"),
        ("saksnr. 2099/1243", "sak-2099-1243"),
        ("sak 25/4140", "sak-25-4140"),
        ("NS-EN ISO 9001", "ns-en-iso-9001"),
    ],
)
def test_a_designation_has_the_same_key_however_it_is_written(text: str, key: str) -> None:
    assert found(f"Vi viser til {text}, som er ny.") == [(key, text)]


@pytest.mark.parametrize("text", ["Meld. St. 9", "NOU 2099", "1/2 kopp", "sak 12/24", "sak 9/2024/1"])
def test_what_names_no_certain_document_has_no_key(text: str) -> None:
    assert found(f"Vi viser til {text} her.") == []
