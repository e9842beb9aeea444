"""WHO's search portal (ICTRP): records of many registries, as XML or CSV; the number is that of the registry."""

import re
from dataclasses import replace
from typing import Any

from ..clinicaltrials_gov.enumerations import INTERVENTION_TYPE, code_of
from ..dates import day_first
from ..node import Node, Paths
from ..problems import Log, Problem
from ..study import DatedAs, Intervention, Organisation, Outcome, SecondaryId, Study, age_in_years
from .words import NOTHING, SEX, age_of, criteria, listed, phases_of, plain_text, title_in, with_countries

SOURCE = "registry:ictrp"
NEEDED = ("trialid",)
# The portal's words for a status. "Not recruiting", "Authorised" and "Ongoing" may each be several of ours.
STATUS = {
    "pending": "NOT_YET_RECRUITING",
    "not yet recruiting": "NOT_YET_RECRUITING",
    "recruiting": "RECRUITING",
    "enrolling by invitation": "ENROLLING_BY_INVITATION",
    "active, not recruiting": "ACTIVE_NOT_RECRUITING",
    "suspended": "SUSPENDED",
    "temporary halt": "SUSPENDED",
    "temporarily halted": "SUSPENDED",
    "terminated": "TERMINATED",
    "prematurely ended": "TERMINATED",
    "withdrawn": "WITHDRAWN",
    "complete": "COMPLETED",
    "completed": "COMPLETED",
}
STUDY_TYPE = {
    "interventional": "INTERVENTIONAL",
    "intervention": "INTERVENTIONAL",
    "interventional study": "INTERVENTIONAL",
    "interventional clinical trial of medicinal product": "INTERVENTIONAL",
    "observational": "OBSERVATIONAL",
    "observational study": "OBSERVATIONAL",
    "observational [patient registry]": "OBSERVATIONAL",
    "observational non invasive": "OBSERVATIONAL",
    "observational invasive": "OBSERVATIONAL",
    "expanded access": "EXPANDED_ACCESS",
}
PURPOSE = {
    "treatment": "TREATMENT", "prevention": "PREVENTION", "diagnostic": "DIAGNOSTIC", "screening": "SCREENING",
    "supportive care": "SUPPORTIVE_CARE", "health services research": "HEALTH_SERVICES_RESEARCH",
    "basic science": "BASIC_SCIENCE", "other": "OTHER",
}  # fmt: skip
ALLOCATION = {
    "randomized": "RANDOMIZED", "randomised": "RANDOMIZED", "non-randomized": "NON_RANDOMIZED",
    "non-randomised": "NON_RANDOMIZED", "not applicable": "NA", "n/a": "NA",
}  # fmt: skip
MODEL = {
    "single group": "SINGLE_GROUP", "parallel": "PARALLEL", "cross-over": "CROSSOVER", "crossover": "CROSSOVER",
    "factorial": "FACTORIAL", "sequential": "SEQUENTIAL",
}  # fmt: skip
MASKING = {
    "open label": "NONE", "masking: blinded|single": "SINGLE", "masking: blinded|double": "DOUBLE",
    "masking: blinded|triple": "TRIPLE", "masking: blinded|quadruple": "QUADRUPLE",
}  # fmt: skip
NO_LIMIT = NOTHING | {"0", "0y", "n/a", "no limit", "not applicable"}
# One field under the names of the XML, of the website's CSV, of the full export, and of tables made from them.
NAMES = {
    "publictitle": "title", "public_title": "title",
    "inclusion_agemin": "agemin", "inclusion_agemax": "agemax", "inclusion_gender": "gender",
    "condition": "conditions", "intervention": "interventions", "secondary_ids": "secondary_id",
    "secondaryids": "secondary_id", "secondary_outcome": "secondary_outcomes",
    "secondary_sponsors": "secondary_sponsor",
    "primary_prupose": "primary_purpose", "intervention_model_response": "intervention_model",
    "date_enrollment": "date_enrollement",
}  # fmt: skip


def study_of(raw: Any, file: str = "", asked: Paths | None = None) -> tuple[Study | None, list[Problem]]:
    """One trial from its element or row, and what was odd. ``asked`` collects the fields that were read."""
    log, read = Log(file, ""), Paths()
    columns = {_name(key): key for key in raw} if isinstance(raw, dict) else {}
    node = Node({name: _value(raw[key]) for name, key in columns.items()}, "", log, read)
    identifier = node.text("trialid")
    if not re.fullmatch(r"(?=.*\d)[A-Za-z0-9/_.-]{5,40}", identifier):
        return None, [log.lose("TrialID", identifier, "A trial without the number of its registry was left out.")]
    log.record = identifier
    study = Study(SOURCE, identifier, **_fields(node))
    if asked is not None:
        asked |= {key: read[name] for name, key in columns.items() if name in read}
    return study, [replace(problem, path=columns.get(problem.path, problem.path)) for problem in log.problems]


