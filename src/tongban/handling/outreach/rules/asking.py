"""What is asked of somebody who wants help in person (申请内容), and what is wrong with it; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.errors import Fault
from tongban.foundation.worktime.rules import WorkCalendar, is_workday

from .policy import OutreachPolicy
from .states import AskedBy, Need, OutreachChannel, OutreachKind

LONGEST = 300
LONGEST_NAME, LONGEST_ADDRESS = 60, 120


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody said: for whom, where, why, about what, and when it suits them."""

    kind: str
    channel: str
    name: str
    phone: str
    address: str = ""
    needs: Sequence[str] = ()
    asked_by: str = "self"
    option_code: str = ""
    note: str = ""
    wanted_on: date | None = None
    wanted_slot: str = ""


def faults_of(asked: Asked, policy: OutreachPolicy, *, today: date, calendar: WorkCalendar) -> list[Fault]:
    """Everything that is wrong, at once."""
    return [Fault(*each) for each in _faults(asked, policy, today, calendar)]


def _faults(
    asked: Asked, policy: OutreachPolicy, today: date, calendar: WorkCalendar
) -> Iterator[tuple[str, str, str]]:
    if asked.kind not in set(OutreachKind):
        yield "/kind", "choice", "请选上门服务、绿色通道，还是帮办代办。"
    if asked.channel not in set(OutreachChannel) or asked.asked_by not in set(AskedBy):
        yield "/asked_by", "choice", "请选是谁来申请。"
    if not asked.needs or not set(asked.needs) <= set(Need):
        yield "/needs", "required", "请至少选一项为什么需要帮办，工作人员好做准备。"
    if not asked.name.strip() or len(asked.name) > LONGEST_NAME:
        yield "/name", "required", f"请写姓名，不超过{LONGEST_NAME}个字。"
    if not check("phone", asked.phone).valid:
        yield "/phone", "phone", "请写联系电话，手机号或者带区号的座机都行。"
    address = asked.address.strip()
    if (asked.kind == OutreachKind.HOME and not address) or len(address) > LONGEST_ADDRESS:
        yield "/address", "required", f"请写清楚上门的地址，到门牌号，不超过{LONGEST_ADDRESS}个字。"
    if len(asked.note) > LONGEST:
        yield "/note", "too_long", f"说明最多写{LONGEST}个字，现在有{len(asked.note)}个。"
    yield from day_faults("/wanted_on", asked.wanted_on, policy, today, calendar)
    if policy.slot(asked.wanted_slot) is None:
        yield "/wanted_slot", "choice", "请选一个时段。"


def day_faults(
    pointer: str, day: date | None, policy: OutreachPolicy, today: date, calendar: WorkCalendar
) -> Iterator[tuple[str, str, str]]:
    """Nobody comes on a day without work, in the past, or further ahead than the city plans."""
    last = today + timedelta(days=policy.days_ahead)
    if day is None or not today <= day <= last:
        yield pointer, "day", f"请选今天起{policy.days_ahead}天以内的一天。"
    elif not is_workday(day, calendar=calendar):
        yield pointer, "no_workday", "这一天不上班，请换一个工作日。"


def days_offered(policy: OutreachPolicy, *, today: date, calendar: WorkCalendar) -> list[date]:
    """The workdays that may be chosen, from today on (可以约的日子)."""
    ahead = (today + timedelta(days=each) for each in range(policy.days_ahead + 1))
    return [each for each in ahead if is_workday(each, calendar=calendar)]
