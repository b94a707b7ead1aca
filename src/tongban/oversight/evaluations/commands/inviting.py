"""Inviting to rate (评价邀请): everybody who was served, once for the service, whatever came of it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.ledger.commands import Parcel, advance
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands.steps import message
from tongban.handling.cases.models import Case
from tongban.handling.halls.models import Ticket
from tongban.handling.outreach.models import Outreach
from tongban.oversight.evaluations.bound import BOUND
from tongban.oversight.evaluations.models import Invitation
from tongban.oversight.evaluations.rules.flow import EVALUATIONS
from tongban.oversight.evaluations.rules.grades import Service
from tongban.oversight.evaluations.rules.states import InvitationStatus
from tongban.oversight.evaluations.rules.words import invitation as words_of

INVITED = "invite_to_rate"
"""By this word the portal knows the message of an invitation."""


@transaction.atomic
def invite_for_case(case: Case, *, at: datetime) -> Invitation:
    """一事一评: the applicant of a case that is served or ended, once, also when the answer was no."""
    version = case.option_version
    person = case.decider_id or case.reviewer_id or case.examiner_id or case.assignee_id or case.acceptor_id
    found, is_new = Invitation.objects.get_or_create(
        subject=case.chain,
        defaults={
            "status": InvitationStatus.NEW,
            "service": Service.CASE,
            "party_id": case.applicant_id,
            "option_code": case.option_code,
            "option_name": version.name,
            "case_number": case.number,
            "channel": case.channel,
            "agency_id": case.agency_id,
            "staff_id": case.examiner_id or case.assignee_id or person or case.receiver_id,
            "venue_id": case.venue_id,
            **_times(at),
        },
    )
    return _sent(found, at) if is_new else found


@transaction.atomic
def invite_for_visit(ticket: Ticket, *, at: datetime) -> Invitation:
    """一次一评: whoever holds the number of a visit; the code of the paper opens the page, no name is needed."""
    booked = ticket.appointment
    assert ticket.clerk is not None, "a number that was served was served by somebody"
    found, is_new = Invitation.objects.get_or_create(
        subject=ticket.chain,
        defaults={
            "status": InvitationStatus.NEW,
            "code": ticket.code,
            "service": Service.VISIT,
            "party_id": booked.party_id if booked is not None else None,
            "option_code": ticket.option_code,
            "option_name": ticket.option_name,
            "case_number": "",
            "channel": ticket.channel,
            "agency_id": ticket.clerk.agency_id,
            "staff_id": ticket.clerk_id,
            "venue_id": ticket.venue_id,
            "window": ticket.window,
            "kiosk_id": ticket.kiosk_id,
            **_times(at),
        },
    )
    return _sent(found, at) if is_new else found


@transaction.atomic
def invite_for_outreach(request: Outreach, *, at: datetime) -> Invitation | None:
    """上门帮办也评: whoever was helped at home, first in the hall or by an agent, whatever came of it (R-167, R-072).

    None for whoever has no account: nobody could give them the way to rate, and asking them would only be counted.
    """
    assert request.helper is not None, "help that was given was given by somebody"
    if request.party_id is None:
        return None
    found, is_new = Invitation.objects.get_or_create(
        subject=request.chain,
        defaults={
            "status": InvitationStatus.NEW,
            "service": Service.OUTREACH,
            "party_id": request.party_id,
            "option_code": request.option_code,
            "option_name": f"{request.sort.label}：{request.option_name}"[:200] if request.option_name else "",
            "case_number": "",
            "channel": request.channel,
            "agency_id": request.helper.agency_id,
            "staff_id": request.helper_id,
            "venue_id": request.venue_id,
            **_times(at),
        },
    )
    return _sent(found, at) if is_new else found


@transaction.atomic
def lapse(invitation: Invitation, *, at: datetime) -> Entry | None:
    """邀请到期: nobody answered; that is no rating, and counts as none."""
    if invitation.status != InvitationStatus.OPEN or local_day(at) <= invitation.closes_on:
        return None
    return advance(invitation, EVALUATIONS.take("lapse", invitation, by=SYSTEM), by=SYSTEM, at=at)


def address_of(code: UUID) -> str:
    """Where one rates, by the link of a message."""
    return BOUND.address(code) + "?by=text"


def _times(at: datetime) -> dict[str, object]:
    return {"served_at": at, "closes_on": local_day(at) + timedelta(days=BOUND.policy.open_days)}


def _sent(invitation: Invitation, at: datetime) -> Invitation:
    step = EVALUATIONS.take("invite", invitation, by=SYSTEM)
    send: tuple[Parcel, ...] = ()
    if invitation.party_id is not None:
        text = words_of(invitation.name, address_of(invitation.code), days=BOUND.policy.open_days)
        send = (message(invitation.party_id, invitation.case_number, INVITED, text),)
    advance(invitation, step, by=SYSTEM, at=at, facts={"service": invitation.service}, send=send)
    return invitation
