"""What a response as a whole amounts to, and who within the body stands behind it."""

import re

from graph.model import Actor, Anchoring, BlockKind, Outcome
from graph.iris import actor_key
from graph.reading.metadata import names
from graph.reading.metadata.bodies import registered
from graph.reading.metadata.kinds import actor_kind
from graph.reading.metadata.letter import Letter
from graph.registry import Registry

_RESPONSE = r"(?:hørings?|høyrings?)?(?:uttalelse[nr]?|uttale|svar(?:et)?|innspill(?:et)?|innspel(?:et)?|fråsegn(?:a)?|merknader|merknadar)"
_NO_REMARKS = re.compile(
    r"\b(?:har|hev|har\sdermed|finner|finn)\s(?:\w+\s){0,4}?(?:ingen|ingen\sytterligere|ikke(?:\snoen)?|ikkje(?:\snokon|\snokre)?)\s(?:\w+\s){0,3}?"
    r"(?:merknader|merknadar|kommentarer|kommentarar|innvendinger|innvendingar|bemerkninger|innspill|innspel)\b|"
    r"\bingen\s(?:merknader|merknadar|kommentarer|kommentarar|bemerkninger|innspill)\b|"
    r"\b(?:has|have)\sno\s(?:further\s)?(?:comments|remarks|objections)\b",
    re.IGNORECASE,
)
_ABSTAINS = re.compile(
    r"\bavst(?:år|å|ått)\s(?:fra|frå)\så\s(?:uttale|avgi|svare|kom|gi|gje)|\b(?:ønsker|ønskjer|vil|kommer|finner)\s(?:\w+\s){0,3}?"
    r"(?:ikke|ikkje)\s(?:\w+\s){0,3}?(?:å\s)?(?:avgi|gi|gje|uttale|uttala)\s(?:\w+\s){0,2}?(?:seg|oss|høringssvar|uttalelse|høringsuttalelse|fråsegn|svar|innspill)|"
    r"\babstains?\sfrom\s(?:commenting|responding)|\bvil\s(?:ikke|ikkje)\s(?:avgi|gi|gje)\s(?:hørings)?(?:uttalelse|svar|fråsegn)",
    re.IGNORECASE,
)
_ENDORSES = re.compile(
    r"\b(?:slutt?er\s(?:seg|oss)\s(?:fullt\sut\s|helt\s|i\sett\sog\salt\s)?til|sluttar\s(?:seg|oss)\s(?:fullt\sut\s)?til|"
    r"stiller\s(?:seg|oss)\s(?:fullt\sut\s|helt\s)?bak|støtter\s(?:fullt\sut\s)?|endorses?\s)\s?"
    rf"(?:(?:den\s|det\s)?{_RESPONSE}\s(?:som\ser\savgitt\s)?(?:fra|frå|til|av)\s(?P<after>[^.;\n]{{2,90}}(?:\n[^.;\n]{{2,60}})?)|"
    rf"(?P<before>[A-ZÆØÅ][\w-]{{1,40}}(?:\s[\w-]{{1,40}}){{0,6}}?)(?:s|\ssin|\ssitt|\ssine|'|’)\s{_RESPONSE})",
)
_PHRASES = re.compile(
    r"viser\stil|vises\stil|takker|takkar|mottatt|oversend|høringsfrist|høringsbrev|med\s(?:vennlig\s)?hils|venleg\shels|"
    r"saken\s(?:er|har)|godkjent|elektronisk|vi\shar\sgjennomgått|har\svurdert|på\shøring|på\shøyring|i\s(?:brev|e-post)",
    re.IGNORECASE,
)
_LETTER_KINDS = {
    BlockKind.LETTERHEAD,
    BlockKind.SIGNATURE,
    BlockKind.PAGE_FURNITURE,
    BlockKind.HEADING,
    BlockKind.FOOTNOTE,
}
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])|\n\s*\n")
_LITTLE_ELSE = 45
_LONG = 2500


def outcome(letter: Letter, registry: Registry) -> tuple[Outcome, Actor | None]:
    """What the response amounts to, and whose response it endorses where that is all it does."""
    body = _body(letter)
    if len(body) > _LONG:
        return Outcome.REMARKS, None
    sentences = [" ".join(sentence.split()) for sentence in _SENTENCE_END.split(body)]
    for kind, pattern in (
        (Outcome.ENDORSES, _ENDORSES),
        (Outcome.ABSTAINS, _ABSTAINS),
        (Outcome.NO_REMARKS, _NO_REMARKS),
    ):
        decisive = [sentence for sentence in sentences if pattern.search(sentence)]
        if decisive and _words_beside(sentences, decisive) <= _LITTLE_ELSE:
            return kind, _endorsed(decisive, registry) if kind is Outcome.ENDORSES else None
    return Outcome.REMARKS, None


