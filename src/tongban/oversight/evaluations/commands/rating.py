"""Rating (评价): by the person, of their own accord, once for a service; never by staff, never with a default."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import NOBODY, Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.commands import advance
from tongban.handling.contacts.rules.words import LONGEST, noted
from tongban.oversight.evaluations.bound import BOUND
from tongban.oversight.evaluations.models import Evaluation, Invitation, Redress
from tongban.oversight.evaluations.queries.invitations import is_own
from tongban.oversight.evaluations.rules.flow import EVALUATIONS, REDRESSES
from tongban.oversight.evaluations.rules.grades import Grade, Way
from tongban.oversight.evaluations.rules.states import InvitationStatus

PHONE = "evaluation.phone"
ORIGIN = "evaluation.origin"


class StaffMayNotRate(NotYours):
    """A rating is the person's own (不得代评、不得强迫): whoever is signed in as staff neither rates nor opens it."""

    code = "staff_may_not_rate"
    sentence = "评价由办事的人自己做。工作人员登录时打不开评价页，也不能替人评价。请退出登录后，由本人用自己的手机评。"


class RatedAlready(NotNow):
    """One service, one rating (一事一评、一次一评)."""

    code = "rated_already"
    sentence = "这次服务已经评过了。每次服务评一次；差评整改以后可以再评一次。"


class InvitationLapsed(NotNow):
    """The days to rate are over (评价期已过)."""

    code = "invitation_lapsed"
    sentence = "评价的期限已经过了。还有意见的，请拨打12345。"


@dataclass(frozen=True, slots=True)
class Rating:
    """What somebody says: a grade, which has no default, tags, words, and how they came to say it.

    `seconds` is how long the page was open, `origin` the network address; both serve to find ratings that were made
    up. `rated_at` is when it was given where that was earlier, at a terminal without a network.
    """

    grade: str
    tags: Sequence[str] = ()
    words: str = ""
    phone: str = ""
    is_named: bool = False
    way: Way = Way.PC
    seconds: int | None = None
    origin: str = ""
    rated_at: datetime | None = None
    source: str = ""
    source_ref: str = ""


@transaction.atomic
def rate(invitation: Invitation, said: Rating, *, by: Actor, at: datetime) -> Evaluation:
    """评价: the first and only one for this service; two at the same instant wait for each other.

    Raises `StaffMayNotRate`, `RatedAlready`, `InvitationLapsed`, or `Invalid` with everything that is wrong.
    """
    refuse_staff(by)
    invitation = still_open(invitation, given=said.rated_at or at)
    made = said_by(by, invitation, said, at=at)
    facts = {"grade": made.grade, "way": made.way, "is_bad": made.mark.is_bad, "rated_at": made.rated_at.isoformat()}
    facts |= {"source": made.source} if made.source else {}
    # The code is the right: no role of a visitor is asked, so the step is not taken by role.
    advance(invitation, EVALUATIONS.steps["rate"], by=_shown(by, made), at=at, facts=facts)
    return made


@transaction.atomic
def rate_again(redress: Redress, said: Rating, *, by: Actor, at: datetime) -> Evaluation:
    """再评一次: after what became of a bad rating was told, once; the first one stays as it is."""
    refuse_staff(by)
    redress = Redress.objects.select_for_update().get(pk=redress.pk)
    invitation = redress.evaluation.invitation
    step = REDRESSES.steps["rate_again"]
    if redress.state not in step.sources:
        raise NotNow("处理结果还没有反馈给您，反馈以后再评。")
    if invitation.evaluations.filter(round=2).exists():
        raise RatedAlready("已经再评过一次了。还不满意的，请拨打12345。")
    if redress.second_until_on is not None and local_day(at) > redress.second_until_on:
        raise InvitationLapsed()
    made = _made(invitation, said, 2, by, at)
    facts = {"grade": made.grade, "is_bad": made.mark.is_bad, "evaluation": made.key.hex}
    advance(redress, step, by=_shown(by, made), at=at, facts=facts)
    return made


def still_open(invitation: Invitation, *, given: datetime) -> Invitation:
    """The invitation, held against anybody else; `RatedAlready`, or `InvitationLapsed` for what was given too late."""
    found = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if found.status == InvitationStatus.RATED:
        raise RatedAlready()
    if found.status != InvitationStatus.OPEN or local_day(given) > found.closes_on:
        raise InvitationLapsed()
    return found


def said_by(by: Actor, invitation: Invitation, said: Rating, *, at: datetime) -> Evaluation:
    """The first rating of an invitation, kept; `Invalid` with everything that is wrong."""
    return _made(invitation, said, 1, by, at)


def refuse_staff(by: Actor) -> None:
    """`StaffMayNotRate` for whoever is signed in as staff (R-102)."""
    if by.is_staff:
        raise StaffMayNotRate()


def _made(invitation: Invitation, said: Rating, round: int, by: Actor, at: datetime) -> Evaluation:
    number = check("phone", said.phone).normalized if said.phone.strip() else ""
    words = noted(said.words)
    if faults := _faults(said, words):
        raise Invalid("还有地方要改一下。", faults=faults)
    made = Evaluation(
        invitation=invitation,
        round=round,
        grade=Grade(said.grade),
        tags=list(dict.fromkeys(said.tags)),
        words=words,
        way=said.way,
        is_named=said.is_named and is_own(invitation, by),
        rated_at=said.rated_at or at,
        received_at=at,
        seconds=said.seconds,
        origin=vault().index(said.origin, purpose=ORIGIN) if said.origin else b"",
        source=said.source,
        source_ref=said.source_ref,
    )
    if number:
        made.phone_sealed = vault().seal(number, purpose=PHONE, owner=made.key.hex)
    made.save(force_insert=True)
    return made


def _faults(said: Rating, words: str) -> list[Fault]:
    faults = []
    if said.grade not in set(Grade):
        faults.append(Fault("/grade", "required", "请选一个等级，五个里面随您选。"))
    if not set(said.tags) <= {each.code for each in BOUND.policy.tags}:
        faults.append(Fault("/tags", "choice", "没有这个标签，请重新选。"))
    if len(words) > LONGEST:
        faults.append(Fault("/words", "too_long", f"最多写{LONGEST}个字，现在有{len(words)}个。"))
    if said.phone.strip() and (errors := check("phone", said.phone).errors):
        faults += [Fault("/phone", each.code, f"{each.message}。也可以不填。") for each in errors]
    if (said.source == "") != (said.source_ref == ""):
        faults.append(Fault("/source_ref", "required", "请写来源系统里这条评价的编号。"))
    return faults


def _shown(by: Actor, made: Evaluation) -> Actor:
    """Whoever keeps their name back is nobody in the ledger too (保护评价人信息)."""
    return by if made.is_named or Role.KIOSK in by.roles else NOBODY
