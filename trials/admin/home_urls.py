"""Addresses of the home pages: my work, reading queue, notices, profile, settings, and what is to be looked after."""

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path

from . import account, failing, home, notices, reading, registry, settings_page, unsourced


def home_urls(site: AdminSite) -> list[URLPattern]:
    """Pages for staff who are logged in, and the switch in letters, which needs no log-in."""
    return [
        path("mine/", site.page(home.mine_view), name="mine"),
        path("reading/", site.page(reading.queue_view), name="reading"),
        path("reading/<int:pk>/<act>/", site.page(reading.act_view), name="reading_act"),
        path("reading/of/<accession>/depth/", site.page(reading.depth_view), name="reading_depth"),
        path("notices/", site.page(notices.notices_view), name="notices"),
        path("notices/off/<token>/", notices.off_view, name="notices_off"),
        path("profile/", site.page(account.profile_view), name="profile"),
        path("settings/", site.page(settings_page.settings_view), name="settings"),
        path("failing/", site.page(failing.failing_view), name="failing"),
        path("registry/", site.page(registry.registry_view), name="registry"),
        path("registry/look-again/<int:pk>/", site.page(registry.look_again_view), name="look_again"),
        path("registry/run/<int:pk>/", site.page(registry.run_view), name="registry_run"),
        path("unsourced/", site.page(unsourced.unsourced_view), name="unsourced"),
    ]
