"""Rating at a terminal: by the code on the paper, with one touch, for nobody's eyes but those who verify."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.clock import now
from tongban.handling.cases.tests.driving import served
from tongban.oversight.evaluations.commands.inviting import invite_for_case
from tongban.oversight.evaluations.models import Evaluation
from tongban.oversight.evaluations.rules.grades import Grade

pytestmark = pytest.mark.django_db


@pytest.mark.req("R-105")
def test_the_code_of_the_paper_opens_five_equal_buttons_and_one_touch_is_enough(terminal: Client, cast) -> None:
    asked = invite_for_case(served(cast), at=now() - timedelta(hours=1))
    scanned = terminal.post(reverse("kiosk-rate"), {"c": f"https://city.test/numbers/{str(asked.code).upper()}"})
    assert scanned["Location"] == reverse("kiosk-rating", args=[asked.code])
    page = terminal.get(scanned["Location"]).content.decode()
    assert re.findall(r'name="grade" value="(\w+)"', page) == [each.value for each in Grade]
    sent = {"grade": "dissatisfied", "tags": ["waiting"], **dict(re.findall(r'name="(once)" value="([^"]+)"', page))}
    assert terminal.post(scanned["Location"], sent).status_code == 302
    said = Evaluation.objects.get(invitation=asked)
    assert (said.way, said.is_named, said.tags) == ("kiosk", False, ["waiting"])
    after = terminal.get(scanned["Location"]).content.decode()
    assert "谢谢您" in after
    assert "不满意</" not in after


def test_what_is_no_number_is_told(terminal: Client) -> None:
    assert "再试一次" in terminal.post(reverse("kiosk-rate"), {"c": "你好"}).content.decode()
    unknown = reverse("kiosk-rating", args=["00000000-0000-4000-8000-000000000000"])
    assert terminal.get(unknown).status_code == 404
