"""The addresses of MSCdb: includes only; each room names its own."""

from django.urls import include, path

from trials.admin import desk

urlpatterns = [
    path("admin/", desk.urls),
    path("api/v1/", include("trials.api.urls")),
    path("", include("trials.pages.urls")),
]

handler400 = "trials.pages.errors.bad_request"
handler404 = "trials.pages.errors.not_found"
handler500 = "trials.pages.errors.server_error"
