"""Handing down (下沉): a body and a place agree in which way; without way and agreement nothing is handed down."""

from datetime import datetime

from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import record
from tongban.registers.agencies.commands import grant_delegation, revoke_delegation
from tongban.registers.agencies.models import Agency, Delegation, Venue
from tongban.registers.grassroots.models import Agreement, HandedDown
from tongban.registers.grassroots.queries.lists import DOWN, own_options
from tongban.registers.grassroots.rules.agreements import Terms, faults
from tongban.registers.grassroots.rules.modes import BASIS, LENT, Mode

LONGEST_REASON = 200


@transaction.atomic
def hand_down(agency: Agency, *, to: Venue | None, terms: Terms, by: Actor, at: datetime) -> Agreement:
    """下沉: from the first day of the agreement the place handles these matters in its way.

    The body's own head agrees. An authorisation lends the powers to decide, as a delegation under the same number.
    Raises `Invalid` with everything that is wrong, above all a missing way or a missing agreement.
    """
    _refuse_strangers(agency, by)
    wrong = _faults(agency, to, terms, at=at)
    if wrong or to is None or terms.valid_from is None:
        raise Invalid("下沉的内容还有地方要改。", faults=wrong)
    made = Agreement(
        agency=agency,
        venue=to,
        mode=terms.mode,
        number=terms.number,
        seal=terms.seal if terms.mode == Mode.AUTHORISED else "",
        valid_from=terms.valid_from,
        valid_to=terms.valid_to,
        created_at=at,
    )
    if made.way is Mode.AUTHORISED:
        made.delegation = _lend(made, [each.option_code for each in terms.lines], by=by, at=at)
    _save(made)
    HandedDown.objects.bulk_create(
        HandedDown(agreement=made, venue=to, option_code=each.option_code, field=each.field, capacity=each.capacity)
        for each in terms.lines
    )
    codes = [each.option_code for each in terms.lines]
    facts = {"agency": agency.key, "venue": to.key, "mode": made.mode, "number": made.number, "options": codes}
    record(made.chain, "hand_down", by=by, at=at, basis=BASIS, facts=facts)
    return made


@transaction.atomic
def end_agreement(agreement: Agreement, *, reason: str, by: Actor, at: datetime) -> Agreement:
    """终止: at once, with the powers that it lent; what was decided on it stands."""
    _refuse_strangers(agreement.agency, by)
    words = reason.strip()
    if not 1 <= len(words) <= LONGEST_REASON:
        raise Invalid(faults=[Fault("/reason", "required", f"请写为什么终止，不超过{LONGEST_REASON}个字。")])
    if not Agreement.objects.filter(pk=agreement.pk, ended_at__isnull=True).update(ended_at=at):
        raise NotNow("这份协议已经终止。")
    agreement.ended_at = at
    HandedDown.objects.filter(agreement=agreement, ended_at__isnull=True).update(ended_at=at)
    lent = agreement.delegation
    if lent is not None and lent.revoked_at is None:
        revoke_delegation(lent, by=by, at=at)
    record(agreement.chain, "end_agreement", by=by, at=at, basis=BASIS, facts={"reason": words})
    return agreement


def _refuse_strangers(agency: Agency, by: Actor) -> None:
    is_head = Role.DECIDER in by.roles and by.agency_id == agency.pk
    if not is_head and Role.SYSTEM not in by.roles:
        raise NotYours("事项下沉由本部门批准人办理。")


def _faults(agency: Agency, to: Venue | None, terms: Terms, *, at: datetime) -> list[Fault]:
    """What is wrong with the place and with the terms; what has run out gives its place up."""
    found = []
    if to is None or not to.is_active or to.level not in DOWN:
        found.append(Fault("/venue", "choice", "请选下沉到哪个便民服务中心或者便民服务站。"))
    if terms.mode == Mode.AUTHORISED and Delegation.objects.filter(document_number=terms.number).exists():
        found.append(Fault("/number", "taken", "这个文号已经登记过授权，请用协议自己的文号。"))
    codes = [each.option_code for each in terms.lines]
    today = local_day(at)
    there = HandedDown.objects.filter(venue=to, option_code__in=codes, ended_at__isnull=True)
    there.filter(agreement__valid_to__lt=today).update(ended_at=at)
    taken = there.values_list("option_code", flat=True)
    return found + faults(terms, options=own_options(agency.key), taken=taken, today=today)


def _lend(made: Agreement, codes: list[str], *, by: Actor, at: datetime) -> Delegation:
    return grant_delegation(
        made.agency,
        to=made.venue,
        powers=LENT,
        document_number=made.number,
        valid_from=made.valid_from,
        valid_to=made.valid_to,
        option_codes=codes,
        may_use_seal=True,
        by=by,
        at=at,
    )


def _save(made: Agreement) -> None:
    """`Invalid` when its document was entered before."""
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Invalid(faults=[Fault("/number", "taken", "这个文号已经登记过。")]) from None
