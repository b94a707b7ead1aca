"""From an approval to a grant in use, and to its end (协议、开通、收回、到期)."""

from datetime import datetime

from django.db import transaction

from tongban.exchange.sharing.models import SharingRequest
from tongban.exchange.sharing.queries.requests import past_their_time
from tongban.exchange.sharing.queries.sources import source_of
from tongban.exchange.sharing.rules.flow import SHARING
from tongban.exchange.sharing.rules.policy import agreement
from tongban.foundation.kernel.actors import SYSTEM, Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import advance
from tongban.foundation.worktime.rules import describe
from tongban.registers.parties.models import ApiClient
from tongban.registers.resources.queries.catalogue import names_of
from tongban.registers.resources.queries.officers import speaks_for

from .answering import of_asker, of_owner

MOST = 1000


def agreement_of(request: SharingRequest) -> str:
    """The text that is signed, from what was asked and approved (共享协议)."""
    owner = request.resource.owner
    return agreement(
        asker=request.agency.name,
        owner=owner.name if owner is not None else "",
        resource=request.resource.name,
        fields=names_of(request.resource, request.fields),
        purpose=request.purpose,
        until=describe(request.until_on),
    )


@transaction.atomic
def agree(request: SharingRequest, *, by: Actor, at: datetime) -> SharingRequest:
    """签署共享协议: by the leader or data officer of the body that asked; the text is kept as it was signed."""
    of_asker(request, "agree", by)
    if not speaks_for(by, request.agency_id):
        raise NotYours("共享协议由申请部门的负责人或者数据专员签署。")
    text = agreement_of(request)
    advance(request, SHARING.steps["agree"], by=by, at=at, facts={"agreement": text}, changes={"agreement": text})
    return request


@transaction.atomic
def activate(request: SharingRequest, *, client: str, by: Actor, at: datetime) -> SharingRequest:
    """开通接口: for one system of the body that asked, and only for fields that the interface has."""
    of_owner(request, "activate", by)
    source = source_of(request.resource.code)
    beyond = sorted(set(request.fields) - source.fields)
    if beyond:
        raise NotNow(f"接口里还没有这些信息项：{'、'.join(names_of(request.resource, beyond))}。请申请部门重新申请。")
    row = ApiClient.objects.filter(name=client.strip(), is_active=True).first()
    if row is None or row.agency_key != request.agency.key:
        sentence = f"请填{request.agency.short_name}已登记的系统名称；还没有登记的，请系统管理员先登记调用方。"
        raise Invalid(faults=[Fault("/client", "unknown", sentence)])
    changes = {"client": row.name, "activated_at": at}
    advance(request, SHARING.steps["activate"], by=by, at=at, facts={"client": row.name}, changes=changes)
    return request


@transaction.atomic
def keep(request: SharingRequest, *, reason: str, by: Actor, at: datetime) -> SharingRequest:
    """闲置复核：继续保留: by the body that holds an unused grant, with what it still is for."""
    of_asker(request, "keep", by)
    said = _words(reason)
    advance(request, SHARING.steps["keep"], by=by, at=at, facts={"reason": said}, changes={"reviewed_at": at})
    return request


@transaction.atomic
def revoke(request: SharingRequest, *, reason: str, by: Actor, at: datetime) -> SharingRequest:
    """收回: by the owner or by supervision; the next use is refused. A ruling is undone by the arbiter alone."""
    SHARING.take("revoke", request, by=by)
    is_arbiter = Role.SUPERVISOR in by.roles
    if not is_arbiter and request.ruled_at is not None:
        raise NotYours("这个授权是裁定共享的，双方都要执行；要收回请由主管部门决定。")
    if not is_arbiter and not speaks_for(by, request.resource.owner_id):
        raise NotYours("授权由数据责任部门的负责人、数据专员或者主管部门收回。")
    return _end(request, "revoke", _words(reason), by=by, at=at)


@transaction.atomic
def give_up(request: SharingRequest, *, reason: str, by: Actor, at: datetime) -> SharingRequest:
    """不用了，退回: by the body that asked."""
    of_asker(request, "give_up", by)
    return _end(request, "give_up", _words(reason), by=by, at=at)


def expire_all(*, at: datetime) -> int:
    """到期停用: everything whose last day is over; run twice it does nothing more."""
    ended = past_their_time(on=local_day(at))
    for each in ended:
        _expire(each, at=at)
    return len(ended)


@transaction.atomic
def _expire(request: SharingRequest, *, at: datetime) -> None:
    advance(request, SHARING.steps["expire"], by=SYSTEM, at=at, changes={"ended_at": at})


def _end(request: SharingRequest, verb: str, reason: str, *, by: Actor, at: datetime) -> SharingRequest:
    changes = {"reason": reason, "ended_at": at}
    advance(request, SHARING.steps[verb], by=by, at=at, facts={"reason": reason}, changes=changes)
    return request


def _words(said: str) -> str:
    words = said.replace("\x00", "").strip()
    if not 2 <= len(words) <= MOST:
        raise Invalid(faults=[Fault("/reason", "required", f"请写明理由，2到{MOST}个字。")])
    return words
