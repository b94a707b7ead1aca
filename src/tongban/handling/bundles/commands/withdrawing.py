"""Withdrawing the whole (整件撤回): every case about which nothing is decided; what is decided stays. R-082."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.handling.bundles.models import BundleCase
from tongban.handling.bundles.queries.family import family_of
from tongban.handling.bundles.rules.states import Status
from tongban.handling.cases.commands import delivering
from tongban.handling.cases.commands.willing import SIGNED_PAPER
from tongban.handling.cases.rules.deferral import Way
from tongban.registers.documents.commands import copy_to

from .steps import take


@transaction.atomic
def withdraw(bundle: BundleCase, *, reason: str = "", paper: UUID | None = None, by: Actor, at: datetime) -> Entry:
    """整件撤回: each case that may still be withdrawn is, with its own notice; all or none.

    A window withdraws nothing by itself: `paper` is the scan of what the applicant signed, and goes to each case. The
    whole goes on while a decided case of it does.
    """
    step = take("withdraw", bundle, by=by)
    family = family_of(bundle)
    open_ones = [each for each in family.children if not family.branch(each.member).is_decided]
    if not open_ones:
        raise NotNow("各事项都已经有了决定，或者已经结束，不能整件撤回。")
    if by.is_staff and paper is None:
        said = "窗口不能替申请人撤回：请申请人在纸上签字，扫描上传一份。"
        raise Invalid(faults=[Fault("/paper", "missing", said)])
    for place, child in enumerate(open_ones):
        given = _proof(paper, is_first=place == 0, by=by, at=at)
        delivering.withdraw(child.case, reason=reason, given=given, by=by, at=at)
    goes_on = any(not each.is_over for each in family_of(bundle).branches)
    facts = {"cases": [each.case.number for each in open_ones]}
    to = Status.OPEN if goes_on else None
    changes = {} if goes_on else {"ended_at": at}
    return advance(bundle, step, by=by, at=at, to=to, facts=facts, changes=changes)


def _proof(paper: UUID | None, *, is_first: bool, by: Actor, at: datetime) -> dict[str, Any]:
    """The signed paper, for each case its own hold on it."""
    if paper is None:
        return {}
    key = paper if is_first else copy_to([paper], holder="", by=by, at=at)[0].pk
    return {"way": Way.PAPER, "materials": [{"requirement_code": SIGNED_PAPER, "file_ids": [str(key)]}]}
