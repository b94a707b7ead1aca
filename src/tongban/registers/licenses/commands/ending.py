"""What ends a licence or holds it up (暂扣、发还、失效、注销、撤销、吊销、转出): none makes a new edition."""

from datetime import datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.registers.licenses.models import License
from tongban.registers.licenses.rules.states import ENDS

from .issuing import take


@transaction.atomic
def hold(license: License, *, ground: str, reason: str, by: Actor, at: datetime) -> Entry:
    """暂扣: it does not hold for now, as a penalty (行政处罚法 第九条)."""
    return _taken("hold", license, {"ground": ground, "reason": reason}, by=by, at=at)


@transaction.atomic
def give_back(license: License, *, reason: str, by: Actor, at: datetime) -> Entry:
    """发还: it holds again."""
    return _taken("give_back", license, {"reason": reason}, by=by, at=at)


@transaction.atomic
def lapse(license: License, *, by: Actor = SYSTEM, at: datetime) -> Entry:
    """过期失效: its last day is over; `NotNow` before."""
    if license.valid_to is None or local_day(at) <= license.valid_to:
        raise NotNow("有效期还没有过。")
    return _taken("lapse", license, {}, by=by, at=at)


@transaction.atomic
def deregister(license: License, *, ground: str, reason: str, by: Actor, at: datetime) -> Entry:
    """注销: it is over in the ordinary way: given up, expired, the holder is no more (行政许可法 第七十条)."""
    return _taken("deregister", license, {"ground": ground, "reason": reason}, by=by, at=at)


@transaction.atomic
def revoke(license: License, *, ground: str, reason: str, by: Actor, at: datetime) -> Entry:
    """撤销: it should not have been given (行政许可法 第六十九条)."""
    return _taken("revoke", license, {"ground": ground, "reason": reason}, by=by, at=at)


@transaction.atomic
def strip(license: License, *, ground: str, reason: str, by: Actor, at: datetime) -> Entry:
    """吊销: it is taken away as a penalty (行政处罚法 第九条)."""
    return _taken("strip", license, {"ground": ground, "reason": reason}, by=by, at=at)


@transaction.atomic
def move_out(license: License, *, reason: str, by: Actor, at: datetime) -> Entry:
    """办理转出: another place takes it over."""
    return _taken("move_out", license, {"reason": reason}, by=by, at=at)


@transaction.atomic
def cancel_move_out(license: License, *, reason: str, by: Actor, at: datetime) -> Entry:
    """取消转出: it stays here after all."""
    return _taken("cancel_move_out", license, {"reason": reason}, by=by, at=at)


def _taken(verb: str, license: License, told: dict[str, str], *, by: Actor, at: datetime) -> Entry:
    step = take(verb, license, by=by)
    kept = {name: said.replace("\0", "").strip()[:300] for name, said in told.items()}
    labels = {ask.name: ask.label for ask in step.asks}
    faults = [Fault(f"/{name}", "missing", f"请填写{labels[name]}。") for name, said in kept.items() if not said]
    if faults:
        raise Invalid(faults=faults)
    changes: dict[str, Any] = {"ended_at": at if step.target in ENDS else None}
    return advance(license, step, by=by, at=at, facts={"identifier": license.identifier, **kept}, changes=changes)
