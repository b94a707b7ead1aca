"""Collection rounds (集中梳理): the bureau asks departments for what is not in the catalogue yet; plan 二(一)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import record
from tongban.registers.agencies.models import Agency
from tongban.registers.catalog.lifecycle import Operation
from tongban.registers.compiling.models import ListDraft, Round, RoundMember
from tongban.registers.compiling.queries.visible import is_lead
from tongban.registers.compiling.rules.states import Origin

from .drafting import Beginning, begin
from .steps import said

BASIS = "实施方案 二(一) 梳理未纳入平台的公共服务事项"


@transaction.atomic
def open_round(
    title: str, *, agencies: Sequence[Agency], basis: str = BASIS, opens_on: date, due_on: date, by: Actor, at: datetime
) -> Round:
    """开启一轮梳理: these departments hand in by the due day."""
    _refuse_others(by)
    faults = []
    if not agencies:
        faults.append(Fault("/agencies", "blank", "请选择参加的部门。"))
    if due_on < opens_on:
        faults.append(Fault("/due_on", "order", "截止日期不能早于开始日期。"))
    if Round.objects.filter(title=title.strip()).exists():
        faults.append(Fault("/title", "twice", "已有同名的梳理，请换一个名称。"))
    if faults:
        raise Invalid(faults=faults)
    made = Round.objects.create(title=said(title, "/title", "名称"), basis=basis, opens_on=opens_on, due_on=due_on)
    RoundMember.objects.bulk_create(RoundMember(round=made, agency=each) for each in agencies)
    facts = {"title": made.title, "due_on": due_on.isoformat(), "agencies": [each.key for each in agencies]}
    record(chain_of(made), "open_round", by=by, at=at, basis=basis, facts=facts)
    return made


@transaction.atomic
def hand_in(within: Round, document: Mapping[str, Any], *, by: Actor, at: datetime) -> ListDraft:
    """报送: one matter that is not in the catalogue yet; late ones are taken and marked, twins are told with it."""
    if within.closed_at is not None:
        raise NotNow("这一轮梳理已经结束。新的事项请直接起草。")
    if by.agency_id is None or not within.members.filter(agency_id=by.agency_id).exists():
        raise NotYours("贵单位不在这一轮梳理的名单里。")
    if local_day(at) < within.opens_on:
        raise NotNow("这一轮梳理还没有开始。")
    how = Beginning(Origin.ROUND, within, "hand_in")
    return begin(Operation.ADD, by=by, at=at, document=document, as_part=how)


@transaction.atomic
def close_round(within: Round, *, by: Actor, at: datetime) -> Round:
    """结束梳理: nothing more is handed in; what came in goes its way."""
    _refuse_others(by)
    if not Round.objects.filter(pk=within.pk, closed_at__isnull=True).update(closed_at=at):
        raise NotNow("这一轮梳理已经结束。")
    within.closed_at = at
    record(chain_of(within), "close_round", by=by, at=at, basis=within.basis, facts={"title": within.title})
    return within


def chain_of(within: Round) -> str:
    return f"round:{within.pk}"


def _refuse_others(by: Actor) -> None:
    if Role.CATALOG_REVIEWER not in by.roles or not is_lead(by):
        raise NotYours("集中梳理由市政管局开启和结束。")
