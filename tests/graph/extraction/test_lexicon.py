from pathlib import Path

import pytest

from graph.errors import LexiconError
from graph.extraction.cues import CueFinder, SenderNames
from graph.extraction.lexicon import Lexicon, Rule, load_lexicon
from graph.model import BlockKind

LEXICON = load_lexicon()
FINDER = CueFinder(LEXICON)
SENDER = SenderNames(["Eksempel kommune", "Eksempel fylkeskommune"])


def names(text: str, rule: Rule) -> set[str]:
    kind = min(rule.units, default=BlockKind.PARAGRAPH)
    return {cue.rule.name for cue in FINDER.cues(SENDER.plain(text), kind)}


@pytest.mark.parametrize("rule", LEXICON.rules, ids=lambda rule: rule.name)
def test_every_rule_finds_its_examples(rule: Rule) -> None:
    assert rule.examples
    assert [text for text in rule.examples if rule.name not in names(text, rule)] == []


@pytest.mark.parametrize("rule", LEXICON.rules, ids=lambda rule: rule.name)
def test_no_rule_finds_its_counter_examples(rule: Rule) -> None:
    assert rule.counter_examples
    assert [text for text in rule.counter_examples if rule.name in names(text, rule)] == []


def test_rules_have_names_of_their_own() -> None:
    assert len({rule.name for rule in LEXICON.rules}) == len(LEXICON.rules)


@pytest.fixture
def own_lexicon(tmp_path: Path) -> Path:
    path = tmp_path / "egne.toml"
    path.write_text(
        """
        [[rule]]
        name = "jubler"
        kind = "support"
        strength = 9.0
        literals = ["jubler"]
        pattern = '''{S} jubler'''
        """,
        encoding="utf-8",
    )
    return path


def test_an_analyst_adds_a_rule_in_a_file_of_her_own(own_lexicon: Path) -> None:
    lexicon: Lexicon = load_lexicon(own_lexicon)
    cues = CueFinder(lexicon).cues("vi jubler over planen", BlockKind.PARAGRAPH)
    assert "jubler" in {cue.rule.name for cue in cues}
    assert lexicon.digest != LEXICON.digest


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[[rule]", "is not TOML"),
        ('[[rule]]\nname = "x"\nkind = "love"\nstrength = 1\nliterals = []\npattern = "x"', "not a kind"),
        (
            '[[rule]]\nname = "x"\nkind = "support"\nstrength = 1\nliterals = []\npattern = "("',
            "“x” of the lexicon is wrong",
        ),
        ('[[rule]]\nname = "x"\nkind = "support"', "has no"),
        ('[[context]]\nphrase = "planen"', "has no"),
    ],
)
def test_a_wrong_lexicon_names_what_is_wrong(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "egne.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        load_lexicon(path)


def test_a_lexicon_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"borte\.toml cannot be read"):
        load_lexicon(tmp_path / "borte.toml")
