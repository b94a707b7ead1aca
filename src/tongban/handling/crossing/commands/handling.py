"""The handling place's counter (办理地): sign for what comes, and send back what was decided in the case."""

import re
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.models import Case, Delivery
from tongban.handling.cases.rules.states import ENDS, Status
from tongban.handling.crossing.models import Crossing, JointPart, Original
from tongban.handling.crossing.partners import agreement
from tongban.handling.crossing.rules.letters import Kind
from tongban.handling.crossing.rules.parcels import cents
from tongban.handling.crossing.rules.states import Holder, Leg, Outcome

from .custody import Signed, counted, pass_on, read_kept
from .receiving import due_after, refuse_unsendable, way_words
from .slips import Slip, issue_slip
from .steps import signed_at, take
from .writing import write

Kept = Collection[tuple[str, str]]  # code and basis of what the law has us keep
_ARTICLE = re.compile(r"第.{1,12}条")
_DONE = ENDS | {Status.ISSUED, Status.REFUSED, Status.SERVED}


class NotDecided(NotNow):
    """There is nothing to send back yet (还没有结果)."""

    code = "not_decided"
    sentence = "办件还没有结果，不能送回。请先在办件里办完。"


class PartsOpen(NotNow):
    """A step of the joint handling is not done, or the other side has not confirmed it (联办没有完成)."""

    code = "parts_open"


@transaction.atomic
def take_over(crossing: Crossing, *, originals: Collection[str], by: Actor, at: datetime) -> Entry:
    """签收: originals are counted against the letter and signed for; from now on we answer, our clock runs."""
    step = take("take_over", crossing, by=by)
    at = signed_at(crossing, at)
    rows = counted(crossing, originals, Holder.COURIER)
    facts = {"originals": [each.code for each in rows], "signer": by.name}
    letter, parcel = write(crossing, Kind.ACKNOWLEDGE, facts, at=at)
    city = agreement(crossing.partner_code).name
    pass_on(rows, Holder.COURIER, Holder.HANDLING, Signed(f"收件地：{city}", by.name, at, crossing.tracking_out))
    changes = {
        "taken_at": at,
        "taken_letter": letter,
        "agency_id": by.agency_id,
        "due_on": due_after(crossing, Leg.HANDLING, at),
    }
    return advance(crossing, step, by=by, at=at, facts=facts, changes=changes, send=(parcel,))


@transaction.atomic
def give_back(
    crossing: Crossing, *, way: str, tracking: str = "", postage: str = "", kept: Kept = (), by: Actor, at: datetime
) -> Entry:
    """送回结果: what the case decided, and the originals; `NotDecided`, or `PartsOpen` while a joint step is."""
    step = take("give_back", crossing, by=by)
    at = signed_at(crossing, at)
    refuse_open_parts(crossing)
    case = crossing.case
    if case is None or case.state not in _DONE:
        raise NotDecided()
    rows = _going_back(crossing, kept)
    number, paid = refuse_unsendable(way, tracking, rows), cents(postage)
    outcome, result_number = outcome_of(case), result_number_of(case)
    facts: dict[str, Any] = {
        "outcome": outcome,
        "result_number": result_number,
        "originals": [each.code for each in rows],
    }
    facts |= {"kept": _kept(kept), "way": way, "tracking": number, "signer": by.name}
    letter, parcel = write(crossing, Kind.GIVE_BACK, facts, at=at)
    pass_on(rows, Holder.HANDLING, Holder.COURIER, Signed(by.name, f"快递 {number}", at, number))
    items = [(each.code, each.name) for each in rows]
    city = agreement(crossing.partner_code).name
    slip = Slip(f"办理地窗口：{by.name}", f"收件地：{city}", "", items, way_words(way, number))
    changes = {
        "gave_back_at": at,
        "gave_back_letter": letter,
        "tracking_back": number,
        "postage_back": paid if number else None,
        "outcome": outcome,
        "outcome_from": crossing.handling_code,
        "result_number": result_number,
        "due_on": due_after(crossing, Leg.RETURN, at),
    }
    told = {"outcome": outcome, "documents": [issue_slip(crossing, slip, by=by, at=at).number]}
    return advance(crossing, step, by=by, at=at, facts=told, changes=changes, send=(parcel,))


def _kept(kept: Kept) -> list[dict[str, str]]:
    """What stays, as the letter says it."""
    return [{"code": code, "basis": basis.strip()[:200]} for code, basis in kept]


def _going_back(crossing: Crossing, kept: Kept) -> list[Original]:
    """The originals in our hands that go back; those that the law has us keep are marked with their basis."""
    held = list(Original.objects.filter(crossing=crossing, holder=Holder.HANDLING).order_by("pk"))
    vague = [code for code, basis in kept if not _ARTICLE.search(basis)]
    if vague:
        said = "依法留存的原件，要写明依据哪部法的哪一条，例如“户口登记条例 第十条”。"
        raise Invalid(faults=[Fault(f"/kept-{code}", "missing", said) for code in vague])
    read_kept(held, kept)
    return [each for each in held if not each.kept_basis]


def refuse_open_parts(crossing: Crossing) -> None:
    """`PartsOpen` with every step that is not done, or not confirmed by the other side."""
    rows = JointPart.objects.filter(crossing=crossing, confirmed_at__isnull=True).order_by("pk")
    named = [
        f"{each.name}（{each.where.label}{'没有办好' if each.done_at is None else '已办好，等对方确认'}）"
        for each in rows
    ]
    if named:
        raise PartsOpen(f"联办还有步骤没有完成：{'、'.join(named)}。")


def outcome_of(case: Case) -> Outcome:
    """What the case came to, as the other place is told."""
    if case.outcome:
        return Outcome(case.outcome)
    return Outcome.REJECTED if case.state is Status.REJECTED else Outcome.ENDED


def result_number_of(case: Case) -> str:
    """The number of the licence or paper that was made, if any."""
    return Delivery.objects.filter(case=case).values_list("result_number", flat=True).first() or ""
