"""The shipped rules about what stands in responses, in Python.

The shapes state them in SPARQL, and that is what they mean; the tests compare the two. But to ask a store, the graph
must be put into one, which takes as long as everything else that is checked. And in SPARQL a quote is found by counting
from the beginning of the text, so that a text ten times as long takes a hundred times as long.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import TypeAlias

from pyoxigraph import NamedNode

from graph.namespaces import PROV, STP
from graph.validation import agreement, grounding
from graph.validation.constraints import Failure
from graph.validation.data import Data
from graph.validation.index import Nodes

Native: TypeAlias = Callable[[Data, Nodes], Iterator[Failure]]
"""Given the data and the focus nodes: who breaks the rule."""

_RULES: Mapping[str, Native] = {
    "HolderIsSenderRule": partial(agreement.strangers, naming=STP.heldBy),
    "ReporterIsSenderRule": partial(agreement.strangers, naming=STP.reportedBy),
    "VerdictOfSenderRule": partial(agreement.strangers, naming=STP.verdictBy),
    "ReasonOfResponseRule": partial(
        agreement.apart, linking=STP.justifiedBy, class_=STP.Statement, shared=STP.expressedIn
    ),
    "VerdictOfResponseRule": partial(
        agreement.apart, linking=PROV.wasDerivedFrom, class_=STP.Position, shared=STP.expressedIn
    ),
    "VerdictOnProposalRule": partial(
        agreement.apart, linking=PROV.wasDerivedFrom, class_=STP.Position, shared=STP.onProposal
    ),
    "VerdictWithoutDissentRule": agreement.counted_dissents,
    "VerdictAgreesRule": agreement.unfounded_verdicts,
    "TextOfResponseRule": grounding.foreign_texts,
    "QuoteWithinTextRule": grounding.overlong_quotes,
    "QuoteInPlaceRule": grounding.misplaced_quotes,
    "QuotePrefixRule": grounding.misplaced_prefixes,
    "QuoteSuffixRule": grounding.misplaced_suffixes,
    "QuoteDigestRule": grounding.misplaced_digests,
}
NATIVE_RULES: Mapping[NamedNode, Native] = MappingProxyType(
    {NamedNode(STP.namespace + name): rule for name, rule in _RULES.items()}
)
"""What stands in for the rules of these names."""
