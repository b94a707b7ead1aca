"""Drafting a bundle (编制一件事): begin, write, send to review, take back, give up."""

from datetime import datetime
from typing import Any

import msgspec
from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.registers.agencies.models import Agency
from tongban.registers.bundles.models import Bundle, BundleDraft, BundleEdition
from tongban.registers.bundles.queries.checking import refuse_errors
from tongban.registers.bundles.queries.drafts import may_edit
from tongban.registers.bundles.rules.content import Content, decode
from tongban.registers.bundles.rules.findings.members import is_key
from tongban.registers.bundles.rules.flow import FLOW
from tongban.registers.bundles.rules.states import OPEN, Operation, Status

LONGEST_REASON = 500
LONGEST_TITLE = 100


class IsOpen(NotNow):
    """There is an open draft of this bundle already (已有文稿): one edition is made at a time."""

    code = "draft_is_open"
    sentence = "这件一件事已经有一份文稿在编制，请在那份文稿上修改。"


@transaction.atomic
def start(
    code: str, *, lead: str = "", title: str = "", is_sample: bool = False, by: Actor, at: datetime
) -> BundleDraft:
    """起草: the next edition begins with the edition before, or empty for a bundle that is new.

    `lead` is the key of the lead body and `title` the name of a new bundle; an old one keeps its own.
    """
    bundle = Bundle.objects.select_related("lead").filter(code=code).first()
    base = _last(bundle)
    if bundle is None:
        bundle = _new_bundle(code, lead, title, is_sample=is_sample, by=by)
    _refuse_stranger(bundle, by)
    content = decode(base.content) if base is not None else Content(title=title.strip(), is_sample=is_sample)
    return _begun(bundle, base, Operation.OFFER, content, by=by, at=at)


@transaction.atomic
def start_withdrawal(code: str, *, reason: str, by: Actor, at: datetime) -> BundleDraft:
    """起草停办: an edition that takes the bundle out of use; it is reviewed by another person like any other."""
    bundle = Bundle.objects.select_related("lead").filter(code=code).first()
    base = _last(bundle)
    if bundle is None or base is None or base.operation == Operation.WITHDRAW:
        raise NotNow("没有在办的版本，不用停办。")
    _refuse_stranger(bundle, by)
    return _begun(bundle, base, Operation.WITHDRAW, decode(base.content), reason=_said(reason), by=by, at=at)


@transaction.atomic
def revise(draft: BundleDraft, *, content: Content, by: Actor, at: datetime) -> BundleDraft:
    """编制: the draft as a whole as it is now; what is not right yet is told as findings, not refused."""
    step = FLOW.take("edit", draft, by=by)
    _refuse_stranger(draft.bundle, by)
    if draft.operation == Operation.WITHDRAW:
        raise NotNow("停办的文稿不改内容。要改内容请作废这份文稿，重新起草。")
    changes: dict[str, Any] = {
        "content": msgspec.to_builtins(content),
        "title": content.title[:LONGEST_TITLE],
        "updated_at": at,
    }
    facts = {"members": [each.key for each in content.members], "shared": len(content.shared)}
    advance(draft, step, by=by, at=at, to=Status(draft.status), facts=facts, changes=changes)
    return draft


@transaction.atomic
def propose(draft: BundleDraft, *, reason: str, by: Actor, at: datetime) -> Entry:
    """送审: with the reason of the change; `Invalid` names every error that is left, circles with their members."""
    step = FLOW.take("propose", draft, by=by)
    _refuse_stranger(draft.bundle, by)
    refuse_errors(draft)
    said = _said(reason)
    changes = {"proposer_id": _staff(by), "updated_at": at, "returned_because": "", "reason": said}
    return advance(draft, step, by=by, at=at, facts={"reason": said}, changes=changes)


@transaction.atomic
def recall(draft: BundleDraft, *, by: Actor, at: datetime) -> Entry:
    """撤回修改: taken back before the reviewer decided."""
    step = FLOW.take("recall", draft, by=by)
    _refuse_stranger(draft.bundle, by)
    return advance(draft, step, by=by, at=at, changes={"proposer_id": None, "updated_at": at})


@transaction.atomic
def drop(draft: BundleDraft, *, reason: str, by: Actor, at: datetime) -> Entry:
    """作废: the draft is given up; the edition in force stays."""
    step = FLOW.take("drop", draft, by=by)
    _refuse_stranger(draft.bundle, by)
    return advance(draft, step, by=by, at=at, facts={"reason": _said(reason)}, changes={"updated_at": at})


def _new_bundle(code: str, lead: str, title: str, *, is_sample: bool, by: Actor) -> Bundle:
    agency = Agency.objects.filter(key=lead).first()
    faults = []
    if not is_key(code.replace("-", "_")):
        faults.append(Fault("/code", "code", "标识用小写字母、数字和连字符，以字母开头，例如newborn。"))
    if not title.strip() or len(title.strip()) > LONGEST_TITLE:
        faults.append(Fault("/title", "title", "请写明这件一件事叫什么，不超过100个字。"))
    if agency is None:
        faults.append(Fault("/lead", "lead", "请选择牵头部门。"))
    if faults or agency is None:
        raise Invalid(faults=faults)
    if not may_edit(by, agency.pk):
        raise NotYours("一件事由牵头部门或者市政务服务管理部门的事项编制岗起草。")
    return Bundle.objects.get_or_create(code=code, defaults={"lead": agency, "is_sample": is_sample})[0]


def _last(bundle: Bundle | None) -> BundleEdition | None:
    return bundle.editions.order_by("-number").first() if bundle is not None else None


def _begun(
    bundle: Bundle,
    base: BundleEdition | None,
    operation: Operation,
    content: Content,
    *,
    reason: str = "",
    by: Actor,
    at: datetime,
) -> BundleDraft:
    try:
        with transaction.atomic():
            draft = BundleDraft.objects.create(
                status=Status.DRAFT,
                bundle=bundle,
                base=base,
                operation=operation,
                title=content.title,
                content=msgspec.to_builtins(content),
                reason=reason,
                drafter_id=_staff(by),
                created_at=at,
                updated_at=at,
            )
    except IntegrityError as error:
        if BundleDraft.objects.filter(bundle=bundle, status__in=sorted(OPEN)).exists():
            raise IsOpen() from error
        raise
    facts = {"bundle": bundle.code, "operation": operation.value, "base": base.number if base is not None else 0}
    advance(draft, FLOW.take("edit", draft, by=by), by=by, at=at, to=Status.DRAFT, facts=facts)
    return draft


def _refuse_stranger(bundle: Bundle, by: Actor) -> None:
    """Bundles are drafted by their lead body, or by the body that runs the city's center."""
    if not may_edit(by, bundle.lead_id):
        raise NotYours("这件一件事由牵头部门或者市政务服务管理部门的事项编制岗起草，您的单位不能改。")


def _staff(by: Actor) -> int:
    if by.staff_id is None:
        raise NotYours("一件事由工作人员本人起草、送审和审核。")
    return by.staff_id


def _said(reason: str) -> str:
    said = reason.strip()
    if not said:
        raise Invalid(faults=[Fault("/reason", "blank", "请写明理由，审核的人和以后查的人都看得到。")])
    return said[:LONGEST_REASON]
