"""Who comes when (安排上门): a day, a slot, one or two people who are free; changed and missed with a reason."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.foundation.ledger.commands import Parcel, advance
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import describe
from tongban.handling.cases.commands.wording import refuse_papers_beyond
from tongban.handling.outreach.models import Outreach
from tongban.handling.outreach.queries.requests import busy, helpers
from tongban.handling.outreach.rules.asking import day_faults
from tongban.handling.outreach.rules.flow import FLOW
from tongban.handling.outreach.rules.policy import BOUND
from tongban.handling.outreach.rules.states import OutreachStatus
from tongban.registers.agencies.models import Staff

MOST_IN_A_DAY = 99


@dataclass(frozen=True, slots=True)
class Plan:
    """Who is to come when (安排): work numbers of one or two, and the place in the day's route if somebody set one."""

    on: date | None
    slot: str
    helper: str
    companion: str = ""
    place: int | None = None
    reason: str = ""


@transaction.atomic
def arrange(request: Outreach, plan: Plan, *, by: Actor, at: datetime) -> Entry:
    """安排、改安排: at a door there are two; nobody is at two places in one slot; the person is told who comes when.

    Another helper has no mandate until the person signs one for them. Raises `Invalid` with everything that is wrong.
    """
    verb = "rearrange" if request.state is OutreachStatus.ARRANGED else "arrange"
    step = FLOW.take(verb, request, by=by)
    helper, companion = _sent(request, plan, is_change=verb == "rearrange", at=at)
    changes: dict[str, object] = {
        "helper_id": helper.pk,
        "companion_id": companion.pk if companion is not None else None,
        "venue_id": helper.venue_id,
        "visit_on": plan.on,
        "slot": plan.slot,
        "place_in_route": plan.place,
        "arranged_at": at,
    }
    if helper.pk != request.helper_id and request.mandate_until is not None and request.mandate_ended_at is None:
        changes["mandate_ended_at"] = at
    facts = {
        "helper": helper.pk,
        "companion": companion.pk if companion is not None else 0,
        "on": plan.on.isoformat() if plan.on is not None else "",
        "slot": plan.slot,
        "reason": plan.reason.strip()[:200],
    }
    words = _coming(request, plan, helper, companion)
    return advance(request, step, by=by, at=at, facts=facts, changes=changes, send=news(request, verb, words))


@transaction.atomic
def miss(request: Outreach, *, reason: str, by: Actor, at: datetime) -> Entry:
    """没有见到人: back among those that wait, to be arranged anew; on record, and the person is told."""
    step = FLOW.take("miss", request, by=by)
    why = need(reason, "请写一句怎么没有见到人，例如“敲门没有人，电话也没接”。")
    refuse_papers_beyond(request.option_code, {}, {"/reason": why})
    words = f"工作人员来过，没有见到您。会再和您约时间。登记号{request.number}。"
    changes = {"visit_on": None, "slot": "", "place_in_route": None}
    return advance(
        request, step, by=by, at=at, facts={"reason": why}, changes=changes, send=news(request, "miss", words)
    )


def need(text: str, please: str, *, pointer: str = "/reason", longest: int = 200) -> str:
    """Something is written, and not too much; `Invalid` otherwise."""
    words = text.replace("\x00", "").strip()
    if not words or len(words) > longest:
        raise Invalid(faults=[Fault(pointer, "required", please)])
    return words


def news(request: Outreach, verb: str, words: str) -> tuple[Parcel, ...]:
    """A message to who has an account here; who only called is called back."""
    if request.party_id is None:
        return ()
    return (Parcel("message", f"party:{request.party_id}", {"verb": f"outreach_{verb}", "text": words}),)


def _sent(request: Outreach, plan: Plan, *, is_change: bool, at: datetime) -> tuple[Staff, Staff | None]:
    """The people who go, held until this is written, so that two plans do not send one person to two doors."""
    today, faults = local_day(at), list[Fault]()
    faults += [Fault(*each) for each in day_faults("/on", plan.on, BOUND.policy, today, calendar())]
    slot = BOUND.policy.slot(plan.slot)
    if slot is None:
        faults.append(Fault("/slot", "choice", "请选一个时段。"))
    free = {each.number: each for each in helpers(on=plan.on or today)}
    helper, companion = free.get(plan.helper), free.get(plan.companion)
    if helper is None:
        faults.append(Fault("/helper", "choice", "请选一位那天在岗的窗口人员。"))
    if plan.companion and (companion is None or companion is helper):
        faults.append(Fault("/companion", "choice", "请另选一位那天在岗的人员同去。"))
    place = helper.venue.key if helper is not None and helper.venue is not None else ""
    persons = BOUND.policy.persons_at(request.kind, matter=request.option_code, place=place)
    if persons > 1 and not plan.companion:
        faults.append(Fault("/companion", "two", "这一家要两个人上门，请再选一位。"))
    if plan.place is not None and not 1 <= plan.place <= MOST_IN_A_DAY:
        faults.append(Fault("/place", "range", f"第几家写1到{MOST_IN_A_DAY}。"))
    if is_change and not plan.reason.strip():
        faults.append(Fault("/reason", "required", "改安排请写一句原因，本人会看到。"))
    if faults or helper is None or plan.on is None:
        raise Invalid("还有地方要改一下。", faults=faults)
    refuse_papers_beyond(request.option_code, {}, {"/reason": plan.reason})
    _refuse_busy(request, plan.on, plan.slot, [each for each in (helper, companion) if each is not None])
    return helper, companion


def _refuse_busy(request: Outreach, on: date, slot: str, people: list[Staff]) -> None:
    keys = sorted(each.pk for each in people)
    list(Staff.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk").values_list("pk"))
    taken = busy(keys, on=on, slot=slot, besides=request.pk)
    clashing = {each for row in taken for each in (row.helper_id, row.companion_id)}
    names = "、".join(each.name for each in people if each.pk in clashing)
    if names:
        raise Invalid(faults=[Fault("/helper", "busy", f"{names}那个时段已经安排了别家，请换人或者换时段。")])


def _coming(request: Outreach, plan: Plan, helper: Staff, companion: Staff | None) -> str:
    """Who comes when, as the person is told."""
    slot, day = BOUND.policy.slot(plan.slot), plan.on
    when = f"{describe(day)}{slot.label}" if slot is not None and day is not None else ""
    who = "、".join(f"{each.name}（工号{each.number}）" for each in (helper, companion) if each is not None)
    where = {"home": "到家里来", "green": "在大厅接您", "agent": "帮您办"}[request.kind]
    change = f"有变化：{plan.reason.strip()}。" if plan.reason.strip() else ""
    return (
        f"{change}{request.sort.label}已经安排好：{when}，{who}{where}。不方便请打电话改时间。登记号{request.number}。"
    )
