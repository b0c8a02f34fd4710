"""Names that belong together: a body under its full name, its short name and its genitive."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.iris import actor_key, slug
from graph.model import Actor, ThingType
from graph.reading.metadata import names
from graph.reading.metadata.evidence import Candidate
from graph.reading.metadata.kinds import actor_kind
from graph.reading.metadata.letter import Letter
from graph.registry import Registry

_IN_PARENTHESES = r"\s\((?:heretter\s(?:kalt\s)?|forkortet\s)?(?P<short>[A-ZÆØÅ][\w.-]{1,30}(?:\s[\w-]{1,20}){0,2})\)"
_DEFINES = re.compile(_IN_PARENTHESES)
_DEFINITION = re.compile(
    rf"(?P<long>[A-ZÆØÅ][\wæøåÆØÅ.&,/-]{{0,40}}(?:\s[\wæøåÆØÅ.&,/-]{{1,40}}){{0,11}}){_IN_PARENTHESES}"
)
_SHORT_FIRST = re.compile(
    r"(?m)^(?P<short>[A-ZÆØÅ]{2,10})\s?(?:[–—-]|,)\s(?P<long>[A-ZÆØÅ][^.\n:(]{5,90}?)(?:,|$|\ser\s)"
)
_LETTERS_OF = re.compile(r"[A-ZÆØÅa-zæøå]")
_ENDING = re.compile(r"(?:enes|anes|ets|ens|ene|ane|et|en|a|s)$")
_JOINT = re.compile(r"(?P<mark>,\s(?:og\s)?|\sog\s|\ssamt\s|\s&\s)(?=[A-ZÆØÅ])")
_SHARED_TAIL = re.compile(r"\s(?P<kind>kommune|kommuner|kommunar|fylkeskommune|fylkeskommuner)$")
_SMALL = {"kommune", "fylkeskommune", "og", "i", "på", "for", "av", "sykehus", "universitetssykehus", "ved"}
_LONGEST_SHOWN = 110
_LONGEST_TOWN = 3
_OFTEN = 3
_ENOUGH_TEXT = 60_000
_CERTAIN = 14.0
_LITTLE = 0.1


@dataclass(frozen=True, slots=True)
class Body:
    """A possible sender: its actors (several where it is joint), how strongly and by what the document gives it."""

    key: str
    name: str
    score: float
    found: tuple[str, ...]
    actors: tuple[Actor, ...]
    forms: tuple[str, ...] = ()


def bodies(letter: Letter, candidates: Iterable[Candidate[str]], registry: Registry) -> tuple[Body, ...]:
    """The bodies that names found in a document stand for, strongest first."""
    longer = _definitions(letter)
    groups: dict[str, list[Candidate[str]]] = {}
    for candidate in sorted(candidates, key=lambda candidate: (-candidate.score, candidate.offset)):
        name, short = names.aliases(candidate.value)
        full = longer.get(slug(name), name)
        if names.is_plausible(name) and names.is_plausible(full):
            group = groups.setdefault(_key(full, short, registry), [])
            group.append(replace(candidate, value=full))
            group += [Candidate(form, _LITTLE, "short name", candidate.offset) for form in short]
    merged = _merged(groups)
    found = [_body(key, [*group, *_named_often(group, letter)], registry) for key, group in merged.items()]
    return tuple(sorted(found, key=lambda body: (-body.score, body.key)))


def _named_often(group: Sequence[Candidate[str]], letter: Letter) -> Iterator[Candidate[str]]:
    """Evidence from how often a letter repeats a name."""
    text = letter.document.text[:_ENOUGH_TEXT]
    forms = sorted({candidate.value for candidate in group})
    times, name = max((text.count(form), form) for form in forms)
    if times >= _OFTEN:
        yield Candidate(name, 2.0 if times < 2 * _OFTEN else 4.0, "named often", group[0].offset)


def _definitions(letter: Letter) -> Mapping[str, str]:
    """Full names by the slugs of the short names that a document gives them, where initials or words agree."""
    found: dict[str, str] = {}
    text = f"{letter.head}\n{letter.document.text[-2000:]}"
    defined = _DEFINITION.finditer(text) if _DEFINES.search(text) else ()
    for match in (*defined, *_SHORT_FIRST.finditer(text)):
        long = _initialled(" ".join(match["long"].split()), match["short"])
        if long:
            found.setdefault(slug(match["short"]), names.tidy(long))
    return found


def _initialled(long: str, short: str) -> str | None:
    """The end of some words that a short name abbreviates: it has its first letter, and the others in order."""
    words = long.split()
    for start in range(len(words) - 1, -1, -1):
        if words[start][0] != short[0] or not words[start][0].isupper():
            continue
        letters = iter("".join(words[start:]).lower())
        if all(letter in letters for letter in short.lower() if letter.isalnum()):
            return " ".join(words[start:])
    return None


def registered(name: str, registry: Registry) -> Actor | None:
    """The registered actor to which a name, also in its genitive, belongs."""
    plain, short = names.aliases(name)
    tried = (name, plain, names.without_genitive(plain), plain.capitalize() if plain.isupper() else "", *short)
    found = (actor for form in tried if form and (actor := registry.actor_named(form)) is not None)
    return next((actor for actor in found if not _is_group(actor, registry)), None)


def _is_group(actor: Actor, registry: Registry) -> bool:
    """Whether a name stands for a group of people, such as the citizens, who neither send nor receive letters."""
    entry = registry.entry(ThingType.GROUP, actor.key)
    return entry is not None and entry.thing.type is ThingType.GROUP


def _key(name: str, short: Sequence[str], registry: Registry) -> str:
    actor = registered(name, registry)
    if actor is None:
        actor = next(filter(None, (registry.actor_named(form) for form in short)), None)
    return actor.key if actor is not None else slug(name)


def _stems(name: str) -> tuple[str, ...]:
    return tuple(_ENDING.sub("", word) if len(word) > 4 else word for word in slug(name).split("-"))  # noqa: PLR2004


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether some words stand in others as one run."""
    width = len(short)
    return width < len(long) and any(long[at : at + width] == short for at in range(len(long) - width + 1))


