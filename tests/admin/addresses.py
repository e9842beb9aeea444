"""Addresses of the desk, and what is typed there."""

from django.test import Client
from django.urls import reverse

from tests.admin.page import record_form
from trials.models import Publication


def change(record) -> str:
    return reverse(f"admin:trials_{record._meta.model_name}_change", args=[record.accession])


def act(record, verb: str) -> str:
    return reverse(f"admin:trials_{record._meta.model_name}_act", args=[record.accession, verb])


def propose(record) -> str:
    return reverse(f"admin:trials_{record._meta.model_name}_propose", args=[record.accession])


def why(source: str = "Title page", note: str = "") -> dict[str, str]:
    return {"proposal-source": source, "proposal-note": note}


ADD_PUBLICATION = "admin:trials_publication_add"


def new_publication(desk: Client, **typed: str) -> Publication:
    form = record_form(desk.get(reverse(ADD_PUBLICATION)))
    response = desk.post(reverse(ADD_PUBLICATION), form.filled(title="A review of homing", _save="1", **typed))
    assert response.status_code == 302
    return Publication.objects.latest("number")
