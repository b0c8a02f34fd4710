"""What is wrong with a request is said in the language of the page, and to programs in English."""

import ast
import asyncio
import html
import re
from collections.abc import MutableMapping
from string import Formatter
from typing import Any

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from api.languages import LANGUAGES, LanguageChoice
from api.told import told
from graph.errors import Message
from tests.api.messages import TOLD, calls, catalogue, errors

_PAGE = {"accept": "text/html"}


@pytest.mark.parametrize("code", TOLD)
def test_every_message_of_an_error_that_a_page_may_show_is_translated_with_all_its_values(code: str) -> None:
    translated = {message.id: message.string for message in catalogue(f"errors.{code}") if message.id}
    assert [text for text, said in translated.items() if not said] == [], f"Translate in api/messages/errors.{code}.po."
    assert set(translated) == set(errors()), "Run python -m tests.api.messages."
    assert [text for text, said in translated.items() if sorted(_places(text)) != sorted(_places(said))] == []


def _places(template: str) -> list[tuple[str | None, str | None]]:
    return [(name, form) for _, name, form, _ in Formatter().parse(template) if name]


def test_no_error_that_a_page_may_show_writes_values_into_its_message_where_they_cannot_be_translated() -> None:
    assert [f"{place}:{call.lineno}" for call, place in calls() if call.args and _is_composed(call.args[0])] == []


def _is_composed(said: ast.expr) -> bool:
    is_formatted = isinstance(said, ast.Call) and getattr(said.func, "attr", "") in {"format", "join"}
    return isinstance(said, ast.JoinedStr | ast.BinOp) or is_formatted


_WRONG = {
    "/queries/who-opposes?proposal=9999": {
        "nb": "«proposal» er «9999», men ingenting av den typen (forslag) heter det i grafen. "
        "Her kan du oppgi navnet, nummeret, nøkkelen eller IRI-en til et forslag",
        "nn": "«proposal» er «9999», men ingenting av den typen (framlegg) heiter det i grafen. "
        "Her kan du oppgje namnet, nummeret, nøkkelen eller IRI-en til eit framlegg",
        "en": "“proposal” is “9999”, but the graph has no proposal called so. It takes the name, number, key or IRI",
    },
    "/queries/who-opposes?limit=<b>": {
        "nb": "«limit» er «&lt;b&gt;». Her kan du oppgi et heltall fra 1 til 1\xa0000\xa0000",
        "nn": "«limit» er «&lt;b&gt;». Her kan du oppgje eit heiltal frå 1 til 1\xa0000\xa0000",
        "en": "“limit” is “&lt;b&gt;”. It takes a whole number from 1 to 1",
    },
    "/queries/no-such": {
        "nb": "Her er det ingenting som heter «no-such» (spørsmål). Bruk en av disse: ",
        "nn": "Her er det ingenting som heiter «no-such» (spørsmål). Bruk ein av desse: ",
        "en": "There is no named query called “no-such”. Use one of: ",
    },
    "/sparql?query=SELECT%20*%20{%20?s%20nope:x%20?o%20}": {
        "nb": "Spørringen er ikke gyldig SPARQL på linje 1, tegn 21:\n"
        "SELECT * { ?s nope:x ?o }\n                    ^\nPrefikset «nope:» er ikke erklært.",
        "nn": "Spørjinga er ikkje gyldig SPARQL på linje 1, teikn 21:\n"
        "SELECT * { ?s nope:x ?o }\n                    ^\nPrefikset «nope:» er ikkje erklært.",
        "en": "The query is not valid SPARQL at line 1, column 21:\n"
        "SELECT * { ?s nope:x ?o }\n                    ^\nThe prefix “nope:” is not declared.",
    },
    "/sparql?query=SELECT%20(<http://x/f>(1)%20AS%20?y)%20{}": {
        "nb": "Det finnes ingen funksjon &lt;http://x/f&gt; her.",
        "nn": "Det finst ingen funksjon &lt;http://x/f&gt; her.",
        "en": "There is no function &lt;http://x/f&gt; here.",
    },
    "/sparql?query=SELECT%20*%20{%20SERVICE%20<http://x/>%20{}%20}": {
        "nb": "SERVICE og LOAD er ikke tillatt",
        "nn": "SERVICE og LOAD er ikkje tillatne",
        "en": "SERVICE and LOAD are not allowed",
    },
    "/search?q=NOT+pasient": {
        "nb": "Søket sier bare hva som skal utelates.",
        "nn": "Søket seier berre kva som skal utelatast.",
        "en": "The search says only what to leave out.",
    },
    "/search?q=a&in=walls": {
        "nb": "statements eller texts, ikke i «walls».",
        "nn": "statements eller texts, ikkje i «walls».",
        "en": "A search is in statements or texts, not in “walls”.",
    },
    "/explore?format=csv&confidence=high": {
        "nb": "«confidence» er «high». Her kan du oppgi et tall fra 0 til 1, slik som 0.8.",
        "nn": "«confidence» er «high». Her kan du oppgje eit tal frå 0 til 1, slik som 0.8.",
        "en": "“confidence” is “high”. It takes a number from 0 to 1, such as 0.8.",
    },
    "/graph-view?view=around": {
        "nb": "«view=around» trenger «iri»: IRI-en eller stien til det du vil se på.",
        "nn": "«view=around» treng «iri»: IRI-en eller stien til det du vil sjå på.",
        "en": "“view=around” needs “iri”: the IRI or the path of what to look at.",
    },
    "/nowhere": {
        "nb": "Det er ingenting på denne adressen.",
        "nn": "Det er ingenting på denne adressa.",
        "en": "There is nothing at this address.",
    },
}


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("wrong", _WRONG)
def test_what_is_wrong_is_said_on_a_page_in_its_language(client: httpx.Client, wrong: str, code: str) -> None:
    page = client.get(wrong, headers={**_PAGE, "cookie": f"lang={code}"})
    assert page.is_client_error
    (shown,) = re.findall(r'<pre class="message"([^>]*)>(.*?)</pre>', page.text, re.DOTALL)
    assert html.unescape(_WRONG[wrong][code]) in html.unescape(shown[1])
    assert "lang=" not in shown[0]
    assert "<b>" not in shown[1]


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_other_software_says_is_marked_as_english_in_a_sentence_that_is_not(
    client: httpx.Client, code: str
) -> None:
    wrong = "/sparql?query=ASK{}&default-graph-uri=here"
    page = client.get(wrong, headers={**_PAGE, "cookie": f"lang={code}"}).text
    begins = {"nb": "En graf må", "nn": "Ein graf må", "en": "A graph must"}[code]
    (shown,) = re.findall(r'<pre class="message" role="alert">(.*?)</pre>', page, re.DOTALL)
    assert shown.startswith(begins)
    assert ('<span lang="en">No scheme found in an absolute IRI</span>.' in shown) == (code != "en")
    assert "No scheme found in an absolute IRI" in shown


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_other_software_says_can_do_no_harm(code: str) -> None:
    message = Message("cannot be reached: {error}", {"error": Message.foreign("<b>{text}</b>")})
    assert "&lt;b&gt;{text}&lt;/b&gt;" in _told_in(code, message)


