"""Patterns that are looked for by their first letters are found where `finditer` finds them."""

import re

import pytest

from graph.seeking import in_lower_case, sought

TEXTS = (
    "Mål 3, delmål 4 og måleindikator 1.4",
    "Mål 3Mål 4 mål 5 hovedmål mål 6",
    "umål 7 mål 8",
    "ingenting",
    "İ Bodø: mål 3, İİ delmål 4",
    "",
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_pattern_is_found_by_its_beginnings_where_it_is_found_without(text: str) -> None:
    pattern = re.compile(r"\b(?:[Mm]ål|[Dd]elmål|[Hh]ovedmål)(?:\s\w+)?\s\d")
    found = [match.span() for match in sought(pattern, ("mål", "delmål", "hovedmål"), text, in_lower_case(text))]
    assert found == [match.span() for match in pattern.finditer(text)]


def test_a_beginning_is_looked_for_as_it_is_written_where_no_other_text_is_given() -> None:
    found = sought(re.compile(r"\bNOU \d+"), ("NOU",), "nou 1, NOU 2 og ANOU 3")
    assert [match.group() for match in found] == ["NOU 2"]
