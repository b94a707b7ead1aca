"""Terminals on the console and for the public: where, when, how far; faults from report to mending (R-135, R-136)."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import now
from tongban.handling.devices.commands import place_device
from tongban.handling.devices.models import Fault, Placement, Rollout
from tongban.handling.devices.rules.watching import SILENT_AFTER
from tongban.handling.devices.tests.test_devices import PLACE
from tongban.handling.halls.commands.kiosks import bind, give_code, register_kiosk
from tongban.handling.halls.models import Kiosk
from tongban.registers.agencies.models import Venue

AtConsole = Callable[[str], Client]
pytestmark = [pytest.mark.django_db, pytest.mark.req("R-135")]
PAGE = "/console/devices"


@pytest.fixture
def kiosk() -> Kiosk:
    """One terminal in a bank, and one in a community farther out."""
    hall = Venue.objects.get(key="city-center")
    far = replace(PLACE, place_type="community", place_name="福民社区活动室", latitude=Decimal("39.7992"))
    for name, place in (("银行的", PLACE), ("社区的", replace(far, longitude=Decimal("98.2605")))):
        made = register_kiosk(name, venue=hall, by=SYSTEM, at=now())
        place_device(made, place, by=SYSTEM, at=now())
    return Kiosk.objects.get(placement__place_type="bank")


def test_the_public_finds_the_nearest_and_what_it_does(kiosk: Kiosk) -> None:
    text = Client().get("/terminals").content.decode()
    assert text.count("还没有启用") == 2
    assert "查指南、打清单" in text
    near = Client().get("/terminals", {"at": "620201001001"}).content.decode()
    assert near.index("福民社区活动室") < near.index("样例银行")
    assert "直线距离" in near
    only = Client().get("/terminals", {"type": "bank"}).content.decode()
    assert "样例银行" in only
    assert "福民社区活动室" not in only
    assert "这里还没有自助终端" in Client().get("/terminals", {"type": "post", "at": "乱写"}).content.decode()


@pytest.mark.req("R-136")
def test_keepers_place_it_and_mend_it(at_console: AtConsole, kiosk: Kiosk) -> None:
    bureau, one = at_console("zhengyawen"), f"{PAGE}/{kiosk.code}"
    whole = bureau.get(PAGE).content.decode()
    assert "48个社区、村里" in whole
    assert whole.count('<g class="pin">') >= 2
    assert "终端覆盖图" in whole
    assert bureau.get(one).status_code == 200
    sent = {"place_type": "bank", "place_name": "样例支行", "owner": "样例银行", "address": "样例路2号"}
    wrong = bureau.post(f"{one}/place", sent)
    assert (wrong.status_code, 'value="样例支行"' in wrong.content.decode()) == (422, True)
    sent |= {"latitude": "39.77", "longitude": "98.28", "services": "guides"}
    assert bureau.post(f"{one}/place", sent).status_code == 302
    assert Placement.objects.get(kiosk=kiosk).place_name == "样例支行"
    assert bureau.post(f"{one}/faults", {"kind": "silent", "words": "x"}).status_code == 422
    assert bureau.post(f"{one}/faults", {"kind": "paper", "words": "没有纸了"}).status_code == 302
    fault = Fault.objects.get()
    assert "没有纸了" in bureau.get(PAGE).content.decode()
    assert "有故障，在修" in Client().get("/terminals", {"type": "bank"}).content.decode()
    assert bureau.post(f"/console/faults/{fault.code}/take").status_code == 302
    assert bureau.post(f"/console/faults/{fault.code}/close", {"result": ""}).status_code == 422
    assert bureau.post(f"/console/faults/{fault.code}/close", {"result": "加了纸"}).status_code == 302
    assert "加了纸" in bureau.get(PAGE, {"show": "mended"}).content.decode()


def test_a_terminal_that_is_silent_is_told_on_the_first_page_of_supervision(
    at_console: AtConsole, kiosk: Kiosk
) -> None:
    bureau = at_console("zhengyawen")
    assert "没有报到的自助终端" not in bureau.get("/console").content.decode()
    placed = Placement.objects.get(kiosk=kiosk)
    assert placed.is_all_day
    bind(give_code(kiosk, by=SYSTEM, at=now()), ip=None, at=now())
    Kiosk.objects.filter(pk=kiosk.pk).update(seen_at=now() - SILENT_AFTER * 2, bound_at=now() - SILENT_AFTER * 2)
    assert "没有报到的自助终端" in bureau.get("/console").content.decode()


@pytest.mark.req("R-136")
def test_settings_go_out_from_the_page_and_reach_the_terminal(at_console: AtConsole, kiosk: Kiosk) -> None:
    bureau, settings = at_console("zhengyawen"), f"{PAGE}/settings"
    token = bind(give_code(kiosk, by=SYSTEM, at=now()), ip=None, at=now())[1]
    terminal = Client()
    terminal.cookies["tongban_kiosk"] = token
    sent = {"idle_seconds": "30", "notice": "元旦放假一天", "paper_low": "20"}
    wrong = bureau.post(settings, sent)
    assert (wrong.status_code, 'value="元旦放假一天"' in wrong.content.decode()) == (422, True)
    assert bureau.post(settings, {**sent, "kiosks": [str(kiosk.code)]}).status_code == 302
    rollout = Rollout.objects.get()
    assert "还没有一台" in bureau.get(settings).content.decode()
    assert bureau.post(f"{settings}/{rollout.pk}/widen").status_code == 409
    assert "元旦放假一天" in terminal.post("/kiosk/here", {"revision": "1", "config": "0"}).content.decode()
    told = {"revision": "1", "config": "1", "printed": "1", "used": '{"guides":2}', "error": ""}
    assert 'name="config" value="1"' in terminal.post("/kiosk/here", told).content.decode()
    assert 'content="30"' in terminal.get("/kiosk").content.decode()
    assert bureau.post(f"{settings}/{rollout.pk}/widen").status_code == 302
    one = f"{PAGE}/{kiosk.code}/upkeep"
    assert "查指南、打清单2次" in bureau.get(one).content.decode()
    assert bureau.post(one, {"do": "paper", "sheets": "许多"}).status_code == 422
    assert bureau.post(one, {"do": "paper", "sheets": "500"}).status_code == 302
    assert bureau.post(one, {"do": "pin", "number": "1"}).status_code == 302
    page = bureau.get(one).content.decode()
    assert "还有500张" in page
    assert bureau.post(f"{settings}/{rollout.pk}/roll_back", {"reason": ""}).status_code == 422
    assert bureau.post(f"{settings}/{rollout.pk}/roll_back", {"reason": "写错了"}).status_code == 302
    assert bureau.post(f"{settings}/{rollout.pk}/explode").status_code == 404
    assert "写错了" in bureau.get(settings).content.decode()


def test_others_do_not_open_it(at_console: AtConsole, kiosk: Kiosk) -> None:
    pages = (PAGE, f"{PAGE}/{kiosk.code}", f"{PAGE}/{kiosk.code}/upkeep", f"{PAGE}/settings")
    for login, status in (("wangfang", 403), ("chenli", 403), ("", 302)):
        assert {at_console(login).get(each).status_code for each in pages} == {status}
    assert at_console("zhengyawen").get(f"{PAGE}/00000000-0000-4000-8000-000000000000").status_code == 404
