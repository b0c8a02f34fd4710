import pytest

from graph.extraction.acts import Acts

ACTS = Acts(
    {"eksempelloven": "LOV-2099-01-02-3", "dømeloven": "LOV-2099-01-02-3"},
    {"eksl": "eksempelloven", "ekstjl": "eksempeltjenesteloven"},
)


def found(text: str) -> list[tuple[str, str]]:
    return [(one.key, one.span.of(text)) for one in ACTS.found(text)]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("eksempelloven § 4", "lov-eksempelloven"),
        ("eksempelloven §§ 4 og 5-2 a", "lov-eksempelloven"),
        ("eksempellova", "lov-eksempelloven"),
        ("Eksempellovens", "lov-eksempelloven"),
        ("dømelova", "lov-eksempelloven"),
        ("eksl. § 3-2", "lov-eksempelloven"),
        ("ekstjl § 7", "lov-eksempeltjenesteloven"),
        ("dyre- og prøveforskriften", "forskrift-dyre-og-proveforskriften"),
        ("lov 2. januar 2099 nr. 3", "lov-eksempelloven"),
        ("lov av 2.1.2099 nr. 3", "lov-eksempelloven"),
        ("lov 2. juli 2099 nr. 63", "lov-2099-07-02-63"),
        ("forskrift av 28. oktober 2099 nr. 1250", "for-2099-10-28-1250"),
        ("lov om gode eksempler", "lov-om-gode-eksempler"),
        ("lov om gode eksempler (prøveloven)", "lov-proveloven"),
        ("lov 2. juli 2099 nr. 63 om gode eksempler", "lov-2099-07-02-63"),
        ("forskrift om eksempler i skole- og fritidstilbudet", "forskrift-om-eksempler-i-skole-og-fritidstilbudet"),
    ],
)
def test_an_act_has_the_same_key_however_it_is_written(text: str, key: str) -> None:
    assert (key, text.removesuffix(".")) in found(f"Vi viser til {text}. Den er ny.")


@pytest.mark.parametrize(
    "text", ["rammeloven", "en lov", "en lov om eksempler", "lov om å tenke", "dette § 4", "trulova"]
)
def test_what_names_no_certain_act_has_no_key(text: str) -> None:
    assert found(f"Vi viser til {text} her.") == []


def test_the_title_of_an_act_ends_where_the_sentence_goes_on() -> None:
    assert found("Vi mener at forskrift om prøver i skolen bør endres.") == [
        ("forskrift-om-prover-i-skolen", "forskrift om prøver i skolen")
    ]


def test_an_act_known_by_its_short_name_keeps_its_designation() -> None:
    (one,) = ACTS.found("Etter eksempelloven gjelder dette.")
    assert one.designation == "LOV-2099-01-02-3"


def test_an_act_known_by_its_short_name_alone_has_no_designation() -> None:
    (one,) = ACTS.found("Etter prøveloven gjelder dette.")
    assert (one.name, one.designation) == ("Prøveloven", None)
