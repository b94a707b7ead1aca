"""Granting (免申即享、一键确认): confirmed by the party or listed by a round, checked, decided by another, revoked."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import Parcel, advance, begin, record_reads
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import add_workdays, describe
from tongban.handling.benefits.models import BenefitGrant, PolicyEdition
from tongban.handling.benefits.queries.facts import facts_of
from tongban.handling.benefits.queries.grants import holds_period
from tongban.handling.benefits.queries.matching import match_of
from tongban.handling.benefits.queries.policies import content_of, in_force, vocabulary
from tongban.handling.benefits.rules import saying
from tongban.handling.benefits.rules.flow import GRANTS
from tongban.handling.benefits.rules.matching import Match, Verdict, explain, period_of, period_words
from tongban.handling.benefits.rules.states import Opinion, Origin, Way

from .choosing import whose
from .matching import made

PURPOSE = "核对政策享受条件"
LONGEST = 500
LONGEST_OBJECTION = 1000


class HadAlready(NotNow):
    """One has it once for a period (同一周期只享受一次)."""

    code = "had_already"


class DoesNotFit(Declined):
    """The facts on record do not say that the conditions are met (条件不符)."""

    code = "does_not_fit"


class OneHand(NotYours):
    """Who checked does not decide (核对与决定分开)."""

    code = "same_person"
    sentence = "核对的人不能自己决定，请批准岗的另一位办理。"


@transaction.atomic
def confirm(code: str, *, by: Actor, at: datetime) -> BenefitGrant:
    """一键确认: for oneself or one's enterprise; again for the same period it is the one that runs.

    `DoesNotFit` names the conditions that are not met and what is not known; an opted-out party may ask all the same.
    """
    party, on = whose(by), local_day(at)
    edition = in_force(on).filter(policy__code=code, audience=party.kind).first()
    if edition is None or edition.way == Way.APPLIED:
        raise NotNow("这项政策现在不能在这里确认：可能已经到期，或者要按事项申请。")
    content = content_of(edition)
    period = period_of(content.every, on)
    before = holds_period(edition.policy_id, party.pk, period)
    if before is not None:
        raise HadAlready(
            f"您{period_words(period)}的这项政策已经在办或者已经享受（{before.state.label}），不用再确认。"
        )
    _refuse_unfit(match_of(party.pk, content, on=on))
    reasons = saying.reasons_of(content, vocabulary())
    grant = made(edition, content, party.pk, reasons, origin=Origin.CONFIRMED, at=at)
    facts = {"edition": edition.number, "period": period, "why": reasons}
    try:
        with transaction.atomic():
            begin(grant, GRANTS.take("confirm", _new(edition), by=by), by=by, at=at, facts=facts)
    except IntegrityError as error:
        if holds_period(edition.policy_id, party.pk, period) is None:
            raise
        raise HadAlready("这项政策刚刚已经确认过了。") from error
    return grant


@transaction.atomic
def check_all(grants: Sequence[BenefitGrant], *, opinion: str, words: str = "", by: Actor, at: datetime) -> list[Entry]:
    """核对: an opinion on each by a person; what no longer fits by the registers cannot be found fitting.

    The facts are looked at again, on record (one statement of looks and at most five of facts for each edition).
    """
    steps = [GRANTS.take("check", each, by=by) for each in grants]
    if opinion not in set(Opinion):
        raise Invalid(faults=[Fault("/opinion", "choice", "请选符合，还是不符合。")])
    said = words.replace("\x00", "").strip()[:LONGEST]
    if opinion == Opinion.FITS_NOT and not said:
        raise Invalid(faults=[Fault("/words", "blank", "不符合的，请写明哪一条不符合。")])
    if opinion == Opinion.FITS:
        _refuse_unfit_now(grants, by=by, at=at)
    changes = {"checker_id": _hand(by), "opinion": Opinion(opinion), "words": said}
    facts = {"opinion": opinion, "words": said}
    return [
        advance(each, step, by=by, at=at, facts=facts, changes=changes)
        for each, step in zip(grants, steps, strict=True)
    ]


def check(grant: BenefitGrant, *, opinion: str, words: str = "", by: Actor, at: datetime) -> Entry:
    """核对 one."""
    return check_all([grant], opinion=opinion, words=words, by=by, at=at)[0]


@transaction.atomic
def send_back(grant: BenefitGrant, *, reason: str, by: Actor, at: datetime) -> Entry:
    """退回重核: with the reason, which the examiner reads."""
    step, why = GRANTS.take("return", grant, by=by), _need(reason)
    changes = {"checker_id": None, "opinion": "", "reason": why}
    return advance(grant, step, by=by, at=at, facts={"reason": why}, changes=changes)


@transaction.atomic
def decide_all(grants: Sequence[BenefitGrant], *, by: Actor, at: datetime) -> list[Entry]:
    """决定给予 by a second person; where the edition says so it is put before the public first (公示)."""
    needs = [content_of(each.edition).notice_days for each in grants]
    steps = [GRANTS.take("publish" if days else "grant", each, by=by) for each, days in zip(grants, needs, strict=True)]
    for each in grants:
        if _hand(by) == each.checker_id:
            raise OneHand()
        if each.opinion != Opinion.FITS:
            raise NotNow("核对意见是“不符合”。请退回重核，或者决定不予享受。")
    _refuse_unfit_now(grants, by=by, at=at)
    return [_decided(each, step, days, by=by, at=at) for each, step, days in zip(grants, steps, needs, strict=True)]


def decide(grant: BenefitGrant, *, by: Actor, at: datetime) -> Entry:
    """决定给予 one."""
    return decide_all([grant], by=by, at=at)[0]


@transaction.atomic
def refuse(grant: BenefitGrant, *, reason: str, by: Actor, at: datetime) -> Entry:
    """不予享受: the person is told why; another person than who checked, and an upheld objection too."""
    step, why = GRANTS.take("refuse", grant, by=by), _need(reason)
    if _hand(by) == grant.checker_id:
        raise OneHand()
    changes = {"decider_id": by.staff_id, "reason": why, "ended_at": at}
    words = saying.refused(content_of(grant.edition), why)
    return advance(
        grant, step, by=by, at=at, facts={"reason": why}, changes=changes, send=_news(grant, "refuse", words)
    )


@transaction.atomic
def object_to(grant: BenefitGrant, *, words: str, by: Actor, at: datetime) -> Entry:
    """提出异议: by anybody who is signed in, while it is in public; the body has to settle it first."""
    step = GRANTS.take("object", grant, by=by)
    if grant.public_until is None or local_day(at) > grant.public_until:
        raise NotNow("公示已经结束。有意见请打责任部门电话，或者拨打12345。")
    said = words.replace("\x00", "").strip()
    if not said or len(said) > LONGEST_OBJECTION:
        raise Invalid(faults=[Fault("/words", "blank", f"请写明有什么异议，不超过{LONGEST_OBJECTION}个字。")])
    return advance(grant, step, by=by, at=at, facts={"words": said}, changes={"objection": said})


@transaction.atomic
def dismiss(grant: BenefitGrant, *, reason: str, by: Actor, at: datetime) -> Entry:
    """异议不成立: with the reason; the public time runs on."""
    step, why = GRANTS.take("dismiss", grant, by=by), _need(reason)
    return advance(grant, step, by=by, at=at, facts={"reason": why}, changes={"reason": why})


@transaction.atomic
def conclude(grant: BenefitGrant, *, at: datetime) -> Entry:
    """公示期满，给予: what two people decided takes effect when nobody objected; `NotNow` before that."""
    step = GRANTS.take("conclude", grant, by=SYSTEM)
    if grant.public_until is None or local_day(at) <= grant.public_until:
        raise NotNow("公示还没有结束。")
    words = saying.granted(content_of(grant.edition), grant.period, grant.reasons)
    return advance(grant, step, by=SYSTEM, at=at, changes={"granted_at": at}, send=_news(grant, "grant", words))


@transaction.atomic
def give_up(grant: BenefitGrant, *, by: Actor, at: datetime) -> Entry:
    """放弃享受: nobody has to take a benefit; it can be confirmed again later."""
    step = GRANTS.take("give_up", grant, by=by)
    if whose(by).pk != grant.party_id:
        raise NotYours("只有本人可以放弃。")
    return advance(grant, step, by=by, at=at, changes={"ended_at": at})


@transaction.atomic
def revoke(grant: BenefitGrant, *, reason: str, by: Actor, at: datetime) -> Entry:
    """撤销: it should not have been given; told with the reason. The period stays taken."""
    step, why = GRANTS.take("revoke", grant, by=by), _need(reason)
    words = saying.revoked(content_of(grant.edition), why)
    changes = {"reason": why, "ended_at": at}
    return advance(
        grant, step, by=by, at=at, facts={"reason": why}, changes=changes, send=_news(grant, "revoke", words)
    )


def _decided(grant: BenefitGrant, step: Any, days: int, *, by: Actor, at: datetime) -> Entry:
    content, changes = content_of(grant.edition), dict[str, Any](decider_id=by.staff_id)
    if days:
        until = add_workdays(local_day(at), days, calendar=calendar())
        changes["public_until"] = until
        words, facts = saying.made_public(content, describe(until)), {"public_until": until.isoformat()}
        return advance(grant, step, by=by, at=at, facts=facts, changes=changes, send=_news(grant, "publish", words))
    changes["granted_at"] = at
    words = saying.granted(content, grant.period, grant.reasons)
    facts = {"amount": str(grant.amount)}
    return advance(grant, step, by=by, at=at, facts=facts, changes=changes, send=_news(grant, "grant", words))


def _refuse_unfit_now(grants: Sequence[BenefitGrant], *, by: Actor, at: datetime) -> None:
    """`DoesNotFit` with the numbers of those that the registers no longer bear out."""
    of_edition: dict[int, list[BenefitGrant]] = defaultdict(list)
    for each in grants:
        of_edition[each.edition_id].append(each)
    known, wrong = vocabulary(), []
    for found in of_edition.values():
        content = content_of(found[0].edition)
        seen = [(f"party:{each.party_id}", each.chain) for each in found]
        fields = sorted(known.kinds[name].label for name in content.names)
        record_reads(seen, by=by, at=at, purpose=PURPOSE, fields=fields)
        facts = facts_of([each.party_id for each in found], content.names, known, on=local_day(at))
        matches = [(each, explain(content, facts[each.party_id], known)) for each in found]
        wrong += [(each, match) for each, match in matches if match.verdict is not Verdict.FITS]
    if wrong:
        said = "；".join(f"{each.number}：{_unmet(match)}" for each, match in wrong[:5])
        raise DoesNotFit(f"有{len(wrong)}条按现在的登记不再符合：{said}。")


def _refuse_unfit(match: Match) -> None:
    if match.verdict is Verdict.FITS_NOT:
        raise DoesNotFit(f"按现在的登记还不符合：{_unmet(match)}。情况有变化或者登记不对，请打责任部门电话。")
    if match.verdict is Verdict.UNSURE:
        raise DoesNotFit(f"还不能判断，缺：{'、'.join(match.missing)}。")


def _unmet(match: Match) -> str:
    unmet = "、".join(each.words for each in match.of(Verdict.FITS_NOT))
    return unmet or "缺" + "、".join(match.missing)


def _new(edition: PolicyEdition) -> BenefitGrant:
    return BenefitGrant(policy=edition.policy, status="new")


def _news(grant: BenefitGrant, verb: str, words: str) -> tuple[Parcel, ...]:
    return (Parcel("message", f"party:{grant.party_id}", {"verb": f"benefit_{verb}", "text": words}),)


def _hand(by: Actor) -> int:
    if by.staff_id is None:
        raise NotYours("核对和决定由责任部门的工作人员本人做。")
    return by.staff_id


def _need(reason: str) -> str:
    said = reason.replace("\x00", "").strip()[:LONGEST]
    if not said:
        raise Invalid(faults=[Fault("/reason", "blank", "请写明理由，本人会看到。")])
    return said
