"""All tables of MSCdb.

Five kinds of curated record stand in ordinary rows: CancerType, Payload, Trial,
Publication (Review is its proxy) and Finding, each with the rows it owns. Only the verbs
of ``curation`` and the load of a release write them; forms write drafts through a verb.

The spine keeps what happened: DataVersion numbers the public changes, RecordVersion holds
every public version whole, Revision what was proposed and why, ReviewEvent who did what,
Redirect where an old address leads, AccessionCounter the numbers given, Person the code of
a user. SourceRecord keeps what a source said. CancerTypeClosure and SearchText are derived
and can be rebuilt at any time; ``projection`` alone writes them.
"""

from .cancer_type import CancerType, CancerTypeCode, CancerTypeSynonym
from .curated import CuratedRecord, RecordQuerySet, Term
from .derived import CancerTypeClosure, SearchText
from .editorial import AccessionCounter, DataVersion, Person, RecordVersion, Redirect, ReviewEvent, Revision
from .finding import Finding, FindingMolecule, FindingTerm, FindingTrialLink
from .payload import Payload, PayloadGene, PayloadSource, PayloadSynonym, PayloadTerm, PayloadTriedIn
from .publication import Publication, PublicationAuthor, PublicationSource, PublicationTerm, Review
from .source import SourceRecord
from .trial import OPEN_STATUSES, Trial, TrialTerm
from .trial_parts import (
    DisputedField,
    DosesItem,
    RegistryReference,
    SecondaryId,
    TrialArm,
    TrialCollaborator,
    TrialCondition,
    TrialCriterion,
    TrialIdentifier,
    TrialIntervention,
    TrialOutcome,
    TrialResult,
    TrialSite,
    TrialSource,
    TrialStatusEntry,
)

__all__ = [
    "OPEN_STATUSES",
    "AccessionCounter",
    "CancerType",
    "CancerTypeClosure",
    "CancerTypeCode",
    "CancerTypeSynonym",
    "CuratedRecord",
    "DataVersion",
    "DisputedField",
    "DosesItem",
    "Finding",
    "FindingMolecule",
    "FindingTerm",
    "FindingTrialLink",
    "Payload",
    "PayloadGene",
    "PayloadSource",
    "PayloadSynonym",
    "PayloadTerm",
    "PayloadTriedIn",
    "Person",
    "Publication",
    "PublicationAuthor",
    "PublicationSource",
    "PublicationTerm",
    "RecordQuerySet",
    "RecordVersion",
    "Redirect",
    "RegistryReference",
    "Review",
    "ReviewEvent",
    "Revision",
    "SearchText",
    "SecondaryId",
    "SourceRecord",
    "Term",
    "Trial",
    "TrialArm",
    "TrialCollaborator",
    "TrialCondition",
    "TrialCriterion",
    "TrialIdentifier",
    "TrialIntervention",
    "TrialOutcome",
    "TrialResult",
    "TrialSite",
    "TrialSource",
    "TrialStatusEntry",
    "TrialTerm",
]
