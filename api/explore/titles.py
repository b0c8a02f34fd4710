"""What facets and columns are called, in the language of the page."""

from collections.abc import Mapping

from api.languages import gettext


def titles() -> Mapping[str, str]:
    """The headings of the facets and of what else is told of a statement, by their names."""
    return {
        "quote": gettext("Ordlyd"),
        "actor": gettext("Aktør"),
        "actorKind": gettext("Slag aktør"),
        "kind": gettext("Slag standpunkt"),
        "stance": gettext("Holdning"),
        "force": gettext("Styrke"),
        "proposal": gettext("Forslag"),
        "instrument": gettext("Virkemiddel"),
        "goal": gettext("Mål"),
        "theme": gettext("Tema"),
        "addressee": gettext("Rettet til"),
        "consultation": gettext("Høring"),
        "language": gettext("Språk"),
        "reviewState": gettext("Gjennomgang"),
        "attributed": gettext("Gjengitt fra"),
        "response": gettext("Høringssvar"),
        "date": gettext("Dato"),
        "page": gettext("Side"),
        "confidence": gettext("Sikkerhet"),
        "dissent": gettext("Mindretall"),
        "statement": gettext("Utsagn"),
    }


def language_names() -> Mapping[str, str]:
    """What the languages of responses are called, by the keys of the European authority's list."""
    return {
        "NOB": gettext("bokmål"),
        "NNO": gettext("nynorsk"),
        "ENG": gettext("engelsk"),
        "DAN": gettext("dansk"),
        "SWE": gettext("svensk"),
        "SME": gettext("nordsamisk"),
    }
