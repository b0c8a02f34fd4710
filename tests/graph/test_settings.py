"""What a deployment decides."""

import pytest

from graph.errors import InputError
from graph.settings import DEFAULT_BASE, checked_base


@pytest.mark.parametrize("base", [DEFAULT_BASE, "http://127.0.0.1:8000", "https://data.eksempel.no/standpunkt"])
def test_an_address_can_be_the_base_with_or_without_a_final_slash(base: str) -> None:
    assert checked_base(base) == checked_base(f"{base}/") == base


@pytest.mark.parametrize(
    "base", ["", "eksempel.no", "javascript:x y", "https://a b", "https://a.no/?x=1", "https://a.no/<b>"]
)
def test_what_iris_cannot_begin_with_is_refused_with_the_way_out(base: str) -> None:
    with pytest.raises(InputError, match="is not an address"):
        checked_base(base)
