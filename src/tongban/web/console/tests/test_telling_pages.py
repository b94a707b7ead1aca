"""Second tellings, repeated asking and what not sharing costs, as supervision sees them."""

from collections.abc import Callable

import pytest
from django.test import Client

from tongban.handling.cases.tests.asking import SORRY, overridden, told

AtConsole = Callable[[str], Client]
PLACES = ("/console/tellings", "/console/unshared")
MONTH = "?from=2026-11&to=2026-11"

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("login", "answer"), [("zhengyawen", 200), ("linjing", 200), ("wutao", 403), ("wangfang", 403)]
)
def test_supervision_and_reviewers_see_the_accounts_and_nobody_else(
    at_console: AtConsole, place: str, login: str, answer: int
) -> None:
    assert at_console(login).get(place).status_code == answer


@pytest.mark.req("R-040")
def test_a_second_telling_is_counted_and_opens_its_case(at_console: AtConsole, cast) -> None:
    case = told(cast)
    overridden(cast, case)
    page = at_console("zhengyawen").get(PLACES[0] + MONTH).content.decode()
    assert "二次告知数" in page
    assert f'href="/workbench/cases/{case.number}"' in page
    assert SORRY in page
    other = at_console("linjing").get(PLACES[0] + MONTH).content.decode()
    assert case.number not in other


def test_the_account_of_not_sharing_says_how_it_is_reckoned(at_console: AtConsole, cast) -> None:
    told(cast)
    client = at_console("zhengyawen")
    page = client.get(PLACES[1] + MONTH).content.decode()
    assert "是<strong>假设</strong>" in page
    assert client.get(PLACES[1] + MONTH + "&agency=999999999&keeper=nobody").status_code == 200
    assert client.get(PLACES[1] + "?from=x&agency=%00").status_code == 200
