"""All tables of MSCdb.

Five kinds of curated record stand in ordinary rows: CancerType, Payload, Trial,
Publication (Review is its proxy) and Finding, each with the rows it owns. Only the verbs
of ``curation`` and the load of a release write them; forms write drafts through a verb.

The spine keeps what happened: DataVersion numbers the public changes, RecordVersion holds
every public version whole, Revision what was proposed and why, ReviewEvent who did what,
Redirect where an old address leads, AccessionCounter the numbers given, Person the code of
a user (with InterestStatement, CreditException and NoticeChoice), SettingChange what chief
editors set for the installation. ChangeSet groups what one
sitting made; EditorialRequest holds a withdrawal, merger or restoration until a second person
decides. Hold, TypedForm, SentForm, ReadingItem, SheetUpload (with its SheetRows) and
ProposalOutcome belong to the desk; Flag and SourceSuggestion come from readers. SourceRecord keeps what a source said
and SourceBytes its very words; ImportRun (with its ImportProblems) says what was asked and what
came of it. RegistryAbsence marks what a registry does not show any more, LookAgain the findings
of a trial whose registry facts changed.
CancerTypeClosure, SearchText, PublicationLink and SimilarPublication are derived and can be
rebuilt at any time; ``projection`` alone writes them.
"""

from .cancer_type import CancerType, CancerTypeCode, CancerTypeSynonym
from .change_set import ChangeSet, ChangeSetItem
from .curated import CuratedRecord, RecordQuerySet, Term
from .derived import CancerTypeClosure, SearchText
from .desk import Hold, ReadingItem, SentForm, TypedForm
from .editorial import AccessionCounter, DataVersion, RecordVersion, Redirect, ReviewEvent, Revision
from .finding import Finding, FindingMolecule, FindingTerm, FindingTrialLink
from .ingest import ImportProblem, ImportRun
from .installation import (
    SettingChange,
    go_by,
    in_force,
    said_at_desk,
    settings_read_once,
)
from .look_again import LookAgain
from .payload import Payload, PayloadGene, PayloadSource, PayloadSynonym, PayloadTerm, PayloadTriedIn
from .people import CreditException, InterestStatement, NoticeChoice, Person
from .proposal import ProposalOutcome
from .publication import Publication, PublicationAuthor, PublicationSource, PublicationTerm, Review
from .publication_link import PublicationLink, numbers_of
from .reader import Flag, SourceSuggestion
from .registry_parts import TrialMeshTerm, TrialOfficial
from .request import EditorialRequest
from .sheet import SheetRow, SheetUpload
from .similar_publication import SimilarPublication
from .source import RegistryAbsence, SourceBytes, SourceRecord
from .trial import OPEN_STATUSES, Trial, TrialTerm
from .trial_parts import (
    DisputedField,
    DosesItem,
    RegistryPin,
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
    "go_by",
    "in_force",
    "said_at_desk",
    "settings_read_once",
    "OPEN_STATUSES",
    "AccessionCounter",
    "CancerType",
    "CancerTypeClosure",
    "CancerTypeCode",
    "CancerTypeSynonym",
    "ChangeSet",
    "ChangeSetItem",
    "CreditException",
    "CuratedRecord",
    "DataVersion",
    "DisputedField",
    "DosesItem",
    "EditorialRequest",
    "Finding",
    "FindingMolecule",
    "FindingTerm",
    "FindingTrialLink",
    "Flag",
    "Hold",
    "ImportProblem",
    "ImportRun",
    "InterestStatement",
    "LookAgain",
    "NoticeChoice",
    "Payload",
    "PayloadGene",
    "PayloadSource",
    "PayloadSynonym",
    "PayloadTerm",
    "PayloadTriedIn",
    "Person",
    "ProposalOutcome",
    "Publication",
    "PublicationAuthor",
    "PublicationLink",
    "PublicationSource",
    "PublicationTerm",
    "ReadingItem",
    "RecordQuerySet",
    "RecordVersion",
    "Redirect",
    "RegistryAbsence",
    "RegistryPin",
    "RegistryReference",
    "Review",
    "ReviewEvent",
    "Revision",
    "SearchText",
    "SecondaryId",
    "SentForm",
    "SettingChange",
    "SheetRow",
    "SheetUpload",
    "SimilarPublication",
    "SourceBytes",
    "SourceRecord",
    "SourceSuggestion",
    "Term",
    "Trial",
    "TrialArm",
    "TrialCollaborator",
    "TrialCondition",
    "TrialCriterion",
    "TrialIdentifier",
    "TrialIntervention",
    "TrialMeshTerm",
    "TrialOfficial",
    "TrialOutcome",
    "TrialResult",
    "TrialSite",
    "TrialSource",
    "TrialStatusEntry",
    "TrialTerm",
    "TypedForm",
    "numbers_of",
]
