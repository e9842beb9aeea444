"""A registered study as a document of a trial: what the registry owns; what an oncologist asks stays open."""

from collections.abc import Iterable, Iterator

from ... import choices
from ...document import TRIAL, Document
from ...forms.constraints import broken_constraint
from ...identifiers import SOURCE_NAMES, address, normalise, recognise_registry_id
from ...models import TrialSite
from ...sources import clinicaltrials_gov
from ...sources.study import DatedAs, Intervention, Reference, SecondaryId, Site, Study
from .criteria import criteria_of
from .draft import Draft

LABELS = SOURCE_NAMES
_GRANTS = {"NIH", "FDA", "VA", "CDC", "AHRQ", "SAMHSA", "OTHER_GRANT"}
_REGISTRY_TYPES = {"EUDRACT_NUMBER", "CTIS", "REGISTRY", "OTHER", ""}
_WORDS = {
    "overall_status": choices.OverallStatus,
    "study_type": choices.StudyType,
    "allocation": choices.Allocation,
    "intervention_model": choices.InterventionModel,
    "masking": choices.Masking,
    "primary_purpose": choices.PrimaryPurpose,
    "sex": choices.Sex,
    "enrolment_type": choices.EnrolmentType,
    "last_known_status": choices.OverallStatus,
    "observational_model": choices.ObservationalModel,
    "time_perspective": choices.TimePerspective,
}
# Its texts are free for all to copy; of the others' the criteria are left in the registry.
_FREE_TEXTS = {clinicaltrials_gov.SOURCE}


def document_of_study(study: Study, seen_on: str) -> tuple[Document, list[str]]:
    """The fields that a study fills, and remarks on what did not fit or wants a look.

    ``seen_on`` is the day on which the registry was read. Fields that the study does not
    fill are not in the document.
    """
    draft = Draft(TRIAL)
    _own(draft, study, seen_on)
    _numbers(draft, study)
    _parts(draft, study, seen_on)
    return draft.document, draft.remarks


def label(study: Study) -> str:
    """Which record it is, in words: that of the registry, or of the portal that passes it on."""
    return f"{LABELS[study.source]} record"


def _own(draft: Draft, study: Study, seen_on: str) -> None:
    draft.put("title", study.title or study.official_title)
    draft.put("official_title", study.official_title)
    draft.put("acronym", study.acronym)
    if study.overall_status in choices.OverallStatus.values:
        draft.put("status_confirmed_on", study.overall_status and study.version_date)
        draft.put("status_seen_on", study.overall_status and seen_on)
        draft.put("status_source", study.overall_status and label(study))
    draft.put("why_stopped", study.why_stopped)
    draft.put("enrolment", study.enrolment)
    for name in ("start", "primary_completion", "completion"):
        dated: DatedAs = getattr(study, name)
        draft.put(f"{name}_date", dated.date)
        draft.put_word(f"{name}_date_type", dated.date and dated.type, choices.DateType)
    if study.sponsor:
        draft.put("sponsor_name", study.sponsor.name)
        draft.put_word("sponsor_class", study.sponsor.kind, choices.SponsorClass)
    draft.put("design_text", study.design_text)
    for name, vocabulary in _WORDS.items():
        draft.put_word(name, getattr(study, name), vocabulary)
    draft.put("minimum_age", study.minimum_age if study.minimum_age != "N/A" else "")
    draft.put("minimum_age_years", study.minimum_age_years)
    draft.put("maximum_age", study.maximum_age if study.maximum_age != "N/A" else "")
    draft.put("maximum_age_years", study.maximum_age_years)
    draft.put("healthy_volunteers", study.healthy_volunteers)
    draft.put("results_posted", study.has_results)
    draft.put("first_posted_on", study.first_posted.date or study.first_submitted_on)
    draft.put("verified_on", study.verified_on)
    draft.put("record_updated_on", study.version_date)
    draft.put_terms("phase", (draft.word("phase", value, choices.Phase) for value in study.phases))
    draft.put_terms("age_group", (draft.word("age_group", value, choices.AgeGroup) for value in study.age_groups))
    draft.put_terms("who_masked", (draft.word("who_masked", value, choices.WhoMasked) for value in study.who_masked))
    draft.put_terms("country", (site.country for site in study.sites))
    draft.put_terms("keyword", study.keywords)


# Numbers


