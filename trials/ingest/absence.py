"""What a registry does not show any more: concluded only from a run that asked for all of it and got its answers."""

from django.utils import timezone

from .. import curation
from ..models import RegistryAbsence, TrialIdentifier
from .runs import Run

# Registries have bad days; a run that lacks more than this share of what it had says more about the run.
LARGEST_SHARE = 0.05


def conclude_absence(run: Run) -> None:
    """Mark what a whole run asked for and did not get; or say why nothing is concluded. No trial is changed."""
    missed = {row.identifier for row in RegistryAbsence.objects.filter(source=run.asked.source, found_again_on="")}
    had = run.asked.numbers - missed
    lacking = had - run.met
    if not lacking:
        return
    if refusal := _refusal(run, len(lacking), len(had)):
        run.summary.remark = refusal
        return
    day = timezone.localdate().isoformat()
    holders = dict(TrialIdentifier.objects.filter(identifier__in=lacking).values_list("identifier", "trial__accession"))
    RegistryAbsence.objects.bulk_create(
        RegistryAbsence(accession=accession, source=run.asked.source, identifier=identifier, since=day, run=run.row)
        for identifier, accession in sorted(holders.items())
    )
    run.summary.absent = sorted(holders)
    curation.touch()


def _refusal(run: Run, lacking: int, had: int) -> str:
    summary = run.summary
    if summary.is_cut_off:
        why = "the run was cut off"
    elif summary.unread:
        why = f"{summary.unread} answers could not be read"
    elif lacking > LARGEST_SHARE * had:
        why = f"that is more than {LARGEST_SHARE:.0%} of what the registry had"
    else:
        return ""
    return f"{lacking} of {had} registry entries did not come, but nothing is concluded from that: {why}."
