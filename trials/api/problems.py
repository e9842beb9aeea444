"""Refusals of the API as problem details (RFC 9457)."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from rest_framework.exceptions import APIException

from ..filters import Problem
from ..history import Step, history_of
from ..models import CuratedRecord

MEDIA_TYPE = "application/problem+json"


class BadQuery(APIException):
    """A word or value of the query string is not understood."""

    status_code = HTTPStatus.BAD_REQUEST

    def __init__(self, problems: Iterable[Problem]):
        self.problems = list(problems)
        super().__init__(" ".join(_sentence(problem) for problem in self.problems[:3]))


class Gone(APIException):
    """The record was withdrawn."""

    status_code = HTTPStatus.GONE

    def __init__(self, record: CuratedRecord, successor_url: str):
        self.record = record
        self.successor_url = successor_url
        super().__init__(f"{record.accession} was withdrawn: {record.withdrawn_reason}")


class Moved(APIException):
    """The key is a former one of a record that stands elsewhere."""

    status_code = HTTPStatus.MOVED_PERMANENTLY

    def __init__(self, url: str):
        self.url = url
        super().__init__("Moved.")


def bad_word(word: str, value: str, sentence: str, nearest: Iterable[str] = ()) -> BadQuery:
    """The refusal of a single word."""
    return BadQuery([Problem(word, value, sentence, tuple(nearest))])


def answer(error: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """The answer to an exception of a view; what nobody foresaw goes on to Django."""
    if isinstance(error, Moved):
        return HttpResponsePermanentRedirect(error.url)
    if isinstance(error, Http404):
        return problem(HTTPStatus.NOT_FOUND, str(error) or "There is nothing at this address.")
    if not isinstance(error, APIException):
        return None
    response = problem(error.status_code, str(error.detail), **_more(error))
    if wait := getattr(error, "wait", None):
        response.headers["Retry-After"] = str(int(wait))
    return response


def problem(status: int, detail: str, **more: Any) -> HttpResponse:
    """A problem document; its title is the phrase of the status, as RFC 9457 asks for ``about:blank``."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": int(status), "detail": detail, **more}
    options = {"ensure_ascii": False}
    return JsonResponse(body, status=status, content_type=MEDIA_TYPE, json_dumps_params=options)


def _more(error: APIException) -> dict[str, Any]:
    if isinstance(error, BadQuery):
        return {"problems": [_told(each) for each in error.problems]}
    if isinstance(error, Gone):
        record = error.record
        return {
            "accession": record.accession,
            "reason": record.withdrawn_reason,
            "withdrawn_at": record.updated_at.isoformat(),
            "successor": record.successor or None,
            "successor_url": error.successor_url or None,
            "history": [_step(step) for step in history_of(record).steps],
        }
    return {}


def _step(step: Step) -> dict[str, Any]:
    """What happened to a record in public, in the words of its page."""
    return {"done": step.done, "version": step.version, "at": step.at.isoformat(), "basis": step.basis,
            "note": step.note}  # fmt: skip


def _sentence(each: Problem) -> str:
    """The sentence of a problem, with the word that it is about."""
    return each.sentence if f"“{each.word}”" in each.sentence else f"{each.word}: {each.sentence}"


def _told(each: Problem) -> dict[str, Any]:
    return {"word": each.word, "value": each.value, "sentence": each.sentence, "nearest": list(each.nearest)}
