"""Words of the desk's templates."""

from django import template

from ..admin.presentation import admin_path, label_of, linked

register = template.Library()

register.filter("desk_path", admin_path)
register.filter("linked", linked)


@register.filter
def field_label(path: str) -> str:
    """``identifiers.1.registry`` as "Identifiers, row 2, registry"."""
    parts = [f"row {int(part) + 1}" if part.isdecimal() else label_of(part).lower() for part in path.split(".")]
    said = ", ".join(parts)
    return said[:1].upper() + said[1:]
