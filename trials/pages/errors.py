"""Refusals in the same clothes: 400, 404 and 500; for programs as problem details."""

from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from mscdb.middleware import MACHINE_PATHS, problem


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if request.path_info.startswith(MACHINE_PATHS):
        return problem(400, "Bad request", "The request could not be understood.")
    # Made without the request: what is bad about it may be its host name or its cookies.
    return HttpResponse(render_to_string("400.html"), status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if request.path_info.startswith(MACHINE_PATHS):
        return problem(404, "Not found", "There is nothing at this address.")
    words = unquote(request.path_info).strip("/").split("/")[-1].replace("-", " ").replace("_", " ")
    return render(request, "404.html", {"search_text": words[:80]}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    if request.path_info.startswith(MACHINE_PATHS):
        return problem(500, "Server error", "Something broke on our side; it has been written down.")
    # Without the request no tag asks the database, which may be what broke.
    return HttpResponse(render_to_string("500.html"), status=500)
