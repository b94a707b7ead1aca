"""Before acceptance (受理前): pre-check, the one-time notice and correction, acceptance, and the ways to say no."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import msgspec
from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotNow
from tongban.foundation.kernel.flow import Step
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import describe
from tongban.handling.cases.models import Case, CorrectionNotice, Material, MaterialState, MaterialVerdict
from tongban.handling.cases.permits import refuse_unlisted
from tongban.handling.cases.qualified import refuse_untrained
from tongban.handling.cases.queries.dispatch import least_loaded_examiner, rule_for
from tongban.handling.cases.queries.renewals import expiry_of
from tongban.handling.cases.queries.telling import told_codes
from tongban.handling.cases.rules import clocks, papers
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.handling.cases.rules.grounds import Ground, is_about_competence, need_text, read_ground
from tongban.handling.cases.rules.telling import (
    deferred_item,
    is_not_asked,
    may_not_be_asked,
    read_corrections,
    shortfalls,
)
from tongban.registers.catalog.queries import guide_of
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.documents.rules.papers import DocumentKind

from .asking import ToldOnce as ToldOnce
from .asking import refuse_asking, refuse_held
from .clocks import stop_all, turn
from .deferring import refuse_filed, start_supplement
from .license_uses import note_refused
from .materials import take_in
from .overriding import mark_bad
from .promising import promise
from .renewing import give_place, refuse_after_expiry, standing
from .steps import matter_of, move, news, option_of, paper, take, take_after_silence, take_in_time
from .wording import refuse_asks_in_report, refuse_unlisted_asks, words_of

_FRONT_CLOCKS = (ClockKind.NOTICE, ClockKind.DEEMED_ACCEPTANCE, ClockKind.CORRECTION, ClockKind.SUPPLEMENT)


class NotComplete(Invalid):
    """Accepting needs complete materials, a deferral or a commitment for each gap (材料不齐不能直接受理)."""

    code = "not_complete"
    sentence = "还有材料没有齐：请一次性告知、按容缺受理，或者启用两个工作日内告知。"


class AlreadyTold(NotNow):
    """After the one-time notice exactly what it names is handed in, in one go (按一次性告知书补正)."""

    code = "already_told"
    sentence = "这个办件已经一次性告知过，不能再当场补交。窗口会按补正后的材料决定是否受理。"


class OnFile(NotNow):
    """A case that was stored first (容缺收件) waits for all of the gap; nothing else is asked or taken meanwhile."""

    code = "on_file"
    sentence = "这个办件是容缺收件，材料一次补齐以后再核对、受理。请办“补齐容缺材料”。"


class TermIsOpen(Declined):
    """The applicant still has time to correct (补正期限未到)."""

    code = "term_is_open"
    sentence = "补正期限还没有到，不能退件。"


@transaction.atomic
def precheck(case: Case, *, verdicts: Mapping[str, Any], by: Actor, at: datetime) -> Entry:
    """预审: each material good or bad, a bad one with what is wrong; every fault of the verdicts at once.

    After the one-time notice only what it named can be found bad; a set that is complete is promised to be so at
    every window. That a secondary material follows later is not for the clerk to say: `deferring.choose_deferral`.
    """
    step, _ = take_in_time("precheck", case, by=by, at=at)
    rows = {row.requirement_code: row for row in _materials(case)}
    faults, changed = [], []
    for code, verdict in verdicts.items():
        row = rows.get(code)
        fault = _judge(row, verdict) if row is not None else None
        if row is None:
            faults.append(Fault(f"/materials/{code}", "unknown", f"清单里没有“{code}”这份材料。"))
        elif fault is not None:
            faults.append(fault)
        else:
            changed.append(row)
    if faults:
        raise Invalid(faults=faults)
    refuse_unlisted_asks(case, {f"/materials/{each.requirement_code}/problem": each.problem for each in changed})
    bad = sorted(row.requirement_code for row in changed if row.verdict == MaterialVerdict.BAD)
    if bad:
        refuse_asking(case, bad)
    Material.objects.bulk_update(changed, ["verdict", "problem"])
    note_refused(case, changed, by=by, at=at)
    changes = {"prechecked_at": at, **_received_by(case, by)}
    result = promise(case, rows.values(), by=by, at=at)
    told: dict[str, Any] = {"papers": [result], "send": [news(case, step.verb)]} if result else {}
    return move(case, step, by=by, at=at, facts={"bad": bad}, changes=changes, **told)


@transaction.atomic
def supply(case: Case, *, materials: Sequence[Mapping[str, Any]], by: Actor, at: datetime) -> Entry:
    """当场补交、更正: what is missing or wrong is put right before anybody had to tell it; no clock begins anew.

    One or several of the case's own materials; `Invalid` with every fault, `AlreadyTold` after the one-time notice.
    """
    step, _ = take_in_time("supply", case, by=by, at=at)
    if told_codes(case) is not None:
        raise AlreadyTold()
    if not materials:
        raise Invalid(faults=[Fault("/materials", "missing", "请选择要补交或者更正的材料，上传文件。")])
    own = set(case.materials.filter(replaced_at__isnull=True).values_list("requirement_code", flat=True))
    if case.clocks.filter(kind=ClockKind.SUPPLEMENT, ended_at__isnull=True).exists():
        raise OnFile()
    rows = take_in(case, materials, only=own, by=by, at=at)
    return move(case, step, by=by, at=at, facts={"materials": sorted(row.requirement_code for row in rows)})


@transaction.atomic
def defer_notice(case: Case, *, reason: str, by: Actor, at: datetime) -> Entry:
    """当场告知确有困难: the notice follows within the two workdays whose clock already runs (plan 三(一)2)."""
    step, _ = take_in_time("defer_notice", case, by=by, at=at)
    refuse_asking(case)
    words = need_text({"reason": reason}, "reason", "请写明为什么不能当场告知。")
    refuse_unlisted_asks(case, {"/reason": words})
    due_on = case.clocks.filter(kind=ClockKind.NOTICE, ended_at__isnull=True).values_list("due_on", flat=True).first()
    if due_on is None:
        raise OnFile()
    return move(case, step, by=by, at=at, facts={"reason": words}, due_on=due_on, changes=_received_by(case, by))


@transaction.atomic
def ask_correction(case: Case, *, items: Sequence[Mapping[str, Any]], by: Actor, at: datetime) -> CorrectionNotice:
    """一次性告知: everything that is missing or wrong, once. Each line is a material of the list (R-033–R-036, R-040).

    What the pre-check found and the list still lacks must all be on it; lines may be added with what is wrong. What is
    at hand already is `AlreadyHeld`, unless the line says why it has to be asked for all the same (R-101).
    """
    step, _ = take_in_time("ask_correction", case, by=by, at=at)
    refuse_asking(case)
    option = option_of(case)
    rows = list(_materials(case))
    not_asked = may_not_be_asked(option, rows)
    corrections = read_corrections(option, case.answers, items, shortfalls(option, rows), not_asked=not_asked)
    corrections = refuse_held(case, corrections, at=at)
    refuse_unlisted_asks(case, words_of(corrections))
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
    mark_bad(case, rows, corrections, by=by, at=at)
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

    Raises `NotComplete` with everything that is neither there, deferred nor committed, `NotListed` for a permit
    that is not on the city's list (R-027), `NotTrained` for a clerk who has not learned what changed (R-188).
    """
    step, silence = take_in_time("accept", case, by=by, at=at)
    refuse_unlisted(guide_of(case.option_version_id), on=local_day(at))
    refuse_untrained(case.option_code, by=by, on=local_day(at))
    rows = complete_materials(case)
    refuse_filed(option_of(case).deferral, rows)
    since = silence.since if silence is not None else case.received_at
    return _accepted(case, step, rows, by=by, at=at, since=since, accepted_at=at)


