"""Before acceptance (受理前): pre-check, the one-time notice and correction, acceptance, and the ways to say no."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotNow
from tongban.foundation.kernel.flow import Step
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.models import Case, CorrectionNotice, Material, MaterialState, MaterialVerdict
from tongban.handling.cases.queries.dispatch import least_loaded_examiner
from tongban.handling.cases.rules import clocks, papers
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.handling.cases.rules.grounds import need_text, read_ground
from tongban.handling.cases.rules.telling import (
    Correction,
    deferred_item,
    may_be_deferred,
    read_corrections,
    shortfalls,
)
from tongban.registers.documents.rules.papers import DocumentKind

from .clocks import turn
from .materials import take_in
from .steps import matter_of, move, option_of, paper, take

_FRONT_CLOCKS = (ClockKind.NOTICE, ClockKind.DEEMED_ACCEPTANCE, ClockKind.CORRECTION)


class ToldOnce(Declined):
    """A second notice would be a second telling (一次性告知只能一次): plan 三(一)2; R-040."""

    code = "told_once"
    sentence = "这个办件已经一次性告知过,不能再要求补充别的材料。"


class NotComplete(Invalid):
    """Accepting needs complete materials, a deferral or a commitment for each gap (材料不齐不能直接受理)."""

    code = "not_complete"
    sentence = "还有材料没有齐:请一次性告知、按容缺受理,或者启用两个工作日内告知。"


@transaction.atomic
def precheck(case: Case, *, verdicts: Mapping[str, Any], by: Actor, at: datetime) -> Entry:
    """预审: each material good or bad, a bad one with what is wrong; every fault of the verdicts at once.

    `deferred` is the applicant's word at the counter that a secondary material follows later (容缺受理).
    """
    step = take("precheck", case, by=by)
    option = option_of(case)
    rows = {row.requirement_code: row for row in _materials(case)}
    faults, changed = [], []
    for code, verdict in verdicts.items():
        row, said = rows.get(code), verdict if isinstance(verdict, Mapping) else {"verdict": verdict}
        problem = str(said.get("problem") or "").strip()
        if row is None:
            faults.append(Fault(f"/materials/{code}", "unknown", f"清单里没有“{code}”这份材料。"))
        elif said.get("verdict") == MaterialState.DEFERRED:
            if row.state == MaterialState.MISSING and may_be_deferred(option, code):
                row.state = MaterialState.DEFERRED
                changed.append(row)
            else:
                faults.append(Fault(f"/materials/{code}", "not_deferrable", f"“{row.name}”不能容缺后补。"))
        elif said.get("verdict") not in (MaterialVerdict.GOOD, MaterialVerdict.BAD):
            faults.append(Fault(f"/materials/{code}", "choice", f"请选择“{row.name}”合格还是不合格。"))
        elif said["verdict"] == MaterialVerdict.BAD and not problem:
            faults.append(Fault(f"/materials/{code}/problem", "missing", f"请写明“{row.name}”哪里不对。"))
        else:
            row.verdict, row.problem = said["verdict"], problem[:500]
            changed.append(row)
    if faults:
        raise Invalid(faults=faults)
    Material.objects.bulk_update(changed, ["verdict", "problem", "state"])
    bad = sorted(row.requirement_code for row in changed if row.verdict == MaterialVerdict.BAD)
    deferred = sorted(row.requirement_code for row in changed if row.state == MaterialState.DEFERRED)
    changes = {"prechecked_at": at, **_received_by(case, by)}
    if deferred:
        changes["wants_deferral"] = True
    return move(case, step, by=by, at=at, facts={"bad": bad, "deferred": deferred}, changes=changes)


@transaction.atomic
def defer_notice(case: Case, *, reason: str, by: Actor, at: datetime) -> Entry:
    """当场告知确有困难: the notice follows within the two workdays whose clock already runs (plan 三(一)2)."""
    step = take("defer_notice", case, by=by)
    words = need_text({"reason": reason}, "reason", "请写明为什么不能当场告知。")
    due_on = case.clocks.get(kind=ClockKind.NOTICE, ended_at__isnull=True).due_on
    return move(case, step, by=by, at=at, facts={"reason": words}, due_on=due_on, changes=_received_by(case, by))


@transaction.atomic
def ask_correction(case: Case, *, items: Sequence[Mapping[str, Any]], by: Actor, at: datetime) -> CorrectionNotice:
    """一次性告知: everything that is missing or wrong, once. Each line is a material of the list (R-033–R-036, R-040).

    What the pre-check found and the list still lacks must all be on it; lines may be added with what is wrong.
    """
    step = take("ask_correction", case, by=by)
    if CorrectionNotice.objects.filter(case=case).exists():
        raise ToldOnce()
    option = option_of(case)
    rows = list(_materials(case))
    corrections = read_corrections(option, case.answers, items, shortfalls(option, rows))
    found = turn(case, stop=_FRONT_CLOCKS, start=[clocks.on_correction_asked(at=at)], at=at)
    due_on = found[ClockKind.CORRECTION].due_on
    body = papers.correction_notice(matter_of(case), [each.as_item() for each in corrections], due_on=due_on, at=at)
    document = paper(DocumentKind.CORRECTION_NOTICE, case, body, by=by, at=at)
    notice = CorrectionNotice.objects.create(
        case=case,
        document=document,
        items=[each.as_plain() for each in corrections],
        given_at=at,
        given_by_id=by.staff_id,
        due_on=due_on,
    )
    _mark_bad(rows, corrections)
    move(
        case,
        step,
        by=by,
        at=at,
        facts={"items": [each.code for each in corrections]},
        due_on=due_on,
        papers=[document],
        changes={"due_on": due_on, **_received_by(case, by)},
    )
    return notice


@transaction.atomic
def accept(case: Case, *, by: Actor, at: datetime) -> Entry:
    """受理: the promised clock starts; listed secondary materials may follow (容缺受理), promised ones are covered.

    Raises `NotComplete` with everything that is neither there, deferred nor committed.
    """
    step = take("accept", case, by=by)
    option = option_of(case)
    rows = list(_materials(case))
    gaps = shortfalls(option, rows)
    if gaps:
        raise NotComplete(faults=[Fault(f"/materials/{each.code}", each.reason, each.problem) for each in gaps])
    deferred = [row for row in rows if row.state == MaterialState.DEFERRED]
    return _accepted(case, step, by=by, at=at, accepted_at=at, deferred=deferred)


@transaction.atomic
def correct(case: Case, *, materials: Sequence[Mapping[str, Any]], by: Actor, at: datetime) -> Entry:
    """补正: everything that the notice named, in one go; the clocks before acceptance begin anew on this day."""
    step = take("correct", case, by=by)
    notice = CorrectionNotice.objects.get(case=case)
    named = {each["code"]: each["name"] for each in notice.items}
    given = {str(each.get("requirement_code") or "") for each in materials}
    missing = [name for code, name in named.items() if code not in given]
    if missing:
        words = "、".join(missing)
        raise Invalid(faults=[Fault("/materials", "missing", f"告知书上的材料要一次补齐,还缺:{words}。")])
    take_in(case, materials, only=set(named), by=by, at=at)
    CorrectionNotice.objects.filter(pk=notice.pk).update(corrected_at=at)
    found = turn(case, stop=[ClockKind.CORRECTION], start=clocks.on_receipt(option_of(case), at=at), at=at)
    facts = {"materials": sorted(named)}
    return move(case, step, by=by, at=at, facts=facts, changes={"due_on": found[ClockKind.NOTICE].due_on})


@transaction.atomic
def deem_accepted(case: Case, *, at: datetime, by: Actor = SYSTEM) -> Entry:
    """视为受理: nobody told the applicant in time, so the case is accepted from the day of receipt (R-038)."""
    step = take("deem_accepted", case, by=by)
    silence = case.clocks.get(kind=ClockKind.DEEMED_ACCEPTANCE, ended_at__isnull=True)
    if silence.due_at >= at:
        raise NotNow("还没有到视为受理的时候。", facts={"due_at": silence.due_at.isoformat()})
    return _accepted(case, step, by=by, at=at, accepted_at=silence.started_at, deferred=())


@transaction.atomic
def reject(case: Case, *, given: Mapping[str, Any], by: Actor, at: datetime) -> Entry:
    """不予受理: with ground, fact, whom to ask instead and remedies; never mixed up with 不予许可."""
    step = take("reject", case, by=by)
    ground = read_ground(given)
    right_body = str(given.get("right_body") or "").strip()[:120]
    body = papers.rejection(matter_of(case), ground, right_body=right_body, at=at)
    document = paper(DocumentKind.REJECTION, case, body, by=by, at=at)
    turn(case, stop=_FRONT_CLOCKS, at=at)
    facts = {"ground": ground.basis, "right_body": right_body}
    changes = {"ended_at": at, "due_on": None, **_received_by(case, by)}
    return move(case, step, by=by, at=at, facts=facts, changes=changes, papers=[document])


@transaction.atomic
def transfer(case: Case, *, given: Mapping[str, Any], by: Actor, at: datetime) -> Entry:
    """转报: handed to the body that is competent; the applicant is told which."""
    step = take("transfer", case, by=by)
    to_body = need_text(given, "to_body", "请写明转给哪个机关。")
    reason = need_text(given, "reason", "请写明转报的理由。")
    body = papers.transfer_notice(matter_of(case), to_body=to_body, reason=reason, at=at)
    document = paper(DocumentKind.TRANSFER_NOTICE, case, body, by=by, at=at)
    turn(case, stop=list(ClockKind), at=at)
    facts = {"to_body": to_body, "reason": reason}
    return move(case, step, by=by, at=at, facts=facts, changes={"ended_at": at, "due_on": None}, papers=[document])


def _accepted(
    case: Case, step: Step, *, by: Actor, at: datetime, accepted_at: datetime, deferred: Sequence[Material]
) -> Entry:
    option = option_of(case)
    plans = (
        *clocks.on_acceptance(option, received_at=case.received_at, accepted_at=accepted_at),
        *clocks.on_stage(option, "examiner", at=at),
    )
    found = turn(case, stop=_FRONT_CLOCKS, start=plans, at=at)
    promised, statutory = found[ClockKind.PROMISED].due_on, found[ClockKind.STATUTORY].due_on
    is_deemed = step.verb == "deem_accepted"
    matter = matter_of(case)
    if deferred:
        lines = [deferred_item(option, row) for row in deferred]
        body = papers.deferral_notice(matter, lines, promised_on=promised, at=at)
        document = paper(DocumentKind.DEFERRAL_NOTICE, case, body, by=by, at=at)
    else:
        body = papers.acceptance_notice(
            matter, promised_on=promised, statutory_on=statutory, is_deemed=is_deemed, at=at
        )
        document = paper(DocumentKind.ACCEPTANCE_NOTICE, case, body, by=by, at=at)
    changes = {
        "accepted_at": accepted_at,
        "is_deemed": is_deemed,
        "due_on": promised,
        "assignee_id": least_loaded_examiner(case.agency_id, on=local_day(at), but=by.staff_id or case.receiver_id),
        **_received_by(case, by),
    }
    facts = {"promised_on": promised.isoformat(), "deferred": [row.requirement_code for row in deferred]}
    return move(case, step, by=by, at=at, facts=facts, due_on=promised, changes=changes, papers=[document])


def _materials(case: Case) -> Sequence[Material]:
    return list(case.materials.filter(replaced_at__isnull=True).order_by("id"))


def _received_by(case: Case, by: Actor) -> dict[str, Any]:
    """The first staff member who works on a received case is its receiver (首问责任人)."""
    return {"receiver_id": by.staff_id} if case.receiver_id is None and by.staff_id is not None else {}


def _mark_bad(rows: Sequence[Material], corrections: Sequence[Correction]) -> None:
    wrong = {each.code: each.problem for each in corrections}
    marked = [row for row in rows if row.requirement_code in wrong]
    for row in marked:
        row.verdict, row.problem = MaterialVerdict.BAD, wrong[row.requirement_code][:500]
    Material.objects.bulk_update(marked, ["verdict", "problem"])
