"""A trial as a registry describes it: the typed record that every registry's parser makes."""

import re
from dataclasses import dataclass, field


@dataclass(frozen=True)
class DatedAs:
    """A date as far as it is known, and whether it is ACTUAL or ESTIMATED (empty: not said)."""

    date: str = ""
    type: str = ""


@dataclass(frozen=True)
class SecondaryId:
    """A further number, with the registry's type, and who gave it."""

    value: str
    type: str = ""
    domain: str = ""
    link: str = ""


@dataclass(frozen=True)
class Organisation:
    """A sponsor or collaborator and its class."""

    name: str
    kind: str = ""


@dataclass(frozen=True)
class Arm:
    """An arm or group."""

    label: str
    type: str = ""
    description: str = ""
    interventions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Intervention:
    """What is given or done, and its other names."""

    name: str
    type: str = ""
    description: str = ""
    other_names: tuple[str, ...] = ()
    arms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What is measured, and when."""

    measure: str
    time_frame: str = ""
    description: str = ""


@dataclass(frozen=True)
class Site:
    """A place, its own recruitment status, and where it lies."""

    facility: str = ""
    status: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class Official:
    """A person who answers for the trial. Contacts, with their telephones, are not read."""

    name: str
    role: str = ""
    affiliation: str = ""


@dataclass(frozen=True)
class Retraction:
    """A notice that takes a referenced paper back."""

    pmid: str = ""
    source: str = ""


@dataclass(frozen=True)
class Reference:
    """A paper that the registry links, with the registry's type."""

    pmid: str = ""
    type: str = ""
    citation: str = ""
    retractions: tuple[Retraction, ...] = ()


@dataclass(frozen=True)
class Mesh:
    """A MeSH heading that the registry assigned."""

    id: str
    term: str


@dataclass(frozen=True)
class Study:
    """One trial. Texts are verbatim, nothing is completed. Enumerations are the codes of ClinicalTrials.gov; a
    registry's word that has no such code stands as it is.

    A portal such as WHO's gives records of other registries: then ``identifier`` is the number that
    the trial has in that registry, as the portal writes it, and ``register`` the registry's name.
    ``raw`` is the record as the source sent it, where that was kept.
    """

    source: str
    identifier: str
    register: str = ""
    aliases: tuple[str, ...] = ()
    title: str = ""
    official_title: str = ""
    acronym: str = ""
    organisation: Organisation | None = None
    organisation_id: str = ""
    organisation_id_type: str = ""
    secondary_ids: tuple[SecondaryId, ...] = ()
    overall_status: str = ""
    last_known_status: str = ""
    why_stopped: str = ""
    has_expanded_access: bool | None = None
    start: DatedAs = DatedAs()
    primary_completion: DatedAs = DatedAs()
    completion: DatedAs = DatedAs()
    first_submitted_on: str = ""
    first_posted: DatedAs = DatedAs()
    results_first_posted: DatedAs = DatedAs()
    last_update_submitted_on: str = ""
    last_update_posted: DatedAs = DatedAs()
    verified_on: str = ""
    sponsor: Organisation | None = None
    collaborators: tuple[Organisation, ...] = ()
    brief_summary: str = ""
    detailed_description: str = ""
    conditions: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    study_type: str = ""
    phases: tuple[str, ...] = ()
    allocation: str = ""
    intervention_model: str = ""
    intervention_model_text: str = ""
    masking: str = ""
    masking_text: str = ""
    who_masked: tuple[str, ...] = ()
    primary_purpose: str = ""
    observational_model: str = ""
    time_perspective: str = ""
    design_text: str = ""
    enrolment: int | None = None
    enrolment_type: str = ""
    arms: tuple[Arm, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    primary_outcomes: tuple[Outcome, ...] = ()
    secondary_outcomes: tuple[Outcome, ...] = ()
    other_outcomes: tuple[Outcome, ...] = ()
    eligibility: str = ""
    study_population: str = ""
    minimum_age: str = ""
    maximum_age: str = ""
    minimum_age_years: float | None = None
    maximum_age_years: float | None = None
    sex: str = ""
    healthy_volunteers: bool | None = None
    age_groups: tuple[str, ...] = ()
    sites: tuple[Site, ...] = ()
    removed_countries: tuple[str, ...] = ()
    officials: tuple[Official, ...] = ()
    references: tuple[Reference, ...] = ()
    has_results: bool | None = None
    condition_meshes: tuple[Mesh, ...] = ()
    condition_ancestors: tuple[Mesh, ...] = ()
    intervention_meshes: tuple[Mesh, ...] = ()
    intervention_ancestors: tuple[Mesh, ...] = ()
    version_held_on: str = ""
    # Whether its file could not hold all that the registry says, so that silence means nothing.
    is_partial: bool = False
    raw: bytes = field(default=b"", repr=False, compare=False)

    @property
    def version_date(self) -> str:
        """The registry's own date of this version: when it was last updated, else when it was drawn."""
        return self.last_update_posted.date or self.last_update_submitted_on or self.version_held_on


_PER_YEAR = {"y": 1, "mo": 12, "w": 52.1775, "d": 365.25, "h": 8766, "mi": 525960}
_AGE = re.compile(r"(\d{1,9}) ?(y|mo|m(?=s?$)|w|d|h|mi)[a-z()]*", re.IGNORECASE)


def age_in_years(text: str) -> float | None:
    """An age such as "18 Years", "6 Months" or "44Y" in years, or None.

    >>> age_in_years("6 Months")
    0.5
    """
    match = _AGE.fullmatch(" ".join(text.split()))
    if not match:
        return None
    unit = match[2].lower()
    return round(int(match[1]) / _PER_YEAR["mo" if unit == "m" else unit], 4)
