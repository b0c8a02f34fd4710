"""The forms in which Norwegian texts tell what somebody says, and with basics of English."""

import re
from collections.abc import Iterable

from graph.extraction.lexicon import Reporting

_FEW = r"(?:(?!(?:blir|ble|blei|er|var|vart|bli|blitt|som|vil|kan|skal|bør|må)\b)\w+\s{1,3}){0,2}?"

_DENYING = ("ikke", "ikkje", "liten grad")
_FURTHER_SIGNS = frozenset({"vurdering", "syn", "oppfatning", "oppfatting", "mening", "meining", "er at", "var at"})


def signs(reporting: Reporting) -> frozenset[str]:
    """Words of which one stands in every text that reports somebody: the longest of each expression for saying."""
    words = (*reporting.says, *reporting.has_said, *reporting.according, *reporting.passives, *reporting.impersonal)
    return frozenset(max(word.split(), key=len) for word in words) | _FURTHER_SIGNS


class Forms:
    """The forms in which texts tell what somebody says, made of the lexicon's words for saying."""

    def __init__(self, reporting: Reporting) -> None:
        says, said = _any_of(reporting.says), _any_of(reporting.has_said)
        impersonal, papers = _any_of(reporting.impersonal), _any_of(reporting.papers)
        speaks = rf"(?:(?:{says})|(?:har|hadde|has|have)\s[^;:?]{{0,110}}?\b(?:{said}))\b(?!\s(?:seg|oss)\b)"
        self.said = re.compile(rf"\s{{1,3}}{_FEW}(?:{said})\b(?!\s(?:seg|oss)\b)", re.IGNORECASE)
        article = r"(?:(?:den|det|de|dei|også|derfor|difor|the)\s{1,3}){0,2}"
        self._of_names(reporting, speaks)
        self._of_papers(papers, speaks)
        self._before_names(reporting, says, said, article)
        of_paper = rf"(?:(?:{papers})\w{{0,4}}\s{{1,3}}(?:\w+\s{{1,3}}){{0,3}}?(?:fra|frå|av|til)\s{{1,3}})?"
        self.within = re.compile(
            rf"(?:(?:videre|også|samtidig|allerede)\s)?(?:finner vi\s)?(?:i|in)\s{{1,3}}{article}"
            rf"(?:e[tn]|eit?|sin|sitt)?\s{{0,3}}{of_paper}[«“\"]?",
            re.IGNORECASE,
        )
        some = r"(?:flertall|fleirtal|mindretall|mindretal|utval|kommisjon)\w{1,3}"
        self.it_says = re.compile(rf"\b(?:{impersonal}|(?:{says})\s{{1,3}}{some})\b", re.IGNORECASE)
        self.impersonal = re.compile(
            rf"(?:(?:Det|Videre|Vidare|I tillegg|Samtidig|Her|Også|Blant annet|Dessuten|Derfor)\s{{1,3}})?{_FEW}"
            rf"(?:{impersonal})\b(?!\s+(?:vi|derfor|difor)\b)|(?:Man|Ein)\s{{1,3}}{_FEW}{speaks}",
            re.IGNORECASE,
        )
        self.own_voice = re.compile(r"\b(?:[Vv]i|[Mm]e|[Jj]eg|[Ee]g)\s")

    def answers(self, quote: str) -> bool:
        """Whether a sentence answers what somebody else says, or tells what they do not say."""
        plain = quote.lower()
        is_denied = any(sign in plain for sign in _DENYING) and self._not_said.search(plain)
        return bool(is_denied or self._answered.search(plain))

    def _of_names(self, reporting: Reporting, speaks: str) -> None:
        brackets = r"(?:\([^)]{1,80}\)\s{0,3})?"
        others = rf"(?:(?:,|og)\s{{1,3}}[A-ZÆØÅ][\wæøå-]{{1,40}}\s{{1,3}}{brackets}){{0,3}}"
        led = r"(?:(?:ved|v/)\s?[A-ZÆØÅ]\w{1,20}(?:\s[A-ZÆØÅ]\w{1,20}){0,2}\s)?"
        self.speaks = re.compile(
            rf"\d{{0,2}}(?:[^«».;:?]{{0,80}}?[\]»”\"])?\s{{0,3}}{brackets}{others}{led}{_FEW}{speaks}", re.IGNORECASE
        )
        many = "|".join(map(re.escape, reporting.strangers))
        name = r"[A-ZÆØÅ][\w-]{2,40}(?:\s(?:[A-ZÆØÅ][\w-]{1,40}|og|for|i|av)){0,5}"
        who = rf"(?P<who>(?:{name}|(?i:{many})(?:\s[\w-]{{2,30}}){{0,5}}?)(?<! og)(?<! for)(?<! i)(?<! av))"
        self.stranger = re.compile(rf"{who}\s(?:\([^)]{{1,80}}\)\s)?{speaks}")

    def _of_papers(self, papers: str, speaks: str) -> None:
        paper = rf"\s{{1,3}}(?:[\w«]+\s{{1,3}}){{0,3}}?\w{{0,20}}(?:{papers})\w{{0,4}}\b"
        paper += rf"[^.;?]{{0,110}}?\b(?:{speaks}|(?:er|var)\sat\b)"
        self.paper = re.compile(paper, re.IGNORECASE)
        gives = r"(?:publiserte|leverte|presenterte|la\s(?:fram|frem)|har\s(?:publisert|levert|lagt\s(?:fram|frem)))"
        self.own_paper = re.compile(rf"\s{{1,3}}(?:sin|sitt|sine|{gives}){paper}", re.IGNORECASE)
        they = rf"(?:Den|Det|De|Dei|Hun|Han|Ho|It|They|(?:Samme |Denne |Same )?(?:{papers})\w{{0,4}})"
        self.goes_on = re.compile(
            rf"{they}\s{{1,3}}{_FEW}{speaks}|(?:\w+\s{{1,3}}){{1,3}}{speaks}\s{{1,3}}(?:{papers})(?:en|a|et)\b",
            re.IGNORECASE,
        )

    def _before_names(self, reporting: Reporting, says: str, said: str, article: str) -> None:
        self.opening = re.compile(
            r"[\s«“\"(]*(?:(?:også|både|blant annet|bl\.a\.|hvor|der|men|og|samtidig|videre|tidligere)\s){0,2}"
            r"(?:(?:den|det|de|dei|the)\s{1,3})?(?:\w{3,14}e\s{1,3})?",
            re.IGNORECASE,
        )
        self.as_they_say = re.compile(rf"(?:Som|Slik|Såleis|As)\s[^,.]{{3,80}}?\b(?:{says})\b")
        self._not_said = re.compile(rf"\b(?:{says})\s{{1,3}}(?:(?:i|heller|selv|sjølv)\s)?(?:ikke|ikkje|liten grad)\b")
        self._answered = re.compile(r",\s(?:noe|noko|og|men|mens|medan)\s(?:vi|me|våre|våra|vår)\b")
        self.so_they_say = re.compile(
            r"\b(?:som(?:\som)?|slik|såleis|as)\s{1,3}(?:(?:også|den|det|de|dei)\s{1,3}){0,2}$", re.IGNORECASE
        )
        self.in_their_view = re.compile(r"\b(?:etter|in)\s{1,3}(?:den\s{1,3})?$", re.IGNORECASE)
        self.view = re.compile(
            r"\s{1,3}(?:egen\s|eiga\s)?(?:vurdering|syn|oppfatning|oppfatting|mening|meining|view)\b"
        )
        self.according = re.compile(
            rf"\b(?:{_any_of(reporting.according)})\s{{1,3}}{article}{_FEW}$", re.IGNORECASE | re.DOTALL
        )
        not_own = r"(?:(?!\b(?:vi|me|jeg|eg|som|man)\b)[^.;?])*?,?"
        fronted = rf"(?:.{{0,120}},\s(?:og|men)\s)?(?:{_any_of(reporting.fronted)})\b{not_own}\s{{1,3}}"
        flags = re.IGNORECASE | re.DOTALL
        self.inverted = re.compile(rf"{fronted}(?:{says}|slo|slår)\s{{1,3}}{article}", flags)
        self.has_inverted = re.compile(rf"{fronted}(?:har|hadde)\s{{1,3}}{article}", flags)
        passives = _any_of(reporting.passives)
        by = rf"(?:dette|det|behovet)\b.{{0,60}}?\b(?:{passives}|{said})\s{{1,3}}(?:også\s)?(?:av|by)"
        at = rf"(?:(?!\bsom\b).)*\b(?:{passives})\s{{1,3}}i"
        self.by_them = re.compile(rf"^(?:{by}|{at})\s{{1,3}}{article}$", flags)


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words; a few more may stand between those of an expression."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s{1,3}(?:\w+\s{1,3}){0,2}?") for word in words)
