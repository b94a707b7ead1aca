"""A bad rating becomes a task (生成差评、分类交办): at once, for who handled it; and what the clock does with it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.ledger.commands import Parcel, advance
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import due
from tongban.oversight.evaluations.bound import BOUND
from tongban.oversight.evaluations.models import Evaluation, Redress
from tongban.oversight.evaluations.queries.redresses import hands_of, late_on, main_area
from tongban.oversight.evaluations.rules.flow import REDRESSES
from tongban.oversight.evaluations.rules.routing import Routed, route
from tongban.oversight.evaluations.rules.states import UNTOLD, RedressStatus

DESK = "redress-desk"


@dataclass(frozen=True, slots=True)
class Ends:
    """Until when a rater is called, none where there is no way to reach them, and until when they hear the result."""

    contact_by_on: date | None
    due_on: date


@transaction.atomic
def open_redress(evaluation: Evaluation, *, at: datetime) -> Redress:
    """交办: one task for a bad rating, however often this is asked for."""
    assert evaluation.mark.is_bad, "only a bad rating is put right"
    routed, ends = routed_to(evaluation), ends_from(at, may_be_reached=evaluation.may_be_reached)
    found, is_new = Redress.objects.get_or_create(
        evaluation=evaluation,
        defaults={
            "status": RedressStatus.NEW,
            "agency_id": routed.responsible.agency_id,
            "staff_id": routed.responsible.staff_id,
            "area": routed.area,
            "topics": list(routed.topics),
            "opened_at": at,
            "contact_by_on": ends.contact_by_on,
            "due_on": ends.due_on,
        },
    )
    if is_new:
        facts = {"evaluation": evaluation.key.hex, "area": routed.area.value, "agency": routed.responsible.agency_id}
        desk = (Parcel(DESK, f"redress:{found.pk}", {"redress": found.pk}),)
        advance(found, REDRESSES.take("open", found, by=SYSTEM), by=SYSTEM, at=at, facts=facts, send=desk)
    return found


def bring_to_desk(parcel: Outgoing, at: datetime) -> None:
    """The carrier of the desk's channel: the task stands before whoever is responsible, from this moment on."""
    Redress.objects.filter(pk=parcel.payload["redress"], dispatched_at=None).update(dispatched_at=at)


def routed_to(evaluation: Evaluation) -> Routed:
    """谁办理谁负责: what was said, and who had that part in hand."""
    invitation, policy = evaluation.invitation, BOUND.policy
    hands = hands_of(invitation, platform=policy.platform)
    return route(evaluation.tags, evaluation.words, hands, policy, otherwise=main_area(invitation))


def ends_from(at: datetime, *, may_be_reached: bool) -> Ends:
    """The limits of a task that begins now, in workdays."""
    limits, days = BOUND.policy.limits, calendar()
    contact = due(at, limits.contacting, calendar=days).due_on if may_be_reached else None
    return Ends(contact, due(at, limits.redressing, calendar=days).due_on)


@transaction.atomic
def bind_to_province(redress: Redress, *, number: str, latest_on: date, at: datetime) -> Entry:
    """省里交办: the province's last day stands as it is; an earlier one of our own stays."""
    step = REDRESSES.take("bind_to_province", redress, by=SYSTEM)
    due_on = min(redress.due_on, latest_on) if redress.state in UNTOLD else redress.due_on
    facts = {"number": number, "latest_on": latest_on.isoformat(), "due_on": due_on.isoformat()}
    changes = {"latest_on": latest_on, "due_on": due_on}
    return advance(redress, step, by=SYSTEM, at=at, facts=facts, changes=changes)


@transaction.atomic
def escalate(redress: Redress, *, at: datetime) -> Entry | None:
    """超期报监督岗: once for each limit; who is responsible stays the same."""
    is_late = Redress.objects.filter(late_on(local_day(at)), pk=redress.pk, escalated_at=None).exists()
    if not is_late:
        return None
    step = REDRESSES.take("escalate", redress, by=SYSTEM)
    facts = {"agency": redress.agency_id, "due_on": redress.due_on.isoformat(), "state": redress.status}
    return advance(redress, step, by=SYSTEM, at=at, facts=facts, changes={"escalated_at": at})


@transaction.atomic
def close_by_time(redress: Redress, *, at: datetime) -> Entry | None:
    """到期办结: told, and the days to rate again are over."""
    is_over = redress.second_until_on is not None and local_day(at) > redress.second_until_on
    if redress.status != RedressStatus.TOLD or not is_over:
        return None
    step = REDRESSES.take("close", redress, by=SYSTEM)
    return advance(redress, step, by=SYSTEM, at=at, changes={"closed_at": at})