def _numbers(draft: Draft, study: Study) -> None:
    registered, others = [], []
    if own := recognise_registry_id(study.identifier):
        registered.append(own)
    else:
        others.append((choices.SecondaryIdKind.OTHER.value, study.identifier))
        draft.remarks.append(
            f"identifiers: {study.register or label(study)} is no registry that we know by its numbers."
        )
    for number in study.secondary_ids:
        if found := registry_number(number, study.source):
            registered.append(found)
        else:
            others.append((kind_of_number(number), number.value))
    if study.organisation_id and not any(value == study.organisation_id for _, value in others):
        others.append((choices.SecondaryIdKind.ORG.value, study.organisation_id))
    others += [(choices.SecondaryIdKind.OTHER.value, alias) for alias in study.aliases]
    rows = [{"registry": registry, "identifier": identifier} for registry, identifier in registered]
    draft.put_rows("identifiers", rows, unique=("identifier",))
    draft.put_rows("secondary_ids", [{"kind": kind, "value": value} for kind, value in others], ("kind", "value"))


def registry_number(number: SecondaryId, source: str = clinicaltrials_gov.SOURCE) -> tuple[str, str] | None:
    """(registry, identifier) where a further number is one of another registry. A second NCT number is none in
    ClinicalTrials.gov, and elsewhere where its registry does not call it a number of the trial."""
    if number.type not in _REGISTRY_TYPES:
        return None
    if number.type == "EUDRACT_NUMBER":
        try:
            return "eudract", normalise("eudract", number.value)
        except ValueError:
            pass
    found = recognise_registry_id(number.value)
    is_second = found and found[0] == "nct" and (source == clinicaltrials_gov.SOURCE or number.type != "REGISTRY")
    return None if is_second else found


def kind_of_number(number: SecondaryId) -> str:
    """What a number that no registry gave is."""
    kinds, domain = choices.SecondaryIdKind, number.domain.lower()
    if number.type in _GRANTS:
        return kinds.GRANT.value
    if number.value.startswith(("NCI-", "CDR0")) or "clinical trial reporting program" in domain or "pdq" in domain:
        return kinds.NCI.value
    if any(word in domain for word in ("fda", "ind number", "regulatory", "ethic", "irb")):
        return kinds.REGULATOR.value
    return kinds.OTHER.value


# Parts


def _parts(draft: Draft, study: Study, seen_on: str) -> None:
    draft.put_rows("conditions", ({"text": text, "kind": kind_of_condition(text)} for text in study.conditions))
    if study.conditions:
        draft.remarks.append("conditions: what each is about was taken from its words; look at them.")
    if study.source in _FREE_TEXTS:
        draft.put_rows("criteria", criteria_of(study.eligibility))
    draft.put_rows("sites", _sites(draft, study))
    unseen = choices.SponsorClass.NOT_RECORDED.value
    collaborators = (
        {"name": each.name, "kind": draft.word("collaborators", each.kind, choices.SponsorClass) or unseen}
        for each in study.collaborators
    )
    draft.put_rows("collaborators", collaborators, unique=("name",))
    arms = (
        {"label": arm.label, "arm_type": displayed(arm.type), "description": arm.description}
        for arm in study.arms
        if arm.label
    )
    draft.put_rows("arms", arms)
    draft.put_rows("interventions", map(_intervention, (each for each in study.interventions if each.name)))
    draft.put_rows("outcomes", _outcomes(study))
    draft.put_rows("mesh_terms", _mesh_terms(study), unique=("kind", "mesh_id"))
    draft.put_rows("officials", _officials(draft, study))
    linked = (each for each in study.references if _is_pmid(each.pmid))
    draft.put_rows("registry_references", map(_reference, linked), unique=("pmid",))
    draft.put_rows("status_history", _history(study, seen_on))
    what = f"{label(study)} of {study.identifier}{f' ({study.register})' if study.register else ''}"
    dated = f"{what}, version of {study.version_date}" if study.version_date else what
    own = recognise_registry_id(study.identifier)
    draft.put_rows("sources", [{"what": f"{dated}, read {seen_on}", "url": address(*own) if own else ""}])


