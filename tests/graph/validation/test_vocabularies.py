import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from graph.validation import Shapes
from graph.validation.reference import Reference
from graph.validation.shapes import vocabulary_shape_triples

_PROGRAM = [sys.executable, "-P", "-c", "from graph.cli import main; main()", "validate", "--vocabulary"]
_WHOLE = """
@prefix : <https://a.example/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

:scheme a skos:ConceptScheme ; skos:prefLabel "Dyr"@nb , "Dyr"@nn , "Animals"@en .
:animal a skos:Concept ; skos:prefLabel "dyr"@nb , "dyr"@nn ; skos:definition "Det som lever og rører seg."@nb ;
  dcterms:identifier "animal" ; skos:topConceptOf :scheme ; skos:inScheme :scheme .
:dog a skos:Concept ; skos:prefLabel "hund"@nb , "hund"@nn ; skos:altLabel "bikkje"@nb ;
  skos:hiddenLabel "hunn"@nb ; skos:definition "Dyret som gjør."@nb ; dcterms:identifier "dog" ;
  skos:broader :animal ; skos:inScheme :scheme ; skos:exactMatch <https://b.example/dog> .
:cat a skos:Concept ; skos:prefLabel "katt"@nb , "katt"@nn ; skos:definition "Dyret som maler."@nb ;
  dcterms:identifier "cat" ; skos:broader :animal ; skos:inScheme :scheme ; skos:related :dog .
"""
_FAULTS = {
    "a scheme without a name in Nynorsk": (', "Dyr"@nn', "", "The scheme must have a name in Nynorsk."),
    "a scheme without a name in Bokmål": ('"Dyr"@nb , ', "", "The scheme must have one name in Bokmål"),
    "a concept without a name in Bokmål": ('"hund"@nb , ', "", "The concept must have one name in Bokmål"),
    "a concept without a name in Nynorsk": (', "katt"@nn', "", "The concept must have a name in Nynorsk."),
    "two names in one language": ('"katt"@nb', '"katt"@nb , "pus"@nb', "at most one in each language"),
    "no identifier": ('dcterms:identifier "cat" ;', "", "must have an identifier"),
    "no definition": ('skos:definition "Dyret som maler."@nb ;', "", "must have a definition"),
    "a scheme that nobody describes": (
        "skos:topConceptOf :scheme ; skos:inScheme :scheme",
        "skos:topConceptOf :scheme ; skos:inScheme :scheme , :other",
        "in a scheme that is described",
    ),
    "a name that is an alternative name too": ('"bikkje"@nb', '"hund"@nb', "both the name of the concept and another"),
    "a name that is a hidden name too": ('"hunn"@nb', '"hund"@nb', "both the name of the concept and another"),
    "an alternative name that is hidden too": ('"hunn"@nb', '"bikkje"@nb', "an alternative and a hidden label"),
    "an orphan": ("skos:broader :animal ; skos:inScheme :scheme ; skos:related", "skos:inScheme :scheme ; skos:related",
                  "neither a top concept nor below another"),
    "a top concept below another": (
        "skos:related :dog", "skos:related :dog ; skos:topConceptOf :scheme", "A top concept cannot be below another."
    ),
    "a broader concept of another scheme": (
        "skos:related :dog", "skos:related :dog ; skos:broader <https://b.example/pet>", "not in the same scheme"
    ),
    "two concepts of one name": ('"katt"@nb', '"Hund"@nb', "Another concept of the scheme has the same name"),
    "an alternative name that is another's name": ('"bikkje"@nb', '"Katt"@nb', "also a name of another concept"),
    "related to what it is below": ("skos:related :dog", "skos:related :animal", "both related to a concept and below"),
    "the same and broader at once": (
        "<https://b.example/dog>",
        "<https://b.example/dog> ; skos:broadMatch <https://b.example/dog>",
        "both the same as a concept and broader",
    ),
    "two that are the same as one": (
        "skos:related :dog", "skos:exactMatch <https://b.example/dog>", "Two concepts of the scheme are the same as one"
    ),
}  # fmt: skip
_CYCLE = ("skos:topConceptOf :scheme", "skos:broader :dog", "The concept is below itself.")


def _quads(turtle: str) -> tuple[Quad, ...]:
    return tuple(parse(turtle, format=RdfFormat.TURTLE))


def _broken(before: str, after: str) -> str:
    assert _WHOLE.count(before) == 1
    return _WHOLE.replace(before, after)


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return Shapes.of_vocabularies()


def test_nothing_is_wrong_with_a_sound_scheme(shapes: Shapes) -> None:
    assert shapes.check(_quads(_WHOLE)) == ()


@pytest.mark.parametrize("fault", sorted(_FAULTS))
def test_each_fault_is_told_and_nothing_else_is(shapes: Shapes, fault: str) -> None:
    before, after, message = _FAULTS[fault]
    found = shapes.check(_quads(_broken(before, after)))
    assert {finding.message("en") for finding in found if message not in finding.message("en")} == set()
    assert found
    assert all(finding.messages.keys() == {"nb", "en"} for finding in found)


def test_concepts_that_go_round_in_a_circle_are_told(shapes: Shapes) -> None:
    found = shapes.check(_quads(_broken(*_CYCLE[:2])))
    assert {finding.focus for finding in found if finding.message("en") == _CYCLE[2]} == {
        "https://a.example/animal",
        "https://a.example/dog",
    }


def test_a_scheme_without_a_top_is_told(shapes: Shapes) -> None:
    found = shapes.check(_quads(_broken(*_CYCLE[:2])))
    assert "The scheme has no top concept, so nobody finds a way into it." in {each.message("en") for each in found}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # pyshacl uses what rdflib no longer recommends
def test_pyshacl_finds_the_same() -> None:
    shapes, reference = Shapes.of_vocabularies(), Reference(vocabulary_shape_triples())
    everything = _WHOLE + "".join(
        f"\n:{number} a skos:Concept ; skos:prefLabel {name} ; skos:inScheme :scheme ; {rest} ."
        for number, (name, rest) in enumerate(
            (
                ('"hund"@nb , "x"@nn', "skos:broader :animal , :0"),
                ('"y"@nb , "z"@nb', 'skos:altLabel "katt"@nb , "y"@nb ; skos:topConceptOf :scheme'),
                ('"æ"@nb , "ø"@nn', "skos:related :animal ; skos:exactMatch <https://b.example/dog>"),
            )
        )
    ).replace(":0", ":c0").replace("\n:", "\n:c")
    ours, theirs = (
        {(finding.focus, finding.message("en")) for finding in each.check(_quads(everything), {})}
        for each in (shapes, reference)
    )
    assert len(ours) > 8
    assert ours == theirs


def test_the_command_checks_our_schemes_or_those_of_a_file(tmp_path: Path) -> None:
    ours = subprocess.run(_PROGRAM, check=True, capture_output=True, text=True).stdout
    assert ours.startswith("Graphs: 1, triples: ")
    assert "all conforms" in ours
    path = tmp_path / "scheme.ttl"
    path.write_text(_broken(*_CYCLE[:2]), encoding="utf-8")
    broken = subprocess.run([*_PROGRAM, path, "--lang", "nb"], check=False, capture_output=True, text=True)
    assert broken.returncode == 1
    assert "Begrepet står under seg selv." in broken.stdout
