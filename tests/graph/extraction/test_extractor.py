import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from graph.extraction import Extractor, open_extractor
from graph.extraction.records import mention_record, statement_record
from graph.model import (
    OTHER_PROPOSAL,
    Block,
    BlockKind,
    Consultation,
    Document,
    Extraction,
    Force,
    Kind,
    Metadata,
    Part,
    Proposal,
    Response,
    Span,
    check_grounding,
)
from graph.reading import read
from graph.reading.metadata.recognition import recognise
from graph.registry import Registry

Extract = Callable[..., Extraction]


def kinds(extraction: Extraction) -> list[tuple[str, str]]:
    return [(one.kind.value, one.quote) for one in extraction.statements if one.kind.is_position]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Vi støtter forslaget om gratis leksehjelp.", Kind.SUPPORT),
        ("Eksempel kommune støttar framlegget om gratis leksehjelp.", Kind.SUPPORT),
        ("Kommunen slutter seg til uttalelsen fra Eksempelforeningen.", Kind.SUPPORT),
        ("Vi støtter ikke forslaget om kortere frist.", Kind.OPPOSITION),
        ("Eksempel kommune rår ifrå at ordninga blir innført.", Kind.OPPOSITION),
        ("Vi er bekymret for at de små skolene mister tilbudet sitt.", Kind.CONCERN),
        ("Kommunen saknar ein plan for oppfølginga av elevane.", Kind.CONCERN),
        ("Departementet bør utvide fristen for de små kommunene.", Kind.RECOMMENDATION),
        ("Det trengst fleire lærarar i distrikta.", Kind.RECOMMENDATION),
    ],
)
def test_a_plain_stance_is_recognised_in_both_norwegians(extract: Extract, sentence: str, kind: Kind) -> None:
    assert kinds(extract(f"{sentence}\n")) == [(kind.value, sentence)]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("We strongly support the proposed deadline.", Kind.SUPPORT),
        ("We are concerned about the costs for small schools.", Kind.CONCERN),
        ("The ministry should extend the deadline.", Kind.RECOMMENDATION),
        ("We do not support the second alternative.", Kind.OPPOSITION),
    ],
)
def test_a_plain_stance_is_recognised_in_english(extract: Extract, sentence: str, kind: Kind) -> None:
    assert kinds(extract(f"{sentence}\n", None, "en")) == [(kind.value, sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Vi viser til høringsbrev av 1. mars 2099.",
        "Eksempel kommune takker for muligheten til å uttale seg.",
        "Klikk eller trykk her for å skrive inn tekst.",
        "Vi har ingen merknader til forslaget.",
    ],
)
def test_phrases_of_letters_are_no_positions(extract: Extract, sentence: str) -> None:
    assert kinds(extract(f"{sentence}\n")) == []


def test_two_stances_of_one_sentence_are_two_positions(extract: Extract) -> None:
    found = kinds(extract("Vi støtter målet om leksehjelp, men savner en plan for lærerne.\n"))
    assert found == [("support", "Vi støtter målet om leksehjelp"), ("concern", "savner en plan for lærerne.")]


def test_a_ticked_option_answers_its_question(extract: Extract) -> None:
    text = "Kan dere stille dere bak forslaget?\n☐ Ja\n☒ Nei\n☐ Vet ikke\n"
    assert kinds(extract(text)) == [("opposition", "☒ Nei")]


def test_the_strongest_word_gives_the_force(extract: Extract) -> None:
    text = "Kommunene må få mer tid til å forberede seg.\n\nFristen for de små skolene bør utvides.\n"
    assert [one.force for one in extract(text).statements] == [Force.MUST, Force.SHOULD]


def test_what_somebody_else_wants_is_reported(extract: Extract) -> None:
    (found,) = extract("Ifølge OECD bør skolene samarbeide mer om leksehjelp.\n").statements
    assert found.is_reported


def test_who_should_act_is_the_addressee(extract: Extract) -> None:
    (found,) = extract("Regjeringen bør utvide fristen for de små kommunene.\n").statements
    assert found.addressee is not None
    assert found.addressee.key == "regjeringen"


def test_a_position_is_about_what_it_names_and_what_its_heading_names(extract: Extract) -> None:
    text = "# Svar\n## Nasjonal e-helsestrategi\n\nVi støtter EHDS.\n\nVi savner en plan for oppfølgingen.\n"
    first, second = extract(text).statements
    assert [thing.key for thing in first.targets] == ["ehds"]
    assert [thing.key for thing in second.section_targets] == ["nasjonal-ehelsestrategi"]


def test_a_position_that_answers_no_proposal_goes_to_the_rest(extract: Extract) -> None:
    proposals = (Proposal("1", {"nb": "Leksehjelp i grunnskolen"}, sections=("§ 4",)),)
    consultation = Consultation("eksempel", {"nb": "Eksempelhøring"}, proposals=proposals)
    found = extract("Vi støtter § 4.\n\nVi er uenige i at kantina stenges.\n", consultation).statements
    assert [one.proposal for one in found] == ["1", OTHER_PROPOSAL]
    assert [one.proposal for one in extract("Vi støtter § 4.\n").statements] == [None]


