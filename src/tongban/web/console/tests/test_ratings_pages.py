"""Bad ratings at the unit and at the bureau: what each sees, and the whole way from the page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.cases.tests.driving import served
from tongban.oversight.evaluations.commands.inviting import invite_for_case
from tongban.oversight.evaluations.commands.opening import open_redress
from tongban.oversight.evaluations.commands.rating import Rating, rate
from tongban.oversight.evaluations.models import Redress
from tongban.web.console.tests.pages import post

AtConsole = Callable[[str], Client]
Cast = Callable[..., Actor]

pytestmark = pytest.mark.django_db


def bad(cast: Cast, **said: Any) -> Redress:
    given: dict[str, Any] = {"grade": "dissatisfied", "tags": ["over_limit"], "words": "超期三天", "is_named": True}
    asked = invite_for_case(served(cast), at=now())
    made = rate(asked, Rating(**(given | said)), by=cast("liqiang"), at=now())
    return open_redress(made, at=now())


def take(client: Client, task: Redress, verb: str, **given: str) -> Any:
    return post(client, reverse("console-redress-take", args=[task.pk, verb]), **given)


@pytest.mark.req("R-107")
def test_a_unit_puts_its_bad_rating_right_from_the_page(at_console: AtConsole, cast: Cast) -> None:
    task, colleague = bad(cast), at_console("sunqiang")
    page = colleague.get(reverse("console-redress", args=[task.pk])).content.decode()
    assert "超期三天" in page
    assert 'id="act-contact"' in page
    assert 'id="act-verify"' not in page
    shown = post(colleague, reverse("console-redress-reveal", args=[task.pk])).content.decode()
    assert "李强" in shown
    take(colleague, task, "contact", words="电话里说超期没人解释。")
    empty = take(colleague, task, "verify", finding="", words="", evidence="")
    assert empty.status_code == 422
    take(colleague, task, "verify", finding="by_date", words="查了经过，属实。", evidence="办件经过第6条。")
    take(at_console("zhaomin"), task, "rectify", words="已经增加一名承办人。", evidence="会议记录2号。")
    refused = take(colleague, task, "close")
    assert refused.status_code == 409
    take(colleague, task, "tell", words="您反映的属实，已经增加人手。")
    take(colleague, task, "close")
    assert Redress.objects.get(pk=task.pk).status == "closed"
    listed = at_console("zhengyawen").get(reverse("console-redresses"), {"status": "closed"}).content.decode()
    assert reverse("console-redress", args=[task.pk]) in listed


@pytest.mark.req("R-107")
def test_who_was_rated_is_told_to_leave_it_to_others(at_console: AtConsole, cast: Cast) -> None:
    task, rated = bad(cast), at_console("zhaomin")
    page = rated.get(reverse("console-redress", args=[task.pk])).content.decode()
    assert "这条差评评的是您" in page
    assert 'id="act-contact"' not in page
    assert post(rated, reverse("console-redress-reveal", args=[task.pk])).status_code == 403


@pytest.mark.req("R-102")
def test_who_keeps_the_name_back_is_on_no_page_of_staff(at_console: AtConsole, cast: Cast) -> None:
    task = bad(cast, is_named=False)
    number = task.evaluation.invitation.case_number
    for login, name in (("sunqiang", "console-redress"), ("zhengyawen", "console-redress")):
        page = at_console(login).get(reverse(name, args=[task.pk])).content.decode()
        assert "李强" not in page
        assert number not in page
        assert str(task.evaluation.invitation.code) not in page
    for name in ("console-ratings", "console-redresses"):
        page = at_console("zhengyawen").get(reverse(name)).content.decode()
        assert number not in page
        assert "李强" not in page


def test_another_unit_does_not_find_it(at_console: AtConsole, cast: Cast) -> None:
    task = bad(cast)
    assert at_console("leishaohua").get(reverse("console-redress", args=[task.pk])).status_code == 404
    assert take(at_console("wangfang"), task, "contact", words="联系过了。").status_code == 404


@pytest.mark.req("R-103")
@pytest.mark.req("R-108")
def test_the_bureau_sees_coverage_figures_and_draws(at_console: AtConsole, cast: Cast) -> None:
    bad(cast)
    bureau = at_console("zhengyawen")
    page = bureau.get(reverse("console-ratings")).content.decode()
    assert "三个全覆盖" in page
    report = bureau.get(reverse("console-rating-coverage"), {"show": "silent"}).content.decode()
    assert "没有服务过" in report
    assert "after=50" in report
    gaps = bureau.get(reverse("console-rating-coverage"), {"of": "窗口", "show": "gap"}).content.decode()
    assert "没有这样的" in gaps
    assert "超过了承诺时限：" in page
    nothing = post(bureau, reverse("console-spot-checks"), month="x")
    assert nothing.status_code == 422
    assert at_console("sunqiang").get(reverse("console-ratings")).status_code == 403


@pytest.mark.req("R-105")
def test_a_slip_is_entered_by_the_bureau_and_a_call_by_12345(at_console: AtConsole, cast: Cast) -> None:
    asked = invite_for_case(served(cast), at=now())
    here, bureau, agent = reverse("console-rating-entry"), at_console("zhengyawen"), at_console("tangyun")
    assert "评价卡编号" in bureau.get(here).content.decode()
    assert "评价卡编号" not in agent.get(here).content.decode()
    wrong = post(bureau, here, number=asked.case_number, grade="", slip="K-7", given_on="昨天", given_time="9点")
    assert (wrong.status_code, "K-7" in wrong.content.decode()) == (422, True)
    sent = post(agent, here, number=asked.case_number, grade="dissatisfied", words="样例：电话里说等得久")
    assert sent.status_code == 302
    assert "李强" not in agent.get(sent["Location"]).content.decode()
    made = asked.evaluations.get()
    assert (made.way, made.is_named) == ("phone", False)
    again = post(bureau, here, number=asked.case_number, grade="satisfied", slip="K-7")
    assert "评过了" in again.content.decode()


@pytest.mark.req("R-109")
def test_a_file_is_imported_on_the_page_and_says_what_was_not_taken(at_console: AtConsole, cast: Cast) -> None:
    here, bureau = reverse("console-rating-imports"), at_console("zhengyawen")
    assert bureau.post(here, {"agency": "market-regulation"}).status_code == 422
    lines = "流水号,部门,事项名称,评价结果,评价日期,评价时分\nA-1,市样例局,没有,满意,昨天,10:00\n"
    file = SimpleUploadedFile("样例.csv", lines.encode())
    sent = bureau.post(here, {"agency": "market-regulation", "file": file})
    page = bureau.get(sent["Location"]).content.decode()
    assert all(each in page for each in ("A-1", "“评价日期”读不出来", "没有叫“没有”的事项"))
    assert sent["Location"] in bureau.get(here).content.decode()
