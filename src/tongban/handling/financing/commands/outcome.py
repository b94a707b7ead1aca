"""What a bank says came of it (对接、授信、放款、未成): each with what it must say; a score only with its reasons."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow
from tongban.foundation.ledger.commands import Parcel, advance
from tongban.handling.financing.models import Match
from tongban.handling.financing.rules.flow import MATCH_FLOW
from tongban.handling.financing.rules.offering import MOST_FEN, MOST_RATE
from tongban.handling.financing.rules.scoring import explained
from tongban.handling.financing.rules.states import Cause, NeedStatus

from .banking import refuse_other_bank
from .needing import refuse_stranger

LONGEST = 300


@transaction.atomic
def contact(match: Match, *, by: Actor, at: datetime) -> None:
    """已对接."""
    _move(match, "contact", {}, "银行已经和您对接", by=by, at=at)


@transaction.atomic
def credit(match: Match, *, amount: int | None, rate: int | None, by: Actor, at: datetime) -> None:
    """已授信: how much in fen, at which yearly rate in hundredths of a percent, within what the product offers."""
    faults = []
    if amount is None or not 0 < amount <= MOST_FEN:
        faults.append(Fault("/amount", "amount", "请写授信多少元，例如 200000。"))
    elif amount > match.product.most:
        faults.append(Fault("/amount", "above", "授信超过了产品公布的最高额度。"))
    if rate is None or not 0 <= rate <= MOST_RATE:
        faults.append(Fault("/rate", "rate", "请写年利率，例如 3.85。"))
    elif rate > match.product.rate_to:
        faults.append(Fault("/rate", "above", "利率超过了产品公布的最高利率。"))
    if faults:
        raise Invalid(faults=faults)
    _move(match, "credit", {"credited": amount, "credited_rate": rate}, "银行已经给您授信", by=by, at=at)


@transaction.atomic
def lend(match: Match, *, amount: int | None, by: Actor, at: datetime) -> None:
    """已放款: how much in fen, no more than was credited."""
    if amount is None or not 0 < amount <= (match.credited or MOST_FEN):
        raise Invalid(faults=[Fault("/amount", "amount", "请写放款多少元，不超过授信的金额。")])
    _move(match, "lend", {"lent": amount, "ended_at": at}, "银行已经放款", by=by, at=at)


@transaction.atomic
def fail(match: Match, *, cause: str, words: str, by: Actor, at: datetime) -> None:
    """没有办成: a cause that is counted, and what the applicant can do, in words."""
    said = words.strip()
    faults = []
    if cause not in set(Cause):
        faults.append(Fault("/cause", "choice", "请选没有办成的原因。"))
    if not said or len(said) > LONGEST:
        faults.append(Fault("/words", "words", f"请给申请人写明差在哪里、可以怎么办，不超过{LONGEST}个字。"))
    if faults:
        raise Invalid(faults=faults)
    _move(match, "fail", {"cause": cause, "words": said, "ended_at": at}, "这次没有办成", by=by, at=at)


@transaction.atomic
def give_score(
    match: Match, *, points: int, out_of: int, factors: Sequence[str], contact: str, by: Actor, at: datetime
) -> None:
    """登记评分和说明: the bank's own score; without what it was made of and who looks again it is not taken (R-162)."""
    made = explained(points, out_of, factors=factors, contact=contact)
    changes = {
        "score": made.points,
        "score_out_of": made.out_of,
        "score_factors": list(made.factors),
        "score_contact": made.contact,
    }
    _move(match, "score", changes, "银行给了评分，写明了怎么来的", by=by, at=at)


@transaction.atomic
def object_to(match: Match, *, reason: str, by: Actor, at: datetime) -> None:
    """要求人工复核: nobody has to take a decision that only a machine made (个人信息保护法 第二十四条第三款)."""
    step = MATCH_FLOW.take("object", match, by=by)
    refuse_stranger(match.need, by)
    words = reason.strip()
    if not words or len(words) > LONGEST:
        raise Invalid(faults=[Fault("/reason", "required", f"请写哪里不对，不超过{LONGEST}个字。")])
    if match.objection:
        raise NotNow("您已经要求过人工复核，银行会答复您。")
    text = "有一位申请人不服评分或者结果，要求人工复核。"
    send = (Parcel("message", f"party:{match.bank.party_id}", {"verb": "financing_object", "text": text}),)
    advance(match, step, by=by, at=at, changes={"objection": words}, send=send)


def _move(match: Match, verb: str, changes: Mapping[str, Any], said: str, *, by: Actor, at: datetime) -> None:
    step = MATCH_FLOW.take(verb, match, by=by)
    refuse_other_bank(match.bank, by)
    if match.need.state is not NeedStatus.OPEN and verb != "fail":
        raise NotNow("申请人已经收回需求，或者需求已经到期。")
    text = f"“{match.product.name}”：{said}。到“我的融资需求”看详情。"
    send = (Parcel("message", f"party:{match.need.party_id}", {"verb": f"financing_{verb}", "text": text}),)
    facts = {name: changes[name] for name in ("credited", "credited_rate", "lent", "cause") if name in changes}
    advance(match, step, by=by, at=at, changes=changes, facts=facts, send=send)
