"""The cue lexicon: rules that an analyst can read, edit and add to without touching code."""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from graph.errors import LexiconError
from graph.iris import instrument_key
from graph.model import BlockKind, Force, Kind, Thing, ThingType
from graph.resources import resource

NEUTRAL = "neutral"
MARKER = "marker"
_EFFECTS = frozenset([*Kind, NEUTRAL, MARKER])


@dataclass(frozen=True, slots=True)
class Rule:
    """One cue: what it looks like and what it speaks for. `effect` is a kind, `neutral` or `marker`."""

    name: str
    effect: str
    strength: float
    force: Force | None
    literals: tuple[str, ...]
    pattern: re.Pattern[str]
    units: frozenset[BlockKind]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]

    def holds_in(self, kind: BlockKind) -> bool:
        """Whether the rule applies to units of a kind."""
        return not self.units or kind in self.units


@dataclass(frozen=True, slots=True)
class ContextName:
    """A name such as “strategien” that means what the document spoke of before.

    It stands for things of some types that are of one of the `kinds` or bear one of the `words` in their name; where
    it is `near`, only for one that was just named or that the response answers, and where it is `answered` for that
    one first.
    """

    phrase: str
    types: frozenset[ThingType]
    kinds: frozenset[str]
    words: tuple[str, ...]
    near: bool = False
    answered: bool = False


@dataclass(frozen=True, slots=True)
class KnownThing:
    """Something that texts name in several forms and the registry does not hold."""

    thing: Thing
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reporting:
    """Words by which a text reports what somebody else says, and the rules by which it adopts that.

    `says` are finite verbs, `has_said` participles after “har”, `passives` what is done by somebody, `impersonal` what
    is said without saying by whom, `papers` what somebody says it in, and `fronted` opens a sentence whose verb comes
    before its subject.
    """

    says: tuple[str, ...]
    has_said: tuple[str, ...]
    according: tuple[str, ...]
    passives: tuple[str, ...]
    impersonal: tuple[str, ...]
    papers: tuple[str, ...]
    fronted: tuple[str, ...]
    strangers: tuple[str, ...]
    pronouns: frozenset[str]
    adopting: frozenset[str]


