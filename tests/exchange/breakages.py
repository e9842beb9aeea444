"""Ways to break a release, and what is said of each."""

from pathlib import Path


def replaced(name: str, old: str, new: str):
    """A file of the release in which some words stand differently."""

    def change(folder: Path) -> None:
        text = (folder / name).read_bytes().decode()
        assert old in text, (old, name)
        (folder / name).write_bytes(text.replace(old, new, 1).encode())

    return change


def repeated(name: str, index: int = 1):
    """A line twice."""

    def change(folder: Path) -> None:
        lines = (folder / name).read_bytes().splitlines(keepends=True)
        (folder / name).write_bytes(b"".join([*lines, lines[index]]))

    return change


def with_latin_letters(folder: Path) -> None:
    path = folder / "publications_authors.csv"
    path.write_bytes(path.read_bytes().replace("Ørsted".encode(), "Ørsted".encode("latin-1")))


# (how it is broken) → file, column, value in the message, remedy in the message
BREAKAGES = {
    "unknown value of a vocabulary": (
        replaced("trials.csv", "TERMINATED", "FINISHED"), "trials.csv", "overall_status", "FINISHED",
        "choose one of RECRUITING",
    ),
    "unknown status": (
        replaced("publications.csv", "MSCL000001,published", "MSCL000001,public"), "publications.csv", "status",
        "public", "choose",
    ),
    "unknown term": (
        replaced("trials_terms.csv", "PHASE2", "PHASE9"), "trials_terms.csv", "value", "PHASE9", "choose one of NA",
    ),
    "unknown list": (
        replaced("trials_terms.csv", "phase,PHASE2", "stage,PHASE2"), "trials_terms.csv", "facet", "stage",
        "age_group, country",
    ),
    "impossible date": (
        replaced("trials.csv", "2019-05-16", "2019-02-30"), "trials.csv", "start_date", "2019-02-30",
        "write 2019, 2019-05",
    ),
    "date in another form": (
        replaced("publications.csv", "2026-10-01", "2026-10-1"), "publications.csv", "retraction_checked_on",
        "2026-10-1",
        "write 2026-10-01",
    ),
    "word for a number": (
        replaced("publications_authors.csv", ",10,", ",ten,"), "publications_authors.csv", "position", "ten", "integer",
    ),
    "negative number": (
        replaced("publications_authors.csv", ",10,", ",-10,"), "publications_authors.csv", "position", "-10", "greater",
    ),
    "number with leading zeros": (
        replaced("publications_authors.csv", ",10,", ",010,"), "publications_authors.csv", "position", "010",
        "write 10.",
    ),
    "decimal with trailing zeros": (
        replaced("trials_results.csv", ",13.5,", ",13.50,"), "trials_results.csv", "number", "13.50", "write 13.5.",
    ),
    "half a point": (
        replaced("trials_sites.csv", ",-12.0,-77.04,", ",-12.0,,"), "trials_sites.csv", "longitude", "None",
        "with a longitude",
    ),
    "no place on Earth": (
        replaced("trials_sites.csv", ",-12.0,-77.04,", ",-92.0,-77.04,"), "trials_sites.csv", "latitude", "-92.0",
        "greater than or equal to -90",
    ),
    "neither true nor false": (
        replaced("trials.csv", ",true,", ",yes,"), "trials.csv", "healthy_volunteers", "yes",
        "write true, false or nothing.",
    ),
    "no value where one must be": (
        replaced("trials_conditions.csv", ",tumour", ","), "trials_conditions.csv", "kind", "", "may not be empty",
    ),
    "too long a text": (
        replaced("payloads_synonyms.csv", "Apo2L", "x" * 161), "payloads_synonyms.csv", "name", "xxx", "at most 160",
    ),
    "no web address": (
        replaced("trials_sources.csv", "https://clinicaltrials.gov", "javascript:x"), "trials_sources.csv", "url",
        "javascript:x", "valid URL",
    ),
    "accession of another kind": (
        replaced("publications.csv", "MSCL000001", "MSCP000001"), "publications.csv", "accession", "MSCP000001",
        "write MSCL",
    ),
    "accession with too few digits": (
        replaced("publications.csv", "MSCL000001", "MSCL1"), "publications.csv", "accession", "MSCL1",
        "at least six digits",
    ),
    "same record twice": (
        repeated("redirects.csv"), "redirects.csv", "old", "glioma", "line 2 has it already",
    ),
    "same owned row twice": (
        repeated("trials_conditions.csv"), "trials_conditions.csv", "position",
        "MSCT000001, 1", "line 2 has it already",
    ),
    "same term twice": (
        repeated("trials_terms.csv"), "trials_terms.csv", "value", "MSCT000001", "line 2 has it already",
    ),
    "same link twice": (
        repeated("trials_payloads.csv"), "trials_payloads.csv", "target", "MSCP000001", "line 2 has it already",
    ),
    "same version twice": (
        repeated("versions.ndjson", 0), "versions.ndjson", "version", "MSCC000001, 1", "line 1 has it already",
    ),
    "reference to nothing": (
        replaced("trials_payloads.csv", "MSCP000001", "MSCP000009"), "trials_payloads.csv", "target", "MSCP000009",
        "payloads.csv has no such record",
    ),
    "reference to another kind": (
        replaced("trials_payloads.csv", "MSCP000001", "MSCL000001"), "trials_payloads.csv", "target", "MSCL000001",
        "payloads.csv has no such record",
    ),
    "reference of an owned row to nothing": (
        replaced("payloads_tried_in.csv", ",MSCC000002", ",MSCC000099"), "payloads_tried_in.csv", "cancer_type",
        "MSCC000099", "cancer_types.csv has no such record",
    ),
    "owned row without its reference": (
        replaced("payloads_tried_in.csv", ",MSCC000002", ","), "payloads_tried_in.csv", "cancer_type", "",
        "name a record.",
    ),
    "owned row of nobody": (
        replaced("trials_arms.csv", "MSCT000001", "MSCT000077"), "trials_arms.csv", "accession", "MSCT000077",
        "no record has it",
    ),
    "version of nobody": (
        replaced("versions.ndjson", '"accession":"MSCC000001"', '"accession":"MSCC000077"'), "versions.ndjson",
        "accession",
        "MSCC000077", "no file of records has it",
    ),
    "redirect to nothing": (
        replaced("redirects.csv", "MSCC000002", "MSCC000077"), "redirects.csv", "accession", "MSCC000077",
        "no file of records has it",
    ),
    "result that names no source": (
        replaced("trials_results.csv", "A poster", ""), "trials_results.csv", "publication", "None",
        "A result names its publication",
    ),
    "public finding without a locator": (
        replaced("findings.csv", ",Abstract,", ",,"), "findings.csv", "locator", "", "needs a statement, a locator",
    ),
    "tombstone without a reason": (
        replaced("publications.csv", "Entered twice.", ""), "publications.csv", "withdrawn_reason", "",
        "needs a reason",
    ),
    "own work accepted": (
        replaced("publications.csv", "person:ada,person:ada,person:ed,", "person:ada,person:ada,person:ada,"),
        "publications.csv", "reviewed_by", "person:ada", "Nobody accepts their own work.",
    ),
    "record by nobody": (
        replaced("publications.csv", "two_people,person:ada", "two_people,"), "publications.csv", "created_by", "",
        "may not be empty",
    ),
    "column renamed": (
        replaced("payloads_genes.csv", "hgnc_id", "hgnc"), "payloads_genes.csv", "hgnc", "hgnc",
        "the header must read accession,symbol",
    ),
    "cell missing": (
        replaced("payloads_synonyms.csv", ",Apo2L", ""), "payloads_synonyms.csv", "", "MSCP000001",
        "a row has 2 cells.",
    ),
    "quotation left open": (
        replaced("payloads_synonyms.csv", ",CD253", ',"CD253'), "payloads_synonyms.csv", "", "", "quotation marks",
    ),
    "another encoding": (
        with_latin_letters, "publications_authors.csv", "", "", "save the file in UTF-8.",
    ),
    "no JSON": (
        replaced("changes.ndjson", '{"accession"', '{accession"'), "changes.ndjson", "", "{accession", "not JSON",
    ),
    "key missing in JSON": (
        replaced("changes.ndjson", '"actor":"person:ed",', ""), "changes.ndjson", "", "accession",
        "an object with the keys",
    ),
    "word for a number in JSON": (
        replaced("changes.ndjson", '"n":1,', '"n":"1",'), "changes.ndjson", "n", "1", "write it as a JSON value",
    ),
    "unknown verb in the change log": (
        replaced("changes.ndjson", '"verb":"publish"', '"verb":"release"'), "changes.ndjson", "verb", "release",
        "choose one of create",
    ),
    "moment that is none": (
        replaced("changes.ndjson", '"at":"', '"at":"x'), "changes.ndjson", "at", "x", "write a moment in UTC",
    ),
    "descriptor that is no JSON": (
        replaced("datapackage.json", "{", "["), "datapackage.json", "", "", "write JSON.",
    ),
    "descriptor without its number": (
        replaced("datapackage.json", "mscdb:n", "n"), "datapackage.json", "mscdb:n", "", "this key is missing.",
    ),
}  # fmt: skip