def _body(letter: Letter) -> str:
    """The running text, without head, signature, and lines that are addresses or labels."""
    closing = letter.closing[0].start if letter.is_signed else len(letter.document.text)
    kept = [line for line in letter.lines if line.start < closing and line.kind not in _LETTER_KINDS]
    pieces: list[str] = []
    for line in kept:
        text = line.text
        short = len(text) < 50 and not text.endswith((".", "!", "?"))  # noqa: PLR2004
        pieces.append(
            f"\n\n{text}\n\n"
            if short and (":" in text or not re.search(r"\s(?:har|er|vil|viser|til)\s", text))
            else f"{text} "
        )
    return "".join(pieces)


def _words_beside(sentences: list[str], decisive: list[str]) -> int:
    """How many words a response has beside the decisive sentences and the phrases of letters."""
    rest = [sentence for sentence in sentences if sentence not in decisive and not _PHRASES.search(sentence)]
    return sum(
        len(sentence.split()) for sentence in rest if sentence.endswith((".", "!", "?")) or len(sentence.split()) > 8
    )  # noqa: PLR2004


def _endorsed(decisive: list[str], registry: Registry) -> Actor | None:
    for sentence in decisive:
        match = _ENDORSES.search(sentence)
        if match is None:
            continue
        name = names.tidy(
            re.split(
                r"\s(?:datert|av\s\d|og\shar|i\ssaken|om\s|til\s|vedrørende|,)|[,(]", match["after"] or match["before"]
            )[0]
        )
        actor = registered(name, registry)
        if actor is not None or names.is_body(name) or name[:1].isupper():
            return actor or Actor(actor_key(name), name, actor_kind(name))
    return None


_POLITICAL = re.compile(
    r"\b(?:vedtatt|vedteke|vedtok|vedtar|vedtek|behandlet|behandla|handsama|godkjent|tiltrådt|sluttet\sseg\stil|vedtak|vedtaket)\b"
    r"[^.\n]{0,80}\b(?:kommunestyre\w*|formannskap\w*|fylkesting\w*|fylkesutvalg\w*|bystyre\w*|byråd\w*|hovedutvalg\w*|"
    r"hovudutval\w*|utvalg\sfor\s\w+|representantskap\w*|landsstyre\w*|sentralstyre\w*|sametinget\w*|hovedstyre\w*|styre(?:t|møte\w*)|"
    r"landsmøte\w*|regionråd\w*)|"
    r"\b(?:kommunestyret|formannskapet|fylkestinget|fylkesutvalget|bystyret|byrådet|hovedutvalget|sametinget|representantskapet|"
    r"landsstyret|hovedstyret|styret|sentralstyret|fylkesrådet)(?:s|\si\s[\w -]{2,40})?\s(?:\w+\s){0,6}?"
    r"(?:vedtak|vedtok|vedtar|har\s(?:\w+\s){0,2}?(?:vedtatt|vedteke|behandlet|handsama)|behandlet|handsama|sluttet\sseg|fattet)\b|"
    r"\b(?:enstemmig|einstemmig)\b|\bvotering\b|\bmøtebok\b|\bsaksprotokoll\b|\bmøteprotokoll\b",
    re.IGNORECASE,
)
_ADMINISTRATIVE = re.compile(
    r"\badministrativ(?:t|e)?\s(?:hørings?|høyrings?)?(?:uttalelse|innspill|svar|behandlet|behandla|nivå|avgitt|innspel|utarbeidet|"
    r"fråsegn|godkjent)|\b(?:ikke|ikkje|uten|utan)\s(?:\w+\s){0,3}?politisk\s?(?:behandl|handsam|vedt|behandling)|"
    r"\bikke\s(?:vært\s)?politisk\s(?:behandlet|forankret)|\b(?:innspillet|uttalelsen|svaret|høringssvaret)\ser\s(?:avgitt\s)?administrativt?\b|"
    r"\bbehandlet\sadministrativt\b",
    re.IGNORECASE,
)
_DISSENT = re.compile(
    r"\b(?:mindretallet|mindretalet|dissens\w*|protokolltilførsel\w*|særmerknad\w*|(?:vedtatt\s)?mot\s(?:\d{1,2}|en|én|to|tre|fire|fem|seks|sju)\s"
    r"(?:stemme|røyst)\w*|med\s\d{1,2}\smot\s\d{1,2}|\d{1,2}\s(?:stemmer|røyster)\smot)\b",
    re.IGNORECASE,
)
_ENOUGH = 60_000


def anchoring(letter: Letter) -> Anchoring | None:
    """Who adopted the response, where it says so; a dissent counts only where something was adopted."""
    text = letter.document.text
    edges = text if len(text) < _ENOUGH else text[: _ENOUGH // 2] + text[-_ENOUGH // 2 :]
    if _ADMINISTRATIVE.search(edges):
        return Anchoring.ADMINISTRATIVE
    if _POLITICAL.search(_near_the_edges(letter)):
        return Anchoring.DISSENT if _DISSENT.search(edges) else Anchoring.POLITICAL
    return None


def _near_the_edges(letter: Letter) -> str:
    """The opening and the end, where a body tells how its response came about; a whole text only if it is short."""
    text = letter.document.text
    return text if len(text) < 6000 else f"{text[:2500]}\n{text[-2000:]}"  # noqa: PLR2004
