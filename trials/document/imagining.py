"""A record that only a document knows of: never saved, to be asked what it lacks."""

from ..models import CuratedRecord
from .shapes import Document, shape_of
from .writing import Resolver, assign

# A key that no row has, so that nothing is found by it and nothing is taken for the record itself.
NO_KEY = -1


def imagined(model: type[CuratedRecord], document: Document) -> CuratedRecord:
    """The record that a whole document describes, with its lists, terms and owned rows.

    Raises ``UnknownReference``; references in lists that no record has are left out.
    """
    shape = shape_of(model)
    record = model(pk=NO_KEY)
    resolver = Resolver()
    assign(record, document, resolver)
    parts = {name: list(shape.target(name).objects.with_accessions(document[name])) for name in shape.lists}
    if shape.facets:
        term = model._meta.get_field("terms").related_model
        parts["terms"] = [term(facet=facet, value=value) for facet in shape.facets for value in document[facet]]
    for child in shape.children:
        row_model = shape.child_model(child.name)
        parts[child.name] = []
        for values in document[child.name]:
            row = row_model(**{name: value for name, value in values.items() if name not in child.references})
            for name in child.references:
                target = row_model._meta.get_field(name).related_model
                setattr(row, f"{name}_id", resolver.key(target, name, values.get(name)))
            parts[child.name].append(row)
    # Where Django looks first when a related manager is asked for all().
    record._prefetched_objects_cache = parts
    return record
