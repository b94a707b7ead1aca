"""Pages of the scenes of codes (R-156): the register, the switch, who scanned how often, the simulated terminal."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.registers.codes.commands import agree, show
from tongban.registers.codes.models import Scan
from tongban.registers.codes.queries import code_now
from tongban.registers.scenes.models import Scene
from tongban.registers.scenes.queries import scene_with_key

pytestmark = pytest.mark.django_db
AtConsole = Callable[[str], Client]


@pytest.fixture
def place() -> str:
    return f"/console/scenes/{scene_with_key('hospital-registration').pk}"


@pytest.fixture
def is_demo(settings: Any) -> None:
    settings.TONGBAN_DEMO = True


def shown(holder: Actor) -> str:
    return code_now(show(by=holder, at=now()), at=now()).text


def test_the_register_narrows_and_says_what_is_planned(at_console: AtConsole) -> None:
    keeper = at_console("tianhui")
    page = keeper.get("/console/scenes").content.decode()
    assert "医院挂号" in page
    assert "姓名、证件号码、手机号" in page
    assert "法定代表人（企业）" in page
    planned = keeper.get("/console/scenes?status=planned").content.decode()
    assert "医院挂号" not in planned
    assert "燃气开户" in planned
    assert "没有符合的场景" in keeper.get("/console/scenes?domain=nowhere").content.decode()
    assert keeper.get("/console/scenes?after=x\0&domain=%00").status_code == 200


@pytest.mark.req("R-158")
def test_the_ledger_of_coverage_shows_live_scenes_by_field_and_plan_dates(at_console: AtConsole) -> None:
    keeper = at_console("zhengyawen")
    page = keeper.get("/console/scenes/coverage").content.decode()
    for words in ("医疗教育", "政务服务", "交通出行", "社会保障", "公用事业", "金融服务"):
        assert words in page
    assert "企业开户核对" in page
    assert "计划2027年9月30日" in page
    Scene.objects.filter(key="loan-signing").update(planned_on="2026-01-31")
    assert "超过计划日期</span>" in keeper.get("/console/scenes/coverage").content.decode()
    table = keeper.get("/console/scenes/coverage?form=csv").content.decode()
    assert "金融服务,贷款面签核对,市政府金融办,计划中,2026-01-31,是,0" in table


@pytest.mark.req("R-156")
def test_the_switch_wants_a_reason_and_tells_the_holder(at_console: AtConsole, place: str) -> None:
    keeper, anybody = at_console("tianhui"), Client()
    refused = keeper.post(f"{place}/acts/switch_off", {"reason": " "})
    assert refused.status_code == 422
    assert "请写明原因" in refused.content.decode()
    assert "最多看什么" in anybody.get("/codes/scenes").content.decode()
    assert keeper.post(f"{place}/acts/switch_off", {"reason": "系统检修"}).status_code == 302
    assert "系统检修" in keeper.get(place).content.decode()
    assert "医院挂号：已经停用" in anybody.get("/codes/scenes").content.decode()
    supervisor = at_console("zhengyawen")
    assert "恢复使用</h2>" not in supervisor.get(place).content.decode()
    assert supervisor.post(f"{place}/acts/switch_on", {"reason": "好了"}).status_code == 403
    assert keeper.post(f"{place}/acts/switch_on", {"reason": "修好了"}).status_code == 302
    assert keeper.post(f"{place}/acts/rescope", {"reason": "多看一点"}).status_code == 404
    assert scene_with_key("hospital-registration").status == "live"


@pytest.mark.parametrize(
    ("login", "code"), [("tianhui", 200), ("zhengyawen", 200), ("wangfang", 403), ("liqiang", 403), ("", 302)]
)
def test_who_may_see_the_register_and_the_terminals(
    at_console: AtConsole, is_demo: None, place: str, login: str, code: int
) -> None:
    for address in ("/console/scenes", place, f"{place}/simulator"):
        assert at_console(login).get(address).status_code == code


@pytest.mark.req("R-156")
def test_the_simulated_terminal_asks_waits_and_sees_what_was_granted(
    at_console: AtConsole, person: Callable[[str], Actor], is_demo: None, place: str
) -> None:
    keeper, holder = at_console("tianhui"), person("liqiang")
    form = keeper.get(f"{place}/simulator").content.decode()
    assert "这是模拟器" in form
    assert "住址（超出登记的范围）" in form
    code = shown(holder)
    greedy = keeper.post(f"{place}/simulator", {"code": code, "claim": ["name", "address"]})
    assert greedy.status_code == 422
    assert "超出了这个场景登记的范围" in greedy.content.decode()
    assert not Scan.objects.exists()
    sent = keeper.post(f"{place}/simulator", {"code": code, "claim": ["name", "phone"]})
    assert sent.status_code == 302
    waiting = keeper.get(sent["Location"]).content.decode()
    assert "等本人同意" in waiting
    assert "李强" not in waiting
    agree(Scan.objects.get(), claims=["name"], by=holder, at=now())
    seen = keeper.get(sent["Location"]).content.decode()
    assert "李强" in seen
    assert "15400000001" not in seen
    assert keeper.get(sent["Location"] + "?seen=x", headers={"HX-Request": "true"}).status_code == 200
    assert "扫了" in keeper.get(place).content.decode()
    other = f"/console/scenes/{scene_with_key('bus-ride').pk}/simulator/{Scan.objects.get().public_id}"
    assert keeper.get(other).status_code == 404


def test_a_failing_line_is_told_answer_by_answer(
    at_console: AtConsole, person: Callable[[str], Actor], is_demo: None, place: str
) -> None:
    keeper = at_console("tianhui")
    twice = keeper.post(
        f"{place}/simulator", {"code": shown(person("liqiang")), "claim": ["name"], "fault": "twice"}
    ).content.decode()
    assert "已经送到" in twice
    assert "用过一次" in twice
    assert keeper.post(f"{place}/simulator", {"code": "x" * 2000, "claim": [], "fault": "none"}).status_code == 422
    assert keeper.post(f"{place}/simulator", {"code": "x", "fault": "fire"}).status_code == 404
    assert keeper.get(f"{place}/simulator/{uuid4()}").status_code == 404


def test_no_terminal_is_simulated_in_a_real_city_or_for_windows(
    at_console: AtConsole, settings: Any, place: str
) -> None:
    keeper = at_console("tianhui")
    settings.TONGBAN_DEMO = False
    assert keeper.get(f"{place}/simulator").status_code == 404
    assert "打开模拟的终端" not in keeper.get(place).content.decode()
    settings.TONGBAN_DEMO = True
    assert keeper.get(f"/console/scenes/{scene_with_key('window').pk}/simulator").status_code == 404
