"""Rosters, standing in, leave, attendance and trainings on the pages of who plans them (R-187, R-188, R-190)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.oversight.workforce.commands import leave
from tongban.oversight.workforce.models import DailyCheck, Duty, Exam, Leave, Roster, Training, WindowPost
from tongban.oversight.workforce.rules.examining import read
from tongban.oversight.workforce.rules.rostering import monday_of
from tongban.registers.agencies.models import Staff

AtConsole = Callable[[str], Client]
pytestmark = pytest.mark.django_db
WINDOW = "综合窗口3号"
NEXT = monday_of(local_day(now())) + timedelta(days=7)


def on(client: Client, **sent: Any) -> Any:
    address = reverse("console-workforce-act") + f"?venue=city-center&day={NEXT}"
    return client.post(address, sent)


def pk_of(login: str) -> int:
    return Staff.objects.get(account__login=login).pk


@pytest.fixture
def planner(at_console: AtConsole) -> Client:
    return at_console("zhengyawen")


@pytest.fixture
def published(planner: Client) -> Duty:
    """王芳 at the third window on the first morning of next week."""
    assert on(planner, do="post", window=WINDOW, role="counter").status_code == 302
    assert on(planner, do="plan").status_code == 302
    sent = {"post": WindowPost.objects.get().pk, "staff": pk_of("wangfang"), "days": [NEXT], "sessions": ["am"]}
    assert on(planner, do="assign", **sent).status_code == 302
    assert on(planner, do="publish").status_code == 302
    return Duty.objects.get()


@pytest.mark.parametrize(
    ("login", "plans", "teaches"),
    [("zhengyawen", 200, 200), ("zhaomin", 403, 200), ("wangfang", 403, 403), ("gaoyuan", 403, 403)],
)
def test_who_opens_what(at_console: AtConsole, login: str, plans: int, teaches: int) -> None:
    client = at_console(login)
    for name in ("workforce", "attendance", "leaves", "training-new", "training-report"):
        assert client.get(reverse(f"console-{name}")).status_code == plans, name
    assert client.get(reverse("console-trainings")).status_code == teaches
    assert client.post(reverse("console-workforce-act"), {"do": "plan"}).status_code in (plans, 409)


@pytest.mark.req("R-187")
def test_a_week_is_planned_and_somebody_stands_in(
    planner: Client, published: Duty, django_assert_max_num_queries: Any
) -> None:
    address = reverse("console-workforce") + f"?venue=city-center&day={NEXT}"
    with django_assert_max_num_queries(10):
        page = planner.get(address).content.decode()
    assert "已发布" in page
    assert "王芳" in page
    refused = on(planner, do="assign", post=published.post_id, staff=pk_of("limin"), days=[NEXT], sessions=["pm"])
    assert refused.status_code == 409
    one = reverse("console-duty", args=[published.pk])
    page = planner.get(one).content.decode()
    assert "李敏" in page
    assert "刘洋" not in page, "who hands out is not qualified"
    assert planner.post(one, {"staff": pk_of("limin"), "reason": ""}).status_code == 422
    assert planner.post(one, {"staff": pk_of("limin"), "reason": "王芳开会"}).status_code == 302
    assert "顶王芳" in planner.get(address).content.decode()


def test_what_is_refused_keeps_what_was_typed_and_says_why(planner: Client) -> None:
    refused = on(planner, do="post", window=WINDOW, role="king")
    assert refused.status_code == 422
    assert WINDOW in refused.content.decode()
    assert on(planner, do="plan").status_code == 409
    assert on(planner, do="fly").status_code == 404
    assert planner.get(reverse("console-workforce") + "?venue=nowhere").status_code == 404
    for evil in ("\x00", "9" * 30, "<b>", "2026-02-31", "9999-12-31", "0001-01-01"):
        sent = dict.fromkeys(("post", "staff", "days", "sessions", "window", "role", "courses"), evil)
        for do in ("post", "assign", evil):
            assert on(planner, do=do, **sent).status_code < 500
        for name in ("workforce", "attendance", "leaves", "trainings"):
            assert (
                planner.get(reverse(f"console-{name}"), {"day": evil, "show": evil, "after": evil}).status_code == 200
            )


def test_a_draft_lets_go_of_a_session(planner: Client) -> None:
    on(planner, do="post", window=WINDOW, role="counter")
    on(planner, do="plan")
    sent = {"post": WindowPost.objects.get().pk, "staff": pk_of("wangfang"), "days": [NEXT], "sessions": ["am", "pm"]}
    on(planner, do="assign", **sent)
    first = Duty.objects.order_by("pk")[0]
    assert planner.post(reverse("console-duty", args=[first.pk]), {"do": "clear"}).status_code == 302
    assert Duty.objects.count() == 1
    assert Roster.objects.get().status == "draft"


@pytest.mark.req("R-187")
def test_leave_is_decided_with_the_gap_in_view(
    planner: Client, published: Duty, person: Callable[[str], Actor]
) -> None:
    leave.ask_leave(kind="annual", starts_on=NEXT, ends_on=NEXT, reason="探亲（样例）", by=person("wangfang"), at=now())
    asked = Leave.objects.get()
    one = reverse("console-leave", args=[asked.pk])
    page = planner.get(one).content.decode()
    assert WINDOW in page
    assert "安排顶班" in page
    assert planner.post(reverse("console-leave-take", args=[asked.pk, "refuse_leave"])).status_code == 422
    assert planner.post(reverse("console-leave-take", args=[asked.pk, "grant_leave"])).status_code == 302
    assert "已批" in planner.get(reverse("console-leaves")).content.decode()
    week = planner.get(reverse("console-workforce") + f"?venue=city-center&day={NEXT}").content.decode()
    assert "请假，要顶班" in week


@pytest.mark.req("R-190")
def test_a_course_is_planned_given_marked_and_told(planner: Client, at_console: AtConsole) -> None:
    due = local_day(now()) + timedelta(days=7)
    form = {"title": "窗口服务礼仪培训（样例）", "course": "窗口服务礼仪", "due_on": due.isoformat(), "pass_mark": "60"}
    refused = planner.post(reverse("console-training-new"), {**form, "numbers": "JY9999", "valid_months": "x"})
    assert refused.status_code == 422
    assert "JY9999" in refused.content.decode()
    made = planner.post(reverse("console-training-new"), {**form, "numbers": "JY0001、JY0002", "valid_months": "12"})
    found = Training.objects.get()
    assert made["Location"] == reverse("console-training", args=[found.pk])
    take = "console-training-take"
    given = planner.post(reverse(take, args=[found.pk, "give_training"]), {"words": "起身迎送（样例）"})
    assert given.status_code == 302
    marked = {"number": "JY0001", "score": "90"}
    assert planner.post(reverse(take, args=[found.pk, "enter_result"]), marked).status_code == 302
    page = planner.get(made["Location"]).content.decode()
    assert "合格" in page
    assert f"PX{now().year}" in page
    assert "王芳" in planner.get(reverse("console-training-report")).content.decode()
    assert at_console("zhaomin").get(made["Location"]).status_code == 404, "a course is not of a body"


def deduction(**changes: str) -> dict[str, str]:
    return {
        "number": "JY0001",
        "day": local_day(now()).isoformat(),
        "finding": "error",
        "source": "case",
        "reference": "62020026110000017",
        "words": "材料收错了（样例）",
        **changes,
    }


@pytest.mark.req("R-191")
def test_a_deduction_is_noted_appealed_and_decided(planner: Client, at_console: AtConsole) -> None:
    new = reverse("console-daily-check-new")
    refused = planner.post(new, deduction(reference=""))
    assert refused.status_code == 422
    assert "没有依据不能扣分" in refused.content.decode()
    assert "材料收错了" in refused.content.decode()
    address = planner.post(new, deduction())["Location"]
    found = DailyCheck.objects.get()
    clerk, leader = at_console("wangfang"), at_console("jiangjunjie")
    own = reverse("desk-daily-check", args=[found.pk])
    assert "97分" in clerk.get(reverse("desk-daily-checks")).content.decode()
    assert clerk.post(own, {"words": ""}).status_code == 422
    assert clerk.post(own, {"words": "不是我收的（样例）"}).status_code == 302
    assert at_console("limin").get(own).status_code == 404
    assert at_console("chenli").get(address).status_code == 404
    lift = reverse("console-daily-check-take", args=[found.pk, "lift_check"])
    assert planner.post(lift, {"words": "我自己定（样例）"}).status_code == 403
    assert leader.post(lift, {"words": "情况属实（样例）"}).status_code == 302
    assert "已撤销" in planner.get(address).content.decode()
    assert "王芳" in planner.get(reverse("console-daily-checks")).content.decode()
    assert "100分" in clerk.get(reverse("desk-daily-checks")).content.decode()
    for evil in ("\x00", "9" * 30):
        assert planner.get(reverse("console-daily-checks"), {"month": evil, "show": evil}).status_code == 200
        assert planner.post(new, dict.fromkeys(deduction(), evil)).status_code == 422


@pytest.mark.req("R-113")
def test_scores_can_be_taken_away_with_their_raw_data(
    planner: Client, at_console: AtConsole, django_assert_max_num_queries: Any
) -> None:
    page, file = reverse("console-staff-appraisal"), reverse("console-staff-appraisal-file")
    with django_assert_max_num_queries(9):
        assert "王芳" in planner.get(page).content.decode()
    told = planner.get(file, {"period": str(now().year)})
    assert told["Content-Type"].startswith("text/csv")
    said = told.content.decode()
    assert all(each in said for each in ("综合得分", "评价明细", "最小样本", "JY0001"))
    assert at_console("wangfang").get(page).status_code == 403
    for evil in ("\x00", "9" * 30, "9999-12", "1"):
        assert planner.get(page, {"period": evil}).status_code == 200


@pytest.mark.req("R-189")
def test_a_paper_goes_from_the_seed_to_the_level(planner: Client, at_console: AtConsole) -> None:
    clerk, leader = at_console("wangfang"), at_console("jiangjunjie")
    new = reverse("console-exam-new")
    refused = planner.post(new, {"number": "JY0001", "level": "4", "seed": "公开种子"})
    assert refused.status_code == 422
    assert "现在只能考" in refused.content.decode()
    address = planner.post(new, {"number": "JY0001", "level": "5", "seed": "公开种子"})["Location"]
    exam = Exam.objects.get()
    own = reverse("desk-exam", args=[exam.pk])
    assert "交卷以前不显示考题" in planner.get(address).content.decode()
    page = clerk.get(own).content.decode()
    items = read(exam.content)
    assert items[0].prompt in page
    assert "正确" not in page
    assert at_console("limin").get(own).status_code == 404
    sent = {f"q{place}": str(each.right) for place, each in enumerate(items, 1)}
    assert clerk.post(own, {**sent, "q1": "x"}).status_code == 302
    assert "95分" in clerk.get(own).content.decode()
    take = "console-exam-take"
    assert planner.post(reverse(take, args=[exam.pk, "audit_exam"])).status_code == 302
    assert planner.post(reverse(take, args=[exam.pk, "grant_level"])).status_code == 403
    assert leader.post(reverse(take, args=[exam.pk, "grant_level"])).status_code == 302
    assert "晋级档案" in leader.get(address).content.decode()
    assert "行政办事员五级" in clerk.get(reverse("desk-exams")).content.decode()
    drill = clerk.post(reverse("desk-exams"))["Location"]
    assert clerk.post(drill, {}).status_code == 302
    assert "出处" in clerk.get(drill).content.decode()
    for evil in ("\x00", "9" * 30):
        assert planner.post(new, {"number": evil, "level": evil, "seed": evil}).status_code == 422
        assert planner.get(reverse("console-exams"), {"show": evil, "after": evil}).status_code == 200