def complete_materials(case: Case) -> Sequence[Material]:
    """The materials in force, none of them in the way of acceptance; else `NotComplete` with every gap."""
    rows = _materials(case)
    if gaps := shortfalls(option_of(case), rows):
        raise NotComplete(faults=[Fault(f"/materials/{each.code}", each.reason, each.problem) for each in gaps])
    return rows


@transaction.atomic
def correct(case: Case, *, materials: Sequence[Mapping[str, Any]], by: Actor, at: datetime) -> Entry:
    """补正: everything that the notice named, in one go; the clocks before acceptance begin anew on this day."""
    step = take("correct", case, by=by, at=at)
    notice = CorrectionNotice.objects.get(case=case)
    named = {each["code"]: each["name"] for each in notice.items}
    given = {str(each.get("requirement_code") or "") for each in materials}
    missing = [name for code, name in named.items() if code not in given]
    if missing:
        words = "、".join(missing)
        raise Invalid(faults=[Fault("/materials", "missing", f"告知书上的材料要一次补齐，还缺：{words}。")])
    take_in(case, materials, only=set(named), by=by, at=at)
    CorrectionNotice.objects.filter(pk=notice.pk).update(corrected_at=at)
    found = turn(case, stop=[ClockKind.CORRECTION], start=clocks.on_receipt(option_of(case), at=at), at=at)
    facts = {"materials": sorted(named)}
    return move(case, step, by=by, at=at, facts=facts, changes={"due_on": found[ClockKind.NOTICE].due_on})


