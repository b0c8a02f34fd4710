from collections.abc import Iterable

import pytest

from graph.errors import SearchError, UnknownNameError
from graph.folder import DataFolder
from graph.search.excerpts import excerpt, plain_excerpt
from graph.search.index import SearchIndex
from graph.search.searching import Found, Hit, Scope, Search, search


def _senders(found: Found) -> set[str]:
    return {sender.name for hit in found.hits for sender in hit.senders}


def _marked(hits: Iterable[Hit]) -> set[str]:
    return {hit.words[mark.start - hit.span.start : mark.end - hit.span.start] for hit in hits for mark in hit.marks}


@pytest.mark.parametrize(
    ("written", "marked"),
    [
        ("helsetjeneste", {"helsetjenestene", "helsetenestene"}),
        ("helseteneste", {"helsetjenestene", "helsetenestene"}),
        ("kommunar tilskot", {"kommuner", "tilskudd", "kommunar", "tilskot"}),
        ("OEKONOMI", {"økonomien"}),
        ("landet", {"lan-\ndet"}),
        ('"nasjonalt register"', {"nasjonalt", "register"}),
        ('"små kommuner"', {"små", "kommuner"}),
        ("tilsk*", {"tilskudd", "tilskot"}),
        ("e-helseløsning", {"e", "helseløsninger"}),
        ("gebyr NOT økonomi", {"gebyrer"}),
        ("kaffeautomat OR tilskudd*", {"kaffeautomater", "tilskudd"}),
    ],
)
def test_statements_are_found_by_words_in_any_form_with_the_words_marked(
    index: SearchIndex, written: str, marked: set[str]
) -> None:
    assert _marked(search(index, Search(written)).hits) == marked


@pytest.mark.parametrize("written", ['"kommuner små"', '"liten kommune"', "telefon", "telefon register"])
def test_what_is_not_said_is_not_found(index: SearchIndex, written: str) -> None:
    assert search(index, Search(written)) == Found(0, ())


def test_what_is_to_be_left_out_is_not_found(index: SearchIndex) -> None:
    assert search(index, Search("register")).total == 3
    (hit,) = search(index, Search("register NOT hjelpemid*")).hits
    assert hit.words == "Registeret må ha plass til kaffeautomater."


def test_a_hit_stands_in_the_text_where_it_says(index: SearchIndex) -> None:
    folder = DataFolder(index.source)
    texts = {sha256[:12]: folder.text(sha256) for sha256 in folder.manifest().texts}
    for scope in Scope:
        found = search(index, Search("kommune OR register OR gebyr", scope))
        assert found.total == len(found.hits) > 3
        for hit in found.hits:
            assert hit.span.of(texts[hit.text[-12:]]) == hit.words
            assert all(hit.span.covers(mark) for mark in hit.marks)
            assert (hit.statement is None, hit.kind is None) == (scope is Scope.TEXTS,) * 2


def test_texts_are_searched_where_nothing_was_found_to_be_said(index: SearchIndex) -> None:
    assert search(index, Search("Aasen")).total == 0
    (hit,) = search(index, Search("Aasen", Scope.TEXTS)).hits
    assert plain_excerpt(hit) == "Møtet ble holdt i Åsen i 2026."


def test_what_is_held_back_is_not_found(index: SearchIndex) -> None:
    for scope in Scope:
        assert search(index, Search("hemmelighet* OR vannverk*", scope)).total == 0
    assert b"hemmelighet" not in (index.source / "search.sqlite").read_bytes().lower()


def test_hits_can_be_restricted_to_a_kind_an_actor_or_a_consultation(index: SearchIndex) -> None:
    found = search(index, Search("gebyr OR register"))
    assert _senders(found) == {"Eksempel kommune", "Eksempeldal kommune", "Eksempelforbundet"}
    (hit,) = search(index, Search("gebyr", kind="opposition")).hits
    assert hit.kind is not None
    assert hit.kind.name == "motstand"
    for name in ("Eksempelforbundet", "eksempelforbundet", "https://standpunkt.example/id/actor/eksempelforbundet"):
        assert _senders(search(index, Search("gebyr OR register", actor=name))) == {"Eksempelforbundet"}
    assert search(index, Search("gebyr", consultation="ehds")).total == 0


def test_what_nobody_is_called_is_an_error(index: SearchIndex) -> None:
    with pytest.raises(SearchError, match="Nothing in the graph is called “Ukjent”"):
        search(index, Search("gebyr", actor="Ukjent"))
    with pytest.raises(UnknownNameError, match="no kind of statement called “wish”"):
        search(index, Search("gebyr", kind="wish"))


def test_pages_follow_each_other_the_best_hits_first(index: SearchIndex) -> None:
    whole = search(index, Search("kommune*", Scope.TEXTS))
    pages = [search(index, Search("kommune*", Scope.TEXTS, limit=2, offset=offset)) for offset in range(0, 8, 2)]
    assert [hit for page in pages for hit in page.hits] == list(whole.hits[:8])
    assert {page.total for page in pages} == {whole.total}
    assert [hit.score for hit in whole.hits] == sorted((hit.score for hit in whole.hits), reverse=True)
    assert search(index, Search("kommune*", limit=2, offset=1000)) == Found(search(index, Search("kommune*")).total, ())


def test_an_excerpt_is_read_as_people_read(index: SearchIndex) -> None:
    (hit,) = search(index, Search("likeverdige helsetjenester", actor="Eksempel kommune")).hits
    pieces = excerpt(hit)
    assert "".join(piece.text for piece in pieces) == (
        "Staten bør gi tilskudd til små kommuner, slik at helsetjenestene blir likeverdige i hele landet."
    )
    assert [piece.text for piece in pieces if piece.is_mark] == ["helsetjenestene", "likeverdige"]
