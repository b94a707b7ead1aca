"""The people of the city's hall (演示窗口人员): a roster, leave, a course, a question, a deduction; all samples."""

from datetime import date, datetime, timedelta

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.oversight.workforce.commands import asking, checking, grading, leave, rostering, training
from tongban.oversight.workforce.rules.examining import read
from tongban.oversight.workforce.rules.rostering import Session, monday_of
from tongban.registers.agencies.models import Staff, Venue
from tongban.registers.catalog.queries import current_guides

from .contacts import _staff

VENUE = "city-center"
SEATS = (
    ("综合窗口3号", "counter", "wangfang"),
    ("综合窗口4号", "counter", "limin"),
    ("出件窗口1号", "issuer", "liuyang"),
)
COURSE = "窗口服务礼仪"
OPEN_DAYS = 5


def load_workforce(*, at: datetime) -> int:
    """For a city whose contacts were just told; how many duties. The roster is next week's: this week stays open."""
    planner = _staff("zhengyawen")
    first = monday_of(local_day(at)) + timedelta(days=7)
    venue = Venue.objects.get(key=VENUE)
    posts = {window: rostering.set_post(venue, window, role=role, by=planner, at=at) for window, role, _ in SEATS}
    roster = rostering.plan_roster(venue, first, by=planner, at=at)
    days = [first + timedelta(days=n) for n in range(OPEN_DAYS)]
    for window, _, login in SEATS:
        who = Staff.objects.get(account__login=login)
        sessions = [each.value for each in Session]
        rostering.assign(roster, posts[window], days=days, sessions=sessions, staff=who, by=planner, at=at)
    rostering.publish(roster, by=planner, at=at)
    last = days[-1]
    leave.ask_leave(kind="annual", starts_on=last, ends_on=last, reason="样例：回家探亲", by=_staff("liuyang"), at=at)
    _teach(planner, last, at)
    _check(planner, at)
    _examine(planner, at)
    return len(days) * len(SEATS) * 2


def _teach(planner: Actor, until: date, at: datetime) -> None:
    """A course that one passed, one failed and one did not take; a question that was answered, and one that waits."""
    wangfang, zhaomin = _staff("wangfang"), _staff("zhaomin")
    people = ["JY0001", "JY0002", "JY0003"]
    course = training.plan_training(
        "窗口服务礼仪培训（样例）", course=COURSE, due_on=until, numbers=people, pass_mark=60, valid_months=12,
        by=planner, at=at,
    )  # fmt: skip
    training.give_training(course, words="样例：起身迎送、一次说清、不说办不了", by=planner, at=at)
    training.enter_result(course, number="JY0001", score="92", by=planner, at=at)
    training.enter_result(course, number="JY0002", score="55", by=planner, at=at)
    food = next(each for each in current_guides() if each.agency_key == "market-regulation")
    asked = asking.ask_chief(food.option_code, words="样例：自酿酒算散装食品吗？", by=wangfang, at=at)
    asking.answer_clerk(asked, answer="样例：算，按散装食品受理。", by=zhaomin, at=at)
    asking.ask_chief(food.option_code, words="样例：租来的冷库要不要写进场所？", by=wangfang, at=at)


def _check(planner: Actor, at: datetime) -> None:
    """A deduction under appeal."""
    noted = checking.note_check(
        number="JY0002", day=local_day(at), finding="error", source="round", reference="样例：巡查记录3号",
        words="样例：材料收错了一份，当天改正", by=planner, at=at,
    )  # fmt: skip
    checking.appeal_check(noted, words="样例：是系统里的清单刚换版", by=_staff("limin"), at=at)


def _examine(planner: Actor, at: datetime) -> None:
    """王芳 was granted the lowest level after an audited pass; she practises for the next."""
    wangfang, seed = _staff("wangfang"), "2026年第1次样例"
    exam = grading.set_exam(number="JY0001", level="5", seed=seed, by=planner, at=at)
    right = {each.key: each.right for each in read(exam.content)}
    grading.hand_in(exam, answers=right, by=wangfang, at=at)
    grading.audit_exam(exam, by=planner, at=at)
    grading.grant_level(exam, by=_staff("jiangjunjie"), at=at)
    grading.practise(by=wangfang, at=at)
