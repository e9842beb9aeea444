"""No form of the desk writes a public row: not its fields, relations, owned rows, actions, nor deletion."""

from typing import Any

import pytest
from django.urls import reverse

from tests import factories
from tests.admin.people import desk_of
from tests.full_records import FULL
from tests.rows import Rows, rows_of, tables_of
from trials.choices import RevisionStatus
from trials.document import shape_of, to_document
from trials.forms import TermsField, form_of, vocabulary_of
from trials.models import CuratedRecord, Revision, TypedForm

pytestmark = pytest.mark.django_db

PEOPLE = {
    "superuser": ((), {"is_superuser": True}),
    "superuser_editor": (("Curator", "Editor"), {"is_superuser": True}),
    "editor": (("Curator", "Editor"), {}),
    "curator": (("Curator",), {}),
}
# Values that the form takes, where not every word will do, or not beside the others.
RIGHT = {
    "doi": "10.9999/other", "pmid": "99999999", "pmcid": "PMC9999999", "hgnc_id": "HGNC:9999", "url": "https://example.org/other",
    "identifier": "2025-523586-18-00", "evidence_level": "not_applicable",
}  # fmt: skip
# A request by whoever may not write is refused, by whoever may is told why not; none is a crash.
REFUSALS = (302, 403, 404, 405, 409)


def everything() -> Rows:
    """All rows of all tables that hold content, people or logs; sessions and what was typed are not among them."""
    tables = tables_of("trials", "auth", "admin", "contenttypes")
    return rows_of(table for table in tables if table is not TypedForm)


def other_value(choices: list[str], value: str) -> str:
    return next(each for each in choices if each and each != value)


def changed_everywhere(record: CuratedRecord, delete_rows: bool) -> dict[str, Any]:
    """The form of a record with every field changed, and every owned row changed or taken away."""
    form = form_of(type(record))(record=record)
    data = form.flatten(to_document(record))
    for name, field in form.fields.items():
        if isinstance(field, TermsField):
            data.setlist(
                name, [other_value(field.vocabulary.values, "")] if data.getlist(name) else field.vocabulary.values[:2]
            )
        elif name not in form.shape.lists and name not in form.shape.references:
            data[name] = (
                another(shape_of(record).model._meta.get_field(name), data[name])
                if name not in form.shape.facets
                else "a word"
            )
        else:
            data.setlist(name, [])
    for child in form.shape.children:
        change_rows(data, child, form.shape.child_model(child.name), delete_rows)
    assert form_of(type(record))(data).problems() == [], "the form must be right, or its refusal would prove nothing"
    return data


def change_rows(data: Any, child: Any, model: Any, delete_rows: bool) -> None:
    total = data[f"{child.name}-TOTAL_FORMS"]
    for index in range(total):
        if delete_rows:
            data[f"{child.name}-{index}-DELETE"] = "on"
        for name in child.fields:
            if name not in child.references and name != "position":
                key = f"{child.name}-{index}-{name}"
                data[key] = another(model._meta.get_field(name), data[key])


def another(column: Any, value: Any) -> Any:
    if column.name in RIGHT:
        return RIGHT[column.name]
    if vocabulary := vocabulary_of(column):
        return other_value(vocabulary.values, value)
    if column.get_internal_type() in ("TextField", "CharField"):
        return "2001"
    return {"BooleanField": "false", "DateField": "2001-01-01"}.get(column.get_internal_type(), 7)


@pytest.fixture(params=FULL)
def record(request) -> CuratedRecord:
    """A public record that has something in every owned list."""
    return request.param()


def sent(data: Any, **more: Any) -> dict[str, Any]:
    """As the test client sends it: lists stay lists, nothing is sent as an empty word."""
    lists = dict(data.lists()) if hasattr(data, "lists") else data
    cleaned = {name: [value for value in values if value is not None] for name, values in lists.items()}
    return cleaned | more


