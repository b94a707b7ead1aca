"""Rating at a terminal: by the code on the paper, with one touch, for nobody's eyes but those who verify."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.cases.tests.driving import served
from tongban.handling.contacts.commands.shifts import sign_on
from tongban.handling.halls.commands import calling, serving
from tongban.handling.halls.commands.drawing import draw
from tongban.handling.halls.commands.kiosks import bind, give_code, register_kiosk
from tongban.handling.halls.models import Ticket
from tongban.oversight.evaluations.commands.inviting import invite_for_case, invite_for_visit
from tongban.oversight.evaluations.models import Evaluation
from tongban.oversight.evaluations.rules.grades import Grade
from tongban.web.kiosk.terminals import COOKIE

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


@pytest.fixture
def tablet(cast: Callable[..., Actor]) -> Client:
    """The tablet of window 9, and a visitor who was served there a minute ago."""
    at, clerk = now(), cast("wangfang", now())
    sign_on("综合窗口9号", by=clerk, at=at)
    draw("A", by=clerk, at=at)
    called = calling.call_next(by=clerk, at=at)
    assert called is not None
    serving.begin_serving(called, by=clerk, at=at)
    serving.finish(called, result="answered", words="说清楚了", by=clerk, at=at)
    Ticket.objects.filter(pk=called.pk).update(ended_at=at - timedelta(minutes=1))
    called.refresh_from_db()
    invite_for_visit(called, at=at - timedelta(minutes=1))
    keeper = cast("zhengyawen", at)
    made = register_kiosk("9号评价器", venue=called.venue, window="综合窗口9号", by=keeper, at=at)
    client = Client()
    client.cookies[COOKIE] = bind(give_code(made, by=keeper, at=at), ip=None, at=at)[1]
    return client


@pytest.mark.req("R-105")
def test_the_tablet_of_a_window_asks_and_without_a_network_keeps_the_time(tablet: Client) -> None:
    here = tablet.get(reverse("kiosk"))["Location"]
    page = tablet.get(here).content.decode()
    assert "刚才的服务" in page
    assert "二维码" in page
    assert "data-keeps" in page
    given = now() - timedelta(seconds=20)
    assert tablet.post(here, {"grade": "", "given_at": given.isoformat()}).status_code == 422
    sent = tablet.post(here, {"grade": "dissatisfied", "given_at": given.isoformat()})
    said = Evaluation.objects.get()
    assert (said.way, said.rated_at) == ("pad", given)
    assert said.received_at > given
    assert "谢谢您" in tablet.get(sent["Location"]).content.decode()
    assert "办完以后，请您评价" in tablet.get(here).content.decode()
    assert tablet.post(here, {"grade": "satisfied"}).status_code == 404


def test_a_terminal_that_is_no_tablet_asks_nobody(terminal: Client) -> None:
    assert terminal.get(reverse("kiosk-window")).status_code == 404


def test_what_is_no_number_is_told(terminal: Client) -> None:
    assert "再试一次" in terminal.post(reverse("kiosk-rate"), {"c": "你好"}).content.decode()
    unknown = reverse("kiosk-rating", args=["00000000-0000-4000-8000-000000000000"])
    assert terminal.get(unknown).status_code == 404
