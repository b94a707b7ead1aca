"""The founding catalogue is reviewed by pages too (首次建库审核): what waits, for whom, and the opinion on record."""

from collections.abc import Callable

import pytest
from django.test import Client

from tongban.registers.catalog.tests.editions import listed
from tongban.registers.compiling.models import FoundingOpinion
from tongban.web.console.tests.pages import nasty_to_every_form
from tongban.web.ui.once import FIELD

AtConsole = Callable[[str], Client]
ADDRESS = "/console/items/founding"
pytestmark = pytest.mark.django_db


@pytest.mark.req("R-002")
def test_a_list_loaded_since_is_agreed_to_by_two_bodies_by_pages_alone(at_console: AtConsole):
    assert "都审核过了" in at_console("zhengyawen").get(ADDRESS).content.decode()
    with listed(summary="样例：成批装入的新版本"):
        bureau, justice = at_console("linjing"), at_console("zhouyaqin")
        page = bureau.get(ADDRESS).content.decode()
        assert "1份还不到2家审核" in page
        assert "食品经营许可" in page
        empty = bureau.post(ADDRESS, {FIELD: "empty", "opinion": " "})
        assert (empty.status_code, "请填写审核意见" in empty.content.decode()) == (422, True)
        before = FoundingOpinion.objects.count()
        for client in (bureau, justice):
            sent = {FIELD: "agreed", "agency": "", "opinion": "依据有效，同意。"}
            assert [client.post(ADDRESS, sent).status_code for _ in range(2)] == [302, 302]
        assert FoundingOpinion.objects.count() == before + 2
        assert "都审核过了" in at_console("zhengyawen").get(ADDRESS).content.decode()


def test_whatever_is_typed_is_answered(at_console: AtConsole):
    with listed(summary="样例：成批装入的新版本"):
        nasty_to_every_form(at_console("linjing"), {ADDRESS: ("opinion", "agency")})


@pytest.mark.parametrize("login", ["leiyu", "zhengyawen"])
def test_who_does_not_review_reads_and_has_no_form(at_console: AtConsole, login: str):
    client = at_console(login)
    assert "<textarea" not in client.get(ADDRESS).content.decode()
    assert client.post(ADDRESS, {"opinion": "同意"}).status_code == 403


@pytest.mark.parametrize(("login", "status"), [("wangfang", 403), ("liqiang", 403), ("gaoyuan", 403), ("", 302)])
def test_others_do_not_see_it(at_console: AtConsole, login: str, status: int):
    assert at_console(login).get(ADDRESS).status_code == status
    assert at_console(login).post(ADDRESS, {"opinion": "\x00" * 9, "agency": "' or 1=1"}).status_code == status
