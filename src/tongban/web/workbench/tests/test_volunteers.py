"""Volunteers at the desk (志愿者登记): a place registers its own, with a term, and strikes them off."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.outreach.models import Volunteer
from tongban.registers.parties.models import Account
from tongban.registers.parties.rules import Field
from tongban.registers.parties.sealed import open_field

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-168")]
AtDesk = Callable[[str], Client]
LIST = "/workbench/volunteers"


def test_a_window_registers_and_strikes_off(at_desk: AtDesk) -> None:
    client = at_desk("wangfang")
    person = Account.objects.get(login="zhouyou").person
    assert person is not None
    number = open_field(person, Field.ID_NUMBER)
    until = (local_day(now()) + timedelta(days=30)).isoformat()
    wrong = client.post(LIST, {"name": "周游", "id_number": "1", "until": ""})
    assert wrong.status_code == 422
    assert "没有找到这个人" in wrong.content.decode()
    assert client.post(LIST, {"name": "周游", "id_number": number, "until": until}).status_code == 302
    page = client.get(LIST).content.decode()
    assert "可以帮办" in page
    assert number not in page
    assert "周游" not in page, "a list shows masked names"
    address = f"{LIST}/{Volunteer.objects.get().code}/end"
    assert client.post(address, {"reason": ""}).status_code == 422
    assert at_desk("liuzhiyuan").post(address, {"reason": "不来了"}).status_code == 404
    assert client.post(address, {"reason": "不来了"}).status_code == 302
    assert "已注销" in at_desk("zhengyawen").get(LIST).content.decode()
