"""What passed between approval and supervision in the demo city (演示审管协同): signed, found, disputed, proposed."""

from collections.abc import Callable
from datetime import datetime

from tongban.exchange.connectors.provincial_supervision.bound import BOUND as PROVINCE
from tongban.exchange.connectors.provincial_supervision.commands.taking_in import (
    take_in_file,
    take_in_records,
    take_in_table,
)
from tongban.exchange.connectors.provincial_supervision.deliveries import REF, login_of
from tongban.exchange.connectors.provincial_supervision.models import DroppedRow
from tongban.exchange.connectors.provincial_supervision.rules import ACT_FIELDS
from tongban.foundation.kernel.actors import SYSTEM, Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.models import Case
from tongban.oversight.regulation.commands import ending, pushing, supervising
from tongban.oversight.regulation.jobs import open_cancelled_tasks
from tongban.oversight.regulation.models import SupervisionPush
from tongban.oversight.regulation.rules.interplay import OF_CASES, EndingWay, FindingKind, PushStatus
from tongban.registers.agencies.models import Agency
from tongban.registers.parties.commands import register_client

from .cases import _staff

SYSTEM_OF_MARKET = "market-supervision"


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
    if PROVINCE.system is not None and PROVINCE.system.is_simulated:
        _delivered(at)
    return len(pushed)


def _delivered(at: datetime) -> None:
    """Three departments' systems deliver what they found, each its own way: by API, file and front table."""
    by = Actor(name=SYSTEM_OF_MARKET, client=SYSTEM_OF_MARKET)
    scopes = ["supervision:write"]
    register_client(name=by.client, scopes=scopes, agency_key="market-regulation", by=SYSTEM, at=at)
    rows = [_row(place, at) for place in range(3)]
    take_in_records([*rows, rows[0] | {"ref": "样例-4", "subject_code": "12"}], by=by, at=at)
    labels = [REF, *(each.label for each in ACT_FIELDS if each.key != "agency")]
    lines = [",".join(each) for each in (labels, *(each.values() for each in (rows[0], rows[0], rows[1])))]
    take_in_file("样例.csv", "\n".join(lines).encode(), agency=Agency.objects.get(key="fire-rescue"), at=at)
    for each in rows[:2]:
        DroppedRow.objects.create(content=each, dropped_by=login_of("health"))
    take_in_table(at=at)


def _row(place: int, at: datetime) -> dict[str, str]:
    case = Case.objects.order_by("pk").values("option_code", "option_version__name")[0]
    return {
        "ref": f"样例-{place + 1}",
        "code": case["option_code"],
        "name": case["option_version__name"],
        "subject_name": f"样例企业{place + 1}号",
        "subject_code": f"91620200MA{place:04d}YL{place}X",
        "result": ("合格", "责令改正", "行政处罚")[place],
        "found_on": local_day(at).isoformat(),
        "words": ("样例：合格", "样例：责令三日内改正", "样例：警告")[place],
    }


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
