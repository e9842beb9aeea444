"""Vocabularies of the curators' desk."""

from .vocabulary import Vocabulary


class Interests(Vocabulary):
    """What a person states about conflicting interests, once a year."""

    NONE = "none", "No interest that could bear on decisions here.", "None to declare"
    DECLARED = "declared", "Interests that others should know of, in words.", "Declared"


class ReadingState(Vocabulary):
    """Where a paper or trial stands in the reading queue."""

    TO_READ = "to_read", "Nobody has taken it yet.", "To read"
    ASSIGNED = "assigned", "Somebody reads it.", "Assigned"
    EXCLUDED = "excluded", "Not for this base, with the reason.", "Excluded"
    CURATED = "curated", "What it says is in the base, as far as said beside it.", "Curated"


class CuratedDepth(Vocabulary):
    """How much of a source has been curated."""

    NOT_YET = "not_yet", "Nothing yet.", "Not yet curated"
    ABSTRACT = "abstract", "The abstract.", "Abstract curated"
    TABLES = "tables", "Abstract, tables and figures.", "Tables and figures curated"
    WHOLE = "whole", "The whole text.", "Whole text curated"


class MessageStatus(Vocabulary):
    """What became of a reader's message."""

    OPEN = "open", "Waits for an answer.", "Open"
    ACCEPTED = "accepted", "Right; acted upon.", "Accepted"
    DECLINED = "declined", "Looked at; nothing to change, with the reason.", "Declined"


class NoticeKind(Vocabulary):
    """Why a person gets a notice."""

    DECIDED = "decided", "A decision on my draft or proposed change.", "Decisions on my work"
    CHANGED = "changed", "A change of a public record that I wrote or reviewed.", "Changes of records that I worked on"
    WAITING = "waiting", "Work that waits for a decision that I may make.", "Work that waits for me"
    READERS = "readers", "A message of a reader about a record that I worked on.", "Readers' messages"
    RETRACTION = "retraction", "A retraction that touches a record that I worked on.", "Retractions"


class SheetOutcome(Vocabulary):
    """What a row of an uploaded sheet comes to."""

    UNCHECKED = "unchecked", "Not looked at yet.", "Not checked yet"
    ERROR = "error", "Cannot be taken in; nothing of the sheet can until it is right.", "Error"
    CREATE = "create", "Becomes a draft of yours.", "New draft"
    CHANGE = "change", "Changes your draft, or is proposed as a change of a public record.", "Change"
    SAME = "same", "Says nothing new.", "Same"


class DeskSetting(Vocabulary):
    """What chief editors set for the whole installation. In the environment each is MSCDB_ and its name in capitals."""

    STATUS_FRESH_MONTHS = (
        "status_fresh_months",
        "A trial counts as open now only if its registry confirmed the status within so many months. Every page, "
        "filter, feed and export goes by it.",
        "Months for which a recruitment status counts",
    )
    FINDING_FRESH_MONTHS = (
        "finding_fresh_months",
        "Findings at which nobody looked for so many months are listed at the desk.",
        "Months after which a finding asks for a second look",
    )
    CONTACT = (
        "contact",
        "Where readers write to about a mistake: an e-mail address or a web address. Public; registries that are asked "
        "see it too. Empty: none is named.",
        "Contact",
    )
    MESSAGE_LIMIT = (
        "message_limit",
        "So many messages of one client address are taken, in each worker process: 20/h, 5/m, or off.",
        "Messages of readers",
    )
    DESK_NOTICE = (
        "desk_notice",
        "A line at the head of every page of the desk, such as a date by which a release is closed. Empty: none.",
        "Notice at the desk",
    )

    @property
    def variable(self) -> str:
        """Its name in the environment and in the settings of Django."""
        return f"MSCDB_{self.name}"


class ProposalVerdict(Vocabulary):
    """What a curator made of what the proposer said."""

    TAKEN = "taken", "Right, and taken over.", "Taken"
    CORRECTED = "corrected", "Something else is right.", "Corrected"
    DISMISSED = "dismissed", "Nothing of it is taken over.", "Dismissed"
