"""What a draft would promise (承诺书草稿): the text as it reads now, for the page and for the signature."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tongban.handling.cases.models import Draft
from tongban.handling.cases.promises import is_offered, suspended
from tongban.handling.cases.rules.applications import SignedOnline
from tongban.handling.cases.rules.promising import PromiseText, is_worth_promising, promise_text
from tongban.registers.catalog.checklist import judge_materials, spared_codes
from tongban.registers.catalog.content import MaterialRequirement, Option
from tongban.registers.catalog.kinds import Necessity

from .drafts import fitting_answers, given_in
from .standing import standing


def promise_of(draft: Draft, *, on: date) -> PromiseText | None:
    """The text that this draft's applicant would sign; None where nothing may, or need, be promised (R-143, R-147)."""
    found = standing(draft, on=on).guide
    if not is_offered(found, on=on) or suspended(found, on=on) is not None:
        return None
    replaced = _replaced(draft, found.option, fitting_answers(found.option, draft.answers))
    return promise_text(found, replaced) if is_worth_promising(found.option, replaced) else None


def signed_online(draft: Draft) -> SignedOnline | None:
    """The promise that the applicant signed on the web for this draft, if they did."""
    if not draft.accepts_commitment or not draft.commitment_hash:
        return None
    whose = f"account:{draft.account_id}" if draft.account_id is not None else f"party:{draft.owner_id}"
    return SignedOnline(draft.commitment_hash, whose)


def is_committable(option: Option, asked: MaterialRequirement) -> bool:
    """May a promise stand for this material: the matter offers it, and the list names it so?"""
    by_promise = asked.spared_by is not None and asked.spared_by.way == "commitment"
    return option.commitment.is_offered and (asked.necessity is Necessity.COMMITTABLE or by_promise)


def _replaced(draft: Draft, option: Option, answers: Mapping[str, Any]) -> tuple[str, ...]:
    given = [each.as_given() for each in given_in(draft) if option.material(each.requirement_code)]
    spared = spared_codes(option, answers)
    return judge_materials(option, answers, given, commitment_accepted=True, spared=spared).committed
