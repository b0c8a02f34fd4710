"""What a response as a whole amounts to: remarks, none, an abstention, or that another's response is endorsed."""

import re
from collections.abc import Sequence

from graph.iris import actor_key
from graph.model import Actor, BlockKind, Outcome
from graph.reading.metadata import names
from graph.reading.metadata.bodies import registered
from graph.reading.metadata.kinds import actor_kind
from graph.reading.metadata.letter import Letter, Line
from graph.registry import Registry

_RESPONSE = (
    r"(?:hørings?|høyrings?)?(?:uttalelse[nr]?|uttale|svar(?:et)?|innspill(?:et)?|innspel(?:et)?|fråsegn(?:a)?|"
    r"merknader|merknadar)"
)
_REMARKS = (
    r"(?:merknader|merknadar|kommentarer|kommentarar|innvendinger|innvendingar|bemerkninger|bemærkninger|innspill|"
    r"innspel)"
)
_NO_REMARKS = re.compile(
    r"\b(?:har|hev|finner|finn)\s(?:\w{1,20}\s){0,4}?(?:ingen|ikke(?:\snoen)?|ikkje(?:\snokon|\snokre)?)\s"
    rf"(?:\w{{1,20}}\s){{0,3}}?{_REMARKS}\b|\b(?:ingen|ikke\snoen)\s{_REMARKS}\b|"
    r"\b(?:has|have)\sno\s(?:further\s)?(?:comments|remarks|objections)\b",
    re.IGNORECASE,
)
_ABSTAINS = re.compile(
    r"\bavst(?:år|å|ått)\s(?:fra|frå)\så\s(?:uttale|avgi|svare|kom|gi|gje)|\babstains?\sfrom\s(?:commenting|responding)|"
    r"\b(?:ønsker|ønskjer|vil|kommer|finner)\s(?:\w{1,20}\s){0,3}?(?:ikke|ikkje)\s(?:\w{1,20}\s){0,3}?(?:å\s)?"
    rf"(?:(?:uttale|uttala)\s(?:seg|oss)|(?:avgi|gi|gje|sende|levere)\s(?:\w{{1,20}}\s){{0,2}}?{_RESPONSE})",
    re.IGNORECASE,
)
_JOINS = (
    r"(?:slutter|sluttar)\s(?:seg|oss)\s(?:fullt\sut\s|helt\s|i\sett\sog\salt\s)?til|"
    r"stiller\s(?:seg|oss)\s(?:fullt\sut\s|helt\s)?bak|støtter(?:\sfullt\sut)?|endorses?"
)
_ENDORSES = re.compile(
    rf"\b(?:{_JOINS})\s(?:"
    rf"(?:den\s|det\s)?{_RESPONSE}\s(?:som\ser\savgitt\s)?(?:fra|frå|til|av|from)\s(?P<after>[^.;\n]{{2,120}})|"
    rf"(?P<before>[A-ZÆØÅ][\w-]{{1,40}}(?:\s[\w-]{{1,40}}){{0,6}}?)(?:s|\ssin|\ssitt|\ssine|'|’)\s{_RESPONSE})",
)
_AFTER_NAME = re.compile(r"\s(?:datert|av\s\d|og\shar|i\ssaken|om\s|til\s|vedrørende)|[,(]")
_PHRASES = re.compile(
    r"viser\stil|vises\stil|takker|takkar|mottatt|oversend|høringsfrist|høringsbrev|med\s(?:vennlig\s)?hils|venleg\shels|"
    r"saken\s(?:er|har)|godkjent|elektronisk|vi\shar\sgjennomgått|har\svurdert|på\shøring|på\shøyring|i\s(?:brev|e-post)",
    re.IGNORECASE,
)
_NOT_BODY = {
    BlockKind.LETTERHEAD, BlockKind.SIGNATURE, BlockKind.PAGE_FURNITURE, BlockKind.HEADING, BlockKind.FOOTNOTE,
}  # fmt: skip
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])|\n\s*\n")
_STOP = (".", "!", "?")
_VERB = re.compile(r"\s(?:har|er|vil|viser|til|har|kan)\s")
_LITTLE_ELSE = 45
_SHORT_LINE = 50
_FRAGMENT = 8
_LONG = 2500


def outcome(letter: Letter, registry: Registry) -> tuple[Outcome, Actor | None]:
    """What the response amounts to, and whose response it endorses where that is all it does."""
    body = _body(letter)
    if len(body) > _LONG:
        return Outcome.REMARKS, None
    sentences = [" ".join(sentence.split()) for sentence in _SENTENCE_END.split(body)]
    for kind, pattern in _PATTERNS:
        decisive = [sentence for sentence in sentences if pattern.search(sentence)]
        if decisive and _words_beside(sentences, decisive) <= _LITTLE_ELSE:
            return kind, _endorsed(decisive, registry) if kind is Outcome.ENDORSES else None
    return Outcome.REMARKS, None


_PATTERNS = ((Outcome.ENDORSES, _ENDORSES), (Outcome.ABSTAINS, _ABSTAINS), (Outcome.NO_REMARKS, _NO_REMARKS))


def _body(letter: Letter) -> str:
    """The running text, without head and signature; lines that are addresses or labels stand alone."""
    closing = letter.closing[0].start if letter.is_signed else len(letter.document.text)
    kept = [line for line in letter.lines if line.start < closing and _is_body(line)]
    return "".join(f"\n\n{line.text}\n\n" if _stands_alone(line) else f"{line.text} " for line in kept)


def _is_body(line: Line) -> bool:
    """Whether a line belongs to the matter of a letter; a whole sentence does, however it is set."""
    sentence = line.kind is BlockKind.HEADING and line.text.endswith(".") and _VERB.search(line.text)
    return line.kind not in _NOT_BODY or bool(sentence)


def _stands_alone(line: Line) -> bool:
    short = len(line.text) < _SHORT_LINE and not line.text.endswith(_STOP)
    return short and (":" in line.text or not _VERB.search(line.text))


def _words_beside(sentences: Sequence[str], decisive: Sequence[str]) -> int:
    """How many words a response has beside the decisive sentences and the phrases of letters."""
    rest = [sentence for sentence in sentences if sentence not in decisive and not _PHRASES.search(sentence)]
    counts = [(sentence, len(sentence.split())) for sentence in rest]
    return sum(count for sentence, count in counts if sentence.endswith(_STOP) or count > _FRAGMENT)


def _endorsed(decisive: Sequence[str], registry: Registry) -> Actor | None:
    """Whose response some sentences endorse, if they name a body."""
    for match in filter(None, map(_ENDORSES.search, decisive)):
        name = names.tidy(_AFTER_NAME.split(match["after"] or match["before"])[0])
        actor = registered(name, registry)
        if actor is not None or name[:1].isupper():
            return actor or Actor(actor_key(name), name, actor_kind(name))
    return None
