import httpx
import pytest

from api.languages import LANGUAGES
from tests.api.messages import TRANSLATED, catalogue, texts

_PAGE = {"accept": "text/html"}


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_text_of_the_interface_is_translated_and_nothing_else_is(code: str) -> None:
    translated = {message.id: message.string for message in catalogue(code) if message.id}
    untranslated = [text for text, said in translated.items() if not all([said] if isinstance(said, str) else said)]
    assert untranslated == [], f"Translate these in api/messages/{code}.po."
    assert set(translated) == set(texts()), "Run python -m tests.api.messages."


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_keeps_the_places_and_the_markup_of_its_text(code: str) -> None:
    for message in catalogue(code):
        if isinstance(message.id, str) and message.id:
            for mark in ("<a href", "<code>", "<strong>", "%("):
                assert message.string.count(mark) == message.id.count(mark), message.id


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "nb"),
        ({"accept-language": "nn-NO,nb;q=0.5"}, "nn"),
        ({"accept-language": "no, en;q=0.9"}, "nb"),
        ({"accept-language": "fr, en-GB;q=0.4"}, "en"),
        ({"accept-language": "xx;q=frog"}, "nb"),
        ({"accept-language": "en", "cookie": "theme=x; lang=nn"}, "nn"),
        ({"accept-language": "en", "cookie": "lang=klingon; x=y"}, "en"),
        ({"accept-language": "nn", "cookie": 'lang="'}, "nn"),
    ],
)
def test_a_page_is_in_the_language_that_its_reader_prefers(
    client: httpx.Client, asked: dict[str, str], said: str
) -> None:
    for path in ("/", "/nowhere", "/doc/actor/eksempel-kommune"):
        response = client.get(path, headers={**_PAGE, **asked})
        assert f'<html lang="{said}">' in response.text
        assert response.headers["content-language"] == said
        assert "set-cookie" not in response.headers


def test_a_chosen_language_is_remembered_and_leaves_the_address_as_it_was(client: httpx.Client) -> None:
    response = client.get("/search?q=folketall&lang=en&in=texts", headers=_PAGE)
    assert response.status_code == 200
    assert '<html lang="en">' in response.text
    assert response.headers["set-cookie"] == "lang=en; Path=/; Max-Age=31536000; SameSite=Lax"
    assert 'href="?q=folketall&amp;in=texts&amp;lang=nn"' in response.text


@pytest.mark.parametrize("asked", ["lang=de", "lang=", "lang=nn%0d%0aX:1", "lang", "lang=nn&lang=en"])
def test_a_language_that_is_not_there_changes_nothing(client: httpx.Client, asked: str) -> None:
    response = client.get(f"/?{asked}", headers=_PAGE)
    assert response.status_code == 200
    assert response.headers["content-language"] == ("nn" if asked.endswith("lang=en") else "nb")


def test_a_page_that_a_browser_keeps_is_asked_for_again_in_another_language(client: httpx.Client) -> None:
    path = "/doc/actor/eksempel-kommune"
    kept = client.get(path, headers=_PAGE)
    assert {"accept", "accept-language", "cookie"} <= set(kept.headers["vary"].lower().replace(" ", "").split(","))
    again = {**_PAGE, "if-none-match": kept.headers["etag"]}
    assert client.get(path, headers=again).status_code == 304
    assert client.get(path, headers={**again, "accept-language": "en"}).status_code == 200
    data = {**again, "accept": "text/turtle"}
    tag = client.get(path, headers=data).headers["etag"]
    assert client.get(path, headers={**data, "if-none-match": tag, "accept-language": "en"}).status_code == 304


def test_data_are_the_same_in_every_language(client: httpx.Client) -> None:
    for path in ("/doc/actor/eksempel-kommune.ttl", "/queries/who-opposes?format=csv"):
        assert len({client.get(path, headers={"accept-language": code}).text for code in LANGUAGES}) == 1


def test_what_the_graph_names_is_called_so_in_the_language_of_the_page(client: httpx.Client) -> None:
    for code, stance in (("nb", "er kritisk"), ("nn", "er kritisk"), ("en", "is critical")):
        assert stance in client.get("/queries/who-opposes", headers={**_PAGE, "accept-language": code}).text
    assert "What the graph says" in client.get("/doc/actor/eksempel-kommune.html?lang=en").text
