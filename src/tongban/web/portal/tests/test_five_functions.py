"""The five functions (查询、预约、办理、投诉建议、评价) are one tap away from every matter and every case."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.urls import resolve

from tongban.foundation.kernel.actors import Actor
from tongban.handling.cases.tests.applying import food_code
from tongban.handling.cases.tests.driving import accepted
from tongban.registers.catalog.queries import current_guides
from tongban.web.portal.five_functions import FUNCTIONS, five_functions

pytestmark = pytest.mark.django_db
WAYS = re.compile(r"<li>(\w+)：<a href=\"([^\"]+)\"")


def links(client: Client, path: str) -> dict[str, str]:
    return {name: unescape(href) for name, href in WAYS.findall(client.get(path).content.decode())}


@pytest.mark.req("R-140")
def test_every_matter_has_all_five_at_addresses_that_exist():
    guides = list(current_guides())
    assert guides
    for guide in guides:
        ways = five_functions(guide)
        assert tuple(each.function for each in ways) == FUNCTIONS
        assert all(resolve(each.href.partition("?")[0]) for each in ways)


@pytest.mark.req("R-140")
def test_the_guide_and_the_case_lead_to_all_five_and_all_five_open(
    browser: Callable[..., Client], cast: Callable[..., Actor]
):
    case, client = accepted(cast), browser("liqiang")
    for path in (f"/items/{food_code()}", f"/cases/{case.number}"):
        ways = links(client, path)
        assert set(FUNCTIONS) <= set(ways)
        assert [client.get(ways[each]).status_code for each in FUNCTIONS] == [200] * len(FUNCTIONS), ways
    assert case.number in client.get(ways["投诉建议"]).content.decode(), "a complaint about a case names it"
