"""The lists of centres and stations: watched by supervision, agreed by a body's head, public on the place's page."""

from collections.abc import Callable

import pytest
from django.test import Client

from tongban.foundation.kernel.clock import local_day, now
from tongban.registers.catalog.queries import cards
from tongban.registers.grassroots.models import Agreement

AtConsole = Callable[[str], Client]
pytestmark = [pytest.mark.django_db, pytest.mark.req("R-132")]
PAGE = "/console/grassroots"
STATION = f"{PAGE}/fumin-station"


def test_supervision_sees_every_place_with_its_fields_and_use(at_console: AtConsole) -> None:
    watcher = at_console("zhengyawen")
    text = watcher.get(PAGE).content.decode()
    assert "51个场所，51个有清单，51个覆盖" in text
    assert "福民社区便民服务站" in watcher.get(PAGE, {"q": "福民"}).content.decode()
    assert "没有这样的场所" in watcher.get(PAGE, {"show": "none"}).content.decode()
    station = watcher.get(STATION).content.decode()
    assert "授权办理" in station
    assert "民政业务专用章（福民社区，样例）" in station
    assert "下沉事项到这里" not in station


@pytest.mark.req("R-133")
def test_the_head_agrees_and_ends_and_the_public_page_follows(at_console: AtConsole) -> None:
    head, today = at_console("chenli"), local_day(now())
    code = next(each.option_code for each in cards() if each.agency_key == "market-regulation")
    sent = {f"field-{code}": "social_service", "capacity": "3", "seal": "样例专用章"}
    assert 'value="authorised"' in head.get(f"{STATION}/new").content.decode()
    wrong = head.post(f"{STATION}/new", sent)
    assert wrong.status_code == 422
    for words in ("没有方式的不能下沉", "没有协议的不能下沉", "请写从哪天起", 'value="样例专用章"'):
        assert words in wrong.content.decode()
    sent |= {"mode": "authorised", "number": "嘉市监授〔2026〕66号", "valid_from": today.isoformat()}
    assert head.post(f"{STATION}/new", sent).status_code == 302
    made = Agreement.objects.get(number="嘉市监授〔2026〕66号")
    assert made.delegation is not None
    public = Client().get("/venues/fumin-station").content.decode()
    assert "部门放到这里办的事" in public
    assert made.number in public
    assert head.post(f"{STATION}/{made.pk}/end", {"reason": ""}).status_code == 422
    assert head.post(f"{STATION}/{made.pk}/end", {"reason": "协议到期不续。"}).status_code == 302
    assert made.number not in Client().get("/venues/fumin-station").content.decode()


def test_others_do_not_open_it_and_a_hall_has_no_such_list(at_console: AtConsole) -> None:
    for login, status in (("wangfang", 403), ("liqiang", 403), ("", 302)):
        assert {at_console(login).get(each).status_code for each in (PAGE, STATION, f"{STATION}/new")} == {status}
    assert at_console("zhengyawen").get(f"{STATION}/new").status_code == 403
    assert at_console("zhengyawen").get(f"{PAGE}/city-center").status_code == 404
    strange = Agreement.objects.exclude(agency__key="market-regulation").order_by("pk")[0]
    assert at_console("chenli").post(f"{STATION}/{strange.pk}/end", {"reason": "不要了"}).status_code == 404
    assert "部门放到这里办的事" not in Client().get("/venues/city-center").content.decode()
