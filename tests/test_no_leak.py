"""No leak: words of what is not public never appear at a public address, in an export, a feed or a release.

Every text column of every kind of record and of its owned rows holds a sentinel in every state that is not public,
and so does everything that the desk keeps. The addresses are found by walking the URL map and the links.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from django.db import models
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from tests import factories, whole_base
from tests.admin.people import account
from tests.factories import ADA, BEN, ED
from tests.walking import links_of
from trials import curation
from trials.document import SHAPES, Shape, to_document
from trials.exchange import datapackage, package
from trials.filters import LISTS
from trials.models import (
    ChangeSet,
    CreditException,
    CuratedRecord,
    EditorialRequest,
    Flag,
    Hold,
    InterestStatement,
    Person,
    ReadingItem,
    SourceSuggestion,
    TypedForm,
)
from trials.search import search

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SENTINEL = "qzxv"
MAKERS = {
    "cancer_types": factories.cancer_type,
    "publications": factories.publication,
    "payloads": factories.payload,
    "trials": factories.trial,
    "findings": factories.finding,
}
STATES = ("draft", "submitted", "returned", "withdrawn")
# Columns with a form of their own: an identifier cannot be any word.
FORMED = {
    "doi", "pmid", "pmcid", "hgnc_id", "identifier", "code", "url", "number", "as_of", "confirmed_on", "seen_on",
    "parent", "status_seen_on",
}  # fmt: skip
# A withdrawn record keeps its address, and with it the name that it had in public.
TOMBSTONE = re.compile(rf"/(payloads|cancer-types)/{SENTINEL}\w+withdrawn/")
MOST_WORDS_FOLLOWED = 1
MOST_VALUES_FOLLOWED = 3


def sentinel(*parts: str) -> str:
    return SENTINEL + "".join(parts).replace("_", "")


def free_texts(model: type[models.Model], names: tuple[str, ...]) -> Iterator[str]:
    """Columns that hold any words."""
    for name in names:
        column = model._meta.get_field(name)
        is_text = type(column) in (models.CharField, models.TextField)
        if is_text and not column.choices and name not in FORMED and (column.max_length or 99) >= 20:
            yield name


def planted(shape: Shape, word: str) -> dict:
    """A document with the word in every free text of the record, its lists of words and its owned rows."""
    document = dict.fromkeys(free_texts(shape.model, shape.fields), word)
    full = to_document(shape.model.objects.public().order_by("number").first())
    for child in shape.children:
        model = shape.child_model(child.name)
        rows = [dict(row) for row in full[child.name]][:1]
        for row in rows:
            row |= dict.fromkeys(free_texts(model, child.fields), word)
            row |= {"control_group": "controlled"} if "control_group" in row else {}
        if rows and child.name not in ("identifiers", "codes"):
            document[child.name] = rows
    if shape.plural == "payloads":
        document |= {"molecule_class": "enzyme_prodrug", "effect": ["prodrug_activating"]}
    if shape.plural == "publications":
        document["keyword"] = [word]
    if shape.plural == "trials":
        document["country"] = [word]
    return document


def plant_records() -> None:
    for shape in SHAPES:
        for state in STATES:
            word = sentinel(shape.plural, state)
            record = MAKERS[shape.plural]("draft", **planted(shape, word))
            factories.brought_to(record, state)


def plant_proposals() -> None:
    """Open, declined, and partly accepted proposals on public records."""
    for shape in SHAPES:
        record = shape.model.objects.public().order_by("number").last()
        word = sentinel(shape.plural, "proposal")
        wishes = planted(shape, word)
        curation.propose(record, wishes, BEN, source=word, note=word)
        declined = curation.propose(record, wishes, ADA, source=word, note=word)
        curation.decline(declined, ED, word)
        accepted = curation.propose(record, {"note": "As the source says."}, ADA, source=word, note=word)
        curation.accept(accepted, ED, word)
        curation.confirm(record, BEN, word)


def plant_desk(record: CuratedRecord) -> None:
    """What the desk keeps beside the records."""
    word, now = sentinel("desk"), timezone.now()
    user = account("zoe", "Curator")
    Person.objects.filter(user=user).update(public_name=word)
    CreditException.objects.create(person=user.person, accession=record.accession, is_credited=False)
    InterestStatement.objects.create(actor="person:zoe", interests="declared", text=word, made_at=now)
    ChangeSet.objects.create(title=word, note=word, author="person:zoe", created_at=now, submitted_at=now)
    EditorialRequest.objects.create(
        kind="withdraw", accession=record.accession, reason=word, requested_by="person:zoe", requested_at=now
    )
    Hold.objects.create(accession=record.accession, actor=f"person:{word}", since=now)
    curation.change_setting("desk_notice", word, word, factories.IDA)
    TypedForm.objects.create(actor="person:zoe", form=f"/{word}/", fields={"title": [word]}, typed_at=now)
    ReadingItem.objects.create(
        title=word, comment=word, origin=word, state="excluded", reason=word, created_at=now, changed_at=now
    )
    Flag.objects.create(
        accession=record.accession, version=1, comment=word, email=f"{word}@example.org", received_at=now,
        status="declined", decided_by="person:zoe", decided_at=now, answer=word,
    )  # fmt: skip
    SourceSuggestion.objects.create(
        identifier=word, comment=word, email=f"{word}@example.org", received_at=now - timedelta(days=1)
    )


# Walking the site


def pattern_paths(patterns: list | None = None, before: str = "") -> Iterator[str]:
    """Every address of the URL map that needs no argument, the desk's left out."""
    for pattern in patterns or get_resolver().url_patterns:
        route = before + str(pattern.pattern).removeprefix("^").removesuffix("$").replace("\\", "")
        if isinstance(pattern, URLResolver) and not route.startswith("admin/"):
            yield from pattern_paths(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern) and not re.search(r"[<(]", route):
            yield f"/{route}"


