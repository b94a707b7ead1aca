"""Financing at the console (R-162): outcomes without names, and the switch of a bank."""

from collections.abc import Callable

import pytest
from django.test import Client

from tongban.foundation.kernel.clock import now
from tongban.handling.financing.commands import needing, outcome
from tongban.handling.financing.models import Bank, Match
from tongban.handling.financing.tests.conftest import WANTED, fresh, product, standing_for

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-162")]


def test_outcomes_by_bank_and_cause_name_nobody_and_a_bank_is_suspended_with_a_reason(
    at_console: Callable[[str], Client], person
) -> None:
    shop, bank = standing_for("明月", "liqiang", person), standing_for("样例银行", "luyao", person)
    need = needing.post(WANTED, by=shop, at=now())
    made: Match = fresh(needing.apply(need, product("小店周转贷"), by=shop, at=now()))
    outcome.fail(made, cause="proof", words="材料不够", by=bank, at=now())
    supervisor = at_console("zhengyawen")
    page = supervisor.get("/console/financing").content.decode()
    for words in ("嘉峪关样例银行", "缺少能证明情况的数据", "200000元"):
        assert words in page
    assert "明月" not in page
    key = Bank.objects.get(pk=made.bank_id).pk
    assert supervisor.post(f"/console/financing/{key}/acts/suspend", {"reason": " "}).status_code == 422
    assert supervisor.post(f"/console/financing/{key}/acts/suspend", {"reason": "投诉多"}).status_code == 302
    assert "小店周转贷" not in Client().get("/financing").content.decode()
    assert supervisor.post(f"/console/financing/{key}/acts/resume", {"reason": "改好了"}).status_code == 302