@dataclass(frozen=True, slots=True)
class Addressees:
    """Names of those who can be asked to act though the registry does not hold them, and keys of those who are not.

    `never_about` holds the keys of those who act on everything, so that no position is about them.
    """

    names: tuple[str, ...]
    never: frozenset[str]
    never_about: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All rules, in order, with what else is looked up by name; `digest` changes whenever the content does."""

    rules: tuple[Rule, ...]
    context_names: tuple[ContextName, ...]
    known_things: tuple[KnownThing, ...]
    acts: Mapping[str, str]
    act_abbreviations: Mapping[str, str]
    addressees: Addressees
    own_nouns: Mapping[str, tuple[str, ...]]
    reporting: Reporting
    digest: str


def load_lexicon(extra: Path | None = None) -> Lexicon:
    """The shipped lexicon, with an analyst's own rules added or put in place of those of the same name.

    Raises:
        LexiconError: a file is not TOML or a rule in it is wrong.
    """
    shipped = _table(resource("graph", "extraction", "lexicon.toml"))
    tables = [shipped] if extra is None else [shipped, _table(extra)]
    macros = {name: pattern for table in tables for name, pattern in table.get("macros", {}).items()}
    rules = {rule.name: rule for table in tables for rule in _rules(table, macros)}
    return Lexicon(
        rules=tuple(rules.values()),
        context_names=tuple(_context_name(entry) for table in tables for entry in table.get("context", ())),
        known_things=tuple(_known_thing(entry) for table in tables for entry in table.get("thing", ())),
        acts={name: designation for table in tables for name, designation in table.get("acts", {}).items()},
        act_abbreviations={
            short: name for table in tables for short, name in table.get("act_abbreviations", {}).items()
        },
        addressees=Addressees(
            names=_words(tables, "addressees", "names"),
            never=frozenset(_words(tables, "addressees", "never")),
            never_about=frozenset(_words(tables, "addressees", "never_about")),
        ),
        own_nouns={part: tuple(nouns) for table in tables for part, nouns in table.get("own_nouns", {}).items()},
        reporting=_reporting(tables),
        digest=hashlib.sha256(repr(tables).encode()).hexdigest(),
    )


def _table(source: Traversable | Path) -> dict[str, Any]:
    try:
        return tomllib.loads(source.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"The lexicon {source.name} cannot be read: {error}. Name an existing TOML file.") from error
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{source.name} is not TOML: {error}. Mend the line and try again.") from error


def _rules(table: dict[str, Any], macros: Mapping[str, str]) -> list[Rule]:
    return [_rule(entry, macros) for entry in table.get("rule", ())]


def _rule(entry: dict[str, Any], macros: Mapping[str, str]) -> Rule:
    name = entry.get("name", "without a name")
    try:
        return Rule(
            name=entry["name"],
            effect=_effect(entry["kind"]),
            strength=float(entry["strength"]),
            force=Force(entry["force"]) if "force" in entry else None,
            literals=tuple(entry["literals"]),
            pattern=re.compile(_expanded(entry["pattern"], macros)),
            units=frozenset(BlockKind(unit) for unit in entry.get("units", ())),
            examples=tuple(entry.get("examples", ())),
            counter_examples=tuple(entry.get("counter_examples", ())),
        )
    except KeyError as error:
        raise LexiconError(f"The rule “{name}” of the lexicon has no {error}. Add it.") from error
    except (ValueError, re.error) as error:
        raise LexiconError(f"The rule “{name}” of the lexicon is wrong: {error}.") from error


def _effect(kind: str) -> str:
    if kind not in _EFFECTS:
        raise ValueError(f"“{kind}” is not a kind; use one of {', '.join(sorted(_EFFECTS))}")
    return kind


def _expanded(pattern: str, macros: Mapping[str, str]) -> str:
    # Macros may stand in macros, one level deep; braces of bounded repeats hold digits and are left alone.
    for _ in range(2):
        pattern = re.sub(r"\{([A-Z]+)\}", lambda found: macros[found[1]], pattern)
    return pattern


def _words(tables: list[dict[str, Any]], table_name: str, name: str) -> tuple[str, ...]:
    return tuple(word for table in tables for word in table.get(table_name, {}).get(name, ()))


def _reporting(tables: list[dict[str, Any]]) -> Reporting:
    return Reporting(
        says=_words(tables, "reporting", "says"),
        has_said=_words(tables, "reporting", "has_said"),
        according=_words(tables, "reporting", "according"),
        passives=_words(tables, "reporting", "passives"),
        impersonal=_words(tables, "reporting", "impersonal"),
        papers=_words(tables, "reporting", "papers"),
        fronted=_words(tables, "reporting", "fronted"),
        strangers=_words(tables, "reporting", "strangers"),
        pronouns=frozenset(_words(tables, "reporting", "pronouns")),
        adopting=frozenset(_words(tables, "reporting", "adopting")),
    )


def _context_name(entry: dict[str, Any]) -> ContextName:
    try:
        return ContextName(
            entry["phrase"],
            frozenset(ThingType(kind) for kind in entry["types"]),
            frozenset(entry.get("kinds", ())),
            tuple(entry.get("words", ())),
            bool(entry.get("near", False)),
            bool(entry.get("answered", False)),
        )
    except KeyError as error:
        raise LexiconError(f"A context-dependent name of the lexicon has no {error}. Add it.") from error
    except ValueError as error:
        raise LexiconError(
            f"The context-dependent name “{entry['phrase']}” of the lexicon is wrong: {error}."
        ) from error


def _known_thing(entry: dict[str, Any]) -> KnownThing:
    try:
        name, kind = entry["name"], ThingType(entry.get("type", ThingType.INSTRUMENT))
        key = entry.get("key") or instrument_key(name)
        thing = Thing(key, kind, name, False, entry.get("designation"))
        return KnownThing(thing, (name, *entry.get("forms", ())))
    except (KeyError, ValueError) as error:
        raise LexiconError(f"A thing of the lexicon is wrong: {error}. It needs a name and a known type.") from error
