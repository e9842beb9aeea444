"""My profile: the name and ORCID that stand on records, on which of them, and the address for e-mail."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from .. import curation
from ..curation import people
from ..document import records_of
from ..models import Person, RecordVersion
from .guard import actor_of, typed_in
from .notices import person_at
from .presentation import linked

CONFLICT = 409


def profile_view(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Say who one is; say on single records otherwise."""
    person = person_at(request)
    if request.method != "POST":
        return _page(request, context, person)
    try:
        said = _change(request)
    except curation.Refusal as refusal:
        messages.error(request, linked(str(refusal)))
        return _page(request, context | {"typed": request.POST}, person, CONFLICT)
    messages.success(request, said)
    return HttpResponseRedirect(reverse("admin:profile"))


def _change(request: HttpRequest) -> str:
    actor, typed = actor_of(request), typed_in(request)
    if "accession" in typed:
        wish = {"named": True, "not_named": False}.get(typed.get("wish", ""))
        people.set_credit(actor, typed["accession"], wish)
        return f"It is noted for {typed['accession'].strip().upper()}."
    profile = people.Profile(
        typed.get("public_name", ""), typed.get("orcid", ""), "is_credited" in typed, typed.get("email", "").strip()
    )
    people.set_profile(actor, profile)
    return "Your profile is kept."


def _page(request: HttpRequest, context: dict[str, Any], person: Person, status: int = 200) -> HttpResponse:
    exceptions = list(person.credit_exceptions.all())
    records = records_of(exception.accession for exception in exceptions)
    worked_on = RecordVersion.objects.of_person(str(person)).values("accession").distinct().count()
    typed = context.get("typed")
    shown = typed if typed and "accession" not in typed else None
    context |= {
        "title": "My profile",
        "person": person,
        "public_name": shown["public_name"] if shown else person.public_name,
        "orcid": shown["orcid"] if shown else person.orcid,
        "email": shown["email"] if shown else request.user.email,
        "is_credited": "is_credited" in shown if shown else person.is_credited,
        "exceptions": [(exception, records.get(exception.accession)) for exception in exceptions],
        "worked_on": worked_on,
        "roles": [role for role in curation.ROLES if actor_of(request).holds(role)],
    }
    return TemplateResponse(request, "admin/desk/profile.html", context, status=status)