def test_an_own_lexicon_changes_the_fingerprint_and_the_finding(
    registry: Registry, tmp_path: Path, paragraphs: Callable[[str], Document]
) -> None:
    path = tmp_path / "egne.toml"
    rule = "name = 'jubler'\nkind = 'support'\nstrength = 9.0\nliterals = ['jubler']\npattern = 'jubler'\n"
    path.write_text(f"[[rule]]\n{rule}", encoding="utf-8")
    shipped, own = open_extractor(registry), open_extractor(registry, path)
    document = paragraphs("Vi jubler over planen.\n")
    response = Response("svar", Metadata(), (Part(document),))
    assert shipped.fingerprint != own.fingerprint
    assert kinds(own(document, response, None)) == [("support", "Vi jubler over planen.")]


@pytest.mark.parametrize(
    "text",
    ["", " ", "a" * 200_000, "må bør skal " * 20_000, "a-\n" * 50_000, "som når at bør " * 6_000, "A. " * 60_000],
    ids=["nothing", "a space", "one token", "modal verbs", "hyphens", "conjunctions", "initials"],
)
def test_hostile_texts_are_read_without_harm(extractor: Extractor, text: str) -> None:
    blocks = (Block(Span(0, len(text)), BlockKind.PARAGRAPH),) if text else ()
    document = Document("svar.txt", "text/plain", "0", text, blocks)
    check_grounding(document, extractor(document, Response("svar", Metadata(), (Part(document),)), None))


_PROGRAM = """
import sys
from graph.extraction import open_extractor
from graph.model import Metadata, Part, Response
from graph.reading import read
from graph.registry import Registry
document = read("Nasjonal e-helsestrategi.\\n\\nVi støtter EHDS og KI, men strategien bør endres.\\n".encode(), "a.txt")
print(open_extractor(Registry.load())(document, Response("a", Metadata(), (Part(document),)), None))
"""


def test_the_finding_does_not_depend_on_the_seed_of_hashes() -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-c", _PROGRAM], capture_output=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1


# ── On the real responses ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def on_real_responses(shared: Path, extractor: Extractor, registry: Registry) -> dict[str, tuple[Document, Extraction]]:
    """The five real responses, which the model was not trained on, with what is found in them."""
    found = {}
    for path in sorted((shared / "corpus").glob("*.txt")):
        document = read(path.read_bytes(), path.name)
        response = Response(path.stem, recognise(document, registry, ()), (Part(document),))
        found[path.stem] = document, extractor(document, response, None)
    return found


@pytest.mark.shared
def test_three_of_the_five_real_responses_refer_to_ehds(
    on_real_responses: dict[str, tuple[Document, Extraction]],
) -> None:
    referring = [
        name
        for name, (_, extraction) in on_real_responses.items()
        if any(mention.thing.key == "ehds" for mention in extraction.mentions)
    ]
    assert [name[:16] for name in referring] == ["2022-legemiddelv", "2023-direktorate", "2023-ehelseforsk"]


@pytest.mark.shared
def test_positions_in_unseen_real_responses_are_found_well_enough(
    shared: Path, tmp_path: Path, on_real_responses: dict[str, tuple[Document, Extraction]]
) -> None:
    mentions = []
    for name, (document, extraction) in on_real_responses.items():
        check_grounding(document, extraction)
        records = [statement_record(name, statement) for statement in extraction.statements]
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
        mentions += [mention_record(name, document, mention) for mention in extraction.mentions]
    (tmp_path / "mentions").write_text("".join(json.dumps(record) + "\n" for record in mentions))
    assert f1(shared, str(shared / "gold"), str(tmp_path), line="micro: detection") >= 0.78
    references = shared / "gold" / "references.jsonl"
    assert f1(shared, "--mentions", str(references), str(tmp_path / "mentions"), line="(document, key)") >= 0.92


def f1(shared: Path, *arguments: str, line: str) -> float:
    scorer = shared / "tools" / "score.py"
    printed = subprocess.run(
        [sys.executable, str(scorer), *arguments], capture_output=True, check=True, text=True
    ).stdout
    (found,) = [row for row in printed.splitlines() if row.startswith(line)]
    return float(found.split(" F1 ")[1].split()[0])


def test_statements_are_values_that_nobody_changes(extract: Extract) -> None:
    (found,) = extract("Vi støtter forslaget om leksehjelp.\n").statements
    assert replace(found) == found


def test_a_demand_is_found_where_who_is_asked_is_known(extract: Extract) -> None:
    (statement,) = extract("Derfor ber vi departementet om å utsette fristen.\n").statements
    assert statement.kind is Kind.RECOMMENDATION
