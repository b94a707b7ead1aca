"""Answering a request (答复共享申请): the owner agrees or refuses on a ground; the arbiter's word binds both."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from tongban.exchange.sharing.models import SharingRequest
from tongban.exchange.sharing.rules.flow import SHARING
from tongban.exchange.sharing.rules.states import Ground
from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotYours
from tongban.foundation.ledger.commands import advance
from tongban.registers.resources.queries.officers import speaks_for

MOST = 2000
_CITED = ("第", "条", "规定", "办法", "条例", "职责", "三定", "目录", "范围", "清单")


@transaction.atomic
def approve(request: SharingRequest, *, by: Actor, at: datetime) -> SharingRequest:
    """同意共享: by the leader or the data officer of the body whose data it is."""
    of_owner(request, "approve", by)
    return _answered(request, "approve", {}, by=by, at=at)


@transaction.atomic
def refuse(request: SharingRequest, *, ground: str, basis: str, reason: str, by: Actor, at: datetime) -> SharingRequest:
    """不同意共享: only on one of four grounds, with what it stands on; the asking body may ask for coordination."""
    of_owner(request, "refuse", by)
    faults: list[Fault] = []
    if ground not in set(Ground):
        faults.append(Fault("/ground", "required", "请选一个理由；没有这些理由的，应当共享。"))
    cited = basis.replace("\x00", "").strip()
    if not 4 <= len(cited) <= 300 or not any(each in cited for each in _CITED):
        faults.append(Fault("/basis", "required", "请写明依据，例如哪部法规第几条，或者职责、范围的出处。"))
    said = _words("reason", reason, "请具体说明", faults)
    changes = {"ground": ground, "ground_basis": cited, "reason": said}
    return _answered(request, "refuse", changes, by=by, at=at)


@transaction.atomic
def dispute(request: SharingRequest, *, objection: str, by: Actor, at: datetime) -> SharingRequest:
    """请求协调: by the body that asked."""
    of_asker(request, "dispute", by)
    return _move(request, "dispute", {"objection": _words("objection", objection, "请写明理由", [])}, by=by, at=at)


@transaction.atomic
def state(request: SharingRequest, *, statement: str, by: Actor, at: datetime) -> SharingRequest:
    """陈述意见: the owner's side, before the ruling."""
    of_owner(request, "state", by)
    return _move(request, "state", {"statement": _words("statement", statement, "请写明意见", [])}, by=by, at=at)


@transaction.atomic
def rule_for(request: SharingRequest, *, ruling: str, by: Actor, at: datetime) -> SharingRequest:
    """裁定共享: binds the owner, who has no step left but the agreement."""
    return _rule(request, "rule_for", ruling, is_end=False, by=by, at=at)


@transaction.atomic
def rule_against(request: SharingRequest, *, ruling: str, by: Actor, at: datetime) -> SharingRequest:
    """裁定不共享: binds the body that asked."""
    return _rule(request, "rule_against", ruling, is_end=True, by=by, at=at)


def of_asker(request: SharingRequest, verb: str, by: Actor) -> None:
    """The step, taken by the leader or the data officer of the body that asked, or by whoever asked."""
    SHARING.take(verb, request, by=by)
    if by.staff_id != request.asked_by_id and not speaks_for(by, request.agency_id):
        raise NotYours("这一步由申请部门的经办人、负责人或者数据专员办理。")


def of_owner(request: SharingRequest, verb: str, by: Actor) -> None:
    SHARING.take(verb, request, by=by)
    if not speaks_for(by, request.resource.owner_id):
        raise NotYours("这一步由数据责任部门的负责人或者数据专员办理。")


def _rule(request: SharingRequest, verb: str, ruling: str, *, is_end: bool, by: Actor, at: datetime) -> SharingRequest:
    SHARING.take(verb, request, by=by)
    if by.staff_id in (request.asked_by_id, request.answered_by_id):
        raise NotYours("申请和答复的人不能裁定，请由别的监督岗裁定。")
    changes: dict[str, object] = {
        "ruling": _words("ruling", ruling, "请写明裁定理由", []),
        "ruled_by_id": by.staff_id,
        "ruled_at": at,
    }
    if is_end:
        changes["ended_at"] = at
    return _move(request, verb, changes, by=by, at=at)


def _answered(
    request: SharingRequest, verb: str, changes: Mapping[str, object], *, by: Actor, at: datetime
) -> SharingRequest:
    told = {**changes, "is_late": request.due_on < local_day(at)}
    columns = {**changes, "answered_at": at, "answered_by_id": by.staff_id}
    advance(request, SHARING.steps[verb], by=by, at=at, facts=told, changes=columns)
    return request


def _move(
    request: SharingRequest, verb: str, changes: Mapping[str, object], *, by: Actor, at: datetime
) -> SharingRequest:
    told = {name: value for name, value in changes.items() if isinstance(value, str)}
    advance(request, SHARING.steps[verb], by=by, at=at, facts=told, changes=changes)
    return request


def _words(name: str, said: str, sentence: str, faults: list[Fault]) -> str:
    words = said.replace("\x00", "").strip()
    if not 5 <= len(words) <= MOST:
        faults.append(Fault(f"/{name}", "required", f"{sentence}，5到{MOST}个字。"))
    if faults:
        raise Invalid(faults=faults)
    return words
