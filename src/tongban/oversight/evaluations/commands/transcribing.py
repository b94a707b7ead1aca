"""Entering what was said on paper or by telephone (录入评价): by the bureau or 12345, never by who served."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotYours
from tongban.foundation.ledger.commands import advance
from tongban.oversight.evaluations.models import Evaluation, Invitation
from tongban.oversight.evaluations.rules.flow import EVALUATIONS
from tongban.oversight.evaluations.rules.grades import Way

from .rating import Rating, said_by, still_open

PAPER = "paper"


@transaction.atomic
def transcribe(
    invitation: Invitation, *, grade: str, words: str = "", slip: str = "", given_at: datetime, by: Actor, at: datetime
) -> Evaluation:
    """录入: word for word, with the time at which it was given; a slip of paper by its number, once.

    The bureau enters paper, whoever answers 12345 what a caller says. Raises `NotYours`, `RatedAlready`,
    `InvitationLapsed`, or `Invalid` with everything that is wrong.
    """
    found = still_open(invitation, given=given_at)
    step = EVALUATIONS.take("transcribe", found, by=by)
    if by.staff_id is None or by.staff_id == invitation.staff_id:
        raise NotYours("评的是您办的事，由别人录入。")
    way = Way.PHONE if Role.HOTLINE in by.roles else Way.PAPER
    number = slip.strip()[:80] if way is Way.PAPER else ""
    if faults := _faults(invitation, way, number, given_at, at):
        raise Invalid("还有地方要改一下。", faults=faults)
    said = Rating(grade, words=words, way=way, rated_at=given_at, source=PAPER if number else "", source_ref=number)
    made = said_by(by, found, said, at=at)
    facts = {"grade": made.grade, "way": way.value, "is_bad": made.mark.is_bad, "rated_at": given_at.isoformat()}
    advance(found, step, by=by, at=at, facts=facts | ({"slip": number} if number else {}))
    return made


def _faults(invitation: Invitation, way: Way, slip: str, given_at: datetime, at: datetime) -> list[Fault]:
    faults = []
    if given_at > at or local_day(given_at) < local_day(invitation.served_at):
        faults.append(Fault("/given_at", "range", "评价的时间要在办完以后、现在以前。"))
    if way is Way.PAPER and not slip:
        faults.append(Fault("/slip", "required", "请写评价卡的编号，一张卡只录一次。"))
    if slip and Evaluation.objects.filter(source=PAPER, source_ref=slip).exists():
        faults.append(Fault("/slip", "taken", "这张评价卡已经录过了。"))
    return faults
