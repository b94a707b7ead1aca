"""Delegations (授权): what an agency lets others do in its name, for how long, under which document number."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from tongban.foundation.kernel import codes
from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import record
from tongban.registers.agencies.models import Agency, Delegation, Staff, Venue
from tongban.registers.agencies.rules import read_bounds

BASIS = "实施方案 三(二)5"
LONGEST = 60
LONGEST_LIMITS = 200


@transaction.atomic
def grant_delegation(
    agency: Agency,
    *,
    to: Staff | Venue,
    powers: Sequence[str],
    document_number: str,
    valid_from: date,
    valid_to: date | None = None,
    covers_all: bool = False,
    option_codes: Sequence[str] = (),
    is_chief_representative: bool = False,
    may_use_seal: bool = False,
    limits: str = "",
    bounds: Sequence[Mapping[str, Any]] = (),
    deputy_of: Delegation | None = None,
    by: Actor,
    at: datetime,
) -> Delegation:
    """Let a staff member, or the counters of a place, take steps in the agency's name (进必授权、首席事务代表).

    The agency's decider gives it, never to oneself; the security administrator may enter a signed document.
    A deputy gets no more than the chief has, and acts only while they are away; `bounds` are those of `read_bounds`."""
    _may_delegate(agency, to, by)
    made = _to(
        to,
        agency=agency,
        powers=sorted(set(powers)),
        covers_all=covers_all,
        option_codes=sorted(set(option_codes)),
        valid_from=valid_from,
        valid_to=valid_to,
        document_number=document_number.strip(),
        is_chief_representative=is_chief_representative,
        may_use_seal=may_use_seal,
        limits=limits.strip(),
        bounds=read_bounds(bounds),
        deputy_of=deputy_of,
        created_at=at,
    )
    return _kept(made, to, document_number, by=by, at=at)


@transaction.atomic
def prolong_delegation(delegation: Delegation, *, until: date, by: Actor, at: datetime) -> Delegation:
    """延期: what is still in effect lasts to a later day; what has expired is given anew, under a new document."""
    _may_delegate(delegation.agency, delegation.staff, by)
    held = Delegation.objects.select_for_update(of=("self",)).get(pk=delegation.pk)
    if held.revoked_at is not None or (held.valid_to is not None and held.valid_to < local_day(at)):
        raise NotNow("这份授权已经失效，不能延期。请用新的文号重新授权。")
    if held.valid_to is None:
        raise NotNow("这份授权长期有效，不用延期。")
    if until <= held.valid_to:
        raise Invalid(faults=[Fault("/until", "order", "延期后的截止日要比现在的晚。")])
    held.valid_to = until
    held.save(update_fields=["valid_to"])
    record(f"delegation:{held.pk}", "prolong_delegation", by=by, at=at, basis=BASIS, facts=_facts(held))
    return held


@transaction.atomic
def revoke_delegation(delegation: Delegation, *, by: Actor, at: datetime) -> Delegation:
    """Take it back at once (收回授权)."""
    _may_delegate(delegation.agency, None, by)
    if not Delegation.objects.filter(pk=delegation.pk, revoked_at__isnull=True).update(revoked_at=at):
        raise NotNow("这份授权已经收回。")
    delegation.revoked_at = at
    record(f"delegation:{delegation.pk}", "revoke_delegation", by=by, at=at, basis=BASIS, facts=_facts(delegation))
    return delegation


def _to(to: Staff | Venue, **columns: Any) -> Delegation:
    if isinstance(to, Staff):
        return Delegation(staff=to, **columns)
    return Delegation(venue=to, **columns)


def _may_delegate(agency: Agency, to: Staff | Venue | None, by: Actor) -> None:
    is_head = Role.DECIDER in by.roles and by.agency_id == agency.pk
    if not is_head and not by.roles & {Role.SECURITY_ADMIN, Role.SYSTEM}:
        raise NotYours("授权由本部门批准人办理。")
    if isinstance(to, Staff) and to.pk == by.staff_id:
        raise NotYours("不能给自己授权。")


def _kept(delegation: Delegation, to: Staff | Venue, document_number: str, *, by: Actor, at: datetime) -> Delegation:
    """The row and its record, or `Invalid` with everything that is wrong."""
    if faults := _faults(delegation, to, document_number, today=local_day(at)):
        raise Invalid(faults=faults)
    _save(delegation)
    record(f"delegation:{delegation.pk}", "grant_delegation", by=by, at=at, basis=BASIS, facts=_facts(delegation))
    return delegation


def _save(delegation: Delegation) -> None:
    """`Invalid` when its document has been entered before."""
    try:
        with transaction.atomic():
            delegation.save(force_insert=True)
    except IntegrityError:
        raise Invalid(faults=[Fault("/document_number", "taken", "这个授权文号已经登记过。")]) from None


def _faults(delegation: Delegation, to: Staff | Venue, document_number: str, *, today: date) -> list[Fault]:
    """Everything that is wrong with it, before it is written; `document_number` as it was typed."""
    found: list[tuple[str, str, str]] = []
    option_codes, first, last = delegation.option_codes, delegation.valid_from, delegation.valid_to
    if not delegation.powers:
        found.append(("/powers", "required", "请选择授权的环节。"))
    if not document_number.strip() or not document_number.isprintable() or len(document_number) > LONGEST:
        found.append(("/document_number", "required", f"请填写授权文号，不超过{LONGEST}个字。"))
    if delegation.covers_all == bool(option_codes):
        found.append(("/option_codes", "scope", "请选择授权的事项，或者选择本部门全部事项，两者选一。"))
    for code in option_codes:
        found += [("/option_codes", each.code, each.message) for each in codes.check("option", code).errors]
    if delegation.is_chief_representative and not isinstance(to, Staff):
        found.append(("/to", "chief_is_a_person", "首席事务代表应当是具体的工作人员。"))
    found += _deputy_faults(delegation, to)
    if len(delegation.limits) > LONGEST_LIMITS:
        found.append(("/limits", "too_long", f"限定不超过{LONGEST_LIMITS}个字。"))
    if last is not None and last < max(first, today):
        found.append(("/valid_to", "order", "截止日不能早于生效日，也不能早于今天。"))
    return [Fault(*each) for each in found]


def _deputy_faults(delegation: Delegation, to: Staff | Venue) -> list[tuple[str, str, str]]:
    """A deputy is somebody else of the same body, for a chief, and with nothing that the chief has not."""
    chief = delegation.deputy_of
    if chief is None:
        return []
    if not chief.is_chief_representative or chief.agency_id != delegation.agency_id:
        return [("/deputy_of", "not_a_chief", "只能给本部门的首席事务代表设代理。")]
    if not isinstance(to, Staff) or to.pk == chief.staff_id or delegation.is_chief_representative:
        return [("/to", "deputy_is_another", "代理应当是另一位工作人员，自己不是首席事务代表。")]
    is_within = chief.covers_all or (
        not delegation.covers_all and set(delegation.option_codes) <= set(chief.option_codes)
    )
    if not is_within or not set(delegation.powers) <= set(chief.powers):
        return [("/powers", "beyond_the_chief", "代理的环节和事项不能超出首席事务代表的授权。")]
    if delegation.may_use_seal and not chief.may_use_seal:
        return [("/may_use_seal", "beyond_the_chief", "首席事务代表不能用的章，代理也不能用。")]
    return []


def _facts(delegation: Delegation) -> dict[str, object]:
    return {
        "agency": delegation.agency.key,
        "staff": delegation.staff_id or 0,
        "venue": delegation.venue_id or 0,
        "powers": delegation.powers,
        "options": delegation.option_codes,
        "from": delegation.valid_from.isoformat(),
        "to": delegation.valid_to.isoformat() if delegation.valid_to else "",
        "document_number": delegation.document_number,
        "seal": delegation.may_use_seal,
        "limits": delegation.limits,
        "bounds": delegation.bounds,
        "deputy_of": delegation.deputy_of_id or 0,
    }
