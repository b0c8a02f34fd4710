"""XML parsed without entities, network or unbounded depth."""

from lxml import etree

from graph.errors import UnreadableDocumentError

_DOCTYPE = b"<!DOCTYPE"


def parsed(content: bytes, name: str) -> etree._Element:
    """The root element of an XML part of a document.

    Raises:
        UnreadableDocumentError: when it declares entities or is not well-formed.
    """
    if _DOCTYPE in content or _DOCTYPE.decode().encode("utf-16-le") in content:
        reason = "it declares XML entities, which no word processor writes and which can do harm"
        raise UnreadableDocumentError(name, reason, "Do not open it; ask the sender for a PDF.")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
    )
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        remedy = "Open it in a word processor and save it again, or as PDF."
        raise UnreadableDocumentError(name, f"its XML is damaged ({error})", remedy) from error
