"""How tests read a page, and rows that trials in them own."""

import re

from django.test import Client

from tests import factories
from tests.claims import result
from trials.addresses import path_of
from trials.models import CancerType, CuratedRecord, Trial


def page_of(client: Client, record: CuratedRecord) -> str:
    answer = client.get(path_of(record))
    assert answer.status_code == 200
    return answer.content.decode()


def text_of(client: Client, record: CuratedRecord) -> str:
    """The words of a page, as they are read."""
    body = page_of(client, record).split("<main")[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)).replace(" .", ".").replace(" ,", ",")


def section(text: str, start: str, end: str) -> str:
    assert start in text
    return text.split(start, 1)[1].split(end, 1)[0]


def listed_as_open(node: CancerType, confirmed_on: str, **fields: object) -> Trial:
    return factories.trial(cancer_types=[node], overall_status="RECRUITING", status_confirmed_on=confirmed_on, **fields)


def result_row(**fields: object) -> dict:
    """Survival in patients without a control group, unless said otherwise."""
    statement = "Median survival was 15.6 months (no control group)."
    return result(measure="median_os", number=None, statement=statement) | fields


def site(position: int, city: str = "Houston") -> dict:
    return {
        "position": position,
        "facility": "A hospital",
        "city": city,
        "country": "United States",
        "as_of": "2022-10",
    }
