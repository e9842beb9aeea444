"""From a filled-in form to a verb of ``curation``: the only two ways by which the desk writes a record."""

from django import forms
from django.db import IntegrityError, transaction

from .. import curation, ingest
from ..choices import Verb
from ..document import diff, field_heading, to_document
from ..forms import RecordForm
from ..models import CuratedRecord, RecordVersion, Revision


class ProposalForm(forms.Form):
    """On what a proposed change rests. Its names carry a prefix: a record has a note of its own."""

    prefix = "proposal"
    # What the form was filled with beforehand, in a sentence.
    filled_with = ""

    source = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="On which source the change rests: a DOI, PMID or registry record, and the place in it.",
    )
    note = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text="What the editor should know. Optional."
    )


def save_draft(form: RecordForm, actor: curation.Actor, seen: str) -> CuratedRecord | None:
    """Create or go on with a draft; None when the form says what is wrong."""
    if form.record:
        _demand_editable(form.record, actor)
    if not form.is_valid():
        return None
    try:
        with transaction.atomic():
            return _write(form, actor, seen)
    except IntegrityError:
        # Somebody entered the same identifier between our look and our save; now the form can say who.
        form.full_clean()
        if form.is_valid():
            raise
        return None


def _write(form: RecordForm, actor: curation.Actor, seen: str) -> CuratedRecord:
    if form.record is None:
        record = curation.create(form.model, form.document(), actor)
        ingest.claim(record)
        return record
    record = form.model.objects.select_for_update().get(pk=form.record.pk)
    _demand_editable(record, actor)
    if seen != record.updated_at.isoformat():
        raise curation.Refusal(
            f"{record.accession} was saved by {record.edited_by} after you opened it. Nothing was saved; what you "
            "typed is below. Open the record in a second window, compare, and save again to keep yours."
        )
    return curation.edit(record, form.document(), actor)


def _demand_editable(record: CuratedRecord, actor: curation.Actor) -> None:
    if sentence := curation.refusal_of(Verb.EDIT, record, actor):
        raise curation.Refusal(f"{sentence} Nothing was saved; what you typed is below.")


def hand_in(form: RecordForm, proposal: ProposalForm, actor: curation.Actor, seen: str) -> Revision | None:
    """Propose what was typed as a change of a public record; None when the forms say what is wrong."""
    if not (form.is_valid() and proposal.is_valid()):
        return None
    record = form.record
    version, _, proposed = seen.partition(" ")
    if version != str(record.version):
        raise curation.Refusal(
            f"{record.accession} is at version {record.version} now{_changed_since(record, version)}. What you typed "
            "is below: look at these fields again, then hand it in once more."
        )
    if seen != seen_of(record, actor):
        raise curation.Refusal(_proposal_moved(form, actor, proposed))
    return curation.propose(
        record, form.document(), actor, proposal.cleaned_data["source"], proposal.cleaned_data["note"]
    )


def seen_of(record: CuratedRecord, actor: curation.Actor) -> str:
    """Which state a form of a proposed change shows: the public version, and the person's open proposal on top."""
    own = curation.open_revision_of(record, actor)
    return f"{record.version} {own.changed_at:%Y%m%dT%H%M%S.%f}" if own else str(record.version)


def _proposal_moved(form: RecordForm, actor: curation.Actor, proposed: str) -> str:
    """The same person proposed something else after this form was opened, or an editor decided on it."""
    if proposed and curation.open_revision_of(form.record, actor) is None:
        return (
            "Your proposal, which this form went on from, was decided on meanwhile. What you typed is below: look at "
            "it again, then hand it in as a new proposal."
        )
    names = ", ".join(field_heading(each["field"]) for each in diff(form.base, form.document()))
    return (
        "You proposed something else on this record after you opened this form. What you typed is below and differs "
        f"from that proposal in: {names or 'nothing'}. Look at these fields, then hand it in once more."
    )


def _changed_since(record: CuratedRecord, version: str) -> str:
    before = RecordVersion.objects.numbered(record.accession, int(version)) if version.isdecimal() else None
    if before is None:
        return ""
    names = ", ".join(field_heading(change["field"]) for change in diff(before.document, to_document(record)))
    return f" (changed since you opened it: {names})"
