"""The addresses of the public site; the name of an address is the name of its view's file or function."""

from django.urls import path

from . import (
    about,
    cancer_type,
    changes,
    evidence,
    feeds,
    finding,
    home,
    lists,
    machines,
    payload,
    publication,
    report,
    resolver,
    scope,
    search,
    sitemaps,
    suggest,
    tree,
    trial,
)

app_name = "pages"
urlpatterns = [
    path("", home.view, name="home"),
    path("cancer-types/", tree.view, name="cancer_types"),
    path("cancer-types/<str:slug>/", cancer_type.view, name="cancer_type"),
    path("trials/", lists.trials, name="trials"),
    # Some registries write slashes into their numbers.
    path("trials/<path:identifier>/", trial.view, name="trial"),
    path("payloads/", lists.payloads, name="payloads"),
    path("payloads/<str:slug>/", payload.view, name="payload"),
    path("reviews/", lists.reviews, name="reviews"),
    path("publications/<str:accession>/", publication.view, name="publication"),
    path("findings/", lists.findings, name="findings"),
    path("findings/<str:accession>/", finding.view, name="finding"),
    path("evidence/", evidence.view, name="evidence"),
    path("search/", search.view, name="search"),
    path("id/<path:curie>", resolver.view, name="resolve"),
    path("releases/", changes.releases, name="releases"),
    path("changes/", changes.view, name="changes"),
    path("about/", about.view, name="about"),
    path("scope/", scope.view, name="scope"),
    path("report/", report.view, name="report"),
    path("report/<str:accession>/", report.of_record, name="report_record"),
    path("suggest/", suggest.view, name="suggest"),
    path("thanks/", suggest.thanks, name="thanks"),
    path("feeds/trials.atom", feeds.trials, name="trial_feed"),
    path("feeds/findings.atom", feeds.findings, name="finding_feed"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<str:section>.xml", sitemaps.section, name="sitemap_section"),
    path("robots.txt", machines.robots, name="robots"),
    path("healthz", machines.healthz, name="healthz"),
    path("readyz", machines.readyz, name="readyz"),
]
