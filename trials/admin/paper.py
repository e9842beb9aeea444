"""What a person enters from one paper: the next finding, those there are, and handing them in together."""

from dataclasses import dataclass

from django.db import transaction

from .. import curation, rules
from ..choices import RecordStatus
from ..document import FINDING, Document, accessions_in, empty_document, records_of, shape_of, to_document
from ..models import ChangeSet, CuratedRecord, Finding, Publication

WITH_AUTHOR = (RecordStatus.DRAFT, RecordStatus.RETURNED)
# What the next finding of a paper usually shares with the last one.
REMEMBERED = (
    "claim_kind", "evidence_level", "level_basis", "model_system", "model_text", "cell_state", "product_form",
    "msc_context", "cell_species", "msc_source", "msc_source_text", "donor", "scope", "cancer_types", "payloads",
    "topic", "read_depth", "seen_in", "primary_study",
)  # fmt: skip


@dataclass(frozen=True)
class Entered:
    """A finding of the paper, as the list below the form shows it."""

    finding: Finding
    is_mine_to_edit: bool
    obstacles: list[rules.Obstacle]


def entered(publication: Publication, actor: curation.Actor) -> list[Entered]:
    """The findings of a paper that are not withdrawn, the last first; those of this person with what they lack."""
    rows = Finding.objects.from_publication(publication).not_withdrawn().order_by("-number")
    return [_entered(finding, actor) for finding in rows]


def _entered(finding: Finding, actor: curation.Actor) -> Entered:
    is_mine = _is_own(finding, actor)
    lacking = [each for each in rules.obstacles(finding) if not each.accession] if is_mine else []
    return Entered(finding, is_mine, lacking)


def beginning(publication: Publication, actor: curation.Actor) -> Document:
    """The next finding of a paper as its form opens: with what the person's last one said of the same things."""
    document = empty_document(FINDING) | {"publication": publication.accession}
    last = Finding.objects.from_publication(publication).last_written_by(actor.code)
    if last is None:
        return document
    before = to_document(last)
    return document | {name: before[name] for name in REMEMBERED}


def copy_of(finding: Finding, publication: Publication) -> Document:
    """A finding as the template of another one of a paper."""
    return to_document(finding) | {"publication": publication.accession, "trial": None}


def present_set(publication: Publication, actor: curation.Actor) -> ChangeSet | None:
    """The unfinished change set that the paper, or an unfinished finding of this person from it, is in."""
    for record in (publication, *_own_findings(publication, actor)):
        change_set = curation.set_with(record)
        if change_set and not curation.refusal_of_change(change_set, actor):
            return change_set
    return None


@transaction.atomic
def submit_all(publication: Publication, change_set: ChangeSet | None, actor: curation.Actor) -> ChangeSet:
    """Hand in the person's findings of a paper, with the paper and the new records they name, as one change set.

    Without a set one is begun. Raises ``Refusal``; then nothing was submitted.
    """
    members = _members(publication, actor)
    if not any(isinstance(record, Finding) for record in members):
        raise curation.Refusal("There is no draft of a finding to submit; save one first.")
    change_set = change_set or curation.begin_set(actor, _title(publication))
    for record in members:
        if curation.set_with(record) is None:
            curation.add_to_set(change_set, record, actor)
    return curation.submit_set(change_set, actor)


def _members(publication: Publication, actor: curation.Actor) -> list[CuratedRecord]:
    findings = _own_findings(publication, actor)
    named = [accession for each in findings for _, accession in accessions_in(shape_of(each), to_document(each))]
    others = [publication, *records_of(named).values()]
    own = {record.accession: record for record in others if _is_own(record, actor)}
    return [*own.values(), *findings]


def _own_findings(publication: Publication, actor: curation.Actor) -> list[Finding]:
    rows = Finding.objects.from_publication(publication).unpublished_of(actor.code)
    return sorted((each for each in rows if _is_own(each, actor)), key=lambda finding: finding.number)


def _is_own(record: CuratedRecord, actor: curation.Actor) -> bool:
    return record.status in WITH_AUTHOR and record.edited_by == actor.code


def _title(publication: Publication) -> str:
    return f"{publication.accession} {publication.title_text()}"[:200]
