import pytest

from graph.extraction.patterns import designations


def found(text: str) -> list[tuple[str, str]]:
    return [(one.key, one.span.of(text)) for one in designations(text, {"eksempelloven": "LOV-2099-01-02-3"})]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("NOU 2099: 4", "nou-2099-4"),
        ("NOU 2099:12", "nou-2099-12"),
        ("Meld. St. 9 (2098–2099)", "meld-st-9-2098-2099"),
        ("Meld.St. 9 (2098-2099)", "meld-st-9-2098-2099"),
        ("St.meld. nr. 16 (2002–03)", "meld-st-16-2002-2003"),
        ("Prop. 45 L (2098–2099)", "prop-45-l-2098-2099"),
        ("Innst. 40 S (2098–2099)", "innst-40-s-2098-2099"),
        ("Dokument 3:12 (2098–2099)", "dokument-3-12-2098-2099"),
        ("(EU) 2099/327", "eu-2099-327"),
        ("(EU) nr. 910/2014", "eu-2014-910"),
        ("2011/24/EU", "eu-2011-24"),
        ("COM(2099) 197", "com-2099-197"),
        ("LOV-2099-07-02-63", "lov-2099-07-02-63"),
        ("lov 2. juli 2099 nr. 63", "lov-2099-07-02-63"),
        ("forskrift av 28. oktober 2099 nr. 1250", "for-2099-10-28-1250"),
        ("eksempelloven § 4", "lov-eksempelloven"),
        ("eksempellova", "lov-eksempelloven"),
        ("dyre- og eksempelforskriften", "forskrift-dyre-og-eksempelforskriften"),
    ],
)
def test_a_designation_has_the_same_key_however_it_is_written(text: str, key: str) -> None:
    assert found(f"Vi viser til {text}, som er ny.") == [(key, text)]


@pytest.mark.parametrize("text", ["Meld. St. 9", "rammeloven", "NOU 2099", "1/2 kopp", "en lov"])
def test_what_names_no_certain_document_has_no_key(text: str) -> None:
    assert found(f"Vi viser til {text} her.") == []


def test_an_act_known_by_its_short_name_keeps_its_designation() -> None:
    (one,) = designations("Etter eksempelloven gjelder dette.", {"eksempelloven": "LOV-2099-01-02-3"})
    assert one.designation == "LOV-2099-01-02-3"
