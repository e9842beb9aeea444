"""Vocabularies of the curation spine."""

from .vocabulary import Vocabulary


class RecordStatus(Vocabulary):
    """Where a record stands on its way."""

    DRAFT = "draft", "Being written; may be incomplete.", "Draft"
    SUBMITTED = "submitted", "Waits for an editor who is not its author.", "Submitted"
    RETURNED = "returned", "Sent back with a note.", "Returned"
    PUBLISHED = "published", "Public.", "Published"
    WITHDRAWN = "withdrawn", "No longer public; its address says why.", "Withdrawn"


class ReviewBasis(Vocabulary):
    """On whose review a public record rests."""

    TWO_PEOPLE = "two_people", "Written by one person, accepted by another.", "Reviewed by two people"
    ONE_PERSON = "one_person", "Written and published by the same person.", "Not independently reviewed"
    REGISTRY = "registry", "Taken from a registry; registry-owned fields only.", "From the registry"
    RELEASE = (
        "release",
        "Compiled for a release from the sources named; not yet checked by a second curator.",
        "Compiled for a release, not yet checked",
    )
    NOT_APPLICABLE = "not_applicable", "Not public yet.", "Not public yet"


class RevisionStatus(Vocabulary):
    """Where a proposed change stands."""

    OPEN = "open", "Waits for somebody else.", "Open"
    ACCEPTED = "accepted", "Applied.", "Accepted"
    PARTLY_ACCEPTED = "partly_accepted", "Some fields applied, the others declined with a reason.", "Partly accepted"
    DECLINED = "declined", "Not applied.", "Declined"


class Verb(Vocabulary):
    """What can be done to a record."""

    CREATE = "create", "Begin a draft.", "Created"
    EDIT = "edit", "Save a draft again.", "Edited"
    SUBMIT = "submit", "Hand a draft to the editors.", "Submitted"
    RETURN = "return", "Send it back with a note.", "Returned"
    PUBLISH = "publish", "Make it public.", "Published"
    PROPOSE = "propose", "Propose a change of a public record.", "Change proposed"
    ACCEPT = "accept", "Apply a proposed change.", "Change accepted"
    DECLINE = "decline", "Refuse a proposed change.", "Change declined"
    CONFIRM = "confirm", "Check a public record against its source, as a second person.", "Checked against the source"
    ASK = "ask", "Ask for a withdrawal, a merger or a restoration.", "Asked for"
    REFUSE = "refuse", "Refuse what was asked for.", "Request declined"
    WITHDRAW = "withdraw", "Take a public record back.", "Withdrawn"
    MERGE = "merge", "Join a record entered twice to the one that stays.", "Merged"
    RESTORE = "restore", "Make a withdrawn record public again.", "Restored"
    MARK = "mark", "Mark a publication as retracted, of concern, or cleared.", "Retraction status marked"
    RETRACTED = "retracted", "The retraction status of a text that it rests on changed.", "Retraction of its source"
    TAKE = "take", "Take the review of a record.", "Taken for review"
    FLAG = "flag", "Say that something is wrong here.", "Flagged by a reader"
    ANSWER = "answer", "Answer what a reader said.", "Reader answered"
    LOOK_AGAIN = "look_again", "Ask for a second look.", "To be looked at again"
    LOOKED = "looked", "Say whether a finding still holds after its trial changed.", "Looked at again"
    SYNC = "sync", "Take over what its registry says now.", "Registry facts brought up to date"
    LOAD = "load", "Loaded with a release.", "Loaded with a release"


class RequestKind(Vocabulary):
    """What one person asks for and another carries out."""

    WITHDRAW = "withdraw", "Take a public record back.", "Withdrawal"
    MERGE = "merge", "Join a record entered twice to the one that stays.", "Merger"
    RESTORE = "restore", "Make a withdrawn or merged record public again.", "Restoration"


class RequestStatus(Vocabulary):
    """Where a request stands."""

    OPEN = "open", "Waits for somebody else.", "Open"
    DONE = "done", "Carried out, or confirmed.", "Done"
    DECLINED = "declined", "Not carried out.", "Declined"
