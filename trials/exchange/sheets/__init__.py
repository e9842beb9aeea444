"""Sheets: records out as CSV, and CSV or XLSX in as drafts and proposals. The rules stay in forms and verbs."""

from .columns import ACCESSION, cell_text
from .files import LARGEST_FILE, WrongSheet
from .taking_in import take_in
from .uploads import MOST_ROWS, Cover, check_some, discard, receive
from .writing import sheet_lines

__all__ = [
    "ACCESSION",
    "LARGEST_FILE",
    "MOST_ROWS",
    "Cover",
    "WrongSheet",
    "cell_text",
    "check_some",
    "discard",
    "receive",
    "sheet_lines",
    "take_in",
]
