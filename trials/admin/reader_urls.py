"""Addresses of the desk for readers' messages and for retractions."""

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path

from . import messages, retractions


def reader_urls(site: AdminSite) -> list[URLPattern]:
    return [
        path("messages/", site.page(messages.messages_view), name="messages"),
        path("messages/<kind>/<int:pk>/", site.page(messages.message_view), name="message"),
        path("retractions/", site.page(retractions.retractions_view), name="retractions"),
        path("retractions/<accession>/", site.page(retractions.retraction_view), name="retraction"),
    ]
