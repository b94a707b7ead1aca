"""Incidents of the demo city (演示安全事件): the last half-year's drill, this one's plan, one being handled."""

from datetime import datetime, timedelta

from tongban.foundation.kernel.clock import local_day
from tongban.oversight.incidents.commands import drilling, handling, notifying
from tongban.oversight.incidents.models import Drill, Incident
from tongban.oversight.incidents.rules.plan import BOUND
from tongban.oversight.incidents.rules.scoring import half_of
from tongban.oversight.standards.commands.showing import give_evidence
from tongban.oversight.standards.rules.library import BOUND as STANDARDS

from .contacts import _staff

AGO = timedelta(days=150)
_TOLD = {
    "data_kinds": "没有涉及个人信息（演练）",
    "cause": "演练假设：机房断电（样例）",
    "harm": "窗口两小时不能联网办件（样例）",
    "measures": "启用预留编号的纸质收件单，恢复后补录（样例）",
    "contact": "12345（样例）",
}


def load_incidents(*, at: datetime) -> None:
    """Told after the cases, once with them."""
    book = BOUND.plan.playbook("outage")
    if book is None:
        return
    half = half_of(local_day(at - timedelta(days=184)))
    drill = drilling.plan(book, half=half, by=_staff("zhengyawen"), at=at - AGO)
    drilling.begin(drill, by=_staff("tianhui"), at=at - AGO)
    if drill.incident is not None:
        _walk(drill, drill.incident, at - AGO)
    drilling.plan_drills(at=at)
    _evidence(at)
    _open_one(at)


def _evidence(at: datetime) -> None:
    """One clause of the standards is shown by evidence that is good for some weeks more."""
    site = STANDARDS.library.standard("site")
    if site is not None:
        give_evidence(
            site,
            clause="3",
            words="市政务服务中心现场检查合格（样例）",
            reference="样例检查表第1号",
            valid_until=local_day(at) + timedelta(days=60),
            by=_staff("zhengyawen"),
            at=at,
        )


def _walk(drill: Drill, record: Incident, began: datetime) -> None:
    """Every step of the playbook, one of them late."""
    keeper, watcher = _staff("tianhui"), _staff("zhengyawen")
    for each, minutes in zip(("call", "paper", "restart", "enter", "compare"), (9, 18, 85, 300, 400), strict=True):
        handling.mark(record, key=each, words="完成（样例）", by=keeper, at=began + timedelta(minutes=minutes))
    over = began + timedelta(minutes=420)
    notifying.notify_authority(record, given=_TOLD, by=keeper, at=over)
    handling.contain(record, words="服务恢复，补录完毕（样例）。", by=keeper, at=over)
    handling.close(record, words="恢复比要求慢25分钟，备用电源没有自动切换（样例）。", by=watcher, at=over)
    drilling.give_score(drill, words="每月检查备用电源；值班表里写明谁去机房（样例）。", by=watcher, at=over)


def _open_one(at: datetime) -> None:
    """Somebody reported an odd sign-in this morning, and the security administrator assessed it."""
    found = handling.report(
        title="一个窗口账号在夜间多次登录失败（样例）",
        system="工作台",
        words="夜间巡检看到同一账号连续输错口令，已经被自动锁定，没有登录成功（样例）。",
        discovered_at=at - timedelta(hours=2),
        by=_staff("gaoyuan"),
        at=at - timedelta(minutes=100),
    )
    keeper = _staff("tianhui")
    handling.assess(
        found,
        severity="ordinary",
        touches_persons="no",
        playbook="intrusion",
        words="没有登录成功，没有看到个人信息（样例）。",
        by=keeper,
        at=at - timedelta(minutes=90),
    )
    handling.mark(found, key="lock", words="已停用，通知本人改口令（样例）。", by=keeper, at=at - timedelta(minutes=85))
