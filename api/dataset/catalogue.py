"""The data set, and a part of it for each consultation, as DCAT-AP-NO has them for the national catalogue.

What version 2 of the profile asks is here, and what version 3 makes mandatory or recommends; where the two ask for
different datatypes (dcat:byteSize), it is that of version 2, whose property is not among those of version 3.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from pyoxigraph import Literal, NamedNode

from api.dataset.about import About
from api.dataset.dumps import PATH as DUMPS
from api.dataset.files import Part
from api.dataset.kinds import ANSWERS, N_QUADS, Kind, kind_of
from api.dataset.versions import Named, version_triples
from api.identities import Identities
from graph.export.dumpset import DumpFile
from graph.export.tables import DESCRIPTION
from graph.namespaces import ADMS, DCAT, DCATAP, DCTERMS, FOAF, RDF, SKOS, SPDX, VCARD, XSD
from graph.triples import Triple
from graph.versions import Version

PATH = "/catalogue"
_EU = "http://publications.europa.eu/resource/authority"
_LANGUAGES = tuple(NamedNode(f"{_EU}/language/{code}") for code in ("NOB", "NNO", "ENG"))
_TAXONOMIES = (NamedNode(f"{_EU}/data-theme"), NamedNode("https://psi.norge.no/los/ontologi/tema"))
_COMPLETED = NamedNode("http://purl.org/adms/status/Completed")
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types"
_GZIP = NamedNode(f"{_MEDIA_TYPES}/application/gzip")
_SPARQL = NamedNode("https://www.w3.org/TR/sparql11-protocol/")


@dataclass(frozen=True, slots=True)
class Consultation:
    """What a catalogue says of one consultation: its key, its names by language, and when its responses were given."""

    name: NamedNode
    key: str
    titles: Mapping[str, str]
    responses: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that the catalogue is made from."""

    identities: Identities
    about: About
    consultations: tuple[Consultation, ...]
    parts: Mapping[str, Part]
    modified: datetime | None
    dumps: tuple[DumpFile, ...] = ()
    versions: tuple[Version, ...] = ()

    @property
    def name(self) -> NamedNode:
        """The catalogue itself."""
        return NamedNode(f"{self.identities.base}{PATH}")

    def own(self, fragment: str) -> NamedNode:
        """Something that is told of in the catalogue alone."""
        return NamedNode(f"{self.name.value}#{fragment}")

    @property
    def publisher(self) -> NamedNode:
        """Who publishes: the organisation by its number, where that is told."""
        number = self.about.publisher.get("organisation_number")
        return NamedNode(f"https://data.norge.no/organizations/{number}") if number else self.own("publisher")

    def dataset(self, key: str) -> NamedNode:
        """The data set of a consultation, or all of it."""
        return self.own(f"dataset-{key}") if key else self.identities.dataset

    def triples(self) -> Iterator[Triple]:
        """The whole catalogue, with the lists that its codes are from, since who checks it does not have those."""
        told = list(self._told())
        yield from told
        yield Triple(_COMPLETED, RDF.type, SKOS.Concept)
        yield Triple(_COMPLETED, SKOS.inScheme, NamedNode("http://purl.org/adms/status/1.0"))
        named = dict.fromkeys(triple.object for triple in told if isinstance(triple.object, NamedNode))
        for code in (each for each in named if each.value.startswith(f"{_EU}/")):
            scheme, slash, _ = code.value.rpartition("/")
            if slash and scheme != _EU:
                yield Triple(code, RDF.type, SKOS.Concept)
                yield Triple(code, SKOS.inScheme, NamedNode(scheme))

    def _told(self) -> Iterator[Triple]:
        yield from self._catalogue()
        yield from self._agents()
        yield from self._service()
        yield from self._dataset("", _TITLES, _DESCRIPTIONS)
        named = (Named(each, self.own(f"version-{each.number}")) for each in self.versions)
        yield from version_triples(self.identities.dataset, tuple(named))
        for each in self.consultations:
            descriptions = {"nb": _of_consultation(each)}
            yield from self._dataset(each.key, each.titles, descriptions)
            yield from self._of_its_own(each)

    def _catalogue(self) -> Iterator[Triple]:
        yield Triple(self.name, RDF.type, DCAT.Catalog)
        yield Triple(self.name, DCTERMS.identifier, Literal(self.name.value))
        yield from _texts(
            self.name, DCTERMS.title, {"nb": "Standpunkt: datakatalog", "en": "Standpunkt: data catalogue"}
        )
        yield from _texts(self.name, DCTERMS.description, _DESCRIPTIONS)
        yield from self._responsible(self.name)
        yield Triple(self.name, FOAF.homepage, NamedNode(f"{self.identities.base}/"))
        yield Triple(self.name, DCTERMS.license, NamedNode(self.about.licence))
        yield Triple(self.name, DCTERMS.spatial, NamedNode(self.about.spatial))
        for language in _LANGUAGES:
            yield Triple(self.name, DCTERMS.language, language)
        for taxonomy in _TAXONOMIES:
            yield Triple(self.name, DCAT.themeTaxonomy, taxonomy)
        yield Triple(self.name, DCAT.service, self.own("sparql"))
        for key in ("", *(each.key for each in self.consultations)):
            yield Triple(self.name, DCAT.dataset, self.dataset(key))
        yield from self._dated(self.name)

    def _agents(self) -> Iterator[Triple]:
        publisher, contact = self.about.publisher, self.own("contact")
        yield Triple(self.publisher, RDF.type, FOAF.Agent)
        yield Triple(self.publisher, FOAF.name, Literal(publisher["name"], language="nb"))
        if number := publisher.get("organisation_number"):
            yield Triple(self.publisher, DCTERMS.identifier, Literal(number))
        if homepage := publisher.get("homepage"):
            yield Triple(self.publisher, FOAF.homepage, NamedNode(homepage))
        yield Triple(contact, RDF.type, VCARD.Organization)
        yield Triple(contact, VCARD.fn, Literal(self.about.contact["name"], language="nb"))
        if email := self.about.contact.get("email"):
            yield Triple(contact, VCARD.hasEmail, NamedNode(f"mailto:{email}"))
        yield Triple(contact, VCARD.hasURL, NamedNode(self.about.contact.get("url", f"{self.identities.base}/")))

    def _service(self) -> Iterator[Triple]:
        service, endpoint = self.own("sparql"), NamedNode(f"{self.identities.base}/sparql")
        yield Triple(service, RDF.type, DCAT.DataService)
        yield Triple(service, DCTERMS.identifier, Literal(service.value))
        yield from _texts(service, DCTERMS.title, {"nb": "SPARQL-endepunkt", "en": "SPARQL endpoint"})
        yield from self._responsible(service)
        yield Triple(service, DCAT.endpointURL, endpoint)
        yield Triple(service, DCAT.endpointDescription, endpoint)
        yield Triple(service, DCTERMS.conformsTo, _SPARQL)
        yield Triple(_SPARQL, RDF.type, DCTERMS.Standard)
        yield from _texts(_SPARQL, DCTERMS.title, {"en": "SPARQL 1.1 Protocol"})
        yield Triple(service, DCTERMS.license, NamedNode(self.about.licence))
        yield Triple(service, DCTERMS.accessRights, NamedNode(self.about.access_rights))
        yield Triple(service, DCAT.servesDataset, self.identities.dataset)
        yield from self._themed(service)
        for kind in ("RDF_TURTLE", "JSON_LD", "RDF_XML", "RDF_N_TRIPLES", "SPARQLQRES", "CSV", "TSV", "JSON"):
            yield Triple(service, DCTERMS.format, NamedNode(f"{_EU}/file-type/{kind}"))

    def _dataset(self, key: str, titles: Mapping[str, str], descriptions: Mapping[str, str]) -> Iterator[Triple]:
        dataset = self.dataset(key)
        yield Triple(dataset, RDF.type, DCAT.Dataset)
        yield Triple(dataset, DCTERMS.identifier, Literal(dataset.value))
        yield from _texts(dataset, DCTERMS.title, titles)
        yield from _texts(dataset, DCTERMS.description, descriptions)
        yield from self._responsible(dataset)
        yield from self._themed(dataset)
        yield Triple(dataset, DCTERMS.accessRights, NamedNode(self.about.access_rights))
        yield Triple(dataset, DCTERMS.accrualPeriodicity, NamedNode(self.about.frequency))
        yield Triple(dataset, DCTERMS.spatial, NamedNode(self.about.spatial))
        for language in _LANGUAGES:
            yield Triple(dataset, DCTERMS.language, language)
        yield from self._dated(dataset)
        yield from self._distributions(key, dataset)

    def _of_its_own(self, consultation: Consultation) -> Iterator[Triple]:
        dataset = self.dataset(consultation.key)
        yield Triple(dataset, DCTERMS.isPartOf, self.identities.dataset)
        yield Triple(self.identities.dataset, DCTERMS.hasPart, dataset)
        yield Triple(dataset, DCTERMS.subject, consultation.name)
        if consultation.first and consultation.last:
            period = self.own(f"period-{consultation.key}")
            yield Triple(dataset, DCTERMS.temporal, period)
            yield Triple(period, RDF.type, DCTERMS.PeriodOfTime)
            yield Triple(period, DCAT.startDate, Literal(consultation.first, datatype=XSD.date))
            yield Triple(period, DCAT.endDate, Literal(consultation.last, datatype=XSD.date))

    def _distributions(self, key: str, dataset: NamedNode) -> Iterator[Triple]:
        """Asking the endpoint gives all of it; a file gives a data set as it is."""
        if not key:
            asking = self.own("distribution-sparql")
            yield from self._distribution(dataset, asking, f"{self.identities.base}/sparql", ANSWERS)
            yield Triple(asking, DCAT.accessService, self.own("sparql"))
        if part := self.parts.get(key):
            address = f"{self.identities.base}{data_path(key)}"
            yield from self._file(dataset, key or "all", address, N_QUADS, part)
        for dump in () if key else self.dumps:
            if kind := kind_of(dump.path.name):
                yield from self._dump(dataset, dump, kind)

    def _dump(self, dataset: NamedNode, dump: DumpFile, kind: Kind) -> Iterator[Triple]:
        """A dump, compressed; a table also with what its columns mean."""
        name, path = dump.path.name, f"{self.identities.base}{DUMPS}"
        yield from self._file(dataset, name, f"{path}/{name}", kind, dump)
        yield Triple(self.own(f"distribution-{name}"), DCAT.compressFormat, _GZIP)
        if kind.code == "CSV":
            meaning = NamedNode(f"{path}/{DESCRIPTION}")
            yield Triple(self.own(f"distribution-{name}"), DCTERMS.conformsTo, meaning)
            yield Triple(meaning, RDF.type, DCTERMS.Standard)
            yield from _texts(meaning, DCTERMS.title, _MEANING)

    def _file(self, dataset: NamedNode, name: str, address: str, kind: Kind, file: Part | DumpFile) -> Iterator[Triple]:
        """A file that can be had at an address, with its size and checksum."""
        distribution, checksum = self.own(f"distribution-{name}"), self.own(f"checksum-{name}")
        yield from self._distribution(dataset, distribution, address, kind)
        yield Triple(distribution, DCAT.downloadURL, NamedNode(address))
        yield Triple(distribution, DCAT.mediaType, NamedNode(f"{_MEDIA_TYPES}/{kind.media_type}"))
        yield Triple(distribution, DCAT.byteSize, Literal(str(file.size), datatype=XSD.decimal))
        yield Triple(distribution, SPDX.checksum, checksum)
        yield Triple(checksum, RDF.type, SPDX.Checksum)
        yield Triple(checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha1)
        yield Triple(checksum, SPDX.checksumValue, Literal(file.sha1, datatype=XSD.hexBinary))

    def _distribution(self, dataset: NamedNode, name: NamedNode, address: str, kind: Kind) -> Iterator[Triple]:
        yield Triple(dataset, DCAT.distribution, name)
        yield Triple(name, RDF.type, DCAT.Distribution)
        yield from _texts(name, DCTERMS.description, kind.texts)
        yield Triple(name, DCAT.accessURL, NamedNode(address))
        yield Triple(name, DCTERMS.format, NamedNode(f"{_EU}/file-type/{kind.code}"))
        yield Triple(name, DCTERMS.license, NamedNode(self.about.licence))
        yield Triple(name, ADMS.status, _COMPLETED)
        yield Triple(name, DCATAP.availability, NamedNode(f"{_EU}/planned-availability/STABLE"))

    def _responsible(self, thing: NamedNode) -> Iterator[Triple]:
        yield Triple(thing, DCTERMS.publisher, self.publisher)
        yield Triple(thing, DCAT.contactPoint, self.own("contact"))

    def _themed(self, thing: NamedNode) -> Iterator[Triple]:
        for theme in self.about.themes:
            yield Triple(thing, DCAT.theme, NamedNode(theme))
        for language, words in self.about.keywords.items():
            for word in words:
                yield Triple(thing, DCAT.keyword, Literal(word, language=language))

    def _dated(self, thing: NamedNode) -> Iterator[Triple]:
        if self.modified:
            yield Triple(thing, DCTERMS.modified, Literal(self.modified.date().isoformat(), datatype=XSD.date))


_TITLES = {"nb": "Standpunkter i høringssvar", "en": "Policy positions in consultation responses"}
_DESCRIPTIONS = {
    "nb": "Hvem som mener hva i offentlige høringer, som en kunnskapsgraf der hvert standpunkt er knyttet til "
    "ordlyden. Utsagn som ingen har bekreftet, er maskinelt foreslått.",
    "en": "Who holds which view in public consultations, as a knowledge graph in which every position is tied to "
    "its words. Statements that no person has confirmed were proposed by a machine.",
}
_MEANING = {"nb": "Hva kolonnene i tabellene betyr", "en": "What the columns of the tables mean"}


def data_path(key: str) -> str:
    """Where the file of a consultation, or of everything, stands on this server."""
    return f"/data/{key}.nq" if key else "/data.nq"


def _of_consultation(each: Consultation) -> str:
    count = "Ett høringssvar" if each.responses == 1 else f"{each.responses} høringssvar"
    return f"{count}, med standpunktene i dem og ordlyden de bygger på."


def _texts(thing: NamedNode, name: NamedNode, texts: Mapping[str, str]) -> Iterator[Triple]:
    for language, text in texts.items():
        yield Triple(thing, name, Literal(text, language=language))
