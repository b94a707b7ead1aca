"""A breach on record and its repair (信用记录、信用修复): put on record, asked to be lifted, reviewed; R-146."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import NotNow, NotYours
from tongban.foundation.kernel.flow import Step
from tongban.foundation.ledger.commands import Parcel, advance
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import Limit, Unit, describe, due
from tongban.handling.cases.commands.steps import message
from tongban.handling.cases.rules.grounds import need_text
from tongban.oversight.regulation.bound import BOUND
from tongban.oversight.regulation.models import CommitmentCheck, CreditRecord
from tongban.oversight.regulation.queries import repair_words
from tongban.oversight.regulation.rules.flow import CREDIT_FLOW
from tongban.oversight.regulation.rules.states import CreditStatus
from tongban.registers.catalog.queries import guide_of
from tongban.registers.parties.merging import Merger, Moved


class TooEarly(NotNow):
    """A breach stays on record for a while before it may be repaired (未到修复期)."""

    code = "too_early"


@transaction.atomic
def bar(check: CommitmentCheck, *, at: datetime) -> CreditRecord:
    """记入信用记录: for a false promise, with its end and the day from which it may be repaired."""
    table, began_on = BOUND.table, local_day(at)
    name = guide_of(check.case.option_version_id).name
    record = CreditRecord.objects.create(
        party_id=check.case.applicant_id,
        check_of=check,
        agency_id=check.agency_id,
        status=CreditStatus.IN_FORCE,
        reason=f"“{name}”的承诺不实，决定被撤销",
        began_on=began_on,
        ends_on=due(at, Limit(table.barred_months, Unit.MONTH), calendar=calendar()).due_on,
        repair_from=began_on + timedelta(days=table.repair_after_days),
    )
    text = f"因承诺不实，暂时不能选择告知承诺和容缺受理。{repair_words(record)}。"
    facts = {"case": check.case.number, "ends_on": record.ends_on.isoformat()}
    advance(record, CREDIT_FLOW.steps["bar"], by=SYSTEM, at=at, facts=facts, send=_told(record, "bar", text))
    return record


@transaction.atomic
def ask_repair(record: CreditRecord, *, evidence: str, by: Actor, at: datetime) -> CreditRecord:
    """申请信用修复: by the person themselves, from the day on which it is possible."""
    step = CREDIT_FLOW.take("ask_repair", record, by=by)
    if record.party_id != (by.acting_for or by.party_id):
        raise NotYours("只能修复自己的信用记录。")
    refuse_early(record, on=local_day(at))
    words = need_text({"evidence": evidence}, "evidence", "请写明您怎么纠正的。", at_least=5, at_most=2000)
    advance(record, step, by=by, at=at, changes={"evidence": words, "answer": ""})
    return record


@transaction.atomic
def refuse_repair(record: CreditRecord, *, reason: str, by: Actor, at: datetime) -> CreditRecord:
    """不予修复: with the reason; one may ask again."""
    return _answered(record, "refuse_repair", reason, "信用修复申请没有通过", {}, by=by, at=at)


@transaction.atomic
def lift(record: CreditRecord, *, reason: str, by: Actor, at: datetime) -> CreditRecord:
    """同意修复: from this moment one may promise and defer again."""
    changes = {"lifted_on": local_day(at)}
    return _answered(record, "lift", reason, "信用修复通过，可以重新选择告知承诺和容缺受理", changes, by=by, at=at)


def refuse_early(record: CreditRecord, *, on: date) -> None:
    if on < record.repair_from:
        raise TooEarly(f"从{describe(record.repair_from)}起可以申请信用修复，请到时再申请。")


def move_to_kept(merger: Merger) -> Moved:
    """A breach follows its person (合并重复登记)."""
    return {"credit": CreditRecord.objects.filter(party_id=merger.drop).update(party_id=merger.keep)}


def _answered(
    record: CreditRecord,
    verb: str,
    reason: str,
    text: str,
    changes: Mapping[str, object],
    *,
    by: Actor,
    at: datetime,
) -> CreditRecord:
    step: Step = CREDIT_FLOW.take(verb, record, by=by)
    if Role.SUPERVISOR not in by.roles and by.agency_id != record.agency_id:
        raise NotYours("这条信用记录由别的部门审核。")
    words = need_text({"reason": reason}, "reason", "请写明审核意见，当事人会看到。", at_least=2)
    columns = {**changes, "answer": words}
    send = _told(record, verb, f"{text}：{words}")
    advance(record, step, by=by, at=at, facts={"reason": words}, changes=columns, send=send)
    return record


def _told(record: CreditRecord, verb: str, text: str) -> tuple[Parcel, ...]:
    number = record.check_of.case.number
    return (message(record.party_id, number, verb, f"{text.rstrip('。')}。咨询12345。"),)
