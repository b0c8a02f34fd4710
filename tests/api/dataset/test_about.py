from pathlib import Path

import pytest

from api.dataset.about import About
from graph.errors import InputError


@pytest.mark.parametrize(
    ("about", "part"),
    [
        ("nonsense", "cannot be read as TOML"),
        ("colour = 'red'", "“colour” is not known. Use: access_rights, contact"),
        ("licence = 'CC BY'", "licence is an IRI"),
        ("themes = ['https://example.org/x']", "at least one of which begins with"),
        ("[publisher]\nnumber = '9'", "[publisher] may hold homepage, name, organisation_number"),
        ("[contact]\nemail = 'a@b.example'", "[contact] needs a name"),
        ("[contact]\nname = 7", "contact.name is a text"),
        ("[contact]\nname = 'x'\nurl = 'javascript:alert(1)'", "begins with http"),
        ("[keywords]\nnb = 'høring'", "keywords.nb is a list of words"),
    ],
)
def test_what_is_wrong_with_a_publishers_file_is_told(tmp_path: Path, about: str, part: str) -> None:
    file = tmp_path / "about.toml"
    file.write_text(about, encoding="utf-8")
    with pytest.raises(InputError) as told:
        About.read(file)
    assert part in str(told.value)
