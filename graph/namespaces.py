"""The terms that the graph is written in, as constants; an unknown name is an error, never a new IRI."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from pyoxigraph import NamedNode

W3ID = "https://w3id.org/standpunkt"
"""Where the vocabulary, the schemes and the shipped registry stand, whoever publishes the data."""


class Vocabulary:
    """The terms of one namespace that Standpunkt uses.

    >>> SKOS.prefLabel.value
    'http://www.w3.org/2004/02/skos/core#prefLabel'
    """

    def __init__(self, namespace: str, names: str) -> None:
        self._terms = {name: NamedNode(namespace + name) for name in names.split()}
        vars(self).update(self._terms)  # plain attributes are found many times faster than through __getattr__
        self.namespace = namespace

    def __getattr__(self, name: str) -> NamedNode:
        raise AttributeError(f"{name} is not a term of <{vars(self).get('namespace')}> that is used here.")

    def __getitem__(self, name: str) -> NamedNode:
        """The same as an attribute, for names that Python does not allow as one."""
        return self._terms[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)


STP = Vocabulary(
    f"{W3ID}/ns#",
    # Classes
    "Consultation Proposal Response Statement Position Recommendation Support Opposition Concern "
    "Assessment Commitment "
    "ReportedStatement Verdict Proposition PolicyInstrument Goal Indicator DigitalSolution "
    "StakeholderGroup Mention Text "
    "Extractor Decision StatementVersion Tombstone DatedName "
    # A consultation and its responses
    "askedBy consultsOn followsUp invited receivedUnread consultationKind deadline caseNumber respondsTo addressedTo "
    "anchoring outcome endorses "
    "publicationStatus legalGround theirReference ourReference partRole number section alternative continues "
    # Statements
    "expressedIn heldBy attributedTo reportedBy reportedKind onProposal concerns concernsDirectly "
    "concernsBySection refersTo mentions "
    "kind stance force addressee justifiedBy expressesProposition dissent evidence readingForm "
    "quoteDigest page confidence reviewState "
    # Verdicts
    "verdict verdictBy "
    # What people decide
    "decided withdrawnType withdrawalReason "
    # Full-text search, in queries only
    "matches relevance "
    # What positions are about
    "instrumentKind goalKind solutionKind proposalFor measures ownedBy operatedBy "
    "verification validFrom validUntil "
    # How names may be read
    "shortName contextualLabel caseSensitiveLabel ",
)
RDF = Vocabulary("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "type value Statement subject predicate object")
RDFS = Vocabulary(
    "http://www.w3.org/2000/01/rdf-schema#", "label comment seeAlso subClassOf subPropertyOf isDefinedBy domain range "
)
OWL = Vocabulary(
    "http://www.w3.org/2002/07/owl#",
    "Ontology Class ObjectProperty DatatypeProperty sameAs versionInfo versionIRI deprecated imports",
)
XSD = Vocabulary(
    "http://www.w3.org/2001/XMLSchema#",
    "string boolean integer nonNegativeInteger positiveInteger decimal date dateTime gYear gYearMonth anyURI hexBinary",
)
SKOS = Vocabulary(
    "http://www.w3.org/2004/02/skos/core#",
    "Concept ConceptScheme prefLabel altLabel hiddenLabel definition scopeNote example notation "
    "inScheme hasTopConcept topConceptOf "
    "broader narrower exactMatch closeMatch broadMatch narrowMatch relatedMatch changeNote editorialNote",
)
SKOSXL = Vocabulary("http://www.w3.org/2008/05/skos-xl#", "Label prefLabel altLabel literalForm")
DCTERMS = Vocabulary(
    "http://purl.org/dc/terms/",
    "title description creator publisher date issued created modified valid language subject identifier "
    "source type license rights "
    "rightsHolder hasPart isPartOf replaces isReplacedBy isVersionOf hasVersion format extent conformsTo "
    "accessRights accrualPeriodicity spatial temporal PeriodOfTime Standard",
)
FOAF = Vocabulary("http://xmlns.com/foaf/0.1/", "Agent Person Group Document name page homepage member primaryTopic")
ORG = Vocabulary(
    "http://www.w3.org/ns/org#",
    "Organization OrganizationalUnit Post ChangeEvent classification identifier subOrganizationOf "
    "unitOf postIn originalOrganization resultingOrganization "
    "changedBy resultedFrom",
)
ELI = Vocabulary("http://data.europa.eu/eli/ontology#", "LegalResource id_local date_document title")
OA = Vocabulary(
    "http://www.w3.org/ns/oa#",
    "SpecificResource TextPositionSelector TextQuoteSelector hasSource hasSelector start end exact prefix suffix",
)
PROV = Vocabulary(
    "http://www.w3.org/ns/prov#",
    "Entity Activity SoftwareAgent Agent wasGeneratedBy wasDerivedFrom wasAttributedTo "
    "wasAssociatedWith startedAtTime endedAtTime invalidatedAtTime used generated invalidated wasRevisionOf",
)
CHANGESET = Vocabulary("http://purl.org/vocab/changeset/schema#", "ChangeSet subjectOfChange addition removal")
SD = Vocabulary(
    "http://www.w3.org/ns/sparql-service-description#",
    "Service Dataset Graph NamedGraph endpoint supportedLanguage SPARQL11Query feature UnionDefaultGraph resultFormat "
    "defaultEntailmentRegime defaultDataset defaultGraph namedGraph name graph",
)
VOID = Vocabulary(
    "http://rdfs.org/ns/void#",
    "Dataset Linkset DatasetDescription triples classes properties entities documents vocabulary uriSpace "
    "sparqlEndpoint dataDump feature exampleResource classPartition propertyPartition class property subset "
    "linkPredicate subjectsTarget objectsTarget",
)
DCAT = Vocabulary(
    "http://www.w3.org/ns/dcat#",
    "Dataset Catalog DataService Distribution dataset service distribution keyword theme themeTaxonomy contactPoint "
    "byteSize accessURL downloadURL accessService mediaType compressFormat endpointURL endpointDescription "
    "servesDataset startDate endDate version hasVersion hasCurrentVersion isVersionOf",
)
VCARD = Vocabulary("http://www.w3.org/2006/vcard/ns#", "Organization fn hasEmail hasURL")
SPDX = Vocabulary("http://spdx.org/rdf/terms#", "Checksum checksum algorithm checksumValue checksumAlgorithm_sha1")
ADMS = Vocabulary("http://www.w3.org/ns/adms#", "status versionNotes")
DCATAP = Vocabulary("http://data.europa.eu/r5r/", "availability")
SCHEMA = Vocabulary(
    "http://schema.org/",
    "Claim CreativeWork Dataset DefinedTerm DefinedTermSet Event Legislation MediaObject Organization Person Quotation "
    "Thing author contentSize contentUrl creator datePublished description encodingFormat endDate identifier "
    "inDefinedTermSet inLanguage isPartOf keywords license name organizer publisher sameAs sha256 text url",
)
XHV = Vocabulary("http://www.w3.org/1999/xhtml/vocab#", "next prev")

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "dcat": DCAT.namespace,
        "dcterms": DCTERMS.namespace,
        "eli": ELI.namespace,
        "foaf": FOAF.namespace,
        "oa": OA.namespace,
        "org": ORG.namespace,
        "owl": OWL.namespace,
        "prov": PROV.namespace,
        "rdf": RDF.namespace,
        "rdfs": RDFS.namespace,
        "schema": SCHEMA.namespace,
        "skos": SKOS.namespace,
        "skosxl": SKOSXL.namespace,
        "stp": STP.namespace,
        "void": VOID.namespace,
        "xsd": XSD.namespace,
        # Concepts of the schemes, so that a query can say stance:opposes.
        "anchoring": f"{W3ID}/id/anchoring/",
        "actor-kind": f"{W3ID}/id/actor-kind/",
        "change": f"{W3ID}/id/change/",
        "consultation-kind": f"{W3ID}/id/consultation-kind/",
        "force": f"{W3ID}/id/force/",
        "goal-kind": f"{W3ID}/id/goal-kind/",
        "instrument-kind": f"{W3ID}/id/instrument-kind/",
        "kind": f"{W3ID}/id/kind/",
        "outcome": f"{W3ID}/id/outcome/",
        "part-role": f"{W3ID}/id/part-role/",
        "publication-status": f"{W3ID}/id/publication-status/",
        "review-state": f"{W3ID}/id/review-state/",
        "side": f"{W3ID}/id/side/",
        "solution-kind": f"{W3ID}/id/solution-kind/",
        "stance": f"{W3ID}/id/stance/",
        "theme": f"{W3ID}/id/theme/",
        "verdict": f"{W3ID}/id/verdict-kind/",
        "verification": f"{W3ID}/id/verification/",
        "withdrawal-reason": f"{W3ID}/id/withdrawal-reason/",
        # Entries of the shipped registry.
        "actor": f"{W3ID}/id/actor/",
        "consultation": f"{W3ID}/id/consultation/",
        "goal": f"{W3ID}/id/goal/",
        "instrument": f"{W3ID}/id/instrument/",
        "solution": f"{W3ID}/id/solution/",
        # Names with dates, and changes of organisations.
        "name": f"{W3ID}/id/name/",
        "event": f"{W3ID}/id/event/",
    }
)
"""Prefixes that queries may use without declaring them, and that files of ours are written with."""


@cache
def concept(scheme: str, key: str) -> NamedNode:
    """A concept of one of our schemes.

    >>> concept("stance", "opposes").value
    'https://w3id.org/standpunkt/id/stance/opposes'
    """
    return NamedNode(f"{W3ID}/id/{scheme}/{key}")