def _merged(groups: Mapping[str, list[Candidate[str]]]) -> Mapping[str, list[Candidate[str]]]:
    """Groups in which a name that is part of a longer, well attested one has joined it."""
    stems = {key: {_stems(candidate.value) for candidate in group} for key, group in groups.items()}
    merged = {key: list(group) for key, group in groups.items()}
    for key in sorted(groups, key=lambda key: (len(key), key)):
        host = next((other for other in groups if other in merged and _joins(key, other, groups, stems)), None)
        if host is not None:
            merged[host] += merged.pop(key)
    return merged


def _joins(
    key: str,
    other: str,
    groups: Mapping[str, list[Candidate[str]]],
    stems: Mapping[str, set[tuple[str, ...]]],
) -> bool:
    """Whether one group's name is the same as, or part of, another's that is attested about as well."""
    if key == other:
        return False
    if stems[key] & stems[other]:
        return key > other
    strongest, hosts = (max(candidate.score for candidate in groups[name]) for name in (key, other))
    close = hosts >= 4.0 and hosts >= 0.5 * strongest  # noqa: PLR2004
    return close and any(_within(short, long) for short in sorted(stems[key]) for long in sorted(stems[other]))


def _body(key: str, group: Sequence[Candidate[str]], registry: Registry) -> Body:
    """A body with the sum of its evidence: every way of finding it counts once, at its strongest."""
    by_way: dict[str, float] = {}
    for candidate in group:
        by_way[candidate.found] = max(candidate.score, by_way.get(candidate.found, 0.0))
    ranked = sorted(by_way.items(), key=lambda item: (-item[1], item[0]))
    score = ranked[0][1] + sum(worth for _, worth in ranked[1:]) / 2
    name = _shown(group)
    actors = _actors(key, name, registry)
    forms = tuple(sorted({candidate.value for candidate in group}))
    return Body(key, name, score, tuple(way for way, _ in ranked), actors, forms)


def _shown(group: Sequence[Candidate[str]]) -> str:
    """The fullest of the names under which a body was found, in mixed case where any is."""
    forms = [candidate.value for candidate in group if candidate.score >= 2]  # noqa: PLR2004
    short_enough = [form for form in forms if len(form) <= _LONGEST_SHOWN] or [form[:_LONGEST_SHOWN] for form in forms]
    mixed = [form for form in short_enough if not _is_shouted(form)] or [_lowered(form) for form in short_enough]
    return max(mixed, key=lambda form: (len(form.split()) > 1, names.is_body(form), len(form)), default=group[0].value)


def _is_shouted(name: str) -> bool:
    letters = _LETTERS_OF.findall(name)
    return names.has_body_word(name) and all(letter.isupper() for letter in letters)


def _lowered(name: str) -> str:
    """A name in capitals as it would stand in a sentence."""
    if not _is_shouted(name):
        return name
    words = [word.lower() if word.lower() in _SMALL else "-".join(part.capitalize() for part in word.split("-"))
             for word in name.split()]  # fmt: skip
    return " ".join(words)


def _actors(key: str, name: str, registry: Registry) -> tuple[Actor, ...]:
    whole = registered(name, registry) or registry.actor(key)
    if whole is not None:
        return (whole,)
    return tuple(registered(part, registry) or Actor(actor_key(part), part, actor_kind(part)) for part in parts(name))


def joint(listed: Sequence[str], found: str, registry: Registry) -> Body:
    """Several bodies, each named by itself, as one sender."""
    actors = tuple(registered(name, registry) or Actor(actor_key(name), name, actor_kind(name)) for name in listed)
    return Body("+".join(actor.key for actor in actors), ", ".join(listed), _CERTAIN, (found,), actors, tuple(listed))


def parts(name: str) -> tuple[str, ...]:
    """The bodies that a name joins by “og”: several where each part is a body by itself, else the name alone."""
    marks = list(_JOINT.finditer(name))
    last = next((index for index in range(len(marks) - 1, -1, -1) if marks[index]["mark"].strip() != ","), None)
    if last is None:
        return (name,)  # commas alone tell where a body belongs: “Institutt for eksempler, Eksempeluniversitetet”
    starts = [0, *(mark.end() for mark in marks[: last + 1])]
    ends = [*(mark.start() for mark in marks[: last + 1]), len(name)]
    pieces = tuple(names.tidy(name[start:end]) for start, end in zip(starts, ends, strict=True))
    if _abbreviates(pieces[0], pieces[1]):
        return (name,)
    return _towns(pieces) or (pieces if all(names.is_body(piece) for piece in pieces) else (name,))


def _towns(pieces: Sequence[str]) -> tuple[str, ...]:
    """Municipalities that share the last one's word: “A, B og C kommune”."""
    tail = _SHARED_TAIL.search(pieces[-1])
    towns = [_SHARED_TAIL.sub("", piece) for piece in pieces]
    if tail is None or any(len(town.split()) > _LONGEST_TOWN or names.is_body(town) for town in towns):
        return ()
    kind = re.sub(r"(?<=kommune)r$|ar$", "", tail["kind"])
    return tuple(f"{town} {kind}" for town in towns)


def _abbreviates(short: str, long: str) -> bool:
    return short.isupper() and len(short.split()) == 1 and _initialled(long, short) is not None
