"""Terminals on the console and for the public: where, when, how far; faults from report to mending (R-135, R-136)."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import now
from tongban.handling.devices.commands import place_device
from tongban.handling.devices.models import Fault, Placement
from tongban.handling.devices.tests.test_devices import PLACE
from tongban.handling.halls.commands.kiosks import register_kiosk
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
    assert "48个社区、村里" in bureau.get(PAGE).content.decode()
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


def test_others_do_not_open_it(at_console: AtConsole, kiosk: Kiosk) -> None:
    pages = (PAGE, f"{PAGE}/{kiosk.code}")
    for login, status in (("wangfang", 403), ("chenli", 403), ("", 302)):
        assert {at_console(login).get(each).status_code for each in pages} == {status}
    assert at_console("zhengyawen").get(f"{PAGE}/00000000-0000-4000-8000-000000000000").status_code == 404
