"""The addresses of the API, below /api/v1/."""

from django.urls import path

from .docs import docs
from .history import Changes, Releases
from .kinds import KINDS
from .left_out import LeftOutList
from .schema import Schema
from .words import Enums, Facets, Index, Search

app_name = "api"
urlpatterns = [
    path("", Index.as_view(), name="index"),
    path("search/", Search.as_view(), name="search"),
    path("facets/<str:name>/", Facets.as_view(), name="facets"),
    path("enums/", Enums.as_view(), name="enums"),
    path("changes/", Changes.as_view(), name="changes"),
    path("releases/", Releases.as_view(), name="releases"),
    path("left-out/", LeftOutList.as_view(), name="left-out"),
    path("schema/", Schema.as_view(), name="schema"),
    path("docs/", docs, name="docs"),
]
for name, (listed, single) in KINDS.items():
    urlpatterns += [
        path(f"{name}/", listed.as_view(), name=name),
        # Some registries write slashes into their numbers.
        path(f"{name}/<path:key>/", single.as_view(), name=f"{name}-detail"),
    ]