@transaction.atomic
def deem_accepted(case: Case, *, at: datetime, by: Actor = SYSTEM) -> Entry:
    """视为受理: nobody told the applicant in time, so the case is accepted from the day of receipt (R-038)."""
    step, silence = take_after_silence("deem_accepted", case, by=by, at=at)
    rows = _materials(case) if case.wants_deferral else ()
    return _accepted(case, step, rows, by=by, at=at, since=silence.since, accepted_at=silence.since)


@transaction.atomic
def reject(case: Case, *, given: Mapping[str, Any], by: Actor, at: datetime) -> Entry:
    """不予受理: with ground, fact, whom to ask instead and remedies; never mixed up with 不予许可.

    Materials are a ground only as far as they were told, and never against a pre-check (N03, N19).
    """
    step, _ = take_in_time("reject", case, by=by, at=at)
    ground = read_ground(given)
    _refuse_new_grounds(case, ground)
    right_body = str(given.get("right_body") or "").strip()[:120]
    refuse_unlisted_asks(case, {"/fact": ground.fact, "/right_body": right_body})
    refuse_asks_in_report(case, {"/ground": ground.basis})
    body = papers.rejection(matter_of(case), ground, right_body=right_body, at=at)
    document = paper(DocumentKind.REJECTION, case, body, by=by, at=at)
    stop_all(case, at=at)
    facts = {"ground": ground.basis, "right_body": right_body}
    changes = {"ended_at": at, "due_on": None, **_received_by(case, by)}
    return move(case, step, by=by, at=at, facts=facts, changes=changes, papers=[document])


@transaction.atomic
def transfer(case: Case, *, given: Mapping[str, Any], by: Actor, at: datetime) -> Entry:
    """转报: handed to the body that is competent; the applicant is told which.

    Before acceptance it is a way of saying no, and has its time like every other (R-038).
    """
    step, _ = take_in_time("transfer", case, by=by, at=at)
    refuse_after_expiry(case, option_of(case), at=at)
    to_body = need_text(given, "to_body", "请写明转给哪个机关。")
    if to_body in (case.agency.name, case.agency.short_name):
        raise Invalid(faults=[Fault("/to_body", "own_body", "这就是承办的机关，不能转给自己。请照常办理。")])
    reason = need_text(given, "reason", "请写明转报的理由。")
    refuse_unlisted_asks(case, {"/reason": reason, "/to_body": to_body})
    body = papers.transfer_notice(matter_of(case), to_body=to_body, reason=reason, at=at)
    document = paper(DocumentKind.TRANSFER_NOTICE, case, body, by=by, at=at)
    stop_all(case, at=at)
    facts = {"to_body": to_body, "reason": reason}
    changes = {"ended_at": at, "due_on": None, "counted_runs": 0}
    return move(case, step, by=by, at=at, facts=facts, changes=changes, papers=[document])


@transaction.atomic
def send_back(case: Case, *, reason: str, by: Actor, at: datetime) -> Entry:
    """退件: not corrected in time; everything goes back and one may apply again. Not a refusal.

    `TermIsOpen` while the term for correction still runs.
    """
    step = take("return", case, by=by, at=at)
    words = need_text({"reason": reason}, "reason", "请写明退件的原因。")
    refuse_unlisted_asks(case, {"/reason": words})
    due_on = case.clocks.get(kind=ClockKind.CORRECTION, ended_at__isnull=True).due_on
    if local_day(at) <= due_on:
        raise TermIsOpen(f"补正期限到{describe(due_on)}，期限过后仍没有补正的才能退件。")
    body = papers.return_notice(matter_of(case), reason=words, at=at)
    document = paper(DocumentKind.RETURN_NOTICE, case, body, by=by, at=at)
    stop_all(case, at=at)
    changes = {"ended_at": at, "due_on": None}
    return move(case, step, by=by, at=at, facts={"reason": words}, changes=changes, papers=[document])


