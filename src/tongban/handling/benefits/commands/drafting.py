"""Drafting a policy (编制政策): begin, write, send to review, take back, give up."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.handling.benefits.models import Policy, PolicyDraft, PolicyEdition
from tongban.handling.benefits.queries.policies import may_edit
from tongban.handling.benefits.rules.content import Content, decode, to_plain
from tongban.handling.benefits.rules.flow import DRAFTS
from tongban.handling.benefits.rules.states import OPEN, DraftStatus, Operation
from tongban.registers.agencies.models import Agency

from .checking import refuse_faults, refuse_stranger, said, staff_of
from .trying import void

LONGEST_TITLE = 100
LONGEST_CODE = 60


class PolicyDraftIsOpen(NotNow):
    """There is an open draft of this policy already (已有文稿)."""

    code = "draft_is_open"
    sentence = "这项政策已经有一份文稿在编制，请在那份文稿上修改。"


class NotSimulated(NotNow):
    """Nobody tried it out as it now stands (没有试算)."""

    code = "not_simulated"
    sentence = "请先试算一次：会影响多少人、有多少人还不能判断，审核的人要看。"


@transaction.atomic
def start(
    code: str, *, agency: str = "", title: str = "", is_sample: bool = False, by: Actor, at: datetime
) -> PolicyDraft:
    """起草: the next edition begins with the edition before, or empty for a policy that is new."""
    policy = Policy.objects.select_related("agency").filter(code=code).first()
    base = policy.editions.order_by("-number").first() if policy is not None else None
    if policy is None:
        policy = _new_policy(code, agency, title, is_sample=is_sample, by=by)
    refuse_stranger(policy, by)
    content = decode(base.content) if base is not None else Content(title=title.strip(), is_sample=is_sample)
    return _begun(policy, base, Operation.OFFER, content, by=by, at=at)


@transaction.atomic
def start_end(code: str, *, reason: str, by: Actor, at: datetime) -> PolicyDraft:
    """起草终止: an edition that ends the policy early; another person reviews it like any other."""
    policy = Policy.objects.select_related("agency").filter(code=code).first()
    base = policy.editions.order_by("-number").first() if policy is not None else None
    if policy is None or base is None or base.operation == Operation.END:
        raise NotNow("没有在执行的版本，不用终止。")
    refuse_stranger(policy, by)
    return _begun(policy, base, Operation.END, decode(base.content), reason=said(reason), by=by, at=at)


@transaction.atomic
def revise(draft: PolicyDraft, *, content: Content, by: Actor, at: datetime) -> PolicyDraft:
    """编制: the draft as a whole as it is now; what is not right yet is told when it is sent to review."""
    step = DRAFTS.take("edit", draft, by=by)
    refuse_stranger(draft.policy, by)
    if draft.operation == Operation.END:
        raise NotNow("终止的文稿不改内容。要改内容请作废这份文稿，重新起草。")
    changes: dict[str, Any] = {
        "content": to_plain(content),
        "title": content.title[:LONGEST_TITLE],
        "simulated": {},
        "updated_at": at,
    }
    void(draft, at=at)
    facts = {"clauses": len(content.clauses), "way": content.way.value}
    advance(draft, step, by=by, at=at, to=draft.state, facts=facts, changes=changes)
    return draft


@transaction.atomic
def propose(draft: PolicyDraft, *, reason: str, by: Actor, at: datetime) -> Entry:
    """送审: with the reason of the change; `Invalid` names all that is wrong, `NotSimulated` what is not done."""
    step = DRAFTS.take("propose", draft, by=by)
    refuse_stranger(draft.policy, by)
    refuse_faults(draft)
    if draft.operation == Operation.OFFER and not draft.simulated:
        raise NotSimulated()
    why = said(reason)
    changes = {"proposer_id": staff_of(by), "updated_at": at, "returned_because": "", "reason": why}
    return advance(draft, step, by=by, at=at, facts={"reason": why}, changes=changes)


@transaction.atomic
def recall(draft: PolicyDraft, *, by: Actor, at: datetime) -> Entry:
    """撤回修改: taken back before the reviewer decided."""
    step = DRAFTS.take("recall", draft, by=by)
    refuse_stranger(draft.policy, by)
    return advance(draft, step, by=by, at=at, changes={"proposer_id": None, "updated_at": at})


@transaction.atomic
def drop(draft: PolicyDraft, *, reason: str, by: Actor, at: datetime) -> Entry:
    """作废: the draft is given up; the edition in force stays."""
    step = DRAFTS.take("drop", draft, by=by)
    refuse_stranger(draft.policy, by)
    return advance(draft, step, by=by, at=at, facts={"reason": said(reason)}, changes={"updated_at": at})


def _new_policy(code: str, agency: str, title: str, *, is_sample: bool, by: Actor) -> Policy:
    body = Agency.objects.filter(key=agency).first()
    faults = []
    if not _is_code(code):
        faults.append(Fault("/code", "code", "标识用小写字母、数字和连字符，以字母开头，例如hire-graduates。"))
    if not title.strip() or len(title.strip()) > LONGEST_TITLE:
        faults.append(Fault("/title", "title", "请写明政策名称，不超过100个字。"))
    if body is None:
        faults.append(Fault("/agency", "agency", "请选择责任部门。"))
    if faults or body is None:
        raise Invalid(faults=faults)
    if not may_edit(by, body.pk):
        raise NotYours("政策由责任部门或者市政务服务管理部门的事项编制岗起草。")
    return Policy.objects.get_or_create(code=code, defaults={"agency": body, "is_sample": is_sample})[0]


def _is_code(code: str) -> bool:
    plain = code.replace("-", "")
    return bool(plain) and len(code) <= LONGEST_CODE and code[0].isalpha() and plain.isascii() and plain.isalnum()


def _begun(
    policy: Policy,
    base: PolicyEdition | None,
    operation: Operation,
    content: Content,
    *,
    reason: str = "",
    by: Actor,
    at: datetime,
) -> PolicyDraft:
    try:
        with transaction.atomic():
            draft = PolicyDraft.objects.create(
                status=DraftStatus.DRAFT,
                policy=policy,
                base=base,
                operation=operation,
                title=content.title,
                content=to_plain(content),
                reason=reason,
                drafter_id=staff_of(by),
                created_at=at,
                updated_at=at,
            )
    except IntegrityError as error:
        if PolicyDraft.objects.filter(policy=policy, status__in=sorted(OPEN)).exists():
            raise PolicyDraftIsOpen() from error
        raise
    facts = {"policy": policy.code, "operation": operation.value, "base": base.number if base is not None else 0}
    advance(draft, DRAFTS.take("edit", draft, by=by), by=by, at=at, to=DraftStatus.DRAFT, facts=facts)
    return draft
