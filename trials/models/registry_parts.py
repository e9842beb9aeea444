"""What only a registry says of a trial, in rows: its MeSH headings, and the people who answer for it."""

from django.db import models

from ..choices import MeshTermKind, OfficialRole
from .trial import Trial


class TrialMeshTerm(models.Model):
    """A MeSH heading that the registry assigned to a condition or an intervention, or one that stands above it."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="mesh_terms")
    kind = models.CharField(max_length=24, choices=MeshTermKind.choices)
    mesh_id = models.CharField("MeSH number", max_length=12, help_text="Such as D005910.")
    term = models.CharField(max_length=200)

    class Meta:
        ordering = ["kind", "mesh_id"]
        constraints = [models.UniqueConstraint(fields=["trial", "kind", "mesh_id"], name="mesh_term_once")]

    def __str__(self) -> str:
        return self.term


class TrialOfficial(models.Model):
    """A person who answers for the trial, as its registry names them; never how to reach them."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="officials")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    role = models.CharField(max_length=24, choices=OfficialRole.choices, default=OfficialRole.NOT_RECORDED)
    affiliation = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["trial", "position"], name="official_position")]

    def __str__(self) -> str:
        return self.name
