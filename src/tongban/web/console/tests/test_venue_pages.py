"""What last night's comparison of places found, as supervision sees it (R-006)."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.clock import now
from tongban.handling.cases.models import Case, Material
from tongban.oversight.supervision.commands.comparing import compare_venues
from tongban.oversight.supervision.tests.synthetic import closed, write
from tongban.registers.agencies.models import Staff
from tongban.registers.catalog.queries import current_guides

AtConsole = Callable[[str], Client]
PAGE = "console-venues"

pytestmark = pytest.mark.django_db


@pytest.fixture
def extra() -> Case:
    """A station's clerk took a paper that the list does not have."""
    food = next(each for each in current_guides() if each.basic_code == "000131024000")
    (case,) = write(closed(Random(1), food, 1))
    case.receiver = Staff.objects.select_related("venue").get(account__login="hanyulan")
    case.venue, case.received_at = case.receiver.venue, now()
    case.save(update_fields=["receiver", "venue", "received_at"])
    Material.objects.filter(case=case).delete()
    Material.objects.create(case=case, requirement_code="extra_proof", name="居委会证明（样例）", state="provided")
    compare_venues(at=now())
    return case


@pytest.mark.req("R-006")
def test_the_place_the_clerk_and_the_material_are_named(
    at_console: AtConsole, extra: Case, django_assert_max_num_queries: Any
) -> None:
    client = at_console("zhengyawen")
    page = client.get(reverse(PAGE)).content.decode()
    assert extra.venue is not None
    for words in ("居委会证明（样例）", extra.venue.name, "韩玉兰", reverse("desk-case", args=[extra.number])):
        assert words in page
    assert "居委会证明" not in client.get(reverse(PAGE), {"what": "days"}).content.decode()
    with django_assert_max_num_queries(6):
        client.get(reverse(PAGE))
    reviewer = at_console("linjing").get(reverse(PAGE)).content.decode()
    assert "便民服务窗口" in reviewer
    assert "韩玉兰" not in reviewer, "who may not open the case sees the post"


def test_before_the_first_night_nothing_is_said_and_nothing_breaks(at_console: AtConsole) -> None:
    client = at_console("linjing")
    assert "还没有比对" in client.get(reverse(PAGE)).content.decode()
    for evil in ("\x00", "9" * 40, "';"):
        assert client.get(reverse(PAGE), {"option": evil, "what": evil}).status_code == 200
    assert at_console("wutao").get(reverse(PAGE)).status_code == 403