def _told_in(code: str, message: Message) -> str:
    """What is said on a page in a language."""
    chosen: list[str] = []

    async def telling(_scope: Scope, _receive: Receive, _send: Send) -> None:
        chosen.append(told(message).text)

    scope = {"type": "http", "path": "/", "query_string": f"lang={code}".encode(), "headers": []}
    asyncio.run(LanguageChoice(telling)(scope, _nothing, _nowhere))
    return chosen[0]


async def _nothing() -> MutableMapping[str, Any]:
    return {"type": "http.disconnect"}


async def _nowhere(_message: MutableMapping[str, Any]) -> None: ...


@pytest.mark.parametrize("wrong", _WRONG)
def test_programs_are_told_in_english_what_is_wrong(client: httpx.Client, wrong: str) -> None:
    answer = client.get(wrong, headers={"accept": "application/json, text/plain;q=0.5", "cookie": "lang=nn"})
    assert answer.is_client_error
    assert html.unescape(_WRONG[wrong]["en"]) in answer.text


@pytest.mark.parametrize(("code", "written"), [("nb", "12\xa0000"), ("nn", "12\xa0000"), ("en", "12,000")])
def test_numbers_are_written_as_the_language_of_the_page_has_them(code: str, written: str) -> None:
    template = "The query has {length} characters; it may have {longest}. Make it shorter."
    said = _told_in(code, Message(template, {"length": 12_000, "longest": 2_024}))
    assert written in said
    assert "2024" in said


@pytest.mark.parametrize(("code", "written"), [("nb", "0,5"), ("nn", "0,5"), ("en", "0.5")])
def test_fractions_are_written_as_the_language_of_the_page_has_them(code: str, written: str) -> None:
    template = "The request did not arrive within {seconds:g} seconds. Send it again, all at once."
    assert written in _told_in(code, Message(template, {"seconds": 0.5}))
