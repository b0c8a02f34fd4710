"""Which of the media types that can be had a request wants; pure functions over the Accept header."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

_MOST_RANGES = 64
_REMEMBERED = 256  # most clients send one of few headers


@dataclass(frozen=True, slots=True)
class MediaRange:
    """One entry of an Accept header: a type, a subtype, either of which may be `*`, and how much it is wanted."""

    type: str
    subtype: str
    quality: float

    def specificity(self, media_type: str) -> int | None:
        """How closely this describes a media type: 2 exactly, 1 its type, 0 anything, None not at all."""
        kind, _, subtype = media_type.partition("/")
        if (self.type, self.subtype) == (kind, subtype):
            return 2
        if (self.type, self.subtype) == (kind, "*"):
            return 1
        return 0 if (self.type, self.subtype) == ("*", "*") else None


def negotiate(accept: str | None, offers: Sequence[str]) -> str | None:
    """The offered media type that an Accept header wants most, the first of equals, or None where none will do.

    >>> negotiate("text/csv;q=0.5, application/json", ["text/csv", "application/json"])
    'application/json'
    >>> negotiate(None, ["text/csv", "application/json"])
    'text/csv'
    >>> negotiate("image/png", ["text/csv"]) is None
    True
    """
    ranges = list(_ranges(accept if accept and accept.strip() else "*/*"))
    best, most = None, 0.0
    for offer in offers:
        quality = _quality(offer, ranges)
        if quality > most:
            best, most = offer, quality
    return best


@lru_cache(maxsize=_REMEMBERED)
def preferred_language(accept_language: str | None, offers: tuple[str, ...]) -> str | None:
    """The offered language that an Accept-Language header wants most; who wants Norwegian gets the first offer.

    >>> preferred_language("en-GB;q=0.8, nn-NO", ("nb", "nn", "en"))
    'nn'
    >>> preferred_language("no, en;q=0.5", ("nb", "nn", "en")), preferred_language("de", ("nb", "nn", "en"))
    ('nb', None)
    """
    weights: dict[str, float] = {}
    for entry in (accept_language or "").split(",")[:_MOST_RANGES]:
        tag, *parameters = (part.strip().lower() for part in entry.split(";"))
        code = offers[0] if (primary := tag.partition("-")[0]) in ("no", "*") else primary
        weights.setdefault(code, _weight(parameters))
    best = max(offers, key=lambda offer: weights.get(offer, 0.0))
    return best if weights.get(best, 0.0) > 0 else None


@lru_cache(maxsize=_REMEMBERED)
def wants_gzip(accept_encoding: str | None) -> bool:
    """Whether an Accept-Encoding header asks for gzip, or for anything.

    >>> wants_gzip("br, gzip;q=0.5"), wants_gzip("gzip;q=0, *"), wants_gzip("*"), wants_gzip(None)
    (True, False, True, False)
    """
    weights: dict[str, float] = {}
    for entry in (accept_encoding or "").split(",")[:_MOST_RANGES]:
        name, *parameters = (part.strip().lower() for part in entry.split(";"))
        weights[name] = _weight(parameters)
    return weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0))) > 0


def _quality(offer: str, ranges: Sequence[MediaRange]) -> float:
    """How much an offer is wanted: what the range that describes it most closely says."""
    fitting = [(specificity, each.quality) for each in ranges if (specificity := each.specificity(offer)) is not None]
    return max(fitting, key=lambda found: found[0])[1] if fitting else 0.0


def _ranges(accept: str) -> Iterator[MediaRange]:
    """The entries of an Accept header; what is not well formed is passed over."""
    for entry in accept.split(",")[:_MOST_RANGES]:
        media_type, *parameters = (part.strip().lower() for part in entry.split(";"))
        kind, slash, subtype = media_type.partition("/")
        if media_type == "*":  # some old clients write this for */*
            kind, slash, subtype = "*", "/", "*"
        if slash and kind and subtype:
            yield MediaRange(kind, subtype, _weight(parameters))


def _weight(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0
