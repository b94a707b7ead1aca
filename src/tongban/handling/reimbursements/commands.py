"""Settling medical costs (核定医疗费用): each invoice once, by the table, for all schemes. R-119."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import record
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.forms import lodged_form
from tongban.handling.cases.rules.states import UNDER_EXAMINATION

from .bound import BOUND
from .models import InvoiceUsed, Settlement
from .queries import scheme_of, settled_with
from .rules.reckoning import Invoice, Step, reckon
from .rules.table import AID, LEVELS, REFUND, Table

MOST = 50
LARGEST = 10_000_000_00


class AlreadyReimbursed(Declined):
    """An invoice is reimbursed once (同一张票据不重复报销): 医疗保障基金使用监督管理条例 第十七条."""

    code = "already_reimbursed"
    sentence = "有票据已经报销过，不能重复报销。"


@transaction.atomic
def settle(case: Case, *, invoices: Sequence[Invoice], by: Actor, at: datetime) -> tuple[Step, ...]:
    """核定: the invoices are taken, and each scheme of the application pays its part by the table.

    `AlreadyReimbursed` names the invoices that another case holds; the database decides between two at once. Settled
    again before the decision, the earlier settlement is replaced.
    """
    table, together = _allowed(case, by)
    assert by.staff_id is not None, "an examiner is one of the staff"
    _refuse_faulty(invoices)
    InvoiceUsed.objects.filter(case=case, released_at=None).update(released_at=at)
    _take(case, invoices, at)
    kind = str(lodged_form(together[AID]).get("aid_kind", "")) if AID in together else ""
    steps = reckon(table, invoices, schemes=together.keys(), kind=kind)
    ids = [each.pk for each in together.values()]
    Settlement.objects.filter(case__in=ids, replaced_at=None).update(replaced_at=at)
    Settlement.objects.bulk_create(
        Settlement(
            case=together[each.scheme],
            scheme=each.scheme,
            amount=each.amount,
            working=each.working[:500],
            table_digest=table.digest,
            kind=kind if each.scheme == AID else "",
            settled_by_id=by.staff_id,
            settled_at=at,
        )
        for each in steps
    )
    facts = {"invoices": len(invoices), "table": table.digest, "amounts": {each.scheme: each.amount for each in steps}}
    record(f"reimbursement:{case.number}", "settle", by=by, at=at, facts=facts)
    return steps


def release(case: Case, *, at: datetime) -> int:
    """The case ended without a payment: its invoices may be used again, and nothing is settled; idempotent."""
    mine = Q(case=case)
    if scheme_of(case) == REFUND and case.bundle_number:  # what others pay was reckoned of what this one left
        mine |= Q(case__bundle_number=case.bundle_number)
    Settlement.objects.filter(mine, replaced_at=None).update(replaced_at=at)
    return InvoiceUsed.objects.filter(case=case, released_at=None).update(released_at=at)


def _allowed(case: Case, by: Actor) -> tuple[Table, Mapping[str, Case]]:
    if Role.EXAMINER not in by.roles or by.agency_id != case.agency_id or by.staff_id is None:
        raise NotYours("医疗费用由医保部门的承办岗核定。")
    together = settled_with(case)
    if BOUND.table is None or not together:
        raise NotNow("这一件不按票据核定费用。")
    if case.state not in UNDER_EXAMINATION:
        raise NotNow("受理以后、决定以前才能核定。")
    return BOUND.table, together


def _refuse_faulty(invoices: Sequence[Invoice]) -> None:
    faults = []
    if not 1 <= len(invoices) <= MOST:
        faults.append(Fault("/invoices", "count", f"一次核定1到{MOST}张票据。"))
    seen: set[tuple[str, str]] = set()
    for place, each in enumerate(invoices, 1):
        if not (each.issuer.isalnum() and each.number.isalnum() and len(each.issuer) <= 20 and len(each.number) <= 30):
            faults.append(Fault("/invoices", "number", f"第{place}张：票据代码和号码照票据写，只有数字和字母。"))
        if each.level not in LEVELS:
            faults.append(Fault("/invoices", "level", f"第{place}张：医院等级写一级、二级或者三级。"))
        if not 0 < each.total <= LARGEST or not 0 <= each.eligible <= each.total:
            faults.append(Fault("/invoices", "amount", f"第{place}张：目录内金额不能超过总金额，总金额要大于0。"))
        if (each.issuer, each.number) in seen:
            faults.append(Fault("/invoices", "twice", f"第{place}张和前面的是同一张票据。"))
        seen.add((each.issuer, each.number))
    if faults:
        raise Invalid(faults=faults)


def _take(case: Case, invoices: Sequence[Invoice], at: datetime) -> None:
    wanted = [
        InvoiceUsed(
            case=case,
            issuer=each.issuer,
            number=each.number,
            level=each.level,
            total=each.total,
            eligible=each.eligible,
            taken_at=at,
        )
        for each in invoices
    ]
    try:
        with transaction.atomic():
            InvoiceUsed.objects.bulk_create(wanted)
    except IntegrityError as error:
        numbers = {each.number for each in invoices}
        held = InvoiceUsed.objects.filter(number__in=numbers, released_at=None).select_related("case")
        mine = {(each.issuer, each.number) for each in invoices}
        told = "、".join(
            f"{each.number}（办件{each.case.number}）" for each in held if (each.issuer, each.number) in mine
        )
        raise AlreadyReimbursed(f"这些票据已经报销过，不能重复报销：{told}。请核对，或者去掉。") from error
