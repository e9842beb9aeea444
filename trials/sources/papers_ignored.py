"""What of libraries' records and citation files is not read, and why. A test changes each field of real records and
finds that it changes what is read, or stands here."""

PEOPLE = "where people work, and who else is named"
OWN_DATES = "the library's own work on the record"
FALLBACK = "read only where what comes before it is missing"
DETAIL = "a detail that no list of ours shows"
REFERENCE = "of what a paper cites only numbers are kept"
# By the path below the article; a name of a journal is read from the first that there is.
PUBMED = {
    "*.Abstract": "abstracts are not stored",
    "*.OtherAbstract": "abstracts are not stored",
    **dict.fromkeys(("*.AffiliationInfo", "*.Affiliation", "*.InvestigatorList", "*.PersonalNameSubjectList"), PEOPLE),
    "*.CoiStatement": "a statement of the authors",
    "*.DataBankList": "trials are linked from their registry",
    "*.GrantList": "who pays",
    **dict.fromkeys(("*.ChemicalList", "*.QualifierName", "*.SupplMeshList", "*.CitationSubset"), DETAIL),
    **dict.fromkeys(("*.ISSN", "*.ISSNLinking", "*.NlmUniqueID", "*.OtherID", "*.Isbn"), DETAIL),
    **dict.fromkeys(("*.PublisherName", "*.PublisherLocation", "MedlineCitation.MedlineJournalInfo.Country"), DETAIL),
    **dict.fromkeys(("*.DateCompleted", "*.DateCreated", "*.History"), OWN_DATES),
    **dict.fromkeys(("*.ArticleDate", "*.StartPage", "*.EndPage", "*.MedlineTA"), FALLBACK),
    **dict.fromkeys(("*.Citation", "PubmedData.ReferenceList.Title"), REFERENCE),
    "BookDocument.Sections": "the parts of a chapter",
    "BookDocument.ArticleIdList": FALLBACK,
    "PubmedBookData": OWN_DATES,
}
CROSSREF = {
    "abstract": "abstracts are not stored",
    **dict.fromkeys(("author.affiliation", "author.role", "author.sequence", "editor"), PEOPLE),
    "author.authenticated-orcid": "whether ORCID vouches for the ORCID iD",
    **dict.fromkeys(("funder", "*.award"), "who pays"),
    **dict.fromkeys(("created", "issued", "published", "published-online", "published-other", "posted"), FALLBACK),
    **dict.fromkeys(("accepted", "deposited", "indexed", "journal-issue"), OWN_DATES),
    **dict.fromkeys(("ISBN", "ISSN", "isbn-type", "issn-type", "alternative-id", "archive", "group-title"), DETAIL),
    **dict.fromkeys(("publisher", "publisher-location", "special_numbering", "subtype", "event"), DETAIL),
    **dict.fromkeys(
        (
            "assertion", "content-domain", "license", "link", "member", "prefix", "resource", "score", "source",
            "update-policy", "relation",
        ),
        "how the publisher deposited it",
    ),
    **dict.fromkeys(("is-referenced-by-count", "reference-count", "references-count"), "counts of the library"),
    "reference": REFERENCE,
    **dict.fromkeys(("updated-by.source", "updated-by.updated"), "of a notice its kind and number are read"),
}  # fmt: skip
RIS = {
    **dict.fromkeys(("AB", "N2"), "abstracts are not stored"),
    **dict.fromkeys(("A2", "AD", "RP", "TS", "ID"), PEOPLE),
    **dict.fromkeys(("CY", "ET", "L2", "L4", "M1", "M3", "M4", "PB", "SN", "ST", "DP"), DETAIL),
    "Y2": "when somebody looked at it",
}
NBIB = {
    "AB": "abstracts are not stored",
    "CI": "who holds the rights",
    **dict.fromkeys(("AD", "ED", "FED"), PEOPLE),
    "COIS": "a statement of the authors",
    "GR": "who pays",
    "SI": "trials are linked from their registry",
    **dict.fromkeys(
        ("CDAT", "CRDT", "CTDT", "DA", "DCOM", "DRDT", "EDAT", "MHDA", "PHST", "STAT", "PMCR", "PUBM", "OTO", "OID"),
        OWN_DATES,
    ),
    **dict.fromkeys(("IS", "ISSN", "JID", "PB", "PL", "RN", "SB", "SO"), DETAIL),
    **dict.fromkeys(("DEP", "LID"), FALLBACK),
}  # fmt: skip
