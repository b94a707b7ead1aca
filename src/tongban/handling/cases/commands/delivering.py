"""From decision to hand-over (制证、送达、领取、办结): a deferral's gap is closed before anything leaves."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotNow
from tongban.foundation.kernel.flow import Step
from tongban.foundation.kernel.masks import mask_name
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.queries import calendar
from tongban.handling.cases.models import Case, Delivery, Material, MaterialState
from tongban.handling.cases.queries.collectors import collector
from tongban.handling.cases.queries.wishes import owes_materials, wants_electronic_only
from tongban.handling.cases.rules import papers
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.handling.cases.rules.grounds import need_text
from tongban.handling.cases.rules.reminders import next_reminder_on
from tongban.handling.cases.rules.states import Status
from tongban.handling.cases.together import held_back
from tongban.registers.documents.rules.papers import DocumentKind

from . import clocks as ticking
from .deferring import make_good as make_good
from .licensing import kept_back, licensed
from .steps import matter_of, move, option_of, paper, take
from .willing import own_or_proved
from .wording import refuse_asks_in_report

WAYS = {"electronic": "电子送达", "post": "邮寄", "locker": "自助柜", "window": "窗口领取"}


class StillDeferred(Declined):
    """The deferred materials have not come yet (容缺材料尚未补齐): hand-over waits, not the review."""

    code = "still_deferred"
    sentence = "容缺的材料还没有补齐，补齐后才能交付证照。"


class WrongPerson(Declined):
    """The one who wants to collect is not the applicant nor authorised (领取人不符)."""

    code = "wrong_person"
    sentence = "领取人与申请人、代办人都对不上，不能交付。请核对身份证；别人代领的，请申请人先在网上办委托。"


@transaction.atomic
def issue(
    case: Case,
    *,
    result_number: str,
    dated_on: str = "",
    face: Mapping[str, Any] | None = None,
    by: Actor,
    at: datetime,
) -> Entry:
    """制证: the result is made and has its number; the applicant can have it.

    A licence of the city's register is issued, changed, renewed or ended with it, while deferred materials are still
    owed only when they have come (容缺：补齐之前证照不发, R-151); `face` is what was typed of what
    the case itself does not know. `dated_on` is the day that stands on it: one before the receipt shows that it was
    made outside (体外循环, R-083).
    """
    step = take("issue", case, by=by, at=at)
    typed = (result_number or "").strip()[:80]
    printed = {f"/face/{name}": str(value) for name, value in (face or {}).items()}
    refuse_asks_in_report(case, {"/result_number": typed, **printed})
    is_owed = case.wants_deferral and owes_materials(case)
    kept = kept_back(case, number=typed, typed=face or {}, at=at) if is_owed else b""
    license = None if is_owed else licensed(case, number=typed, typed=face or {}, at=at)
    number = typed or (license.number if license is not None else "") or ("" if kept else f"{case.number}-J1")
    Delivery.objects.filter(case=case).update(result_number=number, issued_at=at, face_sealed=kept)
    facts = {"result_number": number} | _dated(dated_on, at)
    if license is not None:
        facts["license"] = license.identifier
    return move(case, step, by=by, at=at, facts=facts, due_on=case.due_on)


@transaction.atomic
def remind(case: Case, *, by: Actor = SYSTEM, at: datetime) -> Entry:
    """提醒领取: a result that waits at the window is told of again, a few times and then no more (R-077)."""
    step = take("remind", case, by=by, at=at)
    delivery = case.delivery
    due_on = next_reminder_on(delivery.issued_at, delivery.reminded_at, delivery.reminders, calendar=calendar())
    if due_on is None or local_day(at) < due_on:
        raise NotNow("还没有到提醒领取的时候，或者已经提醒够了。")
    nth = delivery.reminders + 1
    Delivery.objects.filter(pk=delivery.pk).update(reminders=nth, reminded_at=at)
    return move(case, step, by=by, at=at, facts={"reminder": nth})


@transaction.atomic
def serve(case: Case, *, way: str, tracking: str = "", by: Actor, at: datetime) -> Entry:
    """送达: electronically, by post or locker, with what proves it."""
    step = take("serve", case, by=by, at=at)
    if way not in ("electronic", "post", "locker") or (by.staff_id is None and way != "electronic"):
        raise Invalid(faults=[Fault("/way", "choice", "请选择送达方式：电子送达、邮寄或自助柜。")])
    if way == "post" and case.state is Status.ISSUED and not option_of(case).may_deliver_by_post:
        raise Invalid(faults=[Fault("/way", "not_offered", "办事指南没有提供邮寄，请选择别的送达方式。")])
    if way == "post" and not tracking.strip():
        raise Invalid(faults=[Fault("/tracking", "missing", "邮寄要填写快递单号，申请人凭它查询。")])
    refuse_asks_in_report(case, {"/tracking": tracking.strip()[:60]})
    _refuse_deferred(case)
    facts = {"way": way, "tracking": tracking.strip()[:60]}
    return _delivered(case, step, way=way, collector="", facts=facts, by=by, at=at)


def serve_where_wanted(case: Case, *, at: datetime) -> bool:
    """电子送达: who wants a result electronically only has it when it is made, or when those of their bundle are sent.

    What is owed comes first (容缺补齐). Was it served?
    """
    is_wanted = wants_electronic_only(case) and not owes_materials(case)
    if not is_wanted or held_back(case, at=at):
        return False
    serve(case, way="electronic", by=SYSTEM, at=at)
    return True


@transaction.atomic
def collect(case: Case, *, given: Mapping[str, Any], by: Actor, at: datetime) -> Entry:
    """窗口领取: identity is checked against applicant, agent and mandates before anything leaves the window (R-077).

    What was deferred is handed in with the same act (取得证照时一次补齐); without it nothing leaves: `StillDeferred`.
    """
    step = take("collect", case, by=by, at=at)
    name = need_text(given, "collector_name", "请填写领取人姓名。", at_most=60)
    number = need_text(given, "collector_id_number", "请核对并填写领取人身份证号。")
    if handed := given.get("materials"):
        make_good(case, materials=handed, by=by, at=at)
    _refuse_deferred(case)
    person = collector(case, number, at=at)
    if person is None or person.name != name:
        raise WrongPerson()
    # who is no applicant is an agent, whatever was ticked
    kind = "applicant" if person.pk == case.applicant_id else "agent"
    Delivery.objects.filter(case=case).update(
        collector_name=name,
        collector_kind=kind,
        collector_sealed=vault().seal(number, purpose="delivery.collector", owner=case.number),
    )
    facts = {"way": "window", "collector_kind": kind}
    return _delivered(case, step, way="window", collector=mask_name(name), facts=facts, by=by, at=at)


@transaction.atomic
def close(case: Case, *, by: Actor = SYSTEM, at: datetime) -> Entry:
    """办结归档: everything was served; the clocks stand still for good."""
    step = take("close", case, by=by, at=at)
    ticking.turn(case, stop=list(ClockKind), at=at)
    return move(case, step, by=by, at=at, changes={"ended_at": at, "due_on": None})


@transaction.atomic
def withdraw(case: Case, *, reason: str = "", given: Mapping[str, Any] | None = None, by: Actor, at: datetime) -> Entry:
    """撤回申请: the applicant's right until the decision; materials go back.

    A window withdraws nothing by itself: `given` brings the query code or the paper that the applicant signed. Why
    stands on the paper and not in the ledger: the applicant's own words are not for ever.
    """
    step = take("withdraw", case, by=by, at=at)
    words = reason.strip()[:500]
    if by.is_staff:
        words = need_text({"reason": reason}, "reason", "窗口代为撤回，要写明申请人是怎么提出的。")
        refuse_asks_in_report(case, {"/reason": words})
    facts = own_or_proved(case, given or {}, act="撤回", by=by)
    body = papers.withdrawal_notice(matter_of(case), reason=words, at=at)
    document = paper(DocumentKind.WITHDRAWAL_NOTICE, case, body, by=by, at=at)
    ticking.stop_all(case, at=at)
    changes = {"ended_at": at, "due_on": None, "counted_runs": 0}
    return move(case, step, by=by, at=at, facts=facts, changes=changes, papers=[document])


def _dated(said: str, at: datetime) -> dict[str, str]:
    """The day that stands on the result, if it was told."""
    if not said.strip():
        return {}
    try:
        day = date.fromisoformat(said.strip())
    except ValueError:
        raise Invalid(faults=[Fault("/dated_on", "format", "证照上的日期请写成2026-12-31这样。")]) from None
    if day > local_day(at):
        raise Invalid(faults=[Fault("/dated_on", "future", "证照上的日期不能晚于今天。")])
    return {"dated_on": day.isoformat()}


def _delivered(
    case: Case, step: Step, *, way: str, collector: str, facts: Mapping[str, Any], by: Actor, at: datetime
) -> Entry:
    Delivery.objects.filter(case=case).update(way=way, tracking=str(facts.get("tracking", "")), served_at=at)
    result = case.delivery.result_name
    body = papers.delivery_receipt(
        matter_of(case), way=WAYS[way], collector=collector or mask_name(case.applicant.name), result=result, at=at
    )
    document = paper(DocumentKind.DELIVERY_RECEIPT, case, body, by=by, at=at)
    ticking.turn(case, stop=[ClockKind.SERVICE], at=at)
    changes: dict[str, Any] = {"due_on": None}
    if by.staff_id is not None:
        changes["issuer_id"] = by.staff_id
    return move(case, step, by=by, at=at, facts=facts, changes=changes, papers=[document])


def _refuse_deferred(case: Case) -> None:
    """A refusal is served whatever is missing; a result only when the gap is closed."""
    if case.state is not Status.ISSUED:
        return
    open_ones = list(
        Material.objects.filter(case=case, state=MaterialState.DEFERRED, replaced_at=None).values_list(
            "name", flat=True
        )
    )
    if open_ones:
        names = "、".join(open_ones)
        raise StillDeferred(f"容缺的材料还没有补齐：{names}。补齐后才能交付证照。", facts={"materials": open_ones})
