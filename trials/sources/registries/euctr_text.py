"""The text download of the EU Clinical Trials Register: numbered lines, turned into the names of its JSON."""

import re
from collections.abc import Iterator
from typing import Any

from ..containers import Found
from ..packed import broken
from ..problems import Problem
from ..streams import Bounded, Joined

LARGEST = 4 * 1024 * 1024
# The number at the beginning of a line, and the name of the same field in JSON.
NAMES = {
    "A.1": "a1_member_state_concerned",
    "A.2": "a2_eudract_number",
    "A.3": "a3_full_title_of_the_trial",
    "A.3.1": "a31_title_of_the_trial_for_lay_people_in_easily_understood_ie_nontechnical_language",
    "A.3.2": "a32_name_or_abbreviated_title_of_the_trial_where_available",
    "A.4.1": "a41_sponsors_protocol_code_number",
    "A.5.1": "a51_isrctn_international_standard_randomised_controlled_trial_number",
    "A.5.2": "a52_us_nct_clinicaltrialsgov_registry_number",
    "A.5.3": "a53_who_universal_trial_reference_number_utrn",
    "B.1.1": "b11_name_of_sponsor",
    "B.3.1 and B.3.2": "b31_and_b32_status_of_the_sponsor",
    "D.2.1.1.1": "d2111_trade_name",
    "D.3.1": "d31_product_name",
    "D.3.2": "d32_product_code",
    "D.3.8": "d38_inn__proposed_inn",
    "D.3.9.2": "d392_current_sponsor_code",
    "D.3.9.3": "d393_other_descriptive_name",
    "D.3.11.1": "d3111_active_substance_of_chemical_origin",
    "D.3.11.2": "d3112_active_substance_of_biological_biotechnological_origin_other_than_advanced_therapy_imp_atimp",
    "D.3.11.3": "d3113_advanced_therapy_imp_atimp",
    "E.1.1": "e11_medical_conditions_being_investigated",
    "E.2.1": "e21_main_objective_of_the_trial",
    "E.3": "e3_principal_inclusion_criteria",
    "E.4": "e4_principal_exclusion_criteria",
    "E.5.1": "e51_primary_end_points",
    "E.5.1.1": "e511_timepoints_of_evaluation_of_this_end_point",
    "E.5.2": "e52_secondary_end_points",
    "E.5.2.1": "e521_timepoints_of_evaluation_of_this_end_point",
    "E.6.1": "e61_diagnosis",
    "E.6.2": "e62_prophylaxis",
    "E.6.3": "e63_therapy",
    "E.7.1": "e71_human_pharmacology_phase_i",
    "E.7.2": "e72_therapeutic_exploratory_phase_ii",
    "E.7.3": "e73_therapeutic_confirmatory_phase_iii",
    "E.7.4": "e74_therapeutic_use_phase_iv",
    "E.8.1.1": "e811_randomised",
    "E.8.1.2": "e812_open",
    "E.8.1.3": "e813_single_blind",
    "E.8.1.4": "e814_double_blind",
    "E.8.1.5": "e815_parallel_group",
    "E.8.1.6": "e816_cross_over",
    "E.8.1.7.1": "e8171_other_trial_design_description",
    "F.1.1": "f11_trial_has_subjects_under_18",
    "F.1.2": "f12_adults_1864_years",
    "F.1.3": "f13_elderly_65_years",
    "F.2.1": "f21_female",
    "F.2.2": "f22_male",
    "F.3.1": "f31_healthy_volunteers",
    "F.4.2.2": "f422_in_the_whole_clinical_trial",
    "P. End of Trial Status": "p_end_of_trial_status",
    "P. Date of the global end of the trial": "p_date_of_the_global_end_of_the_trial",
    "Date on which this record was first entered in the EudraCT database": (
        "x6_date_on_which_this_record_was_first_entered_in_the_eudract_database"
    ),
}
BLOCKS = {"B.Sponsor": "b1_sponsor", "D.IMP": "dimp"}
_LINE = re.compile(
    r"(?P<number>[A-H](?:\.\d{1,2})+(?: and [A-H](?:\.\d{1,2})+)?|[BD]\.(?:Sponsor|IMP)"
    r"|[NP]\. [^:]{4,90}|Date on which[^:]{4,90})"
    r"(?P<label>[^:]*):(?P<value>.*)"
)


def records(stream: Joined, name: str) -> Iterator[Found | Problem]:
    """Each record of a download, and a problem where it is no text that can be read."""
    record, begun, line = _Record(), 0, 0
    try:
        for line, raw in enumerate(Bounded(b"", stream).lines(), start=1):
            text = raw.decode("utf-8").rstrip("\r")
            if text.strip() == "Summary":
                yield from record.found(f"{name}:{begun}")
                record, begun = _Record(), line
            else:
                record.take(text)
    except (UnicodeDecodeError, ValueError) as error:
        yield broken(f"{name}:{line + 1}", "is not written in UTF-8, or a record is too large.", error, ends=True)
        return
    yield from record.found(f"{name}:{begun}")


class _Record:
    """The fields of one record while its lines are read; a line without a number goes on with the one before."""

    def __init__(self) -> None:
        self.fields: dict[str, Any] = {}
        self.into, self.last, self.size = self.fields, "", 0

    def take(self, text: str) -> None:
        self.size += len(text)
        if self.size > LARGEST:
            raise ValueError("a record is larger than 4 MB")
        match = _LINE.fullmatch(text.strip())
        if match:
            self._begin(match["number"].strip(), match["label"], match["value"].strip())
        elif re.match(r"[A-Z]\. [A-Z]", text):
            self.last = ""
        elif self.last and text.strip():
            self.into[self.last] += f"\n{text.strip()}"

    def _begin(self, number: str, label: str, value: str) -> None:
        if number in BLOCKS:
            self.into = {}
            self.fields.setdefault(BLOCKS[number], []).append(self.into)
            self.last = ""
            return
        if number[:1] not in "BD":
            self.into = self.fields
        # Some numbers stand twice: a question, and then how many.
        key = NAMES.get(number, "") if "Number of subjects for this age range" not in label else ""
        self.last = key if key and key not in self.into else ""
        if self.last:
            self.into[self.last] = value

    def found(self, where: str) -> Iterator[Found]:
        if self.fields:
            yield Found(where, self.fields)
