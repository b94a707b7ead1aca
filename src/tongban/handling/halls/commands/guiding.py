"""Guiding (全程导引): a guide is named at the door and stays named until the end, whoever goes home. R-165."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import advance, begin
from tongban.foundation.ledger.models import Entry
from tongban.handling.contacts.models import Shift
from tongban.handling.halls.bound import BOUND
from tongban.handling.halls.models import Guidance, GuideTick, GuideTurn, Ticket
from tongban.handling.halls.queries.guiding import guidance_of, guided_by, on_duty
from tongban.handling.halls.rules.flow import GUIDANCES
from tongban.handling.halls.rules.guiding import BROKEN_OFF, GuidanceEnd, GuidanceStatus, GuideTask, left_out, whom
from tongban.handling.halls.rules.states import TicketStatus

_AWAY = "这时没有别的同事在岗，交不出去。请等同事签到，或者先陪到办完。"


def name_on_arrival(ticket: Ticket, *, at: datetime) -> Guidance | None:
    """取号即指定: a guide by post who is on duty gets whoever is to be guided; None when nobody is, or is on duty.

    Whoever drew on the web is not at the door yet; who has nobody stands on the guides' page until one takes them on.
    """
    if ticket.priority not in BOUND.policy.guides.priorities or ticket.channel == "web":
        return None
    shift = _free_guide(ticket.venue_id, at=at, only_posts=True)
    return _name(ticket, shift, by=SYSTEM, at=at) if shift is not None else None


@transaction.atomic
def take_on(ticket: Ticket, *, by: Actor, at: datetime) -> Guidance:
    """我来导引: whoever is on duty at the place and sees somebody who has nobody."""
    if (found := guidance_of(ticket)) is not None:
        raise NotNow(f"{ticket.number}号已经由{found.guide.name}导引。")
    if ticket.day != local_day(at) or ticket.state in (TicketStatus.MISSED, TicketStatus.ENDED):
        raise NotNow("这个号已经办完或者过号了，不用再导引。")
    shift = _own_shift(by, at=at)
    if shift.venue_id != ticket.venue_id:
        raise NotYours("这个号不是您这个大厅的。")
    return _name(ticket, shift, by=by, at=at)


@transaction.atomic
def meet(guidance: Guidance, *, by: Actor, at: datetime) -> Entry:
    """见到人了: how long that took is measured, for the visitor and for this guide's turn."""
    step = GUIDANCES.take("meet", guidance, by=by)
    _refuse_other(guidance, by)
    GuideTurn.objects.filter(guidance=guidance, until__isnull=True).update(met_at=at)
    seconds = int((at - guidance.named_at).total_seconds())
    changes = {} if guidance.met_at is not None else {"met_at": at}
    return advance(guidance, step, by=by, at=at, facts={"seconds": seconds, "first": bool(changes)}, changes=changes)


@transaction.atomic
def tick(guidance: Guidance, *, task: str, by: Actor, at: datetime) -> Entry:
    """做了一项: once each; pressed again it stays as it was."""
    step = GUIDANCES.take("tick", guidance, by=by)
    _refuse_other(guidance, by)
    if task not in set(GuideTask):
        raise Invalid(faults=[Fault("/task", "choice", "请选做了哪一项。")])
    if GuideTick.objects.filter(guidance=guidance, task=task).exists():
        raise NotNow(f"“{GuideTask(task).label}”已经记过了。")
    GuideTick.objects.create(guidance=guidance, task=task, staff_id=by.staff_id or 0, at=at)
    return advance(guidance, step, by=by, at=at, facts={"task": task})


@transaction.atomic
def hand_over(guidance: Guidance, *, to: int | None = None, by: Actor, at: datetime) -> Entry:
    """交给同事: to a colleague on duty (or whoever guides fewest); from this moment they are the visitor's guide.

    Raises `NotNow` when nobody else is there: then one stays. A guide who is not on duty is relieved by anybody.
    """
    step = GUIDANCES.take("hand_over", guidance, by=by)
    if by is not SYSTEM and guidance.guide_id in _there(guidance.venue_id, at=at):
        _refuse_other(guidance, by)
    shift = _colleague(guidance, to, at=at)
    if shift is None:
        raise NotNow(_AWAY)
    GuideTurn.objects.filter(guidance=guidance, until__isnull=True).update(until=at)
    GuideTurn.objects.create(guidance=guidance, staff_id=shift.staff_id, since=at)
    facts = {"from": guidance.guide_id, "to": shift.staff_id}
    entry = advance(guidance, step, by=by, at=at, facts=facts, changes={"guide_id": shift.staff_id})
    guidance.guide = shift.staff
    return entry


@transaction.atomic
def hand_over_all(*, by: Actor, at: datetime) -> int:
    """都交给同事: before a break or the end of a shift; all of them or none. How many."""
    rows = guided_by(by.staff_id or 0)
    for each in rows:
        hand_over(each, by=by, at=at)
    return len(rows)


@transaction.atomic
def keep_guided(guidance: Guidance, *, at: datetime) -> Entry | None:
    """Whose guide is gone without handing over gets another one who is there; None while nobody is."""
    if _colleague(guidance, None, at=at) is None:
        return None
    return hand_over(guidance, by=SYSTEM, at=at)


