"""Words of the desk's templates."""

from django import template
from django.utils.html import format_html

from ..admin.guard import actor_of
from ..admin.notices import unread_count
from ..admin.once import FIELD, new_key
from ..admin.presentation import admin_path, age, linked, names_of_people
from ..admin.reading import DEPTHS
from ..document import field_words
from ..models import CuratedRecord, Flag, ReadingItem

register = template.Library()

register.filter("desk_path", admin_path)
register.filter("linked", linked)
register.filter("age", age)


@register.filter
def of_key(values: dict, key: object) -> object:
    """The value of a key that a template has in a variable; None where there is none."""
    return values.get(key)


@register.filter
def field_label(path: str) -> str:
    """``identifiers.1.registry`` as "Identifiers, row 2, registry"."""
    parts = [f"row {int(part) + 1}" if part.isdecimal() else field_words(part) for part in path.split(".")]
    said = ", ".join(parts)
    return said[:1].upper() + said[1:]


@register.simple_tag(takes_context=True)
def unread_notices(context: template.Context) -> int | None:
    """How many notices the person has not seen; None for somebody without a role."""
    request = context.get("request")
    if request is None or not actor_of(request).is_curator:
        return None
    return unread_count(request)


@register.inclusion_tag("admin/desk/curated_depth.html", takes_context=True)
def depth_at_desk(context: template.Context, record: CuratedRecord) -> dict[str, object]:
    """How far a publication has been curated and by whom, with the form that says so."""
    item = ReadingItem.objects.of_record(record.accession).said_how_far().first()
    return {
        "item": item,
        "curated_by": names_of_people().get(item.curated_by, item.curated_by) if item else "",
        "record": record,
        "depths": DEPTHS,
        "may_say": actor_of(context["request"]).is_curator,
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag
def once() -> str:
    """For a form that makes or decides something: sent twice, it is done once."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, new_key())


@register.simple_tag
def open_flags(record: CuratedRecord) -> list[Flag]:
    """What readers said of a record and nobody answered yet."""
    return list(Flag.objects.open().of_record(record.accession))
