import re
from html import unescape

import httpx

_PAGE = {"accept": "text/html"}
_ASKING = ("/queries", "/sparql", "/search", "/explore", "/graph-view", "/static", "/compare", "/data", "/sitemap")
_DATA = (".ttl", ".jsonld", ".nt", ".rdf", ".json")


def _links(page: str) -> set[str]:
    """The pages that a page leads to; the data beside them, in five formats each, are tested by themselves."""
    found = {unescape(address).partition("#")[0] for address in re.findall(r'href="(/[^"]*)"', page)}
    return {address for address in found if not address.startswith(_ASKING) and not address.endswith(_DATA)}


def test_no_link_is_broken_from_the_data_set_to_the_last_thing(publisher: httpx.Client) -> None:
    seen, waiting = set[str](), {"/", "/catalogue"}
    while waiting:
        address = waiting.pop()
        seen.add(address)
        answer = publisher.get(address, headers=_PAGE, follow_redirects=True)
        assert answer.status_code == 200, address
        waiting |= _links(answer.text) - seen
    kinds = {address.split("/")[2] for address in seen if address.startswith("/id/")}
    assert {"actor", "statement", "response", "proposal", "consultation", "instrument", "verdict", "mention"} <= kinds
    assert {"text", "document", "extractor", "scheme", "stance", "kind"} <= kinds
    assert len(seen) > 200
