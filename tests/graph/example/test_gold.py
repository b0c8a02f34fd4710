import itertools
import re
from collections import defaultdict
from typing import Any

import pytest

from graph.example.make import is_readable, sources
from graph.example.making.gold import UnfoundQuoteError, gold_lines, gold_spans
from graph.example.making.sources import Annotation, Source
from graph.mapping.verdicts import verdicts
from graph.model import Consultation, Document, Force, Kind, Proposal, Span, Statement

KEYS = "doc start end text kind force targets section_targets addressee holder proposal dissent"
READABLE = [source for source in sources() if is_readable(source)]

Gold = dict[str, list[dict[str, Any]]]


@pytest.mark.parametrize("source", READABLE, ids=lambda source: source.file)
def test_the_gold_is_what_its_source_says_of_the_text_as_it_is_read(
    source: Source, documents: dict[str, Document], gold: Gold
) -> None:
    name = source.file.rpartition(".")[0]
    assert [Span(record["start"], record["end"]) for record in gold[name]] == [
        span for _, span in gold_spans(source, documents[name])
    ], "Run python -m graph.example.make and look at what changed."


def test_every_quote_stands_at_its_offsets(documents: dict[str, Document], gold: Gold) -> None:
    for name, records in gold.items():
        text = documents[name].text
        assert [record["text"] for record in records] == [text[record["start"] : record["end"]] for record in records]


def test_every_reference_stands_at_its_offsets(
    documents: dict[str, Document], references: list[dict[str, Any]]
) -> None:
    assert [one["text"] for one in references] == [
        documents[one["doc"]].text[one["start"] : one["end"]] for one in references
    ]


def test_most_answers_refer_to_real_instruments(references: list[dict[str, Any]]) -> None:
    answers: dict[str, set[str]] = defaultdict(set)
    for one in references:
        answers[one["key"]].add(one["doc"])
    assert len(answers["ehds"]) >= 7
    assert len(answers["nasjonal-ehelsestrategi"]) >= 6
    assert len(answers["nou-2023-4"]) >= 2
    assert {"ehs-m1", "ehs-m3", "ehs-m4", "ehs-m5", "ehs-ind-1-4", "helseteknologiordningen"} <= set(answers)


def test_every_record_has_the_guide_s_keys_kinds_and_forces(gold: Gold, consultation: dict[str, Any]) -> None:
    numbers = {proposal["number"] for proposal in consultation["proposals"]}
    for record in (record for records in gold.values() for record in records):
        assert " ".join(record) == KEYS
        assert (record["force"] is not None) == (Kind(record["kind"]) is Kind.RECOMMENDATION)
        assert record["force"] is None or Force(record["force"])
        assert record["proposal"] is None or record["proposal"] in numbers


def test_spans_follow_the_guide(gold: Gold) -> None:
    for record in (record for records in gold.values() for record in records):
        assert not re.match(r"[-•\s]|\d+\. |\[", record["text"]), record["text"]
        assert record["text"].endswith((".", "?", "!", "»")) or _is_part(record["text"]), record["text"]


def _is_part(text: str) -> bool:
    """Whether a span is a ticked option, or the first of two stances in one sentence."""
    return text.startswith("☒") or not text.endswith((" ", ",", " og", " men"))


def test_spans_are_in_order_and_apart(gold: Gold) -> None:
    for records in gold.values():
        spans = [(record["start"], record["end"]) for record in records]
        assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))


def test_every_proposal_is_supported_by_some_and_met_with_opposition_or_remarks(
    consultation: dict[str, Any], stated_verdicts: dict[str, dict[str, Any]]
) -> None:
    seen: dict[str, set[str]] = defaultdict(set)
    for stated in stated_verdicts.values():
        for number, verdict in stated.items():
            if number != "actors":
                seen[number].add(verdict)
    for proposal in consultation["proposals"]:
        assert seen[proposal["number"]] & {"supports", "supports-with-remarks"}
        assert seen[proposal["number"]] & {"opposes", "remarks-without-stance", "supports-with-remarks"}
    assert all("opposes" in seen[number] for number in ("1", "3", "4", "6", "7", "8"))


def test_the_rule_reads_the_gold_as_a_person_does(
    gold: Gold, consultation: dict[str, Any], stated_verdicts: dict[str, dict[str, Any]]
) -> None:
    asked = Consultation(
        "eksempel", {}, proposals=tuple(Proposal(one["number"], one["title"]) for one in consultation["proposals"])
    )
    for name, stated in stated_verdicts.items():
        found = verdicts(asked, [_statement(record) for record in gold[name]])
        assert {one.proposal.number: one.kind.value for one in found} == {
            number: verdict for number, verdict in stated.items() if number != "actors"
        }, name


def _statement(record: dict[str, Any]) -> Statement:
    return Statement(
        Span(record["start"], record["end"]),
        record["text"],
        Kind(record["kind"]),
        holder=record["holder"],
        proposal=record["proposal"],
        dissent=record["dissent"],
    )


def test_twins_say_the_same_in_two_languages(gold: Gold) -> None:
    for one, other in (
        ("eksempelby-kommune", "eksempeldal-kommune"),
        ("foreningen-for-eksempler", "landslaget-for-eksempel"),
    ):
        aspects = ("kind", "force", "targets", "section_targets", "addressee", "proposal")
        assert [[record[aspect] for aspect in aspects] for record in gold[one]] == [
            [record[aspect] for aspect in aspects] for record in gold[other]
        ]


def test_minutes_give_the_council_only_what_was_adopted(gold: Gold) -> None:
    records = gold["eksempelvik-kommune-saksprotokoll"]
    own = [record for record in records if record["holder"] is None]
    assert len(own) == 6
    assert {record["holder"] for record in records if record["holder"]} == {
        "Kommunedirektøren",
        "Eksempelpartiet",
        "Samlingslista i Eksempelvik",
    }


def test_a_quote_that_is_not_in_the_text_is_refused(documents: dict[str, Document]) -> None:
    lost = Annotation("Dette står ikke her.", Kind.SUPPORT, None, None, (), (), None, None, dissent=False)
    source = Source("eksempeltilsynet.txt", {}, (), (lost,))
    with pytest.raises(UnfoundQuoteError, match="Dette står ikke her"):
        gold_lines(source, documents["eksempeltilsynet"])