def worth_following(path: str, followed: dict[tuple, int]) -> bool:
    """Pages all; of filtered lists each word with a few values, never the desk or a file."""
    parts = urlsplit(path)
    if parts.path.startswith(("/admin/", "/static/")):
        return False
    words = tuple(sorted({word for word, _ in parse_qsl(parts.query)}))
    if not words:
        return True
    if len([word for word in words if word not in ("format", "cursor", "ordering")]) > MOST_WORDS_FOLLOWED:
        return False
    key = (parts.path, words)
    followed[key] = followed.get(key, 0) + 1
    return followed[key] <= MOST_VALUES_FOLLOWED


def crawl(client: Client, start: set[str]) -> dict[str, str]:
    """Address → body of everything that can be reached."""
    waiting, bodies, followed = sorted(start), {}, {}
    while waiting:
        path = waiting.pop()
        if path in bodies:
            continue
        answer = client.get(path)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        bodies[path] = body.decode(errors="replace")
        headers = " ".join(f"{name}: {value}" for name, value in answer.headers.items())
        new = {link for link in links_of(bodies[path]) if link not in bodies and worth_following(link, followed)}
        if "Location" in answer.headers:
            new |= set(links_of(f'href="{answer.headers["Location"]}"'))
        bodies[path] += headers
        waiting += sorted(new)
    return bodies


def questions() -> Iterator[str]:
    """Lists, feeds, search and facets asked for the sentinel itself."""
    words = [sentinel(shape.plural, state) for shape in SHAPES for state in (*STATES, "proposal")]
    for word in (SENTINEL, *words, sentinel("desk")):
        yield f"/search/?q={quote(word)}"
        yield f"/api/v1/search/?q={quote(word)}"
    for name in LISTS:
        yield f"/api/v1/{name.replace('_', '-')}/?q={SENTINEL}"
        yield f"/api/v1/{name.replace('_', '-')}/?q={SENTINEL}&format=csv"


def hidden_addresses() -> Iterator[str]:
    """What a curious reader would try: the address of every record that was never public."""
    for shape in SHAPES:
        for record in shape.model.objects.exclude(status="published"):
            for start in ("/id/mscdb:", f"/api/v1/{shape.plural.replace('_', '-')}/"):
                yield f"{start}{record.accession}" + ("/" if "api" in start else "")


def echoed(body: str, path: str) -> bool:
    """Whether the words in a body are only the question that was asked."""
    for _, value in parse_qsl(urlsplit(path).query):
        body = body.replace(value.lower(), "")
    return SENTINEL not in body


def leaks(bodies: dict[str, str]) -> list[str]:
    said = {path: TOMBSTONE.sub("", body.lower()) for path, body in bodies.items()}
    found = ((path, re.findall(rf".{{0,60}}{SENTINEL}.{{0,30}}", body)) for path, body in said.items())
    return [f"{path}: …{hits[0]}…" for path, hits in found if hits and not echoed(said[path], path)]


@pytest.fixture
def sown() -> None:
    whole_base.make()
    plant_records()
    plant_proposals()
    plant_desk(SHAPES[-1].model.objects.public().first())


def test_no_word_of_what_is_not_public_is_at_any_public_address(client, settings, sown):
    settings.MSCDB_RATE_LIMIT = "off"
    start = {*pattern_paths(), *questions(), *hidden_addresses()}

    bodies = crawl(client, start)

    assert len(bodies) > 200
    assert leaks(bodies) == []
    assert not search(SENTINEL).exists()


def test_no_word_of_what_was_never_public_is_in_a_release(tmp_path, sown):
    datapackage.write(package.from_base(), tmp_path)

    texts = {path: path.read_text(encoding="utf-8") for path in tmp_path.rglob("*") if path.is_file()}

    found = {word for text in texts.values() for word in re.findall(rf"{SENTINEL}[a-z]*", text.lower())}
    # What was public once and was taken back stays in the versions, as what was public then.
    assert found == {sentinel(shape.plural, "withdrawn") for shape in SHAPES}


def test_the_crawl_can_see(client, settings):
    """A word in a public record is found; so the test above can fail."""
    settings.MSCDB_RATE_LIMIT = "off"
    factories.finding(statement=f"Cells slowed growth {SENTINEL}.")

    found = leaks(crawl(client, {"/"}))
    assert any(leak.startswith("/findings/MSCF000001/: ") for leak in found), found
