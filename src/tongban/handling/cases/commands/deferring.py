"""容缺受理: the applicant chooses and signs, the gap has its day, and it is closed once (plan 四(五)2)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import describe
from tongban.handling.cases.credit import refuse_barred
from tongban.handling.cases.models import Case, Deferral, Material, MaterialState, SpecialRun
from tongban.handling.cases.queries.wishes import open_gap
from tongban.handling.cases.rules import clocks
from tongban.handling.cases.rules import deferral_papers as papers
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.handling.cases.rules.deferral import (
    GRACE,
    Choice,
    Consent,
    Way,
    is_open_to,
    is_too_late,
    reminder_is_due,
    supplement_plan,
    why_not,
    withheld,
)
from tongban.handling.cases.rules.grounds import need_text
from tongban.handling.cases.rules.states import Status
from tongban.handling.cases.rules.telling import deferred_item
from tongban.registers.catalog.content import DeferralRule
from tongban.registers.catalog.deferral import lapse_words
from tongban.registers.documents.commands import attach, issue
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.documents.rules.numbers import receipt_number
from tongban.registers.documents.rules.papers import DocumentKind

from . import clocks as ticking
from .licensing import release
from .materials import take_in
from .steps import matter_of, move, option_of, paper, take, take_in_time
from .willing import SIGNED_PAPER as SIGNED_PAPER
from .willing import proof_of_will
from .wording import refuse_asks_in_report

SIGNATURE = "deferral.signature"
MOST_PUT_OFF = 20


class NotOffered(Invalid):
    """容缺 is for listed secondary materials only, and only when nothing else is missing (不适用容缺受理): R-148."""

    code = "not_offered"


class DeferralLapsed(NotNow):
    """The term is over and the case ended with it, though the system has not written it yet (补齐期限已过)."""

    code = "deferral_lapsed"


class FiledFirst(NotNow):
    """A case that is stored first is accepted when it is complete (容缺收件): 深圳."""

    code = "filed_first"
    sentence = "这件事是先收件、补齐再受理的：请办“容缺收件”，材料补齐以后再受理。"


@transaction.atomic
def choose_deferral(case: Case, *, given: Mapping[str, Any], by: Actor, at: datetime) -> Entry:
    """选择容缺受理: what is missing follows later; the applicant's own choice, with what proves it (R-150).

    Online the applicant signs with the own name. At the window the clerk only writes down what the applicant gives:
    the query code, which nobody else has, or a signed paper. `NotOffered`, `BadCredit`, `Invalid` otherwise.
    """
    step, _ = take_in_time("choose_deferral", case, by=by, at=at)
    consent = _consent(case, given, by=by, at=at)
    rows = list(case.materials.filter(replaced_at=None, state=MaterialState.MISSING).order_by("id"))
    option, missing = option_of(case), [row.requirement_code for row in rows]
    if not is_open_to(option, missing):
        raise NotOffered(faults=[Fault("/materials", "not_offered", why_not(option, missing))])
    refuse_barred(case.applicant_id, on=local_day(at))
    if consent.file_id is not None:
        attach([consent.file_id], holder=case.chain, by=by)
    for row in rows:
        row.state = MaterialState.DEFERRED
    Material.objects.bulk_update(rows, ["state"])
    Deferral.objects.update_or_create(case=case, defaults=row_of(consent, case.number, missing))
    facts = {"deferral": consent.as_facts(), "materials": missing}
    changes: dict[str, Any] = {"wants_deferral": True}
    if case.receiver_id is None and by.staff_id is not None:
        changes["receiver_id"] = by.staff_id
    return move(case, step, by=by, at=at, facts=facts, changes=changes)


def row_of(consent: Consent, number: str, materials: Sequence[str]) -> dict[str, Any]:
    """The columns of a choice; the name as it was written is sealed."""
    name = vault().seal(consent.name, purpose=SIGNATURE, owner=number) if consent.name else b""
    return {
        "choice": consent.choice.value,
        "way": consent.way.value,
        "chosen_by": consent.chosen_by,
        "signature_sealed": name,
        "paper_id": consent.file_id,
        "signed_at": consent.signed_at,
        "materials": list(materials) if consent.choice is Choice.DEFERRED else [],
    }


def signed(typed: str, *, by: Actor, at: datetime, choice: Choice = Choice.DEFERRED) -> Consent:
    """The choice of who is signed in, with the own name written under it; `Invalid` when it is another name."""
    if Role.APPLICANT not in by.roles or by.is_staff:
        raise NotYours("容缺受理由申请人自己选择，别人不能代替。")
    name = "".join(typed.split())
    if choice is Choice.DEFERRED and name != "".join(by.name.split()):
        said = "签名和您登录的姓名不一致，请写您自己的姓名。" if name else "选择容缺受理要签名：请写您的姓名。"
        raise Invalid(faults=[Fault("/signature", "signature", said)])
    whose = "applicant" if by.acting_for in (None, by.party_id) else "agent"
    return Consent(choice, at, Way.TYPED_NAME, name or by.name, whose)


def signed_at_partner(typed: str, names: Sequence[str], *, at: datetime) -> Consent:
    """The same where another system's page took the signature (系统对接): the name of applicant or agent.

    `names` are the applicant's and, where there is one, the agent's.
    """
    name = "".join(typed.split())
    known = ["".join(each.split()) for each in names]
    if not name or name not in known:
        said = "容缺受理要有申请人或者代办人的签名，与姓名、名称一致。"
        raise Invalid(faults=[Fault("/deferral_signature", "signature", said)])
    return Consent(Choice.DEFERRED, at, Way.TYPED_NAME, name, "applicant" if name == known[0] else "agent")


def refuse_filed(rule: DeferralRule, rows: Iterable[Material]) -> None:
    """`FiledFirst` where acceptance itself waits for the gap."""
    open_ones = [row.requirement_code for row in rows if row.state == MaterialState.DEFERRED]
    if withheld(rule, Status.RECEIVED, open_ones) == "acceptance":
        raise FiledFirst()


@transaction.atomic
def keep_on_file(case: Case, *, by: Actor, at: datetime) -> Entry:
    """容缺收件: stored first; no limit of handling runs until the gap is closed within its term (深圳)."""
    step, _ = take_in_time("keep_on_file", case, by=by, at=at)
    option, gap = option_of(case), open_gap(case)
    plan = supplement_plan(option.deferral, at=at, promised_on=None, calendar=calendar())
    if option.deferral.intake != "file" or not gap or plan is None:
        raise NotNow("这个办件不是容缺收件，请按材料是否齐全办理。")
    front = (ClockKind.NOTICE, ClockKind.DEEMED_ACCEPTANCE, ClockKind.CORRECTION)
    due_on = ticking.turn(case, stop=front, start=[plan], at=at)[ClockKind.SUPPLEMENT].due_on
    items = [deferred_item(option, row) for row in gap]
    follows = lapse_words(option.deferral)
    body = papers.filing_receipt(matter_of(case), items, due_on=due_on, follows=follows, at=at)
    nth = OfficialDocument.objects.filter(subject=case.chain, kind=DocumentKind.RECEIPT).count() + 1
    document = issue(
        DocumentKind.RECEIPT,
        subject=case.chain,
        agency=case.agency,
        body=body,
        by=by,
        at=at,
        party_id=case.applicant_id,
        number=receipt_number(case.number, nth),
    )
    Deferral.objects.filter(case=case).update(due_on=due_on, filed_at=at)
    changes: dict[str, Any] = {"due_on": due_on}
    if case.receiver_id is None:
        changes["receiver_id"] = by.staff_id
    facts = {"due_on": due_on.isoformat(), "materials": [row.requirement_code for row in gap]}
    return move(case, step, by=by, at=at, facts=facts, due_on=due_on, changes=changes, papers=[document])


def start_supplement(case: Case, *, promised_on: date, at: datetime) -> date | None:
    """At acceptance the gap gets its day, by the rule of the list; None where it is closed at collection."""
    plan = supplement_plan(option_of(case).deferral, at=at, promised_on=promised_on, calendar=calendar())
    if plan is None:
        return None
    due_on = ticking.turn(case, start=[plan], at=at)[ClockKind.SUPPLEMENT].due_on
    Deferral.objects.filter(case=case).update(due_on=due_on)
    return due_on


@transaction.atomic
def make_good(case: Case, *, materials: Sequence[Mapping[str, Any]], by: Actor, at: datetime) -> Entry:
    """补齐: the deferred materials, all of them in one go (plan 四(五)2 缺失材料在取得证照时一次补齐).

    The day of delivery counts. What stood still goes on; a file that was stored first is looked through now; a licence
    that was made already comes into being, and into the register, with this act (R-151).
    `DeferralLapsed` when the case ended with the term, whether or not that has been written yet.
    """
    step = take("make_good", case, by=by, at=at)
    gap = {row.requirement_code: row for row in open_gap(case)}
    if not gap:
        raise Invalid(faults=[Fault("/materials", "nothing", "这个办件没有容缺的材料，不用补。")])
    given = {str(each.get("requirement_code") or "") for each in materials}
    missing = [row.name for code, row in gap.items() if code not in given]
    if missing:
        names = "、".join(missing)
        raise Invalid(faults=[Fault("/materials", "missing", f"容缺材料要一次补齐，还缺：{names}。")])
    _refuse_too_late(case, at)
    take_in(case, materials, only=set(gap), by=by, at=at)
    body = papers.make_good_receipt(matter_of(case), [(code, row.name) for code, row in gap.items()], at=at)
    document = paper(DocumentKind.MAKE_GOOD_RECEIPT, case, body, by=by, at=at)
    Deferral.objects.filter(case=case).update(made_good_at=at)
    license = release(case, at=at) if case.state is Status.ISSUED else None
    to, changes = _goes_on(case, at)
    facts: dict[str, Any] = {"materials": sorted(gap)}
    if license is not None:
        facts["license"] = license.identifier
    return move(case, step, by=by, at=at, to=to, facts=facts, changes=changes, papers=[document])


@transaction.atomic
def put_off_supplement(case: Case, *, days: int, reason: str, by: Actor, at: datetime) -> Entry:
    """容缺补齐延期: force majeure moves the day, once, where the rule allows it (不可抗力; 民政)."""
    step = take("put_off_supplement", case, by=by, at=at)
    words = need_text({"reason": reason}, "reason", "请写明是什么不可抗力，理由会写在通知书上。")
    refuse_asks_in_report(case, {"/reason": words})
    if not option_of(case).deferral.may_extend:
        raise NotNow("这件事的容缺规则没有延期，不能延长补齐期限。")
    if not 1 <= days <= MOST_PUT_OFF:
        raise Invalid(faults=[Fault("/days", "range", f"延长1到{MOST_PUT_OFF}个工作日。")])
    row = Deferral.objects.filter(case=case, extended_by=0).first()
    found = ticking.extend(case, days, (), kinds=[ClockKind.SUPPLEMENT], on=local_day(at)) if row is not None else {}
    if row is None or not found:
        raise NotNow("补齐期限已经过了，或者已经延长过一次，不能再延长。")
    due_on = found[ClockKind.SUPPLEMENT]
    body = papers.put_off(matter_of(case), days=days, reason=words, due_on=due_on, at=at)
    document = paper(DocumentKind.EXTENSION_NOTICE, case, body, by=by, at=at)
    Deferral.objects.filter(pk=row.pk).update(extended_by=days, due_on=due_on)
    changes = {"due_on": due_on} if case.state is Status.RECEIVED else {}
    facts = {"days": days, "reason": words, "due_on": due_on.isoformat()}
    return move(case, step, by=by, at=at, facts=facts, due_on=due_on, changes=changes, papers=[document])


@transaction.atomic
def remind_deferred(case: Case, *, by: Actor = SYSTEM, at: datetime) -> Entry:
    """提醒补齐: before the last day, twice, each once; what is closed at collection is told of with the result."""
    step = take("remind_deferred", case, by=by, at=at)
    row = Deferral.objects.filter(case=case, made_good_at=None).first()
    clock = case.clocks.filter(kind=ClockKind.SUPPLEMENT, ended_at=None).first()
    today = local_day(at)
    if row is None or clock is None:
        raise NotNow("这个办件没有要按期补齐的材料。")
    if not reminder_is_due(clock.due_on, row.reminded_on, on=today, calendar=calendar()):
        raise NotNow("还没有到提醒补齐的时候，或者已经提醒过了。")
    Deferral.objects.filter(pk=row.pk).update(reminded_on=today)
    facts = {"due_on": clock.due_on.isoformat()}
    return move(case, step, by=by, at=at, facts=facts, due_on=clock.due_on)


def _consent(case: Case, given: Mapping[str, Any], *, by: Actor, at: datetime) -> Consent:
    if not by.is_staff:
        return signed(str(given.get("signature") or ""), by=by, at=at)
    whose = "applicant" if case.agent_id is None else "agent"
    proof = proof_of_will(case, given, act="选择")
    return Consent(Choice.DEFERRED, at, proof.way, chosen_by=whose, file_id=proof.file_id)


def _refuse_too_late(case: Case, at: datetime) -> None:
    running = case.clocks.filter(ended_at=None)
    clock = running.filter(kind=ClockKind.SUPPLEMENT).first() or running.filter(code=GRACE).first()
    if clock is None:
        return
    is_over = is_too_late(
        option_of(case).deferral, case.state, clock.due_on, on=local_day(at), is_in_grace=clock.code == GRACE
    )
    if is_over:
        raise DeferralLapsed(f"补齐期限到{describe(clock.due_on)}，已经过了，不能再补。材料备齐以后可以重新申请。")


def _goes_on(case: Case, at: datetime) -> tuple[Status | None, dict[str, Any]]:
    """Where the case stands when the gap is closed, and by when the next thing has to be done."""
    if case.state is Status.RECEIVED and case.clocks.filter(kind=ClockKind.SUPPLEMENT, ended_at=None).exists():
        found = ticking.turn(case, stop=[ClockKind.SUPPLEMENT], start=clocks.on_receipt(option_of(case), at=at), at=at)
        return None, {"due_on": found[ClockKind.NOTICE].due_on}
    ticking.turn(case, stop=[ClockKind.SUPPLEMENT], at=at)
    runs = list(SpecialRun.objects.filter(case=case).order_by("id"))
    run = next((each for each in runs if each.code == GRACE and each.finished_at is None), None)
    if run is None:
        return None, {}
    run.finished_at, run.finished_on, run.result = at, local_day(at), "容缺材料已补齐"
    run.save(update_fields=["finished_at", "finished_on", "result"])
    ticking.end_special(case, GRACE, at=at)
    if still := ticking.still_pausing(option_of(case), runs):
        return None, {"due_on": min(each.expected_on for each in still)}
    pausing = ticking.pausing(option_of(case), runs)
    due_on = ticking.resume(case, pausing, on=local_day(at))[ClockKind.PROMISED]
    before = Deferral.objects.filter(case=case).values_list("resumes_to", flat=True).first()
    return Status(before or Status.ACCEPTED), {"due_on": due_on}
