"""Handing over for payment (交付兑付): one file for what is granted and not paid out yet, each grant in one file."""

from datetime import datetime

from django.db import transaction
from django.db.models import Sum

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import NotNow, NotYours
from tongban.foundation.ledger.commands import advance, record_reads
from tongban.handling.benefits.models import BenefitGrant, PaymentBatch, Policy
from tongban.handling.benefits.queries.grants import visible_to
from tongban.handling.benefits.rules.flow import GRANTS
from tongban.handling.benefits.rules.states import GrantStatus
from tongban.registers.parties.rules import Field
from tongban.registers.parties.sealed import open_field

PURPOSE = "政策资金兑付"
MOST = 500
Line = tuple[str, str, str, str, str]


@transaction.atomic
def pay_out(policy_code: str, *, by: Actor, at: datetime) -> PaymentBatch:
    """交付兑付: everything of a policy that is granted with money and in no file yet, five hundred at most."""
    policy = Policy.objects.select_for_update().filter(code=policy_code).first()
    if by.staff_id is None or policy is None or policy.agency_id != by.agency_id:
        raise NotYours("兑付文件由责任部门的承办人交付。")
    rows = visible_to(by).filter(policy=policy, status=GrantStatus.GRANTED, amount__gt=0).order_by("pk")
    grants = list(rows[:MOST])
    if not grants:
        raise NotNow("没有要兑付的：都已经交付，或者不用给钱。")
    steps = [GRANTS.take("pay_out", each, by=by) for each in grants]
    total = rows.filter(pk__lte=grants[-1].pk).aggregate(total=Sum("amount"))["total"]
    batch = PaymentBatch.objects.create(
        agency_id=policy.agency_id,
        policy=policy,
        made_by_id=by.staff_id,
        made_at=at,
        count=len(grants),
        total=total,
    )
    for each, step in zip(grants, steps, strict=True):
        advance(each, step, by=by, at=at, facts={"batch": batch.pk}, changes={"batch_id": batch.pk})
    return batch


def lines(batch: PaymentBatch, *, by: Actor, at: datetime) -> list[Line]:
    """The lines of the file: number, name, paper, its number, yuan; that they were read is on record before.

    A grant that was revoked after it was handed over stands no longer in a new copy.
    """
    grants = list(
        BenefitGrant.objects.filter(batch=batch, status=GrantStatus.PAID_OUT).select_related("party").order_by("pk")
    )
    seen = [(f"party:{each.party_id}", each.chain) for each in grants]
    record_reads(seen, by=by, at=at, purpose=PURPOSE, fields=["name", Field.ID_NUMBER.value])
    return [
        (
            each.number,
            each.party.name,
            each.party.get_id_kind_display(),
            open_field(each.party, Field.ID_NUMBER),
            f"{each.amount:.2f}",
        )
        for each in grants
    ]
