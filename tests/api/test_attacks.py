import asyncio
import socket
from urllib.parse import quote, urlsplit

import httpx
import pytest

_SIMPLE = {"query": "ASK { ?s a stp:Position }"}
_PRODUCT = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(6)) + " }"


def _bomb() -> str:
    text = '"aaaaaaaaaa"'
    for _ in range(9):
        text = f'REPLACE({text}, "a", "aaaaaaaaaa")'
    return f"SELECT (STRLEN({text}) AS ?n) {{ }}"


_ATTACKS = {
    "cross product": (_PRODUCT, {503}),
    "sort": (_PRODUCT.replace("(COUNT(*) AS ?n)", "*") + " ORDER BY ?o5 ?s0", {503}),
    "distinct product": ("SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", {503}),
    "string bomb": (_bomb(), {503}),
    "property paths": ("SELECT (COUNT(*) AS ?n) { ?a (!<x:>|^!<x:>)* ?b . ?c (!<x:>|^!<x:>)* ?d }", {503}),
    "nesting": ("SELECT * " + "{" * 10_000 + "}" * 10_000, {400}),
    "size": ("ASK { } #" + "x" * 10_000_000, {413}),
    "from the network": ("SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }", {200}),
}  # fmt: skip


def _answers(client: httpx.Client) -> bool:
    response = client.get("/sparql", params=_SIMPLE)
    return response.status_code == 200 and response.json()["boolean"] is True


@pytest.mark.parametrize("name", sorted(_ATTACKS))
def test_an_attack_is_answered_cleanly_and_so_is_the_next_query(client: httpx.Client, name: str) -> None:
    query, statuses = _ATTACKS[name]
    response = client.post("/sparql", data={"query": query})
    assert response.status_code in statuses
    if response.status_code != 200:
        assert response.text.endswith(".\n")
    assert _answers(client)


def test_no_query_makes_the_server_call_another(client: httpx.Client) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        where = f"<http://127.0.0.1:{listener.getsockname()[1]}/>"
        for query in (
            f"SELECT * {{ SERVICE {where} {{ ?s ?p ?o }} }}",
            f"SELECT * {{ service silent {where} {{ ?s ?p ?o }} }}",
            f"ASK {{ FILTER EXISTS {{ SERVICE {where} {{ }} }} }}",
            f"DESCRIBE ?s {{ SERVICE {where} {{ ?s ?p ?o }} }}",
            f"SELECT * {{ \\u0053ERVICE {where} {{ }} }}",
            f"PREFIX s: {where} SELECT * {{ {{ SELECT * {{ SERVICE s: {{ }} }} }} }}",
            f"LOAD {where}",
            f"SELECT * FROM {where} {{ ?s ?p ?o }}",
            f"SELECT * FROM NAMED {where} {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        ):
            client.post("/sparql", data={"query": query})
        client.get("/sparql", params={**_SIMPLE, "default-graph-uri": where.strip("<>")})
        with pytest.raises(TimeoutError):
            listener.accept()


def test_two_hundred_clients_at_once_are_answered_or_told_to_come_again(address: str) -> None:
    async def ask_all() -> list[httpx.Response]:
        limits = httpx.Limits(max_connections=None)
        async with httpx.AsyncClient(base_url=address, timeout=60, limits=limits, trust_env=False) as client:
            heavy = [client.get("/sparql", params={"query": _PRODUCT}) for _ in range(4)]
            light = [client.get("/sparql", params=_SIMPLE) for _ in range(200)]
            return (await asyncio.gather(*heavy, *light))[4:]

    statuses = [response.status_code for response in asyncio.run(ask_all())]
    assert set(statuses) <= {200, 503}
    assert statuses.count(200) > 50


def test_a_client_that_hangs_up_frees_its_place(client: httpx.Client, address: str) -> None:
    where = urlsplit(address)
    request = f"GET /sparql?query={quote(_PRODUCT)} HTTP/1.1"
    for _ in range(6):
        with socket.create_connection((where.hostname, where.port)) as connection:
            connection.sendall(f"{request}\r\nHost: x\r\n\r\n".encode())
    assert _answers(client)


def test_a_client_that_reads_slowly_keeps_nobody_waiting(client: httpx.Client, address: str) -> None:
    where = urlsplit(address)
    slow = [socket.create_connection((where.hostname, where.port)) for _ in range(8)]
    try:
        for connection in slow:
            query = quote("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000")
            connection.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert _answers(client)
    finally:
        for connection in slow:
            connection.close()
    assert _answers(client)
