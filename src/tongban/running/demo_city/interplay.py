"""What passed between approval and supervision in the demo city (演示审管协同): signed, found, disputed, proposed."""

from collections.abc import Callable
from datetime import datetime

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.models import Case
from tongban.oversight.regulation.commands import ending, pushing, supervising
from tongban.oversight.regulation.jobs import open_cancelled_tasks
from tongban.oversight.regulation.models import SupervisionPush
from tongban.oversight.regulation.rules.interplay import OF_CASES, EndingWay, FindingKind, PushStatus
from tongban.registers.agencies.models import Agency

from .cases import _staff


def load_interplay(*, at: datetime) -> int:
    """Every decision on a permit is with its supervisor, and some have gone further; the number pushed."""
    entries = Entry.objects.filter(chain__startswith="case:", verb__in=sorted(OF_CASES)).order_by("id")
    cases = {each.chain: each for each in Case.objects.select_related("applicant", "agency")}
    pushed = [row for entry in entries if (row := pushing.push(cases[entry.chain], entry, at=entry.at)) is not None]
    first: dict[str, SupervisionPush] = {}
    for each in (one for one in pushed if one.status == PushStatus.SENT):
        first.setdefault(each.case.number, each)
    turns: tuple[Callable[[SupervisionPush, datetime], None], ...] = (_answered, _found_bad, _disputed, _signed)
    for push, turn in zip(first.values(), turns, strict=False):
        turn(push, at)
    open_cancelled_tasks(at=at)
    return len(pushed)


def _signed(push: SupervisionPush, at: datetime) -> None:
    supervising.sign(push, by=_staff(Role.INSPECTOR, push.agency_id), at=at)


def _answered(push: SupervisionPush, at: datetime) -> None:
    _signed(push, at)
    inspector = _staff(Role.INSPECTOR, push.agency_id)
    words = "现场看过，与许可的内容一致（样例）。"
    supervising.record(push, kind=FindingKind.PASSED, found_on=local_day(at), words=words, by=inspector, at=at)
    supervising.feed_back(push, words="已经建立监管档案，按双随机计划检查（样例）。", by=inspector, at=at)


def _found_bad(push: SupervisionPush, at: datetime) -> None:
    _signed(push, at)
    inspector = _staff(Role.INSPECTOR, push.agency_id)
    words = "消防疏散通道堆放杂物，责令三日内改正（样例）。"
    supervising.record(push, kind=FindingKind.TO_MEND, found_on=local_day(at), words=words, by=inspector, at=at)
    fact, ground = "到期复查仍没有改正（样例）。", "行政许可法 第六十九条第二款"
    ending.propose_ending(push, way=EndingWay.REVOKE, fact=fact, ground=ground, by=inspector, at=at)


def _disputed(push: SupervisionPush, at: datetime) -> None:
    body = Agency.objects.filter(key="human-resources").first()
    reason = "这个事项的日常检查按职责分工由别的部门承担（样例）。"
    supervising.dispute(
        push, reason=reason, body=body.name if body else "", by=_staff(Role.INSPECTOR, push.agency_id), at=at
    )
