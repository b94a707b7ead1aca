"""Somebody wants help in person (申请帮办): online for oneself, or written down by a window or on the telephone."""

from datetime import datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.errors import Fault, Invalid, NotYours, TooMany
from tongban.foundation.kernel.masks import mask_address, mask_name, mask_phone
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.commands import record
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import add_workdays
from tongban.handling.outreach.models import Outreach
from tongban.handling.outreach.queries.requests import ADDRESS, NAME, PHONE, visible_to
from tongban.handling.outreach.rules.asking import Asked, faults_of
from tongban.handling.outreach.rules.flow import BASIS, HELPERS
from tongban.handling.outreach.rules.policy import BOUND
from tongban.handling.outreach.rules.states import OPEN, OutreachChannel, OutreachStatus
from tongban.registers.catalog.queries import guide

MOST_OPEN = 5


@transaction.atomic
def ask(asked: Asked, *, by: Actor, at: datetime) -> Outreach:
    """申请帮办: by the person's own account or who acts for them, or by a window for who came or called.

    Raises `Invalid` with everything that is wrong; five may be open at once for one account.
    """
    is_citizen = Role.APPLICANT in by.roles and by.account_id is not None
    if not is_citizen and (by.staff_id is None or not by.roles & HELPERS):
        raise NotYours("请先登录，再申请帮办；也可以打12345，或者到任何一个窗口登记。")
    days = calendar()
    faults = faults_of(asked, BOUND.policy, today=local_day(at), calendar=days)
    if is_citizen != (asked.channel == OutreachChannel.WEB):
        faults.append(Fault("/channel", "choice", "请选从哪里来：电话、窗口，还是便民服务站。"))
    if faults or asked.wanted_on is None:
        raise Invalid("还有地方要改一下。", faults=faults)
    if is_citizen and visible_to(by).filter(status__in=sorted(OPEN)).count() >= MOST_OPEN:
        raise TooMany(f"您已经申请了{MOST_OPEN}次，还没有办完。着急的话，请拨打12345。")
    found = guide(asked.option_code) if asked.option_code else None
    made = Outreach(
        kind=asked.kind,
        channel=asked.channel,
        status=OutreachStatus.ASKED,
        party_id=(by.acting_for or by.party_id) if is_citizen else None,
        account_id=by.account_id if is_citizen else None,
        asked_by=asked.asked_by,
        needs=sorted(set(asked.needs)),
        note=asked.note.strip(),
        option_code=found.option_code if found is not None else "",
        option_name=found.name[:200] if found is not None else "",
        wanted_on=asked.wanted_on,
        wanted_slot=asked.wanted_slot,
        asked_at=at,
        due_on=add_workdays(local_day(at), BOUND.policy.arrange_within, calendar=days),
    )
    return _kept(_sealed(made, asked), by=by, at=at)


def _sealed(made: Outreach, asked: Asked) -> Outreach:
    """Name, number and address under seal, and what a list may show of them."""
    name, address, phone = asked.name.strip(), asked.address.strip(), check("phone", asked.phone).normalized
    made.name_sealed, made.name_masked = _seal(made, name, NAME), mask_name(name)
    made.phone_sealed, made.phone_masked = _seal(made, phone, PHONE), mask_phone(phone)
    if address:
        made.address_sealed, made.address_masked = _seal(made, address, ADDRESS), mask_address(address)[:120]
    return made


def _seal(made: Outreach, text: str, purpose: str) -> bytes:
    return vault().seal(text, purpose=purpose, owner=made.code.hex)


def _kept(made: Outreach, *, by: Actor, at: datetime) -> Outreach:
    """The row and the first entry of its chain; no name, number or address stands in it."""
    facts: dict[str, Any] = {
        "kind": made.kind,
        "channel": made.channel,
        "asked_by": made.asked_by,
        "needs": made.needs,
        "option": made.option_code,
        "wanted_on": made.wanted_on.isoformat(),
        "slot": made.wanted_slot,
        "due_on": made.due_on.isoformat(),
    }
    about = f"party:{made.party_id}" if made.party_id is not None else ""
    entry = record(made.chain, "ask", by=by, at=at, basis=BASIS, about=about, facts=facts)
    made.version, made.head = entry.seq, entry.hash
    made.save(force_insert=True)
    return made
