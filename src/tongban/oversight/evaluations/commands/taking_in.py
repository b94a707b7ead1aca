"""Ratings that department systems collected (部门系统的评价): one schema, each once, whichever way it comes. R-104."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotYours
from tongban.foundation.ledger.commands import advance
from tongban.oversight.evaluations.bound import BOUND
from tongban.oversight.evaluations.models import Evaluation, Invitation
from tongban.oversight.evaluations.rules.flow import EVALUATIONS
from tongban.oversight.evaluations.rules.grades import Grade, Service, Way
from tongban.oversight.evaluations.rules.layouts import Collected
from tongban.oversight.evaluations.rules.states import InvitationStatus
from tongban.registers.catalog.models import HandlingOption

from .rating import Rating, rate

OLDEST: Final = timedelta(days=30)


class SaidOtherwise(Declined):
    """The same number of a system came with something else (同一编号内容不同)."""

    code = "said_otherwise"
    sentence = "这个编号的评价已经收过，内容不一样。评价不能修改，请核对编号。"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The rating as it is kept here; `is_repeat`: it was here already, and is counted once."""

    evaluation: Evaluation
    is_repeat: bool


@transaction.atomic
def take_in(said: Collected, *, by: Actor, at: datetime) -> TakenIn:
    """汇入: by the system itself, never in the name of somebody. Raises `Invalid`, `SaidOtherwise`, `RatedAlready`."""
    if not by.client or by.account_id is not None:
        raise NotYours("评价由部门业务系统用自己的令牌汇入，不能用个人的令牌。")
    return keep(said, source=by.client[:40], oldest=OLDEST, by=by, at=at)


@transaction.atomic
def keep(said: Collected, *, source: str, oldest: timedelta, by: Actor, at: datetime) -> TakenIn:
    """Keep one rating of a source, the same number once; with what another said of the same service it is no second."""
    if faults := _faults(said, at, oldest):
        raise Invalid("还有地方要改一下。", faults=faults)
    grade = list(Grade)[said.grade - 1]
    known = Evaluation.objects.filter(source=source, source_ref=said.source_ref).first()
    if known is not None:
        if (known.grade, known.rated_at) != (grade, said.rated_at):
            raise SaidOtherwise()
        return TakenIn(known, is_repeat=True)
    rating = Rating(
        grade.value,
        tags=said.tags,
        words=said.words,
        way=Way.API,
        rated_at=said.rated_at,
        source=source,
        source_ref=said.source_ref,
    )
    return TakenIn(rate(_invitation(said, source, at), rating, by=by, at=at), is_repeat=False)


def _invitation(said: Collected, source: str, at: datetime) -> Invitation:
    """That of the case where it is one of ours, so that it is not rated twice; else one for this service alone."""
    if said.case_number:
        found = Invitation.objects.filter(subject=f"case:{said.case_number}").first()
        if found is None:
            raise Invalid(faults=[Fault("/case_number", "unknown", "没有这个编号的办件，或者它还没有办完。")])
        return found
    option = HandlingOption.objects.select_related("list", "current").get(code=said.option_code)
    made, is_new = Invitation.objects.get_or_create(
        subject="out:" + hashlib.sha256(f"{source}:{said.source_ref}".encode()).hexdigest()[:32],
        defaults={
            "status": InvitationStatus.NEW,
            "service": Service.VISIT,
            "option_code": option.code,
            "option_name": option.current.name if option.current is not None else "",
            "channel": "api",
            "agency_id": option.list.agency_id,
            "served_at": said.rated_at,
            "closes_on": local_day(said.rated_at) + timedelta(days=BOUND.policy.open_days),
        },
    )
    if is_new:
        advance(made, EVALUATIONS.take("invite", made, by=SYSTEM), by=SYSTEM, at=at, facts={"source": source})
    return made


def _faults(said: Collected, at: datetime, oldest: timedelta) -> list[Fault]:
    faults = []
    if not 1 <= said.grade <= len(Grade):
        faults.append(Fault("/grade", "choice", "等级是1到5：1非常满意，5非常不满意。"))
    if not said.source_ref.strip():
        faults.append(Fault("/source_ref", "required", "请写来源系统里这条评价的编号。"))
    if not at - oldest <= said.rated_at <= at:
        faults.append(Fault("/rated_at", "range", f"评价时间要在最近{oldest.days}天以内，不能在将来。"))
    if not said.case_number and not HandlingOption.objects.filter(code=said.option_code).exists():
        faults.append(
            Fault("/option_code", "unknown", "没有这个业务办理项编码。请用33位编码，或者写本平台的办件编号。")
        )
    return faults
