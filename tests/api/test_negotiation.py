import pytest

from api.negotiation import negotiate

_OFFERS = ["application/sparql-results+json", "text/csv", "text/html"]


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, 0),
        ("", 0),
        ("*/*", 0),
        ("*", 0),
        ("text/csv", 1),
        ("TEXT/CSV", 1),
        ("text/*", 1),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", 2),
        ("text/csv;q=0.4, text/html;q=0.5", 2),
        ("text/*;q=0.9, text/csv;q=0.1, application/*;q=0.2", 2),
        ("text/csv;q=0, */*;q=0.1", 0),
        ("text/csv;charset=utf-8;q=1", 1),
        ("nonsense, text/csv", 1),
        ("text/csv;q=nonsense, text/html;q=0.1", 2),
        ("text/csv;q=7", 1),
    ],
)
def test_the_best_offer_is_chosen(accept: str | None, chosen: int) -> None:
    assert negotiate(accept, _OFFERS) == _OFFERS[chosen]


@pytest.mark.parametrize("accept", ["image/png", "text/csv;q=0", "nonsense", ";;;,,,", "*/csv"])
def test_what_cannot_be_had_is_not_chosen(accept: str) -> None:
    assert negotiate(accept, _OFFERS) is None


def test_a_long_header_is_read_in_linear_time() -> None:
    assert negotiate("," * 500_000 + ";" * 500_000, _OFFERS) is None