def _sites(draft: Draft, study: Study) -> Iterator[Document]:
    for site in study.sites:
        if not site.country:
            draft.remarks.append(f"sites: “{site.facility or site.city}” names no country and was left out.")
            continue
        yield {
            "facility": site.facility,
            "status": draft.word("sites", site.status, choices.OverallStatus),
            "city": site.city,
            "state": site.state,
            "zip": site.zip,
            "country": site.country,
            "as_of": study.version_date,
            **_point(draft, site),
        }


def _point(draft: Draft, site: Site) -> Document:
    """Where a site lies, in degrees; what is no point on Earth is remarked and left out."""
    point = {"latitude": site.latitude, "longitude": site.longitude}
    if all(value is None for value in point.values()):
        return {}
    if not broken_constraint(TrialSite, point):
        return point
    said = f"sites: “{site.facility or site.city}” lies at {site.latitude}, {site.longitude}; that is no point on Earth"
    draft.remarks.append(f"{said} and was left out.")
    return {}


def _intervention(given: Intervention) -> Document:
    return {
        "intervention_type": displayed(given.type),
        "name": given.name,
        "description": given.description,
        "other_names": _lines(given.other_names),
        "arm_labels": _lines(given.arms),
    }


def _outcomes(study: Study) -> Iterator[Document]:
    for kind in choices.OutcomeKind:
        for each in getattr(study, f"{kind.value}_outcomes"):
            if each.measure:
                yield {"kind": kind.value, "measure": each.measure, "time_frame": each.time_frame}


def _mesh_terms(study: Study) -> Iterator[Document]:
    kinds = choices.MeshTermKind
    given = {
        kinds.CONDITION: study.condition_meshes,
        kinds.CONDITION_ANCESTOR: study.condition_ancestors,
        kinds.INTERVENTION: study.intervention_meshes,
        kinds.INTERVENTION_ANCESTOR: study.intervention_ancestors,
    }
    for kind, headings in given.items():
        yield from ({"kind": kind.value, "mesh_id": each.id, "term": each.term} for each in headings if each.id)


def _officials(draft: Draft, study: Study) -> Iterator[Document]:
    unseen = choices.OfficialRole.NOT_RECORDED.value
    for each in study.officials:
        if each.name:
            role = draft.word("officials", each.role, choices.OfficialRole) or unseen
            yield {"name": each.name, "role": role, "affiliation": each.affiliation}


def _reference(linked: Reference) -> Document:
    notices = _lines(f"{notice.pmid} {notice.source}" for notice in linked.retractions)
    return {"pmid": linked.pmid, "reference_type": linked.type.lower() or "not stated", "retractions": notices}


def _lines(values: Iterable[str]) -> str:
    """Values one a line; a value that had several lines has one."""
    return "\n".join(filter(None, (" ".join(value.split()) for value in values)))


def _history(study: Study, seen_on: str) -> Iterator[Document]:
    if study.overall_status in choices.OverallStatus.values and study.overall_status:
        yield {
            "overall_status": study.overall_status,
            "confirmed_on": study.version_date,
            "seen_on": seen_on,
            "source": label(study),
        }


def kind_of_condition(text: str) -> str:
    """Whether a registered condition names a tumour, by the stems of its words; a curator looks at each."""
    words = text.lower()
    kinds = choices.ConditionKind
    if any(stem in words for stem in _COMPLICATIONS):
        return kinds.COMPLICATION.value
    return (kinds.TUMOUR if any(stem in words for stem in _TUMOURS) else kinds.OTHER).value


_COMPLICATIONS = (
    "graft versus host", "graft-versus-host", "graft vs host", "gvhd", "xerostomia", "mucositis", "lymphedema",
    "lymphoedema", "cardiotoxic", "radiation injur", "osteoradionecrosis", "proctitis", "hemorrhagic cystitis",
    "graft failure", "poor graft",
)  # fmt: skip
_TUMOURS = (
    "cancer", "carcinom", "tumor", "tumour", "neoplas", "leukemi", "leukaemi", "lymphom", "myelom", "sarcom", "gliom",
    "blastom", "melanom", "malignan", "metasta", "astrocytom", "myelodysplas", "mesotheliom",
)  # fmt: skip


def displayed(code: str) -> str:
    """A code as the registry's page shows it.

    >>> displayed("ACTIVE_COMPARATOR")
    'Active Comparator'
    """
    return code.replace("_", " ").title() if code.isupper() else code


def _is_pmid(text: str) -> bool:
    try:
        return normalise("pmid", text) == text
    except ValueError:
        return False
