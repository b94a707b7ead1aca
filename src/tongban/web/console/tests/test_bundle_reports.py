"""What bundles save, and who waits for whom: the pages of the registers' people (R-124, R-125)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tongban.exchange.connectors.outside_bodies.models import BodyFaults
from tongban.exchange.connectors.outside_bodies.simulator import Faults, SimulatedBody
from tongban.foundation.kernel.actors import SYSTEM
from tongban.handling.bundles.bound import BOUND
from tongban.handling.bundles.commands import accepting, reporting
from tongban.handling.bundles.ports import SourceUnavailable
from tongban.handling.bundles.tests.joining import after, again, begun, case_of, decided, filled
from tongban.handling.bundles.tests.joining import department as hands_of
from tongban.handling.cases.commands import delivering
from tongban.web.console.tests.pages import post

USCC, AT = "91620200MA8J000921", after(0, 12)
AtConsole = Callable[[str], Client]


@pytest.mark.req("R-124")
def test_each_figure_stands_beside_its_baseline_law_promise_and_practice(at_console: AtConsole):
    client = at_console("linjing")
    overview = client.get(reverse("console-bundle-reports")).content.decode()
    assert all(each in overview for each in ("企业开办一件事", "企业变更一件事", "医疗费用结算一件事"))
    assert "变多了" not in overview
    told = client.get(reverse("console-bundle-report", args=["company"]), {"on-business": "general"}).content.decode()
    assert all(each in told for each in ("办理环节", "要交的材料", "承诺时限", "要跑几次", "要填的栏目"))
    assert "5个工作日" in told
    assert "近一年还没有办完的" in told
    assert "法定最长" in told


@pytest.mark.req("R-125")
def test_a_system_that_is_down_shows_who_waits_for_it_and_who_goes_on(at_console: AtConsole, cast: Any):
    values = filled("company", {"business": "general"})
    bundle = begun(cast("liqiang"), code="company", values=values).bundle
    accepting.accept(bundle, by=cast("wangfang"), at=after(0, 11))
    front = case_of(bundle, "license")
    hands = hands_of(front)
    granted = decided(front, hands, at=after(0, 12))
    delivering.issue(granted, face={"uscc": USCC, "kind": "有限责任公司"}, result_number="", by=hands.examiner, at=AT)
    before = dict(BOUND)
    BOUND["seal_made"] = SimulatedBody("seal_made", faults=Faults(loss=1.0))
    with pytest.raises(SourceUnavailable):
        reporting.ask_sources(again(bundle), by=SYSTEM, at=after(0, 13))
    told = at_console("linjing").get(reverse("console-bundle-waiting")).content.decode()
    BOUND.clear()
    BOUND.update(before)
    assert "没有回应的系统" in told
    assert "已经问了1次" in told
    row = told[told.index("公安刻章") :]
    assert row.index("银行开户") < row.index("税务登记"), "the bank waits behind the seal, the tax goes on"
    assert "act-faults" not in told


def test_supervision_sets_the_faults_of_the_simulated_bodies_only(at_console: AtConsole, settings: Any):
    settings.TONGBAN_DEMO = True
    client, address = at_console("zhengyawen"), reverse("console-bundle-simulator")
    assert "act-faults" in client.get(reverse("console-bundle-waiting")).content.decode()
    wrong = post(client, address, loss="3", seed="1")
    assert wrong.status_code == 422
    assert "比例填0到1" in wrong.content.decode()
    assert post(client, address, loss="0.5", duplicates="", bad_data="", seed="7").status_code == 302
    assert [(each.loss, each.seed) for each in BodyFaults.objects.all()] == [(0.5, 7)]
    settings.TONGBAN_DEMO = False
    assert post(client, address, loss="1", seed="1").status_code == 404
