"""What the graph of a served example says, for tests that compare pages with it."""

import csv
import io

import httpx


def asked(address: str, pattern: str) -> list[dict[str, str]]:
    """The rows that answer `SELECT … WHERE { pattern }`, in a query that begins with what is selected."""
    answer = httpx.get(f"{address}/sparql", params={"query": pattern, "format": "csv"}, trust_env=False, timeout=30)
    return list(csv.DictReader(io.StringIO(answer.raise_for_status().text)))


def page(address: str, path: str, status: int = 200) -> str:
    """The HTML of a page."""
    answer = httpx.get(address + path, headers={"accept": "text/html"}, trust_env=False, timeout=30)
    assert answer.status_code == status, answer.text
    return answer.text
