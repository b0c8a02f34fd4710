import re
from pathlib import Path

from graph.registry import Registry

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "registry.md"


def test_the_documented_example_can_be_used_as_it_stands(tmp_path: Path) -> None:
    example = re.findall(r"```turtle\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "own.ttl").write_text("".join(example), encoding="utf-8")
    registry = Registry.load(tmp_path / "own.ttl")
    assert (
        registry.actor_named("Eksempelkontrollen") == registry.actor_named("ET") == registry.actor("eksempeltilsynet")
    )
    assert [name.name for name in registry.dated_names("eksempeltilsynet")] == [
        "Eksempelkontrollen",
        "Eksempeltilsynet",
    ]


def test_every_file_of_the_registry_is_documented() -> None:
    shipped = (DOCUMENT.parents[1] / "ontology" / "registry").glob("*.ttl")
    assert all(f"`{file.name}`" in DOCUMENT.read_text(encoding="utf-8") for file in shipped)
