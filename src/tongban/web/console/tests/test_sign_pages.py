"""Names and signs on the console's pages, and what the public sees of them: never an old name (R-065, R-066)."""

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tongban.foundation.kernel.clock import local_day, now
from tongban.registers.agencies.models import Venue
from tongban.registers.places.commands import switch_names
from tongban.registers.places.models import Rename, Sign

AtConsole = Callable[[str], Client]
pytestmark = pytest.mark.django_db
PAGE = "/console/signs"
STATION = f"{PAGE}/fumin-station"


def photo() -> SimpleUploadedFile:
    kept = BytesIO()
    Image.new("RGB", (600, 400), "white").save(kept, "PNG")
    return SimpleUploadedFile("门牌.png", kept.getvalue(), content_type="image/png")


@pytest.mark.req("R-066")
def test_a_sign_is_put_up_with_a_photo_and_its_code_opens_the_place(at_console: AtConsole, settings: Any) -> None:
    bureau = at_console("zhengyawen")
    text = bureau.get(STATION).content.decode()
    assert 'href="/venues/fumin-station"' in text
    assert "已配发，等安装和拍照确认" in text
    assert bureau.post(f"{STATION}/install", {}).status_code == 422
    assert bureau.post(f"{STATION}/install", {"upload-photo": photo()}).status_code == 302
    sign = Sign.objects.get(venue__key="fumin-station")
    assert sign.status == "installed"
    shown = bureau.get(f"/files/{sign.photo_id}")
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/png")
    assert b"".join(shown.streaming_content)  # type: ignore[attr-defined]
    assert Client().get(f"/files/{sign.photo_id}").status_code in (302, 404)
    assert "都办好了" in bureau.get(PAGE, {"q": "福民"}).content.decode()
    assert bureau.post(f"{STATION}/take_down", {"sign": "hanging", "reason": "破损"}).status_code == 302
    assert "fumin-station" in bureau.get(f"{PAGE}/new").content.decode()
    sent = {"number": "2026-7", "maker": "样例", "venues": ["fumin-station"]}
    assert bureau.post(f"{PAGE}/new", {**sent, "maker": ""}).status_code == 422
    assert bureau.post(f"{PAGE}/new", sent).status_code == 302
    wrong = {"width_mm": "800", "height_mm": "5", "material": "木", "layout": "上", "number": "3号"}
    assert bureau.post(f"{PAGE}/spec", {**wrong, "decided_on": "2026-11-01"}).status_code == 422
    assert bureau.post(f"{PAGE}/spec", {**wrong, "height_mm": "500", "decided_on": "2026-11-01"}).status_code == 302


@pytest.mark.req("R-065")
def test_after_the_switch_no_page_says_the_old_name_and_the_old_one_still_finds_the_place(
    at_console: AtConsole,
) -> None:
    old, new = "福民办事老地方", "福民社区便民服务站"
    Venue.objects.filter(key="fumin-station").update(name=old)
    bureau, at = at_console("zhengyawen"), now()
    sent = {"new_name": new, "switch_on": (local_day(at) + timedelta(days=1)).isoformat(), "number": "9号"}
    assert bureau.post(f"{STATION}/plan_rename", {**sent, "new_name": "福民厅"}).status_code == 422
    assert bureau.post(f"{STATION}/plan_rename", sent).status_code == 302
    public = ("/venues/fumin-station", "/map?q=福民", "/screens/fumin-station")
    assert any(old in Client().get(each).content.decode() for each in public)
    assert switch_names(at=at + timedelta(days=1)) == 1
    for each in public:
        text = Client().get(each).content.decode()
        assert new in text, each
        assert old not in text, each
    Rename.objects.filter(old_name=old).update(switch_on=local_day(at))
    found = re.sub(r'value="[^"]*"', "", Client().get("/map", {"q": old}).content.decode())
    assert new in found
    sign = bureau.get(STATION).content.decode()
    assert "原名称（已停用）" in sign


def test_who_may_open_them(at_console: AtConsole) -> None:
    pages = (PAGE, STATION, f"{PAGE}/new", f"{PAGE}/spec")
    for login, status in (("wangfang", 403), ("", 302)):
        assert {at_console(login).get(each).status_code for each in pages} == {status}
    assert [at_console("chenli").get(each).status_code for each in pages] == [200, 200, 403, 403]
    assert at_console("zhengyawen").get(f"{PAGE}/nowhere").status_code == 404
    assert at_console("chenli").post(f"{STATION}/deliver").status_code in (403, 409, 422)
