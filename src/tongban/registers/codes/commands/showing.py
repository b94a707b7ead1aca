"""Showing a code (亮码) and showing licences by one (亮证): the holder's own act, on the holder's own record."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotFound, NotYours
from tongban.foundation.ledger.commands import record
from tongban.registers.codes.models import Showing, ShownLicense
from tongban.registers.codes.queries.scans import kind_of
from tongban.registers.codes.queries.showings import usable_for_showing
from tongban.registers.codes.rules.codes import HANDLE_BYTES, Kind
from tongban.registers.licenses.models import License
from tongban.registers.parties.models import Party
from tongban.registers.parties.rules import RealNameLevel

SHOWN_FOR = timedelta(minutes=10)
MINUTES = (5, 15, 60)
MOST_LICENSES = 6
BASIS = "个人信息保护法 第十三条第一款第一项"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A licence to be shown and which of its fields; no fields: only that it is genuine and whether it holds."""

    license: License
    fields: tuple[str, ...] = ()


@transaction.atomic
def show(*, by: Actor, at: datetime) -> Showing:
    """亮码: the own code, or that of the enterprise one acts for, for ten minutes; the one before it dies."""
    party = _holder(by)
    if kind_of(party) is Kind.PERSON and party.real_name_level < RealNameLevel.CHECKED:
        raise NotYours("实名核对过的才能亮码。请带身份证到任意窗口核验一次，或者用省统一身份认证登录。")
    made = _opened(party, kind_of(party), by=by, at=at, lasts=SHOWN_FOR)
    record(f"party:{party.pk}", "show_code", by=by, at=at, basis=BASIS, facts={"showing": made.public_id.hex})
    return made


@transaction.atomic
def present(chosen: Sequence[Chosen], *, minutes: int, by: Actor, at: datetime) -> Showing:
    """亮证: these licences, these fields, for so long; `Invalid` for what is another's, not in force, or not there."""
    faults = []
    if minutes not in MINUTES:
        faults.append(Fault("/minutes", "choice", "请选择给对方看多久。"))
    if not 1 <= len(chosen) <= MOST_LICENSES:
        faults.append(Fault("/licenses", "count", f"请选择1到{MOST_LICENSES}本证照。"))
    keys = {each.license.public_id for each in chosen}
    usable = {each.pk: each for each in usable_for_showing(by, keys=keys, on=local_day(at))}
    if any(each.license.pk not in usable for each in chosen) or len(keys) != len(chosen):
        faults.append(Fault("/licenses", "state", "有的证照现在不能亮：不是您的，或者不在有效期内。"))
    for each in chosen:
        if not set(each.fields) <= set(each.license.type.face["properties"]):
            faults.append(Fault("/fields", "unknown", "有的内容不在证照上，请重新选择。"))
    if faults:
        raise Invalid(faults=faults)
    return _presented([Chosen(usable[each.license.pk], each.fields) for each in chosen], minutes, by=by, at=at)


@transaction.atomic
def end(showing: Showing, *, by: Actor, at: datetime) -> None:
    """收起: its codes are dead at once, and what was shown of licences can be looked at no longer."""
    if by.account_id is None or showing.shown_by_id != by.account_id:
        raise NotYours("只有亮码的本人能收起。")
    if Showing.objects.filter(pk=showing.pk, ended_at__isnull=True).update(ended_at=at):
        showing.ended_at = at
        facts = {"showing": showing.public_id.hex}
        record(f"party:{showing.party_id}", "end_showing", by=by, at=at, basis=BASIS, facts=facts)


def _presented(chosen: Sequence[Chosen], minutes: int, *, by: Actor, at: datetime) -> Showing:
    words = chosen[0].license.type.name if len(chosen) == 1 else f"{len(chosen)}本证照"
    party = Party.objects.get(pk=chosen[0].license.holder_id)
    made = _opened(party, Kind.LICENSE, by=by, at=at, lasts=timedelta(minutes=minutes), words=words[:30])
    told = []
    for each in chosen:
        edition = each.license.editions.get(number=each.license.edition_number)
        ShownLicense.objects.create(showing=made, edition=edition, fields=list(each.fields))
        told.append({"license": each.license.public_id.hex, "fields": list(each.fields)})
    facts = {"showing": made.public_id.hex, "minutes": minutes, "licenses": told}
    record(f"party:{party.pk}", "present", by=by, at=at, basis=BASIS, facts=facts)
    return made


def _opened(party: Party, kind: Kind, *, by: Actor, at: datetime, lasts: timedelta, words: str = "") -> Showing:
    Showing.objects.filter(shown_by_id=by.account_id, kind=kind, ended_at__isnull=True).update(ended_at=at)
    return Showing.objects.create(
        handle=secrets.token_bytes(HANDLE_BYTES),
        kind=kind,
        party=party,
        shown_by_id=by.account_id or 0,
        words=words,
        opened_at=at,
        expires_at=at + lasts,
    )


def _holder(by: Actor) -> Party:
    """Whose code it is: nobody shows the code of a principal."""
    if Role.APPLICANT not in by.roles or by.account_id is None:
        raise NotYours("请用个人账号登录后亮码。")
    if by.mandate_id is not None:
        raise NotYours("码只能本人亮，不能替委托人亮。请先换回本人。")
    found = Party.objects.filter(pk=by.acting_for or by.party_id or 0).first()
    if found is None:
        raise NotFound()
    return found
