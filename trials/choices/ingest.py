"""Vocabularies of the runs that take in what registries and libraries say."""

from .vocabulary import Vocabulary


class ImportKind(Vocabulary):
    """What a run was asked to do."""

    TRIALS = "trials", "Take studies of a registry in.", "Trials taken in"
    SYNC = "sync", "Ask a registry about the trials that are known.", "Trials brought up to date"
    PUBLICATIONS = "publications", "Take publications of a library or a file in.", "Publications taken in"
    RETRACTIONS = "retractions", "Follow what libraries take back.", "Retractions followed"


class ImportState(Vocabulary):
    """How a run ended."""

    RUNNING = "running", "Not ended yet.", "Running"
    COMPLETE = "complete", "All that it was asked was read; single records may have stayed out.", "Complete"
    CUT_OFF = "cut_off", "It stopped before all was read; the next run completes it.", "Cut off"
    FAILED = "failed", "Nothing of it was kept.", "Failed"
    DRY = "dry", "A trial run: all was done and taken back.", "Dry run"


class LookAgainState(Vocabulary):
    """What became of the question whether a finding still holds after its trial's registry facts changed."""

    OPEN = "open", "Waits for a curator.", "To be looked at again"
    CONFIRMED = "confirmed", "Looked at; the finding holds as it stands.", "Holds as it stands"
    DISMISSED = "dismissed", "The change does not bear on the finding.", "Does not bear on it"
