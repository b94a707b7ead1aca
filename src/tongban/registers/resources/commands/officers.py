"""Data officers (数据专员): appointed by the body's leader, ended only with a handover."""

from datetime import datetime

from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import record
from tongban.registers.agencies.models import Staff
from tongban.registers.resources.models import DataOfficer
from tongban.registers.resources.queries.officers import candidates

BASIS = "实施方案 五(二): 各部门要安排专门人员具体负责数据汇聚共享工作"
MOST_WORDS = 1000


@transaction.atomic
def appoint(staff: Staff, *, is_backup: bool, by: Actor, at: datetime) -> DataOfficer:
    """指定数据专员或者备岗: somebody of the leader's own body who is there; one of each."""
    _leader(staff.agency_id, by)
    if staff.pk not in {each.pk for each in candidates(by)} or not staff.is_there(local_day(at)):
        raise Invalid(faults=[Fault("/staff", "not_there", "请选本部门在岗的业务人员。")])
    try:
        with transaction.atomic():
            made = DataOfficer.objects.create(
                agency_id=staff.agency_id,
                staff=staff,
                is_backup=is_backup,
                appointed_by=by.name,
                appointed_at=at,
            )
    except IntegrityError:
        raise NotNow("这个岗位已经有人，或者这个人已经担任。要换人请办理交接。") from None
    _on_record(made, "appoint", {"is_backup": is_backup}, by, at)
    return made


@transaction.atomic
def hand_over(officer: DataOfficer, *, to: Staff, words: str, by: Actor, at: datetime) -> DataOfficer:
    """交接: the post goes to somebody else of the body who is there, with what is handed over in words.

    By the officer or by the leader. Whoever takes over leaves the other post, if they were in it.
    """
    if by.staff_id != officer.staff_id:
        _leader(officer.agency_id, by)
    said = words.replace("\x00", "").strip()
    faults = []
    if not 5 <= len(said) <= MOST_WORDS:
        faults.append(Fault("/words", "required", f"请写明交接了什么、在办的有哪些，5到{MOST_WORDS}个字。"))
    if to.pk == officer.staff_id or to.agency_id != officer.agency_id or not to.is_there(local_day(at)):
        faults.append(Fault("/staff", "not_there", "请选本部门另一位在岗的业务人员接手。"))
    if faults:
        raise Invalid(faults=faults)
    rows = DataOfficer.objects.filter(pk=officer.pk, ended_at__isnull=True)
    if not rows.update(ended_at=at, handed_over=said):
        raise NotNow("已经交接过了，请刷新看现在的数据专员。")
    DataOfficer.objects.filter(staff=to, ended_at__isnull=True).update(ended_at=at, handed_over="转任另一个岗位")
    made = DataOfficer.objects.create(
        agency_id=officer.agency_id, staff=to, is_backup=officer.is_backup, appointed_by=by.name, appointed_at=at
    )
    _on_record(made, "hand_over", {"from": officer.staff_id, "words": said}, by, at)
    return made


def _leader(agency_id: int, by: Actor) -> None:
    if Role.DECIDER not in by.roles or by.agency_id != agency_id:
        raise NotYours("数据专员由本部门负责人指定。")


def _on_record(officer: DataOfficer, verb: str, facts: dict[str, object], by: Actor, at: datetime) -> None:
    told = {"staff": officer.staff_id, "is_backup": officer.is_backup, **facts}
    record(f"data-officers:{officer.agency_id}", verb, by=by, at=at, basis=BASIS, facts=told)
