"""The constraints of the tables, asked without a database."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from trials.document import SHAPES
from trials.exchange import datapackage, package
from trials.forms.constraints import broken_constraint, holds, unique_keys
from trials.models import Publication, RecordVersion, TrialSite

pytestmark = pytest.mark.django_db

TABLES = list(apps.get_app_config("trials").get_models(include_auto_created=True))


def test_every_check_of_every_table_can_be_asked_of_a_row():
    for model in TABLES:
        values = {field.name: field.get_default() for field in model._meta.fields}
        values = {name: 0 if value is None and name in ("n", "id") else value for name, value in values.items()}
        broken_constraint(model, values)


def test_the_answer_is_that_of_the_database(release):
    package.into_base(datapackage.read(release))
    for shape in SHAPES:
        checks_of_it = [c for c in shape.model._meta.constraints if isinstance(c, models.CheckConstraint)]
        for record in shape.model.objects.all():
            for status in ("draft", "published", "withdrawn"):
                record.status = status
                values = {field.name: getattr(record, field.attname) for field in shape.model._meta.fields}
                for constraint in checks_of_it:
                    assert holds(constraint.condition, values) == allowed(constraint, record), (record, constraint.name)


@pytest.mark.parametrize("latitude", [None, -90.5, 0.0, 90.0])
@pytest.mark.parametrize("longitude", [None, -180.0, 0.0, 180.5])
def test_the_answer_about_a_point_is_that_of_the_database_too(latitude, longitude):
    (check,) = (c for c in TrialSite._meta.constraints if isinstance(c, models.CheckConstraint))
    values = {"latitude": latitude, "longitude": longitude}
    assert holds(check.condition, values) == allowed(check, TrialSite(**values)), values


def allowed(constraint: models.CheckConstraint, record) -> bool:
    try:
        constraint.validate(type(record), record)
    except ValidationError:
        return False
    return True


def test_unique_keys_are_read_from_the_tables():
    assert (("accession",), False) in unique_keys(Publication)
    assert (("doi",), True) in unique_keys(Publication)
    assert unique_keys(RecordVersion) == [(("accession", "version"), False)]
