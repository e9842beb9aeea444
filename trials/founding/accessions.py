"""The accessions of the founding records: given once, kept in a committed table for ever."""

import csv

from .tables import DATA, mapping

PATH = DATA / "mapping" / "accessions.csv"


class Accessions:
    """(kind, key) → accession. Findings keep their number; others take the next free one."""

    def __init__(self) -> None:
        rows = mapping("accessions") if PATH.exists() else []
        self._known = {(row["kind"], row["key"]): row["accession"] for row in rows}

    def give(self, prefix: str, key: str) -> str:
        """The accession of a record, a new one if it has none."""
        if (prefix, key) not in self._known:
            number = int(key[1:]) if prefix == "MSCF" else self._highest(prefix) + 1
            self._known[prefix, key] = f"{prefix}{number:06d}"
        return self._known[prefix, key]

    def of(self, prefix: str, key: str) -> str:
        """The accession of a record that must be there. Raises KeyError with kind and key."""
        return self._known[prefix, key]

    def _highest(self, prefix: str) -> int:
        numbers = [int(accession[len(prefix) :]) for (kind, _), accession in self._known.items() if kind == prefix]
        return max(numbers, default=0)

    def save(self) -> None:
        """Write the table, ordered by accession."""
        with PATH.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["kind", "key", "accession"])
            ordered = sorted(self._known.items(), key=lambda item: (item[0][0], int(item[1][4:])))
            writer.writerows([kind, key, accession] for (kind, key), accession in ordered)