@pytest.mark.once
def test_no_form_of_a_public_record_changes_a_row(record):
    opts = record._meta
    change = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[record.pk])
    by_accession = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[record.accession])
    listing = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
    act = f"admin:{opts.app_label}_{opts.model_name}_act"
    seen = record.updated_at.isoformat()

    changed = sent(changed_everywhere(record, delete_rows=False), seen=seen)
    emptied = sent(changed_everywhere(record, delete_rows=True), seen=seen)
    buttons = ("_save", "_saveasnew", "_submit")
    posts = [(change, changed | {button: "1"}) for button in buttons]
    posts += [(change, emptied), (by_accession, changed), (f"{change}?_to_field=accession&_popup=1", changed)]
    posts += [
        (reverse(f"admin:{opts.app_label}_{opts.model_name}_{name}", args=[record.pk]), {"post": "yes"})
        for name in ("delete", "history")
    ]
    posts += [
        (reverse(act, args=[record.pk, verb]), {"note": "So be it."})
        for verb in ("create", "edit", "submit", "return", "publish", "propose", "accept", "decline", "load")
    ]
    posts += [(reverse(act, args=[record.pk, "withdraw"]), {"reason": " "})]
    posts += [
        (
            listing,
            {"action": action, "_selected_action": [str(record.pk)], "index": "0", "select_across": "1", "post": "yes"},
        )
        for action in ("delete_selected", "publish", "withdraw")
    ]
    posts += [
        (
            listing,
            {
                "form-TOTAL_FORMS": "1",
                "form-INITIAL_FORMS": "1",
                "form-0-id": str(record.pk),
                "form-0-status": "draft",
                "_save": "1",
            },
        )
    ]
    for person in ("superuser", "superuser_editor", "editor"):
        groups, fields = PEOPLE[person]
        desk = desk_of(person, *groups, **fields)
        desk.get(change)
        before = everything()
        for address, data in posts:
            response = desk.post(address, data)
            allowed = (*REFUSALS, 200) if address == listing or "history" in address else REFUSALS
            assert response.status_code in allowed, (person, address, response.status_code)
        assert everything() == before, person


@pytest.mark.parametrize("person", ["superuser_editor", "editor", "curator"])
def test_a_proposed_change_leaves_the_record_as_it_is(record, person):
    groups, fields = PEOPLE[person]
    desk = desk_of(person, *groups, **fields)
    name = record._meta.model_name
    before = everything()
    document = to_document(record)

    data = sent(form_of(type(record))(record=record).flatten(document | {"note": "Another note."}))
    response = desk.post(
        reverse(f"admin:trials_{name}_propose", args=[record.pk]),
        data | {"seen": record.version, "proposal-source": "doi:10.1/x"},
    )

    assert response.status_code == 302
    revision = Revision.objects.get()
    assert (revision.accession, revision.status) == (record.accession, RevisionStatus.OPEN)
    assert [change["field"] for change in revision.changes] == ["note"] if "note" in document else True
    after = everything()
    for label in ("trials.Revision", "trials.ReviewEvent"):
        before.pop(label), after.pop(label)
    assert after == before


def test_the_same_form_does_write_a_draft():
    """The check above would be worth nothing if its form were refused for another reason."""
    record = factories.publication(status="draft")
    desk = desk_of("curator", "Curator")
    data = changed_everywhere(record, delete_rows=False)

    response = desk.post(
        reverse("admin:trials_publication_change", args=[record.pk]),
        sent(data, seen=record.updated_at.isoformat(), _save="1"),
    )

    assert response.status_code == 302
    record.refresh_from_db()
    assert (record.title, record.doi, record.journal) == ("2001", "10.9999/other", "2001")


@pytest.mark.parametrize("status", ["submitted", "withdrawn"])
def test_submitted_and_withdrawn_records_have_no_saving_form_either(status):
    record = factories.publication(status=status)
    desk = desk_of("curator", "Curator")
    before = everything()
    address = reverse("admin:trials_publication_change", args=[record.pk])

    assert b'id="record-form"' not in desk.get(address).content
    data = sent(changed_everywhere(record, delete_rows=False), seen=record.updated_at.isoformat())
    after_login = everything()
    assert desk.post(address, data).status_code == 409
    assert everything() == after_login == before
