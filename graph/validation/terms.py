"""The terms of SHACL and of RDF lists, which only validation speaks."""

from pyoxigraph import Literal, NamedNode

from graph.namespaces import RDF, RDFS, XSD, Vocabulary

SH = Vocabulary(
    "http://www.w3.org/ns/shacl#",
    # Shapes and their targets
    "NodeShape PropertyShape ConstraintComponent path deactivated severity message targetNode targetClass "
    "targetSubjectsOf targetObjectsOf name description order group defaultValue "
    # Paths
    "inversePath alternativePath zeroOrMorePath oneOrMorePath zeroOrOnePath "
    # What constraints ask for
    "minCount maxCount datatype nodeKind hasValue pattern flags languageIn uniqueLang minLength maxLength "
    "minInclusive maxInclusive minExclusive maxExclusive lessThan lessThanOrEquals equals disjoint closed "
    "ignoredProperties node property qualifiedValueShape qualifiedMinCount qualifiedMaxCount "
    "qualifiedValueShapesDisjoint xone "
    # Kinds of node, and severities
    "IRI BlankNode Literal BlankNodeOrIRI BlankNodeOrLiteral IRIOrLiteral Violation Warning Info "
    # Rules in SPARQL
    "sparql select prefixes declare prefix namespace "
    # Reports
    "ValidationReport ValidationResult conforms result focusNode resultPath value sourceShape resultMessage "
    "resultSeverity sourceConstraint sourceConstraintComponent "
    # Words that Python reserves
    "class in and or not",
)

LIST = Vocabulary(RDF.namespace, "first rest nil")

RDFS_CLASS = NamedNode(f"{RDFS.namespace}Class")

TRUE = Literal("true", datatype=XSD.boolean)
