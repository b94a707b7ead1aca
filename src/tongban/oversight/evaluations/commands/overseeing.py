"""The bureau's part (监督): appeals decided by another body, spot checks by a published seed, sent back. R-108."""

import secrets
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotNow, NotYours
from tongban.foundation.kernel.flow import Step
from tongban.foundation.ledger.commands import advance, record
from tongban.foundation.ledger.models import Entry
from tongban.handling.contacts.rules.words import LONGEST_NOTE, noted
from tongban.oversight.evaluations.bound import BOUND
from tongban.oversight.evaluations.models import Draw, Evaluation, Redress, SpotCheck
from tongban.oversight.evaluations.rules.flow import CLOSED_LOOP, REDRESSES
from tongban.oversight.evaluations.rules.grades import Validity
from tongban.oversight.evaluations.rules.sampling import drawn
from tongban.oversight.evaluations.rules.states import Finding, RedressStatus

from .opening import ends_from
from .redressing import SHORTEST

VALID = {Finding.MISTAKEN: Validity.MISTAKEN, Finding.MALICIOUS: Validity.MALICIOUS}


class NotIndependent(Declined):
    """Who decides is of another body than the one that appeals (裁定人要独立)."""

    code = "not_independent"
    sentence = "裁定人不能是申诉单位的人。请由其他单位的监督人员裁定。"
    status = 403


class DrawnAlready(NotNow):
    """One draw a month (每月抽一次)."""

    code = "drawn_already"
    sentence = "这个月已经抽过了，种子和名单都已公布，不能重抽。"


@transaction.atomic
def uphold_appeal(redress: Redress, *, words: str, by: Actor, at: datetime) -> Entry:
    """申诉成立: the rating stays and is marked, and counts no more; the rater is still told why."""
    step, said = _decides("uphold_appeal", redress, words, by)
    finding = Finding(redress.finding)
    Evaluation.objects.filter(pk=redress.evaluation_id, validity=Validity.COUNTED).update(validity=VALID[finding])
    changes = {"decided_by_id": by.staff_id, "decision": said, "rectified_at": at}
    return advance(redress, step, by=by, at=at, facts={"finding": finding.value, "words": said}, changes=changes)


@transaction.atomic
def dismiss_appeal(redress: Redress, *, words: str, by: Actor, at: datetime) -> Entry:
    """申诉不成立: the unit puts it right, and has its days from the decision on."""
    step, said = _decides("dismiss_appeal", redress, words, by)
    ends = ends_from(at, may_be_reached=False)
    changes = {"decided_by_id": by.staff_id, "decision": said, "finding": "", "due_on": ends.due_on}
    facts = {"words": said, "due_on": ends.due_on.isoformat()}
    return advance(redress, step, by=by, at=at, facts=facts, changes=changes | {"verified_by_id": None})


@transaction.atomic
def draw_checks(month: date, *, by: Actor, at: datetime) -> Draw:
    """抽查: the city's share of what was closed in a month that is over, by a seed that nobody chose.

    Seed and list are kept and published; whoever has them draws the same. Raises `DrawnAlready`.
    """
    person = _supervisor(by)
    first = month.replace(day=1)
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    if after > local_day(at):
        raise NotNow("这个月还没有过完，下个月再抽。")
    if Draw.objects.filter(month=first).exists():
        raise DrawnAlready()
    closed = Q(closed_at__date__gte=first, closed_at__date__lt=after)
    keys = list(Redress.objects.filter(closed, status=RedressStatus.CLOSED).order_by("pk").values_list("pk", flat=True))
    if not keys:
        raise NotNow("这个月没有办结的差评，不用抽。")
    seed, percent = secrets.token_hex(16), BOUND.policy.sample_percent
    made = Draw.objects.create(month=first, seed=seed, percent=percent, listed=keys, drawn_at=at, drawn_by_id=person)
    taken = sorted(int(each) for each in drawn(map(str, keys), seed=seed, percent=percent))
    SpotCheck.objects.bulk_create(SpotCheck(redress_id=each, draw=made) for each in taken)
    facts = {"seed": seed, "percent": percent, "listed": len(keys), "drawn": taken}
    record(made.chain, "draw", by=by, at=at, basis=CLOSED_LOOP, facts=facts)
    return made


@transaction.atomic
def check(redress: Redress, *, words: str, by: Actor, at: datetime) -> Entry:
    """抽查合格: what was looked at, and that it holds."""
    step = REDRESSES.take("check", redress, by=by)
    said = _words(words)
    if not _settle(redress, by, at, said, is_sound=True):
        raise NotNow("这条差评没有被抽中，或者已经查过。")
    return advance(redress, step, by=by, at=at, facts={"words": said})


@transaction.atomic
def reopen(redress: Redress, *, words: str, by: Actor, at: datetime) -> Entry:
    """退回重新整改: it was not put right, by a spot check or by the second rating; limits begin anew."""
    step = REDRESSES.take("reopen", redress, by=by)
    said = _words(words)
    _settle(redress, by, at, said, is_sound=False)
    changes = {
        "due_on": ends_from(at, may_be_reached=False).due_on,
        "escalated_at": None,
        "finding": "",
        "verified_by_id": None,
        "told_at": None,
        "closed_at": None,
        "returned": redress.returned + 1,
    }
    return advance(redress, step, by=by, at=at, facts={"words": said}, changes=changes)


def is_independent(redress: Redress, by: Actor) -> bool:
    """May this supervisor decide on the unit's appeal?"""
    return by.agency_id != redress.agency_id


def _decides(verb: str, redress: Redress, words: str, by: Actor) -> tuple[Step, str]:
    step = REDRESSES.take(verb, redress, by=by)
    if not is_independent(redress, by):
        raise NotIndependent()
    return step, _words(words)


def _settle(redress: Redress, by: Actor, at: datetime, said: str, *, is_sound: bool) -> bool:
    """Write the result of the open spot check of this redress, if it was drawn."""
    rows = SpotCheck.objects.filter(redress=redress, checked_at=None)
    return bool(rows.update(is_sound=is_sound, words=said, checked_at=at, checked_by_id=by.staff_id))


def _words(typed: str) -> str:
    said = noted(typed)
    if not SHORTEST <= len(said) <= LONGEST_NOTE:
        raise Invalid(faults=[Fault("/words", "words", f"请写{SHORTEST}到{LONGEST_NOTE}个字。")])
    return said


def _supervisor(by: Actor) -> int:
    if Role.SUPERVISOR not in by.roles or by.staff_id is None:
        raise NotYours("抽查由监督岗进行。")
    return by.staff_id
