"""What follows when one of the cases goes on (跟着走): those behind a failure are told, the end is noted."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.ledger.commands import advance
from tongban.handling.bundles.models import BundleCase, BundleChild
from tongban.handling.bundles.queries.family import Family, family_of
from tongban.handling.bundles.rules.branches import Branch, names, told_of_failure
from tongban.handling.bundles.rules.states import Status
from tongban.handling.cases.commands.steps import message

from .delivering import hand_over
from .handing_on import hand_on
from .steps import take


@transaction.atomic
def follow(case_number: str, *, at: datetime) -> None:
    """Tell those who wait that a case in front failed, once; hand its result on to the forms behind it; send results
    out when all are made (一次发证); end the whole when all of its cases have (统一办结).

    Idempotent: what was told, filled, sent and ended stays as it is.
    """
    child = BundleChild.objects.filter(case__number=case_number).first()
    if child is None:
        return
    rows = BundleCase.objects.select_for_update(of=("self",)).select_related("edition")
    bundle = rows.get(pk=child.bundle_id)
    if bundle.state is not Status.OPEN:
        return
    family = family_of(bundle)
    own = family.branch(child.member)
    if own.has_failed and not BundleChild.objects.filter(pk=child.pk, told_failed_at__isnull=False).exists():
        _tell(family, own, at)
    hand_on(family, family.child(child.member), at=at)
    hand_over(family, child.member, at=at)
    if all(each.is_over for each in family.branches):
        step = take("end", bundle, by=SYSTEM)
        advance(bundle, step, by=SYSTEM, at=at, changes={"ended_at": at})


def _tell(family: Family, failed: Branch, at: datetime) -> None:
    """The applicant is told what stands still because of it; the departments behind read it on the whole's record."""
    BundleChild.objects.filter(pk=family.child(failed.key).pk).update(told_failed_at=at)
    behind = told_of_failure(failed.key, family.branches)
    if not behind:
        return
    bundle = family.bundle
    facts = {
        "failed": family.child(failed.key).case.number,
        "waiting": [family.child(each.key).case.number for each in behind],
    }
    text = (
        f"“{family.content.title}”里的“{failed.title}”没有办成，{names(behind)}要靠它，先不能准予；其他事项照常办。"
        f"您可以撤回在后的事项，或者补齐条件重新申请。一件事编号{bundle.number}，咨询12345。"
    )
    send = [message(bundle.applicant_id, bundle.number, "tell_waiting", text)]
    advance(bundle, take("tell_waiting", bundle, by=SYSTEM), by=SYSTEM, at=at, facts=facts, send=send)
