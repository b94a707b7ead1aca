"""Everything a citizen must do works with JavaScript off (无脚本): apply, correct, track, verify."""

from pathlib import Path

import pytest

from tongban.foundation.kernel.clock import now
from tongban.handling.cases.commands import receiving
from tongban.handling.cases.models import Case

from . import steps
from .browsing import Meet
from .conftest import actor_of


@pytest.mark.req("R-008", "R-089")
def test_apply_correct_and_track_without_scripts(meet: Meet, papers: dict[str, Path]) -> None:
    liqiang = meet(scripts=False)
    liqiang.sign_in("liqiang")
    steps.find_the_restaurant(liqiang)
    liqiang.click("link", "开始办理")
    liqiang.click("button", "开始填写")
    steps.fill_form(liqiang)
    steps.hand_in(liqiang, papers)
    number = steps.submit(liqiang)
    code = "".join(liqiang.page.inner_text("#query-code").split())
    case = Case.objects.get(number=number)
    receiving.ask_correction(case, items=[], by=actor_of("wangfang"), at=now())

    liqiang.open(f"/cases/{number}")
    liqiang.click("link", "现在补正")
    liqiang.click("button", "提交补正")
    assert liqiang.page.title().startswith("错误："), "nothing was chosen, and that is said"
    steps.choose_file(liqiang, "[name=files-layout_plan]", papers["picture"])
    liqiang.click("button", "提交补正")
    case.refresh_from_db()
    assert case.status == "received"

    visitor = meet(scripts=False)
    visitor.open("/track")
    visitor.page.fill("[name=number]", number)
    visitor.page.fill("[name=code]", code)
    visitor.click("button", "查进度")
    assert visitor.sees("现在到哪了")
    visitor.open("/verify/ABCDEFGHJK")
    assert visitor.sees("没有查到这份文书")
