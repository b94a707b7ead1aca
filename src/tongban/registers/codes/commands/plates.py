"""Plates at doors get their codes (门楼牌制码), and lose them when the plate is taken down."""

import secrets
from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Fault, Invalid, NotYours
from tongban.foundation.ledger.commands import record
from tongban.registers.agencies.models import Division
from tongban.registers.codes.models import Doorplate
from tongban.registers.codes.rules.codes import HANDLE_BYTES, MOST_WORDS

MAY_ISSUE = frozenset({Role.SUPERVISOR, Role.SYSTEM_ADMIN, Role.SYSTEM})
BASIS = "实施方案 四(六)1 一码通：门楼牌码"


@transaction.atomic
def issue_plate(address: str, *, division: Division, by: Actor, at: datetime) -> Doorplate:
    """制码: one code for one address; `Invalid` for an address that does not fit on it or has one already."""
    if not by.roles & MAY_ISSUE:
        raise NotYours("门楼牌码由监督岗或者系统管理员制作。")
    plain = "".join(address.replace("\0", "").split())
    faults = []
    if not plain or not plain.isprintable() or len(plain.encode()) > MOST_WORDS:
        faults.append(Fault("/address", "length", "地址要写，最长30个字。"))
    elif Doorplate.objects.filter(address=plain).exists():
        faults.append(Fault("/address", "taken", "这个地址已经有门楼牌码了。"))
    if faults:
        raise Invalid(faults=faults)
    handle = secrets.token_bytes(HANDLE_BYTES)
    made = Doorplate.objects.create(handle=handle, address=plain, division=division, issued_at=at)
    record(f"doorplate:{made.pk}", "issue_plate", by=by, at=at, basis=BASIS, facts={"address": plain})
    return made


@transaction.atomic
def end_plate(plate: Doorplate, *, by: Actor, at: datetime) -> None:
    """停用: whoever scans it from now on is told so."""
    if not by.roles & MAY_ISSUE:
        raise NotYours("门楼牌码由监督岗或者系统管理员停用。")
    if Doorplate.objects.filter(pk=plate.pk, ended_at__isnull=True).update(ended_at=at):
        plate.ended_at = at
        record(f"doorplate:{plate.pk}", "end_plate", by=by, at=at, basis=BASIS)
