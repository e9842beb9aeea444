"""Looking at the desk writes nothing: every page of it is asked for, and no row of any table has changed."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import get_resolver, resolve, reverse
from django.utils import timezone

from tests import factories
from tests.admin.people import account, desk_of
from tests.exchange.sheeting import Sheet
from tests.factories import ADA, BEN, ED, IDA
from tests.rows import Rows, rows_of, tables_of
from tests.walking import links_of
from trials import curation
from trials.curation import reading
from trials.document import PUBLICATION
from trials.models import Flag, Person, SourceSuggestion

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# Asked for by a GET, these answer with a refusal: they are pressed, not looked at.
PRESSED = {"logout"}
# Of addresses of one kind so many are asked for.
OF_A_KIND = 2


def rows() -> Rows:
    """Every row of every table but the sessions, in which the log-in and what is said to the person are kept."""
    return rows_of(tables_of("trials", "auth", "admin", "contenttypes"))


def furnish() -> None:
    """Something of everything that the desk shows."""
    paper, waiting = factories.publication(doi="10.1000/one"), factories.publication("submitted")
    draft = factories.finding("draft", publication=paper)
    factories.finding(publication=paper)
    factories.trial(), factories.payload("returned"), factories.cancer_type("withdrawn")
    curation.propose(paper, {"journal": "Cells"}, BEN, "Title page")
    change_set = curation.begin_set(ADA, "Kim 2021")
    curation.add_to_set(change_set, draft, ADA)
    curation.submit_set(change_set, ADA)
    curation.ask("withdraw", factories.payload(), BEN, "Wrong.")
    curation.mark_retraction(factories.publication(), "retracted", ED, source="The journal's notice")
    curation.take(waiting, ED)
    reading.add_reading("doi", "10.1000/two", "", "", "Read it.", IDA)
    reading.record_depth(paper, "abstract", BEN)
    Sheet.with_columns(PUBLICATION, "accession", "title").add(title="From a sheet").sent_in(IDA)
    now = timezone.now()
    Flag.objects.create(accession=paper.accession, version=1, comment="The year is wrong.", received_at=now)
    SourceSuggestion.objects.create(identifier="10.1000/three", comment="A paper of ours.", received_at=now)


def plain_addresses() -> set[str]:
    """Every address of the desk that needs no argument."""
    desk = next(each for each in get_resolver().url_patterns if str(each.pattern) == "admin/")
    routes = (str(pattern.pattern) for pattern in desk.url_patterns if hasattr(pattern, "name"))
    return {f"/admin/{route}" for route in routes if not re.search(r"[<(?]", route)}


def looked_at(desk: Client) -> dict[str, int]:
    """Every page of the desk that can be reached by links, a few of each kind, with the status of its answer."""
    waiting, answers, of_kind = sorted(plain_addresses()), {}, {}
    while waiting:
        address = waiting.pop()
        parts = urlsplit(address)
        if address in answers or not parts.path.startswith("/admin/"):
            continue
        kind = (resolve(parts.path).view_name, tuple(sorted({word for word, _ in parse_qsl(parts.query)})))
        of_kind[kind] = of_kind.get(kind, 0) + 1
        if of_kind[kind] > OF_A_KIND or kind[0].split(":")[-1] in PRESSED:
            continue
        answer = desk.get(address)
        answers[address] = answer.status_code
        if "Location" in answer.headers:
            waiting += links_of(f'href="{answer.headers["Location"]}"')
        elif not answer.streaming:
            waiting += links_of(answer.content.decode())
    return answers


@pytest.mark.parametrize("groups", [["Chief editor"], []], ids=["chief editor", "outsider"])
def test_no_page_of_the_desk_writes_a_row(groups):
    furnish()
    desk = desk_of("ida", *groups)
    before = rows()

    answers = looked_at(desk)

    assert rows() == before
    assert set(answers.values()) <= {200, 302, 400, 403, 404, 405}
    assert groups == [] or len({resolve(urlsplit(address).path).view_name for address in answers}) > 40


def test_who_logs_in_has_a_code_from_then_on():
    account("zoe")
    Person.objects.all().delete()
    sent = {"username": "zoe", "password": "a good long pass phrase", "next": reverse("admin:index")}

    assert Client().post(reverse("admin:login"), sent).status_code == 302

    assert Person.objects.get().user == User.objects.get(username="zoe")


def test_a_wrong_password_makes_no_code():
    account("zoe")
    Person.objects.all().delete()

    Client().post(reverse("admin:login"), {"username": "zoe", "password": "wrong"})

    assert not Person.objects.exists()