def _name(key: str) -> str:
    plain = "_".join(key.lower().split())
    return NAMES.get(plain, plain)


def _value(value: Any) -> Any:
    return "" if isinstance(value, str) and value.strip() in ("NA", "NULL") else value


def _fields(node: Node) -> dict[str, Any]:
    sponsor = plain_text(node.text("primary_sponsor"))
    return {
        "register": node.text("source_register"),
        "title": title_in(node, "title"),
        "official_title": title_in(node, "scientific_title"),
        "acronym": plain_text(node.text("acronym")),
        "secondary_ids": tuple(SecondaryId(value) for value in listed(node.text("secondary_id"))),
        **_status(node),
        "sponsor": Organisation(sponsor) if sponsor else None,
        "collaborators": tuple(Organisation(name) for name in listed(node.text("secondary_sponsor"))),
        "conditions": listed(node.text("conditions")),
        **_design(node),
        "interventions": tuple(_interventions(plain_text(node.text("interventions")))),
        "primary_outcomes": tuple(Outcome(text) for text in listed(node.text("primary_outcome"))),
        "secondary_outcomes": tuple(Outcome(text) for text in listed(node.text("secondary_outcomes"))),
        **_people(node),
        "sites": with_countries((), listed(node.text("countries")), node.log),
    }


def _status(node: Node) -> dict[str, Any]:
    posted = node.date("results_date_posted", day_first)
    return {
        "overall_status": _coded(node, "recruitment_status", STATUS),
        "start": DatedAs(node.date("date_enrollement", day_first)),
        "completion": DatedAs(node.date("results_date_completed", day_first)),
        "first_posted": DatedAs(node.date("date_registration", day_first)),
        "results_first_posted": DatedAs(posted),
        "has_results": True if posted or node.text("results_yes_no").lower() == "yes" else None,
        "version_held_on": node.date("last_refreshed_on", day_first),
    }


def _design(node: Node) -> dict[str, Any]:
    return {
        "study_type": _coded(node, "study_type", STUDY_TYPE),
        "phases": phases_of(node, "phase"),
        "design_text": plain_text(node.text("study_design")),
        "allocation": _coded(node, "randomization", ALLOCATION),
        "intervention_model": _coded(node, "intervention_model", MODEL),
        "masking": _coded(node, "masking", MASKING),
        "primary_purpose": _coded(node, "primary_purpose", PURPOSE),
    }


def _people(node: Node) -> dict[str, Any]:
    ages = {f"{name}_age": _age(node, key) for name, key in (("minimum", "agemin"), ("maximum", "agemax"))}
    actual, target = node.count("results_actual_enrollment"), _target(node)
    return {
        "enrolment": actual or target,
        "enrolment_type": "ACTUAL" if actual else "ESTIMATED" if target else "",
        "eligibility": criteria(
            plain_text(node.text("inclusion_criteria")), plain_text(node.text("exclusion_criteria"))
        ),
        **ages,
        **{f"{name}_years": age_in_years(text) for name, text in ages.items()},
        "sex": _sex(node),
    }


def _coded(node: Node, key: str, codes: dict[str, str]) -> str:
    return "" if node.text(key).lower() in NOTHING else node.coded(key, codes)


def _age(node: Node, key: str) -> str:
    """As given; 0 and the words for "no limit" say that there is none."""
    text = node.text(key)
    return "" if text.lower() in NO_LIMIT else age_of(node, key)


def _sex(node: Node) -> str:
    said = dict(re.findall(r"(female|male):?\s*(yes|no)", plain_text(node.text("gender")).lower()))
    if said:
        allowed = [sex for sex, answer in said.items() if answer == "yes"]
        return "ALL" if len(allowed) == 2 else allowed[0].upper() if allowed else ""
    return _coded(node, "gender", SEX)


def _target(node: Node) -> int | None:
    """A number, or the sum of those that a registry gives for each group ("A:49;B:49;"); 0 says that none is known."""
    text = plain_text(node.text("target_size"))
    groups = [part.rpartition(":")[2].strip() for part in text.split(";") if part.strip()]
    if ":" in text and all(re.fullmatch(r"\d{1,7}", number) for number in groups):
        return sum(map(int, groups)) or None
    return (node.count("target_size") if text.lower() not in NOTHING else None) or None


def _interventions(text: str) -> list[Intervention]:
    """Each for itself where all begin with a kind ("Drug: x;Device: y"); else the text as it stands."""
    parts = [part.strip() for part in text.split(";") if part.strip()]
    named = [(code_of(kind), name.strip()) for kind, _, name in (part.partition(": ") for part in parts)]
    if parts and all(kind in INTERVENTION_TYPE and name for kind, name in named):
        return [Intervention(name, kind) for kind, name in named]
    return [Intervention(text)] if text else []
