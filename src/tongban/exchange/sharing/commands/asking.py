"""Asking for data (共享申请): a demand for what is not in the catalogue, a request for what is."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from tongban.exchange.sharing.models import DataDemand, SharingRequest
from tongban.exchange.sharing.rules.flow import DEMANDS, SHARING
from tongban.exchange.sharing.rules.policy import ANSWER_WORKDAYS, LONGEST
from tongban.exchange.sharing.rules.states import DemandStatus, SharingStatus
from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.kernel.randomness import piece
from tongban.foundation.ledger.commands import advance
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import Limit, Unit, due
from tongban.registers.resources.models import DataResource
from tongban.registers.resources.queries.catalogue import described
from tongban.registers.resources.rules.flow import DEPARTMENT, ResourceStatus
from tongban.registers.resources.rules.gate import Described, lacks, share_of, withheld
from tongban.registers.resources.rules.kinds import ShareType


class CannotBeShared(NotNow):
    """The resource cannot be shared at all, or not yet (不能共享): why, and what to do."""

    code = "cannot_be_shared"


@transaction.atomic
def post_demand(title: str, *, purpose: str, by: Actor, at: datetime) -> DataDemand:
    """提出数据需求: for what the body did not find; answered within ten working days."""
    _department(by)
    faults: list[Fault] = []
    made = DataDemand.objects.create(
        number=_number("XQ", at),
        agency_id=by.agency_id or 0,
        title=_words("title", title, 80, "请写明要什么数据", faults),
        purpose=_words("purpose", purpose, 500, "请写明用来做什么、依据什么职责", faults, least=5),
        asked_by_id=by.staff_id or 0,
        asked_at=at,
        due_on=_answer_by(at),
        status=DemandStatus.OPEN,
    )
    facts = {"title": made.title, "due_on": made.due_on.isoformat()}
    advance(made, DEMANDS.steps["post"], by=by, at=at, facts=facts)
    return made


@transaction.atomic
def match(demand: DataDemand, *, resource: DataResource, answer: str, by: Actor, at: datetime) -> DataDemand:
    """对接: the demand is led to a resource, by supervision or by the body that has it."""
    DEMANDS.take("match", demand, by=by)
    faults: list[Fault] = []
    words = _words("answer", answer, 1000, "请写明怎么用这个资源", faults)
    if resource.status != ResourceStatus.LIVE:
        raise CannotBeShared("这个资源还没有上线，请先上线再对接。")
    changes = {"resource_id": resource.pk, "answer": words, "answered_at": at}
    facts = {"resource": resource.code, "is_late": demand.due_on < local_day(at)}
    advance(demand, DEMANDS.steps["match"], by=by, at=at, facts=facts, changes=changes)
    return demand


@transaction.atomic
def tell_none(demand: DataDemand, *, answer: str, by: Actor, at: datetime) -> DataDemand:
    """答复没有这种数据: with what was looked for and what happens now."""
    DEMANDS.take("tell_none", demand, by=by)
    words = _words("answer", answer, 1000, "请写明查了哪些部门、以后怎么办", [], least=5)
    facts = {"is_late": demand.due_on < local_day(at)}
    changes = {"answer": words, "answered_at": at}
    advance(demand, DEMANDS.steps["tell_none"], by=by, at=at, facts=facts, changes=changes)
    return demand


@transaction.atomic
def withdraw(demand: DataDemand, *, by: Actor, at: datetime) -> DataDemand:
    """撤回需求: by the body that posted it."""
    DEMANDS.take("withdraw", demand, by=by)
    if by.agency_id != demand.agency_id:
        raise NotYours("需求由提出的部门撤回。")
    advance(demand, DEMANDS.steps["withdraw"], by=by, at=at, changes={"answered_at": at})
    return demand


@transaction.atomic
def ask(
    resource: DataResource,
    *,
    fields: Sequence[str],
    purpose: str,
    duty: str,
    from_on: date,
    until_on: date,
    demand: DataDemand | None = None,
    by: Actor,
    at: datetime,
) -> SharingRequest:
    """申请共享: what is shared unconditionally is granted at once, by the catalogue; all else waits for the owner.

    `CannotBeShared` for what is withheld, off line, or nobody's; `Invalid` names everything that is wrong.
    """
    _department(by)
    facts = described(resource)
    _shareable(resource, facts, fields)
    if resource.owner_id == by.agency_id:
        raise CannotBeShared("这是本部门自己的数据，不用申请。")
    made = SharingRequest.objects.create(
        number=_number("GX", at),
        resource=resource,
        agency_id=by.agency_id or 0,
        demand=demand,
        asked_by_id=by.staff_id or 0,
        asked_at=at,
        due_on=_answer_by(at),
        status=SharingStatus.ASKED,
        **_said(facts, fields, purpose, duty, from_on, until_on, at),
    )
    told = {"resource": resource.code, "fields": made.fields, "purpose": made.purpose, "until_on": until_on.isoformat()}
    advance(made, SHARING.steps["ask"], by=by, at=at, facts=told)
    if share_of(facts, made.fields) is ShareType.UNCONDITIONAL:
        changes = {"answered_at": at}
        advance(made, SHARING.steps["grant_directly"], by=SYSTEM, at=at, changes=changes)
    return made


def _shareable(resource: DataResource, facts: Described, fields: Sequence[str]) -> None:
    """Told before anything is written: 不予共享 with its basis, off line, or without an owner (R-178)."""
    missing = lacks(facts)
    if missing:
        raise CannotBeShared("这个资源还不能共享：" + "".join(missing))
    if resource.status != ResourceStatus.LIVE:
        raise CannotBeShared("这个资源没有上线，不能申请。")
    if ShareType(resource.share_type) is ShareType.WITHHELD:
        raise CannotBeShared(f"这个资源不予共享，依据：{resource.basis}。不同意的，可以提出数据需求，请主管部门研究。")
    shut = withheld(facts, fields)
    if shut:
        raise CannotBeShared(f"这些信息项不予共享：{'、'.join(shut)}。请去掉后再申请。")


def _said(
    facts: Described, fields: Sequence[str], purpose: str, duty: str, from_on: date, until_on: date, at: datetime
) -> dict[str, object]:
    """What the request says, or `Invalid` with every fault."""
    faults: list[Fault] = []
    wanted = [each.code for each in facts.items if each.code in fields]
    if not wanted or len(wanted) != len(set(fields)):
        faults.append(Fault("/fields", "required", "请从目录里选要用的信息项，只选必要的。"))
    if until_on < from_on or until_on < local_day(at):
        faults.append(Fault("/until_on", "order", "结束的日期要在开始的日期之后，也不能早于今天。"))
    elif until_on - from_on > LONGEST:
        faults.append(Fault("/until_on", "too_long", "一次最多申请一年，到期还要用再申请。"))
    said = {
        "fields": wanted,
        "purpose": _words("purpose", purpose, 500, "请写明用来办什么事", faults, least=5, is_last=False),
        "duty": _words("duty", duty, 300, "请写明法定职责的依据", faults, least=4, is_last=False),
        "from_on": from_on,
        "until_on": until_on,
    }
    if faults:
        raise Invalid(faults=faults)
    return said


def _department(by: Actor) -> None:
    if by.staff_id is None or by.agency_id is None or not by.roles & DEPARTMENT:
        raise NotYours("数据需求和共享申请由部门的业务岗位提出。")


def _answer_by(at: datetime) -> date:
    return due(at, Limit(ANSWER_WORKDAYS, Unit.WORKDAY), calendar=calendar()).due_on


def _number(prefix: str, at: datetime) -> str:
    """A number that nobody guesses and nobody counts: GX20261129-3f9c2a."""
    return f"{prefix}{local_day(at):%Y%m%d}-{piece().hex()[:6]}"


def _words(
    name: str, said: str, most: int, sentence: str, faults: list[Fault], *, least: int = 2, is_last: bool = True
) -> str:
    """One text of a form; the faults are told when the last one is read."""
    words = said.replace("\x00", "").strip()
    if not least <= len(words) <= most:
        faults.append(Fault(f"/{name}", "required", f"{sentence}，{least}到{most}个字。"))
    if faults and is_last:
        raise Invalid(faults=faults)
    return words
