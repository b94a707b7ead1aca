"""Invitations that somebody may see (评价邀请): the own ones, or the one whose code one holds. Staff see none."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.halls.models import Kiosk, Ticket
from tongban.oversight.evaluations.models import Evaluation, Invitation
from tongban.oversight.evaluations.rules.grades import Service
from tongban.oversight.evaluations.rules.states import InvitationStatus

ASKED_FOR = timedelta(minutes=10)
CASE_DIGITS = 17


def visible_to(actor: Actor) -> QuerySet[Invitation]:
    """The invitations of whom the actor acts for, newest first; under a mandate none, and none for staff."""
    owner = actor.acting_for or actor.party_id
    if actor.is_staff or Role.APPLICANT not in actor.roles or owner is None or actor.mandate_id is not None:
        return Invitation.objects.none()
    return Invitation.objects.filter(party_id=owner).order_by("-pk")


def with_code(code: UUID) -> Invitation:
    """The invitation that this code opens, for whoever holds it."""
    found = Invitation.objects.select_related("agency", "venue").filter(code=code).first()
    if found is None:
        raise NotFound(
            "没有找到这次评价邀请。刚办完的，请过一分钟再打开；其他的，请从消息里的链接，或者号票上的二维码打开。"
        )
    return found


def at_window(kiosk: Kiosk, *, at: datetime) -> Invitation | None:
    """Whom the tablet of a window asks (评价器): the last one served there within ten minutes (one statement)."""
    rows = Invitation.objects.filter(service=Service.VISIT, venue_id=kiosk.venue_id, window=kiosk.window)
    found = rows.filter(served_at__gt=at - ASKED_FOR, served_at__lte=at).order_by("-served_at", "-pk").first()
    return found if found is not None and found.status == InvitationStatus.OPEN else None


def named_on_paper(number: str, *, day: date | None, venue: str) -> Invitation:
    """The service of a case by its number, or of a visit by the number, the day and the hall; else `NotFound`."""
    rows = Invitation.objects.select_related("agency", "venue")
    if number.isascii() and number.isdigit() and len(number) == CASE_DIGITS:
        found = rows.filter(case_number=number, service=Service.CASE).first()
    else:
        ticket = Ticket.objects.filter(number=number.upper(), day=day, venue__key=venue).first() if day else None
        found = rows.filter(subject=ticket.chain).first() if ticket is not None else None
    if found is None:
        raise NotFound("没有找到这次服务。办件写17位编号；到大厅办事的写号票编号，选日期和大厅；还没有办完的不能评。")
    return found


def is_own(invitation: Invitation, actor: Actor) -> bool:
    """Is it the person's own, so that they may give their name to it?"""
    owner = actor.acting_for or actor.party_id
    return invitation.party_id is not None and invitation.party_id == owner and actor.mandate_id is None


def rated(invitation: Invitation) -> list[Evaluation]:
    """What was said, first and second (one statement)."""
    return list(invitation.evaluations.select_related("redress__agency").order_by("round"))
