"""Every claim of the two documents that started the project, sentence by sentence, with the finding that carries it."""

from typing import NamedTuple


class Claim(NamedTuple):
    """Where a claim stands in its document, the finding that carries it, words of its statement, and its stance."""

    locator: str
    accession: str
    words: str
    stance: str


OVERVIEW, AHEAD = "Study Overview and Implications, paragraph", "Looking Ahead, paragraph"

# The news item on the review in Oncotarget. Its first sentence only names the review.
OF_THE_NEWS_ITEM = (
    Claim(f"{OVERVIEW} 1, sentence 1", "MSCF000001", "ability to find tumours", "for"),
    Claim(f"{OVERVIEW} 1, sentence 1", "MSCF000002", "bring therapeutic agents", "for"),
    Claim(f"{OVERVIEW} 1, sentence 1", "MSCF000003", "might raise treatment benefit while sparing", "for"),
    Claim(f"{OVERVIEW} 1, sentence 2", "MSCF000554", "considerable difficulties", "against"),
    Claim(f"{OVERVIEW} 1, sentence 3", "MSCF000004", "can help tumours grow", "against"),
    Claim(f"{OVERVIEW} 2, sentence 1", "MSCF000005", "brain tumours are already in clinical trials", "context"),
    Claim(f"{OVERVIEW} 2, sentence 1", "MSCF000006", "melanoma are already in clinical trials", "context"),
    Claim(f"{OVERVIEW} 2, sentence 1", "MSCF000007", "ovarian cancer are already in clinical trials", "context"),
    Claim(f"{OVERVIEW} 2, sentence 2", "MSCF000008", "deliver their treatment effectively", "for"),
    Claim(f"{OVERVIEW} 2, sentence 2", "MSCF000009", "strengthen the immune response", "for"),
    Claim(f"{OVERVIEW} 2, sentence 3", "MSCF000010", "complex and differ from case to case", "mixed"),
    Claim(f"{OVERVIEW} 2, sentence 3", "MSCF000011", "may set up conditions favourable to the tumour", "against"),
    Claim(f"{OVERVIEW} 3, sentence 1 (quotation)", "MSCF000012", "tumour immune microenvironment", "context"),
    Claim(f"{OVERVIEW} 3, sentence 2 (quotation)", "MSCF000013", "may improve both how well and how safely", "for"),
    Claim(f"{AHEAD} 1, sentence 1", "MSCF000014", "better knowledge of how MSCs interact", "context"),
    Claim(f"{AHEAD} 2, sentence 1", "MSCF000555", "both promise and difficulties", "mixed"),
    Claim(f"{AHEAD} 2, sentence 2", "MSCF000015", "may become a central part of personalised", "for"),
    Claim(f"{AHEAD} 2, sentence 2", "MSCF000556", "might give patients throughout the world new hope", "for"),
    Claim(f"{AHEAD} 3, sentence 1 (quotation)", "MSCF000016", "immunomodulation, tumour homing and carrier", "for"),
)
# Sentences of the item that do not name the authors of the review.
IN_ITS_OWN_WORDS = frozenset(f"MSCF{number:06d}" for number in (*range(5, 12), 14, 555))

# The PubMed record: its title and keywords claim nothing, its abstract has seven sentences.
OF_THE_ABSTRACT = (
    Claim("Abstract, sentence 1", "MSCF000020", "hopeful anticancer agent for several tumour types", "for"),
    Claim("Abstract, sentence 2", "MSCF000021", "stop tumour cells proliferating", "for"),
    Claim("Abstract, sentence 2", "MSCF000022", "apoptosis-inducing molecules", "for"),
    Claim("Abstract, sentence 2", "MSCF000023", "block tumour blood-vessel growth", "for"),
    Claim("Abstract, sentence 2", "MSCF000557", "could work against many kinds of cancer", "for"),
    Claim("Abstract, sentence 3", "MSCF000024", "equipped with cytokines", "for"),
    Claim("Abstract, sentence 3", "MSCF000025", "vehicles for conventional anticancer chemicals", "for"),
    Claim("Abstract, sentence 4", "MSCF000026", "still disputed", "mixed"),
    Claim("Abstract, sentence 4", "MSCF000027", "preclinical results of MSC gene therapy", "for"),
    Claim("Abstract, sentence 5", "MSCF000028", "can change normal tissue stem cells", "context"),
    Claim("Abstract, sentence 6", "MSCF000029", "from an obstacle into a therapeutic tool", "for"),
    Claim("Abstract, sentence 7", "MSCF000030", "promising way round the difficulties", "for"),
)
# Where the statement says more than the abstract does, the note says what the abstract says.
WEAKER_IN_THE_ABSTRACT = {
    "MSCF000021": "says molecules, not proteins",
    "MSCF000022": "only that they could be effective",
    "MSCF000024": "pro-tumorigenic immunity",
    "MSCF000028": "only that it could",
}