@transaction.atomic
def finish(guidance: Guidance, *, by: Actor, at: datetime) -> Entry:
    """办完送走: after the number has its result and what must be done was done; else `NotNow` or `Invalid`."""
    step = GUIDANCES.take("finish", guidance, by=by)
    _refuse_other(guidance, by)
    if guidance.ticket.state is not TicketStatus.ENDED:
        raise NotNow(f"{guidance.ticket.number}号还没有办完。要先走，请交给同事；本人不用陪了，请选“不用陪了”。")
    if missing := left_out(guidance.ticks.values_list("task", flat=True)):
        faults = [Fault("/task", "required", f"还没有做：{each.label}。") for each in missing]
        raise Invalid("还有要做的。", faults=faults)
    return _end(guidance, GuidanceEnd.DONE, step=step.verb, by=by, at=at)


@transaction.atomic
def break_off(guidance: Guidance, *, ending: str, by: Actor, at: datetime) -> Entry:
    """不用陪了: the visitor does not want to be guided, or has gone."""
    GUIDANCES.take("break_off", guidance, by=by)
    _refuse_other(guidance, by)
    if ending not in {each.value for each in BROKEN_OFF}:
        raise Invalid(faults=[Fault("/ending", "choice", "请选为什么不用陪了。")])
    return _end(guidance, GuidanceEnd(ending), step="break_off", by=by, at=at)


@transaction.atomic
def expire(guidance: Guidance, *, at: datetime) -> Entry | None:
    """当天结束: what a day left open ends with a word that says so; None on its own day."""
    if guidance.day >= local_day(at):
        return None
    return _end(guidance, GuidanceEnd.OVERNIGHT, step="expire", by=SYSTEM, at=at)


def _name(ticket: Ticket, shift: Shift, *, by: Actor, at: datetime) -> Guidance:
    made = Guidance(ticket=ticket, venue_id=ticket.venue_id, day=ticket.day, guide=shift.staff, named_at=at)
    made.status = GuidanceStatus.NEW
    step = GUIDANCES.take("name", made, by=by)
    made.status = GuidanceStatus.NAMED
    begin(made, step, by=by, at=at, facts={"ticket": ticket.number, "guide": shift.staff_id})
    GuideTurn.objects.create(guidance=made, staff_id=shift.staff_id, since=at)
    return made


def _end(guidance: Guidance, ending: GuidanceEnd, *, step: str, by: Actor, at: datetime) -> Entry:
    taken = GUIDANCES.take(step, guidance, by=by)
    GuideTurn.objects.filter(guidance=guidance, until__isnull=True).update(until=at)
    changes = {"ended_at": at, "ending": ending}
    return advance(guidance, taken, by=by, at=at, facts={"ending": ending.value}, changes=changes)


def _free_guide(venue_id: int, *, at: datetime, only_posts: bool = False, besides: int = 0) -> Shift | None:
    """Whose turn it is to guide, their shift held until the act is done: nobody is named who signs off meanwhile."""
    there = {each.staff_id: (shift, each) for shift, each in on_duty(venue_id, day=local_day(at))}
    able = {key: each for key, (_, each) in there.items() if key != besides and (each.is_post or not only_posts)}
    while (found := whom(able.values())) is not None:
        if (shift := _held(there[found.staff_id][0])) is not None:
            return shift
        del able[found.staff_id]
    return None


def _colleague(guidance: Guidance, to: int | None, *, at: datetime) -> Shift | None:
    """The one who takes over; `Invalid` when somebody is named who is not there."""
    if to is None:
        return _free_guide(guidance.venue_id, at=at, besides=guidance.guide_id)
    rows = {shift.staff_id: shift for shift, _ in on_duty(guidance.venue_id, day=local_day(at))}
    found = rows.get(to) if to != guidance.guide_id else None
    held = _held(found) if found is not None else None
    if held is None:
        raise Invalid(faults=[Fault("/colleague", "choice", "请选一位在岗的同事。")])
    return held


def _held(shift: Shift) -> Shift | None:
    """The shift if it is still open, locked against signing off."""
    rows = Shift.objects.select_for_update(of=("self",), no_key=True).select_related("staff")
    return rows.filter(pk=shift.pk, signed_off_at__isnull=True).first()


def _there(venue_id: int, *, at: datetime) -> set[int]:
    return {shift.staff_id for shift, _ in on_duty(venue_id, day=local_day(at))}


def _own_shift(by: Actor, *, at: datetime) -> Shift:
    rows = on_duty(by.venue_id or 0, day=local_day(at))
    mine = next((shift for shift, _ in rows if shift.staff_id == by.staff_id), None)
    held = _held(mine) if mine is not None else None
    if held is None:
        raise NotNow("您还没有签到，或者正在暂停。请先签到、恢复，再导引。")
    return held


def _refuse_other(guidance: Guidance, by: Actor) -> None:
    if by.staff_id is None or guidance.guide_id != by.staff_id:
        raise NotYours(f"这位由{guidance.guide.name}导引。")
