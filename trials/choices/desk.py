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
