"""snapshot(): one moment of the database, no writing, and nobody kept waiting."""

import threading

import pytest
from django.contrib.auth.models import Group
from django.db import DatabaseError, connection, transaction

from mscdb.db import snapshot

alone = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_groups_of_a_migration(transactional_db):
    """Some test before may have left the two groups of the desk there."""
    Group.objects.all().delete()


def elsewhere(action):
    """Runs the action on a connection of its own and waits for it; its error is raised here."""
    errors = []

    def run():
        try:
            action()
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(timeout=30)
    assert not thread.is_alive(), "the other connection had to wait"
    if errors:
        raise errors[0]


def write(name):
    with transaction.atomic():
        Group.objects.create(name=name)


@alone
def test_a_reader_sees_one_moment_and_holds_up_no_writer():
    write("before")
    with snapshot():
        elsewhere(lambda: write("meanwhile"))
        assert [*Group.objects.values_list("name", flat=True)] == ["before"]
    assert Group.objects.count() == 2


@alone
def test_the_moment_is_that_of_entry_and_not_of_the_first_question():
    with snapshot():
        elsewhere(lambda: write("later"))
        assert not Group.objects.exists()


@alone
def test_writing_is_refused_inside_and_works_again_after():
    with pytest.raises(DatabaseError), snapshot():
        Group.objects.create(name="inside")
    write("after")
    assert [group.name for group in Group.objects.all()] == ["after"]


@alone
def test_an_error_inside_leaves_nothing_behind():
    with pytest.raises(ZeroDivisionError), snapshot():
        1 / 0  # noqa: B018
    assert connection.get_autocommit()
    with transaction.atomic():
        Group.objects.create(name="after")
        if connection.vendor == "sqlite":
            assert connection.transaction_mode == "IMMEDIATE"


@alone
def test_a_snapshot_inside_another_is_the_same_moment():
    with snapshot():
        elsewhere(lambda: write("meanwhile"))
        with snapshot():
            assert not Group.objects.exists()
        assert not Group.objects.exists()


@alone
def test_inside_an_open_transaction_it_changes_nothing():
    with transaction.atomic():
        with snapshot():
            Group.objects.create(name="inside")
        Group.objects.create(name="still")
    assert Group.objects.count() == 2


@alone
def test_many_rows_stream_out_of_one_moment():
    Group.objects.bulk_create(Group(name=f"group {number:04}") for number in range(1000))
    with snapshot():
        rows = Group.objects.order_by("name").iterator(chunk_size=100)
        seen = [next(rows).name]
        elsewhere(lambda: Group.objects.all().delete())
        seen += [group.name for group in rows]
    assert len(seen) == 1000
    assert not Group.objects.exists()