def acceptance_paper(
    case: Case,
    rows: Sequence[Material],
    *,
    promised_on: date,
    statutory_on: date,
    is_deemed: bool = False,
    by: Actor,
    at: datetime,
) -> OfficialDocument:
    """The paper that every acceptance gives (受理通知书、容缺受理通知书), with its dates on the face (R-045)."""
    matter, option = matter_of(case), option_of(case)
    if deferred := [row for row in rows if row.state == MaterialState.DEFERRED]:
        due_on = start_supplement(case, promised_on=promised_on, at=case.accepted_at or at)
        lines = [deferred_item(option, row) for row in deferred]
        body = papers.deferral_notice(
            matter, lines, promised_on=promised_on, rule=option.deferral, due_on=due_on, is_deemed=is_deemed, at=at
        )
        return paper(DocumentKind.DEFERRAL_NOTICE, case, body, by=by, at=at)
    body = papers.acceptance_notice(
        matter, promised_on=promised_on, statutory_on=statutory_on, is_deemed=is_deemed, at=at
    )
    if (place := standing(case, option)) is not None:
        body = msgspec.structs.replace(body, notes=(*body.notes, place.words))
    return paper(DocumentKind.ACCEPTANCE_NOTICE, case, body, by=by, at=at)


def _accepted(
    case: Case, step: Step, rows: Sequence[Material], *, by: Actor, at: datetime, since: datetime, accepted_at: datetime
) -> Entry:
    option, is_deemed = option_of(case), step.verb == "deem_accepted"
    plans = (
        *clocks.on_acceptance(option, received_at=since, accepted_at=accepted_at),
        *clocks.on_stage(option, "examiner", at=at),
        *clocks.on_renewal(
            option, expires_on=expiry_of(case, option), received_at=case.received_at, calendar=calendar()
        ),
    )
    place = give_place(case, option, at=accepted_at)
    found = turn(case, stop=_FRONT_CLOCKS, start=plans, at=at)
    promised, statutory = found[ClockKind.PROMISED].due_on, found[ClockKind.STATUTORY].due_on
    document = acceptance_paper(
        case, rows, promised_on=promised, statutory_on=statutory, is_deemed=is_deemed, by=by, at=at
    )
    rule = rule_for(case)
    changes = {
        "accepted_at": accepted_at,
        "is_deemed": is_deemed,
        "due_on": promised,
        "acceptor_id": by.staff_id,
        "assignee_id": least_loaded_examiner(
            case.agency_id, on=local_day(at), but=[by.staff_id, case.receiver_id], rule=rule
        ),
        **_received_by(case, by),
    }
    deferred = [row.requirement_code for row in rows if row.state == MaterialState.DEFERRED]
    facts = {"promised_on": promised.isoformat(), "deferred": deferred} | ({"rule": rule.name} if rule else {}) | place
    return move(case, step, by=by, at=at, facts=facts, due_on=promised, changes=changes, papers=[document])


def _refuse_new_grounds(case: Case, ground: Ground) -> None:
    """Whoever was told once, or found complete, is not turned away for what nobody said then."""
    if not is_about_competence(ground):
        refuse_asking(case, [each.code for each in shortfalls(option_of(case), _materials(case))])


def _materials(case: Case) -> Sequence[Material]:
    return list(case.materials.filter(replaced_at__isnull=True).order_by("id"))


def _judge(row: Material, said: object) -> Fault | None:
    """Put one verdict on a material, or say what is wrong with the verdict."""
    verdict, problem = said, ""
    if isinstance(said, Mapping):
        verdict, problem = said.get("verdict"), str(said.get("problem") or "").strip()
    pointer = f"/materials/{row.requirement_code}"
    if verdict == MaterialState.DEFERRED:
        return Fault(pointer, "not_yours_to_choose", "容缺受理由申请人自己选择：请办“容缺受理”，由申请人签名确认。")
    if verdict not in (MaterialVerdict.GOOD, MaterialVerdict.BAD):
        return Fault(pointer, "choice", f"请选择“{row.name}”合格还是不合格。")
    if verdict == MaterialVerdict.BAD and is_not_asked(row):
        return Fault(pointer, "not_asked", f"“{row.name}”已经由共享数据或者申请人的承诺代替，不能再要求提交。")
    if verdict == MaterialVerdict.BAD and not problem:
        return Fault(f"{pointer}/problem", "missing", f"请写明“{row.name}”哪里不对。")
    row.verdict, row.problem = MaterialVerdict(str(verdict)), problem[:500]
    return None


def _received_by(case: Case, by: Actor) -> dict[str, Any]:
    """The first staff member who works on a received case is its receiver (首问责任人)."""
    return {"receiver_id": by.staff_id} if case.receiver_id is None and by.staff_id is not None else {}
