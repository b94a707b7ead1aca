"""One delivery (一次发证): results go together; alone where their limit comes or the applicant wants it. R-117."""

from datetime import date, datetime

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import NotNow
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.handling.bundles.models import BundleCase, BundleChild
from tongban.handling.bundles.queries.family import Family, family_of
from tongban.handling.bundles.rules.branches import names
from tongban.handling.bundles.rules.delivering import is_ready, sent_with
from tongban.handling.cases.commands import delivering as handing_out
from tongban.handling.cases.commands.steps import message
from tongban.handling.cases.rules.states import Status as CaseStatus

from .steps import take

TO_HAND_OUT = frozenset({CaseStatus.ISSUED, CaseStatus.REFUSED})


@transaction.atomic
def send_singly(bundle: BundleCase, *, by: Actor, at: datetime) -> Entry:
    """分别送达: the applicant does not wait; from now on every result is sent when it is made.

    `NotNow` where results are sent one by one anyway, or nothing is left to be sent.
    """
    step = take("send_singly", bundle, by=by)
    family = family_of(bundle)
    if not may_send_singly(family):
        raise NotNow("这件一件事的结果本来就是办好一项送一项，或者已经没有要等的了。")
    return advance(bundle, step, by=by, at=at, changes={"singly_since": at})


def may_send_singly(family: Family) -> bool:
    """Is there a result that would be sent sooner?"""
    undelivered = [each for each in family.branches if not each.is_over]
    return family.is_sent_together and len(undelivered) > 1 and not all(is_ready(each) for each in family.branches)


def hand_over(family: Family, last: str, *, at: datetime) -> Entry | None:
    """结果齐了: with this member nothing more is to come, and the results that waited go out; once.

    None while any is to come, or where none waited.
    """
    bundle = family.bundle
    made = [each for each in family.branches if each.is_made and each.status is CaseStatus.ISSUED]
    is_due = family.is_sent_together and bundle.gathered_at is None and any(each.key != last for each in made)
    if not is_due or not all(is_ready(each) for each in family.branches):
        return None
    text = (
        f"“{family.content.title}”能办的都办好了：{names(made)}。一次就能拿齐：按您选的方式送达，或者带身份证到出件窗口。"
        f"一件事编号{bundle.number}，咨询12345。"
    )
    step = take("hand_over", bundle, by=SYSTEM)
    facts = {"cases": [family.child(each.key).case.number for each in made]}
    send = [message(bundle.applicant_id, bundle.number, step.verb, text)]
    return advance(bundle, step, by=SYSTEM, at=at, facts=facts, changes={"gathered_at": at}, send=send)


@transaction.atomic
def send(bundle: BundleCase, *, way: str, tracking: str = "", by: Actor, at: datetime) -> Entry:
    """一次送达: every result and decision that waits at the issuing window, one way and one number of the post for all.

    What still waits for others stays, `SentTogether` when that is all there is; what lacks materials refuses all.
    """
    step = take("send", bundle, by=by)
    family, today = family_of(bundle), local_day(at)
    found = _to_hand_out(family)
    ready = [each for each in found if not family.kept_for(each.member, on=today)] or found
    for child in ready:
        handing_out.serve(child.case, way=way, tracking=tracking, by=by, at=at)
    facts = {"cases": [each.case.number for each in ready], "way": way}
    return advance(bundle, step, by=by, at=at, facts=facts)


@transaction.atomic
def collect(bundle: BundleCase, *, name: str, id_number: str, by: Actor, at: datetime) -> Entry:
    """窗口一次领取: one look at the identity, and everything that is made goes along, what is made early too."""
    step = take("collect", bundle, by=by)
    ready = _to_hand_out(family_of(bundle))
    given = {"collector_name": name, "collector_id_number": id_number}
    for child in ready:
        handing_out.collect(child.case, given=given, by=by, at=at)
    return advance(bundle, step, by=by, at=at, facts={"cases": [each.case.number for each in ready]})


def _to_hand_out(family: Family) -> list[BundleChild]:
    found = [each for each in family.children if each.case.state in TO_HAND_OUT and each.case.revoked_at is None]
    if not found:
        raise NotNow("还没有可以交付的结果：各事项还没有制证，或者已经交付。")
    return found


@transaction.atomic
def let_go(bundle: BundleCase, *, at: datetime) -> Entry | None:
    """先送达: results whose own limit comes near wait for nobody any longer; the applicant is told for whom they did.

    None while no limit is near.
    """
    family, today = family_of(bundle), local_day(at)
    near = [each for each in family.children if is_near(family, each, today)]
    if not near:
        return None
    going = [family.branch(each.member) for each in near]
    others = sent_with(going[0], [each for each in family.branches if each not in going])
    text = (
        f"“{family.content.title}”里的{names(going)}早已办好，为了和{names(others)}一起给您等到现在。"
        f"依法要在期限内送达，先给您这一项，其余的办好再送。一件事编号{bundle.number}，咨询12345。"
    )
    step = take("let_go", bundle, by=SYSTEM)
    facts = {"cases": [each.case.number for each in near], "awaited": [each.key for each in others]}
    send = [message(bundle.applicant_id, bundle.number, step.verb, text)]
    BundleChild.objects.filter(pk__in=[each.pk for each in near]).update(let_go_at=at)
    return advance(bundle, step, by=SYSTEM, at=at, facts=facts, send=send)


def is_near(family: Family, child: BundleChild, today: date) -> bool:
    """Was it made, does it wait for others, and has its day come?"""
    last = family.let_go_on(child.member)
    is_waiting = family.is_sent_together and child.let_go_at is None and child.case.state is CaseStatus.ISSUED
    if not is_waiting or last is None or today < last:
        return False
    return bool(sent_with(family.branch(child.member), family.branches))
