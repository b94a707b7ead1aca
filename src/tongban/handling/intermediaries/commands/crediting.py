"""What stands on an agency's credit (信用评价): reviews by both sides, breaches, appeal, repair; plan 三(一)4."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.kernel.flow import Step
from tongban.foundation.ledger.commands import Parcel, advance, begin
from tongban.foundation.ledger.models import Entry
from tongban.handling.intermediaries.models import CreditItem, IntermediaryAgency, Need
from tongban.handling.intermediaries.queries.agencies import owner_of
from tongban.handling.intermediaries.queries.credit import score_of
from tongban.handling.intermediaries.rules.flow import AGENCY_FLOW, ITEM_FLOW
from tongban.handling.intermediaries.rules.policy import BOUND
from tongban.handling.intermediaries.rules.scoring import MARKS, mark_faults, months_before
from tongban.handling.intermediaries.rules.states import ItemKind, ItemStatus, NeedStatus

from .listing import LONGEST_WORDS
from .listing import need as must_say


@transaction.atomic
def review(found: Need, *, marks: Mapping[str, int], words: str, by: Actor, at: datetime) -> CreditItem:
    """评价: the client or the department that asked for the result, once each; four marks of one to five."""
    if found.status != NeedStatus.ACCEPTED or found.selected is None:
        raise NotNow("验收以后才能评价。")
    is_department = by.is_staff
    if is_department and (by.agency_id is None or by.agency_id != found.department_id):
        raise NotYours("只有要这份结果的部门能评价。")
    if not is_department and owner_of(by) != found.client_id:
        raise NotYours("只有委托人能评价。")
    faults = mark_faults(marks)
    if len(words.strip()) > LONGEST_WORDS:
        faults.append(Fault("/words", "long", f"不超过{LONGEST_WORDS}个字。"))
    if faults:
        raise Invalid("评价还要补一下。", faults=faults)
    kind = ItemKind.DEPARTMENT if is_department else ItemKind.CLIENT
    made = CreditItem(
        agency=found.selected,
        need=found,
        kind=kind,
        status=ItemStatus.COUNTED,
        marks={name: marks[name] for name in MARKS},
        words=words.strip(),
        on=local_day(at),
        written_by_id=by.staff_id,
    )
    step = ITEM_FLOW.take("review", made, by=by)
    return _begun(made, step, "这份合同您已经评价过了，一份合同只评一次。", by=by, at=at)


@transaction.atomic
def record_breach(
    agency: IntermediaryAgency, *, breach: str, words: str, found: Need | None = None, by: Actor, at: datetime
) -> CreditItem:
    """记失信行为: by the supervising department with facts and evidence, or by the system from what happened."""
    kind = BOUND.policy.formula.breach(breach)
    if kind is None:
        raise Invalid(faults=[Fault("/breach", "choice", "请选是哪一种失信行为。")])
    if by != SYSTEM and (by.staff_id is None or by.agency_id != agency.supervisor_id):
        raise NotYours("失信行为由中介机构的主管部门认定。")
    said = must_say(words, "请写事实和依据，机构会看到，可以申诉。", "/words")
    made = CreditItem(
        agency=agency,
        need=found,
        kind=ItemKind.BREACH,
        status=ItemStatus.COUNTED,
        breach=kind.code,
        words=said,
        on=local_day(at),
        written_by_id=by.staff_id,
    )
    step = ITEM_FLOW.take("record", made, by=by)
    return _begun(made, step, "这件事已经记过了。", by=by, at=at)


@transaction.atomic
def appeal(item: CreditItem, *, words: str, by: Actor, at: datetime) -> Entry:
    """申诉: by the agency, once; from now on the entry neither counts nor is published."""
    step = ITEM_FLOW.take("appeal", item, by=by)
    _own(item, by)
    if item.appealed_at is not None:
        raise NotNow("这条记录已经申诉过一次，结果见答复。对答复不服的，可以依法申请行政复议或者提起诉讼。")
    said = must_say(words, "请写申诉的事实和理由。", "/words")
    return advance(item, step, by=by, at=at, facts={"words": said}, changes={"appeal": said, "appealed_at": at})


@transaction.atomic
def answer_appeal(item: CreditItem, *, is_upheld: bool, words: str, by: Actor, at: datetime) -> Entry:
    """申诉处理: by the supervising department, never by who wrote the entry."""
    step = ITEM_FLOW.take("uphold" if is_upheld else "dismiss", item, by=by)
    return _answered(item, step, words, by=by, at=at)


@transaction.atomic
def ask_repair(item: CreditItem, *, words: str, by: Actor, at: datetime) -> Entry:
    """申请修复: a breach that was put right, some months after it."""
    step = ITEM_FLOW.take("ask_repair", item, by=by)
    _own(item, by)
    if item.sort is not ItemKind.BREACH:
        raise NotNow("评价不用修复；认为评价不对的，可以申诉。")
    if item.on > months_before(local_day(at), BOUND.policy.repair_months):
        raise NotNow(f"失信行为满{BOUND.policy.repair_months}个月，改正以后才能申请修复。")
    said = must_say(words, "请写怎么改正的。", "/words")
    return advance(item, step, by=by, at=at, facts={"words": said})


@transaction.atomic
def answer_repair(item: CreditItem, *, is_granted: bool, words: str, by: Actor, at: datetime) -> Entry:
    """信用修复: granted, the entry is gone from the publication at once and counts no more."""
    step = ITEM_FLOW.take("repair" if is_granted else "refuse_repair", item, by=by)
    return _answered(item, step, words, by=by, at=at)


@transaction.atomic
def recount(agency: IntermediaryAgency, *, at: datetime) -> Entry | None:
    """The score by the published formula; a change is on record with what it was reckoned from, a new class is told."""
    found = score_of(agency.pk, on=local_day(at))
    if (found.value, found.credit_class.code) == (agency.score, agency.credit_class):
        return None
    step = AGENCY_FLOW.take("rate", agency, by=SYSTEM)
    is_new_class = found.credit_class.code != agency.credit_class
    facts = {
        "score": [agency.score, found.value],
        "class": [agency.credit_class, found.credit_class.code],
        "weighted": found.weighted,
        "weight": found.weight,
        "deducted": found.deducted,
        "reviews": found.reviews,
        "breaches": found.breaches,
        "formula": found.edition,
    }
    change = f"由{agency.credit_class}级变为{found.credit_class.code}级"
    text = f"您的信用等级{change}，信用分{found.words}。怎么算的，网上可以看；不对的可以申诉。"
    news = Parcel("message", f"party:{agency.party_id}", {"verb": "intermediary_rate", "text": text})
    changes: dict[str, Any] = {"score": found.value, "credit_class": found.credit_class.code, "rated_at": at}
    send = (news,) if is_new_class else ()
    return advance(agency, step, by=SYSTEM, at=at, facts=facts, changes=changes, send=send)


def _answered(item: CreditItem, step: Step, words: str, *, by: Actor, at: datetime) -> Entry:
    if by.staff_id is None or by.agency_id != item.agency.supervisor_id:
        raise NotYours("由中介机构的主管部门办理。")
    if by.staff_id == item.written_by_id:
        raise NotYours("写这条记录的人不能处理它的申诉和修复，请另一位审核岗办理。")
    said = must_say(words, "请写处理的事实和理由，机构会看到。", "/words")
    text = f"{step.label}：{said}"
    news = Parcel("message", f"party:{item.agency.party_id}", {"verb": f"credit_{step.verb}", "text": text[:300]})
    return advance(item, step, by=by, at=at, facts={"words": said}, changes={"answer": said}, send=(news,))


def _begun(made: CreditItem, step: Step, otherwise: str, *, by: Actor, at: datetime) -> CreditItem:
    facts = {
        "kind": made.kind,
        "agency": made.agency.code.hex,
        "need": made.need.number if made.need is not None else "",
        "marks": made.marks,
        "breach": made.breach,
    }
    try:
        with transaction.atomic():
            begin(made, step, by=by, at=at, facts=facts, send=(_told(made),))
    except IntegrityError as error:
        same = CreditItem.objects.filter(need=made.need, kind=made.kind, breach=made.breach)
        if made.need is not None and same.exists():
            raise NotNow(otherwise) from error
        raise
    return made


def _told(made: CreditItem) -> Parcel:
    text = f"您的信用档案记了一条{made.sort.label}。不对的，可以在“我的中介机构”申诉，申诉期间不计入、不公示。"
    return Parcel("message", f"party:{made.agency.party_id}", {"verb": "credit_record", "text": text})


def _own(item: CreditItem, by: Actor) -> None:
    if Role.APPLICANT not in by.roles or owner_of(by) != item.agency.party_id:
        raise NotYours("由中介机构自己申诉、申请修复。")
