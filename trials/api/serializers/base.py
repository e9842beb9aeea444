"""What the items of all kinds share: the header, references to other records, list-valued fields."""

from dataclasses import asdict
from typing import Any

from django.db.models import Model
from rest_framework import serializers

from ... import credits
from ...addresses import path_of
from ...choices import Vocabulary
from ...models import CuratedRecord

HEADER = ("accession", "version", "url", "updated_at", "review_basis", "retracted", "of_concern")


class PageUrl(serializers.URLField):
    """Address of the record's page."""

    def __init__(self, **options: Any):
        super().__init__(**(options | {"source": "*", "read_only": True}))

    def to_representation(self, record: CuratedRecord) -> str:
        return f"{self.context['site']}{path_of(record)}"


class Reference(serializers.Serializer):
    """Another public record: its accession, the words that stand for it, and its page."""

    accession = serializers.CharField(read_only=True)
    label = serializers.CharField(read_only=True)
    url = serializers.URLField(read_only=True)

    def to_representation(self, record: CuratedRecord) -> dict[str, str]:
        url = f"{self.context['site']}{path_of(record)}"
        return {"accession": record.accession, "label": record.title_text(), "url": url}


class References(serializers.ListSerializer):
    """Several references; read through the manager, so that a prefetch serves it."""

    def __init__(self, **options: Any):
        super().__init__(**({"child": Reference(), "read_only": True} | options))


class ReaderSerializer(serializers.Serializer):
    """A person who is named at their own wish."""

    name = serializers.CharField(read_only=True)
    orcid = serializers.CharField(read_only=True, help_text="Empty where none is given.")


class CuratorSerializer(ReaderSerializer):
    """A person who wrote or reviewed the record and is named on it at their own wish."""

    role = serializers.ChoiceField(choices=[credits.WROTE, credits.REVIEWED], read_only=True)


class Curators(serializers.ListSerializer):
    """The people named on a record. Single records only have it, since it is read for each of them."""

    def __init__(self, **options: Any):
        super().__init__(**({"child": CuratorSerializer(), "read_only": True, "source": "*"} | options))

    def to_representation(self, record: CuratedRecord) -> list[dict[str, str]]:
        return [asdict(credit) for credit in credits.credits_of(record)]


def vocabulary(choices: type[Vocabulary], **options: Any) -> serializers.ChoiceField:
    return serializers.ChoiceField(choices=choices.choices, read_only=True, **options)


class Terms(serializers.ListField):
    """A list-valued field of a record."""

    def __init__(self, choices: type[Vocabulary] | None = None, **options: Any):
        child = vocabulary(choices) if choices else serializers.CharField(read_only=True)
        super().__init__(**({"child": child, "read_only": True} | options))

    def get_attribute(self, record: CuratedRecord) -> list[str]:
        return record.term_values(self.field_name)


class Lines(serializers.ListField):
    """A text of one value a line, as a list."""

    def __init__(self, **options: Any):
        super().__init__(**({"child": serializers.CharField(read_only=True), "read_only": True} | options))

    def to_representation(self, text: str) -> list[str]:
        return text.splitlines()


class RecordSerializer(serializers.ModelSerializer):
    """An item with its header. ``fields`` of the context, if given, are the only ones shown."""

    url = PageUrl(help_text="Page of the record.")
    retracted = serializers.BooleanField(
        source="source_retracted",
        read_only=True,
        help_text="Whether the publication, or one that the record rests on, is known to be retracted. "
        "“false” does not say that anybody looked; see retraction_status of the publication.",
    )
    of_concern = serializers.BooleanField(
        source="source_of_concern",
        read_only=True,
        help_text="Whether the publication, or one that the record rests on, is under an expression of concern.",
    )

    def get_fields(self) -> dict[str, serializers.Field]:
        fields = super().get_fields()
        only = self.context.get("fields")
        for field in fields.values():
            field.read_only = True
        return fields if only is None else {name: field for name, field in fields.items() if name in only}


class PartSerializer(serializers.ModelSerializer):
    """A row that belongs to a record."""

    def get_fields(self) -> dict[str, serializers.Field]:
        fields = super().get_fields()
        for field in fields.values():
            field.read_only = True
        return fields


def rows_of(
    model: type[Model], *fields: str, help_text: str | None = None, **shapes: serializers.Field
) -> serializers.ListSerializer:
    """The rows of a table that belong to a record: these columns, described as the table is, and as the column is
    except where ``shapes`` holds another field for it."""
    meta = type("Meta", (), {"model": model, "fields": fields})
    body = {"__doc__": model.__doc__, "__module__": __name__, "Meta": meta, **shapes}
    return type(f"{model.__name__}Serializer", (PartSerializer,), body)(many=True, help_text=help_text)
